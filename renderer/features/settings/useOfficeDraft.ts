import { useEffect, useState } from 'react'
import type { Office } from '../../../shared/settings.ts'
import { client } from '../../lib/client.ts'
import { say } from '../../lib/language.ts'
import { notify } from '../../lib/notices.ts'
import type { ReadSettings } from './section.ts'

/**
 * The parts of the office's settings one form edits. They are written over what is stored now, so that two forms
 * of the page do not undo each other; the version still refuses what another PC has changed meanwhile.
 */
export const useOfficeDraft = (read: ReadSettings) => {
  const [parts, setParts] = useState<Partial<Office>>({})
  const [version, setVersion] = useState(read.versions.office)
  const unsaved = Object.keys(parts).length > 0
  useEffect(() => {
    if (!unsaved) setVersion(read.versions.office)
  }, [unsaved, read.versions.office])
  return {
    office: { ...read.office, ...parts },
    unsaved,
    change: (part: Partial<Office>): void => setParts((before) => ({ ...before, ...part })),
    async save(): Promise<void> {
      const saved = await client.settings.saveOffice({ office: { ...read.office, ...parts }, version })
      setVersion(saved.version)
      setParts({})
      notify(say('app.saved'))
    },
  }
}

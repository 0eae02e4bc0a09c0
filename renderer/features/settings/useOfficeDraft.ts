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
  const [kept, setKept] = useState<{ version: number; parts: Partial<Office> }>({ version: 0, parts: {} })
  const unsaved = Object.keys(parts).length > 0
  useEffect(() => {
    if (!unsaved) setVersion(read.versions.office)
  }, [unsaved, read.versions.office])
  // what was saved stands on the page until it has been read back: nothing goes from under the hand
  const office: Office = { ...read.office, ...(kept.version > read.versions.office ? kept.parts : {}), ...parts }
  return {
    office,
    unsaved,
    change: (part: Partial<Office>): void => setParts((before) => ({ ...before, ...part })),
    async save(): Promise<void> {
      const saved = await client.settings.saveOffice({ office, version })
      setKept({ version: saved.version, parts: office })
      setVersion(saved.version)
      setParts({})
      notify(say('app.saved'))
    },
  }
}

import { type ReactNode, useState } from 'react'
import type { Output } from '../../../shared/contract.ts'
import type { Translate } from '../../../shared/language.ts'
import type { ExportKind } from '../../../shared/shell.ts'
import type { statements } from '../../../shared/statements.ts'
import { Dialog } from '../../components/Dialog.tsx'
import { ProgressBar } from '../../components/ProgressBar.tsx'
import { client } from '../../lib/client.ts'
import { askConfirm } from '../../lib/dialogs.ts'
import { useLanguage, useT } from '../../lib/language.ts'
import { attempt } from '../../lib/notices.ts'

export interface Exporting {
  /** Makes an export; null when the person chose no place or it was stopped. */
  run(kind: ExportKind, input: Record<string, unknown>, name: string): Promise<{ saved: string; files: number } | null>
  /** The bar while it runs. */
  bar: ReactNode
}

/** Exports with a bar and a key that stops them; nothing half done is left. */
export const useExporting = (): Exporting => {
  const t = useT()
  const language = useLanguage((store) => store.language)
  const [running, setRunning] = useState(false)
  const stop = (): Promise<unknown> => attempt(() => client.shell.cancelExport({}))
  return {
    async run(kind, input, name) {
      setRunning(true)
      try {
        const result = await attempt(() => client.shell.export({ kind, input: { ...input, language }, name }))
        return result?.saved == null ? null : { saved: result.saved, files: result.files }
      } finally {
        setRunning(false)
      }
    },
    bar: running ? (
      <Dialog title={t('statements.exporting')} onClose={() => void stop()}>
        <ProgressBar label={t('statements.exporting')} onCancel={stop} />
      </Dialog>
    ) : null,
  }
}

/** Told before one workbook is made of a month: customers with a template of their own cannot be sheets of it. */
export const askApart = (
  t: Translate,
  { made, apart, customers }: Output<typeof statements.templated>,
): Promise<boolean> => {
  const names = customers.join('、')
  const many = apart > customers.length ? t('templates.apartMany', { customers: names, count: apart }) : names
  return askConfirm({
    title: t('templates.apartTitle'),
    children: <p>{apart === made ? t('templates.allApart') : t('templates.apartWords', { customers: many })}</p>,
    action: t('templates.goOn'),
  })
}

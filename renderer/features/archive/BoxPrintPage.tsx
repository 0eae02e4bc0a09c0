import type { PageProps } from '../../lib/pages.ts'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { useQuery } from '../../lib/query.ts'
import { PaperPage } from '../prints/PaperPage.tsx'

const printPage =
  (which: 'paper' | 'label') =>
  ({ id }: PageProps) => {
    const t = useT()
    const input = { id: id ?? 0 }
    const { data: paper, error } = useQuery(client.archive[which], input, { enabled: id !== null })
    const title = t(which === 'paper' ? 'archive.listTitle' : 'archive.label')
    const kind = which === 'paper' ? 'archiveList' : 'archiveLabel'
    return <PaperPage title={title} kind={kind} input={input} paper={paper} error={error} />
  }

/** 归档清单 as it prints. */
export const BoxPrintPage = printPage('paper')
/** The label of the box as it prints. */
export const LabelPrintPage = printPage('label')

import type { ReactNode } from 'react'
import type { PaperOutput } from '../../../shared/papers.ts'
import { paperFacts } from '../../../shared/prints.ts'
import type { Printable } from '../../../shared/shell.ts'
import { KeyButton } from '../../components/KeyButton.tsx'
import { LeaveKey } from '../../components/LeaveKey.tsx'
import { Page, Panel } from '../../components/Page.tsx'
import { PrintPreview } from '../../components/PrintPreview.tsx'
import { RefusalNote } from '../../components/RefusalNote.tsx'
import { useT } from '../../lib/language.ts'
import { printPaper } from '../production/printPaper.ts'

/** Whose prints the key of a preview lists: of the document where the paper is kept by one, else of its kind. */
export const printedAs = (kind: Printable, id: unknown) =>
  paperFacts[kind].document === '' || typeof id !== 'number' ? { paper: kind } : { paper: kind, id }

/** A paper as it prints, with its keys: leave, save as PDF, print, in dots, and what was printed of it before. */
export const PaperPage = ({
  title,
  note,
  bar,
  kind,
  input,
  paper,
  error,
}: {
  title: string
  note?: string
  /** Which copy, which filter: between the title and the keys. */
  bar?: ReactNode
  kind: Printable
  /** What the paper is asked for with; `id` is its document's, where it has one. */
  input: Record<string, unknown>
  paper: PaperOutput | undefined
  error: { message: string } | null | undefined
}) => {
  const t = useT()
  return (
    <Page>
      <Panel
        title={title}
        note={note}
        bar={bar}
        actions={
          <>
            <LeaveKey />
            {paper && (
              <>
                <KeyButton keys="Control+Shift+p" onClick={() => printPaper(kind, input, 'pdf')}>
                  {t('production.savePdf')}
                </KeyButton>
                <KeyButton keys="Control+p" go onClick={() => printPaper(kind, input, 'printer')}>
                  {t('app.print')}
                </KeyButton>
              </>
            )}
          </>
        }
      >
        <RefusalNote message={error?.message} />
        {paper && <PrintPreview paper={paper} kind={kind} input={input} of={printedAs(kind, input['id'])} />}
      </Panel>
    </Page>
  )
}

import type { PaperOutput } from '../../../shared/papers.ts'
import { paperFacts } from '../../../shared/prints.ts'
import type { Printable } from '../../../shared/shell.ts'
import { KeyButton } from '../../components/KeyButton.tsx'
import { Page, Panel } from '../../components/Page.tsx'
import { PaperPreview } from '../../components/PaperPreview.tsx'
import { RefusalNote } from '../../components/RefusalNote.tsx'
import { useT } from '../../lib/language.ts'
import { printPaper } from '../production/printPaper.ts'

/** Whose prints the key of a preview lists: of the document where the paper is kept by one, else of its kind. */
export const printedAs = (kind: Printable, id: number) =>
  paperFacts[kind].document === '' ? { paper: kind } : { paper: kind, id }

/** A paper as it prints, with its keys: save as PDF, print, and what was printed of it before. */
export const PaperPage = ({
  title,
  kind,
  input,
  paper,
  error,
}: {
  title: string
  kind: Printable
  input: { id: number }
  paper: PaperOutput | undefined
  error: { message: string } | null | undefined
}) => {
  const t = useT()
  return (
    <Page>
      <Panel
        title={title}
        actions={
          paper && (
            <>
              <KeyButton keys="Control+Shift+p" onClick={() => printPaper(kind, input, 'pdf')}>
                {t('production.savePdf')}
              </KeyButton>
              <KeyButton keys="Control+p" go onClick={() => printPaper(kind, input, 'printer')}>
                {t('app.print')}
              </KeyButton>
            </>
          )
        }
      >
        <RefusalNote message={error?.message} />
        {paper && <PaperPreview paper={paper} of={printedAs(kind, input.id)} />}
      </Panel>
    </Page>
  )
}

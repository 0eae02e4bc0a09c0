import { useState } from 'react'
import type { PaperOutput } from '../../shared/papers.ts'
import { profileOfPaper } from '../../shared/printers.ts'
import type { Printable } from '../../shared/shell.ts'
import { client } from '../lib/client.ts'
import { useT } from '../lib/language.ts'
import { attempt, notify } from '../lib/notices.ts'
import type { PrintedPaper } from '../lib/openPrints.ts'
import { useQuery } from '../lib/query.ts'
import { KeyButton } from './KeyButton.tsx'
import { PaperPreview } from './PaperPreview.tsx'
import styles from './PaperPreview.module.css'
import { RefusalNote } from './RefusalNote.tsx'

export interface PrintPreviewProps {
  paper: PaperOutput
  kind: Printable
  /** What the paper was asked for with. */
  input: Record<string, unknown>
  /** What it is printed as: the key to its prints. */
  of: PrintedPaper
  /** How the paper stands, where it may not go out yet: 草稿. */
  mark?: string
}

/** How often this PC prints the paper at one press: said where it is more than once. */
const Times = ({ paper, kind }: Pick<PrintPreviewProps, 'paper' | 'kind'>) => {
  const t = useT()
  const { data } = useQuery(client.shell.printers, {}, { keep: true })
  const copies = profileOfPaper(data?.profiles ?? [], paper, kind)?.copies ?? 1
  return copies > 1 ? <span className={styles['times']}>{t('papers.previewTimes', { copies })}</span> : null
}

/** The same paper as a dot-matrix printer prints it, and what it cannot print of it. */
const Dots = ({ kind, input, of, mark, onOff }: PrintPreviewProps & { onOff: () => void }) => {
  const t = useT()
  const { data, error } = useQuery(client.shell.dots, { paper: kind, input }, { keep: true })
  const save = async (): Promise<void> => {
    const result = await attempt(() => client.shell.print({ paper: kind, input, to: 'prn' }))
    if (result?.saved) notify(t('dots.savedPrn', { name: result.saved }))
  }
  const off = (
    <KeyButton keys="Control+e" aria-pressed onClick={onOff}>
      {t('dots.preview')}
    </KeyButton>
  )
  return (
    <>
      <RefusalNote message={error?.message} />
      {(data?.losses ?? []).map((loss) => (
        <p key={loss} className={styles['loss']} role="status">
          {loss}
        </p>
      ))}
      {error && <div className={styles['bar']}>{off}</div>}
      {data && (
        <PaperPreview
          paper={data.paper}
          of={of}
          {...(mark === undefined ? {} : { mark })}
          tools={
            <>
              <Times paper={data.paper} kind={kind} />
              <KeyButton keys="Control+Shift+e" onClick={save}>
                {t('dots.savePrn')}
              </KeyButton>
              {off}
            </>
          }
        />
      )}
    </>
  )
}

/** A paper before it is printed: as a page, or in dots. */
export const PrintPreview = (props: PrintPreviewProps) => {
  const t = useT()
  const [dots, setDots] = useState(false)
  if (dots) return <Dots {...props} onOff={() => setDots(false)} />
  const { paper, kind, of, mark } = props
  const tools = (
    <>
      <Times paper={paper} kind={kind} />
      <KeyButton keys="Control+e" aria-pressed={false} onClick={() => setDots(true)}>
        {t('dots.preview')}
      </KeyButton>
    </>
  )
  return <PaperPreview paper={paper} of={of} {...(mark === undefined ? {} : { mark })} tools={tools} />
}

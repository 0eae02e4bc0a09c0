import { useState } from 'react'
import type { PaperOutput } from '../../shared/papers.ts'
import type { Printable } from '../../shared/shell.ts'
import { client } from '../lib/client.ts'
import { useT } from '../lib/language.ts'
import { attempt, notify } from '../lib/notices.ts'
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
  /** The document's id. */
  id: number
}

/** The same paper as a dot-matrix printer prints it, and what it cannot print of it. */
const Dots = ({ kind, input, id, onOff }: PrintPreviewProps & { onOff: () => void }) => {
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
      {error && off}
      {data && (
        <PaperPreview
          paper={data.paper}
          of={{ paper: kind, id }}
          tools={
            <>
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

/** A paper of a document before it is printed: as a page, or in dots. */
export const PrintPreview = (props: PrintPreviewProps) => {
  const t = useT()
  const [dots, setDots] = useState(false)
  if (dots) return <Dots {...props} onOff={() => setDots(false)} />
  const on = (
    <KeyButton keys="Control+e" aria-pressed={false} onClick={() => setDots(true)}>
      {t('dots.preview')}
    </KeyButton>
  )
  return <PaperPreview paper={props.paper} of={{ paper: props.kind, id: props.id }} tools={on} />
}

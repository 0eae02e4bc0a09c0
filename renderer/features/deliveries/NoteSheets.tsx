import type { Note } from '../../../shared/deliveries.ts'
import { inspectionStateKeys } from '../../../shared/quality.ts'
import { formatQuantity } from '../../../shared/quantities.ts'
import { KeyButton } from '../../components/KeyButton.tsx'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { useQuery } from '../../lib/query.ts'
import { useMay } from '../../lib/session.ts'
import { openTab } from '../../lib/tabs.ts'
import styles from './Note.module.css'

/** The 出货检验单 behind a note, what of its goods they do not cover, and the key to inspect it (duty 74). */
export const NoteSheets = ({ note }: { note: Note }) => {
  const t = useT()
  const mayInspect = useMay('quality.write')
  const { data } = useQuery(client.quality.ofNote, { deliveryNoteId: note.id })
  if (!data) return null
  const short = data.lines.filter(({ missing }) => missing > 0)
  const first = short[0]
  const last = data.inspections.at(-1)
  return (
    <>
      <h2>{t('quality.noteInspections')}</h2>
      <div className={styles['box']}>
        {data.inspections.map(({ id, number, state, description }) => (
          <small key={id}>
            {number} {t(inspectionStateKeys[state])} {description}
          </small>
        ))}
        {note.released === null &&
          note.state !== 'void' &&
          short.map(({ orderLineId, description, missing, unit }) => (
            <small key={orderLineId} className={styles['failed']}>
              ▲ {t('quality.noteMissing', { goods: description, missing: formatQuantity(missing), unit })}
            </small>
          ))}
        {last && (
          <KeyButton keys="i" onClick={() => openTab({ word: 'quality', id: last.id, title: last.number })}>
            {last.number}
          </KeyButton>
        )}
        {first && mayInspect && note.released === null && note.state !== 'void' && (
          <KeyButton
            keys="j"
            go
            onClick={() =>
              openTab({
                word: 'quality',
                page: 'new',
                another: true,
                title: t('quality.newInspection'),
                parameters: { kind: 'final', noticeLineId: first.noticeLineId, orderLineId: first.orderLineId },
              })
            }
          >
            {t('quality.inspectNow')}
          </KeyButton>
        )}
      </div>
    </>
  )
}

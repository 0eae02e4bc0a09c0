import type { Note, NoteLine } from '../../../shared/deliveries.ts'
import type { Translate } from '../../../shared/language.ts'
import { formatQuantity } from '../../../shared/quantities.ts'
import { useT } from '../../lib/language.ts'
import styles from './Note.module.css'

/** 圆领T恤 黑:出货检验 ZJ261126-16 不合格,342 件 还没处理; '' where nothing was rejected. */
export const rejectedWords = ({ description, colour, unit, rejected }: NoteLine, t: Translate): string =>
  rejected === null
    ? ''
    : t('deliveries.rejectedLine', {
        goods: [description, colour].filter(Boolean).join(' '),
        unit,
        numbers: rejected.numbers,
        rejected: formatQuantity(rejected.quantity),
      })

/** Goods of a note that a final inspection rejected and nobody has dealt with: said at every step until it has left. */
export const NoteRejected = ({ note }: { note: Note }) => {
  const t = useT()
  const lines = note.lines.filter(({ rejected }) => rejected !== null)
  if (lines.length === 0) return null
  return (
    <>
      <h2>{t('deliveries.rejectedTitle')}</h2>
      <div className={styles['box']}>
        {lines.map((line) => (
          <small key={line.id} className={styles['failed']}>
            ▲ {rejectedWords(line, t)}
          </small>
        ))}
      </div>
    </>
  )
}

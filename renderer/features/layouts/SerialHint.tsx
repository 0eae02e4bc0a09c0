import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { useQuery } from '../../lib/query.ts'
import styles from './Layouts.module.css'

/** Under the red serial of a pre-printed form: used already, forms left out, or which one comes next. */
export const SerialHint = ({
  serial,
  noteId,
  customerId,
}: {
  serial: string
  noteId: number | null
  customerId: number | null
}) => {
  const t = useT()
  const typed = serial.trim()
  const { data } = useQuery(client.layouts.serial, { serial: typed, noteId, customerId }, { keep: true })
  if (!data) return null
  const { usedBy, skipped, last, next, wanted } = data
  if (typed === '') {
    if (!wanted) return null
    return (
      <small className="dim">
        {last === '' ? t('layouts.serialFirst') : t('layouts.serialWanted', { last, next })}
      </small>
    )
  }
  const words =
    usedBy !== ''
      ? t('layouts.serialUsed', { serial: typed, number: usedBy })
      : skipped > 0
        ? t('layouts.serialSkipped', { last, count: skipped })
        : ''
  return words === '' ? null : (
    <small className={styles['hint']} role="status">
      {words}
    </small>
  )
}

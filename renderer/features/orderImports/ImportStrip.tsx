import { formatFen } from '../../../shared/money.ts'
import type { Order } from '../../../shared/orders.ts'
import { KeyButton } from '../../components/KeyButton.tsx'
import { client } from '../../lib/client.ts'
import { askConfirm } from '../../lib/dialogs.ts'
import { useT } from '../../lib/language.ts'
import { attempt, notify } from '../../lib/notices.ts'
import { useQuery } from '../../lib/query.ts'
import { formatInstant } from '../../lib/values.ts'
import styles from './OrderImport.module.css'

/** Which file an order was made from, and the way back while nobody has checked a line. */
export const ImportStrip = ({ order }: { order: Order }) => {
  const t = useT()
  const { data } = useQuery(client.orderImports.ofOrder, { id: order.id })
  if (!data) return null
  const { id, number, version } = order
  const { fileName: file, lines, leftOut, by } = data
  const undo = async (): Promise<void> => {
    const sure = await askConfirm({
      title: t('orderImports.undoTitle', { number }),
      children: t('orderImports.undoBody', { number, lines, amount: formatFen(order.totalFen ?? 0), file }),
      action: t('orderImports.undoAction', { lines }),
      danger: true,
    })
    if (!sure) return
    const undone = await attempt(() => client.orderImports.undo({ id, version }))
    if (undone) notify(t('orderImports.undone', { number, file }))
  }
  return (
    <div className={styles['strip']}>
      <span>{t('orderImports.madeFrom', { file, lines, leftOut, by, time: formatInstant(data.at) })}</span>
      {data.undoable && (
        <KeyButton keys="Control+z" onClick={undo}>
          {t('orderImports.undo', { lines })}
        </KeyButton>
      )}
    </div>
  )
}

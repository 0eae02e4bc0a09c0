import { useEffect, useMemo, useRef, useState } from 'react'
import { plusDays } from '../../../shared/dates.ts'
import { type PurchaseKind, purchaseKinds } from '../../../shared/materialNeeds.ts'
import { purchaseKindKeys } from '../../../shared/purchases.ts'
import { belowZero } from '../../components/belowZero.ts'
import { DateInput } from '../../components/DateInput.tsx'
import { Dialog } from '../../components/Dialog.tsx'
import { Choice } from '../../components/Field.tsx'
import { Form, refuseField } from '../../components/Form.tsx'
import { LineGrid, type LineColumn, type LineGridHandle } from '../../components/LineGrid.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import { askedFirst } from '../../lib/askedFirst.ts'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { notify } from '../../lib/notices.ts'
import { useMay } from '../../lib/session.ts'
import { todayHere } from '../../lib/values.ts'
import { entersGrid } from './entersGrid.ts'
import styles from './Materials.module.css'

/** What is to be ordered: one material of one order. */
export interface ToBuy {
  orderId: number | null
  orderNumber: string
  materialId: number
  code: string
  name: string
  unit: string
  supplier: string
  leadDays: number
  unbought: number
}
interface BuyRow extends ToBuy {
  quantity: number | null
  promisedOn: string | null
  priceMicros: number | null
  remark: string
}

const useColumns = (kind: PurchaseKind): LineColumn<BuyRow>[] => {
  const t = useT()
  const mayPrices = useMay('prices.read')
  return useMemo(
    () => [
      { key: 'orderNumber', header: t('operations.order'), kind: 'text', width: 110, readOnly: true },
      { key: 'code', header: t('materials.code'), kind: 'text', width: 100, readOnly: true },
      { key: 'name', header: t('materials.name'), kind: 'text', readOnly: true },
      { key: 'unbought', header: t('materials.unbought'), kind: 'quantity', width: 78, readOnly: true },
      {
        key: 'quantity',
        header: t('purchases.quantity'),
        kind: 'quantity',
        width: 78,
        refuse: (value) => belowZero(value, t),
      },
      { key: 'unit', header: t('app.unit'), kind: 'text', width: 46, readOnly: true },
      ...(kind === 'stock'
        ? []
        : ([
            { key: 'supplier', header: t('purchases.supplier'), kind: 'text', width: 150 },
            { key: 'promisedOn', header: t('purchases.promised'), kind: 'date', width: 96 },
          ] satisfies LineColumn<BuyRow>[])),
      ...(mayPrices && kind === 'purchase'
        ? ([
            { key: 'priceMicros', header: t('purchases.price'), kind: 'price', width: 80, passed: true },
          ] satisfies LineColumn<BuyRow>[])
        : []),
      { key: 'remark', header: t('app.remark'), kind: 'text', width: 120, passed: true },
    ],
    [t, mayPrices, kind],
  )
}

const rowOf = (wanted: ToBuy): BuyRow => ({
  ...wanted,
  quantity: wanted.unbought > 0 ? wanted.unbought : null,
  // what the supplier usually takes; the hand writes over it what was really said
  promisedOn: plusDays(todayHere(), wanted.leadDays),
  priceMicros: null,
  remark: '',
})

/** 下采购单: what was chosen, filled in beforehand with what is missing, its supplier and usual time (duties 66, 67). */
export const BuyDialog = ({ wanted, onClose }: { wanted: readonly ToBuy[]; onClose: () => void }) => {
  const t = useT()
  const title = t('purchases.buyTitle')
  const grid = useRef<LineGridHandle>(null)
  const [kind, setKind] = useState<PurchaseKind>('purchase')
  const [orderedOn, setOrderedOn] = useState<string | null>(todayHere())
  const [rows, setRows] = useState(() => wanted.map(rowOf))
  const columns = useColumns(kind)
  useEffect(() => grid.current?.focusCell(0, 'quantity'), [])
  const latest = useRef(rows)
  latest.current = rows
  const save = async (): Promise<void> => {
    await grid.current?.settle()
    const wrong = grid.current?.firstWrong()
    if (wrong) {
      grid.current?.focusCell(wrong.row, wrong.key)
      throw refuseField('rows', wrong.sentence)
    }
    const filled = latest.current.filter(({ quantity }) => quantity !== null && quantity > 0)
    if (filled.length === 0) throw refuseField('rows', t('purchases.nothingKeyed'))
    const added = await askedFirst({ codes: ['purchases.farAboveNeed'], title, action: t('purchases.buy') }, (sure) =>
      client.purchases.add({
        orderedOn: orderedOn ?? todayHere(),
        sure,
        rows: filled.map(({ orderId, materialId, supplier, quantity, promisedOn, priceMicros, remark }) => ({
          kind,
          orderId,
          materialId,
          remark,
          supplier: kind === 'stock' ? '' : supplier,
          quantity: quantity!,
          promisedOn: kind === 'stock' ? null : promisedOn,
          priceMicros: kind === 'purchase' ? priceMicros : null,
        })),
      }),
    )
    if (added === null) return
    notify(t('purchases.added', { numbers: added.numbers.join('、') }))
    onClose()
  }
  return (
    <Dialog title={title} onClose={onClose} width={1040}>
      <Form label={title} onSubmit={save} foot={<SubmitButton>{t('purchases.buy')}</SubmitButton>}>
        <div className={styles['head']} onKeyDown={(event) => entersGrid(event, 'orderedOn', grid, 'quantity')}>
          <Choice<PurchaseKind>
            name="kind"
            inline
            label={t('purchases.kind')}
            value={kind}
            options={purchaseKinds.map((value) => ({ value, label: t(purchaseKindKeys[value]) }))}
            onChange={setKind}
          />
          <DateInput
            name="orderedOn"
            inline
            label={t('purchases.orderedOn')}
            value={orderedOn}
            onChange={setOrderedOn}
          />
        </div>
        <LineGrid<BuyRow> ref={grid} label={title} columns={columns} rows={rows} onChange={setRows} />
      </Form>
    </Dialog>
  )
}

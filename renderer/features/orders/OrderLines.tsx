import { type Ref, useMemo, useState } from 'react'
import { formatMicros } from '../../../shared/money.ts'
import { priceSourceKeys } from '../../../shared/orders.ts'
import type { Translate } from '../../../shared/language.ts'
import { Check, type Option, TextInput } from '../../components/Field.tsx'
import { type CellMark, LineGrid, type LineColumn, type LineGridHandle } from '../../components/LineGrid.tsx'
import { completeProduct, type FoundProduct } from '../../components/ProductPicker.tsx'
import { useT } from '../../lib/language.ts'
import styles from './Order.module.css'
import { emptyLine, type FormLine } from './orderForm.ts'
import type { OrderFormStore } from './useOrderForm.ts'

/** Where the price of a line comes from: told by the figure, 手输 where it is nobody's but the hand's (duty 10). */
const sourceText = (line: FormLine, t: Translate): string => {
  if (line.priceMicros === null) return ''
  if (line.offer && line.priceMicros === line.offer.priceMicros)
    return line.offer.quotation === ''
      ? t(priceSourceKeys[line.offer.source])
      : t('quotations.priceOf', { number: line.offer.quotation })
  if (line.offer && line.priceMicros === line.offer.lastPriceMicros) return t('orders.priceLast')
  return t('orders.priceTyped')
}

/** The product's own colours under the cell; what was typed stands first, so Enter never changes it. */
const completeColour = async (typed: string, line: FormLine): Promise<Option[]> => {
  const own = line.colours.split(/[/、,]/).map((colour) => colour.trim())
  const fitting = own.filter((colour) => colour !== '' && colour !== typed.trim() && colour.includes(typed.trim()))
  return [typed.trim(), ...fitting].map((colour) => ({ value: colour, label: colour }))
}

const columnsOf = (t: Translate, quoted: boolean): LineColumn<FormLine>[] => [
  { key: 'code', header: t('orders.code'), kind: 'code', width: 80, complete: completeProduct },
  { key: 'description', header: t('orders.description'), kind: 'text', passed: true },
  { key: 'colour', header: t('orders.colour'), kind: 'code', width: 58, complete: completeColour },
  { key: 'quantity', header: t('app.quantity'), kind: 'quantity', width: 56 },
  { key: 'unit', header: t('app.unit'), kind: 'text', width: 44, passed: true },
  { key: 'packs', header: t('orders.packs'), kind: 'integer', width: 48, passed: true },
  { key: 'priceMicros', header: t('orders.price'), kind: 'price', width: 80, passed: true },
  {
    key: 'offer',
    header: t('orders.priceSource'),
    kind: 'text',
    width: quoted ? 142 : 56,
    readOnly: true,
    text: (line) => sourceText(line, t),
  },
  { key: 'amountFen', header: t('app.amount'), kind: 'money', width: 88, passed: true },
  { key: 'dueOn', header: t('orders.dueOn'), kind: 'date', width: 86, passed: true },
]

const markOf =
  (t: Translate) =>
  (line: FormLine, _index: number, key: string): CellMark | null => {
    if (key !== 'priceMicros' || line.priceMicros === null) return null
    const last = line.offer?.lastPriceMicros ?? null
    return last !== null && last !== line.priceMicros
      ? { tone: 'warn', text: t('orders.lastPrice', { price: formatMicros(last) }) }
      : null
  }

export interface OrderLinesProps {
  store: OrderFormStore
  grid: Ref<LineGridHandle>
  onEnd: () => void
  readOnly: boolean
}

/** The lines: code, colour, quantity by Enter; what a product brings is filled in and can be overtyped. */
export const OrderLines = ({ store, grid, onEnd, readOnly }: OrderLinesProps) => {
  const t = useT()
  const quoted = store.form.lines.some(({ offer }) => offer !== null && offer.quotation !== '')
  const columns = useMemo(() => columnsOf(t, quoted), [t, quoted])
  const mark = useMemo(() => markOf(t), [t])
  const [here, setHere] = useState(0)
  const { lines, head } = store.form
  const line = lines[here]
  return (
    <>
      <LineGrid<FormLine>
        ref={grid}
        label={t('orders.lines')}
        columns={columns}
        rows={lines}
        onChange={store.setLines}
        newRow={() => emptyLine(head.dueOn, head.customerPo)}
        onCellLeave={store.leaveCell}
        onChoose={(row, key, option) => key === 'code' && store.chooseProduct(row, option.row as FoundProduct)}
        onEnterRow={setHere}
        mark={mark}
        onEnd={onEnd}
        readOnly={readOnly}
      />
      {line && !readOnly && (
        <div className={styles['lineMore']}>
          <span className="dim">
            {t('shell.lineNumber')} {here + 1}
          </span>
          <TextInput
            inline
            label={t('orders.material')}
            maxLength={200}
            value={line.material}
            onChange={(material) => store.changeLine(here, { material })}
          />
          <TextInput
            inline
            label="PO"
            maxLength={60}
            value={line.customerPo}
            onChange={(customerPo) => store.changeLine(here, { customerPo })}
          />
          <TextInput
            inline
            label={t('app.remark')}
            maxLength={200}
            value={line.remark}
            onChange={(remark) => store.changeLine(here, { remark })}
          />
          <TextInput
            inline
            label={t('quotations.number')}
            maxLength={40}
            value={line.quotation}
            onChange={(quotation) => store.changeLine(here, { quotation })}
          />
          <Check
            label={t('orders.newVersion')}
            value={line.newVersion}
            onChange={(newVersion) => store.changeLine(here, { newVersion })}
          />
        </div>
      )}
    </>
  )
}

import { type RefObject, useMemo, useState } from 'react'
import type { Translate } from '../../../shared/language.ts'
import { formatMicros } from '../../../shared/money.ts'
import { formatQuantity } from '../../../shared/quantities.ts'
import { costOf, type Costs, proposedPrice } from '../../../shared/quotations.ts'
import { TextInput } from '../../components/Field.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { LineDetails } from '../../components/LineDetails.tsx'
import { type CellMark, LineGrid, type LineColumn, type LineGridHandle } from '../../components/LineGrid.tsx'
import { pictureColumn } from '../../components/pictureColumn.tsx'
import { PictureDialog } from '../../components/PictureDialog.tsx'
import { productsFor, type FoundProduct } from '../../components/ProductPicker.tsx'
import { PercentInput, PriceInput } from '../../components/TypedInput.tsx'
import { useT } from '../../lib/language.ts'
import styles from './Quotation.module.css'
import { type FormLine, type StepKey, stepKey } from './quotationForm.ts'
import type { QuotationFormStore } from './useQuotationForm.ts'

/** What a product brings is not typed again: Enter goes from the code to the prices. */
const passed = ({ code }: FormLine): boolean => code.trim() !== ''

const columnsOf = (
  t: Translate,
  ladder: readonly number[],
  onPicture: (row: number) => void,
): LineColumn<FormLine>[] => [
  { key: 'code', header: t('orders.code'), kind: 'code', width: 78, complete: productsFor(null) },
  { key: 'description', header: t('orders.description'), kind: 'text', passed },
  { key: 'material', header: t('quotations.material'), kind: 'text', width: 190, passed },
  { key: 'unit', header: t('app.unit'), kind: 'text', width: 42, passed },
  ...ladder.map((quantity): LineColumn<FormLine> => ({
    key: stepKey(quantity),
    header: ladder.length === 1 ? t('orders.price') : t('quotations.from', { quantity: formatQuantity(quantity) }),
    kind: 'price',
    width: 74,
  })),
  { key: 'minQuantity', header: t('quotations.minQuantity'), kind: 'quantity', width: 62, passed: true },
  { key: 'mouldFen', header: t('quotations.mould'), kind: 'money', width: 80, passed: true },
  { key: 'leadDays', header: t('quotations.leadDays'), kind: 'integer', width: 62, passed: true },
  pictureColumn(t, onPicture),
]

/** Red below the floor price, amber below what the piece costs. */
const markOf =
  (t: Translate) =>
  (line: FormLine, _index: number, key: string): CellMark | null => {
    if (!key.startsWith('q')) return null
    const price = line[key as StepKey]
    if (typeof price !== 'number') return null
    if (price < line.floorPriceMicros)
      return { tone: 'bad', text: t('quotations.belowFloorMark', { floor: formatMicros(line.floorPriceMicros) }) }
    const cost = costOf(line.costs)
    return price < cost ? { tone: 'warn', text: t('quotations.belowCostMark', { cost: formatMicros(cost) }) } : null
  }

const costParts = [
  ['materialMicros', 'quotations.costMaterial'],
  ['labourMicros', 'quotations.costLabour'],
  ['outsideMicros', 'quotations.costOutside'],
  ['packingMicros', 'quotations.costPacking'],
  ['freightMicros', 'quotations.costFreight'],
] as const

/** 料、工、外协、包装、运费, 利润 and 税 behind the line: what it should be sold for. Stays in the office. */
const CostLine = ({
  line,
  onChange,
  onTake,
}: {
  line: FormLine
  onChange: (part: Partial<Costs>) => void
  onTake: () => void
}) => {
  const t = useT()
  const { costs, floorPriceMicros } = line
  return (
    <div className={styles['costs']} role="group" aria-label={t('quotations.costs')}>
      <span className="dim">{t('quotations.costs')}</span>
      {costParts.map(([key, label]) => (
        <PriceInput
          key={key}
          inline
          width={64}
          label={t(label)}
          value={costs[key] === 0 ? null : costs[key]}
          onChange={(value) => onChange({ [key]: value ?? 0 })}
        />
      ))}
      <PercentInput
        inline
        width={46}
        label={t('quotations.costProfit')}
        value={costs.profitBasisPoints}
        onChange={(value) => onChange({ profitBasisPoints: value ?? 0 })}
      />
      <PercentInput
        inline
        width={46}
        label={t('quotations.costTax')}
        value={costs.taxBasisPoints}
        onChange={(value) => onChange({ taxBasisPoints: value ?? 0 })}
      />
      <b>
        {costOf(costs) > 0 &&
          t('quotations.proposed', { cost: formatMicros(costOf(costs)), price: formatMicros(proposedPrice(costs)) })}
        {floorPriceMicros > 0 && ` ${t('quotations.floor', { floor: formatMicros(floorPriceMicros) })}`}
      </b>
      {costOf(costs) > 0 && (
        <KeyButton keys="F8" onClick={onTake}>
          {t('quotations.takeProposed')}
        </KeyButton>
      )}
    </div>
  )
}

export interface QuotationLinesProps {
  store: QuotationFormStore
  grid: RefObject<LineGridHandle | null>
  onEnd: () => void
}

/** The lines with a column for each rung; what is inside the office stands under them. */
export const QuotationLines = ({ store, grid, onEnd }: QuotationLinesProps) => {
  const t = useT()
  const { lines, ladder } = store.form
  const [pictured, setPictured] = useState<number | null>(null)
  const columns = useMemo(() => columnsOf(t, ladder, setPictured), [t, ladder])
  const mark = useMemo(() => markOf(t), [t])
  const [here, setHere] = useState(0)
  const line = lines[here]
  const leave = (row: number, key: string): void => {
    if (key === 'code' && lines[row]?.productId != null)
      store.changeLine(row, { productId: null, floorPriceMicros: 0, productPicture: '' })
  }
  return (
    <>
      <LineGrid<FormLine>
        ref={grid}
        label={t('quotations.lines')}
        columns={columns}
        rows={lines}
        onChange={store.setLines}
        newRow={store.newLine}
        onCellLeave={leave}
        onChoose={(row, key, option) =>
          key === 'code' ? store.chooseProduct(row, option.row as FoundProduct) : undefined
        }
        onEnterRow={setHere}
        mark={mark}
        onEnd={onEnd}
      />
      {line && (
        <LineDetails grid={grid} at={here} className={styles['details']}>
          {(key) => (
            <>
              <div className={styles['more']}>
                {key}
                <TextInput
                  inline
                  label={t('quotations.packing')}
                  maxLength={100}
                  value={line.packing}
                  onChange={(packing) => store.changeLine(here, { packing })}
                />
                <TextInput
                  inline
                  label={t('app.remark')}
                  maxLength={200}
                  value={line.remark}
                  onChange={(remark) => store.changeLine(here, { remark })}
                />
                <KeyButton keys="Alt+p" tabIndex={-1} className="plain" onClick={() => setPictured(here)}>
                  {t('pictures.title')}
                </KeyButton>
              </div>
              <CostLine
                line={line}
                onChange={(part) => store.changeCosts(here, part)}
                onTake={() => store.takeProposed(here)}
              />
            </>
          )}
        </LineDetails>
      )}
      {pictured !== null && lines[pictured] && (
        <PictureDialog
          title={t('pictures.ofLine', { line: pictured + 1 })}
          picture={lines[pictured].picture}
          productPicture={lines[pictured].productPicture}
          onClose={() => setPictured(null)}
          onPicture={(picture) => store.changeLine(pictured, { picture })}
        />
      )}
    </>
  )
}

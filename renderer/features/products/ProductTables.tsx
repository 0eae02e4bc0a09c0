import type { ProductDraft } from '../../../shared/products.ts'
import type { ProcessRow } from '../../../shared/settings.ts'
import { Choice, TextInput } from '../../components/Field.tsx'
import { Button } from '../../components/KeyButton.tsx'
import { IntegerInput, PriceInput, QuantityInput } from '../../components/TypedInput.tsx'
import { useT } from '../../lib/language.ts'
import styles from './Product.module.css'

/** A step or unit while it is keyed; `key` keeps its place on the page when rows move. */
export interface UnitRow {
  key: number
  unit: string
  factor: number | null
}
export interface BreakRow {
  key: number
  minQuantity: number | null
  priceMicros: number | null
}
export interface RouteRow {
  key: number
  processId: string
  standardDays: number
  outside: boolean
  /** Units of the process in one basic unit of the product, thousandths. */
  unitsPerPiece: number
  /** Minutes one person needs for one basic unit, thousandths; 0 = not said. */
  standardMinutes: number
}

let made = 0
export const unitRows = ({ units }: Pick<ProductDraft, 'units'>): UnitRow[] =>
  units.map((unit) => ({ ...unit, key: ++made }))
export const breakRows = ({ breaks }: Pick<ProductDraft, 'breaks'>): BreakRow[] =>
  breaks.map((step) => ({ ...step, key: ++made }))
export const routeRows = ({ route }: Pick<ProductDraft, 'route'>): RouteRow[] =>
  route.map((step) => ({ ...step, processId: String(step.processId), key: ++made }))
export const emptyUnit = (): UnitRow => ({ key: ++made, unit: '', factor: null })
const stepOf = ({ id, standardDays }: ProcessRow): RouteRow => ({
  key: ++made,
  processId: String(id),
  standardDays,
  outside: false,
  unitsPerPiece: 1000,
  standardMinutes: 0,
})

const changed = <Row extends { key: number }>(rows: Row[], key: number, part: Partial<Row>): Row[] =>
  rows.map((row) => (row.key === key ? { ...row, ...part } : row))
const moved = (rows: RouteRow[], from: number, to: number): RouteRow[] => {
  const next = rows.filter((_, index) => index !== from)
  return next.toSpliced(to, 0, rows[from]!)
}

interface TableProps<Row> {
  rows: Row[]
  disabled: boolean
  onChange: (rows: Row[]) => void
}

/** Other units of the product: one 打 is 12 把. */
export const UnitsTable = ({ rows, unit, disabled, onChange }: TableProps<UnitRow> & { unit: string }) => {
  const t = useT()
  return (
    <div className={styles['rows']}>
      {rows.map((row, index) => (
        <div key={row.key} className={styles['unitRow']}>
          <TextInput
            inline
            name={`units.${index}.unit`}
            label={t('products.unitName')}
            maxLength={8}
            width={70}
            value={row.unit}
            onChange={(value) => onChange(changed(rows, row.key, { unit: value }))}
          />
          <QuantityInput
            inline
            name={`units.${index}.factor`}
            label={t('products.unitFactor', { unit })}
            width={90}
            value={row.factor}
            onChange={(factor) => onChange(changed(rows, row.key, { factor }))}
          />
          {!disabled && (
            <Button className="plain" onClick={() => onChange(rows.filter(({ key }) => key !== row.key))}>
              {t('products.removeRow')}
            </Button>
          )}
        </div>
      ))}
      {!disabled && (
        <div>
          <Button onClick={() => onChange([...rows, emptyUnit()])}>{t('products.addRow')}</Button>{' '}
          <small className="dim">{t('products.unitsHint')}</small>
        </div>
      )}
    </div>
  )
}

/** Quantity breaks of the list price: from 1000 on 0.92. */
export const BreaksTable = ({ rows, unit, disabled, onChange }: TableProps<BreakRow> & { unit: string }) => {
  const t = useT()
  return (
    <div className={styles['rows']}>
      {rows.map((row, index) => (
        <div key={row.key} className={styles['unitRow']}>
          <QuantityInput
            inline
            name={`breaks.${index}.minQuantity`}
            label={t('products.breakFrom', { unit })}
            width={80}
            value={row.minQuantity}
            onChange={(minQuantity) => onChange(changed(rows, row.key, { minQuantity }))}
          />
          <PriceInput
            inline
            name={`breaks.${index}.priceMicros`}
            label={t('products.breakPrice')}
            width={80}
            value={row.priceMicros}
            onChange={(priceMicros) => onChange(changed(rows, row.key, { priceMicros }))}
          />
          {!disabled && (
            <Button className="plain" onClick={() => onChange(rows.filter(({ key }) => key !== row.key))}>
              {t('products.removeRow')}
            </Button>
          )}
        </div>
      ))}
      {!disabled && (
        <div>
          <Button onClick={() => onChange([...rows, { key: ++made, minQuantity: null, priceMicros: null }])}>
            {t('products.addRow')}
          </Button>{' '}
          <small className="dim">{t('products.breaksHint')}</small>
        </div>
      )}
    </div>
  )
}

const RouteTable = ({
  rows,
  disabled,
  onChange,
  processes,
  unit,
}: TableProps<RouteRow> & { processes: ProcessRow[]; unit: string }) => {
  const t = useT()
  return (
    <table className={styles['route']}>
      <thead>
        <tr>
          <th className="n">#</th>
          <th>{t('products.routeProcess')}</th>
          <th className="n">{t('products.routeDays')}</th>
          <th className="n">{t('products.routeUnits', { unit })}</th>
          <th className="n">{t('products.routeMinutes', { unit })}</th>
          <th>{t('products.routeOutside')}</th>
          <th />
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          <tr key={row.key}>
            <td className="n">{index + 1}</td>
            <td>
              <Choice
                inline
                label=""
                name={`route.${index}.processId`}
                empty
                value={row.processId}
                options={processes.map(({ id, name }) => ({ value: String(id), label: name }))}
                onChange={(processId) => onChange(changed(rows, row.key, { processId }))}
              />
            </td>
            <td className="n">
              <IntegerInput
                inline
                label=""
                name={`route.${index}.standardDays`}
                width={60}
                value={row.standardDays}
                onChange={(days) => onChange(changed(rows, row.key, { standardDays: days ?? 0 }))}
              />
            </td>
            <td className="n">
              <QuantityInput
                inline
                label=""
                name={`route.${index}.unitsPerPiece`}
                width={70}
                hint={processes.find(({ id }) => String(id) === row.processId)?.capacityUnit ?? ''}
                value={row.unitsPerPiece}
                onChange={(units) => onChange(changed(rows, row.key, { unitsPerPiece: units ?? 1000 }))}
              />
            </td>
            <td className="n">
              <QuantityInput
                inline
                label=""
                name={`route.${index}.standardMinutes`}
                width={70}
                value={row.standardMinutes === 0 ? null : row.standardMinutes}
                onChange={(minutes) => onChange(changed(rows, row.key, { standardMinutes: minutes ?? 0 }))}
              />
            </td>
            <td>
              <input
                type="checkbox"
                aria-label={t('products.routeOutside')}
                checked={row.outside}
                onChange={(event) => onChange(changed(rows, row.key, { outside: event.currentTarget.checked }))}
              />
            </td>
            <td>
              {!disabled && (
                <>
                  <Button
                    className="plain"
                    disabled={index === 0}
                    aria-label={t('products.routeUp')}
                    onClick={() => onChange(moved(rows, index, index - 1))}
                  >
                    ↑
                  </Button>
                  <Button
                    className="plain"
                    disabled={index === rows.length - 1}
                    aria-label={t('products.routeDown')}
                    onClick={() => onChange(moved(rows, index, index + 1))}
                  >
                    ↓
                  </Button>
                  <Button className="plain" onClick={() => onChange(rows.filter(({ key }) => key !== row.key))}>
                    {t('products.removeRow')}
                  </Button>
                </>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** The way through the workshops with standard days, and what is done outside (duty 46). */
export const RoutePart = ({
  rows,
  disabled,
  onChange,
  processes,
  unit,
}: TableProps<RouteRow> & { processes: ProcessRow[]; unit: string }) => {
  const t = useT()
  const left = processes.filter(({ id, active }) => active && !rows.some(({ processId }) => processId === String(id)))
  const takeAll = (): void => onChange(processes.filter(({ active }) => active).map(stepOf))
  if (rows.length === 0)
    return (
      <div className={styles['rows']}>
        <p className="dim">{t('products.routeAll')}</p>
        {!disabled && (
          <div>
            <Button onClick={takeAll}>{t('products.routeOwn')}</Button>
          </div>
        )}
      </div>
    )
  return (
    <div className={styles['rows']}>
      <RouteTable rows={rows} disabled={disabled} onChange={onChange} processes={processes} unit={unit} />
      {!disabled && (
        <div>
          {left[0] && <Button onClick={() => onChange([...rows, stepOf(left[0]!)])}>{t('products.addRow')}</Button>}{' '}
          <Button className="plain" onClick={() => onChange([])}>
            {t('shell.clear')}
          </Button>
        </div>
      )}
    </div>
  )
}

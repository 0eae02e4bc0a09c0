import { type KeyboardEvent, useMemo, useRef, useState } from 'react'
import { formatQuantity } from '../../../shared/quantities.ts'
import { listOf, readRatio, readSizeRun } from '../../../shared/sizeRuns.ts'
import { breaksUnit } from '../../../shared/units.ts'
import { Dialog } from '../../components/Dialog.tsx'
import { TextInput } from '../../components/Field.tsx'
import { Button, KeyButton } from '../../components/KeyButton.tsx'
import { LineGrid, type LineColumn, type LineGridHandle } from '../../components/LineGrid.tsx'
import { RefusalNote } from '../../components/RefusalNote.tsx'
import { IntegerInput } from '../../components/TypedInput.tsx'
import { isComposing } from '../../lib/keys.ts'
import { useT } from '../../lib/language.ts'
import type { Value } from '../../lib/values.ts'
import styles from './Order.module.css'
import { completeOf } from './orderColumns.ts'
import type { FormLine } from './orderForm.ts'
import {
  emptyMatrixRow,
  filledByRatio,
  matrixGroup,
  matrixRows,
  matrixSizes,
  type MatrixRow,
  sizeKey,
  specOf,
  totalOfRow,
} from './sizeMatrix.ts'

/** The longest spec a line takes. */
const longestSpec = 80

export interface MatrixDialogProps {
  lines: readonly FormLine[]
  /** The line the cursor is in. */
  at: number
  onMake: (rows: readonly MatrixRow[], sizes: readonly string[]) => void
  onClose: () => void
}

/** Colours × sizes of one product: cells by Enter, or a ratio times so many sets; makes one line for each colour. */
export const MatrixDialog = ({ lines, at, onMake, onClose }: MatrixDialogProps) => {
  const t = useT()
  const line = lines[at]!
  const group = useMemo(() => matrixGroup(lines, at), [lines, at])
  const [sizesText, setSizesText] = useState(() => matrixSizes(line, group).join('/'))
  const sizes = useMemo(() => listOf(sizesText), [sizesText])
  const [rows, setRows] = useState<MatrixRow[]>(() => {
    const first = matrixRows(group, matrixSizes(line, group), listOf(line.colours))
    return first.length > 0 ? first : [emptyMatrixRow(matrixSizes(line, group))]
  })
  const replaced =
    line.quantity !== null && readSizeRun(line.spec).run.length === 0
      ? t('orders.matrixReplaces', { quantity: formatQuantity(line.quantity), unit: line.unit })
      : null
  const [ratio, setRatio] = useState('')
  const [sets, setSets] = useState<number | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const grid = useRef<LineGridHandle>(null)
  // the last cell may still be read, or the ratio just be filled in, while the lines are made
  const rowsNow = useRef(rows)
  const setRowsNow = (now: MatrixRow[]): void => {
    rowsNow.current = now
    setRows(now)
  }

  // the product's own colours, and those the order has already
  const colours = useMemo(
    () => [...new Set([...listOf(line.colours), ...lines.map(({ colour }) => colour).filter(Boolean)])],
    [line.colours, lines],
  )
  // sizes are counted in the product's own unit
  const unit = line.packing?.unit ?? line.unit
  const columns = useMemo(
    (): LineColumn<MatrixRow>[] => [
      { key: 'colour', header: t('orders.colour'), kind: 'code', passed: true, complete: completeOf(colours) },
      ...sizes.map((size, index) => ({
        key: sizeKey(index),
        header: size,
        kind: 'quantity' as const,
        width: 64,
        refuse: (value: Value) =>
          typeof value === 'number' && breaksUnit(unit, value)
            ? t('app.wholeUnit', { unit, quantity: formatQuantity(value) })
            : null,
      })),
      {
        key: 'total',
        header: t('orders.matrixRowTotal'),
        kind: 'quantity',
        width: 76,
        readOnly: true,
        text: (row) => formatQuantity(totalOfRow(row, sizes)),
      },
    ],
    [t, sizes, colours, unit],
  )
  const fill = (amount: number | null): void => {
    const shares = readRatio(ratio)
    if (sizes.length === 0) return setProblem(t('orders.matrixNoSizes'))
    if (!shares || shares.length !== sizes.length) {
      const example = sizes.map((_, index) => Math.min(index, sizes.length - 1 - index) + 1).join(':')
      return setProblem(t('orders.matrixRatioWrong', { sizes: sizes.length, example }))
    }
    setProblem(null)
    grid.current?.remember()
    setRowsNow(filledByRatio(rowsNow.current, shares, amount ?? 1))
    setTimeout(() => grid.current?.focusCell(0, sizeKey(0)))
  }
  const make = async (): Promise<void> => {
    await grid.current?.settle()
    const wrong = grid.current?.firstWrong()
    const filled = rowsNow.current.filter((row) => totalOfRow(row, sizes) > 0)
    const colours = filled.map((row) => String(row['colour'] ?? '').trim())
    const twice = colours.find((colour, index) => colours.indexOf(colour) !== index)
    const long = filled.find((row) => specOf(line, row, sizes).length > longestSpec)
    if (wrong) setProblem(wrong.sentence)
    else if (filled.length === 0) setProblem(t('orders.matrixEmpty'))
    else if (twice !== undefined) setProblem(t('orders.matrixColourTwice', { colour: twice }))
    else if (long) setProblem(t('orders.matrixTooLong', { colour: String(long['colour'] ?? '') }))
    else onMake(filled, sizes)
  }
  const fields = useRef<HTMLDivElement>(null)
  const next = (name: string) => (): void => fields.current?.querySelector<HTMLElement>(`[name="${name}"]`)?.focus()
  // the sets are read by their field on Enter first
  const onEnter =
    (deed: () => void) =>
    (event: KeyboardEvent): void => {
      const tab = event.key === 'Tab' && !event.shiftKey
      if ((event.key !== 'Enter' && !tab) || event.ctrlKey || isComposing(event)) return
      event.preventDefault()
      // Tab leaves the field, which reads it; Enter has it read already
      if (tab && event.target instanceof HTMLElement) event.target.blur()
      deed()
    }
  const setsNow = useRef<number | null>(null)
  const totals = sizes.map(
    (size, index) =>
      `${size} ${formatQuantity(rows.reduce((sum, row) => sum + (Number(row[sizeKey(index)]) || 0), 0))}`,
  )
  const all = rows.reduce((sum, row) => sum + totalOfRow(row, sizes), 0)

  return (
    <Dialog
      title={t('orders.matrixTitle', { code: line.code, name: line.name })}
      width={Math.min(1100, Math.max(620, 260 + sizes.length * 66))}
      onClose={onClose}
      alsoKeys={{ 'Control+s': make }}
      foot={
        <>
          <Button onClick={onClose}>
            {t('app.cancel')}
            <kbd aria-hidden="true">Esc</kbd>
          </Button>
          <KeyButton keys="Control+Enter" go onClick={make}>
            {t('orders.matrixMake')}
          </KeyButton>
        </>
      }
    >
      <div className={styles['matrix']}>
        {replaced !== null && <p className={styles['matrixNote']}>◆ {replaced}</p>}
        <div className={styles['matrixHead']} ref={fields}>
          <div onKeyDown={onEnter(next('ratio'))}>
            <TextInput
              name="sizes"
              label={t('orders.matrixSizes')}
              maxLength={100}
              value={sizesText}
              autoFocus={sizes.length === 0}
              onChange={setSizesText}
            />
          </div>
          <div onKeyDown={onEnter(next('sets'))}>
            <TextInput
              name="ratio"
              label={t('orders.matrixRatio')}
              placeholder="1:2:3:2:1"
              maxLength={60}
              value={ratio}
              autoFocus={sizes.length > 0}
              onChange={setRatio}
            />
          </div>
          <div onKeyDown={onEnter(() => (ratio.trim() === '' ? grid.current?.focusCell(0) : fill(setsNow.current)))}>
            <IntegerInput
              name="sets"
              label={t('orders.matrixSets')}
              value={sets}
              onChange={(read) => {
                setsNow.current = read
                setSets(read)
              }}
            />
          </div>
        </div>
        {sizes.length === 0 ? (
          <p className="dim">{t('orders.matrixNoSizes')}</p>
        ) : (
          <LineGrid<MatrixRow>
            ref={grid}
            label={t('orders.matrix')}
            columns={columns}
            rows={rows}
            onChange={setRowsNow}
            newRow={() => emptyMatrixRow(sizes)}
            onEnd={() => undefined}
            numbered={false}
          />
        )}
        <p className={styles['matrixTotals']}>
          <span className="dim">{t('orders.matrixTotals')}</span>
          {totals.map((total) => (
            <span key={total}>{total}</span>
          ))}
          <b>
            {t('orders.matrixRowTotal')} {formatQuantity(all)}
          </b>
        </p>
        <RefusalNote message={problem} />
      </div>
    </Dialog>
  )
}

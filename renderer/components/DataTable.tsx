import { createColumnHelper, tableFeatures, useTable } from '@tanstack/react-table'
import { useVirtualizer } from '@tanstack/react-virtual'
import {
  type KeyboardEvent,
  type ReactNode,
  type Ref,
  useEffect,
  useId,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import { isNowhere } from '../lib/focus.ts'
import type { ViewColumn } from '../../shared/viewColumns.ts'
import { useKeys } from '../lib/keys.ts'
import { useT } from '../lib/language.ts'
import { formatInstant, plainText, textOf } from '../lib/values.ts'
import { RefusalNote } from './RefusalNote.tsx'
import { useRowDrag } from './rowDrag.ts'
import { type ListProcedure, usePages } from './usePages.ts'
import styles from './DataTable.module.css'

export interface Column<Row> {
  /** A field of the row, or any name when `value` or `render` is given. */
  key: string
  header: string
  /**
   * money = fen, price = micros, quantity = thousandths, integer, date = `YYYY-MM-DD`, instant = ISO text,
   * flag = true/false, text and state as they are. Numbers stand right, negative ones red with a minus.
   */
  kind?: 'text' | 'money' | 'price' | 'quantity' | 'integer' | 'date' | 'instant' | 'flag' | 'state'
  /** px; columns without a width share what is left. */
  width?: number
  value?: (row: Row) => unknown
  /** More than text: a StateBadge, two lines of words. */
  render?: (row: Row) => ReactNode
  align?: 'left' | 'right' | 'center'
  /** The list can be sorted by it: a click on its head asks for that. */
  sortable?: boolean
}

/** The column a list is sorted by, as its head shows it. */
export interface Sorted {
  key: string
  down: boolean
}

export interface DataTableHandle {
  focus(): void
}

interface Shared<Row> {
  /** Name for the screen reader, and of the list: 订单. */
  label: string
  columns: readonly Column<Row>[]
  rowKey: (row: Row) => string | number
  /** Enter or double click. */
  onOpen?: (row: Row) => void
  /** The cursor stands on a cell: ←→ go from column to column, ← of the first is the page's; Enter opens a cell, not its row. */
  onOpenCell?: (row: Row, column: string) => void
  /** The row the cursor is on; null when there is none. */
  onSelect?: (row: Row | null) => void
  /** Shown when there is no row: `<Empty title hint>` that says what to do next. */
  empty?: ReactNode
  /** Rows can be dragged: one was let go over another; null = below the last. */
  onDrop?: (row: Row, before: Row | null) => void
  /** A row is being dragged, to a place of the page that takes it; null when it was let go. */
  onDrag?: (row: Row | null) => void
  /** More on a row: grey it, mark it. A class of the theme: `late`, `dim`. */
  rowClass?: (row: Row) => string | undefined
  /** The table takes the cursor when its page opens; default true. */
  autoFocus?: boolean
  /** The row the page was opened for: the cursor goes there once for each new object, as soon as it is among the rows. */
  wanted?: { key: string | number } | null
  ref?: Ref<DataTableHandle>
  /** The columns as the person at the PC wants them: which, in what order, how wide (lib/useView.ts). */
  view?: readonly ViewColumn[]
  sorted?: Sorted | null
  onSort?: (key: string) => void
}

/** Either `rows` in hand or a `list` procedure of the contract with its `filter`, asked page by page. */
export type DataTableProps<Row, Filter extends object = object> = Shared<Row> &
  (
    | { rows: readonly Row[]; list?: undefined; filter?: undefined }
    | { rows?: undefined; list: ListProcedure<Row, Filter>; filter: Filter }
  )

/** Height of a row in CSS px, as `--row` in theme.css. */
const rowHeight = 30
/** What a column without a width keeps in a narrow window, in CSS px; the list scrolls sideways then. */
const leastWidth = 110
const numberKinds = new Set(['money', 'price', 'quantity', 'integer'])

const alignment = <Row,>({ kind, align }: Column<Row>): string => {
  if (align) return align === 'right' ? 'n' : align === 'center' ? 'c' : ''
  return numberKinds.has(kind ?? 'text') ? 'n' : ''
}

const CellContent = <Row,>({ column, row, yes }: { column: Column<Row>; row: Row; yes: string }) => {
  if (column.render) return column.render(row)
  const value = column.value ? column.value(row) : (row as Record<string, unknown>)[column.key]
  const kind = column.kind ?? 'text'
  if (value === null || value === undefined) return null
  if (kind === 'flag') return value ? <span title={yes}>✓</span> : null
  if (kind === 'instant') return formatInstant(plainText(value))
  if (kind === 'state' || kind === 'text' || kind === 'date') return plainText(value)
  const text = textOf(kind, value)
  return typeof value === 'number' && value < 0 ? <span className="neg">{text}</span> : text
}

/** The columns of a view, in its order and width; without a view all of them as they are. */
const inView = <Row,>(columns: readonly Column<Row>[], view: readonly ViewColumn[] | undefined) =>
  view === undefined
    ? columns
    : view.flatMap(({ key, width, shown }) => {
        const column = shown ? columns.find((each) => each.key === key) : undefined
        return column ? [{ ...column, width }] : []
      })

/** The head of a column; it shows what the list is sorted by, and where it can be sorted a click does it. */
const HeadCell = <Row,>({
  column,
  sorted,
  onSort,
}: {
  column: Column<Row>
  sorted: Sorted | null | undefined
  onSort: ((key: string) => void) | undefined
}) => {
  const here = sorted?.key === column.key ? sorted : null
  return (
    <th
      role="columnheader"
      className={[alignment(column), column.sortable && onSort ? styles['sortable'] : ''].filter(Boolean).join(' ')}
      title={column.header}
      aria-sort={here ? (here.down ? 'descending' : 'ascending') : undefined}
      onClick={column.sortable && onSort ? () => onSort(column.key) : undefined}
    >
      {column.header}
      {here && <span aria-hidden="true">{here.down ? ' ↓' : ' ↑'}</span>}
    </th>
  )
}

const features = tableFeatures({})

interface Shown<Row> {
  index: number
  row: Row | undefined
}

/** The table model: columns and the rows on screen. */
const useModel = <Row,>(columns: readonly Column<Row>[], shown: Shown<Row>[]) => {
  const t = useT()
  const definitions = useMemo(() => {
    const helper = createColumnHelper<typeof features, Shown<Row>>()
    return columns.map((column) =>
      helper.display({
        id: column.key,
        header: column.header,
        cell: ({ row: { original } }) =>
          original.row === undefined ? (
            <span className="dim">…</span>
          ) : (
            <CellContent column={column} row={original.row} yes={t('app.yes')} />
          ),
      }),
    )
  }, [columns, t])
  return useTable({ features, columns: definitions, data: shown, getRowId: ({ index }) => String(index) })
}

const steps: Record<string, (index: number, page: number, last: number) => number> = {
  ArrowDown: (index) => index + 1,
  ArrowUp: (index) => index - 1,
  PageDown: (index, page) => index + page,
  PageUp: (index, page) => index - page,
  Home: () => 0,
  End: (_index, _page, last) => last,
}

/** A list that fills its panel: ↑↓ PgUp PgDn Home End move the cursor, Enter opens, long lists come page by page. */
export const DataTable = <Row, Filter extends object = object>(props: DataTableProps<Row, Filter>) => {
  const {
    label,
    columns: given,
    view,
    sorted,
    onSort,
    rowKey,
    onOpen,
    onOpenCell,
    onSelect,
    onDrop,
    onDrag,
    empty,
    rowClass,
    autoFocus = true,
    wanted = null,
    ref,
    rows,
    list,
    filter,
  } = props
  const t = useT()
  const id = useId()
  const frame = useRef<HTMLDivElement>(null)
  const columns = useMemo(() => inView(given, view), [given, view])
  const pages = usePages<Row, Filter>(list, filter)
  const total = rows ? rows.length : pages.total
  const rowAt = (index: number): Row | undefined => (rows ? rows[index] : pages.rowAt(index))
  const [cursor, setCursor] = useState({ index: 0, key: null as string | number | null })

  const [column, setColumn] = useState(0)
  /** The column under the cursor; null where it stands on whole rows. */
  const cell = onOpenCell === undefined ? null : Math.min(column, columns.length - 1)

  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => frame.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    initialRect: { width: 1000, height: 600 },
  })
  const items = virtual.getVirtualItems()
  const [first, last] = [items[0]?.index ?? 0, items.at(-1)?.index ?? 0]
  const { show } = pages
  useEffect(() => show(first, last), [show, first, last])

  // rows moved under the cursor (somebody added one): it stays on its row where that is still on screen
  const selected = useMemo(() => {
    if (total === 0) return -1
    const kept =
      cursor.key === null
        ? -1
        : items.findIndex(({ index }) => {
            const row = rowAt(index)
            return row !== undefined && rowKey(row) === cursor.key
          })
    return kept >= 0 ? items[kept]!.index : Math.min(cursor.index, total - 1)
    // oxlint-disable-next-line react/exhaustive-deps -- rowAt reads rows and the pages
  }, [total, cursor, items, rows, pages])
  const current = selected < 0 ? undefined : rowAt(selected)
  const currentKey = current === undefined ? null : rowKey(current)
  const latest = useRef({ onSelect, current })
  latest.current = { onSelect, current }
  // the same row after a deed says something else: buttons go by what it says now
  const says = current === undefined ? null : JSON.stringify(current)
  // before the next key can come: a fast hand's ↓ B is about the row it went to, not the one it left
  useLayoutEffect(() => {
    latest.current.onSelect?.(latest.current.current ?? null)
  }, [currentKey, says])

  const go = (index: number): void => {
    const to = Math.max(0, Math.min(total - 1, index))
    const row = rowAt(to)
    setCursor({ index: to, key: row === undefined ? null : rowKey(row) })
    virtual.scrollToIndex(to, { align: 'auto' })
  }
  const found = useRef<object | null>(null)
  useEffect(() => {
    if (wanted === null || found.current === wanted) return
    const index = Array.from({ length: Math.min(total, 200) }, (_, each) => rowAt(each)).findIndex(
      (row) => row !== undefined && rowKey(row) === wanted.key,
    )
    if (index < 0) return
    found.current = wanted
    go(index)
  })
  useEffect(() => {
    if (cell !== null && selected >= 0)
      frame.current
        ?.querySelector(`[id="${id}-${selected}-${cell}"]`)
        ?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
    // oxlint-disable-next-line react/exhaustive-deps -- sideways only when the cursor goes sideways
  }, [cell])
  const open = (row: Row): void => {
    if (onOpenCell && cell !== null && columns[cell]) onOpenCell(row, columns[cell].key)
    else onOpen?.(row)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.altKey || event.shiftKey || event.target !== event.currentTarget) return
    const step = steps[event.key]
    const beside =
      cell === null ? null : event.key === 'ArrowRight' ? cell + 1 : event.key === 'ArrowLeft' ? cell - 1 : null
    if (beside !== null && beside >= 0 && beside < columns.length) setColumn(beside)
    else if (step)
      go(step(selected, Math.max(1, Math.floor((frame.current?.clientHeight ?? 300) / rowHeight) - 2), total - 1))
    else if (event.key === 'Enter' && current !== undefined && (onOpen ?? onOpenCell)) open(current)
    else return
    event.preventDefault()
  }
  useKeys({
    ...((onOpen ?? onOpenCell) && { Enter: { label: t('app.open'), run: () => false } }),
    ...(onOpenCell && { ArrowRight: { label: t('shell.nextCell'), run: () => false } }),
  })
  useImperativeHandle(ref, () => ({ focus: () => frame.current?.focus() }), [])
  useEffect(() => {
    // the page just left keeps the cursor until the browser notices that it is hidden
    const held = document.activeElement
    if (autoFocus && (held === null || isNowhere(held) || !held.checkVisibility())) frame.current?.focus()
  }, [autoFocus])

  const shown = useMemo(
    () => items.map(({ index }) => ({ index, row: rowAt(index) })),
    // oxlint-disable-next-line react/exhaustive-deps -- rowAt reads rows and the pages
    [items, rows, pages],
  )
  const model = useModel(columns, shown)
  const above = items[0]?.start ?? 0
  const below = virtual.getTotalSize() - (items.at(-1)?.end ?? 0)
  const waiting = rows === undefined && total === 0 && pages.loading
  const drag = useRowDrag(onDrop, rowAt, onDrag)

  return (
    <>
      {rows === undefined && <RefusalNote message={pages.error?.message} />}
      <div
        ref={frame}
        className={styles['frame']}
        tabIndex={0}
        role="grid"
        aria-label={label}
        aria-rowcount={total + 1}
        aria-busy={waiting}
        aria-activedescendant={selected >= 0 ? `${id}-${selected}${cell === null ? '' : `-${cell}`}` : undefined}
        onKeyDown={onKeyDown}
      >
        <table
          className={styles['table']}
          style={{ minWidth: columns.reduce((sum, { width }) => sum + (width ?? leastWidth), 0) }}
          role="presentation"
        >
          <colgroup>
            {columns.map((column) => (
              <col key={column.key} style={column.width === undefined ? undefined : { width: column.width }} />
            ))}
          </colgroup>
          <thead role="rowgroup">
            <tr role="row" aria-rowindex={1}>
              {columns.map((column) => (
                <HeadCell key={column.key} column={column} sorted={sorted} onSort={onSort} />
              ))}
            </tr>
          </thead>
          <tbody role="rowgroup">
            {above > 0 && <tr aria-hidden="true" style={{ height: above }} />}
            {model.getRowModel().rows.map((modelRow) => {
              const { index, row } = modelRow.original
              return (
                <tr
                  key={index}
                  id={`${id}-${index}`}
                  role="row"
                  aria-rowindex={index + 2}
                  aria-selected={index === selected}
                  className={
                    [index === selected ? styles['selected'] : '', row === undefined ? '' : (rowClass?.(row) ?? '')]
                      .filter(Boolean)
                      .join(' ') || undefined
                  }
                  onMouseDown={() => go(index)}
                  onDoubleClick={() => row !== undefined && open(row)}
                  {...drag(index, row)}
                >
                  {modelRow.getAllCells().map((each, place) => (
                    <td
                      key={each.id}
                      id={cell === null ? undefined : `${id}-${index}-${place}`}
                      role="gridcell"
                      className={`${alignment(columns[place]!)} ${index === selected && place === cell ? styles['cell'] : ''}`.trim()}
                      onMouseDown={cell === null ? undefined : () => setColumn(place)}
                    >
                      <model.FlexRender cell={each} />
                    </td>
                  ))}
                </tr>
              )
            })}
            {below > 0 && <tr aria-hidden="true" style={{ height: below }} />}
          </tbody>
        </table>
        {total === 0 && (
          <div className={styles['empty']}>
            {waiting ? (
              <span className="dim">{t('app.loading')}</span>
            ) : (
              (empty ?? <span className="dim">{t('shell.empty')}</span>)
            )}
          </div>
        )}
      </div>
    </>
  )
}

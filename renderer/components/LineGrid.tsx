import { type KeyboardEvent, type Ref, useCallback, useEffect, useImperativeHandle, useMemo, useRef, useState } from 'react'
import { useT } from '../lib/language.ts'
import { notify, sentenceOf } from '../lib/notices.ts'
import { readTyped, textOf, type Value } from '../lib/values.ts'
import type { Option } from './Field.tsx'
import { useFormField } from './Form.tsx'
import { type CellEvents, isNumeric, LineCell } from './LineCell.tsx'
import { type CellMark, type CellPlace, isBlank, isReadOnly, type LineColumn, parseCells, valueKind, walk } from './lineGridModel.ts'
import styles from './LineGrid.module.css'

export type { CellKind, CellMark, LineColumn } from './lineGridModel.ts'

export interface LineGridHandle {
  /** Puts the cursor into a cell; the first cell that can be typed without a key. */
  focusCell(row: number, key?: string): void
  /** The first cell whose text cannot be read, or null: look before saving. */
  firstWrong(): { row: number; key: string; sentence: string } | null
  /** Reads the cell that has the focus as if it were left; resolves when its completion is chosen. */
  settle(): Promise<void>
}

export interface LineGridProps<Row extends object> {
  /** Name for the screen reader: 订单明细. */
  label: string
  columns: readonly LineColumn<Row>[]
  rows: readonly Row[]
  /** Every change, whole: keep it in the caller's state. Use a functional update for what arrives later. */
  onChange: (rows: Row[]) => void
  /** Makes an empty line; without it lines cannot be added or deleted. */
  newRow?: () => Row
  /** After a cell was left with another value (also by paste and Ctrl+D). `row` is the index. */
  onCellLeave?: (row: number, key: string, value: Value) => void
  /** After a completion was taken; `option.row` is what `complete` put there. */
  onChoose?: (row: number, key: string, option: Option) => void
  onEnterRow?: (row: number) => void
  /** Amber, red or blue notes on cells. */
  mark?: (row: Row, index: number, key: string) => CellMark | null
  /** Enter in an empty last line: the hand is done with the lines. */
  onEnd?: () => void
  /** Ask before a line that is not blank goes; default: it goes. */
  mayDelete?: (row: Row, index: number) => boolean
  readOnly?: boolean
  numbered?: boolean
  ref?: Ref<LineGridHandle>
}

interface Wrong {
  typed: string
  sentence: string
}
type Wrongs = Record<string, Wrong>

const placeName = (row: number, key: string): string => `${row} ${key}`
/** Kept texts move with their lines when one is put in (1) or taken out (-1) at `at`. */
const shifted = (wrongs: Wrongs, at: number, by: 1 | -1): Wrongs =>
  Object.fromEntries(
    Object.entries(wrongs).flatMap(([name, wrong]) => {
      const [row = '0', key = ''] = name.split(' ')
      const index = Number(row)
      if (by === -1 && index === at) return []
      return [[placeName(index >= at ? index + by : index, key), wrong]]
    }),
  )

/** What the grid does to its lines; kept apart from how it is shown. */
const useLines = <Row extends object>(props: LineGridProps<Row>) => {
  const [wrongs, setWrongs] = useState<Wrongs>({})
  const latest = useRef({ props, rows: props.rows as Row[], wrongs })
  latest.current.props = props
  latest.current.wrongs = wrongs
  useEffect(() => {
    latest.current.rows = [...props.rows]
  }, [props.rows])

  return useMemo(() => {
    const change = (rows: Row[]): void => {
      latest.current.rows = rows
      latest.current.props.onChange(rows)
    }
    const keepWrong = (row: number, key: string, wrong: Wrong | null): void =>
      setWrongs((before) => {
        const { [placeName(row, key)]: old, ...others } = before
        if (!old && !wrong) return before
        return wrong ? { ...others, [placeName(row, key)]: wrong } : others
      })
    const put = (rows: Row[], row: number, key: string, value: Value): Row[] =>
      rows.map((line, index) => (index === row ? { ...line, [key]: value } : line))
    const columnOf = (key: string): LineColumn<Row> => latest.current.props.columns.find((column) => column.key === key)!

    /** Reads a text into a cell; true when the value is another one now. */
    const read = (rows: Row[], row: number, key: string, typed: string): { rows: Row[]; value: Value; changed: boolean } => {
      const result = readTyped(valueKind(columnOf(key).kind), typed)
      const before = rows[row]?.[key as keyof Row] as Value
      if (!result.ok) {
        keepWrong(row, key, { typed, sentence: result.sentence })
        return { rows, value: before, changed: false }
      }
      keepWrong(row, key, null)
      if (rows[row] === undefined || (result.value ?? '') === (before ?? '')) return { rows, value: before, changed: false }
      return { rows: put(rows, row, key, result.value), value: result.value, changed: true }
    }

    return {
      latest,
      columnOf,
      keepWrong,
      setWrongs,
      readCell(row: number, key: string, typed: string): void {
        const result = read(latest.current.rows, row, key, typed)
        if (!result.changed) return
        change(result.rows)
        latest.current.props.onCellLeave?.(row, key, result.value)
      },
      choose(row: number, key: string, option: Option): void {
        keepWrong(row, key, null)
        change(put(latest.current.rows, row, key, option.value))
        latest.current.props.onChoose?.(row, key, option)
        latest.current.props.onCellLeave?.(row, key, option.value)
      },
      copyAbove(row: number, key: string): void {
        const above = latest.current.rows[row - 1]
        if (!above) return
        const value = above[key as keyof Row] as Value
        keepWrong(row, key, null)
        change(put(latest.current.rows, row, key, value))
        latest.current.props.onCellLeave?.(row, key, value)
      },
      insert(row: number): boolean {
        const fresh = latest.current.props.newRow?.()
        if (!fresh) return false
        setWrongs((before) => shifted(before, row, 1))
        change(latest.current.rows.toSpliced(row, 0, fresh))
        return true
      },
      remove(row: number): boolean {
        const { rows } = latest.current
        const { newRow, mayDelete } = latest.current.props
        const line = rows[row]
        if (!newRow || line === undefined || mayDelete?.(line, row) === false) return false
        setWrongs((before) => shifted(before, row, -1))
        change(rows.length === 1 ? [newRow()] : rows.toSpliced(row, 1))
        return true
      },
      paste(row: number, key: string, cells: string[][]): void {
        const { columns, newRow, onCellLeave } = latest.current.props
        let { rows } = latest.current
        const left: { row: number; key: string; value: Value }[] = []
        const from = columns.findIndex((column) => column.key === key)
        for (const [down, texts] of cells.entries()) {
          const at = row + down
          if (at >= rows.length) {
            if (!newRow) break
            rows = [...rows, newRow()]
          }
          const editable = columns.slice(from).filter((column) => !isReadOnly(column, rows[at]!, at))
          for (const [across, typed] of texts.entries()) {
            const column = editable[across]
            if (!column) break
            const byLabel = column.options?.find((option) => option.label === typed.trim())
            const result = read(rows, at, column.key, byLabel?.value ?? typed)
            rows = result.rows
            if (result.changed) left.push({ row: at, key: column.key, value: result.value })
          }
        }
        change(rows)
        for (const each of left) onCellLeave?.(each.row, each.key, each.value)
      },
    }
  }, [])
}

const cellSelector = ({ row, key }: CellPlace): string => `[data-row="${row}"][data-key="${CSS.escape(key)}"]`

/**
 * Lines typed by hand: a table of real inputs. Enter and Tab go to the next cell and open the next line, Shift+Enter
 * back, ↑↓ lines, Ctrl+D from above, Ctrl+Insert / Ctrl+Delete a line, Esc undoes the cell, paste from Excel fills.
 * Cells are labelled `列名 第 n 行`.
 */
export const LineGrid = <Row extends object>(props: LineGridProps<Row>) => {
  const { label, columns, rows, mark, readOnly = false, numbered = true, ref } = props
  const t = useT()
  const frame = useRef<HTMLDivElement>(null)
  const lines = useLines(props)
  const { latest } = lines
  const wanted = useRef<CellPlace | null>(null)
  const pending = useRef(new Set<Promise<unknown>>())
  const { waitFor } = useFormField()
  const [here, setHere] = useState<number | null>(null)
  const wrongs = latest.current.wrongs

  const focus = useCallback((place: CellPlace | null): boolean => {
    if (!place) return false
    const input = frame.current?.querySelector<HTMLInputElement>(cellSelector(place))
    if (input) {
      wanted.current = null
      input.focus()
      input.scrollIntoView({ block: 'nearest', inline: 'nearest' })
    } else wanted.current = place
    return true
  }, [])
  // a cell of a line that did not exist yet
  useEffect(() => {
    if (wanted.current) focus(wanted.current)
  }, [rows, focus])

  const firstKey = useCallback(
    (row: number): string => {
      const line = latest.current.rows[row]
      return latest.current.props.columns.find((column) => line !== undefined && !column.passed && !isReadOnly(column, line, row))?.key ?? ''
    },
    [latest],
  )

  const events = useMemo((): CellEvents => {
    const next = (row: number, key: string, event: KeyboardEvent): boolean => {
      const { props: now, rows: lineRows } = latest.current
      const tab = event.key === 'Tab'
      const last = row === lineRows.length - 1
      const line = lineRows[row]
      const fresh = now.newRow?.() ?? null
      const blank = line !== undefined && isBlank(now.columns, line, fresh) && !event.currentTarget.matches('[data-wrong]')
      if (last && blank && !tab && key === firstKey(row) && now.onEnd && (event.currentTarget as HTMLInputElement).value === '') {
        now.onEnd()
        return true
      }
      const place = walk(now.columns, lineRows, { row, key }, 1)
      if (place) return focus(place)
      if (!fresh) {
        if (!tab) now.onEnd?.()
        return !tab
      }
      if (blank && (event.currentTarget as HTMLInputElement).value === '') return !tab
      ;(event.currentTarget as HTMLElement).blur()
      lines.insert(latest.current.rows.length)
      return focus({ row: row + 1, key: firstKey(row + 1) || now.columns.find((column) => column.readOnly !== true && !column.passed)?.key || '' })
    }
    const vertical = (row: number, key: string): boolean => latest.current.rows[row] !== undefined && focus({ row, key })

    return {
      read: (row, key, typed) => lines.readCell(row, key, typed),
      chosen: (row, key, option) => lines.choose(row, key, option),
      entered(row) {
        setHere(row)
        latest.current.props.onEnterRow?.(row)
      },
      undone: (row, key) => lines.keepWrong(row, key, null),
      failed: (error) => notify(sentenceOf(error), 'bad'),
      waitFor(work) {
        pending.current.add(work)
        void work.finally(() => pending.current.delete(work))
        waitFor(work)
      },
      paste(row, key, text) {
        if (!/[\t\n\r]/.test(text.replace(/[\r\n]+$/, ''))) return false
        lines.paste(row, key, parseCells(text))
        return true
      },
      key(row, key, event) {
        const control = event.ctrlKey && !event.altKey && !event.shiftKey
        if (control && event.key.toLowerCase() === 'd') {
          lines.copyAbove(row, key)
          return true
        }
        if (control && event.key === 'Insert') return lines.insert(row) && focus({ row, key })
        if (control && event.key === 'Delete') return lines.remove(row) && focus({ row: Math.min(row, latest.current.rows.length - 1), key })
        if (event.ctrlKey || event.altKey) return false
        if (event.key === 'Enter' && event.shiftKey) return focus(walk(latest.current.props.columns, latest.current.rows, { row, key }, -1)) || true
        if (event.key === 'Enter' || (event.key === 'Tab' && !event.shiftKey)) return next(row, key, event)
        if (event.key === 'ArrowUp') return vertical(row - 1, key)
        if (event.key === 'ArrowDown') return vertical(row + 1, key)
        return false
      },
    }
  }, [focus, firstKey, latest, lines, waitFor])

  useImperativeHandle(
    ref,
    (): LineGridHandle => ({
      focusCell: (row, key) => void focus({ row, key: key ?? firstKey(row) }),
      firstWrong() {
        const first = Object.entries(latest.current.wrongs).sort(([a], [b]) => Number.parseInt(a) - Number.parseInt(b))[0]
        if (!first) return null
        const [row = '0', key = ''] = first[0].split(' ')
        return { row: Number(row), key, sentence: first[1].sentence }
      },
      async settle() {
        const held = document.activeElement
        if (held instanceof HTMLElement && frame.current?.contains(held)) {
          held.blur()
          held.focus()
        }
        await Promise.all(pending.current)
        await new Promise((resolve) => setTimeout(resolve))
      },
    }),
    [focus, firstKey, latest],
  )

  return (
    <div ref={frame} className={styles['frame']} data-grid="" onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && setHere(null)}>
      <table className={styles['grid']} role="grid" aria-label={label} aria-rowcount={rows.length + 1}>
        <colgroup>
          {numbered && <col style={{ width: 30 }} />}
          {columns.map((column) => (
            <col key={column.key} style={column.width === undefined ? undefined : { width: column.width }} />
          ))}
        </colgroup>
        <thead>
          <tr>
            {numbered && <th className="n">{t('shell.lineNumber')}</th>}
            {columns.map((column) => (
              <th key={column.key} className={isNumeric(column.kind) ? 'n' : undefined} scope="col" title={column.header}>
                {column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index} className={index === here ? styles['here'] : undefined}>
              {numbered && <td className={styles['line']}>{index + 1}</td>}
              {columns.map((column) => {
                const value = row[column.key]
                if (readOnly || isReadOnly(column, row, index)) {
                  const cellMark = mark?.(row, index, column.key) ?? null
                  const negative = typeof value === 'number' && value < 0
                  return (
                    <td
                      key={column.key}
                      className={[styles['shown'], isNumeric(column.kind) ? 'n' : '', negative ? styles['negative'] : '', cellMark ? styles[cellMark.tone] : ''].join(' ')}
                      title={cellMark?.text}
                      data-row={index}
                      data-column={column.key}
                    >
                      {column.render?.(row, index) ?? column.text?.(row, index) ?? shownText(column, value)}
                    </td>
                  )
                }
                const wrong = wrongs[placeName(index, column.key)] ?? null
                const cellMark = mark?.(row, index, column.key) ?? null
                const tone = wrong ? 'bad' : cellMark?.tone
                return (
                  <td key={column.key} className={tone ? styles[tone] : undefined}>
                    <LineCell column={column} row={row} index={index} value={value} wrong={wrong} mark={cellMark} events={events} />
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const shownText = <Row,>(column: LineColumn<Row>, value: unknown): string =>
  column.options?.find((option) => option.value === value)?.label ?? textOf(valueKind(column.kind), value)

import {
  type KeyboardEvent,
  type Ref,
  useCallback,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import { isNowhere } from '../lib/focus.ts'
import { useT } from '../lib/language.ts'
import { notify, sentenceOf } from '../lib/notices.ts'
import { settled, useFormField } from './Form.tsx'
import { type CellEvents, isNumeric } from './LineCell.tsx'
import { type CellMark, type CellPlace, firstCell, isBlank, parseCells, walk } from './lineGridModel.ts'
import { LineRow } from './LineRow.tsx'
import { type LinesProps, useLines, type Wrongs } from './useLines.ts'
import styles from './LineGrid.module.css'

export type { CellKind, CellMark, LineColumn } from './lineGridModel.ts'

export type LineDeed = 'insert' | 'remove' | 'up' | 'down' | 'copyAbove' | 'undo' | 'redo'
/** The keys of the deeds, as the bar and F1 show them. */
export const deedKeys: Record<LineDeed, string> = {
  insert: 'Control+Insert',
  remove: 'Control+Delete',
  up: 'Control+ArrowUp',
  down: 'Control+ArrowDown',
  copyAbove: 'Control+d',
  undo: 'Control+z',
  redo: 'Control+y',
}
const deedOf = (event: { key: string; shiftKey: boolean }): LineDeed | null => {
  const key = event.key.toLowerCase()
  if (event.shiftKey) return key === 'z' ? 'redo' : null
  return (Object.keys(deedKeys) as LineDeed[]).find((deed) => deedKeys[deed].toLowerCase() === `control+${key}`) ?? null
}

export interface WrongCell {
  row: number
  key: string
  sentence: string
}

const wrongCells = (wrongs: Wrongs): WrongCell[] =>
  Object.entries(wrongs)
    .map(([name, { sentence }]) => {
      const [row = '0', key = ''] = name.split(' ')
      return { row: Number(row), key, sentence }
    })
    .sort((a, b) => a.row - b.row)

export interface LineGridHandle {
  /** Puts the cursor into a cell; the first cell that can be typed without a key. */
  focusCell(row: number, key?: string): void
  /** Puts the cursor back into the cell it was last in. */
  back(): void
  /** The first cell whose text cannot be read, or null: look before saving. */
  firstWrong(): WrongCell | null
  /** Reads the cell that has the focus as if it were left; resolves when its completion is chosen. */
  settle(): Promise<void>
  /** A deed on the line the cursor is in or was last in: what the bar under the grid calls. */
  act(deed: LineDeed): void
  /** Before the caller changes lines itself in answer to a hand: Ctrl+Z takes that back too. */
  remember(): void
}

/** Beside these: the props of useLines.ts. */
export interface LineGridProps<Row extends object> extends LinesProps<Row> {
  /** Name for the screen reader: 订单明细. */
  label: string
  onEnterRow?: (row: number) => void
  /** Amber, red or blue notes on cells. */
  mark?: (row: Row, index: number, key: string) => CellMark | null
  /** Every cell that cannot be read, in the order of the lines; none when all are right again. */
  onWrong?: (wrong: WrongCell[]) => void
  /** Enter in an empty last line: the hand is done with the lines. */
  onEnd?: () => void
  readOnly?: boolean
  numbered?: boolean
  ref?: Ref<LineGridHandle>
}

/** The sentence of the first cell that cannot be read, under the grid, as soon as it is left. */
const WrongNote = <Row extends object>({
  wrong,
  columns,
}: {
  wrong: WrongCell | undefined
  columns: LinesProps<Row>['columns']
}) => {
  const t = useT()
  const { saidByLines } = useFormField()
  const sentence = wrong?.sentence ?? null
  useEffect(() => {
    saidByLines(sentence)
    return () => saidByLines(null)
  }, [sentence, saidByLines])
  if (!wrong) return null
  const column = columns.find(({ key }) => key === wrong.key)?.header ?? ''
  return (
    <p className={styles['wrong']} role="alert">
      {t('shell.wrongCell', { row: wrong.row + 1, column, sentence: wrong.sentence })}
    </p>
  )
}

/** What a column without a width keeps in a narrow window, in CSS px; the grid scrolls sideways then. */
const leastWidth = 110
const cellSelector = ({ row, key }: CellPlace): string => `[data-row="${row}"][data-key="${CSS.escape(key)}"]`

/**
 * Lines typed by hand: a table of real inputs. Enter and Tab go to the next cell and open the next line, Shift+Enter
 * back, ↑↓ lines, Ctrl+D from above, Ctrl+Insert / Ctrl+Delete a line, Ctrl+↑↓ moves it, Ctrl+Z / Ctrl+Y takes whole
 * deeds back and does them again, Esc undoes the cell, paste from Excel fills.
 * Cells are labelled `列名 第 n 行`.
 */
export const LineGrid = <Row extends object>(props: LineGridProps<Row>) => {
  const { label, columns, rows, mark, readOnly = false, numbered = true, ref } = props
  const t = useT()
  const frame = useRef<HTMLDivElement>(null)
  const { waitFor: formWaits, cellsRight } = useFormField()
  const pending = useRef(new Set<Promise<unknown>>())
  const waitFor = useCallback(
    (work: Promise<unknown>): void => {
      pending.current.add(work)
      void work.finally(() => pending.current.delete(work))
      formWaits(work)
    },
    [formWaits],
  )
  const lines = useLines<Row, LineGridProps<Row>>(props, waitFor)
  const { latest } = lines
  const wanted = useRef<CellPlace | null>(null)
  const [here, setHere] = useState<number | null>(null)
  const last = useRef<CellPlace>({ row: 0, key: '' })
  const wrongs = latest.current.wrongs
  useEffect(() => latest.current.props.onWrong?.(wrongCells(wrongs)), [wrongs, latest])
  const allRight = Object.keys(wrongs).length === 0
  useEffect(() => {
    if (allRight) cellsRight()
  }, [allRight, cellsRight])

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
  useLayoutEffect(() => {
    if (wanted.current) focus(wanted.current)
  }, [rows, focus])

  // lines came or went by themselves: the cursor stays on its line, or takes the place of the one that is gone
  const line = useRef<string | number | null>(null)
  useLayoutEffect(() => {
    const { rowKey } = latest.current.props
    if (!rowKey || line.current === null) return
    const { row, key } = last.current
    const now = rows.findIndex((each) => rowKey(each) === line.current)
    if (now < 0) {
      line.current = null
      if (here !== null && isNowhere(document.activeElement)) focus({ row: Math.min(row, rows.length - 1), key })
    } else if (now !== row) {
      last.current = { row: now, key }
      if (here !== null) setHere(now)
      latest.current.props.onEnterRow?.(now)
    }
  }, [rows, here, focus, latest])

  const firstKey = useCallback(
    (row: number): string => {
      const line = latest.current.rows[row]
      return line === undefined ? '' : firstCell(latest.current.props.columns, line, row)
    },
    [latest],
  )

  const act = useCallback(
    (deed: LineDeed, { row, key }: CellPlace): boolean => {
      const at = (next: number): boolean =>
        focus({ row: Math.max(0, Math.min(next, latest.current.rows.length - 1)), key: key || firstKey(0) })
      switch (deed) {
        case 'insert':
          return lines.insert(row) && at(row)
        case 'remove':
          return lines.remove(row) && at(row)
        case 'up':
          return !lines.move(row, -1) || at(row - 1)
        case 'down':
          return !lines.move(row, 1) || at(row + 1)
        case 'copyAbove':
          lines.copyAbove(row, key)
          return true
        case 'undo':
        case 'redo': {
          const changed = lines[deed]()
          return changed === null || at(changed)
        }
      }
    },
    [focus, firstKey, latest, lines],
  )

  const events = useMemo((): CellEvents => {
    const next = (row: number, key: string, event: KeyboardEvent): boolean => {
      const { props: now, rows: lineRows } = latest.current
      const tab = event.key === 'Tab'
      const last = row === lineRows.length - 1
      const line = lineRows[row]
      const fresh = now.newRow?.() ?? null
      const blank =
        line !== undefined && isBlank(now.columns, line, fresh) && !event.currentTarget.matches('[data-wrong]')
      if (
        last &&
        blank &&
        !tab &&
        key === firstKey(row) &&
        now.onEnd &&
        (event.currentTarget as HTMLInputElement).value === ''
      ) {
        now.onEnd()
        return true
      }
      const typed = (event.currentTarget as HTMLInputElement).value
      const known = line === undefined ? lineRows : lines.peek(row, key, typed)
      const place = walk(now.columns, known, { row, key }, 1, tab)
      if (place) return focus(place)
      if (!fresh) {
        if (!tab) now.onEnd?.()
        return !tab
      }
      // a row nobody wrote in is the way out, not the way to another
      if (blank && (tab || (event.currentTarget as HTMLInputElement).value === '')) return !tab
      ;(event.currentTarget as HTMLElement).blur()
      lines.insert(latest.current.rows.length, true)
      return focus({
        row: row + 1,
        key: firstKey(row + 1) || firstCell(now.columns, fresh, row + 1),
      })
    }
    const vertical = (row: number, key: string): boolean =>
      latest.current.rows[row] !== undefined && focus({ row, key })

    return {
      read: (row, key, typed) => lines.readCell(row, key, typed),
      chosen: (row, key, option) => lines.choose(row, key, option),
      entered(row, key) {
        last.current = { row, key }
        const { rowKey } = latest.current.props
        const entered = latest.current.rows[row]
        line.current = rowKey && entered !== undefined ? rowKey(entered) : null
        setHere(row)
        latest.current.props.onEnterRow?.(row)
      },
      undone: (row, key) => lines.takeBack(row, key),
      failed: (error) => notify(sentenceOf(error), 'bad'),
      waitFor,
      paste(row, key, text) {
        if (!/[\t\n\r]/.test(text.replace(/[\r\n]+$/, ''))) return false
        lines.paste(row, key, parseCells(text))
        return true
      },
      key(row, key, event) {
        const deed = event.ctrlKey && !event.altKey ? deedOf(event) : null
        if (deed) return act(deed, { row, key })
        if (event.ctrlKey || event.altKey) return false
        if (event.key === 'Enter' && event.shiftKey)
          return focus(walk(latest.current.props.columns, latest.current.rows, { row, key }, -1)) || true
        if (event.key === 'Enter' || (event.key === 'Tab' && !event.shiftKey)) return next(row, key, event)
        if (event.key === 'ArrowUp') return vertical(row - 1, key)
        if (event.key === 'ArrowDown') return vertical(row + 1, key)
        return false
      },
    }
  }, [act, focus, firstKey, latest, lines, waitFor])

  useImperativeHandle(
    ref,
    (): LineGridHandle => ({
      focusCell: (row, key) => void focus({ row, key: key ?? firstKey(row) }),
      back() {
        const { row, key } = last.current
        focus({ row: Math.min(row, latest.current.rows.length - 1), key: key || firstKey(row) })
      },
      firstWrong: () => wrongCells(latest.current.wrongs)[0] ?? null,
      async settle() {
        const held = document.activeElement
        if (held instanceof HTMLElement && frame.current?.contains(held)) {
          held.blur()
          held.focus()
        }
        await settled(pending.current)
      },
      act: (deed) =>
        void act(deed, { ...last.current, row: Math.min(last.current.row, latest.current.rows.length - 1) }),
      remember: () => lines.remember(),
    }),
    [act, focus, firstKey, latest, lines],
  )

  return (
    <>
      <div
        ref={frame}
        className={styles['frame']}
        data-grid=""
        onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && setHere(null)}
      >
        <table
          className={styles['grid']}
          style={{ minWidth: columns.reduce((sum, { width }) => sum + (width ?? leastWidth), numbered ? 30 : 0) }}
          role="grid"
          aria-label={label}
          aria-rowcount={rows.length + 1}
        >
          <colgroup>
            {numbered && <col style={{ width: rows.length < 100 ? 30 : 38 }} />}
            {columns.map((column) => (
              <col key={column.key} style={column.width === undefined ? undefined : { width: column.width }} />
            ))}
          </colgroup>
          <thead>
            <tr>
              {numbered && <th className="n">{t('shell.lineNumber')}</th>}
              {columns.map((column) => (
                <th
                  key={column.key}
                  className={isNumeric(column.kind) ? 'n' : undefined}
                  scope="col"
                  data-column={column.key}
                  title={column.header}
                >
                  {column.header}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              <LineRow
                key={props.rowKey?.(row) ?? index}
                columns={columns}
                row={row}
                index={index}
                here={index === here}
                numbered={numbered}
                readOnly={readOnly}
                wrongs={wrongs}
                mark={mark}
                events={events}
              />
            ))}
          </tbody>
        </table>
      </div>
      {!props.onWrong && <WrongNote wrong={wrongCells(wrongs)[0]} columns={columns} />}
    </>
  )
}

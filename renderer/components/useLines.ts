import { useEffect, useMemo, useRef, useState } from 'react'
import { notify, sentenceOf } from '../lib/notices.ts'
import { readTyped, type Value } from '../lib/values.ts'
import type { Option } from './Field.tsx'
import { type LineColumn, valueKind } from './lineGridModel.ts'
import { firstChange, LineHistory } from './lineHistory.ts'
import { NowLines } from './nowLines.ts'
import { type PasteReport, planPaste } from './pastedCells.ts'

/** The part of the grid's props its lines are changed by. */
export interface LinesProps<Row extends object> {
  columns: readonly LineColumn<Row>[]
  rows: readonly Row[]
  /** Every change, whole: keep it in the caller's state. Use a functional update for what arrives later. */
  onChange: (rows: Row[]) => void
  /** Makes an empty line; without it lines cannot be added or deleted. */
  newRow?: () => Row
  /** Lines can be deleted though none can be added by hand: those of a note come from its orders. */
  removable?: boolean
  /**
   * After a cell was left with another value (also by paste and Ctrl+D). `row` is the index. A promise is waited
   * for before the form is saved.
   */
  onCellLeave?: (row: number, key: string, value: Value) => unknown
  /** After a completion was taken; `option.row` is what `complete` put there. A promise is waited for as well. */
  onChoose?: (row: number, key: string, option: Option) => unknown
  /** False keeps the line (ask first); default: it goes. */
  mayDelete?: (row: Row, index: number) => boolean
  /** How many lines the paper takes; a paste stops there. */
  mostRows?: number
  /** Pasted cells that have no column, by their line: keep them where a person finds them. */
  onPasteRest?: (row: number, texts: string[]) => void
  /** What became of a paste. */
  onPasted?: (report: PasteReport) => void
  /** Lines that came back by undo or redo: ask again for what they still wait for. */
  onRestored?: (rows: readonly Row[]) => void
  /** Undo begins anew when this changes: the head of the paper has changed the lines itself. */
  undoSince?: string
  /**
   * The lines as the caller holds them at this moment: give it where something else than the hand writes into them (a price
   * that was looked up), and keep it up to date at once, not when the page is drawn.
   */
  current?: () => readonly Row[]
  /** What a line is whatever its place: where lines come and go by themselves, cursor and kept texts stay on theirs. */
  rowKey?: (row: Row) => string | number
}

/** A text that could not be read, kept as typed, with its sentence. */
export interface Wrong {
  typed: string
  sentence: string
  /** What stood there before: Esc brings it back. */
  before?: Value
}
export type Wrongs = Record<string, Wrong>

export const placeName = (row: number, key: string): string => `${row} ${key}`
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

/** Kept texts of two lines that change places. */
const swapped = (wrongs: Wrongs, a: number, b: number): Wrongs =>
  Object.fromEntries(
    Object.entries(wrongs).map(([name, wrong]) => {
      const [row = '0', key = ''] = name.split(' ')
      const index = Number(row)
      return [placeName(index === a ? b : index === b ? a : index, key), wrong]
    }),
  )

/** Kept texts stay with their lines where others came or went; those of lines that are gone go too. */
const followed = <Row>(
  wrongs: Wrongs,
  before: readonly Row[],
  now: readonly Row[],
  keyOf: (row: Row) => string | number,
): Wrongs => {
  const names = Object.keys(wrongs)
  if (names.length === 0) return wrongs
  const places = new Map(now.map((row, index) => [keyOf(row), index]))
  const moved = names.flatMap((name) => {
    const [row = '0', key = ''] = name.split(' ')
    const line = before[Number(row)]
    const index = line === undefined ? undefined : places.get(keyOf(line))
    return index === undefined ? [] : [[placeName(index, key), wrongs[name]!] as const]
  })
  const same = moved.length === names.length && moved.every(([name], at) => name === names[at])
  return same ? wrongs : Object.fromEntries(moved)
}

/** What the grid does to its lines; kept apart from how they are shown. */
export const useLines = <Row extends object, Props extends LinesProps<Row>>(
  props: Props,
  waitFor: (work: Promise<unknown>) => void,
) => {
  const [wrongs, setWrongs] = useState<Wrongs>({})
  const [now] = useState(() => new NowLines<Row, Props, Wrongs>(props, props.rows, wrongs))
  const latest = useRef(now)
  latest.current.props = props
  latest.current.wrongs = wrongs
  useEffect(() => {
    const before = latest.current.drawn
    latest.current.rows = [...props.rows]
    const { rowKey } = latest.current.props
    if (rowKey) setWrongs((kept) => followed(kept, before, props.rows, rowKey))
  }, [props.rows])
  const history = useRef(new LineHistory<Row>())
  const { undoSince } = props
  useEffect(() => history.current.clear(), [undoSince])

  return useMemo(() => {
    const tell = (answer: unknown): void => {
      if (answer instanceof Promise) waitFor(answer.catch((error: unknown) => notify(sentenceOf(error), 'bad')))
    }
    const left = (row: number, key: string, value: Value): void =>
      tell(latest.current.props.onCellLeave?.(row, key, value))
    const remember = (): void => history.current.remember({ rows: latest.current.rows, wrongs: latest.current.wrongs })
    const show = (rows: Row[]): void => {
      latest.current.rows = rows
      latest.current.props.onChange(rows)
    }
    /** Every deed goes through here: it can be taken back. */
    const change = (rows: Row[]): void => {
      remember()
      show(rows)
    }
    /** Copies, so that the caller takes them for what they say and not for lines it knows better. */
    const restore = (direction: 'back' | 'forth'): number | null => {
      const before = latest.current.rows
      const moment = history.current[direction]({ rows: before, wrongs: latest.current.wrongs })
      if (!moment) return null
      const rows = moment.rows.map((row) => ({ ...row }))
      setWrongs(moment.wrongs)
      show(rows)
      latest.current.props.onRestored?.(rows)
      return firstChange(before, rows)
    }
    const keepWrong = (row: number, key: string, wrong: Wrong | null): void =>
      setWrongs((before) => {
        const { [placeName(row, key)]: old, ...others } = before
        if (!old && !wrong) return before
        return wrong ? { ...others, [placeName(row, key)]: wrong } : others
      })
    const put = (rows: Row[], row: number, key: string, value: Value): Row[] =>
      rows.map((line, index) => (index === row ? { ...line, [key]: value } : line))
    const columnOf = (key: string): LineColumn<Row> =>
      latest.current.props.columns.find((column) => column.key === key)!

    /** Reads a text into a cell; true when the value is another one now. */
    const read = (
      rows: Row[],
      row: number,
      key: string,
      typed: string,
    ): { rows: Row[]; value: Value; changed: boolean; wrong: boolean } => {
      const line = rows[row]
      const column = columnOf(key)
      const before = line?.[key as keyof Row] as Value
      const more = line === undefined ? null : (column.read?.(typed, line) ?? null)
      if (more && 'values' in more) {
        keepWrong(row, key, null)
        const value = (more.values[key as keyof Row] ?? null) as Value
        return {
          rows: rows.map((each, index) => (index === row ? { ...each, ...more.values } : each)),
          value,
          changed: true,
          wrong: false,
        }
      }
      const plain = more ? { ok: false as const, ...more } : readTyped(valueKind(column.kind), typed)
      const refused = plain.ok && line !== undefined ? (column.refuse?.(plain.value, line) ?? null) : null
      const result = refused === null ? plain : { ok: false as const, sentence: refused }
      if (!result.ok) {
        const kept = latest.current.wrongs[placeName(row, key)]?.before ?? before
        const empties = column.counted === true && (before ?? null) !== null
        keepWrong(row, key, { typed, sentence: result.sentence, ...(column.counted ? { before: kept } : {}) })
        return { rows: empties ? put(rows, row, key, null) : rows, value: null, changed: empties, wrong: true }
      }
      keepWrong(row, key, null)
      if (rows[row] === undefined || (result.value ?? '') === (before ?? ''))
        return { rows, value: before, changed: false, wrong: false }
      return { rows: put(rows, row, key, result.value), value: result.value, changed: true, wrong: false }
    }

    return {
      latest,
      columnOf,
      keepWrong,
      /** The lines as they will be once the cell is left: where Enter goes on depends on what was just typed. */
      peek(row: number, key: string, typed: string): readonly Row[] {
        const { kind, read: own } = columnOf(key)
        const { rows } = latest.current
        if (own || kind === 'choice') return rows
        const result = kind === 'code' ? { ok: true as const, value: typed } : readTyped(valueKind(kind), typed)
        return result.ok ? put(rows, row, key, result.value) : rows
      },
      remember,
      undo: () => restore('back'),
      redo: () => restore('forth'),
      readCell(row: number, key: string, typed: string): void {
        const result = read(latest.current.rows, row, key, typed)
        if (!result.changed) return
        change(result.rows)
        left(row, key, result.value)
      },
      /** Esc in a cell that cannot be read: what stood there before. */
      takeBack(row: number, key: string): void {
        const before = latest.current.wrongs[placeName(row, key)]?.before ?? null
        keepWrong(row, key, null)
        if (before === null) return
        change(put(latest.current.rows, row, key, before))
        left(row, key, before)
      },
      choose(row: number, key: string, option: Option): void {
        keepWrong(row, key, null)
        change(put(latest.current.rows, row, key, option.value))
        tell(latest.current.props.onChoose?.(row, key, option))
        left(row, key, option.value)
      },
      copyAbove(row: number, key: string): void {
        const above = latest.current.rows[row - 1]
        if (!above) return
        const value = above[key as keyof Row] as Value
        keepWrong(row, key, null)
        change(put(latest.current.rows, row, key, value))
        left(row, key, value)
      },
      /** `byItself`: Enter at the end opened it, it goes back with the deed before. */
      insert(row: number, byItself = false): boolean {
        const fresh = latest.current.props.newRow?.()
        if (!fresh) return false
        setWrongs((before) => shifted(before, row, 1))
        ;(byItself ? show : change)(latest.current.rows.toSpliced(row, 0, fresh))
        return true
      },
      remove(row: number): boolean {
        const { rows } = latest.current
        const { newRow, mayDelete, removable = newRow !== undefined } = latest.current.props
        const line = rows[row]
        if (!removable || line === undefined || mayDelete?.(line, row) === false) return false
        setWrongs((before) => shifted(before, row, -1))
        change(rows.length === 1 && newRow ? [newRow()] : rows.toSpliced(row, 1))
        return true
      },
      move(row: number, step: 1 | -1): boolean {
        const { rows, props: now } = latest.current
        const other = row + step
        if (!now.newRow || rows[row] === undefined || rows[other] === undefined) return false
        change(rows.map((line, index) => (index === row ? rows[other]! : index === other ? rows[row]! : line)))
        setWrongs((before) => swapped(before, row, other))
        return true
      },
      paste(row: number, key: string, cells: string[][]): void {
        const { columns, newRow, mostRows = 1000, onPasteRest, onPasted } = latest.current.props
        let { rows } = latest.current
        const changed: { row: number; key: string; value: Value }[] = []
        const kept: { row: number; texts: string[] }[] = []
        const { targets, body, byName } = planPaste(columns, key, cells)
        const report: PasteReport = { lines: 0, unread: 0, rest: 0, leftOver: 0 }
        remember()
        for (const [down, texts] of body.entries()) {
          const at = row + down
          if (at >= rows.length && (!newRow || at >= mostRows)) {
            report.leftOver = body.length - down
            break
          }
          if (at >= rows.length) rows = [...rows, newRow!()]
          report.lines += 1
          const places = targets(rows[at]!, at)
          const rest: string[] = []
          for (const [across, typed] of texts.entries()) {
            const column = places[across]
            if (!column) {
              if (typed.trim() !== '') rest.push(typed.trim())
              continue
            }
            // a sheet read by its header says nothing where its cell is empty
            if (byName && typed.trim() === '') continue
            const byLabel = column.options?.find((option) => option.label === typed.trim())
            const result = read(rows, at, column.key, byLabel?.value ?? typed.replace(/\s*[\r\n]+\s*/g, ' '))
            rows = result.rows
            if (result.wrong) report.unread += 1
            if (result.changed) changed.push({ row: at, key: column.key, value: result.value })
          }
          if (rest.length > 0) kept.push({ row: at, texts: rest })
          report.rest += rest.length
        }
        show(rows)
        for (const each of changed) left(each.row, each.key, each.value)
        for (const each of kept) onPasteRest?.(each.row, each.texts)
        onPasted?.(report)
      },
    }
  }, [waitFor])
}

import { type KeyboardEvent, memo, useLayoutEffect, useRef, useState } from 'react'
import { isComposing } from '../lib/keys.ts'
import { useT } from '../lib/language.ts'
import { plainText, textOf } from '../lib/values.ts'
import { CompletionList, useCompletion } from './Completion.tsx'
import { type Option, selectAll } from './Field.tsx'
import { type CellMark, type LineColumn, valueKind } from './lineGridModel.ts'
import fieldStyles from './Field.module.css'
import styles from './LineGrid.module.css'

/** What a cell tells its grid. The grid's functions never change, so a cell renders only for its own value. */
export interface CellEvents {
  /** The cell was left with another text than it had. Gives the kept text when it cannot be read. */
  read(row: number, key: string, typed: string): void
  chosen(row: number, key: string, option: Option): void
  /** A key of the grid; true when the grid acted on it. */
  key(row: number, key: string, event: KeyboardEvent<HTMLElement>): boolean
  paste(row: number, key: string, text: string): boolean
  entered(row: number, key: string): void
  undone(row: number, key: string): void
  failed(error: unknown): void
  /** A completion is still being asked for: saving waits for it. */
  waitFor(work: Promise<unknown>): void
}

interface Props<Row> {
  column: LineColumn<Row>
  row: Row
  index: number
  value: unknown
  /** A text that could not be read, kept as typed, with its sentence. */
  wrong: { typed: string; sentence: string } | null
  mark: CellMark | null
  events: CellEvents
}

const numeric = new Set(['quantity', 'price', 'money', 'integer'])

const InputCell = <Row,>({ column, row, index, value, wrong, mark, events }: Props<Row>) => {
  const t = useT()
  const [typed, setTyped] = useState<string | null>(null)
  const typedNow = useRef<string | null>(null)
  const complete = column.complete
  const completion = useCompletion(complete && ((words) => complete(words, row, index)))
  const shown = typed ?? wrong?.typed ?? textOf(valueKind(column.kind), value)
  const note = wrong?.sentence ?? mark?.text

  const type = (text: string | null): void => {
    typedNow.current = text
    setTyped(text)
  }
  // set from outside while it has the focus (a completion of another cell): what was typed no longer counts
  const valueBefore = useRef(value)
  const filledHere = useRef(false)
  const input = useRef<HTMLInputElement>(null)
  useLayoutEffect(() => {
    if (valueBefore.current !== value) {
      valueBefore.current = value
      typedNow.current = null
      setTyped(null)
      if (input.current === document.activeElement) filledHere.current = true
    }
  }, [value])
  // filled while the cursor was in it already: the next key writes over it, as on entering
  useLayoutEffect(() => {
    if (!filledHere.current || typed !== null) return
    filledHere.current = false
    input.current?.select()
  })

  const leave = (): void => {
    const text = typedNow.current
    if (text === null) return
    typedNow.current = null
    if (!complete || text.trim() === '') {
      completion.close()
      setTyped(null)
      events.read(index, column.key, text)
      return
    }
    const decided = completion
      .decide(text)
      .then((option) => (option ? events.chosen(index, column.key, option) : events.read(index, column.key, text)))
      .catch(events.failed)
      .finally(() => setTyped((now) => (typedNow.current === null ? null : now)))
    events.waitFor(decided)
  }

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (isComposing(event)) return
    const plain = !event.ctrlKey && !event.altKey && !event.shiftKey
    if (completion.shown && plain && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      event.preventDefault()
      completion.move(event.key === 'ArrowDown' ? 1 : -1)
      return
    }
    const takenBack = event.ctrlKey && !event.shiftKey && event.key.toLowerCase() === 'z' && typed !== null
    if (takenBack || (event.key === 'Escape' && (typed !== null || wrong))) {
      event.preventDefault()
      completion.close()
      type(null)
      events.undone(index, column.key)
      // the next key writes over what stands there again, as on entering
      filledHere.current = true
      return
    }
    const goesOn = event.ctrlKey && /^(Insert|ArrowUp|ArrowDown|[yY])$/.test(event.key)
    if ((event.key === 'Enter' && plain) || goesOn) leave()
    if (event.ctrlKey && (event.key === 'Delete' || event.key.toLowerCase() === 'd')) {
      completion.close()
      type(null)
    }
    if (events.key(index, column.key, event)) event.preventDefault()
  }

  return (
    <>
      <input
        ref={input}
        className={[
          styles['input'],
          numeric.has(column.kind) ? styles['number'] : '',
          completion.shown ? fieldStyles['typing'] : '',
        ].join(' ')}
        data-row={index}
        data-key={column.key}
        aria-label={t('shell.cellLabel', { column: column.header, row: index + 1 })}
        aria-invalid={wrong !== null}
        aria-description={note}
        title={note}
        data-wrong={wrong?.sentence}
        value={shown}
        autoComplete="off"
        spellCheck={false}
        {...(complete
          ? {
              role: 'combobox',
              'aria-expanded': completion.shown,
              'aria-controls': completion.shown ? completion.listId : undefined,
            }
          : {})}
        {...(completion.shown && completion.options.length > 0
          ? { 'aria-activedescendant': `${completion.listId}-${completion.marked}` }
          : {})}
        onFocus={(event) => {
          selectAll(event)
          events.entered(index, column.key)
        }}
        onChange={(event) => {
          type(event.currentTarget.value)
          if (!(event.nativeEvent as InputEvent).isComposing) completion.type(event.currentTarget.value)
        }}
        onCompositionEnd={(event) => completion.type(event.currentTarget.value)}
        onBlur={leave}
        onKeyDown={onKeyDown}
        onPaste={(event) => {
          if (events.paste(index, column.key, event.clipboardData.getData('text/plain'))) {
            event.preventDefault()
            type(null)
          }
        }}
      />
      {complete && (
        <CompletionList
          completion={completion}
          label={column.header}
          onPick={(option) => {
            completion.close()
            type(null)
            events.chosen(index, column.key, option)
          }}
        />
      )}
    </>
  )
}

const ChoiceCell = <Row,>({ column, index, value, mark, events }: Props<Row>) => {
  const t = useT()
  return (
    <select
      className={styles['input']}
      data-row={index}
      data-key={column.key}
      aria-label={t('shell.cellLabel', { column: column.header, row: index + 1 })}
      title={mark?.text}
      aria-description={mark?.text}
      value={plainText(value)}
      onFocus={() => events.entered(index, column.key)}
      onChange={(event) => events.read(index, column.key, event.currentTarget.value)}
      onKeyDown={(event) => {
        const own = (event.key === 'ArrowDown' || event.key === 'ArrowUp') && !event.ctrlKey
        if (!isComposing(event) && !own && events.key(index, column.key, event)) event.preventDefault()
      }}
    >
      {(value === null || value === undefined || value === '') && <option value="" />}
      {column.options?.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  )
}

const Cell = <Row,>(props: Props<Row>) =>
  props.column.kind === 'choice' ? <ChoiceCell {...props} /> : <InputCell {...props} />
type AnyProps = Props<unknown>
const unchanged = (before: AnyProps, now: AnyProps): boolean =>
  before.row === now.row &&
  before.value === now.value &&
  before.column === now.column &&
  before.index === now.index &&
  before.wrong === now.wrong &&
  before.mark?.text === now.mark?.text &&
  before.mark?.tone === now.mark?.tone &&
  before.events === now.events
/** One cell; rendered again only for its own line. Keep `columns` in a useMemo. */
export const LineCell = memo(Cell, unchanged as (before: object, now: object) => boolean) as typeof Cell
export const isNumeric = (kind: string): boolean => numeric.has(kind)

import { type KeyboardEvent, useLayoutEffect, useRef, useState } from 'react'
import { isComposing } from '../lib/keys.ts'
import { say } from '../lib/language.ts'
import { sentenceOf } from '../lib/notices.ts'
import { useFormField } from './Form.tsx'
import { CompletionList, useCompletion } from './Completion.tsx'
import { Field, type FieldProps, type Option, selectAll } from './Field.tsx'
import styles from './Field.module.css'

export interface PickerProps<Row> extends FieldProps {
  /** The words of the row that is chosen; '' for none. */
  text: string
  /** Finds rows by initials, code or name. */
  find: (typed: string) => Promise<Row[]>
  optionOf: (row: Row) => Option
  /** The chosen row; null when the field was emptied. */
  onPick: (row: Row | null) => void
  placeholder?: string
}

/** A field that finds a record by initials, code or name: ↑↓ mark, Enter takes and goes on. */
export const Picker = <Row,>({ text, find, optionOf, onPick, placeholder, ...field }: PickerProps<Row>) => {
  const [typed, setTyped] = useState<string | null>(null)
  const [error, setError] = useState<string | null>(null)
  const deciding = useRef(false)
  /** Counts what was taken back by Esc: an answer that comes after it says nothing any more. */
  const takenBack = useRef(0)
  const input = useRef<HTMLInputElement>(null)
  // chosen from outside while the cursor is in it (a kept draft): what is typed next takes its place; at once, for after
  // the page was painted it would take the first letter of a fast hand
  useLayoutEffect(() => {
    if (input.current !== null && document.activeElement === input.current) input.current.select()
  }, [text])
  const { waitFor } = useFormField()
  const completion = useCompletion(async (words) => (await find(words)).map((row) => ({ ...optionOf(row), row })))

  const take = (option: Option | null): void => {
    completion.close()
    setError(option === null ? say('shell.notFoundTyped', { typed: typed ?? '' }) : null)
    if (option === null) return
    setTyped(null)
    onPick(option.row as Row)
  }
  const leave = async (): Promise<void> => {
    if (typed === null || deciding.current) return
    if (typed.trim() === '') {
      setTyped(null)
      setError(null)
      completion.close()
      if (text !== '') onPick(null)
      return
    }
    deciding.current = true
    const asked = takenBack.current
    try {
      const found = await completion.decide(typed)
      if (asked === takenBack.current) take(found)
    } catch (failure) {
      if (asked === takenBack.current) setError(sentenceOf(failure))
    } finally {
      deciding.current = false
    }
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (isComposing(event)) return
    if (completion.shown && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      event.preventDefault()
      completion.move(event.key === 'ArrowDown' ? 1 : -1)
    } else if (event.key === 'Escape' && (typed !== null || error !== null)) {
      event.preventDefault()
      takenBack.current += 1
      completion.close()
      setTyped(null)
      setError(null)
    } else if (event.key === 'Enter') waitFor(leave()) // not prevented: the form goes on to the next field
  }

  return (
    <Field {...field} error={error ?? field.error ?? null}>
      {(control) => (
        <>
          <input
            {...control}
            ref={input}
            type="text"
            role="combobox"
            aria-autocomplete="list"
            aria-expanded={completion.shown}
            aria-controls={completion.shown ? completion.listId : undefined}
            aria-activedescendant={
              completion.shown && completion.options.length > 0
                ? `${completion.listId}-${completion.marked}`
                : undefined
            }
            className={completion.shown ? styles['typing'] : undefined}
            name={field.name}
            value={typed ?? text}
            placeholder={placeholder}
            disabled={field.disabled}
            autoFocus={field.autoFocus}
            autoComplete="off"
            data-wrong={error ?? undefined}
            onFocus={selectAll}
            onChange={(event) => {
              setTyped(event.currentTarget.value)
              if (!(event.nativeEvent as InputEvent).isComposing) completion.type(event.currentTarget.value)
            }}
            onCompositionEnd={(event) => completion.type(event.currentTarget.value)}
            onBlur={() => waitFor(leave())}
            onKeyDown={onKeyDown}
          />
          <CompletionList completion={completion} label={field.label} onPick={take} />
        </>
      )}
    </Field>
  )
}

/** Grey words made of what is there: `a · b`. */
export const joined = (...parts: (string | null | undefined)[]): string => parts.filter(Boolean).join(' · ')

import { type KeyboardEvent, useEffect, useLayoutEffect, useState } from 'react'
import { flushSync } from 'react-dom'
import { isComposing } from '../lib/keys.ts'
import { say } from '../lib/language.ts'
import { readTyped, textOf, type ValueKind } from '../lib/values.ts'
import { Field, type FieldProps, selectAll } from './Field.tsx'
import { useFormField } from './Form.tsx'
import styles from './Field.module.css'

export interface TypedInputProps extends FieldProps {
  kind: Exclude<ValueKind, 'text'>
  value: string | number | null
  /** Called when the field is left or Enter is pressed, with the value read; never with a text that cannot be read. */
  onChange: (value: string | number | null) => void
  placeholder?: string
  /** Of a date: the last day that is allowed. */
  latest?: string | undefined
  /** Of a number: nothing and less is not taken, and said. */
  positive?: boolean
}

/** A field whose text is read when it is left: what cannot be read stays as typed and is marked with a sentence. */
export const TypedInput = ({
  kind,
  value,
  onChange,
  placeholder,
  latest,
  positive = false,
  ...field
}: TypedInputProps) => {
  const [typed, setTyped] = useState<string | null>(null)
  const [wrong, setWrong] = useState<string | null>(null)
  const { setWrong: tellForm } = useFormField()
  const { name } = field

  useEffect(() => {
    if (name === undefined) return undefined
    tellForm(name, wrong)
    return () => tellForm(name, null)
  }, [name, wrong, tellForm])

  // the value was set from outside: what was typed before no longer counts; at once, or it takes the letter that follows
  useLayoutEffect(() => {
    setTyped(null)
    setWrong(null)
  }, [value])

  const read = (): void => {
    if (typed === null) return
    const result = readTyped(kind, typed, latest)
    const nothing = positive && result.ok && typeof result.value === 'number' && result.value <= 0
    setWrong(nothing ? say('app.moreThanNothing') : result.ok ? null : result.sentence)
    if (!result.ok || nothing) return
    setTyped(null)
    if (result.value !== value) onChange(result.value)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (isComposing(event)) return
    // drawn before the cursor moves: a field that appears because of this one (why it differs) is the next one
    if (event.key === 'Enter' || event.key === 'Tab') flushSync(read)
    if (event.key === 'Escape' && typed !== null) {
      event.preventDefault()
      flushSync(() => {
        setTyped(null)
        setWrong(null)
      })
      event.currentTarget.select()
    }
  }

  const text = typed ?? textOf(kind, value)
  return (
    <Field {...field} error={wrong ?? field.error ?? null}>
      {(control) => (
        <input
          {...control}
          type="text"
          inputMode={kind === 'date' ? 'text' : 'decimal'}
          className={[
            kind === 'date' ? '' : styles['number'],
            typed === null && typeof value === 'number' && value < 0 ? styles['negative'] : '',
          ]
            .filter(Boolean)
            .join(' ')}
          name={name}
          value={text}
          placeholder={placeholder}
          disabled={field.disabled}
          required={field.required}
          autoFocus={field.autoFocus}
          autoComplete="off"
          data-wrong={wrong ?? undefined}
          onFocus={selectAll}
          onChange={(event) => setTyped(event.currentTarget.value)}
          onBlur={read}
          onKeyDown={onKeyDown}
        />
      )}
    </Field>
  )
}

type NumberProps = Omit<TypedInputProps, 'kind' | 'value' | 'onChange'> & {
  value: number | null
  onChange: (value: number | null) => void
}
const numberField = (kind: Exclude<ValueKind, 'text' | 'date'>) => {
  const NumberField = (props: NumberProps) => (
    <TypedInput {...props} kind={kind} onChange={(value) => props.onChange(typeof value === 'number' ? value : null)} />
  )
  return NumberField
}

/** Integer fen. */
export const MoneyInput = numberField('money')
/** Integer micros (millionths of a yuan). */
export const PriceInput = numberField('price')
/** Integer thousandths. */
export const QuantityInput = numberField('quantity')
/** A whole number: packs, days. */
export const IntegerInput = numberField('integer')
/** Basis points, typed and shown in percent: `30` is 3000. */
export const PercentInput = numberField('percent')

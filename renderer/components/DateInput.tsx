import { weekdayOf } from '../lib/values.ts'
import { TypedInput, type TypedInputProps } from './TypedInput.tsx'

export type DateInputProps = Omit<TypedInputProps, 'kind' | 'value' | 'onChange'> & {
  /** `YYYY-MM-DD` or null. */
  value: string | null
  onChange: (value: string | null) => void
  /** No later day is allowed: a day typed without its year is the last one up to it. */
  latest?: string | undefined
}

/** A date as a hand types it: `1205` becomes 2026-12-05 when the field is left and on Enter; its weekday beside it. */
export const DateInput = (props: DateInputProps) => (
  <TypedInput
    {...props}
    kind="date"
    hint={props.hint ?? (props.value ? weekdayOf(props.value) : undefined)}
    onChange={(value) => props.onChange(typeof value === 'string' ? value : null)}
  />
)

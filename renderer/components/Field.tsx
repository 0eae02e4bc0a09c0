import { type FocusEvent, type HTMLInputTypeAttribute, type MouseEvent, type ReactNode, type Ref, useId } from 'react'
import { useT } from '../lib/language.ts'
import { useFormField } from './Form.tsx'
import styles from './Field.module.css'

/** What every field takes. `name` is the path of the input it fills: a refusal of it puts the focus here. */
export interface FieldProps {
  name?: string
  label: string
  /** Grey words after the field: the unit, where a price comes from. */
  hint?: ReactNode
  /** Sentence in red under the field; a refused form fills it by `name`. */
  error?: string | null
  required?: boolean
  disabled?: boolean
  /** Width in px of the control; default fills the column. */
  width?: number
  /** Label left of the control on one line instead of over it. */
  inline?: boolean
  autoFocus?: boolean
}

/** The parts of a control that come from its field. */
interface Control {
  id: string
  'aria-invalid': boolean
  'aria-describedby': string | undefined
  'data-autofocus': true | undefined
}

/** Label, control, hint and error in their places. For controls of your own; the fields below use it too. */
export const Field = ({
  name,
  label,
  hint,
  error,
  required,
  width,
  inline,
  autoFocus,
  children,
}: FieldProps & { children: (control: Control) => ReactNode }) => {
  const id = useId()
  const { errorOf } = useFormField()
  const sentence = error ?? (name === undefined ? null : errorOf(name))
  return (
    <div className={inline ? styles['inline'] : styles['field']}>
      <label htmlFor={id}>
        {label}
        {required && (
          <span className={styles['required']} aria-hidden="true">
            *
          </span>
        )}
      </label>
      <div className={styles['control']} style={width === undefined ? undefined : { width, flex: 'none' }}>
        {children({
          id,
          'aria-invalid': sentence !== null,
          'aria-describedby': sentence ? `${id}e` : undefined,
          'data-autofocus': autoFocus || undefined,
        })}
        {hint !== undefined && <small className={styles['hint']}>{hint}</small>}
      </div>
      {sentence && (
        <small id={`${id}e`} className={styles['error']}>
          {sentence}
        </small>
      )}
    </div>
  )
}

export const selectAll = (event: FocusEvent<HTMLInputElement>): void => event.currentTarget.select()

/** A text that is longer than its field is read whole under the mouse. */
export const titleWhereCut = ({ currentTarget: input }: MouseEvent<HTMLInputElement>): void => {
  input.title = input.type !== 'password' && input.scrollWidth > input.clientWidth ? input.value : ''
}

/** One-line texts that hold so many letters say when they are full; in a number nobody runs into the end. */
const longText = 60

/** What does not fit any more is said: a text that stops taking letters looks broken. */
const Full = ({ value, maxLength = Infinity }: { value: string; maxLength?: number | undefined }) => {
  const t = useT()
  return value.length < maxLength ? null : (
    <small role="status" className={styles['below']}>
      {t('app.textFull', { most: maxLength })}
    </small>
  )
}

export interface TextInputProps extends FieldProps {
  value: string
  onChange: (value: string) => void
  onLeave?: (value: string) => void
  placeholder?: string
  maxLength?: number
  type?: HTMLInputTypeAttribute
  readOnly?: boolean
  /** For the browser's own hints: `current-password`, `off`. */
  autoComplete?: string
  /** What was written here before: ↓ shows it, Enter takes it; anything else may be typed. */
  suggestions?: readonly string[] | undefined
  /** Why what stands in it is not taken: the form is not saved with it, and says so. */
  wrong?: string | undefined
  ref?: Ref<HTMLInputElement>
}

export const TextInput = ({
  value,
  onChange,
  onLeave,
  placeholder,
  maxLength,
  type = 'text',
  readOnly,
  autoComplete = 'off',
  suggestions,
  wrong,
  ref,
  ...field
}: TextInputProps) => (
  <Field {...field} error={wrong ?? field.error ?? null}>
    {(control) => (
      <>
        <input
          {...control}
          ref={ref}
          type={type}
          name={field.name}
          value={value}
          placeholder={placeholder}
          maxLength={maxLength}
          disabled={field.disabled}
          readOnly={readOnly}
          required={field.required}
          autoComplete={autoComplete}
          autoFocus={field.autoFocus}
          data-wrong={wrong}
          onFocus={selectAll}
          onMouseEnter={titleWhereCut}
          onChange={(event) => onChange(event.currentTarget.value)}
          onBlur={(event) => onLeave?.(event.currentTarget.value)}
          list={suggestions && `${control.id}s`}
        />
        {(maxLength ?? 0) >= longText && <Full value={value} maxLength={maxLength} />}
        {suggestions && (
          <datalist id={`${control.id}s`}>
            {suggestions.map((each) => (
              <option key={each} value={each} />
            ))}
          </datalist>
        )}
      </>
    )}
  </Field>
)

export const PasswordInput = (props: Omit<TextInputProps, 'type'>) => (
  <TextInput {...props} type="password" autoComplete={props.autoComplete ?? 'new-password'} />
)

/** Several lines of text: terms, remarks. Enter is a new line here. */
export const TextBlock = ({
  value,
  onChange,
  rows = 3,
  maxLength,
  below,
  ...field
}: FieldProps & {
  value: string
  onChange: (value: string) => void
  rows?: number
  maxLength?: number
  /** A hint under the text, where one beside it would take its width. */
  below?: string
}) => (
  <Field {...field}>
    {(control) => (
      <div className={styles['block']}>
        <textarea
          {...control}
          name={field.name}
          value={value}
          rows={rows}
          maxLength={maxLength}
          disabled={field.disabled}
          autoFocus={field.autoFocus}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
        <Full value={value} maxLength={maxLength} />
        {below !== undefined && <small className={styles['below']}>{below}</small>}
      </div>
    )}
  </Field>
)

export interface Option<V extends string = string> {
  value: V
  label: string
  /** Second, grey words of a completion: specification, short name. */
  detail?: string
  /** The whole row behind the option, for `onChoose`. */
  row?: unknown
}

export interface ChoiceProps<V extends string> extends FieldProps {
  value: V | ''
  options: readonly Option<V>[]
  onChange: (value: V) => void
  /** True: an empty first entry "请选择". */
  empty?: boolean
}

/** One of a few: a native list, its entries found by typing their first letters. */
export const Choice = <V extends string>({ value, options, onChange, empty, ...field }: ChoiceProps<V>) => {
  const t = useT()
  return (
    <Field {...field}>
      {(control) => (
        <select
          {...control}
          name={field.name}
          value={value}
          disabled={field.disabled}
          autoFocus={field.autoFocus}
          onChange={(event) => onChange(event.currentTarget.value as V)}
        >
          {(empty || value === '') && <option value="">{t('shell.choose')}</option>}
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}

/** A tick with its words behind it. */
export const Check = ({
  label,
  value,
  onChange,
  name,
  disabled,
  hint,
  autoFocus,
}: Pick<FieldProps, 'label' | 'name' | 'disabled' | 'hint' | 'autoFocus'> & {
  value: boolean
  onChange: (value: boolean) => void
}) => (
  <div className={styles['check']}>
    <label>
      <input
        type="checkbox"
        name={name}
        checked={value}
        disabled={disabled}
        autoFocus={autoFocus}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <span>{label}</span>
    </label>
    {hint !== undefined && <small className={styles['hint']}>{hint}</small>}
  </div>
)

/** Fields side by side in equal columns, as many as fit at `width` px each. */
export const FieldRow = ({ width = 180, children }: { width?: number; children: ReactNode }) => (
  <div className={styles['row']} style={{ gridTemplateColumns: `repeat(auto-fill, minmax(${width}px, 1fr))` }}>
    {children}
  </div>
)

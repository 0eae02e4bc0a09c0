import {
  createContext,
  type FormEvent,
  type KeyboardEvent,
  type ReactNode,
  useCallback,
  useContext,
  useMemo,
  useRef,
  useState,
} from 'react'
import { say, useT } from '../lib/language.ts'
import { holdKeys, isComposing, useKeys } from '../lib/keys.ts'
import { Refused } from '../lib/client.ts'
import { sentenceOf } from '../lib/notices.ts'
import { useUnsaved } from '../lib/tabs.ts'
import { type RefusalAction, RefusalNote } from './RefusalNote.tsx'

interface FormStore {
  /** The sentence of a field, from the refusal of the last saving or from the field itself. */
  errorOf(name: string): string | null
  /** A field tells that its text cannot be read (sentence) or can again (null). */
  setWrong(name: string, sentence: string | null): void
  /** A field still finds out what was meant: saving waits for it. */
  waitFor(work: Promise<unknown>): void
  /** Every cell of the lines can be read again: what was said of one of them is over. */
  cellsRight(): void
  /** What the lines say under themselves of a cell that cannot be read: the foot does not say it again. */
  saidByLines(sentence: string | null): void
}

const FormContext = createContext<FormStore>({
  errorOf: () => null,
  setWrong: () => undefined,
  waitFor: () => undefined,
  cellsRight: () => undefined,
  saidByLines: () => undefined,
})
export const useFormField = (): FormStore => useContext(FormContext)

/** A saved thing's refusal of one field, made on the page before anything is sent. */
export const refuseField = (field: string, message: string): Refused =>
  new Refused({ code: 'app.badInput', message, field })

/** Waits for what fields still find out and until the page has drawn it, so that saving sees the newest values. */
export const settled = async (pending: ReadonlySet<Promise<unknown>>): Promise<void> => {
  const waited = pending.size > 0
  while (pending.size > 0) await Promise.all(pending)
  await new Promise((resolve) => setTimeout(resolve))
  if (waited) await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))
}

export interface FormProps {
  /** Name of the form for the screen reader. */
  label: string
  /** For a SubmitButton that stands outside it. */
  id?: string
  /** Saves; a rejection is shown at the foot and at its field, nothing typed is lost. */
  onSubmit: () => Promise<unknown>
  /** Something differs from what is saved: the tab and the window ask before closing. */
  unsaved?: boolean
  /** Key that saves; default `Control+s`. Null: the last field's Enter alone. */
  keys?: string | null
  /** True: Enter in the last field saves (sign-in, short dialogs). */
  enterSubmits?: boolean
  /** Where Enter goes on from the last field: the lines below it. */
  onEnd?: () => void
  /** The way out of a refusal by its code. */
  actionFor?: (code: string) => RefusalAction | null
  /** Shown under the fields: buttons. Use `<SubmitButton>`. */
  foot?: ReactNode
  className?: string
  children: ReactNode
}

interface Shown {
  code: string
  message: string
  field: string | null
  /** Its field shows the sentence, so the foot does not say it again. */
  atField: boolean
  /** It is about cells of the lines: typing in one of them ends it. */
  atLines: boolean
}

/** The fields of the lines of a paper: `lines.2.quantity`, `rows`. */
const ofLines = (field: string | null): boolean => field !== null && /^(lines|rows)\b|\.\d+(\.|$)/.test(field)

const focusable =
  'input:not([disabled]):not([readonly]):not([type=hidden]), select:not([disabled]), textarea:not([disabled])'

const namedField = (form: HTMLElement | null, field: string): HTMLElement | undefined =>
  [...(form?.querySelectorAll<HTMLElement>('[name]') ?? [])].find((element) => element.getAttribute('name') === field)

/** What stands before a field on the screen, without the mark of a required one; '' where nothing does. */
const labelOf = (form: HTMLElement | null, field: string): string => {
  const control = namedField(form, field) as HTMLInputElement | undefined
  const words = control?.labels?.[0]?.firstChild?.textContent ?? control?.getAttribute('aria-label') ?? ''
  return words.replace(/[*:\s]/g, '')
}

const focusField = (form: HTMLElement | null, field: string): boolean => {
  const named = namedField(form, field)
  named?.focus()
  return named !== undefined
}

/** Enter goes to the next field of the form, Shift+Enter to the one before; false when there is none. */
const focusBeside = (form: HTMLElement, from: HTMLElement, step: 1 | -1): boolean => {
  const fields = [...form.querySelectorAll<HTMLElement>(focusable)].filter(
    (field) => field.closest('[data-grid]') === null && field.offsetParent !== null,
  )
  const next = fields[fields.indexOf(from) + step]
  next?.focus()
  return next !== undefined
}

/** After the last field: the lines of the form, else the list beside it that belongs to it. False when there is none. */
const focusLines = (form: HTMLElement): boolean => {
  const page = form.closest('[role=tabpanel]')
  const lists = [...(page?.querySelectorAll<HTMLElement>('[role=grid][tabindex="0"]') ?? [])]
  const next =
    form.querySelector<HTMLElement>('[data-grid] input') ??
    lists.find(
      (list) => list.checkVisibility() && form.compareDocumentPosition(list) & Node.DOCUMENT_POSITION_FOLLOWING,
    )
  next?.focus()
  return next !== undefined
}

/** Fields in order: Enter to the next one, Shift+Enter back, Ctrl+S saves, a refused field gets the focus back. */
export const Form = ({
  label,
  id,
  onSubmit,
  unsaved = false,
  keys = 'Control+s',
  enterSubmits = false,
  onEnd,
  actionFor,
  foot,
  className,
  children,
}: FormProps) => {
  const t = useT()
  const element = useRef<HTMLFormElement>(null)
  const [refusal, setRefusal] = useState<Shown | null>(null)
  const [wrong, setWrongs] = useState<Record<string, string>>({})
  const [byLines, setByLines] = useState<string | null>(null)
  const busy = useRef(false)
  const pending = useRef(new Set<Promise<unknown>>())
  useUnsaved(unsaved)

  const latestSubmit = useRef(onSubmit)
  latestSubmit.current = onSubmit

  const save = useCallback(async (): Promise<void> => {
    // held from the first moment: a second press while fields still find out what was meant saves nothing twice
    if (busy.current) return
    busy.current = true
    element.current?.setAttribute('aria-busy', 'true')
    try {
      // the field that has the focus is read first, as if it were left
      const held = document.activeElement
      if (held instanceof HTMLElement && element.current?.contains(held)) {
        held.blur()
        held.focus()
      }
      await settled(pending.current)
      const bad = element.current?.querySelector<HTMLElement>('[data-wrong]')
      if (bad) {
        setRefusal({
          code: 'app.badInput',
          message: bad.dataset['wrong'] ?? '',
          field: bad.getAttribute('name'),
          atField: bad.hasAttribute('name'),
          atLines: bad.closest('[data-grid]') !== null,
        })
        bad.focus()
        return
      }
      await latestSubmit.current()
      setRefusal(null)
    } catch (error) {
      const field = error instanceof Refused ? error.field : null
      const atField = field !== null && focusField(element.current, field)
      const code = error instanceof Refused ? error.code : 'app.failed'
      // a field the application has no word for has one on the screen
      const label = code === 'app.badInputSomewhere' && atField ? labelOf(element.current, field) : ''
      setRefusal({
        code,
        message: label === '' ? sentenceOf(error) : say('app.badInput', { field: label }),
        field,
        atField,
        atLines: ofLines(field),
      })
    } finally {
      busy.current = false
      element.current?.removeAttribute('aria-busy')
    }
  }, [])
  const submit = useCallback((): void => holdKeys(save()), [save])

  // a form in a section that is not shown leaves the key to the one that is
  const isShown = (): boolean => element.current?.offsetParent != null
  const run = (): boolean | undefined => {
    if (!isShown()) return false
    submit()
    return undefined
  }
  // in a window the hand may press Ctrl+S or Ctrl+Enter, unless another button there has that key
  const alsoBy = (other: string) => (): boolean | undefined => {
    const dialog = element.current?.closest('dialog')
    return dialog && !dialog.querySelector(`[aria-keyshortcuts="${other}"]`) ? run() : false
  }
  const bothKeys = { 'Control+Enter': alsoBy('Control+Enter'), 'Control+s': alsoBy('Control+s') }
  useKeys(keys === null ? {} : { ...bothKeys, [keys]: { label: t('app.save'), run } }, keys !== null)

  const onKeyDown = (event: KeyboardEvent<HTMLFormElement>): void => {
    if (event.key !== 'Enter' || event.defaultPrevented || isComposing(event) || event.ctrlKey || event.altKey) return
    const target = event.target as HTMLElement
    if (target.closest('[data-grid]') || !target.matches('input, select')) return
    event.preventDefault()
    const gone = focusBeside(event.currentTarget, target, event.shiftKey ? -1 : 1)
    if (gone || event.shiftKey) return
    if (enterSubmits) submit()
    else if (onEnd) onEnd()
    else if (!event.currentTarget.closest('dialog')) focusLines(event.currentTarget)
  }

  const setWrong = useCallback((name: string, sentence: string | null): void => {
    setWrongs((before) => {
      if ((before[name] ?? null) === sentence) return before
      const { [name]: _gone, ...others } = before
      return sentence === null ? others : { ...others, [name]: sentence }
    })
    // Esc put back what can be read: what was said of the text that could not is over
    if (sentence === null) setRefusal((said) => (said?.field === name && said.code === 'app.badInput' ? null : said))
  }, [])
  const waitFor = useCallback((work: Promise<unknown>): void => {
    pending.current.add(work)
    void work.finally(() => pending.current.delete(work))
  }, [])
  const cellsRight = useCallback(
    (): void => setRefusal((said) => (said?.atLines === true && said.code === 'app.badInput' ? null : said)),
    [],
  )
  const store = useMemo(
    (): FormStore => ({
      errorOf: (name) => wrong[name] ?? (refusal?.field === name ? refusal.message : null),
      setWrong,
      waitFor,
      cellsRight,
      saidByLines: setByLines,
    }),
    [wrong, refusal, setWrong, waitFor, cellsRight],
  )

  const said = refusal !== null && (refusal.atField || (refusal.atLines && refusal.message === byLines))
  const action = refusal ? (actionFor?.(refusal.code) ?? null) : null
  return (
    <FormContext value={store}>
      <form
        ref={element}
        aria-label={label}
        id={id}
        className={className ?? 'form'}
        noValidate
        autoComplete="off"
        onKeyDown={onKeyDown}
        onInput={({ target }) => {
          // the sentence was about what stood there before
          const name = target instanceof HTMLElement ? target.getAttribute('name') : null
          // cells have no name of their own: what was said of the lines
          const inLines = ofLines(name) || (target instanceof HTMLElement && target.closest('[data-grid]') !== null)
          const ofThis = refusal !== null && refusal.field !== null && refusal.field === name
          if (ofThis || (inLines && refusal?.atLines)) setRefusal(null)
        }}
        onSubmit={(event: FormEvent) => {
          event.preventDefault()
          submit()
        }}
      >
        {children}
        <RefusalNote message={refusal && (!said || action) ? refusal.message : null} action={action} />
        {foot !== undefined && <div className="formFoot">{foot}</div>}
      </form>
    </FormContext>
  )
}

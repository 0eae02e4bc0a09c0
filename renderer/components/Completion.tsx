import { useEffect, useId, useRef, useState } from 'react'
import { useT } from '../lib/language.ts'
import type { Option } from './Field.tsx'
import styles from './Field.module.css'

/** Pause in milliseconds after the last letter before the completions are asked for. */
const pause = 90

export interface Completion {
  /** The text the options belong to. */
  typed: string
  options: Option[]
  /** Index of the marked option. */
  marked: number
  shown: boolean
  listId: string
  /** Asks for what was typed, after a short pause. */
  type(typed: string): void
  /** The option Enter takes for a text, asking first when the answer is not there yet. Null: none fits. */
  decide(typed: string): Promise<Option | null>
  move(step: number): void
  close(): void
}

/** The exact code or name before the marked one. */
const choose = (options: Option[], typed: string, marked: number): Option | null => {
  const exact = options.find((option) => option.value.toLowerCase() === typed.trim().toLowerCase())
  return (marked > 0 ? options[marked] : (exact ?? options[0])) ?? null
}

/** The completions of one field: latest answer only, kept until the field is left. */
export const useCompletion = (complete: ((typed: string) => Promise<Option[]>) | undefined): Completion => {
  const [state, setState] = useState<{ typed: string; options: Option[]; marked: number; shown: boolean }>({
    typed: '',
    options: [],
    marked: 0,
    shown: false,
  })
  const listId = useId()
  const latest = useRef({ complete, number: 0, timer: 0 })
  latest.current.complete = complete
  const stateNow = useRef(state)
  stateNow.current = state
  useEffect(() => {
    const kept = latest.current
    return () => window.clearTimeout(kept.timer)
  }, [])

  const ask = async (typed: string): Promise<Option[]> => {
    const number = ++latest.current.number
    const options = (await latest.current.complete?.(typed)) ?? []
    if (number === latest.current.number) setState({ typed, options, marked: 0, shown: true })
    return options
  }
  const close = (): void => {
    window.clearTimeout(latest.current.timer)
    latest.current.number += 1
    setState((before) => (before.shown ? { ...before, shown: false } : before))
  }
  return {
    ...state,
    listId,
    type(typed) {
      window.clearTimeout(latest.current.timer)
      if (!latest.current.complete) return
      if (typed.trim() === '') return close()
      latest.current.timer = window.setTimeout(
        () => void ask(typed).catch((error: unknown) => console.error('completion', error)),
        pause,
      )
    },
    async decide(typed) {
      if (typed.trim() === '' || !latest.current.complete) return null
      const now = stateNow.current
      if (now.shown && now.typed === typed) {
        close()
        return choose(now.options, typed, now.marked)
      }
      const number = (latest.current.number += 1)
      window.clearTimeout(latest.current.timer)
      const options = await latest.current.complete(typed)
      if (number === latest.current.number) setState((before) => ({ ...before, shown: false }))
      return choose(options, typed, 0)
    },
    move: (step) =>
      setState((before) => ({
        ...before,
        marked: Math.max(0, Math.min(before.options.length - 1, before.marked + step)),
      })),
    close,
  }
}

/** The list under the field, on top of everything and never cut off. */
export const CompletionList = ({
  completion,
  label,
  onPick,
}: {
  completion: Completion
  label: string
  onPick: (option: Option) => void
}) => {
  const t = useT()
  const element = useRef<HTMLDivElement>(null)
  const { shown, options, marked, listId } = completion
  useEffect(() => {
    const list = element.current
    if (shown && list && !list.matches(':popover-open')) list.showPopover()
  }, [shown])
  useEffect(() => {
    element.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' })
  }, [marked])
  if (!shown) return null
  return (
    <div ref={element} popover="manual" id={listId} role="listbox" aria-label={label} className={styles['popup']}>
      {options.length === 0 && (
        <div className={styles['nothing']}>{t('shell.notFoundTyped', { typed: completion.typed })}</div>
      )}
      {options.map((option, index) => (
        <div
          key={`${option.value} ${index}`}
          id={`${listId}-${index}`}
          role="option"
          aria-selected={index === marked}
          className={styles['option']}
          // before the field loses the focus
          onMouseDown={(event) => {
            event.preventDefault()
            onPick(option)
          }}
        >
          <span>{option.label}</span>
          {option.detail && <small>{option.detail}</small>}
        </div>
      ))}
    </div>
  )
}

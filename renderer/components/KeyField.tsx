import { type KeyboardEvent, type ReactNode, useRef } from 'react'
import { isComposing, keyName, useKeys } from '../lib/keys.ts'
import styles from './KeyField.module.css'

/** A field over a list that a key jumps into; Enter and Esc give the keyboard back to the list. */
export const KeyField = ({
  keys,
  label,
  onDone,
  children,
}: {
  keys: string
  label: string
  onDone: () => void
  children: ReactNode
}) => {
  const box = useRef<HTMLSpanElement>(null)
  const fields = (): HTMLElement[] => [...(box.current?.querySelectorAll<HTMLElement>('input, select') ?? [])]
  useKeys({ [keys]: { label, run: () => fields()[0]?.focus() } })
  const onKeyDown = (event: KeyboardEvent): void => {
    if (isComposing(event) || event.defaultPrevented) return
    if (event.key === 'Escape') onDone()
    else if (event.key === 'Enter') {
      // a picker decides by itself what was meant, and the hand goes on meanwhile
      const all = fields()
      const next = all[all.indexOf(event.target as HTMLElement) + 1]
      if (next) next.focus()
      else onDone()
    } else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <span ref={box} className={styles['field']} onKeyDown={onKeyDown}>
      <kbd aria-hidden="true">{keyName(keys)}</kbd>
      {children}
    </span>
  )
}

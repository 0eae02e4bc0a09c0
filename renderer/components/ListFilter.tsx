import { useEffect, useRef } from 'react'
import { isComposing, keyName, useKeys } from '../lib/keys.ts'
import { useT } from '../lib/language.ts'
import styles from './ListFilter.module.css'

export interface ListFilterProps {
  value: string
  onChange: (value: string) => void
  placeholder: string
  /** Letters typed over the list go into the field: for lists whose deeds have no letters as keys. */
  typing?: boolean
  /** ↓ or Enter: the cursor goes into the list. */
  onDown: () => void
}

/** A field over a list that narrows it while the hand types; `/` puts the cursor in, ↓ goes to the rows. */
export const ListFilter = ({ value, onChange, placeholder, typing = false, onDown }: ListFilterProps) => {
  const t = useT()
  const input = useRef<HTMLInputElement>(null)
  useKeys({ '/': { label: t('app.search'), run: () => input.current?.focus() } })
  useEffect(() => {
    if (!typing) return undefined
    // before the letter is written: it goes into the field that has just got the cursor
    const onKeyDown = (event: KeyboardEvent): void => {
      const letter = event.key.length === 1 && /[\p{L}\p{N}]/u.test(event.key)
      if (!letter || event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented || isComposing(event))
        return
      if (event.target instanceof HTMLElement && event.target.matches('input, select, textarea, dialog *')) return
      if (input.current?.checkVisibility()) input.current.focus()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [typing])
  return (
    <label className={styles['filter']}>
      <input
        ref={input}
        type="text"
        value={value}
        maxLength={60}
        placeholder={placeholder}
        aria-label={t('app.search')}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => onChange(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (isComposing(event)) return
          if (event.key === 'ArrowDown' || event.key === 'Enter') onDown()
          else if (event.key === 'Escape' && value !== '') onChange('')
          else return
          event.preventDefault()
        }}
      />
      {value === '' && <kbd aria-hidden="true">{keyName('/')}</kbd>}
    </label>
  )
}

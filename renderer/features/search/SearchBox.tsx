import { useEffect, useRef } from 'react'
import { useT } from '../../lib/language.ts'
import { usePhone } from '../../lib/phone.ts'
import styles from './SearchBox.module.css'

/** The one box that answers the phone. */
export const SearchBox = () => {
  const t = useT()
  const input = useRef<HTMLInputElement>(null)
  const { focusCount, phoneCount } = usePhone()
  useEffect(() => {
    if (focusCount + phoneCount > 0) input.current?.focus()
  }, [focusCount, phoneCount])
  return (
    <label className={styles['box']}>
      <input ref={input} type="search" placeholder={t('shell.searchHint')} aria-label={t('app.search')} autoComplete="off" />
      <kbd aria-hidden="true">Ctrl K</kbd>
    </label>
  )
}

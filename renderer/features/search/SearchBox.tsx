import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import type { Hit, HitKind } from '../../../shared/search.ts'
import type { PhraseKey } from '../../../shared/language.ts'
import { isPhone } from '../../../shared/phones.ts'
import { isComposing } from '../../lib/keys.ts'
import { useT } from '../../lib/language.ts'
import { usePhone } from '../../lib/phone.ts'
import { useSession } from '../../lib/session.ts'
import { MessageDialog } from '../messages/MessageDialog.tsx'
import { closeAnswer } from './answer.ts'
import { openHit } from './openHit.ts'
import { PhonePanel } from './PhonePanel.tsx'
import { type Search, useSearch } from './useSearch.ts'
import styles from './SearchBox.module.css'

const kindKeys: Record<HitKind, PhraseKey> = {
  customer: 'search.customer',
  order: 'search.order',
  product: 'search.product',
  notice: 'search.notice',
  delivery: 'search.delivery',
  receipt: 'search.receipt',
  statement: 'search.statement',
  change: 'search.change',
  quotation: 'search.quotation',
  outsourcing: 'outsourcing.title',
  factory: 'outsourcing.factories',
  message: 'search.message',
  inspection: 'quality.inspection',
  fax: 'inbox.title',
  handover: 'cod.handovers',
  archive: 'archive.title',
  invoice: 'invoices.title',
  complaint: 'complaints.title',
  adjustment: 'statements.adjustments',
  truck: 'trucks.title',
  monthHandover: 'monthEnd.handoverTitle',
}
const listId = 'search-hits'

const HitList = ({ search, onTake }: { search: Search; onTake: (hit: Hit) => void }) => {
  const t = useT()
  const list = useRef<HTMLDivElement>(null)
  const { hits, marked, error, foundFor } = search
  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' })
  }, [marked])
  return (
    <div ref={list} id={listId} role="listbox" aria-label={t('search.found')} className={styles['hits']}>
      {error !== null && <p className={styles['nothing']}>{error}</p>}
      {error === null && hits.length === 0 && (
        <p className={styles['nothing']}>{t('search.nothing', { typed: foundFor ?? '' })}</p>
      )}
      {hits.map((hit, index) => (
        <div key={`${hit.kind} ${hit.id}`} role="presentation">
          {hits[index - 1]?.kind !== hit.kind && <h3 role="presentation">{t(kindKeys[hit.kind])}</h3>}
          <div
            id={`${listId}-${index}`}
            role="option"
            aria-selected={index === marked}
            className={styles['hit']}
            // before the box loses the focus
            onMouseDown={(event) => {
              event.preventDefault()
              onTake(hit)
            }}
          >
            <b>{hit.title}</b>
            <small>{[hit.detail, hit.box].filter(Boolean).join(' · ')}</small>
            {index === marked && <kbd aria-hidden="true">↵</kbd>}
          </div>
        </div>
      ))}
    </div>
  )
}

/** The one box that answers the phone: initials, a number or a telephone, and Enter. */
export const SearchBox = () => {
  const t = useT()
  const input = useRef<HTMLInputElement>(null)
  const search = useSearch()
  const [phone, setPhone] = useState(false)
  const [slip, setSlip] = useState(false)
  const { focusCount, phoneCount } = usePhone()
  const person = useSession((store) => store.person?.id)
  const answered = useRef<number | undefined>(undefined)
  useEffect(() => {
    // the caller of the person before
    if (answered.current !== person) closeAnswer()
    answered.current = person
  }, [person])
  const heard = useRef({ focusCount, phoneCount })
  useEffect(() => {
    // the effects run again when the sign-in page goes away: only a new call puts the cursor in
    const before = heard.current
    if (before.focusCount === focusCount && before.phoneCount === phoneCount) return
    heard.current = { focusCount, phoneCount }
    input.current?.focus()
    input.current?.select()
    if (before.phoneCount !== phoneCount) setPhone(true)
  }, [focusCount, phoneCount])

  const take = (hit: Hit): void => {
    // the card of a caller is beside its number; a paper that opens leaves the box free for the next call
    if (hit.kind === 'customer' || hit.kind === 'order') search.close()
    else search.clear()
    setPhone(false)
    // the keys belong to what opens
    input.current?.blur()
    openHit(hit)
  }
  /** An empty box is left at once; what was typed goes first, with its hits and its card. */
  const escape = (): void => {
    if (search.typed !== '') return search.clear()
    setPhone(false)
    input.current?.blur()
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (isComposing(event)) return
    const { key } = event
    if (key === 'ArrowDown' || key === 'ArrowUp') {
      search.reopen()
      search.move(key === 'ArrowDown' ? 1 : -1)
    } else if (key === 'Escape') escape()
    else if (key === 'Enter')
      void search.decide().then((hit) => {
        if (hit) take(hit)
        return hit
      })
    else return
    event.preventDefault()
  }
  const nobody = search.open && search.hits.length === 0 && search.error === null
  // a number nobody has is kept for the slip, the inquiry, the new customer
  const unknown = nobody && isPhone(search.typed) ? search.typed.trim() : ''
  // the greeting has been said once something is found
  const greeting = unknown !== '' || (phone && (search.typed === '' || nobody))
  const popup = search.open || greeting
  return (
    <div
      className={styles['box']}
      onBlur={(event) => {
        if (event.currentTarget.contains(event.relatedTarget)) return
        search.close()
        if (!slip) setPhone(false)
      }}
    >
      <input
        ref={input}
        type="text"
        role="combobox"
        aria-autocomplete="list"
        aria-expanded={search.open}
        aria-controls={search.open ? listId : undefined}
        aria-activedescendant={search.open && search.hits.length > 0 ? `${listId}-${search.marked}` : undefined}
        placeholder={t('shell.searchHint')}
        aria-label={t('app.search')}
        maxLength={60}
        autoComplete="off"
        spellCheck={false}
        value={search.typed}
        onChange={(event) => search.type(event.currentTarget.value, (event.nativeEvent as InputEvent).isComposing)}
        onCompositionEnd={(event) => search.type(event.currentTarget.value, false)}
        onFocus={(event) => event.currentTarget.select()}
        onKeyDown={onKeyDown}
      />
      <kbd aria-hidden="true">{search.typed === '' ? 'Ctrl K' : 'Esc'}</kbd>
      {popup && (
        <div className={styles['popup']}>
          {greeting && (
            <PhonePanel
              unknown={unknown}
              onSlip={() => setSlip(true)}
              onLeave={() => {
                search.clear()
                setPhone(false)
                input.current?.blur()
              }}
            />
          )}
          {search.open && unknown === '' && <HitList search={search} onTake={take} />}
        </div>
      )}
      {slip && (
        <MessageDialog
          caller={{ phone: unknown }}
          onClose={() => {
            setSlip(false)
            setPhone(false)
          }}
        />
      )}
    </div>
  )
}

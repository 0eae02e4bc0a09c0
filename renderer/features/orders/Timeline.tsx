import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import type { OrderChain } from '../../../shared/orders.ts'
import { type FactGroup, factGroupKeys, factGroupOf, factGroups } from '../../../shared/orderLife.ts'
import { may, type Role } from '../../../shared/permissions.ts'
import { Choice } from '../../components/Field.tsx'
import { features } from '../../features.ts'
import { useKeys } from '../../lib/keys.ts'
import { useT } from '../../lib/language.ts'
import { useSession } from '../../lib/session.ts'
import { openTab } from '../../lib/tabs.ts'
import { receivedText } from '../inbox/receivedText.ts'
import styles from './Order.module.css'

type Fact = OrderChain['facts'][number]

/** The page behind a line, where there is one and this person may see it. */
const pageOf = ({ word, page, documentId }: Fact, role: Role | null): string | null => {
  if (word === null || documentId === null) return null
  const feature = features[word]
  const wanted = page ?? 'paper'
  return feature?.pages[wanted] && may(role, feature.permission) ? wanted : null
}

/** Opens the paper or the page behind a line of the history; false where there is none. */
const openFact = (fact: Fact, orderNumber: string, role: Role | null): boolean => {
  const page = pageOf(fact, role)
  if (fact.word === null || page === null) return false
  const title = fact.word === 'orders' ? orderNumber : fact.words.slice(0, 16)
  openTab({ word: fact.word, page, id: fact.documentId, title })
  return true
}

const steps: Record<string, (at: number, last: number) => number> = {
  ArrowDown: (at) => at + 1,
  ArrowUp: (at) => at - 1,
  PageDown: (at) => at + 10,
  PageUp: (at) => at - 10,
  Home: () => 0,
  End: (_at, last) => last,
}

/** The whole life of an order, oldest first (duty 120): T goes to it, ↑↓ walk, Enter opens what is behind a line. */
export const Timeline = ({ facts, number }: { facts: readonly Fact[]; number: string }) => {
  const t = useT()
  const id = useId()
  const role = useSession(({ person }) => person?.role ?? null)
  const list = useRef<HTMLUListElement>(null)
  const [group, setGroup] = useState<FactGroup | 'all'>('all')
  const [at, setAt] = useState(Number.MAX_SAFE_INTEGER)
  const shown = facts.filter((fact) => group === 'all' || factGroupOf(fact.kind) === group)
  const marked = Math.min(at, shown.length - 1)
  const present = factGroups.filter((each) => facts.some((fact) => factGroupOf(fact.kind) === each))
  useKeys({ t: { label: t('orders.timelineHelp'), run: () => list.current?.focus() } })
  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' })
  }, [marked, group])
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.altKey || event.shiftKey) return
    const step = steps[event.key]
    const fact = shown[marked]
    if (step) setAt(Math.max(0, Math.min(shown.length - 1, step(marked, shown.length - 1))))
    else if (event.key !== 'Enter' || fact === undefined || !openFact(fact, number, role)) return
    event.preventDefault()
  }
  return (
    <>
      <div className={styles['timelineHead']}>
        <h2>
          {t('orders.timeline')} <kbd aria-hidden="true">T</kbd>
        </h2>
        <Choice<FactGroup | 'all'>
          inline
          label=""
          value={group}
          options={[
            { value: 'all', label: t('orders.timelineAll', { count: facts.length }) },
            ...present.map((value) => ({ value, label: t(factGroupKeys[value]) })),
          ]}
          onChange={setGroup}
        />
      </div>
      <ul
        ref={list}
        tabIndex={0}
        role="listbox"
        aria-label={t('orders.timeline')}
        aria-activedescendant={marked >= 0 ? `${id}-${marked}` : undefined}
        className={styles['timeline']}
        onKeyDown={onKeyDown}
      >
        {shown.map((fact, index) => (
          <li
            key={index}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === marked}
            className={pageOf(fact, role) === null ? undefined : styles['link']}
            onMouseDown={() => setAt(index)}
            onDoubleClick={() => openFact(fact, number, role)}
          >
            <small>{receivedText(fact.at)}</small>
            <span>{fact.words}</span>
            <small>{fact.by}</small>
          </li>
        ))}
      </ul>
    </>
  )
}

import { type ReactNode, useEffect, useRef } from 'react'
import { channelKeys, contactSourceKeys } from '../../../shared/contacts.ts'
import { signBackKindKeys } from '../../../shared/signBacks.ts'
import { formatFen } from '../../../shared/money.ts'
import type { Answer } from '../../../shared/search.ts'
import { KeyButton } from '../../components/KeyButton.tsx'
import { RefusalNote } from '../../components/RefusalNote.tsx'
import { Spoken } from '../../components/Spoken.tsx'
import { StateBadge } from '../../components/StateBadge.tsx'
import { client } from '../../lib/client.ts'
import { useKeys } from '../../lib/keys.ts'
import { useLanguage, useT } from '../../lib/language.ts'
import { useQuery } from '../../lib/query.ts'
import { openTab } from '../../lib/tabs.ts'
import { formatInstant, todayHere } from '../../lib/values.ts'
import { channelText } from '../contacts/ContactLog.tsx'
import { settlementKeys } from '../orders/settlementKeys.ts'
import styles from './AnswerCard.module.css'
import { closeAnswer, useAnswer } from './answer.ts'
import { AnswerDeeds } from './AnswerDeeds.tsx'
import { OrderSteps, useLooking } from './AnswerOrders.tsx'
import { creditBadges } from './creditTone.ts'
import { promiseNote, spokenAnswer } from './sentences.ts'

const Head = ({ answer: { customer } }: { answer: Answer }) => {
  const t = useT()
  const language = useLanguage((store) => store.language)
  const { settlement, depositBasisPoints, termDays, limitFen, usedFen, overdueFen } = customer
  const terms =
    settlement === 'deposit'
      ? t('search.depositTerms', { percent: depositBasisPoints / 100 })
      : settlement === 'monthly'
        ? t('search.monthlyTerms', { days: termDays })
        : t(settlementKeys[settlement])
  const badges =
    limitFen === null || usedFen === null || overdueFen === null
      ? []
      : creditBadges(t, language, { limitFen, usedFen, overdueFen })
  return (
    <div className={styles['bar']}>
      <h1 title={customer.name}>{customer.shortName}</h1>
      <StateBadge>{t('search.grade', { grade: customer.grade })}</StateBadge>
      <StateBadge>{terms}</StateBadge>
      {badges.map(({ tone, text, shape }) => (
        <StateBadge key={text} tone={tone} {...(shape ? { shape } : {})}>
          {text}
        </StateBadge>
      ))}
      {customer.blacklistNote !== '' && (
        <StateBadge tone="bad">{t('search.blacklist', { note: customer.blacklistNote })}</StateBadge>
      )}
      <span className="spring" />
      <small>
        {customer.contact} {customer.phone}
      </small>
      <button type="button" className={styles['close']} aria-label={t('search.closeCard')} onClick={closeAnswer}>
        ×
      </button>
    </div>
  )
}

const Fact = ({ label, note, children }: { label: string; note?: string; children: ReactNode }) => (
  <div>
    <small>{label}</small>
    {children}
    {note && <small>{note}</small>}
  </div>
)

const Facts = ({ answer }: { answer: Answer }) => {
  const t = useT()
  const { lastPromise, unpaidFen, unsigned, openOrders } = answer
  const [first] = unsigned
  return (
    <div className={styles['facts']}>
      <Fact label={t('search.factOrders')}>
        <span className="big">{t('search.factOrdersCount', { count: openOrders })}</span>
      </Fact>
      <Fact label={t('search.factPromise')} note={promiseNote(t, answer)}>
        {lastPromise ? (
          <b>
            {lastPromise.promisedOn.slice(5)} {lastPromise.words}
          </b>
        ) : (
          <span className="dim">{t('search.factPromiseNone')}</span>
        )}
      </Fact>
      <Fact label={t('search.factUnpaid')}>
        {unpaidFen === null ? (
          <span className="dim">{t('search.factHidden')}</span>
        ) : (
          <span className="big">¥{formatFen(unpaidFen)}</span>
        )}
      </Fact>
      <Fact
        label={t('search.factUnsigned')}
        {...(first
          ? {
              note:
                unsigned.length > 1
                  ? t('search.factUnsignedMore', { days: first.days, count: unsigned.length - 1 })
                  : t('search.factUnsignedDays', { days: first.days }),
            }
          : {})}
      >
        {first ? (
          <b>
            {t(signBackKindKeys[first.kind])} {first.number}{' '}
            <KeyButton keys="u" onClick={() => openTab({ word: 'signBacks' })} help={t('search.openUnsigned')}>
              {''}
            </KeyButton>
          </b>
        ) : (
          <span className="dim">{t('search.factUnsignedNone')}</span>
        )}
      </Fact>
    </div>
  )
}

/** The last three of 往来记录 (duty 117). */
const Contacts = ({ answer: { contacts } }: { answer: Answer }) => {
  const t = useT()
  if (contacts.length === 0) return null
  return (
    <ul className={styles['contacts']} aria-label={t('contacts.title')}>
      {contacts.map((row) => (
        <li key={`${row.source} ${row.id}`}>
          <small>{formatInstant(row.at)}</small>
          <small>
            {channelText(row, t(row.source === 'talk' ? channelKeys[row.channel] : contactSourceKeys[row.source]))}
          </small>
          <span title={row.summary}>{row.summary}</span>
          <small>{row.by}</small>
        </li>
      ))}
    </ul>
  )
}

/** The answer to the caller on one card, to be read aloud (duties 44, 50); lies over 今日 while it is asked for. */
export const AnswerCard = ({ customerId, orderId }: { customerId: number; orderId: number | null }) => {
  const t = useT()
  const card = useRef<HTMLElement>(null)
  const taken = useAnswer((store) => store.taken)
  const { data: answer, error } = useQuery(client.search.answer, { customerId, orderId })
  const looking = useLooking(answer)
  useKeys({ Escape: { label: t('search.closeCard'), run: closeAnswer } })
  useEffect(() => {
    if (taken === 0) return undefined
    // after the tab has given the focus back to where it was
    const frame = requestAnimationFrame(() => card.current?.focus())
    return () => cancelAnimationFrame(frame)
  }, [taken])
  return (
    <section
      ref={card}
      tabIndex={-1}
      className={`panel ${styles['card']}`}
      aria-label={t('search.card', { name: answer?.customer.shortName ?? '' })}
      aria-live="polite"
    >
      <RefusalNote message={error?.message} />
      {answer && looking && (
        <>
          <Head answer={answer} />
          <div className={styles['body']}>
            <OrderSteps orders={answer.orders} looking={looking} />
            <div className={styles['say']}>
              {spokenAnswer(t, looking.answer, todayHere(), looking.order === null ? 4 : 8).map((sentence) => (
                <p key={sentence}>
                  <Spoken text={sentence} />
                </p>
              ))}
            </div>
            <Facts answer={looking.answer} />
            <Contacts answer={answer} />
            <AnswerDeeds answer={answer} orderId={looking.order?.id ?? orderId} />
          </div>
        </>
      )}
    </section>
  )
}

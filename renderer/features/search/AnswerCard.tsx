import { type ReactNode, useEffect, useRef, useState } from 'react'
import { signBackKindKeys } from '../../../shared/signBacks.ts'
import { formatFen } from '../../../shared/money.ts'
import type { Answer } from '../../../shared/search.ts'
import { Button, KeyButton } from '../../components/KeyButton.tsx'
import { RefusalNote } from '../../components/RefusalNote.tsx'
import { Spoken } from '../../components/Spoken.tsx'
import { StateBadge } from '../../components/StateBadge.tsx'
import { client } from '../../lib/client.ts'
import { useKeys } from '../../lib/keys.ts'
import { useLanguage, useT } from '../../lib/language.ts'
import { useQuery } from '../../lib/query.ts'
import { useMay } from '../../lib/session.ts'
import { openTab } from '../../lib/tabs.ts'
import { todayHere } from '../../lib/values.ts'
import { MessageDialog } from '../messages/MessageDialog.tsx'
import { PromiseDialog } from '../messages/PromiseDialog.tsx'
import { settlementKeys } from '../orders/settlementKeys.ts'
import styles from './AnswerCard.module.css'
import { closeAnswer, useAnswer } from './answer.ts'
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
            {t(signBackKindKeys[first.kind])} {first.number}
          </b>
        ) : (
          <span className="dim">{t('search.factUnsignedNone')}</span>
        )}
      </Fact>
    </div>
  )
}

interface CardProps {
  answer: Answer
  orderId: number | null
}

const Deeds = ({ answer, orderId }: CardProps) => {
  const t = useT()
  const mayPromise = useMay('messages.write')
  const mayOrder = useMay('orders.write')
  const [dialog, setDialog] = useState<'promise' | 'message' | null>(null)
  const { customer, orders } = answer
  const open = (): void => {
    // the most pressing one: rush first, then by due date
    const [first] = orders
    openTab(first ? { word: 'orders', id: first.id, title: first.number } : { word: 'orders' })
  }
  const order = (): void => {
    openTab({
      word: 'orders',
      page: 'new',
      title: t('search.newOrder'),
      another: true,
      parameters: { customerId: customer.id },
    })
  }
  return (
    <div className={styles['deeds']}>
      {mayPromise && (
        <KeyButton keys="Enter" go onClick={() => setDialog('promise')}>
          {t('search.newPromise')}
        </KeyButton>
      )}
      <KeyButton keys="o" onClick={open}>
        {t('search.openOrder')}
      </KeyButton>
      {mayOrder && (
        <KeyButton keys="F3" onClick={order}>
          {t('search.newOrder')}
        </KeyButton>
      )}
      <KeyButton keys="m" onClick={() => setDialog('message')}>
        {t('search.leaveMessage')}
      </KeyButton>
      <Button onClick={() => openTab({ word: 'customers', id: customer.id, title: customer.shortName })}>
        {t('search.openCustomer')}
      </Button>
      {dialog === 'promise' && <PromiseDialog answer={answer} orderId={orderId} onClose={() => setDialog(null)} />}
      {dialog === 'message' && (
        <MessageDialog
          caller={{
            customerId: customer.id,
            name: customer.contact,
            factory: customer.shortName,
            phone: customer.phone,
          }}
          onClose={() => setDialog(null)}
        />
      )}
    </div>
  )
}

/** The answer to the caller on one card, to be read aloud (duties 44, 50); lies over 今日 while it is asked for. */
export const AnswerCard = ({ customerId, orderId }: { customerId: number; orderId: number | null }) => {
  const t = useT()
  const card = useRef<HTMLElement>(null)
  const taken = useAnswer((store) => store.taken)
  const { data: answer, error } = useQuery(client.search.answer, { customerId, orderId })
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
      {answer && (
        <>
          <Head answer={answer} />
          <div className={styles['body']}>
            <div className={styles['say']}>
              {spokenAnswer(t, answer, todayHere()).map((sentence) => (
                <p key={sentence}>
                  <Spoken text={sentence} />
                </p>
              ))}
            </div>
            <Facts answer={answer} />
            <Deeds answer={answer} orderId={orderId} />
          </div>
        </>
      )}
    </section>
  )
}

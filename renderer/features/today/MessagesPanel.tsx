import { useState } from 'react'
import type { MessageRow } from '../../../shared/messages.ts'
import { Check } from '../../components/Field.tsx'
import { Button, KeyButton } from '../../components/KeyButton.tsx'
import { Empty, Panel } from '../../components/Page.tsx'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { useQuery } from '../../lib/query.ts'
import { useMay } from '../../lib/session.ts'
import { openTab } from '../../lib/tabs.ts'
import { formatInstant, todayHere } from '../../lib/values.ts'
import { AnswerDialog } from '../messages/AnswerDialog.tsx'
import { dayOfInstant } from '../search/sentences.ts'
import styles from './Today.module.css'

const timeOf = (instant: string): string =>
  dayOfInstant(instant) === todayHere() ? formatInstant(instant).slice(-5) : formatInstant(instant)

const Slip = ({ slip, first, onDone }: { slip: MessageRow; first: boolean; onDone: () => void }) => {
  const t = useT()
  const mayQuote = useMay('quotations.write')
  const quote = (): void =>
    void openTab({
      word: 'quotations',
      page: 'new',
      title: t('quotations.newQuotation'),
      another: true,
      parameters: { messageId: slip.id },
    })
  return (
    <li>
      <div>
        <b>
          {slip.factory} {slip.name} {slip.phone}
        </b>
        <small>{t('today.messageBy', { matter: slip.matter, by: slip.by, time: timeOf(slip.at) })}</small>
      </div>
      {slip.calledBackAt !== null && (
        <small className="dim">
          {[t('today.calledBackAt', { time: timeOf(slip.calledBackAt) }), slip.answer].filter(Boolean).join(':')}
        </small>
      )}
      {mayQuote && slip.calledBackAt === null && first && (
        <KeyButton keys="b" onClick={quote}>
          {t('quotations.quoteIt')}
        </KeyButton>
      )}
      {mayQuote && slip.calledBackAt === null && !first && <Button onClick={quote}>{t('quotations.quoteIt')}</Button>}
      {slip.calledBackAt === null && first && (
        <KeyButton keys="F9" onClick={onDone}>
          {t('today.calledBack')}
        </KeyButton>
      )}
      {slip.calledBackAt === null && !first && <Button onClick={onDone}>{t('today.calledBack')}</Button>}
    </li>
  )
}

/** 留言条 for the person at the PC (duty 115): each waits until it was called back. */
export const MessagesPanel = () => {
  const t = useT()
  const [done, setDone] = useState(false)
  const [answering, setAnswering] = useState<MessageRow | null>(null)
  const { data } = useQuery(client.messages.mine, { done }, { keep: true })
  const slips = data ?? []
  return (
    <Panel
      title={t('today.messages')}
      {...(slips.length > 0 && !done ? { note: slips.length } : {})}
      actions={
        <>
          <Check label={t('today.messagesDone')} value={done} onChange={setDone} />
          <KeyButton keys="F7" onClick={() => openTab({ word: 'messages' })}>
            {t('today.allMessages')}
          </KeyButton>
        </>
      }
    >
      {slips.length === 0 && data !== undefined ? (
        <Empty title={t('today.noMessages')} />
      ) : (
        <ul className={styles['slips']}>
          {slips.map((slip, index) => (
            <Slip key={slip.id} slip={slip} first={index === 0} onDone={() => setAnswering(slip)} />
          ))}
        </ul>
      )}
      {answering && <AnswerDialog slip={answering} onClose={() => setAnswering(null)} />}
    </Panel>
  )
}

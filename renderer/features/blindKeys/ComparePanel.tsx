import { useEffect, useMemo, useRef, useState } from 'react'
import {
  type Choice,
  type ComparedField,
  type ComparedLine,
  type Comparison,
  differenceFieldKeys,
} from '../../../shared/blindKeys.ts'
import { KeyButton } from '../../components/KeyButton.tsx'
import { Page, Panel } from '../../components/Page.tsx'
import { StateBadge } from '../../components/StateBadge.tsx'
import { client } from '../../lib/client.ts'
import { useKeys } from '../../lib/keys.ts'
import { useT } from '../../lib/language.ts'
import { attempt, notify } from '../../lib/notices.ts'
import { closeTab, openTab, useTabKey } from '../../lib/tabs.ts'
import { formatInstant } from '../../lib/values.ts'
import { useBand } from '../checks/bands.ts'
import { PaperPanel } from '../checks/PaperPanel.tsx'
import { AnswerQuestion } from '../questions/AnswerQuestion.tsx'
import { AskQuestion } from '../questions/AskQuestion.tsx'
import styles from './Blind.module.css'
import { CompareTable } from './CompareTable.tsx'

/** One difference, and where it stands. */
export interface DifferencePlace {
  line: ComparedLine
  index: number
  field: ComparedField
}

const differencesOf = (comparison: Comparison): DifferencePlace[] =>
  comparison.lines.flatMap((line, index) =>
    line.fields.filter(({ differs }) => differs).map((field) => ({ line, index, field })),
  )

/** The next difference nobody has settled, from a place on; asked ones wait for the customer and are passed by. */
const nextOpen = (places: readonly DifferencePlace[], from: number): number => {
  const order = places.map((_, step) => (from + step) % places.length)
  return order.find((at) => !places[at]!.field.settled && places[at]!.field.settlement === null) ?? from
}

const useSettling = (comparison: Comparison) => {
  const places = useMemo(() => differencesOf(comparison), [comparison])
  const [cursor, setCursor] = useState(() => nextOpen(places, 0))
  const at = Math.min(cursor, Math.max(0, places.length - 1))
  const settle = async (choice: Choice, question = '', askedWhom = ''): Promise<boolean> => {
    const place = places[at]
    if (!place) return false
    const done = await attempt(() =>
      client.blindKeys.settle({
        orderId: comparison.orderId,
        orderLineId: place.line.orderLineId,
        blindLineId: place.line.blindLineId,
        field: place.field.field,
        choice,
        question,
        askedWhom,
      }),
    )
    if (!done) return false
    // what was corrected is no difference any more: the next one has come up into its place
    const left = differencesOf(done)
    setCursor(nextOpen(left, Math.min(left.length === places.length ? at + 1 : at, Math.max(0, left.length - 1))))
    return true
  }
  return { places, at, here: places[at], setCursor, settle }
}

/** Both keyings side by side next to the fax: every difference is settled by name. */
export const ComparePanel = ({ comparison, onCall }: { comparison: Comparison; onCall: () => void }) => {
  const t = useT()
  const tab = useTabKey()
  const desk = useRef<HTMLDivElement>(null)
  const { places, at, here, setCursor, settle } = useSettling(comparison)
  const [talk, setTalk] = useState<'ask' | 'answer' | null>(null)
  const band = useBand((here ? here.line.sequence : 1) - 1)
  const blindAlone = comparison.way === 'blind'
  const waits = here?.field.settlement?.choice === 'question' && here.field.answer === ''
  useEffect(() => desk.current?.focus(), [])

  const finish = async (): Promise<void> => {
    if (comparison.open > 0) return notify(t('blindKeys.openLeft', { open: comparison.open }), 'bad')
    const done = await attempt(() => client.checks.finish({ orderId: comparison.orderId, version: comparison.version }))
    if (!done) return
    notify(t('checks.done'))
    openTab({
      word: 'orders',
      page: 'confirmation',
      id: comparison.orderId,
      title: `${comparison.number} ${t('orders.confirmationTitle')}`,
    })
    closeTab(tab)
  }
  const live = here !== undefined && talk === null && !comparison.checked
  useKeys(
    {
      ArrowDown: () => setCursor(Math.min(places.length - 1, at + 1)),
      ArrowUp: () => setCursor(Math.max(0, at - 1)),
    },
    talk === null && places.length > 0,
  )
  return (
    <Page layout="sides">
      <PaperPanel papers={comparison.inbox} band={band} ask="blindKeys.introTitle" />
      <Panel
        title={comparison.number}
        bar={<Verdict comparison={comparison} />}
        actions={
          <small>{t('blindKeys.comparedBy', { by: comparison.by, time: formatInstant(comparison.submittedAt) })}</small>
        }
        foot={
          <>
            {live && !waits && (
              <span className={styles['buttons']}>
                <KeyButton keys="1" onClick={() => settle('first')}>
                  {t('blindKeys.firstRight')}
                </KeyButton>
                <KeyButton keys="2" onClick={() => settle('second')}>
                  {t('blindKeys.secondRight')}
                </KeyButton>
                <KeyButton keys="q" onClick={() => setTalk('ask')}>
                  {t('blindKeys.askCustomer')}
                </KeyButton>
              </span>
            )}
            {live && waits && (
              <KeyButton keys="a" onClick={() => setTalk('answer')}>
                {t('questions.answerNow')}
              </KeyButton>
            )}
            <span className="spring" />
            <span className={styles['buttons']}>
              <KeyButton keys="Escape" onClick={() => closeTab(tab)}>
                {t('app.close')}
              </KeyButton>
              {blindAlone && (
                <KeyButton keys="F9" onClick={onCall}>
                  {t('blindKeys.toCheck')}
                </KeyButton>
              )}
              <KeyButton keys="Control+Enter" go disabled={comparison.checked} onClick={blindAlone ? finish : onCall}>
                {t(blindAlone ? 'checks.finish' : 'blindKeys.toCheck')}
              </KeyButton>
            </span>
          </>
        }
      >
        <div ref={desk} tabIndex={-1} className={styles['desk']}>
          <CompareTable
            lines={comparison.lines}
            here={here}
            onPlace={(line, field) =>
              setCursor(
                Math.max(
                  0,
                  places.findIndex((place) => place.line === line && place.field === field),
                ),
              )
            }
          />
          <p className={styles['help']}>{t('blindKeys.compareHelp')}</p>
        </div>
      </Panel>
      {talk === 'ask' && here && (
        <AskQuestion
          title={titleOf(t, here)}
          first={`${t('blindKeys.first')} ${here.field.first} / ${t('blindKeys.second')} ${here.field.second}`}
          onClose={() => setTalk(null)}
          onGive={(question, askedWhom) => settle('question', question, askedWhom)}
        />
      )}
      {talk === 'answer' && here && here.field.questionId !== null && (
        <AnswerQuestion
          id={here.field.questionId}
          title={titleOf(t, here)}
          question={here.field.question}
          now={here.field.field === 'line' ? null : here.field.first}
          onClose={() => setTalk(null)}
        />
      )}
    </Page>
  )
}

const titleOf = (t: ReturnType<typeof useT>, { line, field }: DifferencePlace): string =>
  `${t('checks.lineAt', { line: line.sequence })} · ${t(differenceFieldKeys[field.field])}`

const Verdict = ({ comparison: { differences, open, lines } }: { comparison: Comparison }) => {
  const t = useT()
  const decided = lines.some(({ fields }) => fields.some(({ settlement }) => settlement !== null))
  if (open > 0) return <StateBadge tone="bad">{t('blindKeys.openLeft', { open })}</StateBadge>
  if (differences > 0 || decided)
    return (
      <StateBadge tone="ok">
        {t('blindKeys.allSettled', {
          differences: lines.reduce(
            (sum, { fields }) => sum + fields.filter(({ settlement }) => settlement !== null).length,
            0,
          ),
        })}
      </StateBadge>
    )
  return <StateBadge tone="ok">{t('blindKeys.agree')}</StateBadge>
}

import { useEffect, useRef, useState } from 'react'
import { type Check, checkFieldKeys, checkProgress } from '../../../shared/checks.ts'
import type { QuestionRow } from '../../../shared/questions.ts'
import { KeyButton } from '../../components/KeyButton.tsx'
import { Page, Panel } from '../../components/Page.tsx'
import { RefusalNote } from '../../components/RefusalNote.tsx'
import type { PageProps } from '../../lib/pages.ts'
import { client } from '../../lib/client.ts'
import { useKeys } from '../../lib/keys.ts'
import { useT } from '../../lib/language.ts'
import { attempt, notify } from '../../lib/notices.ts'
import { useQuery } from '../../lib/query.ts'
import { useMay } from '../../lib/session.ts'
import { closeTab, openTab, useTabKey } from '../../lib/tabs.ts'
import { formatInstant } from '../../lib/values.ts'
import { BlindPage } from '../blindKeys/BlindPage.tsx'
import { AnswerQuestion } from '../questions/AnswerQuestion.tsx'
import { AskQuestion } from '../questions/AskQuestion.tsx'
import { Figures } from '../orders/OrderFoot.tsx'
import { OrderStateBadge, RushBadge } from '../orders/OrderState.tsx'
import { useBand } from './bands.ts'
import styles from './Check.module.css'
import { type CallDraft, CheckCall } from './CheckCall.tsx'
import { CheckTable, fieldText, talkOf } from './CheckTable.tsx'
import { CheckPicture } from './CheckPicture.tsx'
import { CheckStrip } from './CheckStrip.tsx'
import { FaxHintBar } from './FaxHintBar.tsx'
import { PaperPanel } from './PaperPanel.tsx'
import { AnswerDialog } from './AnswerDialog.tsx'
import { tellQuotedPrice } from './tellQuotedPrice.ts'
import {
  type CheckStore,
  type Cursor,
  isAsked,
  markOf,
  nearestAsked,
  nextAsked,
  nextOpen,
  stepped,
  useCheck,
} from './useCheck.ts'
import { useFaxReading } from './useFaxReading.ts'

/** The call as it stands in the fields; the usual contact of the order until somebody else is named. */
const firstCall = (check: Check): CallDraft => ({
  spokenTo: check.call?.spokenTo ?? check.contact,
  phone: check.call?.phone ?? check.phone,
  salespersonTold: (check.call?.salespersonToldAt ?? null) !== null,
})

const differs = (check: Check, call: CallDraft): boolean =>
  !check.call ||
  check.call.spokenTo !== call.spokenTo.trim() ||
  check.call.phone !== call.phone.trim() ||
  (check.call.salespersonToldAt !== null) !== call.salespersonTold

/** Writes the call down before the first mark, and again whenever its fields say something else. */
const useCall = (store: CheckStore, check: Check) => {
  const [call, setCall] = useState(() => firstCall(check))
  const sent = useRef('')
  const keep = (): boolean => {
    const now = { spokenTo: call.spokenTo.trim(), phone: call.phone.trim(), salespersonTold: call.salespersonTold }
    if (now.spokenTo === '' || (check.salespersonFirst && !now.salespersonTold)) return false
    const words = JSON.stringify(now)
    if (sent.current !== words && differs(check, call)) {
      sent.current = words
      void store.send(() => client.checks.start({ orderId: check.orderId, ...now }))
    }
    return true
  }
  return { call, setCall, keep }
}

/** Where the hand begins. */
const start: Cursor = { line: 0, field: 0 }

type Talk = 'question' | 'answer' | QuestionRow | null

interface DeskProps {
  check: Check
  store: CheckStore
}

/** 回电核对: the fax left, the lines right, every field ✓ / 改 / 问 by key (duty 4). */
const CheckDesk = ({ check, store }: DeskProps) => {
  const t = useT()
  const tab = useTabKey()
  const desk = useRef<HTMLDivElement>(null)
  const [cursor, setCursor] = useState<Cursor>(() => nextOpen(check, start) ?? nearestAsked(check, start))
  const [changing, setChanging] = useState(false)
  // what was typed and refused stands in its cell again
  const [refused, setRefused] = useState<string | null>(null)
  const [talk, setTalk] = useState<Talk>(null)
  const { call, setCall, keep } = useCall(store, check)
  const band = useBand(cursor.line, check.bands)
  const reading = useFaxReading(check, band.paper, band.places)
  const { data: asking } = useQuery(client.questions.list, { orderId: check.orderId, state: 'open' })
  const isOpen = check.checkedAt === null && check.state !== 'void' && !check.sameEyes
  const mayNote = useMay('orders.write') && check.state !== 'void'
  const progress = checkProgress(check)
  const line = check.lines[cursor.line]
  const field = isAsked(check, cursor) ? check.fields[cursor.field] : undefined

  useEffect(() => desk.current?.focus(), [])

  /** False, with the cursor in its field, while nobody is named who was spoken to. */
  const called = (): boolean => {
    if (keep()) return true
    const salesperson = check.salespersonFirst && !call.salespersonTold
    document.getElementById(salesperson ? 'check-told' : 'check-spokenTo')?.focus()
    notify(
      salesperson
        ? t('checks.salespersonFirst', { number: check.number, salesperson: check.salesperson })
        : t('checks.callFirst'),
      'bad',
    )
    return false
  }
  const goOn = (from: Cursor): void => {
    const now = store.current()
    if (now) setCursor(nextOpen(now, from) ?? from)
  }
  const tick = (): void => {
    const now = store.current()
    if (!line || !field || !now || !called()) return
    const mark = markOf(now, cursor.line, field)
    if (mark?.mark === 'question') return setTalk('answer')
    if (!mark)
      store.tick(cursor.line, [field], ({ version }) =>
        client.checks.mark({ orderLineId: line.id, field, mark: 'ok', seen: version }),
      )
    goOn(cursor)
  }
  const tickLine = (): void => {
    if (!line || !called()) return
    store.tick(cursor.line, line.fields, ({ version }) =>
      client.checks.markLines({ orderLineIds: [line.id], seen: version }),
    )
    goOn({ line: cursor.line, field: 0 })
  }
  const change = (newValue: string): void => {
    setChanging(false)
    setRefused(null)
    desk.current?.focus()
    if (!line || !field) return
    const at = cursor
    void store
      .send(({ version }) =>
        client.checks.mark({ orderLineId: line.id, field, mark: 'changed', newValue, seen: version }),
      )
      .then((done) => {
        if (done && field === 'quantity') void tellQuotedPrice(store.current(), at.line)
        if (done) return goOn(at)
        setCursor(at)
        setRefused(newValue)
        setChanging(true)
      })
  }
  const unmark = (): void => {
    if (line && field && markOf(check, cursor.line, field))
      void store.send(() => client.checks.unmark({ orderLineId: line.id, field }))
  }
  const move = (lines: number, fields: number): void => setCursor((now) => stepped(check, now, lines, fields))
  /** Says what is still missing and puts the cursor there. */
  const missing = (): boolean => {
    if (progress.left === 0) return false
    const open = nextOpen(check, { line: 0, field: 0 }) ?? nextAsked(check)
    if (!open) return false
    const mark = markOf(check, open.line, check.fields[open.field]!)
    const at = check.lines[open.line]!.sequence
    setCursor(open)
    desk.current?.focus()
    notify(
      mark
        ? t('checks.questionOpen', { line: at, question: mark.question })
        : t('checks.notAll', { left: progress.left, line: at }),
      'bad',
    )
    return true
  }
  const ask = async (question: string, askedWhom: string): Promise<boolean> => {
    if (!line || !field) return false
    const about = { orderLineId: line.id, field, question, askedWhom }
    if (check.checkedAt !== null) return (await attempt(() => client.questions.ask(about))) !== null
    const at = cursor
    const done = await store.send(({ version }) => client.checks.mark({ ...about, mark: 'question', seen: version }))
    if (done) goOn(at)
    return done
  }
  const finish = async (): Promise<void> => {
    if (!called() || missing()) return
    const done = await store.send((now) => client.checks.finish({ orderId: now.orderId, version: now.version }))
    if (!done) return
    notify(t('checks.done'))
    openTab({
      word: 'orders',
      page: 'confirmation',
      id: check.orderId,
      title: `${check.number} ${t('orders.confirmationTitle')}`,
    })
    closeTab(tab)
  }

  const questioned = (): boolean => field !== undefined && markOf(check, cursor.line, field)?.mark === 'question'
  // a finished check may still meet a question, until the order is in the workshop
  const mayAskLater = check.checkedAt !== null && ['toCheck', 'toSign', 'toDeposit', 'toRelease'].includes(check.state)
  useKeys({ q: { label: t('checks.question'), run: () => setTalk('question') } }, mayAskLater && talk === null)
  useKeys(
    {
      ' ': { label: t('checks.ok'), run: tick },
      Enter: tickLine,
      e: { label: t('checks.changed'), run: () => called() && (questioned() ? setTalk('answer') : setChanging(true)) },
      q: {
        label: t('checks.question'),
        run: () => called() && setTalk(questioned() ? 'answer' : 'question'),
      },
      Backspace: unmark,
    },
    isOpen && !changing && talk === null,
  )
  useKeys(
    {
      ArrowDown: () => move(1, 0),
      ArrowUp: () => move(-1, 0),
      ArrowRight: () => move(0, 1),
      ArrowLeft: () => move(0, -1),
    },
    !changing && talk === null,
  )

  const asked = line && field ? markOf(check, cursor.line, field) : undefined
  return (
    <Page layout="sides">
      <PaperPanel
        papers={check.inbox}
        band={band}
        ask="checks.proofAsk"
        talk={line ? talkOf(t, line) : []}
        onNote={
          mayNote
            ? () =>
                openTab({
                  word: 'orders',
                  page: 'edit',
                  id: check.orderId,
                  title: `${check.number} ${t('orders.editOrder')}`,
                  parameters: { field: 'proof.number' },
                })
            : null
        }
      />
      <Panel
        title={check.number}
        bar={
          <>
            <OrderStateBadge state={check.state} />
            <RushBadge rush={check.rush} />
          </>
        }
        actions={
          <small>
            {check.checkedBy && check.checkedAt
              ? t('checks.checkedStamp', { by: check.checkedBy, time: formatInstant(check.checkedAt) })
              : t('checks.keyed', { by: check.keyedBy, time: formatInstant(check.keyedAt) })}
          </small>
        }
        foot={
          <>
            <Figures
              lines={check.lines.length}
              totalPacks={check.totalPacks}
              totalFen={check.totalFen}
              depositFen={check.depositFen}
              depositBasisPoints={check.depositBasisPoints}
              bankAccount={check.bankAccount}
            />
            <span className="spring" />
            <span className={styles['buttons']}>
              <KeyButton keys="Escape" onClick={() => closeTab(tab)}>
                {t('checks.later')}
              </KeyButton>
              <KeyButton keys="Control+Enter" go disabled={!isOpen} onClick={finish}>
                {t('checks.finish')}
              </KeyButton>
            </span>
          </>
        }
      >
        {check.sameEyes && check.checkedAt === null && (
          <RefusalNote message={t('checks.sameEyes', { number: check.number })} />
        )}
        <CheckCall
          check={check}
          call={call}
          disabled={!isOpen}
          onCall={setCall}
          onLeave={keep}
          onDone={() => keep() && desk.current?.focus()}
        />
        <CheckStrip
          check={check}
          questions={asking?.rows ?? []}
          onAnswer={check.checkedAt !== null && talk === null ? setTalk : null}
        />
        <div ref={desk} tabIndex={-1} className={styles['desk']}>
          <CheckTable
            check={check}
            cursor={cursor}
            changing={changing}
            refused={refused}
            hints={reading.hints}
            onPlace={(place) => {
              setCursor(place)
              desk.current?.focus()
            }}
            onChange={change}
            onCancel={() => {
              setChanging(false)
              setRefused(null)
              desk.current?.focus()
            }}
          />
          <CheckPicture check={check} line={line} />
          <FaxHintBar reading={reading} />
          <p className={styles['help']}>{t('checks.keysHelp')}</p>
        </div>
      </Panel>
      {talk === 'question' && line && field && (
        <AskQuestion
          title={`${t('checks.lineAt', { line: line.sequence })} · ${t(checkFieldKeys[field])}`}
          first={`${t('questions.keyedValue')}:${fieldText(line, field)}`}
          whom={call.spokenTo}
          onClose={() => setTalk(null)}
          onGive={ask}
        />
      )}
      {talk !== null && typeof talk === 'object' && (
        <AnswerQuestion
          id={talk.id}
          title={`${check.number} · ${t('checks.lineAt', { line: talk.line })}`}
          question={talk.question}
          now={null}
          onClose={() => setTalk(null)}
        />
      )}
      {talk === 'answer' && line && field && asked && (
        <AnswerDialog
          line={line}
          field={field}
          mark={asked}
          onClose={() => setTalk(null)}
          onGive={(answer, newValue) =>
            store.send(() => client.checks.answer({ orderLineId: line.id, field, answer, newValue }))
          }
        />
      )}
    </Page>
  )
}

const Desk = ({ orderId }: { orderId: number }) => {
  const store = useCheck(orderId)
  if (!store.check) {
    return (
      <Page>
        <Panel padded>
          <RefusalNote message={store.error} />
        </Panel>
      </Page>
    )
  }
  return <CheckDesk key={store.check.orderId} check={store.check} store={store} />
}

/**
 * The check of an order. Where it is keyed a second time and that has not been handed in, the second keying comes
 * first: nothing of the first is asked for until then.
 */
export const CheckPage = ({ tab, id }: PageProps) => {
  const orderId = id ?? 0
  const { data: sheet, error } = useQuery(client.blindKeys.sheet, { orderId })
  const [calling, setCalling] = useState(false)
  const first = useRef<boolean | null>(null)
  if (!sheet)
    return (
      <Page>
        <Panel padded>
          <RefusalNote message={error?.message} />
        </Panel>
      </Page>
    )
  // decided once: who hands a second keying in here goes on with the comparison
  const open = !sheet.checked && !sheet.voided
  first.current ??= open && (sheet.way === 'blind' || (sheet.way === 'both' && !sheet.blind?.submittedAt))
  const mine = sheet.blind !== null && sheet.blind.mine && sheet.blind.submittedAt === null
  if (mine || (first.current && !calling)) return <BlindPage tab={tab} id={id} onCall={() => setCalling(true)} />
  return <Desk orderId={orderId} />
}

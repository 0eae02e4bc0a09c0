import { useMemo, useState } from 'react'
import type { Task } from '../../../shared/today.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { Check } from '../../components/Field.tsx'
import { Empty, Page, Panel } from '../../components/Page.tsx'
import { Spoken } from '../../components/Spoken.tsx'
import { StateBadge } from '../../components/StateBadge.tsx'
import { client } from '../../lib/client.ts'
import { useNow } from '../../lib/clock.ts'
import { useT } from '../../lib/language.ts'
import { useQuery } from '../../lib/query.ts'
import { useMay } from '../../lib/session.ts'
import { todayHere, weekdayOf } from '../../lib/values.ts'
import { AnswerCard } from '../search/AnswerCard.tsx'
import { useAnswer } from '../search/answer.ts'
import { MessagesPanel } from './MessagesPanel.tsx'
import { firstTasks, rememberedMine, rememberMine } from './mine.ts'
import { openTask } from './openTask.ts'
import { badgeOf, taskReference, taskSentence } from './taskWords.ts'
import styles from './Today.module.css'

const useColumns = (today: string): Column<Task>[] => {
  const t = useT()
  return useMemo(
    () => [
      {
        key: 'urgency',
        header: t('today.urgency'),
        width: 98,
        render: (task) => {
          const { tone, text } = badgeOf(t, task)
          return <StateBadge tone={tone}>{text}</StateBadge>
        },
      },
      {
        key: 'matter',
        header: t('today.matter'),
        render: (task) => {
          const sentence = taskSentence(t, task, today)
          return (
            <span title={sentence.replaceAll('**', '')}>
              <Spoken text={sentence} />
            </span>
          )
        },
      },
      {
        key: 'reference',
        header: t('today.reference'),
        width: 150,
        align: 'right',
        render: (task) => <span className="dim">{taskReference(t, task, today)}</span>,
      },
    ],
    [t, today],
  )
}

const keyOf = ({ kind, id, number, what }: Task): string => `${kind} ${id} ${number} ${what}`

/** 今日: what is to be done, made from facts; messages for me; over both the answer to the caller on the phone. */
export const TodayPage = () => {
  const t = useT()
  // midnight passes while the page is open
  useNow()
  const today = todayHere()
  const [mine, setMine] = useState(rememberedMine)
  const shown = useAnswer((store) => store.shown)
  const { data } = useQuery(client.today.list, firstTasks(mine), { keep: true })
  const filter = useMemo(() => ({ mine }), [mine])
  const columns = useColumns(today)
  const mayOrder = useMay('orders.write')
  const waiting = data?.waiting ?? 0
  const changeMine = (value: boolean): void => {
    rememberMine(value)
    setMine(value)
  }
  return (
    <Page className={shown ? `${styles['page']} ${styles['answering']}` : (styles['page'] ?? '')}>
      {shown && (
        <AnswerCard
          key={`${shown.customerId} ${shown.orderId}`}
          customerId={shown.customerId}
          orderId={shown.orderId}
        />
      )}
      <Panel
        title={t('today.title')}
        note={t('today.note', { date: today, weekday: weekdayOf(today), count: (data?.total ?? 0) - waiting, waiting })}
        actions={<Check label={t('today.mine')} value={mine} onChange={changeMine} />}
      >
        <DataTable
          label={t('today.title')}
          columns={columns}
          list={client.today.list}
          filter={filter}
          rowKey={keyOf}
          onOpen={openTask}
          autoFocus={shown === null}
          empty={
            <Empty title={t('today.emptyTitle')} hint={t(mayOrder ? 'today.emptyHint' : 'today.emptyHintPlain')} />
          }
        />
      </Panel>
      <MessagesPanel />
    </Page>
  )
}

import { useMemo, useState } from 'react'
import { checkFieldKeys } from '../../../shared/checks.ts'
import type { QuestionField, QuestionRow } from '../../../shared/questions.ts'
import type { PhraseKey } from '../../../shared/language.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { Check, Choice } from '../../components/Field.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { Empty, Page, Panel } from '../../components/Page.tsx'
import { StateBadge } from '../../components/StateBadge.tsx'
import type { PageProps } from '../../lib/pages.ts'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { openTab } from '../../lib/tabs.ts'
import { AnswerQuestion } from './AnswerQuestion.tsx'

const fieldKeys: Record<QuestionField, PhraseKey> = {
  ...checkFieldKeys,
  line: 'blindKeys.wholeLine',
}

const useColumns = (): Column<QuestionRow>[] => {
  const t = useT()
  return useMemo(
    () => [
      {
        key: 'ageDays',
        header: t('questions.age'),
        width: 74,
        render: (row) =>
          row.answeredAt === null && !row.withdrawn && row.ageDays >= 2 ? (
            <StateBadge tone="bad">{t('questions.ageDays', { days: row.ageDays })}</StateBadge>
          ) : (
            t('questions.ageDays', { days: row.ageDays })
          ),
      },
      { key: 'number', header: t('app.number'), width: 112 },
      { key: 'customerName', header: t('app.customer'), width: 110 },
      {
        key: 'line',
        header: t('questions.line'),
        width: 96,
        value: (row) => [row.line || '', t(fieldKeys[row.field])].filter(Boolean).join(' · '),
      },
      { key: 'keyedValue', header: t('questions.keyedValue'), width: 120 },
      { key: 'question', header: t('questions.question') },
      { key: 'askedWhom', header: t('questions.askedWhom'), width: 76 },
      { key: 'askedBy', header: t('questions.askedBy'), width: 66 },
      { key: 'askedAt', header: t('questions.askedAt'), kind: 'instant', width: 92 },
      {
        key: 'answer',
        header: t('questions.answer'),
        width: 190,
        value: (row) =>
          row.withdrawn
            ? t('questions.withdrawn')
            : row.answeredAt === null
              ? ''
              : [row.answeredOn?.slice(5), row.answeredBy, row.answer, row.newValue && `→ ${row.newValue}`]
                  .filter(Boolean)
                  .join(' '),
      },
    ],
    [t],
  )
}

/** 疑问 (duty 15): what waits for a customer's answer, the oldest first; the order goes no further until then. */
export const QuestionsPage = ({ tab }: PageProps) => {
  const t = useT()
  const columns = useColumns()
  const of = tab.parameters['orderId']
  const orderId = typeof of === 'number' ? of : undefined
  const [state, setState] = useState<'open' | 'answered' | 'all'>(orderId === undefined ? 'open' : 'all')
  const [mine, setMine] = useState(false)
  const [row, setRow] = useState<QuestionRow | null>(null)
  const [answering, setAnswering] = useState<QuestionRow | null>(null)
  const filter = useMemo(() => ({ state, mine, ...(orderId === undefined ? {} : { orderId }) }), [state, mine, orderId])
  const isOpen = row !== null && row.answeredAt === null && !row.withdrawn
  const toCheck = (asked: QuestionRow): void =>
    void openTab({ word: 'orders', page: 'check', id: asked.orderId, title: `${asked.number} ${t('checks.title')}` })
  return (
    <Page>
      <Panel
        title={t('questions.title')}
        bar={
          <>
            <Choice
              inline
              label=""
              value={state}
              options={[
                { value: 'open' as const, label: t('questions.stateOpen') },
                { value: 'answered' as const, label: t('questions.stateAnswered') },
                { value: 'all' as const, label: t('app.all') },
              ]}
              onChange={setState}
            />
            <Check label={t('orders.mine')} value={mine} onChange={setMine} />
          </>
        }
        actions={
          <>
            <KeyButton keys="F9" disabled={!row} onClick={() => row && toCheck(row)}>
              {t('questions.toOrder')}
            </KeyButton>
            <KeyButton keys="a" go disabled={!isOpen} onClick={() => setAnswering(row)}>
              {t('questions.answerNow')}
            </KeyButton>
          </>
        }
      >
        <DataTable
          label={t('questions.title')}
          columns={columns}
          list={client.questions.list}
          filter={filter}
          rowKey={({ id }) => id}
          onSelect={setRow}
          onOpen={(asked) => (asked.answeredAt === null && !asked.withdrawn ? setAnswering(asked) : toCheck(asked))}
          rowClass={(asked) => (asked.withdrawn ? 'dim' : undefined)}
          empty={<Empty title={t('questions.emptyOpen')} hint={t('questions.emptyHint')} />}
        />
      </Panel>
      {answering && (
        <AnswerQuestion
          id={answering.id}
          title={`${answering.number} · ${t('checks.lineAt', { line: answering.line })} · ${t(fieldKeys[answering.field])}`}
          question={answering.question}
          now={answering.field === 'line' || answering.orderLineId === null ? null : answering.keyedValue}
          onClose={() => setAnswering(null)}
        />
      )}
    </Page>
  )
}

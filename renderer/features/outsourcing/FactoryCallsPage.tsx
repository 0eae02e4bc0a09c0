import { type RefObject, useEffect, useMemo, useRef, useState } from 'react'
import type { CallFactory, CallQuestion } from '../../../shared/outsideFactories.ts'
import { formatQuantity } from '../../../shared/quantities.ts'
import { type Column, DataTable, type DataTableHandle } from '../../components/DataTable.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { Empty, Page, Panel } from '../../components/Page.tsx'
import { RefusalNote } from '../../components/RefusalNote.tsx'
import { StateBadge } from '../../components/StateBadge.tsx'
import type { PageProps } from '../../lib/pages.ts'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { useQuery } from '../../lib/query.ts'
import { useMay } from '../../lib/session.ts'
import { openTab } from '../../lib/tabs.ts'
import { formatInstant, todayHere } from '../../lib/values.ts'
import { AnswerDialog } from './AnswerDialog.tsx'
import styles from './Outsourcing.module.css'

const useFactoryColumns = (): Column<CallFactory>[] => {
  const t = useT()
  return useMemo(
    () => [
      { key: 'factory', header: t('outsourcing.factory'), render: ({ factory }) => <b>{factory}</b> },
      { key: 'open', header: t('outsourcing.openLines'), kind: 'integer', width: 48 },
      {
        key: 'due',
        header: t('outsourcing.due'),
        width: 106,
        render: ({ due, unanswered, lateDays }) =>
          due === 0 ? null : unanswered > 0 ? (
            <StateBadge tone={lateDays > 0 ? 'bad' : 'warn'}>{t('outsourcing.dueOf', { unanswered, due })}</StateBadge>
          ) : (
            <StateBadge tone="ok">{t('outsourcing.askedToday')}</StateBadge>
          ),
      },
      {
        key: 'lateDays',
        header: t('outsourcing.late'),
        width: 54,
        align: 'right',
        value: ({ lateDays }) => (lateDays > 0 ? t('signBacks.days', { days: lateDays }) : ''),
      },
    ],
    [t],
  )
}

const useQuestionColumns = (): Column<CallQuestion>[] => {
  const t = useT()
  return useMemo(
    () => [
      { key: 'number', header: t('app.number'), width: 104 },
      { key: 'processName', header: t('operations.process'), width: 62 },
      { key: 'description', header: t('operations.description') },
      {
        key: 'open',
        header: t('outsourcing.open'),
        width: 72,
        align: 'right',
        value: ({ open, unit }) => `${formatQuantity(open)} ${unit}`,
      },
      {
        key: 'wantedOn',
        header: t('outsourcing.wantedOn'),
        width: 128,
        render: ({ wantedOn, lateDays }) => (
          <>
            {wantedOn.slice(5)}{' '}
            {lateDays > 0 && <StateBadge tone="bad">{t('operations.lateBy', { days: lateDays })}</StateBadge>}
          </>
        ),
      },
      {
        key: 'said',
        header: t('outsourcing.saidLast'),
        width: 176,
        value: ({ askedAt, spokenTo, words }) =>
          askedAt === null ? t('outsourcing.neverAsked') : `${formatInstant(askedAt)} ${spokenTo}: ${words}`,
      },
      {
        key: 'promisedOn',
        header: t('outsourcing.promised'),
        width: 112,
        value: ({ promisedOn, putOff }) =>
          [promisedOn?.slice(5), putOff > 0 ? t('outsourcing.putOff', { count: putOff }) : '']
            .filter(Boolean)
            .join(' '),
      },
    ],
    [t],
  )
}

const Questions = ({ factory, table }: { factory: CallFactory; table: RefObject<DataTableHandle | null> }) => {
  const t = useT()
  const mayWrite = useMay('outsourcing.write')
  const columns = useQuestionColumns()
  const { data } = useQuery(client.outsourcing.questions, { factoryId: factory.factoryId }, { keep: true })
  const [chosen, setChosen] = useState<CallQuestion | null>(null)
  const [asking, setAsking] = useState<CallQuestion[] | null>(null)
  const due = (data ?? []).filter(({ wantedOn, askedToday }) => wantedOn <= todayHere() && !askedToday)
  const aboutOf = (rows: CallQuestion[]): string => {
    const [one] = rows
    if (rows.length !== 1 || !one) return t('outsourcing.answerAboutAll', { count: rows.length })
    return t('outsourcing.answerAbout', {
      number: one.number,
      process: one.processName,
      goods: one.description,
      open: `${formatQuantity(one.open)} ${one.unit}`,
    })
  }
  return (
    <Panel
      title={factory.factory}
      note={[factory.contact, factory.phone].filter(Boolean).join(' ')}
      actions={
        <>
          <KeyButton
            keys="h"
            onClick={() => openTab({ word: 'factories', id: factory.factoryId, title: factory.factory })}
          >
            {t('outsourcing.card')}
          </KeyButton>
          <KeyButton
            keys="Control+p"
            onClick={() =>
              openTab({
                word: 'factoryCalls',
                page: 'print',
                id: factory.factoryId,
                title: `${factory.factory} ${t('outsourcing.callTitle')}`,
              })
            }
          >
            {t('app.print')}
          </KeyButton>
          {mayWrite && due.length > 1 && (
            <KeyButton keys="g" onClick={() => setAsking(due)}>
              {t('outsourcing.recordAll')}
            </KeyButton>
          )}
          {mayWrite && chosen && (
            <KeyButton keys="a" go onClick={() => setAsking([chosen])}>
              {t('outsourcing.recordAnswer')}
            </KeyButton>
          )}
        </>
      }
    >
      <DataTable
        ref={table}
        label={t('outsourcing.questions')}
        columns={columns}
        rows={data ?? []}
        rowKey={({ lineId }) => lineId}
        autoFocus={false}
        onSelect={setChosen}
        onOpen={(row) => openTab({ word: 'outsourcing', id: row.slipId, title: row.number })}
        rowClass={({ askedToday }) => (askedToday ? 'dim' : undefined)}
      />
      {asking && (
        <AnswerDialog
          factory={factory.factory}
          contact={factory.contact}
          lineIds={asking.map(({ lineId }) => lineId)}
          about={aboutOf(asking)}
          onClose={() => setAsking(null)}
        />
      )}
    </Panel>
  )
}

/** 外协问进度: the factories with goods outside, those to be asked first; beside them today's questions (duty 70). */
export const FactoryCallsPage = ({ tab: { parameters } }: PageProps) => {
  const t = useT()
  const columns = useFactoryColumns()
  const { data, error } = useQuery(client.outsourcing.calls, {}, { keep: true })
  const [chosen, setChosen] = useState<CallFactory | null>(null)
  const [wanted, setWanted] = useState<{ key: number } | null>(null)
  useEffect(() => {
    const { factoryId } = parameters
    setWanted(typeof factoryId === 'number' ? { key: factoryId } : null)
  }, [parameters])
  const questions = useRef<DataTableHandle>(null)
  const factory = data?.find(({ factoryId }) => factoryId === chosen?.factoryId) ?? data?.[0]
  return (
    <Page className={styles['calls'] ?? ''}>
      <Panel title={t('outsourcing.calls')}>
        <RefusalNote message={error?.message} />
        <DataTable
          label={t('outsourcing.calls')}
          columns={columns}
          rows={data ?? []}
          rowKey={({ factoryId }) => factoryId}
          onSelect={setChosen}
          wanted={wanted}
          onOpen={() => questions.current?.focus()}
          empty={<Empty title={t('outsourcing.callsEmpty')} hint={t('outsourcing.callsEmptyHint')} />}
        />
      </Panel>
      {factory ? (
        <Questions key={factory.factoryId} factory={factory} table={questions} />
      ) : (
        <Panel label={t('outsourcing.questions')} />
      )}
    </Page>
  )
}

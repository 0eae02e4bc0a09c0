import { useMemo, useState } from 'react'
import type { PhraseKey } from '../../../shared/language.ts'
import type { LinePlan, LineStep, Measure } from '../../../shared/plan.ts'
import { faultsOf, movedAlong, type PlanFault, shifted, worksOf } from '../../../shared/planMoves.ts'
import { formatQuantity } from '../../../shared/quantities.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { Page, Panel } from '../../components/Page.tsx'
import { RefusalNote } from '../../components/RefusalNote.tsx'
import { StateBadge } from '../../components/StateBadge.tsx'
import type { PageProps } from '../../lib/pages.ts'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { notify } from '../../lib/notices.ts'
import { useQuery } from '../../lib/query.ts'
import { withReason } from '../../lib/reasoned.ts'
import { useMay } from '../../lib/session.ts'
import { openTab, useUnsaved } from '../../lib/tabs.ts'
import { todayHere } from '../../lib/values.ts'
import { measureColumns, withdrawMeasure } from './MeasuresPage.tsx'
import { spanText } from './openLine.ts'
import styles from './Plan.module.css'
import { PlanDifference } from './QueuePage.tsx'
import { StepDaysDialog } from './StepDaysDialog.tsx'

const faultKeys: Record<PlanFault, PhraseKey> = {
  rest: 'plan.faultRest',
  overlap: 'plan.faultOverlap',
  afterDue: 'plan.faultAfterDue',
  past: 'plan.faultPast',
}

interface Days {
  plannedStart: string
  plannedFinish: string
}

/** The steps as they would be saved: what was moved by hand over what stands. */
const withMoves = (line: LinePlan, moved: Record<number, Days>): LineStep[] =>
  line.steps.map((step) => (step.finishedOn === null ? { ...step, ...moved[step.operationId] } : step))

interface RowFacts {
  steps: LineStep[]
  saved: LineStep[]
  faults: PlanFault[][]
}

const useColumns = ({ steps, saved, faults }: RowFacts): Column<LineStep>[] => {
  const t = useT()
  const changed = (step: LineStep): boolean => {
    const before = saved.find(({ operationId }) => operationId === step.operationId)!
    return before.plannedStart !== step.plannedStart || before.plannedFinish !== step.plannedFinish
  }
  return [
    { key: 'processName', header: t('plan.process'), width: 84 },
    { key: 'workshop', header: t('operations.workshop'), width: 92 },
    {
      key: 'state',
      header: t('app.state'),
      width: 116,
      render: (step) =>
        step.finishedOn !== null ? (
          <StateBadge tone="ok">{t('plan.finishedStep', { day: step.finishedOn.slice(5) })}</StateBadge>
        ) : step.outside ? (
          <StateBadge tone="info">{t('plan.outside')}</StateBadge>
        ) : step.startedOn !== null ? (
          <StateBadge tone="wait">{t('plan.startedStep')}</StateBadge>
        ) : (
          <StateBadge>{t('plan.notStarted')}</StateBadge>
        ),
    },
    {
      key: 'good',
      header: t('figures.done'),
      width: 96,
      align: 'right',
      value: (step) => `${formatQuantity(step.good)} / ${formatQuantity(step.quantity)}`,
    },
    {
      key: 'original',
      header: t('plan.original'),
      width: 110,
      value: (step) => spanText(step.originalStart, step.originalFinish),
    },
    {
      key: 'current',
      header: t('plan.currentPlan'),
      width: 120,
      render: (step) => (
        <span className={changed(step) ? styles['changed'] : undefined}>
          {spanText(step.plannedStart, step.plannedFinish)}
          {changed(step) && ' ●'}
        </span>
      ),
    },
    {
      key: 'difference',
      header: t('plan.difference'),
      width: 64,
      align: 'right',
      render: (step) => <PlanDifference now={step.plannedFinish} first={step.originalFinish} />,
    },
    {
      key: 'faults',
      header: t('plan.warnings'),
      render: (step) => (
        <span className={styles['faults']}>
          {faults[steps.indexOf(step)]?.map((fault) => (
            <StateBadge key={fault} tone={fault === 'afterDue' ? 'bad' : 'warn'}>
              {t(faultKeys[fault])}
            </StateBadge>
          ))}
        </span>
      ),
    },
  ]
}

/** What was changed of this line's plan before, and by whom. */
const History = ({ noticeLineId, may }: { noticeLineId: number; may: boolean }) => {
  const t = useT()
  const [here, setHere] = useState<Measure | null>(null)
  const columns = useMemo(() => measureColumns(t, true), [t])
  return (
    <Panel
      title={t('plan.history')}
      actions={
        may && (
          <KeyButton
            keys="Delete"
            disabled={!here || here.withdrawnAt !== null}
            onClick={() => here && withdrawMeasure(here, t)}
          >
            {t('plan.withdraw')}
          </KeyButton>
        )
      }
    >
      <DataTable
        label={t('plan.history')}
        columns={columns}
        list={client.plan.measures}
        filter={{ noticeLineId }}
        rowKey={({ id }) => id}
        rowClass={({ withdrawnAt }) => (withdrawnAt === null ? undefined : 'dim')}
        onSelect={setHere}
        autoFocus={false}
        empty={<span className="dim">{t('plan.noHistory')}</span>}
      />
    </Panel>
  )
}

/** Saves what was moved, with its reason; nothing counts before. */
const useSave = (line: LinePlan, steps: LineStep[], forget: () => void) => {
  const t = useT()
  const changed = steps.filter((step, index) => {
    const before = line.steps[index]!
    return before.plannedStart !== step.plannedStart || before.plannedFinish !== step.plannedFinish
  })
  return {
    changed: changed.length,
    async save() {
      const done = await withReason(
        {
          title: t('plan.saveTitle', { number: line.orderNumber }),
          action: t('plan.savePlan'),
          children: t('plan.saveWords', { count: changed.length }),
        },
        (reason) =>
          client.plan.move({
            noticeLineId: line.noticeLineId,
            steps: changed.map(({ operationId, version, plannedStart, plannedFinish }) => ({
              operationId,
              version,
              plannedStart,
              plannedFinish,
            })),
            reason,
          }),
        t('plan.planSaved'),
      )
      if (done) forget()
    },
  }
}

const Editor = ({ line, asked }: { line: LinePlan; asked: number | null }) => {
  const t = useT()
  const may = useMay('production.write')
  const works = useMemo(() => worksOf(line.calendar), [line])
  const [moved, setMoved] = useState<Record<number, Days>>({})
  const [here, setHere] = useState<number | null>(null)
  const [typing, setTyping] = useState(false)
  // the process the hand came from; otherwise it is about what is not done yet
  const first = useMemo(() => {
    const open = line.steps.find(({ finishedOn }) => finishedOn === null)
    const key = asked ?? open?.operationId
    return key === undefined ? null : { key }
    // oxlint-disable-next-line react/exhaustive-deps -- a plan that was saved moves no cursor
  }, [asked])
  const steps = withMoves(line, moved)
  const at = Math.max(
    0,
    steps.findIndex(({ operationId }) => operationId === here),
  )
  const step = steps[at]
  const facts = { dueOn: line.dueOn, today: todayHere(), works }
  const faults = steps.map((_, index) => faultsOf(steps, index, facts))
  const columns = useColumns({ steps, saved: line.steps, faults })
  const { changed, save } = useSave(line, steps, () => setMoved({}))
  useUnsaved(changed > 0)

  const take = (next: readonly LineStep[]): void =>
    setMoved(
      Object.fromEntries(
        next.map(({ operationId, plannedStart, plannedFinish }) => [operationId, { plannedStart, plannedFinish }]),
      ),
    )
  const change = (days: Days): void => {
    if (!step) return
    if (step.finishedOn !== null) notify(t('plan.stepDone', { process: step.processName }), 'info')
    else take(steps.with(at, { ...step, ...days }))
  }
  const toOriginal = (): void =>
    take(
      steps.map((each) =>
        each.finishedOn === null
          ? { ...each, plannedStart: each.originalStart, plannedFinish: each.originalFinish }
          : each,
      ),
    )
  const disturbed = faults.some((found) => found.includes('overlap'))
  return (
    <Page className={styles['line2']!}>
      <Panel
        title={t('plan.lineTitle', { number: line.orderNumber })}
        note={t('plan.lineNote', {
          customer: line.customer,
          goods: line.description,
          quantity: `${formatQuantity(line.quantity)} ${line.unit}`,
          due: line.dueOn.slice(5),
          forecast: line.forecastOn?.slice(5) ?? '—',
        })}
        foot={
          <>
            <span className="dim">{t('plan.lineKeys')}</span>
            <span className="spring" />
            <KeyButton keys="o" onClick={() => openTab({ word: 'orders', id: line.orderId, title: line.orderNumber })}>
              {t('production.goOrder')}
            </KeyButton>
            {may && (
              <KeyButton keys="Control+s" go disabled={changed === 0} onClick={save}>
                {t('plan.savePlan')}
              </KeyButton>
            )}
          </>
        }
        actions={
          may && (
            <>
              <KeyButton keys="," onClick={() => step && change(shifted(step, -1, works))}>
                {t('plan.dayEarlier')}
              </KeyButton>
              <KeyButton keys="." onClick={() => step && change(shifted(step, 1, works))}>
                {t('plan.dayLater')}
              </KeyButton>
              <KeyButton keys="e" disabled={!step || step.finishedOn !== null} onClick={() => setTyping(true)}>
                {t('plan.typeDays')}
              </KeyButton>
              <KeyButton keys="a" disabled={!disturbed} onClick={() => take(movedAlong(steps, at, works))}>
                {t('plan.along')}
              </KeyButton>
              <KeyButton keys="r" onClick={toOriginal}>
                {t('plan.toOriginal')}
              </KeyButton>
            </>
          )
        }
      >
        <DataTable
          label={t('plan.lineTitle', { number: line.orderNumber })}
          columns={columns}
          rows={steps}
          rowKey={({ operationId }) => operationId}
          rowClass={({ finishedOn }) => (finishedOn === null ? undefined : 'dim')}
          wanted={first}
          onSelect={(each) => setHere(each?.operationId ?? null)}
          {...(may ? { onOpen: () => step?.finishedOn === null && setTyping(true) } : {})}
        />
      </Panel>
      <History noticeLineId={line.noticeLineId} may={may} />
      {typing && step && (
        <StepDaysDialog
          step={step}
          onClose={() => setTyping(false)}
          onDays={(days) => {
            change(days)
            setTyping(false)
          }}
        />
      )}
    </Page>
  )
}

/** The plan of one line: each process beside its first plan, moved by keys, with what speaks against it (duty 39). */
export const LinePlanPage = ({ id, tab }: PageProps) => {
  const { data, error } = useQuery(client.plan.line, { noticeLineId: id ?? 0 }, { enabled: id !== null, keep: true })
  if (!data)
    return (
      <Page>
        <Panel padded>
          <RefusalNote message={error?.message} />
        </Panel>
      </Page>
    )
  const { operationId } = tab.parameters ?? {}
  return <Editor key={data.noticeLineId} line={data} asked={typeof operationId === 'number' ? operationId : null} />
}

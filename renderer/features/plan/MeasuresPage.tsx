import { useMemo, useState } from 'react'
import type { Translate } from '../../../shared/language.ts'
import { type Measure, measureKeys } from '../../../shared/plan.ts'
import { formatQuantity } from '../../../shared/quantities.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { Empty, Page, Panel } from '../../components/Page.tsx'
import { StateBadge } from '../../components/StateBadge.tsx'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { withReason } from '../../lib/reasoned.ts'
import { useMay } from '../../lib/session.ts'
import { formatInstant } from '../../lib/values.ts'
import { openLine, spanText } from './openLine.ts'

/** What a measure does, in one line: 白茬 11-27 多做 15 件. */
export const measureWords = (measure: Measure, t: Translate): string => {
  const { kind, processName: process, unit, day, amount, moves } = measure
  if (kind === 'overtime' || kind === 'capacity')
    return t(kind === 'overtime' ? 'plan.overtimeWords' : 'plan.capacityWords', {
      process,
      unit,
      day: day?.slice(5) ?? '',
      amount: formatQuantity(amount ?? 0),
    })
  if (kind === 'outside') return t('plan.outsideOf', { process })
  const [first] = moves
  if (!first) return ''
  const words = t('plan.moveWords', {
    process: first.processName,
    before: spanText(first.beforeStart, first.beforeFinish),
    after: spanText(first.afterStart, first.afterFinish),
  })
  return moves.length > 1 ? `${words} ${t('plan.moveMore', { count: moves.length })}` : words
}

export const measureColumns = (t: Translate, ofLine = false): Column<Measure>[] => [
  { key: 'kind', header: t('plan.kind'), width: 96, value: ({ kind }) => t(measureKeys[kind]) },
  { key: 'what', header: t('plan.what'), value: (row) => measureWords(row, t) },
  ...(ofLine
    ? []
    : [
        { key: 'orderNumber', header: t('operations.order'), width: 112 },
        { key: 'description', header: t('operations.description'), width: 170 },
      ]),
  { key: 'reason', header: t('app.reason'), width: 180 },
  { key: 'by', header: t('app.by'), width: 64 },
  { key: 'at', header: t('app.date'), kind: 'instant', width: 92 },
  {
    key: 'state',
    header: t('app.state'),
    width: 84,
    render: (row) =>
      row.withdrawnAt === null ? (
        <StateBadge tone="ok">{t('plan.standing')}</StateBadge>
      ) : (
        <StateBadge
          title={t('plan.withdrawnWords', {
            by: row.withdrawnBy,
            at: formatInstant(row.withdrawnAt),
            reason: row.withdrawReason,
          })}
        >
          {t('plan.withdrawn')}
        </StateBadge>
      ),
  },
]

/** Asks for the reason and takes a measure back. */
export const withdrawMeasure = (measure: Measure, t: Translate): Promise<unknown> =>
  withReason(
    { title: t('plan.withdrawTitle'), action: t('plan.withdraw'), danger: true, children: measureWords(measure, t) },
    (reason) => client.plan.withdraw({ id: measure.id, version: measure.version, reason }),
    t('plan.withdrawn'),
  )

/** Every measure against overload with who, when and why; each can be withdrawn. */
export const MeasuresPage = () => {
  const t = useT()
  const may = useMay('production.write')
  const [standing, setStanding] = useState(true)
  const [here, setHere] = useState<Measure | null>(null)
  const columns = useMemo(() => measureColumns(t), [t])
  return (
    <Page>
      <Panel
        title={t('plan.measuresTitle')}
        bar={
          <KeyButton keys="s" aria-pressed={standing} onClick={() => setStanding(!standing)}>
            {t('plan.standingOnly')}
          </KeyButton>
        }
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
        foot={
          here && here.withdrawnAt !== null ? (
            <span className="dim">
              {t('plan.withdrawn')}{' '}
              {t('plan.withdrawnWords', {
                by: here.withdrawnBy,
                at: formatInstant(here.withdrawnAt),
                reason: here.withdrawReason,
              })}
            </span>
          ) : undefined
        }
      >
        <DataTable
          label={t('plan.measuresTitle')}
          columns={columns}
          list={client.plan.measures}
          filter={{ standing }}
          rowKey={({ id }) => id}
          rowClass={({ withdrawnAt }) => (withdrawnAt === null ? undefined : 'dim')}
          onSelect={setHere}
          onOpen={(row) =>
            row.noticeLineId !== null &&
            openLine({
              noticeLineId: row.noticeLineId,
              orderNumber: row.orderNumber,
              description: row.description,
            })
          }
          empty={<Empty title={t('plan.noMeasures')} hint={t('plan.noMeasuresHint')} />}
        />
      </Panel>
    </Page>
  )
}

import { type Ref, useMemo, useState } from 'react'
import type { DayWork, Load, LoadProcess } from '../../../shared/plan.ts'
import { formatQuantity } from '../../../shared/quantities.ts'
import { type Column, DataTable, type DataTableHandle } from '../../components/DataTable.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { Panel } from '../../components/Page.tsx'
import { RefusalNote } from '../../components/RefusalNote.tsx'
import { StateBadge } from '../../components/StateBadge.tsx'
import { client } from '../../lib/client.ts'
import { useKeys } from '../../lib/keys.ts'
import { useT } from '../../lib/language.ts'
import { useQuery } from '../../lib/query.ts'
import { withReason } from '../../lib/reasoned.ts'
import { useMay } from '../../lib/session.ts'
import { cellOf, dayOfColumn, type HeatColumn } from './heat.ts'
import { CapacityDialog } from './MeasureDialogs.tsx'
import { openLine, spanText } from './openLine.ts'

/** `processUnit`: what the load of the process is counted in (pieces, m², hours). */
const useColumns = (oneDay: boolean, processUnit: string): Column<DayWork>[] => {
  const t = useT()
  return useMemo(
    () => [
      { key: 'customer', header: t('app.customer'), width: 92 },
      { key: 'orderNumber', header: t('operations.order'), width: 106 },
      { key: 'description', header: t('operations.description') },
      {
        key: 'amount',
        header: t(oneDay ? 'plan.onDay' : 'plan.onThatDay'),
        align: 'right',
        width: 76,
        value: (row) => `${formatQuantity(row.amount)} ${processUnit}`.trim(),
      },
      {
        key: 'remaining',
        header: t('plan.remaining'),
        align: 'right',
        width: 72,
        value: (row) => `${formatQuantity(row.remaining)} ${row.unit}`,
      },
      {
        key: 'plannedStart',
        header: t('plan.planned'),
        width: 88,
        value: (row) => spanText(row.plannedStart, row.plannedFinish),
      },
      { key: 'dueOn', header: t('operations.due'), width: 54, value: (row) => row.dueOn.slice(5) },
      {
        key: 'late',
        header: t('app.state'),
        width: 78,
        render: (row) =>
          row.late ? (
            <StateBadge tone="bad">{t('plan.late')}</StateBadge>
          ) : row.rush ? (
            <StateBadge tone="now">{t('operations.rush')}</StateBadge>
          ) : null,
      },
    ],
    [t, oneDay, processUnit],
  )
}

export interface DayWorkPanelProps {
  load: Load
  process: LoadProcess
  column: HeatColumn
  table: Ref<DataTableHandle>
  /** Esc: back to the cells. */
  onLeave: () => void
}

/** The orders behind a cell of the load, the largest first, and what can be done about them (duty 38). */
export const DayWorkPanel = ({ load, process, column, table, onLeave }: DayWorkPanelProps) => {
  const t = useT()
  const title = t('plan.causedBy', {
    process: process.processName,
    day: spanText(load.days[column.from]!, load.days[column.to]!),
  })
  // only while the list has the keyboard, and no dialog lies over it
  useKeys({ Escape: () => (document.activeElement?.getAttribute('aria-label') === title ? onLeave() : false) })
  const may = useMay('production.write')
  const [from, to] = [load.days[column.from]!, load.days[column.to]!]
  const { data, error } = useQuery(client.plan.dayWork, { processId: process.processId, from, to }, { keep: true })
  const [row, setRow] = useState<DayWork | null>(null)
  const [asked, setAsked] = useState<'overtime' | 'otherCapacity' | null>(null)
  const columns = useColumns(column.from === column.to, process.unit)
  const cell = cellOf(process, column)
  const at = dayOfColumn(load, process, column)
  const most = process.capacity[at] ?? 0
  // a rest day is proposed the usual capacity
  const excess = Math.max(0, process.load[at]! - most) || (load.works[at] ? 0 : process.daily)
  const sendOutside = async (): Promise<void> => {
    if (!row) return
    const { operationId, version, orderNumber, description, remaining, unit } = row
    await withReason(
      {
        title: t('plan.outsideTitle', { process: process.processName }),
        action: t('plan.outside'),
        children: t('plan.outsideWords', {
          order: orderNumber,
          goods: description,
          quantity: `${formatQuantity(remaining)} ${unit}`,
        }),
      },
      (reason) => client.plan.sendOutside({ operationId, version, reason }),
      t('plan.measureDone'),
    )
  }
  const capacity = cell.capacity === null ? t('plan.unlimitedCell') : formatQuantity(cell.capacity)
  return (
    <Panel
      title={title}
      actions={
        may && (
          <>
            <KeyButton keys="j" disabled={process.daily === 0} onClick={() => setAsked('overtime')}>
              {t('plan.overtime')}
            </KeyButton>
            <KeyButton keys="c" onClick={() => setAsked('otherCapacity')}>
              {t('plan.otherCapacity')}
            </KeyButton>
            <KeyButton keys="x" disabled={!row} onClick={sendOutside}>
              {t('plan.outside')}
            </KeyButton>
            <KeyButton keys="g" disabled={!row} onClick={() => row && openLine(row)}>
              {t('plan.move')}
            </KeyButton>
          </>
        )
      }
      foot={
        <>
          <span>
            {t('plan.causedSum', {
              count: data?.total ?? 0,
              load: formatQuantity(cell.load),
              unit: process.unit,
              capacity,
            })}
          </span>
          {cell.over > 0 && (
            <StateBadge tone="bad">{t('plan.overBy', { amount: formatQuantity(cell.over) })}</StateBadge>
          )}
          {data && data.total > data.rows.length && (
            <small className="dim">{t('plan.listedMore', { count: data.rows.length })}</small>
          )}
        </>
      }
    >
      <RefusalNote message={error?.message} />
      <DataTable
        ref={table}
        label={title}
        columns={columns}
        rows={data?.rows ?? []}
        rowKey={({ operationId }) => operationId}
        onOpen={openLine}
        onSelect={setRow}
        autoFocus={false}
        empty={<span className="dim">{t('plan.noWork')}</span>}
      />
      {asked && (
        <CapacityDialog
          kind={asked}
          process={process}
          day={load.days[at]!}
          amount={asked === 'overtime' ? excess : most}
          onClose={() => setAsked(null)}
        />
      )}
    </Panel>
  )
}

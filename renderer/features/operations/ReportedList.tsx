import { useMemo, useRef, useState } from 'react'
import { causeShortKeys, causeSigns, type DailyReport } from '../../../shared/operations.ts'
import { subLabel } from '../../../shared/exceptions.ts'
import { formatQuantity } from '../../../shared/quantities.ts'
import { type Column, DataTable, type DataTableHandle } from '../../components/DataTable.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { Panel } from '../../components/Page.tsx'
import { StateBadge } from '../../components/StateBadge.tsx'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { withReason } from '../../lib/reasoned.ts'

/** What is reported already of a day and workshop; an entry is taken back by another one, never changed. */
export const ReportedList = ({ day, workshop }: { day: string; workshop: string }) => {
  const t = useT()
  const [selected, setSelected] = useState<DailyReport | null>(null)
  const table = useRef<DataTableHandle>(null)
  const columns = useMemo(
    (): Column<DailyReport>[] => [
      { key: 'noticeNumber', header: t('operations.notice'), width: 104 },
      { key: 'orderNumber', header: t('operations.order'), width: 104 },
      { key: 'description', header: t('operations.description') },
      { key: 'processName', header: t('operations.process'), width: 64 },
      { key: 'good', header: t('operations.good'), kind: 'quantity', width: 70 },
      { key: 'bad', header: t('operations.bad'), kind: 'quantity', width: 60 },
      {
        key: 'parts',
        header: t('operations.reworkScrap'),
        width: 84,
        align: 'right',
        value: (row) => (row.rework || row.scrap ? `${formatQuantity(row.rework)} / ${formatQuantity(row.scrap)}` : ''),
      },
      { key: 'hours', header: t('operations.hours'), kind: 'quantity', width: 58 },
      { key: 'people', header: t('operations.people'), kind: 'integer', width: 52 },
      { key: 'machine', header: t('operations.machine'), width: 66 },
      {
        key: 'causeCode',
        header: t('operations.cause'),
        width: 150,
        value: (row) =>
          [
            subLabel(row.causeSub, row.causeSubName) ||
              (row.causeCode ? `${causeSigns[row.causeCode]} ${t(causeShortKeys[row.causeCode])}` : ''),
            row.causeNote,
          ]
            .filter(Boolean)
            .join(' '),
      },
      { key: 'by', header: t('app.by'), width: 70 },
      {
        key: 'state',
        header: t('app.state'),
        width: 80,
        render: (row) =>
          row.reversed ? (
            <StateBadge>{t('operations.reversedMark')}</StateBadge>
          ) : row.reverses === null ? (
            row.origin !== 'report' && (
              <StateBadge>
                {t(row.origin === 'quality' ? 'operations.originQuality' : 'operations.originOutsourcing')}
              </StateBadge>
            )
          ) : (
            <StateBadge tone="warn">{t('operations.reverse')}</StateBadge>
          ),
      },
    ],
    [t],
  )
  const reverse = async (row: DailyReport): Promise<void> => {
    await withReason(
      {
        title: t('operations.reverseTitle'),
        action: t('operations.reverse'),
        danger: true,
        children: t('operations.reverseWords', {
          process: row.processName,
          description: row.description,
          good: formatQuantity(row.good),
          bad: formatQuantity(row.bad),
        }),
      },
      (reason) => client.operations.reverse({ reportId: row.id, reason }),
    )
  }
  const mayReverse = selected?.origin === 'report' && selected.reverses === null && !selected.reversed
  return (
    <Panel
      title={t('operations.reported')}
      actions={
        <>
          <KeyButton keys="Alt+r" className="plain" tabIndex={-1} onClick={() => table.current?.focus()}>
            {t('operations.toReported')}
          </KeyButton>
          <KeyButton keys="F7" disabled={!mayReverse} onClick={() => selected && reverse(selected)}>
            {t('operations.reverse')}
          </KeyButton>
        </>
      }
    >
      <DataTable
        ref={table}
        label={t('operations.reported')}
        columns={columns}
        list={client.operations.reports}
        filter={{ from: day, to: day, workshop }}
        rowKey={(row) => row.id}
        rowClass={(row) => (row.reversed || row.reverses !== null ? 'dim' : undefined)}
        onSelect={setSelected}
        autoFocus={false}
      />
    </Panel>
  )
}

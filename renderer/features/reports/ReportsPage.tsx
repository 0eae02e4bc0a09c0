import { useMemo, useRef, useState } from 'react'
import { mainReports, mayReport, type ReportFilter, reportKeys, type ReportName } from '../../../shared/reports.ts'
import { type Column, DataTable, type DataTableHandle } from '../../components/DataTable.tsx'
import { Page, Panel } from '../../components/Page.tsx'
import { useKeys } from '../../lib/keys.ts'
import { useT } from '../../lib/language.ts'
import type { PageProps } from '../../lib/pages.ts'
import { useSession } from '../../lib/session.ts'
import { todayHere } from '../../lib/values.ts'
import { startOf } from './asked.ts'
import { ReportPanel } from './ReportPanel.tsx'
import styles from './Reports.module.css'

interface Named {
  report: ReportName
}

/** The report it is opened for: `report` from another page, `section` from Ctrl+G. */
const wantedOf = (
  offered: readonly ReportName[],
  { section, report }: PageProps['tab']['parameters'],
): ReportName | null => offered.find((name) => name === (section ?? report)) ?? null

/** 报表: all reports at the left, the one under the cursor beside them; it opens with today's 日销售报表 (duty 107). */
export const ReportsPage = ({ tab: { parameters } }: PageProps) => {
  const t = useT()
  const role = useSession((store) => store.person?.role ?? null)
  const offered = useMemo(() => mainReports.filter((report) => mayReport(role, report)), [role])
  const [report, setReport] = useState<ReportName>(wantedOf(offered, parameters) ?? offered[0] ?? 'daily')
  const [filter, setFilter] = useState<ReportFilter>(() => startOf(report, todayHere()))
  const list = useRef<DataTableHandle>(null)
  const table = useRef<DataTableHandle>(null)
  const wanted = useMemo(() => {
    const key = wantedOf(offered, parameters)
    return key === null ? null : { key }
  }, [offered, parameters])
  useKeys({ ArrowLeft: { label: t('reports.backToList'), run: () => list.current?.focus() } })
  const columns: Column<Named>[] = [
    { key: 'report', header: t('reports.list'), value: (row) => t(reportKeys[row.report]) },
  ]
  return (
    <Page className={styles['page'] ?? ''}>
      <Panel label={t('reports.list')} foot={<small className="dim">{t('reports.listHint')}</small>}>
        <DataTable
          ref={list}
          label={t('reports.list')}
          columns={columns}
          rows={offered.map((name) => ({ report: name }))}
          rowKey={(row) => row.report}
          wanted={wanted}
          onSelect={(row) => row && setReport(row.report)}
          onOpen={() => table.current?.focus()}
        />
      </Panel>
      <ReportPanel
        key={report}
        filter={{ ...filter, report }}
        onChange={(part) => setFilter((before) => ({ ...before, ...part }))}
        title={t(reportKeys[report])}
        table={table}
        autoFocus={false}
      />
    </Page>
  )
}

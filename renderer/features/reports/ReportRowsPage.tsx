import { useRef, useState } from 'react'
import { type ReportFilter, reportKeys } from '../../../shared/reports.ts'
import type { DataTableHandle } from '../../components/DataTable.tsx'
import { Page } from '../../components/Page.tsx'
import { useT } from '../../lib/language.ts'
import type { PageProps } from '../../lib/pages.ts'
import { todayHere } from '../../lib/values.ts'
import { askedOf } from './asked.ts'
import { ReportPanel } from './ReportPanel.tsx'

/** What lies behind a row of a report. */
export const ReportRowsPage = ({ tab }: PageProps) => {
  const t = useT()
  const [filter, setFilter] = useState<ReportFilter>(() => askedOf(tab.parameters, todayHere()))
  const table = useRef<DataTableHandle>(null)
  return (
    <Page>
      <ReportPanel
        filter={filter}
        onChange={(part) => setFilter((before) => ({ ...before, ...part }))}
        title={tab.title || t(reportKeys[filter.report])}
        table={table}
        autoFocus
      />
    </Page>
  )
}

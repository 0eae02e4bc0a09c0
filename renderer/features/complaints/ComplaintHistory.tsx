import { useMemo } from 'react'
import { DataTable } from '../../components/DataTable.tsx'
import { Panel } from '../../components/Page.tsx'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { useQuery } from '../../lib/query.ts'
import { complaintColumns } from './complaintColumns.tsx'
import { openComplaint } from './openComplaint.ts'

/** On the card of a customer or a product: what was complained of, newest first. */
export const ComplaintHistory = (of: { customerId: number } | { productId: number }) => {
  const t = useT()
  const columns = useMemo(() => complaintColumns(t, true), [t])
  const { data } = useQuery(client.complaints.list, { ...of, view: 'all' as const, limit: 20 })
  return (
    <Panel title={t('complaints.history')} note={data && data.total > 0 ? String(data.total) : undefined}>
      <DataTable
        label={t('complaints.history')}
        columns={columns}
        rows={data?.rows ?? []}
        rowKey={({ id }) => id}
        autoFocus={false}
        onOpen={openComplaint}
        empty={<span className="dim">{t('complaints.historyNone')}</span>}
      />
    </Panel>
  )
}

import { useMemo, useRef, useState } from 'react'
import { type ComplaintView, complaintViews } from '../../../shared/complaints.ts'
import { type ComplaintKind, complaintKindKeys, complaintKinds } from '../../../shared/complaintStates.ts'
import type { PhraseKey } from '../../../shared/language.ts'
import { CustomerPicker } from '../../components/CustomerPicker.tsx'
import { DataTable, type DataTableHandle } from '../../components/DataTable.tsx'
import { Choice, TextInput } from '../../components/Field.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { KeyField } from '../../components/KeyField.tsx'
import { Empty, Page, Panel } from '../../components/Page.tsx'
import { Views } from '../../components/Views.tsx'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { notify } from '../../lib/notices.ts'
import { useQuery } from '../../lib/query.ts'
import { useMay } from '../../lib/session.ts'
import { openTab } from '../../lib/tabs.ts'
import { useExporting } from '../statements/exporting.tsx'
import { complaintColumns } from './complaintColumns.tsx'
import { newComplaint, openComplaint } from './openComplaint.ts'

const viewKeys: Record<ComplaintView, PhraseKey> = {
  open: 'complaints.viewOpen',
  toConfirm: 'complaints.viewToConfirm',
  toReply: 'complaints.viewToReply',
  overdue: 'complaints.viewOverdue',
  closed: 'complaints.viewClosed',
  all: 'complaints.viewAll',
}

interface Filter {
  view: ComplaintView
  kind: ComplaintKind | null
  customerId: number | null
  customer: string
  text: string
}
const noFilter: Filter = { view: 'open', kind: null, customerId: null, customer: '', text: '' }

const Filters = ({
  filter,
  change,
  onDone,
}: {
  filter: Filter
  change: (part: Partial<Filter>) => void
  onDone: () => void
}) => {
  const t = useT()
  const { data: counts } = useQuery(client.complaints.counts, {}, { keep: true })
  const countOf = (view: ComplaintView): string =>
    view === 'open' || view === 'toConfirm' ? ` ${counts?.[view] ?? 0}` : ''
  return (
    <>
      <Views
        views={complaintViews}
        shown={filter.view}
        labelOf={(view) => `${t(viewKeys[view])}${countOf(view)}`}
        onShow={(view) => change({ view })}
      />
      <KeyField keys="l" label={t('complaints.kind')} onDone={onDone}>
        <Choice
          inline
          label=""
          value={filter.kind ?? 'all'}
          options={[
            { value: 'all', label: t('complaints.allKinds') },
            ...complaintKinds.map((value) => ({ value, label: t(complaintKindKeys[value]) })),
          ]}
          onChange={(kind) => change({ kind: complaintKinds.find((each) => each === kind) ?? null })}
        />
      </KeyField>
      <KeyField keys="k" label={t('app.customer')} onDone={onDone}>
        <CustomerPicker
          inline
          label={t('app.customer')}
          width={96}
          placeholder={t('figures.allCustomers')}
          text={filter.customer}
          onPick={(customer) =>
            change({
              customerId: customer?.id ?? null,
              customer: customer ? customer.shortName || customer.name : '',
            })
          }
        />
      </KeyField>
      <KeyField keys="/" label={t('complaints.find')} onDone={onDone}>
        <TextInput
          inline
          label=""
          width={104}
          placeholder={t('complaints.find')}
          maxLength={40}
          value={filter.text}
          onChange={(text) => change({ text })}
        />
      </KeyField>
    </>
  )
}

/** 投诉单: what has been open longest on top (duties 96–98). */
export const ComplaintsPage = () => {
  const t = useT()
  const table = useRef<DataTableHandle>(null)
  const mayWrite = useMay('complaints.write')
  const exporting = useExporting()
  const columns = useMemo(() => complaintColumns(t), [t])
  const [all, setAll] = useState(noFilter)
  const { view, kind, customerId, text } = all
  const filter = useMemo(() => ({ view, kind, customerId, text }), [view, kind, customerId, text])
  const exportAll = async (): Promise<void> => {
    const made = await exporting.run('complaints', { filter }, t('complaints.listTitle'))
    if (made) notify(t('quality.exported', { name: made.saved }))
  }
  return (
    <Page>
      <Panel
        title={t('complaints.listTitle')}
        bar={
          <Filters
            filter={all}
            change={(part) => setAll((before) => ({ ...before, ...part }))}
            onDone={() => table.current?.focus()}
          />
        }
        foot={
          <>
            <span className="dim">{t('complaints.listHint')}</span>
            <span className="spring" />
            <KeyButton keys="d" onClick={() => openTab({ word: 'complaintDaily' })}>
              {t('complaints.dailyTitle')}
            </KeyButton>
            <KeyButton keys="e" onClick={exportAll}>
              {t('app.export')}
            </KeyButton>
            {mayWrite && (
              <KeyButton keys="F4" go onClick={() => newComplaint()}>
                {t('complaints.newComplaint')}
              </KeyButton>
            )}
          </>
        }
      >
        <DataTable
          ref={table}
          label={t('complaints.listTitle')}
          columns={columns}
          list={client.complaints.list}
          filter={filter}
          rowKey={({ id }) => id}
          rowClass={(row) => (row.state === 'void' ? 'dim' : undefined)}
          onOpen={openComplaint}
          empty={<Empty title={t('complaints.empty')} hint={t('complaints.emptyHint')} />}
        />
        {exporting.bar}
      </Panel>
    </Page>
  )
}

import { type RefObject, useEffect, useMemo, useRef, useState } from 'react'
import {
  type InspectionKind,
  inspectionKindKeys,
  inspectionKinds,
  type InspectionRow,
  type InspectionState,
  inspectionStateKeys,
} from '../../../shared/quality.ts'
import { formatQuantity } from '../../../shared/quantities.ts'
import { CustomerPicker } from '../../components/CustomerPicker.tsx'
import { type Column, DataTable, type DataTableHandle } from '../../components/DataTable.tsx'
import { Choice, TextInput } from '../../components/Field.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { KeyField } from '../../components/KeyField.tsx'
import { Empty, Page, Panel } from '../../components/Page.tsx'
import { StateBadge } from '../../components/StateBadge.tsx'
import { Views } from '../../components/Views.tsx'
import type { PageProps } from '../../lib/pages.ts'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { notify } from '../../lib/notices.ts'
import { useMay } from '../../lib/session.ts'
import { openTab, type TabParameters } from '../../lib/tabs.ts'
import { useExporting } from '../statements/exporting.tsx'
import { inspectionTones } from './tones.ts'

const shownStates = ['open', 'rejected', 'handled', 'conceded', 'accepted'] as const

const useColumns = (): Column<InspectionRow>[] => {
  const t = useT()
  return useMemo(
    () => [
      { key: 'number', header: t('app.number'), width: 104 },
      { key: 'kind', header: t('quality.kind'), width: 82, value: (row) => t(inspectionKindKeys[row.kind]) },
      {
        key: 'state',
        header: t('app.state'),
        width: 122,
        render: (row) => <StateBadge tone={inspectionTones[row.state]}>{t(inspectionStateKeys[row.state])}</StateBadge>,
      },
      { key: 'inspectedOn', header: t('quality.inspectedOn'), kind: 'date', width: 84 },
      { key: 'customer', header: t('app.customer'), width: 100 },
      { key: 'orderNumber', header: t('operations.order'), width: 102 },
      {
        key: 'description',
        header: t('quality.goods'),
        value: (row) => [row.code, row.description].filter(Boolean).join(' '),
      },
      { key: 'processName', header: t('quality.processName'), width: 56 },
      { key: 'lot', header: t('quality.lot'), kind: 'quantity', width: 58 },
      {
        key: 'waiting',
        header: t('quality.waiting'),
        width: 60,
        align: 'right',
        value: (row) => (row.waiting > 0 ? formatQuantity(row.waiting) : ''),
      },
      { key: 'sample', header: t('quality.sample'), kind: 'integer', width: 60 },
      {
        key: 'found',
        header: t('quality.defectsFound'),
        width: 98,
        align: 'right',
        value: (row) => `${row.foundCritical} / ${row.foundMajor} / ${row.foundMinor}`,
      },
      { key: 'inspector', header: t('quality.inspector'), width: 62 },
    ],
    [t],
  )
}

interface ListFilter {
  kind: InspectionKind | null
  state: InspectionState | null
  customerId: number | null
  customer: string
  text: string
  defect: string
  from: string | null
  to: string | null
}
const noFilter: ListFilter = {
  kind: null,
  state: null,
  customerId: null,
  customer: '',
  text: '',
  defect: '',
  from: null,
  to: null,
}
const word = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)

/** The filter another page opened the list with: the lots behind a figure. */
const filterOf = (parameters: TabParameters): ListFilter => ({
  ...noFilter,
  kind: inspectionKinds.find((each) => each === parameters['kind']) ?? null,
  state: shownStates.find((each) => each === parameters['state']) ?? null,
  customerId: typeof parameters['customerId'] === 'number' ? parameters['customerId'] : null,
  customer: word(parameters['customer']) ?? '',
  defect: word(parameters['defect']) ?? '',
  from: word(parameters['from']),
  to: word(parameters['to']),
})

const Filters = ({
  filter,
  change,
  table,
}: {
  filter: ListFilter
  change: (part: Partial<ListFilter>) => void
  table: RefObject<DataTableHandle | null>
}) => {
  const t = useT()
  const done = (): void => table.current?.focus()
  return (
    <>
      <KeyButton keys="0" className="chip" aria-pressed={filter.state === null} onClick={() => change(noFilter)}>
        {t('app.all')}
      </KeyButton>
      <Views
        views={shownStates}
        shown={filter.state}
        labelOf={(each) => t(inspectionStateKeys[each])}
        onShow={(each) => change({ state: filter.state === each ? null : each })}
      />
      <KeyField keys="l" label={t('quality.kind')} onDone={done}>
        <Choice
          inline
          label={t('quality.kind')}
          value={filter.kind ?? 'all'}
          options={[
            { value: 'all', label: t('quality.allKinds') },
            ...inspectionKinds.map((value) => ({ value, label: t(inspectionKindKeys[value]) })),
          ]}
          onChange={(kind) => change({ kind: inspectionKinds.find((each) => each === kind) ?? null })}
        />
      </KeyField>
      <KeyField keys="k" label={t('app.customer')} onDone={done}>
        <CustomerPicker
          inline
          label={t('app.customer')}
          width={104}
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
      <KeyField keys="/" label={t('quality.find')} onDone={done}>
        <TextInput
          inline
          label={t('quality.find')}
          width={96}
          placeholder={t('app.number')}
          maxLength={40}
          value={filter.text}
          onChange={(text) => change({ text })}
        />
      </KeyField>
    </>
  )
}

/** 检验单登记: newest first, by state, kind, customer; N makes one, G shows the figures. */
export const QualityPage = ({ tab: { parameters } }: PageProps) => {
  const t = useT()
  const columns = useColumns()
  const table = useRef<DataTableHandle>(null)
  const mayWrite = useMay('quality.write')
  const exporting = useExporting()
  const [all, setAll] = useState<ListFilter>(() => filterOf(parameters))
  useEffect(() => {
    if (Object.keys(parameters).length > 0) setAll(filterOf(parameters))
  }, [parameters])
  const { customer: _name, ...filter } = all
  const key = JSON.stringify(filter)
  // oxlint-disable-next-line react/exhaustive-deps -- the filter is what its text says
  const asked = useMemo(() => filter, [key])
  const exportAll = async (): Promise<void> => {
    const made = await exporting.run('inspections', { filter }, t('quality.title'))
    if (made) notify(t('quality.exported', { name: made.saved }))
  }
  const period = [all.defect, all.from === null ? '' : `${all.from} – ${all.to ?? ''}`].filter(Boolean).join(' · ')
  return (
    <Page>
      <Panel
        title={t('quality.title')}
        note={period === '' ? undefined : period}
        bar={<Filters filter={all} change={(part) => setAll((before) => ({ ...before, ...part }))} table={table} />}
        foot={
          <>
            <span className="dim">{t('quality.standard')}</span>
            <span className="spring" />
            <KeyButton
              keys="g"
              onClick={() => openTab({ word: 'quality', page: 'figures', title: t('quality.figures') })}
            >
              {t('quality.figures')}
            </KeyButton>
            <KeyButton keys="e" onClick={exportAll}>
              {t('app.export')}
            </KeyButton>
            {mayWrite && (
              <KeyButton
                keys="n"
                go
                onClick={() =>
                  openTab({ word: 'quality', page: 'new', another: true, title: t('quality.newInspection') })
                }
              >
                {t('quality.newInspection')}
              </KeyButton>
            )}
          </>
        }
      >
        <DataTable
          ref={table}
          label={t('quality.title')}
          columns={columns}
          list={client.quality.list}
          filter={asked}
          rowKey={(row) => row.id}
          rowClass={(row) => (row.state === 'void' ? 'dim' : undefined)}
          onOpen={(row) => openTab({ word: 'quality', id: row.id, title: row.number })}
          empty={<Empty title={t('quality.empty')} hint={t('quality.emptyHint')} />}
        />
        {exporting.bar}
      </Panel>
    </Page>
  )
}

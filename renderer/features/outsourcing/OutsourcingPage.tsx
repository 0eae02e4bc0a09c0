import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import { outsideStateKeys } from '../../../shared/outsideStates.ts'
import { listStates, type OutsideRow } from '../../../shared/outsourcing.ts'
import type { Translate } from '../../../shared/language.ts'
import { type Column, DataTable, type DataTableHandle } from '../../components/DataTable.tsx'
import { DateInput } from '../../components/DateInput.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { ListFilter } from '../../components/ListFilter.tsx'
import { Empty, Page, Panel } from '../../components/Page.tsx'
import { StateBadge } from '../../components/StateBadge.tsx'
import { Views } from '../../components/Views.tsx'
import type { PageProps } from '../../lib/pages.ts'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { notify } from '../../lib/notices.ts'
import { useMay } from '../../lib/session.ts'
import { openTab } from '../../lib/tabs.ts'
import { todayHere } from '../../lib/values.ts'
import { useExporting } from '../statements/exporting.tsx'
import styles from './Outsourcing.module.css'
import { OutsideBadge } from './OutsideBadge.tsx'

type ListState = (typeof listStates)[number]

const stateWords = (t: Translate, state: ListState): string => {
  if (state === 'open') return t('outsourcing.showOpen')
  if (state === 'late') return `▲ ${t('outsourcing.showLate')}`
  return state === 'all' ? t('app.all') : t(outsideStateKeys[state])
}

/** Columns of a list of lines outside; those of one factory leave its name out. */
export const useOutsideColumns = (ofOneFactory = false): Column<OutsideRow>[] => {
  const t = useT()
  const priced = useMay('prices.read')
  return useMemo(
    () => [
      {
        key: 'state',
        header: t('app.state'),
        width: 96,
        render: (row) => <OutsideBadge of={row} />,
      },
      { key: 'number', header: t('app.number'), width: 106 },
      ...(ofOneFactory ? [] : [{ key: 'factory', header: t('outsourcing.factory'), width: 84 }]),
      { key: 'processName', header: t('operations.process'), width: 74 },
      { key: 'description', header: t('operations.description') },
      ...(ofOneFactory ? [] : [{ key: 'orderNumber', header: t('operations.order'), width: 108 }]),
      { key: 'quantity', header: t('outsourcing.sent'), kind: 'quantity', width: 62 },
      { key: 'good', header: t('outsourcing.good'), kind: 'quantity', width: 58 },
      {
        key: 'bad',
        header: t('outsourcing.bad'),
        kind: 'quantity',
        width: 50,
        value: ({ bad }) => (bad === 0 ? null : bad),
      },
      {
        key: 'open',
        header: t('outsourcing.open'),
        kind: 'quantity',
        width: 58,
        value: ({ open }) => (open === 0 ? null : open),
      },
      ...(ofOneFactory ? [] : [{ key: 'unit', header: t('app.unit'), width: 44 }]),
      { key: 'wantedOn', header: t('outsourcing.wantedOn'), kind: 'date', width: 90 },
      {
        key: 'lateDays',
        header: t('outsourcing.late'),
        width: 88,
        render: ({ lateDays }) =>
          lateDays > 0 && <StateBadge tone="bad">{t('operations.lateBy', { days: lateDays })}</StateBadge>,
      },
      ...(priced && !ofOneFactory
        ? [{ key: 'amountFen', header: t('outsourcing.amount'), kind: 'money' as const, width: 76 }]
        : []),
    ],
    [t, priced, ofOneFactory],
  )
}

/** What is outside, by its day: which factory, how much is back, what is late. */
export const OutsourcingPage = ({ tab: { parameters } }: PageProps) => {
  const t = useT()
  const columns = useOutsideColumns()
  const mayWrite = useMay('outsourcing.write')
  const [state, setState] = useState<ListState>('open')
  const [typed, setTyped] = useState('')
  const [from, setFrom] = useState<string | null>(null)
  const [to, setTo] = useState<string | null>(null)
  const table = useRef<DataTableHandle>(null)
  const exporting = useExporting()
  useEffect(() => {
    if (parameters['state'] === 'late') setState('late')
  }, [parameters])
  const filter = {
    state,
    typed: useDeferredValue(typed.trim()),
    ...(from ? { from } : {}),
    ...(to ? { to } : {}),
  }
  const exportIt = async (): Promise<void> => {
    const note = [stateWords(t, state), typed.trim(), [from, to].filter(Boolean).join('–')].filter(Boolean).join(' ')
    const made = await exporting.run(
      'outsourcing',
      { ...filter, note },
      `${t('outsourcing.title')} ${todayHere()}.xlsx`,
    )
    if (made) notify(t('outsourcing.exported', { file: made.saved }))
    table.current?.focus()
  }
  return (
    <Page>
      <Panel
        title={t('outsourcing.title')}
        bar={
          <div className={styles['filters']}>
            <Views views={listStates} shown={state} labelOf={(each) => stateWords(t, each)} onShow={setState} />
            <ListFilter
              value={typed}
              onChange={setTyped}
              placeholder={t('outsourcing.searchHint')}
              onDown={() => table.current?.focus()}
            />
            <DateInput inline label={t('outsourcing.wantedOn')} hint="" width={88} value={from} onChange={setFrom} />
            <DateInput inline label="—" hint="" width={88} value={to} onChange={setTo} />
          </div>
        }
        actions={
          <>
            <KeyButton keys="q" onClick={() => openTab({ word: 'factoryCalls' })}>
              {t('outsourcing.calls')}
            </KeyButton>
            <KeyButton keys="e" onClick={exportIt}>
              {t('app.export')}
            </KeyButton>
            {mayWrite && (
              <KeyButton
                keys="F4"
                go
                onClick={() =>
                  openTab({ word: 'outsourcing', page: 'new', title: t('outsourcing.newSlip'), another: true })
                }
              >
                {t('outsourcing.newSlip')}
              </KeyButton>
            )}
          </>
        }
      >
        <DataTable
          ref={table}
          label={t('outsourcing.title')}
          columns={columns}
          list={client.outsourcing.list}
          filter={filter}
          rowKey={({ id }) => id}
          onOpen={(row) => openTab({ word: 'outsourcing', id: row.slipId, title: row.number })}
          rowClass={(row) => (row.state === 'void' ? 'dim' : undefined)}
          empty={<Empty title={t('outsourcing.empty')} hint={t('outsourcing.emptyHint')} />}
        />
      </Panel>
      {exporting.bar}
    </Page>
  )
}

import { useDeferredValue, useMemo, useRef, useState } from 'react'
import type { FactoryRow } from '../../../shared/outsideFactories.ts'
import { type Column, DataTable, type DataTableHandle } from '../../components/DataTable.tsx'
import { Check } from '../../components/Field.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { ListFilter } from '../../components/ListFilter.tsx'
import { Empty, Page, Panel } from '../../components/Page.tsx'
import { StateBadge } from '../../components/StateBadge.tsx'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { useQuery } from '../../lib/query.ts'
import { useMay } from '../../lib/session.ts'
import { openTab } from '../../lib/tabs.ts'

/** All factories outside with what is at each. */
export const FactoriesPage = () => {
  const t = useT()
  const mayWrite = useMay('outsourcing.write')
  const [typed, setTyped] = useState('')
  const [inactive, setInactive] = useState(false)
  const table = useRef<DataTableHandle>(null)
  const filter = { typed: useDeferredValue(typed.trim()), inactive }
  const { data } = useQuery(client.outsourcing.factories, { ...filter, limit: 1 }, { keep: true })
  const columns = useMemo(
    (): Column<FactoryRow>[] => [
      { key: 'shortName', header: t('outsourcing.shortName'), width: 130, render: (row) => <b>{row.shortName}</b> },
      { key: 'name', header: t('outsourcing.factoryName') },
      { key: 'initials', header: t('outsourcing.initials'), width: 80 },
      { key: 'processes', header: t('outsourcing.processes'), width: 220 },
      { key: 'contact', header: t('outsourcing.contact'), width: 90 },
      { key: 'phone', header: t('outsourcing.phone'), width: 150 },
      {
        key: 'openLines',
        header: t('outsourcing.openLines'),
        kind: 'integer',
        width: 56,
        value: ({ openLines }) => openLines || null,
      },
      {
        key: 'lateLines',
        header: t('outsourcing.lateLines'),
        width: 70,
        render: ({ lateLines }) => lateLines > 0 && <StateBadge tone="bad">{lateLines}</StateBadge>,
      },
      {
        key: 'active',
        header: t('app.state'),
        width: 70,
        render: ({ active }) => !active && <StateBadge>{t('outsourcing.inactive')}</StateBadge>,
      },
    ],
    [t],
  )
  return (
    <Page>
      <Panel
        title={t('outsourcing.factories')}
        note={t('outsourcing.factoryCount', { count: data?.total ?? 0 })}
        bar={
          <>
            <ListFilter
              value={typed}
              onChange={setTyped}
              placeholder={t('outsourcing.factorySearch')}
              onDown={() => table.current?.focus()}
            />
            <Check label={t('outsourcing.showInactive')} value={inactive} onChange={setInactive} />
          </>
        }
        actions={
          mayWrite && (
            <KeyButton
              keys="F4"
              go
              onClick={() =>
                openTab({ word: 'factories', page: 'new', title: t('outsourcing.newFactory'), another: true })
              }
            >
              {t('outsourcing.newFactory')}
            </KeyButton>
          )
        }
      >
        <DataTable
          ref={table}
          label={t('outsourcing.factories')}
          columns={columns}
          list={client.outsourcing.factories}
          filter={filter}
          rowKey={({ id }) => id}
          onOpen={({ id, shortName }) => openTab({ word: 'factories', id, title: shortName })}
          rowClass={({ active }) => (active ? undefined : 'dim')}
          empty={
            typed === '' ? (
              <Empty title={t('outsourcing.factoriesEmpty')} hint={t('outsourcing.factoriesEmptyHint')} />
            ) : (
              <Empty title={t('outsourcing.nothingFound')} />
            )
          }
        />
      </Panel>
    </Page>
  )
}

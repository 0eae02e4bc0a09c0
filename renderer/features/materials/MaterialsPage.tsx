import { useDeferredValue, useMemo, useRef, useState } from 'react'
import type { MaterialRow } from '../../../shared/materials.ts'
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

const useColumns = (): Column<MaterialRow>[] => {
  const t = useT()
  return useMemo(
    () => [
      { key: 'code', header: t('materials.code'), width: 120, render: (row) => <b>{row.code}</b> },
      { key: 'name', header: t('materials.name'), width: 160 },
      { key: 'spec', header: t('materials.spec') },
      { key: 'unit', header: t('app.unit'), width: 56, align: 'center' },
      { key: 'supplier', header: t('purchases.supplier'), width: 170 },
      {
        key: 'leadDays',
        header: t('materials.leadDays'),
        width: 90,
        align: 'right',
        value: ({ leadDays }) => t('materials.days', { count: leadDays }),
      },
      {
        key: 'cards',
        header: t('materials.cards'),
        width: 150,
        render: ({ cards, approved }) =>
          cards > 0 && (
            <StateBadge tone={approved === cards ? 'ok' : 'wait'}>
              {t('materials.cardsApproved', { cards, approved })}
            </StateBadge>
          ),
      },
      { key: 'remark', header: t('app.remark'), width: 160 },
      {
        key: 'active',
        header: t('app.state'),
        width: 70,
        render: ({ active }) => !active && <StateBadge>{t('customers.inactive')}</StateBadge>,
      },
    ],
    [t],
  )
}

/** All materials: typing finds them by code, name or initials, Enter opens one with its 样卡 (duties 64, 68). */
export const MaterialsPage = () => {
  const t = useT()
  const columns = useColumns()
  const mayWrite = useMay('materials.write')
  const [typed, setTyped] = useState('')
  const [inactive, setInactive] = useState(false)
  const table = useRef<DataTableHandle>(null)
  const filter = { typed: useDeferredValue(typed.trim()), inactive }
  const { data } = useQuery(client.materials.list, { ...filter, limit: 1 }, { keep: true })
  const openNew = (): void =>
    void openTab({ word: 'materials', page: 'new', title: t('materials.newMaterial'), another: true })
  return (
    <Page>
      <Panel
        title={t('materials.title')}
        note={t('materials.count', { count: data?.total ?? 0 })}
        bar={
          <>
            <ListFilter
              value={typed}
              onChange={setTyped}
              placeholder={t('materials.searchHint')}
              typing
              onDown={() => table.current?.focus()}
            />
            <Check label={t('customers.showInactive')} value={inactive} onChange={setInactive} />
          </>
        }
        actions={
          mayWrite && (
            <KeyButton keys="F4" go onClick={openNew}>
              {t('materials.newMaterial')}
            </KeyButton>
          )
        }
      >
        <DataTable
          ref={table}
          label={t('materials.title')}
          columns={columns}
          list={client.materials.list}
          filter={filter}
          rowKey={({ id }) => id}
          onOpen={({ id, code }) => openTab({ word: 'materials', id, title: code })}
          rowClass={({ active }) => (active ? undefined : 'dim')}
          empty={
            typed === '' ? (
              <Empty title={t('materials.emptyTitle')} hint={t('materials.emptyHint')} />
            ) : (
              <Empty title={t('materials.nothingFound')} />
            )
          }
        />
      </Panel>
    </Page>
  )
}

import { useDeferredValue, useMemo, useRef, useState } from 'react'
import type { z } from 'zod'
import type { CustomerRow as CustomerRowSchema } from '../../../shared/customers.ts'
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
import { settlementKeys } from '../orders/settlementKeys.ts'
import { answerCaller } from '../search/answer.ts'

type CustomerRow = z.output<typeof CustomerRowSchema>

const useColumns = (): Column<CustomerRow>[] => {
  const t = useT()
  return useMemo(
    () => [
      { key: 'code', header: t('customers.code'), width: 82 },
      {
        key: 'shortName',
        header: t('customers.shortName'),
        width: 130,
        render: (row) => <b>{row.shortName}</b>,
      },
      { key: 'name', header: t('customers.name') },
      { key: 'initials', header: t('customers.initials'), width: 86 },
      { key: 'grade', header: t('customers.grade'), width: 52, align: 'center' },
      { key: 'contact', header: t('customers.contact'), width: 90 },
      { key: 'phone', header: t('customers.phone'), width: 150 },
      { key: 'region', header: t('customers.region'), width: 80 },
      {
        key: 'settlement',
        header: t('customers.settlement'),
        width: 100,
        value: ({ settlement }) => t(settlementKeys[settlement]),
      },
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

/** All customers: typing finds them as on the phone, Enter opens the card. */
export const CustomersPage = () => {
  const t = useT()
  const columns = useColumns()
  const mayWrite = useMay('customers.write')
  const [typed, setTyped] = useState('')
  const [inactive, setInactive] = useState(false)
  const [row, setRow] = useState<CustomerRow | null>(null)
  const table = useRef<DataTableHandle>(null)
  const filter = { typed: useDeferredValue(typed.trim()), inactive }
  const { data } = useQuery(client.customers.list, { ...filter, limit: 1 }, { keep: true })
  const open = ({ id, shortName }: CustomerRow): string => openTab({ word: 'customers', id, title: shortName })
  return (
    <Page>
      <Panel
        title={t('customers.title')}
        note={t('customers.count', { count: data?.total ?? 0 })}
        bar={
          <>
            <ListFilter
              value={typed}
              onChange={setTyped}
              placeholder={t('customers.searchHint')}
              onDown={() => table.current?.focus()}
            />
            <Check label={t('customers.showInactive')} value={inactive} onChange={setInactive} />
          </>
        }
        actions={
          <>
            {row && (
              <KeyButton keys="a" onClick={() => answerCaller(row.id)}>
                {t('customers.answer')}
              </KeyButton>
            )}
            {mayWrite && (
              <>
                <KeyButton
                  keys="F7"
                  onClick={() => openTab({ word: 'customers', page: 'import', title: t('imports.titleCustomers') })}
                >
                  {t('customers.importExcel')}
                </KeyButton>
                <KeyButton
                  keys="F4"
                  go
                  onClick={() =>
                    openTab({
                      word: 'customers',
                      page: 'new',
                      title: t('customers.newCustomer'),
                      another: true,
                    })
                  }
                >
                  {t('customers.newCustomer')}
                </KeyButton>
              </>
            )}
          </>
        }
      >
        <DataTable
          ref={table}
          label={t('customers.title')}
          columns={columns}
          list={client.customers.list}
          filter={filter}
          rowKey={({ id }) => id}
          onSelect={setRow}
          onOpen={open}
          rowClass={({ active }) => (active ? undefined : 'dim')}
          empty={
            typed === '' ? (
              <Empty title={t('customers.emptyTitle')} hint={t('customers.emptyHint')} />
            ) : (
              <Empty title={t('customers.nothingFound')} />
            )
          }
        />
      </Panel>
    </Page>
  )
}

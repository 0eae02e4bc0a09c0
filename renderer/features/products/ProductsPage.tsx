import { useDeferredValue, useMemo, useRef, useState } from 'react'
import type { z } from 'zod'
import type { ProductRow as ProductRowSchema } from '../../../shared/products.ts'
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

type ProductRow = z.output<typeof ProductRowSchema>

const useColumns = (): Column<ProductRow>[] => {
  const t = useT()
  const mayPrices = useMay('prices.read')
  return useMemo(() => {
    const columns: Column<ProductRow>[] = [
      { key: 'code', header: t('products.code'), width: 110, render: (row) => <b>{row.code}</b> },
      { key: 'name', header: t('products.name'), width: 170 },
      { key: 'spec', header: t('products.spec') },
      { key: 'series', header: t('products.series'), width: 90 },
      { key: 'colours', header: t('products.colours'), width: 170 },
      { key: 'unit', header: t('products.unit'), width: 56, align: 'center' },
      {
        key: 'packs',
        header: t('products.packing'),
        width: 120,
        value: ({ packs, packUnits, unit }) => t('products.packingShort', { packs, units: packUnits, unit }),
      },
      { key: 'listPriceMicros', header: t('products.listPrice'), kind: 'price', width: 110 },
      {
        key: 'active',
        header: t('app.state'),
        width: 70,
        render: ({ active }) => !active && <StateBadge>{t('customers.inactive')}</StateBadge>,
      },
    ]
    return columns.filter(({ key }) => mayPrices || key !== 'listPriceMicros')
  }, [t, mayPrices])
}

/** All products: typing finds them as in the line grid, Enter opens the card. */
export const ProductsPage = () => {
  const t = useT()
  const columns = useColumns()
  const mayWrite = useMay('products.write')
  const [typed, setTyped] = useState('')
  const [inactive, setInactive] = useState(false)
  const table = useRef<DataTableHandle>(null)
  const filter = { typed: useDeferredValue(typed.trim()), inactive }
  const { data } = useQuery(client.products.list, { ...filter, limit: 1 }, { keep: true })
  return (
    <Page>
      <Panel
        title={t('products.title')}
        note={t('products.count', { count: data?.total ?? 0 })}
        bar={
          <>
            <ListFilter
              value={typed}
              onChange={setTyped}
              placeholder={t('products.searchHint')}
              onDown={() => table.current?.focus()}
            />
            <Check label={t('customers.showInactive')} value={inactive} onChange={setInactive} />
          </>
        }
        actions={
          mayWrite && (
            <>
              <KeyButton
                keys="F7"
                onClick={() => openTab({ word: 'products', page: 'import', title: t('imports.titleProducts') })}
              >
                {t('customers.importExcel')}
              </KeyButton>
              <KeyButton
                keys="F4"
                go
                onClick={() =>
                  openTab({ word: 'products', page: 'new', title: t('products.newProduct'), another: true })
                }
              >
                {t('products.newProduct')}
              </KeyButton>
            </>
          )
        }
      >
        <DataTable
          ref={table}
          label={t('products.title')}
          columns={columns}
          list={client.products.list}
          filter={filter}
          rowKey={({ id }) => id}
          onOpen={({ id, code }) => openTab({ word: 'products', id, title: code })}
          rowClass={({ active }) => (active ? undefined : 'dim')}
          empty={
            typed === '' ? (
              <Empty title={t('products.emptyTitle')} hint={t('products.emptyHint')} />
            ) : (
              <Empty title={t('products.nothingFound')} />
            )
          }
        />
      </Panel>
    </Page>
  )
}

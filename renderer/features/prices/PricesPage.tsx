import { useMemo, useState } from 'react'
import { CustomerPicker } from '../../components/CustomerPicker.tsx'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { Empty, Page, Panel } from '../../components/Page.tsx'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { useQuery } from '../../lib/query.ts'
import { useMay } from '../../lib/session.ts'
import { openTab } from '../../lib/tabs.ts'
import { PriceDialog } from './PriceDialog.tsx'
import { type CustomerPrice, removePrice } from './PriceList.tsx'
import styles from './Prices.module.css'

/** `-8.5%` of the list price; nothing without one. */
const toList = ({ priceMicros, listPriceMicros }: CustomerPrice): string => {
  if (listPriceMicros === 0 || priceMicros === listPriceMicros) return ''
  const percent = ((priceMicros - listPriceMicros) * 100) / listPriceMicros
  return `${percent > 0 ? '+' : ''}${percent.toFixed(1)}%`
}

const useColumns = (): Column<CustomerPrice>[] => {
  const t = useT()
  return useMemo(
    () => [
      { key: 'customer', header: t('prices.customer'), width: 130 },
      { key: 'code', header: t('prices.product'), width: 100 },
      { key: 'name', header: t('prices.name') },
      { key: 'minQuantity', header: t('prices.minQuantity'), kind: 'quantity', width: 80 },
      { key: 'priceMicros', header: t('prices.price'), kind: 'price', width: 110 },
      { key: 'listPriceMicros', header: t('prices.listPrice'), kind: 'price', width: 110 },
      { key: 'toList', header: t('prices.belowList'), width: 76, align: 'right', value: toList },
      { key: 'validFrom', header: t('prices.validFrom'), kind: 'date', width: 96 },
      { key: 'remark', header: t('prices.remark'), width: 180 },
    ],
    [t],
  )
}

/** All agreed prices: which customer, from which quantity and day, against the list price (duty 10). */
export const PricesPage = () => {
  const t = useT()
  const columns = useColumns()
  const mayWrite = useMay('prices.write')
  const [customer, setCustomer] = useState<{ id: number; name: string } | null>(null)
  const [row, setRow] = useState<CustomerPrice | null>(null)
  const [dialog, setDialog] = useState<CustomerPrice | 'new' | null>(null)
  const filter = { customerId: customer?.id ?? null }
  const { data } = useQuery(client.prices.list, { ...filter, limit: 1 }, { keep: true })
  return (
    <Page>
      <Panel
        title={t('prices.title')}
        note={t('prices.count', { count: data?.total ?? 0 })}
        bar={
          <div className={styles['customer']}>
            <CustomerPicker
              label=""
              inline
              placeholder={t('prices.allCustomers')}
              text={customer?.name ?? ''}
              onPick={(found) => setCustomer(found ? { id: found.id, name: found.shortName } : null)}
            />
          </div>
        }
        actions={
          mayWrite && (
            <>
              {row && (
                <KeyButton keys="Delete" onClick={() => removePrice(t, row)}>
                  {t('app.remove')}
                </KeyButton>
              )}
              <KeyButton
                keys="F7"
                onClick={() => openTab({ word: 'prices', page: 'import', title: t('imports.titlePrices') })}
              >
                {t('customers.importExcel')}
              </KeyButton>
              <KeyButton keys="F4" go onClick={() => setDialog('new')}>
                {t('prices.newPrice')}
              </KeyButton>
            </>
          )
        }
      >
        <DataTable
          label={t('prices.title')}
          columns={columns}
          list={client.prices.list}
          filter={filter}
          rowKey={({ id }) => id}
          onSelect={setRow}
          {...(mayWrite ? { onOpen: setDialog } : {})}
          empty={<Empty title={t('prices.emptyTitle')} hint={t('prices.emptyHint')} />}
        />
      </Panel>
      {dialog !== null && (
        <PriceDialog
          price={dialog === 'new' ? null : dialog}
          customer={dialog === 'new' ? customer : null}
          onClose={() => setDialog(null)}
        />
      )}
    </Page>
  )
}

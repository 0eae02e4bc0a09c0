import { useMemo } from 'react'
import { emptyProduct } from '../../../shared/products.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { Page, Panel } from '../../components/Page.tsx'
import { RefusalNote } from '../../components/RefusalNote.tsx'
import { StateBadge } from '../../components/StateBadge.tsx'
import type { PageProps } from '../../lib/pages.ts'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { notify } from '../../lib/notices.ts'
import { useQuery } from '../../lib/query.ts'
import { useMay } from '../../lib/session.ts'
import { closeTab, openTab, useTabs } from '../../lib/tabs.ts'
import { ComplaintHistory } from '../complaints/ComplaintHistory.tsx'
import { RememberedOfProduct } from '../lessons/Remembered.tsx'
import { ProductMaterials } from '../materials/ProductMaterials.tsx'
import { ItemCodes } from '../customerItems/ItemCodes.tsx'
import { ProductAsk } from '../plan/ProductAsk.tsx'
import type { CustomerPrice } from '../prices/PriceList.tsx'
import styles from './Product.module.css'
import { ProductForm } from './ProductForm.tsx'

/** Which customer pays what for it. */
const Prices = ({ productId }: { productId: number }) => {
  const t = useT()
  const { data } = useQuery(client.prices.list, { productId, limit: 200 })
  const columns = useMemo(
    (): Column<CustomerPrice>[] => [
      { key: 'customer', header: t('prices.customer') },
      { key: 'minQuantity', header: t('prices.minQuantity'), kind: 'quantity', width: 66 },
      { key: 'priceMicros', header: t('prices.price'), kind: 'price', width: 92 },
      { key: 'validFrom', header: t('prices.validFrom'), kind: 'date', width: 88 },
    ],
    [t],
  )
  return (
    <Panel title={t('products.customersPrices')} note={t('prices.count', { count: data?.total ?? 0 })}>
      <DataTable
        label={t('products.customersPrices')}
        columns={columns}
        rows={data?.rows ?? []}
        rowKey={({ id }) => id}
        autoFocus={false}
        onOpen={({ customerId, customer }) => openTab({ word: 'customers', id: customerId, title: customer })}
        empty={<span className="dim">{t('prices.emptyTitle')}</span>}
      />
    </Panel>
  )
}

/** A new product, from nothing or like another (`parameters.like`). */
export const NewProductPage = ({ tab }: PageProps) => {
  const t = useT()
  const like = typeof tab.parameters['like'] === 'number' ? tab.parameters['like'] : null
  const { data } = useQuery(client.products.read, { id: like ?? 0 }, { enabled: like !== null })
  const first = useMemo(() => (data ? { ...data, id: null, code: '', version: 0 } : emptyProduct), [data])
  if (like !== null && !data) return null
  return (
    <Page>
      <Panel title={t('products.newProduct')} padded>
        <ProductForm
          first={first}
          disabled={false}
          onSaved={({ id, code }) => {
            notify(t('products.saved', { code }))
            closeTab(tab.key)
            openTab({ word: 'products', id, title: code })
          }}
        />
      </Panel>
    </Page>
  )
}

/** The card of a product, with what each customer pays for it. */
export const ProductPage = ({ tab, id }: PageProps) => {
  const t = useT()
  const mayWrite = useMay('products.write')
  const mayPrices = useMay('prices.read')
  const { data, error } = useQuery(client.products.read, { id: id ?? 0 }, { enabled: id !== null })
  if (!data || id === null)
    return (
      <Page>
        <Panel>
          <RefusalNote message={error?.message} />
        </Panel>
      </Page>
    )
  return (
    <Page className={styles['page'] ?? ''}>
      <Panel
        title={`${data.code} ${data.name}`}
        note={data.spec}
        bar={!data.active && <StateBadge>{t('customers.inactive')}</StateBadge>}
        actions={
          <>
            {data.active && <ProductAsk product={data} />}
            {mayWrite && (
              <KeyButton
                keys="F4"
                onClick={() =>
                  openTab({
                    word: 'products',
                    page: 'new',
                    title: t('products.newProduct'),
                    another: true,
                    parameters: { like: id },
                  })
                }
              >
                {t('products.copyProduct')}
              </KeyButton>
            )}
          </>
        }
        padded
      >
        <ProductForm
          first={data}
          disabled={!mayWrite}
          onSaved={({ code }) => {
            useTabs.getState().renameTab(tab.key, { title: code })
            notify(t('products.saved', { code }))
          }}
        />
      </Panel>
      <div className={styles['side']}>
        {mayPrices && <Prices productId={id} />}
        <ProductMaterials productId={id} code={data.code} />
        <ItemCodes productId={id} />
        <ComplaintHistory productId={id} />
        <RememberedOfProduct productId={id} />
      </div>
    </Page>
  )
}

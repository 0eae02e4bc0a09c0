import { useMemo, useState } from 'react'
import type { z } from 'zod'
import { formatMicros } from '../../../shared/money.ts'
import type { CustomerPrice as CustomerPriceSchema } from '../../../shared/prices.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { Empty, Panel } from '../../components/Page.tsx'
import { client } from '../../lib/client.ts'
import { askConfirm } from '../../lib/dialogs.ts'
import { useT } from '../../lib/language.ts'
import { attempt } from '../../lib/notices.ts'
import { useQuery } from '../../lib/query.ts'
import { useMay } from '../../lib/session.ts'
import { PriceDialog } from './PriceDialog.tsx'

export type CustomerPrice = z.output<typeof CustomerPriceSchema>

const useColumns = (): Column<CustomerPrice>[] => {
  const t = useT()
  return useMemo(
    () => [
      { key: 'code', header: t('prices.product'), width: 84 },
      { key: 'name', header: t('prices.name') },
      { key: 'minQuantity', header: t('prices.minQuantity'), kind: 'quantity', width: 66 },
      { key: 'priceMicros', header: t('prices.price'), kind: 'price', width: 84 },
      { key: 'validFrom', header: t('prices.validFrom'), kind: 'date', width: 88 },
    ],
    [t],
  )
}

/** Asks before an agreed price goes away; orders already keyed keep theirs. */
export const removePrice = async (t: ReturnType<typeof useT>, row: CustomerPrice): Promise<void> => {
  const { customer, code, priceMicros, validFrom } = row
  const sure = await askConfirm({
    title: t('prices.removeTitle'),
    children: t('prices.removeBody', { customer, code, price: formatMicros(priceMicros), day: validFrom }),
    action: t('app.remove'),
    danger: true,
  })
  if (sure) await attempt(() => client.prices.remove({ id: row.id, version: row.version }), t('prices.removed'))
}

/** The agreed prices of one customer, on its card. */
export const PriceList = ({ customerId, customerName }: { customerId: number; customerName: string }) => {
  const t = useT()
  const columns = useColumns()
  const mayWrite = useMay('prices.write')
  const [row, setRow] = useState<CustomerPrice | null>(null)
  const [dialog, setDialog] = useState<CustomerPrice | 'new' | null>(null)
  const { data } = useQuery(client.prices.list, { customerId, limit: 200 })
  return (
    <Panel
      title={t('prices.title')}
      note={t('prices.count', { count: data?.total ?? 0 })}
      actions={
        mayWrite && (
          <>
            {row && (
              <KeyButton keys="Delete" onClick={() => removePrice(t, row)}>
                {t('app.remove')}
              </KeyButton>
            )}
            <KeyButton keys="F4" onClick={() => setDialog('new')}>
              {t('app.add')}
            </KeyButton>
          </>
        )
      }
    >
      <DataTable
        label={t('prices.title')}
        columns={columns}
        rows={data?.rows ?? []}
        rowKey={({ id }) => id}
        autoFocus={false}
        onSelect={setRow}
        {...(mayWrite ? { onOpen: setDialog } : {})}
        empty={<Empty title={t('prices.emptyTitle')} />}
      />
      {dialog !== null && (
        <PriceDialog
          price={dialog === 'new' ? null : dialog}
          customer={{ id: customerId, name: customerName }}
          onClose={() => setDialog(null)}
        />
      )}
    </Panel>
  )
}

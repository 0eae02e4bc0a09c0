import { useEffect, useMemo, useRef } from 'react'
import { roundDivide } from '../../../shared/money.ts'
import { priceSourceKeys } from '../../../shared/orders.ts'
import type { PastPrice } from '../../../shared/prices.ts'
import { factorOfUnit } from '../../../shared/units.ts'
import { type Column, DataTable, type DataTableHandle } from '../../components/DataTable.tsx'
import { Dialog } from '../../components/Dialog.tsx'
import { Empty } from '../../components/Page.tsx'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { useQuery } from '../../lib/query.ts'
import type { FormLine } from './orderForm.ts'

/** A past price per unit of the line: 打 and 件 are converted; as it is where a unit is not known. */
const perUnitOf = (line: FormLine, past: PastPrice): number => {
  const basic = line.packing?.unit ?? line.unit
  const from = factorOfUnit(basic, line.units, past.unit)
  const to = factorOfUnit(basic, line.units, line.unit)
  return from === null || to === null
    ? past.priceMicros
    : roundDivide(BigInt(past.priceMicros) * BigInt(to), BigInt(from))
}

/** All prices of a product, this customer's first and in bold, each newest first; Enter takes one into the line. */
export const PastPricesDialog = ({
  line,
  customerId,
  onTake,
  onClose,
}: {
  line: FormLine & { productId: number }
  customerId: number | null
  onTake: (priceMicros: number) => void
  onClose: () => void
}) => {
  const t = useT()
  const { data } = useQuery(client.prices.past, { customerId, productId: line.productId })
  const table = useRef<DataTableHandle>(null)
  // the dialog opened before its rows were there
  const ready = data !== undefined
  useEffect(() => {
    if (ready) table.current?.focus()
  }, [ready])
  const columns = useMemo(
    (): Column<PastPrice>[] => [
      { key: 'on', header: t('orders.priceOn'), kind: 'date', width: 96 },
      {
        key: 'customer',
        header: t('app.customer'),
        render: (row) => (row.customerId === customerId ? <b>{row.customer}</b> : row.customer),
      },
      { key: 'quantity', header: t('app.quantity'), kind: 'quantity', width: 80 },
      { key: 'unit', header: t('app.unit'), width: 48 },
      { key: 'priceMicros', header: t('orders.price'), kind: 'price', width: 96 },
      {
        key: 'source',
        header: t('orders.priceSource'),
        width: 76,
        value: (row) => t(priceSourceKeys[row.source]),
      },
      { key: 'document', header: t('orders.priceDocument'), width: 130 },
    ],
    [t, customerId],
  )
  const rows = useMemo(() => (data ?? []).map((row, index) => ({ ...row, id: index })), [data])
  return (
    <Dialog
      title={t('orders.pastPricesTitle', { code: line.code, name: line.name })}
      width={760}
      onClose={onClose}
      foot={<span className="dim">{t('orders.pastPricesKeys')}</span>}
    >
      <div style={{ height: 320, display: 'grid' }}>
        {data && (
          <DataTable
            ref={table}
            label={t('orders.pastPrices')}
            columns={columns as Column<PastPrice & { id: number }>[]}
            rows={rows}
            rowKey={(row) => row.id}
            rowClass={(row) => (row.customerId === customerId ? undefined : 'dim')}
            onOpen={(row) => onTake(perUnitOf(line, row))}
            empty={<Empty title={t('orders.pastPricesNone')} />}
          />
        )}
      </div>
    </Dialog>
  )
}

import { useMemo, useState } from 'react'
import { type Invoice, type InvoicePart, partKey, spreadInvoice, type Uninvoiced } from '../../../shared/invoices.ts'
import { client } from '../../lib/client.ts'
import { useQuery } from '../../lib/query.ts'

/** A document that is open to be invoiced and what of it this invoice is for, fen. */
export interface CoverRow extends Uninvoiced {
  key: string
  partFen: number | null
}

export interface Covering {
  rows: CoverRow[]
  /** A part was typed: the rest follows nobody. */
  byHand: boolean
  sumFen: number
  /** Everything that is open, fen. */
  openFen: number
  parts: InvoicePart[]
  setPart(row: number, fen: number | null): void
  oldestAgain(): void
}

/** Documents as they were before this invoice took its part of them. */
const withOwn = (
  items: readonly Uninvoiced[],
  own: Invoice['parts'],
  of: Pick<Invoice, 'customerId' | 'customer'> | null,
) => {
  const back = new Map(own.map((part) => [partKey(part), part.amountFen]))
  const known = items.map((item) => {
    const fen = back.get(partKey(item)) ?? 0
    return { ...item, invoicedFen: item.invoicedFen - fen, openFen: item.openFen + fen }
  })
  const gone = own.filter((part) => !items.some((item) => partKey(item) === partKey(part)))
  return [
    ...gone.map(({ amountFen, deliveryNoteId, adjustmentId, number, on, totalFen }): Uninvoiced => ({
      deliveryNoteId,
      adjustmentId,
      customerId: of?.customerId ?? 0,
      customer: of?.customer ?? '',
      kind: deliveryNoteId === null ? 'other' : 'delivery',
      number,
      on,
      totalFen,
      invoicedFen: totalFen - amountFen,
      openFen: amountFen,
    })),
    ...known,
  ]
}

/** What an invoice is for: proposed by age and amount until a part is typed. `own` are the parts it has already. */
export const useCovering = (
  customerId: number | null,
  amountFen: number,
  statementId: number | null,
  invoice: Invoice | null,
): Covering => {
  const { data } = useQuery(
    client.invoices.uninvoiced,
    { customerId: customerId ?? 0, statementId, limit: 200 },
    { enabled: customerId !== null },
  )
  const own = invoice?.parts
  const [chosen, setChosen] = useState<ReadonlyMap<string, number> | null>(() =>
    own && own.length > 0 ? new Map(own.map((part) => [partKey(part), part.amountFen])) : null,
  )
  return useMemo(() => {
    const items = withOwn(customerId === null ? [] : (data?.rows ?? []), own ?? [], invoice)
    const spread = new Map(spreadInvoice(amountFen, items).map(({ item, amountFen: fen }) => [partKey(item), fen]))
    const parts = chosen ?? spread
    const rows = items.map((item): CoverRow => ({
      ...item,
      key: partKey(item),
      partFen: parts.get(partKey(item)) ?? null,
    }))
    const told = rows.flatMap(({ deliveryNoteId, adjustmentId, partFen }) =>
      partFen === null || partFen === 0 ? [] : [{ deliveryNoteId, adjustmentId, amountFen: partFen }],
    )
    return {
      rows,
      byHand: chosen !== null,
      sumFen: told.reduce((sum, part) => sum + part.amountFen, 0),
      openFen: items.reduce((sum, { openFen }) => sum + openFen, 0),
      parts: told,
      setPart(row, fen) {
        const key = rows[row]?.key
        if (key === undefined) return
        const next = new Map(parts)
        if (fen === null) next.delete(key)
        else next.set(key, fen)
        setChosen(next)
      },
      oldestAgain: () => setChosen(null),
    }
  }, [customerId, data, own, invoice, amountFen, chosen])
}

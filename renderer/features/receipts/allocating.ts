import { useMemo, useState } from 'react'
import {
  type Allocation,
  exactItem,
  type OpenItem,
  type Receipt,
  spreadOldest,
  targetKey,
} from '../../../shared/receipts.ts'
import { client } from '../../lib/client.ts'
import { useQuery } from '../../lib/query.ts'

/** An open document and what of the receipt is set against it; amounts in fen. */
export interface ItemRow extends OpenItem {
  key: string
  partFen: number | null
}

/** The document a receipt was called from: it is paid first. */
export interface Preset {
  orderId: number | null
  deliveryNoteId: number | null
}

export interface Allocating {
  rows: ItemRow[]
  loading: boolean
  /** `oldest`: by age, follows the amount; `exact`: what one order waits for, to the fen; `chosen`: typed. */
  mode: 'oldest' | 'document' | 'exact' | 'chosen'
  /** The amount is what one order's deposit waits for, and is set against it. */
  deposit: boolean
  sumFen: number
  /** What the application is told. */
  allocations: Allocation[] | 'oldest'
  setPart(row: number, fen: number | null): void
  oldestAgain(): void
}

/** Open items as they were before this receipt took its part of them. */
const withOwn = (items: readonly OpenItem[], own: Receipt['allocations']): OpenItem[] => {
  const back = new Map(own.map((part) => [targetKey(part), part.amountFen]))
  const known = items.map((item) => {
    const fen = back.get(targetKey(item)) ?? 0
    return { ...item, paidFen: item.paidFen - fen, openFen: item.openFen + fen }
  })
  const gone = own.filter((part) => !items.some((item) => targetKey(item) === targetKey(part)))
  return [
    ...gone.map(({ amountFen, ...part }): OpenItem => ({
      ...part,
      on: '',
      totalFen: amountFen,
      depositFen: 0,
      paidFen: 0,
      creditFen: 0,
      openFen: amountFen,
      customerPo: '',
      remark: '',
    })),
    ...known,
  ]
}

const isPreset = (item: OpenItem, preset: Preset | null): boolean =>
  preset !== null &&
  ((item.orderId !== null && item.orderId === preset.orderId) ||
    (item.deliveryNoteId !== null && item.deliveryNoteId === preset.deliveryNoteId))

/**
 * What a receipt is set against: the oldest by default, the document it was called from first; a typed amount
 * changes to chosen ones. `own` are the parts a receipt already has.
 */
export const useAllocating = (
  customerId: number | null,
  amountFen: number,
  preset: Preset | null,
  own: Receipt['allocations'],
): Allocating => {
  const { data, loading } = useQuery(
    client.receipts.openItems,
    { customerId: customerId ?? 0 },
    { enabled: customerId !== null },
  )
  const [chosen, setChosen] = useState<ReadonlyMap<string, number> | null>(() =>
    own.length > 0 ? new Map(own.map((part) => [targetKey(part), part.amountFen])) : null,
  )
  return useMemo(() => {
    const items = withOwn(data ?? [], own)
    const exact = items.some((item) => isPreset(item, preset)) ? null : exactItem(amountFen, items)
    const isFirst = (item: OpenItem): boolean => isPreset(item, preset) || item === exact
    const ordered = [...items.filter(isFirst), ...items.filter((item) => !isFirst(item))]
    const spread = new Map(spreadOldest(amountFen, ordered).map((part) => [targetKey(part), part.amountFen]))
    const parts = chosen ?? spread
    const rows = ordered.map((item): ItemRow => ({
      ...item,
      key: targetKey(item),
      partFen: parts.get(targetKey(item)) ?? null,
    }))
    const allocations = rows.flatMap(({ orderId, deliveryNoteId, adjustmentId, partFen }) =>
      partFen === null || partFen <= 0 ? [] : [{ orderId, deliveryNoteId, adjustmentId, amountFen: partFen }],
    )
    const plain = chosen === null && !ordered.some(isFirst)
    return {
      rows,
      loading,
      mode: chosen !== null ? 'chosen' : plain ? 'oldest' : exact !== null ? 'exact' : 'document',
      deposit: chosen === null && exact !== null && exact.depositFen === amountFen,
      sumFen: allocations.reduce((sum, part) => sum + part.amountFen, 0),
      allocations: plain ? 'oldest' : allocations,
      setPart(row, fen) {
        const key = rows[row]?.key
        if (key === undefined) return
        // passed over, nothing was chosen
        if ((parts.get(key) ?? null) === fen) return
        // from the first choice on the proposal is off the other rows: what is set is what a hand set
        const next = new Map(chosen ?? [])
        if (fen === null) next.delete(key)
        else next.set(key, fen)
        setChosen(next)
      },
      oldestAgain: () => setChosen(null),
    }
  }, [data, loading, own, preset, amountFen, chosen])
}

import type { z } from 'zod'
import type { PhraseKey } from './language.ts'
import { type Order, OrderDraft, type OrderLineDraft } from './orders.ts'

/** The order as it shall be. Customer, day and papers of an order are not changed: another order is another order. */
export const Proposal = OrderDraft.omit({
  id: true,
  customerId: true,
  source: true,
  orderedOn: true,
  dueOn: true,
  proof: true,
  inboxItemIds: true,
  version: true,
})
export type Proposal = z.output<typeof Proposal>
export type HeadField = Exclude<keyof Proposal, 'lines'>
export type LineField = Exclude<keyof OrderLineDraft, 'id' | 'productId' | 'typedSide' | 'netPriceMicros' | 'quotation'>

export const headFieldKeys: Record<HeadField, PhraseKey> = {
  customerPo: 'orders.customerPo',
  contact: 'orders.contact',
  phone: 'orders.phone',
  rush: 'orders.rush',
  rushReason: 'orders.rushReason',
  salesperson: 'orders.salesperson',
  merchandiserId: 'orders.merchandiser',
  settlement: 'orders.settlement',
  depositBasisPoints: 'orders.depositPercent',
  bankAccount: 'orders.bankAccount',
  deliveryPlace: 'orders.deliveryPlace',
  deliveryMethod: 'orders.deliveryMethod',
  packing: 'orders.packing',
  acceptance: 'orders.acceptance',
  remark: 'app.remark',
  taxMode: 'changes.taxMode',
  taxBasisPoints: 'changes.taxRate',
}

/** An order that was read with its prices, as a slip starts from it. */
export const proposalOfOrder = (order: Order): Proposal =>
  Proposal.parse({
    ...Object.fromEntries(Object.keys(headFieldKeys).map((field) => [field, order[field as HeadField]])),
    lines: order.lines.map(
      ({
        sequence: _,
        priceSource: __,
        lastPriceMicros: ___,
        deliveredQuantity: ____,
        productPicture: _____,
        ...line
      }) => line,
    ),
  })
export const lineFieldKeys: Record<LineField, PhraseKey> = {
  code: 'orders.code',
  name: 'changes.name',
  spec: 'changes.spec',
  colour: 'orders.colour',
  material: 'orders.material',
  unit: 'app.unit',
  quantity: 'app.quantity',
  packs: 'orders.packs',
  priceMicros: 'orders.price',
  amountFen: 'app.amount',
  dueOn: 'orders.dueOn',
  customerPo: 'orders.customerPo',
  newVersion: 'orders.newVersion',
  remark: 'app.remark',
  picture: 'pictures.title',
}
export const headFields = Object.keys(headFieldKeys) as HeadField[]
export const lineFields = Object.keys(lineFieldKeys) as LineField[]

/** Who follows an order and how fast it is in the house: the customer did not agree on it, so nobody has to sign. */
export const inHouseFields: readonly HeadField[] = [
  'contact',
  'phone',
  'rush',
  'rushReason',
  'salesperson',
  'merchandiserId',
]

/** What the customer signs for again: the money, the goods and the day. */
const signedHeadFields: readonly HeadField[] = [
  'settlement',
  'depositBasisPoints',
  'bankAccount',
  'taxMode',
  'taxBasisPoints',
]
const signedLineFields: readonly LineField[] = [
  'code',
  'name',
  'spec',
  'colour',
  'material',
  'unit',
  'quantity',
  'priceMicros',
  'amountFen',
  'dueOn',
]

export type Difference =
  | { scope: 'head'; field: HeadField }
  | { scope: 'line'; lineId: number; field: LineField }
  | { scope: 'added'; index: number }
  | { scope: 'cancelled'; lineId: number }

/** Everything that differs between two states of an order: head fields, then line by line, then what comes. */
export const differencesOf = (before: Proposal, after: Proposal): Difference[] => {
  const head = headFields
    .filter((field) => before[field] !== after[field])
    .map((field): Difference => ({ scope: 'head', field }))
  const lines = before.lines.flatMap((line): Difference[] => {
    const now = after.lines.find(({ id: lineId }) => lineId === line.id)
    if (!now) return [{ scope: 'cancelled', lineId: line.id! }]
    return lineFields
      .filter((field) => line[field] !== now[field])
      .map((field) => ({ scope: 'line', lineId: line.id!, field }))
  })
  const added = after.lines.flatMap((line, index): Difference[] =>
    line.id === null ? [{ scope: 'added', index }] : [],
  )
  return [...head, ...lines, ...added]
}

/** Price, quantity, goods, due date or terms change: the customer's signature is asked for again (duty 93). */
export const asksCustomer = (differences: readonly Difference[]): boolean =>
  differences.some(
    (difference) =>
      difference.scope === 'added' ||
      difference.scope === 'cancelled' ||
      (difference.scope === 'head' && signedHeadFields.includes(difference.field)) ||
      (difference.scope === 'line' && signedLineFields.includes(difference.field)),
  )

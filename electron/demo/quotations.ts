import type { Customer } from '../../shared/customers.ts'
import { plusDays } from '../../shared/dates.ts'
import { noCosts, type QuotationDraft } from '../../shared/quotations.ts'
import type { DemoWords } from './masters/parts.ts'
import { type Goods, priceOf, type Stage } from './story.ts'

/** A price as an office quotes it: whole cents, and less than ten fen to a tenth of a fen. */
const roundPrice = (micros: number): number => {
  const grain = micros < 100_000 ? 1000 : 10_000
  return Math.round(micros / grain) * grain
}

type Line = QuotationDraft['lines'][number]

/** A line of a product at the falling prices of the trade's ladder, never above those of its card. */
const lineOf = (words: DemoWords['quotation'], { product, material }: Goods): Line => ({
  productId: product.id,
  code: product.code,
  name: product.name,
  spec: product.spec,
  material,
  unit: product.unit,
  steps: words.steps.map(([pieces, percent]) => ({
    quantity: pieces * 1000,
    priceMicros: Math.min(priceOf(product, pieces), roundPrice((product.listPriceMicros * percent) / 100)),
  })),
  minQuantity: words.minQuantity * 1000,
  mouldFen: 0,
  leadDays: words.leadDays,
  packing: words.packing,
  remark: '',
  costs: {
    ...noCosts,
    materialMicros: Math.round(product.listPriceMicros * 0.45),
    labourMicros: Math.round(product.listPriceMicros * 0.16),
    packingMicros: Math.round(product.listPriceMicros * 0.02),
    profitBasisPoints: 1500,
    taxBasisPoints: 1300,
  },
  picture: '',
})

const draft = (
  words: DemoWords['quotation'],
  customer: Customer,
  on: string,
  validUntil: string,
  lines: Line[],
): QuotationDraft => ({
  id: null,
  customerId: customer.id,
  prospect: '',
  contact: customer.contact,
  phone: customer.phone,
  quotedOn: on,
  validUntil,
  taxMode: 'included',
  taxBasisPoints: 1300,
  payment: '订金 30%,余款发货前付清',
  delivery: words.delivery,
  remark: '',
  inboxItemId: null,
  messageId: null,
  lines,
  version: 0,
})

/** Two quotations: one the customer has signed back, one that ends tomorrow without an answer. */
export const quoteCustomers = async (
  { as, today, words: { quotation: words } }: Stage,
  customers: readonly Customer[],
  goods: readonly Goods[],
): Promise<void> => {
  const { quotations, signBacks } = as.merchandiser
  const [first, second] = [customers[0]!, customers[2]!]
  const { item } = words
  const accepted = await quotations.save(
    draft(words, first, today, plusDays(today, 30), [
      lineOf(words, goods[0]!),
      lineOf(words, goods[1]!),
      { ...lineOf(words, goods[0]!), ...item, productId: null, code: '' },
    ]),
  )
  await quotations.send({ id: accepted.id, version: accepted.version, sentTo: first.fax })
  const { signBack } = await quotations.read({ id: accepted.id })
  await signBacks.markReturned({
    id: signBack!.id,
    version: signBack!.version,
    result: 'same',
    difference: '',
    differenceFen: null,
    copy: null,
  })
  const open = await quotations.save(
    draft(words, second, plusDays(today, -14), plusDays(today, 1), [lineOf(words, goods[2]!)]),
  )
  await quotations.send({ id: open.id, version: open.version, sentTo: second.fax || second.contact })
}

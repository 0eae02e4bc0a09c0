import type { Customer } from '../../shared/customers.ts'
import { plusDays } from '../../shared/dates.ts'
import type { Product } from '../../shared/products.ts'
import { noCosts, type QuotationDraft } from '../../shared/quotations.ts'
import type { Stage } from './story.ts'

type Line = QuotationDraft['lines'][number]

/** A line of a product at falling prices: 10 sets at the list price, 30 at 97 %, 100 at 94 %. */
const lineOf = (product: Product, material: string): Line => ({
  productId: product.id,
  code: product.code,
  name: product.name,
  spec: product.spec,
  material,
  unit: product.unit,
  steps: [
    [10, 100],
    [30, 97],
    [100, 94],
  ].map(([pieces, percent]) => ({
    quantity: pieces! * 1000,
    priceMicros: Math.round((product.listPriceMicros * percent!) / 100 / 10_000) * 10_000,
  })),
  minQuantity: 10_000,
  mouldFen: 0,
  leadDays: 25,
  packing: '五层瓦楞纸箱',
  remark: '',
  costs: {
    ...noCosts,
    materialMicros: Math.round(product.listPriceMicros * 0.45),
    labourMicros: Math.round(product.listPriceMicros * 0.16),
    packingMicros: 18_000_000,
    profitBasisPoints: 1500,
    taxBasisPoints: 1300,
  },
  picture: '',
})

const draft = (customer: Customer, on: string, validUntil: string, lines: Line[]): QuotationDraft => ({
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
  delivery: '送到贵司仓库,运费我方付',
  remark: '',
  inboxItemId: null,
  messageId: null,
  lines,
  version: 0,
})

/** Two quotations: one the customer has signed back, one that ends tomorrow without an answer. */
export const quoteCustomers = async (
  { as, today }: Stage,
  customers: readonly Customer[],
  products: readonly Product[],
): Promise<void> => {
  const { quotations, signBacks } = as.merchandiser
  const [first, second] = [customers[0]!, customers[2]!]
  const accepted = await quotations.save(
    draft(first, today, plusDays(today, 30), [
      lineOf(products[0]!, '橡木面,哑光清漆'),
      lineOf(products[1]!, '橡木脚,布垫'),
      {
        ...lineOf(products[0]!, '岩板面,碳素钢脚,新开模'),
        productId: null,
        code: '',
        name: '岩板餐桌',
        spec: '1600×900×750',
        mouldFen: 120_000,
      },
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
    draft(second, plusDays(today, -14), plusDays(today, 1), [lineOf(products[2]!, '白色烤漆门板,阻尼铰链')]),
  )
  await quotations.send({ id: open.id, version: open.version, sentTo: second.fax || second.contact })
}

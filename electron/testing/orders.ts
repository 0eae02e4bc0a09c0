import type { Input } from '../../shared/contract.ts'
import { type CustomerDraft, emptyCustomer } from '../../shared/customers.ts'
import type { Order, orders } from '../../shared/orders.ts'
import { packsOf } from '../../shared/quantities.ts'
import { emptyProduct } from '../../shared/products.ts'
import type { TestOffice } from './office.ts'

type Draft = Input<typeof orders.save>
type LineDraft = Draft['lines'][number]

/** The goods of the furniture order of sample-data.md 5.1: code, name, spec, colours, unit, packs for units, yuan. */
export const furniture = [
  ['TS-801', '餐桌', '1400×800×750', '胡桃/原木', '张', 2, 1, 1180],
  ['TS-812', '餐椅', '450×520×880', '胡桃/原木', '把', 1, 2, 238],
  ['TS-905', '四门衣柜', '1600×600×2200', '白/胡桃', '套', 6, 1, 2680],
] as const

/** A customer on deposit terms of 30 %. */
export const addCustomer = async (office: TestOffice, changes: Partial<CustomerDraft> = {}): Promise<number> =>
  (
    await office.as.clerk.customers.save({
      ...emptyCustomer,
      code: 'YX',
      name: '永兴家居有限公司',
      shortName: '永兴家居',
      contact: '王老板',
      phone: '139 2333 0000',
      fax: '0757-8321 0000',
      address: '佛山市中山西路 18 号',
      ...changes,
    })
  ).id

/** The three products of the furniture order; their ids by code. */
export const addFurniture = async (office: TestOffice): Promise<Map<string, number>> => {
  const ids = new Map<string, number>()
  for (const [code, name, spec, colours, unit, packs, packUnits, yuan] of furniture) {
    const { id } = await office.as.clerk.products.save({
      ...emptyProduct,
      code,
      name,
      spec,
      colours,
      unit,
      packs,
      packUnits,
      listPriceMicros: yuan * 1_000_000,
    })
    ids.set(code, id)
  }
  return ids
}

export const lineDraft = (changes: Partial<LineDraft> = {}): LineDraft => ({
  id: null,
  productId: null,
  code: '',
  name: '餐桌',
  spec: '',
  colour: '',
  material: '',
  unit: '张',
  quantity: 1000,
  packs: 1,
  priceMicros: 100_000_000,
  typedSide: 'price',
  amountFen: 0,
  dueOn: '2026-12-15',
  customerPo: '',
  newVersion: false,
  remark: '',
  ...changes,
})

/** A draft of an order as the page sends it; from a fax noted on paper, so that it can be checked. */
export const orderDraft = (office: TestOffice, customerId: number, changes: Partial<Draft> = {}): Draft => ({
  id: null,
  customerId,
  source: 'fax',
  customerPo: '',
  contact: '王老板',
  phone: '139 2333 0000',
  orderedOn: '2026-11-22',
  dueOn: '2026-12-15',
  rush: false,
  rushReason: '',
  salesperson: '周强',
  merchandiserId: office.userIds.merchandiser,
  settlement: 'deposit',
  depositBasisPoints: 3000,
  bankAccount: '禾杉家具有限公司 工商银行乐从支行 6222 0000 1234 5678',
  deliveryPlace: '中山西路 18 号',
  deliveryMethod: '送货',
  packing: '',
  acceptance: '',
  remark: '',
  taxMode: 'included',
  taxBasisPoints: 1300,
  proof: { number: '0757-8321 0000', pages: 2, on: '2026-11-22' },
  lines: [lineDraft()],
  inboxItemIds: [],
  version: 0,
  ...changes,
})

/** The lines of a saved order as an edit sends them back. */
export const draftLines = (order: Order): LineDraft[] =>
  order.lines.map(
    ({
      sequence: _,
      priceSource: __,
      lastPriceMicros: ___,
      deliveredQuantity: ____,
      productPicture: _____,
      ...line
    }) => ({
      ...line,
      priceMicros: line.priceMicros ?? 0,
      amountFen: line.amountFen ?? 0,
    }),
  )

/** Saves a draft by the clerk and gives the order as it stands then. */
export const saveOrder = async (office: TestOffice, draft: Draft): Promise<Order> =>
  office.as.clerk.orders.read({ id: (await office.as.clerk.orders.save(draft)).id })

/** The furniture order: 12 餐桌, 72 餐椅, 6 四门衣柜 = 47,376.00, 96 packs, deposit 14,212.80. Keyed by the clerk. */
export const addFurnitureOrder = async (office: TestOffice, changes: Partial<Draft> = {}): Promise<Order> => {
  const customerId = changes.customerId ?? (await addCustomer(office))
  const ids = await addFurniture(office)
  const pieces: Record<string, [number, string]> = {
    'TS-801': [12, '胡桃'],
    'TS-812': [72, '胡桃'],
    'TS-905': [6, '白'],
  }
  const lines = furniture.map(([code, name, spec, , unit, packs, packUnits, yuan]) =>
    lineDraft({
      productId: ids.get(code)!,
      code,
      name,
      spec,
      unit,
      colour: pieces[code]![1],
      quantity: pieces[code]![0] * 1000,
      packs: packsOf(pieces[code]![0] * 1000, packs, packUnits),
      priceMicros: yuan * 1_000_000,
    }),
  )
  return saveOrder(office, orderDraft(office, customerId, { lines, ...changes }))
}

/** Calls back about every field of an order, all right, by the merchandiser. */
export const callBack = async (office: TestOffice, orderId: number): Promise<void> => {
  const { merchandiser } = office.as
  const check = await merchandiser.checks.start({
    orderId,
    spokenTo: '王老板',
    phone: '139 2333 0000',
    salespersonTold: true,
  })
  const marked = await merchandiser.checks.markLines({ orderLineIds: check.lines.map((line) => line.id) })
  await merchandiser.checks.finish({ orderId, version: marked.version })
}

/** Sends the confirmation and takes the signed copy back the same. */
export const signConfirmation = async (office: TestOffice, orderId: number): Promise<void> => {
  const sent = await office.as.clerk.signBacks.markSent({
    kind: 'confirmation',
    documentId: orderId,
    sentTo: '0757-8321 0000',
  })
  await office.as.clerk.signBacks.markReturned({
    id: sent.id,
    version: sent.version,
    result: 'same',
    difference: '',
    differenceFen: null,
    copy: null,
  })
}

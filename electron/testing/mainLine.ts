import { emptyCustomer } from '../../shared/customers.ts'
import type { OrderDraft } from '../../shared/orders.ts'
import { emptyProduct, type ProductDraft } from '../../shared/products.ts'
import type { TestOffice } from './office.ts'

type Masters = { customerId: number; products: Record<string, number> }

/** The furniture of the sample order (sample-data.md 5.1): 餐桌, 餐椅, 四门衣柜. */
export const furniture: Pick<
  ProductDraft,
  'code' | 'name' | 'spec' | 'colours' | 'unit' | 'packs' | 'packUnits' | 'listPriceMicros'
>[] = [
  {
    code: 'TS-801',
    name: '餐桌',
    spec: '1400×800×750',
    colours: '胡桃/原木',
    unit: '张',
    packs: 2,
    packUnits: 1,
    listPriceMicros: 1_180_000_000,
  },
  {
    code: 'TS-812',
    name: '餐椅',
    spec: '450×520×880',
    colours: '胡桃/原木',
    unit: '把',
    packs: 1,
    packUnits: 2,
    listPriceMicros: 238_000_000,
  },
  {
    code: 'TS-905',
    name: '四门衣柜',
    spec: '1600×600×2200',
    colours: '白/胡桃',
    unit: '套',
    packs: 6,
    packUnits: 1,
    listPriceMicros: 2_680_000_000,
  },
]

/** Keys the customer 永兴家居 and the three products. */
export const makeMasters = async (
  office: TestOffice,
  customer: Partial<typeof emptyCustomer> = {},
): Promise<Masters> => {
  const made = await office.as.merchandiser.customers.save({
    ...emptyCustomer,
    code: 'K001',
    name: '永兴家居有限公司',
    shortName: '永兴家居',
    contact: '王老板',
    phone: '139 2333 0001',
    fax: '0757-8321 0002',
    address: '中山西路 18 号',
    ...customer,
  })
  const products: Record<string, number> = {}
  for (const product of furniture)
    products[product.code] = (await office.as.merchandiser.products.save({ ...emptyProduct, ...product })).id
  return { customerId: made.id, products }
}

/** The faxed order of the sample: 12 餐桌 + 72 餐椅 + 6 四门衣柜 = 47 376.00, deposit 14 212.80, 96 packs. */
export const furnitureDraft = async (
  office: TestOffice,
  { customerId, products }: Masters,
  quantities = [12, 72, 6],
): Promise<OrderDraft> => {
  const { customerName: _name, ...head } = await office.as.clerk.orders.newDraft({ customerId })
  return {
    ...head,
    customerId,
    id: null,
    version: 0,
    source: 'fax',
    customerPo: 'YX-2611',
    dueOn: '2026-12-15',
    proof: { number: '0757-8321 0002', pages: 1, on: '2026-11-22' },
    lines: furniture.map((product, index) => ({
      id: null,
      productId: products[product.code]!,
      code: product.code,
      name: product.name,
      spec: product.spec,
      colour: index === 2 ? '白' : '胡桃',
      material: '',
      unit: product.unit,
      quantity: quantities[index]! * 1000,
      packs: Math.ceil((quantities[index]! * product.packs) / product.packUnits),
      priceMicros: product.listPriceMicros,
      typedSide: 'price' as const,
      amountFen: 0,
      dueOn: '2026-12-15',
      customerPo: '',
      newVersion: false,
      quotation: '',
      picture: '',
      remark: '',
    })),
  }
}

/** Calls the customer back and ticks every line, by the merchandiser; the clerk has keyed. Gives the order. */
export const checkOrder = async (office: TestOffice, orderId: number) => {
  const checks = office.as.merchandiser.checks
  await checks.start({ orderId, spokenTo: '王老板', phone: '139 2333 0001', salespersonTold: true })
  const order = await office.as.merchandiser.orders.read({ id: orderId })
  await checks.markLines({ orderLineIds: order.lines.map(({ id }) => id) })
  await checks.finish({ orderId, version: (await office.as.merchandiser.orders.read({ id: orderId })).version })
  return office.as.merchandiser.orders.read({ id: orderId })
}

/** The confirmation goes out and comes back signed, the same. */
export const signConfirmation = async (office: TestOffice, orderId: number): Promise<void> => {
  const sent = await office.as.merchandiser.signBacks.markSent({
    kind: 'confirmation',
    documentId: orderId,
    sentTo: '0757-8321 0002',
  })
  await office.as.merchandiser.signBacks.markReturned({
    id: sent.id,
    version: sent.version,
    result: 'same',
    difference: '',
    differenceFen: null,
    copy: null,
  })
}

/** Money comes in and the cashier confirms it with its slip. */
export const payOrder = async (
  office: TestOffice,
  customerId: number,
  orderId: number,
  kind: 'deposit' | 'balance',
  amountFen: number,
  receivedOn: string,
): Promise<void> => {
  const receipt = await office.as.merchandiser.receipts.enter({
    customerId,
    receivedOn,
    kind,
    method: 'bank',
    payer: '',
    slipNumber: '',
    amountFen,
    remark: '',
    allocations: [{ orderId, deliveryNoteId: null, amountFen }],
  })
  await office.as.cashier.receipts.confirm({
    id: receipt.id,
    version: receipt.version,
    slipNumber: `ICBC-${receipt.id}`,
  })
}

/** Every process on the board reported good on its planned last day. */
export const makeGoods = async (office: TestOffice): Promise<void> => {
  const { rows } = await office.as.workshop.operations.board({})
  const steps = rows.flatMap((row) => row.steps).sort((a, b) => (a.plannedFinish < b.plannedFinish ? -1 : 1))
  for (const step of steps) {
    office.setDay(step.plannedFinish)
    const row = {
      operationId: step.operationId,
      good: step.quantity - step.good,
      bad: 0,
      hours: 8000,
      people: 4,
      causeCode: null,
      causeNote: '',
    }
    if (row.good > 0)
      await office.as.workshop.operations.report({ reportedOn: step.plannedFinish, workshop: '', rows: [row] })
  }
}

/** Picks, inspects, counts and releases a note. */
export const shipNote = async (office: TestOffice, noteId: number): Promise<void> => {
  const warehouse = office.as.warehouse.deliveries
  let note = await warehouse.pick({ id: noteId, version: (await warehouse.read({ id: noteId })).version })
  note = await warehouse.inspect({ id: noteId, version: note.version, passed: true, remark: '' })
  note = await warehouse.countPacks({ id: noteId, version: note.version, packs: note.totalPacks, explanation: '' })
  await warehouse.release({ id: noteId, version: note.version, overrideReason: null })
}

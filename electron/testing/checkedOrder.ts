import type { TestOffice } from './office.ts'

/** Facts of an order as a test wants them, past everything that is not told otherwise. */
export interface OrderWanted {
  number?: string
  settlement?: 'prepaid' | 'deposit' | 'monthly' | 'cash'
  depositFen?: number
  dueOn?: string
  rush?: boolean
  checked?: boolean
  signatureNeeded?: boolean
  merchandiserId?: number
  customerId?: number
  /** Pieces of each line (not thousandths). */
  pieces?: number[]
  priceYuan?: number
  productIds?: (number | null)[]
}

export interface MadeOrder {
  id: number
  customerId: number
  lineIds: number[]
}

let counter = 0

/** A customer written straight into the tables. */
export const makeCustomer = async (office: TestOffice, name = '永兴家居'): Promise<number> => {
  counter += 1
  const { id } = await office.db
    .insertInto('customers')
    .values({
      code: `C${counter}`,
      name: `${name}${counter}`,
      shortName: name,
      statementName: '',
      initials: '',
      grade: 'A',
      contact: '',
      phone: '',
      fax: '',
      address: '',
      region: '',
      settlement: 'deposit',
      depositBasisPoints: 3000,
      termDays: 0,
      creditLimitFen: 0,
      cutoffDay: 0,
      taxNumber: '',
      taxBank: '',
      blacklistNote: '',
      remark: '',
      active: 1,
      version: 1,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** An order written straight into the tables, for tests of what comes after it. */
export const makeOrder = async (office: TestOffice, wanted: OrderWanted = {}): Promise<MadeOrder> => {
  counter += 1
  const { pieces = [20], priceYuan = 100, dueOn = '2026-12-15', settlement = 'monthly', checked = true } = wanted
  const customerId = wanted.customerId ?? (await makeCustomer(office))
  const total = pieces.reduce((sum, each) => sum + each, 0)
  const { id } = await office.db
    .insertInto('orders')
    .values({
      number: wanted.number ?? `DH261122-${String(counter).padStart(2, '0')}`,
      customerId,
      source: 'fax',
      customerPo: '',
      contact: '',
      phone: '',
      orderedOn: '2026-11-20',
      dueOn,
      rush: wanted.rush ? 1 : 0,
      rushReason: '',
      salesperson: '',
      merchandiserId: wanted.merchandiserId ?? office.userIds.merchandiser,
      settlement,
      depositBasisPoints: 3000,
      bankAccount: '',
      deliveryPlace: '',
      deliveryMethod: '',
      packing: '',
      acceptance: '',
      remark: '',
      taxMode: 'included',
      taxBasisPoints: 1300,
      totalFen: total * priceYuan * 100,
      totalQuantity: total * 1000,
      totalPacks: total,
      depositFen: wanted.depositFen ?? 0,
      fourEyes: 1,
      signatureNeeded: wanted.signatureNeeded ? 1 : 0,
      keyedBy: office.userIds.clerk,
      keyedAt: '2026-11-20T01:00:00.000Z',
      checkedBy: checked ? office.userIds.merchandiser : null,
      checkedAt: checked ? '2026-11-20T02:00:00.000Z' : null,
      repliedBy: null,
      repliedAt: null,
      state: 'toRelease',
      urgency: `1${dueOn}`,
      version: 1,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const lineIds = []
  for (const [index, each] of pieces.entries()) {
    const line = await office.db
      .insertInto('orderLines')
      .values({
        orderId: id,
        customerId,
        sequence: index + 1,
        productId: wanted.productIds?.[index] ?? null,
        code: `TS-80${index + 1}`,
        name: '餐桌',
        spec: '1400×800',
        colour: '胡桃',
        material: '',
        unit: '张',
        quantity: each * 1000,
        packs: each,
        priceMicros: priceYuan * 1_000_000,
        typedSide: 'price',
        amountFen: each * priceYuan * 100,
        priceSource: 'typed',
        lastPriceMicros: null,
        dueOn,
        customerPo: '',
        newVersion: 0,
        remark: '',
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    lineIds.push(line.id)
  }
  return { id, customerId, lineIds }
}

/** Money set against an order or a note, confirmed by the cashier or not, written straight into the tables. */
export const makeMoney = async (
  office: TestOffice,
  to: { customerId: number; orderId?: number; deliveryNoteId?: number },
  amountFen: number,
  confirmed = true,
): Promise<number> => {
  counter += 1
  const { id } = await office.db
    .insertInto('receipts')
    .values({
      number: `SK261122-${counter}`,
      customerId: to.customerId,
      receivedOn: '2026-11-21',
      kind: 'deposit',
      method: 'bank',
      payer: '',
      slipNumber: `SLIP-${amountFen}`,
      amountFen,
      assignedFen: amountFen,
      remark: '',
      enteredBy: office.userIds.cashier,
      enteredAt: '2026-11-21T01:00:00.000Z',
      confirmedBy: confirmed ? office.userIds.cashier : null,
      confirmedByName: confirmed ? '孙会' : null,
      confirmedAt: confirmed ? `2026-11-21T01:00:00.${String(counter % 1000).padStart(3, '0')}Z` : null,
      state: confirmed ? 'confirmed' : 'entered',
      version: 1,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await office.db
    .insertInto('receiptAllocations')
    .values({ receiptId: id, orderId: to.orderId ?? null, deliveryNoteId: to.deliveryNoteId ?? null, amountFen })
    .execute()
  return id
}

/** A delivery note of some order lines, left or not, written straight into the tables: pieces at 100 yuan. */
export const makeNote = async (
  office: TestOffice,
  customerId: number,
  lines: { orderId: number; orderLineId: number; pieces: number; priceYuan?: number }[],
  released = false,
): Promise<number> => {
  counter += 1
  const fenOf = (line: (typeof lines)[number]): number => line.pieces * (line.priceYuan ?? 100) * 100
  const { id } = await office.db
    .insertInto('deliveryNotes')
    .values({
      number: `XS261122-${counter}`,
      kind: 'delivery',
      customerId,
      deliveryOn: '2026-11-22',
      address: '',
      contact: '',
      phone: '',
      method: '',
      driver: '',
      vehicle: '',
      serial: '',
      remark: '',
      totalFen: lines.reduce((sum, line) => sum + fenOf(line), 0),
      totalQuantity: 0,
      totalPacks: 0,
      releasedBy: released ? office.userIds.warehouse : null,
      releasedAt: released ? '2026-11-22T02:00:00.000Z' : null,
      state: released ? 'released' : 'draft',
      keyedBy: office.userIds.clerk,
      keyedAt: '2026-11-22T01:00:00.000Z',
      version: 1,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  for (const [index, line] of lines.entries())
    await office.db
      .insertInto('deliveryLines')
      .values({
        deliveryNoteId: id,
        sequence: index + 1,
        orderLineId: line.orderLineId,
        orderId: line.orderId,
        orderNumber: '',
        customerPo: '',
        code: '',
        description: '',
        colour: '',
        unit: '张',
        quantity: line.pieces * 1000,
        packs: 1,
        priceMicros: (line.priceYuan ?? 100) * 1_000_000,
        amountFen: fenOf(line),
        remark: '',
      })
      .execute()
  return id
}

import type { Kysely } from 'kysely'
import { dayCode, plusDays } from '../../shared/dates.ts'
import { lineAmount } from '../../shared/money.ts'
import { type OrderState, urgencyOf } from '../../shared/orderStates.ts'
import type { Role } from '../../shared/permissions.ts'
import type { Database } from '../../electron/db/schema.ts'
import { type SearchKind, setManySearchTerms } from '../../electron/db/search.ts'
import { type Insert, numbers } from './inserting.ts'
import { type Owed, writeNote, writeNotice, writeReceipt } from './following.ts'
import type { BenchCustomer, Masters } from './masters.ts'

export interface Work {
  db: Kysely<Database>
  insert: Insert
  masters: Masters
  users: Record<Role, number>
  size: number
  today: string
}

/** Orders a day: so many were taken on every day of the years before today. */
const perDay = 30
const linesOfOrder = 6

/** What an order of this age (0 = the newest) has come to. */
const stateOf = (age: number): OrderState => {
  if (age < 40) return 'toCheck'
  if (age < 70) return 'toSign'
  if (age < 100) return 'toDeposit'
  if (age < 140) return 'toRelease'
  if (age < 500) return 'inProduction'
  if (age < 600) return 'toDeliver'
  if (age < 700) return 'delivered'
  if (age < 900) return 'completed'
  return age % 97 === 0 ? 'void' : 'settled'
}

export type Terms = Parameters<typeof setManySearchTerms>[2][number]

export interface Made {
  id: number
  number: string
  age: number
  state: OrderState
  customer: BenchCustomer
  orderedOn: string
  dueOn: string
  po: string
  lines: {
    id: number
    productId: number
    code: string
    name: string
    spec: string
    quantity: number
    packs: number
    priceMicros: number
    amountFen: number
  }[]
  totalFen: number
  totalQuantity: number
  totalPacks: number
}

/** One order with its lines, its paper in the inbox, its call-back and its signed confirmation. */
const writeOrder = (
  { insert, masters, users, size }: Work,
  index: number,
  number: string,
  orderedOn: string,
  random: (below: number) => number,
): Made => {
  const age = size - 1 - index
  const state = stateOf(age)
  // one large customer takes 67 of the orders delivered this month: its statement has 400 rows
  const customer =
    age >= 600 && age < 868 && age % 4 === 0
      ? masters.customers[0]!
      : masters.customers[1 + random(masters.customers.length - 1)]!
  const dueOn = plusDays(orderedOn, 20)
  const rush = age % 23 === 0 ? 1 : 0
  const voided = state === 'void'
  const keyedAt = `${orderedOn}T02:00:00.000Z`
  const lines = Array.from({ length: linesOfOrder }, () => {
    const product = masters.products[random(masters.products.length)]!
    const quantity = (1 + random(60)) * 1000
    return {
      id: 0,
      productId: product.id,
      code: product.code,
      name: product.name,
      spec: product.spec,
      quantity,
      packs: (quantity / 1000) * product.packs,
      priceMicros: product.priceMicros,
      amountFen: lineAmount(quantity, product.priceMicros),
    }
  })
  const sum = (field: 'quantity' | 'packs' | 'amountFen'): number =>
    lines.reduce((total, line) => total + line[field], 0)
  const totals = { totalFen: sum('amountFen'), totalQuantity: sum('quantity'), totalPacks: sum('packs') }
  const po = `PO${dayCode(orderedOn)}${String(100 + random(900))}`
  const checked = age >= 40
  const id = insert('orders', {
    number,
    customerId: customer.id,
    source: 'fax',
    customerPo: po,
    contact: '王老板',
    phone: '',
    orderedOn,
    dueOn,
    rush,
    rushReason: rush ? '客户展会' : '',
    salesperson: '',
    merchandiserId: users.merchandiser,
    settlement: customer.settlement,
    depositBasisPoints: 3000,
    bankAccount: '',
    deliveryPlace: '客户仓库',
    deliveryMethod: '送货',
    packing: '五层纸箱',
    acceptance: '',
    remark: '',
    taxMode: 'included',
    taxBasisPoints: 1300,
    ...totals,
    paidFen: age >= 900 && !voided ? totals.totalFen : 0,
    depositFen: customer.settlement === 'deposit' ? Math.trunc(totals.totalFen * 0.3) : 0,
    fourEyes: 1,
    signatureNeeded: 1,
    keyedBy: users.clerk,
    keyedAt,
    checkedBy: checked ? users.merchandiser : null,
    checkedAt: checked ? keyedAt : null,
    state,
    urgency: urgencyOf(state, rush === 1, dueOn),
    voidedAt: voided ? keyedAt : null,
    voidedBy: voided ? users.manager : null,
    voidReason: voided ? '客户取消' : null,
    version: 3,
  })
  const delivered = age >= 600 && !voided
  for (const [at, line] of lines.entries()) {
    const { id: _, ...fields } = line
    line.id = insert('orderLines', {
      orderId: id,
      customerId: voided ? null : customer.id,
      sequence: at + 1,
      ...fields,
      colour: '胡桃',
      material: '橡木',
      unit: '件',
      typedSide: 'price',
      priceSource: 'list',
      lastPriceMicros: null,
      dueOn,
      customerPo: '',
      newVersion: 0,
      remark: '',
      deliveredQuantity: delivered ? line.quantity : 0,
    })
  }
  insert('inboxItems', {
    sha256: number.padEnd(64, '0'),
    fileName: `${number}.tif`,
    mediaType: 'image/tiff',
    byteLength: 60_000,
    pages: 2,
    source: 'folder',
    receivedAt: keyedAt,
    customerId: customer.id,
    orderId: id,
    state: 'linked',
    version: 2,
  })
  return { id, number, age, state, customer, orderedOn, dueOn, po, lines, ...totals }
}

const writeCheck = ({ insert, users }: Work, { id, age, number, customer, orderedOn, lines }: Made): void => {
  const at = `${orderedOn}T03:00:00.000Z`
  if (age < 40) return
  insert('checkCalls', {
    orderId: id,
    spokenTo: '王老板',
    phone: '',
    startedAt: at,
    finishedAt: at,
    salespersonToldAt: at,
    userId: users.merchandiser,
  })
  if (age < 10_000)
    for (const line of lines)
      for (const field of ['code', 'name', 'colour', 'quantity', 'price', 'dueOn'])
        insert('checkMarks', {
          orderId: id,
          orderLineId: line.id,
          field,
          mark: 'ok',
          oldValue: '',
          newValue: '',
          question: '',
          answer: '',
          userId: users.merchandiser,
          at,
        })
  const back = age >= 70
  insert('signBacks', {
    kind: 'confirmation',
    documentId: id,
    documentNumber: number,
    customerId: customer.id,
    sentAt: at,
    sentBy: users.merchandiser,
    sentTo: '0757-8321 0002',
    dueOn: plusDays(orderedOn, 2),
    state: back ? 'same' : 'waiting',
    returnedAt: back ? at : null,
    returnedBy: back ? users.merchandiser : null,
    chases: 0,
    version: 1,
  })
}

/** All orders from the oldest to the newest with everything that followed from them. */
export const writeOrders = async (work: Work): Promise<void> => {
  const { db, size, today, insert } = work
  const random = numbers(size)
  const terms: Record<'order' | 'po' | 'notice' | 'delivery' | 'receipt', Terms[]> = {
    order: [],
    po: [],
    notice: [],
    delivery: [],
    receipt: [],
  }
  const flush = async (): Promise<void> => {
    for (const [kind, rows] of Object.entries(terms)) {
      await setManySearchTerms({ db }, kind as SearchKind, rows)
      rows.length = 0
    }
  }
  const owed = new Map<number, Owed>()
  const firstDay = plusDays(today, -Math.ceil(size / perDay))
  let receipts = 0
  for (let index = 0; index < size; index++) {
    const orderedOn = plusDays(firstDay, 1 + Math.trunc(index / perDay))
    const number = `DH${dayCode(orderedOn)}-${String((index % perDay) + 1).padStart(2, '0')}`
    const made = writeOrder(work, index, number, orderedOn, random)
    terms.order.push({
      rowId: made.id,
      customerId: made.customer.id,
      fresh: true,
      terms: { exact: [number, number.slice(2), number.slice(4)] },
    })
    terms.po.push({ rowId: made.id, customerId: made.customer.id, fresh: true, terms: { anywhere: [made.po] } })
    writeCheck(work, made)
    writeNotice(work, made, terms.notice)
    const note = writeNote(work, made, terms.delivery)
    if (note && made.state === 'settled') {
      const due = owed.get(made.customer.id) ?? { notes: [] }
      owed.set(made.customer.id, due)
      due.notes.push({ id: note.id, fen: made.totalFen })
      receipts += 1
      if (due.notes.length === 5)
        writeReceipt(
          work,
          made.customer.id,
          due,
          plusDays(note.deliveryOn, 5) < today ? plusDays(note.deliveryOn, 5) : today,
          `SK${dayCode(orderedOn)}-${receipts}`,
          terms.receipt,
        )
    }
    if (index % 2000 === 1999) await flush()
  }
  await flush()
  const lastDay = plusDays(firstDay, 1 + Math.trunc((size - 1) / perDay))
  insert('numberSeries', { kind: 'DH', day: lastDay, last: perDay })
  writeDesk(work)
}

/** What lies on the desk today: faxes without an order, promises, messages, money nobody confirmed. */
const writeDesk = ({ insert, masters, users, today }: Work): void => {
  for (let each = 0; each < 15; each++)
    insert('inboxItems', {
      sha256: `f${each}`.padEnd(64, '0'),
      fileName: `FAX${each}.tif`,
      mediaType: 'image/tiff',
      byteLength: 60_000,
      pages: 1,
      source: 'folder',
      receivedAt: `${today}T00:${10 + each}:00.000Z`,
      customerId: null,
      orderId: null,
      state: 'waiting',
      version: 1,
    })
  for (let each = 0; each < 120; each++) {
    const customerId = masters.customers[each % 200]!.id
    insert('promises', {
      customerId,
      orderId: null,
      promisedOn: plusDays(today, (each % 20) - 10),
      words: '下周出货',
      userId: users.merchandiser,
      userName: '李敏',
      at: `${today}T01:00:00.000Z`,
    })
    if (each < 30)
      insert('messages', {
        forUserId: users.merchandiser,
        name: '小张',
        factory: '永兴',
        phone: '139',
        matter: '问货期',
        customerId,
        userId: users.clerk,
        at: `${today}T01:00:00.000Z`,
        calledBackAt: null,
        version: 1,
      })
    if (each < 20)
      insert('receipts', {
        number: `SK${dayCode(today)}-9${each}`,
        customerId,
        receivedOn: today,
        kind: 'monthly',
        method: 'bank',
        payer: '',
        slipNumber: '',
        amountFen: 1_000_000 + each,
        assignedFen: 0,
        remark: '',
        enteredBy: users.merchandiser,
        enteredAt: `${today}T02:00:00.000Z`,
        confirmedBy: null,
        confirmedByName: null,
        confirmedAt: null,
        state: 'entered',
        version: 1,
      })
  }
}

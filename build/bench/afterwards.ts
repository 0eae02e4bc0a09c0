import type { Kysely } from 'kysely'
import { dayCode, lastDayOfMonth, plusDays } from '../../shared/dates.ts'
import type { Role } from '../../shared/permissions.ts'
import type { Database } from '../../electron/db/schema.ts'
import { setManySearchTerms } from '../../electron/db/search.ts'
import type { SqliteFile } from '../../electron/db/sqlite.ts'
import { type Insert, numbers } from './inserting.ts'

/** What comes after the goods: invoices, complaints with what they led to, lines of the bank. */

interface Work {
  db: Kysely<Database>
  sqlite: SqliteFile
  insert: Insert
  users: Record<Role, number>
  today: string
}

interface Note {
  id: number
  number: string
  customerId: number
  on: string
  fen: number
  lineId: number
  orderId: number
  orderLineId: number
  productId: number
  code: string
  description: string
  quantity: number
}

const notesOf = (sqlite: SqliteFile): Note[] =>
  sqlite
    .prepare(
      `select n."id", n."number", n."customerId", n."deliveryOn" as "on", n."totalFen" as "fen", l."id" as "lineId", l."orderId", l."orderLineId", o."productId",
        l."code", l."description", l."quantity"
      from "deliveryNotes" n join "deliveryLines" l on l."deliveryNoteId" = n."id" and l."sequence" = 1 join "orderLines" o on o."id" = l."orderLineId" order by n."id"`,
    )
    .all() as Note[]

/** An invoice a month and customer for the notes of it, but for one in forty; of this month for one customer in three. */
const writeInvoices = ({ insert, users, today }: Work, notes: readonly Note[]): void => {
  const month = today.slice(0, 7)
  const groups = Map.groupBy(notes, ({ customerId, on }) => `${on.slice(0, 7)} ${String(customerId)}`)
  let made = 0
  for (const [key, own] of [...groups].toSorted(([one], [other]) => (one < other ? -1 : 1))) {
    const [first] = own
    const now = key.startsWith(month)
    if (!first || first.id % 40 === 0 || (now && first.customerId % 3 !== 0)) continue
    const issuedOn = now ? today : lastDayOfMonth(key.slice(0, 7))
    const amountFen = own.reduce((sum, { fen }) => sum + fen, 0)
    made += 1
    const id = insert('invoices', {
      number: `2644${String(made).padStart(16, '0')}`,
      code: '',
      kind: 'special',
      customerId: first.customerId,
      title: '',
      issuedOn,
      amountFen,
      taxBasisPoints: 1300,
      taxFen: Math.round((amountFen * 13) / 113),
      uncoveredFen: 0,
      remark: '',
      state: 'standing',
      userId: users.cashier,
      at: `${issuedOn}T09:00:00.000Z`,
      version: 1,
    })
    for (const [index, note] of own.entries())
      insert('invoiceLines', {
        invoiceId: id,
        sequence: index + 1,
        deliveryNoteId: note.id,
        amountFen: note.fen,
        standing: 1,
      })
  }
}

const kinds = ['quality', 'quantity', 'wrongStyle', 'damage', 'late', 'service', 'wrongGoods', 'missing'] as const

/** A complaint of one note in twenty: the newest eighty are still open, one in four led to parts, one in five to money. */
const writeComplaints = async (work: Work, notes: readonly Note[]): Promise<void> => {
  const { db, insert, users } = work
  const random = numbers(7)
  const told = notes.filter(({ id }) => id % 20 === 0)
  const terms: Parameters<typeof setManySearchTerms>[2][number][] = []
  for (const [index, note] of told.entries()) {
    const age = told.length - 1 - index
    const receivedOn = plusDays(note.on, 1)
    const at = `${receivedOn}T02:00:00.000Z`
    const state = age < 20 ? 'toConfirm' : age < 80 ? 'confirmed' : 'closed'
    const closed = state === 'closed'
    const decided = state === 'toConfirm' ? null : at
    const number = `TS${dayCode(receivedOn)}-${index + 1}`
    const id = insert('complaints', {
      number,
      customerId: note.customerId,
      contact: '王老板',
      phone: '',
      receivedAt: at,
      receivedOn,
      takenBy: users.merchandiser,
      takenAt: at,
      orderId: note.orderId,
      orderLineId: note.orderLineId,
      deliveryNoteId: note.id,
      deliveryLineId: note.lineId,
      productId: note.productId,
      code: note.code,
      description: note.description,
      colour: '胡桃',
      unit: '件',
      quantity: note.quantity,
      badQuantity: 1000,
      kind: kinds[random(kinds.length)]!,
      what: '门板划伤一块',
      wants: 'replacement',
      wantsWords: '',
      decision: decided === null ? null : 'confirmed',
      opinion: '',
      decidedBy: decided === null ? null : users.manager,
      decidedAt: decided,
      repliedTo: decided === null ? '' : '王老板',
      replyWords: decided === null ? '' : '下趟车补来',
      repliedBy: decided === null ? null : users.merchandiser,
      repliedAt: decided,
      department: '包装',
      cause: '',
      responsible: '包装组',
      prevention: '',
      result: closed ? '已补' : '',
      closedBy: closed ? users.merchandiser : null,
      closedAt: closed ? `${plusDays(receivedOn, 6)}T02:00:00.000Z` : null,
      closedOn: closed ? plusDays(receivedOn, 6) : null,
      state,
      version: 1,
    })
    terms.push({
      rowId: id,
      customerId: note.customerId,
      fresh: true,
      terms: { exact: [number, number.slice(2), note.number, note.code], anywhere: [note.description] },
    })
    if (decided !== null && index % 4 === 0) writeParts(work, id, index, note, receivedOn, closed)
    if (closed && index % 5 === 0) writeDeduction(work, id, index, note, receivedOn)
  }
  await setManySearchTerms({ db }, 'complaint', terms)
}

const writeParts = (
  { insert, users }: Work,
  complaintId: number,
  index: number,
  note: Note,
  on: string,
  voided: boolean,
): void => {
  const at = `${on}T04:00:00.000Z`
  const id = insert('replacements', {
    number: `BJ${dayCode(on)}-${index + 1}`,
    complaintId,
    way: 'stock',
    reason: '门板划伤',
    responsible: '包装组',
    delivery: '',
    wantedOn: plusDays(on, 5),
    remark: '',
    madeBy: users.merchandiser,
    madeAt: at,
    // bought in the end: only those of open complaints are still to be sent
    voidedAt: voided ? at : null,
    voidedBy: voided ? users.merchandiser : null,
    voidReason: voided ? '客户自提' : null,
    version: 1,
  })
  insert('replacementParts', {
    replacementId: id,
    sequence: 1,
    productId: note.productId,
    name: '门板',
    material: '',
    colourNumber: '',
    size: '',
    holes: '',
    unit: '块',
    quantity: 1000,
    remark: '',
  })
}

const writeDeduction = ({ insert, users }: Work, complaintId: number, index: number, note: Note, on: string): void => {
  const at = `${on}T05:00:00.000Z`
  const adjustmentId = insert('adjustments', {
    number: `TZ${dayCode(on)}-${index + 1}`,
    customerId: note.customerId,
    adjustedOn: on,
    kind: 'deduction',
    amountFen: -5000,
    reason: '划伤折让',
    userId: users.cashier,
    at,
    version: 1,
  })
  insert('complaintDeductions', {
    complaintId,
    adjustmentId,
    quantity: 1000,
    amountFen: 5000,
    reason: '划伤折让',
    userId: users.cashier,
    at,
  })
}

/** A line of the bank for every receipt, booked but for those of the last days. */
const writeBankLines = ({ insert, sqlite, users }: Work): void => {
  const receipts = sqlite
    .prepare(
      `select r."id", r."customerId", r."receivedOn" as "on", r."amountFen" as "fen", c."name" from "receipts" r join "customers" c on c."id" = r."customerId" order by r."id"`,
    )
    .all() as { id: number; customerId: number; on: string; fen: number; name: string }[]
  for (const [index, { id, customerId, on, fen, name }] of receipts.entries()) {
    const open = index >= receipts.length - 60
    const at = `${on}T07:00:00.000Z`
    insert('bankLines', {
      account: '工行 0001',
      bankedOn: on,
      amountFen: fen,
      payer: name,
      payerKey: name,
      payerAccount: '6222 0000',
      slipNumber: `B${id}`,
      summary: '货款',
      balanceFen: null,
      lineKey: `line-${id}`,
      state: open ? 'open' : 'booked',
      customerId: open ? null : customerId,
      receiptId: open ? null : id,
      decidedBy: open ? null : users.cashier,
      decidedByName: open ? null : '孙会',
      decidedAt: open ? null : at,
      fileName: '工行.xlsx',
      importedBy: users.cashier,
      importedAt: at,
      version: 1,
    })
  }
}

export const writeAfterwards = async (work: Work): Promise<void> => {
  const notes = notesOf(work.sqlite)
  writeInvoices(work, notes)
  await writeComplaints(work, notes)
  writeBankLines(work)
}

import type { TestOffice } from './office.ts'
import { makeCustomer, makeOrder } from './checkedOrder.ts'
import { keyNote, noteDraft, noteLine, receive, sendNote } from './notes.ts'

/** A deed of a sales desk: `part` chooses among what is there and how much of it. */
export interface MonthDeed {
  do: 'order' | 'ship' | 'return' | 'money' | 'deduct' | 'voidNote' | 'voidMoney'
  customer: number
  /** Days after 2026-08-20. */
  day: number
  part: number
}

/** What happened, as a clerk with a pencil has it: pieces, fen, days. Nothing comes from the program's own sums. */
export interface BookOrder {
  id: number
  customer: number
  seller: string
  orderedOn: string
  dueOn: string
  lines: { id: number; code: string; pieces: number; fen: number }[]
}
export interface BookNote {
  id: number
  customer: number
  order: BookOrder
  on: string
  back: boolean
  lines: { line: number; code: string; pieces: number; fen: number }[]
  voided: boolean
}
export interface BookMoney {
  customer: number
  on: string
  fen: number
  voided: boolean
  id: number
}
export interface MonthBook {
  customers: { id: number; name: string; region: string; seller: string }[]
  orders: BookOrder[]
  notes: BookNote[]
  money: BookMoney[]
  deductions: { customer: number; on: string; fen: number }[]
}

export const dayAfter = (start: string, days: number): string =>
  new Date(Date.parse(`${start}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

const people = [
  { name: '永兴家居', region: '广东', seller: '周强' },
  { name: '长乐家居', region: '重庆', seller: '' },
  { name: '恒达', region: '', seller: '何平' },
]

/** Pieces of a line that are out and not back. */
export const outOf = (book: MonthBook, line: number, till = '9999-12-31'): number =>
  book.notes
    .filter(({ voided, on, back }) => !voided && !back && on <= till)
    .flatMap(({ lines }) => lines)
    .filter((each) => each.line === line)
    .reduce((sum, { pieces }) => sum + pieces, 0)

const order = async (office: TestOffice, book: MonthBook, { customer, part }: MonthDeed, day: string) => {
  const pieces = [(part % 7) + 1, (part % 4) + 2]
  const priceYuan = 10 + (part % 90)
  const dueOn = dayAfter(day, (part % 50) + 1)
  const made = await makeOrder(office, { customerId: book.customers[customer]!.id, pieces, priceYuan, dueOn })
  const seller = part % 3 === 0 ? '临时工' : ''
  await office.db.updateTable('orders').set({ orderedOn: day, salesperson: seller }).where('id', '=', made.id).execute()
  book.orders.push({
    id: made.id,
    customer,
    seller: seller || book.customers[customer]!.seller,
    orderedOn: day,
    dueOn,
    lines: made.lineIds.map((id, index) => ({
      id,
      code: `TS-80${index + 1}`,
      pieces: pieces[index]!,
      fen: pieces[index]! * priceYuan * 100,
    })),
  })
}

const ship = async (office: TestOffice, book: MonthBook, { customer, part }: MonthDeed, day: string) => {
  const open = book.orders.filter(
    (each) => each.customer === customer && each.lines.some((line) => outOf(book, line.id) < line.pieces),
  )
  const chosen = open[part % Math.max(1, open.length)]
  if (!chosen) return
  const pieces = chosen.lines.map((line) => {
    const left = line.pieces - outOf(book, line.id)
    return part % 2 === 0 ? left : Math.ceil(left / 2)
  })
  if (pieces.every((each) => each === 0)) return
  const made = { id: chosen.id, customerId: book.customers[customer]!.id, lineIds: chosen.lines.map(({ id }) => id) }
  const note = await sendNote(office, await keyNote(office, made, pieces, { deliveryOn: day }))
  const lines = chosen.lines.flatMap((line, index) =>
    pieces[index] === 0
      ? []
      : [{ line: line.id, code: line.code, pieces: pieces[index]!, fen: (line.fen / line.pieces) * pieces[index]! }],
  )
  book.notes.push({ id: note.id, customer, order: chosen, on: day, back: false, lines, voided: false })
}

const comeBack = async (office: TestOffice, book: MonthBook, { customer, part }: MonthDeed, day: string) => {
  const out = book.notes.find(
    (note) =>
      note.customer === customer &&
      !note.back &&
      !note.voided &&
      !book.notes.some((b) => b.back && b.order === note.order),
  )
  if (!out) return
  const [line] = out.lines
  const one = { ...line!, pieces: -1, fen: -(line!.fen / line!.pieces) }
  const draft = noteDraft(book.customers[customer]!.id, [noteLine(line!.line, 1)], { kind: 'return', deliveryOn: day })
  const note = await sendNote(office, await office.as.clerk.deliveries.save(draft))
  book.notes.push({ id: note.id, customer, order: out.order, on: day, back: true, lines: [one], voided: false })
  void part
}

const voidNote = async (office: TestOffice, book: MonthBook, { part }: MonthDeed) => {
  const able = book.notes.filter((note) => !note.voided && !book.notes.some((b) => b.back && b.order === note.order))
  const note = able[part % Math.max(1, able.length)]
  if (!note) return
  const { version } = await office.as.manager.deliveries.read({ id: note.id })
  await office.as.manager.deliveries.void({ id: note.id, version, reason: '开错' })
  note.voided = true
}

const voidMoney = async (office: TestOffice, book: MonthBook, { part }: MonthDeed) => {
  const able = book.money.filter(({ voided }) => !voided)
  const money = able[part % Math.max(1, able.length)]
  if (!money) return
  const { version } = await office.as.cashier.receipts.read({ id: money.id })
  await office.as.cashier.receipts.void({ id: money.id, version, reason: '记错' })
  money.voided = true
}

/** Plays the deeds day by day and keeps the book beside the program. The clock stands at the last deed afterwards. */
export const playMonths = async (
  office: TestOffice,
  deeds: readonly MonthDeed[],
  book = emptyBook(),
): Promise<MonthBook> => {
  if (book.customers.length === 0)
    for (const person of people) {
      const id = await makeCustomer(office, person.name)
      await office.db
        .updateTable('customers')
        .set({ region: person.region, salesperson: person.seller })
        .where('id', '=', id)
        .execute()
      book.customers.push({ id, ...person })
    }
  for (const deed of deeds.toSorted((one, other) => one.day - other.day)) {
    const day = dayAfter('2026-08-20', deed.day)
    const customerId = book.customers[deed.customer]!.id
    office.setDay(day)
    if (deed.do === 'order') await order(office, book, deed, day)
    else if (deed.do === 'ship') await ship(office, book, deed, day)
    else if (deed.do === 'return') await comeBack(office, book, deed, day)
    else if (deed.do === 'voidNote') await voidNote(office, book, deed)
    else if (deed.do === 'voidMoney') await voidMoney(office, book, deed)
    else if (deed.do === 'money') {
      const fen = 1000 + deed.part * 731
      const { id } = await receive(office, customerId, fen, day, [])
      book.money.push({ id, customer: deed.customer, on: day, fen, voided: false })
    } else {
      const fen = -(100 + deed.part)
      await office.as.cashier.statements.adjust({
        customerId,
        adjustedOn: day,
        kind: 'deduction',
        amountFen: fen,
        reason: '运损',
      })
      book.deductions.push({ customer: deed.customer, on: day, fen })
    }
  }
  return book
}

export const emptyBook = (): MonthBook => ({ customers: [], orders: [], notes: [], money: [], deductions: [] })

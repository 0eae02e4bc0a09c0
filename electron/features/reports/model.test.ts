import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ReportFilter, ReportTable } from '../../../shared/reports.ts'
import { type BookNote, type MonthBook, type MonthDeed, outOf, playMonths } from '../../testing/months.ts'
import { openOffice, type TestOffice } from '../../testing/office.ts'

const today = '2026-11-02'

const ask = (office: TestOffice, filter: Partial<ReportFilter> & Pick<ReportFilter, 'report'>) =>
  office.as.manager.reports.table({ day: today, month: '2026-10', limit: 200, ...filter })
const cells = ({ rows }: ReportTable) => rows.map((row) => row.cells)

const sum = (numbers: number[]): number => numbers.reduce((all, each) => all + each, 0)
const fenOf = (note: BookNote): number => sum(note.lines.map(({ fen }) => fen))
const standing = (book: MonthBook): BookNote[] => book.notes.filter(({ voided }) => !voided)
const share = (part: number, whole: number): number | null =>
  whole <= 0 ? null : Math.floor((2 * part * 1000 + whole) / (2 * whole))

/** 日销售报表 of a day: `region/seller` → its eight numbers. */
const dailyByHand = (book: MonthBook, day: string): Record<string, number[]> => {
  const groups: Record<string, number[]> = {}
  const add = (region: string, seller: string, place: number, fen: number): void => {
    const key = `${region || '没填地区'}/${seller || '没填业务员'}`
    const group = (groups[key] ??= [0, 0, 0, 0, 0, 0, 0, 0])
    group[place]! += 1
    group[place + 1]! += fen
  }
  for (const order of book.orders)
    if (order.orderedOn === day)
      add(book.customers[order.customer]!.region, order.seller, 0, sum(order.lines.map(({ fen }) => fen)))
  for (const note of standing(book))
    if (note.on === day) add(book.customers[note.customer]!.region, note.order.seller, note.back ? 4 : 2, fenOf(note))
  for (const { customer, on, fen, voided } of book.money)
    if (on === day && !voided) add(book.customers[customer]!.region, book.customers[customer]!.seller, 6, fen)
  return groups
}

const dailyShown = (table: ReportTable): Record<string, number[]> =>
  Object.fromEntries(
    cells(table).map(([region, seller, ...numbers]) => [`${region}/${seller}`, numbers.slice(0, -1).map(Number)]),
  )

/** Customer and goods → pieces and fen of a month. */
const soldByHand = (book: MonthBook, months: string[]): Map<string, { pieces: number; fen: number }> => {
  const sold = new Map<string, { pieces: number; fen: number }>()
  for (const note of standing(book))
    for (const line of note.lines)
      if (months.some((month) => note.on.startsWith(month))) {
        const key = `${book.customers[note.customer]!.name} ${line.code}`
        const before = sold.get(key) ?? { pieces: 0, fen: 0 }
        sold.set(key, { pieces: before.pieces + line.pieces, fen: before.fen + line.fen })
      }
  return sold
}

const checkMatrix = async (office: TestOffice, book: MonthBook, measure: 'amount' | 'quantity'): Promise<void> => {
  const table = await ask(office, { report: 'matrix', measure })
  const shown = new Map<string, number>()
  for (const row of cells(table))
    for (const [index, cell] of row.entries())
      if (index > 0 && index < row.length - 1 && cell !== null)
        shown.set(`${row[0]} ${table.columns[index]!.header.split(' ')[0]}`, Number(cell))
  const sold = soldByHand(book, ['2026-10'])
  const wanted = new Map([...sold].map(([key, { pieces, fen }]) => [key, measure === 'amount' ? fen : pieces * 1000]))
  expect(shown).toEqual(wanted)
  // totals both ways
  for (const row of cells(table)) expect(row.at(-1)).toBe(sum(row.slice(1, -1).map((cell) => Number(cell ?? 0))))
  expect(Number(table.totals.at(-1) ?? 0)).toBe(sum([...wanted.values()]))
}

const ratesByHand = (book: MonthBook, month: string): number[] => {
  const lines = book.orders.flatMap((order) => order.lines.map((line) => ({ ...line, dueOn: order.dueOn })))
  // what came back is not taken from what was delivered in time
  const due = lines.filter(
    ({ id, pieces, dueOn }) => dueOn.startsWith(month) && (dueOn < today || deliveredNow(book, id) >= pieces),
  )
  const inTime = due.filter(({ id, pieces, dueOn }) => outOf(book, id, dueOn) >= pieces).length
  const gone = due.filter(({ id, pieces }) => outOf(book, id) >= pieces).length
  return [inTime, due.length, gone - inTime, due.length - gone]
}
const deliveredNow = (book: MonthBook, line: number): number => outOf(book, line)

const forecastByHand = (book: MonthBook): Record<string, number> => {
  const months: Record<string, number> = {}
  for (const order of book.orders)
    for (const line of order.lines) {
      const left = line.pieces - outOf(book, line.id)
      if (left <= 0) continue
      const due = order.dueOn < today ? '已过交期' : order.dueOn.slice(0, 7)
      months[due] = (months[due] ?? 0) + (line.fen / line.pieces) * left
    }
  return months
}

const monthsByHand = (book: MonthBook, month: string): number[] => {
  const orders = book.orders.filter(({ orderedOn }) => orderedOn.startsWith(month))
  const notes = standing(book).filter(({ on }) => on.startsWith(month))
  const out = notes.filter(({ back }) => !back)
  const back = sum(notes.filter((note) => note.back).map(fenOf))
  const money = book.money.filter(({ on, voided }) => on.startsWith(month) && !voided)
  const shipped = sum(out.map(fenOf))
  return [
    orders.length,
    sum(orders.flatMap(({ lines }) => lines.map(({ fen }) => fen))),
    out.length,
    shipped,
    back,
    shipped + back,
    sum(money.map(({ fen }) => fen)),
  ]
}

const checkAll = async (office: TestOffice, book: MonthBook): Promise<void> => {
  const days = new Set([...book.orders.map(({ orderedOn }) => orderedOn), ...book.notes.map(({ on }) => on)])
  for (const day of [...days].slice(0, 6)) {
    const table = await ask(office, { report: 'daily', day })
    expect(dailyShown(table)).toEqual(dailyByHand(book, day))
    for (const { target } of table.rows.slice(0, 2)) {
      if (!target || !('report' in target)) throw new Error('no rows behind it')
      const behind = await ask(office, { day, ...target.filter, report: 'dailyRows' })
      const [row] = cells(table).filter(([region, seller]) => `${region} · ${seller}` === target.title)
      expect(behind.total).toBe(sum([2, 4, 6, 8].map((index) => Number(row![index]))))
      expect(sum(cells(behind).map((each) => Number(each[4])))).toBe(sum([3, 5, 7, 9].map((i) => Number(row![i]))))
    }
  }
  await checkMatrix(office, book, 'amount')
  await checkMatrix(office, book, 'quantity')
  const rates = await ask(office, { report: 'rates' })
  for (const [month, inTime, due, rate, late, open] of cells(rates)) {
    const byHand = ratesByHand(book, String(month))
    expect([month, inTime, due, late, open]).toEqual([month, ...byHand])
    expect(rate).toBe(share(byHand[0]!, byHand[1]!))
    const behind = await ask(office, { report: 'rateRows', month: String(month) })
    expect([behind.total, (await ask(office, { report: 'rateRows', month: String(month), late: true })).total]).toEqual(
      [byHand[1], byHand[1]! - byHand[0]!],
    )
  }
  const forecast = await ask(office, { report: 'forecast' })
  expect(Object.fromEntries(cells(forecast).map((row) => [row[0], row[4]]))).toEqual(forecastByHand(book))
  const open = await ask(office, { report: 'forecastRows' })
  expect(open.totals.at(-1)).toBe(sum(Object.values(forecastByHand(book))))
  const months = await ask(office, { report: 'months' })
  for (const [month, ...numbers] of cells(months)) expect(numbers).toEqual(monthsByHand(book, String(month)))
  const top = await ask(office, { report: 'top' })
  const sold = [...soldByHand(book, ['2026-10'])]
  const names = new Set(sold.map(([key]) => key.split(' ')[0]!))
  const byCustomer = [...names]
    .map((name): [string, number] => [
      name,
      sum(sold.flatMap(([key, { fen }]) => (key.startsWith(`${name} `) ? [fen] : []))),
    ])
    .toSorted((one, other) => other[1] - one[1])
  expect(cells(top).map((row) => row[2])).toEqual(byCustomer.map(([, fen]) => fen))
  expect(top.totals[2] ?? 0).toBe(sum(byCustomer.map(([, fen]) => fen)))
}

const deed = fc.record<MonthDeed>({
  do: fc.constantFrom('order', 'order', 'order', 'ship', 'ship', 'ship', 'return', 'money', 'voidNote', 'voidMoney'),
  customer: fc.integer({ min: 0, max: 2 }),
  day: fc.integer({ min: 0, max: 72 }),
  part: fc.integer({ min: 0, max: 500 }),
})

test('every figure of the reports is what an honest clerk with a pencil makes of the same papers', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(deed, { minLength: 18, maxLength: 34 }), async (deeds) => {
      const office = await openOffice()
      try {
        const book = await playMonths(office, deeds)
        office.setDay(today)
        await checkAll(office, book)
      } finally {
        await office.close()
      }
    }),
    { numRuns: 5 },
  )
})

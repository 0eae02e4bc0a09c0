import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { plusDays, weekday } from '../../../shared/dates.ts'
import { emptyProduct } from '../../../shared/products.ts'
import { openOffice, type TestOffice } from '../../testing/office.ts'
import { workshopOf } from '../../testing/workshop.ts'

let office: TestOffice
let shop: ReturnType<typeof workshopOf>
beforeEach(async () => {
  office = await openOffice()
  shop = workshopOf(office)
  await shop.keepProcesses(['开料', '白茬', '包装']) // 1, 3, 1 days; 60, 40, 70 a day
})
afterEach(() => office.close())

const line = (pieces: number, dueOn: string, rest: { productId?: number; unit?: string } = {}) => ({
  productId: null,
  name: '茶几',
  unit: '张',
  quantity: pieces * 1000,
  dueOn,
  ...rest,
})
const ask = (...lines: ReturnType<typeof line>[]) => office.as.clerk.plan.ask({ lines })

test('in an empty factory a line takes its standard days from tomorrow on', async () => {
  const { from, lines } = await ask(line(30, '2026-11-28'))
  expect(from).toBe('2026-11-23')
  expect(lines[0]).toMatchObject({ inTime: true, earliestOn: '2026-11-27', bottleneck: null })
  expect(
    lines[0]!.steps.map((step) => [step.processName, step.start, step.finish, step.latestStart, step.latestFinish]),
  ).toEqual([
    ['开料', '2026-11-23', '2026-11-23', '2026-11-24', '2026-11-24'],
    ['白茬', '2026-11-24', '2026-11-26', '2026-11-25', '2026-11-27'],
    ['包装', '2026-11-27', '2026-11-27', '2026-11-28', '2026-11-28'],
  ])
  expect((await ask(line(30, '2026-11-26'))).lines[0]).toMatchObject({
    inTime: false,
    earliestOn: '2026-11-27',
    standardOn: '2026-11-27',
    bottleneck: null,
  })
})

test('a full process is named with the day until which it is full, what it cannot do today being in the way tomorrow', async () => {
  await office.db.updateTable('processes').set({ dailyCapacity: 0 }).where('name', '<>', '白茬').execute()
  await shop.inWork({ dueOn: '2026-11-23', pieces: [200] }) // all of it late: 白茬 needs today and four days more
  const [answer] = (await ask(line(30, '2026-11-28'))).lines
  expect(answer).toMatchObject({
    inTime: false,
    bottleneck: { processName: '白茬', fullUntil: '2026-11-27' },
  })
  const carcase = answer!.steps[1]!
  expect([carcase.start, carcase.finish]).toEqual(['2026-11-28', '2026-12-01'])
  expect(answer!.earliestOn).toBe('2026-12-02')
})

test('lines of one order share what is left, the first due first; outside takes nothing; overtime helps', async () => {
  const both = (await ask(line(90, '2026-12-20'), line(60, '2026-11-28'))).lines
  expect(both.map(({ earliestOn }) => earliestOn)).toEqual(['2026-12-02', '2026-11-27'])
  const processes = await office.as.clerk.settings.processes({})
  const [cut, carcase] = ['开料', '白茬'].map((name) => processes.find((each) => each.name === name)!.id)
  const product = await office.as.merchandiser.products.save({
    ...emptyProduct,
    code: 'T-1',
    name: '衣柜',
    units: [{ unit: '打', factor: 12_000 }],
    route: [
      { processId: cut!, standardDays: 1, outside: true, unitsPerPiece: 1_000, standardMinutes: 0 },
      { processId: carcase!, standardDays: 1, outside: false, unitsPerPiece: 3_000, standardMinutes: 0 },
    ],
  })
  const wardrobe = (await ask(line(4, '2026-11-30', { productId: product.id, unit: '打' }))).lines[0]!
  expect(wardrobe.steps.map(({ outside, amount }) => [outside, amount])).toEqual([
    [true, 48_000],
    [false, 144_000], // 48 wardrobes of 3 units: four days of 40
  ])
  expect(wardrobe.earliestOn).toBe('2026-11-27')
  await office.as.manager.plan.overtime({ processId: carcase!, day: '2026-11-24', amount: 104_000, reason: '通宵' })
  expect((await ask(line(4, '2026-11-30', { productId: product.id, unit: '打' }))).lines[0]!.earliestOn).toBe(
    '2026-11-24',
  )
})

test('where a process can do nothing there is no day, and the lines after it keep their room', async () => {
  await office.db.updateTable('processes').set({ dailyCapacity: 1 }).where('name', '=', '包装').execute()
  const [never, other] = (await ask(line(500, '2026-12-20'), line(40, '2026-12-21'))).lines
  expect(never).toMatchObject({ inTime: false, earliestOn: null, bottleneck: null })
  expect(never!.steps.map(({ start }) => start)).toEqual([null, null, null])
  await office.db.updateTable('processes').set({ dailyCapacity: 70_000 }).where('name', '=', '包装').execute()
  expect(other!.earliestOn).toBeNull()
  expect((await ask(line(40, '2026-12-21'))).lines[0]!.earliestOn).toBe('2026-11-27')
})

test('writes nothing and shows no price', async () => {
  const rows = () => office.db.selectFrom('audit').select('seq').execute()
  const before = await rows()
  const answer = await ask(line(30, '2026-11-28'))
  expect(await rows()).toEqual(before)
  expect(JSON.stringify(answer)).not.toMatch(/fen|micros/i)
})

test('promises of one process are what a model finds that works day after day, for any work there is', async () => {
  await shop.keepProcesses(['白茬'])
  await office.db.updateTable('processes').set({ standardDays: 1 }).where('name', '=', '白茬').execute()
  let there: { pieces: number; due: string }[] = []
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ pieces: fc.integer({ min: 1, max: 150 }), due: fc.nat(12) }), { maxLength: 2 }),
      fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 3 }),
      async (orders, asked) => {
        for (const { pieces, due } of orders) {
          const dueOn = plusDays('2026-11-23', due)
          await shop.inWork({ dueOn, pieces: [pieces] })
          there.push({ pieces, due: weekday(dueOn) === 0 ? plusDays(dueOn, -1) : dueOn })
        }
        const { lines } = await ask(...asked.map((pieces) => line(pieces, '2026-12-31')))
        // by hand: every day 40 pieces, first what is due by then, then what was asked, one after another
        const left = [...asked]
        const days: (string | null)[] = asked.map(() => null)
        let waiting = 0
        for (let day = '2026-11-22'; days.includes(null); day = plusDays(day, 1)) {
          waiting += there
            .filter((each) => (each.due < '2026-11-23' ? '2026-11-23' : each.due) === day)
            .reduce((sum, each) => sum + each.pieces, 0)
          if (weekday(day) === 0) continue
          let room = 40 - Math.min(40, waiting)
          waiting -= Math.min(40, waiting)
          for (const [index, pieces] of left.entries()) {
            const now = Math.min(room, pieces)
            left[index] = pieces - now
            room -= now
            if (left[index] === 0) days[index] ??= day
          }
        }
        expect(lines.map(({ earliestOn }) => earliestOn)).toEqual(days)
      },
    ),
    { numRuns: 15 },
  )
  there = []
})

import { PGlite } from '@electric-sql/pglite'
import fc from 'fast-check'
import { Kysely, PGliteDialect } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { plusDays, weekday } from '../../../shared/dates.ts'
import type { Load } from '../../../shared/plan.ts'
import { migrate } from '../../db/migrate.ts'
import type { Database } from '../../db/schema.ts'
import { openOffice, type TestOffice } from '../../testing/office.ts'
import { workshopOf } from '../../testing/workshop.ts'

let office: TestOffice
let shop: ReturnType<typeof workshopOf>
const open = async (db?: Kysely<Database>): Promise<void> => {
  office = await openOffice(db ? { db } : {})
  shop = workshopOf(office)
  await shop.keepProcesses(['开料', '白茬', '包装']) // 1, 3, 1 days; 60, 40, 70 a day
}
beforeEach(() => open())
afterEach(() => office.close())

const read = (days = 28): Promise<Load> => office.as.merchandiser.plan.load({ days })
/** Day → load of a process, in whole units, where there is any. */
const loadOf = async (name: string): Promise<Record<string, number>> => {
  const { days, processes } = await read()
  const { load } = processes.find(({ processName }) => processName === name)!
  return Object.fromEntries(
    days.flatMap((day, index) => (load[index]! > 0 ? [[day.slice(5), load[index]! / 1000]] : [])),
  )
}
const processId = async (name: string): Promise<number> =>
  (await office.as.merchandiser.settings.processes({})).find((each) => each.name === name)!.id
const reason = '客户催'

describe('the load of a process', () => {
  test('is what is left of its open operations, spread over the workdays of their plan from today on', async () => {
    const { ids } = await shop.inWork({ dueOn: '2026-12-01', pieces: [60] }) // 开料 11-26, 白茬 11-27 28 30, 包装 12-01
    expect(await loadOf('开料')).toEqual({ '11-26': 60 })
    expect(await loadOf('白茬')).toEqual({ '11-27': 20, '11-28': 20, '11-30': 20 })
    office.setDay('2026-11-28')
    await shop.report('2026-11-28', shop.row(ids[0]!, 60, { causeCode: 'plan' }), shop.row(ids[1]!, 10))
    expect(await loadOf('开料')).toEqual({})
    expect(await loadOf('白茬')).toEqual({ '11-28': 25, '11-30': 25 })
    office.setDay('2026-12-02') // all of it is late: it falls on today
    expect(await loadOf('白茬')).toEqual({ '12-02': 50 })
    expect(await loadOf('包装')).toEqual({ '12-02': 60 })
  })

  test('counts in the unit of the process where the product asks for it, in other units of the line too', async () => {
    const ids = { cut: await processId('开料'), carcase: await processId('白茬') }
    const { products } = office.as.merchandiser
    const { emptyProduct } = await import('../../../shared/products.ts')
    const wardrobe = await products.save({
      ...emptyProduct,
      code: 'TS-905',
      name: '衣柜',
      unit: '套',
      units: [{ unit: '打', factor: 12_000 }],
      route: [
        { processId: ids.cut, standardDays: 1, outside: false, unitsPerPiece: 1_000, standardMinutes: 0 },
        { processId: ids.carcase, standardDays: 1, outside: false, unitsPerPiece: 3_000, standardMinutes: 30_000 },
      ],
    })
    expect(wardrobe.route.map(({ unitsPerPiece }) => unitsPerPiece)).toEqual([1_000, 3_000])
    await shop.inWork({ dueOn: '2026-12-01', pieces: [5], productIds: [wardrobe.id] })
    expect(await loadOf('白茬')).toEqual({ '12-01': 15 })
    await office.db.updateTable('orderLines').set({ unit: '打' }).execute()
    const order = await shop.inWork({ dueOn: '2026-12-02', pieces: [2], productIds: [wardrobe.id] })
    expect(await loadOf('白茬')).toEqual({ '12-01': 15, '12-02': 6 })
    await office.db.updateTable('orderLines').set({ unit: '打' }).where('orderId', '=', order.order.id).execute()
    await office.as.merchandiser.production.void({ id: order.noticeId, version: 1, reason })
    await office.as.merchandiser.production.release({ orderId: order.order.id })
    expect(await loadOf('白茬')).toEqual({ '12-01': 15, '12-02': 72 })
  })

  test('adds up to all that is left, day by day and order by order, for any orders and reports', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            pieces: fc.integer({ min: 1, max: 400 }),
            due: fc.integer({ min: 3, max: 60 }),
            done: fc.nat(400),
          }),
          { minLength: 1, maxLength: 4 },
        ),
        async (wanted) => {
          office.setDay('2026-11-22')
          for (const { pieces, due, done } of wanted) {
            const { ids } = await shop.inWork({ dueOn: plusDays('2026-11-22', due), pieces: [pieces] })
            if (done > 0 && done < pieces)
              await shop.report('2026-11-22', shop.row(ids[0]!, done, { causeCode: 'plan' }))
          }
          office.setDay('2026-11-24')
          const left = await office.db
            .selectFrom('operations')
            .select(['processId', 'quantity', 'good'])
            .where('finishedOn', 'is', null)
            .execute()
          const { days, processes } = await read(90)
          for (const { processId: id, load, later } of processes) {
            const all = left
              .filter((each) => each.processId === id)
              .reduce((sum, each) => sum + each.quantity - each.good, 0)
            expect(load.reduce((sum, each) => sum + each, later)).toBe(all)
            for (const [from, to] of [
              [0, 0],
              [3, 3],
              [5, 11],
            ] as const) {
              const { rows, amount } = await office.as.workshop.plan.dayWork({
                processId: id,
                from: days[from]!,
                to: days[to]!,
              })
              expect(amount).toBe(load.slice(from, to + 1).reduce((sum, each) => sum + each, 0))
              expect(rows.reduce((sum, row) => sum + row.amount, 0)).toBe(amount)
            }
          }
          for (const [index, day] of days.entries())
            if (weekday(day) === 0) expect(processes.map(({ load }) => load[index])).toEqual([0, 0, 0])
        },
      ),
      { numRuns: 12 },
    )
  })

  test('leaves out what is void, done or outside', async () => {
    const first = await shop.inWork({ dueOn: '2026-12-01', pieces: [6] })
    await shop.inWork({ dueOn: '2026-12-01', pieces: [9] })
    await office.as.merchandiser.production.void({ id: first.noticeId, version: 1, reason })
    expect(await loadOf('开料')).toEqual({ '11-26': 9 })
  })
})

describe('a measure', () => {
  test('of overtime raises the capacity of its day, on a rest day too, until it is withdrawn', async () => {
    const carcase = await processId('白茬')
    await shop.inWork({ dueOn: '2026-12-01', pieces: [60] })
    const { plan } = office.as.merchandiser
    await plan.overtime({ processId: carcase, day: '2026-11-27', amount: 15_000, reason: '晚上加两小时' })
    await plan.overtime({ processId: carcase, day: '2026-11-29', amount: 40_000, reason: '周日加班' })
    const capacityOn = async (day: string) => {
      const { days, processes } = await read()
      return processes.find((each) => each.processId === carcase)!.capacity[days.indexOf(day)]
    }
    expect([await capacityOn('2026-11-27'), await capacityOn('2026-11-28'), await capacityOn('2026-11-29')]).toEqual([
      55_000, 40_000, 40_000,
    ])
    expect(await loadOf('白茬')).toEqual({ '11-27': 15, '11-28': 15, '11-29': 15, '11-30': 15 })
    const { rows } = await plan.measures({})
    expect(
      rows.map(({ kind, processName, day, amount, reason: why, by }) => [kind, processName, day, amount, why, by]),
    ).toEqual([
      ['overtime', '白茬', '2026-11-29', 40_000, '周日加班', '李敏'],
      ['overtime', '白茬', '2026-11-27', 15_000, '晚上加两小时', '李敏'],
    ])
    await plan.withdraw({ id: rows[0]!.id, version: rows[0]!.version, reason: '周日停电' })
    expect(await capacityOn('2026-11-29')).toBe(0)
    expect(await loadOf('白茬')).toEqual({ '11-27': 20, '11-28': 20, '11-30': 20 })
    await expect(plan.withdraw({ id: rows[0]!.id, version: rows[0]!.version + 1, reason })).rejects.toMatchObject({
      code: 'plan.withdrawnAlready',
    })
    expect((await plan.measures({ standing: true })).total).toBe(1)
  })

  test('of another capacity takes the place of the one before', async () => {
    const carcase = await processId('白茬')
    const { plan } = office.as.manager
    await plan.otherCapacity({ processId: carcase, day: '2026-11-27', amount: 0, reason: '机器大修' })
    await plan.otherCapacity({ processId: carcase, day: '2026-11-27', amount: 20_000, reason: '修好一台' })
    const { days, processes } = await read()
    expect(processes.find((each) => each.processId === carcase)!.capacity[days.indexOf('2026-11-27')]).toBe(20_000)
    expect((await plan.measures({ standing: true })).total).toBe(1)
  })

  test('sends an operation outside, and back when it is withdrawn', async () => {
    const { ids } = await shop.inWork({ dueOn: '2026-12-01', pieces: [60] })
    const { plan } = office.as.merchandiser
    await plan.sendOutside({ operationId: ids[1]!, version: 1, reason: '做不过来' })
    expect(await loadOf('白茬')).toEqual({})
    await expect(plan.sendOutside({ operationId: ids[1]!, version: 2, reason })).rejects.toMatchObject({
      code: 'plan.outsideAlready',
    })
    const [measure] = (await plan.measures({})).rows
    expect([measure!.kind, measure!.processName, measure!.orderNumber !== '']).toEqual(['outside', '白茬', true])
    await plan.withdraw({ id: measure!.id, version: 1, reason: '不送了' })
    expect(await loadOf('白茬')).toEqual({ '11-27': 20, '11-28': 20, '11-30': 20 })
  })

  test('is refused for a day gone by, for what has no capacity, without a reason, and to the workshop', async () => {
    const [carcase, packing] = [await processId('白茬'), await processId('包装')]
    const { plan } = office.as.merchandiser
    const on = { processId: carcase, day: '2026-11-21', amount: 1_000, reason }
    await expect(plan.overtime(on)).rejects.toMatchObject({ code: 'plan.dayGone', field: 'day' })
    await expect(plan.overtime({ ...on, day: '2026-11-27', reason: ' ' })).rejects.toMatchObject({
      code: 'app.badInputEmpty',
    })
    await office.db.updateTable('processes').set({ dailyCapacity: 0 }).where('id', '=', packing).execute()
    await expect(plan.overtime({ ...on, processId: packing, day: '2026-11-27' })).rejects.toMatchObject({
      code: 'plan.notLimited',
      field: 'amount',
    })
    await expect(office.as.workshop.plan.overtime({ ...on, day: '2026-11-27' })).rejects.toMatchObject({
      code: 'app.notAllowed',
    })
  })
})

describe('the plan of a line', () => {
  const spans = async (lineId: number) =>
    (await office.as.workshop.plan.line({ noticeLineId: lineId })).steps.map((step) => [
      step.plannedStart.slice(5),
      step.plannedFinish.slice(5),
      step.originalStart.slice(5),
      step.originalFinish.slice(5),
    ])

  test('keeps the first plan beside the one moved by hand, and goes back when the change is withdrawn', async () => {
    const { lineId, ids } = await shop.inWork({ dueOn: '2026-12-01' })
    const { plan } = office.as.merchandiser
    const steps = [
      { operationId: ids[0]!, version: 1, plannedStart: '2026-11-26', plannedFinish: '2026-11-26' },
      { operationId: ids[1]!, version: 1, plannedStart: '2026-11-28', plannedFinish: '2026-12-01' },
      { operationId: ids[2]!, version: 1, plannedStart: '2026-12-02', plannedFinish: '2026-12-02' },
    ]
    await plan.move({ noticeLineId: lineId, steps, reason: '木料晚到一天' })
    expect(await spans(lineId)).toEqual([
      ['11-26', '11-26', '11-26', '11-26'],
      ['11-28', '12-01', '11-27', '11-30'],
      ['12-02', '12-02', '12-01', '12-01'],
    ])
    const [measure] = (await plan.measures({ noticeLineId: lineId })).rows
    expect(
      measure!.moves.map(({ processName, beforeStart, afterStart }) => [processName, beforeStart, afterStart]),
    ).toEqual([
      ['白茬', '2026-11-27', '2026-11-28'],
      ['包装', '2026-12-01', '2026-12-02'],
    ])
    await expect(plan.move({ noticeLineId: lineId, steps, reason })).rejects.toMatchObject({
      code: 'plan.nothingMoved',
    })
    const once = { ...steps[1]!, plannedStart: '2026-11-30', plannedFinish: '2026-12-02' }
    await expect(plan.move({ noticeLineId: lineId, steps: [once], reason })).rejects.toMatchObject({
      code: 'app.stale',
    })
    await plan.withdraw({ id: measure!.id, version: 1, reason: '木料到了' })
    expect(await spans(lineId)).toEqual([
      ['11-26', '11-26', '11-26', '11-26'],
      ['11-27', '11-30', '11-27', '11-30'],
      ['12-01', '12-01', '12-01', '12-01'],
    ])
  })

  test('is not withdrawn over a later change, and refuses what ends before it begins or is done', async () => {
    const { lineId, ids } = await shop.inWork({ dueOn: '2026-12-01' })
    const { plan } = office.as.merchandiser
    const to = (version: number, start: string, finish: string) => ({
      noticeLineId: lineId,
      steps: [{ operationId: ids[0]!, version, plannedStart: start, plannedFinish: finish }],
      reason,
    })
    await plan.move(to(1, '2026-11-25', '2026-11-25'))
    await plan.move(to(2, '2026-11-24', '2026-11-24'))
    const [, first] = (await plan.measures({})).rows
    await expect(plan.withdraw({ id: first!.id, version: 1, reason })).rejects.toMatchObject({
      code: 'plan.movedSince',
    })
    await expect(plan.move(to(3, '2026-11-25', '2026-11-24'))).rejects.toMatchObject({
      code: 'plan.backwards',
      field: 'steps.0.plannedFinish',
    })
    await shop.report('2026-11-22', shop.row(ids[0]!, 20))
    await expect(plan.move(to(4, '2026-11-25', '2026-11-25'))).rejects.toMatchObject({ code: 'plan.finished' })
  })

  test('is left alone by the calendar until somebody asks for it to be planned anew', async () => {
    const { lineId } = await shop.inWork({ dueOn: '2027-06-10' })
    const { plan, settings } = office.as.manager
    expect(await plan.resting({})).toEqual({ operations: 0, lines: 0 })
    expect(await settings.saveHolidays({ from: '2027-06-08', to: '2027-06-10', works: false, name: '端午节' })).toEqual(
      { days: 3 },
    )
    await settings.saveHoliday({ day: '2027-06-06', works: true, name: '端午节补班' }) // a Sunday
    expect((await spans(lineId)).map(([start, finish]) => [start, finish])).toEqual([
      ['06-05', '06-05'],
      ['06-07', '06-09'],
      ['06-10', '06-10'],
    ])
    expect(await plan.resting({})).toEqual({ operations: 2, lines: 1 })
    expect(await plan.planAnew({ reason: '日历改了' })).toMatchObject({ operations: 3, resting: 2, overloads: 0 })
    expect(await spans(lineId)).toEqual([
      ['06-03', '06-03', '06-05', '06-05'],
      ['06-04', '06-06', '06-07', '06-09'],
      ['06-07', '06-07', '06-10', '06-10'],
    ])
    expect(await plan.resting({})).toEqual({ operations: 0, lines: 0 })
    await expect(
      settings.saveHolidays({ from: '2027-06-10', to: '2027-06-08', works: false, name: '' }),
    ).rejects.toMatchObject({ code: 'settings.daysBackwards' })
    await expect(
      settings.saveHolidays({ from: '2027-01-01', to: '2027-12-31', works: false, name: '' }),
    ).rejects.toMatchObject({ code: 'settings.tooManyDays' })
    await settings.removeHoliday({ day: '2027-06-06' })
    expect(await plan.resting({})).toEqual({ operations: 1, lines: 1 })
  })
})

describe('the order of work', () => {
  const order = async (id: number) =>
    (await office.as.workshop.plan.queue({ processId: id })).rows.map((row) => row.operationId)

  test('is by due date, rush first, until a hand puts it otherwise; what comes later follows by due date', async () => {
    const cut = await processId('开料')
    const made = []
    for (const wanted of [
      { dueOn: '2026-12-10' },
      { dueOn: '2026-12-05' },
      { dueOn: '2026-12-10', rush: true },
      { dueOn: '2026-12-20' },
    ])
      made.push((await shop.inWork(wanted)).ids[0]!)
    const [a, b, c, d] = made as [number, number, number, number]
    expect(await order(cut)).toEqual([b, c, a, d])
    const { plan } = office.as.merchandiser
    expect(await plan.place({ processId: cut, operationId: d, by: -2 })).toEqual({ index: 1 })
    expect(await order(cut)).toEqual([b, d, c, a])
    const e = (await shop.inWork({ dueOn: '2026-12-01' })).ids[0]!
    expect(await order(cut)).toEqual([b, d, e, c, a])
    await plan.place({ processId: cut, operationId: b, before: c })
    expect(await order(cut)).toEqual([d, e, b, c, a])
    expect((await plan.queues({}))[0]).toMatchObject({ processName: '开料', open: 5, placed: 3 })
    expect(await plan.byDueDate({ processId: cut })).toEqual({ placed: 3 })
    expect(await order(cut)).toEqual([e, b, c, a, d])
    await expect(plan.place({ processId: cut, operationId: 999_999, by: 1 })).rejects.toMatchObject({
      code: 'plan.notInQueue',
    })
  })

  test('stays a permutation that a model of moves gives too, for any moves', async () => {
    const cut = await processId('开料')
    for (let each = 0; each < 6; each += 1) await shop.inWork({ dueOn: plusDays('2026-12-01', (each * 5) % 7) })
    let model = await order(cut)
    const { plan } = office.as.merchandiser
    await fc.assert(
      fc.asyncProperty(fc.nat(5), fc.integer({ min: -6, max: 6 }), async (which, by) => {
        const id = model[which]!
        const others = model.filter((each) => each !== id)
        const at = Math.max(0, Math.min(5, which + by))
        model = [...others.slice(0, at), id, ...others.slice(at)]
        expect(await plan.place({ processId: cut, operationId: id, by })).toEqual({ index: at })
        expect(await order(cut)).toEqual(model)
      }),
      { numRuns: 40 },
    )
  })

  test('is printed for a process and a workshop, without prices, customers by their code', async () => {
    await shop.inWork({ dueOn: '2026-12-10', priceYuan: 987 })
    const paper = await office.as.workshop.plan.queuePaper({ processId: null, workshop: '木工车间' })
    const words = paper.pages.join('').replaceAll(/<[^>]+>/g, '')
    expect(words).toContain('派工单')
    expect(words).toContain('白茬')
    expect(words).not.toContain('包装')
    expect(words).not.toContain('987')
    expect(words).not.toContain('永兴家居')
    expect(words).toMatch(/C\d+/)
  })
})

const answers = async (): Promise<unknown> => {
  await shop.inWork({ dueOn: '2026-12-01', pieces: [60] })
  await shop.inWork({ dueOn: '2026-12-05', pieces: [333], rush: true })
  const { plan } = office.as.merchandiser
  const carcase = await processId('白茬')
  await plan.overtime({ processId: carcase, day: '2026-11-29', amount: 40_000, reason })
  const { rows } = await plan.queue({ processId: carcase })
  await plan.place({ processId: carcase, operationId: rows[1]!.operationId, by: -1 })
  const line = { productId: null, name: '茶几', unit: '张', quantity: 80_000, dueOn: '2026-12-12' }
  const bare = (each: object): object =>
    Object.fromEntries(Object.entries(each).filter(([name]) => !/Id$|^id$|umber$|^customer$|^at$/.test(name)))
  return {
    load: await read(),
    day: (await plan.dayWork({ processId: carcase, from: '2026-11-27', to: '2026-12-01' })).rows.map(bare),
    queue: (await plan.queue({ processId: carcase })).rows.map(bare),
    measures: (await plan.measures({})).rows.map(bare),
    ask: (await plan.ask({ lines: [line] })).lines,
  }
}

test('the whole plan is the same on PostgreSQL', async () => {
  const onSqlite = await answers()
  await office.close()
  const postgres = new Kysely<Database>({
    dialect: new PGliteDialect({ pglite: new PGlite({ parsers: { 20: Number } }) }),
  })
  await migrate(postgres, 'postgres')
  await open(postgres)
  expect(await answers()).toEqual(onSqlite)
})

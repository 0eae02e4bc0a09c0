import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { plusDays, weekday } from '../../../shared/dates.ts'
import { type Chain, type Entry, forecastOf, type Lack } from '../../testing/deskModel.ts'
import { materialsOf } from '../../testing/materials.ts'
import { openOffice, type TestOffice } from '../../testing/office.ts'
import { workshopOf } from '../../testing/workshop.ts'

let office: TestOffice
beforeEach(async () => {
  office = await openOffice()
})
afterEach(() => office.close())

/** Sundays are off, and no feast of the office's calendar lies between these days. */
const workdays = Array.from({ length: 300 }, (_, days) => plusDays('2026-10-08', days)).filter(
  (day) => weekday(day) !== 0,
)
const pieces = 10

/** A shirt of cloth, which the first process needs, and a bag, which the last one needs. */
const shirts = async () => {
  const goods = materialsOf(office)
  const shop = workshopOf(office)
  await shop.keepProcesses(['开料', '白茬', '包装']) // 1, 3 and 1 standard days
  const processes = await office.db
    .selectFrom('processes')
    .select('id')
    .where('active', '=', 1)
    .orderBy('sequence')
    .execute()
  const [cloth, bag] = [await goods.material('双面布'), await goods.material('胶袋')]
  const productId = await goods.product([
    { materialId: cloth, usageMicros: 1_000_000, processId: processes[0]!.id },
    { materialId: bag, usageMicros: 1_000_000, processId: processes[2]!.id },
  ])
  return { goods, shop, productId, materials: [cloth, bag] }
}
/** Everywhere the forecast of an order's one line is told. */
const toldOf = async (order: { id: number; customerId: number }, noticeLineId: number) => {
  const { rows } = await office.as.workshop.operations.board({ customerId: order.customerId })
  const answer = await office.as.merchandiser.search.answer({ customerId: order.customerId, orderId: null })
  const plan = await office.as.merchandiser.plan.line({ noticeLineId })
  const asked = await office.as.merchandiser.shipments.ask({ orderId: order.id })
  return [rows[0]!.forecastOn, answer.orders[0]!.lines[0]!.forecastOn, plan.forecastOn, asked.lines[0]!.forecastOn]
}

const day = fc.integer({ min: 0, max: 30 }).map((days) => plusDays('2026-11-22', days))
const bought = fc.record({ promisedOn: fc.option(day, { nil: null, freq: 5 }), arrived: fc.constantFrom(0, 4, 10, 20) })
const reported = fc.array(fc.record({ process: fc.nat(2), good: fc.integer({ min: 1, max: 10 }) }), { maxLength: 3 })

test('a line is not done before the material it lacks has come and was worked on, wherever its forecast is told', async () => {
  const { goods, shop, productId, materials } = await shirts()
  let later = 0
  await fc.assert(
    fc.asyncProperty(fc.tuple(bought, bought), reported, fc.nat(12), async (purchases, reports, after) => {
      office.setDay('2026-11-22')
      const { order, lineId, ids } = await goods.inWork(productId, pieces, '2026-12-05')
      const planned = (await shop.operationsOf(lineId)).map(({ plannedStart, plannedFinish }) => ({
        start: plannedStart,
        finish: plannedFinish,
      }))
      const chains: Chain[] = [{ pieces, planned }]
      const lacks: Lack[] = []
      for (const [index, { promisedOn, arrived }] of purchases.entries()) {
        const id = await goods.buy(order.id, materials[index]!, 20_000, { promisedOn })
        if (arrived > 0) await goods.arrive(id, arrived * 1000)
        // ten metres are needed and twenty bought: what is on its way beyond the need is waited for by nobody
        if (promisedOn !== null && arrived < pieces) lacks.push({ process: index * 2, arrives: promisedOn })
      }
      const today = plusDays('2026-11-22', after)
      office.setDay(today)
      const entries: Entry[] = []
      for (const { process, good } of reports) {
        const report = shop.report(today, { ...shop.row(ids[process]!, good), causeCode: 'material' })
        const done = await report.then(
          () => true,
          () => false,
        )
        const parts = { bad: 0, rework: 0, scrap: 0, outside: false }
        if (done) entries.push({ id: entries.length, chain: 0, process, day: today, good, ...parts })
      }
      const finished = entries.filter(({ process }) => process === 2).reduce((sum, { good }) => sum + good, 0) >= pieces
      if (finished) return
      const expected = forecastOf(chains, entries, 0, today, workdays, lacks)
      if (expected !== forecastOf(chains, entries, 0, today, workdays)) later += 1
      expect(await toldOf(order, lineId)).toEqual([expected, expected, expected, expected])
    }),
    { numRuns: 40 },
  )
  // in many lives material decides: a forecast that never looked at it would be found
  expect(later).toBeGreaterThan(5)
})

test('what was given out to the workshop is waited for no more', async () => {
  const { goods, productId, materials } = await shirts()
  const { order, lineId } = await goods.inWork(productId, pieces, '2026-12-05')
  const id = await goods.buy(order.id, materials[0]!, 10_000, { promisedOn: '2026-12-10' })
  expect(await toldOf(order, lineId)).toEqual(Array(4).fill('2026-12-15'))
  await goods.arrive(id, 10_000)
  await goods.move(lineId, 'issue', [{ materialId: materials[0]!, quantity: 10_000 }])
  expect(await toldOf(order, lineId)).toEqual(Array(4).fill('2026-12-05'))
})

test('a process that was planned later is not promised before its new day, wherever the forecast is told', async () => {
  const shop = workshopOf(office)
  await shop.keepProcesses(['开料', '包装'])
  const { order, lineId, ids } = await shop.inWork({ pieces: [10], dueOn: '2026-12-05' })
  await shop.report('2026-11-22', shop.row(ids[0]!, 10))
  expect(await toldOf(order, lineId)).toEqual(Array(4).fill('2026-11-23'))
  const last = (await office.as.merchandiser.plan.line({ noticeLineId: lineId })).steps.at(-1)!
  await office.as.merchandiser.plan.move({
    noticeLineId: lineId,
    steps: [{ operationId: ids[1]!, version: last.version, plannedStart: '2026-12-07', plannedFinish: '2026-12-08' }],
    reason: '等客户的包装资料',
  })
  expect(await toldOf(order, lineId)).toEqual(Array(4).fill('2026-12-08'))
})

test('goods a final inspection rejected are said beside the forecast until somebody deals with them', async () => {
  const shop = workshopOf(office)
  await shop.keepProcesses(['开料', '包装'])
  const { order, lineId, ids } = await shop.inWork({ pieces: [100] })
  for (const id of ids) await shop.report('2026-11-22', shop.row(id, 60))
  const { quality } = office.as.workshop
  const inspect = async (found: number) => {
    const { draft } = await quality.propose({
      kind: 'final',
      orderLineId: null,
      noticeLineId: lineId,
      operationId: null,
    })
    const defects =
      found === 0 ? [] : [{ defect: '划伤', severity: 'major' as const, quantity: found, note: '', picture: '' }]
    const made = await quality.save({ ...draft, defects })
    return quality.decide({ id: made.id, version: made.version, decision: made.result, reason: '' })
  }
  const told = async () => {
    const { rows } = await office.as.workshop.operations.board({})
    const answer = await office.as.merchandiser.search.answer({ customerId: order.customerId, orderId: null })
    return [rows[0]!.rejected, answer.orders[0]!.lines[0]!.rejected]
  }
  expect(await told()).toEqual([0, 0])
  const bad = await inspect(20)
  expect(await told()).toEqual([60_000, 60_000])
  await quality.dispose({ id: bad.id, version: bad.version, kind: 'rework', quantity: 40_000, note: '' })
  expect(await told()).toEqual([20_000, 20_000])
  // looked at again and let through
  await inspect(0)
  expect(await told()).toEqual([0, 0])
})

import { afterEach, beforeEach, expect, test } from 'vitest'
import { openOffice, type TestOffice } from '../../testing/office.ts'
import { addFactory, slipDraft } from '../../testing/outsourcing.ts'
import { workshopOf } from '../../testing/workshop.ts'

let office: TestOffice
let shop: ReturnType<typeof workshopOf>
beforeEach(async () => {
  office = await openOffice()
  shop = workshopOf(office)
  await shop.keepProcesses(['开料', '包装'])
})
afterEach(() => office.close())

test('a process is not planned into another century: it would never be late', async () => {
  const { ids, lineId } = await shop.inWork()
  const [first] = await shop.operationsOf(lineId)
  const move = (plannedStart: string, plannedFinish: string) =>
    office.as.merchandiser.plan.move({
      noticeLineId: lineId,
      reason: '客户改期',
      steps: [{ operationId: ids[0]!, version: first!.version, plannedStart, plannedFinish }],
    })
  await expect(move('2026-12-10', '2126-12-11')).rejects.toMatchObject({
    code: 'app.farDay',
    field: 'steps.0.plannedFinish',
  })
  await expect(move('1996-12-10', '2026-12-11')).rejects.toMatchObject({ field: 'steps.0.plannedStart' })
  await move('2026-12-10', '2026-12-11')
  const { processId } = first!
  const overtime = { processId, day: '2126-12-05', amount: 5000, reason: '赶货' }
  for (const measure of [office.as.merchandiser.plan.overtime, office.as.merchandiser.plan.otherCapacity])
    await expect(measure(overtime)).rejects.toMatchObject({ code: 'app.farDay', field: 'day' })
})

test('overtime is at most three days in one, or what lies over the day', async () => {
  const { ids, lineId } = await shop.inWork({ dueOn: '2026-12-10' }) // 20 pieces
  const [first] = await shop.operationsOf(lineId)
  expect(ids).toHaveLength(2)
  const { processId, plannedStart: day } = first!
  await office.db.updateTable('processes').set({ dailyCapacity: 2_000 }).where('id', '=', processId).execute()
  const enter = (amount: number) => office.as.merchandiser.plan.overtime({ processId, day, amount, reason: '赶货' })
  await expect(enter(999_999_999_000)).rejects.toMatchObject({ code: 'plan.overtimeTooMuch', field: 'amount' })
  await expect(enter(18_001)).rejects.toMatchObject({ code: 'plan.overtimeTooMuch' })
  // what the page proposes: 20 are to be made, 2 can be
  await enter(18_000)
  await expect(enter(1_000)).rejects.toMatchObject({ code: 'plan.overtimeTooMuch' })
})

test('goods at a factory are not wanted back in another century', async () => {
  const { ids } = await shop.inWork()
  const factoryId = await addFactory(office)
  const lines = [{ operationId: ids[0]!, pieces: 5, wantedOn: '2126-12-03' }]
  const save = office.as.merchandiser.outsourcing.save
  await expect(save(slipDraft(factoryId, lines))).rejects.toMatchObject({
    code: 'app.farDay',
    field: 'lines.0.wantedOn',
  })
  await expect(save(slipDraft(factoryId, lines, { sentOn: '2006-11-22' }))).rejects.toMatchObject({ field: 'sentOn' })
})

test('what planned anew would have to have begun before today is told', async () => {
  const { lineId } = await shop.inWork({ dueOn: '2026-11-28' })
  const { plan, settings } = office.as.manager
  const starts = async (): Promise<string[]> =>
    (await plan.line({ noticeLineId: lineId })).steps.map(({ plannedStart }) => plannedStart)
  const before = await starts()
  const today = before[0]!
  office.setDay(today)
  await settings.saveHolidays({ from: today, to: '2026-11-28', works: false, name: '停电' })
  const { past } = await plan.planAnew({ reason: '停电' })
  const after = await starts()
  expect(after.filter((start) => start < today).length).toBeGreaterThan(0)
  expect(past).toBe(after.filter((start, index) => start < today && before[index]! >= today).length)
})

test('a day makes at most ten times what its process usually makes: more is a slip of the hand', async () => {
  const processes = await office.as.merchandiser.settings.processes({})
  const { id, dailyCapacity } = processes.find((each) => each.dailyCapacity > 0)!
  const set = (amount: number) =>
    office.as.merchandiser.plan.otherCapacity({ processId: id, day: '2026-11-27', amount, reason: '借来一台' })
  await expect(set(10 * dailyCapacity + 1)).rejects.toMatchObject({ code: 'plan.capacityTooMuch', field: 'amount' })
  expect((await set(10 * dailyCapacity)).id).toBeGreaterThan(0)
})

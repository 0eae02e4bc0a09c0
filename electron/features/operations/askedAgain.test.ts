import { afterEach, beforeEach, expect, test } from 'vitest'
import { openOffice, type TestOffice } from '../../testing/office.ts'
import { workshopOf } from '../../testing/workshop.ts'

let office: TestOffice
beforeEach(async () => {
  office = await openOffice()
})
afterEach(() => office.close())

/** 20 pieces cut and assembled on one day; on Sunday 2026-12-20, after their days, packing scraps three of them. */
const scrapped = async (cutOn: string, causeCode: 'machine' | null) => {
  const shop = workshopOf(office)
  await shop.keepProcesses(['开料', '白茬', '包装'])
  const { ids, lineId } = await shop.inWork({ dueOn: '2026-12-21' })
  const [cut, assemble, pack] = ids as [number, number, number]
  office.setDay(cutOn)
  await shop.report(cutOn, shop.row(cut, 20, { causeCode }))
  await shop.report(cutOn, shop.row(assemble, 20, { causeCode }))
  office.setDay('2026-12-20')
  await shop.report('2026-12-20', shop.row(pack, 17, { bad: 3000, scrap: 3000 }))
  const steps = async () =>
    (await office.as.workshop.operations.board({})).rows[0]!.steps.map(({ plannedFinish, lateDays, causeCode }) => [
      plannedFinish,
      lateDays,
      causeCode,
    ])
  const first = async () => (await shop.operationsOf(lineId)).map(({ originalFinish }) => originalFinish)
  return { shop, cut, steps, first }
}

test('what was done in time and is asked again is late from the day it was asked, the first plan stays', async () => {
  const { shop, cut, steps, first } = await scrapped('2026-12-15', null)
  // 12-20 is a Sunday: the next workday
  expect(await steps()).toEqual([
    ['2026-12-21', 0, 'scrap'],
    ['2026-12-21', 0, 'scrap'],
    ['2026-12-21', 0, null],
  ])
  expect(await first()).toEqual(['2026-12-16', '2026-12-19', '2026-12-21'])
  office.setDay('2026-12-22')
  expect((await steps()).map(([, days]) => days)).toEqual([1, 1, 1])
  await shop.report('2026-12-22', shop.row(cut, 3, { causeCode: 'earlier' }))
  expect((await steps())[0]).toEqual(['2026-12-21', 1, 'earlier'])
})

test('what was late before it was asked again stays late by its plan', async () => {
  const { steps } = await scrapped('2026-12-18', 'machine')
  expect(await steps()).toEqual([
    ['2026-12-16', 4, 'machine'],
    ['2026-12-21', 0, 'machine'],
    ['2026-12-21', 0, null],
  ])
})

test('the workshop is told of what is made again, in the report that would have ended the process as well', async () => {
  const shop = workshopOf(office)
  await shop.keepProcesses(['开料', '白茬'])
  const { ids } = await shop.inWork({ dueOn: '2026-12-21' })
  const [cut, assemble] = ids as [number, number]
  office.setDay('2026-12-15')
  await shop.report('2026-12-15', shop.row(cut, 18))
  const scrap = { bad: 1000, scrap: 1000 }
  const { reopened } = await shop.report('2026-12-15', shop.row(cut, 2), shop.row(assemble, 3, scrap))
  expect(reopened.map(({ processName, more }) => [processName, more])).toEqual([['开料', 1000]])
  // a process that still has work of its own is none that begins again
  const { reopened: later } = await shop.report('2026-12-15', shop.row(assemble, 2, scrap))
  expect(later.map(({ processName }) => processName)).toEqual([])
})

import { afterEach, beforeEach, expect, test } from 'vitest'
import { openOffice, type TestOffice } from '../../testing/office.ts'
import { workshopOf } from '../../testing/workshop.ts'
import { makeOrder } from '../../testing/checkedOrder.ts'

let office: TestOffice
beforeEach(async () => {
  office = await openOffice({ trade: 'garment' })
  await workshopOf(office).keepProcesses(['裁剪'])
})
afterEach(() => office.close())

/** 153 school uniforms: 80 in 裁剪车间, 73 released to `other`; the notice lines. */
const split = async (other: string) => {
  const order = await makeOrder(office, { pieces: [153] })
  const orderLineId = order.lineIds[0]!
  const spec = '校服 S:17 M:34 L:51 XL:34 XXL:17'
  await office.db.updateTable('orderLines').set({ spec }).where('id', '=', orderLineId).execute()
  await office.as.merchandiser.production.release({
    orderId: order.id,
    lines: [
      { orderLineId, quantity: 80_000, workshop: '裁剪车间', sizes: 'S:10 M:20 L:25 XL:17 XXL:8' },
      { orderLineId, quantity: 73_000, workshop: other },
    ],
  })
  return order
}
const own = ['S:10 M:20 L:25 XL:17 XXL:8', 'S:7 M:14 L:26 XL:17 XXL:9']

test('a notice of a part is shown with its own sizes on the board, in plan, load, queue and daily report', async () => {
  await split('缝制车间')
  const { operations, plan } = office.as.workshop
  const board = await operations.board({ offset: 0, limit: 20 })
  const rows = board.rows.map((row) => [row.description, row.noticeLineId] as const)
  const shown = (all: readonly { description: string }[]) =>
    own.map((run) => all.filter(({ description }) => description.includes(run)).length)
  expect(shown(board.rows)).toEqual([1, 1])
  expect(shown(await operations.openForReport({ workshop: '', day: '2026-11-22' }))).toEqual([1, 1])
  const { processId } = (await plan.queues({})).find(({ processName }) => processName === '裁剪')!
  expect(shown((await plan.queue({ processId, offset: 0, limit: 20 })).rows)).toEqual([1, 1])
  const days = { processId, from: '2026-11-22', to: '2027-01-31' }
  expect(shown((await plan.dayWork(days)).rows)).toEqual([1, 1])
  for (const [description, noticeLineId] of rows)
    expect((await plan.line({ noticeLineId })).description).toBe(description)
  const paper = await plan.queuePaper({ processId, workshop: '' })
  const html = paper.pages
    .join('')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
  expect(own.map((run) => html.includes(run))).toEqual([true, true])
  // the two workshops that do it, not the one the process belongs to
  expect(html.replaceAll(' ', '')).toContain('裁剪车间、缝制车间')
})

test('a part released to 外协 takes none of the own capacity and stands in no queue of the workshop', async () => {
  await split('外协')
  const { plan } = office.as.workshop
  const { processId } = (await plan.queues({})).find(({ processName }) => processName === '裁剪')!
  const days = { processId, from: '2026-11-22', to: '2027-01-31' }
  expect((await plan.dayWork(days)).rows.map(({ quantity }) => quantity)).toEqual([80_000])
  expect((await plan.queue({ processId, offset: 0, limit: 20 })).rows.map(({ quantity }) => quantity)).toEqual([80_000])
})

test('a notice of a part is named with its own sizes in store, inspection, exceptions, outside work and figures', async () => {
  const order = await split('外协')
  const { as } = office
  const shown = (all: readonly { description: string }[]) =>
    own.map((run) => all.filter(({ description }) => description.includes(run)).length)
  const page = { offset: 0, limit: 20 }
  expect(shown(await as.workshop.quality.targets({ typed: '' }))).toEqual([1, 1])
  expect(shown(await as.merchandiser.exceptions.places({ typed: '校服' }))).toEqual([1, 1])
  expect(shown((await as.merchandiser.outsourcing.sendable({ ...page, all: true })).rows)).toEqual([1, 1])
  expect(shown((await as.workshop.production.planLines({ ...page, month: '2026-12' })).rows)).toEqual([1, 1])
  expect(shown((await as.merchandiser.shipments.ask({ orderId: order.id })).lines)).toEqual([1, 1])
  const lines = await office.db
    .selectFrom('noticeLines')
    .innerJoin('operations', 'operations.noticeLineId', 'noticeLines.id')
    .select(['noticeLines.id', 'operations.id as operationId', 'noticeLines.quantity'])
    .orderBy('noticeLines.id')
    .execute()
  const { report, row } = workshopOf(office)
  for (const { operationId, quantity } of lines) await report('2026-11-22', row(operationId, quantity / 1000))
  expect(shown((await as.warehouse.shipments.store({ ...page, show: 'waiting' })).rows)).toEqual([1, 1])
  expect(shown((await as.workshop.figures.reported({ ...page, month: '2026-11' })).rows)).toEqual([1, 1])
  const { draft } = await as.workshop.quality.propose({
    kind: 'final',
    orderLineId: null,
    noticeLineId: lines[0]!.id,
    operationId: null,
  })
  await as.workshop.quality.save(draft)
  expect(shown((await as.workshop.quality.list(page)).rows)).toEqual([1, 0])
  const { plannedFinish } = await office.db.selectFrom('operations').select('plannedFinish').executeTakeFirstOrThrow()
  office.setDay(plannedFinish)
  const planned = await as.workshop.figures.planned({ ...page, month: plannedFinish.slice(0, 7) })
  expect(shown(planned.rows)).toEqual([1, 1])
})

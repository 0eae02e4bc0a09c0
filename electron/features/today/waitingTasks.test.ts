import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Role } from '../../../shared/permissions.ts'
import type { Task, TaskKind } from '../../../shared/today.ts'
import {
  checkOrder,
  furnitureDraft,
  makeGoods,
  makeMasters,
  payOrder,
  shipNote,
  signConfirmation,
} from '../../testing/mainLine.ts'
import { openOffice, type TestOffice } from '../../testing/office.ts'

let office: TestOffice
let masters: Awaited<ReturnType<typeof makeMasters>>
beforeEach(async () => {
  office = await openOffice()
  masters = await makeMasters(office)
})
afterEach(() => office.close())

const tasks = async (kind: TaskKind, role: Role = 'merchandiser'): Promise<Task[]> =>
  (await office.as[role].today.list({})).rows.filter((task) => task.kind === kind)
const checkedOrder = async (): Promise<number> => {
  const { id } = await office.as.clerk.orders.save(await furnitureDraft(office, masters))
  await checkOrder(office, id)
  return id
}
const finishedOrder = async (): Promise<number> => {
  const id = await checkedOrder()
  await signConfirmation(office, id)
  await payOrder(office, masters.customerId, id, 'deposit', 1_421_280, '2026-11-22')
  await office.as.merchandiser.production.release({ orderId: id })
  await makeGoods(office)
  return id
}
const note = async (orderId: number, deliveryOn: string) => {
  const draft = await office.as.merchandiser.deliveries.newDraft({ orderId })
  return office.as.merchandiser.deliveries.save({ ...draft, deliveryOn, driver: '老何' })
}
const comeBack = async (
  kind: 'confirmation' | 'delivery' | 'statement',
  documentId: number,
  differenceFen = 47_600,
) => {
  const { rows } = await office.as.merchandiser.signBacks.list({ kind, documentId })
  const copy = rows.findLast(({ state }) => state === 'waiting')!
  return office.as.merchandiser.signBacks.markReturned({
    id: copy.id,
    version: copy.version,
    result: 'different',
    difference: '少 2 把椅子',
    differenceFen,
    copy: null,
  })
}
const different = async (role: Role = 'merchandiser') => (await tasks('different', role)).map(({ number }) => number)
const monthEnd = async (month: string) =>
  (await office.as.merchandiser.monthEnd.rows({ month, kind: 'openDifference' })).rows.map(({ number, fen }) => [
    number,
    fen,
  ])

test('a checked order whose confirmation is not out is told until it is sent; one that came back different is another row', async () => {
  const id = await checkedOrder()
  expect(await tasks('toConfirm')).toMatchObject([{ id, place: 'confirmation', urgency: 'now' }])
  expect(await tasks('toConfirm', 'warehouse')).toEqual([])
  await office.as.merchandiser.signBacks.markSent({ kind: 'confirmation', documentId: id, sentTo: '传真' })
  expect(await tasks('toConfirm')).toEqual([])
  const copy = await comeBack('confirmation', id)
  expect(await tasks('toConfirm')).toEqual([])
  expect(await tasks('different')).toMatchObject([
    { id: copy.id, urgency: 'late', place: 'signBacks', what: '少 2 把椅子', amountFen: 47_600 },
  ])
  // settled by word of mouth only: the confirmation must still go out again
  await office.as.clerk.signBacks.settle({ id: copy.id, version: copy.version, how: '电话说好按 24 把' })
  expect(await different()).toEqual([])
  expect(await tasks('toConfirm')).toMatchObject([{ id }])
})

test('a confirmation that came back different leaves the lists when a new one is sent', async () => {
  const id = await checkedOrder()
  const { signBacks } = office.as.merchandiser
  await signBacks.markSent({ kind: 'confirmation', documentId: id, sentTo: '传真' })
  await comeBack('confirmation', id)
  expect(await signBacks.counts({})).toMatchObject({ waiting: 0, different: 1 })
  await signBacks.markSent({ kind: 'confirmation', documentId: id, sentTo: '传真' })
  expect(await signBacks.counts({})).toMatchObject({ waiting: 1, different: 0 })
  expect(await different()).toEqual([])
})

test('a delivery note signed with a difference stays on 今日 and in the month-end check until somebody settles it', async () => {
  const orderId = await finishedOrder()
  office.setDay('2026-12-15')
  await payOrder(office, masters.customerId, orderId, 'balance', 3_316_320, '2026-12-15')
  const sent = await note(orderId, '2026-12-15')
  await shipNote(office, sent.id)
  const copy = await comeBack('delivery', sent.id)
  expect(copy.open).toBe(true)
  expect(await different('warehouse')).toEqual([sent.number])
  expect(await different('workshop')).toEqual([])
  expect(await tasks('different')).toMatchObject([{ amountFen: 47_600 }])
  expect(await tasks('different', 'warehouse')).toMatchObject([{ amountFen: null }])
  expect(await monthEnd('2026-12')).toEqual([[sent.number, 47_600]])
  expect(await monthEnd('2026-11')).toEqual([])
  expect((await office.as.clerk.signBacks.list({ state: 'different', open: true })).rows).toHaveLength(1)

  await expect(
    office.as.workshop.signBacks.settle({ id: copy.id, version: copy.version, how: '补了 2 把' }),
  ).rejects.toMatchObject({ code: 'app.notAllowed' })
  const settled = await office.as.warehouse.signBacks.settle({ id: copy.id, version: copy.version, how: '补了 2 把' })
  expect(settled).toMatchObject({ open: false, settledBy: '老周', settledHow: '补了 2 把', state: 'different' })
  expect(await different()).toEqual([])
  expect(await monthEnd('2026-12')).toEqual([])
  expect((await office.as.clerk.signBacks.list({ state: 'different', open: false })).rows).toHaveLength(1)
  // taken back and marked again: it is open anew
  await office.as.warehouse.signBacks.undo({ id: copy.id, version: settled.version, reason: '标错' })
  expect((await comeBack('delivery', sent.id)).open).toBe(true)
})

test('an adjustment that names the note settles its difference, one that names another does not', async () => {
  const orderId = await finishedOrder()
  office.setDay('2026-12-15')
  await payOrder(office, masters.customerId, orderId, 'balance', 3_316_320, '2026-12-15')
  const sent = await note(orderId, '2026-12-15')
  await shipNote(office, sent.id)
  const copy = await comeBack('delivery', sent.id)
  office.setDay('2026-12-16')
  const adjust = (reason: string) =>
    office.as.cashier.statements.adjust({
      customerId: masters.customerId,
      adjustedOn: '2026-12-16',
      kind: 'deduction',
      amountFen: -47_600,
      reason,
    })
  await adjust('XS991231-01 少 2 把')
  expect(await different()).toEqual([sent.number])
  await adjust(`${sent.number} 少 2 把`)
  expect(await different()).toEqual([])
  expect(await office.as.clerk.signBacks.read({ id: copy.id })).toMatchObject({ open: false, settledAt: null })
})

test('finished goods ask for their delivery note; the note is picked, inspected, counted and released by its day', async () => {
  const id = await finishedOrder()
  expect(await tasks('toDeliver')).toMatchObject([{ id, place: 'newNote' }])
  expect(await tasks('toDeliver', 'warehouse')).toEqual([])
  office.setDay('2026-12-13')
  expect((await tasks('dueSoon')).map((task) => task.id)).toEqual([])
  const { id: noteId, totalPacks } = await note(id, '2026-12-15')
  expect(await tasks('toDeliver')).toEqual([])
  expect(await tasks('noteStep', 'warehouse')).toEqual([])

  office.setDay('2026-12-15')
  const step = async () =>
    (await tasks('noteStep', 'warehouse')).map(({ process, urgency, days }) => [process, urgency, days])
  expect(await step()).toEqual([['draft', 'today', 0]])
  expect(await tasks('noteStep', 'workshop')).toEqual([])
  expect(await tasks('noteStep', 'warehouse')).toMatchObject([{ of: totalPacks, place: 'note', id: noteId }])
  office.setDay('2026-12-17')
  await payOrder(office, masters.customerId, id, 'balance', 3_316_320, '2026-12-17')
  const { deliveries } = office.as.warehouse
  await deliveries.pick({ id: noteId, version: (await deliveries.read({ id: noteId })).version })
  expect(await step()).toEqual([['picked', 'late', 2]])
  const picked = await deliveries.read({ id: noteId })
  await deliveries.inspect({ id: noteId, version: picked.version, passed: true, remark: '' })
  const inspected = await deliveries.read({ id: noteId })
  await deliveries.countPacks({ id: noteId, version: inspected.version, packs: totalPacks, explanation: '' })
  expect(await step()).toEqual([['counted', 'late', 2]])
  const counted = await deliveries.read({ id: noteId })
  await deliveries.release({ id: noteId, version: counted.version, overrideReason: null })
  expect(await step()).toEqual([])
})

test('a note that holds fewer pieces than are to go leaves the order among those to deliver, with how many it holds', async () => {
  const id = await finishedOrder()
  const [whole] = await tasks('toDeliver')
  const draft = await office.as.merchandiser.deliveries.newDraft({ orderId: id })
  const toGo = draft.lines.reduce((sum, { quantity }) => sum + quantity, 0) / 1000
  const part = [{ ...draft.lines[0]!, quantity: 4_000 }]
  const older = await office.as.merchandiser.deliveries.save({ ...draft, lines: part, driver: '老何' })
  expect(await tasks('toDeliver')).toMatchObject([{ id, what: `${whole!.what} 已开单 4/${toGo}` }])
  await note(id, '2026-12-15')
  expect(await tasks('toDeliver')).toEqual([])
  await office.as.merchandiser.deliveries.void({ id: older.id, version: older.version, reason: '重开' })
  expect(await tasks('toDeliver')).toHaveLength(1)
})

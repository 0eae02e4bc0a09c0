import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Order } from '../../../shared/orders.ts'
import { slipsOf } from '../../testing/changes.ts'
import { checkOrder, furnitureDraft, makeMasters, payOrder, signConfirmation } from '../../testing/mainLine.ts'
import { openOffice, type TestOffice } from '../../testing/office.ts'
import { workshopOf } from '../../testing/workshop.ts'

let office: TestOffice
let shop: ReturnType<typeof workshopOf>
beforeEach(async () => {
  office = await openOffice()
  shop = workshopOf(office)
  await shop.keepProcesses(['开料', '包装'])
})
afterEach(() => office.close())

/** The six wardrobes of the furniture order, sawn. */
const wardrobesSawn = async () => {
  const masters = await makeMasters(office)
  const { id } = await office.as.clerk.orders.save(await furnitureDraft(office, masters))
  const order = await checkOrder(office, id)
  await signConfirmation(office, id)
  await payOrder(office, masters.customerId, id, 'deposit', order.depositFen!, '2026-11-22')
  const notice = await office.as.merchandiser.production.release({
    orderId: id,
    lines: [{ orderLineId: order.lines[2]!.id, quantity: 6000 }],
  })
  const { noticeLines } = await office.as.merchandiser.production.read({ id: notice.id })
  const ids = noticeLines[0]!.operations.map((operation) => operation.id)
  await shop.report('2026-11-22', shop.row(ids[0]!, 6))
  return { order: await office.as.merchandiser.orders.read({ id }), lineId: noticeLines[0]!.id, ids }
}
/** A slip after which the order wants only four wardrobes. */
const onlyFour = async (order: Order): Promise<void> => {
  const { approve, customerSigns, write } = slipsOf(office)
  const slip = await write(order, (proposal) => {
    proposal.lines[2] = { ...proposal.lines[2]!, quantity: 4000, packs: 4 }
  })
  await customerSigns(await approve(slip, '多做的入库'))
}
const goods = async (lineId: number): Promise<number[][]> =>
  (await shop.operationsOf(lineId)).map(({ quantity, good, scrap }) => [quantity, good, scrap])

it('a disposal is taken back though a slip left less to make since: the goods were there before it', async () => {
  const { order, lineId, ids } = await wardrobesSawn()
  await shop.report('2026-11-22', shop.row(ids[1]!, 6))
  const { draft } = await office.as.workshop.quality.propose({
    kind: 'final',
    orderLineId: null,
    noticeLineId: lineId,
    operationId: null,
  })
  const defects = [{ defect: '划伤', severity: 'major' as const, quantity: 2, note: '', picture: '' }]
  const made = await office.as.workshop.quality.save({ ...draft, defects })
  const bad = await office.as.workshop.quality.decide({
    id: made.id,
    version: made.version,
    decision: 'reject',
    reason: '',
  })
  const done = await office.as.workshop.quality.dispose({
    id: bad.id,
    version: bad.version,
    kind: 'scrap',
    quantity: 2000,
    note: '',
  })
  expect(done.reopened.map(({ processName, more }) => [processName, more])).toEqual([
    ['开料', 2000],
    ['包装', 2000],
  ])
  await onlyFour(order)
  expect(await goods(lineId)).toEqual([
    [6000, 6000, 0],
    [4000, 4000, 2000],
  ])
  await office.as.workshop.quality.takeBack({
    id: done.id,
    version: done.version,
    disposalId: done.disposals[0]!.id,
    reason: '没有报废',
  })
  expect(await goods(lineId)).toEqual([
    [4000, 6000, 0],
    [4000, 6000, 0],
  ])
})

it('so is scrap of a daily report', async () => {
  const { order, lineId, ids } = await wardrobesSawn()
  const { reportIds } = await shop.report('2026-11-22', shop.row(ids[1]!, 4, { bad: 2000, scrap: 2000 }))
  await onlyFour(order)
  await office.as.workshop.operations.reverse({ reportId: reportIds[0]!, reason: '只报废 1 张' })
  expect(await goods(lineId)).toEqual([
    [4000, 6000, 0],
    [4000, 0, 0],
  ])
})

it('what was made again in the place of scrap is still taken back first', async () => {
  const { order, ids } = await wardrobesSawn()
  const { reportIds } = await shop.report('2026-11-22', shop.row(ids[1]!, 4, { bad: 2000, scrap: 2000 }))
  await shop.report('2026-11-22', shop.row(ids[0]!, 2))
  await onlyFour(order)
  await expect(
    office.as.workshop.operations.reverse({ reportId: reportIds[0]!, reason: '没有报废' }),
  ).rejects.toMatchObject({ code: 'operations.reversalMadeAgain' })
})

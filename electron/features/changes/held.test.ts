import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Order } from '../../../shared/orders.ts'
import { slipsOf } from '../../testing/changes.ts'
import { checkOrder, furnitureDraft, makeMasters, payOrder, signConfirmation } from '../../testing/mainLine.ts'
import { openOffice, type TestOffice } from '../../testing/office.ts'
import { addFactory, backRow, slipDraft } from '../../testing/outsourcing.ts'
import { answerShipDay } from '../../testing/shipping.ts'

let office: TestOffice
beforeEach(async () => {
  office = await openOffice()
})
afterEach(() => office.close())

/** The furniture order with its six wardrobes in the workshop, alone or beside its tables. */
const wardrobesInWork = async (alone = true): Promise<{ order: Order; noticeId: number }> => {
  const masters = await makeMasters(office)
  const { id } = await office.as.clerk.orders.save(await furnitureDraft(office, masters))
  const order = await checkOrder(office, id)
  await signConfirmation(office, id)
  await payOrder(office, masters.customerId, id, 'deposit', order.depositFen!, '2026-11-22')
  const notice = await office.as.merchandiser.production.release({
    orderId: id,
    lines: [
      { orderLineId: order.lines[2]!.id, quantity: 6000 },
      ...(alone ? [] : [{ orderLineId: order.lines[0]!.id, quantity: 12_000 }]),
    ],
  })
  return { order, noticeId: notice.id }
}
const withoutWardrobes = async (order: Order): Promise<void> => {
  const { approve, customerSigns, write } = slipsOf(office)
  await customerSigns(
    await approve(
      await write(order, (proposal) => {
        proposal.lines = proposal.lines.slice(0, 2)
      }),
    ),
  )
}

it('a notice whose goods are at a factory is not taken back by a slip: they come back to it', async () => {
  const { order, noticeId } = await wardrobesInWork()
  const { noticeLines } = await office.as.merchandiser.production.read({ id: noticeId })
  const factoryId = await addFactory(office)
  const [first] = noticeLines[0]!.operations
  const sent = await office.as.merchandiser.outsourcing.save(
    slipDraft(factoryId, [{ operationId: first!.id, pieces: 6 }]),
  )
  await withoutWardrobes(order)
  const standing = await office.as.merchandiser.production.read({ id: noticeId })
  expect([standing.state, standing.noticeLines[0]!.quantity]).toEqual(['finished', 0])
  const back = await office.as.warehouse.outsourcing.back({
    id: sent.id,
    version: sent.version,
    returnedOn: '2026-11-22',
    rows: [backRow(sent.lines[0]!.id, { undone: 6 })],
  })
  expect(back.lines).toMatchObject([{ state: 'back', open: 0 }])
})

it('a line that was closed short and then taken off the order brings nothing back when it is opened again', async () => {
  const { order, noticeId } = await wardrobesInWork(false)
  const lineId = (await office.as.merchandiser.production.read({ id: noticeId })).noticeLines[0]!.id
  await office.as.merchandiser.materials.close({
    noticeLineId: lineId,
    good: 0,
    quantity: 6000,
    reason: '先不做',
    explanations: [],
  })
  await withoutWardrobes(await office.as.merchandiser.orders.read({ id: order.id }))
  await office.as.manager.materials.reopen({ noticeLineId: lineId, reason: '结错' })
  const { noticeLines } = await office.as.merchandiser.production.read({ id: noticeId })
  expect(noticeLines[0]!.quantity).toBe(0)
})

it('the shipping plan of goods that are not made any more ends with them, and a void notice leaves none', async () => {
  const { order, noticeId } = await wardrobesInWork(false)
  await answerShipDay(office, order.id, '2026-12-10', '2026-12-08')
  const states = async () =>
    (await office.db.selectFrom('shipmentPlans').select(['quantity', 'state']).orderBy('quantity').execute()).map(
      ({ quantity, state }) => [quantity, state],
    )
  expect(await states()).toEqual([
    [6000, 'planned'],
    [12_000, 'planned'],
  ])
  await withoutWardrobes(order)
  expect(await states()).toEqual([
    [6000, 'withdrawn'],
    [12_000, 'planned'],
  ])
  const { version } = await office.as.merchandiser.production.read({ id: noticeId })
  await office.as.merchandiser.production.void({ id: noticeId, version, reason: '改下别的车间' })
  expect(await states()).toEqual([
    [6000, 'withdrawn'],
    [12_000, 'withdrawn'],
  ])
})

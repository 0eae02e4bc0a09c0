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
const withoutWardrobes = async (order: Order, loss = ''): Promise<void> => {
  const { approve, customerSigns, write } = slipsOf(office)
  await customerSigns(
    await approve(
      await write(order, (proposal) => {
        proposal.lines = proposal.lines.slice(0, 2)
      }),
      loss,
    ),
  )
}
/** A slip after which the order wants only so many wardrobes, not handed in yet. */
const fewerWardrobes = (order: Order, pieces: number) =>
  slipsOf(office).write(order, (proposal) => {
    proposal.lines[2] = { ...proposal.lines[2]!, quantity: pieces * 1000, packs: pieces }
  })

it('a notice whose goods are at a factory is not taken back by a slip: they come back to it', async () => {
  const { order, noticeId } = await wardrobesInWork()
  const { noticeLines } = await office.as.merchandiser.production.read({ id: noticeId })
  const factoryId = await addFactory(office)
  const [first] = noticeLines[0]!.operations
  const sent = await office.as.merchandiser.outsourcing.save(
    slipDraft(factoryId, [{ operationId: first!.id, pieces: 6 }]),
  )
  await withoutWardrobes(order, '外协厂原样退回')
  const standing = await office.as.merchandiser.production.read({ id: noticeId })
  expect([standing.state, standing.noticeLines[0]!.quantity]).toEqual(['finished', 0])
  const back = await office.as.warehouse.outsourcing.back({
    sure: true,
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

it('goods at a factory for the first process count as begun and outside, and the slip says that they come back', async () => {
  const { order, noticeId } = await wardrobesInWork()
  const { noticeLines } = await office.as.merchandiser.production.read({ id: noticeId })
  const [first, second] = noticeLines[0]!.operations
  const factoryId = await addFactory(office)
  const out = office.as.merchandiser.outsourcing
  const sent = await out.save(slipDraft(factoryId, [{ operationId: first!.id, pieces: 6 }]))
  const effect = async () => {
    const slip = await fewerWardrobes(order, 2)
    await office.as.merchandiser.changes.withdraw({ id: slip.id, version: slip.version, reason: '再想想' })
    const { outside, started, loss } = slip.effect.lines[0]!
    return { outside, started, loss, loses: slip.effect.loses, notes: slip.effect.notes }
  }
  expect(await effect()).toEqual({
    outside: 6000,
    started: 6000,
    loss: 4000,
    loses: true,
    notes: [expect.stringMatching(/6 .在顺达电镀\(WX261122-01\),改后只要 2/)],
  })
  // what is back is outside no more; what was sent on for the second process is
  const { version } = await out.back({
    sure: true,
    id: sent.id,
    version: sent.version,
    returnedOn: '2026-11-22',
    rows: [backRow(sent.lines[0]!.id, { good: 5, undone: 1 })],
  })
  expect(version).toBeGreaterThan(sent.version)
  await out.save(slipDraft(factoryId, [{ operationId: second!.id, pieces: 3 }]))
  expect(await effect()).toMatchObject({ outside: 3000, started: 5000, loss: 3000 })
})

it('what a slip made too many comes back from the factory all the same, is said, and can be corrected', async () => {
  const { order, noticeId } = await wardrobesInWork()
  const { noticeLines } = await office.as.merchandiser.production.read({ id: noticeId })
  const [first, second] = noticeLines[0]!.operations
  const factoryId = await addFactory(office)
  const out = office.as.merchandiser.outsourcing
  const sent = await out.save(slipDraft(factoryId, [{ operationId: first!.id, pieces: 6 }]))
  const { approve, customerSigns } = slipsOf(office)
  await customerSigns(await approve(await fewerWardrobes(order, 2), '做完入库卖样品'))
  const asked = await out.read({ id: sent.id })
  expect(asked.lines).toMatchObject([{ wanted: 2000, tooMany: 4000 }])
  // the day it is wanted back is changed though its quantity is more than is wanted now
  const { lines: _, ...head } = slipDraft(factoryId, [])
  const saved = await out.save({
    ...head,
    id: sent.id,
    version: asked.version,
    lines: [{ operationId: first!.id, quantity: 6000, wantedOn: '2026-12-05', priceMicros: 0, requirement: '' }],
  })
  const back = await out.back({
    sure: true,
    id: sent.id,
    version: saved.version,
    returnedOn: '2026-11-22',
    rows: [backRow(sent.lines[0]!.id, { good: 5, bad: 1, scrap: 1 })],
  })
  expect(back.lines).toMatchObject([{ state: 'back', open: 0, good: 5000, wanted: 2000, tooMany: 3000 }])
  const cut = async () =>
    (await office.db.selectFrom('operations').selectAll().where('id', '=', first!.id).executeTakeFirstOrThrow()).good
  expect(await cut()).toBe(5000)
  // no more is made than is wanted, and a wrong entry is taken back and written anew
  await expect(
    office.as.workshop.operations.report({
      reportedOn: '2026-11-22',
      workshop: '',
      rows: [
        {
          operationId: second!.id,
          good: 3000,
          bad: 0,
          rework: 0,
          scrap: 0,
          hours: 0,
          people: 0,
          causeCode: null,
          causeNote: '',
        },
      ],
    }),
  ).rejects.toMatchObject({ code: 'operations.aboveQuantity' })
  const undone = await out.takeBack({
    id: sent.id,
    version: back.version,
    returnId: back.returns[0]!.id,
    reason: '数错',
  })
  expect([undone.lines[0]!.open, await cut()]).toEqual([6000, 0])
  const again = await out.back({
    sure: true,
    id: sent.id,
    version: undone.version,
    returnedOn: '2026-11-22',
    rows: [backRow(sent.lines[0]!.id, { good: 6 })],
  })
  expect([again.lines[0]!.tooMany, await cut()]).toEqual([4000, 6000])
})

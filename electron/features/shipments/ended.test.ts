import { afterEach, beforeEach, expect, it } from 'vitest'
import { openOffice, type TestOffice } from '../../testing/office.ts'
import { keyNote, sendNote } from '../../testing/notes.ts'
import { answerShipDay } from '../../testing/shipping.ts'
import { workshopOf } from '../../testing/workshop.ts'

let office: TestOffice
beforeEach(async () => {
  office = await openOffice()
})
afterEach(() => office.close())

it('the plan has no more of a line than it still makes: closed short, it ships what there is', async () => {
  const shop = workshopOf(office)
  await shop.keepProcesses(['开料', '包装'])
  const { order, lineId, ids } = await shop.inWork({ pieces: [20] })
  await shop.report('2026-11-22', shop.row(ids[0]!, 20), shop.row(ids[1]!, 12))
  const [planId] = await answerShipDay(office, order.id, '2026-11-25', '2026-11-24')
  await office.db.updateTable('shipmentPlans').set({ packs: 10 }).execute()
  const close = { noticeLineId: lineId, good: 12_000, quantity: 20_000, reason: '木料开裂', explanations: [] }
  await office.as.merchandiser.materials.close(close)
  const { rows } = await office.as.clerk.shipments.list({})
  expect(rows).toMatchObject([{ quantity: 12_000, packs: 6, gone: 0, state: 'planned' }])
  expect(await office.as.clerk.shipments.sums({})).toMatchObject({ lines: 1, packs: 6 })
  expect((await office.as.clerk.shipments.ofOrder({ orderId: order.id })).plans).toMatchObject([{ quantity: 12_000 }])
  const draft = await office.as.clerk.deliveries.newDraft({ orderId: order.id, planId: planId! })
  expect(draft.lines.map(({ quantity }) => quantity)).toEqual([12_000])
  await sendNote(office, await keyNote(office, order, [12]))
  expect((await office.as.clerk.shipments.list({})).rows).toEqual([])
  expect((await office.as.clerk.shipments.list({ show: 'gone' })).rows).toMatchObject([{ gone: 12_000, state: 'gone' }])
})

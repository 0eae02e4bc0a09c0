import { afterEach, beforeEach, expect, it } from 'vitest'
import { keyNote, sendNote } from '../../testing/notes.ts'
import { openOffice, type TestOffice } from '../../testing/office.ts'
import { putInStore } from '../../testing/shipping.ts'
import { workshopOf } from '../../testing/workshop.ts'

let office: TestOffice
beforeEach(async () => {
  office = await openOffice()
})
afterEach(() => office.close())

it('an entry of the store is taken back in part, so far as it has not left: the rest stays under its day and place', async () => {
  const shop = workshopOf(office)
  await shop.keepProcesses(['包装'])
  const { order, lineId, ids } = await shop.inWork({ pieces: [20] })
  await shop.report('2026-11-22', shop.row(ids[0]!, 20))
  const store = async () => (await office.as.warehouse.shipments.store({})).rows
  const { office: settings, versions } = await office.as.owner.settings.read({})
  await office.as.owner.settings.saveOffice({ office: { ...settings, storeFirst: true }, version: versions.office })
  const { id } = await putInStore(office, lineId, 20, { explanation: '' })
  await sendNote(office, await keyNote(office, order, [6]))
  const takeBack = (entryId: number, pieces: number | null) =>
    office.as.warehouse.shipments.takeBack({
      id: entryId,
      quantity: pieces === null ? null : pieces * 1000,
      reason: '挑出返工',
    })
  for (const [pieces, code] of [
    [21, 'shipments.moreThanEntry'],
    [15, 'shipments.goneAlready'],
    [null, 'shipments.goneAlready'],
  ] as const)
    await expect(takeBack(id, pieces)).rejects.toMatchObject({ code, field: 'quantity' })
  await takeBack(id, 4)
  expect(await store()).toMatchObject([{ putIn: 16_000, there: 10_000, waiting: 4000, place: 'A3' }])
  const entries = await office.as.clerk.shipments.entries({ noticeLineId: lineId })
  expect(entries).toMatchObject([
    { quantity: 16_000, packs: 16, reverses: null, reversed: false, explanation: '挑出返工' },
    { quantity: -20_000, packs: -20, reverses: id },
    { quantity: 20_000, reversed: true },
  ])
  await takeBack(entries[0]!.id, 10)
  expect(await store()).toMatchObject([{ putIn: 6000, there: 0, waiting: 14_000 }])
})

it('a line that was just put in stays in the list of what waits where it is asked for', async () => {
  const shop = workshopOf(office)
  await shop.keepProcesses(['包装'])
  const { lineId, ids } = await shop.inWork({ pieces: [20] })
  await shop.report('2026-11-22', shop.row(ids[0]!, 20))
  const waiting = async (also: number | null) =>
    (await office.as.warehouse.shipments.store({ show: 'waiting', also })).rows.map(({ noticeLineId }) => noticeLineId)
  expect(await waiting(null)).toEqual([lineId])
  await putInStore(office, lineId, 20, { explanation: '' })
  expect([await waiting(null), await waiting(lineId)]).toEqual([[], [lineId]])
})

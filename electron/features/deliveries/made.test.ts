import { afterEach, beforeEach, expect, test } from 'vitest'
import { makeOrder } from '../../testing/checkedOrder.ts'
import { keyNote, noteDraft, noteLine, sendNote } from '../../testing/notes.ts'
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

/** 20 tables in the workshop, so many of them through it, and a note for 20. */
const noted = async (made: number) => {
  const work = await shop.inWork({ pieces: [20] })
  const reports =
    made === 0
      ? []
      : (await shop.report('2026-11-22', shop.row(work.ids[0]!, made), shop.row(work.ids[1]!, made))).reportIds
  return { ...work, reports, note: await keyNote(office, work.order, [20]) }
}
const read = (id: number) => office.as.manager.deliveries.read({ id })
const pick = async (id: number) => office.as.warehouse.deliveries.pick({ id, version: (await read(id)).version })
const allow = async (id: number, reason = '日报明早补') =>
  office.as.manager.deliveries.allowUnmade({ id, version: (await read(id)).version, reason })

test('goods nobody reported finished are not picked: the sentence says how many are, and a manager says why', async () => {
  const { note } = await noted(12)
  expect(note.lines).toMatchObject([{ made: 12_000, missing: 8000, unmade: 0, unnoticed: false }])
  await expect(pick(note.id)).rejects.toMatchObject({
    code: 'deliveries.unmade',
    message: expect.stringContaining('报完工还没送的只有 12 张,单上 20 张') as string,
  })
  for (const role of ['clerk', 'warehouse', 'workshop', 'merchandiser', 'cashier'] as const)
    await expect(
      office.as[role].deliveries.allowUnmade({ id: note.id, version: note.version, reason: '急' }),
    ).rejects.toMatchObject({ code: 'app.notAllowed' })
  await expect(allow(note.id, '')).rejects.toMatchObject({ code: 'app.badInputEmpty' })
  const allowed = await allow(note.id)
  expect(allowed).toMatchObject({
    unmadeReason: '日报明早补',
    unmade: { by: '赵经理' },
    lines: [{ made: 12_000, missing: 8000, unmade: 8000 }],
  })
  const sent = await sendNote(office, allowed)
  // it stays on record when the note has left
  expect(sent).toMatchObject({ state: 'released', unmadeReason: '日报明早补', lines: [{ unmade: 8000, made: null }] })
})

test('what is reported finished leaves without a word, and no reason is taken for it', async () => {
  const { note } = await noted(20)
  await expect(allow(note.id)).rejects.toMatchObject({ code: 'deliveries.allMade' })
  expect((await sendNote(office, note)).state).toBe('released')
})

test('the gate asks again: a report taken back since is missing there, beyond what was allowed', async () => {
  const { note, reports } = await noted(20)
  let now = await pick(note.id)
  now = await office.as.warehouse.deliveries.inspect({ id: note.id, version: now.version, passed: true, remark: '' })
  now = await office.as.warehouse.deliveries.countPacks({
    id: note.id,
    version: now.version,
    packs: now.totalPacks,
    explanation: '',
  })
  await office.as.workshop.operations.reverse({ reportId: reports[1]!, reason: '点错' })
  const release = async () =>
    office.as.warehouse.deliveries.release({
      id: note.id,
      version: (await read(note.id)).version,
      overrideReason: null,
    })
  await expect(release()).rejects.toMatchObject({ code: 'deliveries.unmade' })
  await allow(note.id)
  expect((await release()).state).toBe('released')
})

test('a note that is keyed anew asks for the reason anew', async () => {
  const { note, order } = await noted(12)
  await allow(note.id)
  const now = await read(note.id)
  const saved = await keyNote(office, order, [20], { id: note.id, version: now.version })
  expect(saved).toMatchObject({ unmadeReason: '', unmade: null, lines: [{ unmade: 0, missing: 8000 }] })
  await expect(pick(note.id)).rejects.toMatchObject({ code: 'deliveries.unmade' })
})

test('goods picked for one note are not picked for another', async () => {
  const { note, order } = await noted(20)
  const half = await keyNote(office, order, [12], { id: note.id, version: note.version })
  const other = await keyNote(office, order, [8])
  await pick(half.id)
  await pick(other.id)
  expect((await read(other.id)).lines).toMatchObject([{ missing: 0 }])
})

test('goods no notice makes, and goods above what was ordered, are no matter of the workshop', async () => {
  const bought = await makeOrder(office, { pieces: [5] })
  const note = await keyNote(office, bought, [5])
  expect(note.lines).toMatchObject([{ made: null, missing: 0, unnoticed: true }])
  expect((await sendNote(office, note)).state).toBe('released')
  const { order } = await noted(20)
  const [first] = (await office.as.clerk.deliveries.list({ orderId: order.id })).rows
  await office.db.updateTable('customers').set({ overBasisPoints: 1000 }).where('id', '=', order.customerId).execute()
  const more = await keyNote(office, order, [22], { id: first!.id, version: first!.version })
  expect(more.lines).toMatchObject([{ over: 2000, made: 20_000, missing: 0 }])
  expect((await sendNote(office, more)).state).toBe('released')
})

test('where goods go through the store the store is asked, not the workshop', async () => {
  const { office: settings, versions } = await office.as.owner.settings.read({})
  await office.as.owner.settings.saveOffice({ office: { ...settings, storeFirst: true }, version: versions.office })
  const { note } = await noted(0)
  expect(note.lines).toMatchObject([{ made: null, unnoticed: false }])
  await expect(pick(note.id)).rejects.toMatchObject({ code: 'shipments.notInStore' })
})

test('what a split gave an order leaves though it was made for another (duty 94)', async () => {
  const [one, other] = [await shop.inWork({ pieces: [10] }), await shop.inWork({ pieces: [10] })]
  await shop.report('2026-11-22', shop.row(one.ids[0]!, 10), shop.row(one.ids[1]!, 10))
  const table = { code: 'TS-801', name: '', colour: '胡桃', unit: '张' }
  const split = await office.as.merchandiser.allocations.propose({ ...table, untilOn: '2026-12-31' })
  await office.as.merchandiser.allocations.save({
    ...table,
    untilOn: split.untilOn,
    available: split.available,
    remark: '',
    lines: split.lines.map(({ orderLineId }) => ({
      orderLineId,
      quantity: orderLineId === other.order.lineIds[0] ? 6000 : 4000,
      reason: '先给急的',
      restOn: null,
    })),
  })
  const note = await keyNote(office, other.order, [6])
  expect(note.lines).toMatchObject([{ made: 6000, missing: 0 }])
  expect((await sendNote(office, note)).state).toBe('released')
})

test('goods that went to rework after they were split are given to nobody: note, split and 今日 say so (duties 75, 94)', async () => {
  const [one, other] = [await shop.inWork({ pieces: [10] }), await shop.inWork({ pieces: [10] })]
  const { reportIds } = await shop.report('2026-11-22', shop.row(one.ids[0]!, 8), shop.row(one.ids[1]!, 8))
  const table = { code: 'TS-801', name: '', colour: '胡桃', unit: '张' }
  const { allocations, deliveries } = office.as.merchandiser
  const split = await allocations.propose({ ...table, untilOn: '2026-12-31' })
  const lines = split.lines.map(({ orderLineId }) => ({
    orderLineId,
    quantity: orderLineId === other.order.lineIds[0] ? 7000 : 1000,
    reason: '先给急的',
    restOn: null,
  }))
  const { id } = await allocations.save({
    ...table,
    untilOn: split.untilOn,
    available: split.available,
    remark: '',
    lines,
  })
  const splitTasks = async () =>
    (await office.as.merchandiser.today.list({})).rows.filter(({ kind }) => kind === 'splitOver')
  expect([(await allocations.read({ id })).there, await splitTasks()]).toEqual([null, []])
  // 2 of the 8 go back: 6 are there
  await office.as.workshop.operations.reverse({ reportId: reportIds[1]!, reason: '2 张返工' })
  await shop.report('2026-11-22', { ...shop.row(one.ids[1]!, 6), bad: 2000, rework: 2000 })
  expect(await allocations.read({ id })).toMatchObject({ left: 8000, there: 6000 })
  expect((await allocations.list({})).rows).toMatchObject([{ there: 6000 }])
  expect(await splitTasks()).toMatchObject([
    { id, place: 'split', urgency: 'now', what: '餐桌 1400×800 胡桃 只剩 6 张' },
  ])
  const draft = await deliveries.newDraft({ orderId: other.order.id })
  expect(draft.lines.map(({ quantity }) => quantity)).toEqual([6000])
  expect(await deliveries.openLines({ customerId: null, orderId: other.order.id })).toMatchObject([
    { made: 6000, remaining: 10_000 },
  ])
  const note = await keyNote(office, other.order, [7])
  expect(note.lines).toMatchObject([{ made: 6000, missing: 1000 }])
  await expect(pick(note.id)).rejects.toMatchObject({ code: 'deliveries.unmade' })
})

test('制单 stays whoever made a note; who changed it stands beside', async () => {
  const { note, order } = await noted(20)
  expect(note.changed).toBeNull()
  const draft = noteDraft(order.customerId, [noteLine(order.lineIds[0]!, 18)], { id: note.id, version: note.version })
  const saved = await office.as.manager.deliveries.save(draft)
  expect([saved.keyedBy, saved.changed?.by]).toEqual([note.keyedBy, '赵经理'])
})

test('a note begun in the store proposes what is made and on no note yet, not the whole order', async () => {
  const work = await shop.inWork({ pieces: [20] })
  await shop.report('2026-11-22', shop.row(work.ids[0]!, 12), shop.row(work.ids[1]!, 12))
  const proposed = async (made: boolean) =>
    (await office.as.clerk.deliveries.newDraft({ orderId: work.order.id, made })).lines.map(({ quantity }) => quantity)
  expect([await proposed(false), await proposed(true)]).toEqual([[20_000], [12_000]])
  await keyNote(office, work.order, [5])
  expect([await proposed(false), await proposed(true)]).toEqual([[15_000], [7_000]])
  await keyNote(office, work.order, [7])
  await expect(proposed(true)).rejects.toMatchObject({ code: 'deliveries.onOpenNote' })
})

import { afterEach, beforeEach, expect, test } from 'vitest'
import type { InspectionDraft } from '../../../shared/quality.ts'
import type { MadeOrder } from '../../testing/checkedOrder.ts'
import { keyNote } from '../../testing/notes.ts'
import { openOffice, type TestOffice } from '../../testing/office.ts'
import { workshopOf } from '../../testing/workshop.ts'

let office: TestOffice
let workshop: ReturnType<typeof workshopOf>
beforeEach(async () => {
  office = await openOffice()
  workshop = workshopOf(office)
  await workshop.keepProcesses(['开料', '包装'])
})
afterEach(() => office.close())

const quality = () => office.as.workshop.quality

/** 200 餐桌 made through all processes. */
const made = async () => {
  const work = await workshop.inWork({ pieces: [200], settlement: 'monthly' })
  office.setDay('2026-11-24')
  for (const id of work.ids) await workshop.report('2026-11-24', workshop.row(id, 200))
  return work
}

const inspect = async (noticeLineId: number, part: Partial<InspectionDraft> = {}) => {
  const { draft } = await quality().propose({ kind: 'final', orderLineId: null, noticeLineId, operationId: null })
  return quality().save({ ...draft, ...part })
}

const rejected = async (noticeLineId: number) => {
  const { id, version } = await inspect(noticeLineId, {
    defects: [{ defect: '划伤', severity: 'major', quantity: 12, note: '', picture: '' }],
  })
  return quality().decide({ id, version, decision: 'reject', reason: '' })
}

/** So many pieces leave with a note, though they are rejected. */
const leave = async (order: MadeOrder, pieces: number) => {
  const { deliveries } = office.as.warehouse
  let now = await keyNote(office, order, [pieces])
  now = await deliveries.pick({ id: now.id, version: now.version })
  now = await deliveries.inspect({ id: now.id, version: now.version, passed: true, remark: '' })
  now = await deliveries.countPacks({ id: now.id, version: now.version, packs: now.totalPacks, explanation: '' })
  await deliveries.release({ id: now.id, version: now.version, overrideReason: null, sure: true })
}

test('a rejected lot waits until all of it is dealt with: in the list, the counter and 今日', async () => {
  const { lineId } = await made()
  let inspection = await rejected(lineId)
  const dispose = async (kind: 'rework' | 'scrap', pieces: number) => {
    const { id, version } = inspection
    inspection = await quality().dispose({ id, version, kind, quantity: pieces * 1000, note: '' })
  }
  const said = async () => ({
    state: inspection.state,
    list: (await quality().list({ state: 'rejected' })).rows.map(({ waiting }) => waiting),
    counted: (await quality().counts({})).rejected,
    today: (await office.as.merchandiser.today.list({})).rows
      .filter(({ kind }) => kind === 'lotRejected')
      .map(({ what }) => what),
  })
  const waits = (waiting: number) => ({
    state: 'rejected',
    list: [waiting * 1000],
    counted: 1,
    today: [`餐桌 ${waiting} 张`],
  })
  expect(await said()).toEqual(waits(200))
  await dispose('rework', 20)
  expect(await said()).toEqual(waits(180))
  await dispose('scrap', 179)
  expect(await said()).toEqual(waits(1))
  await dispose('rework', 1)
  expect(await said()).toEqual({ state: 'handled', list: [], counted: 0, today: [] })
})

test('a rejected lot waits with what was not looked at again; pieces reworked and looked at again count once', async () => {
  const { lineId } = await made()
  const first = await rejected(lineId)
  const waiting = async () => (await quality().read({ id: first.id })).waiting
  await quality().dispose({ id: first.id, version: first.version, kind: 'rework', quantity: 20_000, note: '' })
  await inspect(lineId, { reinspects: first.id, lot: 20_000, sample: 5, sampleReason: '返工的' })
  expect(await waiting()).toBe(180_000)
  const rest = await inspect(lineId, { reinspects: first.id, lot: 160_000, sample: 5, sampleReason: '其余' })
  expect(await waiting()).toBe(20_000)
  await office.as.manager.quality.void({ id: rest.id, version: rest.version, reason: '错' })
  expect(await waiting()).toBe(180_000)
})

test('a rejected lot that is with the customer already says so, and is closed by the manager’s word', async () => {
  const { lineId, order } = await made()
  const { id } = await rejected(lineId)
  await leave(order, 150)
  const { version, left, stored } = await quality().read({ id })
  expect([left, stored]).toEqual([150_000, 0])
  await expect(quality().dispose({ id, version, kind: 'rework', quantity: 60_000, note: '' })).rejects.toMatchObject({
    code: 'quality.leftAlready',
    message: expect.stringContaining('让步') as string,
  })
  const part = await quality().dispose({ id, version, kind: 'rework', quantity: 50_000, note: '' })
  expect([part.state, part.undisposed, part.left]).toEqual(['rejected', 150_000, 150_000])
  const closed = await office.as.manager.quality.dispose({
    id,
    version: part.version,
    kind: 'concession',
    quantity: 150_000,
    note: '客户收下,TS261125-01 扣款',
  })
  expect([closed.state, closed.waiting, closed.left]).toEqual(['handled', 0, 0])
})

import { afterEach, beforeEach, expect, test } from 'vitest'
import { keyNote } from '../../testing/notes.ts'
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

/** A lot of so many pieces of a process rejected by a final inspection; the switch 出货前检验 stays off. */
const reject = async (noticeLineId: number, operationId: number, pieces: number) => {
  const { draft } = await office.as.workshop.quality.propose({
    kind: 'final',
    orderLineId: null,
    noticeLineId,
    operationId,
  })
  const made = await office.as.workshop.quality.save({
    ...draft,
    lot: pieces * 1000,
    sample: Math.min(draft.sample, pieces),
    sampleReason: '小批',
    defects: [{ defect: '划伤', severity: 'major', quantity: 20, note: '', picture: '' }],
  })
  return office.as.workshop.quality.decide({ id: made.id, version: made.version, decision: 'reject', reason: '' })
}

const putIn = (noticeLineId: number, pieces: number, explanation = '') => ({
  noticeLineId,
  quantity: pieces * 1000,
  packs: 0,
  countedBy: '老周',
  enteredOn: '2026-11-22',
  place: '',
  explanation,
})

test('rejected goods come into the store only when somebody was asked; the inspection is named', async () => {
  const { ids, lineId } = await shop.inWork({ pieces: [20] })
  await shop.report('2026-11-22', shop.row(ids[0]!, 20), shop.row(ids[1]!, 20))
  const { number } = await reject(lineId, ids[1]!, 8)
  const { shipments } = office.as.warehouse
  await expect(shipments.putIn(putIn(lineId, 20))).rejects.toMatchObject({
    code: 'shipments.rejectedGoods',
    message: expect.stringContaining(`${number} 判不合格的 8 张`) as string,
  })
  // the 12 beside them are nobody's question
  await shipments.putIn(putIn(lineId, 12, '先入合格的'))
  await shipments.putIn({ ...putIn(lineId, 8), sure: true })
})

test('a note says which goods were rejected, and its release asks where some of them leave', async () => {
  const { ids, lineId, order } = await shop.inWork({ pieces: [20], settlement: 'monthly' })
  await shop.report('2026-11-22', shop.row(ids[0]!, 20), shop.row(ids[1]!, 20))
  const { number, id } = await reject(lineId, ids[1]!, 8)
  const said = { quantity: 8000, taken: true, numbers: number }
  const part = await keyNote(office, order, [12])
  expect(part.lines).toMatchObject([{ rejected: { ...said, taken: false } }])
  const whole = await keyNote(office, order, [20], { id: part.id, version: part.version })
  expect(whole.lines).toMatchObject([{ rejected: said }])
  const { deliveries } = office.as.warehouse
  let now = await deliveries.pick({ id: whole.id, version: whole.version })
  now = await deliveries.inspect({ id: now.id, version: now.version, passed: true, remark: '' })
  now = await deliveries.countPacks({ id: now.id, version: now.version, packs: now.totalPacks, explanation: '' })
  const ask = { id: now.id, version: now.version, overrideReason: null }
  await expect(deliveries.release(ask)).rejects.toMatchObject({
    code: 'deliveries.rejectedGoods',
    message: expect.stringContaining(number) as string,
  })
  const sent = await deliveries.release({ ...ask, sure: true })
  expect([sent.state, sent.lines[0]!.rejected]).toEqual(['released', null])
  expect((await office.as.workshop.quality.read({ id })).state).toBe('rejected')
})

test('goods a manager conceded leave without a question', async () => {
  const { ids, lineId, order } = await shop.inWork({ pieces: [20], settlement: 'monthly' })
  await shop.report('2026-11-22', shop.row(ids[0]!, 20), shop.row(ids[1]!, 20))
  const made = await reject(lineId, ids[1]!, 8)
  await office.as.manager.quality.dispose({
    id: made.id,
    version: made.version,
    kind: 'concession',
    quantity: 8000,
    note: '客户同意',
  })
  const note = await keyNote(office, order, [20])
  expect(note.lines).toMatchObject([{ rejected: null }])
})

test('a later process of rejected goods is reported only when somebody was asked', async () => {
  const { ids, lineId } = await shop.inWork({ pieces: [20] })
  await shop.report('2026-11-22', shop.row(ids[0]!, 20))
  const { number } = await reject(lineId, ids[0]!, 8)
  const day = (pieces: number) => ({
    reportedOn: '2026-11-22',
    workshop: '木工车间',
    rows: [shop.row(ids[1]!, pieces)],
  })
  await office.as.workshop.operations.report(day(12))
  await expect(office.as.workshop.operations.report(day(1))).rejects.toMatchObject({
    code: 'operations.rejectedGoods',
    message: expect.stringContaining(`${number} 判不合格的 8 张`) as string,
    field: 'rows.0.good',
  })
  const done = await office.as.workshop.operations.report({ ...day(8), sure: true })
  expect(done.finished).toEqual([ids[1]])
})

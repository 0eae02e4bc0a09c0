import { afterEach, beforeEach, expect, test } from 'vitest'
import { openOffice, type TestOffice } from '../../testing/office.ts'
import { backRow, sentOut as sentOutOf } from '../../testing/outsourcing.ts'
import { workshopOf } from '../../testing/workshop.ts'

let office: TestOffice
let shop: ReturnType<typeof workshopOf>
beforeEach(async () => {
  office = await openOffice()
  shop = workshopOf(office)
  // 开料 12-13, 面漆 12-14, 包装 12-15
  await shop.keepProcesses(['开料', '面漆', '包装'])
})
afterEach(() => office.close())

const outside = () => office.as.merchandiser.outsourcing

/** 20 pieces cut, and 面漆 of them sent to the factory. */
const sentOut = (pieces?: number, wantedOn?: string) => sentOutOf(office, pieces, wantedOn)

test('what comes back of a slip neither printed nor sent is asked about; of one that was printed or sent it is not', async () => {
  const { slip, lineId } = await sentOut(8)
  const back = (part: { version: number; sure?: boolean }, good: number) =>
    office.as.warehouse.outsourcing.back({
      id: slip.id,
      returnedOn: '2026-11-22',
      rows: [backRow(lineId, { good })],
      ...part,
    })
  await expect(back({ version: slip.version }, 2)).rejects.toMatchObject({
    code: 'outsourcing.backOfUnsent',
    message: expect.stringContaining('WX261122-01') as string,
  })
  const first = await back({ version: slip.version, sure: true }, 2)
  expect(first.lines[0]).toMatchObject({ good: 2000, open: 6000 })
  await office.as.merchandiser.signBacks.markSent({ kind: 'outsourcing', documentId: slip.id, sentTo: '传真' })
  const { version } = await outside().read({ id: slip.id })
  expect((await back({ version }, 6)).lines[0]).toMatchObject({ good: 8000, open: 0 })
})

test('of one slip it is asked once: the second part comes in without a question, unless the first was taken back', async () => {
  const { slip, lineId } = await sentOut(8)
  const { back, takeBack } = office.as.warehouse.outsourcing
  const part = { id: slip.id, returnedOn: '2026-11-22', rows: [backRow(lineId, { good: 2 })] }
  await back({ ...part, version: slip.version, sure: true })
  const second = await back({ ...part, version: slip.version + 1 })
  expect(second.lines[0]).toMatchObject({ good: 4000, open: 4000 })
  for (const { id } of second.returns) {
    const { version } = await outside().read({ id: slip.id })
    await takeBack({ id: slip.id, version, returnId: id, reason: '记错了' })
  }
  const { version } = await outside().read({ id: slip.id })
  await expect(back({ ...part, version })).rejects.toMatchObject({ code: 'outsourcing.backOfUnsent' })
})

test('what comes back good is what the factory is paid for; the agreed total stays on the slip', async () => {
  const { slip, lineId, factoryId } = await sentOut(8)
  expect([slip.totalFen, slip.payableFen]).toEqual([2000, 0])
  const rows = [backRow(lineId, { good: 5, bad: 3, rework: 3 })]
  const back = await outside().back({ id: slip.id, version: slip.version, returnedOn: '2026-11-22', rows, sure: true })
  expect([back.totalFen, back.payableFen, back.lines[0]!.amountFen, back.lines[0]!.payableFen]).toEqual([
    2000, 1250, 2000, 1250,
  ])
  expect((await outside().list({ state: 'all' })).rows).toMatchObject([{ amountFen: 2000, payableFen: 1250 }])
  const period = { factoryId, from: '2026-11-01', to: '2026-11-30' }
  expect(await outside().figures(period)).toMatchObject({ amountFen: 2000, payableFen: 1250 })
  expect(await office.as.workshop.outsourcing.read({ id: slip.id })).toMatchObject({ totalFen: null, payableFen: null })
  const undone = await outside().takeBack({
    id: slip.id,
    version: back.version,
    returnId: back.returns[0]!.id,
    reason: '数错了',
  })
  expect([undone.totalFen, undone.payableFen]).toEqual([2000, 0])
})

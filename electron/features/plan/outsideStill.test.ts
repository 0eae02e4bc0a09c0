import { expect, test } from 'vitest'
import { openOffice } from '../../testing/office.ts'
import { addFactory, backRow, slipDraft } from '../../testing/outsourcing.ts'
import { workshopOf } from '../../testing/workshop.ts'

test('a process is not called back into the own workshop while its goods are at a factory', async () => {
  const office = await openOffice()
  const shop = workshopOf(office)
  await shop.keepProcesses(['开料', '包装'])
  const { ids, lineId } = await shop.inWork()
  const { plan, outsourcing } = office.as.merchandiser
  const { version } = (await shop.operationsOf(lineId))[0]!
  const { id } = await plan.sendOutside({ operationId: ids[0]!, version, reason: '自己做不完' })
  const factoryId = await addFactory(office)
  const slip = await outsourcing.save(slipDraft(factoryId, [{ operationId: ids[0]!, pieces: 8 }]))
  const withdraw = () => plan.withdraw({ id, version: 1, reason: '自己做' })
  await expect(withdraw()).rejects.toMatchObject({
    code: 'plan.outsideStill',
    message: expect.stringContaining('8 在顺达电镀(WX261122-01)') as string,
  })
  expect((await shop.operationsOf(lineId))[0]!.outside).toBe(1)
  await office.as.warehouse.outsourcing.back({
    sure: true,
    id: slip.id,
    version: slip.version,
    returnedOn: '2026-11-22',
    rows: [backRow(slip.lines[0]!.id, { undone: 8 })],
  })
  await withdraw()
  expect((await shop.operationsOf(lineId))[0]!.outside).toBe(0)
  await office.close()
})

test('work of a notice that was taken back is not sent out', async () => {
  const office = await openOffice()
  const { inWork, operationsOf } = workshopOf(office)
  const { ids, lineId, noticeId } = await inWork()
  const { version } = (await operationsOf(lineId))[0]!
  const notice = await office.as.merchandiser.production.read({ id: noticeId })
  await office.as.merchandiser.production.void({ id: noticeId, version: notice.version, reason: '改单' })
  await expect(
    office.as.merchandiser.plan.sendOutside({ operationId: ids[0]!, version, reason: '自己做不完' }),
  ).rejects.toMatchObject({ code: 'operations.noticeVoid' })
  await office.close()
})

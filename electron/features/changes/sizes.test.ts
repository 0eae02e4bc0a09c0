import { expect, test } from 'vitest'
import { payOrder } from '../../testing/mainLine.ts'
import { slipsOf } from '../../testing/changes.ts'
import { openOffice } from '../../testing/office.ts'

test('a slip that changes the sizes changes those of the notices: together never more than is ordered (duties 19, 41)', async () => {
  const office = await openOffice({ trade: 'garment' })
  const { confirmed, write, approve, customerSigns } = slipsOf(office)
  const first = await confirmed(false)
  const orderLineId = first.lines[0]!.id
  await office.db.updateTable('orderLines').set({ spec: '校服 S:4 M:8' }).where('id', '=', orderLineId).execute()
  await payOrder(office, first.customerId, first.id, 'deposit', first.depositFen!, '2026-11-22')
  const { notices } = await office.as.merchandiser.production.release({
    orderId: first.id,
    lines: [
      { orderLineId, quantity: 5000, workshop: '一车间' },
      { orderLineId, quantity: 7000, workshop: '二车间' },
    ],
  })
  const said = async () =>
    Promise.all(
      notices.map(async ({ id }) => {
        const { noticeLines, edition } = await office.as.merchandiser.production.read({ id })
        return [noticeLines[0]!.quantity, noticeLines[0]!.description, edition]
      }),
    )
  expect(await said()).toEqual([
    [5000, '餐桌 校服 S:2 M:3', 1],
    [7000, '餐桌 校服 S:2 M:5', 1],
  ])
  const slip = await write(await office.as.merchandiser.orders.read({ id: first.id }), (proposal) => {
    proposal.lines[0] = { ...proposal.lines[0]!, spec: '校服 S:6 M:3 L:3' }
  })
  await customerSigns(await approve(slip))
  // the first keeps its sizes, the second gives up M and takes what nobody has
  expect(await said()).toEqual([
    [5000, '餐桌 校服 S:2 M:3', 2],
    [7000, '餐桌 校服 S:4 L:3', 2],
  ])
  await office.close()
})

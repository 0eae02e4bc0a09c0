import { afterEach, beforeEach, expect, test } from 'vitest'
import { openOffice, type TestOffice } from '../../testing/office.ts'
import { workshopOf } from '../../testing/workshop.ts'

let office: TestOffice
beforeEach(async () => {
  office = await openOffice()
})
afterEach(() => office.close())

test('a copy of a version is signed for once; a wrong entry is struck out first', async () => {
  const { noticeId } = await workshopOf(office).inWork()
  const { production } = office.as.clerk
  const handOut = (receiver: string, workshop = '') =>
    production.handOut({
      noticeId,
      copy: '车间',
      workshop,
      receiver,
      receivedOn: '2026-11-22',
      edition: 1,
      oldBack: false,
    })
  const { handed } = await handOut('吴工')
  await expect(handOut('老周')).rejects.toMatchObject({
    code: 'notices.handedTwice',
    field: 'copy',
    message: expect.stringContaining('已由吴工签收') as string,
  })
  // the copy of another workshop is another sheet
  await handOut('老周', '油漆车间')
  await production.withdrawHandOut({ id: handed[0]!.id, reason: '签错人' })
  expect((await handOut('小李')).handed.map(({ receiver, withdrawnReason }) => [receiver, withdrawnReason])).toEqual([
    ['吴工', '签错人'],
    ['老周', null],
    ['小李', null],
  ])
})

test('a row of the month plan begins at its first version, whatever version is sent with a new one', async () => {
  const row = { month: '2026-11', workshop: '', description: '样板', unit: '张', quantity: 1000, remark: '' }
  const { savePlanRow } = office.as.merchandiser.production
  const made = await savePlanRow({ ...row, id: null, version: Number.MAX_SAFE_INTEGER })
  expect(made.version).toBe(1)
  await expect(savePlanRow({ ...row, id: made.id, version: Number.MAX_SAFE_INTEGER })).rejects.toMatchObject({
    code: 'app.stale',
  })
})

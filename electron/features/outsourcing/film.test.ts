import { afterEach, beforeEach, expect, test } from 'vitest'
import { openOffice, type TestOffice } from '../../testing/office.ts'
import { addFactory, backRow, slipDraft } from '../../testing/outsourcing.ts'
import { workshopOf } from '../../testing/workshop.ts'

const today = '2026-11-22'
let office: TestOffice
beforeEach(async () => {
  office = await openOffice({ trade: 'printing' })
})
afterEach(() => office.close())

test('printing is not sent to a factory before its film is right, and what comes back of it is taken whatever is said later', async () => {
  const { inWork, report, row } = workshopOf(office)
  const { ids, noticeId } = await inWork()
  await report(today, row(ids[0]!, 20), row(ids[1]!, 20))
  const check = (mark: 'right' | 'wrong', words = '') =>
    office.as.clerk.production.checkFilm({
      noticeId,
      items: [{ item: '条码', mark, words }],
      checkedBy: '陈静',
      checkedOn: today,
    })
  const { outsourcing } = office.as.merchandiser
  const draft = slipDraft(await addFactory(office), [{ operationId: ids[2]!, pieces: 20 }])
  await expect(outsourcing.save(draft)).rejects.toMatchObject({ code: 'notices.filmMissing', field: 'lines.0' })
  await check('right')
  const { id, version, lines } = await outsourcing.save(draft)
  await check('wrong', '少一位')
  const rows = [backRow(lines[0]!.id, { good: 20 })]
  const back = await office.as.warehouse.outsourcing.back({ sure: true, id, version, returnedOn: today, rows })
  expect(back.lines).toMatchObject([{ state: 'back', open: 0 }])
})

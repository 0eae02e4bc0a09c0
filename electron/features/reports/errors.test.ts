import { afterEach, beforeEach, expect, test } from 'vitest'
import { complaintDraft, delivered } from '../../testing/complaints.ts'
import { keyNote, sendNote } from '../../testing/notes.ts'
import { openOffice, type TestOffice } from '../../testing/office.ts'

let office: TestOffice
beforeEach(async () => {
  office = await openOffice()
})
afterEach(() => office.close())

const complain = async (
  note: { customerId: number; lines: { id: number }[] } | null,
  kind: 'wrongGoods' | 'missing' | 'damage',
  { customerId = note!.customerId, confirmed = true } = {},
) => {
  const { complaints } = office.as.clerk
  const rest = note ? { deliveryLineId: note.lines[0]!.id } : { description: '餐桌' }
  const made = await complaints.save(complaintDraft(customerId, { ...rest, kind }))
  const decided = { id: made.id, version: made.version, confirmed, opinion: confirmed ? '' : '不是我们的' }
  return office.as.manager.complaints.decide(decided)
}
const table = (report: 'errors' | 'errorRows' | 'daily', month = '2026-11') =>
  office.as.manager.reports.table({ report, day: '2026-11-22', month, limit: 200 })

test('a line counts once, however often it is complained of; only what the manager confirmed of wrong or missing goods', async () => {
  const { order, note } = await delivered(office)
  const other = await sendNote(office, await keyNote(office, order, [3], { deliveryOn: '2026-10-30' }))
  const second = await sendNote(office, await keyNote(office, order, [4]))
  await complain(note, 'wrongGoods')
  await complain(note, 'missing')
  await complain(other, 'missing')
  await complain(second, 'damage')
  await complain(second, 'wrongGoods', { confirmed: false })
  await complain(null, 'missing', { customerId: order.customerId })
  const { rows, totals } = await table('errors')
  // November: two lines left, one of them wrong twice; one complaint names no note
  expect(rows.slice(0, 2).map(({ cells }) => cells)).toEqual([
    ['2026-11', 2, 2, 1000, 1, 2],
    ['2026-10', 1, 1, 1000, 0, 1],
  ])
  expect(totals).toEqual([null, 3, 3, 1000, 1, 3])
  const behind = await table('errorRows')
  expect([behind.total, behind.rows.map(({ cells }) => [cells[1], cells[4]])]).toEqual([
    3,
    [
      ['错货', note.number],
      ['漏货', note.number],
      ['漏货', ''],
    ],
  ])
  expect(rows[1]!.target).toMatchObject({ report: 'errorRows', filter: { month: '2026-10' } })
  expect(rows[2]!.target).toBeNull()
})

test('the daily sales report counts the complaints of the day, and has no money of them', async () => {
  const { note } = await delivered(office)
  await complain(note, 'damage')
  const { columns, rows, totals } = await table('daily')
  const at = columns.findIndex(({ key }) => key === 'complaints')
  expect([rows.map(({ cells }) => cells[at]), totals[at]]).toEqual([[1], 1])
  const papers = await office.as.manager.reports.table({
    report: 'dailyRows',
    day: '2026-11-22',
    month: '2026-11',
    limit: 200,
  })
  expect(papers.rows.filter(({ cells }) => cells[0] === '投诉').map(({ cells }) => cells[4])).toEqual([null])
})

import { expect, test } from 'vitest'
import { type ArchiveFacts, missingPapers, nextBox } from './archive.ts'

const all: ArchiveFacts = {
  fax: true,
  confirmationWanted: true,
  confirmationSigned: true,
  notice: true,
  notes: 1,
  unsigned: 0,
  unstated: 0,
}

test('a finished order is complete with its fax, signed confirmation, notice, signed notes and statement', () => {
  expect(missingPapers(all)).toEqual([])
  expect(missingPapers({ ...all, confirmationWanted: false, confirmationSigned: false })).toEqual([])
  expect(
    missingPapers({ ...all, fax: false, confirmationSigned: false, notice: false, unsigned: 1, unstated: 1 }),
  ).toEqual(['fax', 'confirmation', 'notice', 'delivery', 'statement'])
  expect(missingPapers({ ...all, notes: 0 })).toEqual(['delivery'])
})

test('the next box is numbered as the office numbers its boxes', () => {
  const boxes = [
    { month: '2026-10', box: '2610-01' },
    { month: '2026-10', box: '2610-02' },
    { month: '2026-09', box: '2609-04' },
  ]
  expect(nextBox('2026-10', boxes)).toBe('2610-03')
  expect(nextBox('2026-11', boxes)).toBe('2611-01')
  expect(nextBox('2026-11', [{ month: '2026-10', box: 'A-2610-09' }])).toBe('A-2611-01')
  expect(nextBox('2026-10', [{ month: '2026-10', box: '木箱' }])).toBe('')
  expect(nextBox('2026-10', [])).toBe('')
})

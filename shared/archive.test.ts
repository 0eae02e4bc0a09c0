import { expect, test } from 'vitest'
import { type ArchiveFacts, missingPapers } from './archive.ts'

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

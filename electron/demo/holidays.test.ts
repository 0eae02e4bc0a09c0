import { expect, test } from 'vitest'
import { openDatabase } from '../db/open.ts'
import { memoryFiles } from '../testing/office.ts'
import { buildDemo } from './build.ts'

/** 国庆 and 春节 put planned days before the release: the work is then reported the day after it. */
test.each([
  ['printing', '2026-10-16'],
  ['garment', '2026-03-06'],
] as const)(
  '%s: a long holiday before the due dates does not stop the story of %s',
  { timeout: 120_000 },
  async (trade, day) => {
    const { db } = await openDatabase(':memory:')
    const { orders } = await buildDemo(
      { db, files: memoryFiles() },
      () => undefined,
      new Date(`${day}T10:00:00`),
      trade,
    )
    expect(orders).toBe(48)
    const reports = await db.selectFrom('dailyReports').select('id').execute()
    expect(reports.length).toBeGreaterThan(400)
    await db.destroy()
  },
)

import type { Kysely } from 'kysely'
import { expect, test } from 'vitest'
import { createApp } from '../app.ts'
import { clientOf } from '../client.ts'
import { findBrokenAudit } from '../db/audit.ts'
import { fillPaid } from '../db/migrations/0002-order-list.ts'
import { openDatabase } from '../db/open.ts'
import { depositGates } from '../features/gates.ts'
import { memoryFiles } from '../testing/office.ts'
import { buildDemo } from './build.ts'

test('builds the demo office by commands, with a fault for every check to find', { timeout: 120_000 }, async () => {
  const { db } = await openDatabase(':memory:')
  const parts = { db, files: memoryFiles() }
  const now = new Date('2026-11-22T10:00:00')
  const { orders, totalFen } = await buildDemo(parts, () => undefined, now)
  expect(orders).toBe(48)
  expect(totalFen).toBeGreaterThan(0)
  const owner = clientOf(createApp({ ...parts, clock: () => now }), 1)
  const { rows: tasks } = await owner.today.list({})
  const kinds = new Set(tasks.map(({ kind }) => kind))
  for (const kind of [
    'callBack',
    'faxWithoutOrder',
    'lateWithoutCause',
    'deposit',
    'noteOut',
    'statementOut',
    'cod',
    'promiseDue',
    'quotationExpiring',
    'outsideDue',
  ] as const)
    expect(kinds).toContain(kind)
  const found = new Map<string, number>()
  for (const month of ['2026-09', '2026-10', '2026-11'])
    for (const { kind, total } of (await owner.statements.monthEnd({ month })).findings)
      found.set(kind, (found.get(kind) ?? 0) + total)
  for (const kind of ['serialGap', 'unsignedNote', 'zeroPrice', 'codNotHandedIn', 'statementNotSigned'])
    expect({ kind, found: found.get(kind) ?? 0 }).not.toEqual({ kind, found: 0 })
  const slips = (await owner.outsourcing.list({ state: 'all' })).rows
  expect(slips.map(({ state, lateDays }) => `${state}${lateDays > 0 ? ' late' : ''}`).toSorted()).toEqual([
    'back',
    'out',
    'out',
    'partly late',
  ])
  expect(await findBrokenAudit(db)).toBeNull()
  // what is paid stands on every order as its gate counts it, and a file from before gets the same
  const paid = async () => db.selectFrom('orders').select(['id', 'paidFen']).orderBy('id').execute()
  const kept = await paid()
  const counted = await depositGates(
    { db },
    kept.map(({ id }) => id),
  )
  expect(kept).toEqual(kept.map(({ id }) => ({ id, paidFen: counted.get(id)!.confirmedFen })))
  expect(kept.filter(({ paidFen }) => paidFen > 0).length).toBeGreaterThan(10)
  await db.updateTable('orders').set({ paidFen: 0 }).execute()
  await fillPaid(db as unknown as Kysely<never>)
  expect(await paid()).toEqual(kept)
  await db.destroy()
})

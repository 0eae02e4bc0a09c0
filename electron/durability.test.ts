import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findBrokenAudit } from './db/audit.ts'
import { openSqlite, sqliteKysely } from './db/sqlite.ts'
import { furnitureDraft, makeMasters } from './testing/mainLine.ts'
import { openOffice } from './testing/office.ts'
import { ended, makeSampleFile, type SampleFile, startChild } from './testing/sampleFile.ts'

/** What was acknowledged stays, what was written is not rewritten (reliability.md D1 to D4, tests 7, 14, 25). */

let sample: SampleFile
beforeAll(async () => {
  sample = await makeSampleFile()
})
afterAll(() => sample.remove())

describe('every connection', () => {
  it.each(['memory', 'new file', 'known file', 'read-only', 'read-only copy'])(
    '%s: syncs in full, checks keys and cells, trusts no schema',
    (kind) => {
      const file = kind === 'memory' ? ':memory:' : kind === 'new file' ? join(sample.folder, 'new.db') : sample.copy()
      const sqlite = openSqlite(file, { readonly: kind.startsWith('read-only') })
      const found = Object.fromEntries(
        ['synchronous', 'foreign_keys', 'busy_timeout', 'trusted_schema', 'cell_size_check'].map((name) => [
          name,
          sqlite.pragma(name, { simple: true }),
        ]),
      )
      const journal = sqlite.pragma('journal_mode', { simple: true })
      const version = sqlite.prepare('select sqlite_version()').pluck().get() as string
      sqlite.close()
      expect(found).toEqual({
        synchronous: 2,
        foreign_keys: 1,
        busy_timeout: 5000,
        trusted_schema: 0,
        cell_size_check: 1,
      })
      if (kind.endsWith('file')) expect(journal).toBe('wal')
      expect(version.localeCompare('3.51.3', 'en', { numeric: true })).toBeGreaterThanOrEqual(0)
    },
  )

  it('begins every transaction IMMEDIATE: a second writer waits instead of failing half way', async () => {
    const file = sample.copy()
    const db = sqliteKysely(openSqlite(file))
    const other = openSqlite(file)
    other.pragma('busy_timeout = 0')
    await db.transaction().execute(async (tx) => {
      await tx.selectFrom('orders').select('id').execute() // has only read so far
      expect(() => other.exec('begin immediate')).toThrow(/locked/)
    })
    other.exec('begin immediate')
    other.exec('rollback')
    other.close()
    await db.destroy()
  })

  it('loses nothing with two programs that read and write the same row', async () => {
    const file = sample.copy()
    const db = sqliteKysely(openSqlite(file))
    await db.insertInto('numberSeries').values({ kind: 'TT', day: '2026-11-22', last: 0 }).execute()
    const codes = await Promise.all([ended(startChild('count', file, '120')), ended(startChild('count', file, '120'))])
    const { last } = await db
      .selectFrom('numberSeries')
      .select('last')
      .where('kind', '=', 'TT')
      .executeTakeFirstOrThrow()
    await db.destroy()
    expect({ codes, last }).toEqual({ codes: [0, 0], last: 240 })
  })
})

describe('a call whose answer was lost', () => {
  it('books once for one request id, gives the first result again, also when both are under way', async () => {
    const office = await openOffice()
    const masters = await makeMasters(office)
    const caller = { userId: office.userIds.clerk, host: 'PC-1' }
    const draft = await furnitureDraft(office, masters)
    const requestId = randomUUID()
    const replies = await Promise.all([0, 1, 2].map(() => office.app.call(caller, 'orders.save', draft, requestId)))
    replies.push(await office.app.call(caller, 'orders.save', { ...draft, customerPo: 'another' }, requestId))
    expect(new Set(replies.map((reply) => JSON.stringify(reply))).size).toBe(1)
    expect(replies[0]).toMatchObject({ ok: true })
    expect((await office.as.clerk.orders.list({})).total).toBe(1)
    expect(await findBrokenAudit(office.db)).toBeNull()
    await office.close()
  })

  it('300 receipts sent up to three times each are 300 receipts', async () => {
    const office = await openOffice()
    const { customerId } = await makeMasters(office)
    const caller = { userId: office.userIds.merchandiser, host: 'PC-1' }
    for (let index = 0; index < 300; index++) {
      const requestId = randomUUID()
      const input = {
        customerId,
        receivedOn: '2026-11-22',
        kind: 'balance',
        method: 'bank',
        payer: '',
        slipNumber: '',
        amountFen: 100 + index,
        remark: '',
        allocations: [],
      }
      for (let time = 0; time <= index % 3; time++) await office.app.call(caller, 'receipts.enter', input, requestId)
    }
    const row = await office.db
      .selectFrom('receipts')
      .select(({ fn }) => [fn.countAll().as('many'), fn.sum('amountFen').as('fen')])
      .executeTakeFirstOrThrow()
    expect({ many: Number(row.many), fen: Number(row.fen) }).toEqual({ many: 300, fen: 74_850 })
    await office.close()
  })

  it('an edit of what somebody else has changed since is refused and changes nothing', async () => {
    const office = await openOffice()
    const masters = await makeMasters(office)
    const draft = await furnitureDraft(office, masters)
    const order = await office.as.clerk.orders.save(draft)
    const editOf = (customerPo: string) => ({
      ...draft,
      id: order.id,
      version: order.version,
      customerPo,
      lines: draft.lines.map((line, index) => ({ ...line, id: order.lines[index]!.id })),
    })
    await office.as.merchandiser.orders.save(editOf('first'))
    await expect(office.as.clerk.orders.save(editOf('second'))).rejects.toMatchObject({ code: 'app.stale' })
    expect(await office.as.clerk.orders.read({ id: order.id })).toMatchObject({
      customerPo: 'first',
      version: order.version + 1,
    })
    await office.close()
  })

  it('a command that fails half way leaves no row, no number and no audit', async () => {
    const office = await openOffice()
    const masters = await makeMasters(office)
    const draft = await furnitureDraft(office, masters)
    const audited = () => office.db.selectFrom('audit').select('seq').execute()
    const before = (await audited()).length
    await expect(office.as.clerk.orders.save({ ...draft, inboxItemIds: [999] })).rejects.toMatchObject({
      code: expect.any(String),
    })
    expect((await audited()).length).toBe(before)
    expect((await office.as.clerk.orders.list({})).total).toBe(0)
    expect((await office.as.clerk.orders.save(draft)).number).toMatch(/-01$/)
    await office.close()
  })
})

describe('the database itself refuses', () => {
  const refused: [string, string, RegExp][] = [
    ['an edited audit row', `update "audit" set "userName" = '别人' where "seq" = 2`, /append only/],
    ['a deleted audit row', `delete from "audit" where "seq" = 2`, /append only/],
    ['a deleted order', `delete from "orders" where "id" = 1`, /voided, not deleted/],
    ['a deleted receipt', `delete from "receipts" where "id" = 1`, /voided, not deleted/],
    [
      'a rewritten amount of confirmed money',
      `update "receipts" set "amountFen" = "amountFen" + 1 where "id" = 1`,
      /not rewritten/,
    ],
    [
      'another customer for confirmed money',
      `update "receipts" set "customerId" = 2 where "id" = 1`,
      /not rewritten|FOREIGN KEY/,
    ],
    [
      'another day for confirmed money',
      `update "receipts" set "receivedOn" = '2026-01-01' where "id" = 1`,
      /not rewritten/,
    ],
    ['another confirmer', `update "receipts" set "confirmedBy" = null where "id" = 1`, /not rewritten/],
    ['more assigned than received', `update "receipts" set "assignedFen" = "amountFen" + 1 where "id" = 1`, /CHECK/],
    [
      'a receipt of nothing',
      `update "receipts" set "amountFen" = 0, "confirmedAt" = null where "id" = 1`,
      /CHECK|not rewritten/,
    ],
    [
      'who keyed the order as its checker (four eyes)',
      `update "orders" set "fourEyes" = 1, "checkedBy" = "keyedBy" where "id" = 1`,
      /CHECK/,
    ],
    ['a line of no order', `update "orderLines" set "orderId" = 999 where "id" = 1`, /FOREIGN KEY/],
    ['a line of nothing', `update "orderLines" set "quantity" = 0 where "id" = 1`, /CHECK/],
    ['words where an amount belongs', `update "orders" set "totalFen" = '一千' where "id" = 1`, /cannot store TEXT/],
    [
      'an override without a reason',
      `insert into "gateOverrides" ("gate", "orderId", "reason", "userId", "userName", "at") values ('production', 1, '', 1, 'x', 'x')`,
      /CHECK/,
    ],
  ]
  it.each(refused)('%s', (_what, statement, why) => {
    const sqlite = openSqlite(sample.copy())
    expect(() => sqlite.exec(statement)).toThrow(why)
    sqlite.close()
  })

  it('lets the same order be checked by another, and by its keyer where the office does not ask for four eyes', () => {
    const sqlite = openSqlite(sample.copy())
    expect(() =>
      sqlite.exec(
        `update "orders" set "fourEyes" = 1, "checkedBy" = 1 where "id" = 1; update "orders" set "fourEyes" = 0, "checkedBy" = "keyedBy" where "id" = 1`,
      ),
    ).not.toThrow()
    sqlite.close()
  })
})

describe('the audit chain', () => {
  type Tamper = (sqlite: ReturnType<typeof openSqlite>, seq: number, last: number) => void
  const columns = ['at', 'userName', 'host', 'action', 'entity', 'before', 'after', 'previousHash', 'hash']
  const tampers: Tamper[] = [
    ...columns.map(
      (column): Tamper =>
        (sqlite, seq) =>
          void sqlite
            .prepare(`update "audit" set "${column}" = coalesce("${column}", '') || 'x' where "seq" = ?`)
            .run(seq),
    ),
    (sqlite, seq) =>
      void sqlite.prepare(`update "audit" set "userId" = coalesce("userId", 0) + 1 where "seq" = ?`).run(seq),
    (sqlite, seq) =>
      void sqlite.prepare(`update "audit" set "entityId" = coalesce("entityId", 0) + 1 where "seq" = ?`).run(seq),
    (sqlite, seq) => void sqlite.prepare(`delete from "audit" where "seq" = ?`).run(seq),
    // put in
    (sqlite, seq) =>
      void sqlite
        .prepare(
          `insert into "audit" ("seq", "at", "userId", "userName", "host", "action", "entity", "entityId", "before", "after", "previousHash", "hash") select (select max("seq") + 1 from "audit"), "at", "userId", "userName", "host", "action", "entity", "entityId", "before", "after", "previousHash", "hash" from "audit" where "seq" = ?`,
        )
        .run(seq),
    // two rows change places
    (sqlite, seq, last) => {
      const other = seq === last ? seq - 1 : seq + 1
      sqlite.exec(
        `update "audit" set "seq" = -1 where "seq" = ${seq}; update "audit" set "seq" = ${seq} where "seq" = ${other}; update "audit" set "seq" = ${other} where "seq" = -1`,
      )
    },
    // the end cut off
    (sqlite, seq) => void sqlite.prepare(`delete from "audit" where "seq" >= ?`).run(seq),
  ]

  it(
    'is whole as the application leaves it, and names the row of 1,000 random edits on copies',
    { timeout: 120_000 },
    async () => {
      const sqlite = openSqlite(sample.copy())
      const db = sqliteKysely(sqlite)
      expect(await findBrokenAudit(db)).toBeNull()
      sqlite.exec('drop trigger "audit_noUpdate"; drop trigger "audit_noDelete"')
      const last = sqlite.prepare('select max("seq") from "audit"').pluck().get() as number
      const missed: string[] = []
      await fc.assert(
        fc.asyncProperty(fc.nat(tampers.length - 1), fc.integer({ min: 1, max: last }), async (way, seq) => {
          sqlite.exec('savepoint tampered')
          let found: number | null
          try {
            tampers[way]!(sqlite, seq, last)
            found = await findBrokenAudit(db)
          } finally {
            sqlite.exec('rollback to tampered; release tampered')
          }
          if (found === null || found < 1 || found > last + 1) missed.push(`way ${way}, row ${seq}: ${String(found)}`)
        }),
        { numRuns: 1000 },
      )
      expect(missed).toEqual([])
      expect(await findBrokenAudit(db)).toBeNull()
      await db.destroy()
    },
  )
})

import { createHash } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { Database } from './schema.ts'
import { statement } from './statement.ts'

export interface AuditEntry {
  at: string
  userId: number | null
  userName: string
  host: string
  action: string
  entity: string | null
  entityId: number | null
  before: string | null
  after: string | null
}

export const firstHash = '0'.repeat(64)

/** Of everything the row says. The long texts follow the short ones with their lengths told before, each only once. */
const hashOf = (entry: AuditEntry, previousHash: string): string => {
  const { at, userId, userName, host, action, entity, entityId, before, after } = entry
  const lengths = [before?.length ?? null, after?.length ?? null]
  return createHash('sha256')
    .update(JSON.stringify([previousHash, at, userId, userName, host, action, entity, entityId, ...lengths]))
    .update(before ?? '')
    .update(after ?? '')
    .digest('hex')
}

const lastHash = statement((db) => db.selectFrom('audit').select('hash').orderBy('seq', 'desc').limit(1))
type Text = string | null
const append = statement(
  (
    db,
    at: string,
    userId: number | null,
    userName: string,
    host: string,
    action: string,
    entity: Text,
    entityId: number | null,
    before: Text,
    after: Text,
    previousHash: string,
    hash: string,
  ) =>
    db
      .insertInto('audit')
      .values({ at, userId, userName, host, action, entity, entityId, before, after, previousHash, hash }),
)

/** Adds one entry to the chain, inside the caller's transaction. Each row's hash covers the row before it. */
export const appendAudit = async (db: Kysely<Database>, entry: AuditEntry): Promise<void> => {
  const [last] = await lastHash(db)
  const previousHash = last?.hash ?? firstHash
  const { at, userId, userName, host, action, entity, entityId, before, after } = entry
  await append(
    db,
    at,
    userId,
    userName,
    host,
    action,
    entity,
    entityId,
    before,
    after,
    previousHash,
    hashOf(entry, previousHash),
  )
}

/** Walks the whole chain. Gives the `seq` of the first row that was changed, removed or put in, or null when it is whole. */
export const findBrokenAudit = async (db: Kysely<Database>): Promise<number | null> => {
  let previousHash = firstHash
  let after = 0
  for (;;) {
    const rows = await db.selectFrom('audit').selectAll().where('seq', '>', after).orderBy('seq').limit(1000).execute()
    for (const row of rows) {
      if (row.previousHash !== previousHash || row.hash !== hashOf(row, previousHash)) return row.seq
      previousHash = row.hash
      after = row.seq
    }
    if (rows.length < 1000) break
  }
  // each command left one request and one audit row: fewer audit rows mean that the end was cut off
  const { audited, requested } = await db
    .selectNoFrom(({ selectFrom, fn }) => [
      selectFrom('audit').select(fn.countAll().as('audited')).as('audited'),
      selectFrom('requests').select(fn.countAll().as('requested')).as('requested'),
    ])
    .executeTakeFirstOrThrow()
  return Number(audited) < Number(requested) ? after + 1 : null
}

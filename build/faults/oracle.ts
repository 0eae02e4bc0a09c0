import { globSync } from 'node:fs'
import { join } from 'node:path'
import type { App } from '../../electron/app.ts'
import { inspectBackup } from '../../electron/backups.ts'
import { findBrokenAudit } from '../../electron/db/audit.ts'
import type { OpenDatabase } from '../../electron/db/open.ts'
import type { SqliteFile } from '../../electron/db/sqlite.ts'
import type { Files } from '../../electron/context.ts'
import { importRows } from './calls.ts'
import { type Asked, inputOf } from './lines.ts'

/** What went wrong, counted; every sentence names one case. */
export interface Verdict {
  lost: string[]
  torn: string[]
  twice: string[]
  chain: string[]
  backups: string[]
}

export const nothingWrong = (): Verdict => ({ lost: [], torn: [], twice: [], chain: [], backups: [] })

/** How often a call's mark stands in the database: once when it was done, not at all when it was not. */
const countOf = (sqlite: SqliteFile, { channel, mark }: Asked): number => {
  const count = (text: string): number => sqlite.prepare(text).pluck().get(mark) as number
  if (channel === 'orders.save') return count('select count(*) from "orders" where "customerPo" = ?')
  if (channel === 'receipts.enter') return count('select count(*) from "receipts" where "slipNumber" = ?')
  if (channel === 'inbox.receive') return count('select count(*) from "inboxItems" where "fileName" = ?')
  // a price list is there with all its rows or with none
  const rows = count(`select count(*) from "products" where "code" like ? || '-%'`)
  return rows === 0 ? 0 : rows / importRows
}

const requested = (sqlite: SqliteFile, requestId: string): boolean =>
  sqlite.prepare('select count(*) from "requests" where "requestId" = ?').pluck().get(requestId) === 1

/** Every call that was acknowledged is there, once. */
export const checkAcknowledged = (sqlite: SqliteFile, acknowledged: Iterable<Asked>, verdict: Verdict): void => {
  for (const asked of acknowledged) {
    const found = countOf(sqlite, asked)
    if (!requested(sqlite, asked.requestId) || found < 1) verdict.lost.push(`${asked.channel} ${asked.mark}: ${found}`)
    if (found > 1) verdict.twice.push(`${asked.channel} ${asked.mark}: ${found}`)
  }
}

/** Sums that must come out whatever happened: nothing is half there. */
const wholes: [string, string][] = [
  [
    'an order whose lines are not its total',
    `select o."number" from "orders" o where o."totalFen" <> coalesce((select sum(l."amountFen") from "orderLines" l where l."orderId" = o."id"), -1)`,
  ],
  [
    'an order whose quantities are not its total',
    `select o."number" from "orders" o where o."totalQuantity" <> coalesce((select sum(l."quantity") from "orderLines" l where l."orderId" = o."id"), -1)`,
  ],
  [
    'an order that cannot be found by its number',
    `select o."number" from "orders" o where not exists (select 1 from "searchTerms" t where t."kind" = 'order' and t."rowId" = o."id")`,
  ],
  [
    'an order without its paper',
    `select o."number" from "orders" o where not exists (select 1 from "inboxItems" i where i."orderId" = o."id")`,
  ],
  [
    'a receipt that is not assigned as it says',
    `select r."number" from "receipts" r where r."assignedFen" <> coalesce((select sum(a."amountFen") from "receiptAllocations" a where a."receiptId" = r."id"), 0)`,
  ],
  [
    'a price list that is half there',
    `select substr("code", 1, 15) from "products" where "code" like 'F-%' group by substr("code", 1, 15) having count(*) <> ${importRows}`,
  ],
  [
    'a product that cannot be found',
    `select p."code" from "products" p where not exists (select 1 from "searchTerms" t where t."kind" = 'product' and t."rowId" = p."id")`,
  ],
  [
    'a number that was used twice',
    `select "number" from (select "number" from "orders" union all select "number" from "receipts") group by "number" having count(*) > 1`,
  ],
  [
    'a command without its audit row',
    `select 'requests ' || (select count(*) from "requests") || ', audit ' || (select count(*) from "audit") where (select count(*) from "requests") <> (select count(*) from "audit")`,
  ],
]

export const checkWhole = async ({ db, sqlite }: OpenDatabase, files: Files, verdict: Verdict): Promise<void> => {
  for (const [what, text] of wholes)
    for (const row of sqlite.prepare(text).pluck().all()) verdict.torn.push(`${what}: ${String(row)}`)
  const integrity = sqlite.pragma('quick_check', { simple: true })
  if (integrity !== 'ok') verdict.torn.push(`the file: ${String(integrity)}`)
  if ((sqlite.pragma('foreign_key_check') as unknown[]).length > 0) verdict.torn.push('a reference to nothing')
  for (const sha256 of sqlite
    .prepare(`select "sha256" from "inboxItems" where "sha256" <> '' order by "id" desc limit 40`)
    .pluck()
    .all() as string[])
    if ((await files.get(sha256)) === null) verdict.lost.push(`the bytes of fax ${sha256.slice(0, 8)}`)
  const broken = await findBrokenAudit(db)
  if (broken !== null) verdict.chain.push(`audit row ${broken}`)
}

/** The calls nobody heard the end of are sent again under the same request id: each is there once, whatever happened before. */
export const repeatUnclear = async (
  app: App,
  sqlite: SqliteFile,
  unclear: Iterable<Asked>,
  verdict: Verdict,
): Promise<{ unclear: number; hadBeenDone: number }> => {
  const seen = { unclear: 0, hadBeenDone: 0 }
  for (const asked of unclear) {
    seen.unclear += 1
    if (countOf(sqlite, asked) > 0) seen.hadBeenDone += 1
    for (let time = 0; time < 2; time++) {
      const reply = await app.call(
        { userId: asked.userId, host: 'PC-1' },
        asked.channel,
        inputOf(asked),
        asked.requestId,
      )
      if (!reply.ok) verdict.torn.push(`${asked.channel} ${asked.mark} cannot be repeated: ${reply.refusal.message}`)
    }
    const found = countOf(sqlite, asked)
    if (found !== 1) verdict.twice.push(`${asked.channel} ${asked.mark}: ${found}`)
  }
  return seen
}

/** Every backup that has its name opens and holds together; every one that was told of is there. */
export const checkBackups = async (
  folder: string,
  told: ReadonlySet<string>,
  known: Set<string>,
  verdict: Verdict,
): Promise<void> => {
  const there = new Set(globSync('gendan-*.db', { cwd: folder }))
  for (const name of told) if (!there.has(name)) verdict.backups.push(`${name} is not there`)
  for (const name of there) {
    if (known.has(name)) continue
    try {
      await inspectBackup(join(folder, name))
      known.add(name)
    } catch (error) {
      verdict.backups.push(`${name}: ${(error as Error).message}`)
    }
  }
}

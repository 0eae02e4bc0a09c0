import { createHash, randomUUID } from 'node:crypto'
import { closeSync, createReadStream, openSync, readSync, statSync } from 'node:fs'
import { mkdir, open, readdir, rm, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { findBrokenAudit } from './db/audit.ts'
import { migrate, migrations, schemaVersion } from './db/migrate.ts'
import { moneyTotals } from './db/open.ts'
import { openSqlite, type SqliteFile, sqliteKysely } from './db/sqlite.ts'
import { renameSafely } from './diskFiles.ts'
import { type BackupReason, backupName } from './keptBackups.ts'

type BackupFault = 'notABackup' | 'damaged' | 'newer'
/** A backup that is no backup of this program, is broken, or is of a newer version. */
export class BadBackup extends Error {
  readonly code: BackupFault
  constructor(code: BackupFault) {
    super(code)
    this.code = code
  }
}

export interface Backup {
  fileName: string
  folder: string
  byteLength: number
  sha256: string
  at: string
}

const sha256Of = async (path: string): Promise<string> => {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer)
  return hash.digest('hex')
}

const sync = async (path: string): Promise<void> => {
  const handle = await open(path, 'r+')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

const verify = (sqlite: SqliteFile): Record<string, number> => {
  if (sqlite.pragma('quick_check', { simple: true }) !== 'ok') throw new BadBackup('damaged')
  if ((sqlite.pragma('foreign_key_check') as unknown[]).length > 0) throw new BadBackup('damaged')
  return moneyTotals(sqlite)
}

/** Milliseconds after which an unfinished backup is nobody's any more: the power went while it was written. */
const abandonedAfter = 24 * 60 * 60 * 1000

/** Takes away what backups that were cut off have left; another PC may be writing a fresh one at this moment. */
const dropAbandoned = async (folder: string, now: Date): Promise<void> => {
  for (const name of await readdir(folder)) {
    if (!/^gendan-[0-9a-f-]{36}\.part$/.test(name)) continue
    // another backup may have got its name in this very moment: then there is nothing to take away
    const mtimeMs = statSync(join(folder, name), { throwIfNoEntry: false })?.mtimeMs ?? now.getTime()
    if (now.getTime() - mtimeMs > abandonedAfter) await rm(join(folder, name), { force: true })
  }
}

/**
 * Makes a verified backup of the open office in a folder: `VACUUM INTO` a temporary name, its totals compared with
 * the live file's at that moment, read back, and only then given its name. Never overwrites (reliability.md D9).
 */
export const makeBackup = async (
  live: SqliteFile,
  folder: string,
  now: Date,
  reason: BackupReason = 'hand',
): Promise<Backup> => {
  await mkdir(folder, { recursive: true })
  await dropAbandoned(folder, now)
  const temporary = join(folder, `gendan-${randomUUID()}.part`)
  try {
    const seen = live.pragma('data_version', { simple: true })
    const expected = moneyTotals(live)
    live.prepare('vacuum into ?').run(temporary)
    // nobody wrote meanwhile: the copy must say the same to the fen; otherwise it may only have more rows
    const still = seen === live.pragma('data_version', { simple: true })
    await sync(temporary)
    const copy = openSqlite(temporary, { readonly: true })
    try {
      const found = verify(copy)
      const short = Object.entries(expected).some(([name, value]) =>
        still ? found[name] !== value : name.endsWith('.rows') && (found[name] ?? -1) < value,
      )
      if (short) throw new BadBackup('damaged')
    } finally {
      copy.close()
    }
    const sha256 = await sha256Of(temporary)
    const fileName = backupName(now, reason, sha256)
    await renameSafely(temporary, join(folder, fileName))
    const { size } = await stat(join(folder, fileName))
    return { fileName, folder, byteLength: size, sha256, at: now.toISOString() }
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
}

/** Half of all flipped bits of a file are seen by no check of SQLite: the hash in the name sees each (reliability.md 0.9). */
const matchesItsName = (path: string): boolean => {
  const named = /^gendan-(?:auto-)?\d{8}-\d{6}-([0-9a-f]{8})\.db$/.exec(basename(path))?.[1]
  if (named === undefined) return true // renamed by hand: nothing to compare with
  const hash = createHash('sha256')
  const handle = openSync(path, 'r')
  try {
    const chunk = Buffer.alloc(1024 * 1024)
    for (let read = readSync(handle, chunk); read > 0; read = readSync(handle, chunk))
      hash.update(chunk.subarray(0, read))
  } finally {
    closeSync(handle)
  }
  return hash.digest('hex').startsWith(named)
}

/** What a file is made of: its tables with their columns, its indexes, and every trigger and view to the letter. */
const shapeOf = (sqlite: SqliteFile): string => {
  const things = sqlite
    .prepare(`select "type", "name", "sql" from sqlite_master where "name" not like 'sqlite_%' order by "type", "name"`)
    .all() as { type: string; name: string; sql: string }[]
  return JSON.stringify(
    things.map(({ type, name, sql }) => [
      type,
      name,
      type === 'table'
        ? (sqlite.pragma(`table_info("${name.replaceAll('"', '""')}")`) as Record<string, unknown>[]).map((column) =>
            [column['name'], column['type'], column['notnull'], column['pk']].join(' '),
          )
        : type === 'index'
          ? ''
          : sql,
    ]),
  )
}

/** The shape a file of this version has when this program has made it. */
const expectedShape = async (version: number): Promise<string> => {
  const sqlite = openSqlite(':memory:')
  const db = sqliteKysely(sqlite)
  try {
    await migrate(db, 'sqlite', migrations.slice(0, version))
    return shapeOf(sqlite)
  } finally {
    await db.destroy()
  }
}

const openChosen = (path: string): SqliteFile => {
  try {
    return openSqlite(path, { readonly: true })
  } catch {
    throw new BadBackup('notABackup') // not a database at all
  }
}

const inspectOpened = async (sqlite: SqliteFile) => {
  const known = sqlite
    .prepare(`select count(*) from sqlite_master where name in ('schemaVersion', 'orders', 'audit', 'receipts')`)
    .pluck()
    .get()
  if (known !== 4) throw new BadBackup('notABackup')
  const db = sqliteKysely(sqlite)
  const version = await schemaVersion(db, 'sqlite')
  if (version > migrations.length) throw new BadBackup('newer')
  const totals = verify(sqlite)
  // a table that is gone, a trigger that is not ours, a row of the record rewritten: none of it comes in
  if (shapeOf(sqlite) !== (await expectedShape(version))) throw new BadBackup('damaged')
  if ((await findBrokenAudit(db)) !== null) throw new BadBackup('damaged')
  const last = sqlite.prepare(`select max("at") from "audit"`).pluck().get() as string | null
  return { totals, madeAt: last ?? '' }
}

/**
 * Opens a file somebody chose as a backup, read-only, and gives its totals. Throws `BadBackup`: `notABackup`,
 * `damaged` (also where its tables, triggers or audit chain are not as this program leaves them), `newer`.
 */
export const inspectBackup = async (path: string): Promise<{ totals: Record<string, number>; madeAt: string }> => {
  if (!matchesItsName(path)) throw new BadBackup('damaged')
  const sqlite = openChosen(path)
  try {
    return await inspectOpened(sqlite)
  } catch (error) {
    if (error instanceof BadBackup) throw error
    throw new BadBackup('damaged')
  } finally {
    sqlite.close()
  }
}

import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase } from '../../electron/db/open.ts'
import { openSqlite } from '../../electron/db/sqlite.ts'
import { openOffice } from '../../electron/testing/office.ts'
import { writeAfterwards } from './afterwards.ts'
import { writeMasters } from './masters.ts'
import { writeOrders } from './orders.ts'
import { writeStatements } from './statements.ts'
import { inserter } from './inserting.ts'

/** The sizes the issue names: half a year and five years of an office that takes 30 orders a day. */
export type Size = 5_000 | 50_000

/** The day the office stands at. */
export const benchToday = '2026-11-20'

const folder = join(tmpdir(), 'gendan-bench')

/** Changes when the tables or the way the rows are made change. */
const schemaHash = (): string => {
  const hash = createHash('sha256')
  const root = join(import.meta.dirname, '../..')
  for (const pattern of [
    'electron/db/migrations/*.ts',
    'electron/db/sqlite.ts',
    'build/bench/{dataset,masters,orders,following,statements,afterwards}.ts',
  ])
    for (const file of globSync(pattern, { cwd: root }).sort()) hash.update(readFileSync(join(root, file)))
  return hash.digest('hex').slice(0, 12)
}

const generate = async (file: string, size: Size): Promise<void> => {
  const { db, sqlite } = await openDatabase(file)
  const office = await openOffice({ db })
  // only while the file is made: what is measured runs with the pragmas of the office
  sqlite.pragma('synchronous = OFF')
  sqlite.pragma('cache_size = -200000')
  const insert = inserter(sqlite)
  const masters = await writeMasters(db, insert)
  await db.transaction().execute(async (tx) => {
    await writeOrders({ db: tx, insert, masters, users: office.userIds, size, today: benchToday })
    await writeStatements({ db: tx, sqlite, insert, users: office.userIds, today: benchToday })
    await writeAfterwards({ db: tx, sqlite, insert, users: office.userIds, today: benchToday })
  })
  sqlite.pragma('wal_checkpoint(TRUNCATE)')
  await office.close()
}

/** A file with so many orders, 6 lines each, and all their papers: made once, then a fresh copy for each run. */
export const copyOfDataset = async (size: Size, name: string): Promise<string> => {
  mkdirSync(folder, { recursive: true })
  const made = join(folder, `office-${size}-${schemaHash()}.db`)
  if (!existsSync(made)) {
    const started = Date.now()
    const part = `${made}.part`
    for (const side of ['', '-wal', '-shm']) rmSync(part + side, { force: true })
    for (const old of globSync(join(folder, `office-${size}-*`))) rmSync(old, { force: true })
    await generate(part, size)
    renameSync(part, made)
    console.log(`made ${size} orders in ${((Date.now() - started) / 1000).toFixed(0)} s`)
  }
  const copy = join(folder, `${name}-${process.pid}.db`)
  copyFileSync(made, copy)
  const sqlite = openSqlite(copy)
  sqlite.close()
  return copy
}

export const dropCopy = (file: string): void => {
  for (const side of ['', '-wal', '-shm']) rmSync(file + side, { force: true })
}

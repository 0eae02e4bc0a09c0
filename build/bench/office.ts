import { randomUUID } from 'node:crypto'
import { type App, createApp } from '../../electron/app.ts'
import { openDatabase } from '../../electron/db/open.ts'
import { openSqlite, type SqliteFile } from '../../electron/db/sqlite.ts'
import { memoryFiles } from '../../electron/testing/office.ts'
import { benchToday, copyOfDataset, dropCopy, type Size } from './dataset.ts'

/** One office to measure: the application on its connection, and the bare database on another to the same file. */
export interface BenchOffice {
  app: App
  file: string
  size: Size
  dataset: string
  /** For the baseline: same file, same pragmas, nothing above it. */
  bare: SqliteFile
  /** Calls as the owner and gives the value; a refusal ends the benchmark. */
  call(channel: string, input: unknown): Promise<unknown>
  close(): Promise<void>
}

export const openBenchOffice = async (size: Size, name: string): Promise<BenchOffice> => {
  const file = await copyOfDataset(size, name)
  const { db } = await openDatabase(file)
  const app = createApp({
    db,
    clock: () => new Date(`${benchToday}T10:00:00`),
    files: memoryFiles(),
    onFault: (channel, error) => {
      throw new Error(channel, { cause: error })
    },
  })
  const bare = openSqlite(file)
  const { id } = await db.selectFrom('users').select('id').where('role', '=', 'owner').executeTakeFirstOrThrow()
  return {
    app,
    file,
    size,
    dataset: `${size.toLocaleString('en')} orders, ${(size * 6).toLocaleString('en')} lines`,
    bare,
    async call(channel, input) {
      const reply = await app.call({ userId: id, host: 'PC-1' }, channel, input, randomUUID())
      if (!reply.ok) throw new Error(`${channel}: ${reply.refusal.message}`)
      return reply.value
    },
    async close() {
      bare.close()
      await db.destroy()
      dropCopy(file)
    },
  }
}

import { createHash } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { contracts } from '../../shared/contracts.ts'
import type { Client } from '../../shared/contract.ts'
import type { Role } from '../../shared/permissions.ts'
import { type App, createApp } from '../app.ts'
import { clientOf } from '../client.ts'
import type { Files } from '../context.ts'
import { openDatabase } from '../db/open.ts'
import type { Database } from '../db/schema.ts'

export const memoryFiles = (): Files => {
  const kept = new Map<string, Uint8Array>()
  return {
    put: async (bytes) => {
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      kept.set(sha256, bytes)
      return sha256
    },
    get: async (sha256) => kept.get(sha256) ?? null,
  }
}

/** An office in memory for tests: one person of each role, a clock that is set by hand, no password. */
export interface TestOffice {
  app: App
  db: Kysely<Database>
  as: Record<Role, Client<typeof contracts>>
  userIds: Record<Role, number>
  nobody: Client<typeof contracts>
  /** Sets the clock to noon of a day, or to an instant. */
  setDay(day: string): void
  close(): Promise<void>
}

const people: Record<Role, string> = {
  owner: '何老板',
  manager: '赵经理',
  merchandiser: '李敏',
  clerk: '陈静',
  cashier: '孙会',
  warehouse: '老周',
  workshop: '吴工',
}

/** Opens a fresh office. Pass `db` to run the same facts on another database. */
export const openOffice = async (
  options: { db?: Kysely<Database>; trade?: 'furniture' | 'printing' | 'garment' | 'hardware' } = {},
): Promise<TestOffice> => {
  const db = options.db ?? (await openDatabase(':memory:')).db
  let instant = new Date('2026-11-22T09:00:00')
  const faults: unknown[] = []
  const app = createApp({
    db,
    clock: () => instant,
    files: memoryFiles(),
    onFault: (channel, error) => {
      faults.push(error)
      console.error(channel, error)
    },
  })
  const userIds = {} as Record<Role, number>
  for (const [role, name] of Object.entries(people)) {
    const { id } = await db
      .insertInto('users')
      .values({ name, role, language: 'zh-CN', password: null, active: 1, version: 1 })
      .returning('id')
      .executeTakeFirstOrThrow()
    userIds[role as Role] = id
  }
  const as = Object.fromEntries(Object.entries(userIds).map(([role, id]) => [role, clientOf(app, id)])) as Record<
    Role,
    Client<typeof contracts>
  >
  await as.owner.settings.saveCompany({
    company: {
      name: '禾杉家具有限公司',
      shortName: '禾杉家具',
      address: '佛山市顺德区乐从镇工业路 8 号',
      phone: '0757-2288 6600',
      fax: '0757-2288 6601',
      taxNumber: '91440606TEST00001X',
      bankAccounts: [{ name: '禾杉家具有限公司', bank: '工商银行乐从支行', account: '6222 0000 1234 5678' }],
    },
    version: 0,
  })
  await as.owner.settings.chooseTrade({ trade: options.trade ?? 'furniture' })
  // tests of other words write replacement notes by hand
  const { office, versions } = await as.owner.settings.read({})
  await as.owner.settings.saveOffice({ office: { ...office, replacementByComplaint: false }, version: versions.office })
  return {
    app,
    db,
    as,
    userIds,
    nobody: clientOf(app, null),
    setDay: (day) => {
      instant = new Date(day.length === 10 ? `${day}T12:00:00` : day)
    },
    close: async () => {
      await db.destroy()
      if (faults.length > 0) throw new Error(`${faults.length} faults that are no refusals`, { cause: faults[0] })
    },
  }
}

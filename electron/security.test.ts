import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import type { AnyProcedure, Reply } from '../shared/contract.ts'
import { contracts } from '../shared/contracts.ts'
import { locales } from '../shared/locales.ts'
import { printable } from '../shared/shell.ts'
import { may, type Permission, permissions, type Role, roles } from '../shared/permissions.ts'
import { type App, type Caller, createApp } from './app.ts'
import { owners } from './db/owners.ts'
import { definitionOf, partsOf, shaped, shapeless } from './testing/hostile.ts'
import { checkOrder, furnitureDraft, makeMasters, payOrder, signConfirmation } from './testing/mainLine.ts'
import { memoryFiles, openOffice, type TestOffice } from './testing/office.ts'

/** What a page that has been taken over could try (reliability.md 3.2, tests 18 and 19). */

interface Channel {
  channel: string
  procedure: AnyProcedure
}
const everyChannel: Channel[] = Object.entries(contracts).flatMap(([word, contract]) =>
  Object.entries(contract as Record<string, AnyProcedure>).map(([name, procedure]) => ({
    channel: `${word}.${name}`,
    procedure,
  })),
)
/** The shell's procedures are answered by main: their matrix is in e2e/security.spec.ts. */
const channels = everyChannel.filter(({ channel }) => !channel.startsWith('shell.'))

const phraseKeys = new Set(
  Object.entries(locales).flatMap(([word, table]) => Object.keys(table).map((key) => `${word}.${key}`)),
)

let office: TestOffice
let app: App
const faults: { channel: string; error: unknown }[] = []
const call = (userId: number | null, { channel, procedure }: Channel, input: unknown): Promise<Reply> =>
  app.call({ userId, host: 'PC-1' }, channel, input, procedure.kind === 'command' ? randomUUID() : null)
const codeOf = (reply: Reply): string | null => (reply.ok ? null : reply.refusal.code)

beforeAll(async () => {
  office = await openOffice()
  const masters = await makeMasters(office)
  const order = await office.as.clerk.orders.save(await furnitureDraft(office, masters))
  await checkOrder(office, order.id)
  await signConfirmation(office, order.id)
  await payOrder(office, masters.customerId, order.id, 'deposit', 1_421_280, '2026-11-22')
  await office.as.clerk.orders.save({ ...(await furnitureDraft(office, masters)), customerPo: 'YX-2612' })
  app = createApp({
    db: office.db,
    clock: () => new Date('2026-11-22T09:00:00'),
    files: memoryFiles(),
    onFault: (channel, error) => faults.push({ channel, error }),
  })
})
afterAll(() => office.close())

describe('each role on each channel', () => {
  it.each(roles)('%s: is let in exactly where permissions.ts says so', async (role) => {
    const wrong: string[] = []
    for (const channel of channels) {
      const code = codeOf(await call(office.userIds[role], channel, undefined))
      const expected = may(role, channel.procedure.permission)
      if (expected !== (code !== 'app.notAllowed' && code !== 'app.notSignedIn'))
        wrong.push(`${channel.channel}: ${String(code)}`)
    }
    expect(wrong).toEqual([])
  })

  it('nobody: only what is public', async () => {
    const open: string[] = []
    for (const channel of channels)
      if (codeOf(await call(null, channel, undefined)) !== 'app.notSignedIn') open.push(channel.channel)
    expect(open).toEqual(['users.begun', 'users.names', 'users.me', 'users.signIn', 'users.createOwner'])
  })

  it('what the shell gives to nobody is the start page and no more', () => {
    const open = everyChannel
      .filter(({ channel, procedure }) => channel.startsWith('shell.') && procedure.permission === 'public')
      .map(({ channel }) => channel)
    expect(open.sort()).toEqual(['shell.beginDemo', 'shell.session', 'shell.signOut', 'shell.status'])
  })

  it('money, rights and restoring are in the hands the duties name', () => {
    const whoMay = (permission: Permission): Role[] => roles.filter((role) => may(role, permission))
    const of = (channel: string): Role[] =>
      whoMay(everyChannel.find((one) => one.channel === channel)!.procedure.permission)
    expect(of('receipts.confirm')).toEqual(['owner', 'cashier'])
    expect(of('users.save')).toEqual(['owner'])
    expect(of('shell.restore')).toEqual(['owner'])
    expect(of('shell.pickRestore')).toEqual(['owner'])
    expect(whoMay('gates.override')).toEqual(['owner', 'manager'])
    expect(of('settings.saveCompany')).toEqual(['owner', 'manager'])
    expect(whoMay('prices.read')).not.toContain('workshop')
    expect(whoMay('prices.read')).not.toContain('warehouse')
  })

  it('a command never rides on a permission to read, but for counting the prints of what may be read', () => {
    const countsPrints = new Set<string | null>(Object.values(printable).map(({ printed }) => printed))
    const loose = everyChannel.filter(
      ({ channel, procedure }) =>
        procedure.kind === 'command' &&
        (procedure.permission.endsWith('.read') || !Object.hasOwn(permissions, procedure.permission)) &&
        !countsPrints.has(channel),
    )
    expect(loose.map(({ channel }) => channel)).toEqual([])
  })

  it('a person who was switched off is nobody at once', async () => {
    const id = office.userIds.clerk
    await office.db.updateTable('users').set({ active: 0 }).where('id', '=', id).execute()
    const code = codeOf(await app.call({ userId: id, host: 'PC-1' }, 'orders.list', {}))
    await office.db.updateTable('users').set({ active: 1 }).where('id', '=', id).execute()
    expect(code).toBe('app.notSignedIn')
  })

  it('names that are no procedure find nothing', async () => {
    const names = [
      '',
      '.',
      'orders',
      'orders.',
      '.save',
      'orders.save.x',
      'orders.constructor',
      'orders.__proto__',
      '__proto__.toString',
      'constructor.name',
      'toString.call',
      'shell.backup',
      'orders.Save',
      'orders.save ',
      'ｏrders.save',
    ]
    for (const name of names) {
      const reply = await app.call({ userId: office.userIds.owner, host: 'PC-1' }, name, {}, randomUUID())
      expect([name, codeOf(reply)]).toEqual([name, 'app.unknownChannel'])
    }
  })

  it('a command without a request id made by the client is refused, and so is another call under the same id', async () => {
    const caller: Caller = { userId: office.userIds.owner, host: 'PC-1' }
    for (const id of [null, '', 'x', '1'.repeat(500), {} as string, 5 as unknown as string])
      expect(codeOf(await app.call(caller, 'settings.chooseTrade', { trade: 'garment' }, id))).toBe('app.badInput')
  })
})

describe('schemas', () => {
  const walk = (schema: z.ZodType, path: string, found: string[], seen = new Set<z.ZodType>()): void => {
    if (seen.has(schema)) return
    seen.add(schema)
    const def = definitionOf(schema)
    if (def.type === 'object' && (def.catchall === undefined || definitionOf(def.catchall).type !== 'never'))
      found.push(path)
    if (def.type === 'any' || def.type === 'map' || def.type === 'set') found.push(`${path} (${def.type})`)
    for (const part of partsOf(schema)) walk(part, path, found, seen)
  }

  it('every object of the contract is strict, in and out', () => {
    const loose: string[] = []
    for (const { channel, procedure } of everyChannel) {
      walk(procedure.input, `${channel} input`, loose)
      walk(procedure.output, `${channel} output`, loose)
    }
    expect([...new Set(loose)]).toEqual([])
  })

  it('every text and list of an input has a largest size', () => {
    const endless: string[] = []
    const measure = (schema: z.ZodType, path: string, seen = new Set<z.ZodType>()): void => {
      if (seen.has(schema)) return
      seen.add(schema)
      const def = definitionOf(schema)
      const { maxLength, format } = schema as unknown as { maxLength: number | null; format: string | null }
      const checked = ((schema.def as { checks?: unknown[] }).checks ?? []).length > 0
      if (def.type === 'string' && maxLength == null && !format && !checked) endless.push(path)
      if (def.type === 'array' && !checked) endless.push(`${path} (list)`)
      for (const [key, part] of Object.entries(def.shape ?? {})) measure(part, `${path}.${key}`, seen)
      for (const part of partsOf(schema)) measure(part, path, seen)
    }
    for (const { channel, procedure } of everyChannel) measure(procedure.input, channel)
    expect(endless).toEqual([])
  })

  it('who calls is never taken from what was sent', () => {
    // the two that name another person on purpose
    const naming: Record<string, string[]> = { 'users.signIn': ['userId'], 'users.save': ['role'] }
    const taken = everyChannel.flatMap(({ channel, procedure }) =>
      ['userId', 'role', 'user', 'caller', 'permission', 'system', 'host']
        .filter((field) => {
          if (naming[channel]?.includes(field)) return false
          if (definitionOf(procedure.input).type === 'union') return false // each of its objects is strict, see above
          const issues = procedure.input.safeParse({ [field]: 1 }).error?.issues ?? []
          return !issues.some((issue) => issue.code === 'unrecognized_keys' && issue.keys.includes(field))
        })
        .map((field) => `${channel} takes ${field}`),
    )
    expect(taken).toEqual([])
  })
})

const rowCounts = async (): Promise<Record<string, number>> => {
  const counts: Record<string, number> = {}
  for (const table of Object.keys(owners)) {
    const { rows } = await sql<{ many: number }>`select count(*) as many from ${sql.table(table)}`.execute(office.db)
    counts[table] = Number(rows[0]!.many)
  }
  return counts
}

/** Ours to say: a stack, an SQL text or a path of the disk never reaches the page (R6). */
const leaks =
  /SQLITE_|sqlite|\bselect "|\binsert into "|\n\s+at |node_modules|\.tsx?:\d|[/\\]electron[/\\]|ZodError|TypeError|RangeError/
const runs = Number(process.env['GENDAN_FUZZ'] ?? 1)
/** A password costs a third of a second each. */
const slow = new Set(['users.signIn', 'users.createOwner', 'users.changePassword', 'users.save'])

const assault = async (one: Channel, inputs: fc.Arbitrary<unknown>, numRuns: number): Promise<void> => {
  const before = one.procedure.kind === 'query' ? await rowCounts() : null
  await fc.assert(
    fc.asyncProperty(inputs, async (input) => {
      const known = faults.length
      const reply = await call(office.userIds.owner, one, input)
      if (faults.length > known) throw new Error(`${one.channel}: a fault`, { cause: faults[known]!.error })
      if (reply.ok) return
      expect(phraseKeys).toContain(reply.refusal.code)
      expect(reply.refusal.message).not.toMatch(/\{\{/)
      expect(reply.refusal.message).not.toMatch(leaks)
      expect(reply.refusal.code).not.toBe('app.notSignedIn')
    }),
    { numRuns, seed: 20_261_122, endOnFailure: true },
  )
  if (before) expect(await rowCounts()).toEqual(before)
  // a fuzzed command may have switched the owner off
  await office.db
    .updateTable('users')
    .set({ active: 1, role: 'owner' })
    .where('id', '=', office.userIds.owner)
    .execute()
}

describe('hostile input as the owner, on every channel', () => {
  it.each(channels)('$channel', { timeout: 120_000 * Math.max(1, runs) }, async (one) => {
    const times = slow.has(one.channel) ? 1 : runs
    await assault(one, shapeless, slow.has(one.channel) ? 20 : 40 * times)
    await assault(one, shaped(one.procedure.input), slow.has(one.channel) ? 20 : 80 * times)
  })

  it('left nothing on the prototype all objects share', () => {
    expect(({} as Record<string, unknown>)['isAdmin']).toBeUndefined()
    expect(({} as Record<string, unknown>)['role']).toBeUndefined()
  })
})

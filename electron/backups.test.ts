import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { BadBackup, inspectBackup, makeBackup } from './backups.ts'
import { backupName, backupsToDrop } from './keptBackups.ts'
import { moneyTotals, openDatabase } from './db/open.ts'
import { openSqlite } from './db/sqlite.ts'
import { finishRestore, stageRestore, switchTo } from './restore.ts'
import { furnitureDraft, makeMasters } from './testing/mainLine.ts'
import { openOffice } from './testing/office.ts'

/** Copies that can be trusted, and putting one back (reliability.md D9, D10). */

const folder = mkdtempSync(join(tmpdir(), 'gendan-backups-'))
/** An office that was not closed: half of what it knows is still in its log. */
const office = join(folder, 'office')
const live = join(office, 'gendan.db')
let close: () => Promise<void>

beforeAll(async () => {
  mkdirSync(office)
  const { db } = await openDatabase(live)
  const test = await openOffice({ db })
  close = test.close
  const masters = await makeMasters(test)
  for (let order = 0; order < 12; order++)
    await test.as.clerk.orders.save({ ...(await furnitureDraft(test, masters)), customerPo: `YX-${order}` })
})
afterAll(async () => {
  await close()
  rmSync(folder, { recursive: true, force: true })
})

const totalsOf = (file: string): Record<string, number> => {
  const sqlite = openSqlite(file, { readonly: true })
  const totals = moneyTotals(sqlite)
  sqlite.close()
  return totals
}
const backUp = async (to: string, at = new Date('2026-11-22T10:00:00Z')): Promise<string> => {
  const reader = openSqlite(live, { readonly: true })
  try {
    return join(to, (await makeBackup(reader, to, at)).fileName)
  } finally {
    reader.close()
  }
}

describe('a backup', () => {
  it('holds what the office holds, needs no log beside it, and opens read-only', async () => {
    const to = join(folder, 'whole')
    const file = await backUp(to)
    expect(readdirSync(to)).toEqual([file.slice(to.length + 1)])
    const { totals } = await inspectBackup(file)
    expect(totals).toEqual(totalsOf(live))
    expect(totals['orders.rows']).toBe(12)
    const sqlite = openSqlite(file, { readonly: true })
    expect(sqlite.pragma('journal_mode', { simple: true })).toBe('delete')
    sqlite.close()
  })

  it('never takes the place of another', async () => {
    const to = join(folder, 'several')
    const first = await backUp(to, new Date('2026-11-22T10:00:00Z'))
    const before = readFileSync(first)
    await backUp(to, new Date('2026-11-22T11:00:00Z'))
    expect(readdirSync(to)).toHaveLength(2)
    expect(readFileSync(first).equals(before)).toBe(true)
  })

  it('takes away what a backup that was cut off has left, not what one may be writing now, nor what is not its own', async () => {
    const to = join(folder, 'cut-off')
    mkdirSync(to)
    const [old, fresh] = ['a', 'b'].map((letter) => `gendan-${letter.repeat(8)}-0000-4000-8000-000000000000.part`)
    for (const name of [old!, fresh!, '进度.part']) writeFileSync(join(to, name), 'half')
    const now = new Date()
    utimesSync(join(to, old!), now, new Date(now.getTime() - 25 * 60 * 60 * 1000))
    utimesSync(join(to, '进度.part'), now, new Date(0))
    const file = await backUp(to, now)
    expect(readdirSync(to).toSorted()).toEqual([file.slice(to.length + 1), fresh!, '进度.part'].toSorted())
  })

  it('leaves nothing behind when its place cannot be written', async () => {
    const blocked = join(folder, 'a-file')
    writeFileSync(blocked, 'no folder')
    await expect(backUp(blocked)).rejects.toThrow()
    expect(readFileSync(blocked, 'utf8')).toBe('no folder')
  })

  it('is refused when anything in it was changed: 400 damaged copies', async () => {
    const to = join(folder, 'damaged')
    const file = await backUp(to)
    const good = readFileSync(file)
    const accepted: number[] = []
    await fc.assert(
      fc.asyncProperty(
        fc.nat(good.length - 1),
        fc.constantFrom('bit', 'sector', 'cut', 'longer'),
        async (at, damage) => {
          let bytes: Buffer = Buffer.from(good)
          if (damage === 'bit') bytes[at]! ^= 1 << (at % 8)
          else if (damage === 'sector') bytes.fill(0xa5, at, Math.min(at + 512, bytes.length))
          else if (damage === 'cut') bytes = bytes.subarray(0, at)
          else bytes = Buffer.concat([bytes, Buffer.alloc(512)])
          writeFileSync(file, bytes)
          try {
            await inspectBackup(file)
            accepted.push(at)
          } catch (error) {
            expect(error).toBeInstanceOf(BadBackup)
          }
        },
      ),
      { numRuns: 400 },
    )
    expect(accepted).toEqual([])
  })

  it('is refused when it is no backup of this program at all', async () => {
    const letter = join(folder, 'letter.db')
    writeFileSync(letter, '回执单'.repeat(1000))
    const other = join(folder, 'other.db')
    const sqlite = openSqlite(other)
    sqlite.exec('create table notes (id integer)')
    sqlite.close()
    await expect(inspectBackup(letter)).rejects.toThrow(BadBackup)
    await expect(inspectBackup(other)).rejects.toThrow(new BadBackup('notABackup'))
  })

  it.each([
    ['is of a newer version', 'newer', `update "schemaVersion" set "version" = 9999`],
    ['lacks a table', 'damaged', 'drop table "deliveryLines"'],
    ['lacks a guard', 'damaged', 'drop trigger "audit_noUpdate"'],
    [
      'brings a trigger of its own',
      'damaged',
      `create trigger "extra" after insert on "orders" begin delete from "messages"; end`,
    ],
    [
      'has a row of its record rewritten',
      'damaged',
      `drop trigger "audit_noUpdate"; update "audit" set "userName" = '别人' where "seq" = 3;
      create trigger "audit_noUpdate" before update on "audit" begin select raise(abort, 'append only'); end`,
    ],
  ])('is refused when it %s, under whatever name', async (_what, code, change) => {
    const to = join(folder, 'changed')
    const renamed = join(folder, `U盘-${crypto.randomUUID()}.db`)
    copyFileSync(await backUp(to), renamed)
    expect((await inspectBackup(renamed)).totals['orders.rows']).toBe(12)
    const sqlite = openSqlite(renamed)
    sqlite.exec(change)
    sqlite.pragma('journal_mode = delete')
    sqlite.close()
    await expect(inspectBackup(renamed)).rejects.toThrow(new BadBackup(code as 'newer'))
  })
})

describe('putting a backup back', () => {
  /** The office as a power cut leaves it, and a backup with fewer orders to put in its place. */
  const prepare = async (
    name: string,
  ): Promise<{
    data: string
    incoming: string
    old: Record<string, number>
    fresh: Record<string, number>
  }> => {
    const data = join(folder, name)
    mkdirSync(data)
    for (const side of ['', '-wal', '-shm'])
      if (existsSync(live + side)) copyFileSync(live + side, join(data, `gendan.db${side}`))
    const backup = await backUp(join(folder, `${name}-backups`))
    const smaller = openSqlite(backup)
    smaller.exec(
      `drop trigger "orders_noDelete"; delete from "orderLines" where "orderId" = 12; delete from "inboxItems" where "orderId" = 12; delete from "orders" where "id" = 12`,
    )
    smaller.close()
    return { data, incoming: await stageRestore(data, backup), old: totalsOf(live), fresh: totalsOf(backup) }
  }
  const now = new Date('2026-11-22T12:00:00Z')
  const keep = (data: string): string => join(data, 'replaced-20261122T120000.db')

  it('opens the backup and keeps the replaced file, with what was still in its log', async () => {
    const { data, incoming, old, fresh } = await prepare('switched')
    expect(statSync(join(data, 'gendan.db-wal')).size).toBeGreaterThan(0)
    const name = await switchTo(data, incoming, now)
    expect(join(data, name)).toBe(keep(data))
    expect(totalsOf(join(data, 'gendan.db'))).toEqual(fresh)
    const replaced = openSqlite(keep(data))
    expect(moneyTotals(replaced)).toEqual(old)
    replaced.close()
    expect(existsSync(join(data, 'restoring.json'))).toBe(false)
  })

  it('a plan that was not yet written down leaves the old office', async () => {
    const { data, old } = await prepare('unwritten')
    writeFileSync(join(data, 'restoring.json.123.part'), '{"incoming":')
    await finishRestore(data)
    expect(totalsOf(join(data, 'gendan.db'))).toEqual(old)
    // the copy nobody decided on is gone, whatever else lies there stays
    expect(readdirSync(data).filter((name) => name.startsWith('incoming-'))).toEqual([])
    expect(existsSync(join(data, 'restoring.json.123.part'))).toBe(true)
  })

  const move = (from: string, to: string): void => {
    if (existsSync(from)) renameSync(from, to)
  }
  it.each([0, 1, 2, 3, 4, 5])('stopped after step %i of the switch, the next start ends it', async (done) => {
    const { data, incoming, old, fresh } = await prepare(`stopped-${done}`)
    writeFileSync(join(data, 'restoring.json'), JSON.stringify({ incoming, keep: keep(data) }))
    const file = join(data, 'gendan.db')
    const steps = [
      () => move(file, keep(data)),
      () => move(`${file}-wal`, `${keep(data)}-wal`),
      () => move(`${file}-shm`, `${keep(data)}-shm`),
      () => move(incoming, file),
      () => rmSync(join(data, 'restoring.json')),
    ]
    for (const step of steps.slice(0, done)) step()
    await finishRestore(data)
    await finishRestore(data) // and once more changes nothing
    expect(totalsOf(file)).toEqual(fresh)
    const replaced = openSqlite(keep(data))
    expect(moneyTotals(replaced)).toEqual(old)
    replaced.close()
  })
})

describe('which backups are dropped', () => {
  const nameOf = (at: Date): string => backupName(at, 'schedule', '0123abcd'.repeat(8))
  const stampOf = (name: string): string => name.slice('gendan-auto-'.length)
  const hour = 3_600_000

  it('keeps the newest of 24 hours, 30 days, 12 months and every year, and what it does not know', () => {
    const start = Date.parse('2026-11-22T12:30:00Z')
    const everyHour = Array.from({ length: 24 * 800 }, (_, back) => nameOf(new Date(start - back * hour)))
    const kept = new Set(everyHour)
    const byHand = everyHour.map((name) => name.replace('auto-', ''))
    for (const name of backupsToDrop([...everyHour, ...byHand, '欠款.xlsx', 'gendan-x.db', 'gendan.db'], ''))
      expect(kept.delete(name)).toBe(true)
    const left = [...kept].sort().reverse()
    expect(left.slice(0, 24)).toEqual(everyHour.slice(0, 24))
    expect(new Set(left.map((name) => stampOf(name).slice(0, 8))).size).toBeGreaterThanOrEqual(30)
    expect(new Set(left.map((name) => stampOf(name).slice(0, 6))).size).toBe(13) // twelve months and the year before them
    expect(new Set(left.map((name) => stampOf(name).slice(0, 4)))).toEqual(new Set(['2026', '2025', '2024']))
    expect(left.length).toBeLessThanOrEqual(24 + 30 + 12 + 3)
  })

  it('keeps the one just made though the clock was set back within its hour', () => {
    const before = nameOf(new Date('2026-11-22T12:50:00Z'))
    const made = nameOf(new Date('2026-11-22T12:10:00Z'))
    expect(backupsToDrop([before, made], made)).toEqual([])
    expect(backupsToDrop([before, made], before)).toEqual([made])
  })

  it('dropped hour by hour it keeps as much as dropped at once, and the newest always', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 24 * 900 }), { minLength: 1, maxLength: 120 }), (hours) => {
        const made = [...new Set(hours)]
          .sort((a, b) => a - b)
          .map((since) => nameOf(new Date(Date.parse('2024-06-01T00:10:00Z') + since * hour)))
        let there: string[] = []
        for (const name of made) {
          there.push(name)
          const dropped = new Set(backupsToDrop(there, name))
          there = there.filter((one) => !dropped.has(one))
          expect(there).toContain(name)
        }
        const once = new Set(backupsToDrop(made, ''))
        const months = (names: string[]) => new Set(names.map((name) => stampOf(name).slice(0, 6)))
        expect(months(there)).toEqual(months(made.filter((name) => !once.has(name))))
        expect(backupsToDrop(there, '')).toEqual([])
      }),
      { numRuns: 60 },
    )
  })
})

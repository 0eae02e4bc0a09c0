import { readFileSync } from 'node:fs'
import { PGlite } from '@electric-sql/pglite'
import fc from 'fast-check'
import { Kysely, PGliteDialect } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { daysBetween, plusDays } from '../../../shared/dates.ts'
import { bucketOf, daysOfBucket, lateBuckets } from '../../../shared/signBacks.ts'
import { migrate } from '../../db/migrate.ts'
import type { Database } from '../../db/schema.ts'
import { makeOrder } from '../../testing/checkedOrder.ts'
import { keyNote, sendNote } from '../../testing/notes.ts'
import { openOffice, type TestOffice } from '../../testing/office.ts'

let office: TestOffice
beforeEach(async () => {
  office = await openOffice()
})
afterEach(() => office.close())

/** A note of two lines that left with a driver, and its signed copy that is awaited. */
const sentNote = async (on: TestOffice, driver = '老何', serial = '') => {
  const order = await makeOrder(on, { settlement: 'monthly', pieces: [12, 5] })
  const note = await sendNote(on, await keyNote(on, order, [12, 5], { driver, serial }))
  const [copy] = (await on.as.clerk.signBacks.list({ kind: 'delivery', documentId: note.id })).rows
  return { order, note, copy: copy! }
}

test('each chase is kept with whom, what was answered and when to ask again', async () => {
  const { copy } = await sentNote(office)
  const first = await office.as.clerk.signBacks.chase({
    id: copy.id,
    version: copy.version,
    spokenTo: '王小姐',
    answer: '老板不在,明天签',
    nextOn: '2026-11-23',
  })
  expect(first).toMatchObject({
    chases: 1,
    lastSpokenTo: '王小姐',
    lastAnswer: '老板不在,明天签',
    nextOn: '2026-11-23',
  })
  office.setDay('2026-11-23')
  const second = await office.as.merchandiser.signBacks.chase({
    id: copy.id,
    version: first.version,
    spokenTo: '王老板',
    answer: '司机带回',
    nextOn: null,
  })
  expect(second).toMatchObject({ chases: 2, lastAnswer: '司机带回', nextOn: null })
  expect(await office.as.clerk.signBacks.chaseRows({ id: copy.id })).toMatchObject([
    { by: '陈静', spokenTo: '王小姐', answer: '老板不在,明天签', nextOn: '2026-11-23' },
    { by: '李敏', spokenTo: '王老板', answer: '司机带回', nextOn: null },
  ])
  await expect(
    office.as.clerk.signBacks.chase({
      id: copy.id,
      version: second.version,
      spokenTo: '王',
      answer: '',
      nextOn: '2026-11-22',
    }),
  ).rejects.toMatchObject({ code: 'signBacks.nextPast', field: 'nextOn' })
})

test('one call for several papers stands on each of them, or on none', async () => {
  const [one, other] = [await sentNote(office), await sentNote(office)]
  const papers = [one, other].map(({ copy: { id, version } }) => ({ id, version }))
  const said = { spokenTo: '单先生', answer: '下午传', nextOn: '2026-11-24' }
  expect(await office.as.clerk.signBacks.chaseMany({ papers, ...said })).toEqual({ chased: 2 })
  await expect(office.as.clerk.signBacks.chaseMany({ papers, ...said })).rejects.toMatchObject({ code: 'app.stale' })
  for (const { id } of papers) expect(await office.as.clerk.signBacks.read({ id })).toMatchObject({ chases: 1 })
})

test('who named a day is not asked after before it; too late is told to the manager', async () => {
  const { copy } = await sentNote(office)
  const kinds = async (who: 'merchandiser' | 'manager') =>
    (await office.as[who].today.list({})).rows.map(({ kind }) => kind).filter((kind) => /noteOut|signsLate/.test(kind))
  office.setDay('2026-11-25')
  expect(await kinds('merchandiser')).toEqual(['noteOut'])
  await office.as.clerk.signBacks.chase({
    id: copy.id,
    version: copy.version,
    spokenTo: '王小姐',
    answer: '后天',
    nextOn: '2026-11-27',
  })
  expect(await kinds('merchandiser')).toEqual([])
  office.setDay('2026-11-27')
  expect(await kinds('manager')).toEqual(['noteOut'])
  // due 11-25, seven days are let be
  office.setDay('2026-12-02')
  expect(await kinds('manager')).toEqual(['noteOut'])
  office.setDay('2026-12-03')
  expect(await kinds('manager')).toEqual(['signsLate', 'noteOut'])
  expect(await kinds('merchandiser')).toEqual(['noteOut'])
  expect((await office.as.manager.signBacks.list({ escalated: true })).total).toBe(1)
  expect((await office.as.manager.signBacks.counts({})).escalated).toBe(1)
})

test('every day late is in one bucket, and the buckets follow each other', () => {
  const today = '2026-11-22'
  fc.assert(
    fc.property(fc.integer({ min: -400, max: 4000 }), (late) => {
      const dueOn = plusDays(today, -late)
      const within = lateBuckets.filter((bucket) => {
        const { from, to } = daysOfBucket(bucket, today)
        return (from === null || dueOn >= from) && (to === null || dueOn <= to)
      })
      const wanted = late < 0 ? 0 : late <= 3 ? 1 : late <= 7 ? 2 : late <= 15 ? 3 : late <= 30 ? 4 : 5
      expect(within).toEqual([lateBuckets[wanted]])
      expect(bucketOf(dueOn, today)).toBe(lateBuckets[wanted])
      expect(daysBetween(dueOn, today)).toBe(late)
    }),
  )
})

test('a driver hands over his papers: found by number or red serial, marked together or not at all', async () => {
  const [one, other] = [await sentNote(office, '老何', 'No.000123'), await sentNote(office)]
  const find = async (typed: string) =>
    (await office.as.warehouse.signBacks.find({ typed })).map(({ documentNumber }) => documentNumber)
  expect(await find(one.note.number.toLowerCase())).toEqual([one.note.number])
  expect(await find(other.note.number.slice(2))).toEqual([other.note.number])
  expect(await find('no 000123')).toEqual([one.note.number])
  expect(await find('000123')).toEqual([one.note.number])
  expect(await find('XS2611')).toHaveLength(2)
  expect(await find('无此号')).toEqual([])
  const papers = [one, other].map(({ copy: { id, version } }) => ({ id, version }))
  await expect(
    office.as.warehouse.signBacks.returnMany({ papers: [papers[0]!, { ...papers[1]!, version: 9 }] }),
  ).rejects.toMatchObject({ code: 'app.stale' })
  expect(await office.as.warehouse.signBacks.returnMany({ papers })).toEqual({ returned: 2 })
  for (const { order } of [one, other])
    expect((await office.as.clerk.orders.read({ id: order.id })).state).toBe('completed')
})

test('what differs is noted line by line and goes into the log with the mark', async () => {
  const { copy } = await sentNote(office)
  const lines = await office.as.clerk.signBacks.signedLines({ id: copy.id })
  expect(lines.map(({ sent, received }) => [sent, received])).toEqual([
    [12_000, null],
    [5000, null],
  ])
  const none = { difference: '', differenceFen: null, copy: null }
  const differ = (received: number) =>
    office.as.clerk.signBacks.markReturned({
      id: copy.id,
      version: copy.version,
      result: 'different',
      ...none,
      lines: [{ deliveryLineId: lines[0]!.deliveryLineId, received, words: '' }],
    })
  // the same number as was sent is no difference
  await expect(differ(12_000)).rejects.toMatchObject({ code: 'signBacks.differenceNeeded' })
  // nor is half a piece signed for
  await expect(differ(11_500)).rejects.toMatchObject({ code: 'app.wholePieces' })
  await expect(differ(99_000)).rejects.toMatchObject({
    code: 'signBacks.moreThanSent',
    field: `received.${lines[0]!.deliveryLineId}`,
  })
  const back = await differ(11_000)
  expect(back.difference).toContain('签收 11')
  expect((await office.as.clerk.signBacks.signedLines({ id: copy.id })).map(({ received }) => received)).toEqual([
    11_000,
    null,
  ])
  const undone = await office.as.clerk.signBacks.undo({ id: copy.id, version: back.version, reason: '数错' })
  expect(undone).toMatchObject({ state: 'waiting', difference: null })
  expect((await office.as.clerk.signBacks.signedLines({ id: copy.id })).every((line) => line.received === null)).toBe(
    true,
  )
})

test('a fax of the inbox is the signed copy; taken back, it waits in the inbox again', async () => {
  const { copy, note } = await sentNote(office)
  const bytes = new Uint8Array(readFileSync(new URL('../../../e2e/samples/furniture-order.png', import.meta.url)))
  const fax = await office.as.clerk.inbox.receive({ bytes, fileName: '回签.png', source: 'drop' })
  const back = await office.as.clerk.signBacks.markReturned({
    id: copy.id,
    version: copy.version,
    result: 'same',
    difference: '',
    differenceFen: null,
    copy: null,
    inboxItemId: fax.id,
  })
  expect(back.sha256).toBe(fax.sha256)
  expect(await office.as.clerk.inbox.read({ id: fax.id })).toMatchObject({
    state: 'setAside',
    setAsideReason: `${note.number} 的回签件`,
  })
  await office.as.clerk.signBacks.undo({ id: copy.id, version: back.version, reason: '不是这张' })
  expect(await office.as.clerk.inbox.read({ id: fax.id })).toMatchObject({ state: 'waiting' })
})

/** Notes of two drivers over some weeks: how many are how late, for whom. */
const walk = async (db?: Kysely<Database>) => {
  const on = await openOffice(db ? { db } : {})
  for (const [day, driver] of [
    ['2026-10-01', '老何'],
    ['2026-11-01', '老何'],
    ['2026-11-10', '小冯'],
    ['2026-11-15', '小冯'],
    ['2026-11-19', '老何'],
    ['2026-11-22', ''],
  ] as const) {
    on.setDay(day)
    await sentNote(on, driver)
  }
  on.setDay('2026-11-22')
  const shape = (row: Awaited<ReturnType<typeof on.as.clerk.signBacks.ageing>>[number]) => [
    row.name,
    ...lateBuckets.map((bucket) => row[bucket]),
    row.total,
    row.oldestDays,
  ]
  const told = {
    drivers: (await on.as.clerk.signBacks.ageing({ by: 'driver' })).map(shape),
    kinds: (await on.as.clerk.signBacks.ageing({ by: 'kind' })).filter(({ key }) => key === 'delivery').map(shape),
    customers: (await on.as.clerk.signBacks.ageing({ by: 'customer' })).reduce((sum, { total }) => sum + total, 0),
    late: (await on.as.clerk.signBacks.outOf({ by: 'driver', key: '老何', bucket: 'more' })).rows.length,
    all: (await on.as.clerk.signBacks.outOf({ by: 'driver', key: '老何' })).rows.map(({ overdueDays }) => overdueDays),
    paper: (await on.as.warehouse.signBacks.chasePaper({ by: 'driver', key: '老何' })).pages.length,
  }
  await on.close()
  return told
}

test('both databases count the same by how late they are', { timeout: 120_000 }, async () => {
  const asNumber = (text: string): number => Number(text)
  const postgres = new Kysely<Database>({
    dialect: new PGliteDialect({ pglite: new PGlite({ parsers: { 20: asNumber } }) }),
  })
  await migrate(postgres, 'postgres')
  const told = await walk()
  expect(told).toMatchObject({
    drivers: [
      ['老何', 0, 1, 0, 0, 1, 1, 3, 49],
      ['小冯', 0, 0, 1, 1, 0, 0, 2, 9],
      ['', 1, 0, 0, 0, 0, 0, 1, 0],
    ],
    late: 1,
    all: [49, 18, 0],
    paper: 1,
  })
  expect(await walk(postgres)).toEqual(told)
})

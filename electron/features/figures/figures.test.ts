import { PGlite } from '@electric-sql/pglite'
import { Kysely, PGliteDialect } from 'kysely'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { figureKinds, figureOf, paretoOf, partsText, rateText, totalOf } from '../../../shared/figures.ts'
import { languages, translator } from '../../../shared/language.ts'
import { emptyProduct } from '../../../shared/products.ts'
import { runExport } from '../../exports.ts'
import { readOutside } from '../../sheets/read.ts'
import { migrate } from '../../db/migrate.ts'
import type { Database } from '../../db/schema.ts'
import { openOffice, type TestOffice } from '../../testing/office.ts'
import { workshopOf } from '../../testing/workshop.ts'

let office: TestOffice
let keepProcesses: ReturnType<typeof workshopOf>['keepProcesses']
let inWork: ReturnType<typeof workshopOf>['inWork']
let row: ReturnType<typeof workshopOf>['row']
const open = async (db?: Kysely<Database>): Promise<void> => {
  office = await openOffice(db ? { db } : {})
  ;({ inWork, row, keepProcesses } = workshopOf(office))
}
beforeEach(() => open())
afterEach(() => office.close())

const month = '2026-11'
/** A day's report; each process in its own workshop. */
const report = (reportedOn: string, ...rows: ReturnType<typeof row>[]) =>
  office.as.workshop.operations.report({ reportedOn, workshop: '', rows })
const overview = async (filter: object = {}) => office.as.manager.figures.overview({ month, ...filter })
/** The figures as the page writes them. */
const shown = async (filter: object = {}): Promise<string[]> => {
  const sums = totalOf((await overview(filter)).rows)
  return figureKinds.map((kind) => {
    const figure = figureOf(kind, sums)
    return `${partsText(kind, figure)} ${rateText(kind, figure, translator('zh-CN'))}`
  })
}

/**
 * Two orders of 20, both due on 11-26: 开料 on the 25th, 包装 on the 26th. The first is cut in time and packed two days
 * late; of the second 12 are cut in time, 8 two days late, and nothing is packed. Seen on 11-28.
 */
const twoOrders = async () => {
  await keepProcesses(['开料', '包装'])
  const first = await inWork({ dueOn: '2026-11-26', number: 'FIRST' })
  const second = await inWork({ dueOn: '2026-11-26', number: 'SECOND' })
  await office.db.updateTable('operations').set({ standardMinutes: 20_000 }).where('processName', '=', '开料').execute()
  office.setDay('2026-11-25')
  const hours = { hours: 8_000, people: 2 }
  await report('2026-11-25', row(first.ids[0]!, 20, hours), row(second.ids[0]!, 12, { ...hours, bad: 3_000 }))
  const wrong = await report('2026-11-25', row(second.ids[0]!, 5, { hours: 3_000 }))
  await office.as.clerk.operations.reverse({ reportId: wrong.reportIds[0]!, reason: '重复' })
  office.setDay('2026-11-28')
  await report(
    '2026-11-27',
    row(second.ids[0]!, 8, { hours: 4_000, causeCode: 'machine', causeNote: '锯片坏' }),
    row(first.ids[1]!, 20, { causeCode: 'earlier' }),
  )
  return { first, second }
}

describe('the figures of a month', () => {
  test('each say what is divided by what', async () => {
    await twoOrders()
    expect(await shown()).toEqual([
      '1 / 4 25.0%',
      '0 / 2 0.0%',
      // 20 and 12 cut in time of 40 to cut, nothing packed in time of 40 to pack
      '32 / 80 40.0%',
      '3 / 63 4.8%',
      // 开料 is given 20 minutes a piece: 40 pieces are 13.333 hours of standard time
      '13.333 / 36 37.0%',
      // 8 h × 2 people, twice, and 4 h by whoever it was; what was taken back counts for nothing
      '40 / 36 1.11 件/人时',
    ])
    const { through, workshops, rows } = await overview()
    expect({ through, workshops, processes: rows.map(({ processName, due }) => [processName, due]) }).toEqual({
      through: '2026-11-28',
      workshops: ['木工车间', '组装车间'],
      processes: [
        ['开料', 2],
        ['包装', 2],
      ],
    })
    // a report of packing without hours
    expect(totalOf(rows).untimed).toBe(1)
  })

  test('take the standard time from the route of the product, twelve times for a 打', async () => {
    const process = await office.db
      .selectFrom('processes')
      .select('id')
      .where('name', '=', '开料')
      .executeTakeFirstOrThrow()
    const step = { processId: process.id, standardDays: 1, outside: false, unitsPerPiece: 1_000 }
    const product = await office.as.merchandiser.products.save({
      ...emptyProduct,
      code: 'TS-905',
      name: '衣柜',
      unit: '套',
      units: [{ unit: '打', factor: 12_000 }],
      route: [{ ...step, standardMinutes: 30_500 }],
    })
    const pieces = await inWork({ dueOn: '2026-11-26', productIds: [product.id] })
    await office.as.merchandiser.production.void({ id: pieces.noticeId, version: 1, reason: '改单位' })
    await office.db.updateTable('orderLines').set({ unit: '打' }).where('orderId', '=', pieces.order.id).execute()
    await office.as.merchandiser.production.release({ orderId: pieces.order.id })
    const timed = await office.db.selectFrom('operations').select('standardMinutes').orderBy('id').execute()
    expect(timed.map(({ standardMinutes }) => standardMinutes)).toEqual([30_500, 366_000])
  })

  test('are filtered by workshop, process and customer', async () => {
    const { first } = await twoOrders()
    expect(await shown({ workshop: '木工车间' })).toEqual([
      '1 / 2 50.0%',
      '0 / 0 —',
      '32 / 40 80.0%',
      '3 / 43 7.0%',
      '13.333 / 36 37.0%',
      '40 / 36 1.11 件/人时',
    ])
    expect(await shown({ process: '包装' })).toEqual([
      '0 / 2 0.0%',
      '0 / 2 0.0%',
      '0 / 40 0.0%',
      '0 / 20 0.0%',
      '0 / 0 —',
      '0 / 0 —',
    ])
    expect(await shown({ customerId: first.order.customerId })).toEqual([
      '1 / 2 50.0%',
      '0 / 1 0.0%',
      '20 / 40 50.0%',
      '0 / 40 0.0%',
      '6.667 / 16 41.7%',
      '20 / 16 1.25 件/人时',
    ])
    expect((await overview({ workshop: '木工车间' })).workshops).toEqual(['木工车间', '组装车间'])
  })

  test('leave out what is due today and not done, what is still to come, and what is void', async () => {
    await keepProcesses(['开料', '包装'])
    const { ids } = await inWork({ dueOn: '2026-11-26' })
    const gone = await inWork({ dueOn: '2026-11-24' })
    const notice = await office.as.manager.production.read({ id: gone.noticeId })
    await office.as.manager.production.void({ id: gone.noticeId, version: notice.version, reason: '不做了' })
    expect((await shown())[0]).toBe('0 / 0 —')
    office.setDay('2026-11-25')
    expect((await shown())[0]).toBe('0 / 0 —')
    await report('2026-11-25', row(ids[0]!, 20))
    expect((await shown())[0]).toBe('1 / 1 100.0%')
    office.setDay('2026-11-27')
    expect((await shown()).slice(0, 2)).toEqual(['1 / 2 50.0%', '0 / 1 0.0%'])
    expect(await office.as.manager.figures.overview({ month: '2026-12' })).toEqual({
      through: null,
      rows: [],
      workshops: [],
    })
  })

  test('anybody who sees the board may see them, and nobody else', async () => {
    await twoOrders()
    const rows = (await office.as.warehouse.figures.planned({ month })).rows
    expect(rows).toHaveLength(4)
    expect(Object.keys(rows[0]!).filter((key) => /fen|price|amount/i.test(key))).toEqual([])
    await expect(office.nobody.figures.overview({ month })).rejects.toMatchObject({ code: 'app.notSignedIn' })
  })
})

describe('what was missed', () => {
  test('stands with its cause, its days and its new day', async () => {
    await twoOrders()
    const { rows, total } = await office.as.merchandiser.figures.planned({ month, which: 'missed' })
    expect(total).toBe(3)
    expect(
      rows.map(
        ({ orderNumber, processName, goodInTime, good, lateDays, causeCode, causeNote, finishedOn, forecastOn }) => [
          orderNumber,
          processName,
          goodInTime,
          good,
          lateDays,
          causeCode,
          causeNote,
          finishedOn,
          forecastOn,
        ],
      ),
    ).toEqual([
      ['SECOND', '开料', 12_000, 20_000, 2, 'machine', '锯片坏', '2026-11-27', null],
      ['FIRST', '包装', 0, 20_000, 1, 'earlier', '', '2026-11-27', null],
      // Saturday is worked
      ['SECOND', '包装', 0, 0, 2, null, '', null, '2026-11-28'],
    ])
  })

  test('adds up by cause, and by the words beside it', async () => {
    await twoOrders()
    const causes = await office.as.manager.figures.causes({ month })
    expect(causes.toSorted((a, b) => String(a.causeCode).localeCompare(String(b.causeCode)))).toEqual([
      { causeCode: 'earlier', operations: 1, days: 1 },
      { causeCode: 'machine', operations: 1, days: 2 },
      { causeCode: null, operations: 1, days: 2 },
    ])
    expect(await office.as.manager.figures.notes({ month, cause: 'machine' })).toEqual([
      { sub: '', subName: '', note: '锯片坏', operations: 1, days: 2 },
    ])
    expect(await office.as.manager.figures.notes({ month, cause: 'none' })).toEqual([
      { sub: '', subName: '', note: '', operations: 1, days: 2 },
    ])
    const behind = (filter: object) => office.as.manager.figures.planned({ month, ...filter })
    expect((await behind({ cause: 'machine', causeNote: '锯片坏' })).rows.map((each) => each.orderNumber)).toEqual([
      'SECOND',
    ])
    expect((await behind({ cause: 'machine', causeNote: '' })).total).toBe(0)
    expect((await behind({ cause: 'none' })).rows.map((each) => each.processName)).toEqual(['包装'])
    expect((await behind({ last: true, which: 'missed' })).total).toBe(2)
  })

  test('is drawn with the largest first, what has no cause behind, and what did not occur last', () => {
    const bars = paretoOf(
      [
        { causeCode: null, operations: 5, days: 5 },
        { causeCode: 'plan', operations: 1, days: 9 },
        { causeCode: 'material', operations: 2, days: 2 },
        { causeCode: 'people', operations: 2, days: 4 },
      ],
      'operations',
    )
    expect(bars.map(({ causeCode, value, share, cumulative }) => [causeCode, value, share, cumulative])).toEqual([
      ['material', 2, 200, 200],
      ['people', 2, 200, 400],
      ['plan', 1, 100, 500],
      [null, 5, 500, 1000],
      ...['machine', 'scrap', 'rush', 'earlier'].map((code) => [code, 0, 0, 1000]),
    ])
    expect(paretoOf([], 'days').map(({ cumulative }) => cumulative)).toEqual([0, 0, 0, 0, 0, 0, 0])
  })
})

test('goes on paper in each language, with figures, causes and what was missed', async () => {
  await twoOrders()
  for (const language of languages) {
    await office.db.updateTable('users').set({ language }).where('id', '=', office.userIds.manager).execute()
    const paper = await office.as.manager.figures.paper({ month, workshop: '木工车间' })
    const text = paper.pages.join('').replace(/<[^>]*>/g, ' ')
    for (const part of ['2026-11', '木工车间', '1 / 2', '50.0%', 'SECOND', '锯片坏', '②']) expect(text).toContain(part)
    expect(text).not.toContain('FIRST')
  }
})

test('goes to Excel: the figures, the processes and the reports behind them', async () => {
  await twoOrders()
  const folder = await mkdtemp(join(tmpdir(), 'gendan-figures-'))
  const read = async (channel: string, input: unknown): Promise<unknown> => {
    const reply = await office.app.call({ userId: office.userIds.manager, host: 'PC-1' }, channel, input)
    if (!reply.ok) throw new Error(reply.refusal.message)
    return reply.value
  }
  const sheet = async (input: object): Promise<unknown[][]> => {
    const path = join(folder, 'figures.xlsx')
    await runExport({ read, path, signal: new AbortController().signal, progress: () => undefined }, 'figures', {
      month,
      ...input,
    })
    return (await readOutside(await readFile(path), 'figures.xlsx')).sheets[0]!.rows
  }
  const [title, heads, ...figures] = await sheet({ what: 'overview', note: '全厂' })
  expect(title![0]).toBe('生产月报 · 2026-11 · 全厂')
  expect(heads!.slice(0, 5)).toEqual(['车间', '工序', '计划达成率(道) 分子', '计划达成率(道) 分母', '计划达成率(道) %'])
  expect(figures[0]!.slice(0, 5).map(String)).toEqual(['木工车间', '开料', '1', '2', '50'])
  expect(await sheet({ what: 'planned', which: 'missed' })).toHaveLength(2 + 3 + 1)
  expect(await sheet({ what: 'reported', timed: true })).toHaveLength(2 + 5 + 1)
  await rm(folder, { recursive: true })
})

test('are the same on PostgreSQL', async () => {
  const answers = async () => {
    await twoOrders()
    const { figures } = office.as.manager
    const bare = <T extends object>(rows: T[]): object[] =>
      rows.map((each) => Object.fromEntries(Object.entries(each).filter(([name]) => !/Id$|^id$|^customer$/.test(name))))
    const causes = await figures.causes({ month })
    return {
      overview: await overview(),
      causes: causes.toSorted((a, b) => String(a.causeCode).localeCompare(String(b.causeCode))),
      notes: await figures.notes({ month, cause: 'machine' }),
      missed: bare((await figures.planned({ month, which: 'missed', last: true })).rows),
      reported: bare((await figures.reported({ month, timed: true })).rows).map((each) => ({
        ...each,
        reverses: null,
      })),
    }
  }
  const onSqlite = await answers()
  await office.close()
  const asNumber = (text: string): number => Number(text)
  const postgres = new Kysely<Database>({
    dialect: new PGliteDialect({ pglite: new PGlite({ parsers: { 20: asNumber } }) }),
  })
  await migrate(postgres, 'postgres')
  await open(postgres)
  expect(await answers()).toEqual(onSqlite)
})

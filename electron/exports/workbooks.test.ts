import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Language } from '../../shared/language.ts'
import { type ReportName, reportNames } from '../../shared/reports.ts'
import { exportKinds } from '../../shared/shell.ts'
import { createApp } from '../app.ts'
import { openDatabase } from '../db/open.ts'
import { buildDemo } from '../demo/build.ts'
import { runExport } from '../exports.ts'
import { columnLetter, textWidth } from '../sheets/cells.ts'
import { type OpenpyxlCell, type OpenpyxlSheet, readAllWithOpenpyxl } from '../sheets/officeForTests.ts'
import { memoryFiles } from '../testing/office.ts'

/** Every workbook the program writes, of the demo office, as a reader of another make sees it. */

const today = '2026-11-22'
const [month, lastMonth] = ['2026-11', '2026-10']
const period = { from: '2026-10-20', till: today }
const base = { day: '2026-11-20', month: lastMonth }

/** Days and months in which the demo office has something for a report. */
const ofDay: Partial<Record<ReportName, object>> = {
  daily: { day: today },
  dailyRows: { day: today },
  silent: { day: '2027-03-20' },
  errors: { month },
  errorRows: { month },
}

interface Made {
  kind: string
  input: Record<string, unknown>
}
/** Name → what is exported. */
const workbooks: Record<string, Made> = {
  ...Object.fromEntries(
    reportNames.map((report) => [
      `reports ${report}`,
      { kind: 'reports', input: { ...base, ...ofDay[report], report } },
    ]),
  ),
  'reports locked': { kind: 'reports', input: { ...base, report: 'matrix', measure: 'quantity', password: '1234' } },
  orders: { kind: 'orders', input: {} },
  'ledger accounts': { kind: 'ledger', input: { what: 'accounts', month: lastMonth } },
  'ledger papers': { kind: 'ledger', input: { what: 'papers', month: lastMonth } },
  'ledger balances': { kind: 'ledger', input: { what: 'balances', on: today } },
  'ledger of one': { kind: 'ledger', input: { what: 'papers', customerId: 2 } },
  receivables: { kind: 'receivables', input: {} },
  monthPack: { kind: 'monthPack', input: { month: lastMonth } },
  'figures overview': { kind: 'figures', input: { what: 'overview', month } },
  'figures planned': { kind: 'figures', input: { what: 'planned', month } },
  'figures reported': { kind: 'figures', input: { what: 'reported', month } },
  shipments: { kind: 'shipments', input: { show: 'open' } },
  journeys: { kind: 'journeys', input: { show: 'arrived' } },
  monthPlan: { kind: 'monthPlan', input: { month } },
  inspections: { kind: 'inspections', input: {} },
  shortages: { kind: 'shortages', input: {} },
  outsourcing: { kind: 'outsourcing', input: { state: 'all' } },
  register: { kind: 'register', input: period },
  complaints: { kind: 'complaints', input: { filter: { view: 'all' } } },
  complaintDaily: { kind: 'complaintDaily', input: { on: today } },
  statement: { kind: 'statement', input: { id: 1 } },
  statementBook: { kind: 'statementBook', input: { month: lastMonth } },
  statements: { kind: 'statements', input: { month: lastMonth } },
  'template of statements': { kind: 'statementTemplate', input: { customerId: null, what: 'sample' } },
}
/** Laid out like the paper that is sent, not as a table: `statement.test.ts` reads those. */
const letters = new Set(['statement', 'statementBook', 'statements', 'template of statements'])

let folder = ''
/** `workbook language` → its sheets. */
const read = new Map<string, OpenpyxlSheet[]>()

/** What somebody could type anywhere: nothing of it may run. */
const hostile = async (db: Awaited<ReturnType<typeof openDatabase>>['db']): Promise<void> => {
  for (const [table, column, start] of [
    ['customers', 'shortName', '=HYPERLINK("http://x",1)&'],
    ['orderLines', 'name', '=1+1 '],
    ['deliveryLines', 'description', '+cmd|x '],
    ['complaints', 'what', '@SUM(A1) '],
    ['operations', 'workshop', '-1-1 '],
    ['contacts', 'summary', '=A1 '],
  ] as const)
    await sql`update ${sql.table(table)} set ${sql.ref(column)} = ${start} || ${sql.ref(column)}`.execute(db)
}

/** A line of the shipping plan: whether the demo office has one depends on the day it is built. */
const planShipment = async (db: Awaited<ReturnType<typeof openDatabase>>['db']): Promise<void> => {
  const line = await db
    .selectFrom('noticeLines')
    .innerJoin('orderLines', 'orderLines.id', 'noticeLines.orderLineId')
    .select(['noticeLines.id as noticeLineId', 'orderLines.id as orderLineId', 'orderId', 'orderLines.quantity'])
    .orderBy('noticeLines.id', 'desc')
    .executeTakeFirstOrThrow()
  const { id: userId } = await db.selectFrom('users').select('id').executeTakeFirstOrThrow()
  await db
    .insertInto('shipmentPlans')
    .values({
      ...line,
      packs: 3,
      readyOn: today,
      shipOn: today,
      way: 'deliver',
      transport: 'none',
      arrangedBy: '周强',
      askedWhom: '吴工',
      note: '下午 4 点前到',
      forecastOn: null,
      deliveredBefore: 0,
      replaces: null,
      replacedAt: null,
      withdrawnAt: null,
      withdrawnBy: null,
      state: 'planned',
      userId,
      at: `${today}T02:00:00.000Z`,
      version: 1,
    })
    .execute()
}

const languages = ['zh-CN', 'en'] as const satisfies readonly Language[]

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'workbooks-'))
  const { db } = await openDatabase(':memory:')
  const parts = { db, files: memoryFiles() }
  await buildDemo(parts, () => undefined, new Date(`${today}T10:00:00`))
  await planShipment(db)
  await hostile(db)
  const app = createApp({ ...parts, clock: () => new Date(`${today}T10:00:00`) })
  const { id } = await db.selectFrom('users').select('id').where('role', '=', 'owner').executeTakeFirstOrThrow()
  const paths = new Map<string, string>()
  for (const language of languages)
    for (const [name, { kind, input }] of Object.entries(workbooks)) {
      const many = kind === 'statements'
      const path = many ? await mkdtemp(join(folder, 'many-')) : join(folder, `${name} ${language}.xlsx`)
      const run = {
        read: async (channel: string, asked: unknown) => {
          const reply = await app.call({ userId: id, host: 'PC-1' }, channel, asked, null)
          if (!reply.ok) throw new Error(`${name}: ${reply.refusal.message}`)
          return reply.value
        },
        path,
        signal: new AbortController().signal,
        progress: () => undefined,
      }
      await runExport(run, kind, { ...input, language })
      if (!many) paths.set(`${name} ${language}`, path)
      else for (const file of await readdir(path)) paths.set(`${name} ${file} ${language}`, join(path, file))
    }
  const books = await readAllWithOpenpyxl([...paths.values()])
  for (const [index, name] of [...paths.keys()].entries()) read.set(name, books[index]!)
  await db.destroy()
}, 300_000)
afterAll(() => rm(folder, { recursive: true, force: true }))

const cellAt = (sheet: OpenpyxlSheet, column: number, row: number): OpenpyxlCell | undefined =>
  sheet.cells[`${columnLetter(column)}${row}`]
const rowsOf = (sheet: OpenpyxlSheet): number =>
  Math.max(...Object.keys(sheet.cells).map((reference) => Number(/\d+/.exec(reference)![0])))
/** Columns of a table: its heads stand in the second row. */
const columnsOf = (sheet: OpenpyxlSheet): number => Object.keys(sheet.cells).filter((at) => /^[A-Z]+2$/.test(at)).length

/** Characters a cell takes as it is shown. */
const shownWidth = ({ value, type, format }: OpenpyxlCell): number => {
  if (value === null) return 0
  if (type === 's') return Math.max(...String(value).split('\n').map(textWidth))
  if (type === 'd') return 10
  const [, fixed = '', more = ''] = /\.(0*)(#*)/.exec(format) ?? []
  return Number(value).toLocaleString('en', {
    minimumFractionDigits: fixed.length,
    maximumFractionDigits: fixed.length + more.length,
  }).length
}

/** What is wrong with a table as it would print and be worked with; empty where nothing is. */
const faultsOf = (sheet: OpenpyxlSheet): string[] => {
  const faults: string[] = []
  const must = (right: boolean, words: string): void => {
    if (!right) faults.push(words)
  }
  const [columns, rows] = [columnsOf(sheet), rowsOf(sheet)]
  const last = columnLetter(columns - 1)
  must(sheet.freeze === 'A3' && sheet.titleRows === '$1:$2', 'its head neither stands still nor repeats')
  must(
    sheet.paper === 9 && sheet.fitToPage && sheet.fitToWidth === 1 && sheet.fitToHeight === 0,
    'not A4, one page wide',
  )
  must(sheet.orientation === (columns > 6 ? 'landscape' : 'portrait'), 'it lies the wrong way')
  must(/&P.*&N/.test(sheet.footer), 'no page numbers')
  must(sheet.printArea?.endsWith(`$A$1:$${last}$${rows}`) ?? false, `prints ${sheet.printArea}, not to ${last}${rows}`)
  must(columns === 1 || sheet.merged.includes(`A1:${last}1`), 'its title is not over the whole of it')
  const title = cellAt(sheet, 0, 1)!
  must(title.bold && title.size > 12, 'its title is not large')
  const whole = Array.from({ length: columns }, (_, column) => sheet.widths[columnLetter(column)] ?? 8.43)
  const titleWidth = Math.ceil((textWidth(String(title.value)) * title.size) / 11)
  must(titleWidth <= whole.reduce((sum, width) => sum + width, 0), `no room for its title ${String(title.value)}`)
  for (let column = 0; column < columns; column++) {
    const [head, width] = [cellAt(sheet, column, 2)!, whole[column]!]
    must(head.bold && head.boxed && head.filled, `head ${String(head.value)} is not dressed`)
    must(shownWidth(head) <= width, `head ${String(head.value)} is cut`)
    for (let row = 3; row <= rows; row++) {
      const cell = cellAt(sheet, column, row)
      if (cell === undefined) continue
      const at = `${columnLetter(column)}${row} ${String(cell.value)}`
      must(cell.boxed, `${at} has no lines`)
      must(shownWidth(cell) <= width || (cell.type === 's' && width >= 50), `${at} does not fit ${width}`)
      must(
        cell.type !== 's' || !/^(\d{4}-\d{2}-\d{2}|-?[\d,]+\.\d\d)$/.test(String(cell.value)),
        `${at} is text, and a date or an amount`,
      )
      must(cell.type !== 'n' || cell.format.startsWith('#,##0'), `${at} is shown as ${cell.format}`)
      must(cell.type !== 'd' || cell.format === 'yyyy-mm-dd', `${at} is shown as ${cell.format}`)
      if (cell.type === 'f') faults.push(...wrongSum(sheet, column, row, cell))
    }
  }
  return faults
}

/** A formula is a sum under its own column, and the value that comes with it is what the column comes to. */
const wrongSum = (sheet: OpenpyxlSheet, column: number, row: number, cell: OpenpyxlCell): string[] => {
  const letter = columnLetter(column)
  const formula = new RegExp(`^=ROUND\\(SUM\\(${letter}3:${letter}${row - 1}\\),\\d\\)$`)
  if (row !== rowsOf(sheet) || !formula.test(String(cell.raw))) return [`${letter}${row} runs ${String(cell.raw)}`]
  const cells = Array.from({ length: row - 3 }, (_, index) => cellAt(sheet, column, index + 3)?.value ?? 0)
  const sum = cells.reduce((all: number, value) => all + Number(value), 0)
  return Math.abs(sum - Number(cell.value)) < 0.0005 ? [] : [`${letter}${row} says ${String(cell.value)}, not ${sum}`]
}

describe.each(languages)('workbooks in %s', (language) => {
  test.each(Object.keys(workbooks).filter((name) => !letters.has(name)))('%s', (name) => {
    const sheets = read.get(`${name} ${language}`)!
    const found = Object.fromEntries(
      (name === 'monthPack' ? sheets.slice(1) : sheets).map((sheet) => [sheet.name, faultsOf(sheet).slice(0, 6)]),
    )
    expect(found).toEqual(Object.fromEntries(Object.keys(found).map((sheet) => [sheet, []])))
  })
})

test('nothing anybody typed runs, in a letter no more than in a table; every formula brings its value', () => {
  const running: string[] = []
  let typed = 0
  for (const [name, sheets] of read)
    for (const sheet of sheets)
      for (const [at, { type, raw, value }] of Object.entries(sheet.cells)) {
        if (type === 's' && /^[=+@-]/.test(String(value))) typed += 1
        if (type === 'f' && (value === null || /HYPERLINK|cmd|1\+1|^=A1/.test(String(raw))))
          running.push(`${name} ${at}`)
        if (type === 'e') running.push(`${name} ${at} ${String(value)}`)
      }
  expect(running).toEqual([])
  expect(typed).toBeGreaterThan(500)
})

test('there is a row for every kind of workbook, and each has something in it', () => {
  expect(new Set(Object.values(workbooks).map(({ kind }) => kind))).toEqual(new Set(exportKinds))
  // the third row is the first of the table, or the total of none
  const filled = (sheet: OpenpyxlSheet): boolean =>
    Object.keys(sheet.cells).some((at) => /^[A-Z]+3$/.test(at)) && !sheet.cells['A3']?.filled
  const empty = [...read].flatMap(([name, sheets]) => (sheets.some(filled) ? [] : [name]))
  expect(empty).toEqual([])
})

test('letters print on A4 with page numbers, and a locked sheet is locked', () => {
  for (const [name, sheets] of read) {
    if (![...letters].some((letter) => name.startsWith(letter))) continue
    for (const sheet of sheets)
      expect([name, sheet.paper, sheet.fitToWidth, /&P.*&N/.test(sheet.footer), sheet.printArea !== null]).toEqual([
        name,
        9,
        1,
        true,
        true,
      ])
  }
  expect(read.get('reports locked zh-CN')!.map(({ locked }) => locked)).toEqual([true])
  expect(read.get('reports matrix zh-CN')!.map(({ locked }) => locked)).toEqual([false])
})

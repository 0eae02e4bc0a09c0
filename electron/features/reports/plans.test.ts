import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ReportFilter, reportNames } from '../../../shared/reports.ts'
import { openPlannedOffice, type PlannedOffice } from '../../testing/plans.ts'

let planned: PlannedOffice
beforeAll(async () => {
  planned = await openPlannedOffice()
})
afterAll(() => planned.office.close())

const base = { day: '2026-11-19', month: '2026-10', limit: 100 }
const period = { from: '2026-10-20', till: '2026-11-19', limit: 100 }

/** What a list asks → the large tables it walks through. */
const walked = async (asked: Record<string, () => Promise<unknown>>): Promise<Record<string, string[]>> => {
  const found: Record<string, string[]> = {}
  for (const [name, work] of Object.entries(asked)) {
    const tables = [...new Set((await planned.walksOf(work)).map(({ table }) => table))].toSorted()
    if (tables.length > 0) found[name] = tables
  }
  return found
}

test('no report reads a large table from end to end', async () => {
  const { reports } = planned.office.as.manager
  const more: Record<string, Partial<ReportFilter>> = {
    'matrix by quantity': { report: 'matrix', measure: 'quantity' },
    'top of a year': { report: 'top', reach: 'year' },
    'late lines': { report: 'rateRows', late: true },
    'forecast past due': { report: 'forecastRows', due: 'late' },
    'forecast of a month': { report: 'forecastRows', due: '2026-12' },
    'sales of a cell': { report: 'sales', customerId: 1, code: 'A' },
    'uninvoiced of one': { report: 'uninvoiced', customerId: 1 },
    'unpaid of one': { report: 'unpaid', customerId: 1 },
  }
  const asked = Object.fromEntries([
    ...reportNames.map((report) => [report, () => reports.table({ ...base, report })] as const),
    ...Object.entries(more).map(
      ([name, filter]) => [name, () => reports.table({ ...base, report: 'daily', ...filter })] as const,
    ),
  ])
  expect(await walked(asked)).toEqual({})
})

test('the lists of money, complaints and letters are read by index, whatever they are filtered by', async () => {
  const { invoices, complaints, receipts, bank, statements } = planned.office.as.manager
  const asked = {
    invoices: () => invoices.list({ limit: 100 }),
    'invoices of a month': () => invoices.list({ limit: 100, month: '2026-10' }),
    'standing invoices': () => invoices.list({ limit: 100, state: 'standing' }),
    'invoices of one': () => invoices.list({ limit: 100, customerId: 1 }),
    'sums of a month': () => invoices.monthSums({ month: '2026-10' }),
    unpaid: () => invoices.unpaid({ limit: 100 }),
    'unpaid of one': () => invoices.unpaid({ limit: 100, customerId: 1 }),
    'not invoiced of one': () => invoices.uninvoiced({ limit: 100, customerId: 1 }),
    'open complaints': () => complaints.list({ limit: 100, view: 'open' }),
    'complaints not confirmed': () => complaints.list({ limit: 100, view: 'toConfirm' }),
    'complaints without reply': () => complaints.list({ limit: 100, view: 'toReply' }),
    'closed complaints': () => complaints.list({ limit: 100, view: 'closed' }),
    'complaints of one': () => complaints.list({ limit: 100, view: 'all', customerId: 1 }),
    'complaints of a month': () => complaints.list({ limit: 100, view: 'all', from: '2026-10-01', to: '2026-10-31' }),
    'complaints of a day': () => complaints.daily({ on: '2026-11-19' }),
    receipts: () => receipts.list({ limit: 100 }),
    'receipts of a month': () => receipts.list({ limit: 100, from: '2026-10-01', to: '2026-10-31' }),
    'confirmed receipts': () => receipts.list({ limit: 100, state: 'confirmed' }),
    'what can be paid': () => receipts.openItems({ customerId: 1 }),
    'open bank lines': () => bank.list({ limit: 100 }),
    'bank lines': () => bank.list({ limit: 100, state: null }),
    'statements of a month': () => statements.list({ limit: 100, month: '2026-10' }),
    'statements of one': () => statements.list({ limit: 100, customerId: 1 }),
    adjustments: () => statements.adjustments({ limit: 100 }),
  }
  expect(await walked(asked)).toEqual({})
})

test('收发文 of a period is read by index', async () => {
  const { register } = planned.office.as.clerk
  const asked = {
    period: () => register.list(period),
    waiting: () => register.list({ ...period, waiting: true }),
    'what came in': () => register.list({ ...period, direction: 'in' }),
    'what was sent': () => register.list({ ...period, source: 'sent', number: 'XS2610' }),
  }
  expect(await walked(asked)).toEqual({})
})

test('a walk is seen where there is one', async () => {
  const { office } = planned
  expect(await walked({ all: () => office.db.selectFrom('orders').select('remark').execute() })).toEqual({
    all: ['orders'],
  })
})

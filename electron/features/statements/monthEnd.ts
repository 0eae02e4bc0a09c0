import { sql } from 'kysely'
import { lastDayOfMonth, plusDays, statementPeriod } from '../../../shared/dates.ts'
import type { z } from 'zod'
import type { Finding, FindingKind, MonthEnd } from '../../../shared/monthEnd.ts'
import type { Context } from '../../context.ts'
import { openDifferences } from '../signBacks/differences.ts'
import { accountOf, lastStatement } from './account.ts'

type Reader = Pick<Context, 'db'>
type Row = z.output<typeof Finding>

const papers = {
  DH: 'orders',
  SC: 'notices',
  XS: 'deliveryNotes',
  TH: 'deliveryNotes',
  BJ: 'deliveryNotes',
  HH: 'deliveryNotes',
  SK: 'receipts',
  DZ: 'statements',
  TZ: 'adjustments',
  FP: 'allocations',
  TS: 'complaints',
} as const

/** Numbers that were given out but are on no paper (漏号): the counter of each day against the papers there are. */
const numberGaps = async (ctx: Reader, from: string, to: string): Promise<Row[]> => {
  const series = await ctx.db
    .selectFrom('numberSeries')
    .selectAll()
    .where('day', '>=', from)
    .where('day', '<=', to)
    .orderBy('day')
    .orderBy('kind')
    .execute()
  const gaps: Row[] = []
  for (const [kind, table] of Object.entries(papers)) {
    const known = new Set(
      (
        await ctx.db
          .selectFrom(table)
          .select('number')
          .where('number', '>=', `${kind}${from.slice(2).replaceAll('-', '')}`)
          .where('number', '<=', `${kind}${to.slice(2).replaceAll('-', '')}~`)
          .execute()
      ).map(({ number }) => number),
    )
    // a 补件单 has its number before its note does
    if (kind === 'BJ')
      for (const { number } of await ctx.db.selectFrom('replacements').select('number').execute()) known.add(number)
    for (const { day, last } of series.filter((each) => each.kind === kind))
      for (let n = 1; n <= last; n++) {
        const number = `${kind}${day.slice(2).replaceAll('-', '')}-${String(n).padStart(2, '0')}`
        if (!known.has(number)) gaps.push({ id: 0, number, customer: '', on: day, text: '', fen: 0 })
      }
  }
  return gaps
}

/** Red serial numbers of pre-printed forms that were skipped between the first and the last of the month. */
const serialGaps = async (ctx: Reader, from: string, to: string): Promise<Row[]> => {
  const typed = await ctx.db
    .selectFrom('deliveryNotes')
    .select('serial')
    .where('deliveryOn', '>=', from)
    .where('deliveryOn', '<=', to)
    .where('serial', '<>', '')
    .execute()
  const parts = typed.map(({ serial }) => /^(\D*)(\d{1,12})$/.exec(serial)).filter((match) => match !== null)
  const gaps: Row[] = []
  for (const [prefix, group] of Map.groupBy(parts, (match) => match[1]!)) {
    const numbers = [...new Set(group.map((match) => Number(match[2])))].sort((a, b) => a - b)
    for (let i = 1; i < numbers.length && gaps.length < 1000; i++)
      for (let missing = numbers[i - 1]! + 1; missing < numbers[i]! && gaps.length < 1000; missing++)
        gaps.push({
          id: 0,
          number: `${prefix}${String(missing).padStart(group[0]![2]!.length, '0')}`,
          customer: '',
          on: '',
          text: '',
          fen: 0,
        })
  }
  return gaps
}

const notesQuery = (ctx: Reader, to: string) =>
  ctx.db
    .selectFrom('deliveryNotes')
    .innerJoin('customers', 'customers.id', 'deliveryNotes.customerId')
    .where('deliveryNotes.deliveryOn', '<=', to)
    .where('deliveryNotes.releasedAt', 'is not', null)
    .where('deliveryNotes.voidedAt', 'is', null)
    .select([
      'deliveryNotes.id',
      'deliveryNotes.number',
      'customers.shortName as customer',
      'deliveryNotes.deliveryOn as on',
      'deliveryNotes.totalFen as fen',
    ])
    .orderBy('deliveryNotes.deliveryOn')
    .orderBy('deliveryNotes.id')

const receiptsQuery = (ctx: Reader, to: string) =>
  ctx.db
    .selectFrom('receipts')
    .innerJoin('customers', 'customers.id', 'receipts.customerId')
    .where('receipts.receivedOn', '<=', to)
    .where('receipts.voidedAt', 'is', null)
    .select([
      'receipts.id',
      'receipts.number',
      'customers.shortName as customer',
      'receipts.receivedOn as on',
      'receipts.slipNumber as text',
    ])
    .orderBy('receipts.receivedOn')

const plain = (
  rows: { id: number; number: string; customer: string; on: string; fen: number; text?: string }[],
): Row[] => rows.map((row) => ({ ...row, fen: Number(row.fen), text: row.text ?? '' }))

const ordersWithoutNote = async (ctx: Reader, to: string): Promise<Row[]> =>
  plain(
    await ctx.db
      .selectFrom('orders')
      .innerJoin('customers', 'customers.id', 'orders.customerId')
      .where('orders.dueOn', '<=', to)
      .where('orders.voidedAt', 'is', null)
      .where('orders.state', 'in', [
        'toCheck',
        'toSign',
        'toDeposit',
        'toReview',
        'toRelease',
        'inProduction',
        'toDeliver',
      ])
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('deliveryLines')
              .innerJoin('deliveryNotes', 'deliveryNotes.id', 'deliveryLines.deliveryNoteId')
              .select('deliveryLines.id')
              .whereRef('deliveryLines.orderId', '=', 'orders.id')
              .where('deliveryNotes.voidedAt', 'is', null),
          ),
        ),
      )
      .select([
        'orders.id',
        'orders.number',
        'customers.shortName as customer',
        'orders.dueOn as on',
        'orders.totalFen as fen',
        'orders.state as text',
      ])
      .orderBy('orders.dueOn')
      .execute(),
  )

const zeroPrices = async (ctx: Reader, from: string, to: string): Promise<Row[]> =>
  plain(
    await notesQuery(ctx, to)
      .innerJoin('deliveryLines', 'deliveryLines.deliveryNoteId', 'deliveryNotes.id')
      .where('deliveryNotes.deliveryOn', '>=', from)
      .where('deliveryLines.priceMicros', '=', 0)
      .where('deliveryNotes.kind', '<>', 'replacement')
      .select('deliveryLines.description as text')
      .execute(),
  )

const withoutStatement = async (ctx: Reader, month: string): Promise<Row[]> => {
  const customers = await ctx.db
    .selectFrom('customers')
    .select(['id', 'shortName', 'cutoffDay'])
    .where('active', '=', 1)
    .execute()
  const rows: Row[] = []
  for (const { id, shortName, cutoffDay } of customers) {
    const { to } = statementPeriod(month, cutoffDay)
    const last = await lastStatement(ctx, id)
    if (last && last.periodTo >= to) continue
    const account = await accountOf(ctx, id, to)
    if (account.rows.length > 0 || account.closingFen !== 0)
      rows.push({ id, number: '', customer: shortName, on: to, text: '', fen: account.closingFen })
  }
  return rows
}

/** Papers signed back with a difference by the end of the month that nobody has settled. */
const differences = async (ctx: Reader, to: string): Promise<Row[]> =>
  (await openDifferences(ctx).where('signBacks.returnedAt', '<', plusDays(to, 1)).execute()).map((row) => ({
    id: row.id,
    number: row.number,
    customer: row.customer,
    on: (row.at ?? '').slice(0, 10),
    text: row.difference ?? '',
    fen: row.differenceFen ?? 0,
  }))

/** 月结检查 (duty 103, S0-9.12): everything a month still lacks before it goes to accounting. */
export const checkMonth = async (ctx: Reader, month: string): Promise<MonthEnd> => {
  const from = `${month}-01`
  const to = lastDayOfMonth(month)
  const unsigned = notesQuery(ctx, to).innerJoin('signBacks', (join) =>
    join
      .onRef('signBacks.documentId', '=', 'deliveryNotes.id')
      .on('signBacks.kind', '=', 'delivery')
      .on('signBacks.state', '=', 'waiting'),
  )
  // a customer's own cut-off day ends the period: what left after it belongs to the next statement
  const cutoff = sql<string>`case when "customers"."cutoffDay" = 0 then ${to} when "customers"."cutoffDay" < 10 then ${`${month}-0`} || "customers"."cutoffDay" else ${`${month}-`} || "customers"."cutoffDay" end`
  const unstated = notesQuery(ctx, to)
    .where('deliveryNotes.deliveryOn', '<=', cutoff)
    .where(({ exists, selectFrom, not }) =>
      exists(
        selectFrom('deliveryLines')
          .select('deliveryLines.id')
          .whereRef('deliveryLines.deliveryNoteId', '=', 'deliveryNotes.id')
          .where(
            not(
              exists(
                selectFrom('statementRows')
                  .select('statementRows.id')
                  .where(
                    'statementRows.sourceKey',
                    '=',
                    sql<string>`'note:' || "deliveryNotes"."id" || ':' || "deliveryLines"."id"`,
                  ),
              ),
            ),
          ),
      ),
    )
  const cod = notesQuery(ctx, to)
    .where('deliveryNotes.codFen', '>', sql.lit(0))
    .where('deliveryNotes.codCollectedFen', 'is', null)
  const statements = ctx.db
    .selectFrom('statements')
    .innerJoin('customers', 'customers.id', 'statements.customerId')
    .leftJoin('signBacks', (join) =>
      join
        .onRef('signBacks.documentId', '=', 'statements.id')
        .on('signBacks.kind', '=', 'statement')
        .on('signBacks.state', 'in', ['same']),
    )
    .where('statements.periodTo', '>=', from)
    .where('statements.periodTo', '<=', to)
    .where('statements.voidedAt', 'is', null)
    .where('signBacks.id', 'is', null)
    .select([
      'statements.id',
      'statements.number',
      'customers.shortName as customer',
      'statements.periodTo as on',
      'statements.closingFen as fen',
    ])
  const found: [FindingKind, Row[]][] = [
    ['numberGap', await numberGaps(ctx, from, to)],
    ['serialGap', await serialGaps(ctx, from, to)],
    ['orderWithoutNote', await ordersWithoutNote(ctx, to)],
    ['unsignedNote', plain(await unsigned.execute())],
    ['openDifference', await differences(ctx, to)],
    ['noteInNoStatement', plain(await unstated.execute())],
    ['zeroPrice', await zeroPrices(ctx, from, to)],
    [
      'moneyNotAssigned',
      plain(
        await receiptsQuery(ctx, to)
          .where('receipts.state', '=', 'confirmed')
          .whereRef('receipts.assignedFen', '<', 'receipts.amountFen')
          .select(sql<number>`"receipts"."amountFen" - "receipts"."assignedFen"`.as('fen'))
          .execute(),
      ),
    ],
    [
      'moneyNotConfirmed',
      plain(
        await receiptsQuery(ctx, to)
          .where('receipts.state', '=', 'entered')
          .select('receipts.amountFen as fen')
          .execute(),
      ),
    ],
    [
      'codNotHandedIn',
      plain(
        (await cod.select(['deliveryNotes.codFen', 'deliveryNotes.driver as text']).execute()).map(
          ({ codFen, ...row }) => ({ ...row, fen: codFen }),
        ),
      ),
    ],
    ['customerWithoutStatement', await withoutStatement(ctx, month)],
    ['statementNotSigned', plain(await statements.execute())],
  ]
  return {
    month,
    findings: found.map(([kind, rows]) => ({ kind, total: rows.length, rows: rows.slice(0, 200) })),
  }
}

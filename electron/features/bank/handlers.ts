import { type bank, type BankLine, payerKeyOf } from '../../../shared/bank.ts'
import { type BankField, planBank, readBank } from '../../../shared/bankImport.ts'
import { cellsOf, countVerdicts } from '../../../shared/imports.ts'
import { formatFen } from '../../../shared/money.ts'
import { may } from '../../../shared/permissions.ts'
import type { ReceiptKind } from '../../../shared/receipts.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { Context, Handlers } from '../../context.ts'
import { insertMany } from '../../db/batches.ts'
import { findInPieces, holdToExpected, previewOf, recordImport } from '../imports.ts'
import { allocate, insertReceipt, setReceiptTerms, writeAllocations } from '../receipts.ts'
import { confirmReceipt, needsAnother } from '../receipts/standing.ts'
import { readCompany } from '../settings.ts'
import { type Proposed, proposalFor, proposeAll } from './proposing.ts'

type Reader = Pick<Context, 'db'>

const lineRows = (ctx: Reader) =>
  ctx.db
    .selectFrom('bankLines')
    .leftJoin('customers', 'customers.id', 'bankLines.customerId')
    .leftJoin('receipts', 'receipts.id', 'bankLines.receiptId')
    .selectAll('bankLines')
    .select(['customers.shortName as customer', 'receipts.number as receiptNumber', 'receipts.state as receiptState'])

type Row = Awaited<ReturnType<ReturnType<typeof lineRows>['execute']>>[number]

const lineOf = (row: Row, proposed: Proposed | undefined): BankLine => ({
  id: row.id,
  account: row.account,
  bankedOn: row.bankedOn,
  amountFen: row.amountFen,
  payer: row.payer,
  payerAccount: row.payerAccount,
  slipNumber: row.slipNumber,
  summary: row.summary,
  balanceFen: row.balanceFen,
  state: row.state as BankLine['state'],
  customer: row.customer,
  receiptId: row.receiptId,
  receiptNumber: row.receiptNumber,
  receiptState: row.receiptState as BankLine['receiptState'],
  reason: row.reason,
  decidedBy: row.decidedByName,
  decidedAt: row.decidedAt,
  proposal: proposed?.proposal ?? null,
  twin: proposed?.twin ?? null,
  version: row.version,
})

const readLine = async (ctx: Reader, id: number): Promise<BankLine> => {
  const row = await lineRows(ctx).where('bankLines.id', '=', id).executeTakeFirst()
  if (!row) throw refuse('app.notFound')
  return lineOf(row, (await proposeAll(ctx, [row])).get(id))
}

const openLine = async (ctx: Context, id: number, version: number) => {
  const row = await ctx.db.selectFrom('bankLines').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw refuse('app.notFound')
  if (row.version !== version) throw refuse('app.stale')
  if (row.state !== 'open') throw refuse('bank.decided')
  return row
}

/** What somebody said of a line, by name. */
const decide = async (
  ctx: Context,
  line: { id: number; version: number },
  values: { state: BankLine['state']; customerId: number | null; receiptId: number | null; reason: string },
): Promise<void> => {
  const open = values.state === 'open'
  await ctx.db
    .updateTable('bankLines')
    .set({
      ...values,
      decidedBy: open ? null : ctx.user.id,
      decidedByName: open ? null : ctx.user.name,
      decidedAt: open ? null : ctx.now,
      version: line.version + 1,
    })
    .where('id', '=', line.id)
    .execute()
  ctx.record({ entity: 'bankLines', id: line.id, after: values })
}

/** The slip a line is confirmed with: its serial number, else the account's day. */
const slipOf = ({
  slipNumber,
  account,
  bankedOn,
  id,
}: Pick<BankLine, 'slipNumber' | 'account' | 'bankedOn' | 'id'>): string =>
  slipNumber || `${account.slice(-4)} ${bankedOn} #${id}`

/** One slip is one receipt: it says where its money is already, and what to do with the line. */
const refuseKnown = async (ctx: Context, slip: string, amountFen: number): Promise<void> => {
  const known = await ctx.db
    .selectFrom('receipts')
    .leftJoin('bankLines', 'bankLines.receiptId', 'receipts.id')
    .select(['receipts.number', 'receipts.amountFen', 'bankLines.id as lineId'])
    .where('receipts.slipNumber', '=', slip)
    .where('receipts.state', 'in', ['entered', 'confirmed'])
    .limit(1)
    .executeTakeFirst()
  if (!known) return
  const told = { slip, number: known.number, amount: formatFen(known.amountFen) }
  if (known.lineId !== null) throw refuse('bank.keyedTwice', told)
  throw refuse(known.amountFen === amountFen ? 'bank.keyedAlready' : 'bank.keyedOtherwise', told)
}

const kindOf = (settlement: string, allocations: readonly { orderId: number | null }[]): ReceiptKind =>
  allocations.some(({ orderId }) => orderId !== null) ? 'deposit' : settlement === 'monthly' ? 'monthly' : 'balance'

/** Whether this person's word makes money sure. What is not sure waits for another cashier, like any receipt. */
const mayConfirm = async (ctx: Context, enteredBy: number): Promise<boolean> =>
  may(ctx.user.role, 'receipts.confirm') && !(await needsAnother(ctx, enteredBy))

/** What becomes of every row of a file of this account, against the lines that are here. */
const planImport = async (
  ctx: Context,
  account: string,
  { fields, rows, allIncome }: { fields: BankField[]; rows: string[][]; allIncome: boolean },
) => {
  const cells = cellsOf(fields, rows)
  const read = readBank(account, cells, allIncome, ctx.today)
  const known = await findInPieces(
    read.flatMap(({ draft }) => (draft ? [draft.lineKey] : [])),
    (keys) => ctx.db.selectFrom('bankLines').select('lineKey').where('lineKey', 'in', keys).execute(),
  )
  return planBank(cells, read, new Set(known.map(({ lineKey }) => lineKey)))
}

export const bankHandlers: Handlers<typeof bank> = {
  async list(ctx, { offset, limit, state }) {
    let counted = ctx.db.selectFrom('bankLines')
    let rows = lineRows(ctx)
    if (state !== null) {
      counted = counted.where('state', '=', state)
      rows = rows.where('bankLines.state', '=', state)
    }
    const { total } = await counted.select(({ fn }) => fn.countAll().as('total')).executeTakeFirstOrThrow()
    const found = await rows
      .orderBy('bankLines.bankedOn', state === 'open' ? 'asc' : 'desc')
      .orderBy('bankLines.id', state === 'open' ? 'asc' : 'desc')
      .limit(limit)
      .offset(offset)
      .execute()
    const proposed = await proposeAll(ctx, found)
    return { rows: found.map((row) => lineOf(row, proposed.get(row.id))), total: Number(total) }
  },

  read: (ctx, { id }) => readLine(ctx, id),

  async proposeFor(ctx, { id, customerId }) {
    const line = await readLine(ctx, id)
    const customer = await ctx.db
      .selectFrom('customers')
      .select(['id', 'shortName'])
      .where('id', '=', customerId)
      .executeTakeFirst()
    if (!customer) throw refuse('app.notFound', {}, 'customerId')
    return proposalFor(ctx, line.amountFen, customer, 'chosen')
  },

  async waiting(ctx) {
    const { open, fen } = await ctx.db
      .selectFrom('bankLines')
      .select(({ fn }) => [fn.countAll().as('open'), fn.sum('amountFen').as('fen')])
      .where('state', '=', 'open')
      .executeTakeFirstOrThrow()
    return { open: Number(open), openFen: Number(fen ?? 0) }
  },

  async accounts(ctx) {
    const company = await readCompany(ctx)
    const shapes = await ctx.db.selectFrom('bankShapes').selectAll().execute()
    const headings = new Map(shapes.map((row) => [row.account, JSON.parse(row.headings) as Record<string, string>]))
    return (company?.bankAccounts ?? []).map(({ bank: name, account }) => ({
      account,
      name: `${name} ${account.slice(-4)}`,
      headings: headings.get(account) ?? {},
    }))
  },

  async accept(ctx, { id, version, customerId, allocations }) {
    const line = await openLine(ctx, id, version)
    const customer = await ctx.db
      .selectFrom('customers')
      .select(['name', 'settlement'])
      .where('id', '=', customerId)
      .executeTakeFirst()
    if (!customer) throw refuse('app.notFound', {}, 'customerId')
    const slipNumber = slipOf(line)
    await refuseKnown(ctx, slipNumber, line.amountFen)
    const chosen = await allocate(ctx, customerId, line.amountFen, allocations)
    const receipt = await insertReceipt(ctx, {
      customerId,
      receivedOn: line.bankedOn,
      kind: kindOf(customer.settlement, chosen),
      method: 'bank',
      payer: line.payer || customer.name,
      slipNumber,
      amountFen: line.amountFen,
      remark: line.summary,
    })
    await writeAllocations(ctx, receipt.id, chosen, false)
    ctx.record({
      entity: 'receipts',
      id: receipt.id,
      after: { number: receipt.number, bankLine: id, allocations: chosen },
    })
    if (await mayConfirm(ctx, ctx.user.id)) await confirmReceipt(ctx, receipt.id, slipNumber)
    await decide(ctx, line, { state: 'booked', customerId, receiptId: receipt.id, reason: '' })
    return readLine(ctx, id)
  },

  async link(ctx, { id, version, receiptId }) {
    const line = await openLine(ctx, id, version)
    const receipt = await ctx.db.selectFrom('receipts').selectAll().where('id', '=', receiptId).executeTakeFirst()
    if (!receipt || receipt.state === 'void') throw refuse('app.notFound', {}, 'receiptId')
    if (receipt.amountFen !== line.amountFen) throw refuse('bank.otherAmount', { number: receipt.number }, 'receiptId')
    const other = await ctx.db
      .selectFrom('bankLines')
      .select('id')
      .where('receiptId', '=', receiptId)
      .executeTakeFirst()
    if (other) throw refuse('bank.linkedAlready', { number: receipt.number }, 'receiptId')
    if (receipt.state === 'entered' && (await mayConfirm(ctx, receipt.enteredBy))) {
      const slipNumber = receipt.slipNumber || slipOf(line)
      await confirmReceipt(ctx, receiptId, slipNumber)
      await setReceiptTerms(ctx, { id: receiptId, customerId: receipt.customerId, number: receipt.number, slipNumber })
    }
    await decide(ctx, line, { state: 'linked', customerId: receipt.customerId, receiptId, reason: '' })
    return readLine(ctx, id)
  },

  async unrelated(ctx, { id, version, reason }) {
    await decide(ctx, await openLine(ctx, id, version), {
      state: 'unrelated',
      customerId: null,
      receiptId: null,
      reason,
    })
    return readLine(ctx, id)
  },

  async reopen(ctx, { id, version }) {
    const line = await ctx.db.selectFrom('bankLines').selectAll().where('id', '=', id).executeTakeFirst()
    if (!line) throw refuse('app.notFound')
    if (line.version !== version) throw refuse('app.stale')
    if (line.state === 'booked') throw refuse('bank.voidFirst')
    if (line.state === 'open') throw refuse('bank.notDecided')
    await decide(ctx, line, { state: 'open', customerId: null, receiptId: null, reason: '' })
    return readLine(ctx, id)
  },

  importPreview: async (ctx, { account, ...table }) => previewOf(ctx, await planImport(ctx, account, table)),

  async import(ctx, { account, headings, fileName, expected, ...table }) {
    const plan = await planImport(ctx, account, table)
    const counts = holdToExpected(countVerdicts(plan), expected)
    const rows = plan.flatMap(({ draft }) => (draft === null ? [] : [draft]))
    await insertMany(
      ctx.db,
      'bankLines',
      rows.map((draft) => ({
        ...draft,
        account,
        payerKey: payerKeyOf(draft.payer),
        state: 'open',
        fileName,
        importedBy: ctx.user.id,
        importedAt: ctx.now,
        version: 1,
      })),
    )
    await ctx.db
      .insertInto('bankShapes')
      .values({ account, headings: JSON.stringify(headings), version: 1 })
      .onConflict((conflict) => conflict.column('account').doUpdateSet({ headings: JSON.stringify(headings) }))
      .execute()
    recordImport(ctx, 'bankLines', fileName, plan)
    return counts
  },
}

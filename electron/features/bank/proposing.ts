import type { Selectable } from 'kysely'
import {
  type BankLine,
  type BankProposal,
  type BankTwin,
  fitAmount,
  type PayerWay,
  payerBook,
} from '../../../shared/bank.ts'
import { plusDays } from '../../../shared/dates.ts'
import { type OpenItem, targetKey } from '../../../shared/receipts.ts'
import type { Context } from '../../context.ts'
import type { BankLinesTable } from '../../db/schemaReceivables.ts'
import { openItemsOf } from '../receipts/openItems.ts'

type Reader = Pick<Context, 'db'>
type Line = Selectable<BankLinesTable>

/** Days before and after a bank's day on which the same money may have been keyed by hand. */
const near = 5

const customerNames = (ctx: Reader) =>
  ctx.db
    .selectFrom('customers')
    .select(['id', 'name', 'shortName', 'statementName', 'contact'])
    .where('active', '=', 1)
    .execute()

/** Payer → the customer of the last yes for that payer. */
const rememberedFor = async (ctx: Reader, keys: readonly string[]): Promise<Map<string, number>> => {
  const wanted = [...new Set(keys)].filter((key) => key !== '')
  if (wanted.length === 0) return new Map()
  const rows = await ctx.db
    .selectFrom('bankLines')
    .select(['payerKey', 'customerId', 'decidedAt'])
    .where('payerKey', 'in', wanted)
    .where('customerId', 'is not', null)
    .orderBy('decidedAt')
    .execute()
  return new Map(rows.map(({ payerKey, customerId }) => [payerKey, customerId!]))
}

/** Receipts keyed by hand with the same slip, or the same amount about the same day, that no line is linked to. */
const twinsOf = async (ctx: Reader, line: Line, customerId: number | null): Promise<BankTwin | null> => {
  const rows = await ctx.db
    .selectFrom('receipts')
    .innerJoin('customers', 'customers.id', 'receipts.customerId')
    .select([
      'receipts.id',
      'receipts.number',
      'receipts.customerId',
      'customers.shortName as customer',
      'receipts.receivedOn',
      'receipts.slipNumber',
      'receipts.state',
      'receipts.method',
    ])
    .where('receipts.amountFen', '=', line.amountFen)
    .where('receipts.state', 'in', ['entered', 'confirmed'])
    .where('receipts.receivedOn', '>=', plusDays(line.bankedOn, -near))
    .where('receipts.receivedOn', '<=', plusDays(line.bankedOn, near))
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('bankLines').select('bankLines.id').whereRef('bankLines.receiptId', '=', 'receipts.id'))),
    )
    .orderBy('receipts.receivedOn')
    .orderBy('receipts.id')
    .limit(20)
    .execute()
  const bySlip = rows.find(({ slipNumber }) => slipNumber !== '' && slipNumber === line.slipNumber)
  const found =
    bySlip ?? rows.find((row) => row.method === 'bank' && customerId !== null && row.customerId === customerId)
  if (!found) return null
  const { customerId: _customerId, method: _method, state, ...row } = found
  return { ...row, state: state as BankTwin['state'], sameSlip: found === bySlip }
}

/** Cash of notes that drivers have, or that waits to be counted, in fen. */
const cashOnRoad = async (ctx: Reader, noteIds: readonly number[]): Promise<BankProposal['onRoad']> => {
  if (noteIds.length === 0) return []
  const rows = await ctx.db
    .selectFrom('codNotes')
    .select(['number', 'driver', 'onDriverFen', 'waitingFen'])
    .where('deliveryNoteId', 'in', noteIds.slice(0, 50))
    .where('state', '<>', 'void')
    .where(({ eb, or }) => or([eb('onDriverFen', '>', 0), eb('waitingFen', '>', 0)]))
    .orderBy('id')
    .execute()
  return rows.map(({ number, driver, onDriverFen, waitingFen }) => ({
    number,
    driver,
    amountFen: onDriverFen + waitingFen,
  }))
}

/** What is proposed for money of a customer: set against what it fits. */
export const proposalFor = async (
  ctx: Reader,
  amountFen: number,
  customer: { id: number; shortName: string },
  payerWay: PayerWay,
  known: readonly OpenItem[] | null = null,
): Promise<BankProposal> => {
  const items = known ?? (await openItemsOf(ctx, customer.id))
  const { way, allocations } = fitAmount(amountFen, items)
  const numbers = new Map(items.map((item: OpenItem) => [targetKey(item), item.number]))
  return {
    customerId: customer.id,
    customer: customer.shortName,
    payerWay,
    amountWay: way,
    parts: allocations.map((part) => ({ ...part, number: numbers.get(targetKey(part)) ?? '' })),
    leftFen: amountFen - allocations.reduce((sum, part) => sum + part.amountFen, 0),
    onRoad: await cashOnRoad(
      ctx,
      allocations.flatMap(({ deliveryNoteId }) => deliveryNoteId ?? []),
    ),
  }
}

export type Proposed = Pick<BankLine, 'proposal' | 'twin'>

/** For each open line: who paid, what it fits, and whether it was keyed already. Nothing is written. */
export const proposeAll = async (ctx: Reader, lines: readonly Line[]): Promise<Map<number, Proposed>> => {
  const open = lines.filter(({ state }) => state === 'open')
  const proposed = new Map<number, Proposed>()
  if (open.length === 0) return proposed
  const customers = await customerNames(ctx)
  const byId = new Map(customers.map((customer) => [customer.id, customer]))
  const whoIs = payerBook(customers)
  const remembered = await rememberedFor(
    ctx,
    open.map(({ payerKey }) => payerKey),
  )
  // a customer pays several times in a file: what is open of it is read once
  const itemsOf = new Map<number, OpenItem[]>()
  for (const line of open) {
    const before = byId.get(remembered.get(line.payerKey) ?? 0)
    const named = before ? { id: before.id, way: 'before' as const } : whoIs(line.payer)
    const customer = named ? byId.get(named.id) : undefined
    const items = customer ? (itemsOf.get(customer.id) ?? (await openItemsOf(ctx, customer.id))) : []
    if (customer) itemsOf.set(customer.id, items)
    proposed.set(line.id, {
      proposal: customer && named ? await proposalFor(ctx, line.amountFen, customer, named.way, items) : null,
      twin: await twinsOf(ctx, line, customer?.id ?? null),
    })
  }
  return proposed
}

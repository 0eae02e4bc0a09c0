import type { z } from 'zod'
import { type Customer, type CustomerDraft, customers, type Credit } from '../../shared/customers.ts'
import { isLooser } from '../../shared/credit.ts'
import { plusDays } from '../../shared/dates.ts'
import { countVerdicts } from '../../shared/imports.ts'
import { roundDivide } from '../../shared/money.ts'
import { may } from '../../shared/permissions.ts'
import { refuse } from '../../shared/refusals.ts'
import type { Context, Handlers } from '../context.ts'
import type { CustomersTable } from '../db/schemaMasters.ts'
import { findByTerm, foldTerm, setSearchTerms } from '../db/search.ts'
import { formedStatement, statement } from '../db/statement.ts'
import { initialsOf } from '../pinyin.ts'
import { keyedNow } from './blindKeys.ts'
import { planImport, writeImport } from './customers/import.ts'
import { customerTerms } from './customers/terms.ts'
import { previewOf } from './imports.ts'
import type { Selectable } from 'kysely'

const cardOf = (row: Selectable<CustomersTable>): Customer => ({ ...row, active: row.active === 1 }) as Customer

const rowColumns = [
  'id',
  'code',
  'name',
  'shortName',
  'initials',
  'grade',
  'contact',
  'phone',
  'region',
  'settlement',
  'active',
] as const

const foundColumns = ['id', 'code', 'name', 'shortName', 'initials', 'contact', 'phone', 'active'] as const

const byIds = formedStatement((db, _form: null, { ids }: { ids: number[] }) =>
  db.selectFrom('customers').select(foundColumns).where('id', 'in', ids),
)

/** Customers a typed text may mean: those whose initials, code or name begin with it first, the shortest first. */
export const customersByTerm = async (ctx: Pick<Context, 'db'>, typed: string, limit: number) => {
  const ids = await findByTerm(ctx, 'customer', typed, Math.max(limit * 3, 30))
  if (ids.length === 0) return []
  const rows = await byIds(ctx.db, null, { ids })
  const start = foldTerm(typed)
  const rank = (row: (typeof rows)[number]): number => {
    const names = [row.initials, row.shortName, row.code, row.name].map(foldTerm)
    if (names.includes(start)) return 0
    return names.some((name) => name.startsWith(start)) ? 1 : 2
  }
  const place = new Map(ids.map((id, index) => [id, index]))
  const score = (row: (typeof rows)[number]): number => (row.active === 1 ? 0 : 3) + rank(row)
  return rows.toSorted((a, b) => score(a) - score(b) || place.get(a.id)! - place.get(b.id)!).slice(0, limit)
}

const save = async (ctx: Context, { id, active, version, ...draft }: CustomerDraft): Promise<Customer> => {
  for (const field of ['code', 'name'] as const) {
    const taken = await ctx.db.selectFrom('customers').select('id').where(field, '=', draft[field]).executeTakeFirst()
    if (taken && taken.id !== id)
      throw refuse(field === 'code' ? 'customers.codeTaken' : 'customers.nameTaken', { value: draft[field] }, field)
  }
  const values = {
    ...draft,
    initials: (draft.initials || initialsOf(draft.shortName)).toLowerCase(),
    active: active ? (1 as const) : (0 as const),
    version: version + 1,
  }
  const before =
    id === null ? undefined : await ctx.db.selectFrom('customers').selectAll().where('id', '=', id).executeTakeFirst()
  if (before && isLooser(before, values) && !may(ctx.user.role, 'gates.override'))
    throw refuse('customers.looserCard', {}, 'settlement')
  const row =
    id === null
      ? await ctx.db.insertInto('customers').values(values).returningAll().executeTakeFirstOrThrow()
      : await ctx.db
          .updateTable('customers')
          .set(values)
          .where('id', '=', id)
          .where('version', '=', version)
          .returningAll()
          .executeTakeFirst()
  if (!row) throw refuse(before ? 'app.stale' : 'app.notFound')
  await setSearchTerms(ctx, 'customer', row.id, row.id, customerTerms(row))
  ctx.record({ entity: 'customers', id: row.id, before, after: row })
  return cardOf(row)
}

const openLinesOf = statement((db, customerId: number) =>
  db
    .selectFrom('orderLines')
    .select(['amountFen', 'quantity', 'deliveredQuantity'])
    .where('customerId', '=', customerId)
    // said as the index of open lines says it
    .whereRef('deliveredQuantity', '<', 'quantity'),
)

/**
 * What is ordered and has not left, fen: of each open line its amount less the share that left, so that a line that
 * has left altogether leaves nothing over.
 */
const leftOf = (lines: Awaited<ReturnType<typeof openLinesOf>>): number =>
  lines.reduce(
    (sum, { amountFen, quantity, deliveredQuantity }) =>
      sum + amountFen - roundDivide(BigInt(amountFen) * BigInt(deliveredQuantity), BigInt(quantity)),
    0,
  )

/** `onOrderOf` of many customers at once. */
export const onOrderOfAll = async (ctx: Pick<Context, 'db'>, ids: readonly number[]): Promise<Map<number, number>> => {
  const rows = await ctx.db
    .selectFrom('orderLines')
    .select(['customerId', 'amountFen', 'quantity', 'deliveredQuantity'])
    .where('customerId', 'in', ids.length > 0 ? ids : [0])
    .whereRef('deliveredQuantity', '<', 'quantity')
    .execute()
  const sums = new Map<number, number>()
  for (const { customerId, amountFen, quantity, deliveredQuantity } of rows) {
    if (customerId === null || amountFen === null) continue
    const gone = roundDivide(BigInt(amountFen) * BigInt(deliveredQuantity), BigInt(quantity))
    sums.set(customerId, (sums.get(customerId) ?? 0) + amountFen - gone)
  }
  return sums
}

/** What the customer owes: released notes and adjustments less confirmed money (duty 28, 32). */
export const creditOf = async (ctx: Context, id: number): Promise<z.output<typeof Credit>> => {
  const card = await ctx.db.selectFrom('customers').selectAll().where('id', '=', id).executeTakeFirst()
  if (!card) throw refuse('app.notFound')
  const sum = (value: unknown): number => Number(value ?? 0)
  const notes = ctx.db
    .selectFrom('deliveryNotes')
    .where('customerId', '=', id)
    .where('releasedAt', 'is not', null)
    .where('voidedAt', 'is', null)
  const charged = await notes.select(({ fn }) => fn.sum('totalFen').as('fen')).executeTakeFirst()
  const old = await notes
    .where('deliveryOn', '<', plusDays(ctx.today, -(card.settlement === 'monthly' ? card.termDays : 0)))
    .select(({ fn }) => fn.sum('totalFen').as('fen'))
    .executeTakeFirst()
  const adjusted = await ctx.db
    .selectFrom('adjustments')
    .where('customerId', '=', id)
    .where('voidedAt', 'is', null)
    .select(({ fn }) => fn.sum('amountFen').as('fen'))
    .executeTakeFirst()
  const paid = await ctx.db
    .selectFrom('receipts')
    .where('customerId', '=', id)
    .where('confirmedAt', 'is not', null)
    .where('voidedAt', 'is', null)
    .select(({ fn }) => fn.sum('amountFen').as('fen'))
    .executeTakeFirst()
  const onOrderFen = leftOf(await openLinesOf(ctx.db, id))
  const owedFen = sum(charged?.fen) + sum(adjusted?.fen) - sum(paid?.fen)
  return {
    settlement: card.settlement as Customer['settlement'],
    limitFen: card.creditLimitFen,
    owedFen,
    overdueFen: Math.max(0, Math.min(owedFen, sum(old?.fen) + sum(adjusted?.fen) - sum(paid?.fen))),
    onOrderFen,
    usedFen: owedFen + onOrderFen,
    termDays: card.termDays,
    blacklistNote: card.blacklistNote,
  }
}

/** The credit as it is shown: what this person keys a second time is in none of its sums. */
export const shownCredit = async (ctx: Context, id: number): Promise<z.output<typeof Credit>> => {
  const credit = await creditOf(ctx, id)
  const hidden = [...(await keyedNow(ctx))]
  if (hidden.length === 0) return credit
  const lines = await ctx.db
    .selectFrom('orderLines')
    .select(['amountFen', 'quantity', 'deliveredQuantity'])
    .where('customerId', '=', id)
    .where('orderId', 'in', hidden)
    .whereRef('deliveredQuantity', '<', 'quantity')
    .execute()
  const keyedFen = leftOf(lines)
  return { ...credit, onOrderFen: credit.onOrderFen - keyedFen, usedFen: credit.usedFen - keyedFen }
}

export const customersHandlers: Handlers<typeof customers> = {
  async list(ctx, { offset, limit, typed, inactive }) {
    const ids = typed === '' ? null : await findByTerm(ctx, 'customer', typed, 200)
    let rows = ctx.db.selectFrom('customers')
    if (!inactive) rows = rows.where('active', '=', 1)
    if (ids) rows = rows.where('id', 'in', ids.length > 0 ? ids : [0])
    const { total } = await rows.select(({ fn }) => fn.countAll().as('total')).executeTakeFirstOrThrow()
    const found = await rows.select(rowColumns).orderBy('shortName').orderBy('id').limit(limit).offset(offset).execute()
    return {
      rows: found.map((row) => ({
        ...row,
        grade: row.grade as 'A',
        settlement: row.settlement as 'cash',
        active: row.active === 1,
      })),
      total: Number(total),
    }
  },

  async find(ctx, { typed, limit }) {
    const columns = ['id', 'code', 'name', 'shortName', 'phone'] as const
    if (typed === '')
      return ctx.db
        .selectFrom('customers')
        .select(columns)
        .where('active', '=', 1)
        .orderBy('shortName')
        .limit(limit)
        .execute()
    const rows = (await customersByTerm(ctx, typed, limit)).filter(({ active }) => active === 1)
    return rows.map(({ id, code, name, shortName, phone }) => ({ id, code, name, shortName, phone }))
  },

  async read(ctx, { id }) {
    const row = await ctx.db.selectFrom('customers').selectAll().where('id', '=', id).executeTakeFirst()
    if (!row) throw refuse('app.notFound')
    return cardOf(row)
  },

  credit: (ctx, { id }) => shownCredit(ctx, id),
  save,

  importPreview: async (ctx, table) => previewOf(ctx, await planImport(ctx, table)),
  async import(ctx, { fileName, expected, ...table }) {
    const plan = await planImport(ctx, table)
    return writeImport(ctx, plan, fileName, expected, countVerdicts(plan))
  },

  async suggest(ctx, { name }) {
    const initials = initialsOf(name)
    const { total } = await ctx.db
      .selectFrom('customers')
      .select(({ fn }) => fn.countAll().as('total'))
      .executeTakeFirstOrThrow()
    return { initials, code: `K${String(Number(total) + 1).padStart(3, '0')}` }
  },
}

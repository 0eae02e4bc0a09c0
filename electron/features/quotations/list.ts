import type { z } from 'zod'
import {
  type PriceGiven,
  type QuotationRow,
  quotations,
  type QuotationStage,
  quotationState,
} from '../../../shared/quotations.ts'
import type { Context } from '../../context.ts'
import { findByTerm } from '../../db/search.ts'

type Asked = z.output<typeof quotations.list.input>
type Sought = Pick<Asked, 'customerId' | 'typed' | 'from' | 'to'>

/** Rows are counted up to here; a longer list stands at this figure. */
const countedRows = 2000

/** Quotations a typed text may mean: by number, by goods, by customer. Null: nothing was typed. */
const foundBy = async (ctx: Context, typed: string): Promise<{ ids: number[]; customerIds: number[] } | null> => {
  if (typed === '') return null
  const ids = new Set([
    ...(await findByTerm(ctx, 'quotation', typed, 200)),
    ...(await findByTerm(ctx, 'quotedGoods', typed, 200)),
  ])
  const customerIds = await findByTerm(ctx, 'customer', typed, 20)
  return { ids: [0, ...ids], customerIds: [0, ...customerIds] }
}

const matching = (ctx: Context, { customerId, from, to }: Sought, found: Awaited<ReturnType<typeof foundBy>>) => {
  let rows = ctx.db.selectFrom('quotations')
  if (customerId !== undefined) rows = rows.where('quotations.customerId', '=', customerId)
  if (from !== undefined) rows = rows.where('quotations.quotedOn', '>=', from)
  if (to !== undefined) rows = rows.where('quotations.quotedOn', '<=', to)
  if (found)
    rows = rows.where((where) =>
      where.or([where('quotations.id', 'in', found.ids), where('quotations.customerId', 'in', found.customerIds)]),
    )
  return rows
}

const inState = (rows: ReturnType<typeof matching>, state: Asked['state'], today: string) => {
  if (state === 'all') return rows
  if (state === 'open') return rows.where('quotations.stage', 'in', ['draft', 'sent', 'accepted'])
  if (state === 'expired')
    return rows.where('quotations.stage', 'in', ['sent', 'accepted']).where('quotations.validUntil', '<', today)
  const own = rows.where('quotations.stage', '=', state)
  return state === 'sent' || state === 'accepted' ? own.where('quotations.validUntil', '>=', today) : own
}

const linesOfPage = async (ctx: Context, ids: number[]) => {
  const lines = await ctx.db
    .selectFrom('quotationLines')
    .innerJoin('quotationVersions', 'quotationVersions.id', 'quotationLines.versionId')
    .innerJoin('quotations', 'quotations.id', 'quotationLines.quotationId')
    .whereRef('quotationVersions.sequence', '=', 'quotations.sequence')
    .where('quotations.id', 'in', [0, ...ids])
    .select(['quotations.id', 'quotationLines.name', 'quotationLines.spec'])
    .orderBy('quotationLines.sequence')
    .execute()
  return Map.groupBy(lines, ({ id }) => id)
}

/** A page of quotations, the newest first. */
export const listQuotations = async (ctx: Context, asked: Asked): Promise<{ rows: QuotationRow[]; total: number }> => {
  const found = await foundBy(ctx, asked.typed)
  const sought = inState(matching(ctx, asked, found), asked.state, ctx.today)
  const { total } = await ctx.db
    .selectFrom(
      sought
        .select('quotations.id')
        .limit(Math.max(countedRows, asked.offset + asked.limit + 1))
        .as('counted'),
    )
    .select(({ fn }) => fn.countAll().as('total'))
    .executeTakeFirstOrThrow()
  const rows = await sought
    .leftJoin('customers', 'customers.id', 'quotations.customerId')
    .innerJoin('users', 'users.id', 'quotations.quotedBy')
    .selectAll('quotations')
    .select(['customers.shortName', 'users.name as by'])
    .orderBy('quotations.quotedOn', 'desc')
    .orderBy('quotations.id', 'desc')
    .limit(asked.limit)
    .offset(asked.offset)
    .execute()
  const lines = await linesOfPage(
    ctx,
    rows.map(({ id }) => id),
  )
  return {
    rows: rows.map((row) => {
      const own = lines.get(row.id) ?? []
      return {
        id: row.id,
        number: row.number,
        customerId: row.customerId,
        customer: row.shortName ?? row.prospect,
        sequence: row.sequence,
        quotedOn: row.quotedOn,
        validUntil: row.validUntil,
        lines: own.length,
        firstLine: [own[0]?.name, own[0]?.spec].filter(Boolean).join(' '),
        state: quotationState(row.stage as QuotationStage, row.validUntil, ctx.today),
        by: row.by,
        version: row.version,
      }
    }),
    total: Number(total),
  }
}

/** Who got which price when: every rung of every version that was sent, the newest first (duty 20). */
export const pricesGiven = async (
  ctx: Context,
  asked: z.output<typeof quotations.given.input>,
): Promise<{ rows: PriceGiven[]; total: number }> => {
  const found = await foundBy(ctx, asked.typed)
  const rows = matching(ctx, asked, found)
    .innerJoin('quotationVersions', 'quotationVersions.quotationId', 'quotations.id')
    .innerJoin('quotationLines', 'quotationLines.versionId', 'quotationVersions.id')
    .innerJoin('quotationPrices', 'quotationPrices.quotationLineId', 'quotationLines.id')
    .where('quotationVersions.sentAt', 'is not', null)
  const { total } = await ctx.db
    .selectFrom(
      rows
        .select('quotationPrices.id')
        .limit(Math.max(countedRows, asked.offset + asked.limit + 1))
        .as('counted'),
    )
    .select(({ fn }) => fn.countAll().as('total'))
    .executeTakeFirstOrThrow()
  const page = await rows
    .leftJoin('customers', 'customers.id', 'quotations.customerId')
    .select([
      'quotationPrices.id',
      'quotations.id as quotationId',
      'quotations.number',
      'quotations.prospect',
      'customers.shortName',
      'quotationVersions.sequence',
      'quotationVersions.quotedOn',
      'quotationVersions.validUntil',
      'quotationVersions.answer',
      'quotationLines.code',
      'quotationLines.name',
      'quotationLines.spec',
      'quotationLines.material',
      'quotationLines.unit',
      'quotationPrices.quantity',
      'quotationPrices.priceMicros',
    ])
    .orderBy('quotations.quotedOn', 'desc')
    .orderBy('quotations.id', 'desc')
    .orderBy('quotationVersions.sequence', 'desc')
    .orderBy('quotationLines.sequence')
    .orderBy('quotationPrices.quantity')
    .limit(asked.limit)
    .offset(asked.offset)
    .execute()
  return {
    rows: page.map(({ shortName, prospect, spec, name, answer, ...row }) => ({
      ...row,
      customer: shortName ?? prospect,
      name: [name, spec].filter(Boolean).join(' '),
      answer: answer as PriceGiven['answer'],
    })),
    total: Number(total),
  }
}

import { translator } from '../../../shared/language.ts'
import {
  cleanValues,
  faultOf,
  type FieldValues,
  firstValues,
  headFields,
  lineFields,
  type NoticeField,
} from '../../../shared/noticeFields.ts'
import type { NoticeSheet } from '../../../shared/noticeProcedures.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { Trade } from '../../../shared/settings.ts'
import { lessRun, readSizeRun, runOfLine, type SizeQuantity } from '../../../shared/sizeRuns.ts'
import { faultOfShares, specOfShare } from '../../../shared/sizeShares.ts'
import { wordsOfFault } from '../../../shared/sizeWords.ts'
import type { Context } from '../../context.ts'

/** Field → text as it is kept in a row. */
export const readFields = (json: string): FieldValues => JSON.parse(json) as FieldValues

/** The sizes a notice line makes; [] where nobody wrote any. */
export const runOfFields = (json: string): SizeQuantity[] => readSizeRun(readFields(json)['run'] ?? '').run

/** What was last written for a product on any notice that stands, or null. */
const lastOf = async (ctx: Context, productId: number): Promise<FieldValues | null> => {
  const row = await ctx.db
    .selectFrom('orderLines')
    .innerJoin('noticeLines', 'noticeLines.orderLineId', 'orderLines.id')
    .select('noticeLines.fields')
    .where('orderLines.productId', '=', productId)
    .where('noticeLines.state', '<>', 'void')
    .where('noticeLines.fields', '<>', '{}')
    .orderBy('noticeLines.id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ? readFields(row.fields) : null
}

/** What a new notice line begins with (duty 26): copied from the card and from the last notice of the same product. */
export const fieldsOfNewLine = async (
  ctx: Context,
  trade: Trade,
  orderLineId: number,
  run: readonly SizeQuantity[],
): Promise<FieldValues> => {
  const line = await ctx.db
    .selectFrom('orderLines')
    .leftJoin('products', 'products.id', 'orderLines.productId')
    .select(['orderLines.productId', 'orderLines.material', 'products.processNotes', 'products.qualityPoints'])
    .where('orderLines.id', '=', orderLineId)
    .executeTakeFirstOrThrow()
  const last = line.productId === null ? null : await lastOf(ctx, line.productId)
  return firstValues(trade, last, {
    processNotes: line.processNotes ?? '',
    qualityPoints: line.qualityPoints ?? '',
    material: line.material,
    run,
  })
}

const headOf = async (ctx: Context, id: number) => {
  const head = await ctx.db
    .selectFrom('notices')
    .innerJoin('orders', 'orders.id', 'notices.orderId')
    .select([
      'notices.id',
      'notices.number',
      'notices.trade',
      'notices.edition',
      'notices.givenEdition',
      'notices.voidedAt',
      'notices.version',
      'notices.fields',
      'orders.packing as orderPacking',
      'orders.acceptance',
    ])
    .where('notices.id', '=', id)
    .executeTakeFirst()
  if (!head) throw refuse('app.notFound')
  return head
}

const linesOf = (ctx: Context, noticeId: number) =>
  ctx.db
    .selectFrom('noticeLines')
    .innerJoin('orderLines', 'orderLines.id', 'noticeLines.orderLineId')
    .select([
      'noticeLines.id',
      'noticeLines.orderLineId',
      'noticeLines.quantity',
      'noticeLines.fields',
      'orderLines.quantity as ordered',
      'orderLines.code',
      'orderLines.name',
      'orderLines.spec',
      'orderLines.colour',
      'orderLines.unit',
      'orderLines.newVersion',
    ])
    .where('noticeLines.noticeId', '=', noticeId)
    .orderBy('noticeLines.id')
    .execute()

/** 工艺要求 of a notice: the fields of its trade, for the whole notice and line by line. */
export const sheet = async (ctx: Context, { id }: { id: number }): Promise<NoticeSheet> => {
  const { fields, trade, givenEdition, voidedAt, ...head } = await headOf(ctx, id)
  const lines = await linesOf(ctx, id)
  return {
    ...head,
    trade: trade as Trade,
    given: givenEdition === head.edition,
    voided: voidedAt !== null,
    head: readFields(fields),
    lines: lines.map(({ orderLineId: _, ordered, name, spec, newVersion, fields, ...line }) => {
      const values = readFields(fields)
      const share = { spec, ordered, share: line.quantity, run: values['run'] ?? '' }
      return {
        ...line,
        description: [name, specOfShare(share)].filter(Boolean).join(' '),
        newVersion: newVersion === 1,
        values,
      }
    }),
  }
}

const refuseFault = (
  ctx: Context,
  fields: readonly NoticeField[],
  values: FieldValues,
  quantity: number | null,
  at: string,
): void => {
  const fault = faultOf(fields, values, quantity)
  if (!fault) return
  const field = translator(ctx.language)(fault.label)
  throw refuse(fault.code, { ...fault.values, field }, `${at}.${fault.key}`)
}

/** The sizes of the notices of a line are together no more of a size than the order has (duty 41). */
const refuseAboveOrder = async (ctx: Context, noticeLineId: number, sizes: string, at: string): Promise<void> => {
  if (sizes === '') return
  const line = await ctx.db
    .selectFrom('noticeLines')
    .innerJoin('orderLines', 'orderLines.id', 'noticeLines.orderLineId')
    .select(['noticeLines.quantity', 'orderLines.id', 'orderLines.spec', 'orderLines.quantity as ordered'])
    .where('noticeLines.id', '=', noticeLineId)
    .executeTakeFirstOrThrow()
  const all = runOfLine({ spec: line.spec, quantity: line.ordered })
  if (all.length === 0) return
  const others = await ctx.db
    .selectFrom('noticeLines')
    .select('fields')
    .where('orderLineId', '=', line.id)
    .where('id', '<>', noticeLineId)
    .where('state', '<>', 'void')
    .execute()
  const left = others.reduce((rest, { fields }) => lessRun(rest, runOfFields(fields)), all)
  const found = faultOfShares(left, [{ quantity: line.quantity, sizes }])
  if (!found) return
  const { code, values } = wordsOfFault(found.fault, left)
  throw refuse(code, values, `${at}.run`)
}

type Asked = { id: number; version: number; head: FieldValues; lines: { id: number; values: FieldValues }[] }

/** Saves the fields. What is in somebody's hands gets the next version: its copies are asked for anew (duty 36). */
export const saveSheet = async (ctx: Context, asked: Asked): Promise<NoticeSheet> => {
  const before = await sheet(ctx, asked)
  if (before.version !== asked.version) throw refuse('app.stale')
  if (before.voided) throw refuse('production.alreadyVoid', { number: before.number })
  const head = cleanValues(headFields, asked.head)
  refuseFault(ctx, headFields, head, null, 'head')
  const fields = lineFields[before.trade]
  const changed: { id: number; values: FieldValues; before: FieldValues }[] = []
  for (const [index, line] of asked.lines.entries()) {
    const known = before.lines.find(({ id }) => id === line.id)
    if (!known) throw refuse('app.notFound')
    const values = cleanValues(fields, line.values)
    refuseFault(ctx, fields, values, known.quantity, `lines.${index}`)
    // as `cleanValues` orders them: only what was changed differs
    if (JSON.stringify(values) === JSON.stringify(cleanValues(fields, known.values))) continue
    await refuseAboveOrder(ctx, line.id, values['run'] ?? '', `lines.${index}`)
    changed.push({ id: line.id, values, before: known.values })
  }
  const headChanged = JSON.stringify(head) !== JSON.stringify(cleanValues(headFields, before.head))
  if (changed.length === 0 && !headChanged) return before
  const edition = before.given ? before.edition + 1 : before.edition
  await ctx.db
    .updateTable('notices')
    .set({ fields: JSON.stringify(head), edition, version: before.version + 1 })
    .where('id', '=', asked.id)
    .execute()
  for (const { id, values } of changed)
    await ctx.db
      .updateTable('noticeLines')
      .set({ fields: JSON.stringify(values) })
      .where('id', '=', id)
      .execute()
  ctx.record({
    entity: 'notices',
    id: asked.id,
    before: {
      edition: before.edition,
      head: before.head,
      lines: changed.map(({ id, before: values }) => ({ id, values })),
    },
    after: { edition, head, lines: changed.map(({ id, values }) => ({ id, values })) },
  })
  return sheet(ctx, asked)
}

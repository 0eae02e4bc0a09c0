import { sql } from 'kysely'
import {
  type Finding,
  type FindingKind,
  findingKinds,
  type MonthClass,
  type SignOff,
} from '../../../shared/monthEnd.ts'
import type { Context } from '../../context.ts'
import { findingQueries, type QueriedKind, type Span, spanOf } from './classes.ts'
import { customersWithoutStatement } from './customers.ts'
import { numberGaps, serialGaps } from './numbers.ts'
import { signOffsOf } from './signOffs.ts'

type Reader = Pick<Context, 'db'>
type Counts = Pick<MonthClass, 'total' | 'fen' | 'before'>

const countsOf = (now: readonly Finding[], before: number): Counts => ({
  total: now.length,
  fen: now.reduce((sum, { fen }) => sum + fen, 0),
  before,
})

const workedOut = {
  numberGap: numberGaps,
  serialGap: serialGaps,
  customerWithoutStatement: (ctx: Reader, { month }: { month: string }) => customersWithoutStatement(ctx, month),
}
const isWorkedOut = (kind: FindingKind): kind is keyof typeof workedOut => Object.hasOwn(workedOut, kind)

const countQueried = async (ctx: Reader, kind: QueriedKind, span: Span): Promise<Counts> => {
  const { rows } = await sql<Record<'total' | 'fen' | 'before', number | null>>`
    select sum(f."now") as "total", sum(f."now" * f."fen") as "fen", sum(f."before") as "before" from (${findingQueries[kind](ctx, span)}) f`.execute(
    ctx.db,
  )
  const [row] = rows
  return { total: Number(row?.total ?? 0), fen: Number(row?.fen ?? 0), before: Number(row?.before ?? 0) }
}

/** How many findings a class has, their money, and how many there still are of the month before. */
export const countClass = async (ctx: Reader, kind: FindingKind, span: Span): Promise<Counts> => {
  if (!isWorkedOut(kind)) return countQueried(ctx, kind, span)
  const before = await workedOut[kind](ctx, span.before)
  return countsOf(await workedOut[kind](ctx, span), before.length)
}

/** 月结检查 (duty 103, S0-9.12): every class of what a month still lacks before it goes to accounting. */
export const checkClasses = async (ctx: Reader, month: string): Promise<MonthClass[]> => {
  const span = spanOf(month)
  const signedOff: Map<string, SignOff> = await signOffsOf(ctx, month)
  const classes: MonthClass[] = []
  for (const kind of findingKinds)
    classes.push({ kind, ...(await countClass(ctx, kind, span)), signedOff: signedOff.get(kind) ?? null })
  return classes
}

/** A page of a class, the oldest first. */
export const findingsOf = async (
  ctx: Reader,
  { month, kind, offset, limit }: { month: string; kind: FindingKind; offset: number; limit: number },
): Promise<{ rows: Finding[]; total: number }> => {
  const span = spanOf(month)
  if (isWorkedOut(kind)) {
    const all = await workedOut[kind](ctx, span)
    return { rows: all.slice(offset, offset + limit), total: all.length }
  }
  const query = findingQueries[kind](ctx, span)
  const { rows } =
    await sql<Finding>`select f."id", f."number", f."customer", f."on", f."text", f."fen" from (${query}) f
    where f."now" = 1 order by f."on", f."id" limit ${limit} offset ${offset}`.execute(ctx.db)
  const { total } = await countQueried(ctx, kind, span)
  return { rows: rows.map((row) => ({ ...row, id: Number(row.id), fen: Number(row.fen) })), total }
}

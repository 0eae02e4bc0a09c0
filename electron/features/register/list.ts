import type { z } from 'zod'
import { dateOf, daysBetween } from '../../../shared/dates.ts'
import { type PhraseKey, translate } from '../../../shared/language.ts'
import { paperFacts } from '../../../shared/prints.ts'
import { refuse } from '../../../shared/refusals.ts'
import {
  longestPeriod,
  type register,
  type RegisterFilter,
  type RegisterRow,
  registerSourceKeys,
  registerState,
} from '../../../shared/register.ts'
import type { Printable } from '../../../shared/shell.ts'
import { type SignBackKind, signBackKindKeys } from '../../../shared/signBacks.ts'
import type { Context } from '../../context.ts'
import { linesOf, type RegisterLine } from './lines.ts'

/** A period somebody may ask for; a number is looked for at all times. */
export const refusePeriod = ({ from, till, number }: RegisterFilter): void => {
  if (number !== '') return
  if (till < from) throw refuse('register.tillBefore', {}, 'till')
  if (daysBetween(from, till) > longestPeriod) throw refuse('register.tooLong', { days: longestPeriod }, 'till')
}

const dayOf = (at: string): string => (at.length === 10 ? at : dateOf(new Date(at)))

const whatOf = (line: RegisterLine): PhraseKey => {
  if (line.source === 'sent') return signBackKindKeys[line.code as SignBackKind]
  const isPaper = line.source === 'print' || line.source === 'copy' || line.source === 'letter'
  return isPaper ? paperFacts[line.code as Printable].label : registerSourceKeys[line.source as RegisterRow['source']]
}

const namesOf = async (ctx: Context, lines: readonly RegisterLine[]) => {
  const ids = (pick: (line: RegisterLine) => number | null): number[] => [
    0,
    ...new Set(lines.flatMap((line) => pick(line) ?? [])),
  ]
  const names = <Row extends { id: number; name: string }>(rows: Row[]): Map<number, string> =>
    new Map(rows.map(({ id, name }) => [id, name]))
  return {
    customers: names(
      await ctx.db
        .selectFrom('customers')
        .select(['id', 'shortName as name'])
        .where(
          'id',
          'in',
          ids(({ customerId }) => customerId),
        )
        .execute(),
    ),
    factories: names(
      await ctx.db
        .selectFrom('outsideFactories')
        .select(['id', 'name'])
        .where(
          'id',
          'in',
          ids(({ factoryId }) => factoryId),
        )
        .execute(),
    ),
    users: names(
      await ctx.db
        .selectFrom('users')
        .select(['id', 'name'])
        .where(
          'id',
          'in',
          ids(({ userId }) => userId),
        )
        .execute(),
    ),
    orders: names(
      await ctx.db
        .selectFrom('orders')
        .select(['id', 'number as name'])
        .where(
          'id',
          'in',
          ids(({ orderId }) => orderId),
        )
        .execute(),
    ),
  }
}

const rowOf = (ctx: Context, line: RegisterLine, names: Awaited<ReturnType<typeof namesOf>>): RegisterRow => {
  const { source, id, direction, at, number, subject, party, copies, backAt, backBy, code } = line
  const backOn = backAt === null ? null : dayOf(backAt)
  const whose = names.customers.get(line.customerId ?? 0) ?? names.factories.get(line.factoryId ?? 0) ?? ''
  return {
    source: source as RegisterRow['source'],
    id,
    direction: direction as RegisterRow['direction'],
    on: dayOf(at),
    number,
    what: translate(ctx.language, whatOf(line)),
    subject,
    party: [...new Set([whose, party])].filter(Boolean).join(' '),
    copies: Number(copies),
    by: names.users.get(line.userId ?? 0) ?? '',
    state: registerState({ voided: Number(line.voided) === 1, wanted: Number(line.wanted) === 1, backOn }),
    backOn,
    backBy,
    orderId: line.orderId,
    orderNumber: names.orders.get(line.orderId ?? 0) ?? '',
    kind: code,
    documentId: line.documentId,
  }
}

export const listRegister = async (
  ctx: Context,
  { offset, limit, ...filter }: z.output<typeof register.list.input>,
): Promise<{ rows: RegisterRow[]; total: number }> => {
  refusePeriod(filter)
  const lines = linesOf(ctx, filter)
  if (!lines) return { rows: [], total: 0 }
  const { total } = await lines.select(({ fn }) => fn.countAll().as('total')).executeTakeFirstOrThrow()
  const page = await lines
    .selectAll()
    .orderBy('at', 'desc')
    .orderBy('source')
    .orderBy('id', 'desc')
    .limit(limit)
    .offset(offset)
    .execute()
  const names = await namesOf(ctx, page)
  return { rows: page.map((line) => rowOf(ctx, line, names)), total: Number(total) }
}

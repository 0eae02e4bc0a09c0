import { problemsOfCredit } from '../../../shared/credit.ts'
import type { Hold, HoldKind } from '../../../shared/gates.ts'
import { translator } from '../../../shared/language.ts'
import { formatFen } from '../../../shared/money.ts'
import { may } from '../../../shared/permissions.ts'
import { type Refusal, refuse } from '../../../shared/refusals.ts'
import type { Context } from '../../context.ts'
import { keyedNow } from '../blindKeys.ts'
import { creditOf } from '../customers.ts'
import { raisedAt } from '../gates.ts'
import { unquotedLines } from '../quotations/accepted.ts'
import { readOffice } from '../settings.ts'

type Reason = Pick<Hold, 'gate' | 'sentence' | 'problems' | 'line' | 'name'>

/** 新版 lines without an accepted quotation, the first one named (duty 12). */
const newVersionHold = async (ctx: Context, orderId: number): Promise<Reason[]> => {
  const lines = await unquotedLines(ctx, orderId)
  const first = lines[0]
  if (!first) return []
  const t = translator(ctx.language)
  const values = { line: first.sequence, name: first.name, number: first.quotation, more: lines.length - 1 }
  const key =
    lines.length > 1 ? 'gates.unquotedMore' : first.quotation === '' ? 'gates.unquoted' : 'gates.quotationNotAccepted'
  return [{ gate: 'newVersion', sentence: t(key, values), problems: [], line: first.sequence, name: first.name }]
}

/** Over the limit, overdue, blacklisted: said with its amounts to those who may see them (duty 28). */
const creditHold = async (ctx: Context, customerId: number): Promise<Reason[]> => {
  const credit = await creditOf(ctx, customerId)
  const problems = problemsOfCredit(credit)
  if (problems.length === 0) return []
  const t = translator(ctx.language)
  // nor does a sum tell a second keyer what he is to key
  const amounts = may(ctx.user.role, 'prices.read') && (await keyedNow(ctx)).size === 0
  const words = problems.map((problem) => {
    if (problem === 'blacklisted') return t('gates.creditBlacklisted', { note: credit.blacklistNote })
    if (!amounts) return t(problem === 'overLimit' ? 'gates.creditOverPlain' : 'gates.creditOverduePlain')
    return problem === 'overLimit'
      ? t('gates.creditOver', {
          used: formatFen(credit.usedFen),
          limit: formatFen(credit.limitFen),
          over: formatFen(credit.usedFen - credit.limitFen),
        })
      : t('gates.creditOverdue', { overdue: formatFen(credit.overdueFen) })
  })
  return [{ gate: 'credit', sentence: words.join(t('production.and')), problems, line: null, name: '' }]
}

const approvalsOf = async (ctx: Context, orderId: number) =>
  new Map(
    (
      await ctx.db
        .selectFrom('gateApprovals')
        .select(['gate', 'userName', 'reason', 'at'])
        .where('orderId', '=', orderId)
        .orderBy('id')
        .execute()
    ).map(({ gate, userName, reason, at }) => [gate, { by: userName, reason, at }]),
  )

/**
 * What holds an order besides its money, as the office decided: each with its sentence, whether it stops the order,
 * and who answered for it by name. An approval stays on show when its reason has gone.
 */
export const holdsOf = async (ctx: Context, orderId: number): Promise<Hold[]> => {
  const order = await ctx.db
    .selectFrom('orders')
    .select(['customerId', 'voidedAt', 'state'])
    .where('id', '=', orderId)
    .executeTakeFirst()
  if (!order) throw refuse('app.notFound')
  const office = await readOffice(ctx)
  const over = order.voidedAt !== null || order.state === 'settled' || order.state === 'completed'
  const reasons = over
    ? []
    : [
        ...(office.newVersionQuoted ? await newVersionHold(ctx, orderId) : []),
        ...(office.creditControl === 'off' ? [] : await creditHold(ctx, order.customerId)),
      ]
  const approvals = await approvalsOf(ctx, orderId)
  const raised = (await raisedAt(ctx, [orderId])).get(orderId) ?? ''
  const holds = reasons.map((reason): Hold => {
    const approval = approvals.get(reason.gate) ?? null
    const stands = approval !== null && (reason.gate !== 'credit' || approval.at >= raised)
    return { ...reason, approval, stops: !stands && (reason.gate !== 'credit' || office.creditControl === 'ask') }
  })
  const gone = [...approvals].filter(([gate]) => !holds.some((hold) => hold.gate === gate))
  return [
    ...holds,
    ...gone.map(([gate, approval]): Hold => ({
      gate: gate as HoldKind,
      sentence: '',
      problems: [],
      line: null,
      name: '',
      approval,
      stops: false,
    })),
  ]
}

/** Writes down for ever who let an order pass, why and when. */
export const approve = async (ctx: Context, gate: HoldKind, orderId: number, reason: string): Promise<number> => {
  if (!may(ctx.user.role, 'gates.override')) throw refuse('gates.overrideNotAllowed', {}, 'overrideReason')
  if (reason.trim() === '') throw refuse('gates.reasonNeeded', {}, 'overrideReason')
  const values = { gate, orderId, reason: reason.trim(), userId: ctx.user.id, userName: ctx.user.name, at: ctx.now }
  const { id } = await ctx.db.insertInto('gateApprovals').values(values).returning('id').executeTakeFirstOrThrow()
  ctx.record({ entity: 'gateApprovals', id, after: values })
  return id
}

/**
 * Refuses while something holds the order; `only` looks at some holds. A manager who gives a reason answers for all
 * of them by name, and the order goes on.
 */
export const passHolds = async (
  ctx: Context,
  order: { id: number; number: string },
  reason: string | undefined,
  only?: HoldKind,
): Promise<void> => {
  const holds = (await holdsOf(ctx, order.id)).filter(
    (hold) => hold.stops && (only === undefined || hold.gate === only),
  )
  if (holds.length === 0) return
  if (reason !== undefined && reason.trim() !== '' && may(ctx.user.role, 'gates.override')) {
    for (const hold of holds) await approve(ctx, hold.gate, order.id, reason)
    return
  }
  throw heldRefusal(ctx, order.number, holds)
}

const heldRefusal = (ctx: Context, number: string, holds: readonly Hold[]): Refusal => {
  const t = translator(ctx.language)
  const why = holds.map(({ sentence }) => sentence).join(t('production.and'))
  const key = holds[0]!.gate === 'newVersion' ? 'gates.heldUnquoted' : 'gates.heldCredit'
  return refuse(key, { number, why }, 'overrideReason')
}

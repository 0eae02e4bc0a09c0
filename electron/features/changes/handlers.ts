import { type ChangeDepartment, changeDepartments, changes, openChangeStates } from '../../../shared/changes.ts'
import { plusDays } from '../../../shared/dates.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { Context, Handlers } from '../../context.ts'
import { cancelSignBack } from '../signBacks.ts'
import { carryOut, type ChangeFound, findChange, refreshChange } from './apply.ts'
import { paper } from './paper.ts'
import { changesOfOrder, listChanges, readChange } from './reading.ts'
import { openSlip, possibleEffect, saveChange } from './writing.ts'

type Stamps = Partial<
  Pick<
    ChangeFound,
    | 'submittedAt'
    | 'lossReason'
    | 'approvedBy'
    | 'approvedAt'
    | 'withdrawnBy'
    | 'withdrawnAt'
    | 'withdrawReason'
    | 'refused'
    | 'unsigned'
  >
>

const stamp = async (ctx: Context, change: ChangeFound, values: Stamps): Promise<void> => {
  await ctx.db
    .updateTable('orderChanges')
    .set({ ...values, version: change.version + 1 })
    .where('id', '=', change.id)
    .execute()
  ctx.record({ entity: 'orderChanges', id: change.id, before: { state: change.state }, after: values })
  await refreshChange(ctx, change.id)
}

/** The slip goes, the order stays as it is. A copy on its way to the customer is no longer waited for. */
const takeBack = async (ctx: Context, change: ChangeFound, reason: string, refused: 0 | 1): Promise<void> => {
  await cancelSignBack(ctx, 'change', change.id)
  await stamp(ctx, change, {
    withdrawnBy: ctx.user.id,
    withdrawnAt: ctx.now,
    withdrawReason: reason,
    refused,
    unsigned: 0,
  })
}

const refuseSameEyes = (ctx: Context, change: ChangeFound): void => {
  if (change.fourEyes === 1 && change.writtenBy === ctx.user.id)
    throw refuse('changes.sameEyes', { number: change.number })
}

const signDepartment = async (
  ctx: Context,
  change: ChangeFound,
  sign: { department: ChangeDepartment; name: string; on: string; how: string },
): Promise<void> => {
  const { department, name, on, how } = sign
  // a slip of the hand would have a department told before the order was, or not yet
  if (on > ctx.today || on < plusDays(ctx.today, -366)) throw refuse('changes.strangeSignDay', { on }, 'on')
  const values = { name, signedOn: on, how, keyedBy: ctx.user.id, keyedAt: ctx.now }
  await ctx.db
    .insertInto('changeSigns')
    .values({ ...values, changeId: change.id, department })
    .onConflict((clash) => clash.columns(['changeId', 'department']).doUpdateSet(values))
    .execute()
  const signed = await ctx.db.selectFrom('changeSigns').select('id').where('changeId', '=', change.id).execute()
  await stamp(ctx, change, { unsigned: changeDepartments.length - signed.length })
  ctx.record({ entity: 'changeSigns', id: change.id, after: { department, ...values } })
}

/** Departments sign what was handed in: a draft may still be written anew. */
const signableStates = [...openChangeStates.filter((state) => state !== 'draft'), 'done']

export const changesHandlers: Handlers<typeof changes> = {
  list: listChanges,
  read: (ctx, { id }) => readChange(ctx, id),
  ofOrder: (ctx, { orderId }) => changesOfOrder(ctx, orderId),
  save: saveChange,

  async submit(ctx, { id, version, lossReason }) {
    const change = await openSlip(ctx, id, version, ['draft'])
    const effect = await possibleEffect(ctx, change)
    const why = lossReason ?? change.lossReason
    if (effect.loses && why === '') throw refuse('changes.lossReasonNeeded', {}, 'lossReason')
    await stamp(ctx, change, { submittedAt: ctx.now, lossReason: why })
    return readChange(ctx, id)
  },

  async approve(ctx, { id, version }) {
    const change = await openSlip(ctx, id, version, ['toApprove'])
    refuseSameEyes(ctx, change)
    const effect = await possibleEffect(ctx, change)
    // work went on since the slip was handed in: the loss was not looked at
    if (effect.loses && change.lossReason === '') throw refuse('changes.lossSince', { number: change.number })
    await stamp(ctx, change, { approvedBy: ctx.user.id, approvedAt: ctx.now })
    await carryOut(ctx, id)
    return readChange(ctx, id)
  },

  async refuse(ctx, { id, version, reason }) {
    const change = await openSlip(ctx, id, version, ['toApprove'])
    refuseSameEyes(ctx, change)
    await takeBack(ctx, change, reason, 1)
    return readChange(ctx, id)
  },

  async withdraw(ctx, { id, version, reason }) {
    await takeBack(ctx, await openSlip(ctx, id, version), reason, 0)
    return readChange(ctx, id)
  },

  async apply(ctx, { id, version }) {
    const change = await openSlip(ctx, id, version, ['toSign'])
    await possibleEffect(ctx, change)
    if (!(await carryOut(ctx, id))) throw refuse('changes.notSigned', { number: change.number })
    return readChange(ctx, id)
  },

  async sign(ctx, { id, version, ...sign }) {
    await signDepartment(ctx, await openSlip(ctx, id, version, signableStates), sign)
    return readChange(ctx, id)
  },

  paper: (ctx, { id, copy }) => paper(ctx, id, copy),
  async markPrinted(ctx, { id }) {
    const { printed } = await findChange(ctx, id)
    await ctx.db
      .updateTable('orderChanges')
      .set({ printed: printed + 1 })
      .where('id', '=', id)
      .execute()
    ctx.record({ entity: 'orderChanges', id, after: { printed: printed + 1 } })
    return { printed: printed + 1 }
  },

  async counts(ctx) {
    const of = async (states: readonly string[]): Promise<number> => {
      const row = await ctx.db
        .selectFrom('orderChanges')
        .select(({ fn }) => fn.countAll().as('found'))
        .where('state', 'in', states)
        .executeTakeFirstOrThrow()
      return Number(row.found)
    }
    return { open: await of(openChangeStates), toApprove: await of(['toApprove']) }
  },
}

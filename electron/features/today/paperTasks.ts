import { sql } from 'kysely'
import { may } from '../../../shared/permissions.ts'
import type { SignBackKind } from '../../../shared/signBacks.ts'
import type { Task, TaskKind } from '../../../shared/today.ts'
import type { Context } from '../../context.ts'
import { escalatedBefore } from '../signBacks/finding.ts'
import { daysPast, daysSince, mostOfKind, task } from './tasks.ts'

/** Papers from outside that have no order yet (duty 1). They belong to nobody, so everybody of the office sees them. */
export const inboxTasks = async (ctx: Context): Promise<Task[]> => {
  if (!may(ctx.user.role, 'inbox.read')) return []
  const rows = await ctx.db
    .selectFrom('inboxItems')
    .leftJoin('customers', 'customers.id', 'inboxItems.customerId')
    .select([
      'inboxItems.id',
      'inboxItems.fileName as number',
      'inboxItems.receivedAt as at',
      'inboxItems.pages as of',
      'inboxItems.customerId',
      'customers.shortName',
    ])
    .where('inboxItems.state', '=', 'waiting')
    .orderBy('inboxItems.receivedAt')
    .limit(mostOfKind)
    .execute()
  return rows.map(({ shortName, ...row }) =>
    task({
      ...row,
      kind: 'faxWithoutOrder',
      urgency: 'now',
      place: 'inbox',
      customer: shortName ?? '',
      days: daysSince(ctx, row.at),
    }),
  )
}

/** Money entered and not confirmed by the cashier (duty 31). */
export const moneyTasks = async (ctx: Context): Promise<Task[]> => {
  if (!may(ctx.user.role, 'receipts.read')) return []
  const rows = await ctx.db
    .selectFrom('receipts')
    .innerJoin('customers', 'customers.id', 'receipts.customerId')
    .innerJoin('users', 'users.id', 'receipts.enteredBy')
    .select([
      'receipts.id',
      'receipts.number',
      'receipts.customerId',
      'customers.shortName as customer',
      'receipts.amountFen',
      'receipts.receivedOn',
      'receipts.enteredAt as at',
      'users.name as who',
    ])
    .where('receipts.state', '=', 'entered')
    .orderBy('receipts.receivedOn')
    .orderBy('receipts.id')
    .limit(mostOfKind)
    .execute()
  const urgency = may(ctx.user.role, 'receipts.confirm') ? 'now' : 'waiting'
  return rows.map(({ receivedOn, ...row }) =>
    task({
      ...row,
      kind: 'toConfirmMoney',
      urgency,
      place: 'receipts',
      on: receivedOn,
      days: daysPast(ctx, receivedOn),
    }),
  )
}

const heldBy = (rows: Task[]): Task => {
  const oldest = rows[0]!
  const sum = rows.reduce((total, { amountFen }) => total + (amountFen ?? 0), 0)
  return { ...oldest, papers: rows.length, amountFen: sum }
}

/** Cash a driver collected or is to collect and has not handed in (duty 90): one row for each driver. */
export const codTasks = async (ctx: Context, mine: boolean): Promise<Task[]> => {
  if (!may(ctx.user.role, 'receipts.read')) return []
  const rows = await ctx.db
    .selectFrom('deliveryNotes')
    .innerJoin('customers', 'customers.id', 'deliveryNotes.customerId')
    .select([
      'deliveryNotes.id',
      'deliveryNotes.number',
      'deliveryNotes.customerId',
      'customers.shortName as customer',
      'deliveryNotes.codFen as amountFen',
      'deliveryNotes.deliveryOn',
      'deliveryNotes.driver as who',
    ])
    .where('deliveryNotes.releasedAt', 'is not', null)
    .where('deliveryNotes.voidedAt', 'is', null)
    .where('deliveryNotes.codFen', '>', sql.lit(0)) // not bound: the small index of notes to collect serves it
    .where('deliveryNotes.codCollectedFen', 'is', null)
    // on a slip already: it waits for the count, which is the cashier's task
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('codNotes')
            .select('codNotes.id')
            .whereRef('codNotes.deliveryNoteId', '=', 'deliveryNotes.id')
            .where('codNotes.waitingFen', '>', 0)
            .where('codNotes.onDriverFen', '=', 0),
        ),
      ),
    )
    .$if(mine, (notes) =>
      notes.where(({ exists, selectFrom }) =>
        exists(
          selectFrom('deliveryLines')
            .innerJoin('orders', 'orders.id', 'deliveryLines.orderId')
            .select('deliveryLines.id')
            .whereRef('deliveryLines.deliveryNoteId', '=', 'deliveryNotes.id')
            .where('orders.merchandiserId', '=', ctx.user.id),
        ),
      ),
    )
    .orderBy('deliveryNotes.deliveryOn')
    .orderBy('deliveryNotes.id')
    .limit(500)
    .execute()
  const tasks = rows.map(({ deliveryOn, ...row }) =>
    task({
      ...row,
      kind: 'cod',
      urgency: 'waiting',
      place: 'note',
      on: deliveryOn,
      days: daysPast(ctx, deliveryOn),
    }),
  )
  return [...Map.groupBy(tasks, ({ who }) => who).values()].map(heldBy)
}

const signKinds: Record<SignBackKind, TaskKind> = {
  confirmation: 'confirmationOut',
  delivery: 'noteOut',
  statement: 'statementOut',
  change: 'changeOut',
  quotation: 'quotationOut',
  outsourcing: 'outsideOut',
}

/** Signed copies past their day (duties 9, 87, 101): one row for each kind of paper, the oldest named. */
export const signTasks = async (ctx: Context, mine: boolean): Promise<Task[]> => {
  if (!may(ctx.user.role, 'signBacks.write')) return []
  const rows = await ctx.db
    .selectFrom('signBacks')
    .leftJoin('customers', 'customers.id', 'signBacks.customerId')
    .leftJoin('outsideFactories', 'outsideFactories.id', 'signBacks.factoryId')
    .select([
      'signBacks.id',
      'signBacks.kind',
      'signBacks.documentNumber as number',
      'signBacks.customerId',
      sql<string>`coalesce("customers"."shortName", "outsideFactories"."shortName", '')`.as('customer'),
      'signBacks.sentAt as at',
      'signBacks.dueOn as on',
      'signBacks.sentTo as who',
    ])
    .where('signBacks.state', '=', 'waiting')
    .where('signBacks.dueOn', '<=', ctx.today)
    // somebody was asked and named a day: it is asked after again on that day
    .where(({ eb, or }) => or([eb('signBacks.nextOn', 'is', null), eb('signBacks.nextOn', '<=', ctx.today)]))
    .$if(mine, (some) => some.where('signBacks.sentBy', '=', ctx.user.id))
    .orderBy('signBacks.dueOn')
    .orderBy('signBacks.id')
    .limit(2000)
    .execute()
  return [...Map.groupBy(rows, ({ kind }) => kind)].map(([kind, own]) => {
    const { kind: _kind, ...oldest } = own[0]!
    return task({
      ...oldest,
      kind: signKinds[kind as SignBackKind],
      urgency: 'waiting',
      place: 'signBacks',
      papers: own.length,
      days: daysPast(ctx, oldest.on),
    })
  })
}

/** Signed copies that nobody got back for too long are the manager's business (duty 87): one row, the oldest named. */
export const lateSignTasks = async (ctx: Context): Promise<Task[]> => {
  if (!may(ctx.user.role, 'gates.override')) return []
  const before = await escalatedBefore(ctx)
  if (before === null) return []
  const rows = await ctx.db
    .selectFrom('signBacks')
    .leftJoin('customers', 'customers.id', 'signBacks.customerId')
    .leftJoin('outsideFactories', 'outsideFactories.id', 'signBacks.factoryId')
    .innerJoin('users', 'users.id', 'signBacks.sentBy')
    .select([
      'signBacks.id',
      'signBacks.documentNumber as number',
      'signBacks.customerId',
      sql<string>`coalesce("customers"."shortName", "outsideFactories"."shortName", '')`.as('customer'),
      'signBacks.sentAt as at',
      'signBacks.dueOn as on',
      'users.name as who',
    ])
    .where('signBacks.state', '=', 'waiting')
    .where('signBacks.dueOn', '<', before)
    .orderBy('signBacks.dueOn')
    .orderBy('signBacks.id')
    .limit(2000)
    .execute()
  const [oldest] = rows
  if (!oldest) return []
  return [
    task({
      ...oldest,
      kind: 'signsLate',
      urgency: 'late',
      place: 'signBacks',
      papers: rows.length,
      days: daysPast(ctx, oldest.on),
    }),
  ]
}

/** Hand-overs the cashier has to count, and differences of drivers nobody has settled (duty 90). */
export const codMoneyTasks = async (ctx: Context): Promise<Task[]> => {
  if (!may(ctx.user.role, 'receipts.read')) return []
  const waiting = await ctx.db
    .selectFrom('codHandovers')
    .select(['id', 'number', 'driver as who', 'collectedFen as amountFen', 'handedOn as on'])
    .where('state', '=', 'waiting')
    .orderBy('handedOn')
    .orderBy('id')
    .limit(mostOfKind)
    .execute()
  const differing = may(ctx.user.role, 'cod.settle')
    ? await ctx.db
        .selectFrom('codNotes')
        .innerJoin('customers', 'customers.id', 'codNotes.customerId')
        .select([
          'codNotes.id',
          'codNotes.number',
          'codNotes.customerId',
          'customers.shortName as customer',
          'codNotes.driver as who',
          'codNotes.openFen as amountFen',
          'codNotes.deliveredOn as on',
        ])
        .where('codNotes.state', '=', 'difference')
        .orderBy('codNotes.deliveredOn')
        .orderBy('codNotes.id')
        .limit(mostOfKind)
        .execute()
    : []
  const urgency = may(ctx.user.role, 'receipts.confirm') ? 'now' : 'waiting'
  return [
    ...waiting.map((row) =>
      task({ ...row, kind: 'codToCount', urgency, place: 'handover', customer: '', days: daysPast(ctx, row.on) }),
    ),
    ...differing.map((row) =>
      task({ ...row, kind: 'codDiffers', urgency: 'today', place: 'cod', days: daysPast(ctx, row.on) }),
    ),
  ]
}

/** Papers of the archive that were to be back by now (duty 119). */
export const lentTasks = async (ctx: Context): Promise<Task[]> => {
  if (!may(ctx.user.role, 'archive.write')) return []
  const rows = await ctx.db
    .selectFrom('archiveLoans')
    .innerJoin('archiveItems', 'archiveItems.id', 'archiveLoans.itemId')
    .innerJoin('orders', 'orders.id', 'archiveLoans.orderId')
    .innerJoin('customers', 'customers.id', 'orders.customerId')
    .select([
      'archiveItems.batchId as id',
      'orders.number',
      'orders.customerId',
      'customers.shortName as customer',
      'archiveLoans.borrower as who',
      'archiveLoans.papers as what',
      'archiveLoans.dueOn as on',
    ])
    .where('archiveLoans.returnedOn', 'is', null)
    .where('archiveLoans.dueOn', '<', ctx.today)
    .orderBy('archiveLoans.dueOn')
    .orderBy('archiveLoans.id')
    .limit(mostOfKind)
    .execute()
  return rows.map((row) =>
    task({ ...row, kind: 'papersLent', urgency: 'waiting', place: 'archive', days: daysPast(ctx, row.on) }),
  )
}

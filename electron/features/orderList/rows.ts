import { sql } from 'kysely'
import { daysBetween } from '../../../shared/dates.ts'
import type { OrderListRow } from '../../../shared/orderList.ts'
import { depositLeftOf, depositStateOf, undeliveredStates, unpaidOf } from '../../../shared/orderListTerms.ts'
import type { OrderState } from '../../../shared/orderStates.ts'
import { may } from '../../../shared/permissions.ts'
import type { Context } from '../../context.ts'
import { formedStatement } from '../../db/statement.ts'
import { secondKeyer } from '../blindKeys.ts'

type Db = Context['db']
interface Of {
  ids: number[]
}

const heads = formedStatement((db: Db, _form: null, { ids }: Of) =>
  db
    .selectFrom('orders')
    .innerJoin('customers', 'customers.id', 'orders.customerId')
    .innerJoin('users', 'users.id', 'orders.merchandiserId')
    .select([
      'orders.id',
      'orders.number',
      'orders.customerId',
      'customers.shortName',
      'customers.name as customerFullName',
      'orders.customerPo',
      'orders.orderedOn',
      'orders.dueOn',
      'orders.rush',
      'orders.rushReason',
      'orders.state',
      'orders.totalQuantity',
      'orders.totalPacks',
      'orders.totalFen',
      'orders.paidFen',
      'orders.depositFen',
      'orders.settlement',
      'orders.salesperson',
      'users.name as merchandiser',
      'orders.version',
      secondKeyer.as('secondKeyer'),
    ])
    .where('orders.id', 'in', ids),
)

const goods = formedStatement((db: Db, _form: null, { ids }: Of) =>
  db
    .selectFrom('orderLines')
    .select(['orderId', 'name', 'deliveredQuantity'])
    .where('orderId', 'in', ids)
    .where('cancelledAt', 'is', null)
    .orderBy('orderId')
    .orderBy('sequence'),
)

/** Finished pieces of each standing notice line, and its first process that is not finished. */
const making = formedStatement((db: Db, _form: null, { ids }: Of) =>
  db
    .selectFrom('notices')
    .innerJoin('noticeLines', 'noticeLines.noticeId', 'notices.id')
    .select(['notices.orderId', 'noticeLines.finishedQuantity'])
    .select(({ selectFrom }) =>
      selectFrom('operations')
        .select('operations.processName')
        .whereRef('operations.noticeLineId', '=', 'noticeLines.id')
        .where('operations.finishedOn', 'is', null)
        .orderBy('operations.sequence')
        .limit(1)
        .as('process'),
    )
    .where('notices.orderId', 'in', ids)
    .where('notices.voidedAt', 'is', null)
    .orderBy('notices.orderId')
    .orderBy('noticeLines.id'),
)

const questions = formedStatement((db: Db, _form: null, { ids }: Of) =>
  db
    .selectFrom('questions')
    .select(['orderId', ({ fn }) => fn.countAll().as('open')])
    .where('orderId', 'in', ids)
    .where('answeredAt', 'is', null)
    .where('withdrawnAt', 'is', null)
    .groupBy('orderId'),
)

const promises = formedStatement((db: Db, _form: null, { ids }: Of) =>
  db
    .selectFrom('promises')
    .select(['orderId', 'promisedOn'])
    .where('orderId', 'in', ids)
    .orderBy('orderId')
    .orderBy('at')
    .orderBy('id'),
)

const overrides = formedStatement((db: Db, _form: null, { ids }: Of) =>
  db
    .selectFrom('gateOverrides')
    .select('orderId')
    .distinct()
    .where('orderId', 'in', ids)
    .where('gate', '=', sql.lit('production')),
)

type Head = Awaited<ReturnType<typeof heads>>[number]

interface Facts {
  goods: Map<number, { names: Set<string>; lines: number; delivered: number }>
  making: Map<number, { finished: number; processes: Set<string> }>
  questions: Map<number, number>
  promises: Map<number, string>
  overridden: Set<number>
}

const factsOf = async (db: Db, ids: number[]): Promise<Facts> => {
  const facts: Facts = {
    goods: new Map(),
    making: new Map(),
    questions: new Map(),
    promises: new Map(),
    overridden: new Set(),
  }
  for (const { orderId, name, deliveredQuantity } of await goods(db, null, { ids })) {
    const known = facts.goods.get(orderId) ?? { names: new Set(), lines: 0, delivered: 0 }
    if (known.lines === 0) facts.goods.set(orderId, known)
    known.names.add(name)
    known.lines += 1
    known.delivered += deliveredQuantity
  }
  for (const { orderId, finishedQuantity, process } of await making(db, null, { ids })) {
    const known = facts.making.get(orderId) ?? { finished: 0, processes: new Set() }
    facts.making.set(orderId, known)
    known.finished += finishedQuantity
    if (process !== null) known.processes.add(process)
  }
  for (const { orderId, open } of await questions(db, null, { ids })) facts.questions.set(orderId, Number(open))
  for (const { orderId, promisedOn } of await promises(db, null, { ids })) facts.promises.set(orderId!, promisedOn)
  for (const { orderId } of await overrides(db, null, { ids })) facts.overridden.add(orderId)
  return facts
}

const rowOf = (head: Head, facts: Facts, { today, user }: Context): OrderListRow => {
  const seesGoods = head.secondKeyer !== user.id
  const seesPrices = seesGoods && may(user.role, 'prices.read')
  const state = head.state as OrderState
  const own = facts.goods.get(head.id)
  const made = facts.making.get(head.id)
  const names = [...(own?.names ?? [])]
  const delivered = own?.delivered ?? 0
  return {
    id: head.id,
    number: head.number,
    customerId: head.customerId,
    customerName: head.shortName || head.customerFullName,
    customerPo: head.customerPo,
    orderedOn: head.orderedOn,
    dueOn: head.dueOn,
    daysLeft: undeliveredStates.includes(state) ? daysBetween(today, head.dueOn) : null,
    rush: head.rush === 1,
    rushReason: head.rushReason,
    state,
    lines: own?.lines ?? 0,
    goods: names.slice(0, 2),
    kinds: names.length,
    quantity: seesGoods ? head.totalQuantity : null,
    finished: made?.finished ?? 0,
    delivered,
    left: seesGoods ? Math.max(0, head.totalQuantity - delivered) : null,
    packs: seesGoods ? head.totalPacks : null,
    totalFen: seesPrices ? head.totalFen : null,
    unpaidFen: seesPrices ? unpaidOf({ ...head, state }) : null,
    deposit: depositStateOf({ ...head, overridden: facts.overridden.has(head.id) }),
    depositLeftFen: seesPrices ? depositLeftOf({ ...head, state }) : null,
    salesperson: head.salesperson,
    merchandiser: head.merchandiser,
    promisedOn: facts.promises.get(head.id) ?? null,
    questions: facts.questions.get(head.id) ?? 0,
    processes: [...(made?.processes ?? [])].slice(0, 3),
    version: head.version,
  }
}

/** The rows of these orders, in the order of the ids: a handful of statements however many there are. */
export const rowsOf = async (ctx: Context, ids: number[]): Promise<OrderListRow[]> => {
  if (ids.length === 0) return []
  const found = new Map((await heads(ctx.db, null, { ids })).map((head) => [head.id, head]))
  const facts = await factsOf(ctx.db, ids)
  return ids.flatMap((id) => {
    const head = found.get(id)
    return head ? [rowOf(head, facts, ctx)] : []
  })
}

import { benchToday } from './dataset.ts'
import { contest, figureOf, type Figure } from './measure.ts'
import type { BenchOffice } from './office.ts'

/** The card that answers a caller against the same rows read by prepared statements of the bare driver. */

const open = `'toCheck', 'toSign', 'toDeposit', 'toRelease', 'inProduction', 'toDeliver', 'partlyDelivered'`

const queries = {
  card: 'select "id", "name", "shortName", "grade", "contact", "phone", "settlement", "depositBasisPoints", "termDays", "blacklistNote" from "customers" where "id" = ?',
  credit: 'select * from "customers" where "id" = ?',
  charged:
    'select sum("totalFen") from "deliveryNotes" where "customerId" = ? and "releasedAt" is not null and "voidedAt" is null',
  overdue:
    'select sum("totalFen") from "deliveryNotes" where "customerId" = ? and "releasedAt" is not null and "voidedAt" is null and "deliveryOn" < ?',
  adjusted: 'select sum("amountFen") from "adjustments" where "customerId" = ? and "voidedAt" is null',
  paid: 'select sum("amountFen") from "receipts" where "customerId" = ? and "confirmedAt" is not null and "voidedAt" is null',
  onOrder: `select sum(("amountFen" * (l."quantity" - "deliveredQuantity") * 2 + l."quantity") / (l."quantity" * 2)) from "orderLines" l join "orders" o on o."id" = l."orderId" where o."customerId" = ? and o."state" in (${open})`,
  promises:
    'select p.*, o."number", l."name" from "promises" p left join "orders" o on o."id" = p."orderId" left join "orderLines" l on l."id" = p."orderLineId" where p."customerId" = ? order by p."at" desc, p."id" desc limit 100',
  left: `select l."orderId", l."orderLineId", n."releasedAt" from "deliveryNotes" n join "deliveryLines" l on l."deliveryNoteId" = n."id" where n."customerId" = ? and n."releasedAt" > ? and n."kind" = 'delivery' and n."voidedAt" is null`,
  orders: `select "id", "number", "customerPo", "state", "dueOn", "rush" from "orders" where "customerId" = ? and "state" in (${open}) order by "rush" desc, "dueOn", "id" limit 30`,
  lines:
    'select "id", "orderId", "customerPo", "name", "spec", "colour", "unit", "quantity", "deliveredQuantity", "dueOn" from "orderLines" where "orderId" = ? order by "sequence"',
  made: 'select l."id", l."orderLineId", l."finishedQuantity" from "noticeLines" l join "notices" n on n."id" = l."noticeId" where n."orderId" = ? and n."voidedAt" is null order by l."id"',
  steps:
    'select "noticeLineId", "processName", "plannedStart", "plannedFinish", "quantity", "good", "startedOn", "finishedOn", "reportedOn" from "operations" where "noticeLineId" = ? order by "sequence"',
  planned: `select "orderLineId", "shipOn", "way" from "shipmentPlans" where "orderId" = ? and "state" in ('planned', 'stored', 'noted') order by "shipOn" desc, "id" desc`,
  office: `select "value" from "settings" where "key" = 'office'`,
  holidays: 'select "day", "works" from "holidays"',
  unsigned: `select "kind", "documentId", "documentNumber", "sentAt" from "signBacks" where "customerId" = ? and "state" = 'waiting' order by "sentAt" limit 20`,
  talks: 'select * from "contacts" where "customerId" = ? order by "at" desc limit 3',
  slips: 'select * from "messages" where "customerId" = ? and "calledBackAt" is not null order by "at" desc limit 3',
  calls:
    'select c.*, u."name" from "checkCalls" c join "users" u on u."id" = c."userId" where "orderId" in (select "id" from "orders" where "customerId" = ? order by "orderedOn" desc limit 3)',
  delivery: `select "id", "number", "deliveryOn", "totalPacks", "driver" from "deliveryNotes" where "customerId" = ? and "kind" = 'delivery' and "releasedAt" is not null and "voidedAt" is null order by "deliveryOn" desc, "id" desc limit 1`,
} as const

const bareAnswer = (office: BenchOffice): ((customerId: number) => unknown) => {
  const prepared = (text: string) => office.bare.prepare<unknown[]>(text)
  const q = Object.fromEntries(Object.entries(queries).map(([name, text]) => [name, prepared(text)])) as Record<
    keyof typeof queries,
    ReturnType<typeof prepared>
  >
  return (id) => {
    const promises = q.promises.all(id) as { at: string }[]
    const orders = q.orders.all(id) as { id: number }[]
    const made = orders.flatMap((order) => q.made.all(order.id) as { id: number }[])
    return {
      card: q.card.get(id),
      credit: [q.credit.get(id), q.charged.get(id), q.overdue.get(id, benchToday), q.adjusted.get(id), q.paid.get(id)],
      onOrder: q.onOrder.get(id),
      promises,
      left: promises.length === 0 ? [] : q.left.all(id, promises.at(-1)!.at),
      orders,
      lines: orders.map((order) => q.lines.all(order.id)),
      steps: made.map((line) => q.steps.all(line.id)),
      planned: orders.map((order) => q.planned.all(order.id)),
      calendar: [q.office.get(), q.holidays.all()],
      unsigned: q.unsigned.all(id),
      contacts: [q.talks.all(id), q.slips.all(id), q.calls.all(id)],
      delivery: q.delivery.get(id),
    }
  }
}

const customerOf = (round: number): number => 1 + (round % 40)

export const oursOfAnswer = (office: BenchOffice) => (round: number) =>
  office.call('search.answer', { customerId: customerOf(round), orderId: null })

export const answerCard = async (office: BenchOffice): Promise<Figure> => {
  const bare = bareAnswer(office)
  const times = await contest({
    ours: oursOfAnswer(office),
    baseline: (round) => bare(customerOf(round)),
    rounds: 200,
  })
  return figureOf('answer-card', office.dataset, 3, times)
}

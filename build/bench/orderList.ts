import { plusDays } from '../../shared/dates.ts'
import { benchToday } from './dataset.ts'
import { contest, figureOf, type Figure } from './measure.ts'
import type { BenchOffice } from './office.ts'

/** The order list under filters, with everything its columns can show, against prepared statements for the same rows. */

interface Asked {
  input: Record<string, unknown>
  where: string
  values: unknown[]
  order: string
}

const days = [benchToday, plusDays(benchToday, 14)] as const
/** What an office filters by in a morning: open orders, one state, what is due, one customer, rush, one person. */
const asked = (merchandiserId: number): Asked[] => [
  { input: { shown: 'open' }, where: `o."urgency" < '2'`, values: [], order: 'o."urgency", o."id"' },
  {
    input: { shown: 'inProduction', merchandiserId },
    where: `o."state" = ? and o."merchandiserId" + 0 = ?`,
    values: ['inProduction', merchandiserId],
    order: 'o."urgency", o."id"',
  },
  {
    input: { shown: 'open', dueFrom: days[0], dueTo: days[1], sort: { by: 'dueOn', down: false } },
    where: `o."dueOn" >= ? and o."dueOn" <= ? and o."urgency" || '' < '2'`,
    values: [...days],
    order: 'o."dueOn", o."id"',
  },
  {
    input: { shown: 'open', rush: true },
    where: `o."rush" = 1 and o."urgency" < '2'`,
    values: [],
    order: 'o."urgency", o."id"',
  },
  {
    input: { shown: 'open', merchandiserId },
    where: `o."merchandiserId" = ? and o."urgency" < '2'`,
    values: [merchandiserId],
    order: 'o."urgency", o."id"',
  },
]

const places = (ids: unknown[]): string => ids.map(() => '?').join(', ')

/** The facts behind a page of ids, as somebody would fetch them by hand. */
const details = (ids: unknown[]): string[] => [
  `select o."id", o."number", o."customerId", c."shortName", c."name", o."customerPo", o."orderedOn", o."dueOn", o."rush", o."rushReason", o."state", o."totalQuantity", o."totalPacks", o."totalFen", o."paidFen", o."depositFen", o."settlement", o."salesperson", u."name" as "merchandiser", o."version"
    from "orders" o join "customers" c on c."id" = o."customerId" join "users" u on u."id" = o."merchandiserId" where o."id" in (${places(ids)})`,
  `select "orderId", "name", "deliveredQuantity" from "orderLines" where "orderId" in (${places(ids)}) order by "orderId", "sequence"`,
  `select n."orderId", l."finishedQuantity", (select p."processName" from "operations" p where p."noticeLineId" = l."id" and p."finishedOn" is null order by p."sequence" limit 1) as "process"
    from "notices" n join "noticeLines" l on l."noticeId" = n."id" where n."orderId" in (${places(ids)}) and n."voidedAt" is null order by n."orderId", l."id"`,
  `select "orderId", count(*) as "open" from "checkMarks" where "orderId" in (${places(ids)}) and "mark" = 'question' group by "orderId"`,
  `select "orderId", "promisedOn" from "promises" where "orderId" in (${places(ids)}) order by "orderId", "at", "id"`,
  `select distinct "orderId" from "gateOverrides" where "orderId" in (${places(ids)}) and "gate" = 'production'`,
]

const merchandiserOf = (office: BenchOffice): number =>
  office.bare.prepare(`select "merchandiserId" from "orders" limit 1`).pluck().get() as number

const listContest = (office: BenchOffice) => {
  const filters = asked(merchandiserOf(office))
  const statements = filters.map(({ where, order }) => ({
    ids: office.bare.prepare(`select o."id" from "orders" o where ${where} order by ${order} limit 100`).pluck(),
    total: office.bare.prepare(`select count(*) from "orders" o where ${where}`).pluck(),
  }))
  const prepare = (text: string) => office.bare.prepare<unknown[]>(text)
  const prepared = new Map<number, ReturnType<typeof prepare>[]>()
  const ofIds = (ids: unknown[]) => {
    const known = prepared.get(ids.length) ?? details(ids).map(prepare)
    prepared.set(ids.length, known)
    return known.map((each) => each.all(...ids))
  }
  return {
    ours: (round: number) => office.call('orderList.rows', { ...filters[round % filters.length]!.input, limit: 100 }),
    baseline: (round: number) => {
      const { values } = filters[round % filters.length]!
      const { ids, total } = statements[round % filters.length]!
      return { rows: ofIds(ids.all(...values)), total: total.get(...values) }
    },
  }
}

export const listOrdersFiltered = async (office: BenchOffice): Promise<Figure> =>
  figureOf('list-orders-filtered', office.dataset, 3, await contest({ ...listContest(office), rounds: 150 }))

export const oursOfFilteredList = (office: BenchOffice) => listContest(office).ours

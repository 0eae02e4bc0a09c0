import { foldTerm, type SearchKind } from '../../electron/db/search.ts'
import { benchToday } from './dataset.ts'
import { contest, figureOf, type Figure, median } from './measure.ts'
import type { BenchOffice } from './office.ts'

/** Reading: a page of orders, an open order, the one box, today, and the answer to a caller. */

const listSql = `
  select "orders"."id", "orders"."number", "orders"."customerId", "customers"."shortName" as "customerName", "orders"."customerPo", "orders"."orderedOn", "orders"."dueOn", "orders"."rush", "orders"."state",
    "orders"."totalQuantity", "orders"."totalPacks", "orders"."totalFen", "orders"."merchandiserId", "users"."name" as "merchandiser", "orders"."version",
    (select count(*) from "orderLines" where "orderLines"."orderId" = "orders"."id") as "lines"
  from "orders" join "customers" on "customers"."id" = "orders"."customerId" join "users" on "users"."id" = "orders"."merchandiserId"
  order by "orders"."urgency", "orders"."id" limit ? offset ?`

const offsets = [0, 100, 300, 0, 500]

const listContest = (office: BenchOffice) => {
  const page = office.bare.prepare(listSql)
  const total = office.bare.prepare('select count(*) from (select "id" from "orders" limit 2000)').pluck()
  return {
    ours: (round: number) => office.call('orders.list', { offset: offsets[round % 5], limit: 100 }),
    baseline: (round: number) => ({ rows: page.all(100, offsets[round % 5]), total: total.get() }),
  }
}

export const listOrdersPage = async (office: BenchOffice): Promise<Figure> =>
  figureOf('list-orders-page', office.dataset, 3, await contest({ ...listContest(office), rounds: 150 }))

export const openOrder = async (office: BenchOffice): Promise<Figure> => {
  const head = office.bare.prepare(`
    select o.*, c."name" as "customerName", c."shortName" as "customerShortName", m."name" as "merchandiser", k."name" as "keyer", h."name" as "checker", r."name" as "replier" from "orders" o
      join "customers" c on c."id" = o."customerId" join "users" m on m."id" = o."merchandiserId" join "users" k on k."id" = o."keyedBy" left join "users" h on h."id" = o."checkedBy" left join "users" r on r."id" = o."repliedBy" where o."id" = ?`)
  const lines = office.bare.prepare('select * from "orderLines" where "orderId" = ? order by "sequence"')
  const marks = office.bare.prepare('select "mark", count(*) from "checkMarks" where "orderId" = ? group by "mark"')
  const papers = office.bare.prepare(
    'select i.*, c."shortName", o."number" from "inboxItems" i left join "customers" c on c."id" = i."customerId" left join "orders" o on o."id" = i."orderId" where i."orderId" = ? order by i."id"',
  )
  const setting = office.bare.prepare(`select "value" from "settings" where "key" = 'office'`)
  const idOf = (round: number): number => office.size - 1 - ((round * 37) % 900)
  const times = await contest({
    ours: (round) => office.call('orders.read', { id: idOf(round) }),
    baseline: (round) => ({
      head: head.get(idOf(round)),
      lines: lines.all(idOf(round)),
      marks: marks.all(idOf(round)),
      papers: papers.all(idOf(round)),
      setting: setting.get(),
    }),
    rounds: 300,
  })
  return figureOf('open-order', office.dataset, 3, times)
}

/** What is typed at the box: a name, initials, the end of a number, a PO, a telephone, a code. */
const typed = ['永兴家居', 'yxjj', '1120-05', 'PO2611', '139 2005', 'TS-0042', '恒达', 'K0100']

/** The same kinds as the one box asks. */
const bareSearch = (office: BenchOffice): ((text: string) => unknown) => {
  const terms = office.bare
    .prepare(
      'select "rowId" from "searchTerms" where "kind" = ? and "term" >= ? and "term" < ? order by "term" limit ?',
    )
    .pluck()
  const tables: [SearchKind[], string][] = [
    [['customer'], 'select "id", "shortName", "name", "contact", "phone" from "customers" where "id" = ?'],
    [
      ['order', 'po'],
      'select o."id", o."number", o."customerId", o."customerPo", o."dueOn", c."shortName" from "orders" o join "customers" c on c."id" = o."customerId" where o."id" = ?',
    ],
    [
      ['change'],
      'select h."id", h."number", h."customerId", o."number", c."shortName", h."reason" from "orderChanges" h join "orders" o on o."id" = h."orderId" join "customers" c on c."id" = h."customerId" where h."id" = ?',
    ],
    [
      ['quotation'],
      'select q."id", q."number", q."customerId", q."prospect", q."quotedOn", c."shortName" from "quotations" q left join "customers" c on c."id" = q."customerId" where q."id" = ?',
    ],
    [['product'], 'select "id", "code", "name", "spec", "sellingPoints" from "products" where "id" = ?'],
    [
      ['notice'],
      'select n."id", n."number", o."customerId", o."number", c."shortName" from "notices" n join "orders" o on o."id" = n."orderId" join "customers" c on c."id" = o."customerId" where n."id" = ?',
    ],
    [
      ['delivery'],
      'select p."id", p."number", p."customerId", c."shortName", p."deliveryOn" from "deliveryNotes" p join "customers" c on c."id" = p."customerId" where p."id" = ?',
    ],
    [
      ['receipt'],
      'select p."id", p."number", p."customerId", c."shortName", p."receivedOn" from "receipts" p join "customers" c on c."id" = p."customerId" where p."id" = ?',
    ],
    [
      ['statement'],
      'select p."id", p."number", p."customerId", c."shortName", p."periodTo" from "statements" p join "customers" c on c."id" = p."customerId" where p."id" = ?',
    ],
    [
      ['inspection'],
      'select p."id", p."number", p."customerId", c."shortName", p."inspectedOn" from "inspections" p join "customers" c on c."id" = p."customerId" where p."id" = ?',
    ],
    [
      ['invoice'],
      'select p."id", p."number", p."customerId", c."shortName", p."issuedOn" from "invoices" p join "customers" c on c."id" = p."customerId" where p."id" = ?',
    ],
    [
      ['outside'],
      'select s."id", s."number", f."shortName" from "outsideSlips" s join "outsideFactories" f on f."id" = s."factoryId" where s."id" = ?',
    ],
    [['outsideFactory'], 'select "id", "shortName", "name", "contact", "phone" from "outsideFactories" where "id" = ?'],
    [['fax'], 'select "id", "fileName", "customerId" from "inboxItems" where "id" = ?'],
    [['handover'], 'select "id", "number", "driver", "handedOn" from "codHandovers" where "id" = ?'],
    [
      ['complaint'],
      'select k."id", k."number", k."customerId", c."shortName" from "complaints" k join "customers" c on c."id" = k."customerId" where k."id" = ?',
    ],
    [['archive'], 'select "id", "number", "box", "month", "workshop", "place" from "archiveBatches" where "id" = ?'],
    [
      ['message'],
      'select m."id", m."name", m."factory", m."phone", m."matter", m."customerId", u."name" from "messages" m join "users" u on u."id" = m."forUserId" where m."id" = ?',
    ],
  ]
  const groups = tables.map(([kinds, text]) => ({ kinds, row: office.bare.prepare(text) }))
  return (text) => {
    const start = foldTerm(text)
    return groups.map(({ kinds, row }) => {
      const ids = new Set(kinds.flatMap((kind) => terms.all(kind, start, `${start}\u{10FFFF}`, 18) as number[]))
      return [...ids].slice(0, 8).map((id) => row.get(id))
    })
  }
}

const searchContest = (office: BenchOffice) => {
  const bare = bareSearch(office)
  return {
    ours: (round: number) => office.call('search.find', { typed: typed[round % typed.length]! }),
    baseline: (round: number) => bare(typed[round % typed.length]!),
  }
}

export const searchBox = async (office: BenchOffice): Promise<Figure> =>
  figureOf('search-box', office.dataset, 3, await contest({ ...searchContest(office), rounds: 240 }))

/** Milliseconds of a call by itself: the median of its rounds. */
const alone = async (
  office: BenchOffice,
  channel: string,
  input: (round: number) => unknown,
  rounds: number,
): Promise<number> => {
  const times: number[] = []
  for (let round = -3; round < rounds; round++) {
    const started = performance.now()
    await office.call(channel, input(round + 3))
    if (round >= 0) times.push(performance.now() - started)
  }
  return median(times)
}

/** 今日要办 and its counters, the board and the month of the workshops: with thousands of open processes and five years behind. */
export const desk = async (office: BenchOffice): Promise<Figure[]> => {
  const of = (name: string, ours: number, bound: number): Figure => ({
    name,
    ours,
    baseline: null,
    ratio: null,
    unit: 'ms',
    dataset: `${office.dataset}, ${benchToday}`,
    bound,
  })
  return [
    of('today-list', await alone(office, 'today.list', () => ({ mine: false }), 15), 250),
    of('today-counts', await alone(office, 'today.counts', () => ({}), 15), 250),
    of('progress-board', await alone(office, 'operations.board', () => ({}), 15), 250),
    of('month-figures', await alone(office, 'figures.overview', () => ({ month: benchToday.slice(0, 7) }), 15), 250),
  ]
}

/** 50,000 orders over 5,000, taking turns: what grows with the years. */
export const growth = async (
  name: string,
  large: BenchOffice,
  small: BenchOffice,
  one: (office: BenchOffice) => (round: number) => unknown,
  rounds: number,
): Promise<Figure> => {
  const [ours, baseline] = [one(large), one(small)]
  return figureOf(name, '50,000 orders over 5,000', 1.5, await contest({ ours, baseline, rounds }))
}
export const oursOfList = (office: BenchOffice) => listContest(office).ours
export const oursOfSearch = (office: BenchOffice) => searchContest(office).ours

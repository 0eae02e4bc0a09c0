import { plusDays } from '../../shared/dates.ts'
import { benchToday } from './dataset.ts'
import { contest, type Figure, figureOf } from './measure.ts'
import type { BenchOffice } from './office.ts'

/** The plan: load against capacity for 13 weeks, and whether an order that is being keyed can be made in time. */

/** The very rows the load is made of, read by the bare database. */
const openSql = `
  select o."id", o."processId", o."plannedStart", o."plannedFinish", o."quantity", o."good", o."unitsPerPiece"
  from "operations" o join "noticeLines" l on l."id" = o."noticeLineId"
  where o."finishedOn" is null and o."outside" = 0 and l."state" in ('making', 'partly')`

const bareReading = ({ bare }: BenchOffice): (() => unknown) => {
  const statements = [
    openSql,
    'select * from "processes" order by "sequence", "id"',
    'select "day", "works" from "holidays"',
    `select "value" from "settings" where "key" = 'office'`,
    `select "kind", "processId", "day", "amount" from "planMeasures" where "kind" in ('overtime', 'capacity') and "withdrawnAt" is null and "day" >= '${benchToday}'`,
  ].map((text) => bare.prepare(text))
  return () => statements.map((statement) => statement.all())
}

export const oursOfLoad = (office: BenchOffice) => () => office.call('plan.load', { days: 90 })

/** An order of six lines as somebody keys it: other products and quantities each time, due in two to five weeks. */
const askedLines = (round: number) =>
  Array.from({ length: 6 }, (_, line) => ({
    productId: 1 + ((round * 37 + line * 131) % 2000),
    name: '',
    unit: '件',
    quantity: (2 + ((round + line * 3) % 20)) * 1000,
    dueOn: plusDays(benchToday, 14 + (round % 21)),
  }))
export const oursOfAsking = (office: BenchOffice) => (round: number) =>
  office.call('plan.ask', { lines: askedLines(round) })

/** What an order asked for reads of its products beside the open work. */
const bareAsking = (office: BenchOffice): ((round: number) => unknown) => {
  const reading = bareReading(office)
  const route = office.bare.prepare(
    'select r."processId", p."name", p."workshop", r."standardDays", r."outside", r."unitsPerPiece" from "productRoutes" r join "processes" p on p."id" = r."processId" where r."productId" = ? order by r."sequence"',
  )
  const all = office.bare.prepare(
    'select "id", "name", "workshop", "standardDays" from "processes" where "active" = 1 order by "sequence"',
  )
  const unit = office.bare.prepare('select "factor" from "productUnits" where "productId" = ? and "unit" = ?')
  return (round) => [
    reading(),
    askedLines(round).map(({ productId, unit: of }) => [route.all(productId), all.all(), unit.get(productId, of)]),
  ]
}

export const loadChart = async (office: BenchOffice): Promise<Figure> =>
  figureOf(
    'load-chart-90-days',
    office.dataset,
    3,
    await contest({ ours: oursOfLoad(office), baseline: bareReading(office), rounds: 60 }),
  )

/** A thousand orders asked for, one after another; the figure is one of them. */
export const schedule1000 = async (office: BenchOffice): Promise<Figure> =>
  figureOf(
    'schedule-1000-orders',
    `${office.dataset}, each of 1,000 orders of 6 lines`,
    3,
    await contest({ ours: oursOfAsking(office), baseline: bareAsking(office), rounds: 1000, warmUp: 30 }),
  )

import { benchToday } from './dataset.ts'
import { contest, type Figure, figureOf } from './measure.ts'
import type { BenchOffice } from './office.ts'

/** 拼车: a day with 500 notes that wait and a truck that carries 60 of them, against the same rows by the bare database. */

const notesOfDay = 500
const onTruck = 60

/** Drafts of the day for order lines that are there, four lines each. */
const makeNotes = ({ bare }: BenchOffice): void => {
  const lines = bare
    .prepare(
      'select l."id", l."orderId", o."customerId", o."number", l."code", l."name", l."colour", l."unit", l."priceMicros" from "orderLines" l join "orders" o on o."id" = l."orderId" where o."checkedAt" is not null order by l."id" desc limit ?',
    )
    .all(notesOfDay * 4) as Record<string, string | number>[]
  const note = bare.prepare(
    `insert into "deliveryNotes" ("number", "kind", "customerId", "deliveryOn", "address", "contact", "phone", "method", "driver", "vehicle", "serial", "remark", "totalFen", "totalQuantity", "totalPacks", "state", "keyedBy", "keyedAt", "version") values (?, 'delivery', ?, ?, '佛山市顺德区龙江镇', '', '', '送货', '', '', '', '', 100000, 8000, 16, 'draft', 1, ?, 1) returning "id"`,
  )
  const line = bare.prepare(
    `insert into "deliveryLines" ("deliveryNoteId", "sequence", "orderLineId", "orderId", "orderNumber", "customerPo", "code", "description", "colour", "unit", "quantity", "packs", "priceMicros", "amountFen", "remark") values (?, ?, ?, ?, ?, '', ?, ?, ?, ?, 2000, 4, ?, 25000, '')`,
  )
  const truck = bare.prepare(
    `insert into "trucks" ("number", "onDay", "plate", "freightBy", "state", "keyedBy", "keyedAt", "version") values ('PC-bench', ?, '粤X12345', 'us', 'planned', 1, ?, 1) returning "id"`,
  )
  const stop = bare.prepare('insert into "truckStops" ("truckId", "deliveryNoteId", "sequence") values (?, ?, ?)')
  bare.exec('begin')
  bare.exec(
    `update "products" set "packVolume" = 60000 + "id" % 90000, "packWeight" = 9000 + "id" % 20000 where "id" % 20 > 0`,
  )
  const { id: truckId } = truck.get(benchToday, `${benchToday}T08:00:00.000Z`) as { id: number }
  for (let index = 0; index < notesOfDay + onTruck; index++) {
    const own = lines.slice((index % notesOfDay) * 4, (index % notesOfDay) * 4 + 4)
    const at = `${benchToday}T09:00:00.000Z`
    const { id } = note.get(`XS-bench-${index}`, own[0]!['customerId'], benchToday, at) as { id: number }
    for (const [sequence, each] of own.entries())
      line.run(
        id,
        sequence + 1,
        each['id'],
        each['orderId'],
        each['number'],
        each['code'],
        each['name'],
        each['colour'],
        each['unit'],
        each['priceMicros'],
      )
    if (index >= notesOfDay) stop.run(truckId, id, index)
  }
  bare.exec('commit')
}

const oursOfPage = (office: BenchOffice) => async () => [
  await office.call('trucks.notes', { onDay: benchToday, limit: 200 }),
  await office.call('trucks.sums', { onDay: benchToday }),
  await office.call('trucks.day', { onDay: benchToday }),
]

/** The same rows and sums, asked for by hand. */
const barePage = ({ bare }: BenchOffice): (() => unknown) => {
  const joined = `from "deliveryNotes" n join "customers" c on c."id" = n."customerId" left join "truckStops" s on s."deliveryNoteId" = n."id"`
  const waiting = `n."releasedAt" is null and n."voidedAt" is null and n."kind" <> 'return' and n."deliveryOn" <= '${benchToday}' and s."id" is null`
  const shown = `n."id", n."number", c."shortName", c."region", n."address", n."contact", n."phone", n."deliveryOn", n."codFen"`
  const loads = (ids: string): string =>
    `select l."deliveryNoteId", sum(l."packs"), sum(l."packs" * coalesce(p."packVolume", 0)), sum(l."packs" * coalesce(p."packWeight", 0)), sum(coalesce(p."packVolume", 0) = 0), sum(coalesce(p."packWeight", 0) = 0) from "deliveryLines" l left join "orderLines" o on o."id" = l."orderLineId" left join "products" p on p."id" = o."productId" where l."deliveryNoteId" in (${ids}) group by l."deliveryNoteId"`
  const page = `${joined} where ${waiting} order by c."region", n."deliveryOn", n."id" limit 200`
  const today = `select "id" from "trucks" where "onDay" = '${benchToday}' and "voidedAt" is null`
  const statements = [
    `select ${shown} ${page}`,
    loads(`select n."id" ${page}`),
    loads(`select n."id" ${joined} where ${waiting}`),
    `select distinct c."region" ${joined} where ${waiting} order by 1`,
    `select * from "trucks" where "onDay" = '${benchToday}' and "voidedAt" is null`,
    `select ${shown} ${joined} where s."truckId" in (${today}) order by s."sequence"`,
    loads(`select "deliveryNoteId" from "truckStops" where "truckId" in (${today})`),
  ].map((text) => bare.prepare(text))
  return () => statements.map((statement) => statement.all())
}

export const shipPlan500 = async (office: BenchOffice): Promise<Figure> => {
  makeNotes(office)
  return figureOf(
    'ship-plan-500-notes',
    `${office.dataset}, ${notesOfDay} notes that wait, ${onTruck} on a truck`,
    3,
    await contest({ ours: oursOfPage(office), baseline: barePage(office), rounds: 60 }),
  )
}

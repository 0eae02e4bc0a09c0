import { PGlite } from '@electric-sql/pglite'
import { Kysely, PGliteDialect } from 'kysely'
import { expect, it } from 'vitest'
import { migrate } from '../../db/migrate.ts'
import type { Database } from '../../db/schema.ts'
import { materialsOf } from '../../testing/materials.ts'
import { openOffice } from '../../testing/office.ts'
import { workshopOf } from '../../testing/workshop.ts'

/** Two orders, one short of a material and one closed: all that lists and figures are made of. */
const story = async (db?: Kysely<Database>) => {
  const office = await openOffice(db ? { db } : {})
  const desk = materialsOf(office)
  const { row, report, keepProcesses } = workshopOf(office)
  await keepProcesses(['开料', '包装'])
  const cloth = await desk.material('双面布')
  const label = await desk.material('洗唛', { unit: '个', step: 1000, leadDays: 5 })
  const productId = await desk.product([
    { materialId: cloth, usageMicros: 650_000, lossBasisPoints: 500 },
    { materialId: label, usageMicros: 1_000_000 },
  ])
  const first = await desk.inWork(productId, 100)
  const second = await desk.inWork(productId, 40)
  const purchase = await desk.buy(first.order.id, cloth, 68_300, { promisedOn: '2026-11-23' })
  await desk.arrive(purchase, 30_000)
  for (const materialId of [cloth, label]) await desk.buy(second.order.id, materialId, 50_000, { kind: 'stock' })
  await desk.move(second.lineId, 'issue', [
    { materialId: cloth, quantity: 27_000 },
    { materialId: label, quantity: 40_000 },
  ])
  for (const operation of second.ids) await report('2026-11-22', row(operation, 40))
  await office.as.merchandiser.materials.close({ noticeLineId: second.lineId, good: 40_000, quantity: 40_000 })
  const { materials, purchases, operations } = office.as.merchandiser
  const answers = {
    short: await purchases.shortages({}),
    late: await purchases.shortages({ view: 'late' }),
    list: await purchases.list({ view: 'all', text: 'cg2611' }),
    order: await materials.order({ orderId: first.order.id }),
    line: await materials.line({ noticeLineId: second.lineId }),
    loss: await materials.loss({ month: '2026-11' }),
    lossLines: await materials.lossLines({ month: '2026-11' }),
    lacking: (await operations.board({})).rows.map((each) => each.lacking),
  }
  await office.close()
  // numbers of test orders go on counting from one office to the next
  return JSON.parse(JSON.stringify(answers).replace(/(DH261122|P|C|永兴家居)-?\d+/g, '$1')) as typeof answers
}

it('says the same on PostgreSQL', async () => {
  const onSqlite = await story()
  expect(onSqlite.short.counts).toEqual({ short: 2, unbought: 1, late: 0 })
  expect(onSqlite.list.total).toBe(3)
  expect(onSqlite.loss).toMatchObject([{ rate: 38 }, { rate: 0 }])
  const postgres = new Kysely<Database>({
    dialect: new PGliteDialect({ pglite: new PGlite({ parsers: { 20: Number } }) }),
  })
  await migrate(postgres, 'postgres')
  expect(await story(postgres)).toEqual(onSqlite)
})

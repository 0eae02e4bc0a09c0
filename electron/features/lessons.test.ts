import { afterEach, beforeEach, expect, test } from 'vitest'
import { emptyProduct } from '../../shared/products.ts'
import { openOffice, type TestOffice } from '../testing/office.ts'
import { workshopOf } from '../testing/workshop.ts'

let office: TestOffice
let desk: ReturnType<typeof workshopOf>
let productId: number
beforeEach(async () => {
  office = await openOffice()
  desk = workshopOf(office)
  const product = { ...emptyProduct, code: 'TS-801', name: '餐桌', unit: '张' }
  productId = (await office.as.manager.products.save(product)).id
})
afterEach(() => office.close())

const asked = async (mine = false) =>
  (await office.as.merchandiser.today.list({ mine })).rows
    .filter(({ kind }) => kind === 'lessonDue')
    .map(({ id }) => id)

/** An order finished a day after it was due. */
const lateOrder = async () => {
  await desk.keepProcesses(['开料', '包装'])
  const made = await desk.inWork({ dueOn: '2026-11-26', productIds: [productId] })
  office.setDay('2026-11-27')
  const cause = { causeCode: 'machine' as const, causeSub: '2a', causeNote: '主轴断' }
  await desk.report('2026-11-27', desk.row(made.ids[0]!, 20, cause))
  expect(await asked()).toEqual([])
  await desk.report('2026-11-27', desk.row(made.ids[1]!, 20, { causeCode: 'earlier' }))
  return made
}
const productsOf = async (orderId: number) => (await office.as.merchandiser.lessons.facts({ orderId })).products

test('a lesson is asked when a late order is finished, with what went wrong; written once, it is asked no more', async () => {
  const { order } = await lateOrder()
  expect(await asked()).toEqual([order.id])
  const facts = await office.as.merchandiser.lessons.facts({ orderId: order.id })
  expect(facts.late).toMatchObject([
    {
      dueOn: '2026-11-26',
      finishedOn: '2026-11-27',
      days: 1,
      causes: ['开料 ②a 模具 主轴断', '包装 ⑥ 前道延误'],
    },
  ])
  await office.as.merchandiser.lessons.save({
    id: null,
    version: 0,
    orderId: order.id,
    productId: null,
    wrong: '主轴断了没备件',
    better: '开工前备一根主轴',
  })
  expect(await asked()).toEqual([])
})

test('an order in time is not asked; after trouble it is; who has nothing to note says so once', async () => {
  await desk.keepProcesses(['开料'])
  const { order, ids } = await desk.inWork({ dueOn: '2026-11-26' })
  await desk.report('2026-11-22', desk.row(ids[0]!, 20))
  expect(await asked()).toEqual([])
  const { exceptions, lessons } = office.as.merchandiser
  const slip = await exceptions.open({
    operationId: ids[0]!,
    causeCode: null,
    what: '尺寸量错',
    sinceOn: '2026-11-22',
    ownerId: office.userIds.workshop,
    clearOn: '2026-11-22',
  })
  expect(await asked()).toEqual([])
  await exceptions.clear({ id: slip.id, version: 1, clearedOn: '2026-11-22', how: '重量', stopHours: 0, stopPeople: 0 })
  expect(await asked()).toEqual([order.id])
  await lessons.nothing({ orderId: order.id })
  expect(await asked()).toEqual([])
  await expect(lessons.nothing({ orderId: order.id })).rejects.toMatchObject({ code: 'lessons.writtenAlready' })
  expect(await lessons.ofOrder({ orderId: order.id })).toEqual([])
})

test('a lesson is shown when the same product comes again, and only then', async () => {
  const { order } = await lateOrder()
  const { lessons } = office.as.merchandiser
  const [first] = await productsOf(order.id)
  const own = await lessons.save({
    id: null,
    version: 0,
    orderId: order.id,
    productId: first!.productId,
    wrong: '颜色偏深',
    better: '先打样板对色',
  })
  const whole = await lessons.save({
    id: null,
    version: 0,
    orderId: order.id,
    productId: null,
    wrong: '晚了',
    better: '早一天开料',
  })
  const words = async (productId: number) => (await lessons.ofProduct({ productId })).map(({ wrong }) => wrong)
  expect(await words(first!.productId)).toEqual(['晚了', '颜色偏深'])
  expect(await words(9999)).toEqual([])
  // its own order knows them already
  expect(await lessons.ofOrder({ orderId: order.id })).toEqual([])
  office.setDay('2026-11-28')
  const again = await desk.inWork({ dueOn: '2026-12-20', productIds: [productId] })
  expect((await lessons.ofOrder({ orderId: again.order.id })).map(({ id }) => id)).toEqual([whole.id, own.id])
  await expect(
    lessons.save({ id: own.id, version: 9, orderId: order.id, productId: null, wrong: 'x', better: 'y' }),
  ).rejects.toMatchObject({ code: 'app.stale' })
  await expect(
    lessons.save({ id: null, version: 0, orderId: order.id, productId: 9999, wrong: 'x', better: 'y' }),
  ).rejects.toMatchObject({ code: 'lessons.notInOrder', field: 'productId' })
})

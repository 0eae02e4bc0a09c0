import fc from 'fast-check'
import type { CompiledQuery } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { plusDays } from '../../../shared/dates.ts'
import { OrderListFilter } from '../../../shared/orderList.ts'
import { dueChoices, orderSorts, shownChoices } from '../../../shared/orderListTerms.ts'
import { orderStates, urgencyOf } from '../../../shared/orderStates.ts'
import type { Context } from '../../context.ts'
import { addCustomer } from '../../testing/orders.ts'
import { openOffice, type TestOffice } from '../../testing/office.ts'
import { matching, sortedIds, soughtOf, unsorted } from './matching.ts'

/** The filters, sums and orders of the list against plain JavaScript over the same orders. */

const today = '2026-11-22' // a Sunday
let office: TestOffice
let customerIds: number[]
let facts: Fact[]

type Fact = Awaited<ReturnType<typeof addOrders>>[number]

/** 120 orders in every state, due around today, some rush, some with a question, some paid in part. */
const addOrders = async () => {
  const { merchandiser, clerk, manager } = office.userIds
  const made = []
  for (let index = 0; index < 120; index++) {
    const state = orderStates[index % orderStates.length]!
    const orderedOn = plusDays(today, -((index * 7) % 40))
    const dueOn = plusDays(today, ((index * 5) % 23) - 11)
    const rush = index % 4 === 0
    const totalFen = 10_000 + index * 137
    const paidFen = index % 3 === 0 ? totalFen : index % 5 === 0 ? 5000 : index % 7 === 0 ? totalFen + 100 : 0
    const row = {
      number: `DH26${String(1000 + ((index * 77) % 1000))}-${index}`,
      customerId: customerIds[index % 3]!,
      customerPo: `PO-${(index * 31) % 50}`,
      orderedOn,
      dueOn,
      rush: rush ? (1 as const) : (0 as const),
      merchandiserId: index % 5 < 3 ? merchandiser : manager,
      totalFen,
      totalQuantity: 1000 * (1 + (index % 9)),
      totalPacks: index % 11,
      paidFen,
      state,
      urgency: urgencyOf(state, rush, dueOn),
    }
    const { id } = await office.db
      .insertInto('orders')
      .values({
        ...row,
        source: 'fax',
        contact: '',
        phone: '',
        rushReason: '',
        salesperson: '',
        settlement: 'monthly',
        depositBasisPoints: 0,
        bankAccount: '',
        deliveryPlace: '',
        deliveryMethod: '',
        packing: '',
        acceptance: '',
        remark: '',
        taxMode: 'included',
        taxBasisPoints: 0,
        depositFen: 0,
        fourEyes: 0,
        keyedBy: clerk,
        keyedAt: `${orderedOn}T01:00:00.000Z`,
        version: 1,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    const line = await office.db
      .insertInto('orderLines')
      .values({
        orderId: id,
        customerId: row.customerId,
        sequence: 1,
        productId: null,
        code: '',
        name: '餐桌',
        spec: '',
        colour: '',
        material: '',
        unit: '张',
        quantity: row.totalQuantity,
        packs: row.totalPacks,
        priceMicros: 0,
        typedSide: 'price',
        amountFen: totalFen,
        priceSource: 'typed',
        lastPriceMicros: null,
        dueOn,
        customerPo: '',
        newVersion: 0,
        remark: '',
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    const question = index % 6 === 1
    if (question)
      await office.db
        .insertInto('questions')
        .values({
          orderId: id,
          orderLineId: line.id,
          line: 1,
          field: 'quantity',
          keyedValue: '',
          question: '几张?',
          askedWhom: '',
          askedBy: clerk,
          askedAt: `${orderedOn}T01:00:00.000Z`,
          answer: '',
          newValue: '',
        })
        .execute()
    made.push({ id, ...row, question })
  }
  return made
}

beforeAll(async () => {
  office = await openOffice()
  customerIds = []
  for (const [code, name] of [
    ['YX', '永兴家居'],
    ['HD', '恒达商贸'],
    ['KL', '康乐酒店'],
  ] as const)
    customerIds.push(await addCustomer(office, { code, name: `${name}有限公司`, shortName: name }))
  facts = await addOrders()
})
afterAll(() => office.close())

const closed = (fact: Fact): boolean => fact.state === 'settled' || fact.state === 'void'
const gone = ['delivered', 'completed', 'settled', 'void']

const dueFits: Record<(typeof dueChoices)[number], (fact: Fact) => boolean> = {
  today: ({ dueOn }) => dueOn === '2026-11-22',
  soon: ({ dueOn }) => ['2026-11-22', '2026-11-23', '2026-11-24', '2026-11-25'].includes(dueOn),
  // the week of a Sunday ends with it
  week: ({ dueOn }) => dueOn >= '2026-11-16' && dueOn <= '2026-11-22',
  overdue: ({ dueOn, state }) => dueOn < '2026-11-22' && !gone.includes(state),
}

const fits = (filter: OrderListFilter) => (fact: Fact) =>
  (filter.shown === 'all' ||
    (filter.shown === 'open'
      ? !closed(fact)
      : filter.shown === 'closed'
        ? closed(fact)
        : fact.state === filter.shown)) &&
  (filter.customerId === null || fact.customerId === filter.customerId) &&
  (filter.merchandiserId === null || fact.merchandiserId === filter.merchandiserId) &&
  (filter.due === null || dueFits[filter.due](fact)) &&
  (filter.dueFrom === null || fact.dueOn >= filter.dueFrom) &&
  (filter.dueTo === null || fact.dueOn <= filter.dueTo) &&
  (!filter.rush || fact.rush === 1) &&
  (!filter.question || fact.question) &&
  (filter.text === '' || fact.customerId === customerIds[0])

const sorted = (filter: OrderListFilter, found: Fact[]): number[] => {
  const newest = ['closed', 'all', 'settled', 'void'].includes(filter.shown)
  const { by, down } = filter.sort ?? { by: newest ? ('orderedOn' as const) : ('urgency' as const), down: newest }
  const compare = (one: Fact, other: Fact): number =>
    one[by] < other[by] ? -1 : one[by] > other[by] ? 1 : one.id - other.id
  return found.toSorted((one, other) => (down ? -compare(one, other) : compare(one, other))).map(({ id }) => id)
}

const anyFilter = (): fc.Arbitrary<OrderListFilter> => {
  const maybe = <T>(from: fc.Arbitrary<T>) => fc.option(from, { nil: null, freq: 2 })
  const day = fc.integer({ min: -14, max: 14 }).map((days) => plusDays(today, days))
  return fc.record({
    shown: fc.constantFrom(...shownChoices),
    customerId: maybe(fc.constantFrom(1, 2, 3).map((nth) => customerIds[nth - 1]!)),
    merchandiserId: maybe(fc.constantFrom(office.userIds.merchandiser, office.userIds.manager)),
    due: maybe(fc.constantFrom(...dueChoices)),
    dueFrom: maybe(day),
    dueTo: maybe(day),
    rush: fc.boolean(),
    question: fc.boolean(),
    text: fc.constantFrom('', '', 'yxjj'),
    sort: maybe(fc.record({ by: fc.constantFrom(...orderSorts), down: fc.boolean() })),
  })
}

test('every filter finds the orders, their sequence and their sums that plain JavaScript finds', async () => {
  office.setDay(today)
  const clerk = office.as.clerk.orderList
  await fc.assert(
    fc.asyncProperty(anyFilter(), async (filter) => {
      const found = facts.filter(fits(filter))
      const ids = sorted(filter, found)
      const standing = found.filter(({ state }) => state !== 'void')
      const sum = (of: (fact: Fact) => number): number => standing.reduce((total, fact) => total + of(fact), 0)
      const page = await clerk.rows({ ...filter, limit: 200 })
      expect({ ids: page.rows.map(({ id }) => id), total: page.total }).toEqual({ ids, total: ids.length })
      expect(await clerk.ids(filter)).toEqual(ids)
      expect(await clerk.totals(filter)).toEqual({
        orders: found.length,
        quantity: sum(({ totalQuantity }) => totalQuantity),
        packs: sum(({ totalPacks }) => totalPacks),
        amountFen: sum(({ totalFen }) => totalFen),
        unpaidFen: sum(({ totalFen, paidFen }) => Math.max(0, totalFen - paidFen)),
      })
    }),
    { numRuns: 250 },
  )
})

test('pages follow each other without a gap or a repeat', async () => {
  const filter = { shown: 'all' as const, sort: { by: 'customerPo' as const, down: true } }
  const ids: number[] = []
  for (let offset = 0; offset < 120; offset += 25)
    ids.push(...(await office.as.clerk.orderList.rows({ ...filter, offset, limit: 25 })).rows.map(({ id }) => id))
  expect(ids).toEqual(sorted(OrderListFilter.parse(filter), facts))
})

test('money is not told to those who do not see prices', async () => {
  const { rows } = await office.as.warehouse.orderList.rows({ shown: 'all' })
  expect(new Set(rows.flatMap(({ totalFen, unpaidFen }) => [totalFen, unpaidFen]))).toEqual(new Set([null]))
  expect(await office.as.warehouse.orderList.totals({ shown: 'all' })).toMatchObject({
    orders: 120,
    amountFen: null,
    unpaidFen: null,
  })
})

const planOf = async (compiled: CompiledQuery): Promise<string[]> => {
  const { rows } = await office.db.executeQuery<{ detail: string }>({
    ...compiled,
    sql: `explain query plan ${compiled.sql}`,
  })
  return rows.map(({ detail }) => detail)
}

/** Every filter by whether each of its parts is there, with every sort. */
const combinations = (): OrderListFilter[] => {
  const sorts = [
    null,
    ...orderSorts.flatMap((by) => [
      { by, down: false },
      { by, down: true },
    ]),
  ]
  const days = [{}, { due: 'soon' }, { due: 'overdue' }, { dueFrom: '2026-11-01' }, { dueTo: '2026-11-30' }]
  const all: unknown[] = []
  for (const shown of ['open', 'closed', 'all', 'inProduction', 'settled'])
    for (const customerId of [null, customerIds[0]])
      for (const merchandiserId of [null, office.userIds.manager])
        for (const due of days)
          for (const rush of [false, true])
            for (const question of [false, true])
              for (const sort of sorts) all.push({ shown, customerId, merchandiserId, ...due, rush, question, sort })
  for (const shown of ['open', 'all', 'settled'])
    for (const sort of sorts) all.push({ shown, sort, text: 'yxjj' }, { shown, sort, text: '不在' })
  return all.map((each) => OrderListFilter.parse(each))
}

test('no filter reads the whole table where an index leads to what it asks for', async () => {
  const ctx = { db: office.db, today } as Context
  const walked: unknown[] = []
  for (const filter of combinations()) {
    const { form, sought } = await soughtOf(ctx, filter)
    const page = await planOf(sortedIds(office.db, form, sought).limit(100).compile())
    const count = await planOf(
      matching(office.db, unsorted(form), sought)
        .select(({ fn }) => fn.countAll().as('total'))
        .compile(),
    )
    const nothingLeads =
      ['all', 'closed', 'settled'].includes(filter.shown) &&
      [filter.customerId, filter.merchandiserId, filter.due, filter.dueFrom, filter.dueTo].every(
        (one) => one === null,
      ) &&
      !filter.rush &&
      !filter.question &&
      filter.text === ''
    for (const line of page.filter((detail) => detail.startsWith('SCAN orders')))
      if (!nothingLeads || !line.includes('USING')) walked.push({ filter, line })
    // where nothing leads, a page comes out of the index of its sort and is never sorted out of all orders
    if (nothingLeads)
      for (const line of page.filter((detail) => detail.includes('TEMP B-TREE'))) walked.push({ filter, line })
    for (const line of count.filter((detail) => detail.startsWith('SCAN orders')))
      if (!(nothingLeads && (filter.shown === 'all' || line.includes('USING')))) walked.push({ filter, line })
  }
  expect(walked).toEqual([])
})

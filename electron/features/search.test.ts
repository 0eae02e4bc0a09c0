import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { emptyCustomer } from '../../shared/customers.ts'
import {
  checkOrder,
  furnitureDraft,
  makeGoods,
  makeMasters,
  payOrder,
  shipNote,
  signConfirmation,
} from '../testing/mainLine.ts'
import { makeOrder } from '../testing/checkedOrder.ts'
import { collectCod, handOverAll } from '../testing/cod.ts'
import { keyNote, sendNote } from '../testing/notes.ts'
import { openOffice, type TestOffice } from '../testing/office.ts'
import { keyTruck } from '../testing/trucks.ts'

let office: TestOffice
beforeEach(async () => {
  office = await openOffice()
})
afterEach(() => office.close())

const addCustomer = async (code: string, shortName: string, rest: Partial<typeof emptyCustomer> = {}) =>
  (
    await office.as.clerk.customers.save({
      ...emptyCustomer,
      code,
      name: `${shortName}有限公司`,
      shortName,
      ...rest,
    })
  ).id

const titles = async (typed: string): Promise<string[]> =>
  (await office.as.clerk.search.find({ typed })).map(({ title }) => title)

/** The furniture order keyed, checked, signed, its deposit paid and its notice released. */
const orderInWork = async (masters: Awaited<ReturnType<typeof makeMasters>>) => {
  const { id } = await office.as.clerk.orders.save(await furnitureDraft(office, masters))
  await checkOrder(office, id)
  await signConfirmation(office, id)
  await payOrder(office, masters.customerId, id, 'deposit', 1_421_280, '2026-11-22')
  await office.as.merchandiser.production.release({ orderId: id })
  return id
}

describe('the one box', () => {
  it('finds customers by initials, also where a character has several readings', async () => {
    await addCustomer('K1', '重庆长乐')
    await addCustomer('K2', '长乐贸易')
    await addCustomer('K3', '单氏家私', { initials: 'ssjs' })
    expect(await titles('cq')).toEqual(['重庆长乐'])
    expect(await titles('cl')).toEqual(['长乐贸易', '重庆长乐'])
    expect(await titles('ssjs')).toEqual(['单氏家私'])
    expect(await titles('chongqing')).toEqual(['重庆长乐'])
  })

  it('finds a delivery note by the red serial of its form, written with the word before it or without', async () => {
    const order = await makeOrder(office, { pieces: [10, 10] })
    const worded = await keyNote(office, order, [1, 0], { serial: 'No.000132' })
    const bare = await keyNote(office, order, [0, 1], { serial: '000133' })
    for (const typed of ['000132', 'No.000132', 'no 000132']) expect(await titles(typed)).toEqual([worded.number])
    for (const typed of ['000133', 'NO.000133']) expect(await titles(typed)).toEqual([bare.number])
    expect((await titles('00013')).toSorted()).toEqual([worded.number, bare.number].toSorted())
    expect(await titles('000134')).toEqual([])
  })

  it('puts the name that was typed whole before those that only begin with it', async () => {
    await addCustomer('K1', '永兴家居')
    await addCustomer('K2', '永兴')
    expect(await titles('yx')).toEqual(['永兴', '永兴家居'])
    expect(await titles('永兴')).toEqual(['永兴', '永兴家居'])
  })

  it('finds by the last four digits of either telephone, half or full width', async () => {
    await addCustomer('K1', '永兴家居', { phone: '139 2333 0001/0757-8321 7788', fax: '0757-8321 0002' })
    for (const typed of ['0001', '7788', '0002', '１３９２３３３', '139-2333', '0757 8321'])
      expect([typed, await titles(typed)]).toEqual([typed, ['永兴家居']])
  })

  it('finds an order by its number, by the end of it, by any part of the customer’s number', async () => {
    const masters = await makeMasters(office)
    const { number } = await office.as.clerk.orders.save(await furnitureDraft(office, masters))
    expect(number).toBe('DH261122-01')
    for (const typed of ['DH261122-01', 'ｄｈ２６１１２２', '26112201', '112201', 'YX-2611', 'yx2611', '2611'])
      expect([typed, (await titles(typed)).includes(number)]).toEqual([typed, true])
    expect(await office.as.clerk.search.find({ typed: 'yx2611' })).toMatchObject([
      { kind: 'order', customerId: masters.customerId, detail: '永兴家居 · YX-2611 · 2026-12-15' },
    ])
  })

  it('finds products by code and initials, with their selling points', async () => {
    await makeMasters(office)
    expect(await office.as.clerk.search.find({ typed: 'ts905' })).toMatchObject([
      { kind: 'product', title: 'TS-905', customerId: null },
    ])
    expect(await titles('smyg')).toEqual(['TS-905'])
  })

  it('shows a role only the papers it may read', async () => {
    const masters = await makeMasters(office)
    const { id } = await office.as.clerk.orders.save(await furnitureDraft(office, masters))
    await payOrder(office, masters.customerId, id, 'deposit', 100_000, '2026-11-22')
    const kinds = async (role: 'clerk' | 'workshop') =>
      (await office.as[role].search.find({ typed: 'SK2611' })).map(({ kind }) => kind)
    expect([await kinds('clerk'), await kinds('workshop')]).toEqual([['receipt'], []])
  })

  it('finds nothing for nothing and for signs alone', async () => {
    await addCustomer('K1', '永兴家居')
    expect([await titles(''), await titles(' - '), await titles('%')]).toEqual([[], [], []])
  })
  it('gives the initials of the pages on screen in their order, to whoever is signed in', async () => {
    expect(await office.as.workshop.search.initials({ names: ['生产日报', 'Daily report', '待下生产单'] })).toEqual([
      'scrb',
      'dailyreport',
      'dxscd',
    ])
    await expect(office.nobody.search.initials({ names: ['生产日报'] })).rejects.toMatchObject({
      code: 'app.notSignedIn',
    })
  })
})

describe('the answer to a caller', () => {
  it('says of each line where it is, how far, when it is due and when it will be ready', async () => {
    const masters = await makeMasters(office)
    const orderId = await orderInWork(masters)
    office.setDay('2026-11-23')
    const { rows } = await office.as.workshop.operations.board({})
    const chair = rows.find(({ description }) => description.startsWith('餐椅'))!
    const [first, second] = chair.steps
    const report = (operationId: number, good: number) =>
      office.as.workshop.operations.report({
        reportedOn: '2026-11-23',
        workshop: '',
        rows: [{ operationId, good, bad: 0, hours: 8000, people: 4, causeCode: null, causeNote: '' }],
      })
    await report(first!.operationId, 72_000)
    await report(second!.operationId, 20_000)
    const answer = await office.as.clerk.search.answer({ customerId: masters.customerId, orderId: null })
    expect(answer).toMatchObject({
      customer: { shortName: '永兴家居', settlement: 'deposit', depositBasisPoints: 3000 },
      openOrders: 1,
      unpaidFen: 4_737_600 - 1_421_280,
      lastPromise: null,
      promises: 0,
      orders: [{ id: orderId, state: 'inProduction' }],
    })
    expect(answer.orders[0]!.lines[1]).toMatchObject({
      name: '餐椅',
      quantity: 72_000,
      done: 20_000,
      process: second!.processName,
      delivered: 0,
      dueOn: '2026-12-15',
    })
    expect(answer.orders[0]!.lines[1]!.forecastOn).toMatch(/^2026-1[12]-/)
    // the line in work has begun; the other begins as planned, and is not said to be done before its plan
    const [waiting, inWork] = answer.orders[0]!.lines
    const plan = await office.db
      .selectFrom('operations')
      .innerJoin('noticeLines', 'noticeLines.id', 'operations.noticeLineId')
      .select(['plannedStart', 'plannedFinish'])
      .where('noticeLines.orderLineId', '=', waiting!.orderLineId)
      .orderBy('operations.sequence')
      .execute()
    expect(inWork!.startOn).toBeNull()
    expect(waiting).toMatchObject({ done: 0, startOn: plan[0]!.plannedStart, forecastOn: plan.at(-1)!.plannedFinish })
  })

  it('says what was delivered, what is not signed and what is left to pay', async () => {
    const masters = await makeMasters(office)
    const orderId = await orderInWork(masters)
    await makeGoods(office)
    office.setDay('2026-12-14')
    await payOrder(office, masters.customerId, orderId, 'balance', 4_737_600 - 1_421_280, '2026-12-14')
    const draft = await office.as.merchandiser.deliveries.newDraft({ orderId })
    const note = await office.as.merchandiser.deliveries.save({ ...draft, driver: '老何' })
    await shipNote(office, note.id)
    office.setDay('2026-12-18')
    const answer = await office.as.clerk.search.answer({ customerId: masters.customerId, orderId: null })
    expect(answer).toMatchObject({
      unpaidFen: 0,
      openOrders: 0,
      orders: [],
      lastDelivery: { id: note.id, number: note.number, on: '2026-12-14', packs: 96 },
      unsigned: [{ kind: 'delivery', number: note.number, days: 4 }],
    })
    expect(await office.as.clerk.search.answer({ customerId: masters.customerId, orderId })).toMatchObject({
      orders: [{ id: orderId, lines: [{ delivered: 12_000, process: null }, {}, {}] }],
    })
  })

  it('shows a role that may not see prices no money at all', async () => {
    const masters = await makeMasters(office, { creditLimitFen: 2_000_000 })
    await orderInWork(masters)
    for (const role of ['workshop', 'warehouse'] as const)
      expect(await office.as[role].search.answer({ customerId: masters.customerId, orderId: null })).toMatchObject({
        unpaidFen: null,
        customer: { owedFen: null, overdueFen: null, limitFen: null },
      })
  })

  it('refuses a customer that is not there', async () => {
    await expect(office.as.clerk.search.answer({ customerId: 99, orderId: null })).rejects.toMatchObject({
      code: 'app.notFound',
    })
  })
})

describe('promises', () => {
  it('are told to the next caller with who made them and how often they changed', async () => {
    const masters = await makeMasters(office)
    const ask = () => office.as.clerk.search.answer({ customerId: masters.customerId, orderId: null })
    const promise = (promisedOn: string, words: string, reason = '') =>
      office.as.merchandiser.messages.promise({
        customerId: masters.customerId,
        orderId: null,
        promisedOn,
        words,
        reason,
      })
    expect(await promise('2026-11-26', '26 号上午送到')).toMatchObject({
      by: '李敏',
      promisedOn: '2026-11-26',
    })
    expect(await ask()).toMatchObject({ promises: 1, lastPromise: { words: '26 号上午送到', by: '李敏' } })
    office.setDay('2026-11-25')
    await expect(promise('2026-11-28', '28 号')).rejects.toMatchObject({
      code: 'messages.reasonMissing',
      field: 'reason',
    })
    await promise('2026-11-28', '28 号', '面漆返工')
    expect(await ask()).toMatchObject({
      promises: 2,
      promiseDelivered: false,
      lastPromise: { words: '28 号' },
    })
  })

  it('are not made for the past, for a day too far, or for the order of another customer', async () => {
    const masters = await makeMasters(office)
    const other = await addCustomer('K9', '长乐贸易')
    const { id } = await office.as.clerk.orders.save(await furnitureDraft(office, masters))
    const promise = (customerId: number, orderId: number | null, promisedOn: string) =>
      office.as.merchandiser.messages.promise({ customerId, orderId, promisedOn, words: '送到' })
    await expect(promise(masters.customerId, null, '2026-11-21')).rejects.toMatchObject({
      code: 'messages.promisePast',
    })
    await expect(promise(masters.customerId, null, '2029-11-21')).rejects.toMatchObject({
      code: 'messages.promiseFar',
    })
    await expect(promise(other, id, '2026-11-25')).rejects.toMatchObject({ code: 'app.notFound' })
  })
})

describe('message slips', () => {
  it('wait for the person until 已复电', async () => {
    const slip = await office.as.clerk.messages.leave({
      forUserId: office.userIds.merchandiser,
      name: '刘小姐',
      factory: '长乐贸易',
      phone: '023-6780 0003',
      matter: '问合页什么时候能走',
      customerId: null,
    })
    expect(await office.as.merchandiser.messages.mine({})).toMatchObject([{ name: '刘小姐', by: '陈静' }])
    expect(await office.as.cashier.messages.mine({})).toEqual([])
    await expect(office.as.cashier.messages.calledBack({ id: slip.id, version: slip.version })).rejects.toMatchObject({
      code: 'app.stale',
    })
    await office.as.merchandiser.messages.calledBack({ id: slip.id, version: slip.version })
    expect(await office.as.merchandiser.messages.mine({})).toEqual([])
    expect(await office.as.merchandiser.messages.mine({ done: true })).toHaveLength(1)
  })
})

it('an adjustment is found by its number, whole or without its letters, by who sees statements', async () => {
  const customerId = await addCustomer('C-TZ', '调整家')
  const { number } = await office.as.cashier.statements.adjust({
    customerId,
    adjustedOn: '2026-11-20',
    kind: 'deduction',
    amountFen: -5000,
    reason: '运损',
  })
  const found = async (who: 'cashier' | 'clerk', typed: string) =>
    (await office.as[who].search.find({ typed })).filter(({ kind }) => kind === 'adjustment').map(({ title }) => title)
  expect(await found('cashier', number)).toEqual([number])
  expect(await found('cashier', number.toLowerCase())).toEqual([number])
  expect(await found('cashier', number.slice(2))).toEqual([number])
  expect(await found('cashier', number.slice(0, 4))).toEqual([])
  expect(await found('clerk', number)).toEqual([])
})

it('a truck, a month-end hand-over and a slip of a driver are found by their number', async () => {
  const truck = await keyTruck(office)
  await office.db
    .insertInto('monthHandovers')
    .values({
      number: 'YJ261122-01',
      month: '2026-10',
      taker: '孙会',
      takenOn: '2026-11-02',
      remark: '',
      sums: '{}',
      classes: '[]',
      userId: office.userIds.cashier,
      at: '2026-11-22T08:00:00.000Z',
      version: 1,
    })
    .execute()
  const order = await makeOrder(office, { settlement: 'cash', pieces: [5] })
  const note = await sendNote(office, await keyNote(office, order, [5], { driver: '老何', codFen: 50_000 }))
  await collectCod(office, note.id)
  const slip = await handOverAll(office, '老何')
  const found = async (who: 'cashier' | 'workshop', typed: string) =>
    (await office.as[who].search.find({ typed })).map(({ kind, id, detail }) => [kind, id, detail])
  expect(truck.number).toMatch(/^PC/)
  expect(await found('cashier', truck.number)).toEqual([['truck', truck.id, '2026-11-22 · 粤X12345 老何']])
  expect(await found('cashier', 'yj261122-01')).toEqual([['monthHandover', 1, '2026-10 · 孙会']])
  expect(await found('cashier', slip.number)).toEqual([['handover', slip.id, '老何 · 2026-11-22']])
})

import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { makeMoney, makeOrder, type MadeOrder } from '../../testing/checkedOrder.ts'
import { keyNote, sendNote } from '../../testing/notes.ts'
import { openOffice, type TestOffice } from '../../testing/office.ts'
import { findByTerm } from '../../db/search.ts'

let office: TestOffice
beforeEach(async () => {
  office = await openOffice()
})
afterEach(() => office.close())

const stateOf = async (order: MadeOrder): Promise<string> =>
  (await office.db.selectFrom('orders').select('state').where('id', '=', order.id).executeTakeFirstOrThrow()).state

test('releases a checked order: notice, lines, planned processes, state, search term', async () => {
  const order = await makeOrder(office, { pieces: [20, 40], dueOn: '2026-12-15', number: 'DH261120-09', rush: true })
  const released = await office.as.merchandiser.production.release({ orderId: order.id, remark: '先做餐桌' })
  expect(released).toEqual({ id: 1, number: 'SC261122-01', notices: [{ id: 1, number: 'SC261122-01', workshop: '' }] })
  const notice = await office.as.workshop.production.read({ id: released.id })
  expect(notice).toMatchObject({
    orderNumber: 'DH261120-09',
    remark: '先做餐桌',
    rush: true,
    dueOn: '2026-12-15',
    quantity: 60_000,
    finished: 0,
    lines: 2,
    state: 'making',
    overridden: false,
    override: null,
    releasedBy: '李敏',
  })
  expect(
    notice.noticeLines[0]!.operations.map(({ processName, workshop, plannedStart, plannedFinish, quantity }) => [
      processName,
      workshop,
      plannedStart,
      plannedFinish,
      quantity,
    ]),
  ).toEqual([
    ['开料', '木工车间', '2026-12-03', '2026-12-03', 20_000],
    ['白茬', '木工车间', '2026-12-04', '2026-12-07', 20_000],
    ['打磨', '油漆车间', '2026-12-08', '2026-12-08', 20_000],
    ['底漆', '油漆车间', '2026-12-09', '2026-12-10', 20_000],
    ['面漆', '油漆车间', '2026-12-11', '2026-12-12', 20_000],
    ['组装', '组装车间', '2026-12-14', '2026-12-14', 20_000],
    ['包装', '组装车间', '2026-12-15', '2026-12-15', 20_000],
  ])
  expect(await stateOf(order)).toBe('inProduction')
  expect(await findByTerm(office, 'notice', 'sc2611', 5)).toEqual([1])
  expect((await office.as.workshop.production.list({ text: 'SC261122' })).rows.map((row) => row.number)).toEqual([
    'SC261122-01',
  ])
})

test('follows the route of the product where it has one', async () => {
  const { id: productId } = await office.db
    .insertInto('products')
    .values({
      code: 'TS-9',
      name: '茶几',
      spec: '',
      initials: '',
      series: '',
      colours: '',
      unit: '张',
      packs: 1,
      packUnits: 1,
      listPriceMicros: 0,
      floorPriceMicros: 0,
      leadDays: 0,
      sellingPoints: '',
      processNotes: '',
      active: 1,
      version: 1,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const processes = await office.as.owner.settings.processes({})
  const idOf = (name: string): number => processes.find((process) => process.name === name)!.id
  await office.db
    .insertInto('productRoutes')
    .values([
      { productId, processId: idOf('开料'), sequence: 1, standardDays: 2, outside: 0 },
      { productId, processId: idOf('面漆'), sequence: 2, standardDays: 0, outside: 1 },
    ])
    .execute()
  const order = await makeOrder(office, { productIds: [productId], dueOn: '2026-12-13' }) // a Sunday
  const { id } = await office.as.merchandiser.production.release({ orderId: order.id })
  const { noticeLines } = await office.as.merchandiser.production.read({ id })
  expect(
    noticeLines[0]!.operations.map((operation) => [
      operation.processName,
      operation.plannedStart,
      operation.plannedFinish,
      operation.outside,
    ]),
  ).toEqual([
    ['开料', '2026-12-11', '2026-12-12', false],
    ['面漆', '2026-12-12', '2026-12-12', true],
  ])
})

test('refuses and names everything that is missing', async () => {
  const order = await makeOrder(office, {
    settlement: 'deposit',
    depositFen: 1_421_280,
    checked: false,
    signatureNeeded: true,
    number: 'DH261122-03',
  })
  await makeMoney(office, { customerId: order.customerId, orderId: order.id }, 421_280)
  const asking = office.as.merchandiser.production.release({ orderId: order.id })
  await expect(asking).rejects.toMatchObject({
    code: 'production.notReady',
    field: 'check',
    message:
      'DH261122-03 还不能下生产单:回电核对没有做完、客户还没有回签确认书、订金 14,212.80,已确认到账 4,212.80,还缺 10,000.00。',
  })
  expect(await office.db.selectFrom('notices').selectAll().execute()).toEqual([])
})

test('an override opens the deposit gate only, by those who may, with a reason that stays on the notice', async () => {
  const order = await makeOrder(office, { settlement: 'deposit', depositFen: 500 })
  const ask = { orderId: order.id, overrideReason: '老客户,款在路上' }
  await expect(office.as.merchandiser.production.release({ orderId: order.id })).rejects.toMatchObject({
    code: 'production.notReady',
    field: 'deposit',
  })
  await expect(office.as.merchandiser.production.release(ask)).rejects.toMatchObject({
    code: 'gates.overrideNotAllowed',
  })
  const { id } = await office.as.manager.production.release(ask)
  expect(await office.as.workshop.production.read({ id })).toMatchObject({
    overridden: true,
    override: { by: '赵经理', reason: '老客户,款在路上' },
  })
  await makeMoney(office, { customerId: order.customerId, orderId: order.id }, 500)
  expect(await office.as.workshop.production.read({ id })).toMatchObject({
    overridden: true,
    override: { by: '赵经理' },
  })
  const unchecked = await makeOrder(office, { settlement: 'deposit', depositFen: 500, checked: false })
  await expect(
    office.as.owner.production.release({ orderId: unchecked.id, overrideReason: '急' }),
  ).rejects.toMatchObject({ code: 'production.notReady', field: 'check' })
})

test('records no override where the gate is open anyway', async () => {
  const order = await makeOrder(office)
  const { id } = await office.as.owner.production.release({ orderId: order.id, overrideReason: '以防万一' })
  expect((await office.as.owner.production.read({ id })).overridden).toBe(false)
  expect(await office.db.selectFrom('gateOverrides').selectAll().execute()).toEqual([])
})

test('splits a line over workshops into a notice each, and their operations go there', async () => {
  const order = await makeOrder(office, { pieces: [20] })
  const [orderLineId] = order.lineIds as [number]
  const { notices } = await office.as.merchandiser.production.release({
    orderId: order.id,
    lines: [
      { orderLineId, quantity: 12_000, workshop: '一车间' },
      { orderLineId, quantity: 5_000, workshop: '二车间' },
    ],
  })
  expect(notices.map(({ number, workshop }) => [number, workshop])).toEqual([
    ['SC261122-01', '一车间'],
    ['SC261122-02', '二车间'],
  ])
  const second = await office.as.merchandiser.production.read({ id: notices[1]!.id })
  expect(second.noticeLines.map((line) => line.quantity)).toEqual([5_000])
  expect(new Set(second.noticeLines[0]!.operations.map((operation) => operation.workshop))).toEqual(new Set(['二车间']))
  expect((await office.as.merchandiser.production.remaining({ orderId: order.id }))[0]).toMatchObject({
    quantity: 20_000,
    released: 17_000,
    remaining: 3_000,
  })
  await expect(
    office.as.merchandiser.production.release({ orderId: order.id, lines: [{ orderLineId, quantity: 4_000 }] }),
  ).rejects.toMatchObject({ code: 'production.aboveOrdered', field: 'lines.0.quantity' })
  // no workshop makes half of it
  const halves = [1_500, 1_500].map((quantity, at) => ({ orderLineId, quantity, workshop: ['一车间', '二车间'][at]! }))
  await expect(office.as.merchandiser.production.release({ orderId: order.id, lines: halves })).rejects.toMatchObject({
    code: 'app.wholePieces',
    field: 'lines.0.quantity',
  })
  await office.as.merchandiser.production.release({ orderId: order.id })
  await expect(office.as.merchandiser.production.release({ orderId: order.id })).rejects.toMatchObject({
    code: 'production.nothingLeft',
  })
})

test('goods that left without a notice are not made any more', async () => {
  const order = await makeOrder(office, { pieces: [20] })
  await sendNote(office, await keyNote(office, order, [15]))
  const [orderLineId] = order.lineIds as [number]
  expect((await office.as.merchandiser.production.remaining({ orderId: order.id }))[0]).toMatchObject({
    released: 0,
    remaining: 5000,
  })
  await expect(
    office.as.merchandiser.production.release({ orderId: order.id, lines: [{ orderLineId, quantity: 6000 }] }),
  ).rejects.toMatchObject({ code: 'production.deliveredAlready', field: 'lines.0.quantity' })
  const { id } = await office.as.merchandiser.production.release({ orderId: order.id })
  expect((await office.as.merchandiser.production.read({ id })).quantity).toBe(5000)
})

test('never holds more on notices than was ordered, whatever is released and voided', async () => {
  const asked = fc.oneof(
    fc.record({
      kind: fc.constant('release' as const),
      quantities: fc.array(fc.integer({ min: 1, max: 15 }), { minLength: 1, maxLength: 3 }),
    }),
    fc.record({ kind: fc.constant('void' as const), which: fc.nat(5) }),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(asked, { minLength: 1, maxLength: 8 }), async (steps) => {
      const order = await makeOrder(office, { pieces: [20] })
      const [orderLineId] = order.lineIds as [number]
      // the model: a list of standing notices with their pieces
      let standing: { id: number; pieces: number }[] = []
      for (const step of steps) {
        const held = standing.reduce((sum, notice) => sum + notice.pieces, 0)
        if (step.kind === 'void') {
          const notice = standing[step.which]
          if (!notice) continue
          await office.as.merchandiser.production.void({ id: notice.id, version: 1, reason: '改单' })
          standing = standing.filter((each) => each !== notice)
        } else {
          const pieces = step.quantities.reduce((sum, each) => sum + each, 0)
          const release = office.as.merchandiser.production.release({
            orderId: order.id,
            lines: step.quantities.map((each) => ({ orderLineId, quantity: each * 1000 })),
          })
          if (held + pieces > 20) await expect(release).rejects.toMatchObject({ code: 'production.aboveOrdered' })
          else standing.push({ id: (await release).id, pieces })
        }
      }
      const held = standing.reduce((sum, notice) => sum + notice.pieces, 0)
      expect((await office.as.merchandiser.production.remaining({ orderId: order.id }))[0]).toMatchObject({
        released: held * 1000,
        remaining: (20 - held) * 1000,
      })
      expect(await stateOf(order)).toBe(standing.length > 0 ? 'inProduction' : 'toRelease')
    }),
    { numRuns: 15 },
  )
})

test('refuses a line of another order, a void order and a due date after the promise', async () => {
  const order = await makeOrder(office, { dueOn: '2026-12-15' })
  const other = await makeOrder(office)
  await expect(
    office.as.merchandiser.production.release({
      orderId: order.id,
      lines: [{ orderLineId: other.lineIds[0]!, quantity: 1000 }],
    }),
  ).rejects.toMatchObject({ code: 'production.foreignLine' })
  await expect(
    office.as.merchandiser.production.release({ orderId: order.id, dueOn: '2026-12-16' }),
  ).rejects.toMatchObject({ code: 'production.dueAfterPromise', field: 'dueOn' })
  await office.db
    .updateTable('orders')
    .set({ voidedAt: '2026-11-22T00:00:00.000Z', state: 'void' })
    .where('id', '=', order.id)
    .execute()
  await expect(office.as.merchandiser.production.release({ orderId: order.id })).rejects.toMatchObject({
    code: 'production.orderVoid',
  })
  await expect(office.as.clerk.production.release({ orderId: other.id })).rejects.toMatchObject({
    code: 'app.notAllowed',
  })
})

test('voids a notice nothing is reported on, keeps its number, and lets the order be released again', async () => {
  const order = await makeOrder(office)
  const { id } = await office.as.merchandiser.production.release({ orderId: order.id })
  const { noticeLines } = await office.as.merchandiser.production.read({ id })
  const operationId = noticeLines[0]!.operations[0]!.id
  const row = { operationId, good: 5_000, bad: 0, hours: 8_000, people: 2, causeCode: null, causeNote: '' }
  const { reportIds } = await office.as.workshop.operations.report({
    reportedOn: '2026-11-22',
    workshop: '木工车间',
    rows: [row],
  })
  await expect(office.as.merchandiser.production.void({ id, version: 1, reason: '改单' })).rejects.toMatchObject({
    code: 'production.alreadyReported',
  })
  await office.as.workshop.operations.reverse({ reportId: reportIds[0]!, reason: '填错单' })
  await expect(office.as.merchandiser.production.void({ id, version: 7, reason: '改单' })).rejects.toMatchObject({
    code: 'app.stale',
  })
  expect(await office.as.merchandiser.production.void({ id, version: 1, reason: '改单' })).toMatchObject({
    number: 'SC261122-01',
    state: 'void',
    voidReason: '改单',
    voidedBy: '李敏',
  })
  await expect(
    office.as.workshop.operations.report({ reportedOn: '2026-11-22', workshop: '木工车间', rows: [row] }),
  ).rejects.toMatchObject({ code: 'operations.noticeVoid' })
  expect((await office.as.merchandiser.production.release({ orderId: order.id })).number).toBe('SC261122-02')
  expect((await office.as.merchandiser.operations.board({})).rows.map((each) => each.noticeNumber)).toEqual([
    'SC261122-02',
  ])
})

test('lists the orders that wait for their notice with every reason', async () => {
  const set = async (order: MadeOrder, state: string): Promise<void> => {
    await office.db.updateTable('orders').set({ state }).where('id', '=', order.id).execute()
  }
  const unchecked = await makeOrder(office, {
    checked: false,
    signatureNeeded: true,
    settlement: 'deposit',
    depositFen: 700,
    number: 'DH261122-51',
    dueOn: '2026-12-01',
  })
  await set(unchecked, 'toCheck')
  const unpaid = await makeOrder(office, {
    settlement: 'deposit',
    depositFen: 700,
    number: 'DH261122-52',
    dueOn: '2026-12-02',
  })
  await makeMoney(office, { customerId: unpaid.customerId, orderId: unpaid.id }, 300)
  await set(unpaid, 'toDeposit')
  await makeOrder(office, {
    number: 'DH261122-53',
    dueOn: '2026-12-02',
    rush: true,
    merchandiserId: office.userIds.manager,
  })
  const split = await makeOrder(office, { number: 'DH261122-54', dueOn: '2026-11-30', pieces: [20] })
  await office.as.merchandiser.production.release({
    orderId: split.id,
    lines: [{ orderLineId: split.lineIds[0]!, quantity: 5_000 }],
  })
  const all = await office.as.merchandiser.production.waiting({})
  expect(
    all.rows.map(({ number, reasons, neededFen, confirmedFen, remaining, notices }) => [
      number,
      reasons,
      neededFen,
      confirmedFen,
      remaining,
      notices,
    ]),
  ).toEqual([
    ['DH261122-54', ['ready'], 0, 0, 15_000, 1],
    ['DH261122-51', ['check', 'sign', 'deposit'], 700, 0, 20_000, 0],
    ['DH261122-53', ['ready'], 0, 0, 20_000, 0],
    ['DH261122-52', ['deposit'], 700, 300, 20_000, 0],
  ])
  expect(all).toMatchObject({ total: 4, counts: { check: 1, sign: 0, deposit: 1, ready: 2 } })
  expect(
    (await office.as.merchandiser.production.waiting({ reason: 'deposit' })).rows.map((row) => row.number),
  ).toEqual(['DH261122-52'])
  expect((await office.as.merchandiser.production.waiting({ mine: true })).total).toBe(3)
  expect(
    (await office.as.merchandiser.production.waiting({ orderId: unpaid.id })).rows.map((row) => row.number),
  ).toEqual(['DH261122-52'])
  expect((await office.as.workshop.production.waiting({})).rows[1]).toMatchObject({
    neededFen: null,
    confirmedFen: null,
  })
})

test('prints the notice without prices, with four named copies, and counts the print', async () => {
  const order = await makeOrder(office, {
    settlement: 'deposit',
    depositFen: 500,
    priceYuan: 1180,
    number: 'DH261122-61',
  })
  const { id, number } = await office.as.manager.production.release({
    orderId: order.id,
    overrideReason: '展会急用',
    remark: '边角加护角',
  })
  const paper = await office.as.workshop.production.paper({ id })
  expect(new Set(paper.copies)).toEqual(new Set(['生产', '仓库', '品管', '跟单存']))
  const text = paper.pages.join('').replace(/<[^>]*>/g, '')
  for (const part of [number, 'DH261122-61', '餐桌 1400×800', '边角加护角', '开料', '展会急用', '赵经理'])
    expect(text).toContain(part)
  for (const price of ['1,180', '1180.00', '23,600', '永兴家居']) expect(text).not.toContain(price)
  expect(await office.as.workshop.production.markPrinted({ id })).toEqual({ printed: 1 })
  expect((await office.as.workshop.production.read({ id })).printed).toBe(1)
})

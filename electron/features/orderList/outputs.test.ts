import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { languages } from '../../../shared/language.ts'
import { orderColumns } from '../../../shared/orderListColumns.ts'
import { runExport } from '../../exports.ts'
import { orderTable, type OrderTablePaper } from '../../papers/orderTable.ts'
import { PaperPress } from '../../papers/rendering.ts'
import { readOutside } from '../../sheets/read.ts'
import { makeOrder } from '../../testing/checkedOrder.ts'
import {
  checkOrder,
  furnitureDraft,
  makeGoods,
  makeMasters,
  payOrder,
  shipNote,
  signConfirmation,
} from '../../testing/mainLine.ts'
import { openOffice, type TestOffice } from '../../testing/office.ts'
import { addCustomer, lineDraft, orderDraft, saveOrder } from '../../testing/orders.ts'

// papers are laid out in a real browser: slow where the machine is busy
vi.setConfig({ testTimeout: 60_000 })

let office: TestOffice
let folder: string
beforeEach(async () => {
  office = await openOffice()
  folder = await mkdtemp(join(tmpdir(), 'gendan-list-'))
})
afterEach(async () => {
  await rm(folder, { recursive: true })
  await office.close()
})

const readAs =
  (userId: number) =>
  async (channel: string, input: unknown): Promise<unknown> => {
    const reply = await office.app.call({ userId, host: 'PC-1' }, channel, input)
    if (!reply.ok) throw Object.assign(new Error(reply.refusal.message), { code: reply.refusal.code })
    return reply.value
  }

test('a row follows its order from the call-back to the last yuan', async () => {
  const { as } = office
  const masters = await makeMasters(office)
  const { id } = await as.clerk.orders.save(await furnitureDraft(office, masters))
  const row = async () => (await as.clerk.orderList.byIds({ ids: [id] }))[0]!
  expect(await row()).toMatchObject({
    state: 'toCheck',
    daysLeft: 23,
    goods: ['餐桌', '餐椅'],
    kinds: 3,
    lines: 3,
    quantity: 90_000,
    left: 90_000,
    deposit: 'missing',
    depositLeftFen: 1_421_280,
    unpaidFen: 4_737_600,
    promisedOn: null,
    processes: [],
  })
  await checkOrder(office, id)
  await signConfirmation(office, id)
  await payOrder(office, masters.customerId, id, 'deposit', 421_280, '2026-11-22')
  expect(await row()).toMatchObject({ deposit: 'part', depositLeftFen: 1_000_000 })
  await payOrder(office, masters.customerId, id, 'deposit', 1_000_000, '2026-11-22')
  await as.merchandiser.production.release({ orderId: id })
  for (const [promisedOn, reason] of [
    ['2026-12-12', ''],
    ['2026-12-14', '油漆晚到'],
  ] as const)
    await as.merchandiser.messages.promise({
      customerId: masters.customerId,
      orderId: id,
      promisedOn,
      words: '出货',
      reason,
    })
  expect(await row()).toMatchObject({
    state: 'inProduction',
    deposit: 'confirmed',
    depositLeftFen: null,
    unpaidFen: 3_316_320,
    promisedOn: '2026-12-14',
    processes: ['开料'],
    finished: 0,
  })
  await makeGoods(office)
  office.setDay('2026-12-15')
  expect(await row()).toMatchObject({ state: 'toDeliver', finished: 90_000, processes: [], daysLeft: 0 })
  const draft = await as.merchandiser.deliveries.newDraft({ orderId: id })
  const note = await as.merchandiser.deliveries.save({ ...draft, driver: '老何' })
  await payOrder(office, masters.customerId, id, 'balance', 3_316_320, '2026-12-15')
  await shipNote(office, note.id)
  expect(await row()).toMatchObject({ state: 'delivered', delivered: 90_000, left: 0, daysLeft: null, unpaidFen: 0 })
})

test('a void order is listed, but counts for nothing and owes nothing', async () => {
  const customerId = await addCustomer(office)
  await saveOrder(office, orderDraft(office, customerId))
  const gone = await saveOrder(office, orderDraft(office, customerId))
  await office.as.merchandiser.orders.void({ id: gone.id, version: gone.version, reason: '客户取消' })
  expect(await office.as.clerk.orderList.totals({ shown: 'all' })).toEqual({
    orders: 2,
    quantity: 1000,
    packs: 1,
    amountFen: 10_000,
    unpaidFen: 10_000,
  })
  const [row] = (await office.as.clerk.orderList.rows({ shown: 'void' })).rows
  const figures = orderColumns.filter(({ total }) => total !== undefined)
  expect(figures.map(({ value }) => value(row!, String))).toEqual([null, null, null, null])
})

describe('Excel', () => {
  const columns = ['customer', 'unpaid', 'number', 'quantity', 'state', 'nobody'].map((key) => ({ key, width: 80 }))
  const exportAs = async (
    role: 'clerk' | 'warehouse',
    change: Partial<Parameters<typeof runExport>[0]> = {},
    filter: object = { shown: 'open', sort: { by: 'number', down: true } },
  ) => {
    const path = join(folder, `${role}.xlsx`)
    const run = {
      read: readAs(office.userIds[role]),
      path,
      signal: new AbortController().signal,
      progress: () => undefined,
    }
    await runExport({ ...run, ...change }, 'orders', { filter, columns, note: '未完' })
    return (await readOutside(await readFile(path), path)).sheets[0]!.rows
  }
  const addOrders = async (many: number): Promise<void> => {
    const customerId = await addCustomer(office)
    for (let nth = 0; nth < many; nth++)
      await saveOrder(office, orderDraft(office, customerId, { lines: [lineDraft({ quantity: 1000 * (nth + 1) })] }))
  }

  test('holds exactly what is seen: columns, order, filter, sums', async () => {
    await addOrders(3)
    const gone = (await office.as.clerk.orderList.rows({})).rows[1]!
    await office.as.merchandiser.orders.void({ id: gone.id, version: gone.version, reason: '客户取消' })
    expect(await exportAs('clerk')).toEqual([
      ['订单跟踪表 · 未完'],
      ['客户', '未收款', '单号', '订数', '状态'],
      ['永兴家居', 300, 'DH261122-03', 3, '待回电核对'],
      ['永兴家居', 100, 'DH261122-01', 1, '待回电核对'],
      ['合计', 400, null, 4],
    ])
  })

  test('tells nothing of money to those who do not see prices', async () => {
    await addOrders(1)
    expect((await exportAs('warehouse'))[1]).toEqual(['客户', '单号', '订数', '状态'])
  })

  test('has every order once, though the list moves while it is written', async () => {
    await addOrders(230)
    const read = readAs(office.userIds.clerk)
    let moved = false
    const rows = await exportAs('clerk', {
      read: async (channel, input) => {
        const value = await read(channel, input)
        if (channel === 'orderList.byIds' && !moved) {
          moved = true
          await saveOrder(office, orderDraft(office, 1))
          const { rows: first } = await office.as.clerk.orderList.rows({ sort: { by: 'number', down: true }, limit: 3 })
          await office.as.merchandiser.orders.void({ id: first[2]!.id, version: first[2]!.version, reason: '重复' })
        }
        return value
      },
    })
    const numbers = rows.slice(2, -1).map((row) => row[2])
    expect(moved).toBe(true)
    expect(numbers).toHaveLength(230)
    expect(new Set(numbers).size).toBe(230)
  })

  test('leaves nothing when it is stopped', async () => {
    await addOrders(201)
    const control = new AbortController()
    const stopped = exportAs('clerk', { signal: control.signal, progress: (done) => done > 0 && control.abort() })
    await expect(stopped).rejects.toThrow()
    expect(await readdir(folder)).toEqual([])
  })
})

describe('on paper', () => {
  let press: PaperPress
  beforeAll(async () => {
    press = await PaperPress.open()
  })
  afterAll(() => press.close())

  const all = orderColumns.map(({ key, width }) => ({ key, width }))

  test('the columns of the screen stand on A4 across, with sums under them', async () => {
    const customerId = await addCustomer(office)
    for (let nth = 0; nth < 60; nth++) await saveOrder(office, orderDraft(office, customerId))
    const columns = ['number', 'amount', 'customer', 'quantity'].map((key) => ({ key, width: 100 }))
    const paper = await office.as.clerk.orderList.paper({ filter: {}, columns, note: '未完' })
    expect([paper.widthMm, paper.heightMm]).toEqual([297, 210])
    expect((await press.measure(paper)).overflows).toEqual([])
    const { texts, pages } = await press.pdf(paper)
    expect(pages).toBe(paper.pages.length)
    expect(pages).toBeGreaterThan(1)
    expect(texts.join('').match(/DH261122-\d\d/g)).toHaveLength(60)
    expect(texts.at(-1)).toMatch(/合计 60 张\s+6,000\.00\s+60/)
    expect(texts[0]!.indexOf('单号')).toBeLessThan(texts[0]!.indexOf('金额'))
    expect(await office.as.warehouse.orderList.paper({ filter: {}, columns })).toSatisfy(
      ({ pages: sheets }: { pages: string[] }) => !sheets.join('').includes('金额'),
    )
  })

  test.each(languages)('all columns at once still fit in %s, with long words and large sums', async (language) => {
    const figures = new Set(['money', 'quantity', 'integer'])
    const paper: OrderTablePaper = {
      company: { name: '禾杉家具有限公司', address: '', phone: '', fax: '' },
      on: '2026-11-22',
      madeBy: '李敏',
      note: '未完 · 永兴家居 · 三天内',
      columns: orderColumns.map(({ key, width, kind }) => ({ label: key, width, figure: figures.has(kind) })),
      rows: Array.from({ length: 40 }, () =>
        orderColumns.map(({ kind }) =>
          kind === 'money' ? '12,345,678.90' : figures.has(kind) ? '1,234,567' : '乐从国际家具城旗舰店 ABC-1234567890',
        ),
      ),
      sums: orderColumns.map(({ total }) => (total === undefined ? null : '123,456,789.00')),
    }
    expect((await press.measure(orderTable(paper, { language }))).overflows).toEqual([])
  })

  test('refuses to print more than a person can carry, and says what to do', async () => {
    const { customerId, id } = await makeOrder(office)
    const { id: _, ...order } = await office.db
      .selectFrom('orders')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    for (let nth = 0; nth < 1000; nth++)
      await office.db
        .insertInto('orders')
        .values({ ...order, customerId, number: `DH-${nth}` })
        .execute()
    await expect(office.as.clerk.orderList.paper({ filter: { shown: 'all' }, columns: all })).rejects.toThrow(
      '筛出 1,001 张订单,一次最多打印 1,000 张。请再筛小一些,或导出 Excel。',
    )
  })
})

import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import { dateOf, plusDays } from '../shared/dates.ts'
import { readOutside } from '../electron/sheets/read.ts'
import { type Desk, dropFolder, openDesk, shown } from './desk.ts'
import { call } from './steps/masters.ts'
import { openDemo, signInAs } from './steps/start.ts'

const today = dateOf(new Date())
const grid = ({ page }: Desk, name: string | RegExp) => page.getByRole('grid', { name }).locator('visible=true')
const heading = ({ page }: Desk, name: string) =>
  page.getByRole('heading', { name, exact: true }).locator('visible=true')

/** The page of an area, by its key pressed again and again. */
const toPage = async (desk: Desk, key: string, name: string): Promise<void> => {
  for (let pressed = 0; pressed < 12 && !(await heading(desk, name).isVisible()); pressed++) {
    await desk.hand.press(key)
    await desk.page.waitForTimeout(300)
  }
  await heading(desk, name).waitFor()
}

const newMaterial = async (desk: Desk, code: string, name: string, unit: string, leadDays: string): Promise<void> => {
  const { hand, page } = desk
  await toPage(desk, 'Alt+8', '材料')
  await hand.press('F4')
  await page.getByLabel('材料编号').locator('visible=true').waitFor()
  await hand.type(code)
  await hand.press('Enter')
  await hand.type(name)
  await hand.press('Enter', 'Enter')
  await hand.type(unit)
  await hand.press('Enter', 'Enter')
  await hand.type('嘉豪织唛')
  await hand.press('Enter')
  await hand.type(leadDays)
  await hand.press('Control+s')
  await shown(desk, `材料 ${code} 已存`).waitFor()
}

interface Line {
  noticeLineId: number
  rows: { name: string; needed: number; used: number; explanation: string }[]
}

test('materials from the list of a product to the closed line, without the mouse', async () => {
  test.setTimeout(240_000)
  const desk = await openDesk()
  const { hand, page } = desk
  await openDemo(desk, '赵经理')
  await newMaterial(desk, 'E-01', '布标', '个', '5')
  await newMaterial(desk, 'E-02', '拉丝把手', '个', '9')

  // the list of a product: codes complete, Enter walks to usage and loss
  await toPage(desk, 'Alt+8', '产品')
  await hand.press('/')
  await hand.type('TS-621')
  await expect(grid(desk, '产品')).toHaveAttribute('aria-rowcount', '2')
  await hand.press('Enter', 'Enter')
  await page.getByRole('tab', { name: 'TS-621', selected: true }).waitFor()
  await heading(desk, '材料表').waitFor()
  await hand.press('F8')
  await heading(desk, 'TS-621 床头柜 材料表').waitFor()
  for (const name of ['材料编号 第 1 行', '材料编号 第 2 行', '材料编号 第 3 行'])
    await expect(page.getByLabel(name).locator('visible=true')).not.toHaveValue('')
  await page.getByLabel('材料编号 第 4 行').locator('visible=true').focus()
  for (const [code, usage, loss] of [
    ['E-01', '1', '2'],
    ['E-02', '2', '0'],
  ] as const) {
    await hand.type(code)
    await hand.press('Enter')
    await hand.type(usage)
    await hand.press('Enter')
    await hand.type(loss)
    await hand.press('Enter')
  }
  await hand.press('Control+s')
  await shown(desk, 'TS-621 材料表已存,5 种').waitFor()

  // an order of it that is released: its need is copied, and nobody has ordered anything
  const [product] = await call<{ id: number }[]>(desk, 'products.find', { typed: 'TS-621', limit: 1 })
  const { rows: customers } = await call<{ rows: { id: number }[] }>(desk, 'customers.list', { typed: 'lshm' })
  const { customerName: _name, ...head } = await call<Record<string, unknown>>(desk, 'orders.newDraft', {
    customerId: customers[0]!.id,
  })
  const dueOn = plusDays(today, 20)
  const order = await call<{ id: number; number: string; version: number; lines: { id: number }[] }>(
    desk,
    'orders.save',
    {
      ...head,
      id: null,
      version: 0,
      source: 'fax',
      dueOn,
      settlement: 'monthly',
      proof: { number: '0833-2101 0009', pages: 1, on: today },
      lines: [
        {
          id: null,
          productId: product!.id,
          code: 'TS-621',
          name: '床头柜',
          spec: '450×400×500',
          colour: '白',
          material: '',
          unit: '个',
          quantity: 50_000,
          packs: 50,
          priceMicros: 320_000_000,
          typedSide: 'price',
          amountFen: 0,
          dueOn,
          customerPo: '',
          newVersion: false,
          quotation: '',
          picture: '',
          remark: '',
        },
      ],
    },
  )
  await signInAs(desk, '李敏', 'demo123')
  expect(order.number).toMatch(/^DH/)
  await releaseAtOnce(desk, order)

  // what nobody ordered: said on its page by process start, not forgotten yet on the day of release, ordered by one key
  await toPage(desk, 'Alt+4', '欠料')
  await hand.press('2')
  const unbought = grid(desk, '欠料')
  await expect(unbought.getByRole('row').filter({ hasText: order.number }).first()).toContainText('●未订')
  await moveTo(desk, order.number)
  await hand.press('Enter')
  await heading(desk, `${order.number} 材料`).waitFor()
  await expect(grid(desk, `${order.number} 材料`)).toContainText('●未订')
  await expect(page.getByRole('list', { name: '用量怎么算' }).locator('visible=true')).toContainText('50 个 ×')
  await hand.press('F4')
  await page.getByRole('dialog', { name: '下采购单' }).waitFor()
  await hand.press('Control+Enter')
  await shown(desk, /已下 CG/).waitFor()
  await expect(grid(desk, `${order.number} 材料`)).not.toContainText('●未订')

  // one comes too late: it is chased, the new promise lies after the start
  await toPage(desk, 'Alt+4', '欠料')
  await hand.press('1')
  await moveTo(desk, `${order.number}`)
  await hand.press('c')
  await page.getByRole('dialog').waitFor()
  await hand.type('刘生')
  await hand.press('Enter')
  await hand.type(plusDays(today, 30))
  await hand.press('Enter', 'Enter')
  await hand.type('机器坏了')
  await hand.press('Enter')
  await shown(desk, /的跟催已记/).waitFor()
  await hand.press('3')
  const late = unbought.getByRole('row').filter({ hasText: order.number })
  await expect(late.first()).toContainText('要误期')
  await expect(late.first()).toContainText('刘生: 机器坏了')
  const file = join(desk.folder, '欠料表.xlsx')
  await desk.choose(file)
  await hand.press('e')
  await expect.poll(() => existsSync(file), { timeout: 30_000 }).toBe(true)
  const { sheets } = await readOutside(readFileSync(file), '欠料表.xlsx')
  expect(JSON.stringify(sheets[0]!.rows)).toContain(order.number)
  await hand.press('Control+p')
  await page.getByTitle(/297 × 210/).waitFor()
  await expect(page.locator('.page').filter({ hasText: '欠料表' }).first()).toContainText('机器坏了')
  await hand.press('Control+w')

  // everything comes in the end, posted by key from what is on its way
  await toPage(desk, 'Alt+4', '采购在途')
  const out = grid(desk, '采购在途')
  for (;;) {
    await moveTo(desk, order.number, false)
    if (!(await out.locator('[aria-selected="true"]').filter({ hasText: order.number }).isVisible())) break
    await hand.press('F8')
    await page.getByRole('dialog').waitFor()
    await hand.press('Control+Enter')
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await page.waitForTimeout(400)
  }

  // issue on the notice line, report 48 of 50 through all processes, close with the reason of what is short
  const needs = await call<{ lines: { noticeLineId: number }[] }>(desk, 'materials.order', { orderId: order.id })
  const { noticeLineId } = needs.lines[0]!
  await openLine(desk, order.number)
  await hand.press('F4')
  await page.getByRole('dialog').waitFor()
  await hand.type('吴工')
  await hand.press('Control+Enter')
  await shown(desk, /领料单 LL\d+-\d+ 已存,5 种/).waitFor()
  await reportAll(desk, order.id, 48_000)
  await hand.press('F9')
  const closing = page.getByRole('dialog', { name: /结单/ })
  await closing.waitFor()
  await expect(closing).toContainText('订数 50 个 = 合格 48 个 + 短缺 2 个')
  await hand.press('Control+Enter')
  await expect(closing).toContainText('数量对不上,写原因')
  await hand.type('面板崩边,补板来不及')
  await hand.press('Enter')
  await hand.type('按 50 个领,2 个的料裁了')
  for (let line = 2; line <= 5; line++) await hand.press('ArrowDown', 'Control+d')
  await hand.press('Control+Enter')
  await shown(desk, /已结单,短缺 2 个 回到待下生产单/).waitFor()
  const sheet = await call<Line & { closed: { reason: string } }>(desk, 'materials.line', { noticeLineId })
  expect(sheet.closed.reason).toBe('面板崩边,补板来不及')
  const { rows: waiting } = await call<{ rows: { remaining: number }[] }>(desk, 'production.waiting', {
    orderId: order.id,
  })
  expect(waiting).toMatchObject([{ remaining: 2000 }])
  await desk.close()
  dropFolder(desk.folder)
})

/** The cursor of the list on the first row with these words; at the end of the list where there is none. */
const moveTo = async ({ page, hand }: Desk, words: string, needed = true): Promise<void> => {
  // a page with two lists has the one that is walked first
  const selected = page.getByRole('grid').locator('visible=true').first().locator('[aria-selected="true"]')
  await hand.press('Home')
  let before = ''
  for (let pressed = 0; pressed < 120; pressed++) {
    const now = await selected
      .first()
      .innerText()
      .catch(() => '')
    if (now.includes(words)) return
    if (pressed > 0 && now === before) break
    before = now
    await hand.press('ArrowDown')
  }
  if (needed) throw new Error(`no row says ${words}`)
}

/** Called back, signed where asked, and released: what comes before materials has its own journey. */
const releaseAtOnce = async (desk: Desk, order: { id: number; lines: { id: number }[] }): Promise<void> => {
  const orderId = order.id
  await call(desk, 'checks.start', { orderId, spokenTo: '解师傅', phone: '', salespersonTold: true })
  await call(desk, 'checks.markLines', { orderLineIds: order.lines.map(({ id }) => id) })
  const { version } = await call<{ version: number }>(desk, 'orders.read', { id: orderId })
  await call(desk, 'checks.finish', { orderId, version })
  const sent = await call<{ id: number; version: number }>(desk, 'signBacks.markSent', {
    kind: 'confirmation',
    documentId: orderId,
    sentTo: '解师傅',
  })
  await call(desk, 'signBacks.markReturned', {
    id: sent.id,
    version: sent.version,
    result: 'same',
    difference: '',
    differenceFen: null,
    copy: null,
  })
  await call(desk, 'production.release', { orderId })
}

const openLine = async (desk: Desk, orderNumber: string): Promise<void> => {
  const { hand, page } = desk
  await page.getByRole('tab', { name: `${orderNumber} 材料` }).focus()
  await hand.press('Enter')
  await heading(desk, `${orderNumber} 材料`).waitFor()
  await grid(desk, '通知单各行').focus()
  await hand.press('Enter')
  await page
    .getByRole('heading', { name: /领料结单/ })
    .locator('visible=true')
    .waitFor()
}

const reportAll = async (desk: Desk, orderId: number, good: number): Promise<void> => {
  interface Step {
    operationId: number
    workshop: string
  }
  const board = await call<{ rows: { orderId: number; steps: Step[] }[] }>(desk, 'operations.board', { limit: 200 })
  for (const { operationId, workshop } of board.rows
    .filter((row) => row.orderId === orderId)
    .flatMap(({ steps }) => steps))
    await call(desk, 'operations.report', {
      reportedOn: today,
      workshop,
      rows: [{ operationId, good, bad: 0, hours: 8000, people: 3, causeCode: null, causeNote: '' }],
    })
  await desk.page.waitForTimeout(500)
}

import { expect, test } from 'playwright/test'
import { type Desk, dropFolder, openDesk, shown } from './desk.ts'
import { call, yongxing } from './steps/masters.ts'
import { nextYear, bookOrder, checkAndSign, manager, setUpOffice } from './steps/office.ts'
import { saveOrder } from './steps/order.ts'
import { goTo, owner, signInAs } from './steps/start.ts'

let folder = ''
let desk: Desk
const errors: string[] = []
test.beforeEach(async () => {
  test.setTimeout(240_000)
  folder = await setUpOffice()
  desk = await openDesk(folder)
  desk.page.on('pageerror', (error) => errors.push(error.message))
})
test.afterEach(async () => {
  await desk.close()
  dropFolder(folder)
  expect(errors.splice(0)).toEqual([])
})

const ladder = ['2.8', '1.65', '.92', '.78', '.66']

/** A quotation of one free line with a ladder of five: customer by initials, quantities, goods, five prices. */
const keyQuotation = async ({ hand, page }: Desk): Promise<void> => {
  await hand.press('F4')
  await expect(page.getByLabel(/^客户\s*\*?$/)).toBeFocused()
  await hand.type('yxjj')
  await page.getByRole('option', { name: /永兴家居/ }).waitFor()
  await hand.press('Enter')
  await expect(page.getByLabel(/^有效期至/)).toBeFocused()
  await hand.press('Enter')
  await expect(page.getByLabel('数量档')).toBeFocused()
  await hand.fill('500/1000/3000/5000/10000')
  await expect(page.getByLabel('货号 第 1 行')).toBeFocused()
  await hand.press('Tab')
  await hand.fill('彩盒 120×80×200', '250g白卡 4C+过光胶', '个', ...ladder)
  await hand.press('Control+s')
  await page.getByRole('button', { name: /已发给客户/ }).waitFor()
}

/** Previewed as it prints, sent to the fax, signed back by the customer. */
const sendAndSign = async ({ hand, page }: Desk): Promise<void> => {
  await hand.press('s')
  await page.getByRole('button', { name: /签回接受/ }).waitFor()
  await hand.press('y')
  await page.getByRole('button', { name: /成单/ }).waitFor()
}

test('a quotation with a ladder is previewed, sent, accepted and becomes an order in one key', async () => {
  const { hand, page } = desk
  await signInAs(desk, '李敏')
  await goTo(desk, '订单', '报价')
  await page.getByRole('button', { name: /新报价单/ }).waitFor()
  // F4, customer, date, quantities, to the goods, eight cells, save
  expect(await hand.count(() => keyQuotation(desk))).toBeLessThanOrEqual(16)

  await hand.press('Control+p')
  await page.getByTitle(/210 × 297 毫米/).waitFor()
  await shown(desk, '10,000').waitFor()
  await expect(page.locator('main, body').getByText('利润').locator('visible=true')).toHaveCount(0)
  await hand.press('Escape')
  await page.getByRole('button', { name: /已发给客户/ }).waitFor()
  expect(await hand.count(() => sendAndSign(desk))).toBeLessThanOrEqual(2)

  // the third rung, and the order stands there
  await page.getByRole('button', { name: '3,000' }).locator('visible=true').waitFor()
  await hand.press('3')
  expect(await hand.count(() => hand.press('F9'))).toBe(1)
  await expect(page.getByLabel('交期', { exact: true })).toBeFocused()
  await expect(page.getByLabel('数量 第 1 行')).toHaveValue('3,000')
  await expect(page.getByLabel('单价 第 1 行')).toHaveValue('0.92')
  await shown(desk, '报价 BJD').waitFor()
  await hand.fill('1215')
  // another quantity stands on its own rung
  await page.getByLabel('数量 第 1 行').focus()
  await hand.fill('5000')
  await expect(page.getByLabel('单价 第 1 行')).toHaveValue('0.78')
  await saveOrder(desk)
  await shown(desk, '¥3,900.00').waitFor()
  await shown(desk, /按报价单 BJD/).waitFor()

  // both know each other, and the box knows the number
  const { rows } = await call<{ rows: { number: string; state: string; id: number }[] }>(desk, 'quotations.list', {
    state: 'all',
  })
  expect(rows.map(({ state }) => state)).toEqual(['ordered'])
  await hand.press('Control+k')
  await hand.type(rows[0]!.number)
  await page.getByRole('option', { name: new RegExp(rows[0]!.number) }).waitFor()
  await hand.press('Enter')
  await shown(desk, '已成单').waitFor()
  await shown(desk, /^DH\d/).waitFor()
})

/** The order of the sample at monthly terms, its first line a new version, called back and signed. */
const bookNewVersion = async (): Promise<number> => {
  await signInAs(desk, '陈静')
  const { id } = await bookOrder(desk)
  const order = await call<Record<string, unknown> & { lines: Record<string, unknown>[]; version: number }>(
    desk,
    'orders.read',
    { id },
  )
  const { customerName: _, ...fresh } = await call<Record<string, unknown>>(desk, 'orders.newDraft', { customerId: 1 })
  const keys = ['productId', 'code', 'name', 'spec', 'colour', 'material', 'unit', 'quantity', 'packs', 'priceMicros']
  const more = ['id', 'typedSide', 'amountFen', 'dueOn', 'customerPo', 'remark', 'quotation']
  // terms looser than the customer's card are the owner's to give
  await signInAs(desk, owner.name, owner.password)
  const saved = await call<Parameters<typeof checkAndSign>[1]>(desk, 'orders.save', {
    ...fresh,
    id,
    customerId: 1,
    dueOn: nextYear('12-15'),
    settlement: 'monthly',
    proof: { number: '0757-8321 0002', pages: 1, on: '2026-01-05' },
    inboxItemIds: [],
    version: order.version,
    lines: order.lines.map((line, index) => ({
      ...Object.fromEntries([...keys, ...more].map((key) => [key, line[key]])),
      newVersion: index === 0,
    })),
  })
  await signInAs(desk, '李敏')
  await checkAndSign(desk, saved)
  return id
}

test('a new version waits for its quotation, and an order over the limit for a manager by name', async () => {
  const { hand, page } = desk
  const orderId = await bookNewVersion()
  await signInAs(desk, owner.name, owner.password)
  await call(desk, 'customers.save', {
    ...yongxing,
    id: 1,
    version: 1,
    settlement: 'monthly',
    creditLimitFen: 1_000_000,
  })
  const { office, versions } = await call<{ office: object; versions: { office: number } }>(desk, 'settings.read', {})
  await call(desk, 'settings.saveOffice', { office: { ...office, creditControl: 'ask' }, version: versions.office })

  await signInAs(desk, '李敏')
  const release = async (): Promise<void> => {
    await goTo(desk, '生产', '待下生产单')
    await page.getByRole('row').filter({ hasText: '永兴家居' }).first().waitFor()
    await hand.press('Enter')
    await page.getByRole('dialog').waitFor()
  }
  await release()
  await shown(desk, /第 1 行 餐桌 是新版,还没有客户接受的报价单/).waitFor()
  await hand.press('Control+Enter')
  await shown(desk, /还不能放行/).waitFor()

  // the key that leads to the quotation: its goods, quantity and price stand there
  await hand.press('F7')
  await expect(page.getByLabel('品名规格 第 1 行')).toHaveValue('餐桌 1400×800×750')
  await hand.press('Control+s')
  await page.getByRole('button', { name: /已发给客户/ }).waitFor()
  await sendAndSign(desk)

  // the new version is settled, the credit is not: the merchandiser is refused with a sentence
  await release()
  await shown(desk, /已用 47,376.00,超过额度 10,000.00,超 37,376.00/).waitFor()
  await expect(page.getByText(/是新版/).locator('visible=true')).toHaveCount(0)
  await hand.press('Control+Enter')
  await shown(desk, /还不能往下走/).waitFor()
  await expect(page.getByRole('button', { name: /经理特批/ }).locator('visible=true')).toHaveCount(0)
  await hand.press('Escape')

  // the manager answers for it by name, on the order itself
  await signInAs(desk, manager)
  await goTo(desk, '订单')
  await page.getByRole('row').filter({ hasText: '永兴家居' }).first().waitFor()
  await hand.press('Enter')
  await page.getByRole('button', { name: /经理特批/ }).waitFor()
  await shown(desk, '超额度').waitFor()
  await hand.press('F6')
  await page.getByRole('dialog').waitFor()
  await hand.type('老客户,月底回款')
  await hand.press('Control+Enter')
  await shown(desk, new RegExp(`${manager} .*特批:老客户`)).waitFor()

  await signInAs(desk, '李敏')
  await release()
  await hand.press('Control+Enter')
  await shown(desk, /生产通知单 SC/).waitFor()
  const holds = await call<{ gate: string; stops: boolean }[]>(desk, 'gates.holds', { orderId })
  expect(holds.filter(({ stops }) => stops)).toEqual([])
})

import { expect, test } from 'playwright/test'
import type { Order, SavedOrder } from '../shared/orders.ts'
import type { Product } from '../shared/products.ts'
import type { Office } from '../shared/settings.ts'
import { type Desk, dropFolder, shown } from './desk.ts'
import { call } from './steps/masters.ts'
import {
  nextYear,
  bookOrder,
  confirmDeposit,
  enterDeposit,
  manager,
  meanwhile,
  openAgain,
  openCopy,
  refusalOf,
  setUpOffice,
} from './steps/office.ts'
import { callBack } from './steps/order.ts'
import { goTo, signInAs } from './steps/start.ts'

/** The check of a faxed order, by keyboard: called back, keyed a second time blind, and held by a question. */

let office: string
test.beforeAll(async () => {
  test.setTimeout(120_000)
  office = await setUpOffice()
})
test.afterAll(() => dropFolder(office))

const setOffice = async (desk: Desk, changes: Partial<Office>): Promise<void> => {
  const { office: now, versions } = await call<{ office: Office; versions: { office: number } }>(
    desk,
    'settings.read',
    {},
  )
  await call(desk, 'settings.saveOffice', { office: { ...now, ...changes }, version: versions.office })
}

/** F9 on the order's row of the list. */
const openCheck = async (desk: Desk): Promise<void> => {
  const { hand, page } = desk
  await goTo(desk, '订单')
  await page.getByRole('row').filter({ hasText: '永兴家居' }).first().waitFor()
  await hand.press('F9')
}
const cell = ({ page }: Desk, column: string, row: number) => page.getByLabel(`${column} 第 ${row} 行`)

/** Goes on with the next cell only when it has the cursor: a person looks, too. */
const keyLine = async (desk: Desk, row: number, code: string, quantity: string, price: string, due = '') => {
  const { hand } = desk
  await expect(cell(desk, '货号', row)).toBeFocused()
  await hand.fill(code, quantity, price, due)
}

test('ten right lines are called back within fifteen presses, after the salesperson was asked', async () => {
  test.setTimeout(120_000)
  const desk = await openCopy(office)
  const { hand, page } = desk
  await signInAs(desk, '陈静')
  await meanwhile(desk, manager, '陈静', () => setOffice(desk, { salespersonFirst: true }))
  const { customerName: _name, ...head } = await call<{ customerName: string }>(desk, 'orders.newDraft', {
    customerId: 1,
  })
  const ten = await call<SavedOrder>(desk, 'orders.save', {
    ...head,
    id: null,
    version: 0,
    customerId: 1,
    salesperson: '周强',
    dueOn: nextYear('12-15'),
    proof: { number: '0757-8321 0003', pages: 2, on: '2026-01-05' },
    lines: Array.from({ length: 10 }, (_, index) => ({
      id: null,
      productId: 1,
      code: 'TS-801',
      name: '餐桌',
      spec: '',
      colour: '胡桃',
      material: '',
      unit: '张',
      quantity: (index + 1) * 1000,
      packs: 2 * (index + 1),
      priceMicros: 1_180_000_000,
      typedSide: 'price',
      amountFen: 0,
      dueOn: nextYear('12-15'),
      customerPo: '',
      newVersion: false,
      remark: '',
    })),
  })

  await signInAs(desk, '李敏')
  await openCheck(desk)
  await shown(desk, ten.number).waitFor()
  // without a picture the left side says what proof there is, and what to ask
  await shown(desk, '0757-8321 0003').waitFor()
  await shown(desk, /货号:TS-801,对吗/).waitFor()
  await hand.press('Enter')
  await shown(desk, /先问业务员 周强/).waitFor()
  await page.locator('[data-line]').first().click()
  const presses = await hand.count(async () => {
    await hand.press('F8')
    await expect(page.locator('#check-told')).toBeChecked()
    await callBack(desk, 10)
  })
  expect(presses).toBeLessThanOrEqual(15)
  await page.getByRole('button', { name: /已发给客户/ }).waitFor()
  await desk.close()
  dropFolder(desk.folder)
})

test('three lines keyed blind survive a power cut; the planted difference is found and settled', async () => {
  test.setTimeout(180_000)
  const first = await openCopy(office)
  await signInAs(first, '陈静')
  const order = await bookOrder(first)
  await meanwhile(first, manager, '陈静', () => setOffice(first, { checkWay: 'blind' }))

  // who keyed it may not
  await openCheck(first)
  await shown(first, /是您第一次录的/).waitFor()
  expect(await refusalOf(first, 'blindKeys.begin', { orderId: order.id })).toContain('换一位同事')
  await signInAs(first, '李敏')
  await openCheck(first)
  await first.page.getByRole('button', { name: /开始二次录入/ }).waitFor()
  let presses = await first.hand.count(async () => {
    await first.hand.press('F7')
    await keyLine(first, 1, 'ts-801', '12', '1180', nextYear('12-15'))
    await keyLine(first, 2, 'TS-812', '27', '238')
    await keyLine(first, 3, 'TS-905', '6', '2680')
  })
  await expect(cell(first, '货号', 4)).toBeFocused()
  await expect(cell(first, '交期', 3)).toHaveValue(nextYear('12-15'))
  // nothing of the first keying is on the page or comes over the bridge
  expect(await first.page.locator('body').innerText()).not.toContain('餐椅')
  expect(await refusalOf(first, 'checks.read', { orderId: order.id })).toContain('交出之前看不到')
  await first.page.waitForTimeout(600)
  await first.kill()

  const desk = await openAgain(first, '李敏')
  const { hand, page } = desk
  await openCheck(desk)
  await page.getByRole('button', { name: /接着录/ }).waitFor()
  presses += await hand.count(async () => {
    await hand.press('F7')
    await expect(cell(desk, '数量', 2)).toHaveValue('27')
    await hand.press('Control+Enter')
    await shown(desk, /还有 1 处不同没定/).waitFor()
    await shown(desk, '餐椅').waitFor()
    await hand.press('Control+Enter')
    await shown(desk, /还有 1 处不同没定/).waitFor()
    await hand.press('1')
    await shown(desk, /1 处不同都定了/).waitFor()
    await hand.press('Control+Enter')
  })
  expect(presses).toBeLessThanOrEqual(18)
  await page.getByRole('button', { name: /已发给客户/ }).waitFor()
  expect(await call(desk, 'orders.read', { id: order.id })).toMatchObject({ state: 'toSign', checkedBy: '李敏' })
  await desk.close()
  dropFolder(desk.folder)
})

test('a question holds the release until it is answered', async () => {
  test.setTimeout(120_000)
  const desk = await openCopy(office)
  const { hand, page } = desk
  await signInAs(desk, '陈静')
  const order = await bookOrder(desk)
  await signInAs(desk, '李敏')
  await openCheck(desk)
  await callBack(desk, 3)
  const send = page.getByRole('button', { name: /已发给客户/ })
  await send.waitFor()
  await hand.press('s')
  await page.getByRole('button', { name: /回签相同/ }).waitFor()
  await hand.press('y')
  await meanwhile(desk, '孙会', '李敏', async () => confirmDeposit(desk, await enterDeposit(desk, order)))
  expect(await call(desk, 'orders.read', { id: order.id })).toMatchObject({ state: 'toRelease' })

  const [line] = (await call<{ lines: { id: number }[] }>(desk, 'orders.read', { id: order.id })).lines
  await call(desk, 'questions.ask', {
    orderLineId: line!.id,
    field: 'colour',
    question: '胡桃深色还是浅色',
    askedWhom: '王老板',
  })
  expect(await refusalOf(desk, 'production.release', { orderId: order.id, remark: '' })).toContain('胡桃深色还是浅色')
  await goTo(desk, '生产', '待下生产单')
  await page.getByRole('row').filter({ hasText: order.number }).first().waitFor()
  const presses = await hand.count(async () => {
    await hand.press('Enter')
    await page.getByRole('button', { name: /记答复/ }).waitFor()
    await shown(desk, /第 1 行 胡桃深色还是浅色/).waitFor()
    await hand.press('a')
    await expect(page.locator('input[name=answer]')).toBeFocused()
    await hand.type('照原单,深色')
    await hand.press('Enter', 'Enter')
    await shown(desk, /答复已记下/).waitFor()
  })
  expect(presses).toBeLessThanOrEqual(4)
  expect(await call(desk, 'orders.read', { id: order.id })).toMatchObject({ state: 'toRelease' })
  expect(await refusalOf(desk, 'production.release', { orderId: order.id, remark: '' })).toBe('')
  await desk.close()
  dropFolder(desk.folder)
})

test('a series has its own check columns: set by keyboard, asked line by line, both values kept', async () => {
  test.setTimeout(120_000)
  const desk = await openCopy(office)
  const { hand, page } = desk
  await signInAs(desk, manager)
  const table = await call<Product>(desk, 'products.read', { id: 1 })
  await call(desk, 'products.save', { ...table, series: '餐厅' })
  await goTo(desk, '设置')
  await page.getByRole('tab', { name: /开关/ }).waitFor()
  await hand.press('Control+2')
  await page.getByRole('button', { name: '加一个系列' }).focus()
  await hand.press('Enter')
  await expect(page.locator('input[name="office.familyFields.0.family"]')).toBeFocused()
  await hand.type('餐厅')
  // what costs money is ticked and stays: the hand passes from 品名 to 规格, 颜色, 材质
  await hand.press('Tab', 'Tab', 'Space', 'Tab', 'Space', 'Tab', 'Space', 'Control+s')
  await shown(desk, '已保存').waitFor()
  await expect(page.locator('input[name="office.familyFields.0.fields"]').nth(4)).toBeFocused()
  expect((await call<{ office: Office }>(desk, 'settings.read', {})).office.familyFields).toEqual([
    { family: '餐厅', fields: ['code', 'name', 'spec', 'material', 'quantity', 'packs', 'price', 'dueOn'] },
  ])

  await signInAs(desk, '陈静')
  const order = await bookOrder(desk)
  await signInAs(desk, '李敏')
  await openCheck(desk)
  const here = (line: number, field: string) => page.locator(`[data-line="${line}"][data-field=${field}]`)
  const under = (line: number, field: string) => expect(here(line, field)).toHaveAttribute('aria-selected', 'true')
  await expect(here(0, 'spec')).toContainText('1400×800×750')
  await expect(here(0, 'colour')).toHaveCount(0)
  await expect(here(1, 'spec')).toHaveCount(0)
  const presses = await hand.count(async () => {
    await under(0, 'code')
    await hand.press('Space', 'Space')
    await under(0, 'spec')
    await hand.press('e')
    await hand.type('1600×900×750')
    await hand.press('Enter')
    await under(0, 'material')
    await hand.press('e')
    await hand.type('白橡木')
    await hand.press('Enter')
    await under(0, 'quantity')
    await hand.press('Enter')
    await under(1, 'code')
    await hand.press('ArrowRight', 'ArrowRight')
    await under(1, 'colour')
    await hand.press('ArrowUp')
    await under(0, 'spec')
    await hand.press('ArrowDown')
    await under(1, 'name')
    await shown(desk, '8 / 22 项').waitFor()
    await callBack(desk, 2)
  })
  expect(presses).toBeLessThanOrEqual(15)
  await page.getByRole('button', { name: /已发给客户/ }).waitFor()
  const done = await call<Order>(desk, 'orders.read', { id: order.id })
  expect(done).toMatchObject({
    state: 'toSign',
    marks: { fields: 22, ok: 20, changed: 2, questions: 0 },
    lines: [{ spec: '1600×900×750', material: '白橡木' }, { spec: '450×520×880' }, {}],
  })
  const { facts } = await call<{ facts: { words: string }[] }>(desk, 'orders.chain', { id: order.id })
  expect(facts.map(({ words }) => words).join('\n')).toMatch(/规格.*1400×800×750.*1600×900×750/)
  await desk.close()
  dropFolder(desk.folder)
})

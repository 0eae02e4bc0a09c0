import { expect, test } from 'playwright/test'
import { emptyProduct } from '../shared/products.ts'
import { type Desk, dropFolder, newFolder, openDesk, shown } from './desk.ts'
import { addMasters, call } from './steps/masters.ts'
import { addPeople, beginOffice, goTo, signInAs } from './steps/start.ts'

const shirt = {
  ...emptyProduct,
  code: 'T-101',
  name: '圆领T恤',
  spec: '26s 200g',
  colours: '黑/藏青/米',
  sizes: 'S/M/L/XL/XXL',
  unit: '件',
  packUnits: 60,
  listPriceMicros: 18_500_000,
  units: [{ unit: '打', factor: 12_000 }],
  breaks: [{ minQuantity: 500_000, priceMicros: 17_500_000 }],
}

const cell = ({ page }: Desk, column: string, row: number) => page.getByLabel(`${column} 第 ${row} 行`, { exact: true })
/** What Ctrl+V brings: the clipboard of the machine the journeys run on is nobody's. */
const paste = async ({ hand, page }: Desk, text: string): Promise<void> => {
  hand.presses += 1
  await page.evaluate((sent) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', sent)
    document.activeElement!.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
    )
  }, text)
}
/** A key while the input method composes: it belongs to the input method. */
const composing = ({ page }: Desk, key: string, control = false): Promise<void> =>
  page.evaluate(
    ([name, ctrlKey]) => {
      const event = { key: name, ctrlKey, isComposing: true, bubbles: true, cancelable: true }
      document.activeElement!.dispatchEvent(new KeyboardEvent('keydown', event))
    },
    [key, control] as const,
  )
const codes = ({ page }: Desk): Promise<string[]> =>
  page
    .locator('[data-key=code]')
    .evaluateAll((inputs) => inputs.map((input) => (input as HTMLInputElement).value).filter(Boolean))

const beginOrder = async (desk: Desk): Promise<void> => {
  const { hand, page } = desk
  await hand.press('F3')
  await expect(page.getByLabel(/^客户\s*\*?$/)).toBeFocused()
  await hand.type('yxjj')
  await page.getByRole('option', { name: /永兴家居/ }).waitFor()
  await hand.press('Enter')
  await expect(page.getByLabel('交期', { exact: true })).toBeFocused()
  await hand.fill('1215')
  await expect(cell(desk, '货号', 1)).toBeFocused()
}

/** A customer's sheet with its own columns, a code of its own and a quantity that is none. */
const pasteSheet = async (desk: Desk): Promise<void> => {
  const { hand } = desk
  await paste(desk, '款号\t数量\t颜色\t唛头\r\nts801\t１２\t胡桃\tA1\r\nKH-77\t7O\t黑\t\r\n"TS-905"\t6\t白\t\r\n')
  await expect.poll(() => codes(desk)).toEqual(['TS-801', 'KH-77', 'TS-905'])
  await expect(cell(desk, '单价', 3)).toHaveValue('2,680.00')
  await shown(desk, /1 格看不懂/).waitFor()
  await shown(desk, /KH-77 没有产品资料/).waitFor()
  await shown(desk, /多出来的 1 格放进了备注/).waitFor()
  await hand.press('Control+z')
  await expect.poll(() => codes(desk)).toEqual([])
  await hand.press('Control+y')
  await expect.poll(() => codes(desk)).toEqual(['TS-801', 'KH-77', 'TS-905'])
  await expect(cell(desk, '数量', 2)).toHaveValue('7O')
}

/** The customer's code is bound to our product, kept with a yes, and completes from then on. */
const bindCode = async (desk: Desk): Promise<void> => {
  const { hand, page } = desk
  await expect(cell(desk, '货号', 1)).toBeFocused()
  await hand.press('ArrowDown')
  await hand.type('TS-812')
  await page.getByRole('option', { name: /TS-812/ }).waitFor()
  await hand.press('Enter')
  await page.getByRole('dialog', { name: '记住客户货号?' }).waitFor()
  await hand.press('Enter')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(cell(desk, '颜色', 2)).toBeFocused()
  await hand.press('Enter')
  await hand.fill('70')
  await expect(cell(desk, '单价', 2)).toHaveValue('238.00')
}

test('lines by keyboard: paste, undo, move, the customer’s code, past prices, sizes, units and tax', async () => {
  test.setTimeout(240_000)
  const folder = newFolder()
  const desk: Desk = await openDesk(folder)
  const { hand, page } = desk
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  await beginOffice(desk)
  await goTo(desk, '设置', '人员')
  await addPeople(desk)
  await addMasters(desk)
  await call(desk, 'products.save', shirt)
  const { rows } = await call<{ rows: { id: number; code: string }[] }>(desk, 'products.list', {})
  const customers = await call<{ rows: { id: number }[] }>(desk, 'customers.list', {})
  await call(desk, 'prices.save', {
    id: null,
    customerId: customers.rows[0]!.id,
    productId: rows.find(({ code }) => code === 'TS-801')!.id,
    minQuantity: 50_000,
    priceMicros: 1_100_000_000,
    validFrom: '2026-01-01',
    remark: '满 50 张',
    version: 0,
  })

  await signInAs(desk, '陈静')
  await beginOrder(desk)
  await pasteSheet(desk)
  await bindCode(desk)

  // a line goes up and comes back, one is deleted and comes back
  await expect(cell(desk, '货号', 3)).toBeFocused()
  await hand.press('Control+ArrowUp')
  await expect.poll(() => codes(desk)).toEqual(['TS-801', 'TS-905', 'TS-812'])
  await expect(cell(desk, '货号', 2)).toBeFocused()
  await hand.press('Control+Delete')
  await expect.poll(() => codes(desk)).toEqual(['TS-801', 'TS-812'])
  await hand.press('Control+z', 'Control+z')
  await expect.poll(() => codes(desk)).toEqual(['TS-801', 'TS-812', 'TS-905'])
  await expect(cell(desk, '数量', 2)).toHaveValue('70')

  // nothing of it acts while the input method composes
  await composing(desk, 'z', true)
  await composing(desk, 'F9')
  await composing(desk, 'Enter')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect.poll(() => codes(desk)).toEqual(['TS-801', 'TS-812', 'TS-905'])

  // all prices one key away, Enter takes one
  await hand.press('ArrowUp', 'ArrowUp', 'ArrowUp')
  await expect(cell(desk, '货号', 1)).toBeFocused()
  const forPrice = await hand.count(async () => {
    await hand.press('F9')
    await page.getByRole('row').filter({ hasText: '满 50 张' }).waitFor()
    await hand.press('Enter')
  })
  expect(forPrice).toBe(2)
  await expect(cell(desk, '单价', 1)).toHaveValue('1,100.00')
  await expect(cell(desk, '单价', 1)).toBeFocused()

  // to the details of this line and back to its cell, whatever was typed there
  await hand.press('Alt+d')
  await expect(page.getByLabel('材质/工艺')).toBeFocused()
  await hand.type('白橡木')
  await hand.press('Escape')
  await expect(cell(desk, '单价', 1)).toBeFocused()
  await hand.press('Alt+d')
  await expect(page.getByLabel('材质/工艺')).toBeFocused()
  await hand.press('Alt+d')
  await expect(cell(desk, '单价', 1)).toBeFocused()

  // the customer's code again: now it completes; 3 打 keep their unit, 36 件 fit into one carton
  await cell(desk, '数量', 3).focus()
  await hand.press('Enter')
  await hand.type('kh77')
  await hand.press('Control+z')
  await hand.type('KH-77')
  await page.getByRole('option', { name: /TS-812/ }).waitFor()
  await hand.press('Enter')
  await hand.fill('黑', '2')
  await expect(cell(desk, '货号', 4)).toHaveValue('TS-812')
  await hand.type('T-101')
  await page.getByRole('option', { name: /T-101/ }).waitFor()
  await hand.press('Enter')
  await hand.fill('黑', '3 打')
  await expect(cell(desk, '单位', 5)).toHaveValue('打')
  await expect(cell(desk, '包数', 5)).toHaveValue('1')
  await expect(cell(desk, '单价', 5)).toHaveValue('222.00')

  // colours × sizes: 1:2:3:2:1 × 60 of three colours in four presses
  await hand.type('T-101')
  await page.getByRole('option', { name: /T-101/ }).waitFor()
  await hand.press('Enter')
  await expect(cell(desk, '颜色', 6)).toBeFocused()
  const forSizes = await hand.count(async () => {
    await hand.press('Control+m')
    await expect(page.getByLabel('比例')).toBeFocused()
    await hand.fill('1:2:3:2:1')
    await hand.fill('60')
    await expect(page.getByLabel('S 第 1 行')).toHaveValue('60')
    await hand.press('Control+Enter')
  })
  expect(forSizes).toBe(4)
  await expect(cell(desk, '数量', 8)).toHaveValue('540')
  await expect(cell(desk, '品名规格', 8)).toHaveValue('圆领T恤 26s 200g S:60 M:120 L:180 XL:120 XXL:60')
  await expect(cell(desk, '单价', 8)).toHaveValue('17.50')
  // opened again and changed
  await expect(cell(desk, '数量', 6)).toBeFocused()
  await hand.press('Control+m')
  await expect(page.getByLabel('比例')).toBeFocused()
  await hand.press('Enter', 'Enter')
  await expect(page.getByLabel('S 第 1 行')).toBeFocused()
  await hand.type('50')
  await hand.press('Control+Enter')
  await expect(cell(desk, '数量', 6)).toHaveValue('530')

  // a price without tax is typed and stands
  await hand.press('Alt+t')
  await cell(desk, '不含税单价', 5).focus()
  await hand.fill('200')
  await expect(cell(desk, '单价', 5)).toHaveValue('226.00')
  await expect(cell(desk, '金额', 5)).toHaveValue('678.00')

  await hand.press('Control+s')
  const asked = page.getByRole('dialog')
  const saved = page.getByRole('button', { name: /回电核对/ }).locator('visible=true')
  await saved.or(asked).first().waitFor()
  if (await asked.isVisible()) await hand.press('Enter')
  await saved.first().waitFor()
  const list = await call<{ rows: { id: number }[] }>(desk, 'orders.list', {})
  const order = await call<{
    totalFen: number
    lines: { code: string; quantity: number; unit: string; amountFen: number; remark: string }[]
  }>(desk, 'orders.read', { id: list.rows[0]!.id })
  expect(order.lines.map(({ code, quantity, unit, amountFen }) => [code, quantity / 1000, unit, amountFen])).toEqual([
    ['TS-801', 12, '张', 1_320_000],
    ['TS-812', 70, '把', 1_666_000],
    ['TS-905', 6, '套', 1_608_000],
    ['TS-812', 2, '把', 47_600],
    ['T-101', 3, '打', 67_800],
    ['T-101', 530, '件', 927_500],
    ['T-101', 540, '件', 945_000],
    ['T-101', 540, '件', 945_000],
  ])
  expect(order.totalFen).toBe(7_526_900)
  expect(order.lines[0]!.remark).toBe('A1')
  await shown(desk, /税 13%/).waitFor()
  expect(errors).toEqual([])
  await desk.close()
  dropFolder(folder)
})

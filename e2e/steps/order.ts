import { fileURLToPath } from 'node:url'
import { expect } from 'playwright/test'
import { type Desk, shown } from '../desk.ts'
import { goTo } from './start.ts'

export const sampleFax = fileURLToPath(new URL('../samples/furniture-order.tif', import.meta.url))

/** A fax file is picked; it waits in the inbox and its picture is there. */
export const takeFax = async (desk: Desk, file = sampleFax): Promise<void> => {
  const { hand, page } = desk
  await goTo(desk, '收件')
  await page.getByRole('button', { name: /选文件/ }).waitFor()
  await desk.choose(file)
  await hand.press('F4')
  await expect(page.locator('canvas').first()).toBeVisible()
}

export interface KeyedLine {
  code: string
  colour: string
  quantity: string
}
export const furnitureLines: KeyedLine[] = [
  { code: 'TS-801', colour: '胡桃', quantity: '12' },
  { code: 'TS-812', colour: '胡桃', quantity: '72' },
  { code: 'TS-905', colour: '白', quantity: '6' },
]

const cell = ({ page }: Desk, column: string, row: number) => page.getByLabel(`${column} 第 ${row} 行`)

/** The order typed beside its fax and not saved: customer by initials, due date, then code, colour and quantity of each line. */
export const keyDraft = async (desk: Desk, lines: KeyedLine[], initials = 'yxjj', due = '1215'): Promise<void> => {
  const { hand, page } = desk
  await hand.press('F3')
  await expect(page.getByLabel(/^客户\s*\*?$/)).toBeFocused()
  await hand.type(initials)
  await page.getByRole('option', { name: /永兴家居/ }).waitFor()
  await hand.press('Enter')
  await expect(page.getByLabel('交期', { exact: true })).toBeFocused()
  await hand.fill(due)
  for (const [index, { code, colour, quantity }] of lines.entries()) {
    await expect(cell(desk, '货号', index + 1)).toBeFocused()
    await hand.type(code)
    await page.getByRole('option', { name: new RegExp(code) }).waitFor()
    await hand.press('Enter')
    await expect(cell(desk, '颜色', index + 1)).toBeFocused()
    await hand.fill(colour)
    await expect(cell(desk, '数量', index + 1)).toBeFocused()
    await hand.fill(quantity)
  }
}

/** Ctrl+S, pressed `times` by a hasty hand, and the order is there. */
export const saveOrder = async ({ hand, page }: Desk, times = 1): Promise<void> => {
  if (times === 1) await hand.press('Control+s')
  else await Promise.all(Array.from({ length: times }, () => page.keyboard.press('Control+s')))
  // what looks odd is asked once more (the same goods twice, a date too early): Enter keeps it
  const asked = page.getByRole('dialog')
  const saved = page.getByRole('button', { name: /回电核对/ }).locator('visible=true')
  await saved.or(asked).first().waitFor()
  if (await asked.isVisible()) await hand.press('Enter')
  await saved.first().waitFor()
}

/** The same order typed and saved. */
export const keyOrder = async (desk: Desk, lines: KeyedLine[], initials = 'yxjj', due = '1215'): Promise<void> => {
  await keyDraft(desk, lines, initials, due)
  await saveOrder(desk)
}

/** The call-back with every line right: who is on the phone stands there already, Enter ticks a line. */
export const callBack = async (desk: Desk, lines: number): Promise<void> => {
  const { hand, page } = desk
  await shown(desk, /空格/).waitFor()
  for (let line = 0; line < lines; line++) await hand.press('Enter')
  await expect(page.getByRole('button', { name: /核对完成/ })).toBeEnabled()
  await hand.press('Control+Enter')
}

/** On the confirmation: sent to the customer's fax, and back signed, the same. */
export const signConfirmation = async ({ hand, page }: Desk): Promise<void> => {
  await page.getByRole('button', { name: /已发给客户/ }).waitFor()
  await hand.press('s')
  await page.getByRole('button', { name: /回签相同/ }).waitFor()
  await hand.press('y')
  await page
    .getByRole('button', { name: /去收款/ })
    .first()
    .waitFor()
}

/** The first order of the list, opened and read. */
export const openFirstOrder = async (desk: Desk): Promise<void> => {
  const { hand, page } = desk
  await goTo(desk, '订单')
  await page.getByRole('row').filter({ hasText: '永兴家居' }).first().waitFor()
  await hand.press('Enter')
  await shown(desk, '经过').waitFor()
}

/** The signed delivery note is back, the same: marked on the list of papers that are out. */
export const signFirstBack = async (desk: Desk): Promise<void> => {
  const { hand, page } = desk
  await goTo(desk, '订单', '回签')
  await page.getByRole('button', { name: /已回签,相同/ }).waitFor()
  await hand.press('y')
  await expect(page.getByRole('row').filter({ hasText: 'XS' })).toHaveCount(0)
}

import { existsSync } from 'node:fs'
import { expect } from 'playwright/test'
import { type Desk, shown } from '../desk.ts'
import { goTo } from './start.ts'

/** This month's statements: made for every customer with one key. */
export const makeStatements = async (desk: Desk): Promise<void> => {
  const { hand, page } = desk
  await goTo(desk, '收款对账', '对账单')
  await page.getByRole('button', { name: /全部生成/ }).waitFor()
  await hand.press('.')
  await hand.press('a')
  await page.getByRole('dialog').waitFor()
  await hand.press('Enter')
  await page.getByRole('row').filter({ hasText: '永兴家居' }).first().waitFor()
}

/** The statement of the first customer, opened by Enter. */
export const openStatement = async (desk: Desk): Promise<void> => {
  const { hand, page } = desk
  await hand.press('Enter')
  await page.getByRole('button', { name: /标为已发给客户/ }).waitFor()
}

/** Sent to the customer and back, signed the same. */
export const signStatement = async (desk: Desk): Promise<void> => {
  const { hand, page } = desk
  await hand.press('s')
  await page.getByRole('button', { name: /相同/ }).waitFor()
  await hand.press('y')
  await expect(shown(desk, /已收清|已回签/)).toBeVisible()
}

/** Excel by one key, into the file that is chosen. */
export const exportStatement = async (desk: Desk, file: string): Promise<void> => {
  await desk.choose(file)
  await desk.hand.press('e')
  await shown(desk, /已导出/).waitFor()
  expect(existsSync(file)).toBe(true)
}

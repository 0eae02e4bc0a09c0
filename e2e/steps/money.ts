import { expect } from 'playwright/test'
import { type Desk, shown } from '../desk.ts'
import { goTo } from './start.ts'

/** From an order or note that waits for money: F8 opens the receipt with customer and amount filled in. */
export const enterReceipt = async (desk: Desk, slip: string): Promise<void> => {
  const { hand, page } = desk
  await hand.press('F8')
  await expect(page.getByLabel(/^金额/).first()).not.toHaveValue('')
  await page
    .getByLabel(/回单|凭证|水单/)
    .first()
    .focus()
  await hand.type(slip)
  await hand.press('Control+s')
  await shown(desk, /待出纳确认|待确认/).waitFor()
}

/** The cashier confirms what waits, by name and slip. */
export const confirmReceipt = async (desk: Desk): Promise<void> => {
  const { hand, page } = desk
  await goTo(desk, '收款对账')
  await page
    .getByRole('button', { name: /^确认到账/ })
    .first()
    .waitFor()
  await hand.press('c')
  await page.getByRole('dialog').waitFor()
  await hand.press('Enter')
  await expect(page.getByRole('dialog')).toHaveCount(0)
}

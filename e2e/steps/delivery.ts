import { expect } from 'playwright/test'
import { type Desk, shown } from '../desk.ts'

/** From the order that is ready: F9 opens a note with all that is open, the driver is named, Ctrl+S saves it. */
export const makeNote = async ({ hand, page }: Desk, driver: string): Promise<void> => {
  await hand.press('F9')
  await expect(page.getByLabel('司机')).toBeFocused()
  await hand.type(driver)
  await hand.press('Control+s')
  await page.getByRole('button', { name: /^备货/ }).waitFor()
}

/** The stamps of the warehouse, each by its key: picked, inspected, packs counted. */
export const prepareNote = async ({ hand, page }: Desk): Promise<void> => {
  await page.getByRole('button', { name: /^备货/ }).waitFor()
  await hand.press('b')
  await page.getByRole('button', { name: /^验货/ }).waitFor()
  await hand.press('y')
  await page.getByRole('button', { name: /^点数/ }).waitFor()
  await hand.press('d')
  await page.getByRole('button', { name: /^放行/ }).waitFor()
}

/** The gate is open: F lets the goods leave. */
export const releaseNote = async (desk: Desk): Promise<void> => {
  const { hand, page } = desk
  await page.getByRole('button', { name: /^放行/ }).waitFor()
  await expect(page.getByText(/还差/)).toHaveCount(0)
  await hand.press('f')
  await shown(desk, '已放行').waitFor()
}

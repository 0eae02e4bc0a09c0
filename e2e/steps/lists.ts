import { expect } from 'playwright/test'
import type { Desk } from '../desk.ts'

/** The list of this name on the page that is shown. */
export const grid = ({ page }: Desk, name: string) =>
  page.getByRole('grid', { name, exact: true }).locator('visible=true')

const downTo = async (desk: Desk, name: string, words: string): Promise<void> => {
  await desk.hand.press('Home')
  for (let pressed = 0; pressed < 60; pressed++) {
    const selected = grid(desk, name).locator('[aria-selected=true]')
    await selected.waitFor()
    if ((await selected.innerText()).includes(words)) return
    await desk.hand.press('ArrowDown')
  }
  throw new Error(`no row with ${words} in ${name}`)
}

/** The cursor of a list goes down to the row with these words. */
export const goToRow = async (desk: Desk, name: string, words: string): Promise<void> => {
  await grid(desk, name).focus()
  await downTo(desk, name, words)
}

/** The same in a list that has the cursor by itself: its page has to have put it there. */
export const goToRowHere = async (desk: Desk, name: string, words: string): Promise<void> => {
  await expect(grid(desk, name)).toBeFocused()
  await downTo(desk, name, words)
}

import type { Desk } from '../desk.ts'

/** A page by its name, through Ctrl+G. */
export const goToPage = async ({ hand, page }: Desk, name: string): Promise<void> => {
  await hand.press('Control+g')
  await page.getByPlaceholder('页名或拼音首字母').waitFor()
  await hand.type(name)
  await hand.press('Enter')
}

/** The preview of a delivery note, by its keys; it stays open behind another tab. */
export const openNotePreview = async (desk: Desk, number: string): Promise<void> => {
  const { hand, page } = desk
  await goToPage(desk, '送货单')
  await page.getByRole('grid', { name: '送货单' }).getByText(number).first().waitFor()
  await hand.press('Enter')
  const paper = page.locator('[data-paper]').locator('visible=true')
  await page.getByRole('heading', { name: number }).locator('visible=true').or(paper).first().waitFor()
  if (!(await paper.isVisible())) await hand.press('Control+p')
  await paper.waitFor()
}

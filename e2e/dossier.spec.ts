import { expect, test } from 'playwright/test'
import { openDesk } from './desk.ts'
import { openDemo } from './steps/start.ts'

test('the papers an order is made from are collected, a difference is settled, the release tells what is missing', async () => {
  test.setTimeout(180_000)
  const desk = await openDesk()
  const { hand, page } = desk
  await openDemo(desk, '李敏')

  // the first order of the list
  await hand.press('Control+g')
  await hand.type('dd')
  await expect(page.getByRole('dialog').getByRole('option', { selected: true })).toHaveText('订单')
  await hand.press('Enter')
  await page.getByRole('grid', { name: '订单' }).locator('visible=true').getByRole('row').nth(1).waitFor()
  await hand.press('Enter')
  await page.getByRole('button', { name: /资料齐套/ }).waitFor()
  await hand.press('z')
  const slots = page.getByRole('grid', { name: '资料齐套' }).locator('visible=true')
  await expect(slots.getByRole('row')).toHaveCount(7)

  await hand.press('Enter')
  await expect(page.getByLabel('齐不齐')).toBeFocused()
  await hand.press('Enter')
  await hand.type('样板袋 B-0312')
  await hand.press('Enter')
  await expect(slots.getByRole('row').nth(1)).toContainText(/✓\s*齐/)
  await expect(slots.getByRole('row').nth(1)).toContainText('样板袋 B-0312')

  await hand.press('n')
  await hand.press('Enter', 'Enter')
  await hand.type('制单胸围 104,确认样 106')
  await hand.press('Enter')
  const conflicts = page.getByRole('grid', { name: '对不上的地方' }).locator('visible=true')
  await expect(conflicts.getByRole('row').nth(1)).toContainText('没定')
  await hand.press('s')
  await hand.type('以确认样为准')
  await hand.press('Control+Enter')
  await expect(conflicts.getByRole('row').nth(1)).toContainText('以确认样为准 — 李敏')

  await hand.press('Control+p')
  const paper = page.locator('.page').filter({ hasText: '订单资料齐套表' })
  await expect(paper.first()).toContainText('以确认样为准')
})

import { expect, test } from 'playwright/test'
import type { Output } from '../shared/contract.ts'
import type { BoardRow, operations } from '../shared/operations.ts'
import { dateOf, plusDays } from '../shared/dates.ts'
import { formatQuantity } from '../shared/quantities.ts'
import { type Desk, dropFolder, openDesk, shown } from './desk.ts'
import { call } from './steps/masters.ts'
import { openDemo } from './steps/start.ts'
import { goToRowHere, grid } from './steps/lists.ts'

const today = dateOf(new Date())

/** 送货 again and again, until its page is there. */
const goToPage = async (desk: Desk, name: string): Promise<void> => {
  for (let pressed = 0; pressed < 8 && !(await grid(desk, name).isVisible()); pressed++) {
    await desk.hand.press('Alt+5')
    await desk.page.waitForTimeout(400)
  }
  await expect(grid(desk, name)).toBeFocused()
}

/** What is left of some processes is reported as done today, one after another. */
const report = async (desk: Desk, steps: BoardRow['steps']): Promise<void> => {
  for (const { operationId, workshop, remaining, plannedFinish } of steps.filter((step) => step.remaining > 0)) {
    const causeCode = today > plannedFinish ? 'earlier' : null
    const done = { operationId, good: remaining, bad: 0, hours: 8000, people: 3, causeCode, causeNote: '' }
    await call(desk, 'operations.report', { reportedOn: today, workshop, rows: [done] })
  }
}

/** Two lines of the same goods for two customers, one of which will be finished: what is there is too little for both. */
const sameGoods = async (desk: Desk): Promise<BoardRow> => {
  const { rows } = await call<Output<typeof operations.board>>(desk, 'operations.board', { limit: 200 })
  // goods that are on a note already are out of it
  const drafts = await call<{ rows: { orderNumbers: string }[] }>(desk, 'deliveries.list', { state: 'draft' })
  const noted = drafts.rows.map(({ orderNumbers }) => orderNumbers).join(' ')
  const found = rows.find(
    (row) =>
      !noted.includes(row.orderNumber) &&
      row.dueOn >= today &&
      row.quantity >= 3000 &&
      rows.some(
        (other) =>
          other.code === row.code && other.description === row.description && other.customerId !== row.customerId,
      ),
  )
  expect(found).toBeDefined()
  return found!
}

test('the day to ship is asked, planned, put in, told and put on a note without the mouse', async () => {
  test.setTimeout(300_000)
  const desk = await openDesk()
  const { hand, page } = desk
  await openDemo(desk, '赵经理')
  for (const day of [today, plusDays(today, 1), plusDays(today, 2)])
    await call(desk, 'settings.saveHoliday', { day, works: true, name: '加班' })
  const line = await sameGoods(desk)
  await report(desk, line.steps.slice(0, -1))

  // 今日 asks, Enter opens the question, the answer makes the line of the plan
  const tasks = page.getByRole('grid', { name: '今日要办' }).locator('visible=true')
  await expect(tasks).toHaveAttribute('aria-busy', 'false')
  await tasks.focus()
  await hand.press('Home')
  const selected = tasks.locator('[aria-selected=true]')
  // the list comes anew with what was reported: the hand looks through it until the question is there
  for (let pressed = 0; pressed < 240; pressed++) {
    const words = await selected.innerText()
    if (words.includes('问车间出货日') && words.includes(line.orderNumber)) break
    await hand.press(pressed % 80 === 79 ? 'Home' : 'ArrowDown')
  }
  await expect(selected).toContainText('问车间出货日')
  await hand.press('Enter')
  await expect(page.getByLabel('车间谁答复')).toBeFocused()
  const shipOn = plusDays(today, 3)
  await hand.fill('吴工', shipOn.replaceAll('-', ''))
  await expect(page.getByLabel('提货方式').locator('visible=true')).toBeFocused()
  await hand.press('ArrowDown')
  await hand.press('Enter', 'Enter')
  await expect(page.getByLabel('备注').locator('visible=true')).toBeFocused()
  await hand.type('客户下午来')
  await hand.press('Control+s')
  await goToRowHere(desk, '出货计划', line.orderNumber)
  const planned = grid(desk, '出货计划').locator('[aria-selected=true]')
  for (const words of [shipOn, '待出货', line.customer, '自提']) await expect(planned).toContainText(words)

  // the last process is reported: the goods are put into the store, the customer is told
  await report(desk, line.steps.slice(-1))
  await hand.press('i')
  await goToRowHere(desk, '成品入库', line.orderNumber)
  await hand.press('Enter')
  await expect(page.getByRole('dialog').getByLabel(/^点数\*?$/)).toBeFocused()
  await hand.press('Control+Enter')
  await expect(shown(desk, /入库 .*/)).toBeVisible()
  await expect(grid(desk, '成品入库').locator('[aria-selected=true]')).toContainText('已入库')
  await hand.press('t')
  await expect(page.getByRole('dialog').getByLabel('要说的话')).toHaveValue(
    new RegExp(`${line.orderNumber}.*${shipOn} 来厂自提`),
  )
  await hand.press('Control+Enter')
  await expect(shown(desk, `已记下通知 ${line.customer}`)).toBeVisible()

  // the note of that line: what is planned, how it leaves
  await goToPage(desk, '出货计划')
  await goToRowHere(desk, '出货计划', line.orderNumber)
  await expect(planned).toContainText('已入库')
  await hand.press('n')
  await expect(page.getByLabel('送货方式').locator('visible=true')).toHaveValue('自提')
  await expect(page.getByLabel('数量 第 1 行').locator('visible=true')).toHaveValue(formatQuantity(line.quantity))
  await hand.press('Control+s')
  await page.getByRole('button', { name: /^备货/ }).waitFor()
  await goToPage(desk, '出货计划')
  await goToRowHere(desk, '出货计划', line.orderNumber)
  await expect(planned).toContainText('已开单')

  // too little for all who want it: one piece goes the other way, with a reason, and every customer gets a letter
  await goToPage(desk, '短缺分配')
  await page.getByLabel('算到交期').locator('visible=true').focus()
  await hand.type(plusDays(today, 40).replaceAll('-', ''))
  await hand.press('Enter')
  await grid(desk, '短缺分配').focus()
  const goods = await call<{ rows: { available: number; description: string }[] }>(desk, 'allocations.goods', {
    untilOn: plusDays(today, 40),
  })
  // what stands on the note just made is not split again: some other goods of which a few are there
  const row = goods.rows.find(({ available }) => available >= 2_000)
  expect(row).toBeDefined()
  await goToRowHere(desk, '短缺分配', row!.description)
  await hand.press('Enter')
  const first = page.getByLabel('分给 第 1 行').locator('visible=true')
  await expect(first).toBeFocused()
  const proposed = Number((await first.inputValue()).replaceAll(',', ''))
  expect(proposed).toBeGreaterThan(0)
  await hand.type(String(proposed - 1))
  await hand.press('Control+s')
  await expect(shown(desk, /改了要写原因/)).toBeVisible()
  await expect(page.getByLabel('改的原因 第 1 行').locator('visible=true')).toBeFocused()
  await hand.type('客户同意晚一件')
  await hand.press('Control+s')
  await page.getByRole('tab', { name: /^FP/, selected: true }).waitFor()
  await expect(shown(desk, '客户同意晚一件')).toBeVisible()
  await hand.press('Control+p')
  await page.getByTitle(/210 × 297/).waitFor()
  const letters = page.locator('.page').filter({ hasText: '短缺分配通知' })
  await expect(letters.first()).toContainText('现在给')
  expect(await letters.count()).toBeGreaterThan(0)
  await desk.close()
  dropFolder(desk.folder)
})

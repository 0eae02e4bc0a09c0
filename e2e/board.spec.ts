import { expect, test } from 'playwright/test'
import type { Output } from '../shared/contract.ts'
import { dateOf } from '../shared/dates.ts'
import type { exceptions } from '../shared/exceptions.ts'
import type { LessonFacts } from '../shared/lessons.ts'
import type { operations } from '../shared/operations.ts'
import type { today } from '../shared/today.ts'
import { type Desk, dropFolder, openDesk, shown } from './desk.ts'
import { call } from './steps/masters.ts'
import { goTo, openDemo, signInAs } from './steps/start.ts'

type Board = Output<typeof operations.board>

const board = ({ page }: Desk) => page.getByRole('grid', { name: '生产进度' }).locator('visible=true')
const focusedName = ({ page }: Desk): Promise<string | null> =>
  page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? null)

/** The late process the board is opened at, reported by Enter alone: 合格 不良 返工 报废 工时 人数 机台 原因 说明. */
const reportLate = async (desk: Desk): Promise<void> => {
  const { hand } = desk
  await expect.poll(() => focusedName(desk)).toMatch(/^合格 第 \d+ 行$/)
  await hand.fill('1', '2', '2', '', '8')
  await expect.poll(() => focusedName(desk)).toMatch(/^人数 第/)
  await hand.fill('3', '2号砂光机', '2b')
  await expect.poll(() => focusedName(desk)).toMatch(/^说明 第/)
  await hand.type('夹具断在机上')
}

test('a late process is reported with its sub-code, its trouble is cleared, the wall shows it, and the lesson comes back', async () => {
  test.setTimeout(240_000)
  const desk = await openDesk()
  const { hand, page } = desk
  await openDemo(desk, '李敏')

  // the board: only what is late, Enter on the first
  await goTo(desk, '生产', '生产进度')
  await expect(board(desk)).toBeFocused()
  await hand.press('l')
  const late = await call<Board>(desk, 'operations.board', { late: true })
  await expect(board(desk)).toHaveAttribute('aria-rowcount', String(late.total + 1))
  // the first that nothing stands in the way of yet and of which one process alone is late
  const free = late.rows.findIndex(
    ({ steps }) =>
      steps.every(({ troubles }) => troubles.length === 0) &&
      steps.filter(({ lateDays, finishedOn }) => lateDays > 0 && finishedOn === null).length === 1,
  )
  expect(free).toBeGreaterThanOrEqual(0)
  for (let row = 0; row < free; row += 1) await hand.press('ArrowDown')
  // the cell stays in the column of the row before: to the one that is late
  const steps = late.rows[free]!.steps
  const column = late.processes.indexOf(
    steps.find(({ lateDays, finishedOn }) => lateDays > 0 && finishedOn === null)!.processName,
  )
  await hand.press(...late.processes.map(() => 'ArrowLeft'))
  await hand.press(...Array.from({ length: column }, () => 'ArrowRight'))
  await hand.press('Enter')

  // one row by Enter alone; its sub-code asks for a trouble slip
  await reportLate(desk)
  await hand.press('Control+s')
  await expect(shown(desk, /日报已存:1 行,合格 1,不良 2/)).toBeVisible()
  const dialog = page.getByRole('dialog', { name: '开异常单' })
  await expect(dialog).toContainText('②b 夹具')
  await expect(page.getByLabel('什么事')).toHaveValue('夹具断在机上')
  await hand.press('Control+Enter')
  await expect(dialog).toBeHidden()
  const { rows } = await call<Output<typeof exceptions.list>>(desk, 'exceptions.list', { mine: true })
  const slip = rows.find(({ what }) => what === '夹具断在机上')!
  expect(slip).toMatchObject({ causeSub: '2b', state: 'open', owner: '李敏' })

  // the board shows trouble, rejects and the cause; the wall the same, by itself, until Esc
  await hand.press('F6')
  const line = board(desk).getByRole('row').filter({ hasText: '②b 夹具' })
  await expect(line).toHaveCount(1)
  await expect(line).toContainText('!')
  await expect(line).toContainText('不2')
  await hand.press('F9')
  const wall = page.getByRole('dialog', { name: '大屏' })
  await expect(wall).toContainText('②b 夹具')
  await expect(wall.locator('time')).toHaveText(/^\d\d:\d\d:\d\d$/)
  await expect(wall).toContainText(/最后一份日报 .*李敏/)
  await hand.press('Escape')
  await expect(wall).toBeHidden()
  await expect(board(desk)).toBeVisible()

  // cleared from its list, by keys
  await goTo(desk, '异常')
  await page.getByRole('row').filter({ hasText: '夹具断在机上' }).locator('visible=true').click()
  await hand.press('Enter')
  await page.getByRole('tab', { name: slip.number, selected: true }).waitFor()
  await page.getByRole('button', { name: /^排除/ }).locator('visible=true').waitFor()
  await hand.press('F9')
  await page.getByRole('dialog', { name: `${slip.number} 排除` }).waitFor()
  await hand.type('换了备用夹具')
  await hand.press('Control+Enter')
  await expect(shown(desk, `${slip.number} 已排除。`)).toBeVisible()
  await expect(shown(desk, '换了备用夹具')).toBeVisible()

  // 今日 asks for the lesson of an order that was late; it is there when the product is ordered again
  const { rows: tasks } = await call<Output<typeof today.list>>(desk, 'today.list', { limit: 200 })
  const due = tasks.find(({ kind }) => kind === 'lessonDue')!
  const facts = await call<LessonFacts>(desk, 'lessons.facts', { orderId: due.id })
  await goTo(desk, '今日')
  const task = page
    .getByRole('row')
    .filter({ hasText: '写小结' })
    .filter({ hasText: due.number })
    .locator('visible=true')
  // it may stand further down than the window shows
  await expect(page.getByRole('grid', { name: '今日要办' }).locator('visible=true')).toBeFocused()
  for (let down = 0; down < 60 && !(await task.isVisible()); down++) await hand.press('ArrowDown')
  await task.click()
  await hand.press('Enter')
  await page.getByRole('tab', { name: new RegExp(`${due.number} 结案小结`), selected: true }).waitFor()
  await expect(page.getByLabel('哪里没做好').locator('visible=true')).toBeFocused()
  await hand.type('木皮到晚了')
  await hand.press('Tab')
  await hand.type('接单就订木皮')
  await hand.press('Control+s')
  await expect(shown(desk, /小结已记下/)).toBeVisible()
  await hand.press('F3')
  await expect(page.getByLabel(/^客户\s*\*?$/).locator('visible=true')).toBeFocused()
  await hand.type('yxjj')
  await page.getByRole('option', { name: /永兴家居/ }).waitFor()
  await hand.press('Enter')
  await expect(page.getByLabel('交期', { exact: true }).locator('visible=true')).toBeFocused()
  await page.getByLabel('货号 第 1 行').locator('visible=true').focus()
  await hand.type(facts.products[0]!.product.split(' ')[0]!)
  await hand.press('Enter')
  await expect(shown(desk, /上次:木皮到晚了 → 这次:接单就订木皮/)).toBeVisible()

  await desk.close()
  dropFolder(desk.folder)
})

test('a report that was not saved is there again after the power went', async () => {
  test.setTimeout(240_000)
  const desk = await openDesk()
  await openDemo(desk, '吴工')
  await goTo(desk, '生产', '生产日报')
  const { page, hand } = desk
  await page.getByLabel('车间').first().selectOption('木工车间')
  // the rows of all workshops stay until those of this one are there
  const asked = { workshop: '木工车间', day: dateOf(new Date()) }
  const [open] = await call<{ orderNumber: string; processName: string }[]>(desk, 'operations.openForReport', asked)
  const top = page.getByRole('grid', { name: '生产日报' }).getByRole('row').nth(1)
  for (const words of [open!.orderNumber, open!.processName]) await expect(top).toContainText(words)
  await page.getByLabel('合格 第 1 行').focus()
  await hand.type('1')
  await hand.press('Enter')
  await expect(shown(desk, /已填 1 行/)).toBeVisible()
  await page.waitForTimeout(1200)
  await desk.kill()
  const again = await openDesk(desk.folder)
  await signInAs(again, '吴工', 'demo123')
  await goTo(again, '生产', '生产日报')
  await expect(again.page.getByLabel('合格 第 1 行')).toHaveValue('1')
  await expect(shown(again, /已填 1 行/)).toBeVisible()
  await again.close()
  dropFolder(desk.folder)
})

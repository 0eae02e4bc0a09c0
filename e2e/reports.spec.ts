import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import { dateOf, plusDays } from '../shared/dates.ts'
import { formatFen } from '../shared/money.ts'
import type { ReportName, ReportTable } from '../shared/reports.ts'
import { readOutside } from '../electron/sheets/read.ts'
import { type Desk, dropFolder, openDesk, shown } from './desk.ts'
import { call } from './steps/masters.ts'
import { goTo, openDemo, signInAs } from './steps/start.ts'

const grid = ({ page }: Desk, name: string) => page.getByRole('grid', { name, exact: true }).locator('visible=true')
const today = dateOf(new Date())
const table = (desk: Desk, report: ReportName, more: object = {}) =>
  call<ReportTable>(desk, 'reports.table', { report, day: today, month: today.slice(0, 7), limit: 200, ...more })

/** The report some rows down the list, shown beside it. */
const goToReport = async (desk: Desk, name: string, rows: number): Promise<void> => {
  await grid(desk, '报表目录').focus()
  await desk.hand.press('Home')
  for (let down = 0; down < rows; down++) await desk.hand.press('ArrowDown')
  await expect(grid(desk, name)).toBeVisible()
}

test('the reports are read, asked behind and handed on without the mouse; the warehouse sees no sums', async () => {
  test.setTimeout(300_000)
  const desk = await openDesk()
  const { hand, page } = desk
  await openDemo(desk, '赵经理')

  // 日销售报表: there when the area opens; another day by one key, its papers by two
  await goTo(desk, '报表')
  await expect(grid(desk, '日销售报表')).toBeVisible()
  let day = today
  let found = await table(desk, 'daily')
  for (let back = 0; back < 20 && found.total === 0; back++) {
    await hand.press(',')
    day = plusDays(day, -1)
    found = await table(desk, 'daily', { day })
  }
  expect(found.total).toBeGreaterThan(0)
  await expect(grid(desk, '日销售报表')).toHaveAttribute('aria-rowcount', String(found.total + 1))
  await expect(shown(desk, formatFen(Number(found.totals[3])))).toBeVisible()
  await hand.press('Enter')
  await expect(grid(desk, '日销售报表')).toBeFocused()
  await hand.press('Enter')
  const target = found.rows[0]!.target
  if (!target || !('report' in target)) throw new Error('no rows behind the day')
  const behind = await table(desk, 'dailyRows', { day, ...target.filter })
  await expect(grid(desk, target.title)).toHaveAttribute('aria-rowcount', String(behind.total + 1))
  await expect(grid(desk, target.title).getByText(String(behind.rows[0]!.cells[1]))).toBeVisible()

  // 客户 × 产品: quantities by one key, then the workbook with all its products
  await goTo(desk, '报表')
  await goToReport(desk, '客户 × 产品', 2)
  const matrix = await table(desk, 'matrix')
  await expect(shown(desk, formatFen(Number(matrix.totals.at(-1))))).toBeVisible()
  const file = join(desk.folder, '客户产品.xlsx')
  await desk.choose(file)
  await hand.press('e')
  await shown(desk, /已存为 客户产品.xlsx/).waitFor()
  expect(existsSync(file)).toBe(true)
  const read = await readOutside(readFileSync(file), '客户产品.xlsx')
  expect(read.sheets[0]!.rows[0]![0]).toBe(`客户 × 产品 · ${today.slice(0, 7)}`)
  // a cell has its own lines behind it; ← of the first column goes back to the list
  const matrixGrid = grid(desk, '客户 × 产品')
  await matrixGrid.focus()
  await hand.press('Home')
  const column = matrix.rows[0]!.cells.findIndex((cell, index) => index > 0 && cell !== null)
  for (let right = 0; right < column; right++) await hand.press('ArrowRight')
  await hand.press('Enter')
  const { code } = matrix.columns[column]!
  const lines = await table(desk, 'sales', { customerId: Number(matrix.rows[0]!.key), code })
  expect(lines.total).toBeGreaterThan(0)
  const linesGrid = grid(desk, `${String(matrix.rows[0]!.cells[0])} · ${code}`)
  await expect(linesGrid).toHaveAttribute('aria-rowcount', String(lines.total + 1))
  await expect(shown(desk, formatFen(Number(matrix.rows[0]!.cells[column])))).toBeVisible()
  await goTo(desk, '报表')
  await goToReport(desk, '客户 × 产品', 2)
  await hand.press('Enter')
  await expect(matrixGrid).toBeFocused()
  await hand.press('ArrowRight')
  await hand.press('ArrowLeft')
  await expect(matrixGrid).toBeFocused()
  await hand.press('ArrowLeft')
  await expect(grid(desk, '报表目录')).toBeFocused()
  await hand.press('v')
  const pieces = await table(desk, 'matrix', { measure: 'quantity' })
  await expect(shown(desk, (Number(pieces.totals.at(-1)) / 1000).toLocaleString('en'))).toBeVisible()

  // charts stand over their numbers; the paper is one key away
  await goToReport(desk, '月度销售', 3)
  await expect(page.getByRole('figure', { name: '净出货 图' }).locator('visible=true')).toBeVisible()
  await goToReport(desk, '准时率', 5)
  const rates = await table(desk, 'rates')
  await expect(shown(desk, `${rates.totals[1]}`)).toBeVisible()
  await hand.press('Control+p')
  await expect(shown(desk, /准时率 = 交期当天以前发齐的订单行/)).toBeVisible()

  // who sees no prices has the list without the reports of money, and no sums in the others
  await signInAs(desk, '老周', 'demo123')
  await goTo(desk, '报表')
  await expect(grid(desk, '报表目录')).toBeVisible()
  await expect(grid(desk, '报表目录')).not.toContainText('月度销售')
  await expect(grid(desk, '日销售报表')).toBeVisible()
  await expect(grid(desk, '日销售报表')).not.toContainText('金额')

  await desk.close()
  dropFolder(desk.folder)
})

import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import { dateOf, plusDays } from '../shared/dates.ts'
import type { Output } from '../shared/contract.ts'
import {
  byWorkshop,
  type CauseSum,
  causeWords,
  figureKinds,
  figureOf,
  type figures,
  type FigureSums,
  paretoOf,
  partsText,
  rateText,
  totalOf,
} from '../shared/figures.ts'
import { translator } from '../shared/language.ts'
import { readOutside } from '../electron/sheets/read.ts'
import { type Desk, dropFolder, openDesk, shown } from './desk.ts'
import { call } from './steps/masters.ts'
import { openDemo } from './steps/start.ts'

const t = translator('zh-CN')

type Overview = Output<typeof figures.overview>
const overview = (desk: Desk, filter: object) => call<Overview>(desk, 'figures.overview', filter)

const grid = ({ page }: Desk) => page.getByRole('grid', { name: '生产月报' }).locator('visible=true')
const rowsOf = ({ page }: Desk, name: string) => page.getByRole('grid', { name }).locator('visible=true')
const chart = ({ page }: Desk) => page.getByRole('listbox', { name: '延误原因' }).locator('visible=true')

/** The cells of a row as the page writes them: numerator, denominator and rate together. */
const cellsOf = (sums: FigureSums): string[] =>
  figureKinds.map((kind) => {
    const figure = figureOf(kind, sums)
    return `${figure.denominator > 0 ? partsText(kind, figure) : ''}${rateText(kind, figure, t)}`
  })
const expectRow = async (desk: Desk, label: string, sums: FigureSums): Promise<void> => {
  const row = grid(desk).getByRole('row').filter({ hasText: label })
  await expect(row.getByRole('gridcell')).toHaveText(cellsOf(sums))
}

/** The month of which more was missed, this one or the last: the demo office plays up to today. */
const fullerMonth = async (desk: Desk): Promise<{ month: string; back: number }> => {
  const now = dateOf(new Date()).slice(0, 7)
  const before = plusDays(`${now}-01`, -1).slice(0, 7)
  const missed = async (month: string): Promise<number> => {
    const { due, inTime } = totalOf((await overview(desk, { month })).rows)
    return due - inTime
  }
  const [here, there] = [await missed(now), await missed(before)]
  expect(here + there).toBeGreaterThan(0)
  return here >= there ? { month: now, back: 0 } : { month: before, back: 1 }
}

test('the month of the workshops is read, asked after and handed on without the mouse', async () => {
  test.setTimeout(240_000)
  const desk = await openDesk()
  const { hand, page } = desk
  await openDemo(desk, '赵经理')
  const { month, back } = await fullerMonth(desk)
  const all = await overview(desk, { month })
  const total = totalOf(all.rows)
  const missed = total.due - total.inTime
  const causes = await call<CauseSum[]>(desk, 'figures.causes', { month })

  // the page by its initials, once its list knows them; then the month
  await hand.press('Control+g')
  await hand.type('scyb')
  await expect(page.getByRole('dialog').getByRole('option')).toHaveText(['生产月报'])
  await hand.press('Enter')
  await expect(grid(desk)).toBeFocused()
  for (let each = 0; each < back; each++) await hand.press(',')
  await expectRow(desk, '合计', total)
  for (const sums of byWorkshop(all.rows)) await expectRow(desk, sums.workshop, sums)

  // a workshop by one key, a customer by initials, and everything again
  const [workshop] = all.workshops as [string]
  await hand.press('w')
  await expectRow(desk, '合计', totalOf((await overview(desk, { month, workshop })).rows))
  await hand.press('0')
  await expectRow(desk, '合计', total)
  const [customer] = await call<{ id: number; shortName: string; name: string }[]>(desk, 'customers.find', {
    typed: 'yxjj',
    limit: 10,
  })
  await hand.press('k')
  await hand.type('yxjj')
  await hand.press('Enter')
  await expectRow(desk, '合计', totalOf((await overview(desk, { month, customerId: customer!.id })).rows))
  await expect(page.getByPlaceholder('全部客户').locator('visible=true')).toHaveValue(
    customer!.shortName || customer!.name,
  )
  await hand.press('0')
  await expectRow(desk, '合计', total)
  await expect(grid(desk)).toBeFocused()

  // Enter on the first figure: its rows, then only what was missed, then the order of the first
  const opening = await hand.count(() => hand.press('Enter'))
  expect(opening).toBe(1)
  await expect(rowsOf(desk, '到期工序')).toHaveAttribute('aria-rowcount', String(total.due + 1))
  const figure = figureOf('operations', total)
  await expect(
    shown(desk, `计划达成率(道):${partsText('operations', figure)} = ${rateText('operations', figure, t)}`),
  ).toBeVisible()
  await hand.press('3')
  await expect(rowsOf(desk, '到期工序')).toHaveAttribute('aria-rowcount', String(missed + 1))
  const { rows } = await call<Output<typeof figures.planned>>(desk, 'figures.planned', { month, which: 'missed' })
  await expect(rowsOf(desk, '到期工序').getByRole('row').nth(1)).toContainText(rows[0]!.orderNumber)
  await hand.press('Enter')
  await page.getByRole('tab', { name: rows[0]!.orderNumber, selected: true }).waitFor()
  await hand.press('Control+w', 'Control+w')
  await expect(grid(desk)).toBeFocused()

  // efficiency by standard time, and output per person-hour: the reports behind them
  await hand.press('ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowRight', 'Enter')
  const behind = { month, timed: true, standard: true, limit: 1 }
  const standard = await call<{ total: number }>(desk, 'figures.reported', behind)
  await expect(rowsOf(desk, '日报明细')).toHaveAttribute('aria-rowcount', String(standard.total + 1))
  await hand.press('Control+w')
  await expect(grid(desk)).toBeFocused()
  await hand.press('ArrowRight', 'Enter')
  const timed = await call<{ total: number }>(desk, 'figures.reported', { month, timed: true, limit: 1 })
  await expect(rowsOf(desk, '日报明细')).toHaveAttribute('aria-rowcount', String(timed.total + 1))
  await hand.press('Control+w')
  await expect(grid(desk)).toBeFocused()

  // down to the causes: by days, and the processes behind the largest bar
  for (const _ of [0, ...all.workshops]) await hand.press('ArrowDown')
  await expect(chart(desk)).toBeFocused()
  await hand.press('d')
  const bars = paretoOf(causes, 'days')
  await expect(chart(desk).getByRole('option')).toHaveCount(bars.length)
  await expect(chart(desk).getByRole('option').first()).toContainText(`${bars[0]!.days} 天`)
  await hand.press('Enter')
  await expect(rowsOf(desk, '到期工序')).toHaveAttribute('aria-rowcount', String(bars[0]!.operations + 1))
  await expect(shown(desk, `未达成 ${bars[0]!.operations} 道 · 晚 ${bars[0]!.days} 天`)).toBeVisible()
  await expect(shown(desk, causeWords(bars[0]!.causeCode, t))).toBeVisible()

  // Excel of what is seen
  const file = join(desk.folder, '未达成.xlsx')
  await desk.choose(file)
  await hand.press('e')
  await expect.poll(() => existsSync(file), { timeout: 30_000 }).toBe(true)
  const { sheets } = await readOutside(readFileSync(file), '未达成.xlsx')
  expect(sheets[0]!.rows).toHaveLength(bars[0]!.operations + 3)
  await hand.press('Control+w')
  await expect(chart(desk)).toBeFocused()

  // and the paper
  await hand.press('Control+p')
  await page.getByTitle(/297 × 210/).waitFor()
  await expect(page.locator('.page').filter({ hasText: '生产月报' }).first()).toContainText(
    rateText('operations', figure, t),
  )
  await desk.close()
  dropFolder(desk.folder)
})

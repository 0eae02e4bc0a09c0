import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import type { Output } from '../shared/contract.ts'
import { dateOf, plusDays } from '../shared/dates.ts'
import { formatFen } from '../shared/money.ts'
import { findingKeys, isSettledClass, type monthEnd, type MonthSums } from '../shared/monthEnd.ts'
import { translator } from '../shared/language.ts'
import { type Desk, dropFolder, openDesk, shown } from './desk.ts'
import { call } from './steps/masters.ts'
import { goTo, openDemo } from './steps/start.ts'

const t = translator('zh-CN')
const grid = ({ page }: Desk, name: string) => page.getByRole('grid', { name, exact: true }).locator('visible=true')
const check = (desk: Desk, month: string) => call<Output<typeof monthEnd.check>>(desk, 'monthEnd.check', { month })

test('a month is checked, its exceptions signed off, and handed to accounting without the mouse', async () => {
  test.setTimeout(300_000)
  const desk = await openDesk()
  const { hand, page } = desk
  await openDemo(desk, '李敏')
  const month = plusDays(`${dateOf(new Date()).slice(0, 7)}-01`, -1).slice(0, 7)

  await goTo(desk, '收款对账', '月结检查')
  const classes = grid(desk, '月结检查')
  await expect(classes).toBeFocused()
  await expect(shown(desk, month)).toBeVisible()
  const before = await check(desk, month)
  const open = before.classes.filter((row) => !isSettledClass(row))
  expect(open.length).toBeGreaterThan(1)
  await expect(shown(desk, `还有 ${open.length} 项`)).toBeVisible()

  // it does not go to accounting while something is open
  await hand.press('h')
  await expect(page.getByRole('dialog').getByLabel('接收人')).toBeFocused()
  await hand.fill('孙会', '', '')
  await expect(shown(desk, /还有没处理也没签注的/)).toBeVisible()
  await hand.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)

  // Enter goes to the rows of a class, Enter there to the paper, ← back to the classes
  const first = before.classes.findIndex((row) => !isSettledClass(row))
  await classes.focus()
  for (let down = 0; down < first; down++) await hand.press('ArrowDown')
  const kind = open[0]!.kind
  await expect(grid(desk, t(findingKeys[kind]))).toHaveAttribute('aria-rowcount', String(open[0]!.total + 1))
  await hand.press('Enter')
  await expect(grid(desk, t(findingKeys[kind]))).toBeFocused()
  await hand.press('ArrowLeft')
  await expect(classes).toBeFocused()

  // every open class is left as it is, with a reason
  const signing = await hand.count(async () => {
    await hand.press('Home')
    for (const row of before.classes) {
      if (!isSettledClass(row)) {
        await expect(grid(desk, t(findingKeys[row.kind]))).toBeVisible()
        await hand.press('s')
        await expect(page.getByRole('dialog').getByRole('textbox')).toBeFocused()
        await hand.type('月中补齐')
        await hand.press('Control+Enter')
        await shown(desk, `${t(findingKeys[row.kind])} 已签注`).waitFor()
      }
      await hand.press('ArrowDown')
    }
  })
  expect(signing).toBeLessThanOrEqual(1 + before.classes.length + 2 * open.length)
  await expect(shown(desk, /可以交财务/)).toBeVisible()

  // the workbook, then the act: who takes it, and the sheet to sign
  const file = join(desk.folder, '月结移交.xlsx')
  await desk.choose(file)
  await hand.press('e')
  await shown(desk, /已存为 月结移交.xlsx/).waitFor()
  expect(existsSync(file)).toBe(true)
  const sums = await call<MonthSums>(desk, 'monthEnd.sums', { month })
  await hand.press('h')
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText('三处相符')).toBeVisible()
  await expect(dialog.getByText(formatFen(sums.closingFen)).first()).toBeVisible()
  await expect(dialog.getByLabel('接收人')).toHaveValue('孙会')
  await dialog.getByLabel('备注').focus()
  await hand.press('Enter')
  await shown(desk, /已移交:YJ\d{6}-\d\d/).waitFor()
  await expect(shown(desk, '移交以后这个月没有变动')).toBeVisible()
  await hand.press('Control+p')
  await expect(shown(desk, '接收人(签字)')).toBeVisible()
  await expect(shown(desk, /李敏/)).toBeVisible()
  expect((await check(desk, month)).handover).toMatchObject({ taker: '孙会', by: '李敏' })

  await desk.close()
  dropFolder(desk.folder)
})

import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import { workbook } from '../electron/testing/orderCorpus/writing.ts'
import type { Output } from '../shared/contract.ts'
import { dateOf, plusDays } from '../shared/dates.ts'
import type { openings } from '../shared/openings.ts'
import type { receivables } from '../shared/receivables.ts'
import { type Desk, dropFolder, openDesk, shown } from './desk.ts'
import { call } from './steps/masters.ts'
import { goTo, openDemo } from './steps/start.ts'

const dialog = ({ page }: Desk) => page.getByRole('dialog')
const grid = ({ page }: Desk, name: string) => page.getByRole('grid', { name, exact: true }).locator('visible=true')

test('the old books come over by keyboard: keyed and from Excel, held to their own total, on the accounts once', async () => {
  test.setTimeout(300_000)
  const desk = await openDesk()
  const { hand, page } = desk
  await openDemo(desk, '孙会')
  const { rows } = await call<Output<typeof receivables.list>>(desk, 'receivables.list', {})
  const customer = rows[0]!
  const owed = (
    await call<Output<typeof receivables.read>>(desk, 'receivables.read', { customerId: customer.customerId })
  ).balanceFen
  const day = (before: number): string => plusDays(dateOf(new Date()), -before)

  await goTo(desk, '收款对账', '期初余额')
  await page.getByRole('button', { name: /录期初/ }).waitFor()
  await hand.press('F4')
  await expect(dialog(desk).getByLabel('切换日')).toBeFocused()
  await page.keyboard.press('Control+a')
  await hand.fill(day(40))
  await expect(dialog(desk).getByLabel('旧账合计')).toBeFocused()
  await hand.type('3500.50')
  await hand.press('Control+s')
  await expect(dialog(desk)).toHaveCount(0)

  // one keyed: the second press of Ctrl+S saves nothing twice, and the window is ready for the next note
  await page.getByRole('button', { name: /录一张/ }).waitFor()
  await hand.press('n')
  await expect(dialog(desk).getByLabel(/^客户/).first()).toBeFocused()
  await hand.type(customer.customer)
  await page
    .getByRole('option', { name: new RegExp(customer.customer) })
    .first()
    .waitFor()
  await hand.press('Enter')
  await expect(dialog(desk).getByLabel(/^旧单号/)).toBeFocused()
  await hand.fill('旧账-001', day(75), '1200.50')
  await page.keyboard.press('Control+s')
  await page.keyboard.press('Control+s')
  await shown(desk, '旧账-001 已录').waitFor()
  await expect(dialog(desk).getByLabel(/^旧单号/)).toHaveValue('')
  await hand.press('Escape')
  await expect(grid(desk, '期初余额').getByText('旧账-001')).toHaveCount(1)

  // the sum is not the one of the old books: not locked, and it says by how much
  await hand.press('k')
  await dialog(desk).waitFor()
  await hand.press('Enter')
  await shown(desk, /差 -?2,300.00/).waitFor()

  // the rest from Excel; a note that is here already is not added again, and a wrong row says why
  const folder = mkdtempSync(join(tmpdir(), 'gendan-openings-'))
  const file = join(folder, '旧账.xlsx')
  writeFileSync(
    file,
    workbook([
      {
        name: '应收',
        rows: [
          ['客户', '单号', '日期', '未收金额', '客户PO'],
          [customer.customer, '旧账-001', day(75), 1200.5, ''],
          [customer.customer, '旧账-002', day(60), 2300, 'PO-77'],
          ['没有这一家', '旧账-003', day(60), 10, ''],
        ],
      },
    ]),
  )
  await desk.choose(file)
  await hand.press('i')
  await page.getByRole('button', { name: /选 Excel 文件/ }).waitFor()
  await hand.press('F4')
  await shown(desk, /新增 1、更改 0、一样 1、有错 1/).waitFor()
  await hand.press('Control+Enter')
  await dialog(desk).waitFor()
  await hand.press('Enter')
  await shown(desk, /导入好了:新增 1/).waitFor()

  // it agrees: locked once, however often the button is pressed, and on the account as old notes
  await goTo(desk, '收款对账', '期初余额')
  await shown(desk, '对上了').waitFor()
  await hand.press('k')
  await dialog(desk).getByRole('button', { name: /锁定/ }).dblclick()
  await shown(desk, '期初已锁定,共 3,500.50 元').waitFor()
  const [book] = await call<Output<typeof openings.books>>(desk, 'openings.books', {})
  expect(book).toMatchObject({ lockedBy: '孙会', sumFen: 350_050, notes: 2, customers: 1 })
  const now = await call<Output<typeof receivables.read>>(desk, 'receivables.read', { customerId: customer.customerId })
  expect(now.balanceFen - owed).toBe(350_050)

  // locked, a wrong one is reversed by a reason and nothing else
  await grid(desk, '期初余额').focus()
  await hand.press('Home')
  await expect(grid(desk, '期初余额').locator('[aria-selected=true]')).toContainText('已锁定')
  await page.getByRole('button', { name: /冲销/ }).locator('visible=true').waitFor()
  await hand.press('x')
  await dialog(desk).waitFor()
  await hand.type('旧账记错')
  await hand.press('Control+Enter')
  await shown(desk, /已冲销/).waitFor()
  const after = await call<Output<typeof receivables.read>>(desk, 'receivables.read', {
    customerId: customer.customerId,
  })
  expect([120_050, 230_000]).toContain(now.balanceFen - after.balanceFen)
  await desk.close()
  dropFolder(desk.folder)
  dropFolder(folder)
})

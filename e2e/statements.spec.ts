import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import type { Output } from '../shared/contract.ts'
import type { invoices } from '../shared/invoices.ts'
import { formatFen } from '../shared/money.ts'
import type { statements } from '../shared/statements.ts'
import { type Desk, dropFolder, newFolder, openDesk, shown } from './desk.ts'
import { call } from './steps/masters.ts'
import { goTo, openDemo } from './steps/start.ts'
import { goToRow } from './steps/lists.ts'

/** Sheet names of a workbook, as openpyxl reads them. */
const sheetsOf = (path: string): string[] =>
  JSON.parse(
    execFileSync('/usr/bin/python3', [
      '-c',
      'import json, sys, openpyxl; print(json.dumps(openpyxl.load_workbook(sys.argv[1]).sheetnames))',
      path,
    ]).toString(),
  ) as string[]

type Made = Output<typeof statements.list>['rows']
/** The first statement with something to pay and something to invoice. */
const owedAndNotInvoiced = async (desk: Desk, made: Made): Promise<Made[number]> => {
  for (const row of made) {
    const { customerId, id: statementId, closingFen } = row
    const open = await call<Output<typeof invoices.uninvoicedSums>>(desk, 'invoices.uninvoicedSums', {
      customerId,
      statementId,
    })
    if (closingFen > 0 && open.openFen > 0) return row
  }
  throw new Error('no statement to invoice in the demo office')
}

test('a month’s statements are made in one run, exported, disputed, settled and invoiced by keyboard', async () => {
  test.setTimeout(300_000)
  const folder = newFolder()
  const desk = await openDesk(folder)
  const { hand, page } = desk
  await openDemo(desk, '孙会')

  // this month for all customers, one key and a yes
  await goTo(desk, '收款对账', '对账单')
  await page.getByRole('button', { name: /全部生成/ }).waitFor()
  await hand.press('.', 'a')
  await page.getByRole('dialog').waitFor()
  await hand.press('Enter')
  await shown(desk, /做好 \d+ 张对账单/).waitFor()
  const month = (await page.getByLabel('月份').innerText()).trim()
  const { rows } = await call<Output<typeof statements.list>>(desk, 'statements.list', { month, limit: 200 })
  const made = rows.filter(({ state }) => state !== 'void')
  expect(made.length).toBeGreaterThan(5)

  // a workbook for each customer in a folder, and all in one
  const books = join(folder, '对账单')
  mkdirSync(books)
  await desk.choose(books)
  await hand.press('e')
  await shown(desk, /已导出/).waitFor()
  expect(readdirSync(books)).toHaveLength(made.length)
  const book = join(folder, '全部.xlsx')
  await desk.choose(book)
  await hand.press('b')
  await expect(() => expect(existsSync(book)).toBe(true)).toPass()
  expect(sheetsOf(book)).toHaveLength(made.length)

  // one goes out, comes back with another figure, and the difference goes into the next period
  const one = await owedAndNotInvoiced(desk, made)
  await goToRow(desk, '对账单', one.number)
  await hand.press('Enter')
  await page.getByRole('button', { name: /标为已发给客户/ }).waitFor()
  await hand.press('s')
  await page.getByRole('button', { name: /有差异/ }).waitFor()
  await hand.press('n')
  await page.getByRole('dialog').waitFor()
  await page.getByRole('dialog').getByLabel('差额(元)').fill('-20')
  await page.getByRole('dialog').locator('textarea, input[name="difference"]').first().fill('少一件配件')
  await hand.press('Control+s')
  await page.getByRole('button', { name: /处理异议/ }).waitFor()
  await hand.press('F4')
  await expect(page.getByRole('dialog').getByLabel('怎么处理')).toBeFocused()
  await hand.press('Enter', 'Enter')
  await hand.type('王会计电话')
  await hand.press('Control+s')
  // money on an account: what it comes to is said first
  await shown(desk, /记 -20\.00 元之后欠/).waitFor()
  await hand.press('Control+Enter')
  await shown(desk, `${one.number} 的异议已处理`).waitFor()
  const settled = await call<Output<typeof statements.read>>(desk, 'statements.read', { id: one.id })
  expect(settled).toMatchObject({ state: 'signed', disputeHow: 'adjusted' })

  // what it comes to is invoiced: the amount is there already, only the number is typed
  await page.getByRole('button', { name: /登记发票/ }).waitFor()
  const open = await call<Output<typeof invoices.uninvoicedSums>>(desk, 'invoices.uninvoicedSums', {
    customerId: one.customerId,
    statementId: one.id,
  })
  await hand.press('i')
  await expect(page.getByLabel('发票号码')).toBeFocused()
  await expect(page.getByLabel('价税合计')).toHaveValue(formatFen(open.openFen))
  await hand.type('26442000000012345678')
  await hand.press('Control+s')
  await shown(desk, '发票 26442000000012345678 已登记').waitFor()
  expect(
    await call<Output<typeof invoices.uninvoicedSums>>(desk, 'invoices.uninvoicedSums', {
      customerId: one.customerId,
      statementId: one.id,
    }),
  ).toMatchObject({ count: 0 })

  // part of it comes back: the amount is typed, the papers follow, and exactly that is not invoiced any more
  await page.getByRole('button', { name: /部分红冲/ }).waitFor()
  await hand.press('p')
  await expect(page.getByRole('dialog').getByLabel('红冲价税合计')).toBeFocused()
  await hand.type('100.07')
  await hand.press('Enter', 'Enter')
  await hand.type('26442000000012345679')
  await hand.press('Enter', 'Enter', 'Enter')
  await expect(page.getByRole('dialog').getByLabel('红冲原因')).toBeFocused()
  await hand.type('退货')
  await hand.press('Control+s')
  await shown(desk, /26442000000012345678 红冲了 100.07,还剩/).waitFor()
  await shown(desk, '冲的是').waitFor()
  expect(
    await call<Output<typeof invoices.uninvoicedSums>>(desk, 'invoices.uninvoicedSums', {
      customerId: one.customerId,
      statementId: one.id,
    }),
  ).toMatchObject({ openFen: 10_007 })
  await desk.close()
  dropFolder(folder)
})

import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import { workbook } from '../electron/testing/orderCorpus/writing.ts'
import type { bank } from '../shared/bank.ts'
import type { Output } from '../shared/contract.ts'
import { formatFen } from '../shared/money.ts'
import type { receipts } from '../shared/receipts.ts'
import type { receivables } from '../shared/receivables.ts'
import { type Desk, dropFolder, openDesk, shown } from './desk.ts'
import { call } from './steps/masters.ts'
import { goTo, openDemo } from './steps/start.ts'
import { goToRow, grid } from './steps/lists.ts'

const start = async (): Promise<Desk> => {
  const desk = await openDesk()
  await openDemo(desk, '孙会')
  return desk
}

test('what a customer owes by age; a call with a promise; more money than is open stays 预收; the slip; a receipt is void', async () => {
  test.setTimeout(300_000)
  const desk = await start()
  const { hand, page } = desk

  // a promise that was not kept stands on 今日 and opens the customer
  await goTo(desk, '收款对账', '应收款')
  await goToRow(desk, '应收款', '宏发贸易')
  await expect(grid(desk, '应收款').locator('[aria-selected=true]')).toContainText('没付')
  await hand.press('c')
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByLabel('哪天付')).toBeFocused()
  const list = await call<Output<typeof receivables.list>>(desk, 'receivables.list', {})
  const owing = list.rows.find(({ customer }) => customer === '宏发贸易')!
  const { on } = list
  await hand.fill(on.replaceAll('-', ''))
  await hand.press('Enter')
  await shown(desk, /怎么说/).waitFor()
  await dialog.getByLabel(/^怎么说/).focus()
  await hand.type('今天一定打')
  await hand.press('Control+s')
  // a day without an amount is asked back, nothing typed is lost
  await shown(desk, /请把付多少也写上/).waitFor()
  await expect(dialog.getByLabel('付多少')).toBeFocused()
  await hand.type('3000')
  await hand.press('Control+s')
  await shown(desk, /宏发贸易 答应/).waitFor()
  await hand.press('Enter')
  await shown(desk, '宏发贸易 应收').waitFor()
  await expect(grid(desk, '没付的单据')).toContainText('旧送 0817')
  await expect(grid(desk, '答应付款')).toContainText('改了日子')

  // money for all of it and a hundred more: the oldest first, what is over stays with the customer
  await hand.press('F8')
  await expect(page.getByLabel(/^金额/)).toBeFocused()
  const pressed = await hand.count(async () => {
    await hand.fill(String(owing.balanceFen / 100 + 100), '电汇 5566')
    await hand.press('Control+Enter')
  })
  await shown(desk, /已确认到账/).waitFor()
  expect(pressed).toBeLessThanOrEqual(10)
  await shown(desk, '100.00').waitFor()
  const after = await call<Output<typeof receivables.read>>(desk, 'receivables.read', { customerId: owing.customerId })
  expect(after).toMatchObject({ balanceFen: -10_000, prepaidFen: 10_000, overdueFen: 0 })
  expect(after.promises.map(({ state }) => state)).toEqual(['kept', 'changed'])

  // 收款收据, as it prints
  await hand.press('Control+p')
  await page.getByTitle(/210 × 148/).waitFor()
  const slip = page.locator('.page').locator('visible=true').first()
  await expect(slip).toContainText('收款收据')
  await expect(slip).toContainText('旧送 0817')
  await expect(slip).toContainText('预收 100.00')
  await hand.press('Control+F4')

  // it bounced: void, with a reason; the notes are open again
  const { rows } = await call<Output<typeof receipts.list>>(desk, 'receipts.list', { customerId: owing.customerId })
  await goTo(desk, '收款对账', '收款')
  await goToRow(desk, '收款', rows[0]!.number)
  await hand.press('Enter')
  await page.getByRole('button', { name: /作废/ }).locator('visible=true').waitFor()
  await hand.press('Control+Delete')
  await page.getByRole('dialog').waitFor()
  await hand.type('空头支票')
  await hand.press('Control+Enter')
  await shown(desk, /作废:空头支票/).waitFor()
  const again = await call<Output<typeof receivables.read>>(desk, 'receivables.read', { customerId: owing.customerId })
  expect(again.balanceFen).toBe(owing.balanceFen)
  await desk.close()
  dropFolder(desk.folder)
})

test('a bank’s file comes in once; one key books what fits, the rest is chosen or put aside', async () => {
  test.setTimeout(300_000)
  const desk = await start()
  const { hand, page } = desk
  await goTo(desk, '收款对账', '银行对账')
  await grid(desk, '银行对账').waitFor()
  const before = await call<Output<typeof bank.list>>(desk, 'bank.list', {})
  const first = before.rows[0]!
  expect(first.proposal).toMatchObject({ amountWay: 'one' })
  await grid(desk, '银行对账').focus()
  await hand.press('Home')
  await hand.press('y')
  await shown(desk, new RegExp(`SK\\d{6}-\\d+ 已入账 ${formatFen(first.amountFen)}`)).waitFor()
  const booked = await call<Output<typeof bank.read>>(desk, 'bank.read', { id: first.id })
  expect(booked).toMatchObject({ state: 'booked', decidedBy: '孙会' })

  // nobody's money is put aside with its reason
  await goToRow(desk, '银行对账', '利息')
  await hand.press('x')
  await page.getByRole('dialog').waitFor()
  await hand.type('银行利息')
  await hand.press('Control+Enter')
  await expect(grid(desk, '银行对账')).not.toContainText('结息')

  // a stranger: whose it is is chosen, and kept for the next time
  await goToRow(desk, '银行对账', '陈国强')
  await hand.press('c')
  await expect(page.getByRole('dialog').getByLabel(/^客户/)).toBeFocused()
  await hand.type('hfmy')
  await page.getByRole('option', { name: /宏发贸易/ }).waitFor()
  await hand.press('Enter')
  await shown(desk, /从最早的冲|正好/).waitFor()
  await hand.press('Control+s')
  await shown(desk, /已入账 18,600.00/).waitFor()

  // the next file of that account: its headings are known, what was there stays out
  const folder = mkdtempSync(join(tmpdir(), 'gendan-bank-'))
  const file = join(folder, '账户明细.xlsx')
  const day = first.bankedOn.replaceAll('-', '')
  const head = ['交易日期', '借方发生额', '贷方发生额', '对方户名', '流水号', '摘要']
  writeFileSync(
    file,
    workbook([
      {
        name: '明细',
        rows: [
          ['工商银行账户交易明细'],
          head,
          [day, null, 500, '陈国强', '99001', '转账'],
          [day, 66, null, '供电局', '99002', '电费'],
          ['合计', 66, 500],
        ],
      },
    ]),
  )
  await desk.choose(file)
  await hand.press('i')
  await page.getByRole('button', { name: /选 Excel 文件/ }).waitFor()
  await hand.press('F4')
  await expect(grid(desk, '预览')).toContainText('500.00')
  await hand.press('Control+Enter')
  await page.getByRole('dialog').waitFor()
  await hand.press('Enter')
  await shown(desk, /导入好了:新增 1/).waitFor()
  const next = await call<Output<typeof bank.list>>(desk, 'bank.list', {})
  expect(next.rows.find(({ slipNumber }) => slipNumber === '99001')).toMatchObject({
    amountFen: 50_000,
    proposal: { customer: '宏发贸易', payerWay: 'before' },
  })

  // one column of amounts without a sign: it is asked, and read by the column that is chosen
  const bare = join(folder, '流水.xlsx')
  writeFileSync(
    bare,
    workbook([
      {
        name: '流水',
        rows: [
          ['交易日期', '交易金额', '标志A', '标志B', '对方户名', '流水号'],
          [day, 700, '来账', '贷', '陈国强', '99101'],
          [day, '1,234.50', '往账', '借', '木材行', '99102'],
        ],
      },
    ]),
  )
  await desk.choose(bare)
  await hand.press('F4')
  await shown(desk, /分不出收入和支出/).waitFor()
  await expect(page.getByRole('button', { name: /^导入/ }).locator('visible=true')).toBeDisabled()
  await hand.press('F6')
  await shown(desk, /新增 2/).waitFor()
  await hand.press('F6')
  await hand.press('F7')
  await expect(page.getByLabel('借贷')).toBeFocused()
  await hand.press('ArrowDown', 'ArrowDown', 'ArrowDown')
  await shown(desk, /新增 1、更改 0、不用记 1、有错 0/).waitFor()
  await hand.press('Control+Enter')
  await page.getByRole('dialog').waitFor()
  await hand.press('Enter')
  await shown(desk, /导入好了:新增 1/).waitFor()
  const told = await call<Output<typeof bank.list>>(desk, 'bank.list', {})
  expect(told.rows.filter(({ slipNumber }) => slipNumber.startsWith('991')).map(({ amountFen }) => amountFen)).toEqual([
    70_000,
  ])
  await desk.close()
  dropFolder(desk.folder)
})

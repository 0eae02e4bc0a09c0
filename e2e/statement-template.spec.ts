import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import type { Output } from '../shared/contract.ts'
import type { layouts } from '../shared/layouts.ts'
import type { statements } from '../shared/statements.ts'
import { dropFolder, newFolder, openDesk, shown } from './desk.ts'
import { call } from './steps/masters.ts'
import { goTo, openDemo } from './steps/start.ts'
import { goToRow, grid } from './steps/lists.ts'

const python = (script: string, ...args: string[]): string =>
  execFileSync('/usr/bin/python3', ['-c', script, ...args]).toString()

/** The sample as an office changes it: words of its own, a logo's place, larger type; the names are where they were. */
const change = `
import sys, openpyxl
from openpyxl.styles import Font
wb = openpyxl.load_workbook(sys.argv[1]); ws = wb.worksheets[0]
ws['A15'] = '我们自己的话'; ws['A1'].font = Font(name='黑体', size=22, bold=True); ws.column_dimensions['A'].width = 15
wb.save(sys.argv[2])
`
/** Without 期末余额: no statement. */
const spoil = `
import sys, openpyxl
wb = openpyxl.load_workbook(sys.argv[1])
wb.defined_names.definedName = [d for d in wb.defined_names.definedName if d.name != '期末余额']
wb.save(sys.argv[2])
`
const look = `
import json, sys, openpyxl
wb = openpyxl.load_workbook(sys.argv[1]); ws = wb.worksheets[0]; cached = openpyxl.load_workbook(sys.argv[1], data_only=True).worksheets[0]
closing = [d.attr_text for d in wb.defined_names.definedName if d.name == '期末余额'][0].split('!')[1].replace('$', '')
print(json.dumps(dict(sheets=wb.sheetnames, words=[c.value for row in ws.iter_rows() for c in row if isinstance(c.value, str)], size=ws['A1'].font.sz, width=ws.column_dimensions['A'].width, closing=cached[closing].value, formula=ws[closing].value)))
`
interface Look {
  sheets: string[]
  words: string[]
  size: number
  width: number
  closing: number
  formula: string
}
const lookAt = (path: string): Look => JSON.parse(python(look, path)) as Look

test('a customer’s statement in the office’s own workbook: a sample taken out, changed, put in and exported by keys', async () => {
  test.setTimeout(300_000)
  const folder = newFolder()
  const desk = await openDesk(folder)
  const { hand, page } = desk
  await openDemo(desk, '赵经理')
  await goTo(desk, '收款对账', '对账单')
  const month = (await page.getByLabel('月份').innerText()).trim()
  const { rows } = await call<Output<typeof statements.list>>(desk, 'statements.list', { month, limit: 200 })
  const made = rows.filter(({ state }) => state !== 'void')
  const one = made.find(({ closingFen }) => closingFen > 0)!
  expect(made.length).toBeGreaterThan(2)

  // the layout of the statement of one customer
  await goTo(desk, '设置', '单据版式')
  await shown(desk, '出厂版式').waitFor()
  await goToRow(desk, '单据版式', '对账单')
  await hand.press('F4')
  await expect(page.getByLabel(/^客户\s*\*?$/)).toBeFocused()
  await hand.type(one.customer)
  await page
    .getByRole('option', { name: new RegExp(one.customer) })
    .first()
    .waitFor()
  await hand.press('Enter')
  await expect(page.getByRole('combobox', { name: '单据', exact: true })).toBeFocused()
  await hand.press('Enter')
  await page.getByRole('tab', { name: /纸张/ }).locator('visible=true').waitFor()
  await hand.press('Control+3')
  await shown(desk, '现在不用模板').waitFor()

  // a sample to begin from, changed outside
  const [sample, own, spoilt] = ['样板.xlsx', '我们的.xlsx', '坏的.xlsx'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ]
  await desk.choose(sample)
  await hand.press('Alt+y')
  await shown(desk, '已存为 样板.xlsx').waitFor()
  python(change, sample, own)
  python(spoil, own, spoilt)

  // a wrong file is told in words and changes nothing; a right one is used once it is saved
  await desk.choose(spoilt)
  await hand.press('F4')
  await page.getByRole('dialog').getByText('缺「期末余额」').waitFor()
  await hand.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  const text = join(folder, '文字.xlsx')
  writeFileSync(text, '日期,金额')
  await desk.choose(text)
  await hand.press('F4')
  await shown(desk, /“文字\.xlsx”不是表格/).waitFor()
  await shown(desk, '现在不用模板').waitFor()
  await desk.choose(own)
  await hand.press('F4')
  await shown(desk, /「我们的\.xlsx」可以用/).waitFor()
  await hand.press('Control+s')
  await shown(desk, '已保存').waitFor()
  const { content } = await call<Output<typeof layouts.read>>(desk, 'layouts.read', {
    paper: 'statement',
    customerId: one.customerId,
  })
  expect(content.template?.name).toBe('我们的.xlsx')
  const again = join(folder, '取出.xlsx')
  await desk.choose(again)
  await hand.press('Alt+o')
  await shown(desk, '已存为 取出.xlsx').waitFor()
  expect(readFileSync(again).equals(readFileSync(own))).toBe(true)

  // the month's workbooks: this customer's is its own
  await goTo(desk, '收款对账', '对账单')
  const books = join(folder, '对账单')
  mkdirSync(books)
  await desk.choose(books)
  await grid(desk, '对账单').focus()
  await hand.press('e')
  await shown(desk, /已导出/).waitFor()
  const files = readdirSync(books)
  expect(files).toHaveLength(made.length)
  const mine = files.filter((name) => lookOrNull(join(books, name))?.words.includes('我们自己的话'))
  expect(mine).toHaveLength(1)
  const found = lookAt(join(books, mine[0]!))
  expect(found).toMatchObject({ size: 22, width: 15, closing: one.closingFen / 100 })
  expect(found.formula).toMatch(/^=ROUND\(/)

  // one workbook of all: told beforehand that this one stands beside it
  const book = join(folder, '全部.xlsx')
  await desk.choose(book)
  await hand.press('b')
  await page.getByRole('dialog').getByText(`${one.customer}用自己的 Excel 模板`).waitFor()
  await hand.press('Enter')
  await shown(desk, /另有 1 家各存一个工作簿/).waitFor()
  expect(existsSync(book)).toBe(true)
  const beside = readdirSync(folder).filter((name) => name.startsWith('全部 '))
  expect(beside).toHaveLength(1)
  expect(lookAt(join(folder, beside[0]!)).closing).toBe(one.closingFen / 100)

  // and back to how the program makes it
  await goTo(desk, '设置', '单据版式')
  await goToRow(desk, '单据版式', one.customer)
  await hand.press('Enter')
  await hand.press('Control+3')
  await shown(desk, '我们的.xlsx').waitFor()
  await hand.press('Alt+n')
  await hand.press('Control+s')
  await shown(desk, '现在不用模板').waitFor()
  expect(await call<Output<typeof statements.templated>>(desk, 'statements.templated', { month })).toMatchObject({
    apart: 0,
  })
  await desk.close()
  dropFolder(folder)
})

/** Null for a workbook without our names: one as the program makes it. */
const lookOrNull = (path: string): Look | null =>
  Number(
    python('import sys, openpyxl; print(len(openpyxl.load_workbook(sys.argv[1]).defined_names.definedName))', path),
  ) > 3
    ? lookAt(path)
    : null

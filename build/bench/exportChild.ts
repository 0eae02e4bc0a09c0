/**
 * One export of 100,000 rows in a process of its own, so that its memory is its own: `ours` with the app's writer,
 * `exceljs` with the library's streaming writer given the same cells. Prints milliseconds and the megabytes it added.
 */
import { writeFile } from 'node:fs/promises'
import ExcelJS from 'exceljs'
import { type SheetCell, type SheetColumn, writeTable } from '../../electron/sheets/write.ts'

const rowCount = 100_000
const columns: SheetColumn[] = [
  { header: '单号', kind: 'text' },
  { header: '客户', kind: 'text' },
  { header: '日期', kind: 'date' },
  { header: '品名规格', kind: 'text' },
  { header: '数量', kind: 'quantity' },
  { header: '单价', kind: 'unitPrice' },
  { header: '金额', kind: 'money' },
  { header: '备注', kind: 'text' },
]
const day = (index: number): string =>
  `2026-${String(1 + (index % 12)).padStart(2, '0')}-${String(1 + (index % 28)).padStart(2, '0')}`

function* rows(): Generator<SheetCell[]> {
  for (let index = 0; index < rowCount; index++)
    yield [
      `XS26${String(index).padStart(6, '0')}`,
      `永兴家居 ${index % 400}`,
      day(index),
      `餐桌 ${800 + (index % 400)}×400×750`,
      (1 + (index % 60)) * 1000,
      1_180_000_000 + (index % 50) * 500_000,
      1_416_000 + index,
      index % 7 === 0 ? '补单' : '',
    ]
}

const withOurs = async (path: string): Promise<void> => {
  await writeTable(path, { name: '送货', title: '送货明细', columns, rows: rows() })
}

const formats = ['@', '@', 'yyyy-mm-dd', '@', '#,##0', '#,##0.00####', '#,##0.00', '@']
const thin = { style: 'thin' } as const
const border = { top: thin, left: thin, bottom: thin, right: thin }

const withLibrary = async (path: string): Promise<void> => {
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ filename: path, useStyles: true })
  const sheet = workbook.addWorksheet('送货', { views: [{ state: 'frozen', ySplit: 2 }] })
  const styles = formats.map((numFmt) => ({ numFmt, border, font: { name: '宋体', size: 10 } }))
  sheet.addRow(['送货明细']).commit()
  sheet.addRow(columns.map(({ header }) => header)).commit()
  for (const [number, customer, on, what, quantity, price, amount, remark] of rows()) {
    const row = sheet.addRow([
      number,
      customer,
      new Date(`${String(on)}T00:00:00Z`),
      what,
      Number(quantity) / 1000,
      Number(price) / 1_000_000,
      Number(amount) / 100,
      remark,
    ])
    for (const [index, style] of styles.entries()) row.getCell(index + 1).style = style
    row.commit()
  }
  await workbook.commit()
}

const [, , which, path] = process.argv
const before = process.memoryUsage().rss
let most = before
const watch = setInterval(() => {
  most = Math.max(most, process.memoryUsage().rss)
}, 20)
const started = performance.now()
await (which === 'ours' ? withOurs(path!) : withLibrary(path!))
const milliseconds = performance.now() - started
clearInterval(watch)
most = Math.max(most, process.memoryUsage().rss)
await writeFile(`${path!}.json`, JSON.stringify({ milliseconds, megabytes: (most - before) / 1024 / 1024 }))

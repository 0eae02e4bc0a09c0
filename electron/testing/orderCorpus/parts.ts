import type { PictureProblem } from '../../../shared/sheets.ts'
import { type Cell, encoded, type MadeSheet, workbook } from './writing.ts'

/**
 * Orders as customers send them. What each must come to is written here beside it, not found out by reading it:
 * `code|spec|colour|quantity|price|due|po` for a line, ` ?field` for what is to be looked at, `!row field` for a line
 * that cannot be taken and why. A spec is only given where the file says it.
 */
export interface HonestFile {
  name: string
  fileName: string
  bytes: Uint8Array
  expected: string[]
  /** For each line the bar of its picture (testing/pictures.ts), or the problem it has; left out where there are none. */
  pictures?: (number | PictureProblem | null)[]
}

export const goods = [
  { code: 'TS-801', name: '实木餐桌', spec: '1400×800×750', unit: '张', colours: '胡桃/原木', price: 1180 },
  { code: 'TS-812', name: '餐椅', spec: '450×520×900', unit: '把', colours: '胡桃/原木', price: 320 },
  { code: 'TS-905', name: '茶几', spec: '1200×600×450', unit: '件', colours: '白/黑', price: 680 },
  { code: '00712', name: '床头柜', spec: '', unit: '个', colours: '', price: 260 },
  { code: 'TX-01', name: '圆领T恤', spec: '', unit: '件', colours: '', price: 35 },
  { code: 'TS-830', name: '长餐凳', spec: '1100×350×450', unit: '张', colours: '原木', price: 410 },
] as const
/** What the customer calls some of them. */
export const items = [
  { itemCode: 'KH-1001', itemName: '大餐台', code: 'TS-801' },
  { itemCode: 'A0023', itemName: '餐椅B款', code: 'TS-812' },
] as const

export const head = ['货号', '品名', '颜色', '数量', '单位', '单价', '金额', '交期', '订单号']
export const table = ['TS-801', '实木餐桌', '胡桃', 12, '张', 1180, 14_160, '2026-12-15', 'PO-1']
export const chair = ['TS-812', '餐椅', '胡桃', 72, '把', 320, 23_040, '2026-12-15', 'PO-1']
export const low = ['TS-905', '茶几', '白', 6, '件', 680, 4080, '2026-12-15', 'PO-1']
export const three = ['TS-801||胡桃|12|1,180.00|2026-12-15|PO-1', 'TS-812||胡桃|72|320.00|2026-12-15|PO-1']
export const all = [...three, 'TS-905||白|6|680.00|2026-12-15|PO-1']
export const blank: Cell[] = []

export const xlsx = (name: string, sheets: MadeSheet[], expected: string[], date1904 = false): HonestFile => ({
  name,
  fileName: `${name}.xlsx`,
  bytes: workbook(sheets, 'xlsx', date1904),
  expected,
})
export const xls = (
  name: string,
  sheets: MadeSheet[],
  expected: string[],
  kind: 'biff8' | 'biff5' | 'xlml' = 'biff8',
) => ({
  name,
  fileName: `${name}.xls`,
  bytes: workbook(sheets, kind),
  expected,
})
export const text = (
  name: string,
  words: string,
  encoding: Parameters<typeof encoded>[1],
  expected: string[],
  ending = 'csv',
) => ({
  name,
  fileName: `${name}.${ending}`,
  bytes: encoded(words, encoding),
  expected,
})

import { type Cell, csv, day, encoded, htmlTable, type MadeSheet, numberAs, workbook } from './writing.ts'

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

const head = ['货号', '品名', '颜色', '数量', '单位', '单价', '金额', '交期', '订单号']
const table = ['TS-801', '实木餐桌', '胡桃', 12, '张', 1180, 14_160, '2026-12-15', 'PO-1']
const chair = ['TS-812', '餐椅', '胡桃', 72, '把', 320, 23_040, '2026-12-15', 'PO-1']
const low = ['TS-905', '茶几', '白', 6, '件', 680, 4080, '2026-12-15', 'PO-1']
const three = ['TS-801||胡桃|12|1,180.00|2026-12-15|PO-1', 'TS-812||胡桃|72|320.00|2026-12-15|PO-1']
const all = [...three, 'TS-905||白|6|680.00|2026-12-15|PO-1']
const blank: Cell[] = []

const xlsx = (name: string, sheets: MadeSheet[], expected: string[], date1904 = false): HonestFile => ({
  name,
  fileName: `${name}.xlsx`,
  bytes: workbook(sheets, 'xlsx', date1904),
  expected,
})
const xls = (name: string, sheets: MadeSheet[], expected: string[], kind: 'biff8' | 'biff5' | 'xlml' = 'biff8') => ({
  name,
  fileName: `${name}.xls`,
  bytes: workbook(sheets, kind),
  expected,
})
const text = (
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

const plain = (): HonestFile[] => [
  xlsx('plain list', [{ rows: [head, table, chair, low] }], all),
  xlsx(
    'merged titles above',
    [
      {
        rows: [
          ['永兴家居有限公司'],
          ['采 购 订 单'],
          ['地址:佛山 电话:0757-88886666 传真:88886667'],
          blank,
          head,
          table,
          chair,
          low,
        ],
        merges: ['A1:I1', 'A2:I2', 'A3:I3'],
      },
    ],
    all,
  ),
  xlsx(
    'order number and due date above the table',
    [
      {
        rows: [
          ['采购订单'],
          ['供应商:', '禾杉家具', null, '订单号:', 'CG20261122-7'],
          ['日期:2026-11-22', null, null, '交货日期:2026-12-20'],
          ['货号', '品名', '数量', '单价'],
          ['TS-801', '实木餐桌', 10, 1180],
          ['TS-812', '餐椅', 40, 320],
        ],
        merges: ['A1:E1'],
      },
    ],
    ['TS-801|||10|1,180.00|2026-12-20|CG20261122-7', 'TS-812|||40|320.00|2026-12-20|CG20261122-7'],
  ),
  xlsx('blank lines between', [{ rows: [blank, head, blank, table, blank, blank, chair, low, blank] }], all),
  xlsx(
    'totals in the middle and at the end',
    [
      {
        rows: [
          head,
          table,
          ['小计', null, null, 12, null, null, 14_160],
          chair,
          low,
          ['小计:', null, null, 78, null, null, 27_120],
          ['合  计', null, null, 90, null, null, 41_280],
        ],
      },
    ],
    all,
  ),
  xlsx(
    'notes and signatures under the table',
    [
      {
        rows: [
          head,
          table,
          chair,
          low,
          ['合计', null, null, 90, null, null, 41_280],
          ['金额大写:肆万壹仟贰佰捌拾元整'],
          ['备注:1. 包装五层纸箱 2. 外箱印唛头 100 个'],
          ['交货地址:佛山市顺德区乐从镇 8 号'],
          ['制单:张三', null, '审核:李四', null, null, '供方(盖章):'],
        ],
      },
    ],
    all,
  ),
  xlsx(
    'two head rows, Chinese and English',
    [
      {
        rows: [
          head,
          ['Item No.', 'Description', 'Color', 'Qty', 'Unit', 'Price', 'Amount', 'Delivery', 'PO No.'],
          table,
          chair,
          low,
        ],
      },
    ],
    all,
  ),
  xlsx(
    'two head rows with groups',
    [
      {
        rows: [
          ['产品信息', null, null, '订购', null, null, null, '交期', '订单号'],
          ['货号', '品名', '颜色', '数量', '单位', '单价', '金额'],
          table,
          chair,
          low,
        ],
        merges: ['A1:C1', 'D1:G1', 'H1:H2', 'I1:I2'],
      },
    ],
    all,
  ),
  xlsx(
    'bilingual heads in one cell',
    [
      {
        rows: [
          [
            '货号 Item No.',
            '品名 Description',
            '颜色 Color',
            '数量\nQty',
            '单位 Unit',
            '单价 Unit Price',
            '金额 Amount',
            '交期 Delivery Date',
            '订单号 PO No.',
          ],
          table,
          chair,
          low,
        ],
      },
    ],
    all,
  ),
  xlsx(
    'English only',
    [
      {
        rows: [
          ['PO No.', 'Item No.', 'Description', 'Qty', 'U/Price', 'Ship Date'],
          ['PO-1', 'TS-801', '实木餐桌', '12 pcs', '¥1,180.00', '2026/12/15'],
        ],
      },
    ],
    ['TS-801|||12|1,180.00|2026-12-15|PO-1'],
  ),
]

const numbers = (): HonestFile[] => [
  xlsx(
    'numbers as text',
    [
      {
        rows: [
          head,
          ['TS-801', '实木餐桌', '胡桃', '12', '张', '1180.00', '14160.00', '2026-12-15', 'PO-1'],
          ['TS-812', '餐椅', '胡桃', ' 72 ', '把', '¥320', '23,040.00元', '2026-12-15', 'PO-1'],
        ],
      },
    ],
    three,
  ),
  xlsx(
    'full-width digits and thousands separators',
    [
      {
        rows: [
          head,
          ['TS-801', '实木餐桌', '胡桃', '１２', '张', '1,180.00', '14,160', '2026-12-15', 'PO-1'],
          ['ＴＳ-812', '餐椅', '胡桃', '７２', '把', '３２０', 23_040, '2026-12-15', 'PO-1'],
        ],
      },
    ],
    three,
  ),
  xlsx(
    'code with leading zeros, as text and by its format',
    [
      {
        rows: [
          ['货号', '数量', '单价', '交期'],
          ['00712', 5, 260, '2026-12-15'],
          [numberAs(712, '00000'), 8, 260, '2026-12-15'],
        ],
      },
    ],
    ['00712|||5|260.00|2026-12-15|', '00712|||8|260.00|2026-12-15|'],
  ),
  xlsx(
    'dates of the 1900 calendar in Chinese formats',
    [
      {
        rows: [
          head,
          [...table.slice(0, 7), day('2026-12-15', 'yyyy"年"m"月"d"日"'), 'PO-1'],
          [...chair.slice(0, 7), day('2026-12-15', 'm/d/yy'), 'PO-1'],
        ],
      },
    ],
    three,
  ),
  xlsx(
    'dates of the 1904 calendar',
    [
      {
        rows: [
          head,
          [...table.slice(0, 7), day('2026-12-15', 'yyyy/m/d', true), 'PO-1'],
          [...chair.slice(0, 7), day('2026-12-15', 'yyyy-mm-dd', true), 'PO-1'],
        ],
      },
    ],
    three,
    true,
  ),
  xlsx(
    'dates as people type them',
    [
      {
        rows: [
          ['货号', '数量', '单价', '要求交期'],
          ...[
            '2026年12月15日',
            '12/15',
            '2026.12.15',
            '12月15日前',
            '20261215',
            '15/12/2026',
            '2026-12-15 00:00:00',
          ].map((typed, index) => ['TS-801', 10 + index, 1180, typed]),
        ],
      },
    ],
    Array.from({ length: 7 }, (_, index) => `TS-801|||${10 + index}|1,180.00|2026-12-15|`),
  ),
  xlsx(
    'unit behind the number',
    [
      {
        rows: [
          ['款号', '品名', '订购数量', '价格', '交货日期'],
          ['TS-801', '实木餐桌', '12张', '1180元/张', '2026-12-15'],
          ['TS-812', '餐椅', '72 把', '320.00元', '2026-12-15'],
        ],
      },
    ],
    ['TS-801|||12|1,180.00|2026-12-15|', 'TS-812|||72|320.00|2026-12-15|'],
  ),
  xlsx(
    'no price: what was agreed holds',
    [
      {
        rows: [
          ['货号', '品名', '颜色', '数量', '交期'],
          ['TS-801', '实木餐桌', '胡桃', 12, '2026-12-15'],
        ],
      },
    ],
    ['TS-801||胡桃|12|1,180.00|2026-12-15|'],
  ),
  xlsx(
    'amount without a price',
    [
      {
        rows: [
          ['货号', '数量', '金额', '交期'],
          ['TS-812', 10, 3200, '2026-12-15'],
        ],
      },
    ],
    ['TS-812|||10|320.00|2026-12-15|'],
  ),
  xlsx(
    'a formula result a hair off',
    [
      {
        rows: [
          ['货号', '数量', '单价', '金额', '交期'],
          ['TS-801', 12, 1180.000000000001, 14_160.000000000002, '2026-12-15'],
        ],
      },
    ],
    ['TS-801|||12|1,180.00|2026-12-15|'],
  ),
]

const layouts = (): HonestFile[] => [
  xlsx(
    'name merged over its colours',
    [
      {
        rows: [head, table, [null, null, '原木', 8, '张', 1180, 9440, null, null], low],
        merges: ['A2:A3', 'B2:B3', 'H2:H3', 'I2:I3'],
      },
    ],
    ['TS-801||胡桃|12|1,180.00|2026-12-15|PO-1', 'TS-801||原木|8|1,180.00|2026-12-15|PO-1', all[2]!],
  ),
  xlsx(
    'quantity merged over two rows is not counted twice',
    [
      {
        rows: [head, table, ['TS-812', '餐椅', '胡桃', null, '把', 320, null, '2026-12-15', 'PO-1']],
        merges: ['D2:D3'],
      },
    ],
    [all[0]!, '!3 quantity'],
  ),
  xlsx(
    'sizes side by side',
    [
      {
        rows: [
          ['款号', '品名', '颜色', '尺码', null, null, null, '合计', '单价', '交期'],
          [null, null, null, 'S', 'M', 'L', 'XL'],
          ['TX-01', '圆领T恤', '白', 10, 20, 30, null, 60, 35, '2026-12-15'],
          ['TX-01', '圆领T恤', '黑', null, 15, 15, 5, 36, 35, '2026-12-15'],
          ['合计', null, null, 10, 35, 45, 5, 96],
        ],
        merges: ['D1:G1', 'A1:A2', 'B1:B2', 'C1:C2', 'H1:H2', 'I1:I2', 'J1:J2'],
      },
    ],
    [
      ...['S|白|10', 'M|白|20', 'L|白|30'].map((line) => `TX-01|${line}|35.00|2026-12-15|`),
      ...['M|黑|15', 'L|黑|15', 'XL|黑|5'].map((line) => `TX-01|${line}|35.00|2026-12-15| ?quantity`),
    ],
  ),
  xlsx(
    'sizes in a single head row',
    [
      {
        rows: [
          ['款号', '颜色', 'S', 'M', 'L', '合计', '单价', '交期'],
          ['TX-01', '白', 1, 2, 3, 6, 35, '2026-12-15'],
        ],
      },
    ],
    ['TX-01|S|白|1|35.00|2026-12-15|', 'TX-01|M|白|2|35.00|2026-12-15|', 'TX-01|L|白|3|35.00|2026-12-15|'],
  ),
  xlsx(
    'colours side by side under the quantity',
    [
      {
        rows: [
          ['货号', '品名', '数量', null, '单价', '交期'],
          [null, null, '胡桃', '原木'],
          ['TS-801', '实木餐桌', 4, 6, 1180, '2026-12-15'],
          ['TS-812', '餐椅', 16, null, 320, '2026-12-15'],
        ],
        merges: ['C1:D1', 'A1:A2', 'B1:B2', 'E1:E2', 'F1:F2'],
      },
    ],
    [
      'TS-801||胡桃|4|1,180.00|2026-12-15|',
      'TS-801||原木|6|1,180.00|2026-12-15|',
      'TS-812||胡桃|16|320.00|2026-12-15|',
    ],
  ),
  xlsx(
    'cartons beside the pieces',
    [
      {
        rows: [
          ['货号', '品名', '数量', null, null, '单价', '交期'],
          [null, null, '箱数', '每箱', '总数'],
          ['TS-812', '餐椅', 18, 4, 72, 320, '2026-12-15'],
        ],
        merges: ['C1:E1', 'A1:A2', 'B1:B2', 'F1:F2', 'G1:G2'],
      },
    ],
    ['TS-812|||72|320.00|2026-12-15|'],
  ),
  xlsx(
    'the same block twice, side by side',
    [
      {
        rows: [
          ['订单号:PO-1', null, null, null, '交期:2026-12-15'],
          ['货号', '颜色', '数量', null, '货号', '颜色', '数量'],
          ['TS-801', '胡桃', 12, null, 'TS-905', '白', 6],
          ['TS-812', '胡桃', 72],
        ],
      },
    ],
    [all[0]!, all[2]!, all[1]!],
  ),
  xlsx(
    'rows the customer hid',
    [{ rows: [head, table, chair, low], hiddenRows: [2] }],
    [all[0]!, `${all[1]!} ?row`, all[2]!],
  ),
  xlsx(
    'a hidden old quantity column',
    [
      {
        rows: [
          ['货号', '数量', '数量', '单价', '交期'],
          ['TS-801', 99, 12, 1180, '2026-12-15'],
        ],
        hiddenColumns: [1],
      },
    ],
    ['TS-801|||12|1,180.00|2026-12-15|'],
  ),
  xlsx(
    'several sheets, an order number each',
    [
      { name: 'PO-1', rows: [['订单号:PO-1'], head.slice(0, 8), table.slice(0, 8)] },
      { name: 'PO-2', rows: [['订单号:PO-2'], head.slice(0, 8), chair.slice(0, 8)] },
      {
        name: '说明',
        rows: [
          ['收货地址', '佛山'],
          ['电话', '0757'],
        ],
      },
    ],
    ['TS-801||胡桃|12|1,180.00|2026-12-15|PO-1', 'TS-812||胡桃|72|320.00|2026-12-15|PO-2'],
  ),
  xlsx(
    'an older order in a hidden sheet',
    [
      { name: '旧单', rows: [head, low, low, chair, table], hidden: true },
      { name: '新单', rows: [head, table] },
    ],
    [all[0]!],
  ),
  xlsx(
    'the headings again on the second page, 同上 below',
    [{ rows: [head, table, ['第 2 页'], head, ['TS-812', '餐椅', '同上', 72, '把', 320, 23_040, '〃', '同上']] }],
    three,
  ),
]

const others = (): HonestFile[] => [
  text('GBK from an old program', csv([head, table, chair, low]), 'gbk', all),
  text('UTF-8 with semicolons', csv([head, table, chair, low], ';'), 'utf-8', all),
  text(
    'Big5 from Taiwan',
    csv([
      ['貨號', '品名', '顏色', '數量', '單價', '交期', '訂單號'],
      ['TS-801', '餐桌', '胡桃', 12, 1180, '2026-12-15', 'PO-1'],
    ]),
    'big5',
    [all[0]!],
  ),
  text('tabs in UTF-16 as Excel calls Unicode text', csv([head, table, chair, low], '\t'), 'utf-16le', all),
  text(
    'web page called xls',
    htmlTable([['采购单'], head, table, chair, low, ['合计', null, null, 90]]),
    'utf-8',
    all,
    'xls',
  ),
  xls('real BIFF xls', [{ rows: [['永兴家居 采购单'], head, table, chair, low], merges: ['A1:I1'] }], all),
  xls('Excel 2003 XML', [{ rows: [head, table, chair, low] }], all, 'xlml'),
  xlsx(
    'their own item codes and a name alone',
    [
      {
        rows: [
          ['物料编码', '物料名称', '数量', '单价', '交期'],
          ['KH-1001', '大餐台', 3, 1180, '2026-12-15'],
          ['a0023', '餐椅B款', 12, 320, '2026-12-15'],
          [null, '长餐凳', 6, 410, '2026-12-15'],
        ],
      },
    ],
    ['TS-801|||3|1,180.00|2026-12-15|', 'TS-812|||12|320.00|2026-12-15|', 'TS-830||原木|6|410.00|2026-12-15|'],
  ),
  xlsx(
    'what cannot be taken, and why',
    [
      {
        rows: [
          head,
          ['KH-9999', '从没见过的柜子', '白', 2, '件', 900, 1800, '2026-12-15', 'PO-1'],
          ['TS-801', '实木餐桌', '胡桃', '待定', '张', 1180, null, '2026-12-15', 'PO-1'],
          ['TS-812', '餐椅', '胡桃', 72, '把', '面议', null, '2026-12-15', 'PO-1'],
          ['TS-905', '茶几', '白', 6, '件', 680, 4080, '尽快', 'PO-1'],
          ['TS-905', '茶几', '白', -6, '件', 680, -4080, '2026-12-15', 'PO-1'],
        ],
      },
    ],
    ['!2 itemCode', '!3 quantity', '!4 price', '!5 due', '!6 quantity'],
  ),
  xlsx(
    'what should be looked at',
    [
      {
        rows: [
          head,
          ['TS-801', '实木餐桌', '胡桃', 12, '张', 1100, 13_200, '2026-12-15', 'PO-1'],
          ['TS-812', '餐椅', '胡桃', 72, '把', 320, 23_000, '2026-12-15', 'PO-1'],
          ['TS-905', '茶几', '白', 6, '件', 680, 4080, '2026-11-01', 'PO-1'],
          ['TS-905', '沙发床', '白', 7, '套', 680, 4760, '2026-12-15', 'PO-1'],
        ],
      },
    ],
    [
      'TS-801||胡桃|12|1,100.00|2026-12-15|PO-1 ?price',
      'TS-812||胡桃|72|320.00|2026-12-15|PO-1 ?amount',
      'TS-905||白|6|680.00|2026-11-01|PO-1 ?due',
      'TS-905||白|7|680.00|2026-12-15|PO-1 ?name,unit',
    ],
  ),
]

export const honestFiles = (): HonestFile[] => [...plain(), ...numbers(), ...layouts(), ...others()]

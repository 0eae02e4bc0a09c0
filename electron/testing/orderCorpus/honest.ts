import { layouts } from './honestLayouts.ts'
import { honestPictures } from './honestPictures.ts'
import { all, blank, chair, head, type HonestFile, low, table, text, three, xls, xlsx } from './parts.ts'
import { csv, day, htmlTable, numberAs } from './writing.ts'

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

export const honestFiles = (): HonestFile[] => [
  ...plain(),
  ...numbers(),
  ...layouts(),
  ...honestPictures(),
  ...others(),
]

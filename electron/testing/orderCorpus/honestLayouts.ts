import { all, chair, head, type HonestFile, low, table, three, xlsx } from './parts.ts'

export const layouts = (): HonestFile[] => [
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

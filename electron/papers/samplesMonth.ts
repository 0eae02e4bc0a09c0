import type { MonthHandoverPaper } from './monthHandover.ts'
import type { ReportPaper } from './reportSheet.ts'
import { company } from './samples.ts'

/** A month with everything in it, and two exceptions that go along. */
export const monthHandoverSample: MonthHandoverPaper = {
  company,
  number: 'YJ261103-01',
  printed: 1,
  madeBy: '李敏',
  month: '2026-10',
  taker: '孙会',
  takenOn: '2026-11-03',
  remark: '发票另交',
  voided: false,
  sums: {
    notes: { count: 86, fen: 41_236_050 },
    returns: { count: 2, fen: -71_400 },
    exchanges: { count: 1, fen: 0 },
    replacements: { count: 3, fen: 0 },
    adjustments: { count: 4, fen: -30_000 },
    receipts: { count: 31, fen: 38_000_000 },
    openingFen: 12_865_000,
    closingFen: 15_999_650,
    statements: { count: 19, fen: 15_523_650 },
    unstated: { count: 3, fen: 476_000 },
    statedVoid: { count: 0, fen: 0 },
    cod: { count: 9, fen: 2_120_000 },
    codOpenFen: 86_000,
    unsigned: { count: 4, fen: 1_416_000 },
    uninvoiced: { count: 22, fen: 9_820_000 },
  },
  classes: [
    { kind: 'unsignedNote', total: 4, fen: 1_416_000, reason: '客户仓库盘点，5 日统一盖章', by: '赵经理' },
    { kind: 'codNotHandedIn', total: 1, fen: 86_000, reason: '司机老何在长途车上，3 日回厂交款', by: '李敏' },
  ],
}

/** 日销售报表 of three groups. */
export const reportSample: ReportPaper = {
  company,
  number: '',
  madeBy: '李敏',
  title: '日销售报表',
  when: '2026-11-22',
  note: '',
  columns: [
    { key: 'region', header: '地区', kind: 'text', width: null },
    { key: 'salesperson', header: '业务员', kind: 'text', width: 100 },
    { key: 'orders', header: '接单', kind: 'integer', width: 70 },
    { key: 'ordersFen', header: '接单金额', kind: 'money', width: 116 },
    { key: 'notes', header: '出货', kind: 'integer', width: 70 },
    { key: 'notesFen', header: '出货金额', kind: 'money', width: 116 },
    { key: 'quantity', header: '数量', kind: 'quantity', width: 90 },
    { key: 'rate', header: '占比', kind: 'percent', width: 90 },
  ],
  rows: [
    ['广东', '周强', 3, 4_737_600, 2, 1_416_000, 12_000, 612],
    ['重庆', '周强', 1, 860_000, 0, 0, 0, null],
    ['', '没定业务员', 0, 0, 1, -71_400, -3_000, null],
  ],
  totals: [null, null, 4, 5_597_600, 3, 1_344_600, 9_000, null],
  total: 3,
  foot: ['本月累计：接单 41 张 38,120.00。'],
}

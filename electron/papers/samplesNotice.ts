import type { HandoverPaper } from './handover.ts'
import type { MonthPlanPaper } from './monthPlan.ts'
import type { NoticeLineSheet, NoticeMatrix } from './noticeSheets.ts'
import { notice } from './samples.ts'

/** A garment notice's sheet: short and long fields, a size table, colours by sizes. */
export const garmentSheet: NoticeLineSheet = {
  caption: '1 JY-26 圆领T恤 黑',
  fields: [
    { label: '款号', value: 'JY-26', wide: false },
    { label: '面料', value: '26s 200g 精棉', wide: false },
    { label: '洗水', value: '普洗', wide: false },
    { label: '品质要点', value: '领口不起拱，肩缝对齐，车缝 12 针/寸，无断线跳线；成衣过检针机', wide: true },
  ],
  table: [
    ['部位', 'S', 'M', 'L', 'XL', '公差'],
    ['胸围', '96', '100', '104', '108', '±1'],
    ['衣长', '66', '68', '70', '72', '±1'],
  ],
}
export const garmentMatrix: NoticeMatrix = {
  caption: 'JY-26 圆领T恤 (件)',
  sizes: ['S', 'M', 'L', 'XL', 'XXL'],
  rows: [
    { colour: '黑', quantities: [60_000, 120_000, 180_000, 120_000, 60_000], total: 540_000 },
    { colour: '藏青', quantities: [60_000, 120_000, null, 120_000, 60_000], total: 360_000 },
  ],
}
export const garmentNotice = { ...notice, sheets: [garmentSheet], matrices: [garmentMatrix] }

const { company } = notice
export const handoverSample: HandoverPaper = {
  company,
  number: 'SC261122-01',
  version: 2,
  printed: 1,
  madeBy: '李敏',
  orderNumber: 'DH261122-03',
  coded: true,
  customer: 'K005',
  workshop: '版房',
  dueOn: '2026-12-15',
  rows: [
    {
      kind: '样板袋',
      label: 'B-0312',
      pieces: '1',
      handedTo: '版房 小林',
      handedOn: '2026-11-23',
      returnedOn: '2026-11-30',
      remark: '原版在内',
    },
    { kind: '图片', label: 'TS-801 餐桌', pieces: '1', handedTo: '', handedOn: '', returnedOn: '', remark: '' },
  ],
}
export const monthPlanSample: MonthPlanPaper = {
  company,
  number: '',
  madeBy: '李敏',
  month: '2026-12',
  note: '',
  sums: [{ workshop: '木工车间', unit: '张', notices: 12, quantity: 320_000, good: 110_000, byHand: 3_000 }],
  rows: [
    {
      workshop: '木工车间',
      notice: 'SC261122-01',
      customer: 'K005',
      code: 'TS-801',
      description: '餐桌 1400×800×750 胡桃',
      unit: '张',
      quantity: 12_000,
      good: 8_000,
      plannedFrom: '2026-12-03',
      plannedTo: '2026-12-07',
      remark: '',
    },
  ],
  rowsTotal: 1201,
}

import type { ShipRow } from '../../shared/shipments.ts'
import type { AllocationNoticePaper } from './allocationNotice.ts'
import { company, customer } from './samples.ts'
import type { ShippingPlanPaper } from './shippingPlan.ts'

const long = '胡桃色开放漆圆角餐桌 1400×800×750 '.repeat(4)
const row = (index: number): ShipRow => ({
  id: index + 1,
  orderId: 1,
  orderLineId: 1,
  noticeLineId: 1,
  orderNumber: 'DH261122-03',
  customerId: 1,
  customer: customer.shortName,
  region: '重庆市江北区',
  rush: index % 5 === 0,
  description: index % 7 === 0 ? long : '餐桌 1400×800×750 胡桃',
  unit: '张',
  quantity: 1_234_567_000,
  packs: 12_345,
  finished: 0,
  gone: 500,
  noted: 0,
  stored: 0,
  readyOn: '2026-11-24',
  shipOn: '2026-11-25',
  dueOn: '2026-11-26',
  way: 'freight',
  transport: 'booking',
  arrangedBy: '业务员周强和货代公司小刘',
  askedWhom: '吴工',
  note: index % 3 === 0 ? '客户要求下午四点以前送到，先打电话，不收货就拉回来' : '',
  state: 'planned',
  overdue: false,
  early: 0,
  told: null,
  by: '李敏',
  at: '2026-11-22T01:00:00.000Z',
  withdrawReason: '',
  version: 1,
})

/** A plan of more lines than a sheet has, with long and wide ones among them. */
export const planSample: ShippingPlanPaper = {
  company,
  number: '',
  madeBy: '李敏',
  on: '2026-11-22',
  note: '七天内 · 长乐家居',
  rows: Array.from({ length: 60 }, (_, index) => row(index)),
  total: 700,
}

export const allocationSample: AllocationNoticePaper = {
  company,
  number: 'FP261122-01',
  printed: 1,
  madeBy: '李敏',
  on: '2026-11-22',
  goods: long,
  remark: '余数做好马上补发，运费我司承担。',
  voided: true,
  customers: [0, 1].map(() => ({
    customer,
    lines: Array.from({ length: 40 }, (_, index) => ({
      orderNumber: 'DH261122-03',
      customerPo: index % 4 === 0 ? 'CL-2611-08 / 第二批 / 补单' : '',
      wanted: 1_234_567_000,
      quantity: index % 2 === 0 ? 1_234_567_000 : 34_500,
      unit: '张',
      dueOn: '2026-11-25',
      restOn: index % 3 === 0 ? null : '2026-12-05',
    })),
  })),
}

import { dossierSlots, dutyKinds } from '../../shared/dossiers.ts'
import type { ChangeSlipPaper } from './changeSlip.ts'
import type { DossierSheetPaper } from './dossierSheet.ts'
import type { OrderTablePaper } from './orderTable.ts'
import type { QuotationPaper } from './quotation.ts'
import type { ReviewSheetPaper } from './reviewSheet.ts'
import { company, customer } from './samples.ts'

/** The furniture order of sample-data.md 5.1 on the papers of the desk, for the tests. */

const table = '餐桌 1400×800×750 胡桃'
const head = { company, madeBy: '李敏' }
const edition = { ...head, version: 2, printed: 1 }

export const changeSlipSample: ChangeSlipPaper = {
  ...edition,
  number: 'BG261124-01',
  orderNumber: 'DH261122-01',
  customerName: customer.name,
  asked: '单先生 2026-11-24 传真',
  writtenOn: '2026-11-24',
  reason: '客户新店推迟开业，餐桌减 4 张，交期延后五天',
  bought: '橡木面板已采购',
  proof: '传真 0757-8321 0099',
  entries: [
    { place: '第 1 行', label: '数量', before: '12', after: '8' },
    { place: '第 1 行', label: '交期', before: '2026-12-15', after: '2026-12-20' },
  ],
  effects: [
    {
      goods: table,
      before: '12',
      after: '8',
      released: '12',
      made: '3',
      outside: '2',
      delivered: '0',
      loss: '4 张面板',
    },
  ],
  lossText: '￥860.00 由客户承担',
  moneyText: '￥47,376.00 → ￥42,656.00',
  approvedBy: '张总',
  approvedOn: '2026-11-24',
  departments: ['业务', '生管', '采购', '品管', '财务'].map((department) => ({
    department,
    name: '吴工',
    on: '2026-11-24',
    how: '当面',
  })),
  customerSigns: true,
}

export const reviewSheetSample: ReviewSheetPaper = {
  ...edition,
  number: 'DH261122-01',
  customerName: customer.name,
  orderedOn: '2026-11-22',
  dueOn: '2026-12-15',
  packing: '面 1＋脚 1 两件包装',
  acceptance: '按封样，到货三日内提出异议',
  checklist: ['人力', '设备产能', '物料', '工艺', '交期', '价格'],
  lines: [{ code: 'TS-801', description: table, quantity: '12 张', dueOn: '2026-12-15', newVersion: true }],
  opinions: ['业务', '生管', '技术', '品管', '财务'].map((department, index) => ({
    department,
    verdict: index === 0 ? ('yes' as const) : null,
    opinion: index === 0 ? '可以接' : '',
    name: index === 0 ? '周强' : '',
    on: index === 0 ? '2026-11-22' : '',
    checks: index === 0 ? ['交期', '价格'] : [],
    keyedBy: null,
  })),
}

export const dossierSample: DossierSheetPaper = {
  ...edition,
  number: 'DH261122-01',
  orderedOn: '2026-11-22',
  dueOn: '2026-12-15',
  trade: 'furniture',
  dossier: {
    orderId: 1,
    orderNumber: 'DH261122-01',
    customerName: customer.name,
    merchandiser: '李敏',
    state: 'conflicting',
    slots: dossierSlots.map((slot) => ({
      slot,
      state: 'there' as const,
      place: '样板袋 B-0312',
      by: '李敏',
      at: '2026-11-23T02:00:00.000Z',
    })),
    conflicts: [
      {
        id: 1,
        slot: dossierSlots[0],
        other: dossierSlots[1],
        words: '图纸写 750 高，样板 760',
        by: '李敏',
        at: '2026-11-23T02:00:00.000Z',
        settledHow: '',
        settledBy: null,
        settledAt: null,
      },
    ],
    duties: dutyKinds.map((kind) => ({ kind, userId: 1, name: '李敏' })),
    lines: [],
    printed: 1,
    version: 1,
  },
}

export const orderTableSample: OrderTablePaper = {
  company,
  on: '2026-11-26',
  madeBy: '李敏',
  note: '未完 · 三天内',
  columns: [
    { label: '单号', width: 110, figure: false },
    { label: '客户', width: 160, figure: false },
    { label: '数量', width: 80, figure: true },
    { label: '金额', width: 110, figure: true },
  ],
  rows: [['DH261122-01', customer.shortName, '84', '47,376.00']],
  sums: [null, null, '84', '47,376.00'],
}

export const quotationSample: QuotationPaper = {
  ...edition,
  number: 'BJD261122-01',
  customer: customer.name,
  contact: customer.contact,
  phone: customer.phone,
  fax: customer.fax,
  quotedOn: '2026-11-22',
  validUntil: '2026-12-22',
  taxText: '含 13% 增值税',
  payment: '订金 30%，余款出货前付清',
  delivery: '送到客户仓库',
  remark: '',
  lines: [
    {
      description: `TS-801 ${table}`,
      material: '橡木',
      unit: '张',
      steps: [
        { quantity: 1_000, priceMicros: 1_180_000_000 },
        { quantity: 50_000, priceMicros: 1_090_000_000 },
      ],
      minQuantity: 1_000,
      mouldFen: 30_000,
      leadDays: 20,
      packing: '纸箱',
      remark: '',
    },
  ],
}

import type { Dossier } from '../../shared/dossiers.ts'
import { dossierSlots, dutyKinds } from '../../shared/dossiers.ts'
import type { Exception } from '../../shared/exceptions.ts'
import type { ShortageRow } from '../../shared/purchases.ts'
import type { ChangeSlipPaper } from './changeSlip.ts'
import type { DispatchPaper } from './dispatchList.ts'
import type { DossierSheetPaper } from './dossierSheet.ts'
import type { InspectionReportPaper } from './inspectionReport.ts'
import type { MaterialSlipPaper } from './materialSlip.ts'
import type { OrderTablePaper } from './orderTable.ts'
import type { OutsideCallPaper } from './outsideCalls.ts'
import type { OutsideSlipPaper } from './outsideSlip.ts'
import type { QuotationPaper } from './quotation.ts'
import type { ReviewSheetPaper } from './reviewSheet.ts'
import { company } from './samples.ts'
import type { ShortageListPaper } from './shortageList.ts'

/** The furniture order of sample-data.md 5.1 on the papers of the office, for the tests of the papers. */
const head = { company, number: '', madeBy: '李敏' }
const edition = { ...head, version: 1, printed: 1 }

export const quotationSample: QuotationPaper = {
  ...edition,
  number: 'BJD261122-01',
  customer: '永兴家居有限公司',
  contact: '王老板',
  phone: '139 2333 0000',
  fax: '',
  quotedOn: '2026-11-22',
  validUntil: '2026-12-22',
  taxText: '含 13% 税',
  payment: '订金 30%，余款发货前付清',
  delivery: '出厂价',
  remark: '',
  lines: [
    {
      description: '餐桌 1400×800×750',
      material: '橡木 25 mm，开放漆',
      unit: '张',
      steps: [
        { quantity: 10_000, priceMicros: 1_180_000_000 },
        { quantity: 50_000, priceMicros: 1_080_500_000 },
      ],
      minQuantity: 10_000,
      mouldFen: 80_000,
      leadDays: 20,
      packing: '纸箱',
      remark: '打样 7 天',
    },
  ],
}

export const changeSample: ChangeSlipPaper = {
  ...edition,
  number: 'BG261124-01',
  orderNumber: 'DH261122-01',
  customerName: '重庆市长乐家居有限公司',
  asked: '传真，单先生',
  writtenOn: '2026-11-24',
  reason: '客户店面面积改了',
  bought: '橡木板材已订 152 m²',
  proof: '传真 FX261124-02',
  entries: [{ place: '第 2 行 TS-812 餐椅', label: '数量', before: '72 把', after: '60 把' }],
  effects: [
    {
      goods: 'TS-812 餐椅 450×520×880 胡桃',
      before: '72',
      after: '60',
      released: '72',
      made: '44',
      outside: '20',
      delivered: '0',
      loss: '无',
    },
  ],
  lossText: '已开料的 12 把转库存，不向客户收费',
  moneyText: '金额减少 ￥2,856.00',
  approvedBy: '王芳',
  approvedOn: '2026-11-24',
  departments: ['生产', '仓库', '品管'].map((department) => ({
    department,
    name: '赵强',
    on: '2026-11-24',
    how: '当面签',
  })),
  customerSigns: true,
}

const dossier: Dossier = {
  orderId: 1,
  orderNumber: 'DH261122-01',
  customerName: '重庆市长乐家居有限公司',
  merchandiser: '李敏',
  state: 'conflicting',
  slots: dossierSlots.map((slot, index) => ({
    slot,
    state: index === 3 ? ('notNeeded' as const) : ('there' as const),
    place: `样板袋 B-031${index}`,
    by: '李敏',
    at: '2026-11-23T02:00:00.000Z',
  })),
  conflicts: [
    {
      id: 1,
      slot: dossierSlots[0],
      other: dossierSlots[2],
      words: '客户单写胡桃色，封样是原木色',
      by: '李敏',
      at: '2026-11-23T03:00:00.000Z',
      settledHow: '',
      settledBy: null,
      settledAt: null,
    },
  ],
  duties: dutyKinds.map((kind) => ({ kind, userId: 1, name: '李敏' })),
  lines: [],
  printed: 0,
  version: 1,
}
export const dossierSample: DossierSheetPaper = { ...edition, orderedOn: '2026-11-22', dueOn: '2026-12-12', dossier }

export const inspectionSample: InspectionReportPaper = {
  ...edition,
  number: 'JY261210-01',
  title: '出厂检验报告',
  inspectedOn: '2026-12-10',
  customer: 'C-008',
  orderNumber: 'DH261122-01',
  noticeNumber: 'SC261123-01',
  goods: 'TS-812 餐椅 450×520×880 胡桃',
  process: '包装',
  lot: '72',
  sample: '13',
  plan: 'GB/T 2828.1 一般水平 II',
  acceptance: '按封样验收',
  classes: [
    { severity: '致命', aql: '0', accept: '0', reject: '1', found: '0' },
    { severity: '主要', aql: '2.5', accept: '1', reject: '2', found: '1' },
  ],
  items: [{ item: '榫头牢度', result: '合格', note: '承重 100 kg 无松动' }],
  defects: [{ defect: '漆面流挂', severity: '主要', quantity: '1', note: '椅背内侧', picture: '' }],
  disposals: '返修后复检合格',
  remark: '',
  decision: '合格',
  inspector: '周检',
  decidedBy: '王芳',
  decidedOn: '2026-12-10',
  forCustomer: true,
}

export const materialSample: MaterialSlipPaper = {
  ...head,
  kind: 'issue',
  number: 'LL261201-01',
  on: '2026-12-01',
  noticeNumber: 'SC261123-01',
  orderNumber: 'DH261122-01',
  goods: '餐桌 1400×800×750',
  quantity: '12 张',
  person: '赵强',
  remark: '',
  rows: [
    { code: 'M-001', name: '橡木板材', spec: '25 mm E0', unit: 'm²', quantity: 152_000, cancelled: false },
    { code: 'M-002', name: '阻尼铰链', spec: '4″ 不锈钢', unit: '个', quantity: 48_000, cancelled: true },
  ],
}

export const orderTableSample: OrderTablePaper = {
  company,
  on: '2026-11-24',
  madeBy: '李敏',
  note: '未完成，本月交货',
  columns: [
    { label: '订单号', width: 110, figure: false },
    { label: '客户', width: 120, figure: false },
    { label: '品名规格', width: 260, figure: false },
    { label: '数量', width: 80, figure: true },
    { label: '金额', width: 100, figure: true },
    { label: '交期', width: 90, figure: false },
  ],
  rows: [
    ['DH261122-01', '长乐家居', '餐桌 1400×800×750 胡桃', '12', '14,160.00', '2026-12-15'],
    ['DH261122-01', '长乐家居', '餐椅 450×520×880 胡桃', '72', '17,136.00', '2026-12-15'],
  ],
  sums: [null, null, null, '84', '31,296.00', null],
}

export const outsideCallSample: OutsideCallPaper = {
  ...head,
  factory: '龙江永发喷漆厂',
  contact: '黄厂长',
  phone: '0757-2388 0001',
  on: '2026-12-03',
  lines: [
    {
      number: 'WX261201-01',
      goods: 'TS-812 餐椅 450×520×880 胡桃',
      process: '底漆',
      unit: '把',
      quantity: 72_000,
      open: 28_000,
      wantedOn: '2026-12-02',
      lateDays: 1,
      said: '明天下午送 28 把',
    },
  ],
}

export const outsideSlipSample: OutsideSlipPaper = {
  ...edition,
  number: 'WX261201-01',
  factory: '龙江永发喷漆厂',
  contact: '黄厂长',
  phone: '0757-2388 0001',
  fax: '0757-2388 0002',
  sentOn: '2026-12-01',
  packing: '每把套泡沫袋',
  enclosures: '色板 H02',
  requirement: '开放漆 5 分光，对封样',
  remark: '',
  lines: [
    {
      noticeNumber: 'SC261123-01',
      process: '底漆',
      goods: 'TS-812 餐椅 450×520×880 胡桃',
      requirement: '两底一面',
      unit: '把',
      quantity: 72_000,
      priceMicros: 18_500_000,
      amountFen: 133_200,
      wantedOn: '2026-12-05',
    },
  ],
  totalFen: 133_200,
  copies: [
    { name: '加工厂', priced: true },
    { name: '仓库', priced: false },
  ],
}

export const reviewSample: ReviewSheetPaper = {
  ...edition,
  number: 'DH261122-01',
  customerName: '重庆市长乐家居有限公司',
  orderedOn: '2026-11-22',
  dueOn: '2026-12-12',
  packing: '五层瓦楞纸箱，四角加护角',
  acceptance: '按封样验收',
  checklist: ['人力', '设备产能', '物料'],
  lines: [
    { code: 'TS-801', description: '餐桌 1400×800×750', quantity: '12 张', dueOn: '2026-12-15', newVersion: true },
  ],
  opinions: [
    {
      department: '生产部',
      verdict: 'conditional',
      opinion: '面漆线 12-05 前排满，底漆外发可行',
      name: '赵强',
      on: '2026-11-22',
      checks: ['人力', '设备产能'],
      keyedBy: '李敏',
    },
  ],
}

const shortage: ShortageRow = {
  orderId: 1,
  orderNumber: 'DH261122-01',
  customer: '长乐家居',
  merchandiser: '李敏',
  dueOn: '2026-12-15',
  rush: true,
  materialId: 1,
  code: 'M-001',
  name: '橡木板材',
  spec: '25 mm E0',
  unit: 'm²',
  supplier: '龙江木业',
  leadDays: 7,
  needed: 152_000,
  bought: 100_000,
  arrived: 40_000,
  unbought: 52_000,
  short: 112_000,
  inTransit: 60_000,
  process: '开料',
  startOn: '2026-12-01',
  buyBy: '2026-11-24',
  buyLateDays: 2,
  promisedOn: '2026-12-03',
  afterStart: 2,
  chases: 1,
  lastChase: '说周四到',
  lastChasedOn: '2026-11-26',
  purchaseId: 1,
  state: 'late',
}
export const shortageSample: ShortageListPaper = { ...head, on: '2026-11-26', view: '全部欠料', rows: [shortage] }

export const dispatchSample: DispatchPaper = {
  ...head,
  on: '2026-11-25',
  workshop: '木工车间',
  parts: [
    {
      process: '开料',
      total: 1,
      rows: [
        {
          noticeNumber: 'SC261123-01',
          customer: 'C-008',
          description: '餐桌 1400×800×750 橡木面',
          unit: '张',
          quantity: 12_000,
          done: 4_000,
          left: 8_000,
          plannedStart: '2026-11-25',
          plannedFinish: '2026-11-27',
          dueOn: '2026-12-12',
          rush: true,
        },
      ],
    },
  ],
}

export const exceptionSample: Exception = {
  id: 1,
  number: 'YC261126-01',
  sinceOn: '2026-11-26',
  orderId: 1,
  orderNumber: 'DH261122-01',
  customer: 'C-008',
  description: '餐桌 1400×800×750 橡木面',
  processName: '开榫',
  workshop: '木工车间',
  causeCode: 'machine',
  causeSub: '2b',
  causeSubName: '夹具',
  what: '开榫夹具断，榫头松动。',
  ownerId: 1,
  owner: '吴工',
  clearOn: '2026-11-27',
  clearTime: '16:30',
  state: 'cleared',
  level: 'boss',
  clearedOn: '2026-11-27',
  stopHours: 4500,
  stopPeople: 3,
  costFen: 98_765,
  operationId: 1,
  noticeLineId: 1,
  noticeNumber: 'SC261123-01',
  solution: '外面借一副',
  customerAnswer: '同意晚一天',
  openedBy: '李敏',
  openedAt: '2026-11-26T02:00:00.000Z',
  clearedTime: '15:00',
  clearedBy: '李敏',
  how: '换备用夹具',
  levels: [{ level: 'manager', name: '赵经理', words: '请催夹具厂', by: '李敏', at: '2026-11-26T03:00:00.000Z' }],
  voidReason: null,
  version: 4,
}

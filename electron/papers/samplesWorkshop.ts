import type { Exception } from '../../shared/exceptions.ts'
import { noSums, paretoOf } from '../../shared/figures.ts'
import type { ShortageRow } from '../../shared/purchases.ts'
import type { DispatchPaper } from './dispatchList.ts'
import type { ExceptionSheetPaper } from './exceptionSheet.ts'
import type { InspectionReportPaper } from './inspectionReport.ts'
import type { MaterialSlipPaper } from './materialSlip.ts'
import type { MonthFiguresPaper } from './monthFigures.ts'
import type { OutsideCallPaper } from './outsideCalls.ts'
import type { OutsideSlipPaper } from './outsideSlip.ts'
import { company, customer } from './samples.ts'
import type { ShortageListPaper } from './shortageList.ts'

/** The furniture order of sample-data.md 5.1 on the papers of the workshops, their materials and outside factories, for the tests. */

const table = '餐桌 1400×800×750 胡桃'
const head = { company, madeBy: '李敏' }
const edition = { ...head, version: 2, printed: 1 }

export const outsideSlipSample: OutsideSlipPaper = {
  ...edition,
  number: 'WX261125-01',
  factory: '顺德龙江永固玻璃加工厂',
  contact: '张师傅',
  phone: '138 2233 1199',
  fax: '',
  sentOn: '2026-11-25',
  packing: '木架',
  enclosures: '样板 1 块',
  requirement: '倒角 2 mm，钢化，不得有气泡',
  remark: '',
  lines: [
    {
      noticeNumber: 'SC261123-01',
      process: '钢化',
      goods: table,
      requirement: '8 mm 钢化',
      unit: '张',
      quantity: 12_000,
      priceMicros: 86_500_000,
      amountFen: 103_800,
      wantedOn: '2026-12-02',
    },
  ],
  totalFen: 16_608_000,
  copies: [
    { name: '加工厂', priced: true },
    { name: '仓库', priced: false },
  ],
}

export const outsideCallsSample: OutsideCallPaper = {
  ...head,
  number: '',
  factory: '顺德龙江永固玻璃加工厂',
  contact: '张师傅',
  phone: '138 2233 1199',
  on: '2026-11-26',
  lines: [
    {
      number: 'WX261125-01',
      goods: table,
      process: '钢化',
      unit: '张',
      quantity: 12_000,
      open: 7_000,
      wantedOn: '2026-11-25',
      lateDays: 1,
      said: '11-25 张师傅：后天好 → 11-28',
    },
  ],
}

const slip: Exception = {
  id: 1,
  number: 'YC261126-01',
  sinceOn: '2026-11-26',
  orderId: 1,
  orderNumber: 'DH261122-01',
  customer: customer.shortName,
  description: table,
  processName: '表面处理',
  workshop: '油漆二车间',
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
  noticeNumber: 'SC261122-01',
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
export const exceptionSample: ExceptionSheetPaper = { ...head, number: slip.number, printed: 1, slip }

export const inspectionSample: InspectionReportPaper = {
  ...edition,
  number: 'JY261126-01',
  title: '成品检验报告',
  inspectedOn: '2026-11-26',
  customer: customer.shortName,
  orderNumber: 'DH261122-01',
  noticeNumber: 'SC261123-01',
  goods: table,
  process: '包装',
  lot: '1,200 张',
  sample: '80 张',
  plan: 'GB/T 2828.1 一般检验水平 Ⅱ 正常',
  acceptance: '按封样',
  classes: [
    { severity: '严重', aql: '0.65', accept: '1', reject: '2', found: '0' },
    { severity: '轻微', aql: '2.5', accept: '5', reject: '6', found: '3' },
  ],
  items: [
    { item: '尺寸', result: '✓', note: '' },
    { item: '漆面', result: '×', note: '3 张有颗粒' },
  ],
  defects: [{ defect: '漆面颗粒', severity: '轻微', quantity: '3', note: '打磨后补漆', picture: '' }],
  disposals: '返工 3 张',
  remark: '',
  decision: '接收',
  inspector: '何工',
  decidedBy: '何工',
  decidedOn: '2026-11-26',
  forCustomer: true,
}

export const dispatchSample: DispatchPaper = {
  ...head,
  number: '',
  on: '2026-11-26',
  workshop: '木工车间',
  parts: [
    {
      process: '开料',
      total: 1,
      rows: [
        {
          noticeNumber: 'SC261123-01',
          customer: 'C-008',
          description: table,
          unit: '张',
          quantity: 12_000,
          done: 5_000,
          left: 7_000,
          plannedStart: '2026-11-25',
          plannedFinish: '2026-11-27',
          dueOn: '2026-12-15',
          rush: true,
          workshop: '木工车间',
        },
      ],
    },
  ],
}

export const monthFiguresSample: MonthFiguresPaper = {
  ...head,
  number: '',
  month: '2026-11',
  through: '2026-11-26',
  note: '油漆二车间',
  rows: ['打磨', '底漆', '面漆'].map((processName) => ({
    ...noSums,
    workshop: '油漆二车间',
    processName,
    due: 12,
    inTime: 9,
    dueQuantity: 84_000,
    inTimeQuantity: 60_000,
    good: 80_000,
    bad: 4_000,
    timedGood: 80_000,
    personHours: 64_000,
    untimed: 0,
  })),
  bars: paretoOf([{ causeCode: 'people', operations: 3, days: 6 }], 'operations'),
  missed: [
    {
      operationId: 1,
      orderId: 1,
      orderNumber: 'DH261122-01',
      customer: customer.shortName,
      description: table,
      unit: '张',
      processName: '面漆',
      workshop: '油漆二车间',
      last: false,
      quantity: 12_000,
      good: 8_000,
      goodInTime: 0,
      plannedFinish: '2026-11-20',
      finishedOn: null,
      inTime: false,
      lateDays: 4,
      causeCode: 'people',
      causeSub: '',
      causeSubName: '',
      causeNote: '两个师傅请假',
      forecastOn: '2026-11-28',
    },
  ],
  missedTotal: 1,
}

const short: ShortageRow = {
  orderId: 1,
  orderNumber: 'DH261122-01',
  customer: customer.shortName,
  merchandiser: '李敏',
  dueOn: '2026-12-15',
  rush: true,
  materialId: 1,
  code: 'M-018',
  name: '橡木面板',
  spec: '1400×800×25',
  unit: '张',
  supplier: '容桂木业',
  leadDays: 7,
  needed: 12_600,
  bought: 6_000,
  arrived: 2_000,
  unbought: 6_600,
  short: 10_600,
  inTransit: 4_000,
  process: '开料',
  startOn: '2026-11-25',
  buyBy: '2026-11-18',
  buyLateDays: 8,
  promisedOn: '2026-11-28',
  afterStart: 3,
  chases: 2,
  lastChase: '小陈：明天发车',
  lastChasedOn: '2026-11-25',
  purchaseId: 1,
  state: 'late',
}
export const shortageSample: ShortageListPaper = {
  ...head,
  number: '',
  on: '2026-11-26',
  view: '全部欠料',
  rows: [short],
}

export const materialSlipSample: MaterialSlipPaper = {
  ...head,
  number: 'LL261125-01',
  kind: 'issue',
  on: '2026-11-25',
  noticeNumber: 'SC261123-01',
  orderNumber: 'DH261122-01',
  goods: table,
  quantity: '12 张',
  person: '木工 老陈',
  remark: '',
  rows: [{ code: 'M-018', name: '橡木面板', spec: '1400×800×25', unit: '张', quantity: 12_600, cancelled: false }],
}

import type {
  DailyReportPaper,
  DeliveryNoteLine,
  DeliveryNotePaper,
  OrderConfirmationLine,
  OrderConfirmationPaper,
  ProductionNoticePaper,
  ProgressPaper,
  StatementPaper,
  StatementPaperRow,
} from './data.ts'
import { amountInWords } from '../../shared/amountInWords.ts'

/** The furniture order of sample-data.md 5.1, for the tests of the papers. */
export const company = {
  name: '佛山市禾杉家具有限公司',
  address: '广东省佛山市顺德区龙江镇工业大道 18 号',
  phone: '0757-2333 1188',
  fax: '0757-2333 1199',
  bankName: '中国工商银行佛山龙江支行',
  bankAccountName: '佛山市禾杉家具有限公司',
  bankAccount: '6222 0220 1300 8888 666',
}

export const customer = {
  name: '重庆市长乐家居有限公司',
  shortName: '长乐家居',
  contact: '单先生',
  phone: '139 2333 5566',
  fax: '023-6888 1234',
}

export const confirmationLines: OrderConfirmationLine[] = [
  {
    code: 'TS-801',
    description: '餐桌 1400×800×750',
    color: '胡桃',
    requirement: '橡木面，面1+脚1 包装',
    unit: '张',
    quantity: 12_000,
    packs: 24,
    priceMicros: 1_180_000_000,
    amountFen: 1_416_000,
    dueOn: '2026-12-15',
    customerPo: 'CL-2611-08',
    remark: '',
  },
  {
    code: 'TS-812',
    description: '餐椅 450×520×880',
    color: '胡桃',
    requirement: '',
    unit: '把',
    quantity: 72_000,
    packs: 36,
    priceMicros: 238_000_000,
    amountFen: 1_713_600,
    dueOn: '2026-12-15',
    customerPo: 'CL-2611-08',
    remark: '2把/箱',
  },
  {
    code: 'TS-905',
    description: '四门衣柜 1600×600×2200',
    color: '白',
    requirement: '门板色号 H02，五金用阻尼铰链',
    unit: '套',
    quantity: 6_000,
    packs: 36,
    priceMicros: 2_680_000_000,
    amountFen: 1_608_000,
    dueOn: '2026-12-20',
    customerPo: 'CL-2611-08',
    remark: '需安装',
  },
]

export const confirmation: OrderConfirmationPaper = {
  company,
  number: 'DH261122-01',
  version: 1,
  printed: 1,
  madeBy: '李敏',
  customer,
  customerPo: 'CL-2611-08',
  orderedOn: '2026-11-22',
  source: '传真',
  salesperson: '陈志强',
  merchandiser: '李敏',
  checkedBy: '王芳',
  taxIncluded: true,
  lines: confirmationLines,
  totalQuantity: 90_000,
  totalPacks: 96,
  totalFen: 4_737_600,
  depositFen: 1_421_280,
  paymentText: '订金 30%，余款发货前付清',
  deliveryPlace: '重庆市渝中区中山西路 18 号长乐家居仓库',
  deliveryMode: '供方送货',
  freightText: '供方承担',
  packingText: '五层瓦楞纸箱，四角加护角，外箱印唛头',
  acceptanceText: '按封样验收，收货后 3 天内书面提出异议，逾期视为合格',
  validUntil: '2026-11-29',
  remark: '',
  termsText: '本单未列事项按双方框架合同执行。',
}

export const deliveryLines: DeliveryNoteLine[] = confirmationLines.map((line) => ({
  orderNumber: 'DH261122-01',
  customerPo: line.customerPo,
  code: line.code,
  description: line.description,
  color: line.color,
  unit: line.unit,
  packs: line.packs,
  quantity: line.quantity,
  priceMicros: line.priceMicros,
  amountFen: line.amountFen,
  remark: line.remark,
  delivered: line.quantity,
  undelivered: 0,
}))

export const delivery: DeliveryNotePaper = {
  company,
  number: 'XS261215-01',
  version: 1,
  printed: 1,
  madeBy: '李敏',
  serialNumber: '0012345',
  customer,
  address: '重庆市渝中区中山西路 18 号长乐家居仓库',
  deliveredOn: '2026-12-15',
  orderNumbers: 'DH261122-01',
  deliveryMode: '厂车送货',
  vehicle: '粤E·88K66',
  driver: '何师傅 138 0000 1234',
  paymentText: '余款货到付清',
  lines: deliveryLines,
  totalQuantity: 90_000,
  totalPacks: 96,
  totalFen: 4_737_600,
  collectFen: 3_316_320,
  noteText: '请核对清楚，如有质量问题请在收货后 3 天内通知；三十日内无异议视同确认。',
  warehouse: '赵强',
  deliverer: '何师傅',
  released: true,
  voided: false,
}

export const notice: ProductionNoticePaper = {
  company,
  number: 'SC261123-01',
  version: 2,
  printed: 1,
  madeBy: '李敏',
  orderNumber: 'DH261122-01',
  customerCode: 'C-008',
  customerName: '重庆市长乐家居有限公司',
  showCustomerName: false,
  orderedOn: '2026-11-22',
  dueOn: '2026-12-12',
  rush: true,
  workshop: '一车间',
  edition: '旧版',
  editionNumber: 'TS-2025-3',
  merchandiser: '李敏',
  approvedBy: '王芳',
  lines: confirmationLines.map((line) => ({
    code: line.code,
    description: line.description,
    color: line.color,
    unit: line.unit,
    quantity: line.quantity,
    spareBasisPoints: 200,
    weightText: '12.5 / 150 kg',
    requirement: line.requirement,
    packs: line.packs,
    dueOn: line.dueOn,
  })),
  totalQuantity: 90_000,
  totalPacks: 96,
  particulars: [
    { label: '面漆', value: '开放漆 5 分光' },
    { label: '五金', value: '阻尼铰链' },
  ],
  materials: [
    { name: '橡木板材', spec: '25 mm E0', unit: 'm²', perUnit: 1_650, total: 152_000, lossBasisPoints: 800 },
    { name: '阻尼铰链', spec: '4″ 不锈钢', unit: '个', perUnit: 8_000, total: 48_000, lossBasisPoints: null },
  ],
  processes: ['开料', '白茬(木工)', '打磨', '底漆', '面漆', '组装', '包装', '入库'].map((name, index) => ({
    name,
    standard: name === '面漆' ? '色号 H02 对封样' : '',
    plannedFrom: `2026-12-0${index + 1}`,
    plannedTo: `2026-12-0${index + 2}`,
    outsourced: name === '底漆',
  })),
  packingText: '五层瓦楞纸箱，四角加护角；餐椅 2 把一箱，共 96 包',
  marksText: '外箱正唛：长乐 CL-2611-08，侧唛：货号/颜色/箱号',
  qualityText: '门板划伤、色差为重点；椅脚承重 100 kg',
  enclosures: ['原版样板', '色板 H02', '图纸 3 张'],
  notesText: '',
  override: { by: '张总', reason: '老客户，水单已传真，周一到账', on: '2026-11-23' },
}

const row = (
  on: string,
  kind: StatementPaperRow['kind'],
  documentNumber: string,
  description: string,
  amountFen: number,
  receivedFen: number,
  balanceFen: number,
  more: Partial<StatementPaperRow> = {},
): StatementPaperRow => ({
  on,
  kind,
  documentNumber,
  customerPo: '',
  description,
  unit: '',
  quantity: null,
  priceMicros: null,
  amountFen,
  receivedFen,
  balanceFen,
  unsigned: false,
  remark: '',
  ...more,
})

const goods = (unit: string, quantity: number, priceMicros: number): Partial<StatementPaperRow> => ({
  unit,
  quantity,
  priceMicros,
  customerPo: 'CL-2603-01',
})

/** The worked example of papers.md 4.6: 18 650.00 opens, 20 012.00 closes. */
export const statementRows: StatementPaperRow[] = [
  row('2026-03-02', 'delivery', 'XS260302-01', '餐桌 1400×800×750', 1_416_000, 0, 3_281_000, goods('张', 12_000, 1_180_000_000)),
  row('2026-03-02', 'receipt', 'SK260302-01', '工行转账', 0, 2_000_000, 1_281_000),
  row('2026-03-09', 'delivery', 'XS260309-02', '餐椅 450×520×880', 1_713_600, 0, 2_994_600, {
    ...goods('把', 72_000, 238_000_000),
    unsigned: true,
  }),
  row('2026-03-15', 'return', 'TH260315-01', '餐椅', -71_400, 0, 2_923_200, goods('把', -3_000, 238_000_000)),
  row('2026-03-18', 'replacement', 'BJ260318-01', '门板 H02', 0, 0, 2_923_200, goods('片', 1_000, 0)),
  row('2026-03-21', 'delivery', 'XS260321-01', '四门衣柜 1600×600×2200', 1_608_000, 0, 4_531_200, goods('套', 6_000, 2_680_000_000)),
  row('2026-03-21', 'exchangeOut', 'HH260321-01', '餐椅 原木', -47_600, 0, 4_483_600, goods('把', -2_000, 238_000_000)),
  row('2026-03-21', 'exchangeIn', 'HH260321-01', '餐椅 胡桃', 47_600, 0, 4_531_200, goods('把', 2_000, 238_000_000)),
  row('2026-03-25', 'deduction', 'TS260320-01', '运损扣款', -30_000, 0, 4_501_200),
  row('2026-03-28', 'receipt', 'SK260328-01', '工行转账', 0, 2_500_000, 2_001_200),
]

export const march: StatementPaper = {
  company,
  number: 'DZ260331-01',
  customer,
  periodFrom: '2026-03-01',
  periodTo: '2026-03-31',
  openingFen: 1_865_000,
  rows: statementRows,
  chargesFen: 4_636_200,
  receiptsFen: 4_500_000,
  closingFen: 2_001_200,
  closingWords: amountInWords(2_001_200),
  termsText: '月结 30 天，请于 2026-04-30 前付清',
  replyBy: '2026-04-05',
  madeBy: '李敏',
  version: 1,
  printed: 1,
}

export const progress: ProgressPaper = {
  company,
  number: '',
  version: 1,
  printed: 1,
  madeBy: '李敏',
  checkedBy: '',
  on: '2026-11-24',
  workshop: '',
  processes: ['开料', '白茬(木工)', '打磨', '底漆', '面漆', '组装', '包装'],
  rows: [
    {
      customer: '长乐家居',
      number: 'DH261122-01',
      description: '餐椅 450×520×880 胡桃',
      unit: '把',
      quantity: 72_000,
      dueOn: '2026-12-15',
      rush: true,
      lateDays: 2,
      steps: [72, 60, 44, 20, 0, 0, 0].map((done, index) => ({
        quantity: done * 1000,
        on: done > 0 ? `2026-11-2${index}` : '',
      })),
      stocked: 0,
      delivered: 0,
      undelivered: 72_000,
      cause: '② 设备故障',
      expectedOn: '2026-12-12',
      filledBy: '赵强',
    },
  ],
}

export const daily: DailyReportPaper = {
  company,
  number: 'RB261124-01',
  version: 1,
  printed: 1,
  madeBy: '赵强',
  checkedBy: '王芳',
  on: '2026-11-24',
  shift: '白班',
  workshop: '一车间',
  attendance: '应到 18　实到 17　请假 1',
  equipment: '砂光机下午停 1 小时，已修好',
  rows: [
    {
      noticeNumber: 'SC261123-01',
      product: '餐椅 450×520×880 胡桃',
      process: '打磨',
      unit: '把',
      planned: 45_000,
      actual: 44_000,
      good: 42_000,
      bad: 2_000,
      rework: 1_000,
      minutes: 480,
      people: 4,
      cause: '② 设备故障',
    },
  ],
  eventsText: '砂光机停机 1 小时，少做约 5 把；明天加班 2 小时补上。',
  leader: '赵强',
}

const oddTexts = [
  '，。、；：？！“”（）《》【】'.repeat(4),
  'W'.repeat(70),
  '《特急》“胡桃”（开放漆）；1400×800×750/2000×900×750，4″-φ12±0.5°，$t(papers.page){{number}}',
  '一行\n二行\r\n\t三行\u202e反\u0007',
  '🪑 Ünïcödé Ελληνικά مرحبا עברית 한국어 ｱｲｳ',
  '龘'.repeat(120),
]

/** Texts people write at length; all others are names, numbers and words of a few characters. */
const longTexts = /name|address|description|requirement|text|remark|place|term|standard|spec|value|reason|cause|product|equipment|attendance/i

/** The same paper with every text as long and odd and every figure as large as the database lets them be. */
export const awkward = <T>(paper: T): T => {
  let turn = 0
  const change = (value: unknown, key: string): unknown => {
    if (Array.isArray(value)) return value.flatMap((item: unknown) => [change(item, key), change(item, key)])
    if (value !== null && typeof value === 'object')
      return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, change(inner, name)]))
    if (/Fen$/.test(key)) return -9_999_999_999_999
    if (/Micros$/.test(key)) return 999_999_999_999_999
    if (typeof value === 'number' && /packs|total|quantity|good|bad|actual|stocked|livered/i.test(key)) return 999_999_999_999
    if (typeof value !== 'string' || /^\d{4}-\d\d-\d\d$/.test(value) || key === 'kind') return value
    turn += 1
    const text = oddTexts[turn % oddTexts.length]!
    return longTexts.test(key) ? text : text.slice(0, 20)
  }
  return change(paper, '') as T
}

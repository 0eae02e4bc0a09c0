import type { ArchiveListPaper } from './archiveList.ts'
import type { CodHandoverPaper } from './codHandover.ts'
import type { InvoiceSlipPaper } from './invoiceSlip.ts'
import { company, customer } from './samples.ts'
import type { RegisterListPaper } from './registerList.ts'
import type { SignChasePaper } from './signChaseList.ts'

const long = '胡桃色开放漆圆角餐桌 1400×800×750 '.repeat(3)

/** More papers to chase than a sheet has, with long words among them. */
export const chaseSample: SignChasePaper = {
  company,
  number: '',
  madeBy: '李敏',
  on: '2026-11-22',
  by: 'driver',
  whose: '长途车队何师傅',
  note: '16–30 天',
  lines: Array.from({ length: 45 }, (_, index) => ({
    number: 'XS261122-103',
    kind: '外协加工单',
    sentOn: '2026-11-22',
    customer: customer.shortName,
    goods: index % 5 === 0 ? long : '餐桌 等 3 款',
    lateDays: index * 7,
    said: index % 4 === 0 ? '12 次 财务王小姐 老板出差，回来才能盖章，下周一再打电话来问' : '',
  })),
}

/** A hand-over of many notes and large amounts, some of them counted short. */
export const handoverCodSample: CodHandoverPaper = {
  company,
  number: 'JK261122-01',
  printed: 2,
  madeBy: '陈静',
  driver: '老何',
  on: '2026-11-22',
  remark: '两趟一起交，其中一张一百元有破损，出纳已换',
  slipNumber: '现收 20261122-000778',
  voided: true,
  countedBy: '孙会',
  handedFen: 12_345_678_900,
  collectedFen: 12_345_688_900,
  lines: Array.from({ length: 30 }, (_, index) => ({
    number: 'XS261122-103',
    customer: index % 3 === 0 ? customer.name : customer.shortName,
    toCollectFen: 411_522_963,
    collectedFen: 411_522_963,
    method: index % 2 === 0 ? '现金' : '支付宝',
    collectedOn: '2026-11-22',
    collectReason: '',
    handedFen: index % 4 === 0 ? 411_512_963 : 411_522_963,
    reason: index % 4 === 0 ? '客户说包装破了，当场扣一百元，有签字' : '',
  })),
}

/** A box of many orders with several notes each and papers missing. */
export const archiveSample: ArchiveListPaper = {
  company,
  number: 'GD261122-01',
  printed: 1,
  madeBy: '李敏',
  month: '2026-10',
  workshop: '一分厂实木车间',
  box: 'A-2610-01',
  place: '二楼档案室 3 号柜第 2 层',
  remark: '缺单的订单补齐后再入下一箱',
  closedBy: '李敏',
  closedOn: '2026-11-22',
  lines: Array.from({ length: 50 }, (_, index) => ({
    orderNumber: 'DH261022-103',
    customer: customer.shortName,
    customerPo: index % 4 === 0 ? 'CL-2611-08 / 第二批 / 补单' : '',
    notices: 'SC261022-01',
    notes: index % 3 === 0 ? 'XS261022-01\nXS261023-02\nXS261024-03' : 'XS261022-01',
    missing: index % 5 === 0 ? '传真/书面依据、确认书回签、生产通知单、送货单回签、对账单' : '',
    loan: index % 7 === 0 ? '业务周强 借出 2026-11-22' : '',
  })),
}

/** 开票资料 with a long name and two accounts in one line. */
export const invoiceSlipSample: InvoiceSlipPaper = {
  company,
  number: 'K001',
  madeBy: '李敏',
  on: '2026-11-22',
  kind: '专票',
  title: customer.name,
  taxNumber: '91500103MA5U000000',
  address: '重庆市渝中区民族路 188 号环球广场 2206',
  phone: '023-6371 0000',
  bank: '中国工商银行股份有限公司重庆解放碑支行 3100 0212 0920 0000 000',
  receiver: '财务王小姐 023-6371 0000 转 8012',
  sendTo: '重庆市渝中区民族路 188 号环球广场 2206 财务部',
  remark: '每月 25 日前开，和对账单一起寄',
}

export const registerSample: RegisterListPaper = {
  company,
  number: '',
  madeBy: '陈静',
  period: '2026-11-01 ~ 2026-11-22',
  total: 5,
  rows: [
    {
      on: '2026-11-20',
      direction: '收',
      number: '0757-8321 0099',
      what: '传真来件',
      subject: 'DH261120-01',
      party: customer.shortName,
      copies: 1,
      by: '',
      signed: '',
    },
    {
      on: '2026-11-20',
      direction: '发',
      number: 'DH261120-01',
      what: '确认书',
      subject: '',
      party: `${customer.shortName} ${customer.fax}`,
      copies: 1,
      by: '李敏',
      signed: '2026-11-21',
    },
    {
      on: '2026-11-21',
      direction: '发',
      number: 'SC261121-01',
      what: '生产通知单',
      subject: '油漆房联',
      party: '一分厂实木车间',
      copies: 1,
      by: '陈静',
      signed: '2026-11-21 张师傅',
    },
    {
      on: '2026-11-21',
      direction: '收',
      number: 'CL-图-2611',
      what: '手工登记',
      subject: '餐桌脚新图纸，原件两份',
      party: `${customer.shortName} 顺丰`,
      copies: 2,
      by: '陈静',
      signed: '',
    },
    {
      on: '2026-11-22',
      direction: '发',
      number: 'FW261122-01',
      what: '手工登记',
      subject: '年检材料',
      party: '龙江市场监管所',
      copies: 1,
      by: '陈静',
      signed: '未签收',
    },
  ],
}

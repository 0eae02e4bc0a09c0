import type { ComplaintDailyPaper, ComplaintDailyRow } from './complaintDaily.ts'
import type { ComplaintSheetPaper } from './complaintSheet.ts'
import type { ReplacementSlipPaper } from './replacementSlip.ts'
import { company } from './samples.ts'

/** The scratched wardrobe door of sample-data.md 5.1 on the papers of complaints, for the tests. */

const head = { company, madeBy: '李敏' }

export const complaintSample: ComplaintSheetPaper = {
  ...head,
  number: 'TS261126-01',
  printed: 1,
  voided: false,
  receivedText: '2026-11-26 09:31',
  customer: '长乐家居',
  contact: '王老板',
  phone: '139 2333 0001',
  takenBy: '李敏',
  papersText: 'XS261120-02 SC261105-01 DH261101-03',
  product: 'TS-905 四门衣柜 1600×600×2200 胡桃',
  quantityText: '6 套，不良 1',
  kindText: '破损',
  wantsText: '补件',
  whatText: '左一门板下角划伤 12 cm，拆箱就有；外箱同一角压瘪，客户已拍照。',
  repeatedText: '90 天内同一产品第 2 次投诉，这位客户 1 次：TS261010-02',
  decisionText: '赵经理 确认（隔 25 分钟） 免费补一片，随车送',
  decidedBy: '赵经理',
  causeText: '包装 ④ 不良率高 门板之间没有放珍珠棉',
  responsibleText: '包装组 张强',
  preventionText: '门板改用珍珠棉隔开，包装检验表加一项',
  remediesText: 'BJ261126-01',
  costText: '186.50（材料 120.00，人工 40.00，运费 26.50）',
  replyText: '2026-11-26 10:20 王老板 周六随车补门板一片，安装师傅一起去',
  resultText: '补门板一片，客户签收',
  closedText: '2026-11-29 16:00',
  photos: [],
}

export const slipSample: ReplacementSlipPaper = {
  ...head,
  number: 'BJ261126-01',
  printed: 1,
  voided: false,
  madeOn: '2026-11-26',
  complaintText: 'TS261126-01',
  sourceText: 'XS261120-02 DH261101-03',
  customer: '长乐家居有限公司',
  product: 'TS-905 四门衣柜 1600×600×2200 胡桃',
  wayText: '要生产 DH261126-04 SC261126-02',
  chargeText: '免费',
  reasonText: '门板划伤',
  responsibleText: '包装组 张强',
  deliveryText: '随车',
  wantedOn: '2026-11-28',
  remarkText: '照原色号，装珍珠棉',
  confirmedBy: '赵经理',
  parts: [
    {
      name: '门板（左一）',
      material: '橡木多层板',
      colourNumber: 'H02',
      size: '398×2180×18',
      holes: '左侧 4 铰链孔',
      unit: '片',
      quantity: 1000,
      remark: '',
    },
    {
      name: '铰链',
      material: '不锈钢',
      colourNumber: '',
      size: '35 杯',
      holes: '',
      unit: '个',
      quantity: 4000,
      remark: '带螺丝',
    },
  ],
}

const dailyRow: ComplaintDailyRow = {
  timeText: '09:31',
  complaintNumber: 'TS261126-01',
  customer: '长乐家居',
  product: 'TS-905 四门衣柜 1600×600×2200 胡桃 ▲再次',
  quantityText: '6 套，不良 1',
  kindText: '破损',
  whatText: '左一门板下角划伤 12 cm，拆箱就有',
  wantsText: '补件',
  decisionText: '赵经理 确认（隔 25 分钟）',
  remediesText: 'BJ261126-01',
  responsible: '包装组 张强',
}

export const dailyComplaintsSample: ComplaintDailyPaper = {
  ...head,
  number: '',
  on: '2026-11-26',
  sumsText: '当天收到 2 件，已确认 1 件，结案 1 件；到当天未结 3 件，其中待确认 1 件。',
  rows: [
    dailyRow,
    {
      ...dailyRow,
      timeText: '15:02',
      complaintNumber: 'TS261126-02',
      customer: '单氏木业',
      product: 'TS-812 餐椅 450×520×880 原木',
      quantityText: '72 把，不良 2',
      kindText: '质量',
      whatText: '椅脚松动，坐上去响',
      wantsText: '换货',
      decisionText: '待确认，已过 40 分钟',
      remediesText: '',
      responsible: '',
    },
  ],
  earlier: [{ ...dailyRow, timeText: '11-23', complaintNumber: 'TS261123-01', customer: '重庆红木' }],
}

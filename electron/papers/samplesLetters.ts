import type { OrderFilePaper, ProgressReplyPaper } from './data.ts'
import { company, confirmationLines, customer } from './samples.ts'

/** The furniture order of sample-data.md 5.1 half made, for the tests of the letters. */
export const reply: ProgressReplyPaper = {
  company,
  number: '',
  madeBy: '李敏',
  customer,
  on: '2026-11-28',
  rows: confirmationLines.map((line, index) => ({
    orderNumber: 'DH261122-01',
    customerPo: line.customerPo,
    goods: `${line.description} ${line.color}`,
    unit: line.unit,
    quantity: line.quantity,
    done: index === 0 ? line.quantity : 0,
    delivered: index === 0 ? line.quantity / 2 : 0,
    stage: ['做好待送', '白茬(木工)', '等订金到账'][index]!,
    dueOn: line.dueOn,
    expectedOn: '2026-12-12',
    promisedOn: index === 1 ? '2026-12-14' : '',
  })),
  note: '面漆因天气延后两天，餐桌 12-02 可以先装车，请安排收货。',
}

export const orderFileSample: OrderFilePaper = {
  company,
  number: 'DH261122-01',
  madeBy: '李敏',
  customer,
  fields: [
    { label: '客户全称', value: customer.name },
    { label: '状态', value: '生产中' },
    { label: '客户 PO 号', value: 'CL-2611-08' },
    { label: '下单日期', value: '2026-11-22 传真' },
    { label: '交货地点', value: '重庆市渝中区中山西路 18 号长乐家居仓库' },
  ],
  lines: confirmationLines.map((line) => ({
    code: line.code,
    description: `${line.description} ${line.color}`,
    unit: line.unit,
    quantity: line.quantity,
    delivered: 0,
    priceMicros: line.priceMicros,
    amountFen: line.amountFen,
    dueOn: line.dueOn,
  })),
  totalFen: 4_737_600,
  facts: [
    { at: '2026-11-22', kind: '订单', words: '收到来件 0757-8321 0099,2 页', by: '' },
    { at: '2026-11-22 09:31', kind: '订单', words: '录入订单', by: '陈静' },
    { at: '2026-11-22 10:02', kind: '核对', words: '第 2 行数量:60 改为 72', by: '李敏' },
    { at: '2026-11-23', kind: '生产', words: '开料做完', by: '' },
    {
      at: '2026-11-28 16:20',
      kind: '往来',
      words: '改期答复客户 2026-12-14:上午送到(因为：面漆返工，连续下雨漆面不干，车间要求多放两天再打磨)',
      by: '李敏',
    },
  ],
  papers: [
    { kind: '生产通知单', number: 'SC261123-01', on: '2026-11-23', state: '生产中', amountFen: null },
    { kind: '收款单', number: 'SK261123-01', on: '2026-11-23', state: '已到账', amountFen: 1_421_280 },
  ],
}

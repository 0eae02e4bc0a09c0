import type { ReceiptSlipPaper } from './receiptSlip.ts'
import type { ReceivableListPaper } from './receivableList.ts'
import { company, customer } from './samples.ts'

const note = { kind: '送货单', customerPo: 'YX-2611' }

/** A receipt of three notes with something left over. */
export const slipSample: ReceiptSlipPaper = {
  company,
  number: 'SK261122-01',
  madeBy: '陈静',
  on: '2026-11-22',
  customer: customer.name,
  payer: customer.name,
  kind: '月结款',
  method: '银行转账',
  slipNumber: '工行 20261122-0778',
  amountFen: 4_500_000,
  remark: '10 月货款，尾数下次一起结',
  parts: [
    { ...note, number: 'XS261002-01', on: '2026-10-02', totalFen: 1_416_000, amountFen: 1_416_000 },
    { ...note, number: 'XS261009-02', on: '2026-10-09', totalFen: 1_713_600, amountFen: 1_713_600 },
    { ...note, number: 'XS261021-01', on: '2026-10-21', totalFen: 1_608_000, amountFen: 1_270_400 },
  ],
  printed: 1,
  confirmedBy: '孙会',
  voided: false,
}

const row: ReceivableListPaper['rows'][number] = {
  customer: customer.shortName,
  balanceFen: 2_001_200,
  notDueFen: 1_608_000,
  to30Fen: 393_200,
  to60Fen: 0,
  to90Fen: 120_000,
  over90Fen: 0,
  overdueFen: 513_200,
  prepaidFen: 120_000,
  waitingFen: 0,
  promise: {
    id: 1,
    promisedOn: '2026-11-28',
    amountFen: 500_000,
    person: '王老板',
    by: '李敏',
    saidOn: '2026-11-22',
    paidFen: 0,
    state: 'open',
  },
  lastCall: { on: '2026-11-22', summary: '财务说月底一起付，先付五千', person: '王老板', by: '李敏' },
}

/** Two customers as an office has them. */
export const receivableSample: ReceivableListPaper = {
  company,
  number: '',
  madeBy: '李敏',
  on: '2026-11-22',
  view: '全部',
  total: 2,
  rows: [row, { ...row, customer: '长乐家居', promise: null, lastCall: null }],
  sums: {
    balanceFen: 4_002_400,
    notDueFen: 3_216_000,
    to30Fen: 786_400,
    to60Fen: 0,
    to90Fen: 240_000,
    over90Fen: 0,
    overdueFen: 1_026_400,
    prepaidFen: 240_000,
    waitingFen: 0,
  },
}

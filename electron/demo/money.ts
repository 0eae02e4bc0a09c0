import { emptyCustomer } from '../../shared/customers.ts'
import { plusDays } from '../../shared/dates.ts'
import type { Stage } from './story.ts'

/** Who bought in the old days and has not paid all of it: a customer of no order in this office. */
const oldCustomer = {
  ...emptyCustomer,
  code: 'K901',
  name: '中山市宏发贸易有限公司',
  shortName: '宏发贸易',
  initials: 'hfmy',
  grade: 'C',
  contact: '黄小姐',
  phone: '0760-8855 2301',
  settlement: 'deposit',
  depositBasisPoints: 5000,
  creditLimitFen: 2_000_000,
  remark: '去年停了合作,还有货款没清',
} as const

/** The open notes of the old books, on the day the office changes over; gives whose they are. */
export const openBooks = async ({ as, today }: Stage): Promise<number> => {
  const { id: customerId } = await as.manager.customers.save(oldCustomer)
  const switchOn = plusDays(today, -1)
  const notes = [
    { number: '旧送 0817', days: 41, fen: 648_000 },
    { number: '旧送 0842', days: 24, fen: 773_500 },
    { number: '旧送 0856', days: 9, fen: 326_000 },
  ]
  const checkFen = notes.reduce((sum, { fen }) => sum + fen, 0)
  const book = await as.cashier.openings.saveBook({ id: null, switchOn, checkFen, version: 0 })
  for (const { number, days, fen } of notes)
    await as.cashier.openings.save({
      id: null,
      customerId,
      number,
      noteOn: plusDays(switchOn, -days),
      customerPo: '',
      amountFen: fen,
      remark: '',
      version: 0,
    })
  const [now] = await as.cashier.openings.books({})
  await as.cashier.openings.lock({ id: book.id, version: now!.version })
  return customerId
}

/** Six days ago this customer promised to pay yesterday, and did not. */
export const callForMoney = async ({ as, last }: Stage, customerId: number): Promise<void> => {
  await as.merchandiser.receivables.call({
    customerId,
    person: '黄小姐',
    summary: '老板出差,回来先安排一笔',
    promisedOn: plusDays(last, -1),
    amountFen: 500_000,
  })
}

/** What came into the account today, as the bank's file has it: whose it is waits for a yes. */
export const leaveBank = async ({ as, today }: Stage): Promise<void> => {
  const [account] = await as.cashier.bank.accounts({})
  if (!account) return
  const fields = ['on', 'income', 'payer', 'slip', 'summary'] as const
  const rows: string[][] = []
  const line = (fen: number, payer: string, summary: string): void =>
    void rows.push([today, String(fen / 100), payer, `7788${String(rows.length + 1).padStart(4, '0')}`, summary])
  const owing = (await as.cashier.receivables.list({ order: 'balance', limit: 6 })).rows
  for (const { customerId } of owing.slice(0, 3)) {
    const { name } = await as.cashier.customers.read({ id: customerId })
    const open = (await as.cashier.receipts.openItems({ customerId })).filter(({ orderId }) => orderId === null)
    if (open[0]) line(open[0].openFen, name, '货款')
  }
  const waiting = owing[3]
  if (waiting) {
    const { shortName } = await as.cashier.customers.read({ id: waiting.customerId })
    line(300_000, shortName, '往来款')
  }
  line(1_860_000, '陈国强', '转账')
  line(2_137, '结息', '利息')
  await as.cashier.bank.import({
    account: account.account,
    headings: { on: '交易日期', income: '贷方发生额', payer: '对方户名', slip: '流水号', summary: '摘要' },
    fields: [...fields],
    rows,
    fileName: `账户明细_${today}.xlsx`,
  })
}

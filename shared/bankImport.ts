import { type Cells, type ImportColumn, plainNumber, type Problem, type RowPlan } from './imports.ts'
import { isDateText } from './dates.ts'
import { formatFen, parseFen } from './money.ts'

/** Columns of a bank's account statement, by the headings of 工行, 建行, 农行, 中行, 招行, 交行, 邮储, 农商 and their like. */
export const bankFields = [
  'on',
  'income',
  'outgo',
  'amount',
  'direction',
  'payer',
  'payerAccount',
  'slip',
  'summary',
  'balance',
] as const
export type BankField = (typeof bankFields)[number]

export const bankColumns: readonly ImportColumn<BankField>[] = [
  {
    field: 'on',
    label: 'app.date',
    aliases: [
      '交易日期',
      '交易时间',
      '记账日期',
      '入账日期',
      '入账时间',
      '日期',
      '交易日',
      '记帐日',
      'transaction date',
      'date',
    ],
  },
  {
    field: 'income',
    label: 'bank.income',
    aliases: [
      '贷方发生额',
      '贷方金额',
      '收入金额',
      '存入金额',
      '转入金额',
      '收入',
      '贷方',
      '收款金额',
      '贷方发生额(收入)',
      'credit amount',
      'credit',
    ],
  },
  {
    field: 'outgo',
    label: 'bank.outgo',
    aliases: [
      '借方发生额',
      '借方金额',
      '支出金额',
      '支取金额',
      '转出金额',
      '支出',
      '借方',
      '付款金额',
      'debit amount',
      'debit',
    ],
  },
  { field: 'amount', label: 'bank.amount', aliases: ['交易金额', '发生额', '金额', 'amount', 'transaction amount'] },
  {
    field: 'direction',
    label: 'bank.direction',
    aliases: ['借贷标志', '借贷方向', '收支方向', '借/贷', '收/支', '收付标志', '交易方向', '借贷', 'dr/cr'],
  },
  {
    field: 'payer',
    label: 'receipts.payer',
    aliases: [
      '对方户名',
      '对方账户名称',
      '对方名称',
      '对方单位名称',
      '对方单位',
      '付款人名称',
      '付款人户名',
      '付款人',
      '交易对手名称',
      '对手户名',
      '收(付)方名称',
      'payer',
      'counterparty',
      'counterparty name',
    ],
  },
  {
    field: 'payerAccount',
    label: 'bank.payerAccount',
    aliases: [
      '对方账号',
      '对方账户',
      '付款人账号',
      '付款账号',
      '收(付)方账号',
      '交易对手账号',
      '对手账号',
      'counterparty account',
    ],
  },
  {
    field: 'slip',
    label: 'receipts.slip',
    aliases: [
      '交易流水号',
      '流水号',
      '凭证号',
      '凭证号码',
      '回单编号',
      '核心流水号',
      '企业流水号',
      '账户明细编号-交易流水号',
      '交易编号',
      'serial number',
      'reference',
    ],
  },
  {
    field: 'summary',
    label: 'bank.summary',
    aliases: ['摘要', '用途', '附言', '交易用途', '备注', '交易附言', '交易摘要', 'remark', 'description'],
  },
  { field: 'balance', label: 'bank.balance', aliases: ['余额', '账户余额', '联机余额', '本次余额', 'balance'] },
]

/** A line of the bank that brought money in. */
export interface BankDraft {
  bankedOn: string
  amountFen: number
  payer: string
  payerAccount: string
  slipNumber: string
  summary: string
  balanceFen: number | null
  lineKey: string
}

/** `2026-11-22`, `20261122100311`, `2026/11/22 10:03:11`, `2026年11月22日`: the day of a bank's line. */
export const bankDay = (typed: string): string | null => {
  const plain = typed.normalize('NFKC').trim()
  const found =
    /^(\d{4})(\d{2})(\d{2})(?:\D|\d{6}$|$)/.exec(plain) ?? /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})(?!\d)/.exec(plain)
  if (!found) return null
  const day = `${found[1]}-${found[2]!.padStart(2, '0')}-${found[3]!.padStart(2, '0')}`
  return isDateText(day) ? day : null
}

const fenOf = (typed: string | undefined): number | null => {
  const clean = plainNumber((typed ?? '').replace(/[¥￥+]/g, ''))
  return clean === '' || clean === '-' ? 0 : parseFen(clean)
}

const isIncome = /贷|收|入|^c|cr|^\+|来/i
const isOutgo = /借|支|付|出|^d|dr|^-|往/i

/** What came in (positive) or went out (negative), in fen; null when it cannot be read. */
export const movedFen = ({ income, outgo, amount, direction }: Cells<BankField>): number | null => {
  const [came, went, moved] = [fenOf(income), fenOf(outgo), fenOf(amount)]
  if (came === null || went === null || moved === null) return null
  if (came !== 0) return came
  if (went !== 0) return -Math.abs(went)
  if (direction && isOutgo.test(direction) && !direction.startsWith('贷')) return -Math.abs(moved)
  return direction && isIncome.test(direction) ? Math.abs(moved) : moved
}

/** The same line of the same account, whatever file it is read from; `nth` tells twins of one file apart. */
const lineKeyOf = (account: string, draft: Omit<BankDraft, 'lineKey'>, time: string, nth: number): string =>
  [
    account,
    draft.bankedOn,
    time,
    draft.amountFen,
    draft.slipNumber,
    draft.payer,
    draft.payerAccount,
    draft.summary,
    draft.balanceFen ?? '',
    nth,
  ].join('|')

export type BankPlan = RowPlan<BankField, BankDraft>

/** Every row as it can be read; twins in one file are counted apart. */
export const readBank = (
  account: string,
  rows: readonly Cells<BankField>[],
): { problems: Problem<BankField>[]; fen: number; draft: BankDraft | null }[] => {
  const times = new Map<string, number>()
  return rows.map((cells) => {
    const problems: Problem<BankField>[] = []
    const bankedOn = bankDay(cells.on ?? '')
    const fen = movedFen(cells)
    if (bankedOn === null) problems.push({ field: 'on', key: 'bank.badDay', values: { typed: cells.on ?? '' } })
    if (fen === null || fen === 0 || Math.abs(fen) > 1e12)
      problems.push({ field: 'amount', key: 'bank.badAmount', values: { typed: cells.income || cells.amount || '' } })
    if (problems.length > 0 || bankedOn === null || fen === null) return { problems, fen: fen ?? 0, draft: null }
    const draft = {
      bankedOn,
      amountFen: fen,
      payer: (cells.payer ?? '').slice(0, 60),
      payerAccount: (cells.payerAccount ?? '').slice(0, 40),
      slipNumber: (cells.slip ?? '').slice(0, 40),
      summary: (cells.summary ?? '').slice(0, 200),
      balanceFen: cells.balance ? fenOf(cells.balance) : null,
    }
    const time = /\d{1,2}:\d{2}(:\d{2})?/.exec(cells.on ?? '')?.[0] ?? ''
    const twin = lineKeyOf(account, draft, time, 0)
    const nth = times.get(twin) ?? 0
    times.set(twin, nth + 1)
    return { problems, fen, draft: { ...draft, lineKey: lineKeyOf(account, draft, time, nth) } }
  })
}

/**
 * What becomes of every row of a bank's file: money that came in and is not here yet is new; what is here already and
 * what went out is left. Pure: nothing is written.
 */
export const planBank = (
  rows: readonly Cells<BankField>[],
  read: ReturnType<typeof readBank>,
  known: ReadonlySet<string>,
): BankPlan[] =>
  read.map(({ problems, fen, draft }, index): BankPlan => {
    const row = { code: formatFen(fen), name: rows[index]?.payer ?? '', problems, changes: [], draft: null }
    if (draft === null) return { ...row, verdict: 'wrong' }
    if (fen < 0 || known.has(draft.lineKey)) return { ...row, verdict: 'same' }
    return { ...row, verdict: 'new', draft }
  })

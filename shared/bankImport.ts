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
  {
    field: 'amount',
    label: 'bank.amount',
    // one column for both ways: 借贷方发生额 must not be taken for 贷方发生额
    aliases: [
      '交易金额',
      '发生额',
      '金额',
      '借贷方发生额',
      '借贷方金额',
      '借贷发生额',
      '借贷金额',
      '收支金额',
      '收付金额',
      '收付款金额',
      '收入/支出金额',
      'amount',
      'transaction amount',
    ],
  },
  {
    field: 'direction',
    label: 'bank.direction',
    aliases: [
      '借贷标志',
      '借贷标识',
      '借贷方向',
      '借贷类型',
      '收支方向',
      '收支标志',
      '收支类型',
      '收付标志',
      '收付方向',
      '来往账标志',
      '往来标志',
      '来往账',
      '来账/往账',
      '收入/支出',
      '借方/贷方',
      '借/贷',
      '收/支',
      '收/付',
      '交易方向',
      '资金流向',
      '方向',
      'dr/cr',
      'debit/credit',
      'd/c',
      'c/d',
      'direction',
    ],
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

/** What a cell of money says: its fen, and whether it says itself which way the money went. */
interface Moved {
  fen: number
  signed: boolean
}

/**
 * `1,234.50` · `¥1,234.50元` · `-12` · `12.00-` · `(12.00)` · `+12` · `12.00 DR`, full-width as well; an empty cell or
 * a dash is nothing. Null when it is no amount.
 */
const moneyOf = (typed: string | undefined): Moved | null => {
  let text = (typed ?? '')
    .normalize('NFKC')
    .replace(/[−–—]/g, '-')
    .replace(/CNY|RMB|人民币|[¥元\s]/gi, '')
  if (text === '' || /^-+$/.test(text)) return { fen: 0, signed: false }
  const side = /^(.+?)(CR|DR)$/i.exec(text)
  const bracket = /^\((.+)\)$/.exec(text)
  const trailing = /^([^-]+)-$/.exec(text)
  const sign = /^([+-])(.+)$/.exec(text)
  text = side?.[1] ?? bracket?.[1] ?? trailing?.[1] ?? sign?.[2] ?? text
  // ¥ and 元 have gone; what is left is a plain number, or no amount at all: `--5`, `(-5)`
  if (/[-+]/.test(text)) return null
  const fen = parseFen(plainNumber(text))
  if (fen === null) return null
  const out = bracket || trailing || sign?.[1] === '-' || side?.[2]?.toUpperCase() === 'DR'
  return { fen: out && fen !== 0 ? -fen : fen, signed: Boolean(side || bracket || trailing || sign) }
}

const fenOf = (typed: string | undefined): number | null => moneyOf(typed)?.fen ?? null

const incomeWords =
  /^(贷|贷方|贷记|入|进|来|来账|收|cr?|\+|deposit|in|received?)$|收入|收款|转入|存入|汇入|入账|到账|存款|存现|^credit/
const outgoWords =
  /^(借|借方|借记|出|往|往账|支|付|dr?|-|withdrawal|out|paid)$|支出|支取|付款|转出|取出|汇出|出账|扣款|取款|取现|^debit/

/** 借 · 支出 · 往账 · D · 付 went out, 贷 · 收入 · 来账 · C · 收 came in; null when the word says neither, or both. */
export const directionOf = (typed: string): 'in' | 'out' | null => {
  const word = typed
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[貸帳帐來轉匯進賬]/g, (each) => '贷账账来转汇进账'['貸帳帐來轉匯進賬'.indexOf(each)]!)
    .replace(/[\s.()[\]【】"'“”]/g, '')
  const [came, went] = [incomeWords.test(word), outgoWords.test(word)]
  return came === went ? null : came ? 'in' : 'out'
}

/** Why a row does not tell what came in or went out. */
export type Unmoved = 'badAmount' | 'badDirection' | 'noDirection'

/**
 * What came in (positive) or went out (negative), in fen. A column of its own for each way comes first, then the sign
 * of the one amount, then the word beside it; a negative 贷 is money taken back. An amount with neither sign nor word
 * is income only where somebody said so, or where its file marks what went out (`unsigned`): never by default.
 */
export const movedFen = (
  { income, outgo, amount, direction }: Cells<BankField>,
  unsigned: 'ask' | 'income' = 'ask',
): number | Unmoved => {
  const [came, went, moved] = [fenOf(income), fenOf(outgo), moneyOf(amount)]
  if (came === null || went === null || moved === null) return 'badAmount'
  if (came !== 0) return came
  if (went !== 0) return -Math.abs(went)
  if (moved.fen === 0) return 'badAmount'
  if (direction) {
    const way = directionOf(direction)
    return way === null ? 'badDirection' : way === 'out' ? -Math.abs(moved.fen) : moved.fen
  }
  if (moved.signed || unsigned === 'income') return moved.fen
  return 'noDirection'
}

/** A file that writes a minus before what went out, or has a column for it, says by it that the rest came in. */
const tellsOutgo = (rows: readonly Cells<BankField>[]): boolean =>
  rows.some(({ amount, outgo }) => (moneyOf(amount)?.fen ?? 0) < 0 || (fenOf(outgo) ?? 0) !== 0)

/** A file that cannot tell: one column of amounts without a sign anywhere, and nothing that says the direction. */
export const needsDirection = (rows: readonly Cells<BankField>[]): boolean =>
  !tellsOutgo(rows) &&
  !rows.some(({ income, direction }) => direction || fenOf(income)) &&
  rows.some((cells) => movedFen(cells) === 'noDirection')

/**
 * The column whose every cell below the headings is a word for in or out, where no heading says that it is; null where
 * none is, or several are. `used` columns are something else already.
 */
export const findDirection = (
  rows: readonly (readonly string[])[],
  header: number,
  used: ReadonlySet<number>,
): number | null => {
  const below = rows.slice(header + 1)
  const found = (rows[header] ?? []).flatMap((_, column) => {
    const words = below.map((row) => (row[column] ?? '').trim()).filter((word) => word !== '')
    return !used.has(column) && words.length > 0 && words.every((word) => directionOf(word) !== null) ? [column] : []
  })
  return found.length === 1 ? found[0]! : null
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

const problemOf = (cells: Cells<BankField>, why: Unmoved): Problem<BankField> =>
  why === 'badAmount'
    ? { field: 'amount', key: 'bank.badAmount', values: { typed: cells.income || cells.amount || '' } }
    : why === 'badDirection'
      ? { field: 'direction', key: 'bank.badDirection', values: { typed: cells.direction ?? '' } }
      : { field: 'direction', key: 'bank.noDirection' }

/**
 * Every row as it can be read; twins in one file are counted apart, and the later says which row it looks like: the
 * same line, or the same serial number, day and amount (`twinOf`, from 0). `allIncome`: somebody said that amounts without a
 * sign and a direction all came in. A day after `today` is a slip of the file: that money is not here.
 */
export const readBank = (
  account: string,
  rows: readonly Cells<BankField>[],
  allIncome = false,
  today: string | null = null,
): { problems: Problem<BankField>[]; fen: number; draft: BankDraft | null; twinOf: number | null }[] => {
  const times = new Map<string, number[]>()
  const slips = new Map<string, number>()
  const unsigned = allIncome || tellsOutgo(rows) ? 'income' : 'ask'
  return rows.map((cells, index) => {
    const problems: Problem<BankField>[] = []
    const bankedOn = bankDay(cells.on ?? '')
    const moved = movedFen(cells, unsigned)
    const fen = typeof moved === 'number' && moved !== 0 && Math.abs(moved) <= 1e12 ? moved : null
    if (bankedOn === null) problems.push({ field: 'on', key: 'bank.badDay', values: { typed: cells.on ?? '' } })
    if (bankedOn !== null && today !== null && bankedOn > today)
      problems.push({ field: 'on', key: 'bank.dayToCome', values: { day: bankedOn } })
    if (fen === null) problems.push(problemOf(cells, typeof moved === 'number' ? 'badAmount' : moved))
    if (problems.length > 0 || bankedOn === null || fen === null)
      return { problems, fen: fen ?? 0, draft: null, twinOf: null }
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
    const same = times.get(twin) ?? []
    times.set(twin, [...same, index])
    const slip = draft.slipNumber === '' ? null : `${draft.slipNumber}|${bankedOn}|${fen}`
    const sameSlip = slip === null ? undefined : slips.get(slip)
    if (slip !== null && sameSlip === undefined) slips.set(slip, index)
    const lineKey = lineKeyOf(account, draft, time, same.length)
    return { problems, fen, draft: { ...draft, lineKey }, twinOf: same[0] ?? sameSlip ?? null }
  })
}

/**
 * What becomes of every row of a bank's file: money that came in and is not here yet is new; what is here already and
 * what went out is left; what looks like a row before it comes in and is marked. Pure: nothing is written.
 */
export const planBank = (
  rows: readonly Cells<BankField>[],
  read: ReturnType<typeof readBank>,
  known: ReadonlySet<string>,
): BankPlan[] =>
  read.map(({ problems, fen, draft, twinOf }, index): BankPlan => {
    const typed = rows[index]?.income || rows[index]?.amount || ''
    const row = {
      code: draft === null ? typed : formatFen(fen),
      name: rows[index]?.payer ?? '',
      problems,
      changes: [],
      draft: null,
    }
    if (draft === null) return { ...row, verdict: 'wrong' }
    if (fen < 0) return { ...row, verdict: 'same', note: 'bank.paidOut' }
    if (known.has(draft.lineKey)) return { ...row, verdict: 'same', note: 'bank.hereAlready' }
    if (twinOf === null) return { ...row, verdict: 'new', draft }
    // not left out: two equal payments of one day there are
    const twin: Problem<BankField> = { field: null, key: 'bank.twinInFile', values: { row: twinOf + 1 } }
    return { ...row, verdict: 'new', note: 'bank.twin', problems: [twin], draft }
  })

import { isLooser } from './credit.ts'
import {
  type Customer,
  type CustomerDraft,
  type CustomerField,
  emptyCustomer,
  grades,
  type Settlement,
} from './customers.ts'
import { type Cells, type ImportColumn, plainNumber, type Problem, type RowPlan } from './imports.ts'
import { type InvoiceData, invoiceDataColumns, isShortened, readInvoiceData } from './invoiceDataImport.ts'
import { parseFen, parseQuantity } from './money.ts'

export const customerColumns: readonly ImportColumn<CustomerField>[] = [
  {
    field: 'code',
    label: 'customers.code',
    aliases: [
      '客户编号',
      '客户编码',
      '客户代码',
      '客户代号',
      '编号',
      '编码',
      '代码',
      'code',
      'customer code',
      'customer no',
    ],
  },
  {
    field: 'name',
    label: 'customers.name',
    aliases: [
      '客户全称',
      '客户名称',
      '公司名称',
      '单位名称',
      '全称',
      '名称',
      '客户',
      'name',
      'company',
      'customer name',
      'customer',
    ],
  },
  { field: 'shortName', label: 'customers.shortName', aliases: ['客户简称', '简称', 'short name'] },
  {
    field: 'statementName',
    label: 'customers.statementName',
    aliases: ['对账抬头', '对账名称', '对账单抬头', 'statement name'],
  },
  {
    field: 'initials',
    label: 'customers.initials',
    aliases: ['助记码', '拼音码', '拼音', '首字母', 'initials', 'pinyin'],
  },
  { field: 'grade', label: 'customers.grade', aliases: ['客户等级', '等级', '级别', 'grade', 'class'] },
  {
    field: 'contact',
    label: 'customers.contact',
    aliases: ['联系人', '联络人', '负责人', '经办人', 'contact', 'contact person'],
  },
  {
    field: 'phone',
    label: 'customers.phone',
    aliases: ['联系电话', '电话号码', '电话', '手机号码', '手机', 'phone', 'tel', 'telephone', 'mobile'],
  },
  { field: 'fax', label: 'customers.fax', aliases: ['传真号码', '传真', 'fax'] },
  {
    field: 'address',
    label: 'customers.address',
    aliases: ['送货地址', '收货地址', '公司地址', '详细地址', '地址', 'address', 'delivery address'],
  },
  {
    field: 'region',
    label: 'customers.region',
    aliases: ['所属地区', '地区', '区域', '省份', '省', 'region', 'province', 'area'],
  },
  {
    field: 'salesperson',
    label: 'customers.salesperson',
    aliases: ['所属业务员', '业务员', '业务', '销售员', 'salesperson', 'sales rep'],
  },
  {
    field: 'settlement',
    label: 'customers.settlement',
    aliases: ['结算方式', '付款方式', '付款条件', '结算', 'settlement', 'terms', 'payment terms'],
  },
  {
    field: 'deposit',
    label: 'customers.deposit',
    aliases: ['订金比例', '定金比例', '订金', '定金', 'deposit', 'deposit %'],
  },
  {
    field: 'termDays',
    label: 'customers.termDays',
    aliases: ['账期天数', '账期', '信用期', '月结天数', 'days', 'credit days', 'term days'],
  },
  {
    field: 'creditLimit',
    label: 'customers.creditLimit',
    aliases: ['信用额度', '额度', '欠款上限', 'credit limit', 'limit'],
  },
  {
    field: 'cutoffDay',
    label: 'customers.cutoffDay',
    aliases: ['对账截止日', '对账日', '截止日', '结账日', 'cut-off day', 'cutoff'],
  },
  ...invoiceDataColumns,
  { field: 'remark', label: 'app.remark', aliases: ['备注', '说明', 'remark', 'note', 'notes'] },
]

const lengths: Partial<Record<CustomerField, number>> = {
  code: 20,
  name: 60,
  shortName: 20,
  statementName: 60,
  initials: 20,
  contact: 20,
  phone: 40,
  fax: 40,
  address: 100,
  region: 20,
  salesperson: 20,
  invoiceTitle: 60,
  taxNumber: 40,
  taxAddress: 100,
  taxPhone: 40,
  taxBank: 100,
  remark: 200,
}

const settlementWords: [RegExp, Settlement][] = [
  [/月结|月結|monthly|账期|帳期/, 'monthly'],
  [/订金|定金|訂金|deposit/, 'deposit'],
  [/款到|预付|預付|先款|prepa/, 'prepaid'],
  [/现金|現金|货到|貨到|代收|cash|cod/, 'cash'],
]

/** 月结 30 天, 订金30%+余款, 款到发货, 货到付款: the terms, and the number that stands in the words. */
export const readSettlement = (words: string): { settlement: Settlement; number: number | null } | null => {
  const found = settlementWords.find(([pattern]) => pattern.test(words.toLowerCase()))
  if (!found) return null
  const digits = /\d+(\.\d+)?/.exec(words)?.[0]
  const thousandths = digits === undefined ? null : parseQuantity(digits)
  return { settlement: found[1], number: thousandths === null ? null : thousandths / 1000 }
}

/** The name without its legal form: 永兴家居有限公司 → 永兴家居. */
export const shortNameOf = (name: string): string =>
  (name.replace(/(股份|有限|责任|責任)*(公司|厂|廠)?$/u, '').trim() || name).slice(0, 20)

const whole = (typed: string, most: number): number | null => {
  const thousandths = parseQuantity(plainNumber(typed.replace(/[天日号號]/g, '')))
  if (thousandths === null || thousandths < 0 || thousandths % 1000 !== 0) return null
  return thousandths / 1000 <= most ? thousandths / 1000 : null
}

/** `30`, `30%` and `0.3` are 3000 basis points. */
const basisPoints = (typed: string): number | null => {
  const number = parseQuantity(plainNumber(typed.replace(/%/g, '')))
  if (number === null || number < 0) return null
  const points = typed.includes('%') || number > 1000 ? number / 10 : number * 10
  return Number.isInteger(points) && points <= 10_000 ? points : null
}

type CustomerProblem = Problem<CustomerField>
type Values = Partial<CustomerDraft>

/** Reads the cells that are more than text; what cannot be read is told with what was typed. */
const readNumbers = (cells: Cells<CustomerField>, problems: CustomerProblem[]): Values => {
  const values: Values = {}
  const wrong = (field: CustomerField, key: CustomerProblem['key']): void =>
    void problems.push({ field, key, values: { typed: cells[field] ?? '' } })
  if (cells.grade) {
    const grade = grades.find((each) => cells.grade!.toUpperCase().startsWith(each))
    if (grade) values.grade = grade
    else wrong('grade', 'imports.badGrade')
  }
  if (cells.settlement) {
    const read = readSettlement(cells.settlement)
    if (!read) wrong('settlement', 'imports.badSettlement')
    else {
      values.settlement = read.settlement
      if (read.settlement === 'monthly' && read.number !== null && read.number <= 365)
        values.termDays = Math.trunc(read.number)
      if (read.settlement === 'deposit' && read.number !== null && read.number <= 100)
        values.depositBasisPoints = Math.round(read.number * 100)
    }
  }
  if (cells.deposit) {
    const points = basisPoints(cells.deposit)
    if (points === null) wrong('deposit', 'imports.badPercent')
    else values.depositBasisPoints = points
  }
  if (cells.termDays) {
    const days = whole(cells.termDays, 365)
    if (days === null) wrong('termDays', 'imports.badDays')
    else values.termDays = days
  }
  if (cells.cutoffDay) {
    const day = /月底|月末|end/.test(cells.cutoffDay) ? 0 : whole(cells.cutoffDay, 28)
    if (day === null) wrong('cutoffDay', 'imports.badCutoff')
    else values.cutoffDay = day
  }
  if (cells.creditLimit) {
    const fen = parseFen(plainNumber(cells.creditLimit))
    if (fen === null || fen < 0) wrong('creditLimit', 'imports.badMoney')
    else values.creditLimitFen = fen
  }
  return values
}

const textFields = [
  'code',
  'name',
  'shortName',
  'statementName',
  'initials',
  'contact',
  'phone',
  'fax',
  'address',
  'region',
  'salesperson',
  'invoiceTitle',
  'taxNumber',
  'remark',
] as const

/** 开票资料: what is longer than the card has room for, or cannot be read, is told. */
const readInvoicing = (
  cells: Cells<CustomerField>,
  before: { taxBank: string },
  problems: CustomerProblem[],
): InvoiceData => {
  for (const field of ['taxNumber', 'taxAccount'] as const)
    if (isShortened(cells[field])) problems.push({ field, key: 'imports.shortened', values: { typed: cells[field]! } })
  const data = readInvoiceData(cells, before)
  if (cells.invoiceKind && !data.invoiceKind)
    problems.push({ field: 'invoiceKind', key: 'imports.badInvoiceKind', values: { typed: cells.invoiceKind } })
  for (const field of ['taxAddress', 'taxPhone', 'taxBank'] as const)
    if ((data[field] ?? '').length > lengths[field]!)
      problems.push({ field, key: 'imports.tooLong', values: { most: lengths[field]! } })
  return data
}

/** A blank cell says nothing: the customer keeps what it has. */
const readCells = (cells: Cells<CustomerField>, before: { taxBank: string }, problems: CustomerProblem[]): Values => {
  const values: Values = {}
  for (const field of textFields) {
    const typed = cells[field]
    if (!typed) continue
    const most = lengths[field]!
    if (typed.length > most) problems.push({ field, key: 'imports.tooLong', values: { most } })
    else values[field] = field === 'initials' ? typed.toLowerCase() : typed
  }
  return { ...values, ...readNumbers(cells, problems), ...readInvoicing(cells, before, problems) }
}

/** Which column of the file a field of the card came from. */
const columnOf: Partial<Record<keyof CustomerDraft, CustomerField>> = {
  depositBasisPoints: 'deposit',
  creditLimitFen: 'creditLimit',
}

const changesOf = (before: Customer, after: Values): RowPlan<CustomerField, CustomerDraft>['changes'] =>
  (Object.keys(after) as (keyof CustomerDraft)[])
    .filter((field) => before[field] !== after[field])
    .map((field) => ({
      field: columnOf[field] ?? (field as CustomerField),
      from: String(before[field] ?? ''),
      to: String(after[field] ?? ''),
    }))

export interface KnownCustomers {
  customers: readonly Customer[]
  /** How many there are in all: the next free code is counted from it. */
  total: number
  /** Whether who imports may trust a customer more than before (duty 28). */
  mayLoosen: boolean
  initialsOf: (name: string) => string
}

/** Codes for customers that come without one: K001, K002 … past every code that is taken. */
const codeGiver = (taken: Set<string>, total: number): (() => string) => {
  let next = total
  return () => {
    for (;;) {
      next += 1
      const code = `K${String(next).padStart(3, '0')}`
      if (!taken.has(code)) {
        taken.add(code)
        return code
      }
    }
  }
}

/** What becomes of every row of a list of customers. Found again by code, else by name. Pure: nothing is written. */
export const planCustomers = (
  rows: readonly Cells<CustomerField>[],
  known: KnownCustomers,
): RowPlan<CustomerField, CustomerDraft>[] => {
  const byCode = new Map(known.customers.map((customer) => [customer.code, customer]))
  const byName = new Map(known.customers.map((customer) => [customer.name, customer]))
  const seen = { code: new Map<string, number>(), name: new Map<string, number>() }
  const nextCode = codeGiver(new Set([...byCode.keys(), ...rows.map(({ code }) => code ?? '')]), known.total)
  return rows.map((cells, index) => {
    const problems: CustomerProblem[] = []
    const [code, name] = [cells.code ?? '', cells.name ?? '']
    const before = byCode.get(code) ?? byName.get(name)
    const values = readCells(cells, before ?? emptyCustomer, problems)
    if (before === undefined && name === '') problems.push({ field: 'name', key: 'imports.noName' })
    const other = byName.get(name)
    if (before && other && other !== before)
      problems.push({ field: 'name', key: 'imports.otherCode', values: { name, code: other.code } })
    for (const [field, value] of [
      ['code', code],
      ['name', name],
    ] as const) {
      const first = seen[field].get(value)
      if (value !== '' && first !== undefined)
        problems.push({ field, key: 'imports.twice', values: { row: first + 1, value } })
      else if (value !== '') seen[field].set(value, index)
    }
    const plan = {
      code: code || (before?.code ?? ''),
      name: name || (before?.name ?? ''),
      problems,
      changes: [],
      draft: null,
    }
    if (problems.length > 0) return { ...plan, verdict: 'wrong' }
    if (before) {
      const changes = changesOf(before, values)
      if (changes.length === 0) return { ...plan, verdict: 'same' }
      const draft = { ...before, ...values }
      if (!known.mayLoosen && isLooser(before, draft))
        return { ...plan, verdict: 'wrong', problems: [{ field: 'settlement', key: 'customers.looserCard' }] }
      return { ...plan, verdict: 'change', changes, draft }
    }
    const shortName = values.shortName ?? shortNameOf(name)
    const draft = { ...emptyCustomer, ...values, name, shortName, code: values.code ?? nextCode() }
    return {
      ...plan,
      code: draft.code,
      verdict: 'new',
      draft: { ...draft, initials: values.initials ?? known.initialsOf(shortName) },
    }
  })
}

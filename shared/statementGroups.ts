import { z } from 'zod'
import { flag } from './fields.ts'
import type { InvoicedState } from './invoicedStates.ts'
import type { PhraseKey, Translate } from './language.ts'

/** What a row of a customer's statement stands for: a line of a note, a note, an order of the customer's, goods of a price. */
export const groupings = ['line', 'note', 'po', 'product'] as const
export type Grouping = (typeof groupings)[number]
export const groupingKeys: Record<Grouping, PhraseKey> = {
  line: 'statements.byLine',
  note: 'statements.byNote',
  po: 'statements.byPo',
  product: 'statements.byProduct',
}
/** What a customer wants of its statement beside its columns (demands 3.3). */
export const StatementWishes = z.strictObject({
  grouping: z.enum(groupings),
  /** 票未开 / 上次结欠 / 本次结欠 / 本期回款 / 累积结欠 under the sums. */
  arrears: flag,
  /** The workbook's cells cannot be typed over by mistake; no password, no secret. */
  lock: flag,
})
export type StatementWishes = z.output<typeof StatementWishes>
export const plainWishes: StatementWishes = { grouping: 'line', arrears: false, lock: false }

/** What is put together of a row; money fen, quantities thousandths. */
export interface GroupedRow {
  on: string
  kind: string
  documentNumber: string
  code?: string
  customerPo: string
  description: string
  unit: string
  quantity: number | null
  priceMicros: number | null
  amountFen: number
  receivedFen: number
  balanceFen: number
  unsigned: boolean
  remark: string
  invoiced?: InvoicedState
}

const goods = new Set(['delivery', 'return', 'replacement', 'exchangeOut', 'exchangeIn'])

/** Rows of one key are one row; what is no goods stays as it is. */
const keyOf = (row: GroupedRow, index: number, grouping: Grouping): string => {
  if (!goods.has(row.kind)) return `${index}`
  if (grouping === 'note') return `${row.kind} ${row.documentNumber}`
  if (grouping === 'po') return `${row.kind} ${row.customerPo}`
  return JSON.stringify([row.kind, row.code ?? '', row.description, row.unit, row.priceMicros])
}

const sameOr = <T>(values: readonly T[], other: T): T =>
  values.every((each) => each === values[0]) ? values[0]! : other
const distinct = (texts: readonly string[]): string[] => [...new Set(texts.filter(Boolean))]
const severalOf = (texts: readonly string[], t: Translate, key: PhraseKey): string => {
  const [first = '', ...others] = distinct(texts)
  return others.length === 0 ? first : t(key, { first, count: others.length + 1 })
}

const together = <R extends GroupedRow>(rows: readonly R[], t: Translate): R => {
  const last = rows.at(-1)!
  if (rows.length === 1) return last
  const unit = sameOr(
    rows.map((row) => row.unit),
    '',
  )
  const all = (field: 'amountFen' | 'receivedFen'): number => rows.reduce((sum, row) => sum + row[field], 0)
  return {
    ...last,
    documentNumber: severalOf(
      rows.map((row) => row.documentNumber),
      t,
      'statements.severalNotes',
    ),
    code: sameOr(
      rows.map((row) => row.code ?? ''),
      '',
    ),
    customerPo: severalOf(
      rows.map((row) => row.customerPo),
      t,
      'statements.severalNotes',
    ),
    description: severalOf(
      rows.map((row) => row.description),
      t,
      'statements.severalGoods',
    ),
    unit,
    quantity:
      unit === '' || rows.some((row) => row.quantity === null)
        ? null
        : rows.reduce((sum, row) => sum + row.quantity!, 0),
    priceMicros: sameOr(
      rows.map((row) => row.priceMicros),
      null,
    ),
    amountFen: all('amountFen'),
    receivedFen: all('receivedFen'),
    unsigned: rows.some((row) => row.unsigned),
    remark: distinct(rows.map((row) => row.remark))
      .join('；')
      .slice(0, 60),
    ...(last.invoiced === undefined
      ? {}
      : {
          invoiced: sameOr<InvoicedState>(
            rows.map((row) => row.invoiced!),
            'partly',
          ),
        }),
  }
}

/**
 * The rows of a statement as its customer wants them, in one running balance. By note they keep their days, charges before
 * money; by order or by goods, which run over the whole period, the money stands after them. No fen is gained or lost.
 */
export const groupRows = <R extends GroupedRow>(
  openingFen: number,
  rows: readonly R[],
  grouping: Grouping,
  t: Translate,
): R[] => {
  if (grouping === 'line') return [...rows]
  const inOrder =
    grouping === 'note'
      ? rows
      : [...rows.filter(({ kind }) => kind !== 'receipt'), ...rows.filter(({ kind }) => kind === 'receipt')]
  const keyed = inOrder.map((row, index) => [keyOf(row, index, grouping), row] as const)
  const groups = Map.groupBy(keyed, ([key]) => key)
  let balanceFen = openingFen
  return [...groups.values()].map((group) => {
    const row = together(
      group.map(([, each]) => each),
      t,
    )
    balanceFen += row.amountFen - row.receivedFen
    return { ...row, balanceFen }
  })
}

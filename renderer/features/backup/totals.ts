import type { PhraseKey, Translate } from '../../../shared/language.ts'
import { formatFen } from '../../../shared/money.ts'

const tables = ['orders', 'deliveryNotes', 'receipts', 'statements'] as const
const tableKeys: Record<(typeof tables)[number], PhraseKey> = {
  orders: 'backup.orders',
  deliveryNotes: 'backup.deliveryNotes',
  receipts: 'backup.receipts',
  statements: 'backup.statements',
}

const unitOf = (table: string): PhraseKey => (table === 'receipts' ? 'backup.unitMoney' : 'backup.unitPaper')

export type Totals = Record<string, number>

/** One line of the comparison: a count of papers, or their sum in fen. */
export interface Compared {
  key: string
  label: string
  here: string
  there: string
  /** There less here. */
  difference: number
  /** The difference in words. */
  words: string
}

const differenceWords = (t: Translate, difference: number, text: (value: number) => string): string => {
  if (difference === 0) return t('backup.same')
  return t(difference < 0 ? 'backup.less' : 'backup.more', { count: text(Math.abs(difference)) })
}

/** Rows and fen of each money table, here and in the backup. */
export const compareTotals = (t: Translate, here: Totals, there: Totals): Compared[] =>
  tables.flatMap((table) =>
    (['rows', 'fen'] as const).map((part) => {
      const text = part === 'fen' ? formatFen : String
      const [now, then] = [here[`${table}.${part}`] ?? 0, there[`${table}.${part}`] ?? 0]
      return {
        key: `${table}.${part}`,
        label: t(`backup.${part}`, { item: t(tableKeys[table]), unit: t(unitOf(table)) }),
        here: text(now),
        there: text(then),
        difference: then - now,
        words: differenceWords(t, then - now, text),
      }
    }),
  )

/** Papers that are here and not in the backup, in words; empty when none are lost. */
export const lostWords = (t: Translate, here: Totals, there: Totals): string =>
  tables
    .map((table) => ({ table, count: (here[`${table}.rows`] ?? 0) - (there[`${table}.rows`] ?? 0) }))
    .filter(({ count }) => count > 0)
    .map(({ table, count }) => t('backup.losingItem', { item: t(tableKeys[table]), count, unit: t(unitOf(table)) }))
    .join('、')

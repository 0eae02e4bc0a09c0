import { openDatabase } from '../db/open.ts'
import { openOffice, type TestOffice } from './office.ts'

/** Tables that hold a row or more for each of an office's orders: nothing on screen may read one from end to end. */
const large = [
  'orders',
  'orderLines',
  'deliveryNotes',
  'deliveryLines',
  'invoices',
  'invoiceLines',
  'complaints',
  'receipts',
  'receiptAllocations',
  'bankLines',
  'statements',
  'statementRows',
  'signBacks',
  'inboxItems',
  'prints',
  'contacts',
]

/** A statement that reads a large table from end to end. */
export interface Walk {
  table: string
  sql: string
}

export interface PlannedOffice {
  office: TestOffice
  /** The walks of the statements that some work is the first to ask. An index over part of a table is no walk. */
  walksOf(work: () => Promise<unknown>): Promise<Walk[]>
}

/**
 * An office whose statements are looked at as SQLite plans them. Without ANALYZE, which the program never runs, a plan
 * does not depend on how many rows there are: what an empty office shows holds at 50,000 orders.
 */
export const openPlannedOffice = async (): Promise<PlannedOffice> => {
  const { db, sqlite } = await openDatabase(':memory:')
  const office = await openOffice({ db })
  const partial = new Set(
    sqlite.prepare(`select "name" from sqlite_master where "type" = 'index' and "sql" like '% where %'`).pluck().all(),
  )
  const walkedIn = (sql: string, detail: string, sorted: boolean): string | undefined => {
    // a page in the order of an index ends with its last row, and how many there are is counted in an index
    const ends = / limit \?/.test(sql) && !sorted && detail.includes(' USING ')
    if (ends || (sql.startsWith('select count(*) as "total"') && detail.includes('COVERING INDEX'))) return undefined
    const [, alias, index] = /^SCAN (\S+)(?: USING (?:COVERING )?INDEX (\S+))?/.exec(detail) ?? []
    if (alias === undefined || partial.has(index)) return undefined
    return large.find(
      (table) => alias === table || sql.includes(`"${table}" ${alias}`) || sql.includes(`"${table}" as "${alias}"`),
    )
  }
  const prepare = sqlite.prepare.bind(sqlite)
  let asked: string[] = []
  // the connection prepares a statement once: whoever asks it first is looked at
  sqlite.prepare = ((text: string) => {
    asked.push(text)
    return prepare(text)
  }) as typeof sqlite.prepare
  const walks = (sql: string): Walk[] => {
    const values = Array.from(sql.matchAll(/\?/g), () => 'x%')
    const plan = prepare(`explain query plan ${sql}`).all(...values) as { detail: string }[]
    const sorted = plan.some(({ detail }) => detail.includes('TEMP B-TREE FOR ORDER BY'))
    return plan.flatMap(({ detail }) => {
      const table = walkedIn(sql, detail, sorted)
      return table === undefined ? [] : [{ table, sql }]
    })
  }
  return {
    office,
    async walksOf(work) {
      asked = []
      await work()
      return asked.filter((sql) => /^\s*(select|with)\b/i.test(sql)).flatMap(walks)
    },
  }
}

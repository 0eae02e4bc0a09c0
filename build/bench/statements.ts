import type { Kysely } from 'kysely'
import { dayCode, lastDayOfMonth } from '../../shared/dates.ts'
import type { Role } from '../../shared/permissions.ts'
import type { Database } from '../../electron/db/schema.ts'
import { setManySearchTerms } from '../../electron/db/search.ts'
import type { SqliteFile } from '../../electron/db/sqlite.ts'
import type { Insert } from './inserting.ts'

interface Fact {
  month: string
  on: string
  kind: string
  sourceKey: string
  documentNumber: string
  customerPo: string
  description: string
  unit: string
  quantity: number | null
  priceMicros: number | null
  amountFen: number
  receivedFen: number
}

const factsOf = (sqlite: SqliteFile): ((customerId: number, before: string) => Fact[]) => {
  const statement = sqlite.prepare(`
    select substr(n."deliveryOn", 1, 7) as month, n."deliveryOn" as "on", n."kind" as kind, 'note:' || n."id" || ':' || l."id" as sourceKey, n."number" as documentNumber, l."customerPo", l."description", l."unit", l."quantity", l."priceMicros", l."amountFen", 0 as receivedFen
      from "deliveryNotes" n join "deliveryLines" l on l."deliveryNoteId" = n."id" where n."customerId" = ? and n."deliveryOn" < ?
    union all
    select substr(r."receivedOn", 1, 7), r."receivedOn", 'receipt', 'receipt:' || r."id", r."number", '', '收款', '', null, null, 0, r."amountFen" from "receipts" r where r."customerId" = ? and r."receivedOn" < ? and r."confirmedAt" is not null
    order by 2, 11 desc, 5`)
  return (customerId, before) => statement.all(customerId, before, customerId, before) as Fact[]
}

interface Work {
  db: Kysely<Database>
  sqlite: SqliteFile
  insert: Insert
  users: Record<Role, number>
  today: string
}

/** A signed statement for every customer and month before this one. */
export const writeStatements = async ({ db, sqlite, insert, users, today }: Work): Promise<void> => {
  const facts = factsOf(sqlite)
  const terms: Parameters<typeof setManySearchTerms>[2][number][] = []
  let last = 0
  for (const { id: customerId } of sqlite.prepare('select "id" from "customers" order by "id"').all() as {
    id: number
  }[]) {
    let closing = 0
    for (const [month, rows] of Map.groupBy(facts(customerId, `${today.slice(0, 7)}-01`), (fact) => fact.month)) {
      const periodTo = lastDayOfMonth(month)
      const number = `DZ${dayCode(periodTo)}-${(last += 1)}`
      const opening = closing
      const charges = rows.reduce((sum, { amountFen }) => sum + amountFen, 0)
      const received = rows.reduce((sum, { receivedFen }) => sum + receivedFen, 0)
      closing += charges - received
      const id = insert('statements', {
        number,
        customerId,
        periodFrom: `${month}-01`,
        periodTo,
        openingFen: opening,
        chargesFen: charges,
        returnsFen: 0,
        deductionsFen: 0,
        receiptsFen: received,
        closingFen: closing,
        madeBy: users.cashier,
        madeAt: `${periodTo}T08:00:00.000Z`,
        printed: 1,
        state: 'sent',
        version: 1,
      })
      let balanceFen = opening
      for (const [index, { month: _, ...row }] of rows.entries()) {
        balanceFen += row.amountFen - row.receivedFen
        insert('statementRows', {
          statementId: id,
          customerId,
          sequence: index + 1,
          ...row,
          balanceFen,
          unsigned: 0,
          remark: '',
        })
      }
      const back = periodTo < `${today.slice(0, 5)}10-01` || customerId % 2 === 0
      insert('signBacks', {
        kind: 'statement',
        documentId: id,
        documentNumber: number,
        customerId,
        sentAt: `${periodTo}T09:00:00.000Z`,
        sentBy: users.cashier,
        sentTo: '',
        dueOn: periodTo,
        state: back ? 'same' : 'waiting',
        returnedAt: back ? `${periodTo}T10:00:00.000Z` : null,
        returnedBy: back ? users.cashier : null,
        chases: 0,
        version: 1,
      })
      terms.push({ rowId: id, customerId, fresh: true, terms: { exact: [number, number.slice(2)] } })
    }
  }
  await setManySearchTerms({ db }, 'statement', terms)
}

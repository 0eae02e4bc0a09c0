import { contest, figureOf, type Figure } from './measure.ts'
import type { BenchOffice } from './office.ts'
import { columnsOf, insertText, type Row } from './rows.ts'
import { benchToday } from './dataset.ts'

/** A customer's file of 200 lines made into an order, against the same rows written by prepared statements. */

const lines = 200
const productOf = (round: number, line: number): number => 1 + ((round * 37 + line * 7) % 2000)
const codeOf = (product: number): string => `TS-${String(product).padStart(4, '0')}`

interface Products {
  codes: string[]
}
const productsOf = (office: BenchOffice): Products => ({
  codes: office.bare.prepare('select "code" from "products" order by "id" limit 2000').pluck().all() as string[],
})

/** A paper in the inbox for each round: it is written beforehand, as it is for a real import. */
const paperOf = (office: BenchOffice): ((round: number) => number) => {
  const insert = office.bare.prepare(
    `insert into "inboxItems" ("sha256", "fileName", "mediaType", "byteLength", "pages", "source", "receivedAt", "state", "version")
     values (?, ?, 'text/csv', 9000, 1, 'pick', ?, 'waiting', 1)`,
  )
  return (round) =>
    Number(insert.run(`bench-${round}`, `采购单${round}.csv`, `${benchToday}T08:00:00.000Z`).lastInsertRowid)
}

const fileOf = ({ codes }: Products, inboxItemId: number, round: number) => ({
  customerId: 2 + (round % 300),
  inboxItemId,
  customerPo: `FILE-${round}`,
  dueOn: null,
  fields: ['itemCode', 'colour', 'quantity', 'price', 'due'],
  lines: Array.from({ length: lines }, (_, line) => ({
    sheet: '采购单',
    row: line + 5,
    hidden: false,
    sumDiffers: false,
    leftOut: false,
    cells: [codes[productOf(round, line) - 1] ?? codeOf(1), '胡桃', String(1 + (line % 40)), '1,180.00', '2026-12-15'],
  })),
})

const tablesOfImport = (office: BenchOffice, orderId: number, inboxItemId: number): [string, Row[]][] => {
  const all = (text: string, ...values: unknown[]): Row[] => office.bare.prepare(text).all(...values) as Row[]
  return [
    ['orders', all('select * from "orders" where "id" = ?', orderId)],
    ['orderLines', all('select * from "orderLines" where "orderId" = ? order by "sequence"', orderId)],
    ['searchTerms', all(`select * from "searchTerms" where "rowId" = ? and "kind" in ('order', 'po')`, orderId)],
    ['inboxItems', all('select * from "inboxItems" where "id" = ?', inboxItemId)],
    ['orderImports', all('select * from "orderImports" where "orderId" = ?', orderId)],
    ['audit', all('select * from "audit" order by "seq" desc limit 1')],
    ['requests', all('select * from "requests" order by rowid desc limit 1')],
  ]
}

const bareImport = (office: BenchOffice, orderId: number, inboxItemId: number): ((round: number) => void) => {
  const tables = tablesOfImport(office, orderId, inboxItemId).map(([table, rows]) => ({
    table,
    rows,
    columns: columnsOf(rows[0] ?? {}),
    insert: office.bare.prepare(insertText(table, rows[0] ?? {})),
  }))
  const missing = tables.filter(({ rows }) => rows.length === 0).map(({ table }) => table)
  if (missing.length > 0) throw new Error(`the import left nothing in ${missing.join(', ')}`)
  const write = office.bare.transaction((round: number) => {
    let made = 0
    // another customer and other products each time, as ours
    const customerId = 2 + ((round * 7) % 300)
    for (const { table, rows, columns, insert } of tables)
      for (const [index, row] of rows.entries()) {
        const changed: Row = { ...row, orderId: made, customerId, requestId: `bench-file-${round}` }
        if (table === 'orders') Object.assign(changed, { number: `ZF${round}`, customerPo: `BARE-${round}` })
        if (table === 'orderLines') changed['productId'] = productOf(round * 3, index)
        if (table === 'searchTerms') Object.assign(changed, { rowId: made, term: `${String(row['term'])}z${round}` })
        const { lastInsertRowid } = insert.run(columns.map((column) => changed[column] ?? null))
        if (table === 'orders') made = Number(lastInsertRowid)
      }
  })
  return (round) => write.immediate(round)
}

export const importOrder200 = async (office: BenchOffice): Promise<Figure> => {
  const products = productsOf(office)
  const paper = paperOf(office)
  const call = async (round: number, inboxItemId: number): Promise<{ id: number; lines: number }> => {
    const file = fileOf(products, inboxItemId, round)
    const totalFen = file.lines.reduce((sum, { cells }) => sum + Number(cells[2]) * 118_000, 0)
    const made = await office.call('orderImports.make', { ...file, shape: null, expected: { lines, totalFen } })
    return made as { id: number; lines: number }
  }
  const first = paper(900_000)
  const made = await call(900_000, first)
  if (made.lines !== lines) throw new Error(`the import made ${JSON.stringify(made)}`)
  const rounds = 40
  const papers = Array.from({ length: rounds * 4 }, (_, round) => paper(round))
  return figureOf(
    'import-order-200-lines',
    office.dataset,
    3,
    await contest({
      ours: (round) => call(round, papers[round] ?? paper(round)),
      baseline: bareImport(office, made.id, first),
      rounds,
      warmUp: 5,
    }),
  )
}

import { dayCode } from '../../shared/dates.ts'
import type { OrderDraft } from '../../shared/orders.ts'
import { benchToday } from './dataset.ts'
import { contest, figureOf, type Figure } from './measure.ts'
import type { BenchOffice } from './office.ts'
import { columnsOf, insertText, type Row } from './rows.ts'

/** Writing: an order of 10 lines, a statement of 400 rows. */

const draftOf = (office: BenchOffice, round: number): OrderDraft => {
  const customerId = 2 + (round % 300)
  return {
    id: null,
    version: 0,
    customerId,
    source: 'fax',
    customerPo: `BENCH-${round}`,
    contact: '王老板',
    phone: '',
    orderedOn: benchToday,
    dueOn: '2026-12-15',
    rush: false,
    rushReason: '',
    salesperson: '',
    merchandiserId: 3,
    settlement: 'monthly',
    depositBasisPoints: 0,
    bankAccount: '',
    deliveryPlace: '',
    deliveryMethod: '',
    packing: '',
    acceptance: '',
    remark: '',
    taxMode: 'included',
    taxBasisPoints: 1300,
    proof: { number: `FAX-${round}`, pages: 1, on: benchToday },
    inboxItemIds: [],
    lines: Array.from({ length: 10 }, (_, line) => ({
      id: null,
      productId: 1 + ((round * 10 + line) % 2000),
      code: `TS-${String(1 + ((round * 10 + line) % 2000)).padStart(4, '0')}`,
      name: '餐桌',
      spec: '1400×800×750',
      colour: '胡桃',
      material: '',
      unit: '件',
      quantity: (1 + line) * 1000,
      packs: 1 + line,
      priceMicros: 1_180_000_000,
      typedSide: 'price' as const,
      amountFen: 0,
      dueOn: '2026-12-15',
      customerPo: '',
      newVersion: false,
      quotation: '',
      picture: '',
      remark: '',
    })),
  }
}

/** The rows that one saved order left in every table, to be written again by prepared statements. */
const rowsOfOrder = (office: BenchOffice, id: number): [string, Row[]][] => {
  const all = (text: string, ...values: unknown[]): Row[] => office.bare.prepare(text).all(...values) as Row[]
  return [
    ['orders', all('select * from "orders" where "id" = ?', id)],
    ['orderLines', all('select * from "orderLines" where "orderId" = ? order by "sequence"', id)],
    ['searchTerms', all(`select * from "searchTerms" where "rowId" = ? and "kind" in ('order', 'po')`, id)],
    ['inboxItems', all('select * from "inboxItems" where "orderId" = ?', id)],
    ['audit', all('select * from "audit" order by "seq" desc limit 1')],
    ['requests', all('select * from "requests" order by rowid desc limit 1')],
  ]
}

const bareSave = (office: BenchOffice, first: number): ((round: number) => void) => {
  const tables = rowsOfOrder(office, first).map(([table, rows]) => ({
    table,
    rows,
    columns: columnsOf(rows[0] ?? {}),
    insert: office.bare.prepare(insertText(table, rows[0] ?? {})),
  }))
  const number = office.bare
    .prepare(
      'insert into "numberSeries" ("kind", "day", "last") values (\'ZZ\', ?, 1) on conflict ("kind", "day") do update set "last" = "last" + 1 returning "last"',
    )
    .pluck()
  const lastHash = office.bare.prepare('select "hash" from "audit" order by "seq" desc limit 1').pluck()
  const save = office.bare.transaction((round: number) => {
    const given = `ZZ${dayCode(benchToday)}-${String(number.get(benchToday))}`
    const previousHash = lastHash.get() as string
    let orderId = 0
    // another customer, other products and another PO each time, as ours: the pages touched are as far apart
    const customerId = 2 + ((round * 7) % 300)
    for (const { table, rows, columns, insert } of tables)
      for (const [index, row] of rows.entries()) {
        const changed: Row = { ...row, number: given, orderId, requestId: `bench-${round}`, previousHash, customerId }
        if (table === 'searchTerms') Object.assign(changed, { rowId: orderId, term: `${String(row['term'])}${round}` })
        if (table === 'orderLines') changed['productId'] = 1 + ((round * 70 + index) % 2000)
        if (table === 'orders') changed['customerPo'] = `BARE-${round}`
        const { lastInsertRowid } = insert.run(columns.map((column) => changed[column] ?? null))
        if (table === 'orders') orderId = Number(lastInsertRowid)
      }
  })
  return (round) => save.immediate(round)
}

let saved = 0
export const oursOfSave = (office: BenchOffice) => () => office.call('orders.save', draftOf(office, (saved += 1)))

export const saveOrder = async (office: BenchOffice): Promise<Figure> => {
  const first = (await oursOfSave(office)()) as { id: number }
  return figureOf(
    'save-order-10-lines',
    office.dataset,
    3,
    await contest({ ours: oursOfSave(office), baseline: bareSave(office, first.id), rounds: 120 }),
  )
}

/** The large customer of the data set: 402 delivered lines this month that stand in no statement. */
const month = benchToday.slice(0, 7)
interface MadeStatement {
  id: number
  version: number
}

/** Reads the unstated lines and money of the customer, runs the balance and writes the same rows, for another customer. */
export const bareStatement = (office: BenchOffice, first: number, customerId = 1, other = 2): (() => void) => {
  const { bare } = office
  const last = bare.prepare(
    `select "closingFen" from "statements" where "customerId" = ${customerId} and "voidedAt" is null and "id" <> ? order by "periodTo" desc limit 1`,
  )
  const lines = bare.prepare(`
    select n."id" as "noteId", n."number", n."kind", n."deliveryOn", l."id" as "lineId", l."sequence", l."customerPo", l."description", l."colour", l."unit", l."quantity", l."priceMicros", l."amountFen", l."remark", b."id" as "waiting"
      from "deliveryNotes" n join "deliveryLines" l on l."deliveryNoteId" = n."id" left join "statementRows" w on w."sourceKey" = 'note:' || n."id" || ':' || l."id"
      left join "signBacks" b on b."documentId" = n."id" and b."kind" = 'delivery' and b."state" = 'waiting'
      where n."customerId" = ${customerId} and n."deliveryOn" <= ? and n."releasedAt" is not null and n."voidedAt" is null and w."id" is null`)
  const money = bare.prepare(`
    select r."id", r."number", r."receivedOn", r."amountFen", r."slipNumber" from "receipts" r left join "statementRows" w on w."sourceKey" = 'receipt:' || r."id"
      where r."customerId" = ${customerId} and r."receivedOn" <= ? and r."confirmedAt" is not null and r."voidedAt" is null and w."id" is null`)
  const rows = bare
    .prepare('select * from "statementRows" where "statementId" = ? order by "sequence"')
    .all(first) as Row[]
  const insertRow = rows.length > 0 ? bare.prepare(insertText('statementRows', rows[0]!)) : null
  const head = bare.prepare('select * from "statements" where "id" = ?').get(first) as Row
  const insertHead = bare.prepare(insertText('statements', head))
  const others = rowsOfOrder(office, -1)
    .slice(4)
    .map(([table, found]) => ({ row: found[0]!, insert: bare.prepare(insertText(table, found[0]!)) }))
  let round = 0
  return bare.transaction(() => {
    round += 1
    let balanceFen = (last.get(first) as { closingFen: number } | undefined)?.closingFen ?? 0
    const facts = lines.all('2026-11-30') as {
      amountFen: number
      deliveryOn: string
      number: string
      sequence: number
    }[]
    money.all('2026-11-30')
    const keyOf = ({ deliveryOn, number, sequence }: (typeof facts)[number]): string =>
      `${deliveryOn} ${number} ${String(sequence).padStart(4, '0')}`
    facts.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
    const valuesOf = (row: Row, changed: Row): Row[string][] =>
      columnsOf(row).map((column) => changed[column] ?? row[column] ?? null)
    const made = insertHead.run(valuesOf(head, { number: `ZZ-${first}-${round}`, customerId: other }))
    const statementId = Number(made.lastInsertRowid)
    for (const row of rows) {
      balanceFen += Number(row['amountFen']) - Number(row['receivedFen'])
      const sourceKey = `zz:${first}:${round}:${String(row['sequence'])}`
      insertRow!.run(valuesOf(row, { statementId, customerId: other, balanceFen, sourceKey }))
    }
    for (const { row, insert } of others) insert.run(valuesOf(row, { requestId: `zz-${first}-${round}` }))
  }).immediate
}

export const statement400 = async (office: BenchOffice): Promise<Figure> => {
  const make = (): Promise<MadeStatement> =>
    office.call('statements.make', { customerId: 1, month }) as Promise<MadeStatement>
  const undo = ({ id, version }: MadeStatement): Promise<unknown> =>
    office.call('statements.void', { id, version, reason: '重做' })
  let made = await make()
  const baseline = bareStatement(office, made.id)
  await undo(made)
  const times = await contest({
    ours: async () => {
      made = await make()
    },
    baseline,
    rounds: 30,
    after: () => undo(made),
  })
  return figureOf('statement-400-rows', office.dataset, 3, times)
}

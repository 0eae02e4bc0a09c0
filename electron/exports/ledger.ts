import { z } from 'zod'
import type { Output } from '../../shared/contract.ts'
import { lastDayOfMonth } from '../../shared/dates.ts'
import { date, id, month } from '../../shared/fields.ts'
import { type Language, languages, type Translate, translator } from '../../shared/language.ts'
import { type LedgerPlace, payStateKeys, receivableFilter, receivables } from '../../shared/receivables.ts'
import { ledgerKindKeys, type LedgerRow, statements } from '../../shared/statements.ts'
import { type SheetCell, type SheetColumn, writeTable } from '../sheets/write.ts'
import { askQuery, type ExportRun, pagedRows } from './run.ts'

const language = z.enum(languages).default('zh-CN')

async function* mapped<Row>(rows: AsyncIterable<Row>, cells: (row: Row) => SheetCell[]): AsyncGenerator<SheetCell[]> {
  for await (const row of rows) yield cells(row)
}

const accountColumns = (t: Translate): SheetColumn[] => [
  { header: t('app.customer'), kind: 'text' },
  { header: t('statements.opening'), kind: 'money' },
  { header: t('statements.charges'), kind: 'money' },
  { header: t('statements.received'), kind: 'money' },
  { header: t('statements.closing'), kind: 'money' },
]

const movementColumns = (t: Translate): SheetColumn[] => [
  { header: t('app.customer'), kind: 'text' },
  { header: t('app.date'), kind: 'date' },
  { header: t('statements.paper'), kind: 'text' },
  { header: t('app.number'), kind: 'text' },
  { header: t('app.amount'), kind: 'money' },
  { header: t('statements.received'), kind: 'money' },
  { header: t('statements.balance'), kind: 'money' },
  { header: t('app.remark'), kind: 'text' },
]

/** The ledger of one customer goes on from where it was left off: a page costs what its rows cost, however long it is. */
async function* customerRows(
  run: ExportRun,
  title: string,
  customerId: number,
  of: string | null,
): AsyncGenerator<LedgerRow> {
  const days = of === null ? {} : { from: `${of}-01`, to: lastDayOfMonth(of) }
  let after: LedgerPlace | null = null
  for (let done = 0; ;) {
    run.signal.throwIfAborted()
    const page: Output<typeof receivables.ledger> = await askQuery(run, 'receivables.ledger', receivables.ledger, {
      customerId,
      ...days,
      after,
    })
    yield* page.rows
    done += page.rows.length
    run.progress(done, done + (page.rest ? 5000 : 0), title)
    if (!page.rest) return
    after = page.next
  }
}

const ledgerInput = z.strictObject({
  /** `accounts`: 期初 发生 已收 期末 of every customer in a month; `papers`: every note, charge and receipt; `balances`: what was owed on a day. */
  what: z.enum(['accounts', 'papers', 'balances']),
  /** Of `balances`. */
  on: date.nullable().default(null),
  month: month.nullable().default(null),
  customerId: id.nullable().default(null),
  language,
})

/** 截至某天的结欠, beside the statements that end on that day. */
const exportBalances = async (
  run: ExportRun,
  on: string | null,
  customerId: number | null,
  language: Language,
): Promise<{ files: number }> => {
  if (on === null) throw new Error('balances of no day')
  const t = translator(language)
  const name = t('statements.balances')
  const rows = pagedRows(run, name, (offset, limit) =>
    askQuery(run, 'statements.balances', statements.balances, { on, customerId, offset, limit }),
  )
  await writeTable(
    run.path,
    {
      name,
      title: `${name} ${on}`,
      language,
      columns: [
        { header: t('app.customer'), kind: 'text' },
        { header: t('statements.balance'), kind: 'money' },
        { header: t('statements.title'), kind: 'text' },
        { header: t('statements.statedClosing'), kind: 'money' },
        { header: t('statements.later'), kind: 'money' },
      ],
      totals: { label: t('app.total'), columns: [1, 3, 4] },
      rows: mapped(rows, (row) => [
        row.customer,
        row.balanceFen,
        row.statedAs ?? '',
        row.statedFen,
        row.laterFen || null,
      ]),
    },
    undefined,
    run.signal,
  )
  return { files: 1 }
}

/** 台账: the accounts of a month, or all notes and receipts with running balances (duty 104). */
export const exportLedger = async (run: ExportRun, input: unknown): Promise<{ files: number }> => {
  const { what, on, month: of, customerId, language: spoken } = ledgerInput.parse(input)
  if (what === 'balances') return exportBalances(run, on, customerId, spoken)
  const t = translator(spoken)
  const title = [t('statements.accounts'), of].filter(Boolean).join(' ')
  const common = { name: t('statements.accounts'), title, language: spoken }
  if (what === 'accounts') {
    if (of === null) throw new Error('accounts of no month')
    const rows = pagedRows(run, title, (offset, limit) =>
      askQuery(run, 'statements.accounts', statements.accounts, { month: of, offset, limit }),
    )
    await writeTable(
      run.path,
      {
        ...common,
        columns: accountColumns(t),
        totals: { label: t('app.total'), columns: [1, 2, 3, 4] },
        rows: mapped(rows, (row) => [row.customer, row.openingFen, row.chargesFen, row.receiptsFen, row.closingFen]),
      },
      undefined,
      run.signal,
    )
    return { files: 1 }
  }
  const rows =
    customerId === null
      ? pagedRows(run, title, (offset, limit) =>
          askQuery(run, 'statements.ledger', statements.ledger, { month: of, customerId, offset, limit }),
        )
      : customerRows(run, title, customerId, of)
  await writeTable(
    run.path,
    {
      ...common,
      columns: movementColumns(t),
      totals: { label: t('app.total'), columns: [4, 5] },
      rows: mapped(rows, (row) => [
        row.customer,
        row.on,
        t(ledgerKindKeys[row.kind]),
        row.number,
        row.amountFen,
        row.receivedFen,
        row.balanceFen,
        row.remark,
      ]),
    },
    undefined,
    run.signal,
  )
  return { files: 1 }
}

const receivableColumns = (t: Translate): SheetColumn[] => [
  { header: t('app.customer'), kind: 'text' },
  { header: t('receivables.balance'), kind: 'money' },
  { header: t('receivables.notDue'), kind: 'money' },
  { header: t('receivables.to30'), kind: 'money' },
  { header: t('receivables.to60'), kind: 'money' },
  { header: t('receivables.to90'), kind: 'money' },
  { header: t('receivables.over90'), kind: 'money' },
  { header: t('receivables.prepaid'), kind: 'money' },
  { header: t('receivables.waiting'), kind: 'money' },
  { header: t('receivables.promisedOn'), kind: 'date' },
  { header: t('receivables.promisedFen'), kind: 'money' },
  { header: t('app.state'), kind: 'text' },
  { header: t('receivables.lastCall'), kind: 'date' },
  { header: t('receivables.summary'), kind: 'text' },
]

/** 应收账龄表 of a day, as it is filtered (duty 32). */
export const exportReceivables = async (run: ExportRun, sent: unknown): Promise<{ files: number }> => {
  const { language: spoken, ...filter } = z.strictObject({ ...receivableFilter, language }).parse(sent)
  const t = translator(spoken)
  const name = t('receivables.paperTitle')
  const { on } = await askQuery(run, 'receivables.list', receivables.list, { ...filter, limit: 1 })
  const rows = pagedRows(run, name, (offset, limit) =>
    askQuery(run, 'receivables.list', receivables.list, { ...filter, offset, limit }),
  )
  await writeTable(
    run.path,
    {
      name,
      title: `${name} ${t('receivables.asOf', { on })}`,
      language: spoken,
      columns: receivableColumns(t),
      totals: { label: t('app.total'), columns: [1, 2, 3, 4, 5, 6, 7, 8] },
      rows: mapped(rows, (row) => [
        row.customer,
        row.balanceFen,
        row.notDueFen,
        row.to30Fen,
        row.to60Fen,
        row.to90Fen,
        row.over90Fen,
        row.prepaidFen,
        row.waitingFen,
        row.promise?.promisedOn ?? null,
        row.promise?.amountFen ?? null,
        row.promise ? t(payStateKeys[row.promise.state]) : '',
        row.lastCall?.on ?? null,
        row.lastCall?.summary ?? '',
      ]),
    },
    undefined,
    run.signal,
  )
  return { files: 1 }
}

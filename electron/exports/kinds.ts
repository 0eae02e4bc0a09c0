import { randomBytes } from 'node:crypto'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { id, month } from '../../shared/fields.ts'
import { languages, type Translate, translator } from '../../shared/language.ts'
import { ledgerKindKeys, statementFileName, statements } from '../../shared/statements.ts'
import { replaceFile } from '../sheets/file.ts'
import { type ShapedStatement, writeStatement, writeStatements } from '../sheets/statement.ts'
import { type SheetCell, type SheetColumn, writeTable } from '../sheets/write.ts'
import { askQuery, type ExportRun, pagedRows } from './run.ts'

const language = z.enum(languages).default('zh-CN')

/** One statement as a workbook. */
export const exportStatement = async (run: ExportRun, input: unknown): Promise<{ files: number }> => {
  const { id: statementId, language: of } = z.strictObject({ id, language }).parse(input)
  const paper = await askQuery(run, 'statements.data', statements.data, { id: statementId })
  run.progress(0, 1, paper.number)
  await writeStatement(run.path, paper, { language: of }, run.signal)
  run.progress(1, 1, paper.number)
  return { files: 1 }
}

/** A file name that is free in this export: two customers may share a short name. */
const freeName = (wanted: string, taken: Set<string>): string => {
  let name = wanted
  for (let n = 2; taken.has(name.toLowerCase()); n += 1) name = wanted.replace(/\.xlsx$/, ` (${n}).xlsx`)
  taken.add(name.toLowerCase())
  return name
}

/**
 * All standing statements of a month, a workbook for each customer. They are made in a folder of their own inside
 * the chosen one and put in their places when all are whole: a cancelled export leaves nothing.
 */
export const exportStatements = async (run: ExportRun, input: unknown): Promise<{ files: number }> => {
  const { month: of, language: spoken } = z.strictObject({ month, language }).parse(input)
  const t = translator(spoken)
  const standing: { id: number; customer: string }[] = []
  for await (const row of pagedRows(run, t('statements.title'), (offset, limit) =>
    askQuery(run, 'statements.list', statements.list, { month: of, offset, limit }),
  ))
    if (row.state !== 'void') standing.push(row)
  const folder = join(run.path, `.${randomBytes(8).toString('hex')}.part`)
  await mkdir(folder)
  try {
    const taken = new Set<string>()
    const made: string[] = []
    for (const [index, { id: statementId, customer }] of standing.entries()) {
      run.signal.throwIfAborted()
      run.progress(index, standing.length, customer)
      const paper = await askQuery(run, 'statements.data', statements.data, { id: statementId })
      const name = freeName(
        statementFileName(t, paper.customer.shortName || paper.customer.name, paper.periodTo),
        taken,
      )
      await writeStatement(join(folder, name), paper, { language: spoken }, run.signal)
      made.push(name)
    }
    run.signal.throwIfAborted()
    for (const name of made) await replaceFile(join(folder, name), join(run.path, name))
    run.progress(standing.length, standing.length, t('statements.title'))
    return { files: made.length }
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  }
}

/** All standing statements of a month in one workbook, a sheet for each customer. */
export const exportStatementBook = async (run: ExportRun, input: unknown): Promise<{ files: number }> => {
  const { month: of, language: spoken } = z.strictObject({ month, language }).parse(input)
  const t = translator(spoken)
  const papers: ShapedStatement[] = []
  for await (const row of pagedRows(run, t('statements.title'), (offset, limit) =>
    askQuery(run, 'statements.list', statements.list, { month: of, offset, limit }),
  )) {
    if (row.state === 'void') continue
    run.signal.throwIfAborted()
    papers.push(await askQuery(run, 'statements.data', statements.data, { id: row.id }))
  }
  const tell = (written: number): void => run.progress(written, papers.length, t('statements.title'))
  await writeStatements(run.path, papers, { language: spoken }, tell, run.signal)
  return { files: 1 }
}

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

const ledgerInput = z.strictObject({
  /** `accounts`: 期初 发生 已收 期末 of every customer in a month; `papers`: every note, charge and receipt. */
  what: z.enum(['accounts', 'papers']),
  month: month.nullable().default(null),
  customerId: id.nullable().default(null),
  language,
})

/** 台帐: the accounts of a month, or all notes and receipts with running balances (duty 104). */
export const exportLedger = async (run: ExportRun, input: unknown): Promise<{ files: number }> => {
  const { what, month: of, customerId, language: spoken } = ledgerInput.parse(input)
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
  const rows = pagedRows(run, title, (offset, limit) =>
    askQuery(run, 'statements.ledger', statements.ledger, { month: of, customerId, offset, limit }),
  )
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

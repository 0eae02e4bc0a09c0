import { randomBytes } from 'node:crypto'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { id, month } from '../../shared/fields.ts'
import { languages, translator } from '../../shared/language.ts'
import { statementFileName, statements } from '../../shared/statements.ts'
import { replaceFile } from '../sheets/file.ts'
import { type ShapedStatement, writeStatement, writeStatements } from '../sheets/statement.ts'
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

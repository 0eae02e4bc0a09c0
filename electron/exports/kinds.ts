import { randomBytes } from 'node:crypto'
import { mkdir, rm } from 'node:fs/promises'
import { basename, dirname, extname, join } from 'node:path'
import { z } from 'zod'
import { id, month } from '../../shared/fields.ts'
import type { Output } from '../../shared/contract.ts'
import { languages, type Language, translator } from '../../shared/language.ts'
import { statementFileName, statements } from '../../shared/statements.ts'
import { replaceFile } from '../sheets/file.ts'
import { writeStatement, writeStatements } from '../sheets/statement.ts'
import { writeFromTemplate } from '../sheets/template/write.ts'
import { askQuery, type ExportRun, pagedRows } from './run.ts'

const language = z.enum(languages).default('zh-CN')

type Paper = Output<typeof statements.data>

/** A statement as a workbook: in the template of its customer, or as we make it. */
const writeOne = async (run: ExportRun, path: string, statementId: number, paper: Paper, spoken: Language) => {
  if (paper.template === '') return writeStatement(path, paper, { language: spoken }, run.signal)
  const { bytes } = await askQuery(run, 'statements.template', statements.template, { id: statementId })
  return writeFromTemplate(path, { bytes, name: paper.template }, paper, translator(spoken), run.signal)
}

/** One statement as a workbook. */
export const exportStatement = async (run: ExportRun, input: unknown): Promise<{ files: number }> => {
  const { id: statementId, language: of } = z.strictObject({ id, language }).parse(input)
  const paper = await askQuery(run, 'statements.data', statements.data, { id: statementId })
  run.progress(0, 1, paper.number)
  await writeOne(run, run.path, statementId, paper, of)
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
      await writeOne(run, join(folder, name), statementId, paper, spoken)
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

/**
 * All standing statements of a month in one workbook, a sheet for each customer. Those in a template are workbooks of their
 * own beside it, named after it: a sheet cannot be carried into another file with all it has.
 */
export const exportStatementBook = async (run: ExportRun, input: unknown): Promise<{ files: number }> => {
  const { month: of, language: spoken } = z.strictObject({ month, language }).parse(input)
  const t = translator(spoken)
  const papers: Paper[] = []
  const apart: { id: number; paper: Paper }[] = []
  for await (const row of pagedRows(run, t('statements.title'), (offset, limit) =>
    askQuery(run, 'statements.list', statements.list, { month: of, offset, limit }),
  )) {
    if (row.state === 'void') continue
    run.signal.throwIfAborted()
    const paper = await askQuery(run, 'statements.data', statements.data, { id: row.id })
    if (paper.template === '') papers.push(paper)
    else apart.push({ id: row.id, paper })
  }
  const all = papers.length + apart.length
  const folder = join(dirname(run.path), `.${randomBytes(8).toString('hex')}.part`)
  const book = basename(run.path, extname(run.path))
  await mkdir(folder)
  try {
    const taken = new Set<string>()
    const made: string[] = []
    for (const [index, { id: statementId, paper }] of apart.entries()) {
      run.signal.throwIfAborted()
      run.progress(index, all, paper.customer.shortName)
      const { shortName, name: whole } = paper.customer
      const name = freeName(`${book} ${statementFileName(t, shortName || whole, paper.periodTo)}`, taken)
      await writeOne(run, join(folder, name), statementId, paper, spoken)
      made.push(name)
    }
    const tell = (written: number): void => run.progress(apart.length + written, all, t('statements.title'))
    if (papers.length > 0) await writeStatements(run.path, papers, { language: spoken }, tell, run.signal)
    run.signal.throwIfAborted()
    for (const name of made) await replaceFile(join(folder, name), join(dirname(run.path), name))
    return { files: made.length + (papers.length > 0 ? 1 : 0) }
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  }
}

import { z } from 'zod'
import { languages, type Translate, translator } from '../../shared/language.ts'
import {
  register,
  registerDirectionKeys,
  registerFilter,
  type RegisterRow,
  registerSourceKeys,
  registerStateKeys,
} from '../../shared/register.ts'
import { type SheetCell, type SheetColumn, writeTable } from '../sheets/write.ts'
import { askQuery, type ExportRun, pagedRows } from './run.ts'

const input = z.strictObject({ ...registerFilter, language: z.enum(languages).default('zh-CN') })

const columnsOf = (t: Translate): SheetColumn[] => [
  { header: t('app.date'), kind: 'date' },
  { header: t('register.direction'), kind: 'text' },
  { header: t('app.number'), kind: 'text' },
  { header: t('register.what'), kind: 'text' },
  { header: t('register.subject'), kind: 'text' },
  { header: t('operations.order'), kind: 'text' },
  { header: t('register.party'), kind: 'text' },
  { header: t('register.copies'), kind: 'integer' },
  { header: t('register.by'), kind: 'text' },
  { header: t('app.state'), kind: 'text' },
  { header: t('register.backOn'), kind: 'date' },
  { header: t('register.backBy'), kind: 'text' },
  { header: t('register.source'), kind: 'text' },
]
const cellsOf = (row: RegisterRow, t: Translate): SheetCell[] => [
  row.on,
  t(registerDirectionKeys[row.direction]),
  row.number,
  row.what,
  row.subject,
  row.orderNumber,
  row.party,
  row.copies,
  row.by,
  t(registerStateKeys[row.state]),
  row.backOn,
  row.backBy,
  t(registerSourceKeys[row.source]),
]

async function* mapped(rows: AsyncIterable<RegisterRow>, t: Translate): AsyncGenerator<SheetCell[]> {
  for await (const row of rows) yield cellsOf(row, t)
}

/** 收发文 as it is filtered. */
export const exportRegister = async (run: ExportRun, sent: unknown): Promise<{ files: number }> => {
  const { language, ...filter } = input.parse(sent)
  const t = translator(language)
  const name = t('register.title')
  const rows = pagedRows(run, name, (offset, limit) =>
    askQuery(run, 'register.list', register.list, { ...filter, offset, limit }),
  )
  const title = `${name} · ${filter.number === '' ? `${filter.from} ~ ${filter.till}` : filter.number}`
  await writeTable(
    run.path,
    { name, title, language, columns: columnsOf(t), rows: mapped(rows, t) },
    undefined,
    run.signal,
  )
  return { files: 1 }
}

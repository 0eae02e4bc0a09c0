import { z } from 'zod'
import { languages, type Translate, translator } from '../../shared/language.ts'
import { materialStateKeys } from '../../shared/materials.ts'
import { purchases, shortageFilter, type ShortageRow, shortageViewKeys } from '../../shared/purchases.ts'
import { type SheetCell, type SheetColumn, writeTable } from '../sheets/write.ts'
import { askQuery, type ExportRun, pagedRows } from './run.ts'

const input = z.strictObject({ ...shortageFilter, language: z.enum(languages).default('zh-CN') })

const columnsOf = (t: Translate): SheetColumn[] => [
  { header: t('operations.order'), kind: 'text' },
  { header: t('app.customer'), kind: 'text' },
  { header: t('production.due'), kind: 'date' },
  { header: t('materials.code'), kind: 'text' },
  { header: t('materials.name'), kind: 'text' },
  { header: t('materials.spec'), kind: 'text' },
  { header: t('app.unit'), kind: 'text' },
  { header: t('materials.needed'), kind: 'quantity' },
  { header: t('materials.bought'), kind: 'quantity' },
  { header: t('materials.have'), kind: 'quantity' },
  { header: t('materials.short'), kind: 'quantity' },
  { header: t('app.state'), kind: 'text' },
  { header: t('operations.process'), kind: 'text' },
  { header: t('materials.start'), kind: 'date' },
  { header: t('purchases.supplier'), kind: 'text' },
  { header: t('purchases.promised'), kind: 'date' },
  { header: t('purchases.chasedOn'), kind: 'date' },
  { header: t('purchases.lastChase'), kind: 'text' },
]
const cellsOf = (row: ShortageRow, t: Translate): SheetCell[] => [
  row.orderNumber,
  row.customer,
  row.dueOn,
  row.code,
  row.name,
  row.spec,
  row.unit,
  row.needed,
  row.bought,
  row.arrived,
  row.short,
  t(materialStateKeys[row.state]),
  row.process,
  row.startOn,
  row.supplier,
  row.promisedOn,
  row.lastChasedOn,
  row.lastChase,
]

async function* mapped(rows: AsyncIterable<ShortageRow>, t: Translate): AsyncGenerator<SheetCell[]> {
  for await (const row of rows) yield cellsOf(row, t)
}

/** 欠料表 as it is filtered; metres and pieces have no sum. */
export const exportShortages = async (run: ExportRun, sent: unknown): Promise<{ files: number }> => {
  const { language, ...filter } = input.parse(sent)
  const t = translator(language)
  const name = t('purchases.shortagePaper')
  const rows = pagedRows(run, name, (offset, limit) =>
    askQuery(run, 'purchases.shortages', purchases.shortages, { ...filter, offset, limit }),
  )
  const title = `${name} · ${t(shortageViewKeys[filter.view])}`
  await writeTable(
    run.path,
    { name, title, language, columns: columnsOf(t), rows: mapped(rows, t) },
    undefined,
    run.signal,
  )
  return { files: 1 }
}

import { z } from 'zod'
import { languages, translator } from '../../shared/language.ts'
import {
  inspectionFilter,
  inspectionKindKeys,
  type InspectionRow,
  inspectionStateKeys,
  quality,
} from '../../shared/quality.ts'
import { type SheetCell, writeTable } from '../sheets/write.ts'
import { askQuery, type ExportRun, pagedRows } from './run.ts'

const input = z.strictObject({
  filter: inspectionFilter.default(inspectionFilter.parse({})),
  language: z.enum(languages).default('zh-CN'),
})

async function* cellsOf(
  rows: AsyncIterable<InspectionRow>,
  cells: (row: InspectionRow) => SheetCell[],
): AsyncGenerator<SheetCell[]> {
  for await (const row of rows) yield cells(row)
}

/** 检验单登记 as it is filtered, newest first. */
export const exportInspections = async (run: ExportRun, asked: unknown): Promise<{ files: number }> => {
  const { filter, language } = input.parse(asked)
  const t = translator(language)
  const rows = pagedRows(run, t('quality.title'), (offset, limit) =>
    askQuery(run, 'quality.list', quality.list, { ...filter, offset, limit }),
  )
  await writeTable(
    run.path,
    {
      name: t('quality.title'),
      title: t('quality.title'),
      columns: [
        { header: t('app.number'), kind: 'text' },
        { header: t('quality.kind'), kind: 'text' },
        { header: t('app.state'), kind: 'text' },
        { header: t('quality.inspectedOn'), kind: 'date' },
        { header: t('app.customer'), kind: 'text' },
        { header: t('operations.order'), kind: 'text' },
        { header: t('operations.description'), kind: 'text' },
        { header: t('quality.processName'), kind: 'text' },
        { header: t('quality.lot'), kind: 'quantity' },
        { header: t('app.unit'), kind: 'text' },
        { header: t('quality.waiting'), kind: 'quantity' },
        { header: t('quality.sample'), kind: 'integer' },
        { header: t('quality.critical'), kind: 'integer' },
        { header: t('quality.major'), kind: 'integer' },
        { header: t('quality.minor'), kind: 'integer' },
        { header: t('quality.inspector'), kind: 'text' },
      ],
      language,
      rows: cellsOf(rows, (row) => [
        row.number,
        t(inspectionKindKeys[row.kind]),
        t(inspectionStateKeys[row.state]),
        row.inspectedOn,
        row.customer,
        row.orderNumber,
        [row.code, row.description].filter(Boolean).join(' '),
        row.processName,
        row.lot,
        row.unit,
        row.waiting === 0 ? null : row.waiting,
        row.sample,
        row.foundCritical,
        row.foundMajor,
        row.foundMinor,
        row.inspector,
      ]),
    },
    undefined,
    run.signal,
  )
  return { files: 1 }
}

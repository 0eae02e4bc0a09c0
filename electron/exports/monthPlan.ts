import { z } from 'zod'
import { month, text } from '../../shared/fields.ts'
import { languages, type Translate, translator } from '../../shared/language.ts'
import type { PlanLine } from '../../shared/noticeProcedures.ts'
import { production } from '../../shared/production.ts'
import { type SheetCell, type SheetColumn, writeTable } from '../sheets/write.ts'
import { askQuery, type ExportRun, pagedRows } from './run.ts'

const input = z.strictObject({
  month,
  workshop: text(20).nullable().default(null),
  language: z.enum(languages).default('zh-CN'),
})

const columns = (t: Translate): SheetColumn[] => [
  { header: t('production.workshop'), kind: 'text' },
  { header: t('notices.noticeNumber'), kind: 'text' },
  { header: t('production.orderNumber'), kind: 'text' },
  { header: t('app.customer'), kind: 'text' },
  { header: t('app.product'), kind: 'text' },
  { header: t('production.description'), kind: 'text' },
  { header: t('app.unit'), kind: 'text' },
  { header: t('app.quantity'), kind: 'quantity' },
  { header: t('production.finished'), kind: 'quantity' },
  { header: t('papers.plannedFrom'), kind: 'date' },
  { header: t('papers.plannedTo'), kind: 'date' },
  { header: t('app.remark'), kind: 'text' },
]

const cellsOf = (t: Translate, row: PlanLine): SheetCell[] => [
  row.workshop || t('notices.noWorkshop'),
  row.noticeNumber,
  row.orderNumber,
  row.customer,
  row.code,
  row.description,
  row.unit,
  row.quantity,
  row.good,
  row.plannedStart,
  row.plannedFinish,
  '',
]

/** 月生产计划 as a workbook: every line of the notices, then the rows written by hand. */
export const exportMonthPlan = async (run: ExportRun, sent: unknown): Promise<{ files: number }> => {
  const { language, ...filter } = input.parse(sent)
  const t = translator(language)
  const name = t('notices.monthPlan')
  const { rows: byHand } = await askQuery(run, 'production.planSums', production.planSums, filter)
  const lines = pagedRows(run, name, (offset, limit) =>
    askQuery(run, 'production.planLines', production.planLines, { ...filter, offset, limit }),
  )
  async function* rows(): AsyncGenerator<SheetCell[]> {
    for await (const line of lines) yield cellsOf(t, line)
    for (const { workshop, description, unit, quantity, remark } of byHand)
      yield [workshop || t('notices.noWorkshop'), '', '', '', '', description, unit, quantity, null, null, null, remark]
  }
  await writeTable(
    run.path,
    {
      name,
      columns: columns(t),
      rows: rows(),
      title: [name, filter.month, filter.workshop ?? ''].filter(Boolean).join(' · '),
      language,
      totals: { label: t('app.total'), columns: [7, 8] },
    },
    undefined,
    run.signal,
  )
  return { files: 1 }
}

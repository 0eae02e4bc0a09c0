import { z } from 'zod'
import {
  causeWords,
  figureFilter,
  figureKeys,
  figureKinds,
  figureOf,
  hoursOf,
  figures,
  type FigureRow,
  isCounted,
  plannedFilter,
  type PlannedRow,
  reportedFilter,
  type ReportedRow,
} from '../../shared/figures.ts'
import { subLabel } from '../../shared/exceptions.ts'
import { languages, type Translate, translator } from '../../shared/language.ts'
import { type SheetCell, type SheetColumn, writeTable } from '../sheets/write.ts'
import { askQuery, type ExportRun, pagedRows } from './run.ts'

const common = { language: z.enum(languages).default('zh-CN'), note: z.string().max(200).default('') }
const input = z.discriminatedUnion('what', [
  z.strictObject({ what: z.literal('overview'), ...common, ...figureFilter }),
  z.strictObject({ what: z.literal('planned'), ...common, ...plannedFilter }),
  z.strictObject({ what: z.literal('reported'), ...common, ...reportedFilter }),
])

interface Sheet {
  name: string
  columns: SheetColumn[]
  /** Columns with a sum under them. */
  sums: number[]
  rows: AsyncIterable<SheetCell[]> | Iterable<SheetCell[]>
}

async function* mapped<Row>(rows: AsyncIterable<Row>, cells: (row: Row) => SheetCell[]): AsyncGenerator<SheetCell[]> {
  for await (const row of rows) yield cells(row)
}

const plannedColumns = (t: Translate): SheetColumn[] => [
  { header: t('operations.workshop'), kind: 'text' },
  { header: t('operations.process'), kind: 'text' },
  { header: t('app.customer'), kind: 'text' },
  { header: t('operations.order'), kind: 'text' },
  { header: t('operations.description'), kind: 'text' },
  { header: t('app.unit'), kind: 'text' },
  { header: t('app.quantity'), kind: 'quantity' },
  { header: t('figures.goodInTime'), kind: 'quantity' },
  { header: t('figures.done'), kind: 'quantity' },
  { header: t('operations.planned'), kind: 'date' },
  { header: t('figures.finished'), kind: 'date' },
  { header: t('figures.newDay'), kind: 'date' },
  { header: t('figures.lateDays'), kind: 'integer' },
  { header: t('figures.causeHead'), kind: 'text' },
  { header: t('figures.subHead'), kind: 'text' },
  { header: t('operations.note'), kind: 'text' },
]
const plannedCells =
  (t: Translate) =>
  (row: PlannedRow): SheetCell[] => [
    row.workshop,
    row.processName,
    row.customer,
    row.orderNumber,
    row.description,
    row.unit,
    row.quantity,
    row.goodInTime,
    row.good,
    row.plannedFinish,
    row.finishedOn,
    row.forecastOn,
    row.lateDays,
    row.inTime ? '' : causeWords(row.causeCode, t),
    row.inTime ? '' : subLabel(row.causeSub, row.causeSubName),
    row.causeNote,
  ]

const reportedColumns = (t: Translate): SheetColumn[] => [
  { header: t('app.date'), kind: 'date' },
  { header: t('operations.workshop'), kind: 'text' },
  { header: t('operations.process'), kind: 'text' },
  { header: t('app.customer'), kind: 'text' },
  { header: t('operations.order'), kind: 'text' },
  { header: t('operations.description'), kind: 'text' },
  { header: t('app.unit'), kind: 'text' },
  { header: t('operations.good'), kind: 'quantity' },
  { header: t('operations.bad'), kind: 'quantity' },
  { header: t('operations.hours'), kind: 'quantity' },
  { header: t('operations.people'), kind: 'integer' },
  { header: t('figures.personHours'), kind: 'quantity' },
  { header: t('figures.standardHours'), kind: 'quantity' },
  { header: t('figures.takenBack'), kind: 'text' },
  { header: t('app.by'), kind: 'text' },
]
const reportedCells =
  (t: Translate) =>
  (row: ReportedRow): SheetCell[] => [
    row.reportedOn,
    row.workshop,
    row.processName,
    row.customer,
    row.orderNumber,
    row.description,
    row.unit,
    row.good,
    row.bad,
    row.hours,
    row.people,
    row.personHours,
    hoursOf(row.standardTime),
    row.reverses === null ? '' : t('figures.takenBack'),
    row.by,
  ]

/** The filter alone, as the application is asked. */
const without = <T extends { what: string }>({ what: _, ...rest }: T): Omit<T, 'what'> => rest

const overviewColumns = (t: Translate): SheetColumn[] => [
  { header: t('operations.workshop'), kind: 'text' },
  { header: t('operations.process'), kind: 'text' },
  ...figureKinds.flatMap((kind): SheetColumn[] => {
    const name = t(figureKeys[kind])
    const parts = isCounted(kind) ? 'integer' : 'quantity'
    return [
      { header: t('figures.numerator', { name }), kind: parts },
      { header: t('figures.denominator', { name }), kind: parts },
      { header: kind === 'efficiency' ? name : t('figures.rate', { name }), kind: 'quantity' },
    ]
  }),
]
const overviewCells = (row: FigureRow): SheetCell[] => [
  row.workshop,
  row.processName,
  ...figureKinds.flatMap((kind): SheetCell[] => {
    const { numerator, denominator, rate } = figureOf(kind, row)
    // tenths and hundredths as thousandths: 66.7 and 0.22 stand in their cells
    return [numerator, denominator, rate === null ? null : rate * (kind === 'efficiency' ? 10 : 100)]
  }),
]

type Asked = z.output<typeof input>
type AskedOf<What extends Asked['what']> = Omit<Extract<Asked, { what: What }>, 'what' | 'language' | 'note'>

const overviewSheet = async (run: ExportRun, asked: AskedOf<'overview'>, t: Translate): Promise<Sheet> => {
  const { rows } = await askQuery(run, 'figures.overview', figures.overview, asked)
  return {
    name: t('figures.sheetFigures'),
    columns: overviewColumns(t),
    sums: figureKinds.flatMap((_kind, index) => [2 + index * 3, 3 + index * 3]),
    rows: rows.map(overviewCells),
  }
}

const plannedSheet = (run: ExportRun, asked: AskedOf<'planned'>, t: Translate): Sheet => {
  const name = t('figures.plannedTitle')
  const rows = pagedRows(run, name, (offset, limit) =>
    askQuery(run, 'figures.planned', figures.planned, { ...asked, offset, limit }),
  )
  return { name, columns: plannedColumns(t), sums: [6, 7, 8, 12], rows: mapped(rows, plannedCells(t)) }
}

const reportedSheet = (run: ExportRun, asked: AskedOf<'reported'>, t: Translate): Sheet => {
  const name = t('figures.reportedTitle')
  const rows = pagedRows(run, name, (offset, limit) =>
    askQuery(run, 'figures.reported', figures.reported, { ...asked, offset, limit }),
  )
  return { name, columns: reportedColumns(t), sums: [7, 8, 11], rows: mapped(rows, reportedCells(t)) }
}

const sheetOf = async (run: ExportRun, sent: Asked, t: Translate): Promise<Sheet> => {
  const { language: _language, note: _words, ...asked } = sent
  if (asked.what === 'overview') return overviewSheet(run, without(asked), t)
  return asked.what === 'planned' ? plannedSheet(run, without(asked), t) : reportedSheet(run, without(asked), t)
}

/** The month's figures, or the rows behind one of them, as they are filtered. */
export const exportFigures = async (run: ExportRun, sent: unknown): Promise<{ files: number }> => {
  const asked = input.parse(sent)
  const t = translator(asked.language)
  const { sums, ...sheet } = await sheetOf(run, asked, t)
  await writeTable(
    run.path,
    {
      ...sheet,
      title: [t('figures.title'), asked.month, asked.note].filter(Boolean).join(' · '),
      language: asked.language,
      totals: { label: t('app.total'), columns: sums },
    },
    undefined,
    run.signal,
  )
  return { files: 1 }
}

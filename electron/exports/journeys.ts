import { z } from 'zod'
import { type JourneyRow, journeys, journeyShowKeys, journeyStateKeys } from '../../shared/journeys.ts'
import { languages, type Translate, translator } from '../../shared/language.ts'
import { shipWayKeys } from '../../shared/shipments.ts'
import { type SheetCell, type SheetColumn, writeTable } from '../sheets/write.ts'
import { askQuery, type ExportRun, pagedRows } from './run.ts'

const input = journeys.list.input
  .omit({ offset: true, limit: true })
  .extend({ language: z.enum(languages).default('zh-CN') })

const columns = (t: Translate): SheetColumn[] => [
  { header: t('app.state'), kind: 'text' },
  { header: t('journeys.expectedOn'), kind: 'date' },
  { header: t('journeys.leftOn'), kind: 'date' },
  { header: t('app.number'), kind: 'text' },
  { header: t('app.customer'), kind: 'text' },
  { header: t('deliveries.orders'), kind: 'text' },
  { header: t('deliveries.packs'), kind: 'integer' },
  { header: t('journeys.way'), kind: 'text' },
  { header: t('journeys.carrier'), kind: 'text' },
  { header: t('journeys.carrierPhone'), kind: 'text' },
  { header: t('journeys.tracking'), kind: 'text' },
  { header: t('deliveries.driver'), kind: 'text' },
  { header: t('deliveries.vehicle'), kind: 'text' },
  { header: t('journeys.arrivedOn'), kind: 'date' },
  { header: t('journeys.signer'), kind: 'text' },
  { header: t('journeys.acceptedOn'), kind: 'date' },
]
const cellsOf = (row: JourneyRow, t: Translate): SheetCell[] => [
  row.overdue ? t('journeys.overdue') : t(journeyStateKeys[row.state]),
  row.expectedOn,
  row.leftOn,
  row.number,
  row.customer,
  row.orderNumbers,
  row.packs,
  t(shipWayKeys[row.way]),
  row.carrier,
  row.carrierPhone,
  row.tracking,
  row.driver,
  row.vehicle,
  row.arrivedOn,
  row.signer,
  row.acceptedOn,
]

async function* mapped(rows: AsyncIterable<JourneyRow>, t: Translate): AsyncGenerator<SheetCell[]> {
  for await (const row of rows) yield cellsOf(row, t)
}

/** 在途 as it is filtered, in the order of the page (duty 92). */
export const exportJourneys = async (run: ExportRun, asked: unknown): Promise<{ files: number }> => {
  const { language, ...filter } = input.parse(asked)
  const t = translator(language)
  const title = t('journeys.title')
  const rows = pagedRows(run, title, (offset, limit) =>
    askQuery(run, 'journeys.list', journeys.list, { ...filter, offset, limit }),
  )
  await writeTable(
    run.path,
    {
      name: title,
      title: [title, t(journeyShowKeys[filter.show]), filter.typed].filter(Boolean).join(' · '),
      language,
      columns: columns(t),
      totals: { label: t('app.total'), columns: [6] },
      rows: mapped(rows, t),
    },
    undefined,
    run.signal,
  )
  return { files: 1 }
}

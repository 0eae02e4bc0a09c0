import { z } from 'zod'
import { languages, type Translate, translator } from '../../shared/language.ts'
import {
  ShipFilter,
  shipments,
  type ShipRow,
  shipStateWords,
  shipWayKeys,
  transportKeys,
} from '../../shared/shipments.ts'
import { type SheetCell, type SheetColumn, writeTable } from '../sheets/write.ts'
import { askQuery, type ExportRun, pagedRows } from './run.ts'

const input = ShipFilter.extend({
  language: z.enum(languages).default('zh-CN'),
  note: z.string().max(200).default(''),
})

const columns = (t: Translate): SheetColumn[] => [
  { header: t('shipments.shipOn'), kind: 'date' },
  { header: t('app.customer'), kind: 'text' },
  { header: t('shipments.region'), kind: 'text' },
  { header: t('shipments.order'), kind: 'text' },
  { header: t('shipments.goods'), kind: 'text' },
  { header: t('app.quantity'), kind: 'quantity' },
  { header: t('app.unit'), kind: 'text' },
  { header: t('shipments.packs'), kind: 'integer' },
  { header: t('shipments.readyOn'), kind: 'date' },
  { header: t('shipments.due'), kind: 'date' },
  { header: t('shipments.way'), kind: 'text' },
  { header: t('shipments.transport'), kind: 'text' },
  { header: t('shipments.arrangedBy'), kind: 'text' },
  { header: t('app.state'), kind: 'text' },
  { header: t('shipments.told'), kind: 'text' },
  { header: t('shipments.askedWhom'), kind: 'text' },
  { header: t('shipments.note'), kind: 'text' },
]
const cells =
  (t: Translate) =>
  (row: ShipRow): SheetCell[] => [
    row.shipOn,
    row.customer,
    row.region,
    row.orderNumber,
    row.description,
    row.quantity,
    row.unit,
    row.packs,
    row.readyOn,
    row.dueOn,
    t(shipWayKeys[row.way]),
    t(transportKeys[row.transport]),
    row.arrangedBy,
    row.overdue ? `${shipStateWords(t, row)} ${t('shipments.overdue')}` : shipStateWords(t, row),
    row.told?.whom ?? '',
    row.askedWhom,
    [row.note, row.withdrawReason].filter(Boolean).join(' '),
  ]

async function* mapped(rows: AsyncIterable<ShipRow>, made: (row: ShipRow) => SheetCell[]): AsyncGenerator<SheetCell[]> {
  for await (const row of rows) yield made(row)
}

/** 出货计划 as it is filtered. */
export const exportShipments = async (run: ExportRun, sent: unknown): Promise<{ files: number }> => {
  const { language, note, ...filter } = input.parse(sent)
  const t = translator(language)
  const title = t('shipments.title')
  const rows = pagedRows(run, title, (offset, limit) =>
    askQuery(run, 'shipments.list', shipments.list, { ...filter, offset, limit }),
  )
  await writeTable(
    run.path,
    {
      name: title,
      title: [title, note].filter(Boolean).join(' · '),
      language,
      columns: columns(t),
      // pieces of different goods make no sum
      totals: { label: t('app.total'), columns: [7] },
      rows: mapped(rows, cells(t)),
    },
    undefined,
    run.signal,
  )
  return { files: 1 }
}

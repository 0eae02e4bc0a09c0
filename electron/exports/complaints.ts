import { format } from 'date-fns/format'
import { z } from 'zod'
import { complaintFilter, type ComplaintRow, complaints } from '../../shared/complaints.ts'
import { complaintKindKeys, complaintStateKeys, complaintWantKeys, gapWords } from '../../shared/complaintStates.ts'
import { date } from '../../shared/fields.ts'
import { languages, type Translate, translator } from '../../shared/language.ts'
import { type SheetCell, type SheetColumn, writeTable } from '../sheets/write.ts'
import { askQuery, type ExportRun, pagedRows } from './run.ts'

const language = z.enum(languages).default('zh-CN')
const listInput = z.strictObject({ filter: z.strictObject(complaintFilter), language })
const dailyInput = z.strictObject({ on: date, language })

const columnsOf = (t: Translate): SheetColumn[] => [
  { header: t('app.number'), kind: 'text' },
  { header: t('complaints.state'), kind: 'text' },
  { header: t('complaints.receivedOn'), kind: 'date' },
  { header: t('complaints.time'), kind: 'text' },
  { header: t('app.customer'), kind: 'text' },
  { header: t('complaints.papersOf'), kind: 'text' },
  { header: t('complaints.goods'), kind: 'text' },
  { header: t('complaints.quantity'), kind: 'quantity' },
  { header: t('complaints.badQuantity'), kind: 'quantity' },
  { header: t('app.unit'), kind: 'text' },
  { header: t('complaints.kind'), kind: 'text' },
  { header: t('complaints.what'), kind: 'text' },
  { header: t('complaints.wants'), kind: 'text' },
  { header: t('complaints.managerSays'), kind: 'text' },
  { header: t('complaints.gap'), kind: 'text' },
  { header: t('complaints.remedies'), kind: 'text' },
  { header: t('complaints.responsible'), kind: 'text' },
  { header: t('complaints.result'), kind: 'text' },
  { header: t('complaints.cost'), kind: 'money' },
  { header: t('complaints.age'), kind: 'integer' },
]

const cellsOf = (row: ComplaintRow, t: Translate): SheetCell[] => [
  row.number,
  t(complaintStateKeys[row.state]),
  row.receivedOn,
  format(new Date(row.receivedAt), 'HH:mm'),
  row.customer,
  [row.noteNumber, row.orderNumber].filter(Boolean).join(' '),
  [row.code, row.description, row.repeats > 0 ? t('complaints.repeatMark') : ''].filter(Boolean).join(' '),
  row.quantity,
  row.badQuantity,
  row.unit,
  t(complaintKindKeys[row.kind]),
  row.what,
  t(complaintWantKeys[row.wants]),
  row.decidedBy,
  gapWords(t, row.gapMinutes),
  row.remedies,
  row.responsible,
  row.result,
  row.costFen,
  row.openDays,
]

async function* cells(rows: AsyncIterable<ComplaintRow> | Iterable<ComplaintRow>, t: Translate) {
  for await (const row of rows) yield cellsOf(row, t)
}

/** 投诉单 as they are filtered. */
export const exportComplaints = async (run: ExportRun, asked: unknown): Promise<{ files: number }> => {
  const { filter, language: spoken } = listInput.parse(asked)
  const t = translator(spoken)
  const name = t('complaints.listTitle')
  const rows = pagedRows(run, name, (offset, limit) =>
    askQuery(run, 'complaints.list', complaints.list, { ...filter, offset, limit }),
  )
  await writeTable(
    run.path,
    { name, title: name, columns: columnsOf(t), language: spoken, rows: cells(rows, t) },
    undefined,
    run.signal,
  )
  return { files: 1 }
}

/** 投诉日报 of a day: what was received, then what is still open from before. */
export const exportComplaintDaily = async (run: ExportRun, asked: unknown): Promise<{ files: number }> => {
  const { on, language: spoken } = dailyInput.parse(asked)
  const t = translator(spoken)
  const daily = await askQuery(run, 'complaints.daily', complaints.daily, { on })
  await writeTable(
    run.path,
    {
      name: t('complaints.dailyTitle'),
      title: `${t('complaints.dailyTitle')} ${on}`,
      columns: columnsOf(t),
      language: spoken,
      rows: cells([...daily.rows, ...daily.earlier], t),
    },
    undefined,
    run.signal,
  )
  return { files: 1 }
}

import { z } from 'zod'
import { codStateKeys, type CodState } from '../../shared/cod.ts'
import { noteKindKeys } from '../../shared/deliveries.ts'
import { month } from '../../shared/fields.ts'
import { languages, type PhraseKey, type Translate, translator } from '../../shared/language.ts'
import {
  byPapersFen,
  findingKeys,
  tiesOf,
  monthEnd,
  type MonthClass,
  type MonthSums,
  type PackRow,
  type PackSheet,
  packSheetKeys,
  packSheets,
} from '../../shared/monthEnd.ts'
import { receiptMethodKeys } from '../../shared/receipts.ts'
import { adjustmentKindKeys, ledgerKindKeys, statements } from '../../shared/statements.ts'
import { writeWhole } from '../sheets/file.ts'
import { addTable, type SheetCell, type SheetColumn, type SheetTable, streamWorkbook } from '../sheets/write.ts'
import { addCover, type CoverLine } from '../sheets/cover.ts'
import { askQuery, type ExportRun, pagedRows } from './run.ts'

const input = z.strictObject({ month, language: z.enum(languages).default('zh-CN') })

interface Layout {
  columns: (t: Translate) => SheetColumn[]
  cells: (row: PackRow, t: Translate) => SheetCell[]
  /** Index of the column the cover takes its sum from. */
  sum: number
}

const signedKeys: Record<string, PhraseKey> = {
  waiting: 'monthEnd.signWaiting',
  same: 'monthEnd.signSame',
  different: 'monthEnd.signDifferent',
}
const signed = (state: string, t: Translate): string => t(signedKeys[state] ?? 'monthEnd.signNone')
const phrase = (keys: Record<string, PhraseKey>, name: string, t: Translate): string => {
  const key = keys[name]
  return key === undefined ? name : t(key)
}
const text = (header: string): SheetColumn => ({ header, kind: 'text' })
const money = (header: string): SheetColumn => ({ header, kind: 'money' })
const head = (t: Translate): SheetColumn[] => [
  { header: t('app.date'), kind: 'date' },
  text(t('app.number')),
  text(t('app.customer')),
]
const start = ({ on, number, customer }: PackRow): SheetCell[] => [on, number, customer]

const noteLayout: Layout = {
  columns: (t) => [
    ...head(t),
    text(t('monthEnd.kind')),
    text(t('monthEnd.serial')),
    { header: t('app.quantity'), kind: 'quantity' },
    money(t('app.amount')),
    money(t('monthEnd.paid')),
    text(t('monthEnd.signedState')),
  ],
  cells: (row, t) => [
    ...start(row),
    phrase(noteKindKeys, row.kind, t),
    row.text,
    row.quantity,
    row.fens[0],
    row.fens[1],
    signed(row.state, t),
  ],
  sum: 6,
}

const layouts: Record<PackSheet, Layout> = {
  notes: noteLayout,
  returns: noteLayout,
  receipts: {
    columns: (t) => [
      ...head(t),
      text(t('monthEnd.kind')),
      text(t('monthEnd.slip')),
      money(t('app.amount')),
      money(t('monthEnd.assigned')),
      text(t('monthEnd.confirmedBy')),
    ],
    cells: (row, t) => [
      ...start(row),
      phrase(receiptMethodKeys, row.kind, t),
      row.text,
      row.fens[0],
      row.fens[1],
      row.state,
    ],
    sum: 5,
  },
  adjustments: {
    columns: (t) => [
      ...head(t),
      text(t('monthEnd.kind')),
      text(t('app.reason')),
      money(t('app.amount')),
      text(t('app.by')),
    ],
    cells: (row, t) => [...start(row), phrase(adjustmentKindKeys, row.kind, t), row.text, row.fens[0], row.state],
    sum: 5,
  },
  statements: {
    columns: (t) => [
      { header: t('monthEnd.periodTo'), kind: 'date' },
      text(t('app.number')),
      text(t('app.customer')),
      { header: t('monthEnd.periodFrom'), kind: 'date' },
      money(t('statements.opening')),
      money(t('monthEnd.charges')),
      money(t('monthEnd.received')),
      money(t('statements.closing')),
      text(t('monthEnd.signedState')),
    ],
    cells: (row, t) => [...start(row), row.text, ...row.fens.slice(0, 4), signed(row.state, t)],
    sum: 7,
  },
  cod: {
    columns: (t) => [
      ...head(t),
      text(t('monthEnd.driver')),
      money(t('monthEnd.toCollect')),
      money(t('monthEnd.handed')),
      money(t('monthEnd.settled')),
      money(t('monthEnd.stillOpenFen')),
      text(t('app.state')),
    ],
    cells: (row, t) => [...start(row), row.kind, ...row.fens.slice(0, 4), t(codStateKeys[row.state as CodState])],
    sum: 4,
  },
  unsigned: {
    columns: (t) => [
      ...head(t),
      text(t('monthEnd.kind')),
      text(t('monthEnd.driver')),
      money(t('app.amount')),
      { header: t('monthEnd.dueOn'), kind: 'date' },
    ],
    cells: (row, t) => [
      ...start(row),
      phrase(noteKindKeys, row.kind, t),
      row.text,
      row.fens[0],
      row.state.slice(0, 10),
    ],
    sum: 5,
  },
  uninvoiced: {
    columns: (t) => [
      ...head(t),
      text(t('monthEnd.kind')),
      money(t('app.amount')),
      money(t('reports.invoicedFen')),
      money(t('reports.uninvoicedFen')),
    ],
    cells: (row, t) => [...start(row), phrase(ledgerKindKeys, row.kind, t), ...row.fens.slice(0, 3)],
    sum: 6,
  },
}

const collect = async <Row>(rows: AsyncIterable<Row>): Promise<Row[]> => {
  const all: Row[] = []
  for await (const row of rows) all.push(row)
  return all
}

interface Made extends SheetTable {
  rows: SheetCell[][]
}

const sheetOf = async (run: ExportRun, sheet: PackSheet, of: string, t: Translate): Promise<Made> => {
  const name = t(packSheetKeys[sheet])
  const { columns, cells } = layouts[sheet]
  const rows = await collect(
    pagedRows(run, name, (offset, limit) =>
      askQuery(run, 'monthEnd.pack', monthEnd.pack, { month: of, sheet, offset, limit }),
    ),
  )
  const made = columns(t)
  return {
    name,
    title: `${name} ${of}`,
    columns: made,
    rows: rows.map((row) => cells(row, t)),
    totals: {
      label: t('app.total'),
      columns: made.flatMap(({ kind }, index) => (kind === 'money' || kind === 'quantity' ? [index] : [])),
    },
  }
}

const balances = async (run: ExportRun, of: string, t: Translate): Promise<Made> => {
  const name = t('monthEnd.sheetBalances')
  const rows = await collect(
    pagedRows(run, name, (offset, limit) =>
      askQuery(run, 'statements.accounts', statements.accounts, { month: of, offset, limit }),
    ),
  )
  return {
    name,
    title: `${name} ${of}`,
    columns: [
      text(t('app.customer')),
      money(t('statements.opening')),
      money(t('monthEnd.charges')),
      money(t('monthEnd.received')),
      money(t('statements.closing')),
    ],
    rows: rows.map((row) => [row.customer, row.openingFen, row.chargesFen, row.receiptsFen, row.closingFen]),
    totals: { label: t('app.total'), columns: [1, 2, 3, 4] },
  }
}

const exceptions = (classes: MonthClass[], of: string, t: Translate): Made => ({
  name: t('monthEnd.sheetExceptions'),
  title: `${t('monthEnd.sheetExceptions')} ${of}`,
  columns: [
    text(t('monthEnd.class')),
    { header: t('monthEnd.found'), kind: 'integer' },
    money(t('app.amount')),
    text(t('monthEnd.reason')),
    text(t('monthEnd.signedBy')),
  ],
  rows: classes
    .filter(({ total }) => total > 0)
    .map(({ kind, total, fen, signedOff }) => [
      t(findingKeys[kind]),
      total,
      fen,
      signedOff?.reason ?? '',
      signedOff?.by ?? '',
    ]),
  totals: { label: t('app.total'), columns: [1] },
})

/** The cover: each sum taken from its sheet by a formula, the ledger worked out from them, and what must be 0. */
const coverLines = (sums: MonthSums, sheets: Record<PackSheet, Made>, ledger: Made, t: Translate): CoverLine[] => {
  const of = (sheet: PackSheet, fen: number, count: number, label: PhraseKey): CoverLine => {
    const { name, rows } = sheets[sheet]
    return { label: t(label), count, fen, from: { sheet: name, column: layouts[sheet].sum, row: rows.length + 3 } }
  }
  const back = {
    count: sums.returns.count + sums.exchanges.count + sums.replacements.count,
    fen: sums.returns.fen + sums.exchanges.fen + sums.replacements.fen,
  }
  return [
    {
      label: t('monthEnd.opening'),
      fen: sums.openingFen,
      from: { sheet: ledger.name, column: 1, row: ledger.rows.length + 3 },
    },
    of('notes', sums.notes.fen, sums.notes.count, 'monthEnd.sumNotes'),
    of('returns', back.fen, back.count, 'monthEnd.sheetReturns'),
    of('adjustments', sums.adjustments.fen, sums.adjustments.count, 'monthEnd.sumAdjustments'),
    { ...of('receipts', sums.receipts.fen, sums.receipts.count, 'monthEnd.sumReceipts') },
    { label: t('monthEnd.closing'), fen: byPapersFen(sums), add: [1, 1, 1, 1, -1], bold: true },
    of('statements', sums.statements.fen, sums.statements.count, 'monthEnd.sumStatements'),
    { label: t('monthEnd.sumUnstated'), count: sums.unstated.count, fen: sums.unstated.fen },
    { label: t('monthEnd.sumStatedVoid'), count: sums.statedVoid.count, fen: sums.statedVoid.fen },
    {
      label: t('monthEnd.sheetBalances'),
      fen: sums.closingFen,
      from: { sheet: ledger.name, column: 4, row: ledger.rows.length + 3 },
    },
    { label: t('monthEnd.tiePapers'), fen: tiesOf(sums).papersFen, check: 'papers', bold: true },
    { label: t('monthEnd.tieStatements'), fen: tiesOf(sums).statementsFen, check: 'statements', bold: true },
    of('cod', sums.cod.fen, sums.cod.count, 'monthEnd.sumCod'),
    of('unsigned', sums.unsigned.fen, sums.unsigned.count, 'monthEnd.sumUnsigned'),
    of('uninvoiced', sums.uninvoiced.fen, sums.uninvoiced.count, 'monthEnd.sumUninvoiced'),
  ]
}

/** 交财务: the month's papers class by class in one workbook, under a cover whose sums are taken from the sheets (duty 103). */
export const exportMonthPack = async (run: ExportRun, sent: unknown): Promise<{ files: number }> => {
  const { month: of, language } = input.parse(sent)
  const t = translator(language)
  const sums = await askQuery(run, 'monthEnd.sums', monthEnd.sums, { month: of })
  const { classes, handover } = await askQuery(run, 'monthEnd.check', monthEnd.check, { month: of })
  const sheets = {} as Record<PackSheet, Made>
  for (const sheet of packSheets) sheets[sheet] = await sheetOf(run, sheet, of, t)
  const ledger = await balances(run, of, t)
  const note = handover
    ? t('monthEnd.handedNote', {
        number: handover.number,
        by: handover.by,
        taker: handover.taker,
        on: handover.takenOn,
      })
    : ''
  await writeWhole(
    run.path,
    (file, stop) =>
      streamWorkbook(file, stop, async (workbook) => {
        addCover(workbook, {
          name: t('monthEnd.sheetCover'),
          title: t('monthEnd.packName', { month: of }),
          note,
          head: [t('monthEnd.item'), t('monthEnd.papers'), t('app.amount')],
          lines: coverLines(sums, sheets, ledger, t),
          language,
        })
        for (const table of [...packSheets.map((sheet) => sheets[sheet]), ledger, exceptions(classes, of, t)])
          await addTable(workbook, { ...table, language }, stop)
      }),
    run.signal,
  )
  return { files: 1 }
}

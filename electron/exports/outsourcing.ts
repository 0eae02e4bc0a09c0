import { z } from 'zod'
import { languages, type Translate, translator } from '../../shared/language.ts'
import { outsideStateKeys, shownOutsideState } from '../../shared/outsideStates.ts'
import { outsideFilter, type OutsideRow, outsourcing } from '../../shared/outsourcing.ts'
import { may } from '../../shared/permissions.ts'
import { users } from '../../shared/users.ts'
import { type SheetCell, type SheetColumn, writeTable } from '../sheets/write.ts'
import { askQuery, type ExportRun, pagedRows } from './run.ts'

const input = z.strictObject({
  ...outsideFilter,
  /** The filter in words, under the title. */
  note: z.string().max(200).default(''),
  language: z.enum(languages).default('zh-CN'),
})

interface ListColumn extends SheetColumn {
  cell: (row: OutsideRow) => SheetCell
  total?: true
}

const columnsOf = (t: Translate, priced: boolean): ListColumn[] => [
  { header: t('app.state'), kind: 'text', cell: (row) => t(outsideStateKeys[shownOutsideState(row)]) },
  { header: t('app.number'), kind: 'text', cell: ({ number }) => number },
  { header: t('outsourcing.factory'), kind: 'text', cell: ({ factory }) => factory },
  { header: t('operations.process'), kind: 'text', cell: ({ processName }) => processName },
  { header: t('operations.order'), kind: 'text', cell: ({ orderNumber }) => orderNumber },
  { header: t('app.customer'), kind: 'text', cell: ({ customer }) => customer },
  { header: t('operations.description'), kind: 'text', cell: ({ description }) => description },
  { header: t('app.unit'), kind: 'text', cell: ({ unit }) => unit },
  { header: t('outsourcing.sent'), kind: 'quantity', total: true, cell: ({ quantity }) => quantity },
  { header: t('outsourcing.good'), kind: 'quantity', total: true, cell: ({ good }) => good },
  { header: t('outsourcing.bad'), kind: 'quantity', total: true, cell: ({ bad }) => bad },
  { header: t('outsourcing.open'), kind: 'quantity', total: true, cell: ({ open }) => open },
  { header: t('outsourcing.sentOn'), kind: 'date', cell: ({ sentOn }) => sentOn },
  { header: t('outsourcing.wantedOn'), kind: 'date', cell: ({ wantedOn }) => wantedOn },
  { header: t('outsourcing.backOn'), kind: 'date', cell: ({ backOn }) => backOn },
  { header: t('outsourcing.late'), kind: 'integer', cell: ({ lateDays }) => lateDays },
  ...(priced
    ? [
        {
          header: t('outsourcing.amount'),
          kind: 'money' as const,
          total: true as const,
          cell: ({ amountFen }: OutsideRow) => amountFen,
        },
        {
          header: t('outsourcing.payable'),
          kind: 'money' as const,
          total: true as const,
          cell: ({ payableFen }: OutsideRow) => payableFen,
        },
      ]
    : []),
]

async function* cellsOf(rows: AsyncIterable<OutsideRow>, columns: ListColumn[]): AsyncGenerator<SheetCell[]> {
  for await (const row of rows) yield columns.map(({ cell }) => cell(row))
}

/** The list of lines outside as it is filtered; without the amounts for who sees none. */
export const exportOutsourcing = async (run: ExportRun, sent: unknown): Promise<{ files: number }> => {
  const { note, language, ...filter } = input.parse(sent)
  const t = translator(language)
  const { person } = await askQuery(run, 'users.me', users.me, {})
  const columns = columnsOf(t, may(person?.role ?? null, 'prices.read'))
  const rows = pagedRows(run, t('outsourcing.title'), (offset, limit) =>
    askQuery(run, 'outsourcing.list', outsourcing.list, {
      ...Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined)),
      offset,
      limit,
    }),
  )
  await writeTable(
    run.path,
    {
      name: t('outsourcing.title'),
      title: [t('outsourcing.title'), note].filter(Boolean).join(' · '),
      columns: columns.map(({ header, kind }) => ({ header, kind })),
      language,
      totals: { label: t('app.total'), columns: columns.flatMap(({ total }, index) => (total ? [index] : [])) },
      rows: cellsOf(rows, columns),
    },
    undefined,
    run.signal,
  )
  return { files: 1 }
}

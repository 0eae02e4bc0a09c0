import { z } from 'zod'
import { languages, translator } from '../../shared/language.ts'
import { orderList, type OrderListRow, OrderListSheet } from '../../shared/orderList.ts'
import { chosenColumns } from '../../shared/orderListColumns.ts'
import { may } from '../../shared/permissions.ts'
import { users } from '../../shared/users.ts'
import { type SheetCell, writeTable } from '../sheets/write.ts'
import { askQuery, type ExportRun } from './run.ts'

const input = OrderListSheet.partial().extend({ language: z.enum(languages).default('zh-CN') })

const pieceSize = 200

/** The orders of these ids, piece by piece: each once, however the list moves meanwhile. */
async function* rowsOf(run: ExportRun, ids: number[], words: string): AsyncGenerator<OrderListRow> {
  for (let from = 0; from < ids.length; from += pieceSize) {
    run.signal.throwIfAborted()
    run.progress(from, ids.length, words)
    yield* await askQuery(run, 'orderList.byIds', orderList.byIds, { ids: ids.slice(from, from + pieceSize) })
  }
  run.progress(ids.length, ids.length, words)
}

async function* cellsOf(
  rows: AsyncIterable<OrderListRow>,
  cells: (row: OrderListRow) => SheetCell[],
): AsyncGenerator<SheetCell[]> {
  for await (const row of rows) yield cells(row)
}

/** The order list as it is seen: its filter, its order, its columns; sums where the foot has them. */
export const exportOrders = async (run: ExportRun, asked: unknown): Promise<{ files: number }> => {
  const { filter = {}, columns = [], note = '', language } = input.parse(asked)
  const t = translator(language)
  const { person } = await askQuery(run, 'users.me', users.me, {})
  const chosen = chosenColumns(may(person?.role ?? null, 'prices.read'), columns)
  const ids = await askQuery(run, 'orderList.ids', orderList.ids, filter)
  const rows = rowsOf(run, ids, t('orderList.title'))
  await writeTable(
    run.path,
    {
      name: t('orderList.title'),
      title: [t('orderList.title'), note].filter(Boolean).join(' · '),
      columns: chosen.map(({ header, kind }) => ({ header: t(header), kind })),
      language,
      totals: {
        label: t('app.total'),
        columns: chosen.flatMap(({ total }, index) => (total === undefined ? [] : [index])),
      },
      rows: cellsOf(rows, (row) => chosen.map((column) => column.value(row, t))),
    },
    undefined,
    run.signal,
  )
  return { files: 1 }
}

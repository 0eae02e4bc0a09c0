import type { z } from 'zod'
import { translator } from '../../../shared/language.ts'
import { formatFen } from '../../../shared/money.ts'
import type { OrderListRow, OrderListSheet } from '../../../shared/orderList.ts'
import { chosenColumns, type OrderColumn } from '../../../shared/orderListColumns.ts'
import { mostPrintedOrders } from '../../../shared/orderListTerms.ts'
import type { PaperOutput } from '../../../shared/papers.ts'
import { may } from '../../../shared/permissions.ts'
import { formatQuantity } from '../../../shared/quantities.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { Context } from '../../context.ts'
import { inPieces } from '../../db/batches.ts'
import { orderTable } from '../../papers/orderTable.ts'
import { readCompany } from '../settings.ts'
import { sortedIds, soughtOf } from './matching.ts'
import { rowsOf } from './rows.ts'

type Asked = z.output<typeof OrderListSheet>

const figureText = (kind: OrderColumn['kind'], value: number): string =>
  kind === 'money' ? formatFen(value) : kind === 'quantity' ? formatQuantity(value) : value.toLocaleString('en')

const cellText = (kind: OrderColumn['kind'], value: string | number | null): string =>
  typeof value === 'number' ? figureText(kind, value) : (value ?? '')

/** The sum under a column, in its own figures; null where nothing is summed. */
const sumOf = (rows: OrderListRow[], { value, total }: OrderColumn): number | null =>
  total === undefined ? null : rows.reduce((sum, row) => sum + Number(value(row, () => '') ?? 0), 0)

/** 订单跟踪表 on paper: what is filtered, in its order, with the columns as they stand on the screen. */
export const orderListPaper = async (ctx: Context, { filter, columns, note }: Asked): Promise<PaperOutput> => {
  const { form, sought } = await soughtOf(ctx, filter)
  const ids = (await sortedIds(ctx.db, form, sought).execute()).map(({ id }) => id)
  if (ids.length > mostPrintedOrders)
    throw refuse('orderList.tooManyToPrint', {
      orders: ids.length.toLocaleString('en'),
      most: mostPrintedOrders.toLocaleString('en'),
    })
  const rows: OrderListRow[] = []
  for (const piece of inPieces(ids, 200)) rows.push(...(await rowsOf(ctx, piece)))
  const company = await readCompany(ctx)
  const t = translator(ctx.language)
  const chosen = chosenColumns(may(ctx.user.role, 'prices.read'), columns)
  return orderTable(
    {
      company: {
        name: company?.name ?? '',
        address: company?.address ?? '',
        phone: company?.phone ?? '',
        fax: company?.fax ?? '',
      },
      on: ctx.today,
      madeBy: ctx.user.name,
      note,
      columns: chosen.map(({ header, kind, width }) => ({
        label: t(header),
        width,
        figure: kind === 'money' || kind === 'quantity' || kind === 'integer',
      })),
      rows: rows.map((row) => chosen.map((column) => cellText(column.kind, column.value(row, t)))),
      sums: chosen.map((column) => {
        const sum = sumOf(rows, column)
        return sum === null ? null : figureText(column.kind, sum)
      }),
    },
    { language: ctx.language },
  )
}

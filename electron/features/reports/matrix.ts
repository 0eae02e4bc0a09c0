import { type RawBuilder, sql } from 'kysely'
import type { ReportRow } from '../../../shared/reports.ts'
import { all, limited } from './parts.ts'
import { goodsKey, soldLines } from './sales.ts'
import { type Build, column, pagedTable } from './table.ts'

interface Total {
  total: number
  value: number
}

/** 客户 × 产品 (duty 106): a month's amounts or quantities, with totals both ways; goods beyond the columns stand together. */
export const matrix: Build = async (ctx, { filter, page, t }) => {
  const { month, measure } = filter
  const value = measure === 'amount' ? sql`l."amountFen"` : sql`l."quantity"`
  const lines = soldLines(month, month)
  const goods = await all<{ goods: string; name: string; value: number }>(
    ctx,
    sql`select ${goodsKey} as "goods", min(l."description") as "name", sum(${value}) as "value" ${lines}
      group by ${goodsKey} order by sum(${value}) desc, ${goodsKey} ${limited({ offset: 0, limit: filter.columns + 1 })}`,
  )
  const apart = goods.slice(0, filter.columns)
  const more = goods.length > apart.length
  const customers = await all<{ customerId: number; customer: string; value: number }>(
    ctx,
    sql`select n."customerId", c."shortName" as "customer", sum(${value}) as "value" ${lines}
      group by n."customerId", c."shortName" order by sum(${value}) desc, n."customerId" ${limited(page)}`,
  )
  const [sums] = await all<Total>(
    ctx,
    sql`select count(distinct n."customerId") as "total", sum(${value}) as "value" ${lines}`,
  )
  const cells = await cellsOf(
    (rows) => all<Cell>(ctx, rows),
    sql`select n."customerId", ${goodsKey} as "goods", sum(${value}) as "value" ${lines}`,
    customers.map(({ customerId }) => customerId),
    apart.map((each) => each.goods),
  )
  const kind = measure === 'amount' ? 'money' : 'quantity'
  const columns = [
    column('customer', t('app.customer'), 'text', 110),
    ...apart.map(({ goods: key, name }, index) => ({
      ...column(`goods${index}`, key === name ? key : `${key} ${name}`, kind, 92),
      code: key,
    })),
    ...(more ? [column('rest', t('reports.otherGoods'), kind, 92)] : []),
    column('total', t('app.total'), kind, 112),
  ]
  const rows = customers.map(({ customerId, customer, value: whole }): ReportRow => {
    const parts = apart.map((each) => cells.get(`${customerId} ${each.goods}`) ?? null)
    const rest = Number(whole) - sumOf(parts)
    return {
      key: String(customerId),
      cells: [customer, ...parts, ...(more ? [rest] : []), Number(whole)],
      target: { report: 'goods', title: customer, filter: { customerId: Number(customerId), month } },
    }
  })
  const whole = Number(sums!.value ?? 0)
  const totals: Record<string, number> = Object.fromEntries(
    apart.map((each, index) => [`goods${index}`, Number(each.value)]),
  )
  if (more) totals['rest'] = whole - sumOf(Object.values(totals))
  return pagedTable(columns, rows, Number(sums!.total), { totals: { ...totals, total: whole } })
}

const sumOf = (parts: readonly (number | null)[]): number => parts.reduce((sum: number, part) => sum + (part ?? 0), 0)

interface Cell {
  customerId: number
  goods: string
  value: number
}
/** `customer goods` → value, of the customers of the page and the goods that have a column. */
const cellsOf = async (
  read: (rows: RawBuilder<unknown>) => Promise<Cell[]>,
  lines: RawBuilder<unknown>,
  customers: readonly number[],
  goods: readonly string[],
): Promise<Map<string, number>> => {
  if (customers.length === 0 || goods.length === 0) return new Map()
  const found = await read(
    sql`${lines} and n."customerId" in (${sql.join(customers)}) and ${goodsKey} in (${sql.join(goods)}) group by n."customerId", ${goodsKey}`,
  )
  return new Map(found.map(({ customerId, goods: key, value }) => [`${customerId} ${key}`, Number(value)]))
}

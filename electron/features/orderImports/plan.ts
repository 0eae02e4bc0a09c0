import { translate } from '../../../shared/language.ts'
import { roundedFen } from '../../../shared/orderNumbers.ts'
import type { OrderFile, PlanCounts, PlannedRow } from '../../../shared/orderImports.ts'
import {
  itemOf,
  type KnownProduct,
  type OrderCells,
  type OrderFacts,
  type PlannedLine,
  type PlanLine,
  planOrder,
} from '../../../shared/orderPlan.ts'
import type { Context } from '../../context.ts'
import { findInPieces } from '../imports.ts'
import { findPrices, offeredPrice } from '../orders/prices.ts'
import { findItems } from './items.ts'

/** The lines of a file against the customer's items, products, prices and orders as they are now. */

const linesOf = ({ fields, lines }: Pick<OrderFile, 'fields' | 'lines'>): PlanLine[] =>
  lines.map(({ cells, ...line }) => ({
    ...line,
    cells: Object.fromEntries(
      fields.flatMap((field, index) => {
        const text = (cells[index] ?? '').normalize('NFKC').trim()
        return text === '' ? [] : [[field, text]]
      }),
    ) as OrderCells,
  }))

const productColumns = ['id', 'code', 'name', 'spec', 'unit', 'colours', 'packs', 'packUnits'] as const

const present = (texts: readonly (string | undefined)[]): string[] =>
  [...new Set(texts.filter((text) => !!text))] as string[]

const findProducts = async (ctx: Context, lines: readonly PlanLine[], boundIds: readonly number[]) => {
  const some = ctx.db.selectFrom('products').select(productColumns)
  const codes = present(lines.flatMap(({ cells }) => [cells.itemCode, cells.code]))
  const either = [...new Set(codes.flatMap((code) => [code, code.toUpperCase()]))]
  const byCode = await findInPieces(either, (each) => some.where('code', 'in', each).execute())
  const byId = await findInPieces(boundIds, (ids) => some.where('id', 'in', ids).execute())
  // goods without any code are found by their name
  const names = present(lines.filter(({ cells }) => itemOf(cells).itemCode === '').map(({ cells }) => cells.name))
  const byName = await findInPieces(names, (each) => some.where('name', 'in', each).where('active', '=', 1).execute())
  return {
    byCode,
    byName,
    all: new Map<number, KnownProduct>([...byCode, ...byId, ...byName].map((row) => [row.id, row])),
  }
}

/** Standing orders of this customer that carry one of these PO numbers. */
const findByPo = async (ctx: Context, customerId: number, numbers: string[]): Promise<Map<string, string>> => {
  const heads = await findInPieces(numbers, (some) =>
    ctx.db
      .selectFrom('orders')
      .select(['customerPo', 'number'])
      .where('customerId', '=', customerId)
      .where('voidedAt', 'is', null)
      .where('customerPo', 'in', some)
      .execute(),
  )
  const lines = await findInPieces(numbers, (some) =>
    ctx.db
      .selectFrom('orderLines')
      .innerJoin('orders', 'orders.id', 'orderLines.orderId')
      .select(['orderLines.customerPo', 'orders.number'])
      .where('orders.customerId', '=', customerId)
      .where('orders.voidedAt', 'is', null)
      .where('orderLines.customerPo', 'in', some)
      .where('orderLines.cancelledAt', 'is', null)
      .groupBy(['orderLines.customerPo', 'orders.number'])
      .execute(),
  )
  return new Map([...lines, ...heads].map((row) => [row.customerPo, row.number]))
}

export const planFile = async (ctx: Context, file: OrderFile): Promise<PlannedLine[]> => {
  const lines = linesOf(file)
  const bound = await findItems(
    ctx,
    file.customerId,
    lines.map(({ cells }) => itemOf(cells)),
  )
  const { byCode, byName, all } = await findProducts(ctx, lines, [...new Set(bound.values())])
  const prices = await findPrices(
    ctx,
    {
      customerId: file.customerId,
      orderedOn: ctx.today,
      // no unit yet: every unit of the products is read
      lines: [...all.keys()].map((productId) => ({ productId, quantity: 0, unit: '' })),
    },
    null,
  )
  const names = new Map<string, number[]>()
  for (const { id, name } of byName) names.set(name, [...(names.get(name) ?? []), id])
  const numbers = present([file.customerPo, ...lines.map(({ cells }) => cells.po)])
  const facts: OrderFacts = {
    today: ctx.today,
    dueOn: file.dueOn,
    customerPo: file.customerPo,
    products: all,
    bound,
    byCode: new Map(byCode.map(({ id, code }) => [code.toUpperCase(), id])),
    byName: names,
    offer: (product, quantity, unit) => offeredPrice(prices, { productId: product.id, quantity, unit }),
    ordersByPo: await findByPo(ctx, file.customerId, numbers),
  }
  return planOrder(lines, facts)
}

export const countPlan = (plan: readonly PlannedLine[], { total }: Pick<OrderFile, 'total'>): PlanCounts => {
  const fileTotalFen = total === '' ? null : roundedFen(total)
  const counts = { right: 0, look: 0, wrong: 0, leftOut: 0, totalFen: 0, fileTotalFen }
  for (const { verdict, amountFen } of plan) {
    counts[verdict] += 1
    if (verdict === 'right' || verdict === 'look') counts.totalFen += amountFen ?? 0
  }
  return counts
}

/** The plan as the user reads it. */
export const rowsOf = (
  { language }: Pick<Context, 'language'>,
  plan: readonly PlannedLine[],
  file: OrderFile,
): PlannedRow[] => {
  const cells = linesOf(file)
  return plan.map(({ product, draft, problems, ...line }, index) => ({
    verdict: line.verdict,
    problems: problems.map(({ field, key, values, wrong }) => ({
      field,
      wrong,
      sentence: translate(language, key, values),
    })),
    itemCode: line.itemCode,
    itemName: line.itemName,
    productId: product?.id ?? null,
    code: product?.code ?? '',
    name: product?.name ?? '',
    spec: draft?.spec ?? cells[index]?.cells.spec ?? '',
    colour: draft?.colour ?? cells[index]?.cells.colour ?? '',
    unit: line.unit,
    quantity: line.quantity,
    priceMicros: line.priceMicros,
    amountFen: line.amountFen,
    dueOn: line.dueOn,
    customerPo: draft?.customerPo ?? cells[index]?.cells.po ?? file.customerPo,
  }))
}

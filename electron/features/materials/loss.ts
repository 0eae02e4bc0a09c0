import type { Output } from '../../../shared/contract.ts'
import { lastDayOfMonth } from '../../../shared/dates.ts'
import { lossRate } from '../../../shared/materialNeeds.ts'
import type { materials } from '../../../shared/materials.ts'
import type { Context } from '../../context.ts'
import { goodsOfNotice } from '../noticeGoods.ts'

interface Filter {
  month: string
  workshop: string | null
  materialId: number | null
}

const closedIn = (ctx: Context, { month, workshop, materialId }: Filter) =>
  ctx.db
    .selectFrom('closedMaterials')
    .innerJoin('materials', 'materials.id', 'closedMaterials.materialId')
    .where('closedMaterials.closedOn', '>=', `${month}-01`)
    .where('closedMaterials.closedOn', '<=', lastDayOfMonth(month))
    .$if(workshop !== null, (rows) => rows.where('closedMaterials.workshop', '=', workshop!))
    .$if(materialId !== null, (rows) => rows.where('closedMaterials.materialId', '=', materialId!))

/**
 * 用料损耗率 of a month (duty 53): of the lines closed in it, what was used against the standard for what was good, by
 * workshop and material. Metres and pieces are never added up.
 */
export const loss = async (ctx: Context, filter: Filter): Promise<Output<typeof materials.loss>> => {
  const rows = await closedIn(ctx, filter)
    .select(({ fn, eb }) => [
      'closedMaterials.workshop',
      'closedMaterials.materialId',
      'materials.code',
      'materials.name',
      'materials.unit',
      fn.countAll<number>().as('lines'),
      fn.sum<number>(eb('issued', '-', eb.ref('returned'))).as('used'),
      fn.sum<number>('standard').as('standard'),
      fn.sum<number>('allowed').as('allowed'),
    ])
    .groupBy([
      'closedMaterials.workshop',
      'closedMaterials.materialId',
      'materials.code',
      'materials.name',
      'materials.unit',
    ])
    .orderBy('closedMaterials.workshop')
    .orderBy('materials.code')
    .execute()
  return rows.map((row) => {
    const [used, standard] = [Number(row.used), Number(row.standard)]
    return {
      ...row,
      lines: Number(row.lines),
      used,
      standard,
      allowed: Number(row.allowed),
      rate: lossRate(used, standard),
    }
  })
}

/** The closed lines behind it, by day. */
export const lossLines = async (
  ctx: Context,
  { offset, limit, ...filter }: Filter & { offset: number; limit: number },
): Promise<Output<typeof materials.lossLines>> => {
  const { total } = await closedIn(ctx, filter)
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  const rows = await closedIn(ctx, filter)
    .innerJoin('noticeLines', 'noticeLines.id', 'closedMaterials.noticeLineId')
    .innerJoin('orderLines', 'orderLines.id', 'noticeLines.orderLineId')
    .innerJoin('orders', 'orders.id', 'orderLines.orderId')
    .innerJoin('customers', 'customers.id', 'orders.customerId')
    .select([
      'closedMaterials.noticeLineId',
      'closedMaterials.closedOn',
      'closedMaterials.workshop',
      'orders.number as orderNumber',
      'customers.shortName',
      'customers.name as customerName',
      'orderLines.name as goods',
      'orderLines.spec',
      'orderLines.colour',
      'orderLines.quantity as ordered',
      'noticeLines.quantity as share',
      'noticeLines.fields',
      'materials.code',
      'materials.name',
      'materials.unit',
      'closedMaterials.issued',
      'closedMaterials.returned',
      'closedMaterials.standard',
      'closedMaterials.allowed',
      'closedMaterials.explanation',
    ])
    .orderBy('closedMaterials.closedOn')
    .orderBy('closedMaterials.id')
    .offset(offset)
    .limit(limit)
    .execute()
  return {
    rows: rows.map(
      ({ shortName, customerName, goods, spec, colour, ordered, share, fields, issued, returned, ...row }) => ({
        ...row,
        customer: shortName || customerName,
        description: goodsOfNotice({ name: goods, spec, colour, ordered, share, fields }),
        used: issued - returned,
        rate: lossRate(issued - returned, row.standard),
      }),
    ),
    total: Number(total),
  }
}

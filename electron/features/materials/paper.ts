import { usageText } from '../../../shared/materialNeeds.ts'
import type { PaperOutput } from '../../../shared/papers.ts'
import { formatQuantity } from '../../../shared/quantities.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { Context } from '../../context.ts'
import { goodsOfNotice } from '../noticeGoods.ts'
import type { NoticeMaterial } from '../../papers/data.ts'
import { materialSlip } from '../../papers/materialSlip.ts'
import { readCompany } from '../settings.ts'

/**
 * 材料表 of the production notice (papers.md 4.2): what its lines need together, by material and what one piece takes of
 * it. A usage finer than thousandths is written out beside the spec.
 */
export const materialsForNotice = async (ctx: Context, noticeId: number): Promise<NoticeMaterial[]> => {
  const rows = await ctx.db
    .selectFrom('noticeMaterials')
    .innerJoin('noticeLines', 'noticeLines.id', 'noticeMaterials.noticeLineId')
    .innerJoin('materials', 'materials.id', 'noticeMaterials.materialId')
    .select([
      'noticeMaterials.materialId',
      'materials.code',
      'materials.name',
      'materials.spec',
      'materials.unit',
      'usageMicros',
      'lossBasisPoints',
      'needed',
    ])
    .where('noticeLines.noticeId', '=', noticeId)
    .where('usageMicros', '>', 0)
    .orderBy('noticeMaterials.noticeLineId')
    .orderBy('noticeMaterials.sequence')
    .execute()
  const together = Map.groupBy(rows, (row) => `${row.materialId} ${row.usageMicros} ${row.lossBasisPoints}`)
  return [...together.values()].map((same) => {
    const { code, name, spec, unit, usageMicros, lossBasisPoints } = same[0]!
    const whole = usageMicros % 1000 === 0
    return {
      name: `${code} ${name}`,
      spec: [spec, whole ? '' : `× ${usageText(usageMicros)} ${unit}`].filter(Boolean).join(' '),
      unit,
      perUnit: whole ? usageMicros / 1000 : null,
      total: same.reduce((sum, { needed }) => sum + needed, 0),
      lossBasisPoints: lossBasisPoints === 0 ? null : lossBasisPoints,
    }
  })
}

/** 领料单 or 退料单 of its number. */
export const slipPaper = async (ctx: Context, { number }: { number: string }): Promise<PaperOutput> => {
  const rows = await ctx.db
    .selectFrom('materialMoves')
    .innerJoin('materials', 'materials.id', 'materialMoves.materialId')
    .innerJoin('noticeLines', 'noticeLines.id', 'materialMoves.noticeLineId')
    .innerJoin('notices', 'notices.id', 'noticeLines.noticeId')
    .innerJoin('orders', 'orders.id', 'notices.orderId')
    .innerJoin('orderLines', 'orderLines.id', 'noticeLines.orderLineId')
    .innerJoin('users', 'users.id', 'materialMoves.userId')
    .select([
      'materialMoves.id',
      'materialMoves.kind',
      'materialMoves.quantity',
      'materialMoves.movedOn',
      'materialMoves.person',
      'materialMoves.remark',
      'materialMoves.reverses',
      'materials.code',
      'materials.name',
      'materials.spec',
      'materials.unit',
      'notices.number as noticeNumber',
      'orders.number as orderNumber',
      'orderLines.name as goods',
      'orderLines.spec as goodsSpec',
      'orderLines.colour',
      'orderLines.unit as goodsUnit',
      'orderLines.quantity as ordered',
      'noticeLines.quantity as standing',
      'noticeLines.fields',
      'noticeLines.short',
      'users.name as by',
    ])
    .where('materialMoves.number', '=', number)
    .orderBy('materialMoves.id')
    .execute()
  const first = rows[0]
  if (!first) throw refuse('app.notFound')
  const company = await readCompany(ctx)
  return materialSlip({
    company: {
      name: company?.name ?? '',
      address: company?.address ?? '',
      phone: company?.phone ?? '',
      fax: company?.fax ?? '',
    },
    number,
    kind: first.kind as 'issue' | 'return',
    madeBy: first.by,
    on: first.movedOn,
    noticeNumber: first.noticeNumber,
    orderNumber: first.orderNumber,
    goods: goodsOfNotice({ ...first, name: first.goods, spec: first.goodsSpec, share: first.standing }),
    quantity: `${formatQuantity(first.standing + first.short)} ${first.goodsUnit}`,
    person: first.person,
    remark: first.remark,
    rows: rows
      .filter(({ reverses }) => reverses === null)
      .map(({ id, code, name, spec, unit, quantity }) => ({
        code,
        name,
        spec,
        unit,
        quantity,
        cancelled: rows.some(({ reverses }) => reverses === id),
      })),
  })
}

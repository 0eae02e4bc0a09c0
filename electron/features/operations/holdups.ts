import { sql } from 'kysely'
import type { Wait } from '../../../shared/operationPlan.ts'
import type { Context } from '../../context.ts'
import { inPieces } from '../../db/batches.ts'
import { formedStatement } from '../../db/statement.ts'
import { needSql } from '../materialNeeds.ts'
import { coverOf } from '../quality/covered.ts'

/** What holds a notice line up beside its own work. */
export interface Holdup {
  /** Material promised for a day after the planned start of its process. */
  waits: Wait[]
  /** Of its goods rejected by a final inspection, and nobody has dealt with them (thousandths). */
  rejected: number
}

const own = needSql({ row: 'noticeMaterials', line: 'noticeLines', process: 'operations' })
/** What was needed of a material of an order, all its notices together: as `supplyRows` reckons it. */
const neededSql = sql<number>`(select sum(${needSql({ row: 'm', line: 'w', process: 'p' }).needed})
  from "noticeMaterials" m join "noticeLines" w on w."id" = m."noticeLineId" join "notices" v on v."id" = w."noticeId"
  left join "operations" p on p."id" = m."operationId"
  where v."orderId" = "notices"."orderId" and v."voidedAt" is null and m."materialId" = "noticeMaterials"."materialId")`
const arrivedSql = sql<number>`(select sum(a."arrived") from "purchases" a
  where a."orderId" = "notices"."orderId" and a."materialId" = "noticeMaterials"."materialId")`

/**
 * Material that is on its way and lacking where it is promised too late; and, in the same statement, lines of which a final
 * inspection rejected something (no day).
 */
const heldUp = formedStatement((db, _form: null, { ids, again }: { ids: number[]; again: number[] }) =>
  db
    .selectFrom('noticeMaterials')
    .innerJoin('noticeLines', 'noticeLines.id', 'noticeMaterials.noticeLineId')
    .innerJoin('notices', 'notices.id', 'noticeLines.noticeId')
    .leftJoin('operations', 'operations.id', 'noticeMaterials.operationId')
    .innerJoin('purchases', (join) =>
      join
        .onRef('purchases.orderId', '=', 'notices.orderId')
        .onRef('purchases.materialId', '=', 'noticeMaterials.materialId'),
    )
    .select(['noticeMaterials.noticeLineId', 'noticeMaterials.operationId'])
    .select(({ fn }) => fn.max<string | null>('purchases.promisedOn').as('arrivesOn'))
    .select(sql<number | null>`max("noticeLines"."orderLineId")`.as('orderLineId'))
    .where('noticeMaterials.noticeLineId', 'in', ids)
    .where('noticeLines.state', 'in', [sql.lit('making'), sql.lit('partly')])
    .where('purchases.state', '=', sql.lit('open'))
    .where(sql<boolean>`(${own.needed}) > ${own.used} and (${own.left}) > 0`)
    .where(sql<boolean>`"purchases"."promisedOn" > ${own.startOn}`)
    .where(sql<boolean>`${neededSql} > ${arrivedSql}`)
    .groupBy(['noticeMaterials.noticeLineId', 'noticeMaterials.operationId'])
    .unionAll(
      db
        .selectFrom('inspections')
        .select(['inspections.noticeLineId', sql<number | null>`null`.as('operationId')])
        .select([sql<string | null>`null`.as('arrivesOn'), 'inspections.orderLineId'])
        .where('inspections.noticeLineId', 'in', again)
        .where('inspections.kind', '=', sql.lit('final'))
        .where('inspections.state', 'in', [sql.lit('rejected'), sql.lit('handled')]) as never,
    ),
)

/** What holds up each of some notice lines; those that nothing holds up are not in the map. */
export const holdupsOf = async (
  ctx: Pick<Context, 'db'>,
  noticeLineIds: readonly number[],
): Promise<Map<number, Holdup>> => {
  const found = new Map<number, Holdup>()
  const of = (id: number): Holdup => {
    const known = found.get(id) ?? { waits: [], rejected: 0 }
    found.set(id, known)
    return known
  }
  const inspected = new Set<number>()
  for (const ids of inPieces(noticeLineIds))
    for (const { noticeLineId, operationId, arrivesOn, orderLineId } of await heldUp(ctx.db, null, { ids, again: ids }))
      if (arrivesOn === null) inspected.add(orderLineId!)
      else of(noticeLineId).waits.push({ operationId, arrivesOn })
  if (inspected.size === 0) return found
  const { covers } = await coverOf(ctx, [...inspected])
  for (const { noticeLineId, rejected } of covers)
    if (noticeLineId !== null && rejected > 0) of(noticeLineId).rejected += rejected
  return found
}

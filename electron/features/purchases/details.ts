import type { Context } from '../../context.ts'
import { inPieces } from '../../db/batches.ts'
import { needSql } from '../materialNeeds.ts'

const keyOf = (orderId: number | null, materialId: number): string => `${orderId} ${materialId}`

const need = needSql({ row: 'noticeMaterials', line: 'noticeLines', process: 'operations' })

/**
 * The first process of each order that still waits for each material, and its day as 欠料 has it, by `orderId materialId`;
 * what nothing waits for any more is not in the map.
 */
export const processesOf = async (
  ctx: Pick<Context, 'db'>,
  orderIds: readonly number[],
): Promise<Map<string, { process: string; startOn: string }>> => {
  const found = new Map<string, { process: string; startOn: string }>()
  for (const ids of inPieces([...new Set(orderIds)])) {
    const rows = await ctx.db
      .selectFrom('noticeMaterials')
      .innerJoin('noticeLines', 'noticeLines.id', 'noticeMaterials.noticeLineId')
      .innerJoin('notices', 'notices.id', 'noticeLines.noticeId')
      .leftJoin('operations', 'operations.id', 'noticeMaterials.operationId')
      .select(['notices.orderId', 'noticeMaterials.materialId', 'operations.processName', need.startOn.as('startOn')])
      .where('notices.orderId', 'in', ids)
      .where('notices.voidedAt', 'is', null)
      .where(need.open, '=', 1)
      .orderBy('startOn', 'desc')
      .execute()
    // the earliest comes last and stands
    for (const { orderId, materialId, processName, startOn } of rows)
      found.set(keyOf(orderId, materialId), { process: processName ?? '', startOn: startOn! })
  }
  return found
}
export const processOf = (
  known: Map<string, { process: string; startOn: string }>,
  orderId: number | null,
  materialId: number,
) => known.get(keyOf(orderId, materialId)) ?? null

/** The last word of a supplier on each purchase, and how often it was asked for. */
export const chasesOf = async (ctx: Pick<Context, 'db'>, purchaseIds: readonly number[]) => {
  const found = new Map<number, { chases: number; lastChase: string; lastChasedOn: string }>()
  for (const ids of inPieces([...new Set(purchaseIds)])) {
    const rows = await ctx.db
      .selectFrom('purchaseChases')
      .select(['purchaseId', 'answer', 'person', 'chasedOn'])
      .where('purchaseId', 'in', ids)
      .orderBy('id')
      .execute()
    for (const { purchaseId, answer, person, chasedOn } of rows)
      found.set(purchaseId, {
        chases: (found.get(purchaseId)?.chases ?? 0) + 1,
        lastChase: [person, answer].filter(Boolean).join(': '),
        lastChasedOn: chasedOn,
      })
  }
  return found
}
export const noChase = { chases: 0, lastChase: '', lastChasedOn: null }

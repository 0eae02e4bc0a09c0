import { sql } from 'kysely'
import type { CauseCode } from '../../../shared/operations.ts'
import type { Context } from '../../context.ts'

/** Whether an open 异常单 with a cause stands on a process: why it is late is said there (duties 60, 61). */
export const troubleSaysWhy = sql<boolean>`exists (select 1 from "exceptions" where "exceptions"."operationId" = "operations"."id"
  and "exceptions"."state" = 'open' and "exceptions"."causeCode" is not null)`

export interface TroubleCause {
  causeCode: CauseCode
  causeSub: string
  causeNote: string
}

/** The cause that the oldest open 异常单 of each process gives. */
export const troubleCauses = async (
  ctx: Pick<Context, 'db'>,
  operationIds: readonly number[],
): Promise<ReadonlyMap<number, TroubleCause>> => {
  if (operationIds.length === 0) return new Map()
  const rows = await ctx.db
    .selectFrom('exceptions')
    .select(['operationId', 'causeCode', 'causeSub', 'number'])
    .where('state', '=', 'open')
    .where('causeCode', 'is not', null)
    .where('operationId', 'in', operationIds)
    .orderBy('id', 'desc')
    .execute()
  return new Map(
    rows.map(({ operationId, causeCode, causeSub, number }) => [
      operationId!,
      { causeCode: causeCode as CauseCode, causeSub, causeNote: number },
    ]),
  )
}

import { filmFaults, type FilmItem, filmProcess, filmStateOf, filmWanted } from '../../../shared/noticeDesk.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { Trade } from '../../../shared/settings.ts'
import type { Context } from '../../context.ts'
import { readOffice } from '../settings.ts'

/** The film checks of a notice, oldest first. */
export const filmChecksOf = async (ctx: Pick<Context, 'db'>, noticeId: number) => {
  const rows = await ctx.db
    .selectFrom('filmChecks')
    .innerJoin('users', 'users.id', 'filmChecks.userId')
    .selectAll('filmChecks')
    .select('users.name as keyedBy')
    .where('noticeId', '=', noticeId)
    .orderBy('filmChecks.id')
    .limit(100)
    .execute()
  return rows.map(({ items, answerRight, ...row }) => ({
    ...row,
    items: JSON.parse(items) as FilmItem[],
    answerRight: answerRight === 1,
  }))
}

/** The notice and, as its trade prints, the process that waits for the film. */
const waitingFor = async (ctx: Context, noticeLineIds: number[]) =>
  ctx.db
    .selectFrom('operations')
    .innerJoin('noticeLines', 'noticeLines.id', 'operations.noticeLineId')
    .innerJoin('notices', 'notices.id', 'noticeLines.noticeId')
    .select([
      'operations.id',
      'operations.noticeLineId',
      'operations.processName',
      'notices.id as noticeId',
      'notices.number',
      'notices.trade',
      'notices.film',
    ])
    .where('operations.noticeLineId', 'in', noticeLineIds)
    .where('notices.film', '<>', 'right')
    .orderBy('operations.sequence')
    .execute()

/**
 * Refuses a report of the printing process while the film is not checked, has an error nobody took away, or is with
 * the customer (duty 42). `operations` in the order of the report's rows, or of
 * the lines of a slip to a factory, which must not print without it either.
 */
export const refuseWithoutFilm = async (
  ctx: Context,
  operations: readonly { id: number; noticeLineId: number }[],
  field: 'rows' | 'lines' = 'rows',
): Promise<void> => {
  const { filmCheck } = await readOffice(ctx)
  if (filmCheck === 'off' || operations.length === 0) return
  const lines = Map.groupBy(
    await waitingFor(
      ctx,
      operations.map(({ noticeLineId }) => noticeLineId),
    ),
    ({ noticeLineId }) => noticeLineId,
  )
  for (const [index, { id, noticeLineId }] of operations.entries()) {
    const chain = lines.get(noticeLineId) ?? []
    const here = chain.find((each) => each.id === id)
    if (!here || !filmWanted(filmCheck, here.trade as Trade)) continue
    if (here.processName !== filmProcess(chain.map(({ processName }) => processName))) continue
    const checks = await filmChecksOf(ctx, here.noticeId)
    const state = filmStateOf(checks)
    const values = { notice: here.number, process: here.processName, what: filmFaults(checks.at(-1)?.items ?? []) }
    const code = { none: 'notices.filmMissing', wrong: 'notices.filmOpen', faxed: 'notices.filmAsked' } as const
    if (state !== 'right') throw refuse(code[state], values, `${field}.${index}`)
  }
}

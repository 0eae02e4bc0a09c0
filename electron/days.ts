import { isFarDay } from '../shared/dates.ts'
import { refuse } from '../shared/refusals.ts'
import type { Context } from './context.ts'

/** A slip of the hand (2126 for 2026) is refused: on such a day nothing would ever be late. */
export const refuseFarDay = (ctx: Pick<Context, 'today'>, day: string | null | undefined, field: string): void => {
  if (day && isFarDay(day, ctx.today)) throw refuse('app.farDay', { on: day }, field)
}

import type { Translate } from '../../../shared/language.ts'
import { askDays, type AskedAnswer } from '../../../shared/plan.ts'

/** `3月15日`, as it is said on the phone. */
export const spokenDay = (day: string, t: Translate): string =>
  t('plan.dayWords', { month: Number(day.slice(5, 7)), day: Number(day.slice(8)) })

/** 3月15日交:赶不及,最早 3月18日(白茬满到 3月12日). */
export const answerWords = (
  { inTime, earliestOn, standardOn, bottleneck }: AskedAnswer,
  dueOn: string,
  t: Translate,
): string => {
  const due = spokenDay(dueOn, t)
  if (earliestOn === null) return t('plan.lineNever', { due, days: askDays })
  const day = spokenDay(earliestOn, t)
  if (inTime) return t('plan.lineYes', { due, day })
  const why =
    bottleneck === null || standardOn > dueOn
      ? t('plan.whyShort', { day: spokenDay(standardOn, t) })
      : bottleneck.fullUntil === null
        ? t('plan.whyTight', { process: bottleneck.processName })
        : t('plan.whyFull', { process: bottleneck.processName, day: spokenDay(bottleneck.fullUntil, t) })
  return t('plan.lineNo', { due, day, why })
}

/** The same of the whole order: it is made when its last line is. */
export const orderWords = (answers: readonly AskedAnswer[], t: Translate): string => {
  const never = answers.filter(({ earliestOn }) => earliestOn === null).length
  if (never > 0) return t('plan.orderNever', { count: never, days: askDays })
  const last = answers
    .map(({ earliestOn }) => earliestOn!)
    .toSorted()
    .at(-1)!
  const late = answers.filter(({ inTime }) => !inTime).length
  const day = spokenDay(last, t)
  return late === 0 ? t('plan.orderYes', { day }) : t('plan.orderNo', { count: late, day })
}

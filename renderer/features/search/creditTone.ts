import type { Language, Translate } from '../../../shared/language.ts'
import { formatFen } from '../../../shared/money.ts'
import type { Tone } from '../../components/StateBadge.tsx'

/** 20 万 of 20,000,000 fen; other languages and small amounts in full. */
const roundAmount = (t: Translate, language: Language, fen: number): string => {
  if (fen === 0) return '0'
  if (language === 'en' || Math.abs(fen) < 1_000_000) return formatFen(fen)
  return t('search.tenThousand', { count: (fen / 1_000_000).toFixed(1).replace(/\.0$/, '') })
}

export interface CreditFacts {
  limitFen: number
  /** Owed and on order. */
  usedFen: number
  overdueFen: number
}

/** The credit of a customer as a badge (duty 28): green within the limit, red over it or overdue; null without a limit. */
export const creditBadges = (
  t: Translate,
  language: Language,
  { limitFen, usedFen, overdueFen }: CreditFacts,
): { tone: Tone; text: string; shape?: string }[] => {
  const badges: { tone: Tone; text: string; shape?: string }[] = []
  const words = {
    limit: roundAmount(t, language, limitFen),
    used: roundAmount(t, language, Math.max(0, usedFen)),
  }
  if (limitFen > 0 && usedFen > limitFen) badges.push({ tone: 'bad', text: t('search.creditOver', words) })
  else if (limitFen > 0)
    badges.push({
      tone: usedFen > limitFen * 0.8 ? 'warn' : 'ok',
      text: t('search.credit', words),
      shape: '●',
    })
  if (overdueFen > 0) badges.push({ tone: 'bad', text: t('search.overdue', { amount: formatFen(overdueFen) }) })
  return badges
}

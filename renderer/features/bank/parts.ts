import { amountWayKeys, type BankProposal } from '../../../shared/bank.ts'
import type { Translate } from '../../../shared/language.ts'
import { formatFen } from '../../../shared/money.ts'

/** `正好这张 XS261002-01`, `正好几张 XS… 300.00、XS… 400.00`, `从最早的冲 XS… 250.00 · 预收 10.00`. */
export const partsWords = (t: Translate, { amountWay, parts, leftFen, onRoad }: BankProposal): string => {
  const named = parts
    .slice(0, 4)
    .map(({ number, amountFen }) => (parts.length === 1 ? number : `${number} ${formatFen(amountFen)}`))
  const papers = parts.length > 4 ? `${named.join('、')}…(${parts.length})` : named.join('、')
  return [
    [t(amountWayKeys[amountWay]), papers].filter(Boolean).join(' '),
    leftFen > 0 && parts.length > 0 ? t('bank.leftOver', { amount: formatFen(leftFen) }) : '',
    ...onRoad.map(({ amountFen, ...cash }) => t('bank.onRoad', { ...cash, amount: formatFen(amountFen) })),
  ]
    .filter(Boolean)
    .join(' · ')
}

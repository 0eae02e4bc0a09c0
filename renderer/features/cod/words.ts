import {
  type CodEntry,
  type CodNote,
  codBearerKeys,
  codMethodKeys,
  codPaidElsewhere,
  type CodSettlement,
  type CodState,
  type HandoverState,
} from '../../../shared/cod.ts'
import type { Translate } from '../../../shared/language.ts'
import { formatFen } from '../../../shared/money.ts'
import type { Tone } from '../../components/StateBadge.tsx'
import { say } from '../../lib/language.ts'
import { openTab } from '../../lib/tabs.ts'

export const codTones: Record<CodState, Tone> = {
  toCollect: 'wait',
  onDriver: 'warn',
  handedOver: 'warn',
  difference: 'bad',
  closed: 'ok',
  void: 'plain',
}
export const handoverTones: Record<HandoverState, Tone> = { waiting: 'warn', counted: 'ok', void: 'plain' }

const reversed = (t: Translate, reason: string | null): string => (reason === null ? '' : t('cod.reversed', { reason }))

/** `11-24 老何 收 5,000.00 现金 → JK261124-01 点收 5,000.00` */
export const entryWords = (t: Translate, entries: readonly CodEntry[]): string[] =>
  entries.map((entry) =>
    [
      t(entry.collectedFen > 0 ? 'cod.entryLine' : 'cod.entryNothing', {
        on: entry.collectedOn.slice(5),
        driver: entry.driver,
        amount: formatFen(entry.collectedFen),
        method: t(codMethodKeys[entry.method]),
      }),
      entry.reason && `(${entry.reason})`,
      entry.handoverNumber === null
        ? ''
        : entry.handedFen === null
          ? t('cod.entryWaiting', { number: entry.handoverNumber })
          : t('cod.entryHanded', { number: entry.handoverNumber, amount: formatFen(entry.handedFen) }),
      reversed(t, entry.reversedReason),
    ]
      .filter(Boolean)
      .join(' '),
  )

export const settlementWords = (t: Translate, settlements: readonly CodSettlement[]): string[] =>
  settlements.map((settlement) =>
    [
      formatFen(settlement.amountFen),
      settlement.amountFen < 0 ? t('cod.bearerCredit') : t(codBearerKeys[settlement.bearer]),
      settlement.reason,
      settlement.by,
      reversed(t, settlement.reversedReason),
    ]
      .filter(Boolean)
      .join(' '),
  )

/** The page on which a driver's money is put on one slip. */
export const openHandover = (driver: string): void => {
  openTab({
    word: 'cod',
    page: 'new',
    another: true,
    title: say('cod.handoverOf', { driver }),
    parameters: { driver },
  })
}

/** What happened to the cash of a note, in the order of the desk: collected, paid to the office itself, settled. */
export const codWords = (t: Translate, cod: CodNote): string[] => {
  const elsewhere = codPaidElsewhere(cod)
  return [
    ...entryWords(t, cod.entries),
    ...(elsewhere > 0 ? [t('cod.paidElsewhere', { amount: formatFen(elsewhere) })] : []),
    ...settlementWords(t, cod.settlements),
  ]
}

import { type SubCode, subLabel } from '../../../shared/exceptions.ts'
import { type CauseCode, causeCodes, causeShortKeys, causeSigns } from '../../../shared/operations.ts'
import type { Translate } from '../../../shared/language.ts'

/** A cause and its sub-code as one value of a choice: `machine`, `machine 2a`; '' for none. */
export const causeValue = (cause: CauseCode | null, sub: string): string => [cause ?? '', sub].filter(Boolean).join(' ')
export const causeChosen = (value: string): { causeCode: CauseCode | null; causeSub: string } => {
  const [cause = '', sub = ''] = value.split(' ')
  return { causeCode: causeCodes.find((code) => code === cause) ?? null, causeSub: sub }
}

/** The seven causes, each followed by its sub-codes in use, and the one that is chosen whatever became of it. */
export const causeChoices = (
  subs: readonly SubCode[],
  chosen: string,
  t: Translate,
): { value: string; label: string }[] =>
  causeCodes.flatMap((code) => [
    { value: code as string, label: `${causeSigns[code]} ${t(causeShortKeys[code])}` },
    ...subs
      .filter((sub) => sub.causeCode === code && (sub.active || chosen === causeValue(code, sub.code)))
      .map((sub) => ({ value: causeValue(code, sub.code), label: `　${subLabel(sub.code, sub.name)}` })),
  ])

/** `②a 模具`, `② 设备故障`; '' where nobody said. */
export const causeText = (
  row: { causeCode: CauseCode | null; causeSub: string; causeSubName: string },
  t: Translate,
): string => {
  if (row.causeSub !== '') return subLabel(row.causeSub, row.causeSubName)
  return row.causeCode === null ? '' : `${causeSigns[row.causeCode]} ${t(causeShortKeys[row.causeCode])}`
}

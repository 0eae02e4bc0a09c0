import type { BoardRow, BoardStep } from '../../../shared/operations.ts'
import { causeShortKeys, causeSigns } from '../../../shared/operations.ts'
import { subLabel } from '../../../shared/exceptions.ts'
import type { Translate } from '../../../shared/language.ts'
import { formatQuantity } from '../../../shared/quantities.ts'

/** The step of a row under a process, or undefined where its product does not pass it. */
export const stepAt = (row: BoardRow | undefined, process: string | undefined): BoardStep | undefined =>
  row?.steps.find((step) => step.processName === process)

/** The days it was really worked: begun, done. */
const actualWords = ({ startedOn, finishedOn }: BoardStep, t: Translate): string => {
  if (startedOn === null) return ''
  return finishedOn === null
    ? t('operations.cellBegun', { from: startedOn.slice(5) })
    : t('operations.cellDone', { from: startedOn.slice(5), to: finishedOn.slice(5) })
}

const causeOfStep = ({ causeCode, causeSub, causeSubName, causeNote }: BoardStep, t: Translate): string => {
  if (causeCode === null) return ''
  const cause =
    causeSub === '' ? `${causeSigns[causeCode]} ${t(causeShortKeys[causeCode])}` : subLabel(causeSub, causeSubName)
  return `${cause} ${causeNote}`.trim()
}

/** What the screen reader and the mouse hear of a cell. */
export const cellWords = (step: BoardStep, t: Translate): string =>
  [
    t('operations.cellLabel', {
      process: step.processName,
      good: formatQuantity(step.good),
      quantity: formatQuantity(step.quantity),
      from: step.plannedStart.slice(5),
      to: step.plannedFinish.slice(5),
    }),
    step.lateDays > 0 || step.latePieces > 0
      ? t('operations.cellLate', { days: step.lateDays, pieces: formatQuantity(step.latePieces) })
      : '',
    step.at
      ? t('outsourcing.cellOutside', {
          factory: step.at.factory,
          out: formatQuantity(step.at.out),
          back: formatQuantity(step.at.back),
          day: step.at.wantedOn.slice(5),
        }) + (step.at.lateDays > 0 ? ` ${t('operations.lateBy', { days: step.at.lateDays })}` : '')
      : '',
    step.remaining > 0 ? t('operations.cellRemaining', { left: formatQuantity(step.remaining) }) : '',
    step.bad > 0
      ? t('operations.cellBadParts', {
          bad: formatQuantity(step.bad),
          rework: formatQuantity(step.rework),
          scrap: formatQuantity(step.scrap),
        })
      : '',
    actualWords(step, t),
    causeOfStep(step, t),
    ...step.troubles.map(({ number, what }) => t('exceptions.onBoard', { number, what })),
  ]
    .filter(Boolean)
    .join('; ')

/** The cause a row shows: of the latest process that is late and has one. */
export const causeOfRow = (row: BoardRow): BoardStep | undefined =>
  row.steps.findLast((step) => step.causeCode !== null && step.lateDays > 0)

/** The process a row is at: the first unfinished one that has begun, else the first unfinished. */
export const currentColumn = (row: BoardRow, processes: readonly string[]): number => {
  const open = row.steps.find((step) => step.finishedOn === null)
  return Math.max(0, processes.indexOf(open?.processName ?? ''))
}

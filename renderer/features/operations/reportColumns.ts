import type { SubCode } from '../../../shared/exceptions.ts'
import { formatQuantity } from '../../../shared/quantities.ts'
import type { Translate } from '../../../shared/language.ts'
import { belowZero, brokenPieces } from '../../components/belowZero.ts'
import type { CellMark, LineColumn } from '../../components/LineGrid.tsx'
import type { Value } from '../../lib/values.ts'
import { causeOptions, causeTyped, type GridRow, isFilled, subTyped } from './reportRows.ts'

/** What cannot be reported whatever stands beside it: below zero, half a chair. */
export const refusedPieces = (value: Value, { unit, quantity, before }: GridRow, t: Translate): string | null =>
  brokenPieces(value, unit, [quantity, before], t)

/** Columns of the daily report: Enter walks 合格 to 机台, and 原因 where the row is late. */
export const reportColumns = (t: Translate, subs: readonly SubCode[]): LineColumn<GridRow>[] => {
  const pieces = (value: Value, row: GridRow): string | null => refusedPieces(value, row, t)
  return [
    { key: 'orderNumber', header: t('operations.order'), kind: 'text', width: 106, readOnly: true },
    { key: 'customer', header: t('app.customer'), kind: 'text', width: 84, readOnly: true },
    { key: 'description', header: t('operations.description'), kind: 'text', readOnly: true },
    {
      key: 'processName',
      header: t('operations.process'),
      kind: 'text',
      width: 60,
      readOnly: true,
      text: (row) => (row.rush ? `${row.processName} ${t('operations.rush')}` : row.processName),
    },
    {
      key: 'plannedFinish',
      header: t('operations.planned'),
      kind: 'text',
      width: 80,
      readOnly: true,
      text: (row) => `${row.plannedFinish.slice(5)}${row.lateDays > 0 ? ` ▲${row.lateDays}` : ''}`,
    },
    {
      key: 'available',
      header: t('operations.availableOf'),
      kind: 'quantity',
      width: 64,
      readOnly: true,
      text: (row) => `${formatQuantity(row.left)} / ${formatQuantity(row.quantity)}`,
    },
    { key: 'good', header: t('operations.good'), kind: 'quantity', width: 56, refuse: pieces },
    { key: 'bad', header: t('operations.bad'), kind: 'quantity', width: 52, refuse: pieces },
    {
      key: 'rework',
      header: t('operations.rework'),
      kind: 'quantity',
      width: 50,
      passed: (row) => !row.bad,
      refuse: pieces,
    },
    {
      key: 'scrap',
      header: t('operations.scrap'),
      kind: 'quantity',
      width: 52,
      passed: (row) => !row.bad,
      refuse: pieces,
    },
    {
      key: 'hours',
      header: t('operations.hours'),
      kind: 'quantity',
      width: 52,
      refuse: (value) => belowZero(value, t),
    },
    {
      key: 'people',
      header: t('operations.people'),
      kind: 'integer',
      width: 54,
      refuse: (value) => belowZero(value, t, String),
    },
    { key: 'machine', header: t('operations.machine'), kind: 'text', width: 74 },
    {
      key: 'cause',
      header: t('operations.cause'),
      kind: 'code',
      width: 98,
      readOnly: (row) => !row.late,
      complete: async (typed) => causeOptions(typed, t, subs),
    },
    { key: 'causeNote', header: t('operations.note'), kind: 'text', width: 84, readOnly: (row) => !row.late },
  ]
}

/** 返工 and 报废 are part of 不良. */
const aboveBad = ({ bad, rework, scrap }: GridRow): boolean => bad !== null && (rework ?? 0) + (scrap ?? 0) > bad

/** Red where the report would be refused: more than can be done, late without a cause; amber on what is late. */
export const reportMark = (row: GridRow, key: string, t: Translate): CellMark | null => {
  if (key === 'good' && row.good !== null && row.good > row.available)
    return { tone: 'bad', text: t('operations.aboveAvailable', { available: formatQuantity(row.available) }) }
  if ((key === 'rework' || key === 'scrap') && row[key] !== null && aboveBad(row))
    return { tone: 'bad', text: t('operations.aboveBad', { bad: formatQuantity(row.bad ?? 0) }) }
  if (key === 'cause' && row.late && causeTyped(row.cause) === null)
    return { tone: isFilled(row) ? 'bad' : 'warn', text: t('operations.chooseCause', { days: row.lateDays }) }
  if (
    key === 'cause' &&
    row.causeCode !== null &&
    causeTyped(row.cause) === row.causeCode &&
    subTyped(row.cause) === row.causeSub
  )
    return { tone: 'info', text: t('operations.causeKnown') }
  if (
    (key === 'people' && row.people !== null && row.people === row.last?.people) ||
    (key === 'machine' && row.machine !== '' && row.machine === row.last?.machine)
  )
    return { tone: 'info', text: t('operations.asLast', { day: row.last!.on.slice(5) }) }
  if (key === 'plannedFinish' && row.late) return { tone: 'bad', text: t('operations.lateBy', { days: row.lateDays }) }
  return null
}

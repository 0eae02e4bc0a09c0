import { formatQuantity } from '../../../shared/quantities.ts'
import type { Translate } from '../../../shared/language.ts'
import type { CellMark, LineColumn } from '../../components/LineGrid.tsx'
import { causeOptions, causeTyped, type GridRow, isFilled } from './reportRows.ts'

/** Columns of the daily report: Enter walks 合格 to 人数, and 原因 where the row is late. */
export const reportColumns = (t: Translate): LineColumn<GridRow>[] => [
  { key: 'orderNumber', header: t('operations.order'), kind: 'text', width: 100, readOnly: true },
  { key: 'customer', header: t('app.customer'), kind: 'text', width: 74, readOnly: true },
  { key: 'description', header: t('operations.description'), kind: 'text', readOnly: true },
  {
    key: 'processName',
    header: t('operations.process'),
    kind: 'text',
    width: 64,
    readOnly: true,
    text: (row) => (row.rush ? `${row.processName} ${t('operations.rush')}` : row.processName),
  },
  { key: 'quantity', header: t('operations.ordered'), kind: 'quantity', width: 62, readOnly: true },
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
    header: t('operations.available'),
    kind: 'quantity',
    width: 72,
    readOnly: true,
    text: (row) =>
      `${formatQuantity(row.good === null ? row.available : row.available - row.good)} / ${formatQuantity(row.quantity)}`,
  },
  { key: 'good', header: t('operations.good'), kind: 'quantity', width: 70 },
  { key: 'bad', header: t('operations.bad'), kind: 'quantity', width: 60 },
  { key: 'hours', header: t('operations.hours'), kind: 'quantity', width: 58 },
  { key: 'people', header: t('operations.people'), kind: 'integer', width: 52 },
  {
    key: 'cause',
    header: t('operations.cause'),
    kind: 'code',
    width: 120,
    readOnly: (row) => !row.late,
    complete: async (typed) => causeOptions(typed, t),
  },
  { key: 'causeNote', header: t('operations.note'), kind: 'text', width: 90, readOnly: (row) => !row.late },
]

/** Red where the report would be refused: more than can be done, late without a cause; amber on what is late. */
export const reportMark = (row: GridRow, key: string, t: Translate): CellMark | null => {
  if (key === 'good' && row.good !== null && row.good > row.available)
    return { tone: 'bad', text: t('operations.aboveAvailable', { available: formatQuantity(row.available) }) }
  if (key === 'cause' && row.late && causeTyped(row.cause) === null)
    return { tone: isFilled(row) ? 'bad' : 'warn', text: t('operations.chooseCause', { days: row.lateDays }) }
  if (key === 'cause' && row.causeCode !== null && causeTyped(row.cause) === row.causeCode)
    return { tone: 'info', text: t('operations.causeKnown') }
  if (key === 'plannedFinish' && row.late) return { tone: 'bad', text: t('operations.lateBy', { days: row.lateDays }) }
  return null
}

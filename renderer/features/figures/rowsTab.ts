import type { CauseCode } from '../../../shared/operations.ts'
import type { FigureFilter, FigureKind, PlannedChoice } from '../../../shared/figures.ts'
import { openTab, type TabParameters } from '../../lib/tabs.ts'

/** What the rows page shows: the figure they stand behind, and what is filtered. */
export interface RowsAsked extends FigureFilter {
  kind: FigureKind
  customer: string
  which: PlannedChoice
  cause: CauseCode | 'none' | null
  causeSub: string | null
  causeNote: string | null
}

export const openRows = (asked: RowsAsked, title: string): string =>
  openTab({ word: 'figures', page: 'rows', title, parameters: { ...asked } })

const orNull = (value: TabParameters[string] | undefined): string | null => (typeof value === 'string' ? value : null)

/** The same, read back from the tab. */
export const rowsAsked = (parameters: TabParameters, today: string): RowsAsked => ({
  kind: (orNull(parameters['kind']) ?? 'operations') as FigureKind,
  month: orNull(parameters['month']) ?? today.slice(0, 7),
  workshop: orNull(parameters['workshop']),
  process: orNull(parameters['process']),
  customerId: typeof parameters['customerId'] === 'number' ? parameters['customerId'] : null,
  customer: orNull(parameters['customer']) ?? '',
  which: (orNull(parameters['which']) ?? 'all') as PlannedChoice,
  cause: orNull(parameters['cause']) as CauseCode | 'none' | null,
  causeSub: orNull(parameters['causeSub']),
  causeNote: orNull(parameters['causeNote']),
})

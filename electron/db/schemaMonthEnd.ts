import type { Generated } from 'kysely'
import type { Row, Voidable } from './schemaMasters.ts'

/** A class of 月结检查 that is handed over as it is: what was open then, why, by whom (duty 103). */
export interface MonthSignOffsTable extends Row, Voidable {
  /** `YYYY-MM` */
  month: string
  /** findingKinds of shared/monthEnd.ts. */
  kind: string
  total: number
  fen: number
  reason: string
  userId: number
  at: string
}
/** 月结移交: a month given to accounting, with its sums and exceptions as they stood. */
export interface MonthHandoversTable extends Row, Voidable {
  number: string
  month: string
  taker: string
  takenOn: string
  remark: string
  /** MonthSums of shared/monthEnd.ts as JSON. */
  sums: string
  /** HandedClass[] of shared/monthEnd.ts as JSON. */
  classes: string
  userId: number
  at: string
  printed: Generated<number>
  version: number
}

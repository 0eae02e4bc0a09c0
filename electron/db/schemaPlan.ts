import type { Row } from './schemaMasters.ts'

/** What was done against overload, and plans moved by hand (duties 38, 39). */
export interface PlanMeasuresTable extends Row {
  /** overtime: more capacity on a day; capacity: another capacity of a day; outside: 外协; move: 改期. */
  kind: string
  /** Of overtime and capacity: which process, which day, thousandths of its unit. */
  processId: number | null
  day: string | null
  amount: number | null
  /** Of outside. */
  operationId: number | null
  /** Of outside and move. */
  noticeLineId: number | null
  reason: string
  userId: number
  at: string
  withdrawnAt: string | null
  withdrawnBy: number | null
  withdrawReason: string | null
  version: number
}
/** The days a measure moved an operation from and to. */
export interface PlanMovesTable extends Row {
  measureId: number
  operationId: number
  beforeStart: string
  beforeFinish: string
  afterStart: string
  afterFinish: string
}

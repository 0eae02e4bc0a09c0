import type { Generated } from 'kysely'
import type { Flag, Row, Voidable } from './schemaMasters.ts'

/** The company's own sub-code of one of the seven causes: `2a` 模具 (duty 61). */
export interface SubCodesTable extends Row {
  code: string
  causeCode: string
  name: string
  opensException: Flag
  active: Flag
  version: number
}
/** 异常单: what stands in the way, who clears it, by when. */
export interface ExceptionsTable extends Row, Voidable {
  number: string
  sinceOn: string
  openedBy: number
  openedAt: string
  /** All three null: a workshop as a whole. */
  orderId: number | null
  noticeLineId: number | null
  operationId: number | null
  processName: string
  workshop: string
  causeCode: string | null
  causeSub: string
  what: string
  solution: string
  customerAnswer: string
  ownerId: number
  clearOn: string
  /** `HH:MM`; '' = by the end of the day. */
  clearTime: string
  /** The highest of its `exceptionLevels`. */
  level: string | null
  clearedOn: string | null
  clearedTime: string
  clearedBy: number | null
  clearedAt: string | null
  how: string
  /** Hours the work stood still, thousandths of an hour; people that waited. */
  stopHours: Generated<number>
  stopPeople: Generated<number>
  costFen: Generated<number>
  /** Derived: open, cleared, void; overdue is a matter of the clock. */
  state: string
  printed: Generated<number>
  version: number
}
/** Whom it was carried up to (duty 59). */
export interface ExceptionLevelsTable extends Row {
  exceptionId: number
  level: string
  name: string
  words: string
  userId: number
  at: string
}
/** 结案小结 (duty 63); `productId` null = every product of the order. */
export interface LessonsTable extends Row {
  orderId: number
  productId: number | null
  wrong: string
  better: string
  nothing: Flag
  userId: number
  at: string
  version: number
}

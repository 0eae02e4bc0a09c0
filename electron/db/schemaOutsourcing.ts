import type { Generated } from 'kysely'
import type { Flag, Row, Voidable } from './schemaMasters.ts'

/** 外协厂: who does processes for the office outside (duties 69 to 72). */
export interface OutsideFactoriesTable extends Row {
  name: string
  shortName: string
  initials: string
  contact: string
  phone: string
  fax: string
  address: string
  remark: string
  active: Flag
  version: number
}
/** The processes a factory does. */
export interface FactoryProcessesTable {
  factoryId: number
  processId: number
}
/** 外协加工单: what went to one factory on one day. */
export interface OutsideSlipsTable extends Row, Voidable {
  number: string
  factoryId: number
  contact: string
  phone: string
  sentOn: string
  packing: string
  /** Samples, moulds and films that went along. */
  enclosures: string
  requirement: string
  remark: string
  madeBy: number
  madeAt: string
  /** 第 n 版: rises when a slip that was printed or sent is changed. */
  edition: Generated<number>
  printed: Generated<number>
  version: number
}
/** One process of one notice line on a slip. Quantities in thousandths. */
export interface OutsideLinesTable extends Row {
  slipId: number
  /** As on its slip: lists ask for the lines of a factory by their day. */
  factoryId: number
  sequence: number
  operationId: number
  quantity: number
  /** Still outside: sent less everything that came back or was given up; kept by the owner. */
  open: number
  wantedOn: string
  priceMicros: number
  amountFen: number
  requirement: string
  /** The day nothing of it was outside any more; null while something is. */
  backOn: string | null
  /** Derived: out, partly, back, void. */
  state: string
}
/** What came back of a line on one day, or was given up as lost. A correction marks it, nothing is deleted. */
export interface OutsideReturnsTable extends Row {
  lineId: number
  factoryId: number
  /** back, lost */
  kind: string
  returnedOn: string
  good: number
  bad: number
  rework: number
  scrap: number
  /** Came back as it went, not worked on. */
  undone: number
  causeCode: string | null
  note: string
  /** Its entry among the daily reports; null where nothing was worked on. */
  reportId: number | null
  userId: number
  userName: string
  at: string
  takenBackAt: string | null
  takenBackBy: number | null
  takenBackReason: string
}
/** What a factory answered about a line: who said it, in which words, for which day (duty 70). */
export interface OutsideAnswersTable extends Row {
  lineId: number
  factoryId: number
  spokenTo: string
  words: string
  promisedOn: string | null
  userId: number
  userName: string
  at: string
}

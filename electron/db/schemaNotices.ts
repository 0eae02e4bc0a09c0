import type { Flag, Row } from './schemaMasters.ts'

/** What goes through the house with a production notice, and who has it (duties 35, 36, 42). */
export interface NoticeEnclosuresTable extends Row {
  noticeId: number
  kind: string
  label: string
  pieces: number
  remark: string
  handedTo: string
  handedOn: string | null
  handedBy: number | null
  returnedBy: string
  returnedOn: string | null
  receivedBy: number | null
  version: number
}
export interface FilmChecksTable extends Row {
  noticeId: number
  /** JSON: item, mark (right, wrong, unsure), words. */
  items: string
  checkedBy: string
  checkedOn: string
  userId: number
  at: string
  faxedTo: string
  faxedOn: string | null
  answer: string
  answeredOn: string | null
  answerRight: Flag
  version: number
}
export interface NoticeCopiesTable extends Row {
  noticeId: number
  copy: string
  workshop: string
  receiver: string
  receivedOn: string
  edition: number
  oldBack: Flag
  userId: number
  at: string
  withdrawnBy: number | null
  withdrawnReason: string | null
}
/** Rows of 月生产计划 written by hand. */
export interface PlanRowsTable extends Row {
  month: string
  workshop: string
  description: string
  unit: string
  quantity: number
  remark: string
  userId: number
  at: string
  version: number
}

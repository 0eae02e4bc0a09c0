import type { Generated } from 'kysely'
import type { Row } from './schemaMasters.ts'

/** 打印记录: one row for each print that came out; never changed afterwards. */
export interface PrintsTable extends Row {
  /** A name of `printable`. */
  paper: string
  /** Table of the document, '' for lists and reports. */
  document: string
  documentId: number | null
  orderId: number | null
  number: string
  title: string
  version: Generated<number>
  nth: number
  copies: number
  /** printer, pdf, text */
  target: string
  place: string
  priced: Generated<number>
  pages: number
  byteLength: number
  /** Of the PDF. */
  sha256: string
  /** Of the paper as gzipped JSON. */
  exactSha256: string
  reprintOf: number | null
  userId: number
  host: string
  at: string
}

import type { Translate } from '../../shared/language.ts'
import type { Block, Pen } from './blocks.ts'
import type { DeliveryNoteLine, DeliveryNotePaper } from './data.ts'
import type { DeliveryForm } from './deliveryForm.ts'
import type { PaperLayout } from './layout.ts'
import { innerWidth } from './style.ts'
import type { Column } from './table.ts'

/** One printed row of the goods table and the line whose figures it opens, if it opens one. */
export interface PrintedRow {
  block: Block
  line: DeliveryNoteLine | null
}

export interface Sums {
  packs: number
  quantity: number
  fen: number
}

export interface Form {
  rows: PrintedRow[]
  /** Sums of this form alone, and of all forms up to and with it. */
  own: Sums
  running: Sums
}

export interface Setting {
  pen: Pen
  t: Translate
  paper: DeliveryNotePaper
  form: DeliveryForm
  layout: PaperLayout | undefined
  /** Amounts are on the paper: of each line, and so of all. */
  money: boolean
  columns: Column<DeliveryNoteLine>[]
  fields: Block
  note: Block
  contactLines: string[]
  /** Printed rows of goods on each form: as the form has them unless address or note text need more room. */
  lines: number
}

/** The widths of head and foot are those of 216 mm; another form has its share of them. */
export const USUAL_MM = 216
export const shareOf = (pen: Pen): number => innerWidth(pen.sheet) / USUAL_MM

export const stateText = (paper: DeliveryNotePaper, t: Translate): string =>
  paper.voided ? t('papers.voided') : paper.released ? '' : t('papers.notReleased')

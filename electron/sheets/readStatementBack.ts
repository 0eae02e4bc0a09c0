import { readFile } from 'node:fs/promises'
import type { OutsideCell } from '../../shared/sheets.ts'
import { readOutside } from './read.ts'

export interface StatementReadBack {
  sheet: string
  openingFen: number
  rows: {
    on: string
    documentNumber: string
    quantity: number | null
    amountFen: number
    receivedFen: number
    balanceFen: number
  }[]
  chargesFen: number
  receiptsFen: number
  closingFen: number
  /** Everything above the headings and below the sums, line by line. */
  texts: string[]
}

const fen = (cell: OutsideCell | undefined): number => Math.round(Number(cell ?? 0) * 100)

/** Reads a statement workbook of the standard layout back into fen: what a customer's program would see. */
export const readStatementBack = async (path: string, index = 0): Promise<StatementReadBack> => {
  const sheet = (await readOutside(await readFile(path), path)).sheets[index]
  if (!sheet) throw new Error(`no sheet ${index} in the statement`)
  const heading = sheet.rows.findIndex((row) => row.includes('余额') && row.includes('金额'))
  const column = (name: string): number => sheet.rows[heading]?.indexOf(name) ?? -1
  const sums = sheet.rows.findIndex((row, at) => at > heading && row[0] === '合计')
  const [amount, received, balance] = [column('金额'), column('已收'), column('余额')] as const
  const at = (row: OutsideCell[], name: string): OutsideCell => row[column(name)] ?? null
  return {
    sheet: sheet.name,
    openingFen: fen(sheet.rows[heading + 1]?.[balance]),
    rows: sheet.rows.slice(heading + 2, sums).map((row) => ({
      on: String(at(row, '日期') ?? ''),
      documentNumber: String(at(row, '送货单号') ?? ''),
      quantity: at(row, '数量') === null ? null : Math.round(Number(at(row, '数量')) * 1000),
      amountFen: fen(row[amount]),
      receivedFen: fen(row[received]),
      balanceFen: fen(row[balance]),
    })),
    chargesFen: fen(sheet.rows[sums]?.[amount]),
    receiptsFen: fen(sheet.rows[sums]?.[received]),
    closingFen: fen(sheet.rows[sums]?.[balance]),
    texts: [...sheet.rows.slice(0, heading), ...sheet.rows.slice(sums + 1)]
      .flat()
      .filter((cell) => typeof cell === 'string'),
  }
}

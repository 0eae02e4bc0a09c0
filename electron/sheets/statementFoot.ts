import type { Alignment, Borders } from 'exceljs'
import { cellStyle, numberFormats } from './cells.ts'
import { headingRow, spread, type StatementSheet } from './statementLayout.ts'

const left: Partial<Alignment> = { horizontal: 'left', vertical: 'middle', wrapText: true }
const top: Partial<Alignment> = { horizontal: 'left', vertical: 'top', wrapText: true }
const thin = { style: 'thin', color: { argb: 'FF000000' } } as const

const styles = {
  line: cellStyle({ align: left }),
  label: cellStyle({ align: { horizontal: 'right', vertical: 'middle' } }),
  words: cellStyle({ bold: true, size: 11, align: left }),
  amount: cellStyle({
    bold: true,
    size: 11,
    format: '"¥"#,##0.00;[Red]"¥"-#,##0.00',
    align: { horizontal: 'right', vertical: 'middle' },
  }),
  slip: Object.freeze({
    ...cellStyle({ bold: true, align: left }),
    border: { top: thin } satisfies Partial<Borders>,
  }),
  stamp: cellStyle({ align: top }),
}

/** 本期余额 in words on the left, the live figure on the right. */
const writeClosing = (of: StatementSheet, number: number, sumRow: number): void => {
  const { sheet, paper, t, columns, letters } = of
  const balance = letters.get('balance')
  const figures = balance ? columns.findIndex(({ field }) => field === 'balance') + 1 : columns.length
  const words = paper.closingWords.startsWith('人民币') ? paper.closingWords : `人民币${paper.closingWords}`
  const row = sheet.getRow(number)
  row.height = 24
  if (figures > 1) spread(sheet, row, 1, figures - 1, t('sheets.closingWords', { words }), styles.words)
  row.getCell(figures).value = balance
    ? { formula: `${balance}${sumRow}`, result: paper.closingFen / 100 }
    : paper.closingFen / 100
  row.getCell(figures).style = { ...styles.amount, numFmt: styles.amount.numFmt ?? numberFormats.money }
  row.commit()
}

/** 票未开 / 上次结欠 / 本次结欠 / 本期回款 / 累积结欠, a line each: what stands above comes from there. Gives the last row. */
const writeArrears = (of: StatementSheet, from: number, sumRow: number): number => {
  const { sheet, paper, t, columns, letters } = of
  const cell = (field: 'amount' | 'received' | 'balance', row: number, fen: number) => {
    const letter = letters.get(field)
    return letter ? { formula: `${letter}${row}`, result: fen / 100 } : fen / 100
  }
  const lines: [string, ReturnType<typeof cell>][] = [
    [t('statements.arrearsBefore'), cell('balance', headingRow + 1, paper.openingFen)],
    [t('statements.arrearsNow'), cell('amount', sumRow, paper.chargesFen)],
    [t('statements.arrearsPaid'), cell('received', sumRow, paper.receiptsFen)],
    [t('statements.arrearsAll'), cell('balance', sumRow, paper.closingFen)],
  ]
  if (paper.uninvoicedFen !== undefined) lines.unshift([t('statements.arrearsUninvoiced'), paper.uninvoicedFen / 100])
  const figures = columns.findIndex(({ field }) => field === 'balance') + 1 || columns.length
  for (const [index, [label, value]] of lines.entries()) {
    const row = sheet.getRow(from + index)
    row.height = 18
    if (figures > 1) spread(sheet, row, 1, figures - 1, label, styles.label)
    row.getCell(figures).value = value
    row.getCell(figures).style = { ...styles.amount, numFmt: styles.amount.numFmt ?? numberFormats.money }
    row.commit()
  }
  return from + lines.length - 1
}

/** The lines between the sums and the slip; an empty setting leaves no empty line. */
const footLines = ({ paper, t }: StatementSheet): string[] => {
  const { company } = paper
  const account = company.bankAccount
    ? [
        t('sheets.account', {
          name: company.bankAccountName || company.name,
          bank: company.bankName ?? '',
          account: company.bankAccount,
        }),
      ]
    : []
  return [
    ...(paper.rows.some((row) => row.unsigned) ? [t('sheets.unsignedNote')] : []),
    ...account,
    ...(paper.termsText ? [t('sheets.terms', { terms: paper.termsText })] : []),
    t('sheets.checkPlease'),
  ]
}

/** The reply slip: agreed or not, room for both stamps (40 mm), when it is wanted back. */
const writeSlip = (of: StatementSheet, from: number): number => {
  const { sheet, paper, t, columns, middle } = of
  const replyBy = paper.replyBy ? t('sheets.slipReplyBy', { date: paper.replyBy }) : t('sheets.slipReply')
  const head = sheet.getRow(from)
  head.height = 22
  spread(sheet, head, 1, columns.length, t('sheets.slip'), styles.slip)
  head.commit()
  const stamps = sheet.getRow(from + 1)
  stamps.height = 115
  spread(sheet, stamps, 1, middle, `${t('sheets.slipCustomer')}\n\n\n\n\n\n${t('sheets.slipDate')}`, styles.stamp)
  spread(
    sheet,
    stamps,
    middle + 1,
    columns.length,
    `${t('sheets.slipSupplier')} ${paper.company.name}\n\n\n\n\n\n${t('sheets.slipDate')}`,
    styles.stamp,
  )
  stamps.commit()
  const last = sheet.getRow(from + 2)
  last.height = 18
  spread(sheet, last, 1, columns.length, replyBy, styles.line)
  last.commit()
  return from + 2
}

/** Everything below the sums: closing in words, ※ note, account, terms, slip. Returns the last row. */
export const writeStatementFoot = (of: StatementSheet, sumRow: number): number => {
  writeClosing(of, sumRow + 1, sumRow)
  let number = of.arrears ? writeArrears(of, sumRow + 2, sumRow) : sumRow + 1
  for (const text of footLines(of)) {
    number += 1
    const row = of.sheet.getRow(number)
    // A term of payment may be long: a line of it takes some 90 Chinese characters.
    row.height = 17 * Math.max(1, Math.ceil(text.length / 90))
    spread(of.sheet, row, 1, of.columns.length, text, styles.line)
    row.commit()
  }
  return writeSlip(of, number + 2)
}

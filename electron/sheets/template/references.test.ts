import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  columnLetters,
  columnNumber,
  copiedFormula,
  mapReferences,
  movedFormula,
  movedRanges,
  stretchedRanges,
  translated,
} from './references.ts'

const move = { sheet: '对账单', at: 10, by: 4 }
const moved = (formula: string): string => movedFormula(formula, '对账单', move)

describe('the references of a formula', () => {
  it.each([
    ['H11+H9*2', 'H15+H9*2'],
    ['SUM(H10:H10)', 'SUM(H10:H14)'],
    ['SUM(H8:H12)', 'SUM(H8:H16)'],
    ['H10', 'H10'],
    ['ROUND(A$11*$B11,2)', 'ROUND(A$15*$B15,2)'],
    ['10:12', '10:16'],
    ['A:C', 'A:C'],
    ["'对账单'!$A$1:$K$30", "'对账单'!$A$1:$K$34"],
    ['对账单!A11+Sheet2!A11', '对账单!A15+Sheet2!A11'],
  ])('%s becomes %s when the row becomes five', (before, after) => {
    expect(moved(before)).toBe(after)
  })

  it.each([
    '"A11"',
    '"说 ""A11"""',
    '[1]对账单!A11',
    "'[1]对账单'!A11",
    "'[Book 1.xlsx]对账单'!A11",
    'Table1[[#This Row],[A11]]',
    'SUM(Sheet1:对账单!A11)',
    'LOG10(5)',
    'A11_total+期末余额',
    '#REF!+1E11',
    "'O''Neil'!A11",
  ])('%s stays as it is', (formula) => {
    expect(moved(formula)).toBe(formula)
  })

  it.each([
    ['F10*G10', 'F12*G12'],
    ['J9+H10-I10', 'J11+H12-I12'],
    ['H10/H12', 'H12/H16'],
    ['SUM(H$10:H10)', 'SUM(H$10:H12)'],
    ['H10/SUM(H$10:H$10)', 'H12/SUM(H$10:H$14)'],
    ['B3*H10', 'B3*H12'],
    ['Sheet2!B10*H10', 'Sheet2!B10*H12'],
  ])('%s of the row is %s in its third copy', (before, after) => {
    expect(copiedFormula(before, '对账单', move, 2)).toBe(after)
  })

  it('of a shared formula are counted from its master; what falls off the sheet is gone', () => {
    expect(translated('A1+$B$2+C$3+SUM(D4:E5)', 1, 1)).toBe('B2+$B$2+D$3+SUM(E5:F6)')
    expect(translated('A1', -1, 0)).toBe('#REF!')
  })

  it('of merges and formats: a check on the row is on every entry, a link stays one', () => {
    expect(movedRanges('A1:C3 A10:B10 E10 A11', move)).toBe('A1:C3 A10:B14 E10 A15')
    expect(stretchedRanges('E10 A11 B9', move)).toBe('E10:E14 A15 B9')
  })

  it('counts columns as Excel does', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 16_384 }), (column) => columnNumber(columnLetters(column)) === column),
    )
  })

  const cell = fc.record({
    column: fc.integer({ min: 1, max: 700 }),
    row: fc.integer({ min: 1, max: 5000 }),
    fixed: fc.boolean(),
    sheet: fc.constantFrom('', '对账单!', "'对账单'!", 'Sheet2!', "'It''s'!"),
  })
  const piece = fc.oneof(
    cell.map((each) => ({ cell: each, text: '' })),
    fc
      .constantFrom(
        '+',
        '-',
        '*',
        '/',
        ',',
        '(',
        ')',
        '"A11"',
        '"a ""B7"" c"',
        '1.5',
        '&',
        '<>',
        ' ',
        'SUM(',
        '期末余额+',
      )
      .map((text) => ({ cell: null, text })),
  )

  it('move each by its own row, whatever stands between them', () => {
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 12 }),
        fc.integer({ min: 1, max: 5000 }),
        fc.integer({ min: 0, max: 400 }),
        (pieces, at, by) => {
          const said = (shift: boolean): string =>
            pieces
              .map(({ cell: each, text }) => {
                if (!each) return text
                const ours = ['', '对账单!', "'对账单'!"].includes(each.sheet)
                const row = shift && ours && each.row > at ? each.row + by : each.row
                const dollar = each.fixed ? '$' : ''
                return `${each.sheet}${dollar}${columnLetters(each.column)}${dollar}${row}`
              })
              .join(';')
          expect(movedFormula(said(false), '对账单', { sheet: '对账单', at, by })).toBe(said(true))
        },
      ),
    )
  })

  it('never lose or gain a character of any text, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        expect(mapReferences(text, (reference) => reference).toUpperCase()).toBe(text.toUpperCase())
      }),
    )
  })
})

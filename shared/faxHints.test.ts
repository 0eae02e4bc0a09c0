import { describe, expect, it } from 'vitest'
import { faxHints, type HintedLine, numbersIn, type ReadCell } from './faxHints.ts'

const line = (code: string, name: string, quantity: number, price: number): HintedLine => ({
  code,
  name,
  fields: ['code', 'name', 'quantity', 'price'],
  quantity: quantity * 1000,
  priceMicros: Math.round(price * 1_000_000),
  amountFen: Math.round(quantity * price * 100),
})
const keyed = [line('TS-801', '餐桌', 12, 1180), line('TS-812', '餐椅', 72, 238), line('TS-905', '四门衣柜', 6, 2680.5)]

/** A cell read the same twice, or differently. */
const cell = (row: ReadCell['row'], column: number, one: string, other = one, confidence = 88): ReadCell => ({
  page: 0,
  row,
  column,
  texts: [
    { text: one, confidence },
    { text: other, confidence: 50 },
  ],
})
const fax = [
  ...['型号', '品名', '颜色', '数量', '单价'].map((head, column) => cell('head', column, head)),
  ...[
    ['TS-801', '餐桌 1.4 米', '胡桃', '12 张', '1180'],
    ['TS-812', '餐 椅', '胡桃', '72 把', '238.00'],
    ['TS-905', '四门衣柜', '白', '6 套', '2,680.50'],
  ].flatMap((row, at) => row.map((text, column) => cell(at, column, text))),
]
/** The fax with some cells read otherwise. */
const misread = (...cells: ReadCell[]): ReadCell[] => [
  ...fax.filter(({ row, column }) => !cells.some((each) => each.row === row && each.column === column)),
  ...cells,
]
const withLine = (at: number, change: Partial<HintedLine>): HintedLine[] =>
  keyed.map((each, index) => (index === at ? { ...each, ...change } : each))
const told = (lines: readonly HintedLine[], read: readonly ReadCell[]) =>
  faxHints(lines, read).flatMap((hint) => (hint.kind === 'different' ? [[hint.line, hint.field, hint.value]] : []))

describe('the numbers a text may mean', () => {
  it('are compared as they are spoken', () => {
    const values = (text: string) => numbersIn(text).map(({ value, sure }) => (sure ? value : `${value}?`))
    expect(['1,280.00', '1280', '¥1280元', '0012 张', '12.50', '.', '餐椅', '1280'].map(values)).toEqual([
      ['1280'],
      ['1280'],
      ['1280'],
      ['12'],
      ['12.5'],
      [],
      [],
      ['1280'],
    ])
  })

  it('are sure of nothing where a comma may be a point, or a letter a digit', () => {
    const values = (text: string) => numbersIn(text).map(({ value, sure }) => `${value}${sure ? '' : '?'}`)
    expect(['2.917', '7,.350', '2,9]7', 'l2', '1O', '12 80', '2O2 张'].map(values)).toEqual([
      ['2917?', '2.917?'],
      ['7350?'],
      ['29?', '7?'],
      ['2?'],
      ['1?'],
      ['12?', '80?', '1280?'],
      ['2?', '2?'],
    ])
  })
})

describe('the hints of a fax', () => {
  it('finds every number of a fax that was keyed right', () => {
    const hints = faxHints(keyed, fax)
    expect(hints).toHaveLength(9)
    expect(hints.every(({ kind }) => kind === 'same')).toBe(true)
  })

  it('tells the one wrong quantity, price or code, and what the fax seems to say', () => {
    expect(told(withLine(1, { quantity: 27_000 }), fax)).toEqual([[1, 'quantity', '72']])
    expect(told(withLine(2, { priceMicros: 2_860_500_000 }), fax)).toEqual([[2, 'price', '2680.5']])
    expect(told(withLine(1, { code: 'TS-821' }), fax)).toEqual([[1, 'code', 'TS-812']])
  })

  it('tells the wrong quantity of an order of one line by the head of its table', () => {
    const one = fax.filter(({ row }) => row === 'head' || row === 0)
    expect(told([{ ...keyed[0]!, quantity: 21_000 }], one)).toEqual([[0, 'quantity', '12']])
    // without a head nobody knows which column is meant
    const headless = one.filter(({ row }) => row !== 'head')
    expect(told([{ ...keyed[0]!, quantity: 21_000 }], headless)).toEqual([])
    expect(faxHints([keyed[0]!], headless).filter(({ kind }) => kind === 'same')).toHaveLength(3)
  })

  it('is silent where the two readings do not agree, or neither is sure', () => {
    expect(told(keyed, misread(cell(0, 4, '1189', '1188')))).toEqual([])
    expect(told(keyed, misread(cell(0, 4, '1189', '1189', 40)))).toEqual([])
    expect(told(keyed, misread(cell(0, 4, '|189')))).toEqual([])
    expect(told(keyed, misread(cell(0, 4, '1189', '1180')))).toEqual([])
    expect(told(keyed, misread(cell(0, 4, '')))).toEqual([])
  })

  it('is silent in a row that has nothing of the line, and where most lines differ', () => {
    const other = [cell(0, 0, 'AB-7'), cell(0, 1, '茶几'), cell(0, 3, '40'), cell(0, 4, '99')]
    expect(faxHints(keyed, misread(...other)).filter((hint) => hint.line === 0)).toEqual([])
    const doubled = keyed.map((each) => ({ ...each, priceMicros: each.priceMicros * 2 }))
    expect(told(doubled, fax)).toEqual([])
  })

  it('is silent about a price the fax has no column for', () => {
    const noPrices = fax.filter(({ column }) => column !== 4)
    expect(told(keyed, noPrices)).toEqual([])
    expect(told(withLine(0, { quantity: 21_000 }), noPrices)).toEqual([[0, 'quantity', '12']])
  })

  it('is silent about codes where the customer has his own', () => {
    const own = [0, 1, 2].map((row) => cell(row, 0, `YX-${row}44`))
    expect(told(keyed, misread(...own))).toEqual([])
  })

  it('says nothing about a field that is not asked', () => {
    expect(told(withLine(1, { quantity: 27_000, fields: ['code', 'name'] }), fax)).toEqual([])
  })

  it('reads two lines of writing in one cell as two numbers and tells neither', () => {
    expect(told(withLine(0, { quantity: 21_000 }), [...fax, cell(0, 3, '24 件')])).toEqual([])
  })
})

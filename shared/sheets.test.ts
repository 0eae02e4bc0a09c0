import { describe, expect, it } from 'vitest'
import { findHeaderRow, matchColumns, plainHeading } from './sheets.ts'

const fields = [
  { field: 'code', aliases: ['货号', '型号', '产品编号'] },
  { field: 'name', aliases: ['品名规格', '品名', '产品名称'] },
  { field: 'quantity', aliases: ['数量', 'Qty'] },
  { field: 'price', aliases: ['单价'] },
  { field: 'po', aliases: ['客户订单号', 'PO', '订单号'] },
  { field: 'number', aliases: ['单号'] },
] as const
const columnsOf = (headings: (string | null)[]) =>
  Object.fromEntries(
    matchColumns(headings, fields).map(({ field, column, sure }) => [
      field,
      column === null ? null : sure ? column : `${column}?`,
    ]),
  )

describe('columns by their heading', () => {
  it('compares what is left without case, width, spaces, punctuation and script', () => {
    expect(plainHeading('＊單 價（元）：')).toBe('单价元')
    expect(plainHeading(' Q.T.Y ')).toBe('qty')
    expect(plainHeading(null)).toBe('')
  })

  it('finds them in any order and script, brackets aside', () => {
    expect(columnsOf(['序号', '數量(PCS)', '＊貨 號', null, 'ＰＯ', '單價【含稅】', '品名/規格'])).toEqual({
      code: 2,
      name: 6,
      quantity: 1,
      price: 5,
      po: 4,
      number: null,
    })
  })

  it('guesses from part of a heading, and says that it is a guess', () => {
    expect(columnsOf(['订货数量', '单价元', '送货单号'])).toMatchObject({
      quantity: '0?',
      price: '1?',
      number: '2?',
      code: null,
    })
  })

  it('gives a column to one field only, to the closest', () => {
    expect(columnsOf(['客户订单号', '单号', '品名', '品名'])).toMatchObject({ po: 0, number: 1, name: 2 })
  })

  it('does not take a sentence for a heading', () => {
    expect(columnsOf(['请核对以上数量是否正确并签字回传'])).toMatchObject({ quantity: null })
  })
})

describe('the row of headings', () => {
  const aliases = fields.flatMap((each) => [...each.aliases])
  it('is found below a title and above the data', () => {
    expect(
      findHeaderRow(
        [['长乐家居采购单'], ['PO', 'CL-2611-08'], [], ['货号', '品名', '数量', '单价'], ['TS-801', '餐桌', 12, 1180]],
        aliases,
      ),
    ).toBe(3)
  })

  it('is not made up', () => {
    expect(
      findHeaderRow(
        [
          ['餐桌', 12],
          ['数量', 3],
        ],
        aliases,
      ),
    ).toBeNull()
    expect(findHeaderRow([], aliases)).toBeNull()
  })
})

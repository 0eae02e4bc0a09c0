import { describe, expect, it, test } from 'vitest'
import { guessFile, readFile } from './orderSheet.ts'
import type { OrderSheet } from './orderSheetHead.ts'
import { isPictureHeading } from './orderSheetPictures.ts'
import type { SheetPicture } from './sheets.ts'

test('a heading of pictures is told from one of numbers', () => {
  const yes = ['图片', '图', '款式图', '產品圖片', '样图', '照片', 'Photo', 'Product Picture', '图 示']
  const no = ['图号', '款式', '产品图号', '款式图案', '图纸编号', '品名', 'Photo No']
  expect([...yes, ...no].filter(isPictureHeading)).toEqual(yes)
})

const on = (picture: number, row: number, column: number, last = row, right = column): SheetPicture => ({
  at: [row, column, last, right],
  picture,
  problem: null,
})
/** Which picture each line gets. */
const given = (sheet: Omit<OrderSheet, 'name'>): (number | null)[] => {
  const sheets = [{ name: '订单', ...sheet }]
  return readFile(sheets, guessFile(sheets)).pictures.map((found) => found?.picture ?? null)
}
const head = ['货号', '图片', '品名', '数量']
const lines = [
  ['TS-801', '', '餐桌', '12'],
  ['TS-812', '', '餐椅', '72'],
  ['TS-905', '', '茶几', '6'],
]

describe('a picture goes to the line it is anchored at', () => {
  it('and to no other, though it reaches into the next', () => {
    expect(given({ rows: [head, ...lines], pictures: [on(0, 1, 1, 2), on(1, 3, 1)] })).toEqual([0, null, 1])
  })

  it('the left one of two beside each other', () => {
    expect(given({ rows: [head, ...lines], pictures: [on(0, 2, 1, 3, 2), on(1, 2, 0, 3, 1)] })).toEqual([null, 1, null])
  })

  it('begun above the lines, to the first of them that has none', () => {
    const title = ['第一批', '', '', '']
    const pictures = [on(0, 0, 1, 1), on(1, 2, 1, 3)]
    expect(given({ rows: [head, lines[0]!, title, ...lines.slice(1)], pictures })).toEqual([0, 1, null])
  })

  it('every line of a cell merged over several rows', () => {
    expect(given({ rows: [head, ...lines], merges: [[1, 1, 2, 1]], pictures: [on(4, 2, 1)] })).toEqual([4, 4, null])
  })

  it('every size of a row', () => {
    const rows = [
      ['款号', '图片', '颜色', 'S', 'M', 'L'],
      ['TX-01', '', '红', '10', '20', ''],
      ['TX-01', '', '蓝', '', '5', ''],
    ]
    expect(given({ rows, pictures: [on(0, 1, 1), on(1, 2, 1)] })).toEqual([0, 0, 1])
  })

  it('of its own block where the same block stands twice beside itself', () => {
    const rows = [
      [...head, '', ...head],
      ['TS-801', '', '餐桌', '12', '', 'TS-905', '', '茶几', '6'],
    ]
    expect(given({ rows, pictures: [on(0, 1, 6), on(1, 1, 1)] })).toEqual([1, 0])
  })

  it('but no seal and no logo where a column is for the pictures', () => {
    expect(given({ rows: [head, ...lines], pictures: [on(0, 2, 3, 4, 5)] })).toEqual([null, null, null])
    const without = [head, ...lines].map(([code, , ...rest]) => [code!, ...rest])
    expect(given({ rows: without, pictures: [on(0, 2, 4)] })).toEqual([null, 0, null])
  })

  it('one that can be taken before one that cannot', () => {
    const bad = (row: number): SheetPicture => ({ at: [row, 1, row, 1], picture: null, problem: 'notPicture' })
    const sheets = [{ name: '订单', rows: [head, ...lines], pictures: [bad(1), on(3, 1, 1), bad(2)] }]
    expect(readFile(sheets, guessFile(sheets)).pictures).toMatchObject([
      { picture: 3 },
      { problem: 'notPicture' },
      null,
    ])
  })
})

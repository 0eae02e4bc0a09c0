import fc from 'fast-check'
import { expect, test } from 'vitest'
import { emptyLine, type FormLine } from './orderForm.ts'
import {
  filledByRatio,
  linesOfMatrix,
  matrixGroup,
  matrixRows,
  matrixSizes,
  type MatrixRow,
  sizeKey,
} from './sizeMatrix.ts'

const sizes = ['S', 'M', 'L', 'XL', 'XXL']
const shirt: FormLine = {
  ...emptyLine('2026-12-15', 'PO-1'),
  productId: 7,
  code: 'T-101',
  name: '圆领T恤',
  spec: '26s 200g',
  description: '圆领T恤 26s 200g',
  unit: '件',
  packing: { unit: '件', packs: 1, packUnits: 60 },
  units: [{ unit: '打', factor: 12_000 }],
  sizes: sizes.join('/'),
  colours: '黑/藏青/米',
  priceMicros: 18_500_000,
}
const other: FormLine = { ...emptyLine(null, ''), code: 'T-900', description: '帽子', quantity: 5000 }

test('黑/藏青/米 × 1:2:3:2:1 × 60 makes one line for each colour, 540 pieces and 9 cartons each', () => {
  const rows = filledByRatio(matrixRows([shirt], sizes, ['黑', '藏青', '米']), [1, 2, 3, 2, 1], 60)
  const lines = linesOfMatrix([other, shirt], 1, rows, sizes, 1300)
  expect(
    lines.map(({ colour, spec, quantity, packs, amountFen }) => [colour, spec, quantity, packs, amountFen]),
  ).toEqual([
    ['', '', 5000, null, null],
    ...['黑', '藏青', '米'].map((colour) => [colour, '26s 200g S:60 M:120 L:180 XL:120 XXL:60', 540_000, 9, 999_000]),
  ])
  expect(lines[1]!.key).toBe(shirt.key)
})

test('opened again it shows the lines and changes them where they are', () => {
  const rows = filledByRatio(matrixRows([shirt], sizes, ['黑', '藏青']), [1, 1, 1, 1, 1], 10)
  const first = linesOfMatrix([shirt, other], 0, rows, sizes, 0)
  const group = matrixGroup(first, 1)
  const again = matrixRows(group, matrixSizes(first[1]!, group), ['黑', '藏青'])
  expect(again).toEqual(rows)
  const changed = again.map((row) => (row['colour'] === '黑' ? { ...row, [sizeKey(0)]: 25_000 } : row))
  const second = linesOfMatrix(first, 1, changed, sizes, 0)
  expect(second.map(({ key }) => key)).toEqual(first.map(({ key }) => key))
  expect(second.map(({ quantity }) => quantity)).toEqual([65_000, 50_000, 5000])
  const without = again.map((row): MatrixRow => (row['colour'] === '藏青' ? { colour: '藏青' } : row))
  expect(linesOfMatrix(first, 0, without, sizes, 0).map(({ colour }) => colour)).toEqual(['黑', ''])
})

test('counts in the unit of the card when the line was keyed in another one', () => {
  const dozens = { ...shirt, unit: '打', quantity: 3000, priceMicros: 222_000_000 }
  const rows: MatrixRow[] = [{ colour: '黑', [sizeKey(0)]: 60_000 }]
  expect(linesOfMatrix([dozens], 0, rows, sizes, 0)[0]).toMatchObject({
    unit: '件',
    quantity: 60_000,
    packs: 1,
    priceMicros: null,
  })
})

test('for any matrix the lines add up to its cells', () => {
  const cell = fc.option(fc.integer({ min: 1, max: 5000 }).map((pieces) => pieces * 1000))
  const matrix = fc.uniqueArray(
    fc.record({
      colour: fc.constantFrom('黑', '藏青', '米', '白'),
      cells: fc.array(cell, { minLength: 5, maxLength: 5 }),
    }),
    { selector: ({ colour }) => colour, minLength: 1 },
  )
  fc.assert(
    fc.property(matrix, (colours) => {
      const rows = colours.map(({ colour, cells }): MatrixRow => ({
        colour,
        ...Object.fromEntries(cells.map((each, index) => [sizeKey(index), each])),
      }))
      const sum = colours.flatMap(({ cells }) => cells).reduce<number>((all, each) => all + (each ?? 0), 0)
      const lines = linesOfMatrix([shirt], 0, rows, sizes, 0)
      expect(lines.reduce((all, { quantity }) => all + (quantity ?? 0), 0)).toBe(sum)
    }),
  )
})

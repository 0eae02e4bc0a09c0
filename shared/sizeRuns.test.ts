import fc from 'fast-check'
import { expect, test } from 'vitest'
import { goodsInWords, listOf, otherSumOfSizes, readRatio, readSizeRun, sumOfRun, writeSizeRun } from './sizeRuns.ts'

const run = [
  { size: 'S', quantity: 60_000 },
  { size: 'M', quantity: 120_000 },
]

test('writes the sizes behind the spec and reads them back', () => {
  expect(writeSizeRun('26s 200g', run)).toBe('26s 200g S:60 M:120')
  expect(readSizeRun('26s 200g S:60 M:120')).toEqual({ rest: '26s 200g', run })
  expect(readSizeRun('1400×800×750')).toEqual({ rest: '1400×800×750', run: [] })
  expect(writeSizeRun('', [{ size: 'S', quantity: 0 }])).toBe('')
})

test('names the colour before a size run, which is the same for every colour, and after any other spec', () => {
  expect(goodsInWords({ name: '圆领T恤', spec: writeSizeRun('26s', run), colour: '黑' })).toBe(
    '圆领T恤 黑 26s S:60 M:120',
  )
  expect(goodsInWords({ name: '餐桌', spec: '1400×800', colour: '胡桃' })).toBe('餐桌 1400×800 胡桃')
  expect(goodsInWords({ name: '说明书', spec: 'A5', colour: '' })).toBe('说明书 A5')
})

test('says where the quantity is not what the sizes add up to, and only for sizes of the product', () => {
  const spec = writeSizeRun('', run)
  expect(otherSumOfSizes({ spec, quantity: 180_000 }, 'S/M/L')).toBeNull()
  expect(otherSumOfSizes({ spec, quantity: 170_000 }, 'S/M/L')).toBe(180_000)
  expect(otherSumOfSizes({ spec: '缩比 1:10', quantity: 5000 }, 'S/M/L')).toBeNull()
})

test('reads ratios as they are written', () => {
  expect(['1:2:3:2:1', '１：２：３', '1 2 3', '1-2'].map(readRatio)).toEqual([
    [1, 2, 3, 2, 1],
    [1, 2, 3],
    [1, 2, 3],
    [1, 2],
  ])
  expect(['', 'S:M', '0:0'].map(readRatio)).toEqual([null, null, null])
  expect(listOf('S/M、L S')).toEqual(['S', 'M', 'L'])
})

test('any run adds up to the same after it was written and read', () => {
  const size = fc.constantFrom('XS', 'S', 'M', 'L', 'XL', 'XXL', '28', '165/88A', '均码')
  const runs = fc.uniqueArray(fc.record({ size, quantity: fc.integer({ min: 1, max: 99_999_999 }) }), {
    selector: (each) => each.size,
  })
  fc.assert(
    fc.property(runs, fc.constantFrom('', '26s 200g', '1400×800'), (sizes, rest) => {
      const read = readSizeRun(writeSizeRun(rest, sizes))
      expect(read).toEqual({ rest, run: sizes })
      expect(sumOfRun(read.run)).toBe(sizes.reduce((sum, { quantity }) => sum + quantity, 0))
    }),
  )
})

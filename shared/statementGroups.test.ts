import fc from 'fast-check'
import { expect, test } from 'vitest'
import { translator } from './language.ts'
import { type GroupedRow, groupings, groupRows } from './statementGroups.ts'

const t = translator('zh-CN')
const row = (changes: Partial<GroupedRow>): GroupedRow => ({
  on: '2026-03-02',
  kind: 'delivery',
  documentNumber: 'XS1',
  code: 'TS-801',
  customerPo: 'PO1',
  description: '餐桌',
  unit: '张',
  quantity: 1000,
  priceMicros: 100_000_000,
  amountFen: 10_000,
  receivedFen: 0,
  balanceFen: 0,
  unsigned: false,
  remark: '',
  ...changes,
})
const rows = [
  row({}),
  row({ description: '餐椅', code: 'TS-812', unit: '把', amountFen: 4000, quantity: 2000, priceMicros: 20_000_000 }),
  row({ kind: 'receipt', documentNumber: 'SK1', quantity: null, priceMicros: null, amountFen: 0, receivedFen: 5000 }),
  row({ on: '2026-03-09', documentNumber: 'XS2', customerPo: 'PO2', quantity: 3000, amountFen: 30_000 }),
  row({ on: '2026-03-09', kind: 'freight', documentNumber: 'TZ1', quantity: null, priceMicros: null, amountFen: 500 }),
]
const told = (grouping: (typeof groupings)[number]) =>
  groupRows(100, rows, grouping, t).map((each) => [
    each.documentNumber,
    each.description,
    each.quantity,
    each.amountFen,
    each.balanceFen,
  ])

test('a note is a row, on its day, with what it carries in short', () => {
  expect(told('note')).toEqual([
    ['XS1', '餐桌 等 2 款', null, 14_000, 14_100],
    ['SK1', '餐桌', null, 0, 9100],
    ['XS2', '餐桌', 3000, 30_000, 39_100],
    ['TZ1', '餐桌', null, 500, 39_600],
  ])
})

test('goods of one price are a row over the whole period; money stands after them', () => {
  expect(told('product')).toEqual([
    ['XS1 等 2 张', '餐桌', 4000, 40_000, 40_100],
    ['XS1', '餐椅', 2000, 4000, 44_100],
    ['TZ1', '餐桌', null, 500, 44_600],
    ['SK1', '餐桌', null, 0, 39_600],
  ])
})

test('however rows are put together, the sums and the closing stay; quantities of one unit stay', () => {
  const any = fc.record({
    kind: fc.constantFrom('delivery', 'return', 'replacement', 'exchangeOut', 'exchangeIn', 'deduction', 'receipt'),
    note: fc.integer({ min: 1, max: 4 }),
    po: fc.integer({ min: 1, max: 2 }),
    goods: fc.constantFrom('餐桌', '餐椅'),
    fen: fc.integer({ min: -5000, max: 5000 }),
    quantity: fc.integer({ min: -9000, max: 9000 }),
  })
  fc.assert(
    fc.property(fc.integer({ min: -9999, max: 9999 }), fc.array(any, { maxLength: 20 }), (openingFen, facts) => {
      const all = facts.map(({ kind, note, po, goods, fen, quantity }) =>
        row({
          kind,
          documentNumber: `XS${note}`,
          customerPo: `PO${po}`,
          description: goods,
          unit: '件',
          quantity: kind === 'receipt' ? null : quantity,
          amountFen: kind === 'receipt' ? 0 : fen,
          receivedFen: kind === 'receipt' ? fen : 0,
        }),
      )
      const sum = (of: readonly GroupedRow[], use: (each: GroupedRow) => number) =>
        of.reduce((total, each) => total + use(each), 0)
      for (const grouping of groupings) {
        const grouped = groupRows(openingFen, all, grouping, t)
        for (const field of ['amountFen', 'receivedFen'] as const)
          expect(sum(grouped, (each) => each[field])).toBe(sum(all, (each) => each[field]))
        expect(sum(grouped, (each) => each.quantity ?? 0)).toBe(sum(all, (each) => each.quantity ?? 0))
        if (grouping === 'line') continue
        const closing = openingFen + sum(all, (each) => each.amountFen - each.receivedFen)
        expect(grouped.at(-1)?.balanceFen ?? openingFen).toBe(closing)
      }
    }),
  )
})

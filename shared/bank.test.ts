import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exactSum, fitAmount, payerBook, payerKeyOf } from './bank.ts'
import { bankColumns, bankDay, directionOf, findDirection, movedFen, needsDirection, readBank } from './bankImport.ts'
import type { OpenItem } from './receipts.ts'
import { matchColumns } from './sheets.ts'

const item = (id: number, openFen: number, more: Partial<OpenItem> = {}): OpenItem => ({
  orderId: null,
  deliveryNoteId: id,
  adjustmentId: null,
  number: `XS${id}`,
  on: '2026-11-01',
  totalFen: openFen,
  depositFen: 0,
  paidFen: 0,
  creditFen: 0,
  openFen,
  customerPo: '',
  remark: '',
  ...more,
})

describe('a payer', () => {
  it('is the same with blanks, brackets and the legal form', () => {
    for (const name of ['永兴家居有限公司', '永兴 家居（有限）公司', '永兴家居', '永兴家居股份有限公司'])
      expect(payerKeyOf(name)).toBe('永兴家居')
  })
  it('that two customers are called is nobody', () => {
    const card = { shortName: '', statementName: '', contact: '' }
    const who = payerBook([
      { id: 1, name: '永兴', ...card },
      { id: 2, name: '永兴有限公司', ...card },
      { id: 3, name: '长乐家居厂', ...card, contact: '王' },
    ])
    expect([who('永兴'), who('长乐家居'), who('王'), who('')]).toEqual([
      null,
      { id: 3, way: 'name' },
      { id: 3, way: 'contact' },
      null,
    ])
  })
})

describe('an amount', () => {
  it('fits the document that comes to it, then the deposit that waits for it, then the order', () => {
    const order = item(9, 90_000, { orderId: 9, deliveryNoteId: null, depositFen: 27_000 })
    const items = [item(1, 10_000), item(2, 27_000), order]
    expect(fitAmount(27_000, items).allocations).toMatchObject([{ deliveryNoteId: 2 }])
    expect(fitAmount(27_000, [items[0]!, order])).toMatchObject({ way: 'deposit', allocations: [{ orderId: 9 }] })
    expect(fitAmount(90_000, items)).toMatchObject({ way: 'one', allocations: [{ orderId: 9 }] })
    expect(fitAmount(12_000, items)).toMatchObject({
      way: 'oldest',
      allocations: [{ amountFen: 10_000 }, { amountFen: 2000 }],
    })
    expect(fitAmount(12_000, [order])).toEqual({ way: 'none', allocations: [] })
  })
  it('never is more than there is, nor more than is open, whatever is open', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 400 }), { maxLength: 25 }),
        fc.integer({ min: 1, max: 3000 }),
        (opens, amount) => {
          const items = opens.map((fen, index) => item(index + 1, fen))
          const { way, allocations } = fitAmount(amount, items)
          const sum = allocations.reduce((total, { amountFen }) => total + amountFen, 0)
          expect(sum).toBeLessThanOrEqual(amount)
          expect(new Set(allocations.map(({ deliveryNoteId }) => deliveryNoteId)).size).toBe(allocations.length)
          for (const { deliveryNoteId, amountFen } of allocations)
            expect(amountFen).toBeLessThanOrEqual(opens[deliveryNoteId! - 1]!)
          if (way === 'one' || way === 'several') expect(sum).toBe(amount)
          if (way === 'oldest')
            expect(sum).toBe(
              Math.min(
                amount,
                opens.reduce((total, open) => total + open, 0),
              ),
            )
        },
      ),
    )
  })
  it('is found as a sum whenever two, three or four of the oldest come to it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 1_000_000 }), { minLength: 4, maxLength: 18 }),
        fc.integer({ min: 2, max: 4 }),
        fc.nat(),
        (opens, size, seed) => {
          const items = opens.map((fen, index) => item(index + 1, fen))
          const chosen = items
            .toSorted((a, b) => ((a.deliveryNoteId! * 7919 + seed) % 101) - ((b.deliveryNoteId! * 7919 + seed) % 101))
            .slice(0, size)
          const amount = chosen.reduce((sum, { openFen }) => sum + openFen, 0)
          const found = exactSum(amount, items)
          expect(found?.reduce((sum, { openFen }) => sum + openFen, 0)).toBe(amount)
        },
      ),
    )
  })
})

describe('a row of a bank', () => {
  it('has its day in every form banks write it', () => {
    for (const typed of [
      '2026-11-02',
      '20261102',
      '2026/11/2',
      '2026年11月02日',
      '2026-11-02 10:03:11',
      '20261102 100311',
      '20261102100311',
    ])
      expect([typed, bankDay(typed)]).toEqual([typed, '2026-11-02'])
    expect([bankDay('合计'), bankDay('2026-13-02'), bankDay('')]).toEqual([null, null, null])
  })
  it('says what came in and what went out, in each way banks say it', () => {
    expect(movedFen({ income: '1,234.50', outgo: '' })).toBe(123_450)
    expect(movedFen({ income: '0.00', outgo: '88.00' })).toBe(-8800)
    expect(movedFen({ amount: '-12.00' })).toBe(-1200)
    expect(movedFen({ amount: '¥12.00', direction: '贷' })).toBe(1200)
    expect(movedFen({ amount: '12.00', direction: '借' })).toBe(-1200)
    expect(movedFen({ amount: '12.00', direction: '转入' })).toBe(1200)
    expect(movedFen({ amount: '12.00', direction: '支出' })).toBe(-1200)
    expect(movedFen({ amount: '十二' })).toBe('badAmount')
    expect(movedFen({ amount: '0.00', direction: '贷' })).toBe('badAmount')
    // money of a customer taken back is no money of a customer
    expect(movedFen({ amount: '-12.00', direction: '贷' })).toBe(-1200)
  })
  it('has its amount in every form banks write it', () => {
    for (const typed of [
      '-1,234.50',
      '(1,234.50)',
      '（1，234.50）',
      '1,234.50-',
      '−1234.5',
      '－1,234.50元',
      '¥-1,234.50',
    ])
      expect([typed, movedFen({ amount: typed })]).toEqual([typed, -123_450])
    for (const typed of ['+1,234.50', '1,234.50CR', '+¥1,234.50', '＋1234.50 元'])
      expect([typed, movedFen({ amount: typed })]).toEqual([typed, 123_450])
    expect(movedFen({ amount: '1,234.50 DR' })).toBe(-123_450)
    expect(movedFen({ income: '人民币1,234.50元', outgo: '--' })).toBe(123_450)
    for (const typed of ['(-5)', '--5', '1.234', '5-5', '五元'])
      expect([typed, movedFen({ amount: typed })]).toEqual([typed, 'badAmount'])
  })
  it('goes the way the word beside it says, and nowhere where the word says nothing', () => {
    for (const word of [
      '贷',
      '貸',
      '贷方',
      '收',
      '收入',
      '来账',
      '來帳',
      'C',
      'Cr',
      'credit',
      '转入',
      '(贷)',
      '存入',
      '＋',
    ])
      expect([word, directionOf(word)]).toEqual([word, 'in'])
    for (const word of ['借', '借方', '付', '支', '支出', '往账', '往帳', 'D', 'DR', 'Debit', '转出', '支取', '－'])
      expect([word, directionOf(word)]).toEqual([word, 'out'])
    for (const word of ['', '转账', '来往账', '借/贷', '收付', '1,200.00', 'POS', '2026-11-02'])
      expect([word, directionOf(word)]).toEqual([word, null])
    expect(movedFen({ amount: '5.00', direction: '转账' })).toBe('badDirection')
    expect(movedFen({ amount: '5.00', direction: '' })).toBe('noDirection')
  })
  it('is income without a sign and a word only where its file marks what went out, or somebody said so', () => {
    const read = (amounts: string[], allIncome = false) =>
      readBank(
        'A',
        amounts.map((amount) => ({ on: '2026-11-02', amount })),
        allIncome,
      ).map(({ draft, problems }) => (draft ? draft.amountFen : problems[0]!.key))
    expect(read(['5', '7'])).toEqual(['bank.noDirection', 'bank.noDirection'])
    expect(read(['5', '7'], true)).toEqual([500, 700])
    expect(read(['5', '-7'])).toEqual([500, -700])
    expect(needsDirection([{ amount: '5' }, { amount: '合计' }])).toBe(true)
    expect(needsDirection([{ amount: '5' }, { amount: '(7)' }])).toBe(false)
    expect(
      needsDirection([
        { amount: '5', direction: '' },
        { amount: '7', direction: '借' },
      ]),
    ).toBe(false)
    expect(
      needsDirection([
        { amount: '5', outgo: '' },
        { amount: '', outgo: '7' },
      ]),
    ).toBe(false)
    expect(needsDirection([{ income: '5' }, { income: '' }])).toBe(false)
    // one row of a file with directions that has none is left out, whatever was said of the others
    expect(movedFen({ amount: '5', direction: '转账' }, 'income')).toBe('badDirection')
  })
})

describe('the columns of a bank', () => {
  const columnsOf = (head: string[]) =>
    Object.fromEntries(
      matchColumns(head, bankColumns)
        .filter(({ column }) => column !== null)
        .map(({ field, column }) => [field, column]),
    )
  it('tell one amount for both ways from a column for each', () => {
    for (const direction of ['借/贷', '收/付', '来账/往账', 'D/C', '收入/支出', '借贷标志', '方向', '收支类型'])
      expect([direction, columnsOf(['交易日期', direction, '交易金额'])]).toEqual([
        direction,
        { on: 0, direction: 1, amount: 2 },
      ])
    for (const amount of ['借/贷方发生额', '借贷方金额(元)', '收付款金额', '收/支金额'])
      expect([amount, columnsOf(['交易日期', amount])]).toEqual([amount, { on: 0, amount: 1 }])
    expect(columnsOf(['日期', '借方发生额/元(支取)', '贷方发生额/元(收入)'])).toEqual({ on: 0, outgo: 1, income: 2 })
  })
  it('hold the directions where every word of one is one', () => {
    const rows = [
      ['日期', '金额', '类型', '摘要'],
      ['1', '5', '来账', '货款'],
      ['2', '7', '往账', '付款'],
      ['合计', '12', '', ''],
    ]
    expect(findDirection(rows, 0, new Set([0, 1]))).toBe(2)
    expect(findDirection(rows, 0, new Set([0, 1, 2]))).toBeNull()
    expect(
      findDirection(
        rows.map(([day, , way]) => [day!, way!, way!]),
        0,
        new Set([0]),
      ),
    ).toBeNull()
  })
})

import { afterEach, beforeEach, expect, test } from 'vitest'
import type { OrderFile } from '../../../shared/orderImports.ts'
import { doubledHeads, readingAt } from '../../../shared/orderSheetHead.ts'
import { openOffice, type TestOffice } from '../../testing/office.ts'
import { makeMasters } from '../../testing/orderCorpus/masters.ts'
import { encoded } from '../../testing/orderCorpus/writing.ts'

/** What cells may say that nobody should read over: numbers, prices, days. */

let office: TestOffice
let customerId = 0
beforeEach(async () => {
  office = await openOffice()
  ;({ customerId } = await makeMasters(office))
})
afterEach(() => office.close())

type Line = [itemCode: string, quantity: string, price?: string, due?: string]
const fileOf = async (lines: Line[]): Promise<OrderFile> => {
  const bytes = encoded('采购单', 'utf-8') as Uint8Array<ArrayBuffer>
  const paper = await office.as.clerk.inbox.receive({ bytes, fileName: '采购单.csv', source: 'drop' })
  return {
    customerId,
    inboxItemId: paper.id,
    customerPo: '',
    dueOn: '2026-12-15',
    total: '',
    fields: ['itemCode', 'quantity', 'price', 'due'],
    lines: lines.map(([itemCode, quantity, price = '', due = ''], index) => ({
      sheet: '采购单',
      row: index + 5,
      hidden: false,
      sumDiffers: false,
      picture: '',
      leftOut: false,
      cells: [itemCode, quantity, price, due],
    })),
  }
}

test('a discount or a price beyond counting is a wrong row that can be left out; the file opens', async () => {
  const file = await fileOf([
    ['TS-801', '2', '1180'],
    ['折扣', '1', '-100'],
    ['TS-812', '4', '-238'],
    ['TS-812', '4', '2000000000'],
  ])
  const { rows } = await office.as.clerk.orderImports.preview(file)
  const wrongOf = (at: number) => rows[at]!.problems.flatMap((each) => (each.wrong ? [each.sentence] : []))
  expect(rows.map(({ verdict, priceMicros }) => [verdict, priceMicros])).toEqual([
    ['right', 1_180_000_000],
    ['wrong', null],
    ['wrong', null],
    ['wrong', null],
  ])
  expect(wrongOf(1)).toContain('“-100”是负数:折扣、退款不是订单行,按空格不要这行')
  expect([...wrongOf(2), ...wrongOf(3)]).toEqual([
    '“-238”是负数:折扣、退款不是订单行,按空格不要这行',
    '金额大得不合常理,请核对数量和单价。',
  ])
  for (const line of file.lines.slice(1)) line.leftOut = true
  const { counts } = await office.as.clerk.orderImports.preview(file)
  const expected = { lines: 1, totalFen: counts.totalFen }
  expect(await office.as.clerk.orderImports.make({ ...file, shape: null, expected })).toMatchObject({
    lines: 1,
    leftOut: 3,
    totalFen: 236_000,
  })
})

test('a comma or blank that parts no thousands is asked about, never read over', async () => {
  const sentences = async (quantity: string, price = '238') => {
    const { rows } = await office.as.clerk.orderImports.preview(await fileOf([['TS-812', quantity, price]]))
    const [row] = rows
    return [row!.verdict, ...row!.problems.map(({ field, sentence }) => `${field} ${sentence}`)]
  }
  const odd = '的逗号或空格不是千位分隔,看不出是多少:在文件里改好,或不要这行'
  for (const typed of ['1,2', '1,20', '12,', '1 200', '100 200把', '1,2000'])
    expect(await sentences(typed)).toEqual(['wrong', `quantity “${typed}”${odd}`])
  expect(await sentences('4', '2,38')).toEqual(['wrong', `price “2,38”${odd}`])
  expect(await sentences('4', '¥ 2 38')).toEqual(['wrong', `price “¥ 2 38”${odd}`])
  const { rows } = await office.as.clerk.orderImports.preview(
    await fileOf([
      ['TS-812', '1,200', '¥ 238.00'],
      ['TS-812', '１，２００ 把', '238 元/把', '2026-12-16'],
      ['TS-812', '1,234,567', 'RMB 238', '2026-12-17'],
    ]),
  )
  expect(
    rows.map(({ quantity, priceMicros, problems }) => [
      quantity,
      priceMicros,
      ...problems.filter(({ wrong }) => wrong),
    ]),
  ).toEqual([
    [1_200_000, 238_000_000],
    [1_200_000, 238_000_000],
    [1_234_567_000, 238_000_000],
  ])
})

test('money of another country is no price until somebody puts it right', async () => {
  for (const typed of ['$238', '＄238', 'USD 238', 'US$238/pc', '238美元', '238 HKD', '€238']) {
    const { rows } = await office.as.clerk.orderImports.preview(await fileOf([['TS-812', '4', typed]]))
    expect(rows).toMatchObject([{ verdict: 'wrong', priceMicros: null, amountFen: null }])
    expect(rows[0]!.problems.map(({ sentence }) => sentence)).toEqual([
      `“${typed.normalize('NFKC')}”不是人民币元:在文件里换算成元,或不要这行`,
    ])
  }
})

test('a day of delivery too far from today is pointed out in the preview, of the row or of the file', async () => {
  const file = await fileOf([
    ['TS-801', '2', '', '2050-01-01'],
    ['TS-812', '12', '', '2026-12-20'],
  ])
  const seen = async (of: OrderFile) =>
    (await office.as.clerk.orderImports.preview(of)).rows.map(({ verdict, dueOn, problems }) => [
      verdict,
      dueOn,
      ...problems.map(({ field, sentence }) => `${field} ${sentence}`),
    ])
  expect(await seen(file)).toEqual([
    ['wrong', null, 'due 交期 2050-01-01 离今天太远,请看看年份'],
    ['right', '2026-12-20'],
  ])
  const [first, second] = file.lines
  const undated = { ...file, dueOn: '2050-01-01', lines: [second!, { ...first!, cells: ['TS-801', '2', '', ''] }] }
  expect(await seen(undated)).toEqual([
    ['right', '2026-12-20'],
    ['wrong', null, 'due 交期 2050-01-01 离今天太远,请看看年份'],
  ])
})

test('of two columns with one heading it is said which was taken', () => {
  const headsOf = (...heads: string[]) => doubledHeads(readingAt({ name: '采购单', rows: [heads] }, 0))
  expect(headsOf('货号', '数量', '数 量', '单价', '交期', '单价')).toEqual([
    { field: 'quantity', taken: 1, others: [2] },
    { field: 'price', taken: 3, others: [5] },
  ])
  expect(headsOf('货号', '数量', '单价', '备注', '备注')).toEqual([])
  // the same block twice beside itself is read twice
  expect(headsOf('货号', '数量', '货号', '数量')).toEqual([])
})

test('half a chair is a wrong row that can be left out; nothing of the file is lost', async () => {
  const file = await fileOf([
    ['TS-801', '2', '1180'],
    ['TS-812', '1.5', '238'],
  ])
  const { rows } = await office.as.clerk.orderImports.preview(file)
  expect(rows.map(({ verdict, quantity }) => [verdict, quantity])).toEqual([
    ['right', 2_000],
    ['wrong', 1_500],
  ])
  expect(rows[1]!.problems).toContainEqual({
    field: 'quantity',
    wrong: true,
    sentence: '“把”按整数算,不能填 1.5。',
  })
})

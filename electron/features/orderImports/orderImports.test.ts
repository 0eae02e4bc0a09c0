import { afterEach, beforeEach, expect, test } from 'vitest'
import type { OrderFile } from '../../../shared/orderImports.ts'
import { fieldsToRemember, readingAt } from '../../../shared/orderSheetHead.ts'
import { guessFile, readFile } from '../../../shared/orderSheet.ts'
import { emptyCustomer } from '../../../shared/customers.ts'
import { openOffice, type TestOffice } from '../../testing/office.ts'
import { makeMasters } from '../../testing/orderCorpus/masters.ts'
import { csv, encoded } from '../../testing/orderCorpus/writing.ts'
import { keepPicture } from '../../testing/pictures.ts'

let office: TestOffice
let customerId = 0
let products: Map<string, number>
beforeEach(async () => {
  office = await openOffice()
  ;({ customerId, products } = await makeMasters(office))
})
afterEach(() => office.close())

const take = (fileName: string, words = fileName) =>
  office.as.clerk.inbox.receive({ bytes: encoded(words, 'utf-8') as Uint8Array<ArrayBuffer>, fileName, source: 'drop' })

type Line = [itemCode: string, quantity: string, price?: string, due?: string, leftOut?: boolean]
const fileOf = async (lines: Line[], fileName = '采购单.csv', customerPo = 'PO-7'): Promise<OrderFile> => ({
  customerId,
  inboxItemId: (await take(fileName)).id,
  customerPo,
  dueOn: '2026-12-15',
  total: '',
  fields: ['itemCode', 'quantity', 'price', 'due'],
  lines: lines.map(([itemCode, quantity, price = '', due = '', leftOut = false], index) => ({
    sheet: '采购单',
    row: index + 5,
    hidden: false,
    sumDiffers: false,
    picture: '',
    leftOut,
    cells: [itemCode, quantity, price, due],
  })),
})
const make = async (file: OrderFile, as: 'clerk' | 'merchandiser' = 'clerk') => {
  const { counts } = await office.as[as].orderImports.preview(file)
  const expected = { lines: counts.right + counts.look, totalFen: counts.totalFen }
  return office.as[as].orderImports.make({ ...file, shape: null, expected })
}

test('an unknown item is bound once and is known in every later file of this customer only', async () => {
  const file = await fileOf([['YX-778', '4']])
  const { rows } = await office.as.clerk.orderImports.preview(file)
  expect(rows[0]!.problems.map(({ sentence }) => sentence)).toEqual(['没有产品“YX-778”,按 B 绑定一次'])
  await office.as.clerk.orderImports.bind({
    customerId,
    itemCode: 'YX-778',
    itemName: '吃饭的椅子',
    productId: products.get('TS-812')!,
  })
  const again = await fileOf([['yx-778', '6']], '下一张.csv')
  expect((await office.as.clerk.orderImports.preview(again)).rows[0]).toMatchObject({
    verdict: 'right',
    code: 'TS-812',
  })
  // bound to another product later: the newest choice holds
  await office.as.clerk.orderImports.bind({
    customerId,
    itemCode: 'YX-778',
    itemName: '',
    productId: products.get('TS-905')!,
  })
  expect((await office.as.clerk.orderImports.preview(again)).rows[0]).toMatchObject({ code: 'TS-905' })
  const other = await office.as.clerk.customers.save({
    ...emptyCustomer,
    code: 'K002',
    name: '别家',
    shortName: '别家',
  })
  const theirs = await office.as.clerk.orderImports.preview({ ...again, customerId: other.id })
  expect(theirs.rows[0]).toMatchObject({ verdict: 'wrong', code: '' })
})

test('refuses while a line is wrong, names it, and writes nothing', async () => {
  const file = await fileOf([
    ['TS-801', '2'],
    ['TS-812', '待定'],
  ])
  await expect(make(file)).rejects.toMatchObject({
    code: 'orderImports.stillWrong',
    message: expect.stringContaining('第 6 行'),
  })
  expect((await office.as.clerk.orders.list({})).total).toBe(0)
  expect(await office.as.clerk.inbox.read({ id: file.inboxItemId })).toMatchObject({ state: 'waiting', orderId: null })
})

test('lines that are not wanted stay out; the order has the file as its proof and waits for the call-back', async () => {
  const file = await fileOf([
    ['TS-801', '2'],
    ['YX-778', '4', '', '', true],
    ['TS-812', '12'],
  ])
  const made = await make(file)
  expect(made).toMatchObject({ lines: 2, leftOut: 1, totalFen: 620_000 })
  const order = await office.as.clerk.orders.read({ id: made.id })
  expect({
    state: order.state,
    source: order.source,
    po: order.customerPo,
    lines: order.lines.map(({ code, quantity, packs, dueOn }) => [code, quantity, packs, dueOn]),
    papers: order.inbox.map(({ fileName, state }) => [fileName, state]),
  }).toEqual({
    state: 'toCheck',
    source: 'file',
    po: 'PO-7',
    lines: [
      ['TS-801', 2000, 2, '2026-12-15'],
      ['TS-812', 12_000, 12, '2026-12-15'],
    ],
    papers: [['采购单.csv', 'linked']],
  })
  const chain = await office.as.clerk.orders.chain({ id: made.id })
  expect(chain.facts.map(({ words }) => words)).toContain('从文件“采购单.csv”导入 2 行')
})

test('the same file makes no second order', async () => {
  const file = await fileOf([['TS-801', '2']])
  const { number } = await make(file)
  await expect(make(file)).rejects.toMatchObject({
    code: 'inbox.linkedElsewhere',
    message: expect.stringContaining(number),
  })
})

test('a price that changed after the preview is not written unseen', async () => {
  const file = await fileOf([['TS-801', '2']])
  const { counts } = await office.as.clerk.orderImports.preview(file)
  await office.as.merchandiser.prices.save({
    id: null,
    customerId,
    productId: products.get('TS-801')!,
    minQuantity: 0,
    priceMicros: 1_100_000_000,
    validFrom: '2026-01-01',
    remark: '',
    version: 0,
  })
  await expect(
    office.as.clerk.orderImports.make({ ...file, shape: null, expected: { lines: 1, totalFen: counts.totalFen } }),
  ).rejects.toMatchObject({ code: 'orderImports.factsChanged' })
})

test('points out a PO number that stands in another order, a price and a day that look wrong, goods that stand twice', async () => {
  const { number } = await make(await fileOf([['TS-801', '2']]))
  const file = await fileOf(
    [
      ['TS-801', '3', '1,000', '11/1'],
      ['TS-812', '4'],
      ['TS-812', '4'],
    ],
    '第二张.csv',
  )
  const { rows } = await office.as.clerk.orderImports.preview(file)
  expect(rows.map(({ verdict, problems }) => [verdict, problems.map(({ sentence }) => sentence)])).toEqual([
    ['look', ['文件 1,000.00,这家的价是 1,180.00', '交期 2026-11-01 已经过了', `订单号 PO-7 已有订单 ${number}`]],
    ['look', [`订单号 PO-7 已有订单 ${number}`]],
    ['look', [`订单号 PO-7 已有订单 ${number}`, '和第 6 行一样']],
  ])
})

test('undo takes the whole order back, the file waits again and can be imported anew', async () => {
  const file = await fileOf([
    ['TS-801', '2'],
    ['TS-812', '12'],
  ])
  const { id, version } = await make(file)
  expect(await office.as.clerk.orderImports.ofOrder({ id })).toMatchObject({ lines: 2, undoable: true })
  await office.as.clerk.orderImports.undo({ id, version })
  const order = await office.as.clerk.orders.read({ id })
  expect([order.state, order.voidReason]).toEqual(['void', '撤销导入 采购单.csv'])
  expect(await office.as.clerk.inbox.read({ id: file.inboxItemId })).toMatchObject({ state: 'waiting', orderId: null })
  expect(await office.as.clerk.orderImports.ofOrder({ id })).toMatchObject({ undoable: false })
  // the void order counts neither as last price nor as a PO number
  expect((await office.as.clerk.orderImports.preview(file)).counts).toMatchObject({ right: 2, look: 0 })
  expect((await make(file)).lines).toBe(2)
})

test('refuses to undo what somebody began to check, what a colleague imported, and a stale page', async () => {
  const mine = await make(await fileOf([['TS-801', '2']], '一.csv', ''), 'merchandiser')
  await expect(office.as.clerk.orderImports.undo(mine)).rejects.toMatchObject({ code: 'app.badInputSomewhere' })
  const { id, version } = mine
  await expect(office.as.clerk.orderImports.undo({ id, version })).rejects.toMatchObject({
    code: 'orderImports.notUndoable',
  })
  await expect(office.as.merchandiser.orderImports.undo({ id, version: version + 1 })).rejects.toMatchObject({
    code: 'app.stale',
  })
  await expect(office.as.workshop.orderImports.undo({ id, version })).rejects.toMatchObject({ code: 'app.notAllowed' })
  await expect(office.as.clerk.orderImports.undo({ id: 999, version })).rejects.toMatchObject({ code: 'app.notFound' })
})

test('how a file was read is remembered by its headings, for this customer', async () => {
  const rows = [
    ['编号', '要多少', '哪天要'],
    ['TS-801', '3', '2026-12-15'],
  ]
  const sheets = [{ name: '采购单', rows }]
  const reading = readingAt(sheets[0]!, 0)
  const chosen = { ...reading, columns: { ...reading.columns, itemCode: 0, quantity: 1, due: 2 } }
  const { shape, header, depth } = chosen
  const file = await fileOf([['TS-801', '3', '', '2026-12-15']])
  const { counts } = await office.as.clerk.orderImports.preview(file)
  const fields = fieldsToRemember(chosen)
  await office.as.clerk.orderImports.make({
    ...file,
    shape: { shape, header, depth, fields },
    expected: { lines: 1, totalFen: counts.totalFen },
  })
  const { shapes, customers } = await office.as.clerk.orderImports.remembered({ customerId, shape })
  expect(customers.map(({ id }) => id)).toEqual([customerId])
  // two rows further down and a column moved: found by its headings, never by place
  const next = [{ name: '别的', rows: [['永兴家居'], [], ['编号', '要多少', '哪天要'], ['TS-812', '8', '2026-12-20']] }]
  const found = guessFile(next, shapes)
  expect({
    remembered: found.remembered,
    header: found.reading.header,
    quantity: found.reading.columns.quantity,
  }).toEqual({
    remembered: true,
    header: 2,
    quantity: 1,
  })
})

test('a table is written proof in the inbox; a web page and a program are not', async () => {
  const table = await take(
    '订单.csv',
    csv([
      ['货号', '数量'],
      ['TS-801', 1],
    ]),
  )
  expect([table.mediaType, table.state]).toEqual(['text/csv', 'waiting'])
  expect((await office.as.clerk.orders.newDraft({ inboxItemId: table.id })).source).toBe('file')
  await expect(take('坏.html', '<html><table></table></html>')).rejects.toMatchObject({ code: 'inbox.problemNotAFax' })
  await expect(take('坏.xls', 'MZ\u0090\0program')).rejects.toMatchObject({ code: 'inbox.problemNotAFax' })
})

test('the file’s own total is set beside what its lines cost', async () => {
  const file = await fileOf([
    ['TS-801', '2', '1180'],
    ['TS-812', '10', '238', '', true],
  ])
  const totals = async (total: string) => {
    const { counts } = await office.as.clerk.orderImports.preview({ ...file, total })
    return [counts.totalFen, counts.fileTotalFen]
  }
  expect(await totals('')).toEqual([236_000, null])
  expect(await totals('￥4,740.00')).toEqual([236_000, 474_000])
  expect(await totals('见附件')).toEqual([236_000, null])
  const table = [
    ['货号', '数量', '单价', '金额'],
    ['TS-801', '2', '1180', '2360'],
    ['小计', '2', '', '2360'],
    ['TS-812', '10', '238', '2380'],
    ['合计', '12', '', '4,740.00'],
  ]
  const sheets = [{ name: '采购单', rows: table }]
  expect(readFile(sheets, guessFile(sheets)).total).toBe('4,740.00')
})

test('a row whose quantity and price nobody can mean is wrong by itself, the others stay', async () => {
  const file = await fileOf([
    ['TS-801', '99999999', '999999999'],
    ['TS-812', '12'],
  ])
  const { rows } = await office.as.clerk.orderImports.preview(file)
  expect(rows.map(({ verdict }) => verdict)).toEqual(['wrong', 'right'])
  expect(rows[0]!.problems.map(({ sentence }) => sentence).join()).toMatch(/金额大得不合常理/)
})

test('pictures of the lines come with the order and go with it', async () => {
  const kept = await keepPicture(office, 10)
  const file = await fileOf([
    ['TS-801', '4'],
    ['TS-812', '6'],
  ])
  file.lines[1]!.picture = kept
  const made = await make(file)
  expect((await office.as.clerk.orders.read({ id: made.id })).lines.map(({ picture }) => picture)).toEqual(['', kept])
  await office.as.clerk.orderImports.undo({ id: made.id, version: made.version })
  const undone = await office.as.clerk.orders.read({ id: made.id })
  expect([undone.state, undone.inbox]).toEqual(['void', []])
  const again = await make(file)
  expect((await office.as.clerk.orders.read({ id: again.id })).lines[1]!.picture).toBe(kept)
})

test('a line with a picture nobody kept makes no order', async () => {
  const file = await fileOf([['TS-801', '4']])
  file.lines[0]!.picture = 'a'.repeat(64)
  await expect(make(file)).rejects.toMatchObject({ code: 'pictures.unknown' })
  expect((await office.as.clerk.orders.list({})).total).toBe(0)
  expect((await office.as.clerk.inbox.read({ id: file.inboxItemId })).orderId).toBeNull()
})

import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { translator } from '../../../shared/language.ts'
import { sheetShapeOf } from '../../../shared/statementSheet.ts'
import { runExport } from '../../exports.ts'
import { forkInNode } from '../../sheets/forkInNode.ts'
import { readOutside } from '../../sheets/read.ts'
import { inspectOutside } from '../../sheets/template/inspect.ts'
import { sampleTemplate } from '../../sheets/template/sample.ts'
import { readWithOpenpyxl } from '../../sheets/officeForTests.ts'
import { makeCustomer, makeOrder } from '../../testing/checkedOrder.ts'
import { keyNote, sendNote } from '../../testing/notes.ts'
import { openOffice, type TestOffice } from '../../testing/office.ts'

let office: TestOffice
let folder = ''
let sample: Uint8Array
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'office-template-'))
  sample = await sampleTemplate(sheetShapeOf(undefined), translator('zh-CN'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))
beforeEach(async () => {
  office = await openOffice()
})
afterEach(() => office.close())

const month = '2026-10'
/** A statement of October for each of these customers, in their order. */
const makeStatements = async (names: readonly string[]): Promise<{ ids: number[]; customers: number[] }> => {
  const made: { id: number; customerId: number }[] = []
  for (const [index, name] of names.entries()) {
    office.setDay('2026-10-03')
    const customerId = await makeCustomer(office, name)
    const order = await makeOrder(office, { customerId, pieces: [500], number: `DH26100${index}-01` })
    await sendNote(office, await keyNote(office, order, [3 + index], { deliveryOn: '2026-10-03' }))
    office.setDay('2026-11-01')
    made.push({ customerId, id: (await office.as.cashier.statements.make({ customerId, month })).id })
  }
  return { ids: made.map(({ id }) => id), customers: made.map(({ customerId }) => customerId) }
}

const layouts = () => office.as.manager.layouts
const whose = (customerId: number | null) => ({ paper: 'statement' as const, customerId })
const code = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'done',
    (error: { code?: unknown }) => error.code,
  )

/** Puts the sample in as the template of a customer, or of the office. */
const useTemplate = async (customerId: number | null): Promise<void> => {
  const template = await layouts().keepTemplate({ bytes: sample, name: '我们的.xlsx' })
  const { content, version } = await layouts().read(whose(customerId))
  await layouts().save({ ...whose(customerId), name: '', content: { ...content, template }, version })
}

let runs = 0
const save = async (kind: string, input: object, name: string): Promise<{ files: number; path: string }> => {
  const place = join(folder, String((runs += 1)))
  await mkdir(place)
  const path = name === '' ? place : join(place, name)
  const read = async (channel: string, asked: unknown): Promise<unknown> => {
    const reply = await office.app.call({ userId: office.userIds.manager, host: 'PC-1' }, channel, asked, null)
    if (!reply.ok) throw Object.assign(new Error(reply.refusal.message), { code: reply.refusal.code })
    return reply.value
  }
  const run = { read, path, signal: new AbortController().signal, progress: () => undefined }
  return { ...(await runExport(run, kind, input)), path }
}

it('exports a customer’s statement in its own form, the others as before; one form for all where the office has it', async () => {
  const { ids, customers } = await makeStatements(['长乐家居', '远行家具', '三木板业'])
  await useTemplate(customers[0]!)
  const [mine, theirs] = [
    await save('statement', { id: ids[0] }, 'a.xlsx'),
    await save('statement', { id: ids[1] }, 'b.xlsx'),
  ]
  const [sheet] = await readWithOpenpyxl(mine.path)
  const data = await office.as.manager.statements.data({ id: ids[0]! })
  expect(data.template).toBe('我们的.xlsx')
  expect(sheet!.cells['A4']).toMatchObject({ value: data.customer.name, format: '"致："@' })
  expect(Object.values(sheet!.cells).map(({ value }) => value)).toContain(data.closingFen / 100)
  expect((await readWithOpenpyxl(theirs.path))[0]!.cells['A4']?.value).toContain('致：')

  // one workbook of the month: the customer with a form is beside it
  expect(await office.as.cashier.statements.templated({ month })).toEqual({
    made: 3,
    apart: 1,
    customers: ['长乐家居'],
  })
  const book = await save('statementBook', { month }, '全部.xlsx')
  expect(book.files).toBe(2)
  expect((await readdir(join(book.path, '..'))).toSorted()).toEqual([
    expect.stringMatching(/^全部 .*长乐家居.*\.xlsx$/),
    '全部.xlsx',
  ])
  expect((await readOutside(await readFile(book.path), book.path)).sheets).toHaveLength(2)

  // the form of the office is everybody's, but not of who has a layout of its own without one
  const { content, version } = await layouts().read(whose(customers[1]!))
  await layouts().save({ ...whose(customers[1]!), name: '', content, version })
  await useTemplate(null)
  expect(await office.as.cashier.statements.templated({ month })).toMatchObject({ made: 3, apart: 2 })
  const each = await save('statements', { month }, '')
  expect(each.files).toBe(3)
  // a customer made from the office's begins with its form
  expect((await layouts().read(whose(customers[2]!))).content.template?.name).toBe('我们的.xlsx')
  await useTemplate(customers[1]!)
  const alone = await save('statementBook', { month }, '一本.xlsx')
  expect([alone.files, existsSync(alone.path)]).toEqual([3, false])
})

it('gives the sample and the file in use out again, byte by byte', async () => {
  const { customers } = await makeStatements(['长乐家居'])
  const customerId = customers[0]!
  expect(await code(save('statementTemplate', { customerId, what: 'stored' }, 'x.xlsx'))).toBe('templates.gone')
  await useTemplate(customerId)
  const out = await save('statementTemplate', { customerId, what: 'stored' }, 'x.xlsx')
  expect(new Uint8Array(await readFile(out.path))).toEqual(sample)
  const fresh = await save('statementTemplate', { customerId, what: 'sample' }, 'y.xlsx')
  const report = await inspectOutside(forkInNode, new Uint8Array(await readFile(fresh.path)), 'y.xlsx')
  expect(report).toMatchObject({ problems: [], notes: [] })
  // the layout's own file carries none, and one that claims to is not believed
  const { text } = await layouts().file(whose(customerId))
  expect(JSON.parse(text)).toMatchObject({ content: { template: null } })
  const claimed = text.replace('"template": null', `"template": {"file": "${'a'.repeat(64)}", "name": "x"}`)
  expect((await layouts().readFile({ paper: 'statement', text: claimed })).content.template).toBeNull()
  // back to what the program brings
  const { version } = await layouts().read(whose(customerId))
  await layouts().reset({ ...whose(customerId), version })
  expect((await layouts().read(whose(customerId))).content.template).toBeNull()
})

it('a wrong file changes nothing, whatever way it is put in', async () => {
  const { ids, customers } = await makeStatements(['长乐家居', '别家'])
  const customerId = customers[0]!
  await useTemplate(customerId)
  const before = await layouts().read(whose(customerId))
  const put = (bytes: Uint8Array, name = 'x.xlsx') => code(layouts().keepTemplate({ bytes, name }))
  expect(await put(Buffer.from('no workbook'))).toBe('sheets.notSpreadsheet')
  expect(await put(sample.slice(0, sample.length - 9))).toBe('sheets.damaged')
  expect(await put(new Uint8Array(5 * 1024 * 1024 + 1))).toBe('templates.tooLarge')
  const plain = await save('statement', { id: ids[1] }, 'plain.xlsx')
  const ours = new Uint8Array(await readFile(plain.path))
  expect(await put(ours)).toBe('templates.notDone')
  const saving = (content: typeof before.content, paper: 'statement' | 'quotation' = 'statement') =>
    code(layouts().save({ paper, customerId, name: '', content, version: paper === 'statement' ? before.version : 0 }))
  expect(await saving({ ...before.content, template: { file: 'b'.repeat(64), name: 'x' } })).toBe('templates.gone')
  const { content: quotation } = await layouts().read({ paper: 'quotation', customerId })
  expect(await saving({ ...quotation, template: before.content.template }, 'quotation')).toBe('templates.onlyStatement')
  expect(await layouts().read(whose(customerId))).toEqual(before)
  // who may not change layouts may not put one in, and gets the bytes with the statements alone
  expect(await code(office.as.workshop.layouts.keepTemplate({ bytes: sample, name: 'x' }))).toBe('app.notAllowed')
  expect((await office.as.cashier.statements.template({ id: ids[0]! })).bytes).toEqual(sample)
})

it('is looked at in a process of its own, which tells what is wrong', async () => {
  const path = join(folder, 'text.xlsx')
  await writeFile(path, 'a,b')
  const looked = (bytes: Uint8Array, name: string) => code(inspectOutside(forkInNode, bytes, name))
  expect(await looked(new Uint8Array(await readFile(path)), 'text.xlsx')).toBe('sheets.notSpreadsheet')
  expect(await looked(Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0, 0]), 'old.xls')).toBe('sheets.oldWorkbook')
  expect(await looked(new Uint8Array(5 * 1024 * 1024 + 1), 'big.xlsx')).toBe('templates.tooLarge')
  expect((await inspectOutside(forkInNode, sample, 'sample.xlsx')).used).toContain('明细')
})

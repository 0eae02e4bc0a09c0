import { afterEach, beforeEach, expect, test } from 'vitest'
import { type CheckField, usualCheckFields } from '../../../shared/checks.ts'
import type { Order } from '../../../shared/orders.ts'
import { openOffice, type TestOffice } from '../../testing/office.ts'
import { addFurnitureOrder, callBack } from '../../testing/orders.ts'

/** Check columns per product family (duty 6): 餐厅 has the table and the chairs of the order, the wardrobe has none. */

let office: TestOffice
let order: Order
beforeEach(async () => {
  office = await openOffice()
  order = await addFurnitureOrder(office)
  for (const { productId } of order.lines.slice(0, 2)) {
    const product = await office.as.clerk.products.read({ id: productId! })
    await office.as.clerk.products.save({ ...product, series: '餐厅' })
  }
})
afterEach(() => office.close())

const setLists = async (lists: { family: string; fields: CheckField[] }[], standard = usualCheckFields) => {
  const { office: now, versions } = await office.as.owner.settings.read({})
  const changed = { ...now, checkFields: standard, familyFields: lists }
  return office.as.owner.settings.saveOffice({ office: changed, version: versions.office })
}
const dining: CheckField[] = ['code', 'name', 'spec', 'material', 'quantity', 'price', 'dueOn']
const read = () => office.as.merchandiser.checks.read({ orderId: order.id })
const start = () =>
  office.as.merchandiser.checks.start({ orderId: order.id, spokenTo: '王老板', phone: '', salespersonTold: true })
const tickAll = () => office.as.merchandiser.checks.markLines({ orderLineIds: order.lines.map(({ id }) => id) })
/** How far the check is for the order file and for today's list. */
const counters = async () => {
  const { marks } = await office.as.merchandiser.orders.read({ id: order.id })
  const { rows: tasks } = await office.as.merchandiser.today.list({})
  const [task] = tasks.filter(({ kind }) => kind === 'callBack')
  return { file: [marks.ok + marks.changed, marks.fields], today: task ? [task.done, task.of] : null }
}

test('without lists every line is asked for the usual fields', async () => {
  const check = await read()
  expect(check.fields).toEqual(usualCheckFields)
  expect(check.lines.map(({ fields }) => fields)).toEqual([usualCheckFields, usualCheckFields, usualCheckFields])
  expect(await counters()).toEqual({ file: [0, 21], today: [0, 21] })
})

test('the series that products in use have are known, so that a mistyped one can be told', async () => {
  expect(await office.as.owner.products.series({})).toEqual(['餐厅'])
})

test('a line is asked what its family asks for, ticked and counted by it, and done when that is done', async () => {
  await setLists([{ family: '餐厅', fields: dining }])
  const check = await read()
  expect(check.lines.map(({ fields }) => fields)).toEqual([dining, dining, usualCheckFields])
  expect(check.fields).toEqual(['code', 'name', 'spec', 'colour', 'material', 'quantity', 'packs', 'price', 'dueOn'])
  await start()
  await office.as.merchandiser.checks.markLines({ orderLineIds: [order.lines[0]!.id] })
  expect(await counters()).toEqual({ file: [7, 21], today: [7, 21] })
  await expect(
    office.as.merchandiser.checks.finish({ orderId: order.id, version: check.version }),
  ).rejects.toMatchObject({ code: 'checks.notAll', message: expect.stringContaining('14 项') })
  const ticked = await tickAll()
  expect(ticked.lines.map(({ marks }) => marks.length)).toEqual([7, 7, 7])
  expect(await counters()).toEqual({ file: [21, 21], today: [21, 21] })
  expect(await office.as.merchandiser.checks.finish({ orderId: order.id, version: ticked.version })).toMatchObject({
    state: 'toSign',
    checkedBy: '李敏',
  })
})

test('what costs money is on every list, whatever was chosen; a family has one list', async () => {
  await setLists([{ family: '餐厅', fields: ['material'] }], ['name'])
  const { office: saved } = await office.as.owner.settings.read({})
  expect(saved.checkFields).toEqual(['code', 'name', 'quantity', 'price', 'dueOn'])
  expect(saved.familyFields).toEqual([{ family: '餐厅', fields: ['code', 'material', 'quantity', 'price', 'dueOn'] }])
  await expect(
    setLists([
      { family: '餐厅', fields: dining },
      { family: '餐厅', fields: [] },
    ]),
  ).rejects.toMatchObject({ code: 'settings.familyTwice', field: 'office.familyFields.1.family' })
})

test('an office that has never heard of families goes on as before', async () => {
  await setLists([])
  const stored = await office.db
    .selectFrom('settings')
    .select('value')
    .where('key', '=', 'office')
    .executeTakeFirstOrThrow()
  const { familyFields: _, ...older } = JSON.parse(stored.value) as Record<string, unknown>
  const value = JSON.stringify({ ...older, checkFields: ['code', 'colour'] })
  await office.db.updateTable('settings').set({ value }).where('key', '=', 'office').execute()
  expect((await office.as.owner.settings.read({})).office).toMatchObject({
    familyFields: [],
    checkFields: ['code', 'colour', 'quantity', 'price', 'dueOn'],
  })
  expect((await read()).fields).toEqual(['code', 'colour', 'quantity', 'price', 'dueOn'])
})

test('a half checked order follows the list as it is now; a correction and a question stay asked', async () => {
  await setLists([{ family: '餐厅', fields: dining }])
  await start()
  const [table, chairs] = order.lines
  const { checks } = office.as.merchandiser
  await checks.markLines({ orderLineIds: [table!.id] })
  await checks.mark({ orderLineId: chairs!.id, field: 'material', mark: 'changed', newValue: '白蜡木' })
  await checks.mark({ orderLineId: chairs!.id, field: 'spec', mark: 'question', question: '椅背多高' })
  expect(await counters()).toEqual({ file: [8, 21], today: [8, 21] })

  await setLists([])
  const now = await read()
  expect(now.lines.map(({ fields }) => fields)).toEqual([
    usualCheckFields,
    ['code', 'name', 'spec', 'colour', 'material', 'quantity', 'packs', 'price', 'dueOn'],
    usualCheckFields,
  ])
  // of the table five ticks hold; the colour and the packs nobody asked about are asked now
  expect(await counters()).toEqual({ file: [6, 23], today: [6, 23] })
  await tickAll()
  await expect(checks.finish({ orderId: order.id, version: now.version })).rejects.toMatchObject({
    code: 'checks.questionOpen',
  })
  await checks.answer({ orderLineId: chairs!.id, field: 'spec', answer: '照原单', newValue: null })
  // answered as keyed, it is a tick like the others: not on the list, not counted
  expect(await counters()).toEqual({ file: [22, 22], today: [22, 22] })

  await setLists([{ family: '餐厅', fields: dining }])
  // back on the list, the ticks made before count again; only what was never heard is open
  expect((await read()).lines[0]!.marks.map(({ field }) => field).sort()).toEqual([
    'code',
    'colour',
    'dueOn',
    'material',
    'name',
    'packs',
    'price',
    'quantity',
    'spec',
  ])
  expect(await counters()).toEqual({ file: [21, 21], today: [21, 21] })
})

test('a finished check stays finished whatever becomes of the lists, until it is opened again', async () => {
  await callBack(office, order.id)
  await setLists([{ family: '餐厅', fields: dining }])
  const done = await office.as.merchandiser.orders.read({ id: order.id })
  expect(done).toMatchObject({ state: 'toSign', checkedBy: '李敏', marks: { fields: 21, ok: 21 } })
  expect((await read()).lines[0]!.fields).toEqual(usualCheckFields)
  const open = await office.as.merchandiser.checks.reopen({
    orderId: order.id,
    version: done.version,
    reason: '客户又来电',
  })
  expect(open.lines[0]!.fields).toEqual(dining)
  await office.as.merchandiser.checks.start({
    orderId: order.id,
    spokenTo: '王老板',
    phone: '',
    salespersonTold: true,
  })
  await expect(
    office.as.merchandiser.checks.finish({ orderId: order.id, version: open.version }),
  ).rejects.toMatchObject({ code: 'checks.notAll', message: expect.stringContaining('4 项') })
  await setLists([])
  expect(await office.as.merchandiser.checks.finish({ orderId: order.id, version: open.version })).toMatchObject({
    state: 'toSign',
  })
})

test('规格 and 材质/工艺 are corrected with both values, and come back as they were keyed', async () => {
  await setLists([{ family: '餐厅', fields: dining }])
  await start()
  const orderLineId = order.lines[0]!.id
  const { checks } = office.as.merchandiser
  const change = async (field: CheckField, newValue: string) =>
    (await checks.mark({ orderLineId, field, mark: 'changed', newValue })).lines[0]!
  expect(await change('material', '白橡木 开放漆')).toMatchObject({
    material: '白橡木 开放漆',
    marks: [{ field: 'material', mark: 'changed', oldValue: '', newValue: '白橡木 开放漆' }],
  })
  expect((await change('spec', '1600×900×750')).marks[1]).toMatchObject({
    field: 'spec',
    oldValue: '1400×800×750',
    newValue: '1600×900×750',
  })
  // asked for its 规格 by itself, the name is the name alone: the corrected 规格 stays
  expect(await change('name', '长 餐桌')).toMatchObject({
    name: '长 餐桌',
    spec: '1600×900×750',
    marks: [{ field: 'material' }, { field: 'spec' }, { field: 'name', oldValue: '餐桌', newValue: '长 餐桌' }],
  })
  const facts = (await office.as.merchandiser.orders.chain({ id: order.id })).facts.map(({ words }) => words)
  expect(facts.filter((words) => words.includes('1400×800×750'))).toEqual([
    expect.stringMatching(/规格.*1400×800×750.*1600×900×750/),
  ])
  expect((await checks.unmark({ orderLineId, field: 'name' })).lines[0]).toMatchObject({
    name: '餐桌',
    spec: '1600×900×750',
  })
  await checks.unmark({ orderLineId, field: 'material' })
  expect((await checks.unmark({ orderLineId, field: 'spec' })).lines[0]).toMatchObject({
    spec: '1400×800×750',
    material: '',
    marks: [],
  })
})

test('a name corrected with its 规格 takes nothing from a 规格 that is corrected by itself later', async () => {
  await start()
  const orderLineId = order.lines[0]!.id
  const { checks } = office.as.merchandiser
  await checks.mark({ orderLineId, field: 'name', mark: 'changed', newValue: '圆桌 1200×1200×750' })
  await setLists([{ family: '餐厅', fields: dining }])
  await checks.mark({ orderLineId, field: 'spec', mark: 'changed', newValue: '1300×1300×750' })
  expect((await checks.unmark({ orderLineId, field: 'name' })).lines[0]).toMatchObject({
    name: '餐桌',
    spec: '1300×1300×750',
    marks: [{ field: 'spec', mark: 'changed', oldValue: '1400×800×750', newValue: '1300×1300×750' }],
  })
})

test('a new code brings the family of its product, and what it asks for', async () => {
  await setLists([{ family: '餐厅', fields: dining }])
  await start()
  const orderLineId = order.lines[0]!.id
  await tickAll()
  const check = await office.as.merchandiser.checks.mark({
    orderLineId,
    field: 'code',
    mark: 'changed',
    newValue: 'TS-905',
  })
  const line = check.lines[0]!
  expect(line.fields).toEqual(usualCheckFields)
  expect(line.fields.filter((field) => !line.marks.some((mark) => mark.field === field))).toEqual([
    'name',
    'colour',
    'quantity',
    'packs',
  ])
})

import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Order } from '../../../shared/orders.ts'
import { openOffice, type TestOffice } from '../../testing/office.ts'
import {
  addFurnitureOrder,
  callBack,
  draftLines,
  orderDraft,
  saveOrder,
  signConfirmation,
} from '../../testing/orders.ts'

let office: TestOffice
let order: Order
beforeEach(async () => {
  office = await openOffice()
  order = await addFurnitureOrder(office)
})
afterEach(() => office.close())

const ask = (changes: object = {}) =>
  office.as.merchandiser.questions.ask({
    orderLineId: order.lines[0]!.id,
    field: 'colour',
    question: '胡桃深色还是浅色',
    askedWhom: '王老板',
    ...changes,
  })

test('keeps what was asked whom, when and by whom, and the answer the same', async () => {
  office.setDay('2026-11-20')
  const asked = await ask()
  office.setDay('2026-11-23')
  expect((await office.as.merchandiser.questions.list({})).rows).toMatchObject([
    { line: 1, keyedValue: '胡桃', askedWhom: '王老板', askedBy: '李敏', ageDays: 3, answeredAt: null },
  ])
  const answered = await office.as.manager.questions.answer({ id: asked.id, answer: '深色', newValue: '深胡桃' })
  expect(answered).toMatchObject({
    answer: '深色',
    answeredBy: '赵经理',
    answeredOn: '2026-11-23',
    newValue: '深胡桃',
    question: '胡桃深色还是浅色',
  })
  const { lines } = await office.as.merchandiser.checks.read({ orderId: order.id })
  expect(lines[0]!.marks).toMatchObject([{ mark: 'changed', oldValue: '胡桃', newValue: '深胡桃', answer: '深色' }])
  expect(await office.as.merchandiser.questions.list({})).toMatchObject({ total: 0, rows: [] })
  expect((await office.as.merchandiser.questions.list({ state: 'answered' })).total).toBe(1)
})

test('an open question holds the check, the confirmation and the release, and is named', async () => {
  await callBack(office, order.id)
  const { id } = await ask()
  const named = { message: expect.stringContaining('胡桃深色还是浅色') }
  expect((await office.as.merchandiser.orders.read({ id: order.id })).state).toBe('toCheck')
  await expect(signConfirmation(office, order.id)).rejects.toMatchObject({ code: 'questions.holds', ...named })
  await expect(office.as.merchandiser.production.release({ orderId: order.id })).rejects.toMatchObject({
    code: 'production.notReady',
    ...named,
  })
  await expect(
    office.as.merchandiser.questions.answer({ id, answer: '浅色', newValue: '浅胡桃' }),
  ).rejects.toMatchObject({ code: 'questions.changeNeedsReopen' })
  await office.as.merchandiser.questions.answer({ id, answer: '照原单', newValue: null })
  await signConfirmation(office, order.id)
  expect((await office.as.merchandiser.orders.read({ id: order.id })).state).toBe('toDeposit')
})

test('a question from after the check is answered on its field once the check is opened again', async () => {
  await callBack(office, order.id)
  const { id } = await ask()
  const { version } = await office.as.merchandiser.orders.read({ id: order.id })
  const opened = await office.as.merchandiser.checks.reopen({ orderId: order.id, version, reason: '客户改颜色' })
  expect(opened.lines[0]!.marks.find(({ field }) => field === 'colour')).toMatchObject({ mark: 'question' })
  await office.as.merchandiser.questions.answer({ id, answer: '浅色', newValue: '浅胡桃' })
  const call = { orderId: order.id, spokenTo: '王老板', phone: '', salespersonTold: true }
  const now = await office.as.merchandiser.checks.start(call)
  await office.as.merchandiser.checks.finish({ orderId: order.id, version: now.version })
  expect((await office.as.merchandiser.orders.read({ id: order.id })).lines[0]!.colour).toBe('浅胡桃')
})

test('what was asked about a price is not told to who sees no prices', async () => {
  const about = { orderLineId: order.lines[0]!.id, field: 'price' as const, mark: 'question' as const }
  await office.as.merchandiser.checks.mark({ ...about, question: '传真上像 345.67 元' })
  await office.as.merchandiser.checks.answer({ ...place(about), answer: '就是 345.67', newValue: '345.67' })
  const words = async (role: 'warehouse' | 'merchandiser') =>
    (await office.as[role].orders.chain({ id: order.id })).facts.map((fact) => fact.words).join('\n')
  expect(await words('merchandiser')).toContain('345.67')
  expect(await words('warehouse')).not.toContain('345.67')
})
const place = ({ orderLineId, field }: { orderLineId: number; field: 'price' }) => ({ orderLineId, field })

test('keying the line anew does not lose a question; taking it back or the line away ends it', async () => {
  await ask()
  const now = await office.as.clerk.orders.read({ id: order.id })
  const lines = draftLines(now).map((line, index) => (index === 0 ? { ...line, colour: '原木' } : line))
  const edited = { id: order.id, version: now.version, inboxItemIds: [] }
  await saveOrder(office, orderDraft(office, order.customerId, { ...edited, lines }))
  expect((await office.as.merchandiser.questions.list({})).total).toBe(1)
  await office.as.merchandiser.checks.unmark({ orderLineId: order.lines[0]!.id, field: 'colour' })
  expect((await office.as.merchandiser.questions.list({})).total).toBe(0)
  await ask()
  const { version } = await office.as.clerk.orders.read({ id: order.id })
  await saveOrder(office, orderDraft(office, order.customerId, { ...edited, version, lines: lines.slice(1) }))
  expect(await office.as.merchandiser.questions.list({ state: 'all' })).toMatchObject({
    total: 2,
    rows: [
      { withdrawn: true, orderLineId: null },
      { withdrawn: true, orderLineId: null },
    ],
  })
})

test('where the office asks for it, nothing is marked before the salesperson was spoken to', async () => {
  const { office: now, versions } = await office.as.owner.settings.read({})
  await office.as.owner.settings.saveOffice({ office: { ...now, salespersonFirst: true }, version: versions.office })
  const call = { orderId: order.id, spokenTo: '王老板', phone: '' }
  const refused = { code: 'checks.salespersonFirst', message: expect.stringContaining('周强') }
  await expect(office.as.merchandiser.checks.start({ ...call, salespersonTold: false })).rejects.toMatchObject(refused)
  await expect(office.as.merchandiser.checks.markLines({ orderLineIds: [order.lines[0]!.id] })).rejects.toMatchObject(
    refused,
  )
  const started = await office.as.merchandiser.checks.start({ ...call, salespersonTold: true })
  expect(started).toMatchObject({
    salesperson: '周强',
    call: { salespersonToldAt: expect.stringContaining('2026-11-22') },
  })
})

test('a band that was shown on the fax is there for the next person', async () => {
  const [paper] = order.inbox
  const place = { inboxItemId: paper!.id, line: 1, page: 0, top: 0.4123, height: 0.03 }
  await office.as.merchandiser.checks.placeBand({ ...place, top: 0.2 })
  await office.as.merchandiser.checks.placeBand(place)
  expect((await office.as.manager.checks.read({ orderId: order.id })).bands).toEqual([place])
})

test('a void order asks nothing any more, and no list counts its questions', async () => {
  await ask()
  await office.as.merchandiser.orders.void({ id: order.id, version: order.version, reason: '客户取消' })
  expect((await office.as.merchandiser.questions.list({})).total).toBe(0)
  expect(
    await office.db.selectFrom('questions').select(['withdrawnAt', 'answeredAt']).executeTakeFirstOrThrow(),
  ).toMatchObject({ withdrawnAt: expect.any(String), answeredAt: null })
})

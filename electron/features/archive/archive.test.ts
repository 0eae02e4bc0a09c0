import { PGlite } from '@electric-sql/pglite'
import { Kysely, PGliteDialect } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { migrate } from '../../db/migrate.ts'
import type { Database } from '../../db/schema.ts'
import { setSearchTerms } from '../../db/search.ts'
import { makeOrder } from '../../testing/checkedOrder.ts'
import { keyNote, sendNote } from '../../testing/notes.ts'
import { openOffice, type TestOffice } from '../../testing/office.ts'
import { addFurnitureOrder } from '../../testing/orders.ts'

let office: TestOffice
beforeEach(async () => {
  office = await openOffice()
})
afterEach(() => office.close())

const same = { result: 'same', difference: '', differenceFen: null, copy: null } as const
const october = { month: '2026-10', workshop: '', box: 'A-2610-01', place: '档案室 3 柜', remark: '' }

/** A delivered order of October; `signed` and `stated` say which of its papers are there. */
const delivered = async (on: TestOffice, { fax = true, signed = true, stated = true } = {}) => {
  on.setDay('2026-10-20')
  const order = await makeOrder(on, { settlement: 'monthly', pieces: [2] })
  if (fax) {
    const paper = await on.as.clerk.inbox.note({
      number: `FAX-${order.id}`,
      pages: 1,
      on: '2026-10-19',
      customerId: order.customerId,
    })
    await on.as.clerk.inbox.link({ id: paper.id, version: paper.version, orderId: order.id })
  }
  await on.db.updateTable('orders').set({ signatureNeeded: 0 }).where('id', '=', order.id).execute()
  const { number } = await on.db
    .selectFrom('orders')
    .select('number')
    .where('id', '=', order.id)
    .executeTakeFirstOrThrow()
  await setSearchTerms(on, 'order', order.id, order.customerId, { exact: [number] })
  await on.db
    .insertInto('notices')
    .values({
      number: `SC-${order.id}`,
      orderId: order.id,
      workshop: '木工',
      dueOn: '2026-10-18',
      rush: 0,
      remark: '',
      releasedAt: '2026-10-10T01:00:00.000Z',
      releasedBy: on.userIds.merchandiser,
      overrideId: null,
      state: 'released',
      version: 1,
    })
    .execute()
  const note = await sendNote(on, await keyNote(on, order, [2], { deliveryOn: '2026-10-20' }))
  if (signed) {
    const [copy] = (await on.as.clerk.signBacks.list({ kind: 'delivery', documentId: note.id })).rows
    await on.as.clerk.signBacks.markReturned({ id: copy!.id, version: copy!.version, ...same })
  }
  if (stated) await on.as.cashier.statements.make({ customerId: order.customerId, month: '2026-10' })
  on.setDay('2026-11-22')
  return { order, note }
}
const waiting = async (show: 'all' | 'complete' | 'incomplete' = 'all') =>
  (await office.as.clerk.archive.waiting({ month: '2026-10', show })).rows.map(({ orderId, missing }) => [
    orderId,
    missing,
  ])

test('orders of a month are listed with what is missing; complete ones go in together', async () => {
  const whole = await delivered(office)
  const lacking = await delivered(office, { fax: false, signed: false, stated: false })
  expect(await waiting()).toEqual([
    [whole.order.id, []],
    [lacking.order.id, ['fax', 'delivery', 'statement']],
  ])
  expect(await waiting('complete')).toEqual([[whole.order.id, []]])
  expect(await waiting('incomplete')).toEqual([[lacking.order.id, ['fax', 'delivery', 'statement']]])
  expect((await office.as.clerk.archive.waiting({ month: '2026-11' })).total).toBe(0)
  const box = await office.as.clerk.archive.open(october)
  expect(box).toMatchObject({ number: 'GD261122-01', state: 'open', orders: 0 })
  await expect(office.as.clerk.archive.open(october)).rejects.toMatchObject({ code: 'archive.boxTaken', field: 'box' })
  expect(await office.as.clerk.archive.fill({ id: box.id, version: box.version })).toEqual({ put: 1 })
  expect(await waiting()).toEqual([[lacking.order.id, ['fax', 'delivery', 'statement']]])
  // what is incomplete goes in knowingly, and what is missing stays written beside it
  const now = await office.as.clerk.archive.read({ id: box.id })
  const full = await office.as.clerk.archive.putIn({ id: box.id, version: now.version, orderIds: [lacking.order.id] })
  expect(full).toMatchObject({ orders: 2, incomplete: 1 })
  await expect(
    office.as.clerk.archive.putIn({ id: box.id, version: full.version, orderIds: [whole.order.id] }),
  ).rejects.toMatchObject({ code: 'archive.inBox' })
})

test('a closed box stands as it was; it is reopened with a reason only', async () => {
  const { order, note } = await delivered(office, { signed: false })
  const box = await office.as.clerk.archive.open(october)
  await expect(office.as.clerk.archive.close({ id: box.id, version: box.version })).rejects.toMatchObject({
    code: 'archive.isEmpty',
  })
  const put = await office.as.clerk.archive.putIn({ id: box.id, version: box.version, orderIds: [order.id] })
  const closed = await office.as.clerk.archive.close({ id: box.id, version: put.version })
  expect(closed).toMatchObject({ state: 'closed', closedBy: '陈静', incomplete: 1 })
  // the note comes back later: the list of the closed box does not change by itself
  const [copy] = (await office.as.clerk.signBacks.list({ kind: 'delivery', documentId: note.id })).rows
  await office.as.clerk.signBacks.markReturned({ id: copy!.id, version: copy!.version, ...same })
  const missing = async () => (await office.as.clerk.archive.items({ batchId: box.id })).rows.map((row) => row.missing)
  expect(await missing()).toEqual([['delivery']])
  const [item] = (await office.as.clerk.archive.items({ batchId: box.id })).rows
  await expect(
    office.as.clerk.archive.takeOut({ itemId: item!.id, version: closed.version, reason: '放错' }),
  ).rejects.toMatchObject({ code: 'archive.isClosed' })
  const opened = await office.as.clerk.archive.reopen({ id: box.id, version: closed.version, reason: '补回单' })
  expect(opened).toMatchObject({ state: 'open', incomplete: 0, reopenReason: '补回单' })
  expect(await missing()).toEqual([[]])
  const empty = await office.as.clerk.archive.takeOut({ itemId: item!.id, version: opened.version, reason: '放错箱' })
  expect(empty.orders).toBe(0)
  expect(await waiting()).toEqual([[order.id, []]])
  expect(
    await office.as.clerk.archive.void({ id: box.id, version: empty.version, reason: '箱子不用了' }),
  ).toMatchObject({ state: 'void' })
})

test('papers are lent to somebody and come back; too long is told', async () => {
  const { order } = await delivered(office)
  const box = await office.as.clerk.archive.open(october)
  await office.as.clerk.archive.fill({ id: box.id, version: box.version })
  const [item] = (await office.as.clerk.archive.items({ batchId: box.id })).rows
  const lend = () =>
    office.as.clerk.archive.lend({
      itemId: item!.id,
      borrower: '业务周强',
      papers: '送货单',
      purpose: '客户对账',
      lentOn: '2026-11-22',
      dueOn: '2026-11-24',
    })
  const loan = await lend()
  await expect(lend()).rejects.toMatchObject({ code: 'archive.lentAlready' })
  // a box is not tied up while a paper of it is on somebody's desk
  const { version } = await office.as.clerk.archive.read({ id: box.id })
  const number = (await office.as.clerk.orders.read({ id: order.id })).number
  await expect(office.as.clerk.archive.close({ id: box.id, version })).rejects.toMatchObject({
    code: 'archive.closeLent',
    message: expect.stringContaining(`${number} 业务周强`),
  })
  expect(await office.as.clerk.archive.placeOf({ orderId: order.id })).toMatchObject({
    box: 'A-2610-01',
    borrower: '业务周强',
  })
  office.setDay('2026-11-26')
  expect((await office.as.clerk.archive.loans({})).rows).toMatchObject([{ borrower: '业务周强', lateDays: 2 }])
  expect((await office.as.clerk.today.list({})).rows.filter(({ kind }) => kind === 'papersLent')).toMatchObject([
    { who: '业务周强', days: 2, id: box.id },
  ])
  await office.as.clerk.archive.giveBack({
    loanId: loan.id,
    version: loan.version,
    returnedOn: '2026-11-26',
    remark: '',
  })
  expect(await office.as.clerk.archive.placeOf({ orderId: order.id })).toMatchObject({ borrower: null })
  expect(await office.as.clerk.archive.close({ id: box.id, version })).toMatchObject({ state: 'closed' })
  expect((await office.as.clerk.archive.loans({})).total).toBe(0)
  expect((await office.as.clerk.archive.loans({ open: false })).total).toBe(1)
  // the order's life tells it
  const { facts } = await office.as.clerk.orders.chain({ id: order.id })
  expect(facts.filter(({ kind }) => kind === 'archived').map(({ words }) => words)).toEqual([
    '归档入箱 A-2610-01',
    '送货单 借给 业务周强',
    '业务周强 归还 送货单',
  ])
})

test('any number on a paper tells the box it lies in', async () => {
  const { order, note } = await delivered(office)
  const box = await office.as.clerk.archive.open(october)
  await office.as.clerk.archive.fill({ id: box.id, version: box.version })
  const find = async (typed: string) =>
    (await office.as.merchandiser.search.find({ typed })).map(({ kind, title, box: lies }) => [kind, title, lies])
  const { number } = await office.as.clerk.orders.read({ id: order.id })
  expect(await find(number)).toContainEqual(['order', number, '箱 A-2610-01'])
  expect(await find(note.number)).toEqual([['delivery', note.number, '箱 A-2610-01']])
  expect(await find(`FAX-${order.id}`)).toEqual([['fax', `FAX-${order.id}`, '箱 A-2610-01']])
  expect(await find('A-2610')).toEqual([['archive', 'A-2610-01', '']])
  expect(await find(box.number)).toEqual([['archive', 'A-2610-01', '']])
  // the box of that very number before a paper whose number ends in it
  await office.as.clerk.archive.open({ ...october, month: '2026-09', box: note.number.slice(2) })
  expect((await find(note.number.slice(2)))[0]).toEqual(['archive', note.number.slice(2), ''])
  // a fax nobody linked lies nowhere
  await office.as.clerk.inbox.note({ number: '无主传真 9', pages: 1, on: '2026-11-20', customerId: null })
  expect(await find('无主传真')).toEqual([['fax', '无主传真 9', '']])
})

test('an order that is not delivered is not filed', async () => {
  const { id } = await addFurnitureOrder(office)
  const box = await office.as.clerk.archive.open(october)
  await expect(
    office.as.clerk.archive.putIn({ id: box.id, version: box.version, orderIds: [id] }),
  ).rejects.toMatchObject({ code: 'archive.notFinished' })
  await expect(office.as.warehouse.archive.open({ ...october, box: 'B' })).rejects.toMatchObject({
    code: 'app.notAllowed',
  })
})

const walk = async (db?: Kysely<Database>) => {
  const on = await openOffice(db ? { db } : {})
  await delivered(on)
  await delivered(on, { signed: false })
  const box = await on.as.clerk.archive.open(october)
  const before = (await on.as.clerk.archive.waiting({ month: '2026-10' })).rows.map(({ missing }) => missing)
  await on.as.clerk.archive.fill({ id: box.id, version: box.version })
  const told = {
    before,
    incomplete: (await on.as.clerk.archive.waiting({ month: '2026-10', show: 'incomplete' })).total,
    items: (await on.as.clerk.archive.items({ batchId: box.id })).rows.map(({ sequence, missing }) => [
      sequence,
      missing,
    ]),
    workshops: (await on.as.clerk.archive.workshops({})).length > 0,
    paper: (await on.as.clerk.archive.paper({ id: box.id })).pages.length,
    label: (await on.as.clerk.archive.label({ id: box.id })).pages.length,
    found: (await on.as.clerk.search.find({ typed: 'XS261020-01' })).map(({ box: lies }) => lies),
    batches: (await on.as.clerk.archive.batches({})).rows.map(({ orders, incomplete }) => [orders, incomplete]),
  }
  await on.close()
  return told
}

test('both databases file the same', { timeout: 120_000 }, async () => {
  const asNumber = (text: string): number => Number(text)
  const postgres = new Kysely<Database>({
    dialect: new PGliteDialect({ pglite: new PGlite({ parsers: { 20: asNumber } }) }),
  })
  await migrate(postgres, 'postgres')
  const told = await walk()
  expect(told).toMatchObject({
    before: [[], ['delivery']],
    incomplete: 1,
    items: [[1, []]],
    paper: 1,
    label: 1,
    found: ['箱 A-2610-01'],
    batches: [[1, 0]],
  })
  expect(await walk(postgres)).toEqual(told)
})

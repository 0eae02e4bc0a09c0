import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { checkOrder, furnitureDraft, makeMasters } from '../../testing/mainLine.ts'
import { makeNote, makeOrder } from '../../testing/checkedOrder.ts'
import { workshopOf } from '../../testing/workshop.ts'
import { openOffice, type TestOffice } from '../../testing/office.ts'

let office: TestOffice
beforeEach(async () => {
  office = await openOffice()
})
afterEach(() => office.close())

const log = (customerId: number) => office.as.merchandiser.contacts.list({ customerId })
const talk = (customerId: number, more: object = {}) =>
  office.as.merchandiser.contacts.add({
    customerId,
    orderId: null,
    channel: 'wechat',
    direction: 'in',
    person: '王老板',
    summary: '催货',
    ...more,
  })
const tasks = async (role: 'merchandiser' | 'clerk' = 'merchandiser') =>
  (await office.as[role].today.list({})).rows.filter(({ kind }) => kind === 'contactDue')

describe('the contact log of a customer', () => {
  it('shows what other words know where it stands, and what was written by hand, newest first', async () => {
    const masters = await makeMasters(office)
    const { customerId } = masters
    const { id: orderId, number } = await office.as.clerk.orders.save(await furnitureDraft(office, masters))
    await checkOrder(office, orderId)
    office.setDay('2026-11-23')
    await office.as.merchandiser.messages.promise({ customerId, orderId, promisedOn: '2026-11-30', words: '送到' })
    const slip = await office.as.clerk.messages.leave({
      forUserId: office.userIds.merchandiser,
      name: '刘小姐',
      factory: '永兴家居',
      phone: '139',
      matter: '问发票',
      customerId,
    })
    office.setDay('2026-11-24')
    await office.as.merchandiser.messages.calledBack({ id: slip.id, version: slip.version, answer: '下周寄' })
    office.setDay('2026-11-25')
    const { id: paperId } = await office.as.clerk.inbox.note({
      number: '唛头.jpg',
      pages: 1,
      on: '2026-11-25',
      customerId,
    })
    await talk(customerId, { orderId, inboxItemId: paperId, summary: '发来唛头', nextOn: '2026-12-01' })
    const { rows, total } = await log(customerId)
    expect(total).toBe(4)
    expect(
      rows.map(({ source, summary, by, person, orderNumber }) => [source, summary, by, person, orderNumber]),
    ).toEqual([
      ['talk', '发来唛头', '李敏', '王老板', number],
      ['slip', '已复电:问发票 → 下周寄', '李敏', '刘小姐', null],
      ['promise', '答应 2026-11-30 送到', '李敏', '', number],
      ['check', `回电核对订单 ${number}`, '李敏', expect.any(String), number],
    ])
    expect(rows[0]).toMatchObject({ fileName: '唛头.jpg', nextOn: '2026-12-01', channel: 'wechat', direction: 'in' })
    const card = await office.as.clerk.search.answer({ customerId, orderId: null })
    expect(card.contacts.map(({ source }) => source)).toEqual(['talk', 'slip', 'promise'])
    expect(await office.as.merchandiser.contacts.list({ customerId, offset: 1, limit: 2 })).toMatchObject({
      total: 4,
      rows: [{ source: 'slip' }, { source: 'promise' }],
    })
  })

  it('refuses the order or the paper of another customer, and a next day that is past', async () => {
    const { customerId } = await makeOrder(office)
    const other = await makeOrder(office)
    const paper = await office.as.clerk.inbox.note({
      number: 'x',
      pages: 1,
      on: '2026-11-22',
      customerId: other.customerId,
    })
    await expect(talk(customerId, { orderId: other.id })).rejects.toMatchObject({ field: 'orderId' })
    await expect(talk(customerId, { inboxItemId: paper.id })).rejects.toMatchObject({ code: 'contacts.paperOfAnother' })
    await expect(talk(customerId, { nextOn: '2026-11-21' })).rejects.toMatchObject({ code: 'contacts.nextPast' })
    expect(await log(customerId)).toEqual({ rows: [], total: 0 })
  })

  it('reminds the one who wrote the next day down, until the customer was spoken to', async () => {
    const { customerId } = await makeOrder(office)
    await talk(customerId, { nextOn: '2026-11-25', summary: '等他看样' })
    expect(await tasks()).toEqual([])
    office.setDay('2026-11-24')
    // spoken to about something else before the day: still to be done
    await talk(customerId, { summary: '问地址' })
    office.setDay('2026-11-25')
    expect(await tasks()).toMatchObject([{ urgency: 'today', place: 'answer', customerId, what: '等他看样' }])
    expect(await tasks('clerk')).toEqual([])
    office.setDay('2026-11-27')
    expect(await tasks()).toMatchObject([{ urgency: 'late', days: 2 }])
    await talk(customerId, { summary: '看好了' })
    expect(await tasks()).toEqual([])
  })
})

describe('the progress reply', () => {
  it('has every line of every open order, as letter and as text, and is recorded as sent', async () => {
    const first = await makeOrder(office, { pieces: [20, 5] })
    const { customerId } = first
    await makeOrder(office, { customerId, pieces: [3], number: 'DH261101-09' })
    await office.as.merchandiser.messages.promise({
      customerId,
      orderId: first.id,
      orderLineId: first.lineIds[1]!,
      promisedOn: '2026-12-01',
      words: '先发 5 张',
    })
    const asked = { customerId, note: '28 号可以装车' }
    const { text, orders, lines } = await office.as.merchandiser.contacts.progressText(asked)
    expect([orders, lines]).toEqual([2, 3])
    expect(text.split('\n')).toHaveLength(6)
    expect(text).toContain('答复 12-01')
    expect(text.split('\n').filter((line) => line.includes('答复'))).toHaveLength(1)
    const paper = await office.as.merchandiser.contacts.progressPaper(asked)
    expect(paper.pages.join('')).toContain('28 号可以装车')
    expect(paper.pages.join('')).not.toMatch(/¥|￥|金额|单价/)
    await office.as.merchandiser.contacts.progressSent({ ...asked, channel: 'fax', person: '0757-8321 0002' })
    expect((await log(customerId)).rows[0]).toMatchObject({
      source: 'progressReply',
      channel: 'fax',
      direction: 'out',
      person: '0757-8321 0002',
      summary: expect.stringContaining('共 3 款;28 号可以装车'),
    })
  })

  it('says of goods that have not begun what a caller is told: the day they are planned to begin', async () => {
    const { inWork } = workshopOf(office)
    const { order } = await inWork()
    const asked = { customerId: order.customerId, note: '' }
    const { orders } = await office.as.clerk.search.answer({ customerId: order.customerId, orderId: null })
    const { startOn, process } = orders[0]!.lines[0]!
    const stage = `还没开工，计划 ${startOn!.slice(5)} ${process}`
    expect((await office.as.merchandiser.contacts.progressText(asked)).text).toContain(`现在${stage}，`)
    const words = (await office.as.merchandiser.contacts.progressPaper(asked)).pages.join('').replace(/<[^>]*>|\s/g, '')
    expect(words).toContain(stage.replaceAll(' ', ''))
  })

  it('has the promise that holds for each order: its own, else the one for all that was on order by then', async () => {
    const first = await makeOrder(office, { number: 'DH261101-01' })
    const { customerId } = first
    const second = await makeOrder(office, { customerId, number: 'DH261101-02' })
    const promise = (orderId: number | null, promisedOn: string, more: object = {}) =>
      office.as.merchandiser.messages.promise({ customerId, orderId, promisedOn, words: '送到', ...more })
    await promise(null, '2026-12-01')
    await promise(second.id, '2026-12-03', { reason: '缺料' })
    office.setDay('2026-11-24')
    const later = await makeOrder(office, { customerId, number: 'DH261124-01' })
    await office.db
      .updateTable('orders')
      .set({ keyedAt: '2026-11-24T02:00:00.000Z' })
      .where('id', '=', later.id)
      .execute()
    const told = async (): Promise<(string | undefined)[]> => {
      const { text } = await office.as.merchandiser.contacts.progressText({ customerId, note: '' })
      return ['DH261101-01', 'DH261101-02', 'DH261124-01'].map(
        (number) =>
          text
            .split('\n')
            .find((line) => line.includes(number))!
            .split('答复 ')[1],
      )
    }
    expect(await told()).toEqual(['12-01', '12-03', undefined])
    const answered = async (orderId: number) =>
      (await office.as.clerk.search.answer({ customerId, orderId })).lastPromise?.promisedOn
    expect(await Promise.all([first, second, later].map(({ id }) => answered(id)))).toEqual([
      '2026-12-01',
      '2026-12-03',
      undefined,
    ])
    expect((await office.as.clerk.search.answer({ customerId, orderId: null })).orders[2]!.promises).toEqual([])
    await promise(null, '2026-12-08', { reason: '停电' })
    expect(await told()).toEqual(['12-08', '12-03', '12-08'])
  })

  it('is not recorded where nothing is in work', async () => {
    const { customerId } = await makeMasters(office)
    await expect(
      office.as.merchandiser.contacts.progressSent({ customerId, channel: 'fax', person: '' }),
    ).rejects.toMatchObject({ code: 'contacts.nothingOpen' })
  })
})

describe('promises', () => {
  const promise = (order: { id: number | null; customerId: number }, promisedOn: string, more: object = {}) =>
    office.as.merchandiser.messages.promise({
      customerId: order.customerId,
      orderId: order.id,
      promisedOn,
      words: '送到',
      ...more,
    })

  it('for an order and for one of its lines are two matters; a second for the same is a change with its reason', async () => {
    const order = await makeOrder(office, { pieces: [20, 5] })
    const line = { orderLineId: order.lineIds[0]! }
    await promise(order, '2026-11-25')
    expect(await promise(order, '2026-11-24', line)).toMatchObject({ changes: 0, goods: '餐桌' })
    await expect(promise(order, '2026-11-27')).rejects.toMatchObject({
      code: 'messages.reasonMissing',
      field: 'reason',
    })
    expect(await promise(order, '2026-11-27', { reason: '面漆返工' })).toMatchObject({ changes: 1, reason: '面漆返工' })
    expect(await promise(order, '2026-11-29', { reason: '缺五金' })).toMatchObject({ changes: 2, state: 'open' })
    const card = await office.as.clerk.search.answer({ customerId: order.customerId, orderId: null })
    expect(card.orders[0]!.promises.map(({ orderLineId, changes }) => [orderLineId, changes])).toEqual([
      [null, 2],
      [order.lineIds[0], 0],
    ])
    await expect(promise({ ...order, id: null }, '2026-11-27', line)).rejects.toMatchObject({ field: 'orderLineId' })
  })

  it('for one order, after one for all orders, is a change of it: asks the reason, counts on', async () => {
    const order = await makeOrder(office, { dueOn: '2026-11-30' })
    const everything = { id: null, customerId: order.customerId }
    await promise(everything, '2026-11-26')
    const weigh = (promisedOn: string | null) =>
      office.as.merchandiser.messages.weighPromise({
        customerId: order.customerId,
        orderId: order.id,
        orderLineId: null,
        promisedOn,
      })
    // 2026-11-29 is a Sunday
    expect(await weigh('2026-11-29')).toMatchObject({ before: { promisedOn: '2026-11-26' }, changes: 1, rests: true })
    await expect(promise(order, '2026-11-28')).rejects.toMatchObject({ code: 'messages.reasonMissing' })
    expect(await promise(order, '2026-11-28', { reason: '缺料' })).toMatchObject({ changes: 1, reason: '缺料' })
    expect(await weigh(null)).toMatchObject({ before: { promisedOn: '2026-11-28' }, changes: 2, rests: false })
    const late = await makeOrder(office, { customerId: order.customerId })
    await office.db
      .updateTable('orders')
      .set({ keyedAt: '2026-11-23T01:00:00.000Z' })
      .where('id', '=', late.id)
      .execute()
    expect(await promise(late, '2026-12-02')).toMatchObject({ changes: 0, reason: '' })
  })

  it('that were broken come back to the one who promised, whatever the role, until goods of that matter leave', async () => {
    const order = await makeOrder(office)
    const other = await makeOrder(office, { customerId: order.customerId })
    await office.as.cashier.messages.promise({
      customerId: order.customerId,
      orderId: order.id,
      promisedOn: '2026-11-23',
      words: '送到',
    })
    const due = async (role: 'cashier' | 'warehouse' | 'clerk') =>
      (await office.as[role].today.list({})).rows
        .filter(({ kind }) => kind === 'promiseDue')
        .map(({ urgency }) => urgency)
    office.setDay('2026-11-25')
    expect([await due('cashier'), await due('clerk'), await due('warehouse')]).toEqual([['late'], ['late'], []])
    const leave = async (made: typeof order): Promise<void> => {
      const note = await makeNote(
        office,
        order.customerId,
        [{ orderId: made.id, orderLineId: made.lineIds[0]!, pieces: 1 }],
        true,
      )
      await office.db
        .updateTable('deliveryNotes')
        .set({ releasedAt: '2026-11-25T01:00:00.000Z' })
        .where('id', '=', note)
        .execute()
    }
    await leave(other)
    expect(await due('cashier')).toEqual(['late'])
    await leave(order)
    expect(await due('cashier')).toEqual([])
    expect(await office.as.clerk.messages.promises({ customerId: order.customerId })).toMatchObject([{ state: 'kept' }])
  })
})

describe('message slips', () => {
  it('are found by any part of the number, listed for the one they are for and the one who wrote them', async () => {
    const leave = (name: string, phone: string) =>
      office.as.clerk.messages.leave({
        forUserId: office.userIds.merchandiser,
        name,
        factory: '新客',
        phone,
        matter: '问价',
        customerId: null,
      })
    await leave('小张', '+86 139-8888 0001')
    const slip = await leave('小王', '0757-6666 0002')
    const names = async (role: 'merchandiser' | 'clerk', asked: object) =>
      (await office.as[role].messages.list(asked)).rows.map(({ name }) => name)
    expect(await names('merchandiser', {})).toEqual(['小王', '小张'])
    expect(await names('merchandiser', { text: '13988880001' })).toEqual(['小张'])
    expect(await names('clerk', { box: 'written', text: '6666 0002' })).toEqual(['小王'])
    expect(
      (await office.as.clerk.search.find({ typed: '0757 66660002' })).map(({ kind, title }) => [kind, title]),
    ).toEqual([['message', '新客 · 小王']])
    expect((await office.as.clerk.search.find({ typed: '13988880001' })).map(({ title }) => title)).toEqual([
      '新客 · 小张',
    ])
    await office.as.clerk.messages.calledBack({ id: slip.id, version: slip.version, answer: '已报价' })
    expect(await office.as.merchandiser.messages.list({ box: 'done' })).toMatchObject({
      total: 1,
      rows: [{ name: '小王', calledBackBy: '陈静', answer: '已报价' }],
    })
    expect(await names('merchandiser', {})).toEqual(['小张'])
  })
})

describe('the box knows a caller by the number', () => {
  it('written in any form', async () => {
    await makeMasters(office, { phone: '139 2333 0001', fax: '0757-8321 0099' })
    for (const typed of [
      '+86 139 2333 0001',
      '0086-13923330001',
      '0757-8321 0099',
      '+86 757 8321 0099',
      '8321 0099',
      '0757-83210099转8',
    ])
      expect([typed, (await office.as.clerk.search.find({ typed })).map(({ title }) => title)]).toEqual([
        typed,
        ['永兴家居'],
      ])
  })

  it('is not taken for a customer of another town with the same last digits', async () => {
    await makeMasters(office, { phone: '139 2333 0001', fax: '0757-8321 0099' })
    expect(await office.as.clerk.search.find({ typed: '020-8321 0099' })).toEqual([])
    expect(await office.as.clerk.search.find({ typed: '020 83210099转8' })).toEqual([])
  })
})

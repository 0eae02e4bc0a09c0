import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { OrderDraft } from '../../shared/orders.ts'
import type { Role } from '../../shared/permissions.ts'
import type { Task, TaskKind } from '../../shared/today.ts'
import {
  checkOrder,
  furnitureDraft,
  makeGoods,
  makeMasters,
  payOrder,
  shipNote,
  signConfirmation,
} from '../testing/mainLine.ts'
import { openOffice, type TestOffice } from '../testing/office.ts'

let office: TestOffice
let masters: Awaited<ReturnType<typeof makeMasters>>
beforeEach(async () => {
  office = await openOffice()
  masters = await makeMasters(office)
})
afterEach(() => office.close())

const tasks = async (kind: TaskKind, role: Role = 'merchandiser', mine = false): Promise<Task[]> =>
  (await office.as[role].today.list({ mine })).rows.filter((task) => task.kind === kind)

const key = async ({ dueOn = '2026-12-15', ...changes }: Partial<OrderDraft> = {}): Promise<number> => {
  const draft = await furnitureDraft(office, masters)
  const lines = draft.lines.map((line) => ({ ...line, dueOn }))
  return (await office.as.clerk.orders.save({ ...draft, ...changes, dueOn, lines })).id
}

const checked = async (): Promise<number> => {
  const id = await key()
  await checkOrder(office, id)
  return id
}
const signed = async (): Promise<number> => {
  const id = await checked()
  await signConfirmation(office, id)
  return id
}
const released = async (): Promise<number> => {
  const id = await signed()
  await payOrder(office, masters.customerId, id, 'deposit', 1_421_280, '2026-11-22')
  await office.as.merchandiser.production.release({ orderId: id })
  return id
}
const shipped = async (on = '2026-12-15'): Promise<{ orderId: number; noteId: number }> => {
  const orderId = await released()
  await makeGoods(office)
  office.setDay(on)
  await payOrder(office, masters.customerId, orderId, 'balance', 3_316_320, on)
  const draft = await office.as.merchandiser.deliveries.newDraft({ orderId })
  const note = await office.as.merchandiser.deliveries.save({ ...draft, driver: '老何' })
  await shipNote(office, note.id)
  return { orderId, noteId: note.id }
}

describe('今日要办', () => {
  it('has nothing to do in an office without facts', async () => {
    expect(await office.as.merchandiser.today.list({})).toEqual({ rows: [], total: 0, waiting: 0 })
  })

  it('lists an order that waits for its call-back, with the fields already ticked', async () => {
    const id = await key()
    expect(await tasks('callBack')).toMatchObject([
      {
        urgency: 'now',
        place: 'check',
        id,
        number: 'DH261122-01',
        customer: '永兴家居',
        who: '陈静',
        done: 0,
        of: 21,
      },
    ])
    const check = await office.as.merchandiser.checks.start({
      orderId: id,
      spokenTo: '王老板',
      phone: '139',
      salespersonTold: true,
    })
    await office.as.merchandiser.checks.markLines({ orderLineIds: [check.lines[0]!.id] })
    expect(await tasks('callBack')).toMatchObject([{ done: 7, of: 21 }])
    await checkOrder(office, id)
    expect(await tasks('callBack')).toEqual([])
  })

  it('lists a question to the customer until it has an answer', async () => {
    const id = await key()
    const { merchandiser } = office.as
    const check = await merchandiser.checks.start({
      orderId: id,
      spokenTo: '王老板',
      phone: '139',
      salespersonTold: true,
    })
    await merchandiser.checks.mark({
      orderLineId: check.lines[1]!.id,
      field: 'colour',
      mark: 'question',
      question: '椅子是不是也要胡桃色',
    })
    office.setDay('2026-11-24')
    expect(await tasks('question')).toMatchObject([
      { place: 'check', id, what: '椅子是不是也要胡桃色', who: '李敏', days: 2 },
    ])
  })

  it('lists a fax that has no order', async () => {
    await office.as.clerk.inbox.note({
      number: '0757-8321 0099',
      pages: 2,
      on: '2026-11-22',
      customerId: null,
    })
    expect(await tasks('faxWithoutOrder')).toMatchObject([{ urgency: 'now', place: 'inbox', of: 2, customer: '' }])
    expect((await tasks('faxWithoutOrder'))[0]!.number).toContain('0757-8321 0099')
  })

  it('lists a confirmation that is not back on its day', async () => {
    const id = await checked()
    await office.as.merchandiser.signBacks.markSent({
      kind: 'confirmation',
      documentId: id,
      sentTo: '0757-8321 0002',
    })
    expect(await tasks('confirmationOut')).toEqual([])
    office.setDay('2026-12-02')
    expect(await tasks('confirmationOut')).toMatchObject([
      {
        urgency: 'waiting',
        place: 'signBacks',
        papers: 1,
        days: 8,
        number: 'DH261122-01',
        who: '0757-8321 0002',
      },
    ])
  })

  it('lists a deposit that is not in, less what came in already', async () => {
    const id = await signed()
    expect(await tasks('deposit')).toMatchObject([{ urgency: 'today', place: 'order', id, amountFen: 1_421_280 }])
    await payOrder(office, masters.customerId, id, 'deposit', 1_000_000, '2026-11-22')
    expect(await tasks('deposit')).toMatchObject([{ amountFen: 421_280 }])
  })

  it('lists an order whose notice can be released', async () => {
    const id = await signed()
    await payOrder(office, masters.customerId, id, 'deposit', 1_421_280, '2026-11-22')
    expect(await tasks('toRelease')).toMatchObject([
      { urgency: 'now', place: 'release', id, what: '餐桌 12 张', more: 2 },
    ])
  })

  it('lists money the cashier has not confirmed, at once for the cashier', async () => {
    await office.as.clerk.receipts.enter({
      customerId: masters.customerId,
      receivedOn: '2026-11-22',
      kind: 'deposit',
      method: 'bank',
      payer: '',
      slipNumber: '',
      amountFen: 864_000,
      remark: '',
      allocations: [],
    })
    expect(await tasks('toConfirmMoney', 'cashier')).toMatchObject([
      { urgency: 'now', amountFen: 864_000, who: '陈静' },
    ])
    expect(await tasks('toConfirmMoney')).toMatchObject([{ urgency: 'waiting' }])
    expect(await tasks('toConfirmMoney', 'workshop')).toEqual([])
  })

  it('lists a line once whose process is late without a cause', async () => {
    await released()
    office.setDay('2026-12-10')
    const late = await tasks('lateWithoutCause')
    expect(late).toHaveLength(3)
    expect(late[0]).toMatchObject({
      urgency: 'late',
      place: 'dailyReport',
      number: 'DH261122-01',
      process: '开料',
    })
    expect(late[0]!.days).toBeGreaterThan(0)
    await office.as.workshop.operations.report({
      reportedOn: '2026-12-10',
      workshop: '',
      rows: [
        {
          operationId: late[0]!.id,
          good: 0,
          bad: 0,
          hours: 0,
          people: 0,
          causeCode: 'machine',
          causeNote: '',
        },
      ],
    })
    expect(await tasks('lateWithoutCause')).toHaveLength(2)
  })

  it('lists an order due within three days, and a late one as late', async () => {
    const id = await key({ dueOn: '2026-12-15' })
    office.setDay('2026-12-11')
    expect(await tasks('dueSoon')).toEqual([])
    office.setDay('2026-12-12')
    expect(await tasks('dueSoon')).toMatchObject([{ urgency: 'today', place: 'order', id, on: '2026-12-15', days: 0 }])
    office.setDay('2026-12-18')
    expect(await tasks('dueSoon')).toMatchObject([{ urgency: 'late', days: 3 }])
  })

  it('asks for the day to ship when the goods are nearly done, until the workshop has answered', async () => {
    const id = await released()
    const { rows } = await office.as.workshop.operations.board({})
    const last = Math.max(...rows.map(({ steps }) => steps.length))
    for (const row of rows)
      for (const step of row.steps.slice(0, last - 1)) {
        office.setDay(step.plannedFinish)
        await office.as.workshop.operations.report({
          reportedOn: step.plannedFinish,
          workshop: '',
          rows: [
            {
              operationId: step.operationId,
              good: step.quantity,
              bad: 0,
              hours: 8000,
              people: 4,
              causeCode: null,
              causeNote: '',
            },
          ],
        })
      }
    expect(await tasks('askShipDate')).toMatchObject([{ urgency: 'today', place: 'askShip', id, more: 2 }])
    const { lines, version } = await office.as.workshop.shipments.ask({ orderId: id })
    await office.as.workshop.shipments.answer({
      orderId: id,
      version,
      askedWhom: '吴工',
      shipOn: '2026-12-20',
      way: 'deliver',
      transport: 'none',
      arrangedBy: '',
      note: '',
      lines: lines.map(({ noticeLineId, open }) => ({ noticeLineId, quantity: open, readyOn: '2026-12-18' })),
    })
    expect(await tasks('askShipDate')).toEqual([])
  })

  it('lists a promise on its day and when it was not kept; a later promise takes its place', async () => {
    await key()
    const promise = (promisedOn: string) =>
      office.as.merchandiser.messages.promise({
        customerId: masters.customerId,
        orderId: null,
        promisedOn,
        words: '上午送到',
        reason: '面漆返工',
      })
    await promise('2026-11-26')
    expect(await tasks('promiseDue')).toEqual([])
    office.setDay('2026-11-25')
    expect(await tasks('promiseDue')).toMatchObject([
      {
        urgency: 'today',
        place: 'answer',
        id: masters.customerId,
        on: '2026-11-26',
        what: '上午送到',
        who: '李敏',
      },
    ])
    office.setDay('2026-11-28')
    expect(await tasks('promiseDue')).toMatchObject([{ urgency: 'late', days: 2 }])
    await promise('2026-12-05')
    expect(await tasks('promiseDue')).toEqual([])
  })

  it('lists delivery notes not signed in one row, the oldest named', async () => {
    const { noteId } = await shipped()
    const { number } = await office.as.merchandiser.deliveries.read({ id: noteId })
    expect(await tasks('noteOut')).toEqual([])
    office.setDay('2026-12-28')
    expect(await tasks('noteOut')).toMatchObject([
      { place: 'signBacks', papers: 1, days: 10, number, customer: '永兴家居' },
    ])
  })

  it('lists statements not signed', async () => {
    await shipped()
    office.setDay('2027-01-02')
    const { id } = await office.as.merchandiser.statements.make({
      customerId: masters.customerId,
      month: '2026-12',
    })
    await office.as.merchandiser.signBacks.markSent({ kind: 'statement', documentId: id, sentTo: '王老板' })
    office.setDay('2027-02-15')
    expect(await tasks('statementOut')).toMatchObject([{ place: 'signBacks', papers: 1, who: '王老板' }])
  })

  it('lists cash of a driver that was not handed in, its notes in one row', async () => {
    const cash = (
      await office.as.manager.customers.save({
        ...(await office.as.clerk.customers.read({ id: masters.customerId })),
        settlement: 'cash',
      })
    ).id
    expect(cash).toBe(masters.customerId)
    const orderId = await key()
    await checkOrder(office, orderId)
    await signConfirmation(office, orderId)
    await office.as.merchandiser.production.release({ orderId })
    await makeGoods(office)
    office.setDay('2026-12-15')
    const draft = await office.as.merchandiser.deliveries.newDraft({ orderId })
    const note = await office.as.merchandiser.deliveries.save({ ...draft, driver: '老何' })
    await shipNote(office, note.id)
    office.setDay('2026-12-16')
    expect(await tasks('cod')).toMatchObject([
      {
        urgency: 'waiting',
        place: 'note',
        id: note.id,
        who: '老何',
        amountFen: 4_737_600,
        days: 1,
        papers: 1,
      },
    ])
  })

  it('shows only what belongs to orders I follow when asked', async () => {
    await key({ merchandiserId: office.userIds.manager })
    expect(await tasks('callBack', 'merchandiser')).toHaveLength(1)
    expect(await tasks('callBack', 'merchandiser', true)).toEqual([])
    expect(await tasks('callBack', 'manager', true)).toHaveLength(1)
  })

  it('puts what is to be done now first', async () => {
    await key({ dueOn: '2026-11-24' })
    await office.as.clerk.inbox.note({ number: '0757', pages: 1, on: '2026-11-22', customerId: null })
    const { rows: all, total } = await office.as.merchandiser.today.list({})
    expect([total, all.map(({ kind }) => kind)]).toEqual([3, ['callBack', 'faxWithoutOrder', 'dueSoon']])
  })

  it('counts for the badges of the nav', async () => {
    await key()
    await office.as.clerk.inbox.note({ number: '0757', pages: 1, on: '2026-11-22', customerId: null })
    expect(await office.as.merchandiser.today.counts({})).toEqual({
      tasks: 2,
      urgent: 2,
      inbox: 1,
      late: 0,
      toConfirm: 0,
      unsigned: 0,
    })
    expect(await office.as.workshop.today.counts({})).toMatchObject({ tasks: 0, inbox: 0 })
  })
})

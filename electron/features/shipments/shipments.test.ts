import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { derivePlans } from '../../../shared/shipmentPlans.ts'
import { openOffice, type TestOffice } from '../../testing/office.ts'
import { keyNote, sendNote } from '../../testing/notes.ts'
import { answerShipDay, putInStore } from '../../testing/shipping.ts'
import { workshopOf } from '../../testing/workshop.ts'
import { stockOfLines } from '../shipments.ts'

let office: TestOffice
let shop: ReturnType<typeof workshopOf>
beforeEach(async () => {
  office = await openOffice()
  shop = workshopOf(office)
  await shop.keepProcesses(['开料', '包装'])
})
afterEach(() => office.close())

/** An order of 20 pieces in work, `made` of them through both processes. */
const begun = async (made = 20, wanted: Parameters<typeof shop.inWork>[0] = {}) => {
  const work = await shop.inWork({ pieces: [20], dueOn: '2026-12-15', ...wanted })
  for (const id of work.ids) if (made > 0) await shop.report('2026-11-22', shop.row(id, made))
  return work
}
const plans = async (show: 'open' | 'gone' | 'withdrawn' | 'overdue' = 'open') =>
  (await office.as.clerk.shipments.list({ show })).rows
const store = async (show: 'waiting' | 'there' | 'long' | 'all' = 'all') =>
  (await office.as.warehouse.shipments.store({ show })).rows
const tasks = async (kind: string, role: 'merchandiser' | 'workshop' | 'warehouse' = 'merchandiser') =>
  (await office.as[role].today.list({ limit: 200 })).rows.filter((task) => task.kind === kind)

/** Every stored state is what the facts give (architecture rule 6). */
const expectDerived = async (): Promise<void> => {
  const rows = await office.db.selectFrom('shipmentPlans').selectAll().execute()
  for (const [id, own] of Map.groupBy(rows, ({ orderLineId }) => orderLineId)) {
    const line = await office.db
      .selectFrom('orderLines')
      .select('deliveredQuantity')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    const drafts = await office.db
      .selectFrom('deliveryLines')
      .innerJoin('deliveryNotes', 'deliveryNotes.id', 'deliveryLines.deliveryNoteId')
      .select('deliveryLines.quantity')
      .where('deliveryLines.orderLineId', '=', id)
      .where('deliveryNotes.state', 'in', ['draft', 'picked', 'inspected', 'counted'])
      .execute()
    const there = (await stockOfLines(office, [id])).get(id)!.there
    const facts = {
      delivered: line.deliveredQuantity,
      onNotes: drafts.reduce((sum, { quantity }) => sum + quantity, 0),
      there,
    }
    const derived = derivePlans(own, facts).toSorted((one, other) => one.id - other.id)
    expect(
      own.map(({ id: planId, state, goneQuantity, notedQuantity, storedQuantity }) => ({
        id: planId,
        state,
        goneQuantity,
        notedQuantity,
        storedQuantity,
      })),
    ).toEqual(derived)
  }
}

describe('the workshop is asked for the day to ship', () => {
  it('on 今日 when the goods are nearly done, and no more once it has answered', async () => {
    const { order } = await begun(0)
    office.setDay('2026-12-11')
    const late = { causeCode: 'plan' as const }
    const [first] = (await shop.operationsOf((await plansLine())!)).map(({ id }) => id)
    await shop.report('2026-12-11', shop.row(first!, 20, late))
    expect(await tasks('askShipDate')).toMatchObject([
      { id: order.id, process: 'ask', place: 'askShip', urgency: 'today' },
    ])
    expect(await tasks('askShipDate', 'workshop')).toHaveLength(1)
    await answerShipDay(office, order.id, '2026-12-16', '2026-12-15', { way: 'pickUp' })
    expect(await tasks('askShipDate')).toEqual([])
    expect(await plans()).toMatchObject([
      {
        shipOn: '2026-12-16',
        readyOn: '2026-12-15',
        way: 'pickUp',
        askedWhom: '吴工',
        quantity: 20_000,
        state: 'planned',
      },
    ])
    const answer = await office.as.clerk.search.answer({ customerId: order.customerId, orderId: null })
    expect(answer.orders[0]!.lines).toMatchObject([{ shipOn: '2026-12-16', shipWay: 'pickUp' }])
  })

  const plansLine = async () => (await office.db.selectFrom('noticeLines').select('id').executeTakeFirst())?.id

  it('again when the ship day passes without a delivery, and a new answer takes its place', async () => {
    const { order } = await begun()
    const [id] = await answerShipDay(office, order.id, '2026-11-24', '2026-11-22')
    office.setDay('2026-11-26')
    expect(await tasks('askShipDate')).toMatchObject([{ process: 'overdue', urgency: 'late', days: 2 }])
    expect(await plans('overdue')).toMatchObject([{ id, overdue: true }])
    await answerShipDay(office, order.id, '2026-11-28', '2026-11-26')
    expect(await tasks('askShipDate')).toEqual([])
    expect(await plans()).toMatchObject([{ shipOn: '2026-11-28' }])
    expect(await plans('withdrawn')).toMatchObject([{ id, state: 'replaced' }])
    await expectDerived()
  })

  it('again when the work slips past the day it said', async () => {
    const { order, ids } = await begun(0)
    await answerShipDay(office, order.id, '2026-12-18', '2026-12-16')
    expect(await tasks('askShipDate')).toEqual([])
    office.setDay('2026-12-17')
    await shop.report('2026-12-17', shop.row(ids[0]!, 20, { causeCode: 'machine' }))
    expect(await tasks('askShipDate')).toMatchObject([{ process: 'slipped', urgency: 'late' }])
  })

  it('for the rest where an answer was about a part, without losing that part', async () => {
    const { order } = await begun()
    await answerShipDay(office, order.id, '2026-11-24', '2026-11-22', { pieces: [8] })
    const { lines, restDays } = await office.as.clerk.shipments.ask({ orderId: order.id })
    // 2026-11-22 is a Sunday, and Sundays are days of rest
    expect(restDays.slice(0, 2)).toEqual(['2026-11-22', '2026-11-29'])
    expect(lines).toMatchObject([{ open: 20_000, uncovered: 12_000, replaces: false }])
    await answerShipDay(office, order.id, '2026-11-27', '2026-11-22')
    expect((await plans()).map(({ shipOn, quantity }) => [shipOn, quantity])).toEqual([
      ['2026-11-24', 8000],
      ['2026-11-27', 12_000],
    ])
  })

  it('refuses more than is left, a day before it is ready, a day that has passed, and a truck nobody arranges', async () => {
    const { order } = await begun()
    const answer = (shipOn: string, changes: Parameters<typeof answerShipDay>[4] = {}) =>
      answerShipDay(office, order.id, shipOn, '2026-11-24', changes)
    await expect(answer('2026-11-25', { pieces: [21] })).rejects.toMatchObject({ code: 'shipments.moreThanOpen' })
    await expect(answer('2026-11-25', { pieces: [2.5] })).rejects.toMatchObject({ code: 'app.wholePieces' })
    await expect(answer('2026-11-23')).rejects.toMatchObject({ code: 'shipments.beforeReady', field: 'shipOn' })
    await expect(answer('2026-11-20')).rejects.toMatchObject({ code: 'shipments.shipPast', field: 'shipOn' })
    await expect(answer('2026-11-25', { transport: 'truck' })).rejects.toMatchObject({
      code: 'shipments.whoArranges',
      field: 'arrangedBy',
    })
    await answer('2026-11-25', { transport: 'truck', arrangedBy: '业务员' })
    await expect(
      office.as.clerk.shipments.answer({
        orderId: order.id,
        version: 0,
        askedWhom: '吴工',
        shipOn: '2026-11-26',
        way: 'deliver',
        transport: 'none',
        arrangedBy: '',
        note: '',
        lines: [{ noticeLineId: 1, quantity: 1000, readyOn: '2026-11-24' }],
      }),
    ).rejects.toMatchObject({ code: 'app.stale' })
  })

  it('is answered by workshop and office, not by the warehouse or the cashier', async () => {
    const { order } = await begun()
    for (const role of ['warehouse', 'cashier'] as const)
      await expect(office.as[role].shipments.withdraw({ id: 1, version: 1, reason: 'x' })).rejects.toMatchObject({
        code: 'app.notAllowed',
      })
    expect((await office.as.warehouse.shipments.ask({ orderId: order.id })).lines).toHaveLength(1)
  })
})

describe('a line of the plan', () => {
  it('follows its goods into the store, onto the note, out of the house, and back when the note is void', async () => {
    const { order, lineId } = await begun()
    await answerShipDay(office, order.id, '2026-11-24', '2026-11-22')
    const states: string[] = []
    const look = async (): Promise<void> => {
      states.push(
        (await plans())
          .concat(await plans('gone'))
          .map(({ state }) => state)
          .join(),
      )
      await expectDerived()
    }
    await look()
    await putInStore(office, lineId, 20)
    await look()
    const note = await keyNote(office, order, [20])
    await look()
    const sent = await sendNote(office, note)
    await look()
    await office.as.manager.deliveries.void({ id: sent.id, version: sent.version, reason: '开错' })
    await look()
    expect(states).toEqual(['planned', 'stored', 'noted', 'gone', 'stored'])
  })

  it('makes the note of its day: what is planned, how it leaves, when', async () => {
    const { order } = await begun()
    const [id] = await answerShipDay(office, order.id, '2026-11-24', '2026-11-22', { pieces: [8], way: 'freight' })
    const draft = await office.as.clerk.deliveries.newDraft({ orderId: order.id, planId: id! })
    expect(draft).toMatchObject({ deliveryOn: '2026-11-24', method: '物流', lines: [{ quantity: 8000 }] })
    const whole = await office.as.clerk.deliveries.newDraft({ orderId: order.id })
    expect(whole).toMatchObject({ deliveryOn: '2026-11-22', lines: [{ quantity: 20_000 }] })
    // from the store it goes with its plan too; what stands on a note of that day is not proposed again
    expect(await store()).toMatchObject([{ shipOn: '2026-11-24', planId: id }])
    await office.as.clerk.deliveries.save(draft)
    const rest = await office.as.clerk.deliveries.newDraft({ orderId: order.id, planId: (await store())[0]!.planId })
    expect(rest).toMatchObject({ deliveryOn: '2026-11-24', method: '物流', lines: [{ quantity: 12_000 }] })
  })

  it('is withdrawn by reason and asked for again', async () => {
    const { order } = await begun()
    const [id] = await answerShipDay(office, order.id, '2026-11-24', '2026-11-22')
    await office.as.workshop.shipments.withdraw({ id: id!, version: 1, reason: '客户叫停' })
    expect(await plans()).toEqual([])
    expect(await plans('withdrawn')).toMatchObject([{ state: 'withdrawn', withdrawReason: '客户叫停' }])
    await expect(office.as.workshop.shipments.withdraw({ id: id!, version: 2, reason: '再撤' })).rejects.toMatchObject({
      code: 'shipments.closed',
    })
    expect((await office.as.clerk.shipments.ask({ orderId: order.id })).lines).toMatchObject([{ uncovered: 20_000 }])
  })

  it('is gone from the plan when its order is given up', async () => {
    const { order } = await begun(0)
    await answerShipDay(office, order.id, '2026-11-24', '2026-11-22')
    await office.db.updateTable('orders').set({ voidedAt: 'x', state: 'void' }).where('id', '=', order.id).execute()
    expect(await plans()).toEqual([])
  })

  it('is filtered by customer, region and way, and summed; the paper and the sheet carry no price', async () => {
    const one = await begun()
    const other = await begun(20, { pieces: [20] })
    await office.db.updateTable('customers').set({ region: '重庆' }).where('id', '=', other.order.customerId).execute()
    await answerShipDay(office, one.order.id, '2026-11-24', '2026-11-22')
    await answerShipDay(office, other.order.id, '2026-11-23', '2026-11-22', { way: 'courier' })
    const list = async (filter: object) =>
      (await office.as.warehouse.shipments.list(filter)).rows.map((row) => row.orderId)
    expect([
      await list({}),
      await list({ region: '重庆' }),
      await list({ way: 'deliver' }),
      await list({ customerId: one.order.customerId }),
      await list({ show: 'today' }),
    ]).toEqual([[other.order.id, one.order.id], [other.order.id], [one.order.id], [one.order.id], []])
    expect(await office.as.warehouse.shipments.sums({})).toMatchObject({
      lines: 2,
      orders: 2,
      overdue: 0,
      regions: ['重庆'],
    })
    const paper = await office.as.warehouse.shipments.paper({})
    expect(paper.pages.join()).toContain('出货计划')
    expect(paper.pages.join()).not.toContain('2,000.00')
  })
})

describe('finished goods are put into the store', () => {
  it('never more than came through the last process, and a count that differs is explained', async () => {
    const { lineId } = await begun(12)
    await expect(putInStore(office, lineId, 13)).rejects.toMatchObject({
      code: 'shipments.moreThanFinished',
      field: 'quantity',
    })
    await expect(putInStore(office, lineId, 10, { explanation: '' })).rejects.toMatchObject({
      code: 'shipments.explainCount',
      field: 'explanation',
    })
    await putInStore(office, lineId, 10)
    await putInStore(office, lineId, 2, { explanation: '' })
    expect(await store()).toMatchObject([{ finished: 12_000, putIn: 12_000, there: 12_000, waiting: 0, place: 'A3' }])
  })

  it('is taken back by an entry of its own, once', async () => {
    const { lineId } = await begun()
    const { id } = await putInStore(office, lineId, 20, { explanation: '' })
    await office.as.warehouse.shipments.takeBack({ id, reason: '点错' })
    expect(await store()).toMatchObject([{ putIn: 0, waiting: 20_000 }])
    expect(await office.as.clerk.shipments.entries({ noticeLineId: lineId })).toMatchObject([
      { quantity: -20_000, reverses: id, explanation: '点错' },
      { quantity: 20_000, reversed: true },
    ])
    await expect(office.as.warehouse.shipments.takeBack({ id, reason: 'x' })).rejects.toMatchObject({
      code: 'operations.alreadyReversed',
    })
  })

  it('holds the workshop to its report: it is not taken back under what is in the store', async () => {
    const { lineId, ids } = await begun(0)
    await shop.report('2026-11-22', shop.row(ids[0]!, 20))
    const { reportIds } = await shop.report('2026-11-22', shop.row(ids[1]!, 20))
    await putInStore(office, lineId, 15)
    const reverse = () => office.as.clerk.operations.reverse({ reportId: reportIds[0]!, reason: '报错' })
    await expect(reverse()).rejects.toMatchObject({
      code: 'shipments.storedAlready',
      message: expect.stringMatching(/DH261122-\d+ 餐桌 已入库 15 张,冲回后车间只剩完成 0 张.*至少 15 张/) as string,
    })
  })

  it('is a condition of picking only where the office asks for it, and is not picked twice', async () => {
    const { order, lineId } = await begun()
    const free = await keyNote(office, order, [5])
    await office.as.warehouse.deliveries.pick({ id: free.id, version: free.version })
    const { office: settings, versions } = await office.as.owner.settings.read({})
    await office.as.owner.settings.saveOffice({ office: { ...settings, storeFirst: true }, version: versions.office })
    const note = await keyNote(office, order, [10])
    const pick = () => office.as.warehouse.deliveries.pick({ id: note.id, version: note.version })
    await expect(pick()).rejects.toMatchObject({ code: 'shipments.notInStore' })
    await putInStore(office, lineId, 12)
    await expect(pick()).rejects.toMatchObject({ code: 'shipments.notInStore' })
    await putInStore(office, lineId, 3)
    expect(await pick()).toMatchObject({ state: 'picked', lines: [{ stored: 15_000 }] })
  })

  it('is asked for on 今日 some days after it was finished, once the office keeps a store', async () => {
    const one = await begun()
    const other = await begun()
    office.setDay('2026-11-25')
    expect(await tasks('toPutIn', 'warehouse')).toEqual([])
    await putInStore(office, one.lineId, 20, { enteredOn: '2026-11-25' })
    expect(await tasks('toPutIn', 'warehouse')).toMatchObject([{ id: other.lineId, days: 3, place: 'store' }])
    expect(await tasks('toPutIn', 'workshop')).toEqual([])
  })

  it('tells what lies there too long, on its list and on the plan', async () => {
    const { order, lineId } = await begun()
    await putInStore(office, lineId, 20, { enteredOn: '2026-11-22' })
    await answerShipDay(office, order.id, '2026-12-02', '2026-11-22')
    expect(await plans()).toMatchObject([{ early: 10 }])
    office.setDay('2026-11-29')
    expect(await store('long')).toEqual([])
    office.setDay('2026-11-30')
    expect(await store('long')).toMatchObject([{ sinceOn: '2026-11-22', there: 20_000 }])
    expect(await office.as.clerk.shipments.storeCounts({})).toMatchObject({
      waiting: 0,
      there: 1,
      long: 1,
      longDays: 7,
    })
  })
})

describe('the customer is told', () => {
  it('when goods are in the store: on 今日 until it is done, in the log, and again when more came in', async () => {
    const { order, lineId } = await begun()
    await putInStore(office, lineId, 10)
    expect(await tasks('tellCustomer')).toMatchObject([{ id: order.id, place: 'tell' }])
    const facts = await office.as.clerk.shipments.tellFacts({ orderId: order.id })
    expect(facts).toMatchObject({ goods: [{ quantity: 20_000, unit: '张' }], last: null })
    office.setDay('2026-11-22T13:00:00')
    await office.as.clerk.shipments.tell({
      orderId: order.id,
      whom: '王老板',
      channel: 'phone',
      way: 'pickUp',
      shipOn: '2026-11-24',
      words: '货好了',
    })
    expect(await tasks('tellCustomer')).toEqual([])
    const { contacts } = await office.as.clerk.search.answer({ customerId: order.customerId, orderId: null })
    expect(contacts).toMatchObject([{ person: '王老板', channel: 'phone', direction: 'out', orderId: order.id }])
    expect(contacts[0]!.summary).toContain('自提')
    office.setDay('2026-11-23')
    await putInStore(office, lineId, 10)
    expect(await tasks('tellCustomer')).toHaveLength(1)
  })

  it('not of an order without finished goods, though its ship day is agreed', async () => {
    const { order } = await begun(0)
    const tell = () =>
      office.as.clerk.shipments.tell({
        orderId: order.id,
        whom: '王老板',
        channel: 'phone',
        way: 'deliver',
        shipOn: null,
        words: '货好了',
      })
    await expect(tell()).rejects.toMatchObject({ code: 'shipments.nothingToTell' })
    await answerShipDay(office, order.id, '2026-12-16', '2026-12-15')
    await expect(tell()).rejects.toMatchObject({ code: 'shipments.nothingToTell' })
  })
})

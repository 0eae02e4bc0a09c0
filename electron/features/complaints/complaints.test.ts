import { PGlite } from '@electric-sql/pglite'
import { Kysely, PGliteDialect } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ComplaintDraft, ReplacementPart } from '../../../shared/complaints.ts'
import { migrate } from '../../db/migrate.ts'
import type { Database } from '../../db/schema.ts'
import { makeOrder } from '../../testing/checkedOrder.ts'
import { keyNote, noteDraft, noteLine, sendNote } from '../../testing/notes.ts'
import { keyTruck } from '../../testing/trucks.ts'
import { openOffice, type TestOffice } from '../../testing/office.ts'
import { makeGoods } from '../../testing/mainLine.ts'

let office: TestOffice
beforeEach(async () => {
  office = await openOffice()
})
afterEach(() => office.close())

/** An order of 20 tables at 100 yuan, 12 of them delivered. */
const delivered = async (at: TestOffice = office) => {
  const order = await makeOrder(at, { pieces: [20] })
  const note = await sendNote(at, await keyNote(at, order, [12]))
  return { order, note }
}

const draft = (customerId: number, rest: Partial<ComplaintDraft> = {}): ComplaintDraft => ({
  id: null,
  customerId,
  contact: '王老板',
  phone: '139 2333 0001',
  receivedOn: '2026-11-22',
  receivedTime: '08:35',
  deliveryLineId: null,
  orderLineId: null,
  code: '',
  description: '',
  colour: '',
  unit: '',
  quantity: null,
  badQuantity: null,
  kind: 'damage',
  what: '桌面划伤',
  wants: 'replacement',
  wantsWords: '',
  photos: [],
  version: 0,
  ...rest,
})

/** A complaint of the first line of a note, confirmed by the manager. */
const confirmed = async (at: TestOffice, note: { customerId: number; lines: { id: number }[] }) => {
  const made = await at.as.clerk.complaints.save(
    draft(note.customerId, { deliveryLineId: note.lines[0]!.id, quantity: 12_000, badQuantity: 2000 }),
  )
  return at.as.manager.complaints.decide({ id: made.id, version: made.version, confirmed: true, opinion: '补' })
}

const part = (rest: Partial<ReplacementPart> = {}): ReplacementPart => ({
  productId: null,
  name: '门板',
  material: '橡木',
  colourNumber: 'H02',
  size: '398×2180',
  holes: '左 4 孔',
  unit: '片',
  quantity: 2000,
  remark: '',
  ...rest,
})
const asked = (complaint: { id: number; version: number }, rest: object = {}) => ({
  id: complaint.id,
  version: complaint.version,
  way: 'stock' as const,
  reason: '划伤',
  responsible: '张强',
  chargeFen: 0,
  delivery: '随车',
  wantedOn: '2026-11-25',
  remark: '',
  parts: [part()],
  ...rest,
})

describe('a complaint', () => {
  test('is taken from a line of a note with its goods, papers and the moment of the call', async () => {
    const { order, note } = await delivered()
    const [source] = await office.as.clerk.complaints.sources({ typed: note.number })
    expect(source).toMatchObject({
      noteNumber: note.number,
      orderId: order.id,
      quantity: 12_000,
      customerId: order.customerId,
    })
    const made = await office.as.clerk.complaints.save(
      draft(order.customerId, { deliveryLineId: source!.deliveryLineId, quantity: 12_000, badQuantity: 2000 }),
    )
    expect(made).toMatchObject({
      number: 'TS261122-01',
      state: 'toConfirm',
      noteNumber: note.number,
      orderId: order.id,
      orderLineId: order.lineIds[0],
      description: '餐桌 1400×800',
      unit: '张',
      takenBy: '陈静',
      gapMinutes: 25,
      late: false,
      left: 12_000,
    })
    office.setDay('2026-11-22T13:00:00')
    expect(await office.as.manager.complaints.counts({})).toEqual({ open: 1, toConfirm: 1, late: 1 })
    expect((await office.as.manager.complaints.read({ id: made.id })).late).toBe(true)
  })

  test('is refused where it cannot be: after now, more than was delivered, another customer’s goods, without goods', async () => {
    const { order, note } = await delivered()
    const other = await makeOrder(office)
    const { save } = office.as.clerk.complaints
    const line = note.lines[0]!.id
    for (const [wrong, code, field] of [
      [draft(order.customerId, { receivedTime: '10:00', description: '桌' }), 'complaints.callFuture', 'receivedTime'],
      [draft(order.customerId, { deliveryLineId: line, quantity: 13_000 }), 'complaints.moreThanNoted', 'quantity'],
      [
        draft(order.customerId, { deliveryLineId: line, quantity: 1000, badQuantity: 2000 }),
        'complaints.badMore',
        'badQuantity',
      ],
      [draft(other.customerId, { deliveryLineId: line }), 'complaints.otherCustomer', 'source'],
      [draft(order.customerId), 'complaints.goodsNeeded', 'source'],
      [draft(order.customerId, { description: '桌', wants: 'other' }), 'complaints.saysWhat', 'wantsWords'],
      [draft(order.customerId, { description: '桌', photos: ['a'.repeat(64)] }), 'pictures.unknown', 'picture'],
    ] as const)
      await expect(save(wrong)).rejects.toMatchObject({ code, field })
    await expect(
      office.as.workshop.complaints.save(draft(order.customerId, { description: '桌' })),
    ).rejects.toMatchObject({
      code: 'app.notAllowed',
    })
  })

  test('is confirmed by the manager alone, once, with the gap since the call', async () => {
    const { note } = await delivered()
    const made = await office.as.clerk.complaints.save(draft(note.customerId, { deliveryLineId: note.lines[0]!.id }))
    const ask = { id: made.id, version: made.version, confirmed: true, opinion: '补一片' }
    await expect(office.as.merchandiser.complaints.decide(ask)).rejects.toMatchObject({ code: 'app.notAllowed' })
    office.setDay('2026-11-22T10:50:00')
    const yes = await office.as.manager.complaints.decide(ask)
    expect(yes).toMatchObject({ state: 'confirmed', gapMinutes: 135, decidedBy: '赵经理', opinion: '补一片' })
    await expect(office.as.manager.complaints.decide({ ...ask, version: yes.version })).rejects.toMatchObject({
      code: 'complaints.spokenFor',
    })
    await expect(
      office.as.clerk.complaints.save(draft(note.customerId, { id: made.id, version: yes.version, description: '桌' })),
    ).rejects.toMatchObject({ code: 'complaints.spokenFor' })
  })

  test('leads to nothing before the manager’s yes, nor after his no', async () => {
    const { note } = await delivered()
    const made = await office.as.clerk.complaints.save(draft(note.customerId, { deliveryLineId: note.lines[0]!.id }))
    const { complaints } = office.as.manager
    const back = (at: { id: number; version: number }) => ({ ...at, quantity: 1000, on: '2026-11-22', remark: '' })
    const all = (at: { id: number; version: number }) => [
      () => complaints.replace(asked(at)),
      () => complaints.takeBack(back({ id: at.id, version: at.version })),
      () => complaints.exchange(back({ id: at.id, version: at.version })),
      () => complaints.deduct({ id: at.id, version: at.version, quantity: 1000, amountFen: 100, reason: '划' }),
      () => complaints.close({ id: at.id, version: at.version, result: '好' }),
    ]
    for (const deed of all(made)) await expect(deed()).rejects.toMatchObject({ code: 'complaints.confirmFirst' })
    await expect(
      complaints.decide({ id: made.id, version: made.version, confirmed: false, opinion: '' }),
    ).rejects.toMatchObject({ code: 'complaints.reasonNeeded', field: 'opinion' })
    const no = await complaints.decide({ id: made.id, version: made.version, confirmed: false, opinion: '搬运所致' })
    for (const deed of all(no).slice(0, 4))
      await expect(deed()).rejects.toMatchObject({ code: 'complaints.isRejected' })
    await expect(complaints.close({ id: no.id, version: no.version, result: '好' })).rejects.toMatchObject({
      code: 'complaints.replyFirst',
    })
    const told = await complaints.reply({ id: no.id, version: no.version, repliedTo: '王老板', words: '是搬运所致' })
    const closed = await complaints.close({ id: told.id, version: told.version, result: '客户理解' })
    expect(closed).toMatchObject({ state: 'closed', decidedBy: '赵经理', result: '客户理解' })
  })

  test('closes with its result, cost and who answers for it, when all it led to has left', async () => {
    const { note } = await delivered()
    let now = await confirmed(office, note)
    const { complaints } = office.as.clerk
    const at = () => ({ id: now.id, version: now.version })
    const close = () => complaints.close({ ...at(), result: '补好' })
    const complaintDay = async () => (await office.as.warehouse.today.list({ limit: 200 })).rows
    await expect(close()).rejects.toMatchObject({ code: 'complaints.replyFirst' })
    now = await complaints.reply({ ...at(), repliedTo: '王老板', words: '周六补' })
    await expect(close()).rejects.toMatchObject({ code: 'complaints.investigateFirst' })
    const found = {
      department: '包装',
      causeCode: 'scrap' as const,
      cause: '没隔开',
      responsible: '张强',
      prevention: '',
      materialFen: null,
      labourFen: null,
      freightFen: null,
      otherFen: null,
    }
    now = await complaints.investigate({ ...at(), ...found })
    await expect(close()).rejects.toMatchObject({ code: 'complaints.costFirst' })
    now = await complaints.investigate({ ...at(), ...found, materialFen: 12_000, labourFen: 4000, freightFen: 0 })
    now = await complaints.takeBack({ ...at(), quantity: 1000, on: '2026-11-22', remark: '' })
    // the goods that come back are a thing to do today
    expect((await complaintDay()).map(({ kind, of }) => [kind, of])).toContainEqual(['noteStep', 1])
    await expect(close()).rejects.toMatchObject({ code: 'complaints.noteOpen' })
    await sendNote(office, await office.as.clerk.deliveries.read({ id: now.notes[0]!.id }))
    now = await complaints.replace(asked(now))
    await expect(close()).rejects.toMatchObject({ code: 'complaints.slipOpen' })
    const [slip] = now.replacements
    now = await complaints.voidReplacement({ id: slip!.id, version: slip!.version, reason: '改退货' })
    const closed = await close()
    expect(closed).toMatchObject({ state: 'closed', costFen: 16_000, responsible: '张强', result: '补好' })
    await expect(complaints.void({ ...at(), version: closed.version, reason: '错' })).rejects.toMatchObject({
      code: 'complaints.isClosed',
    })
    expect((await office.as.workshop.complaints.read({ id: now.id })).costFen).toBeNull()
    const again = await office.as.manager.complaints.reopen({ id: now.id, version: closed.version, reason: '又坏' })
    expect(again.state).toBe('confirmed')
  })

  test('keeps its number when void, and is not void while something stands on it', async () => {
    const { note } = await delivered()
    let now = await confirmed(office, note)
    now = await office.as.manager.complaints.deduct({
      id: now.id,
      version: now.version,
      quantity: 1000,
      amountFen: 3000,
      reason: '划伤',
    })
    const { complaints } = office.as.manager
    await expect(complaints.void({ id: now.id, version: now.version, reason: '错' })).rejects.toMatchObject({
      code: 'complaints.hasRemedies',
    })
    now = await complaints.takeDeductionBack({ id: now.deductions[0]!.id, version: now.version, reason: '不扣了' })
    now = await complaints.void({ id: now.id, version: now.version, reason: '重复登记' })
    expect(now).toMatchObject({ state: 'void', number: 'TS261122-01', voidReason: '重复登记' })
    const next = await office.as.clerk.complaints.save(draft(note.customerId, { description: '桌' }))
    expect(next.number).toBe('TS261122-02')
    expect(await office.as.manager.statements.monthEnd({ month: '2026-11' })).toBeTruthy()
  })

  test('points out the same product within 90 days, by this customer and by all', async () => {
    const first = await delivered()
    const second = await delivered()
    office.setDay('2026-11-23')
    const one = await confirmed(office, first.note)
    const rejectedOne = await office.as.clerk.complaints.save(
      draft(second.note.customerId, { deliveryLineId: second.note.lines[0]!.id }),
    )
    await office.as.manager.complaints.decide({
      id: rejectedOne.id,
      version: rejectedOne.version,
      confirmed: false,
      opinion: '不是',
    })
    const third = await office.as.clerk.complaints.save(
      draft(second.note.customerId, { deliveryLineId: second.note.lines[0]!.id }),
    )
    expect(third.repeated).toMatchObject({ same: 0, all: 1, rows: [{ number: one.number }] })
    const { rows } = await office.as.clerk.complaints.list({ view: 'all' })
    expect(rows.map(({ id, repeats }) => [id, repeats])).toContainEqual([third.id, 1])
    const asking = { productId: null, code: 'TS-801', customerId: first.note.customerId, exceptId: null }
    expect(await office.as.clerk.complaints.repeats({ ...asking, on: '2027-02-20' })).toMatchObject({ same: 1, all: 2 })
    expect(await office.as.clerk.complaints.repeats({ ...asking, on: '2027-02-21' })).toMatchObject({ same: 0, all: 0 })
  })
})

describe('a replacement slip', () => {
  test('from stock waits to be sent, leaves at no price under its own number, and is sent when its note has left', async () => {
    const { note } = await delivered()
    let now = await confirmed(office, note)
    now = await office.as.clerk.complaints.replace(asked(now))
    expect(now.replacements).toMatchObject([{ number: 'BJ261122-01', state: 'toSend', wanted: 2000, chargeFen: 0 }])
    const truck = await keyTruck(office, { onDay: '2026-11-23' })
    const [coming] = await office.as.clerk.complaints.trucks({})
    expect(coming).toMatchObject({ id: truck.id, onDay: '2026-11-23' })
    const [slip] = now.replacements
    const sent = await office.as.clerk.complaints.send({
      id: slip!.id,
      version: slip!.version,
      on: '2026-11-23',
      truck: { id: coming!.id, version: coming!.version },
    })
    expect(sent.number).toBe('BJ261122-01')
    const made = await office.as.clerk.deliveries.read({ id: sent.noteId })
    expect(made).toMatchObject({
      kind: 'replacement',
      totalFen: 0,
      driver: '老何',
      lines: [{ description: '门板 橡木 398×2180 左 4 孔', colour: 'H02', quantity: 2000 }],
    })
    await expect(
      office.as.clerk.complaints.send({ id: slip!.id, version: slip!.version, on: '2026-11-23', truck: null }),
    ).rejects.toMatchObject({ code: 'complaints.allNoted' })
    await sendNote(office, made)
    now = await office.as.clerk.complaints.read({ id: now.id })
    expect(now.replacements[0]!.state).toBe('sent')
    await expect(
      office.as.clerk.complaints.voidReplacement({ id: slip!.id, version: slip!.version, reason: '错' }),
    ).rejects.toMatchObject({ code: 'complaints.slipHasNote' })
  })

  test('to be made goes 待下单 → 生产中 → 待寄 → 已寄 by an order at no price with its own notice', async () => {
    const { order, note } = await delivered()
    let now = await confirmed(office, note)
    now = await office.as.clerk.complaints.replace(asked(now, { way: 'made', wantedOn: '2026-12-10' }))
    const state = async () => (await office.as.clerk.complaints.read({ id: now.id })).replacements[0]!
    const slip = await state()
    expect(slip).toMatchObject({ state: 'toOrder', orderNumber: expect.stringMatching(/^DH261122/) })
    const made = await office.as.clerk.orders.read({ id: slip.orderId! })
    expect(made).toMatchObject({ source: 'complaint', state: 'toRelease', totalFen: 0, customerPo: slip.number })
    const { send } = office.as.clerk.complaints
    const ask = { id: slip.id, version: slip.version, on: '2026-11-23', truck: null }
    await expect(send(ask)).rejects.toMatchObject({ code: 'complaints.notOrderedYet' })
    // its goods are on no ordinary note, and the order of the customer is as it was
    expect(
      (await office.as.clerk.deliveries.openLines({ customerId: order.customerId })).map(({ orderId }) => orderId),
    ).toEqual([order.id])
    await expect(
      office.as.clerk.deliveries.save(noteDraft(order.customerId, [noteLine(made.lines[0]!.id, 1)])),
    ).rejects.toMatchObject({ code: 'deliveries.goesByReplacement' })
    await office.as.merchandiser.production.release({ orderId: slip.orderId! })
    expect((await state()).state).toBe('making')
    await expect(send(ask)).rejects.toMatchObject({ code: 'complaints.notMadeYet' })
    await makeGoods(office)
    expect((await state()).state).toBe('toSend')
    expect((await office.as.clerk.orders.read({ id: slip.orderId! })).state).toBe('toDeliver')
    const sent = await send({ ...ask, on: '2026-12-09' })
    await sendNote(office, await office.as.clerk.deliveries.read({ id: sent.noteId }))
    expect((await state()).state).toBe('sent')
    const left = await office.as.clerk.orders.read({ id: slip.orderId! })
    expect(left.state).toBe('delivered')
    expect(left.lines[0]!.deliveredQuantity).toBe(2000)
    // voided, the goods are here again
    const gone = await office.as.manager.deliveries.read({ id: sent.noteId })
    await office.as.manager.deliveries.void({ id: gone.id, version: gone.version, reason: '没装上' })
    expect((await state()).state).toBe('toSend')
    const { facts } = await office.as.clerk.orders.chain({ id: order.id })
    expect(facts.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['complained', 'complaintDecided', 'replacementMade']),
    )
  })

  test('may be charged: the charge is on the account, and off again when the slip is void', async () => {
    const { note } = await delivered()
    let now = await confirmed(office, note)
    now = await office.as.clerk.complaints.replace(asked(now, { chargeFen: 8000 }))
    const owed = async () =>
      (await office.as.manager.statements.preview({ customerId: note.customerId, month: '2026-11' })).closingFen
    expect(await owed()).toBe(128_000)
    const [slip] = now.replacements
    await office.as.clerk.complaints.voidReplacement({ id: slip!.id, version: slip!.version, reason: '送了' })
    expect(await owed()).toBe(120_000)
  })

  test('is the only way to a replacement note where the office asks for it', async () => {
    const { read, saveOffice } = office.as.owner.settings
    const { office: settings, versions } = await read({})
    await saveOffice({ office: { ...settings, replacementByComplaint: true }, version: versions.office })
    const { order } = await delivered()
    await expect(
      office.as.clerk.deliveries.save(
        noteDraft(order.customerId, [noteLine(null, 1, { description: '脚' })], { kind: 'replacement' }),
      ),
    ).rejects.toMatchObject({ code: 'deliveries.complaintFirst' })
  })
})

describe('goods and money back', () => {
  test('are tied to the line of the note: never more than it had, however the note is changed later', async () => {
    const { order, note } = await delivered()
    const rest = await sendNote(office, await keyNote(office, order, [8]))
    let now = await confirmed(office, note)
    const { complaints } = office.as.manager
    const at = () => ({ id: now.id, version: now.version })
    now = await complaints.takeBack({ ...at(), quantity: 5000, on: '2026-11-22', remark: '' })
    now = await complaints.deduct({ ...at(), quantity: 4000, amountFen: 20_000, reason: '划伤' })
    expect(now).toMatchObject({ left: 3000, leftFen: 30_000 })
    await expect(complaints.exchange({ ...at(), quantity: 4000, on: '2026-11-22', remark: '' })).rejects.toMatchObject({
      code: 'complaints.moreThanLeft',
      field: 'quantity',
    })
    await expect(complaints.deduct({ ...at(), quantity: 1000, amountFen: 10_001, reason: '划' })).rejects.toMatchObject(
      {
        code: 'complaints.moreThanWorth',
      },
    )
    // the customer holds eight more from another note; the return of this one still takes none of them
    const back = await office.as.clerk.deliveries.read({ id: now.notes[0]!.id })
    const grown = noteDraft(order.customerId, [noteLine(order.lineIds[0]!, 9)], {
      id: back.id,
      kind: 'return',
      version: back.version,
    })
    await expect(office.as.clerk.deliveries.save(grown)).rejects.toMatchObject({ code: 'complaints.moreThanLine' })
    // and by hand no more comes back than is held and not paid for: 20 − 5 − 4
    const byHand = (pieces: number) =>
      office.as.clerk.deliveries.save(
        noteDraft(order.customerId, [noteLine(order.lineIds[0]!, pieces)], { kind: 'return' }),
      )
    await expect(byHand(12)).rejects.toMatchObject({ code: 'deliveries.moreThanDelivered' })
    await byHand(11)
    await expect(complaints.deduct({ ...at(), quantity: 1000, amountFen: 100, reason: '划' })).rejects.toMatchObject({
      code: 'complaints.moreThanLeft',
    })
    expect(rest.lines).toHaveLength(1)
  })

  test('stand in the statement: replacement at 0.00, exchange in two rows, return and deduction minus', async () => {
    const { note } = await delivered()
    let now = await confirmed(office, note)
    const { complaints } = office.as.manager
    const at = () => ({ id: now.id, version: now.version })
    now = await complaints.takeBack({ ...at(), quantity: 2000, on: '2026-11-22', remark: '' })
    now = await complaints.exchange({ ...at(), quantity: 1000, on: '2026-11-22', remark: '' })
    now = await complaints.deduct({ ...at(), quantity: 1000, amountFen: 3000, reason: '运损' })
    now = await complaints.replace(asked(now))
    const [slip] = now.replacements
    const sent = await complaints.send({ id: slip!.id, version: slip!.version, on: '2026-11-22', truck: null })
    for (const { id } of [...now.notes, { id: sent.noteId }])
      await sendNote(office, await office.as.clerk.deliveries.read({ id }))
    const { lines, closingFen } = await office.as.manager.statements.preview({
      customerId: note.customerId,
      month: '2026-11',
    })
    expect(lines.map(({ kind, amountFen }) => [kind, amountFen]).toSorted()).toEqual(
      [
        ['delivery', 120_000],
        ['return', -20_000],
        ['exchangeOut', -10_000],
        ['exchangeIn', 10_000],
        ['replacement', 0],
        ['deduction', -3000],
      ].toSorted(),
    )
    expect(closingFen).toBe(97_000)
  })
})

describe('lists', () => {
  test('the daily report tells what came in, what is open from before and the sums', async () => {
    const { note } = await delivered()
    const old = await confirmed(office, note)
    office.setDay('2026-11-23T15:00:00')
    const fresh = await office.as.clerk.complaints.save(
      draft(note.customerId, { receivedOn: '2026-11-23', receivedTime: '09:00', description: '桌' }),
    )
    const daily = await office.as.manager.complaints.daily({ on: '2026-11-23' })
    expect({
      ...daily,
      rows: daily.rows.map(({ number }) => number),
      earlier: daily.earlier.map(({ number }) => number),
    }).toEqual({
      on: '2026-11-23',
      received: 1,
      confirmed: 0,
      closed: 0,
      open: 2,
      unconfirmed: 1,
      rows: [fresh.number],
      earlier: [old.number],
    })
    const paper = await office.as.manager.complaints.dailyPaper({ on: '2026-11-23' })
    expect(paper.pages.join('')).toContain(fresh.number)
    expect((await office.as.clerk.complaints.list({ text: note.number })).rows.map(({ id }) => id)).toEqual([old.id])
    expect(
      (await office.as.clerk.search.find({ typed: fresh.number })).map(({ kind, id }) => [kind, id]),
    ).toContainEqual(['complaint', fresh.id])
  })

  test('今日 shows the manager what to confirm, red past the limit, and the office whom to answer and what to send', async () => {
    const { note } = await delivered()
    const made = await office.as.clerk.complaints.save(draft(note.customerId, { deliveryLineId: note.lines[0]!.id }))
    const tasks = async (role: 'manager' | 'clerk' | 'workshop') =>
      (await office.as[role].today.list({ limit: 200 })).rows
        .filter(({ place }) => place === 'complaint')
        .map(({ kind, urgency }) => [kind, urgency])
    expect(await tasks('manager')).toEqual([['complaintToConfirm', 'now']])
    expect(await tasks('clerk')).toEqual([['complaintToConfirm', 'waiting']])
    expect(await tasks('workshop')).toEqual([])
    office.setDay('2026-11-22T13:00:00')
    expect(await tasks('manager')).toEqual([['complaintToConfirm', 'late']])
    let now = await office.as.manager.complaints.decide({
      id: made.id,
      version: made.version,
      confirmed: true,
      opinion: '',
    })
    expect(await tasks('clerk')).toEqual([['complaintToReply', 'today']])
    now = await office.as.clerk.complaints.reply({ id: now.id, version: now.version, repliedTo: '王', words: '补' })
    now = await office.as.clerk.complaints.replace(asked(now))
    expect(await tasks('clerk')).toEqual([])
    office.setDay('2026-11-25')
    expect(await tasks('clerk')).toEqual([['replacementDue', 'today']])
    office.setDay('2026-11-26')
    expect(await tasks('clerk')).toEqual([['replacementDue', 'late']])
    expect((await office.as.clerk.complaints.list({ view: 'overdue' })).rows).toMatchObject([
      { id: now.id, overdue: true },
    ])
    expect((await office.as.clerk.complaints.replacements({ open: true })).rows).toMatchObject([{ overdueDays: 1 }])
  })
})

test('the papers of the workshop carry no amount', async () => {
  const { note } = await delivered()
  let now = await confirmed(office, note)
  const { complaints } = office.as.manager
  now = await complaints.deduct({ id: now.id, version: now.version, quantity: 1000, amountFen: 4321, reason: '划' })
  now = await complaints.replace(asked(now, { chargeFen: 7654 }))
  const text = async (paper: Promise<{ pages: string[] }>) => (await paper).pages.join('')
  expect(await text(complaints.paper({ id: now.id }))).toContain('43.21')
  expect(await text(office.as.workshop.complaints.paper({ id: now.id }))).not.toContain('43.21')
  expect(await text(complaints.replacementPaper({ id: now.replacements[0]!.id }))).not.toContain('76.54')
})

test('works the same on PostgreSQL', { timeout: 60_000 }, async () => {
  const db = new Kysely<Database>({ dialect: new PGliteDialect({ pglite: new PGlite() }) })
  await migrate(db, 'postgres')
  const at = await openOffice({ db })
  const { note } = await delivered(at)
  let now = await confirmed(at, note)
  now = await at.as.clerk.complaints.replace(asked(now))
  now = await at.as.manager.complaints.deduct({
    id: now.id,
    version: now.version,
    quantity: 1000,
    amountFen: 3000,
    reason: '划',
  })
  now = await at.as.clerk.complaints.takeBack({
    id: now.id,
    version: now.version,
    quantity: 2000,
    on: '2026-11-22',
    remark: '',
  })
  at.setDay('2026-11-27')
  const { rows } = await at.as.clerk.complaints.list({ view: 'overdue', text: 'BJ261122' })
  expect(rows).toMatchObject([
    {
      number: 'TS261122-01',
      remedies: expect.stringMatching(/^BJ261122-01 TH261122-01 TZ/),
      overdue: true,
      costFen: 3000,
    },
  ])
  expect((await at.as.clerk.complaints.sources({ customerId: note.customerId, typed: '餐桌' })).length).toBe(2)
  expect(await at.as.clerk.complaints.daily({ on: '2026-11-27' })).toMatchObject({
    open: 1,
    received: 0,
    earlier: [{ id: now.id }],
  })
  expect((await at.as.clerk.complaints.replacements({ open: true })).rows).toHaveLength(1)
  expect(await at.as.clerk.complaints.counts({})).toEqual({ open: 1, toConfirm: 0, late: 0 })
  expect((await at.as.manager.today.list({ limit: 200 })).rows.some(({ kind }) => kind === 'replacementDue')).toBe(true)
  await at.close()
})

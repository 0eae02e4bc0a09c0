import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { makeOrder } from '../../testing/checkedOrder.ts'
import { complaintDraft, confirmedComplaint, delivered, replacementOf } from '../../testing/complaints.ts'
import { sendNote } from '../../testing/notes.ts'
import { openOffice, type TestOffice } from '../../testing/office.ts'

let office: TestOffice
beforeEach(async () => {
  office = await openOffice()
})
afterEach(() => office.close())

describe('a complaint', () => {
  test('is taken from a line of a note with its goods, papers and the moment of the call', async () => {
    const { order, note } = await delivered(office)
    const [source] = await office.as.clerk.complaints.sources({ typed: note.number })
    expect(source).toMatchObject({
      noteNumber: note.number,
      orderId: order.id,
      quantity: 12_000,
      customerId: order.customerId,
    })
    const made = await office.as.clerk.complaints.save(
      complaintDraft(order.customerId, { deliveryLineId: source!.deliveryLineId, quantity: 12_000, badQuantity: 2000 }),
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
    const { order, note } = await delivered(office)
    const other = await makeOrder(office)
    const { save } = office.as.clerk.complaints
    const line = note.lines[0]!.id
    for (const [wrong, code, field] of [
      [
        complaintDraft(order.customerId, { receivedTime: '10:00', description: '桌' }),
        'complaints.callFuture',
        'receivedTime',
      ],
      [
        complaintDraft(order.customerId, { deliveryLineId: line, quantity: 13_000 }),
        'complaints.moreThanNoted',
        'quantity',
      ],
      [
        complaintDraft(order.customerId, { deliveryLineId: line, quantity: 1000, badQuantity: 2000 }),
        'complaints.badMore',
        'badQuantity',
      ],
      [complaintDraft(other.customerId, { deliveryLineId: line }), 'complaints.otherCustomer', 'source'],
      [complaintDraft(order.customerId), 'complaints.goodsNeeded', 'source'],
      [complaintDraft(order.customerId, { description: '桌', wants: 'other' }), 'complaints.saysWhat', 'wantsWords'],
      [
        complaintDraft(order.customerId, { description: '桌', photos: ['a'.repeat(64)] }),
        'pictures.unknown',
        'picture',
      ],
    ] as const)
      await expect(save(wrong)).rejects.toMatchObject({ code, field })
    await expect(
      office.as.workshop.complaints.save(complaintDraft(order.customerId, { description: '桌' })),
    ).rejects.toMatchObject({
      code: 'app.notAllowed',
    })
  })

  test('is confirmed by the manager alone, once, with the gap since the call', async () => {
    const { note } = await delivered(office)
    const made = await office.as.clerk.complaints.save(
      complaintDraft(note.customerId, { deliveryLineId: note.lines[0]!.id }),
    )
    const ask = { id: made.id, version: made.version, confirmed: true, opinion: '补一片' }
    await expect(office.as.merchandiser.complaints.decide(ask)).rejects.toMatchObject({ code: 'app.notAllowed' })
    office.setDay('2026-11-22T10:50:00')
    const yes = await office.as.manager.complaints.decide(ask)
    expect(yes).toMatchObject({ state: 'confirmed', gapMinutes: 135, decidedBy: '赵经理', opinion: '补一片' })
    await expect(office.as.manager.complaints.decide({ ...ask, version: yes.version })).rejects.toMatchObject({
      code: 'complaints.spokenFor',
    })
    await expect(
      office.as.clerk.complaints.save(
        complaintDraft(note.customerId, { id: made.id, version: yes.version, description: '桌' }),
      ),
    ).rejects.toMatchObject({ code: 'complaints.spokenFor' })
  })

  test('leads to nothing before the manager’s yes, nor after his no', async () => {
    const { note } = await delivered(office)
    const made = await office.as.clerk.complaints.save(
      complaintDraft(note.customerId, { deliveryLineId: note.lines[0]!.id }),
    )
    const { complaints } = office.as.manager
    const back = (at: { id: number; version: number }) => ({ ...at, quantity: 1000, on: '2026-11-22', remark: '' })
    const all = (at: { id: number; version: number }) => [
      () => complaints.replace(replacementOf(at)),
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
    const { note } = await delivered(office)
    let now = await confirmedComplaint(office, note)
    const { complaints } = office.as.clerk
    const at = () => ({ id: now.id, version: now.version })
    const close = () => complaints.close({ ...at(), result: '补好' })
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
    await expect(close()).rejects.toMatchObject({ code: 'complaints.noteOpen' })
    await sendNote(office, await office.as.clerk.deliveries.read({ id: now.notes[0]!.id }))
    now = await complaints.replace(replacementOf(now))
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
    const { note } = await delivered(office)
    let now = await confirmedComplaint(office, note)
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
    const next = await office.as.clerk.complaints.save(complaintDraft(note.customerId, { description: '桌' }))
    expect(next.number).toBe('TS261122-02')
    expect(await office.as.manager.monthEnd.check({ month: '2026-11' })).toBeTruthy()
  })

  test('points out the same product within 90 days, by this customer and by all', async () => {
    const first = await delivered(office)
    const second = await delivered(office)
    office.setDay('2026-11-23')
    const one = await confirmedComplaint(office, first.note)
    const rejectedOne = await office.as.clerk.complaints.save(
      complaintDraft(second.note.customerId, { deliveryLineId: second.note.lines[0]!.id }),
    )
    await office.as.manager.complaints.decide({
      id: rejectedOne.id,
      version: rejectedOne.version,
      confirmed: false,
      opinion: '不是',
    })
    const third = await office.as.clerk.complaints.save(
      complaintDraft(second.note.customerId, { deliveryLineId: second.note.lines[0]!.id }),
    )
    expect(third.repeated).toMatchObject({ same: 0, all: 1, rows: [{ number: one.number }] })
    const { rows } = await office.as.clerk.complaints.list({ view: 'all' })
    expect(rows.map(({ id, repeats }) => [id, repeats])).toContainEqual([third.id, 1])
    const asking = { productId: null, code: 'TS-801', customerId: first.note.customerId, exceptId: null }
    expect(await office.as.clerk.complaints.repeats({ ...asking, on: '2027-02-20' })).toMatchObject({ same: 1, all: 2 })
    expect(await office.as.clerk.complaints.repeats({ ...asking, on: '2027-02-21' })).toMatchObject({ same: 0, all: 0 })
  })
})

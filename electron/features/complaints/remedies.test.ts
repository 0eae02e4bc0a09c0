import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { emptyProduct } from '../../../shared/products.ts'
import { makeOrder } from '../../testing/checkedOrder.ts'
import { confirmedComplaint, delivered, replacementOf } from '../../testing/complaints.ts'
import { makeGoods } from '../../testing/mainLine.ts'
import { keyNote, noteDraft, noteLine, sendNote } from '../../testing/notes.ts'
import { openOffice, type TestOffice } from '../../testing/office.ts'
import { keyTruck } from '../../testing/trucks.ts'

let office: TestOffice
beforeEach(async () => {
  office = await openOffice()
})
afterEach(() => office.close())

describe('a replacement slip', () => {
  test('from stock waits to be sent, leaves at no price under its own number, and is sent when its note has left', async () => {
    const { note } = await delivered(office)
    let now = await confirmedComplaint(office, note)
    now = await office.as.clerk.complaints.replace(replacementOf(now))
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
    const { order, note } = await delivered(office)
    let now = await confirmedComplaint(office, note)
    now = await office.as.clerk.complaints.replace(replacementOf(now, { way: 'made', wantedOn: '2026-12-10' }))
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

  test('makes no more whole products again than the line had, and no half one', async () => {
    const { id: productId } = await office.as.clerk.products.save({ ...emptyProduct, code: 'TS-801', name: '餐桌' })
    const order = await makeOrder(office, { pieces: [20], productIds: [productId] })
    const now = await confirmedComplaint(office, await sendNote(office, await keyNote(office, order, [12])))
    const whole = async (quantity: number) => {
      const asked = replacementOf(await office.as.clerk.complaints.read({ id: now.id }), {
        way: 'made',
        wantedOn: '2026-12-10',
      })
      const part = { ...asked.parts[0]!, productId, unit: '张', quantity }
      return office.as.clerk.complaints.replace({ ...asked, parts: [part] })
    }
    const tooMany = { code: 'complaints.moreThanLeft', field: 'parts.0.quantity' }
    await expect(whole(100_000)).rejects.toMatchObject(tooMany)
    await expect(whole(500)).rejects.toMatchObject({ code: 'app.wholePieces', field: 'parts.0.quantity' })
    await whole(10_000)
    await expect(whole(3000)).rejects.toMatchObject(tooMany)
    await whole(2000)
  })

  test('may be charged: the charge is on the account, and off again when the slip is void', async () => {
    const { note } = await delivered(office)
    let now = await confirmedComplaint(office, note)
    now = await office.as.clerk.complaints.replace(replacementOf(now, { chargeFen: 8000 }))
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
    const { order } = await delivered(office)
    await expect(
      office.as.clerk.deliveries.save(
        noteDraft(order.customerId, [noteLine(null, 1, { description: '脚' })], { kind: 'replacement' }),
      ),
    ).rejects.toMatchObject({ code: 'deliveries.complaintFirst' })
  })
})

describe('goods and money back', () => {
  test('are tied to the line of the note: never more than it had, however the note is changed later', async () => {
    const { order, note } = await delivered(office)
    const rest = await sendNote(office, await keyNote(office, order, [8]))
    let now = await confirmedComplaint(office, note)
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
    const { note } = await delivered(office)
    let now = await confirmedComplaint(office, note)
    const { complaints } = office.as.manager
    const at = () => ({ id: now.id, version: now.version })
    now = await complaints.takeBack({ ...at(), quantity: 2000, on: '2026-11-22', remark: '' })
    now = await complaints.exchange({ ...at(), quantity: 1000, on: '2026-11-22', remark: '' })
    now = await complaints.deduct({ ...at(), quantity: 1000, amountFen: 3000, reason: '运损' })
    now = await complaints.replace(replacementOf(now))
    const [slip] = now.replacements
    const sent = await complaints.send({ id: slip!.id, version: slip!.version, on: '2026-11-22', truck: null })
    for (const { id } of [...now.notes, { id: sent.noteId }])
      await sendNote(office, await office.as.clerk.deliveries.read({ id }))
    const { lines, closingFen } = await office.as.manager.statements.preview({
      customerId: note.customerId,
      month: '2026-11',
    })
    expect(lines.map(({ kind, amountFen }) => `${kind} ${amountFen}`).toSorted()).toEqual([
      'deduction -3000',
      'delivery 120000',
      'exchangeIn 10000',
      'exchangeOut -10000',
      'replacement 0',
      'return -20000',
    ])
    expect(closingFen).toBe(97_000)
  })
})

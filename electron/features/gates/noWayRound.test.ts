import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeCustomer, makeOrder } from '../../testing/checkedOrder.ts'
import { keyNote, noteDraft, noteLine, receive, sendNote } from '../../testing/notes.ts'
import { openOffice, type TestOffice } from '../../testing/office.ts'
import { addCustomer, callBack, draftLines, orderDraft, saveOrder, signConfirmation } from '../../testing/orders.ts'

/** Ways round the gates that a hurried or a bad hand would try: each is refused with a sentence. */

let office: TestOffice
beforeEach(async () => {
  office = await openOffice()
})
afterEach(() => office.close())

const onOrder = (orderId: number, amountFen: number) => [
  { orderId, deliveryNoteId: null, adjustmentId: null, amountFen },
]

describe('confirmed money', () => {
  it('is moved off an order in production by the cashier alone', async () => {
    const customerId = await addCustomer(office)
    const [first, second] = [
      await saveOrder(office, orderDraft(office, customerId)),
      await saveOrder(office, orderDraft(office, customerId)),
    ]
    for (const { id } of [first, second]) {
      await callBack(office, id)
      await signConfirmation(office, id)
    }
    const deposit = first.depositFen!
    const receipt = await receive(office, customerId, deposit, '2026-11-22', onOrder(first.id, deposit))
    await office.as.manager.production.release({ orderId: first.id })
    const move = { id: receipt.id, version: receipt.version, allocations: onOrder(second.id, deposit) }
    await expect(office.as.clerk.receipts.assign(move)).rejects.toMatchObject({ code: 'receipts.cashierMoves' })
    expect((await office.as.clerk.receipts.read({ id: receipt.id })).allocations).toMatchObject([{ orderId: first.id }])
    await office.as.cashier.receipts.assign(move)
    expect((await office.as.manager.gates.order({ orderId: first.id })).open).toBe(false)
  })

  it('of a slip that was confirmed before is asked about', async () => {
    const customerId = await makeCustomer(office)
    const enter = () =>
      office.as.clerk.receipts.enter({
        customerId,
        receivedOn: '2026-11-22',
        kind: 'balance',
        method: 'bank',
        payer: '',
        slipNumber: 'ICBC-777',
        amountFen: 100,
        remark: '',
        allocations: [],
      })
    const [one, two] = [await enter(), await enter()]
    const confirm = ({ id, version }: { id: number; version: number }, knownSlip = false) =>
      office.as.cashier.receipts.confirm({ id, version, slipNumber: 'ICBC-777', knownSlip })
    await confirm(one)
    await expect(confirm(two)).rejects.toMatchObject({ code: 'receipts.slipKnown', field: 'slipNumber' })
    expect((await confirm(two, true)).state).toBe('confirmed')
  })
})

describe('an order', () => {
  it('with money on it goes to no other customer', async () => {
    const order = await saveOrder(office, orderDraft(office, await addCustomer(office)))
    const other = await addCustomer(office, { code: 'QT', name: '其他', shortName: '其他' })
    await receive(office, order.customerId, 100, '2026-11-22', onOrder(order.id, 100))
    const draft = { ...orderDraft(office, other), lines: draftLines(order) }
    await expect(office.as.clerk.orders.save({ ...draft, id: order.id, version: order.version })).rejects.toMatchObject(
      { code: 'orders.keepsCustomer', field: 'customerId' },
    )
  })

  it('on looser terms than the customer’s card is the manager’s', async () => {
    const customerId = await addCustomer(office)
    const loose = orderDraft(office, customerId, { settlement: 'monthly' })
    await expect(office.as.clerk.orders.save(loose)).rejects.toMatchObject({ code: 'orders.looserTerms' })
    await expect(
      office.as.clerk.orders.save(orderDraft(office, customerId, { depositBasisPoints: 0 })),
    ).rejects.toMatchObject({ code: 'orders.looserTerms' })
    // paid before it leaves, but made without a deposit
    await expect(
      office.as.clerk.orders.save(orderDraft(office, customerId, { settlement: 'prepaid' })),
    ).rejects.toMatchObject({ code: 'orders.looserTerms' })
    expect((await office.as.manager.orders.save(loose)).number).toMatch(/^DH/)
    expect(
      (await office.as.clerk.orders.save(orderDraft(office, customerId, { depositBasisPoints: 5000 }))).id,
    ).toBeGreaterThan(0)
  })

  it('is paid to an account of the company, and its confirmation prints that one', async () => {
    const customerId = await addCustomer(office)
    await expect(
      office.as.clerk.orders.save(orderDraft(office, customerId, { bankAccount: '张三 农业银行 6228' })),
    ).rejects.toMatchObject({ code: 'orders.strangeAccount', field: 'bankAccount' })
    const { company, versions } = await office.as.manager.settings.read({})
    const second = { name: '禾杉家具有限公司', bank: '农业银行乐从支行', account: '6228 4800 0000 1111' }
    await office.as.manager.settings.saveCompany({
      company: { ...company!, bankAccounts: [...company!.bankAccounts, second] },
      version: versions.company,
    })
    const order = await saveOrder(
      office,
      orderDraft(office, customerId, { bankAccount: `${second.name} ${second.bank} ${second.account}` }),
    )
    const { pages } = await office.as.clerk.orders.confirmationPaper({ id: order.id })
    expect(pages.join('')).toContain(second.account)
    expect(pages.join('')).not.toContain('6222 0000 1234 5678')
  })

  it('whose lines somebody keyed anew is not checked by that person', async () => {
    const order = await saveOrder(office, orderDraft(office, await addCustomer(office)))
    const [line] = draftLines(order)
    await office.as.merchandiser.orders.save({
      ...orderDraft(office, order.customerId),
      id: order.id,
      version: order.version,
      lines: [{ ...line!, quantity: line!.quantity * 2 }],
    })
    await expect(callBack(office, order.id)).rejects.toMatchObject({ code: 'checks.sameEyes' })
  })

  it('due in another century is a slip of the hand', async () => {
    const draft = orderDraft(office, await addCustomer(office))
    const lines = [{ ...draft.lines[0]!, dueOn: '1990-01-01' }]
    await expect(office.as.clerk.orders.save({ ...draft, lines })).rejects.toMatchObject({
      code: 'orders.strangeDay',
      field: 'lines.0.dueOn',
    })
  })

  it('is not opened again under a delivery note, and its note does not leave once it was', async () => {
    const order = await makeOrder(office, { pieces: [10] })
    const note = await keyNote(office, order, [10])
    const { version } = await office.as.merchandiser.orders.read({ id: order.id })
    await expect(
      office.as.merchandiser.checks.reopen({ orderId: order.id, version, reason: '改价' }),
    ).rejects.toMatchObject({ code: 'checks.noteStands' })
    await office.db.updateTable('orders').set({ checkedAt: null, checkedBy: null }).where('id', '=', order.id).execute()
    await expect(sendNote(office, note)).rejects.toMatchObject({ code: 'deliveries.notReady' })
  })

  it('saved from a kept draft is known by the draft', async () => {
    const draft = orderDraft(office, await addCustomer(office))
    const key = crypto.randomUUID()
    const reply = await office.app.call({ userId: office.userIds.clerk, host: 'PC' }, 'orders.save', draft, key)
    const { id, number } = (reply as { value: { id: number; number: string } }).value
    const asked = { drafts: [key, crypto.randomUUID()] }
    expect(await office.as.clerk.orders.savedFrom(asked)).toEqual([{ draft: key, id, number }])
    expect(await office.as.merchandiser.orders.savedFrom(asked)).toEqual([])
  })
})

describe('goods', () => {
  it('of a line in parts add up to the line to the fen, and what was paid lets the last part go', async () => {
    const order = await makeOrder(office, { pieces: [3], settlement: 'prepaid' })
    await office.db
      .updateTable('orderLines')
      .set({ priceMicros: 335_000, amountFen: 101 })
      .where('orderId', '=', order.id)
      .execute()
    await office.db.updateTable('orders').set({ totalFen: 101 }).where('id', '=', order.id).execute()
    await receive(office, order.customerId, 101, '2026-11-22', onOrder(order.id, 101))
    const parts: number[] = []
    for (let part = 0; part < 3; part++)
      parts.push((await sendNote(office, await keyNote(office, order, [1]))).totalFen)
    expect(parts).toEqual([34, 34, 33])
  })

  it('given out for others that came back are no more than were ordered', async () => {
    const order = await makeOrder(office, { pieces: [5, 1], priceYuan: 100 })
    await sendNote(office, await keyNote(office, order, [5, 0]))
    const swap = (out: number) =>
      office.as.warehouse.deliveries.save(
        noteDraft(
          order.customerId,
          [noteLine(order.lineIds[0]!, 1, { direction: 'in' }), noteLine(order.lineIds[1]!, out)],
          { kind: 'exchange' },
        ),
      )
    await expect(swap(50)).rejects.toMatchObject({ code: 'deliveries.moreThanOrdered' })
    expect((await swap(1)).totalFen).toBe(0)
    const again = noteDraft(order.customerId, [noteLine(order.lineIds[0]!, 99)], { kind: 'replacement' })
    await expect(office.as.warehouse.deliveries.save(again)).rejects.toMatchObject({
      code: 'deliveries.moreThanDelivered',
    })
  })

  it('of a cash order leave when the driver collects all of it, or the manager says so', async () => {
    const order = await makeOrder(office, { pieces: [2], settlement: 'cash' })
    const note = await keyNote(office, order, [2], { codFen: 1 })
    await expect(sendNote(office, note)).rejects.toMatchObject({ code: 'deliveries.codMissingHidden' })
    const now = await office.as.clerk.deliveries.read({ id: note.id })
    const lines = [noteLine(order.lineIds[0]!, 2)]
    const whole = await office.as.clerk.deliveries.save(
      noteDraft(order.customerId, lines, { id: note.id, version: now.version, codFen: note.totalFen }),
    )
    expect((await sendNote(office, whole)).state).toBe('released')
    // nothing, or less, is handed in with its reason alone
    const cod = (await office.as.clerk.cod.ofNote({ deliveryNoteId: note.id }))!
    await expect(
      office.as.clerk.cod.collect({
        id: cod.id,
        version: cod.version,
        driver: '老何',
        collectedFen: 0,
        method: 'cash',
        collectedOn: '2026-11-22',
        reason: '',
      }),
    ).rejects.toMatchObject({ code: 'cod.reasonNeeded', field: 'reason' })
  })

  it('the customer signed for are voided by the manager alone', async () => {
    const order = await makeOrder(office, { pieces: [2] })
    const note = await sendNote(office, await keyNote(office, order, [2]))
    const { rows } = await office.as.clerk.signBacks.list({ kind: 'delivery' })
    const copy = { difference: '', differenceFen: null, copy: null, result: 'same' as const }
    await office.as.warehouse.signBacks.markReturned({ id: rows[0]!.id, version: rows[0]!.version, ...copy })
    const { version } = await office.as.clerk.deliveries.read({ id: note.id })
    await expect(
      office.as.merchandiser.deliveries.void({ id: note.id, version, reason: '开错' }),
    ).rejects.toMatchObject({ code: 'deliveries.signedVoid' })
  })

  it('that came back need not be paid: the order settles with what was', async () => {
    const order = await makeOrder(office, { pieces: [10] })
    const note = await sendNote(office, await keyNote(office, order, [10]))
    const back = noteDraft(order.customerId, [noteLine(order.lineIds[0]!, 2, { direction: 'in' })], { kind: 'return' })
    await sendNote(office, await office.as.warehouse.deliveries.save(back))
    const { rows } = await office.as.clerk.signBacks.list({ kind: 'delivery' })
    const copy = { difference: '', differenceFen: null, copy: null, result: 'same' as const }
    await office.as.warehouse.signBacks.markReturned({ id: rows[0]!.id, version: rows[0]!.version, ...copy })
    await receive(office, order.customerId, note.totalFen - 20_000, '2026-11-22')
    expect((await office.as.clerk.orders.read({ id: order.id })).state).toBe('settled')
  })
})

it('the warehouse does not say that a confirmation came back signed', async () => {
  const order = await saveOrder(office, orderDraft(office, await addCustomer(office)))
  await callBack(office, order.id)
  await expect(
    office.as.warehouse.signBacks.markSent({ kind: 'confirmation', documentId: order.id, sentTo: '传真' }),
  ).rejects.toMatchObject({ code: 'app.notAllowed' })
})

it('the written proof of a checked order stays with it', async () => {
  const order = await saveOrder(office, orderDraft(office, await addCustomer(office)))
  const [paper] = order.inbox
  await callBack(office, order.id)
  await expect(office.as.clerk.inbox.takeBack({ id: paper!.id, version: paper!.version })).rejects.toMatchObject({
    code: 'inbox.isProof',
  })
})

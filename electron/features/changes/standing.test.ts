import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Proposal } from '../../../shared/proposals.ts'
import { slipsOf } from '../../testing/changes.ts'
import { makeGoods, payOrder, shipNote } from '../../testing/mainLine.ts'
import { openOffice, type TestOffice } from '../../testing/office.ts'

let office: TestOffice
let { confirmed, write, approve, customerSigns } = {} as ReturnType<typeof slipsOf>
beforeEach(async () => {
  office = await openOffice()
  ;({ confirmed, write, approve, customerSigns } = slipsOf(office))
})
afterEach(() => office.close())

test('puts more into work only once confirmed money covers the order as it is now', async () => {
  const order = await confirmed()
  const slip = await write(order, (proposal) => {
    proposal.lines[0] = { ...proposal.lines[0]!, quantity: 20_000, packs: 40 }
  })
  await customerSigns(await approve(slip))
  const left = async () => (await office.as.merchandiser.production.remaining({ orderId: order.id }))[0]
  expect(await left()).toMatchObject({ quantity: 20_000, released: 12_000, remaining: 8000 })
  const release = () => office.as.merchandiser.production.release({ orderId: order.id })
  await expect(release()).rejects.toMatchObject({
    code: 'production.notReady',
    message: expect.stringContaining('2,832.00'),
  })
  await payOrder(office, order.customerId, order.id, 'deposit', 283_200, '2026-11-22')
  await release()
  expect(await left()).toMatchObject({ released: 20_000, remaining: 0 })
})

test('whoever let an order go by name let it go as it was: what a slip adds is asked for anew', async () => {
  const order = await confirmed(false)
  const { manager, merchandiser } = office.as
  const override = () =>
    manager.gates.override({ gate: 'production', orderId: order.id, deliveryNoteId: null, reason: '老客户,先做' })
  await override()
  await merchandiser.production.release({ orderId: order.id })
  office.setDay('2026-11-23')
  const more = (quantity: number, packs: number) => (proposal: Proposal) => {
    proposal.lines[0] = { ...proposal.lines[0]!, quantity, packs }
  }
  await customerSigns(await approve(await write(await merchandiser.orders.read({ id: order.id }), more(2000, 4))))
  // less than he let go: his word stands
  expect(await merchandiser.gates.order({ orderId: order.id })).toMatchObject({ reason: 'override' })
  office.setDay('2026-11-24')
  await customerSigns(
    await approve(await write(await merchandiser.orders.read({ id: order.id }), more(2_000_000, 4000))),
  )
  const release = () => merchandiser.production.release({ orderId: order.id })
  await expect(release()).rejects.toMatchObject({ code: 'production.notReady' })
  await override()
  await release()
  expect((await merchandiser.production.remaining({ orderId: order.id }))[0]).toMatchObject({ remaining: 0 })
})

test('takes a line away with the questions about it, so that nothing holds the release', async () => {
  const order = await confirmed(false)
  const about = order.lines[2]!.id
  await office.as.merchandiser.questions.ask({
    orderLineId: about,
    field: 'colour',
    question: '什么色',
    askedWhom: '',
  })
  const slip = await write(order, (proposal) => {
    proposal.lines.pop()
  })
  await customerSigns(await approve(slip))
  expect((await office.as.merchandiser.questions.list({ orderId: order.id })).total).toBe(0)
  expect((await office.as.merchandiser.orders.read({ id: order.id })).state).toBe('toDeposit')
})

test('leaves the price of what was delivered as it stands on signed notes', async () => {
  const order = await confirmed()
  await makeGoods(office)
  await payOrder(office, order.customerId, order.id, 'balance', order.totalFen! - order.depositFen!, '2026-12-15')
  const { lines, ...head } = await office.as.merchandiser.deliveries.newDraft({ orderId: order.id })
  const saved = await office.as.merchandiser.deliveries.save({ ...head, lines: [{ ...lines[0]!, quantity: 5000 }] })
  await shipNote(office, saved.id)
  const now = await office.as.merchandiser.orders.read({ id: order.id })
  const cheaper = await write(now, (proposal) => {
    proposal.lines[0] = { ...proposal.lines[0]!, priceMicros: 500_000_000 }
  })
  expect(cheaper.effect.problems[0]).toContain('价格不能再改')
  await office.as.merchandiser.changes.withdraw({ id: cheaper.id, version: cheaper.version, reason: '另加一行' })
  const parted = await write(now, (proposal) => {
    const [first] = proposal.lines
    proposal.lines[0] = { ...first!, quantity: 5000, packs: 10 }
    proposal.lines.push({ ...first!, id: null, quantity: 7000, packs: 14, priceMicros: 500_000_000 })
  })
  expect(parted.effect.problems).toEqual([])
})

test('takes no mark back on the copy of a slip that was withdrawn', async () => {
  const slip = await approve(
    await write(await confirmed(), (proposal) => {
      proposal.lines[0] = { ...proposal.lines[0]!, quantity: 20_000, packs: 40 }
    }),
  )
  const { signBacks, changes } = office.as.merchandiser
  const sent = await signBacks.markSent({ kind: 'change', documentId: slip.id, sentTo: '传真' })
  const { id, version } = await signBacks.markReturned({
    id: sent.id,
    version: sent.version,
    result: 'different',
    difference: '只要 15 张',
    differenceFen: null,
    copy: null,
  })
  await changes.withdraw({ id: slip.id, version: (await changes.read({ id: slip.id })).version, reason: '不改了' })
  await expect(signBacks.undo({ id, version, reason: '标错单' })).rejects.toMatchObject({ code: 'signBacks.paperGone' })
})

test('a department signs on a day that was, within the year', async () => {
  const slip = await approve(
    await write(await confirmed(), (proposal) => {
      proposal.lines[0] = { ...proposal.lines[0]!, quantity: 20_000, packs: 40 }
    }),
  )
  const sign = (on: string) =>
    office.as.merchandiser.changes.sign({
      id: slip.id,
      version: slip.version,
      department: 'production',
      name: '吴工',
      on,
      how: 'paper',
    })
  for (const on of ['2026-11-23', '2096-11-22', '2025-11-20'])
    await expect(sign(on)).rejects.toMatchObject({ code: 'changes.strangeSignDay', field: 'on' })
  expect(await sign('2026-11-20')).toMatchObject({ signs: [{ on: '2026-11-20' }] })
})

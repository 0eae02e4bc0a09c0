import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { emptyProduct } from '../../../shared/products.ts'
import { proposedPrice, quotationStage, stepFor } from '../../../shared/quotations.ts'
import { openOffice, type TestOffice } from '../../testing/office.ts'
import { addCustomer, callBack, lineDraft, orderDraft, saveOrder, signConfirmation } from '../../testing/orders.ts'
import { boxLine, editOf, quotationDraft, sendQuotation, signQuotation } from '../../testing/quotations.ts'
import { quotationFacts } from '../quotations.ts'

let office: TestOffice
let customerId: number
beforeEach(async () => {
  office = await openOffice({ trade: 'printing' })
  customerId = await addCustomer(office, { settlement: 'monthly' })
})
afterEach(() => office.close())

const desk = () => office.as.merchandiser.quotations

/** Every stored stage is what its facts say. */
const expectDerived = async (): Promise<void> => {
  const rows = await office.db.selectFrom('quotations').select(['id', 'stage']).execute()
  for (const { id, stage } of rows) expect(stage).toBe(quotationStage(await quotationFacts(office, id)))
}

test('numbers a quotation BJD and the day, and finds it by number, goods and customer', async () => {
  const saved = await desk().save(quotationDraft(customerId))
  expect(saved).toMatchObject({ number: 'BJD261122-01', sequence: 1 })
  for (const typed of ['bjd261122', '1122-01', '彩盒', 'yxjj', '永兴'])
    expect((await desk().list({ typed, state: 'all' })).rows.map(({ number }) => number)).toEqual(['BJD261122-01'])
  expect((await desk().list({ typed: '说明书', state: 'all' })).rows).toEqual([])
  expect(await office.as.clerk.search.find({ typed: 'BJD261122-01' })).toContainEqual({
    kind: 'quotation',
    box: '',
    id: saved.id,
    customerId,
    title: 'BJD261122-01',
    detail: '永兴家居 · 2026-11-22',
  })
})

test('goes from draft over sent and accepted to ordered, and back when the order is void', async () => {
  const states: string[] = []
  const note = async (id: number): Promise<void> => {
    states.push((await desk().read({ id })).state)
    await expectDerived()
  }
  const { id } = await desk().save(quotationDraft(customerId))
  await note(id)
  await desk().send({ id, version: 1, sentTo: '传真' })
  await note(id)
  await signQuotation(office, id)
  await note(id)
  const { number, draft, lines } = await desk().orderDraft({ id, quantity: 3_000_000 })
  const { customerName: _, ...head } = draft
  const order = await office.as.clerk.orders.save({
    ...head,
    id: null,
    customerId,
    version: 0,
    proof: { number: '传真', pages: 1, on: '2026-11-22' },
    lines: lines.map(({ steps: __, packing: ___, productPicture: ____, ...line }) => ({
      ...lineDraft(),
      ...line,
      dueOn: line.dueOn ?? '2026-12-20',
      quotation: number,
    })),
  })
  await note(id)
  expect((await desk().read({ id })).orders.map((each) => each.id)).toEqual([order.id])
  expect((await office.as.clerk.orders.chain({ id: order.id })).papers).toContainEqual(
    expect.objectContaining({ kind: 'quotation', number }),
  )
  await office.as.merchandiser.orders.void({ id: order.id, version: order.version, reason: '客户取消' })
  await note(id)
  expect(states).toEqual(['draft', 'sent', 'accepted', 'ordered', 'accepted'])
})

test('keeps every version that was sent: who got which price when', async () => {
  const first = await sendQuotation(office, quotationDraft(customerId))
  office.setDay('2026-11-24')
  const cheaper = boxLine({ steps: [{ quantity: 1_000_000, priceMicros: 1_500_000 }] })
  await desk().save({ ...editOf(first), quotedOn: '2026-11-24', lines: [cheaper] })
  expect(await desk().read({ id: first.id })).toMatchObject({ sequence: 2, newest: 2, state: 'draft', signBack: null })
  const old = await desk().read({ id: first.id, sequence: 1 })
  expect(old.lines[0]!.steps.map(({ priceMicros }) => priceMicros)).toEqual([
    2_800_000, 1_650_000, 920_000, 780_000, 660_000,
  ])
  // nobody outside has seen the second version yet
  expect((await desk().given({ typed: '彩盒' })).rows).toHaveLength(5)
  await desk().send({ id: first.id, version: (await desk().read({ id: first.id })).version, sentTo: '传真' })
  const given = await desk().given({ customerId, from: '2026-11-24' })
  expect(
    given.rows.map(({ sequence, quantity, priceMicros }) => [sequence, quantity, priceMicros]).slice(0, 1),
  ).toEqual([[2, 1_000_000, 1_500_000]])
  // a version nobody has seen is written over instead
  const draft = await desk().save(quotationDraft(customerId))
  const again = await desk().save({ ...editOf(await desk().read({ id: draft.id })), payment: '月结' })
  expect(again.sequence).toBe(1)
  await expectDerived()
})

test('refuses a rising ladder, a price below the floor, a validity that has passed and a stale edit', async () => {
  const rising = boxLine({
    steps: [
      { quantity: 500_000, priceMicros: 1_000_000 },
      { quantity: 1_000_000, priceMicros: 1_100_000 },
    ],
  })
  await expect(desk().save(quotationDraft(customerId, { lines: [rising] }))).rejects.toMatchObject({
    code: 'quotations.ladderRises',
  })
  await expect(desk().save(quotationDraft(null))).rejects.toMatchObject({ code: 'quotations.customerNeeded' })
  const product = await office.as.clerk.products.save({
    ...emptyProduct,
    code: 'CH-1',
    name: '彩盒',
    unit: '个',
    listPriceMicros: 1_000_000,
    floorPriceMicros: 700_000,
  })
  const low = boxLine({ productId: product.id, code: 'CH-1' })
  const { id } = await desk().save(quotationDraft(customerId, { lines: [low] }))
  await expect(desk().send({ id, version: 1, sentTo: '传真' })).rejects.toMatchObject({ code: 'quotations.belowFloor' })
  await expect(desk().send({ id, version: 0, sentTo: '传真' })).rejects.toMatchObject({ code: 'app.stale' })
  // nor does a sheet of it come out of the printer
  await expect(desk().paper({ id })).rejects.toMatchObject({ code: 'quotations.belowFloor' })
  // the manager answers for it by sending it
  expect((await office.as.manager.quotations.send({ id, version: 1, sentTo: '传真' })).state).toBe('sent')
  expect((await desk().paper({ id })).pages[0]).toContain('彩盒')
  office.setDay('2027-01-05')
  expect((await desk().read({ id })).state).toBe('expired')
  const late = await desk().save(quotationDraft(customerId))
  await expect(desk().send({ id: late.id, version: 1, sentTo: '传真' })).rejects.toMatchObject({
    code: 'quotations.expiredAlready',
  })
  await expect(desk().orderDraft({ id: late.id, quantity: null })).rejects.toMatchObject({
    code: 'quotations.acceptFirst',
  })
})

test('holds a price in another unit of the product to the floor of as many pieces', async () => {
  const { id: productId } = await office.as.clerk.products.save({
    ...emptyProduct,
    code: 'CH-1',
    name: '彩盒',
    unit: '个',
    units: [{ unit: '打', factor: 12_000 }],
    floorPriceMicros: 700_000,
  })
  const dozens = (priceMicros: number, unit = '打') =>
    boxLine({ productId, code: 'CH-1', unit, steps: [{ quantity: 1000, priceMicros }] })
  const { id } = await desk().save(quotationDraft(customerId, { lines: [dozens(8_399_999)] }))
  expect((await desk().read({ id })).lines[0]!.floorPriceMicros).toBe(8_400_000)
  await expect(desk().send({ id, version: 1, sentTo: '传真' })).rejects.toMatchObject({
    code: 'quotations.belowFloor',
    message: expect.stringContaining('8.40'),
  })
  await sendQuotation(office, quotationDraft(customerId, { lines: [dozens(8_400_000)] }))
  // a unit the product does not know has no floor
  await sendQuotation(office, quotationDraft(customerId, { lines: [dozens(1, '箱')] }))
})

test('quotes a prospect by name, who becomes a customer before signing', async () => {
  const sent = await sendQuotation(office, quotationDraft(null, { prospect: '新锐文具厂' }))
  expect(sent).toMatchObject({ customerName: '新锐文具厂', state: 'sent', signBack: null })
  await expect(desk().orderDraft({ id: sent.id, quantity: null })).rejects.toMatchObject({
    code: 'quotations.assignFirst',
  })
  const assigned = await desk().assign({ id: sent.id, version: sent.version, customerId })
  expect(assigned).toMatchObject({ customerId, prospect: '', signBack: { state: 'waiting', sentTo: '0757-8321 0000' } })
  expect((await signQuotation(office, sent.id)).state).toBe('accepted')
})

test('takes a copy signed with changes and a declined price as 未接受, and the answer back when it was a mistake', async () => {
  const { id, signBack } = await sendQuotation(office, quotationDraft(customerId))
  const back = await office.as.merchandiser.signBacks.markReturned({
    id: signBack!.id,
    version: signBack!.version,
    result: 'different',
    difference: '5000 个要 0.75',
    differenceFen: null,
    copy: null,
  })
  expect(await desk().read({ id })).toMatchObject({ state: 'declined', versions: [{ answerWords: '5000 个要 0.75' }] })
  await office.as.merchandiser.signBacks.undo({ id: back.id, version: back.version, reason: '点错了' })
  const waiting = await desk().read({ id })
  expect(waiting.state).toBe('sent')
  expect(await desk().decline({ id, version: waiting.version, reason: '别家更便宜' })).toMatchObject({
    state: 'declined',
    signBack: null,
  })
  await expectDerived()
})

test('the signature belongs to the version that was sent, never to the next one', async () => {
  const first = await sendQuotation(office, quotationDraft(customerId))
  const { id } = first
  const signed = await signQuotation(office, id)
  const copy = async () => {
    const { rows } = await office.as.merchandiser.signBacks.list({ kind: 'quotation', documentId: id })
    return rows[0]!
  }
  await desk().save(editOf(signed))
  expect(await desk().read({ id })).toMatchObject({ newest: 2, state: 'draft', signBack: null })
  const closed = await copy()
  expect(closed.state).toBe('cancelled')
  const { signBacks } = office.as.merchandiser
  await expect(signBacks.undo({ id: closed.id, version: closed.version, reason: '点错了' })).rejects.toMatchObject({
    code: 'signBacks.cancelledAlready',
  })
  // a copy from before it was so, still standing
  await office.db.updateTable('signBacks').set({ state: 'different' }).where('id', '=', closed.id).execute()
  await expect(signBacks.undo({ id: closed.id, version: closed.version, reason: '点错了' })).rejects.toMatchObject({
    code: 'quotations.olderSigned',
    message: expect.stringContaining('V2'),
  })
  await office.db.updateTable('signBacks').set({ state: 'waiting' }).where('id', '=', closed.id).execute()
  await expect(signQuotation(office, id)).rejects.toMatchObject({ code: 'quotations.olderSigned' })
  const now = await desk().read({ id })
  expect(now.versions.map(({ sequence, sentAt, answer }) => [sequence, sentAt !== null, answer])).toEqual([
    [2, false, null],
    [1, true, 'accepted'],
  ])
  await desk().send({ id, version: now.version, sentTo: '传真' })
  expect((await signQuotation(office, id)).versions.map(({ answer }) => answer)).toEqual(['accepted', 'accepted'])
  await expectDerived()
})

test('offers the accepted ladder price while it stands, and notes it on the order line', async () => {
  const product = await office.as.clerk.products.save({
    ...emptyProduct,
    code: 'CH-1',
    name: '彩盒',
    unit: '个',
    listPriceMicros: 3_000_000,
  })
  const line = boxLine({ productId: product.id, code: 'CH-1' })
  const offer = (pieces: number, on = '2026-11-25') =>
    office.as.clerk.prices.offer({ customerId, productId: product.id, quantity: pieces * 1000, on })
  const sent = await sendQuotation(office, quotationDraft(customerId, { lines: [line] }))
  expect(await offer(3000)).toMatchObject({ source: 'list', quotation: '' })
  await signQuotation(office, sent.id)
  expect(await offer(3500)).toMatchObject({ source: 'quoted', priceMicros: 920_000, quotation: sent.number })
  expect(await offer(10_000)).toMatchObject({ source: 'quoted', priceMicros: 660_000 })
  expect(await offer(499)).toMatchObject({ source: 'list' })
  expect(await offer(3000, '2026-12-23')).toMatchObject({ source: 'list' })
  const other = await addCustomer(office, { code: 'B2', name: '别家公司', shortName: '别家' })
  expect(
    await office.as.clerk.prices.offer({
      customerId: other,
      productId: product.id,
      quantity: 3_000_000,
      on: '2026-11-25',
    }),
  ).toMatchObject({ source: 'list' })
  const order = await saveOrder(
    office,
    orderDraft(office, customerId, {
      lines: [
        lineDraft({
          productId: product.id,
          code: 'CH-1',
          name: '彩盒',
          unit: '个',
          quantity: 3_000_000,
          priceMicros: 920_000,
        }),
      ],
    }),
  )
  expect(order.lines[0]).toMatchObject({ priceSource: 'quoted', quotation: sent.number, amountFen: 276_000 })
  expect((await desk().read({ id: sent.id })).state).toBe('ordered')
})

test('keeps a 新版 line back until its quotation is accepted, or a manager answers by name', async () => {
  const order = await saveOrder(
    office,
    orderDraft(office, customerId, {
      settlement: 'monthly',
      lines: [lineDraft({ name: '彩盒', spec: '120×80×200', unit: '个', quantity: 3_000_000, newVersion: true })],
    }),
  )
  await callBack(office, order.id)
  await signConfirmation(office, order.id)
  const release = (overrideReason?: string) =>
    office.as.merchandiser.production.release({
      orderId: order.id,
      ...(overrideReason === undefined ? {} : { overrideReason }),
    })
  await expect(release()).rejects.toMatchObject({
    code: 'gates.heldUnquoted',
    message: expect.stringContaining('第 1 行 彩盒 是新版'),
  })
  // a merchandiser cannot answer for it
  await expect(release('客户急')).rejects.toMatchObject({ code: 'gates.heldUnquoted' })
  const sent = await sendQuotation(office, quotationDraft(customerId))
  await expect(release()).rejects.toMatchObject({ code: 'gates.heldUnquoted' })
  await signQuotation(office, sent.id)
  expect((await release()).number).toBe('SC261122-01')
})

test('shows for ever which manager let a 新版 line pass', async () => {
  const order = await saveOrder(
    office,
    orderDraft(office, customerId, { settlement: 'monthly', lines: [lineDraft({ newVersion: true })] }),
  )
  await callBack(office, order.id)
  await signConfirmation(office, order.id)
  await expect(
    office.as.merchandiser.gates.approve({ gate: 'newVersion', orderId: order.id, reason: '口头说好' }),
  ).rejects.toMatchObject({ code: 'app.notAllowed' })
  await office.as.manager.gates.approve({ gate: 'newVersion', orderId: order.id, reason: '老板口头定价' })
  await office.as.merchandiser.production.release({ orderId: order.id })
  expect(await office.as.workshop.gates.holds({ orderId: order.id })).toMatchObject([
    { gate: 'newVersion', stops: false, approval: { by: '赵经理', reason: '老板口头定价' } },
  ])
  await expect(office.db.deleteFrom('gateApprovals').execute()).rejects.toThrow('append only')
})

test('prints the ladder and never the costs', async () => {
  const { id } = await desk().save(quotationDraft(customerId))
  const paper = await desk().paper({ id })
  const text = paper.pages.join('').replace(/<[^>]+>/g, ' ')
  for (const word of ['报价单', '10,000', 'BJD261122-01', '0.66', '300.00', '2026-12-22']) expect(text).toContain(word)
  for (const secret of ['0.40', '0.10', '利润']) expect(text).not.toContain(secret)
  expect(await desk().markPrinted({ id })).toEqual({ printed: 1 })
  await expect(office.as.workshop.quotations.paper({ id })).rejects.toMatchObject({ code: 'app.notAllowed' })
  await expect(office.as.warehouse.quotations.read({ id })).rejects.toMatchObject({ code: 'app.notAllowed' })
})

test('starts from a phone message and from an older quotation, and is on 今日 three days before it ends', async () => {
  const message = await office.as.clerk.messages.leave({
    forUserId: office.userIds.merchandiser,
    name: '林小姐',
    factory: '新锐文具厂',
    phone: '138 0000 2222',
    matter: '问彩盒 5000 个多少钱',
    customerId: null,
  })
  expect(await desk().newDraft({ messageId: message.id })).toMatchObject({
    prospect: '新锐文具厂',
    contact: '林小姐',
    remark: '问彩盒 5000 个多少钱',
    messageId: message.id,
  })
  const { id } = await sendQuotation(office, quotationDraft(customerId))
  const copy = await desk().newDraft({ copyOf: id })
  expect(copy.lines).toEqual([{ ...boxLine(), picture: '', productPicture: '' }])
  office.setDay('2026-12-20')
  const kinds = (await office.as.merchandiser.today.list({})).rows.map((task) => task.kind)
  expect(kinds).toEqual(expect.arrayContaining(['quotationExpiring', 'quotationOut']))
})

test('proposes cost with profit and tax on it, and steps on the highest rung reached', () => {
  expect(proposedPrice(boxLine().costs)).toBe(678_000) // 0.50 × 1.2 × 1.13
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.integer({ min: 1, max: 100_000 }), { minLength: 1, maxLength: 6 }),
      fc.integer({ min: 1, max: 100_000 }),
      (rungs, quantity) => {
        const reached = rungs.filter((rung) => rung <= quantity)
        const step = stepFor(
          rungs.map((rung) => ({ quantity: rung, priceMicros: rung })),
          quantity,
        )
        expect(step?.quantity ?? null).toBe(reached.length === 0 ? null : Math.max(...reached))
      },
    ),
  )
})

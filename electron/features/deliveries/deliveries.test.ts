import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { makeOrder } from '../../testing/checkedOrder.ts'
import { keyNote, noteDraft, noteLine, sendNote } from '../../testing/notes.ts'
import { openOffice, type TestOffice } from '../../testing/office.ts'
import { carry } from '../../testing/trucks.ts'

let office: TestOffice
beforeEach(async () => {
  office = await openOffice()
})
afterEach(() => office.close())

const openOf = async (orderId: number) =>
  (await office.as.warehouse.deliveries.openLines({ orderId })).map(({ delivered, onDrafts, remaining }) => [
    delivered / 1000,
    onDrafts / 1000,
    remaining / 1000,
  ])
const versioned = async (id: number) => ({
  id,
  version: (await office.as.warehouse.deliveries.read({ id })).version,
})

test('partial deliveries leave the remaining quantity, drafts counted', async () => {
  const order = await makeOrder(office, { pieces: [20, 6] })
  const first = await keyNote(office, order, [8, 0])
  expect(first).toMatchObject({
    number: 'XS261122-01',
    state: 'draft',
    totalFen: 80_000,
    totalPacks: 8,
    totalQuantity: 8000,
  })
  expect(await openOf(order.id)).toEqual([
    [0, 8, 12],
    [0, 0, 6],
  ])
  await sendNote(office, first)
  expect(await openOf(order.id)).toEqual([
    [8, 0, 12],
    [0, 0, 6],
  ])
  expect((await office.as.clerk.orders.read({ id: order.id })).state).toBe('partlyDelivered')

  const rest = await office.as.clerk.deliveries.newDraft({ orderId: order.id })
  expect(rest.lines.map(({ quantity }) => quantity)).toEqual([12_000, 6000])
  const second = await office.as.clerk.deliveries.save(rest)
  // all of it stands on a note that has not left: it is named, and found
  await expect(office.as.clerk.deliveries.newDraft({ orderId: order.id })).rejects.toMatchObject({
    code: 'deliveries.onOpenNote',
    message: expect.stringContaining(second.number) as string,
  })
  expect(await office.as.clerk.deliveries.openNotes({ orderId: order.id })).toEqual([
    { id: second.id, number: second.number },
  ])
  await sendNote(office, second)
  expect(await office.as.clerk.deliveries.openNotes({ orderId: order.id })).toEqual([])
  expect(await openOf(order.id)).toEqual([])
  expect((await office.as.clerk.orders.read({ id: order.id })).state).toBe('delivered')
  await expect(office.as.clerk.deliveries.newDraft({ orderId: order.id })).rejects.toMatchObject({
    code: 'deliveries.noOpenLines',
  })
})

test('never more than was ordered, over several drafts, edits and a second line of the same goods', async () => {
  const order = await makeOrder(office, { pieces: [10] })
  const a = await keyNote(office, order, [6])
  await expect(keyNote(office, order, [5])).rejects.toMatchObject({
    code: 'deliveries.moreThanOrdered',
    field: 'lines.0.quantity',
    message: expect.stringContaining('还可送 4 张'),
  })
  const b = await keyNote(office, order, [4])
  const line = noteLine(order.lineIds[0]!, 7)
  await expect(
    office.as.clerk.deliveries.save(noteDraft(order.customerId, [line], { id: a.id, version: a.version })),
  ).rejects.toMatchObject({ code: 'deliveries.moreThanOrdered' })
  await expect(
    office.as.clerk.deliveries.save(
      noteDraft(order.customerId, [noteLine(order.lineIds[0]!, 1), noteLine(order.lineIds[0]!, 1)], {
        id: a.id,
        version: a.version,
      }),
    ),
  ).rejects.toMatchObject({ code: 'deliveries.lineTwice' })
  await office.as.clerk.deliveries.void({ ...(await versioned(b.id)), reason: '改送' })
  expect(
    (
      await office.as.clerk.deliveries.save(
        noteDraft(order.customerId, [noteLine(order.lineIds[0]!, 10)], { id: a.id, version: a.version }),
      )
    ).totalFen,
  ).toBe(100_000)
})

test('the goods on a note are of its customer and of an order that was called back', async () => {
  const [mine, other, unchecked] = [
    await makeOrder(office),
    await makeOrder(office),
    await makeOrder(office, { checked: false }),
  ]
  await expect(
    office.as.clerk.deliveries.save(noteDraft(mine.customerId, [noteLine(other.lineIds[0]!, 1)])),
  ).rejects.toMatchObject({ code: 'deliveries.otherCustomer' })
  await expect(keyNote(office, unchecked, [1])).rejects.toMatchObject({ code: 'deliveries.notReady' })
  await expect(office.as.clerk.deliveries.save(noteDraft(mine.customerId, [noteLine(null, 1)]))).rejects.toMatchObject({
    code: 'deliveries.orderLineNeeded',
  })
})

test(
  'for any notes, edits, releases and voids: delivered and open quantities are those of the model',
  { timeout: 120_000 },
  async () => {
    const step = fc.record({
      act: fc.constantFrom('key', 'key', 'send', 'void', 'edit'),
      which: fc.nat(7),
      pieces: fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 })),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 14 }), async (steps) => {
        const order = await makeOrder(office, { pieces: [12, 9] })
        const notes: { id: number; pieces: number[]; state: 'draft' | 'released' | 'void' }[] = []
        const used = (line: number, except: number): number =>
          notes
            .filter(({ id, state }) => state !== 'void' && id !== except)
            .reduce((sum, note) => sum + note.pieces[line]!, 0)
        for (const { act, which, pieces } of steps) {
          const note = notes[which % Math.max(1, notes.length)]
          if (act === 'key') {
            if (pieces[0] + pieces[1] === 0) continue
            const fits = pieces.every((each, line) => used(line, 0) + each <= [12, 9][line]!)
            const made = await keyNote(office, order, pieces).catch((error: { code: string }) => error.code)
            expect(typeof made === 'string' ? made : 'ok').toBe(fits ? 'ok' : 'deliveries.moreThanOrdered')
            if (typeof made !== 'string') notes.push({ id: made.id, pieces, state: 'draft' })
          } else if (!note || note.state === 'void') continue
          else if (act === 'send' && note.state === 'draft') {
            await sendNote(office, await office.as.warehouse.deliveries.read({ id: note.id }))
            note.state = 'released'
          } else if (act === 'void') {
            await office.as.clerk.deliveries.void({ ...(await versioned(note.id)), reason: '作废' })
            note.state = 'void'
          } else if (act === 'edit' && note.state === 'draft' && pieces[0] + pieces[1] > 0) {
            const fits = pieces.every((each, line) => used(line, note.id) + each <= [12, 9][line]!)
            const lines = pieces.flatMap((each, line) => (each > 0 ? [noteLine(order.lineIds[line]!, each)] : []))
            const saved = await office.as.clerk.deliveries
              .save(noteDraft(order.customerId, lines, await versioned(note.id)))
              .then(
                () => 'ok',
                (error: { code: string }) => error.code,
              )
            expect(saved).toBe(fits ? 'ok' : 'deliveries.moreThanOrdered')
            if (saved === 'ok') note.pieces = pieces
          }
        }
        const { lines } = await office.as.clerk.orders.read({ id: order.id })
        const delivered = [0, 1].map((line) =>
          notes.filter(({ state }) => state === 'released').reduce((sum, note) => sum + note.pieces[line]!, 0),
        )
        expect(lines.map(({ deliveredQuantity }) => deliveredQuantity / 1000)).toEqual(delivered)
        const open = new Map(
          (await office.as.warehouse.deliveries.openLines({ orderId: order.id })).map((line) => [
            line.orderLineId,
            line.remaining / 1000,
          ]),
        )
        expect(order.lineIds.map((id) => open.get(id) ?? 0)).toEqual(
          [0, 1].map((line) => (delivered[line]! < [12, 9][line]! ? [12, 9][line]! - used(line, 0) : 0)),
        )
      }),
      { numRuns: 25 },
    )
  },
)

test('备货, 验货, 点数 come before 放行; each missing one is named, a change asks for them anew', async () => {
  const order = await makeOrder(office)
  const { deliveries } = office.as.warehouse
  let note = await keyNote(office, order, [4])
  const refused = (code: string) =>
    expect(deliveries.release({ id: note.id, version: note.version, overrideReason: null })).rejects.toMatchObject({
      code,
    })
  await refused('deliveries.pickFirst')
  note = await deliveries.pick({ id: note.id, version: note.version })
  await refused('deliveries.inspectFirst')
  note = await deliveries.inspect({ id: note.id, version: note.version, passed: false, remark: '柜门划伤' })
  await refused('deliveries.inspectFirst')
  note = await deliveries.inspect({ id: note.id, version: note.version, passed: true, remark: '' })
  await refused('deliveries.countFirst')
  await expect(
    deliveries.countPacks({ id: note.id, version: note.version, packs: 3, explanation: '' }),
  ).rejects.toMatchObject({ code: 'deliveries.explainPacks', field: 'explanation' })
  note = await deliveries.countPacks({
    id: note.id,
    version: note.version,
    packs: 3,
    explanation: '两包合一',
  })
  expect(note).toMatchObject({
    state: 'counted',
    picked: { by: '老周' },
    inspection: 'passed',
    countedPacks: 3,
    packsExplanation: '两包合一',
  })
  note = await office.as.clerk.deliveries.save(
    noteDraft(order.customerId, [noteLine(order.lineIds[0]!, 5)], { id: note.id, version: note.version }),
  )
  expect(note).toMatchObject({ state: 'draft', picked: null, counted: null })
  note = await sendNote(office, note)
  expect(note).toMatchObject({ state: 'released', released: { by: '老周' }, signed: 'waiting' })
  await refused('deliveries.alreadyReleased')
  await expect(deliveries.pick({ id: note.id, version: note.version - 1 })).rejects.toMatchObject({
    code: 'app.stale',
  })
})

test('returns, exchanges and replacements: never more back than the customer holds', async () => {
  const order = await makeOrder(office, { pieces: [10, 5] })
  const [line, other] = order.lineIds as [number, number]
  const delivered = await sendNote(office, await keyNote(office, order, [6, 0]))
  const save = (kind: 'return' | 'exchange' | 'replacement', lines: Parameters<typeof noteDraft>[1], changes = {}) =>
    office.as.clerk.deliveries.save(noteDraft(order.customerId, lines, { kind, ...changes }))

  await expect(save('return', [noteLine(line, 7)])).rejects.toMatchObject({
    code: 'deliveries.moreThanDelivered',
  })
  const back = await save('return', [noteLine(line, 2)])
  expect(back).toMatchObject({
    number: 'TH261122-01',
    totalFen: -20_000,
    totalPacks: -2,
    lines: [{ quantity: -2000, amountFen: -20_000 }],
  })
  await expect(save('return', [noteLine(line, 5)])).rejects.toMatchObject({
    code: 'deliveries.moreThanDelivered',
  })
  expect(
    (await office.as.warehouse.deliveries.heldLines({ noteId: delivered.id })).map(({ remaining }) => remaining),
  ).toEqual([4000])
  await expect(
    office.as.clerk.deliveries.void({ ...(await versioned(delivered.id)), reason: '错单' }),
  ).rejects.toMatchObject({ code: 'deliveries.returnedAlready' })
  expect(await sendNote(office, back)).toMatchObject({ state: 'released', signed: 'none' })

  await expect(save('exchange', [noteLine(line, 1, { direction: 'in' })])).rejects.toMatchObject({
    code: 'deliveries.exchangeBoth',
  })
  await expect(save('exchange', [noteLine(line, 5, { direction: 'in' }), noteLine(line, 5)])).rejects.toMatchObject({
    code: 'deliveries.moreThanDelivered',
  })
  const exchange = await save('exchange', [
    noteLine(line, 4, { direction: 'in' }),
    noteLine(other, 1),
    noteLine(line, 3),
  ])
  expect(exchange).toMatchObject({ number: 'HH261122-01', totalFen: 0, totalPacks: 4 })
  await sendNote(office, exchange)
  expect(
    (await office.as.warehouse.deliveries.heldLines({ customerId: order.customerId })).map(
      ({ orderLineId, remaining }) => [orderLineId, remaining],
    ),
  ).toEqual([[line, 3000]])

  const part = await save('replacement', [
    noteLine(null, 1, { description: '门板 H02', unit: '片' }),
    noteLine(line, 1),
  ])
  expect(part).toMatchObject({
    number: 'BJ261122-01',
    totalFen: 0,
    lines: [{ description: '门板 H02', unit: '片', priceMicros: 0 }, { amountFen: 0 }],
  })
  await expect(save('replacement', [noteLine(line, 1)], { codFen: 100 })).rejects.toMatchObject({
    code: 'deliveries.codOnlyDelivery',
  })
  expect(
    (await office.as.clerk.orders.read({ id: order.id })).lines.map(({ deliveredQuantity }) => deliveredQuantity),
  ).toEqual([6000, 0])
})

test('the paper says how it travels, and how many packs were counted where it is not what stands on it', async () => {
  const order = await makeOrder(office)
  const note = await keyNote(office, order, [4])
  const page = async () => (await office.as.warehouse.deliveries.paper({ id: note.id })).pages[0]!
  expect(await page()).not.toContain('物流')
  await carry(office, note.id, { way: 'freight', carrier: '德邦' })
  expect(await page()).toContain('物流')
  expect(await page()).toContain('4 包')
  const { deliveries } = office.as.warehouse
  let now = await deliveries.pick({ id: note.id, version: note.version })
  now = await deliveries.inspect({ id: now.id, version: now.version, passed: true, remark: '' })
  await deliveries.countPacks({ id: now.id, version: now.version, packs: 3, explanation: '两包并一包' })
  expect(await page()).toContain('实点 3 包（单上 4 包）')
  // the life of the order says so in the words of the office
  const { facts } = await office.as.clerk.orders.chain({ id: order.id })
  expect(facts.map(({ words }) => words)).toContain(`送货单 ${note.number} 验货 合格`)
})

test('the paper names its copies, hides prices when asked and says what it is', async () => {
  const order = await makeOrder(office)
  const note = await keyNote(office, order, [4])
  const withPrices = await office.as.clerk.deliveries.paper({ id: note.id })
  expect(withPrices).toMatchObject({
    title: `送货单 ${note.number}`,
    copies: ['白 存根', '红 客户', '黄 回单'],
  })
  expect(withPrices.pages[0]).toContain('未放行')
  expect(withPrices.pages[0]).toContain('400.00')
  const without = await office.as.clerk.deliveries.paper({ id: note.id, prices: false, copies: false })
  expect(without.copies).toEqual([''])
  expect(without.pages[0]).not.toContain('400.00')
  expect(await office.as.warehouse.deliveries.markPrinted({ id: note.id })).toEqual({ printed: 1 })
  await sendNote(office, note)
  expect((await office.as.warehouse.deliveries.paper({ id: note.id })).pages[0]).not.toContain('未放行')
  const back = await office.as.clerk.deliveries.save(
    noteDraft(order.customerId, [noteLine(order.lineIds[0]!, 1)], { kind: 'return' }),
  )
  expect((await office.as.warehouse.deliveries.paper({ id: back.id })).title).toBe(`退货单 ${back.number}`)
})

test('0 packs stand for goods in the box of another line, never for a whole note; none counted is no count', async () => {
  const order = await makeOrder(office, { pieces: [10, 10] })
  const save = (packs: (number | null)[]) =>
    office.as.clerk.deliveries.save(
      noteDraft(
        order.customerId,
        packs.map((each, index) => noteLine(order.lineIds[index]!, 2, { packs: each })),
      ),
    )
  await expect(save([0, 0])).rejects.toMatchObject({ code: 'deliveries.noPacks', field: 'lines.0.packs' })
  await expect(save([null, 0])).rejects.toMatchObject({ code: 'deliveries.noPacks', field: 'lines.1.packs' })
  // an office that counts no packs leaves them empty
  expect(await save([null, null])).toMatchObject({ totalPacks: 0 })
  const note = await save([3, 0])
  expect(note.totalPacks).toBe(3)
  const { deliveries } = office.as.warehouse
  const picked = await deliveries.pick({ id: note.id, version: note.version })
  const { id, version } = await deliveries.inspect({ id: note.id, version: picked.version, passed: true, remark: '' })
  await expect(deliveries.countPacks({ id, version, packs: 0, explanation: '没点' })).rejects.toMatchObject({
    code: 'deliveries.nonePacked',
    field: 'packs',
  })
})

test('of several orders on a note the later edition stands beside its own number', async () => {
  const order = await makeOrder(office, { number: 'DH261101-01' })
  const other = await makeOrder(office, { number: 'DH261101-02', customerId: order.customerId })
  const edition = (orderId: number, number: string) =>
    office.db
      .insertInto('orderChanges')
      .values({
        number,
        orderId,
        customerId: order.customerId,
        edition: 2,
        askedBy: 'customer',
        way: 'phone',
        contact: '',
        reason: '改数',
        proof: '',
        inboxItemId: null,
        before: '{}',
        after: '{}',
        effect: null,
        changed: 1,
        added: 0,
        cancelled: 0,
        beforeFen: 0,
        afterFen: 0,
        needsCustomer: 0,
        fourEyes: 0,
        writtenBy: office.userIds.clerk,
        writtenAt: '2026-11-22T00:00:00.000Z',
        submittedAt: null,
        approvedBy: null,
        approvedAt: null,
        appliedAt: '2026-11-22T00:00:00.000Z',
        appliedBy: null,
        withdrawnBy: null,
        withdrawnAt: null,
        withdrawReason: null,
        state: 'applied',
        version: 1,
      })
      .execute()
  const lines = [noteLine(order.lineIds[0]!, 1), noteLine(other.lineIds[0]!, 1)]
  const note = await office.as.clerk.deliveries.save(noteDraft(order.customerId, lines))
  const page = async () => (await office.as.clerk.deliveries.paper({ id: note.id })).pages[0]!
  expect(await page()).toContain('第 1 版')
  await edition(other.id, 'BG261122-01')
  const told = await page()
  expect(told).toContain('DH261101-02(第 2 版)')
  expect(told).not.toContain('DH261101-01(')
  expect(told).not.toContain('第 1 版')
  await edition(order.id, 'BG261122-02')
  expect(await page()).toContain('第 2 版 ·')
})

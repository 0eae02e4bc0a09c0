import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { byRank } from '../../../shared/allocations.ts'
import { keyNote, sendNote } from '../../testing/notes.ts'
import { makeCustomer, type MadeOrder } from '../../testing/checkedOrder.ts'
import { openOffice, type TestOffice } from '../../testing/office.ts'
import { putInStore } from '../../testing/shipping.ts'
import { workshopOf } from '../../testing/workshop.ts'

let office: TestOffice
let shop: ReturnType<typeof workshopOf>
beforeEach(async () => {
  office = await openOffice()
  shop = workshopOf(office)
  await shop.keepProcesses(['包装'])
})
afterEach(() => office.close())

const table = { code: 'TS-801', name: '', colour: '胡桃', unit: '张' }

/** An order of tables for a customer of a grade, `made` of them finished. */
const order = async (
  name: string,
  grade: 'A' | 'B' | 'C',
  pieces: number,
  made: number,
  wanted: { dueOn?: string; rush?: boolean } = {},
): Promise<MadeOrder & { noticeLineId: number; lineId: number }> => {
  const customerId = await makeCustomer(office, name)
  await office.db.updateTable('customers').set({ grade }).where('id', '=', customerId).execute()
  const work = await shop.inWork({ customerId, pieces: [pieces], dueOn: '2026-11-27', ...wanted })
  if (made > 0) await shop.report('2026-11-22', shop.row(work.ids[0]!, made))
  return { ...work.order, lineId: work.lineId, noticeLineId: work.lineId }
}
const propose = () => office.as.merchandiser.allocations.propose({ ...table, untilOn: '2026-11-29' })
type Row = { quantity?: number; reason?: string; restOn?: string | null }
const save = async (changed: Record<number, Row> = {}, available?: number) => {
  const split = await propose()
  return office.as.merchandiser.allocations.save({
    ...table,
    untilOn: split.untilOn,
    available: available ?? split.available,
    remark: '',
    lines: split.lines.map(({ orderLineId, proposed, restOn }) => ({
      orderLineId,
      quantity: proposed,
      reason: '',
      restOn,
      ...changed[orderLineId],
    })),
  })
}

describe('goods that are short', () => {
  it('are named without the sizes of whoever wants them first', async () => {
    const first = await order('永兴', 'A', 10, 6)
    await order('长乐', 'B', 20, 0)
    await office.db
      .updateTable('orderLines')
      .set({ spec: '珠地 220g S:4 M:6' })
      .where('orderId', '=', first.id)
      .execute()
    expect((await propose()).description).toMatch(/珠地 220g/)
    expect((await propose()).description).not.toMatch(/S:4/)
  })

  it('are listed with what is there and what is wanted up to a day, the most short first', async () => {
    await order('永兴', 'B', 10, 6)
    await order('长乐', 'A', 10, 0)
    await order('远期', 'A', 50, 0, { dueOn: '2026-12-20' })
    const { rows } = await office.as.warehouse.allocations.goods({})
    expect(rows).toMatchObject([
      { code: 'TS-801', available: 6000, wanted: 20_000, short: 14_000, lines: 2, customers: 2, allocation: null },
    ])
    const later = await office.as.warehouse.allocations.goods({ untilOn: '2026-12-31' })
    expect(later.rows).toMatchObject([{ short: 64_000, lines: 3 }])
  })

  it('are not short where enough is finished, and cannot be split where nothing is or one line alone wants them', async () => {
    await order('永兴', 'B', 10, 10)
    expect((await office.as.clerk.allocations.goods({ split: false })).rows).toEqual([])
    await order('长乐', 'A', 10, 0)
    expect((await office.as.clerk.allocations.goods({})).rows).toHaveLength(1)
  })

  it('count what was made for orders that were given up', async () => {
    const void1 = await order('作废', 'B', 10, 4)
    await order('长乐', 'A', 10, 1)
    await office.db.updateTable('orders').set({ voidedAt: 'x', state: 'void' }).where('id', '=', void1.id).execute()
    expect(await propose()).toMatchObject({
      available: 5000,
      free: 4000,
      lines: [{ proposed: 5000, customer: '长乐' }],
    })
  })

  it('are counted in the store where goods must be put in first', async () => {
    const one = await order('永兴', 'B', 10, 8)
    await order('长乐', 'A', 10, 0)
    const { office: settings, versions } = await office.as.owner.settings.read({})
    await office.as.owner.settings.saveOffice({ office: { ...settings, storeFirst: true }, version: versions.office })
    await putInStore(office, one.lineId, 5)
    expect(await propose()).toMatchObject({ available: 5000 })
  })
})

describe('a split', () => {
  it('gives nobody half a piece, and says what is on notes already', async () => {
    const one = await order('永兴', 'B', 10, 8)
    await order('长乐', 'A', 10, 0)
    expect(await propose()).toMatchObject({ available: 8000, noted: 0 })
    await keyNote(office, one, [3])
    const { available, noted, lines } = await propose()
    expect([available, noted]).toEqual([5000, 3000])
    await expect(save({ [lines[0]!.orderLineId]: { quantity: 2500, reason: '改' } })).rejects.toMatchObject({
      code: 'app.wholePieces',
      field: 'lines.0.quantity',
    })
  })

  it('goes to A before B before C, rush first, then the first due', async () => {
    await order('丙', 'C', 12, 12)
    await order('乙', 'B', 5, 0)
    await order('甲晚', 'A', 5, 0, { dueOn: '2026-11-28' })
    await order('甲急', 'A', 5, 0, { dueOn: '2026-11-29', rush: true })
    const { available, lines } = await propose()
    expect([available, lines.map(({ customer, proposed }) => [customer, proposed])]).toEqual([
      12_000,
      [
        ['甲急', 5000],
        ['甲晚', 5000],
        ['乙', 2000],
        ['丙', 0],
      ],
    ])
  })

  it('is saved under its number, changed by hand with a reason, and printed without the names of the others', async () => {
    const b = await order('永兴', 'B', 10, 6)
    const a = await order('长乐', 'A', 10, 0)
    const made = await save({
      [a.lineIds[0]!]: { quantity: 4000, reason: '客户答应等', restOn: '2026-12-05' },
      [b.lineIds[0]!]: { quantity: 2000, reason: '样板房急用' },
    })
    expect(made).toMatchObject({
      number: 'FP261122-01',
      given: 6000,
      left: 6000,
      state: 'standing',
      lines: [
        { customer: '长乐', grade: 'A', proposed: 6000, quantity: 4000, reason: '客户答应等', restOn: '2026-12-05' },
        { customer: '永兴', grade: 'B', proposed: 0, quantity: 2000, reason: '样板房急用' },
      ],
    })
    const paper = await office.as.merchandiser.allocations.paper({ id: made.id })
    expect(paper.pages).toHaveLength(2)
    expect(paper.pages[0]).toContain('短缺分配通知')
    expect(paper.pages[0]).toContain('2026-12-05')
    expect(paper.pages[0]).not.toContain('永兴')
    expect(paper.pages[1]).not.toContain('长乐')
    expect(await office.as.merchandiser.allocations.markPrinted({ id: made.id })).toEqual({ printed: 1 })
  })

  it('refuses a change without a reason, more than a line wants, more than is there, and what has moved since', async () => {
    const b = await order('永兴', 'B', 10, 6)
    const a = await order('长乐', 'A', 10, 0)
    const [la, lb] = [a.lineIds[0]!, b.lineIds[0]!]
    await expect(save({ [la]: { quantity: 5000 } })).rejects.toMatchObject({
      code: 'allocations.reasonNeeded',
      field: 'lines.0.reason',
    })
    await expect(save({ [la]: { quantity: 11_000, reason: 'x' } })).rejects.toMatchObject({
      code: 'allocations.moreThanWanted',
    })
    await expect(save({ [lb]: { quantity: 1000, reason: 'x' } })).rejects.toMatchObject({
      code: 'allocations.moreThanThere',
    })
    await expect(save({}, 7000)).rejects.toMatchObject({ code: 'allocations.moved' })
    expect(await office.db.selectFrom('allocations').selectAll().execute()).toEqual([])
    await expect(office.as.clerk.allocations.void({ id: 1, version: 1, reason: 'x' })).rejects.toMatchObject({
      code: 'app.notAllowed',
    })
  })

  it('is what the delivery draft proposes, and others are told what may go to them', async () => {
    const b = await order('永兴', 'B', 10, 6)
    const a = await order('长乐', 'A', 10, 0)
    await save({
      [a.lineIds[0]!]: { quantity: 4000, reason: '先给四张' },
      [b.lineIds[0]!]: { quantity: 2000, reason: '样板房' },
    })
    const draft = async (orderId: number) => (await office.as.clerk.deliveries.newDraft({ orderId })).lines[0]!.quantity
    expect([await draft(a.id), await draft(b.id)]).toEqual([4000, 2000])
    const shares = async (orderId: number) =>
      (await office.as.clerk.deliveries.openLines({ orderId })).map(({ share }) => share && share.most)
    expect([await shares(a.id), await shares(b.id)]).toEqual([[4000], [2000]])
    // a warning only: what leaves all the same leaves
    await sendNote(office, await keyNote(office, b, [3]))
    // what was given away is not there any more: the fourth leaves by a manager's reason
    expect(await shares(a.id)).toEqual([3000])
    const { id, version } = await keyNote(office, a, [4])
    await sendNote(office, await office.as.manager.deliveries.allowUnmade({ id, version, reason: '晚上补' }))
    expect((await office.as.clerk.allocations.list({})).rows).toMatchObject([{ state: 'done', left: 0 }])
    expect(await shares(b.id)).toEqual([null])
  })

  it('knows of notes that have not left, and they of it', async () => {
    const b = await order('永兴', 'B', 10, 6)
    const a = await order('长乐', 'A', 10, 0)
    const before = await keyNote(office, b, [4])
    const seen = await propose()
    expect([seen.available, seen.lines.map((line) => [line.customer, line.noted, line.wanted, line.proposed])]).toEqual(
      [
        2000,
        [
          ['长乐', 0, 10_000, 2000],
          ['永兴', 4000, 6000, 0],
        ],
      ],
    )
    const { rows } = await office.as.warehouse.allocations.goods({})
    expect(rows).toMatchObject([{ available: 2000, wanted: 16_000, short: 14_000 }])
    const { number } = await save()
    const shares = async (orderId: number, noteId: number | null = null) =>
      (await office.as.clerk.deliveries.openLines({ orderId, noteId }))[0]!.share
    expect([await shares(a.id), await shares(b.id)]).toEqual([
      { number, given: 2000, most: 2000 },
      { number, given: 0, most: 0 },
    ])
    // what stood on a note before takes nothing of the split as it leaves
    await sendNote(office, before)
    expect(await shares(a.id)).toEqual({ number, given: 2000, most: 2000 })
    const note = await keyNote(office, a, [2])
    expect([await shares(a.id), await shares(a.id, note.id)]).toEqual([
      { number, given: 0, most: 0 },
      { number, given: 2000, most: 2000 },
    ])
    // two more are made: they are nobody's
    await shop.report('2026-11-22', shop.row((await shop.operationsOf(b.noticeLineId))[0]!.id, 2))
    expect([await shares(b.id), await shares(a.id)]).toEqual([
      { number, given: 0, most: 2000 },
      { number, given: 0, most: 2000 },
    ])
    await keyNote(office, b, [6])
    await keyNote(office, a, [8])
    await expect(propose()).rejects.toMatchObject({ code: 'allocations.allNoted' })
  })

  it('gives way to a later one of the same goods, and is void by reason', async () => {
    await order('永兴', 'B', 10, 6)
    await order('长乐', 'A', 10, 0)
    const first = await save()
    const second = await save()
    expect(await office.as.clerk.allocations.read({ id: first.id })).toMatchObject({
      state: 'replaced',
      replacedBy: second.number,
    })
    await office.as.merchandiser.allocations.void({ id: second.id, version: second.version, reason: '货又到了' })
    expect(await office.as.clerk.allocations.read({ id: second.id })).toMatchObject({
      state: 'void',
      voidReason: '货又到了',
    })
    await expect(
      office.as.merchandiser.allocations.void({ id: first.id, version: 2, reason: 'x' }),
    ).rejects.toMatchObject({ code: 'allocations.closed' })
  })

  it('never gives more than is there, respects rank, and keeps the reason of every changed row, whatever the hand does', async () => {
    const wants = fc.array(
      fc.record({
        grade: fc.constantFrom('A', 'B', 'C' as const),
        pieces: fc.integer({ min: 1, max: 8 }),
        made: fc.integer({ min: 0, max: 8 }),
        noted: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 8 })),
        rush: fc.boolean(),
        day: fc.integer({ min: 23, max: 29 }),
        typed: fc.option(fc.integer({ min: 0, max: 9 }), { nil: null }),
        reason: fc.constantFrom('', '改'),
      }),
      { minLength: 2, maxLength: 4 },
    )
    await fc.assert(
      fc.asyncProperty(wants, async (all) => {
        await office.db.updateTable('orderLines').set({ code: 'old' }).execute()
        const typed: Record<number, Row> = {}
        let there = 0
        let open = 0
        for (const { grade, pieces, made, noted, rush, day, typed: by, reason } of all) {
          const own = Math.min(pieces, made)
          const one = await order('客户', grade, pieces, own, { rush, dueOn: `2026-11-${day}` })
          const { lineIds } = one
          const onNote = Math.min(noted, pieces)
          if (onNote > 0) await keyNote(office, one, [onNote])
          there += own - onNote
          open += pieces - onNote
          if (by !== null) typed[lineIds[0]!] = { quantity: by * 1000, reason }
        }
        there = Math.max(0, there)
        if (open === 0) {
          await expect(propose()).rejects.toMatchObject({ code: 'allocations.allNoted' })
          return
        }
        const split = await propose()
        expect(split.available).toBe(there * 1000)
        expect(split.lines.reduce((sum, { wanted }) => sum + wanted, 0)).toBe(open * 1000)
        expect(split.lines.map(({ orderLineId }) => orderLineId)).toEqual(
          split.lines.toSorted(byRank).map(({ orderLineId }) => orderLineId),
        )
        const rows = split.lines.map((line) => ({ ...line, ...typed[line.orderLineId] }))
        const quantity = (row: (typeof rows)[number]): number => row.quantity ?? row.proposed
        const sum = rows.reduce((total, row) => total + quantity(row), 0)
        const allowed =
          sum > 0 &&
          sum <= there * 1000 &&
          rows.every((row) => quantity(row) <= row.wanted) &&
          rows.every((row) => quantity(row) === row.proposed || row.reason === '改')
        if (!allowed) {
          await expect(save(typed)).rejects.toHaveProperty('code')
          return
        }
        const saved = await save(typed)
        expect(saved.given).toBe(sum)
        expect(saved.given).toBeLessThanOrEqual(saved.available)
        for (const line of saved.lines) expect(line.reason).toBe(line.quantity === line.proposed ? '' : '改')
      }),
      { numRuns: 15 },
    )
  })
})

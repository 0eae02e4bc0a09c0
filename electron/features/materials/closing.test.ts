import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { materialsOf } from '../../testing/materials.ts'
import { openOffice, type TestOffice } from '../../testing/office.ts'
import { workshopOf } from '../../testing/workshop.ts'

let office: TestOffice
let desk: ReturnType<typeof materialsOf>
beforeEach(async () => {
  office = await openOffice()
  desk = materialsOf(office)
  await workshopOf(office).keepProcesses(['开料', '包装'])
})
afterEach(() => office.close())

/** 100 pieces of 0.65 m and 5 % loss in work, all its cloth there. */
const ready = async (pieces = 100) => {
  const cloth = await desk.material('双面布', { step: 1 })
  const productId = await desk.product([{ materialId: cloth, usageMicros: 650_000, lossBasisPoints: 500 }])
  const work = await desk.inWork(productId, pieces)
  await desk.buy(work.order.id, cloth, 1_000_000, { kind: 'stock' })
  const { row, report } = workshopOf(office)
  const make = async (first: number, second: number, scrap = 0): Promise<void> => {
    await report('2026-11-22', row(work.ids[0]!, first))
    if (second + scrap > 0)
      await report('2026-11-22', row(work.ids[1]!, second, { bad: scrap * 1000, scrap: scrap * 1000 }))
  }
  const issue = (quantity: number) => desk.move(work.lineId, 'issue', [{ materialId: cloth, quantity }])
  const close = async (reason = '', text = '') => {
    const { good, quantity } = await desk.line(work.lineId)
    return office.as.merchandiser.materials.close({
      noticeLineId: work.lineId,
      good,
      quantity,
      reason,
      explanations: [{ materialId: cloth, text }],
    })
  }
  return { ...work, cloth, make, issue, close, row, report }
}

describe('closing a line', () => {
  it('says what is begun and not finished, and asks what becomes of it even where nothing is short', async () => {
    const { make, issue, close, lineId } = await ready()
    await make(60, 40, 5)
    expect((await desk.line(lineId)).between).toEqual([{ process: '开料', next: '包装', quantity: 15_000 }])
    // the customer wants no more than what is packed
    await office.db.updateTable('noticeLines').set({ quantity: 40_000 }).where('id', '=', lineId).execute()
    // fifty-five pieces are cut and there, packed or not, five are lost
    await issue(38_000)
    expect((await desk.line(lineId)).rows).toMatchObject([{ standard: 35_750, allowed: 40_950, unexplained: 0 }])
    await expect(close()).rejects.toMatchObject({
      code: 'materials.betweenReason',
      field: 'reason',
      message: expect.stringContaining('开料做好、包装还没做的有 15 ') as string,
    })
    expect(await close('入半成品库,下单再用')).toMatchObject({ good: 40_000, short: 0, between: [] })
  })

  it('reckons with what the process of a material worked: no box is packed of what was lost at the saw', async () => {
    const [cut, pack] = await office.as.merchandiser.settings.processes({})
    const cloth = await desk.material('双面布', { step: 1 })
    const box = await desk.material('纸箱', { step: 1000, unit: '个' })
    const productId = await desk.product([
      { materialId: cloth, usageMicros: 650_000, processId: cut!.id },
      { materialId: box, usageMicros: 1_000_000, processId: pack!.id },
    ])
    const { ids, lineId } = await desk.inWork(productId, 100)
    const { row, report } = workshopOf(office)
    await report('2026-11-22', row(ids[0]!, 100, { bad: 8000, scrap: 8000 }))
    await report('2026-11-22', row(ids[1]!, 90, { bad: 4000, scrap: 4000 }))
    const { rows } = await desk.line(lineId)
    // cut: 108 of which 12 were lost; packed: 94 of which 4 were lost
    expect(rows.map(({ standard, allowed }) => [standard, allowed])).toEqual([
      [62_400, 70_200],
      [90_000, 94_000],
    ])
  })

  it('wants a reason for a shortage and words for material nobody can see the use of', async () => {
    const { make, issue, close } = await ready()
    await make(97, 95, 2)
    await expect(close()).rejects.toMatchObject({ code: 'materials.shortReason', field: 'reason' })
    await expect(close('客户急要,先结')).rejects.toMatchObject({
      code: 'materials.explainLess',
      field: 'explanations.0.text',
    })
    await issue(70_000)
    // 97 pieces with 5 % loss take 66.203
    await expect(close('客户急要,先结')).rejects.toMatchObject({ code: 'materials.explainMore' })
    const sheet = await close('客户急要,先结', '面料色差裁掉')
    expect(sheet).toMatchObject({
      ordered: 100_000,
      good: 95_000,
      short: 5000,
      quantity: 95_000,
      scrap: 2000,
      closed: { by: '李敏', reason: '客户急要,先结' },
    })
    expect(sheet.rows).toMatchObject([{ used: 70_000, standard: 61_750, allowed: 66_203, lossRate: 134 }])
  })

  it('sends what is short back to 待下生产单 and lets nothing more be reported or moved', async () => {
    const { make, issue, close, order, ids, row, report, cloth, lineId, noticeId } = await ready()
    await make(90, 90)
    await issue(60_000)
    await close('面料不够')
    const [waiting] = (await office.as.merchandiser.production.waiting({ orderId: order.id })).rows
    expect(waiting).toMatchObject({ remaining: 10_000 })
    expect(await office.as.merchandiser.production.read({ id: noticeId })).toMatchObject({ state: 'finished' })
    await expect(report('2026-11-22', row(ids[0]!, 1))).rejects.toMatchObject({ code: 'operations.lineClosed' })
    const reports = await office.as.workshop.operations.reports({ from: '2026-11-22', to: '2026-11-22' })
    await expect(
      office.as.workshop.operations.reverse({ reportId: reports.rows[0]!.id, reason: '错' }),
    ).rejects.toMatchObject({ code: 'operations.lineClosed' })
    await expect(desk.move(lineId, 'return', [{ materialId: cloth, quantity: 1 }])).rejects.toMatchObject({
      code: 'materials.lineClosed',
    })
  })

  it('is opened again by a manager: what nobody released anew comes back', async () => {
    const { make, issue, close, order, lineId } = await ready()
    await make(90, 90)
    await issue(60_000)
    await close('面料不够')
    await office.as.merchandiser.production.release({
      orderId: order.id,
      lines: [{ orderLineId: order.lineIds[0]!, quantity: 4000 }],
    })
    // its paper was given out for all of them
    await office.db.updateTable('notices').set({ givenEdition: 1 }).execute()
    const reopen = { noticeLineId: lineId, reason: '料到了' }
    await expect(office.as.merchandiser.materials.reopen(reopen)).rejects.toMatchObject({ code: 'app.notAllowed' })
    const sheet = await office.as.manager.materials.reopen(reopen)
    expect(sheet).toMatchObject({ ordered: 96_000, elsewhere: 4000, good: 90_000, short: 6000, closed: null })
    expect((await office.as.merchandiser.production.read({ id: sheet.noticeId })).edition).toBe(2)
    await expect(office.as.manager.materials.reopen(reopen)).rejects.toMatchObject({ code: 'materials.notClosed' })
    const [waiting] = (await office.as.merchandiser.production.waiting({ orderId: order.id })).rows
    expect(waiting).toBeUndefined()
  })

  it('refuses a hand that saw other figures', async () => {
    const { make, lineId } = await ready()
    await make(90, 90)
    const close = office.as.merchandiser.materials.close
    await expect(close({ noticeLineId: lineId, good: 80_000, quantity: 100_000, reason: '短' })).rejects.toMatchObject({
      code: 'app.stale',
    })
    await expect(
      office.as.warehouse.materials.close({ noticeLineId: lineId, good: 90_000, quantity: 100_000, reason: '短' }),
    ).rejects.toMatchObject({ code: 'app.notAllowed' })
  })

  it('makes the loss rate of the month, with the lines behind it', async () => {
    const { make, issue, close, cloth } = await ready()
    await make(100, 100)
    await issue(67_000)
    await close()
    expect(await office.as.workshop.materials.loss({ month: '2026-11' })).toMatchObject([
      { materialId: cloth, lines: 1, used: 67_000, standard: 65_000, allowed: 68_250, rate: 31 },
    ])
    const { rows } = await office.as.workshop.materials.lossLines({ month: '2026-11', materialId: cloth })
    expect(rows).toMatchObject([{ used: 67_000, standard: 65_000, closedOn: '2026-11-22' }])
    expect(await office.as.workshop.materials.loss({ month: '2026-10' })).toEqual([])
  })

  it('adds up for any making, scrap and closing: ordered = good + short, and released + remaining = ordered', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 0, max: 60 }),
        fc.integer({ min: 0, max: 10 }),
        fc.boolean(),
        async (pieces, wanted, scrapped, again) => {
          const { make, close, order, lineId } = await ready(pieces)
          const good = Math.min(wanted, pieces)
          // what the second process lost was made again by the first
          const scrap = good === pieces ? 0 : Math.min(scrapped, pieces - good)
          await make(good + scrap, good, scrap)
          if (good + scrap === 0) return
          const sheet = await close('短缺', '没走领料单')
          const model = { ordered: pieces * 1000, good: good * 1000, short: (pieces - good) * 1000 }
          expect(sheet).toMatchObject({ ...model, quantity: model.good, scrap: scrap * 1000, over: 0 })
          const remaining = async () =>
            (await office.as.merchandiser.production.remaining({ orderId: order.id }))[0]!.remaining
          expect(await remaining()).toBe(model.short)
          if (!again) return
          const opened = await office.as.manager.materials.reopen({ noticeLineId: lineId, reason: '重开' })
          expect(opened).toMatchObject({ ...model, quantity: model.ordered })
          expect(await remaining()).toBe(0)
        },
      ),
      { numRuns: 12 },
    )
  })
})

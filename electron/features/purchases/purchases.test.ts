import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { materialsOf } from '../../testing/materials.ts'
import { openOffice, type TestOffice } from '../../testing/office.ts'

let office: TestOffice
let desk: ReturnType<typeof materialsOf>
beforeEach(async () => {
  office = await openOffice()
  desk = materialsOf(office)
})
afterEach(() => office.close())

const shortages = (view: 'short' | 'unbought' | 'late' = 'short') =>
  office.as.merchandiser.purchases.shortages({ view })

/** 100 pieces that take a metre each; its processes begin long before the due day. */
const ready = async (dueOn = '2026-12-15') => {
  const cloth = await desk.material('双面布')
  const label = await desk.material('洗唛', { unit: '个', step: 1000, leadDays: 5, supplier: '嘉豪织唛' })
  const productId = await desk.product([
    { materialId: cloth, usageMicros: 1_000_000 },
    { materialId: label, usageMicros: 1_000_000 },
  ])
  return { cloth, label, ...(await desk.inWork(productId, 100, dueOn)) }
}

describe('漏定', () => {
  it('is what nobody ordered, said in time on 今日 and late once the lead time no longer fits', async () => {
    const { order, cloth, label } = await ready()
    await desk.buy(order.id, cloth, 100_000, { promisedOn: '2026-11-28' })
    const { rows, counts } = await shortages('unbought')
    expect(counts).toEqual({ short: 2, unbought: 1, late: 0 })
    expect(rows).toMatchObject([
      { materialId: label, unbought: 100_000, supplier: '嘉豪织唛', state: 'toBuy', process: '开料' },
    ])
    // released on a Sunday: forgotten from Monday on
    office.setDay('2026-11-23')
    expect((await shortages('unbought')).rows).toMatchObject([{ materialId: label, state: 'unbought' }])
    const { startOn, buyBy } = rows[0]!
    office.setDay(buyBy)
    const tasks = async () =>
      (await office.as.merchandiser.today.list({})).rows.filter(({ kind }) => kind.startsWith('material'))
    expect(await tasks()).toMatchObject([{ kind: 'materialUnbought', urgency: 'today', what: '洗唛', on: startOn }])
    office.setDay(startOn)
    expect(await tasks()).toMatchObject([
      { kind: 'materialUnbought', urgency: 'late', what: '洗唛', days: 5, place: 'materials', id: order.id },
      { kind: 'materialLate', urgency: 'late', what: '双面布', who: '恒达纺织' },
    ])
    expect((await office.as.warehouse.today.list({})).rows.filter(({ kind }) => kind.startsWith('material'))).toEqual(
      [],
    )
  })

  it('is covered by stock and by what the customer sends as well', async () => {
    const { order, cloth, label } = await ready()
    await desk.buy(order.id, cloth, 100_000, { kind: 'stock' })
    await desk.buy(order.id, label, 100_000, { kind: 'customer', promisedOn: '2026-11-23' })
    expect((await shortages()).rows).toMatchObject([{ materialId: label, state: 'onWay', inTransit: 100_000 }])
    await expect(desk.buy(null, cloth, 1000, { kind: 'stock' })).rejects.toMatchObject({
      code: 'purchases.orderNeeded',
    })
  })
})

describe('欠料', () => {
  it('compares what suppliers promise with the start, is chased, and stands red on the board', async () => {
    const { order, cloth, label, lineId } = await ready()
    await desk.buy(order.id, label, 100_000, { promisedOn: '2026-11-23' })
    const purchase = await desk.buy(order.id, cloth, 100_000, { promisedOn: '2026-11-25', priceMicros: 12_500_000 })
    const { startOn } = (await shortages()).rows[0]!
    const chased = await office.as.merchandiser.purchases.chase({
      id: purchase,
      chasedOn: '2026-11-22',
      person: '刘生',
      answer: '染缸排期',
      promisedOn: '2026-12-14',
    })
    expect(chased).toMatchObject({ promisedOn: '2026-12-14', firstPromisedOn: '2026-11-25', chases: 1 })
    const late = (await shortages('late')).rows
    expect(late).toMatchObject([{ materialId: cloth, state: 'late', startOn, lastChase: '刘生: 染缸排期' }])
    expect(late[0]!.afterStart).toBeGreaterThan(0)
    const board = (await office.as.workshop.operations.board({})).rows
    expect(board).toMatchObject([{ noticeLineId: lineId, lacking: ['双面布'] }])
    const { rows } = await office.as.warehouse.purchases.list({ view: 'open' })
    expect(rows.map(({ priceMicros }) => priceMicros)).toEqual([null, null])
    expect((await office.as.cashier.purchases.read({ id: purchase })).priceMicros).toBe(12_500_000)
    const paper = await office.as.warehouse.purchases.shortagePaper({})
    expect(paper.pages.join('')).toMatch(/欠料表[\s\S]*双面布[\s\S]*染缸排期/)
    expect(paper.pages.join('')).not.toContain('12.5')
  })

  it('asks before ten times the need is ordered and before more than was ordered comes in; 已订 stays what was ordered', async () => {
    const { order, cloth } = await ready()
    const { needed } = await desk.balance(order.id, cloth)
    const row = { kind: 'purchase' as const, orderId: order.id, materialId: cloth, supplier: '', remark: '' }
    const add = (quantity: number) =>
      office.as.merchandiser.purchases.add({
        orderedOn: '2026-11-22',
        rows: [{ ...row, quantity, promisedOn: '2026-11-25', priceMicros: null }],
      })
    await expect(add(10 * needed + 1000)).rejects.toMatchObject({
      code: 'purchases.farAboveNeed',
      field: 'rows.0.quantity',
    })
    const { ids } = await add(needed)
    const come = { id: ids[0]!, arrivedOn: '2026-11-22', quantity: 3 * needed }
    await expect(office.as.warehouse.purchases.arrive(come)).rejects.toMatchObject({
      code: 'purchases.moreThanOrdered',
      field: 'quantity',
    })
    await office.as.warehouse.purchases.arrive({ ...come, sure: true })
    expect(await desk.balance(order.id, cloth)).toMatchObject({ bought: needed, arrived: 3 * needed, unbought: 0 })
  })

  it('is of whole pieces, when it is keyed and when it is changed', async () => {
    const { order, label } = await ready()
    const row = { kind: 'purchase' as const, orderId: order.id, materialId: label, supplier: '', remark: '' }
    const add = (quantity: number) =>
      office.as.merchandiser.purchases.add({
        orderedOn: '2026-11-22',
        rows: [{ ...row, quantity, promisedOn: '2026-11-25', priceMicros: null }],
      })
    await expect(add(2500)).rejects.toMatchObject({ code: 'app.wholePieces', field: 'rows.0.quantity' })
    const { ids } = await add(3000)
    const { version } = await office.as.merchandiser.purchases.read({ id: ids[0]! })
    const part = { supplier: '嘉豪织唛', promisedOn: '2026-11-25', priceMicros: null, remark: '' }
    const edit = (quantity: number) =>
      office.as.merchandiser.purchases.edit({ id: ids[0]!, version, quantity, ...part })
    await expect(edit(2500)).rejects.toMatchObject({ code: 'app.wholePieces', field: 'quantity' })
    expect(await edit(4000)).toMatchObject({ quantity: 4000 })
  })

  it('goes by the arrivals: part, the rest, too much, the rest that will not come', async () => {
    const { order, cloth } = await ready()
    const purchase = await desk.buy(order.id, cloth, 100_000, { promisedOn: '2026-11-25' })
    const part = await desk.arrive(purchase, 60_000)
    expect(part).toMatchObject({ arrived: 60_000, inTransit: 40_000, state: 'open' })
    const ended = await office.as.merchandiser.purchases.end({ id: purchase, version: part.version, reason: '断货' })
    expect(ended).toMatchObject({ state: 'ended', inTransit: 0 })
    expect(await desk.balance(order.id, cloth)).toMatchObject({ bought: 60_000, unbought: 40_000, state: 'toBuy' })
    await office.as.merchandiser.purchases.resume({ id: purchase, version: ended.version })
    const all = await desk.arrive(purchase, 45_000)
    expect(all).toMatchObject({ state: 'arrived', arrived: 105_000, inTransit: 0 })
    expect(await desk.balance(order.id, cloth)).toMatchObject({
      bought: 100_000,
      arrived: 105_000,
      short: 0,
      state: 'enough',
    })
    await expect(
      office.as.merchandiser.purchases.void({ id: purchase, version: all.version, reason: '错' }),
    ).rejects.toMatchObject({ code: 'purchases.hasArrived' })
  })

  it('refuses days that cannot be', async () => {
    const { order, cloth } = await ready()
    await expect(desk.buy(order.id, cloth, 1000, { promisedOn: '2026-11-21' })).rejects.toMatchObject({
      field: 'rows.0.promisedOn',
    })
    const purchase = await desk.buy(order.id, cloth, 1000)
    await expect(desk.arrive(purchase, 1000, '2026-11-21')).rejects.toMatchObject({ field: 'arrivedOn' })
    await expect(desk.arrive(purchase, 1000, '2026-11-23')).rejects.toMatchObject({ code: 'purchases.future' })
  })
})

type Deed =
  | { kind: 'buy'; quantity: number; from: 'purchase' | 'stock' }
  | { kind: 'arrive' | 'end' | 'void' | 'takeBack'; at: number; quantity: number }
  | { kind: 'issue' | 'return'; quantity: number }
const quantity = fc.integer({ min: 1, max: 80_000 })
const deed: fc.Arbitrary<Deed> = fc.oneof(
  fc.record({
    kind: fc.constant('buy' as const),
    quantity,
    from: fc.constantFrom('purchase' as const, 'stock' as const),
  }),
  fc.record({
    kind: fc.constantFrom('arrive' as const, 'end' as const, 'void' as const, 'takeBack' as const),
    at: fc.nat(5),
    quantity,
  }),
  fc.record({ kind: fc.constantFrom('issue' as const, 'return' as const), quantity }),
)

/** The same without a database: a list of purchases and two sums. */
class Model {
  purchases: { id: number; quantity: number; kind: string; arrivals: number[]; ended: boolean; voided: boolean }[] = []
  issued = 0
  returned = 0
  get arrived(): number {
    return this.purchases.flatMap(({ arrivals }) => arrivals).reduce((sum, each) => sum + each, 0)
  }
  /** As ordered; of what will not come any more what came. */
  get ordered(): number {
    return this.purchases.reduce((sum, { quantity, arrivals, ended, voided }) => {
      const came = arrivals.reduce((all, one) => all + one, 0)
      return sum + (voided ? 0 : ended ? Math.min(came, quantity) : quantity)
    }, 0)
  }
  get bought(): number {
    return this.purchases.reduce((sum, { quantity: asked, arrivals, ended, voided }) => {
      const came = arrivals.reduce((all, each) => all + each, 0)
      return sum + (voided ? 0 : ended || came > asked ? came : asked)
    }, 0)
  }
  get held(): number {
    return this.issued - this.returned
  }
}

it('have, short and in transit balance after any purchases, arrivals, corrections, issues and returns', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(deed, { minLength: 4, maxLength: 14 }), async (deeds) => {
      const { order, cloth, lineId } = await ready()
      const model = new Model()
      const may = async (allowed: boolean, work: () => Promise<unknown>): Promise<boolean> => {
        if (allowed) await work()
        else await expect(work()).rejects.toMatchObject({ code: expect.stringMatching(/^(materials|purchases)\./) })
        return allowed
      }
      for (const each of deeds) {
        if (each.kind === 'buy') {
          const id = await desk.buy(order.id, cloth, each.quantity, { kind: each.from })
          model.purchases.push({
            id,
            quantity: each.quantity,
            kind: each.from,
            arrivals: each.from === 'stock' ? [each.quantity] : [],
            ended: false,
            voided: false,
          })
        } else if (each.kind === 'issue') {
          const work = () => desk.move(lineId, 'issue', [{ materialId: cloth, quantity: each.quantity }])
          if (await may(each.quantity <= model.arrived - model.held, work)) model.issued += each.quantity
        } else if (each.kind === 'return') {
          const work = () => desk.move(lineId, 'return', [{ materialId: cloth, quantity: each.quantity }])
          if (await may(each.quantity <= model.held, work)) model.returned += each.quantity
        } else if ('at' in each) {
          const found = model.purchases[each.at % Math.max(1, model.purchases.length)]
          if (!found || found.kind === 'stock') continue
          const { id, version, arrivals } = await office.as.merchandiser.purchases.read({ id: found.id })
          const came = found.arrivals.reduce((sum, one) => sum + one, 0)
          if (each.kind === 'arrive') {
            if (await may(!found.voided, () => desk.arrive(id, each.quantity))) found.arrivals.push(each.quantity)
          } else if (each.kind === 'end') {
            const open = !found.voided && !found.ended && came < found.quantity
            const work = () => office.as.merchandiser.purchases.end({ id, version, reason: '断货' })
            if (await may(open, work)) found.ended = true
          } else if (each.kind === 'void') {
            const work = () => office.as.merchandiser.purchases.void({ id, version, reason: '错' })
            if (await may(!found.voided && came === 0, work)) found.voided = true
          } else {
            const last = arrivals.find((one) => one.reverses === null && !one.reversed)
            if (!last) continue
            const work = () => office.as.warehouse.purchases.reverseArrival({ arrivalId: last.id, reason: '错' })
            const allowed = !found.voided && model.arrived - last.quantity >= model.held
            if (await may(allowed, work)) found.arrivals.splice(found.arrivals.indexOf(last.quantity), 1)
          }
        }
      }
      const needed = Math.max(100_000, model.held)
      expect(await desk.balance(order.id, cloth)).toMatchObject({
        needed,
        bought: model.ordered,
        arrived: model.arrived,
        used: model.held,
        inTransit: model.bought - model.arrived,
        short: Math.max(0, needed - model.arrived),
        unbought: Math.max(0, needed - model.bought),
      })
      const { rows } = await desk.line(lineId)
      expect(rows.find(({ materialId }) => materialId === cloth)).toMatchObject({
        issued: model.issued,
        returned: model.returned,
        onHand: model.arrived - model.held,
      })
      const listed = (await office.as.merchandiser.purchases.shortages({ orderId: order.id })).rows
      expect(listed.some(({ materialId }) => materialId === cloth)).toBe(needed > model.arrived)
    }),
    { numRuns: 25 },
  )
})

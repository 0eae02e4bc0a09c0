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

/** `pieces` of a product in work whose cloth is taken at 开料. */
const inWork = async (pieces: number, use: { usageMicros: number; lossBasisPoints?: number }, step = 1) => {
  const [cut] = await office.as.merchandiser.settings.processes({})
  const cloth = await desk.material('双面布', { step })
  const productId = await desk.product([{ materialId: cloth, processId: cut!.id, ...use }])
  const { order, ids, lineId } = await desk.inWork(productId, pieces)
  const { row, report } = workshopOf(office)
  const make = (process: 0 | 1, good: number, scrap = 0) =>
    report('2026-11-22', row(ids[process]!, good, { bad: scrap * 1000, scrap: scrap * 1000 }))
  const listed = async (view: 'short' | 'unbought') =>
    (await office.as.merchandiser.purchases.shortages({ view, orderId: order.id })).rows.map(({ short, unbought }) => [
      short,
      unbought,
    ])
  return { cloth, order, lineId, make, listed, balance: () => desk.balance(order.id, cloth) }
}

describe('what a material is needed for', () => {
  it('is the pieces still to be worked: it goes with a report, and scrap brings back what it takes, not the list', async () => {
    const { make, listed, balance } = await inWork(20, { usageMicros: 650_000 })
    expect(await listed('unbought')).toEqual([[13_000, 13_000]])
    await make(0, 12)
    expect(await balance()).toMatchObject({ needed: 13_000, short: 5200, unbought: 5200 })
    await make(0, 8)
    expect([await listed('unbought'), await listed('short')]).toEqual([[], []])
    await make(1, 17, 2)
    // two must be cut again: 1.3 m, whatever was written down of the twenty before
    expect(await balance()).toMatchObject({
      needed: 14_300,
      short: 1300,
      unbought: 1300,
      sums: ['22 张 × 0.65 = 14.3 米'],
    })
    expect(await listed('unbought')).toEqual([[1300, 1300]])
  })

  it('is more than was bought where scrap takes more than the list reckoned with', async () => {
    const { cloth, order, make, listed, balance } = await inWork(20, { usageMicros: 650_000 })
    await desk.buy(order.id, cloth, 13_000, { kind: 'stock' })
    await make(0, 20)
    expect(await listed('short')).toEqual([])
    await make(1, 17, 2)
    expect(await balance()).toMatchObject({ needed: 14_300, arrived: 13_000, short: 1300, state: 'toBuy' })
  })

  it('is covered by the loss of the list as long as that lasts', async () => {
    const { cloth, order, make, listed } = await inWork(20, { usageMicros: 650_000, lossBasisPoints: 1000 })
    await desk.buy(order.id, cloth, 14_300, { kind: 'stock' })
    await make(0, 20)
    await make(1, 18, 2)
    expect(await listed('short')).toEqual([])
    await make(0, 2)
    await make(1, 1, 1)
    expect(await listed('short')).toEqual([[650, 650]])
  })

  it('is the same day on 欠料 and on 采购在途, and no day once nothing waits for it', async () => {
    const { cloth, order, make, listed, balance } = await inWork(20, { usageMicros: 650_000 })
    await desk.buy(order.id, cloth, 13_000, { promisedOn: '2026-12-30' })
    const bought = async () =>
      (await office.as.merchandiser.purchases.list({ view: 'open', orderId: order.id })).rows.map(
        ({ startOn }) => startOn,
      )
    const { rows } = await office.as.merchandiser.purchases.shortages({ view: 'short', orderId: order.id })
    expect(rows.map(({ startOn }) => startOn)).toEqual(await bought())
    expect(rows[0]!.startOn).toBe((await balance()).startOn)
    await make(0, 20)
    expect([await listed('short'), await bought()]).toEqual([[], [null]])
  })

  it('agrees with a count of the pieces for any making, scrap and buying', async () => {
    const ceil = (numerator: bigint, denominator: bigint): bigint => (numerator + denominator - 1n) / denominator
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 4_000_000 }),
        fc.integer({ min: 0, max: 2000 }),
        fc.constantFrom(1, 10, 1000),
        fc.integer({ min: 0, max: 200_000 }),
        fc.array(
          fc.record({
            cut: fc.integer({ min: 0, max: 20 }),
            pack: fc.integer({ min: 0, max: 20 }),
            scrap: fc.integer({ min: 0, max: 3 }),
          }),
          { maxLength: 4 },
        ),
        async (pieces, usageMicros, lossBasisPoints, step, bought, days) => {
          const { cloth, order, make, balance, listed } = await inWork(pieces, { usageMicros, lossBasisPoints }, step)
          if (bought > 0) await desk.buy(order.id, cloth, bought, { kind: 'stock' })
          let [cut, packed, scrapped] = [0, 0, 0]
          for (const day of days) {
            const now = Math.min(day.cut, pieces + scrapped - cut)
            if (now > 0) await make(0, now)
            cut += now
            const scrap = Math.min(day.scrap, cut - packed - scrapped)
            const pack = Math.min(day.pack, cut - packed - scrapped - scrap, pieces - packed)
            if (pack + scrap > 0) await make(1, pack, scrap)
            packed += pack
            scrapped += scrap
          }
          const inSteps = (amount: bigint, of: bigint): bigint => ceil(amount, of * BigInt(step)) * BigInt(step)
          const list = inSteps(BigInt(pieces) * BigInt(usageMicros) * BigInt(10_000 + lossBasisPoints), 10_000_000n)
          const all = inSteps(BigInt(pieces + scrapped) * BigInt(usageMicros), 1000n)
          const toCut = BigInt(pieces + scrapped - cut)
          const left = cut === 0 ? list : inSteps(list * toCut, BigInt(pieces))
          const needed = toCut === 0n ? 0n : all > list ? all : list
          const missing = needed > BigInt(bought) ? needed - BigInt(bought) : 0n
          const short = Number(missing < left ? missing : left)
          expect(await balance()).toMatchObject({ needed: Number(needed), short, unbought: short })
          expect(await listed('short')).toEqual(short > 0 ? [[short, short]] : [])
        },
      ),
      { numRuns: 40 },
    )
  }, 120_000)
})

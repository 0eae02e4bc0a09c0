import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { emptyProduct } from '../../shared/products.ts'
import { makeMasters } from '../testing/mainLine.ts'
import { openOffice, type TestOffice } from '../testing/office.ts'

let office: TestOffice
beforeEach(async () => {
  office = await openOffice()
})
afterEach(() => office.close())

describe('a product', () => {
  it('keeps its units, its route in order and what is done outside', async () => {
    const [first, second] = await office.as.clerk.settings.processes({})
    const route = [
      { processId: second!.id, standardDays: 4, outside: true, unitsPerPiece: 1_000, standardMinutes: 0 },
      { processId: first!.id, standardDays: 1, outside: false, unitsPerPiece: 1_000, standardMinutes: 0 },
    ]
    const made = await office.as.clerk.products.save({
      ...emptyProduct,
      code: 'TS-812',
      name: '餐椅',
      unit: '把',
      units: [{ unit: '打', factor: 12_000 }],
      route,
    })
    expect(await office.as.clerk.products.read({ id: made.id })).toMatchObject({
      initials: 'cy',
      units: [{ unit: '打', factor: 12_000 }],
      route,
    })
    expect(await office.as.clerk.products.save({ ...made, units: [], route: [] })).toMatchObject({
      units: [],
      route: [],
    })
  })

  it('has one code and names each unit once', async () => {
    await makeMasters(office)
    const draft = { ...emptyProduct, code: 'TS-801', name: '桌', unit: '张' }
    await expect(office.as.clerk.products.save(draft)).rejects.toMatchObject({ code: 'products.codeTaken' })
    const units = [{ unit: '张', factor: 1000 }]
    await expect(office.as.clerk.products.save({ ...draft, code: 'X', units })).rejects.toMatchObject({
      code: 'products.unitTwice',
    })
  })

  it('has its floor price lowered by a manager only, on the card and by import; raised by anybody', async () => {
    const { clerk, merchandiser, manager } = office.as
    const made = await clerk.products.save({ ...emptyProduct, code: 'CH-1', name: '彩盒', floorPriceMicros: 700_000 })
    const refused = { code: 'products.lowerFloor', field: 'floorPriceMicros', message: expect.stringContaining('0.70') }
    for (const floorPriceMicros of [699_999, 0]) {
      await expect(merchandiser.products.save({ ...made, floorPriceMicros })).rejects.toMatchObject(refused)
      await expect(clerk.products.save({ ...made, floorPriceMicros })).rejects.toMatchObject(refused)
    }
    const raised = await clerk.products.save({ ...made, name: '彩盒大', floorPriceMicros: 800_000 })
    const table = (floor: string) => ({ fields: ['code' as const, 'floorPrice' as const], rows: [['CH-1', floor]] })
    expect((await clerk.products.importPreview(table('0.01'))).rows).toMatchObject([
      { verdict: 'wrong', problems: [{ field: 'floorPrice', sentence: expect.stringContaining('要经理来改') }] },
    ])
    expect((await clerk.products.importPreview(table('0.9'))).rows).toMatchObject([{ verdict: 'change' }])
    await clerk.products.import({ ...table('0.01'), fileName: '价格.xlsx' })
    expect((await clerk.products.read({ id: made.id })).floorPriceMicros).toBe(800_000)
    expect((await manager.products.importPreview(table('0.01'))).rows).toMatchObject([{ verdict: 'change' }])
    expect(await manager.products.save({ ...raised, floorPriceMicros: 0 })).toMatchObject({ floorPriceMicros: 0 })
  })

  it('is found by any part of its code, the whole code first', async () => {
    await makeMasters(office)
    await office.as.clerk.products.save({ ...emptyProduct, code: '801', name: '旧桌' })
    expect((await office.as.clerk.products.find({ typed: '801' })).map(({ code }) => code)).toEqual(['801', 'TS-801'])
  })
})

describe('the list of products', () => {
  it('finds a whole series by its name, beside what has the name in its code', async () => {
    const save = (code: string, series: string) =>
      office.as.clerk.products.save({ ...emptyProduct, code, name: '桌', series })
    await save('K-1', '餐厅')
    await save('K-2', '餐厅')
    await save('K-3', '卧室')
    const { rows, total } = await office.as.clerk.products.list({ typed: '餐厅' })
    expect([total, rows.map(({ code }) => code)]).toEqual([2, ['K-1', 'K-2']])
    expect((await office.as.clerk.products.list({ typed: 'k-3' })).total).toBe(1)
  })
})

describe('an agreed price', () => {
  const terms = { id: null, minQuantity: 0, validFrom: '2026-11-01', remark: '', version: 0 }

  it('is taken from its day and quantity on, and is kept once', async () => {
    const { customerId, products } = await makeMasters(office)
    const productId = products['TS-812']!
    const save = (more: object) => office.as.manager.prices.save({ ...terms, customerId, productId, ...more } as never)
    await save({ priceMicros: 230_000_000 })
    await save({ priceMicros: 220_000_000, minQuantity: 100_000 })
    await save({ priceMicros: 210_000_000, validFrom: '2027-01-01' })
    await expect(save({ priceMicros: 1 })).rejects.toMatchObject({ code: 'prices.sameTermsTwice' })
    const offer = async (quantity: number, on: string) =>
      (await office.as.clerk.prices.offer({ customerId, productId, quantity, on })).priceMicros / 1_000_000
    expect([
      await offer(72_000, '2026-10-31'),
      await offer(72_000, '2026-11-22'),
      await offer(100_000, '2026-11-22'),
      await offer(100_000, '2027-01-02'),
    ]).toEqual([238, 230, 220, 210])
  })

  it('goes away with its version, leaving its audit row', async () => {
    const { customerId, products } = await makeMasters(office)
    const draft = { ...terms, customerId, productId: products['TS-812']!, priceMicros: 230_000_000 }
    const made = await office.as.manager.prices.save(draft)
    await expect(office.as.manager.prices.remove({ ...made, version: 9 })).rejects.toMatchObject({
      code: 'app.stale',
    })
    await office.as.manager.prices.remove(made)
    expect((await office.as.manager.prices.list({})).total).toBe(0)
    const entry = await office.db
      .selectFrom('audit')
      .select('before')
      .where('action', '=', 'prices.remove')
      .executeTakeFirst()
    expect(entry?.before).toContain('230000000')
  })
})

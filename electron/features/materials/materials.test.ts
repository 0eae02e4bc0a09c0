import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { materialsOf } from '../../testing/materials.ts'
import { openOffice, type TestOffice } from '../../testing/office.ts'
import { workshopOf } from '../../testing/workshop.ts'

let office: TestOffice
let desk: ReturnType<typeof materialsOf>
beforeEach(async () => {
  office = await openOffice()
  desk = materialsOf(office)
})
afterEach(() => office.close())

const twoMaterials = async () => {
  const cloth = await desk.material('双面布')
  const label = await desk.material('洗唛', { unit: '个', step: 1000, leadDays: 5, supplier: '嘉豪织唛' })
  const productId = await desk.product([
    { materialId: cloth, usageMicros: 650_000, lossBasisPoints: 500 },
    { materialId: label, usageMicros: 1_000_000, lossBasisPoints: 200 },
  ])
  return { cloth, label, productId }
}

describe('the list of a product', () => {
  it('is found by initials, says its materials once, and refuses a stale hand', async () => {
    const { cloth, productId } = await twoMaterials()
    expect((await office.as.workshop.materials.find({ typed: 'smb' })).map(({ id }) => id)).toEqual([cloth])
    const list = await office.as.warehouse.materials.productList({ productId })
    expect(list.rows.map(({ name, usageMicros, process }) => [name, usageMicros, process])).toEqual([
      ['双面布', 650_000, ''],
      ['洗唛', 1_000_000, ''],
    ])
    const row = { materialId: cloth, usageMicros: 1, lossBasisPoints: 0, processId: null }
    const save = (version: number, rows: (typeof row)[]) =>
      office.as.merchandiser.materials.saveProductList({ productId, version, rows })
    await expect(save(1, [row, row])).rejects.toMatchObject({ code: 'materials.twice', field: 'rows.1.materialId' })
    await save(1, [row])
    await expect(save(1, [])).rejects.toMatchObject({ code: 'app.stale' })
    await expect(
      office.as.workshop.materials.saveProductList({ productId, version: 2, rows: [] }),
    ).rejects.toMatchObject({ code: 'app.notAllowed' })
  })

  it('is copied at the release: what is changed later changes only later notices', async () => {
    const { cloth, label, productId } = await twoMaterials()
    const first = await desk.inWork(productId, 360)
    await office.as.merchandiser.materials.saveProductList({
      productId,
      version: 1,
      rows: [{ materialId: cloth, usageMicros: 700_000, lossBasisPoints: 0, processId: null }],
    })
    const second = await desk.inWork(productId, 360)
    const needs = async (lineId: number) => (await desk.line(lineId)).rows.map(({ name, needed }) => [name, needed])
    expect(await needs(first.lineId)).toEqual([
      ['双面布', 245_700],
      ['洗唛', 368_000],
    ])
    expect(await needs(second.lineId)).toEqual([['双面布', 252_000]])
    const { rows } = await office.as.merchandiser.materials.order({ orderId: first.order.id })
    expect(rows.map(({ sums }) => sums)).toEqual([
      ['360 张 × 0.65 × 1.05 = 245.7 米'],
      ['360 张 × 1 × 1.02 = 367.2 → 368 个'],
    ])
    expect(rows.find(({ materialId }) => materialId === label)).toMatchObject({ state: 'toBuy', unbought: 368_000 })
    const paper = await office.as.workshop.production.paper({ id: first.noticeId })
    expect(paper.pages.join('')).toMatch(/洗唛[\s\S]*368/)
  })

  it('needs no more once its process is through, and the sums say the same as the need', async () => {
    const shop = workshopOf(office)
    await shop.keepProcesses(['开料', '包装'])
    const [cut] = await office.as.merchandiser.settings.processes({})
    const cloth = await desk.material('双面布')
    const productId = await desk.product([{ materialId: cloth, usageMicros: 650_000, processId: cut!.id }])
    const { order, ids } = await desk.inWork(productId, 20)
    expect(await desk.balance(order.id, cloth)).toMatchObject({ needed: 13_000, sums: ['20 张 × 0.65 = 13 米'] })
    await shop.report('2026-11-22', shop.row(ids[0]!, 20))
    expect(await desk.balance(order.id, cloth)).toMatchObject({ needed: 0, sums: [] })
  })

  it('that came after the release is taken over while nothing was given out; a substitute is added to one line', async () => {
    const cloth = await desk.material('双面布')
    const other = await desk.material('代用布')
    const productId = await desk.product([])
    const { lineId, order } = await desk.inWork(productId, 10)
    const take = () => office.as.merchandiser.materials.takeList({ noticeLineId: lineId })
    await expect(take()).rejects.toMatchObject({ code: 'materials.noList' })
    await office.as.merchandiser.materials.saveProductList({
      productId,
      version: 1,
      rows: [{ materialId: cloth, usageMicros: 1_000_000, lossBasisPoints: 0, processId: null }],
    })
    expect((await take()).rows.map(({ needed }) => needed)).toEqual([10_000])
    const need = { noticeLineId: lineId, lossBasisPoints: 0 }
    await office.as.merchandiser.materials.setNeed({ ...need, materialId: cloth, usageMicros: 0 })
    await office.as.merchandiser.materials.setNeed({ ...need, materialId: other, usageMicros: 1_100_000 })
    await desk.buy(order.id, other, 11_000, { kind: 'stock' })
    await desk.move(lineId, 'issue', [{ materialId: other, quantity: 11_000 }])
    await expect(take()).rejects.toMatchObject({ code: 'materials.issuedByOld' })
    expect((await desk.line(lineId)).rows.map(({ name, needed, used }) => [name, needed, used])).toEqual([
      ['双面布', 0, 0],
      ['代用布', 11_000, 11_000],
    ])
  })
})

describe('issue and return', () => {
  it('give out what is there for the order, take back what the line holds, and reverse by entries', async () => {
    const { cloth, productId } = await twoMaterials()
    const { lineId, order, noticeId } = await desk.inWork(productId, 100)
    const issue = (quantity: number) => desk.move(lineId, 'issue', [{ materialId: cloth, quantity }])
    await expect(issue(1)).rejects.toMatchObject({ code: 'materials.aboveHand', field: 'rows.0.quantity' })
    const purchase = await desk.buy(order.id, cloth, 68_300)
    await desk.arrive(purchase, 68_300)
    const { number } = await issue(60_000)
    expect(number).toBe('LL261122-01')
    await desk.move(lineId, 'return', [{ materialId: cloth, quantity: 2000 }])
    await expect(desk.move(lineId, 'return', [{ materialId: cloth, quantity: 58_001 }])).rejects.toMatchObject({
      code: 'materials.aboveHeld',
    })
    const sheet = await desk.line(lineId)
    expect(sheet.rows[0]).toMatchObject({ issued: 60_000, returned: 2000, used: 58_000, onHand: 10_300 })
    await expect(
      office.as.merchandiser.production.void({ id: noticeId, version: 1, reason: '不做了' }),
    ).rejects.toMatchObject({ code: 'materials.returnFirst' })
    const [returned, first] = sheet.moves
    await expect(office.as.warehouse.materials.reverseMove({ moveId: first!.id, reason: '错' })).rejects.toMatchObject({
      code: 'materials.returnedAlready',
    })
    await office.as.warehouse.materials.reverseMove({ moveId: returned!.id, reason: '没退' })
    await office.as.warehouse.materials.reverseMove({ moveId: first!.id, reason: '领错' })
    expect((await desk.line(lineId)).rows[0]).toMatchObject({ issued: 0, returned: 0, onHand: 68_300 })
    await expect(
      office.as.warehouse.materials.reverseMove({ moveId: first!.id, reason: '再来' }),
    ).rejects.toMatchObject({ code: 'operations.alreadyReversed' })
    const paper = await office.as.warehouse.materials.slipPaper({ number })
    expect(paper.pages.join('')).toMatch(/领料单[\s\S]*双面布[\s\S]*60/)
  })

  it('an arrival is not taken back below what the workshop holds', async () => {
    const { cloth, productId } = await twoMaterials()
    const { lineId, order } = await desk.inWork(productId, 100)
    const purchase = await desk.buy(order.id, cloth, 50_000)
    const { arrivals } = await desk.arrive(purchase, 50_000)
    await desk.move(lineId, 'issue', [{ materialId: cloth, quantity: 20_000 }])
    await expect(
      office.as.warehouse.purchases.reverseArrival({ arrivalId: arrivals[0]!.id, reason: '数错' }),
    ).rejects.toMatchObject({ code: 'purchases.alreadyIssued' })
  })
})

describe('sample cards', () => {
  it('say who approved which colour when', async () => {
    const cloth = await desk.material('双面布')
    const card = {
      id: null,
      materialId: cloth,
      colourNumber: '19-4005 黑',
      supplier: '恒达纺织',
      picture: '',
      approvedOn: '2026-11-20',
      approvedBy: '',
      place: '样卡夹 3 号',
      remark: '',
      version: 0,
    }
    const save = office.as.merchandiser.materials.saveCard
    await expect(save(card)).rejects.toMatchObject({ field: 'approvedBy' })
    const saved = await save({ ...card, approvedBy: '客户 王小姐' })
    await expect(save({ ...card, id: saved.id, approvedBy: '王小姐' })).rejects.toMatchObject({ code: 'app.stale' })
    expect((await office.as.workshop.materials.list({})).rows).toMatchObject([{ cards: 1, approved: 1 }])
  })
})

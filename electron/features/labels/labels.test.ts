import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { labelForms } from '../../../shared/labels.ts'
import { scanSymbol, symbolAddress } from '../../papers/symbols.ts'
import { makeOrder } from '../../testing/checkedOrder.ts'
import { keyNote } from '../../testing/notes.ts'
import { openOffice, type TestOffice } from '../../testing/office.ts'
import { workshopOf } from '../../testing/workshop.ts'

let office: TestOffice
beforeEach(async () => {
  office = await openOffice()
})
afterEach(() => office.close())

const single = { form: '100x70', code: 'qr' } as const

describe('labels of a delivery note', () => {
  it('are one for each pack, n of N, with their own symbol and without a price', async () => {
    const order = await makeOrder(office, { pieces: [3, 2], priceYuan: 777 })
    await office.db
      .updateTable('customers')
      .set({ shippingMark: 'CL / 长乐', sideMark: 'MADE IN CHINA' })
      .where('id', '=', order.customerId)
      .execute()
    const note = await keyNote(office, order, [3, 2])
    const paper = await office.as.warehouse.labels.ofNote({ id: note.id, ...single })
    expect([paper.pages.length, paper.widthMm, paper.heightMm]).toEqual([5, 100, 70])
    expect(paper.pages[3]).toContain('4/5')
    expect(paper.pages[3]).toContain(`${note.number}-2-1`)
    expect(paper.pages.join('')).toContain('MADE IN CHINA')
    expect(paper.pages.join('')).not.toContain('777')
    for (const [sequence, pack] of [
      [1, 3],
      [2, 2],
    ])
      expect(paper.css).toContain(symbolAddress(scanSymbol('qr', `${note.number}-${sequence}-${pack}`)))
    const without = await office.as.warehouse.labels.ofNote({ id: note.id, ...single, marks: false })
    expect(without.pages.join('')).not.toContain('MADE IN CHINA')
    expect(await office.as.warehouse.labels.counts({ id: note.id })).toEqual({ labels: 5, counted: null })
    const { deliveries } = office.as.warehouse
    let now = await deliveries.pick({ id: note.id, version: note.version })
    now = await deliveries.inspect({ id: now.id, version: now.version, passed: true, remark: '' })
    await deliveries.countPacks({ id: now.id, version: now.version, packs: 4, explanation: '两包并一包' })
    expect(await office.as.warehouse.labels.counts({ id: note.id })).toEqual({ labels: 5, counted: 4 })
  })

  it('are printed in parts, from one to another', async () => {
    const order = await makeOrder(office, { pieces: [400, 300] })
    const note = await keyNote(office, order, [400, 300])
    const { ofNote } = office.as.warehouse.labels
    await expect(ofNote({ id: note.id, ...single })).rejects.toMatchObject({ code: 'labels.tooMany' })
    const part = await ofNote({ id: note.id, ...single, from: 399, to: 402 })
    expect(part.pages.map((page) => /\d+\/700/.exec(page)![0])).toEqual(['399/700', '400/700', '401/700', '402/700'])
    expect(part.pages[2]).toContain(`${note.number}-2-1`)
    await expect(ofNote({ id: note.id, ...single, from: 701 })).rejects.toMatchObject({ code: 'labels.noneLeft' })
  })

  it('fill sheets of every form, in both symbols', async () => {
    const order = await makeOrder(office, { pieces: [30] })
    const note = await keyNote(office, order, [30])
    const pages = []
    for (const form of labelForms)
      for (const code of ['qr', 'code128'] as const)
        pages.push((await office.as.clerk.labels.ofNote({ id: note.id, form, code })).pages.length)
    expect(pages).toEqual([30, 30, 30, 30, 30, 30, 4, 4, 2, 2])
  })

  it('name the customer by its code where the office wants that', async () => {
    const order = await makeOrder(office, { pieces: [1] })
    const note = await keyNote(office, order, [1])
    const { name, code } = await office.db
      .selectFrom('customers')
      .select(['name', 'code'])
      .where('id', '=', order.customerId)
      .executeTakeFirstOrThrow()
    const page = async () => (await office.as.clerk.labels.ofNote({ id: note.id, ...single })).pages[0]!
    expect(await page()).toContain(name)
    const now = await office.as.owner.settings.read({})
    const labelled = { ...now.office, labelName: 'code' as const }
    await office.as.owner.settings.saveOffice({ office: labelled, version: now.versions.office })
    expect(await page()).toContain(`>${code}<`)
    expect(await page()).not.toContain(name)
  })
})

it('labels of a line in work are as many as its product is packed in; its customer is hidden as on the notice', async () => {
  const shop = workshopOf(office)
  await shop.keepProcesses(['包装'])
  const work = await shop.inWork({ pieces: [5] })
  const { ofNoticeLine } = office.as.workshop.labels
  await expect(ofNoticeLine({ id: work.lineId, ...single })).rejects.toMatchObject({ code: 'labels.noPacking' })
  await expect(office.as.workshop.labels.counts({ id: work.lineId, of: 'notice' })).rejects.toMatchObject({
    code: 'labels.noPacking',
  })
  const product = await office.as.clerk.products.save({
    id: null,
    code: 'TS-801',
    name: '餐桌',
    spec: '',
    initials: '',
    series: '',
    colours: '',
    sizes: '',
    unit: '张',
    packs: 2,
    packUnits: 1,
    listPriceMicros: 0,
    floorPriceMicros: 0,
    leadDays: 7,
    sellingPoints: '',
    processNotes: '',
    qualityPoints: '',
    picture: '',
    active: true,
    units: [],
    breaks: [],
    route: [],
    version: 0,
  })
  const { orderLineId } = await office.db
    .selectFrom('noticeLines')
    .select('orderLineId')
    .where('id', '=', work.lineId)
    .executeTakeFirstOrThrow()
  await office.db.updateTable('orderLines').set({ productId: product.id }).where('id', '=', orderLineId).execute()
  const paper = await ofNoticeLine({ id: work.lineId, ...single })
  expect(paper.pages).toHaveLength(10)
  expect(await office.as.workshop.labels.counts({ id: work.lineId, of: 'notice' })).toEqual({
    labels: 10,
    counted: null,
  })
  expect(paper.pages[1]).toContain('1 张 之 2/2 包')
  expect(paper.pages.join('')).not.toContain('永兴家居')
})

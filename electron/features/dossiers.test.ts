import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { dossierSlots } from '../../shared/dossiers.ts'
import { makeOrder, type MadeOrder } from '../testing/checkedOrder.ts'
import { openOffice, type TestOffice } from '../testing/office.ts'

let office: TestOffice
let order: MadeOrder
beforeEach(async () => {
  office = await openOffice()
  order = await makeOrder(office, { number: 'DH261122-01' })
})
afterEach(() => office.close())

const read = () => office.as.merchandiser.dossiers.read({ orderId: order.id })
const everything = async (state: 'there' | 'notNeeded'): Promise<void> => {
  for (const slot of dossierSlots) {
    const { version } = await read()
    await office.as.clerk.dossiers.setSlot({ orderId: order.id, version, slot, state, place: '' })
  }
}

describe('the papers an order is made from', () => {
  test('are missing until somebody says that they are there, where, or not needed', async () => {
    expect(await read()).toMatchObject({ orderNumber: 'DH261122-01', state: 'incomplete', version: 0 })
    expect(
      await office.as.clerk.dossiers.setSlot({
        orderId: order.id,
        version: 0,
        slot: 'finalSample',
        state: 'there',
        place: '样板袋 B-0312',
      }),
    ).toMatchObject({ state: 'incomplete', version: 1 })
    await expect(
      office.as.merchandiser.dossiers.setSlot({
        orderId: order.id,
        version: 0,
        slot: 'finalSample',
        state: 'missing',
        place: '',
      }),
    ).rejects.toMatchObject({ code: 'app.stale' })
    await everything('notNeeded')
    expect(await read()).toMatchObject({ state: 'complete' })
    const { version } = await read()
    await office.as.merchandiser.dossiers.setSlot({
      orderId: order.id,
      version,
      slot: 'swatches',
      state: 'missing',
      place: '',
    })
    expect((await read()).slots.filter(({ state }) => state === 'missing')).toEqual([
      { slot: 'swatches', state: 'missing', place: '', by: null, at: null },
    ])
  })

  test('may differ from each other until somebody says which holds', async () => {
    await everything('there')
    await expect(
      office.as.clerk.dossiers.addConflict({ orderId: order.id, slot: 'process', other: 'process', words: '胸围' }),
    ).rejects.toMatchObject({ code: 'dossiers.sameSlot', field: 'other' })
    const { conflicts } = await office.as.clerk.dossiers.addConflict({
      orderId: order.id,
      slot: 'customerSheet',
      other: 'finalSample',
      words: '制单胸围 104,确认样量得 106',
    })
    expect(await read()).toMatchObject({ state: 'conflicting' })
    await office.as.merchandiser.dossiers.settleConflict({ id: conflicts[0]!.id, how: '以确认样 106 为准' })
    expect(await read()).toMatchObject({
      state: 'complete',
      conflicts: [{ by: '陈静', settledBy: '李敏', settledHow: '以确认样 106 为准' }],
    })
    await expect(
      office.as.merchandiser.dossiers.settleConflict({ id: conflicts[0]!.id, how: '再定' }),
    ).rejects.toMatchObject({ code: 'dossiers.settledAlready' })
  })

  test('are told before the release where the office asks for them', async () => {
    const gap = () => office.as.merchandiser.dossiers.gap({ orderId: order.id })
    expect(await gap()).toMatchObject({ asked: false })
    const { office: kept, versions } = await office.as.manager.settings.read({})
    await office.as.manager.settings.saveOffice({ office: { ...kept, dossierAsked: true }, version: versions.office })
    expect(await gap()).toEqual({ asked: true, missing: [...dossierSlots], conflicts: 0 })
  })

  test('are shared out among the people, everything else staying with the merchandiser', async () => {
    const { duties } = await office.as.merchandiser.dossiers.setDuties({
      orderId: order.id,
      version: 0,
      duties: [
        { kind: 'materials', userId: office.userIds.clerk },
        { kind: 'bulk', userId: null },
      ],
    })
    expect(duties.map(({ kind, name }) => [kind, name])).toEqual([
      ['materials', '陈静'],
      ['samples', '李敏'],
      ['bulk', '李敏'],
      ['sales', '李敏'],
      ['quality', '李敏'],
    ])
    await expect(
      office.as.merchandiser.dossiers.setDuties({
        orderId: order.id,
        version: 1,
        duties: [{ kind: 'sales', userId: 999 }],
      }),
    ).rejects.toMatchObject({ code: 'dossiers.notHere', field: 'duties.0.userId' })
    expect((await office.as.clerk.dossiers.people({})).map(({ name }) => name)).toEqual([
      '何老板',
      '赵经理',
      '李敏',
      '陈静',
    ])
  })

  test('are not written for a void order nor by the workshop, and are printed without prices', async () => {
    await expect(
      office.as.workshop.dossiers.setSlot({
        orderId: order.id,
        version: 0,
        slot: 'process',
        state: 'there',
        place: '',
      }),
    ).rejects.toMatchObject({ code: 'app.notAllowed' })
    const paper = await office.as.workshop.dossiers.paper({ id: order.id })
    expect(paper.title).toBe('订单资料齐套表 DH261122-01')
    expect(paper.pages.join('')).not.toContain('100.00')
    await office.db
      .updateTable('orders')
      .set({ voidedAt: '2026-11-22', state: 'void' })
      .where('id', '=', order.id)
      .execute()
    await expect(
      office.as.clerk.dossiers.setSlot({ orderId: order.id, version: 0, slot: 'process', state: 'there', place: '' }),
    ).rejects.toMatchObject({ code: 'orders.isVoid' })
  })
})

import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { emptyCustomer } from '../../shared/customers.ts'
import { openOffice, type TestOffice } from '../testing/office.ts'

let office: TestOffice
beforeEach(async () => {
  office = await openOffice()
})
afterEach(() => office.close())

const draft = { ...emptyCustomer, code: 'K001', name: '重庆长乐家具商场', shortName: '重庆长乐' }

describe('a customer', () => {
  it('gets initials from its short name, and keeps those a hand corrected', async () => {
    const made = await office.as.clerk.customers.save(draft)
    expect(made.initials).toBe('cqcl')
    const { initials, ...rest } = await office.as.clerk.customers.save({
      ...made,
      initials: 'ZQCL',
      shortName: '长乐',
    })
    expect([initials, rest.shortName, rest.version]).toEqual(['zqcl', '长乐', 2])
  })

  it('is trusted more than before by a manager only; anything tighter anybody may write', async () => {
    const { clerk, manager } = office.as
    const made = await clerk.customers.save({
      ...draft,
      settlement: 'deposit',
      depositBasisPoints: 3000,
      creditLimitFen: 5_000_000,
      blacklistNote: '跑过单',
    })
    const looser = [
      { settlement: 'monthly' as const },
      { depositBasisPoints: 1000 },
      { creditLimitFen: 0 },
      { creditLimitFen: 6_000_000 },
      { blacklistNote: '' },
    ]
    for (const change of looser)
      await expect(clerk.customers.save({ ...made, ...change })).rejects.toMatchObject({
        code: 'customers.looserCard',
        field: 'settlement',
      })
    expect(await clerk.customers.read({ id: made.id })).toEqual(made)
    const tighter = { depositBasisPoints: 5000, creditLimitFen: 4_000_000, blacklistNote: '又跑过单' }
    const now = await clerk.customers.save({ ...made, ...tighter })
    expect(now).toMatchObject(tighter)
    expect(await manager.customers.save({ ...now, ...looser[0] })).toMatchObject({ settlement: 'monthly' })
  })

  it('is offered initials and the next code', async () => {
    await office.as.clerk.customers.save(draft)
    expect(await office.as.clerk.customers.suggest({ name: '永兴家居' })).toEqual({
      initials: 'yxjj',
      code: 'K002',
    })
  })

  it('is not keyed twice under one code or name, and a stale card is refused', async () => {
    const { as } = office
    const made = await as.clerk.customers.save(draft)
    await expect(as.clerk.customers.save({ ...draft, name: '别家' })).rejects.toMatchObject({
      code: 'customers.codeTaken',
      field: 'code',
    })
    await expect(as.clerk.customers.save({ ...draft, code: 'K2' })).rejects.toMatchObject({
      code: 'customers.nameTaken',
      field: 'name',
    })
    await as.clerk.customers.save({ ...made, phone: '1' })
    await expect(as.manager.customers.save({ ...made, phone: '2' })).rejects.toMatchObject({
      code: 'app.stale',
    })
  })

  it('leaves the lists when it is not active any more, and comes back when asked for', async () => {
    const made = await office.as.clerk.customers.save(draft)
    await office.as.clerk.customers.save({ ...made, active: false })
    expect((await office.as.clerk.customers.list({})).total).toBe(0)
    expect((await office.as.clerk.customers.find({ typed: 'cqcl' })).length).toBe(0)
    expect(await office.as.clerk.customers.list({ inactive: true })).toMatchObject({
      rows: [{ active: false }],
    })
  })

  it('shows what it owes only to who may see money', async () => {
    const { id } = await office.as.clerk.customers.save({ ...draft, creditLimitFen: 5_000_000 })
    expect(await office.as.cashier.customers.credit({ id })).toMatchObject({
      owedFen: 0,
      limitFen: 5_000_000,
    })
    await expect(office.as.workshop.customers.credit({ id })).rejects.toMatchObject({
      code: 'app.notAllowed',
    })
  })
})

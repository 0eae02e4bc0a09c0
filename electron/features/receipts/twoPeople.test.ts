import { afterEach, beforeEach, expect, test } from 'vitest'
import { makeCustomer } from '../../testing/checkedOrder.ts'
import { openOffice, type TestOffice } from '../../testing/office.ts'

let office: TestOffice
beforeEach(async () => {
  office = await openOffice()
})
afterEach(() => office.close())

test('where the office wants two people for money, who entered it does not confirm it', async () => {
  const customerId = await makeCustomer(office)
  const enter = (who: 'clerk' | 'cashier', slipNumber: string) =>
    office.as[who].receipts.enter({
      customerId,
      receivedOn: '2026-11-21',
      kind: 'balance',
      method: 'bank',
      payer: '',
      slipNumber,
      amountFen: 5000,
      remark: '',
      allocations: 'oldest',
    })
  const confirm = ({ id, version, slipNumber }: { id: number; version: number; slipNumber: string }) =>
    office.as.cashier.receipts.confirm({ id, version, slipNumber })
  expect(await confirm(await enter('cashier', 'A'))).toMatchObject({ state: 'confirmed' })
  const { office: now, versions } = await office.as.owner.settings.read({})
  await office.as.owner.settings.saveOffice({ office: { ...now, twoForMoney: true }, version: versions.office })
  const own = await enter('cashier', 'B')
  await expect(confirm(own)).rejects.toMatchObject({ code: 'receipts.twoPeople' })
  expect(await confirm(await enter('clerk', 'C'))).toMatchObject({ state: 'confirmed' })
})

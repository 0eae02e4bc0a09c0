import { afterEach, beforeEach, expect, test } from 'vitest'
import { refuseInput } from './badInput.ts'
import { makeCustomer } from './testing/checkedOrder.ts'
import { openOffice, type TestOffice } from './testing/office.ts'

let office: TestOffice
beforeEach(async () => {
  office = await openOffice()
})
afterEach(() => office.close())

test('what is not of its form is refused by the name of its field and what is wrong with it', async () => {
  const customerId = await makeCustomer(office)
  const { cashier, manager } = office.as
  const receipt = {
    customerId,
    receivedOn: '2026-11-21',
    kind: 'balance',
    method: 'bank',
    payer: '',
    slipNumber: 'A',
    amountFen: 100,
    remark: '',
    allocations: 'oldest',
  } as const
  const invoice = {
    customerId,
    kind: 'special',
    code: '',
    number: '12345678',
    issuedOn: '2026-11-22',
    amountFen: 100,
    taxBasisPoints: 1300,
    taxFen: 12,
    remark: '',
    statementId: null,
  } as const
  const adjustment = { customerId, adjustedOn: '2026-11-22', kind: 'freight', amountFen: 100, reason: '运费' } as const
  const said = async (deed: Promise<unknown>): Promise<string> =>
    deed.then(
      () => '',
      (error: Error) => error.message,
    )
  expect([
    await said(cashier.receipts.enter({ ...receipt, amountFen: -5000 })),
    await said(cashier.receipts.enter({ ...receipt, receivedOn: '1900-01-01' })),
    await said(cashier.receipts.enter({ ...receipt, payer: '长'.repeat(61) })),
    await said(cashier.invoices.enter({ ...invoice, parts: [], issuedOn: '1900-01-01' })),
    await said(cashier.invoices.enter({ ...invoice, parts: [], amountFen: 2e12 })),
    await said(
      cashier.invoices.reverse({ id: 1, version: 1, code: '', number: '1', issuedOn: '2026-11-22', reason: ' ' }),
    ),
    await said(manager.statements.adjust({ ...adjustment, adjustedOn: '1900-01-01' })),
    await said(manager.statements.adjust({ ...adjustment, reason: '' })),
  ]).toEqual([
    '“金额”要大于 0。',
    '“收款日期”不对:1900-01-01 不是能用的日期(1990 到 2199 年)。',
    '“付款人”太长,最多 60 个字。',
    '“开票日”不对:1900-01-01 不是能用的日期(1990 到 2199 年)。',
    '“金额”太大了,请看看有没有多打。',
    '“原因”没有填。',
    '“日期”不对:1900-01-01 不是能用的日期(1990 到 2199 年)。',
    '“原因”没有填。',
  ])
})

test('a field that cannot be read is named as the office names it, with its line', () => {
  const said = (channel: string, ...path: (string | number)[]) =>
    refuseInput({ code: 'custom', path, message: '' }, channel, {}, 'zh-CN').values['field']
  expect([
    said('archive.saveBatch', 'month'),
    said('deliveries.save', 'codFen'),
    said('deliveries.loadCheck', 'lines', 1, 'loadedPacks'),
    said('cod.collect', 'collectedFen'),
    said('trucks.save', 'limitVolume'),
    said('trucks.save', 'driver'),
  ]).toEqual(['月份', '代收货款', '第 2 行 实装包数', '司机收到(元)', '最多立方', '司机'])
  expect(refuseInput({ code: 'custom', path: ['requestId'], message: '' }, 'trucks.save', {}, 'zh-CN').code).toBe(
    'app.badInputSomewhere',
  )
})

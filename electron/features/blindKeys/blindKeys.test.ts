import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Comparison } from '../../../shared/blindKeys.ts'
import type { Order } from '../../../shared/orders.ts'
import type { Office } from '../../../shared/settings.ts'
import { openOffice, type TestOffice } from '../../testing/office.ts'
import { addFurnitureOrder, draftLines, orderDraft, saveOrder } from '../../testing/orders.ts'

let office: TestOffice
let order: Order
beforeEach(async () => {
  office = await openOffice()
  order = await addFurnitureOrder(office)
})
afterEach(() => office.close())

const setOffice = async (changes: Partial<Office>): Promise<void> => {
  const { office: now, versions } = await office.as.owner.settings.read({})
  await office.as.owner.settings.saveOffice({ office: { ...now, ...changes }, version: versions.office })
}
const right = () => [
  { code: 'TS-801', quantity: 12_000, priceMicros: 1_180_000_000, dueOn: '2026-12-15' },
  { code: 'TS-812', quantity: 72_000, priceMicros: 238_000_000, dueOn: '2026-12-15' },
  { code: 'TS-905', quantity: 6000, priceMicros: 2_680_000_000, dueOn: '2026-12-15' },
]
type Lines = Parameters<typeof office.as.merchandiser.blindKeys.submit>[0]['lines']
const submit = async (lines: Lines = right()): Promise<Comparison> => {
  await office.as.merchandiser.blindKeys.begin({ orderId: order.id })
  return office.as.merchandiser.blindKeys.submit({ orderId: order.id, lines })
}
const open = (comparison: Comparison) =>
  comparison.lines.flatMap(({ sequence, fields }) =>
    fields
      .filter(({ differs, settled }) => differs && !settled)
      .map(({ field, first, second }) => `${sequence} ${field} ${first}|${second}`),
  )
const place = (comparison: Comparison, field: string) => {
  const line = comparison.lines.find(({ fields }) => fields.some((each) => each.field === field && each.differs))!
  return { orderId: order.id, orderLineId: line.orderLineId, blindLineId: line.blindLineId, field: field as 'line' }
}
const finish = async () => {
  const { version } = await office.as.merchandiser.orders.read({ id: order.id })
  return office.as.merchandiser.checks.finish({ orderId: order.id, version })
}

describe('nobody looks across', () => {
  test('what is sent to the page of an open second keying holds no value of the first', async () => {
    await office.as.merchandiser.blindKeys.begin({ orderId: order.id })
    const replies = []
    for (const channel of ['blindKeys.sheet', 'blindKeys.compare', 'checks.read'])
      replies.push(
        await office.app.call({ userId: office.userIds.merchandiser, host: 'pc' }, channel, { orderId: order.id }),
      )
    const sent = JSON.stringify(replies)
    for (const { code, name, quantity, priceMicros, amountFen, dueOn } of order.lines)
      for (const value of [code, name, quantity, priceMicros, amountFen, dueOn])
        expect(sent).not.toContain(String(value))
    expect(replies.map(({ ok }) => ok)).toEqual([true, false, false])
    expect(sent).not.toMatch(/"lines"|totalFen|quantity/)
  })

  test('neither the list nor the answer to a caller tells the second keyer what the first keyed', async () => {
    const seenBy = async (role: 'merchandiser' | 'clerk') => {
      const { rows } = await office.as[role].orderList.rows({ text: order.number })
      const { orders } = await office.as[role].search.answer({ customerId: order.customerId, orderId: order.id })
      const { quantity, left, packs, totalFen, unpaidFen } = rows[0]!
      return {
        row: { quantity, left, packs, totalFen, unpaidFen },
        lines: orders[0]!.lines.map((line) => line.quantity),
      }
    }
    const all = await seenBy('merchandiser')
    expect(all).toMatchObject({ row: { quantity: 90_000 }, lines: [12_000, 72_000, 6000] })
    await office.as.merchandiser.blindKeys.begin({ orderId: order.id })
    const nothing = { quantity: null, left: null, packs: null, totalFen: null, unpaidFen: null }
    expect(await seenBy('merchandiser')).toEqual({ row: nothing, lines: [] })
    expect(await seenBy('clerk')).toEqual(all)
    await office.as.merchandiser.blindKeys.submit({ orderId: order.id, lines: right() })
    expect(await seenBy('merchandiser')).toEqual(all)
  })

  test('the second keyer does not write the first keying to be like his own', async () => {
    const edit = (role: 'merchandiser' | 'clerk', quantity: number, version: number) =>
      office.as[role].orders.save(
        orderDraft(office, order.customerId, {
          id: order.id,
          version,
          lines: draftLines(order).map((line, index) => (index === 0 ? { ...line, quantity } : line)),
        }),
      )
    await submit([{ ...right()[0]!, quantity: 13_000 }, ...right().slice(1)])
    await expect(edit('merchandiser', 13_000, order.version)).rejects.toMatchObject({
      code: 'blindKeys.notTheFirstToo',
    })
    expect((await edit('clerk', 13_000, order.version)).totalQuantity).toBe(91_000)
  })

  test('no price before, no paper and no list shows it either, until it is handed in', async () => {
    const { merchandiser, clerk } = office.as
    const { customerId, lines } = order
    const product = { customerId, productId: lines[0]!.productId!, quantity: 1000, on: '2026-11-22' }
    const seenBy = async ({ prices, orders, production, contacts }: typeof clerk) => {
      const { quantity: _, on: __, ...sold } = product
      const { rows: listed } = await orders.list({ text: order.number })
      const { rows: waits } = await production.waiting({ orderId: order.id })
      return {
        history: (await prices.history(sold)).length,
        past: (await prices.past(sold)).filter(({ orderId }) => orderId === order.id).length,
        last: (await prices.offer(product)).lastPriceMicros,
        listed: [listed[0]!.totalQuantity, listed[0]!.totalPacks, listed[0]!.totalFen],
        waits: [waits[0]!.quantity, waits[0]!.remaining, waits[0]!.neededFen],
        told: (await contacts.progressText({ customerId, note: '' })).lines,
      }
    }
    const all = {
      history: 1,
      past: 1,
      last: 1_180_000_000,
      told: 3,
      listed: [90_000, 96, 4_737_600],
      waits: [90_000, 90_000, 1_421_280],
    }
    expect(await seenBy(merchandiser)).toEqual(all)
    await merchandiser.blindKeys.begin({ orderId: order.id })
    expect(await seenBy(merchandiser)).toEqual({
      history: 0,
      past: 0,
      last: null,
      told: 0,
      listed: [null, null, null],
      waits: [null, null, null],
    })
    const mine = { code: 'blindKeys.openYours', message: expect.stringContaining(order.number) }
    await expect(merchandiser.production.remaining({ orderId: order.id })).rejects.toMatchObject(mine)
    await expect(merchandiser.reviews.paper({ id: order.id })).rejects.toMatchObject(mine)
    expect(await seenBy(clerk)).toEqual(all)
    expect(await clerk.production.remaining({ orderId: order.id })).toHaveLength(3)
    await merchandiser.blindKeys.submit({ orderId: order.id, lines: right() })
    expect(await seenBy(merchandiser)).toEqual(all)
    expect((await merchandiser.reviews.paper({ id: order.id })).pages[0]).toContain('TS-801')
  })

  test('no sum tells it either, and no paper of the order is made', async () => {
    const { merchandiser, clerk, manager } = office.as
    const { customerId } = order
    const other = await saveOrder(office, orderDraft(office, customerId, { lines: [draftLines(order)[2]!] }))
    const seenBy = async ({ orderList, customers, search }: typeof clerk) => {
      const { orders, quantity, packs, amountFen, unpaidFen } = await orderList.totals({ shown: 'all' })
      const { onOrderFen, usedFen } = await customers.credit({ id: customerId })
      const { unpaidFen: toPay, customer } = await search.answer({ customerId, orderId: null })
      return [orders, quantity, packs, amountFen, unpaidFen, onOrderFen, usedFen, customer.usedFen, toPay]
    }
    const all = await seenBy(clerk)
    expect(await seenBy(merchandiser)).toEqual(all)
    await merchandiser.blindKeys.begin({ orderId: order.id })
    const { totalQuantity, totalPacks, totalFen } = other
    expect(await seenBy(merchandiser)).toEqual([
      2,
      totalQuantity,
      totalPacks,
      ...Array.from({ length: 6 }, () => totalFen),
    ])
    expect(await seenBy(clerk)).toEqual(all)
    // what a sum over the limit is made of stays hidden in the warning as well
    const card = await manager.customers.read({ id: customerId })
    await manager.customers.save({ ...card, creditLimitFen: 1 })
    const draft = orderDraft(office, customerId, { lines: draftLines(other) })
    const told = async (by: typeof clerk) =>
      (await by.orders.warnings(draft)).filter(({ kind }) => kind === 'overCredit').map(({ message }) => message)
    expect(await told(merchandiser)).toEqual(['超过信用额度'])
    expect((await told(clerk))[0]).toMatch(/共 [\d,.]+/)
    const mine = { code: 'blindKeys.openYours' }
    await expect(merchandiser.orders.confirmationPaper({ id: order.id })).rejects.toMatchObject(mine)
    await expect(merchandiser.orders.filePaper({ id: order.id })).rejects.toMatchObject(mine)
    await expect(merchandiser.orders.chain({ id: order.id })).rejects.toMatchObject(mine)
    await expect(clerk.orders.filePaper({ id: order.id })).resolves.toBeTruthy()
  })

  test('who keyed the order is refused by a sentence, and by the database itself', async () => {
    await expect(office.as.clerk.blindKeys.begin({ orderId: order.id })).rejects.toMatchObject({
      code: 'blindKeys.sameEyes',
      message: expect.stringContaining('换一位同事'),
    })
    const keyer = { orderId: order.id, userId: office.userIds.clerk, startedAt: '2026-11-22T09:00:00Z' }
    await expect(office.db.insertInto('blindKeys').values(keyer).execute()).rejects.toThrow(/second time/)
    await office.as.merchandiser.blindKeys.begin({ orderId: order.id })
    await expect(sql`update "blindKeys" set "userId" = ${office.userIds.clerk}`.execute(office.db)).rejects.toThrow(
      /second time/,
    )
  })

  test('one person at a time: the other is told who keys, and a manager may give it up', async () => {
    await office.as.merchandiser.blindKeys.begin({ orderId: order.id })
    await expect(office.as.manager.blindKeys.begin({ orderId: order.id })).rejects.toMatchObject({
      code: 'blindKeys.stillKeying',
      message: expect.stringContaining('李敏'),
    })
    await expect(office.as.clerk.blindKeys.drop({ orderId: order.id })).rejects.toMatchObject({
      code: 'blindKeys.notYours',
    })
    await office.as.manager.blindKeys.drop({ orderId: order.id })
    await expect(office.as.merchandiser.blindKeys.submit({ orderId: order.id, lines: right() })).rejects.toMatchObject({
      code: 'blindKeys.notBegun',
    })
    expect((await office.as.manager.blindKeys.begin({ orderId: order.id })).blind).toMatchObject({ mine: true })
  })

  test('to begin again is to go on; handed in, nobody begins another', async () => {
    await office.as.merchandiser.blindKeys.begin({ orderId: order.id })
    await submit()
    await expect(office.as.manager.blindKeys.begin({ orderId: order.id })).rejects.toMatchObject({
      code: 'blindKeys.doneAlready',
    })
    await expect(office.as.merchandiser.blindKeys.submit({ orderId: order.id, lines: right() })).rejects.toMatchObject({
      code: 'blindKeys.doneAlready',
    })
  })
})

describe('the comparison', () => {
  test('two that agree finish the check without a call where the office keys twice', async () => {
    await setOffice({ checkWay: 'blind' })
    await expect(finish()).rejects.toMatchObject({ code: 'blindKeys.needed' })
    expect(await submit()).toMatchObject({ differences: 0, open: 0, by: '李敏' })
    expect(await finish()).toMatchObject({ state: 'toSign', checkedBy: '李敏', way: 'blind' })
  })

  test('codes are compared as they are read, and what the fax does not say is not compared', async () => {
    const [first, second, third] = right()
    const compared = await submit([
      { ...first!, code: 'ｔｓ -801' },
      { ...second!, priceMicros: null },
      { ...third!, dueOn: null },
    ])
    expect(compared.differences).toBe(0)
  })

  test('what the fax does not say is still to be called back', async () => {
    await setOffice({ checkWay: 'blind' })
    await submit(right().map((line) => ({ ...line, priceMicros: null })))
    await expect(finish()).rejects.toMatchObject({ code: 'checks.notAll', message: expect.stringContaining('3 项') })
  })

  test('a field, a missing and an added line are found by their place', async () => {
    const [first, , third] = right()
    const extra = { code: 'TS-812', quantity: 4000, priceMicros: 238_000_000, dueOn: '2026-12-20' }
    expect(open(await submit([first!, { ...third!, quantity: 9000 }, extra]))).toEqual([
      '2 line TS-812 72 2026-12-15|',
      '3 quantity 6|9',
      '3 line |TS-812 4 2026-12-20',
    ])
  })

  test('first right leaves the line, second right corrects it as 改 does, both values kept', async () => {
    await setOffice({ checkWay: 'blind' })
    const [first, second, third] = right()
    const compared = await submit([{ ...first!, quantity: 21_000 }, { ...second!, priceMicros: 832_000_000 }, third!])
    expect(open(compared)).toEqual(['1 quantity 12|21', '2 price 238.00|832.00'])
    await expect(finish()).rejects.toMatchObject({ code: 'blindKeys.differencesOpen' })
    await office.as.merchandiser.blindKeys.settle({ ...place(compared, 'quantity'), choice: 'second' })
    const settled = await office.as.merchandiser.blindKeys.settle({ ...place(compared, 'price'), choice: 'first' })
    expect(settled.open).toBe(0)
    expect(settled.lines[1]!.fields.find(({ field }) => field === 'price')).toMatchObject({
      settled: true,
      settlement: { choice: 'first', by: '李敏' },
    })
    const check = await finish()
    expect(check.lines[0]).toMatchObject({ quantity: 21_000, packs: 42, amountFen: 2_478_000 })
    expect(check.lines[0]!.marks.find(({ field }) => field === 'quantity')).toMatchObject({
      mark: 'changed',
      oldValue: '12',
      newValue: '21',
    })
  })

  test('a lone line comes in or goes by the second, stays or stays away by the first', async () => {
    const [first, , third] = right()
    const extra = { code: 'TS-812', quantity: 4000, priceMicros: null, dueOn: null }
    const terms = { id: null, minQuantity: 0, validFrom: '2026-01-01', remark: '', version: 0 }
    const { customerId, lines: keyed } = await office.as.clerk.orders.read({ id: order.id })
    const chair = { customerId, productId: keyed[1]!.productId!, priceMicros: 200_000_000 }
    await office.as.manager.prices.save({ ...terms, ...chair })
    const compared = await submit([extra, first!, third!])
    const added = compared.lines.find((line) => line.orderLineId === null)!
    const missing = compared.lines.find((line) => line.blindLineId === null)!
    const settle = (line: typeof added, choice: 'first' | 'second') =>
      office.as.merchandiser.blindKeys.settle({
        orderId: order.id,
        orderLineId: line.orderLineId,
        blindLineId: line.blindLineId,
        field: 'line',
        choice,
      })
    await settle(added, 'second')
    expect((await settle(missing, 'second')).open).toBe(0)
    const { lines, totalFen } = await office.as.clerk.orders.read({ id: order.id })
    expect(lines.map(({ sequence, code, quantity, dueOn }) => [sequence, code, quantity, dueOn])).toEqual([
      [1, 'TS-812', 4000, '2026-12-15'],
      [2, 'TS-801', 12_000, '2026-12-15'],
      [3, 'TS-905', 6000, '2026-12-15'],
    ])
    // at the price agreed with the customer, not the one of the card
    expect(totalFen).toBe(4 * 20_000 + 1_416_000 + 1_608_000)
  })

  test('a difference that is asked is settled by the answer of the customer', async () => {
    await setOffice({ checkWay: 'blind' })
    const [first, second, third] = right()
    const compared = await submit([first!, { ...second!, quantity: 27_000 }, third!])
    const at = { ...place(compared, 'quantity'), choice: 'question' as const }
    await expect(office.as.merchandiser.blindKeys.settle(at)).rejects.toMatchObject({
      code: 'blindKeys.questionNeeded',
    })
    const asked = await office.as.merchandiser.blindKeys.settle({
      ...at,
      question: '72 把还是 27 把',
      askedWhom: '王老板',
    })
    expect(asked.open).toBe(1)
    await expect(office.as.merchandiser.blindKeys.settle({ ...at, choice: 'first' })).rejects.toMatchObject({
      code: 'checks.answerFirst',
    })
    const { rows } = await office.as.merchandiser.questions.list({ orderId: order.id })
    await office.as.merchandiser.questions.answer({ id: rows[0]!.id, answer: '是 27', newValue: '27' })
    expect(open(await office.as.merchandiser.blindKeys.compare({ orderId: order.id }))).toEqual([])
    expect(await finish()).toMatchObject({ state: 'toSign', totalFen: 4_737_600 - 45 * 23_800 })
  })

  test('a line keyed anew after the comparison is a difference again', async () => {
    const [first, second, third] = right()
    const compared = await submit([first!, { ...second!, quantity: 27_000 }, third!])
    await office.as.merchandiser.blindKeys.settle({ ...place(compared, 'quantity'), choice: 'first' })
    const now = await office.as.clerk.orders.read({ id: order.id })
    const lines = draftLines(now).map((line, index) => (index === 1 ? { ...line, quantity: 70_000 } : line))
    await saveOrder(
      office,
      orderDraft(office, order.customerId, { id: order.id, version: now.version, lines, inboxItemIds: [] }),
    )
    expect(open(await office.as.merchandiser.blindKeys.compare({ orderId: order.id }))).toEqual(['2 quantity 70|27'])
  })
})

test('from its amount on an order is keyed a second time beside the call', async () => {
  await setOffice({ blindFromFen: 4_737_600 })
  await office.as.merchandiser.checks.start({
    orderId: order.id,
    spokenTo: '王老板',
    phone: '',
    salespersonTold: false,
  })
  const check = await office.as.merchandiser.checks.markLines({ orderLineIds: order.lines.map(({ id }) => id) })
  expect(check).toMatchObject({ way: 'both', blind: null })
  await expect(finish()).rejects.toMatchObject({ code: 'blindKeys.needed' })
  await office.as.manager.blindKeys.begin({ orderId: order.id })
  await expect(finish()).rejects.toMatchObject({ code: 'blindKeys.stillKeying' })
  await office.as.manager.blindKeys.submit({ orderId: order.id, lines: right() })
  expect(await finish()).toMatchObject({ state: 'toSign', blind: { by: '赵经理', open: 0 } })
})

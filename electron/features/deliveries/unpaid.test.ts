import fc from 'fast-check'
import { expect, test } from 'vitest'
import { plusDays } from '../../../shared/dates.ts'
import { makeOrder } from '../../testing/checkedOrder.ts'
import { keyNote, noteDraft, noteLine, receive, sendNote } from '../../testing/notes.ts'
import { openOffice } from '../../testing/office.ts'
import { coveredOf } from '../cod/covered.ts'

test('deductions are taken off the oldest note of the list, and its sum is what the customer owes of notes', async () => {
  const office = await openOffice()
  const order = await makeOrder(office, { settlement: 'monthly', pieces: [9] })
  const { customerId } = order
  const send = async (on: string, pieces: number) =>
    sendNote(office, await keyNote(office, order, [pieces], { deliveryOn: on }))
  const [first, second] = [await send('2026-11-02', 2), await send('2026-11-05', 3)]
  await office.as.cashier.statements.adjust({
    customerId,
    adjustedOn: '2026-11-06',
    kind: 'deduction',
    amountFen: -25_000,
    reason: '运损',
  })
  const shown = async () =>
    new Map((await office.as.clerk.deliveries.list({ customerId })).rows.map(({ id, openFen }) => [id, openFen]))
  // 200 yuan of the first are covered, 50 of the 300 of the second
  expect(await shown()).toEqual(
    new Map([
      [second.id, 25_000],
      [first.id, 0],
    ]),
  )
  expect((await office.as.clerk.deliveries.sums({ customerId })).openFen).toBe(25_000)
  expect((await office.as.clerk.deliveries.sums({ from: '2026-11-01', to: '2026-11-03' })).openFen).toBe(0)
  // who sees no money is told none
  expect((await office.as.warehouse.deliveries.list({ customerId })).rows.map(({ openFen }) => openFen)).toEqual([0, 0])
  await office.close()
})

const deed = fc.record({
  do: fc.constantFrom('send', 'send', 'send', 'return', 'money', 'deduct', 'charge'),
  who: fc.nat({ max: 1 }),
  day: fc.integer({ min: 0, max: 20 }),
  part: fc.integer({ min: 1, max: 9 }),
})

test('what the list leaves open of a customer’s notes is what the receivables leave open of them', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(deed, { minLength: 4, maxLength: 12 }), async (deeds) => {
      const office = await openOffice()
      const orders = [await makeOrder(office, { pieces: [200] }), await makeOrder(office, { pieces: [200] })]
      const sent = [0, 0]
      for (const { do: what, who, day, part } of deeds) {
        const { customerId, lineIds } = orders[who]!
        const on = plusDays('2026-11-01', day)
        if (what === 'send')
          await sendNote(office, await keyNote(office, orders[who]!, [part], { deliveryOn: on }), '—')
        if (what === 'money') await receive(office, customerId, part * 7700, '2026-11-21')
        if (what === 'return') {
          const lines = [noteLine(lineIds[0]!, part)]
          const draft = noteDraft(customerId, lines, { kind: 'return', deliveryOn: on })
          if (sent[who]! < part) continue
          await sendNote(office, await office.as.clerk.deliveries.save(draft))
          sent[who]! -= part
        }
        if (what === 'deduct' || what === 'charge')
          await office.as.cashier.statements.adjust({
            customerId,
            adjustedOn: on,
            kind: what === 'deduct' ? 'deduction' : 'freight',
            amountFen: (what === 'deduct' ? -1 : 1) * part * 3100,
            reason: '—',
          })
      }
      let all = 0
      for (const { customerId } of orders) {
        const owed = (await office.as.cashier.receivables.items({ customerId, limit: 200 })).rows
        const notes = owed.filter(({ kind }) => kind === 'note').map(({ documentId, openFen }) => [documentId, openFen])
        const { rows } = await office.as.cashier.deliveries.list({ customerId, limit: 200 })
        const shown = rows.filter(({ openFen }) => openFen > 0).map(({ id, openFen }) => [id, openFen])
        expect(new Map(shown as [number, number][])).toEqual(new Map(notes as [number, number][]))
        // and what a driver has not to bring any more, for a note he collects, is what the list took off
        const covered = await coveredOf(office, customerId)
        const left = rows
          .filter(({ kind }) => kind === 'delivery')
          .map(({ id, totalFen, paidFen }) => [id, totalFen - paidFen - (covered.get(id) ?? 0)] as const)
        expect(left.filter(([, fen]) => fen > 0)).toEqual(shown)
        const sum = notes.reduce((total, [, fen]) => total + fen!, 0)
        expect((await office.as.cashier.deliveries.sums({ customerId })).openFen).toBe(sum)
        all += sum
      }
      expect((await office.as.cashier.deliveries.sums({})).openFen).toBe(all)
      await office.close()
    }),
    { numRuns: 12 },
  )
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { BlindLine } from '../../../shared/blindKeys.ts'
import { openOffice } from '../../testing/office.ts'
import { addCustomer, addFurniture, lineDraft, orderDraft, saveOrder } from '../../testing/orders.ts'

/** Whatever was keyed twice and however it is settled, the order says what was chosen, line by line. */

const codes = ['TS-801', 'TS-812', 'TS-905']
const line = fc.record({
  code: fc.constantFrom(...codes),
  quantity: fc.constantFrom(1000, 2000, 3000),
  priceMicros: fc.constantFrom(5_000_000, 6_000_000),
  dueOn: fc.constantFrom('2026-12-15', '2026-12-20'),
})
type Keyed = BlindLine & { priceMicros: number; dueOn: string }

test('the settled order equals the choices', async () => {
  const office = await openOffice()
  const customerId = await addCustomer(office)
  const ids = await addFurniture(office)
  const { merchandiser } = office.as
  await fc.assert(
    fc.asyncProperty(
      fc.array(line, { minLength: 1, maxLength: 5 }),
      fc.array(line, { minLength: 1, maxLength: 5 }),
      fc.array(fc.boolean(), { minLength: 40, maxLength: 40 }),
      fc.integer({ min: 0, max: 40 }),
      async (first, second, choices, turn) => {
        const lines = first.map((each) => lineDraft({ ...each, productId: ids.get(each.code)! }))
        const order = await saveOrder(office, orderDraft(office, customerId, { lines }))
        await merchandiser.blindKeys.begin({ orderId: order.id })
        const compared = await merchandiser.blindKeys.submit({ orderId: order.id, lines: second })
        // the model: every place of both lists with its choice, worked out from what was shown
        let at = 0
        const wanted: (Keyed | null)[] = []
        const deeds: Parameters<typeof merchandiser.blindKeys.settle>[0][] = []
        for (const { orderLineId, blindLineId, fields } of compared.lines) {
          const one = first[order.lines.findIndex(({ id }) => id === orderLineId)]
          const other =
            second[
              compared.lines
                .filter((each) => each.blindLineId !== null)
                .findIndex((each) => each.blindLineId === blindLineId)
            ]
          const result = { ...(one ?? other!) }
          let here = true
          for (const { field, differs } of fields) {
            if (!differs) continue
            const choice = choices[at++ % choices.length]! ? ('second' as const) : ('first' as const)
            deeds.push({ orderId: order.id, orderLineId, blindLineId, field, choice })
            if (field === 'line') here = (choice === 'second') === (one === undefined)
            else if (choice === 'second')
              Object.assign(result, {
                code: field === 'code' ? other!.code : result.code,
                quantity: field === 'quantity' ? other!.quantity : result.quantity,
                priceMicros: field === 'price' ? other!.priceMicros : result.priceMicros,
                dueOn: field === 'dueOn' ? other!.dueOn : result.dueOn,
              })
          }
          wanted.push(here ? result : null)
        }
        // in any order, as the hand comes to them
        const turned =
          deeds.length === 0 ? deeds : [...deeds.slice(turn % deeds.length), ...deeds.slice(0, turn % deeds.length)]
        const standing = wanted.filter((each) => each !== null)
        if (standing.length === 0) return // the last line of an order stays: its own test says so
        for (const deed of turned.toSorted((a, b) => Number(removes(a)) - Number(removes(b))))
          await merchandiser.blindKeys.settle(deed)
        const now = await merchandiser.orders.read({ id: order.id })
        expect(
          now.lines.map(({ code, quantity, priceMicros, dueOn }) => ({ code, quantity, priceMicros, dueOn })),
        ).toEqual(standing)
        expect(now.lines.map(({ sequence }) => sequence)).toEqual(standing.map((_, index) => index + 1))
        expect((await merchandiser.blindKeys.compare({ orderId: order.id })).open).toBe(0)
        expect(now.totalFen).toBe(
          standing.reduce((sum, { quantity, priceMicros }) => sum + (quantity / 1000) * (priceMicros / 10_000), 0),
        )
      },
    ),
    { numRuns: 40 },
  )
  await office.close()
})

/** Lines go last, so that one is always left. */
const removes = ({
  field,
  choice,
  orderLineId,
}: {
  field: string
  choice: string
  orderLineId: number | null
}): boolean => field === 'line' && choice === 'second' && orderLineId !== null

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { plusDays, weekday } from '../../../shared/dates.ts'
import { askAgain, balanced, type Chain, type Entry, forecastOf, roomOf, stateOf } from '../../testing/deskModel.ts'
import { makeOrder } from '../../testing/checkedOrder.ts'
import { openOffice } from '../../testing/office.ts'
import { addFactory, backRow, slipDraft } from '../../testing/outsourcing.ts'
import { workshopOf } from '../../testing/workshop.ts'

/** Sundays are off, and no feast of the office's calendar lies between these days. */
const workdays = Array.from({ length: 300 }, (_, days) => plusDays('2026-10-08', days)).filter(
  (day) => weekday(day) !== 0,
)

const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('report' as const),
      chain: fc.nat(3),
      process: fc.nat(2),
      good: fc.nat(9),
      bad: fc.nat(3),
      rework: fc.nat(2),
      scrap: fc.nat(2),
      back: fc.nat(2),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('outside' as const),
      chain: fc.nat(3),
      process: fc.nat(2),
      good: fc.nat(6),
      rework: fc.nat(1),
      scrap: fc.nat(2),
      undone: fc.integer({ min: 1, max: 2 }),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('all' as const),
      chain: fc.nat(3),
      process: fc.nat(2),
      scrap: fc.nat(1),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('reverse' as const), which: fc.nat(9) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('days' as const), days: fc.integer({ min: 1, max: 4 }) }) },
)
/** A process takes in hand all that it could, and scraps a piece of it or none. */
const allOf = (
  chains: readonly Chain[],
  entries: readonly Entry[],
  { chain, process, scrap }: { chain: number; process: number; scrap: number },
) => {
  const room = roomOf(chains, entries, chain % chains.length, process)
  const lost = Math.min(room, scrap)
  return { kind: 'report' as const, chain, process, good: room - lost, bad: lost, rework: 0, scrap: lost, back: 0 }
}
/** How many pieces of each of the two lines go to the first workshop and to the second; the rest stays unreleased. */
const parts = fc.tuple(fc.integer({ min: 1, max: 6 }), fc.nat(6), fc.integer({ min: 1, max: 5 }), fc.nat(3))
/** Days ahead of the work, and days it is behind of from the first. */
const dues = fc.constantFrom('2026-12-04', '2026-11-28', '2026-11-25')

/** All cut and assembled in time; packing scraps a piece when their days are gone, and nobody makes it again. */
const askedAgainLate: [
  [number, number, number, number],
  string,
  (typeof step extends fc.Arbitrary<infer S> ? S : never)[],
] = [
  [6, 0, 1, 0],
  '2026-12-04',
  [
    { kind: 'all', chain: 0, process: 0, scrap: 0 },
    { kind: 'days', days: 9 },
    { kind: 'all', chain: 0, process: 1, scrap: 0 },
    { kind: 'days', days: 4 },
    { kind: 'all', chain: 0, process: 2, scrap: 1 },
    { kind: 'days', days: 2 },
  ],
]

test('quantities balance at every process, and lateness and forecast are those of the model, however lines are split, reported, sent outside, scrapped and corrected', async () => {
  const office = await openOffice()
  const { keepProcesses, row } = workshopOf(office)
  await keepProcesses(['开料', '白茬', '包装']) // 1, 3 and 1 standard days
  const factoryId = await addFactory(office)
  let askedAgain = 0
  await fc.assert(
    fc.asyncProperty(parts, dues, fc.array(step, { minLength: 4, maxLength: 24 }), async (split, dueOn, steps) => {
      let today = '2026-11-23'
      office.setDay(today)
      const pieces = [12, 8]
      const order = await makeOrder(office, { pieces, dueOn })
      const wanted = split
        .map((quantity, index) => ({
          orderLineId: order.lineIds[index < 2 ? 0 : 1]!,
          quantity: quantity * 1000,
          workshop: index % 2 === 0 ? '木工车间' : '油漆车间',
        }))
        .filter(({ quantity }) => quantity > 0)
      await office.as.merchandiser.production.release({ orderId: order.id, lines: wanted })
      const rest = await office.as.merchandiser.production.remaining({ orderId: order.id })
      expect(rest.map(({ released, remaining }) => [released, remaining])).toEqual([
        [(split[0] + split[1]) * 1000, (12 - split[0] - split[1]) * 1000],
        [(split[2] + split[3]) * 1000, (8 - split[2] - split[3]) * 1000],
      ])
      const board = async () =>
        (await office.as.workshop.operations.board({ customerId: order.customerId })).rows.toSorted(
          (one, other) => one.noticeLineId - other.noticeLineId,
        )
      const lines = await board()
      const chains: Chain[] = lines.map(({ quantity, steps: processes }) => ({
        pieces: quantity / 1000,
        planned: processes.map(({ plannedStart, plannedFinish }) => ({ start: plannedStart, finish: plannedFinish })),
      }))
      expect(chains.reduce((sum, chain) => sum + chain.pieces, 0)).toBe(split.reduce((sum, part) => sum + part, 0))
      let entries: Entry[] = []
      const happened = (next: Entry[]): void => {
        askedAgain += askAgain(chains, entries, next, today, workdays)
        entries = next
      }
      for (const step of steps) {
        const each = step.kind === 'all' ? allOf(chains, entries, step) : step
        if (each.kind === 'days') {
          today = plusDays(today, each.days)
          office.setDay(today)
        } else if (each.kind === 'report') {
          const chain = each.chain % chains.length
          const day = plusDays(
            today,
            -Math.min(each.back, Math.max(0, Date.parse(today) - Date.parse('2026-11-23')) / 86_400_000),
          )
          const entry: Entry = { ...each, id: 0, chain, day, outside: false }
          const { good, bad, rework, scrap } = each
          const call = office.as.workshop.operations.report({
            reportedOn: day,
            workshop: '',
            rows: [
              row(lines[chain]!.steps[each.process]!.operationId, good, {
                bad: bad * 1000,
                rework: rework * 1000,
                scrap: scrap * 1000,
                causeCode: 'machine',
              }),
            ],
          })
          if (rework + scrap > bad) await expect(call).rejects.toMatchObject({ code: 'operations.badParts' })
          else if (balanced(chains, [...entries, entry]))
            happened([...entries, { ...entry, id: (await call).reportIds[0]! }])
          else await expect(call).rejects.toMatchObject({ code: expect.stringMatching(/^operations\.above/) as string })
        } else if (each.kind === 'outside') {
          const { process, good, rework, scrap, undone } = each
          const chain = each.chain % chains.length
          const pieces = good + rework + scrap + undone
          const sent = slipDraft(
            factoryId,
            [{ operationId: lines[chain]!.steps[process]!.operationId, pieces, wantedOn: '2026-12-31' }],
            {
              sentOn: today,
            },
          )
          const call = office.as.merchandiser.outsourcing.save(sent)
          if (pieces > roomOf(chains, entries, chain, process)) {
            await expect(call).rejects.toMatchObject({ code: expect.stringMatching(/^outsourcing\./) as string })
            continue
          }
          const slip = await call
          const parts = { good, bad: rework + scrap, rework, scrap, undone }
          const { id } = slip
          const rows = [backRow(slip.lines[0]!.id, parts, 'earlier')]
          await office.as.warehouse.outsourcing.back({ sure: true, id, version: slip.version, returnedOn: today, rows })
          happened([...entries, { ...parts, id: 1_000_000 + id, chain, process, day: today, outside: true }])
        } else {
          const taken = entries.filter(({ outside }) => !outside)[each.which]
          if (!taken) continue
          const left = entries.filter((one) => one !== taken)
          const call = office.as.workshop.operations.reverse({ reportId: taken.id, reason: '更正' })
          if (balanced(chains, left)) {
            await call
            happened(left)
          } else
            await expect(call).rejects.toMatchObject({
              code: expect.stringMatching(/^operations\.reversal(Breaks|MadeAgain)$/) as string,
            })
        }
      }
      const standing = await board()
      const states = chains.map((chain, index) =>
        chain.planned.map((_, process) => stateOf(chains, entries, [index, process], today, workdays)),
      )
      const open = states.flatMap((own, index) => (own.at(-1)!.good < chains[index]!.pieces ? [index] : []))
      // a line whose last process is through leaves the board
      expect(standing.map(({ noticeLineId }) => noticeLineId)).toEqual(open.map((index) => lines[index]!.noticeLineId))
      expect(
        standing.map(({ steps: processes, forecastOn, finished }) => ({
          forecastOn,
          finished,
          processes: processes.map(
            ({ quantity, good, bad, remaining, startedOn, finishedOn, reportedOn, lateDays, latePieces }) => ({
              wanted: quantity,
              good,
              bad,
              remaining,
              startedOn,
              finishedOn,
              reportedOn,
              lateDays,
              latePieces,
            }),
          ),
        })),
      ).toEqual(
        open.map((index) => ({
          forecastOn: forecastOf(chains, entries, index, today, workdays),
          finished: states[index]!.at(-1)!.good * 1000,
          processes: states[index]!.map(({ rework: _rework, scrap: _scrap, ...state }) => ({
            ...state,
            wanted: state.wanted * 1000,
            good: state.good * 1000,
            bad: state.bad * 1000,
            remaining: state.remaining * 1000,
            latePieces: state.latePieces * 1000,
          })),
        })),
      )
    }),
    { numRuns: 60, examples: [askedAgainLate] },
  )
  // a desk on which nothing was ever asked again would say nothing of how late that is
  expect(askedAgain).toBeGreaterThan(0)
  await office.close()
})

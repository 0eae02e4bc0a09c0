import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Refused } from '../../client.ts'
import { openOffice, type TestOffice } from '../../testing/office.ts'
import { addFactory, backRow, slipDraft } from '../../testing/outsourcing.ts'
import { workshopOf } from '../../testing/workshop.ts'

let office: TestOffice
beforeEach(async () => {
  office = await openOffice()
})
afterEach(() => office.close())

const wanted = 20
const due = '2026-11-26'
const days = ['2026-11-24', '2026-11-25', '2026-11-26', '2026-11-27', '2026-11-28']

/** What the model remembers: pieces, kept apart from every table. */
interface Return {
  id: number
  slip: number
  day: string
  good: number
  bad: number
  rework: number
  scrap: number
  undone: number
  lost: boolean
}
interface Sent {
  id: number
  pieces: number
  gone: boolean
}
interface World {
  cut: number
  packed: number
  sent: Sent[]
  returns: Return[]
}

const sum = (list: readonly number[]): number => list.reduce((total, each) => total + each, 0)
const outOf = ({ returns }: World, of: Sent): number =>
  of.gone
    ? 0
    : of.pieces - sum(returns.filter(({ slip }) => slip === of.id).map(({ good, bad, undone }) => good + bad + undone))

/** The three processes by hand: 开料 → 面漆 (outside) → 包装. */
const painting = (world: World) => {
  const part = (of: 'good' | 'bad' | 'rework' | 'scrap'): number => sum(world.returns.map((each) => each[of]))
  return { good: part('good'), bad: part('bad'), rework: part('rework'), scrap: part('scrap') }
}
const outside = (world: World): number => sum(world.sent.map((each) => outOf(world, each)))
/** No process is ahead of the one before it, and none makes more than it has to. */
const balances = (world: World): boolean => {
  const { good, scrap } = painting(world)
  return (
    world.cut <= wanted + scrap &&
    good <= wanted &&
    good + scrap + outside(world) <= world.cut &&
    good + outside(world) <= wanted &&
    world.packed <= good
  )
}

const steps = fc.array(
  fc.oneof(
    fc.record({ do: fc.constant('cut' as const), n: fc.integer({ min: 1, max: 12 }) }),
    fc.record({ do: fc.constant('pack' as const), n: fc.integer({ min: 1, max: 5 }) }),
    fc.record({ do: fc.constant('send' as const), n: fc.integer({ min: 1, max: 12 }) }),
    fc.record({ do: fc.constant('void' as const), n: fc.nat(5) }),
    fc.record({
      do: fc.constant('back' as const),
      n: fc.nat(5),
      good: fc.integer({ min: 0, max: 8 }),
      rework: fc.integer({ min: 0, max: 2 }),
      scrap: fc.integer({ min: 0, max: 2 }),
      undecided: fc.integer({ min: 0, max: 1 }),
      undone: fc.integer({ min: 0, max: 2 }),
      day: fc.nat(days.length - 1),
    }),
    fc.record({ do: fc.constant('lose' as const), n: fc.nat(5), pieces: fc.integer({ min: 1, max: 3 }) }),
    fc.record({ do: fc.constant('undo' as const), n: fc.nat(9) }),
  ),
  { minLength: 4, maxLength: 16 },
)

/** Whether the office said no; anything else than a refusal is a fault. */
const said = async <T>(deed: () => Promise<T>): Promise<T | null> => {
  try {
    return await deed()
  } catch (error) {
    if (error instanceof Refused) return null
    throw error
  }
}

test('whatever is sent, comes back, is lost or taken back: out and back are what was sent, and the processes balance', async () => {
  const shop = workshopOf(office)
  await shop.keepProcesses(['开料', '面漆', '包装'])
  const out = office.as.merchandiser.outsourcing
  let played = 0
  let done = 0
  await fc.assert(
    fc.asyncProperty(steps, async (plan) => {
      played += 1
      office.setDay('2026-11-22')
      const { ids, lineId } = await shop.inWork({ pieces: [wanted], dueOn: '2026-12-15' })
      const factoryId = await addFactory(office, { name: `厂 ${played}`, shortName: `厂${played}` })
      office.setDay('2026-11-28')
      const world: World = { cut: 0, packed: 0, sent: [], returns: [] }
      const try_ = async <T>(next: World, deed: () => Promise<T>): Promise<T | null> => {
        const result = await said(deed)
        // the office and the model agree on what may be done
        expect([result !== null, next]).toEqual([balances(next), next])
        if (result !== null) done += 1
        return result
      }
      for (const step of plan) {
        if (step.do === 'cut') {
          const next = { ...world, cut: world.cut + step.n }
          if (await try_(next, () => shop.report('2026-11-28', shop.row(ids[0]!, step.n)))) world.cut = next.cut
        } else if (step.do === 'pack') {
          const next = { ...world, packed: world.packed + step.n }
          if (await try_(next, () => shop.report('2026-11-28', shop.row(ids[2]!, step.n)))) world.packed = next.packed
        } else if (step.do === 'send') {
          const next = { ...world, sent: [...world.sent, { id: -1, pieces: step.n, gone: false }] }
          const draft = slipDraft(factoryId, [{ operationId: ids[1]!, pieces: step.n, wantedOn: due }], {
            sentOn: '2026-11-23',
          })
          const slip = await try_(next, () => out.save(draft))
          if (slip) world.sent.push({ id: slip.id, pieces: step.n, gone: false })
        } else {
          const standing = world.sent.filter(({ gone }) => !gone)
          const of = standing[step.n % Math.max(1, standing.length)]
          if (step.do === 'undo') {
            const back = world.returns[step.n % Math.max(1, world.returns.length)]
            if (!back) continue
            const next = { ...world, returns: world.returns.filter((each) => each !== back) }
            const { version } = await out.read({ id: back.slip })
            const input = { id: back.slip, version, returnId: back.id, reason: '数错' }
            if (await try_(next, () => out.takeBack(input))) world.returns = next.returns
            continue
          }
          if (!of) continue
          const slip = await out.read({ id: of.id })
          const { version } = slip
          const line = slip.lines[0]!
          const open = outOf(world, of)
          if (step.do === 'void') {
            const begun = world.returns.some(({ slip: id }) => id === of.id)
            const result = await said(() => out.void({ id: of.id, version, reason: '不发了' }))
            expect(result !== null).toBe(!begun)
            if (result) of.gone = true
            continue
          }
          const pieces =
            step.do === 'lose'
              ? { good: 0, bad: step.pieces, rework: 0, scrap: step.pieces, undone: 0 }
              : {
                  good: step.good,
                  bad: step.rework + step.scrap + step.undecided,
                  rework: step.rework,
                  scrap: step.scrap,
                  undone: step.undone,
                }
          const total = pieces.good + pieces.bad + pieces.undone
          const day = step.do === 'lose' ? '2026-11-28' : days[step.day]!
          const deed = () =>
            step.do === 'lose'
              ? out.lose({
                  id: of.id,
                  version,
                  lineId: line.id,
                  quantity: step.pieces * 1000,
                  on: day,
                  causeCode: 'machine',
                  reason: '丢了',
                })
              : out.back({
                  sure: true,
                  id: of.id,
                  version,
                  returnedOn: day,
                  rows: [backRow(line.id, pieces, 'earlier')],
                })
          const result = await said(deed)
          expect([result !== null, open, pieces]).toEqual([total > 0 && total <= open, open, pieces])
          if (!result) continue
          done += 1
          world.returns.push({
            id: result.returns.at(-1)!.id,
            slip: of.id,
            day,
            ...pieces,
            lost: step.do === 'lose',
          })
        }
      }
      await compare(world, factoryId, lineId)
    }),
    { numRuns: 40 },
  )
  // most plans do something: an office that refused everything would agree with nothing
  expect(done).toBeGreaterThan(played)
})

/** Everything the office says of the goods, against the model. */
const compare = async (world: World, factoryId: number, noticeLineId: number): Promise<void> => {
  const { operationsOf } = workshopOf(office)
  const out = office.as.manager.outsourcing
  const paint = painting(world)
  const chain = await operationsOf(noticeLineId)
  expect(chain.map(({ quantity, good, bad, rework, scrap }) => [quantity, good, bad, rework, scrap])).toEqual([
    [(wanted + paint.scrap) * 1000, world.cut * 1000, 0, 0, 0],
    [wanted * 1000, paint.good * 1000, paint.bad * 1000, paint.rework * 1000, paint.scrap * 1000],
    [wanted * 1000, world.packed * 1000, 0, 0, 0],
  ])
  for (const each of world.sent) {
    const slip = await out.read({ id: each.id })
    const own = world.returns.filter((one) => one.slip === each.id)
    const back = sum(own.map(({ good, bad, undone }) => good + bad + undone))
    const { quantity, open, state } = slip.lines[0]!
    expect([quantity, open, state]).toEqual([
      each.pieces * 1000,
      each.gone ? 0 : (each.pieces - back) * 1000,
      each.gone ? 'void' : back === 0 ? 'out' : back < each.pieces ? 'partly' : 'back',
    ])
  }
  const [sendable] = await out.sendableOf({ operationIds: [chain[1]!.id] })
  const room = Math.min(wanted, world.cut - paint.scrap) - paint.good - outside(world)
  expect(sendable!.available).toBe(Math.max(0, room) * 1000)
  await compareRates(world, factoryId)
}

const compareRates = async (world: World, factoryId: number): Promise<void> => {
  const out = office.as.manager.outsourcing
  const { from, to } = { from: '2026-11-01', to: '2026-11-30' }
  const figures = await out.figures({ factoryId, from, to })
  const standing = world.sent.filter(({ gone }) => !gone)
  // a line is late by the day its last piece came, or by today while something is still out
  const lateDays = standing.map((each) => {
    const own = world.returns.filter(({ slip }) => slip === each.id).map(({ day }) => Number(day.slice(8)))
    return Math.max(0, (outOf(world, each) > 0 ? 28 : Math.max(...own)) - 26)
  })
  const back = world.returns.filter(({ lost }) => !lost)
  expect(figures).toEqual({
    due: standing.length,
    late: lateDays.filter((each) => each > 0).length,
    lateDays: sum(lateDays),
    good: sum(back.map(({ good }) => good)) * 1000,
    bad: sum(back.map(({ bad }) => bad)) * 1000,
    scrap: sum(back.map(({ scrap }) => scrap)) * 1000,
    lost: sum(world.returns.filter(({ lost }) => lost).map(({ bad }) => bad)) * 1000,
    amountFen: sum(standing.map(({ pieces }) => pieces * 250)),
    payableFen: sum(back.map(({ good }) => good)) * 250,
  })
  expect((await out.dueLines({ factoryId, from, to })).total).toBe(figures.due)
  expect((await out.returned({ factoryId, from, to })).total).toBe(world.returns.length)
}

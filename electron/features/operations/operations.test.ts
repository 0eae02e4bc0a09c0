import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { makeOrder, type OrderWanted } from '../../testing/checkedOrder.ts'
import { openOffice, type TestOffice } from '../../testing/office.ts'

let office: TestOffice
beforeEach(async () => { office = await openOffice() })
afterEach(() => office.close())

const operationsOf = (noticeLineId: number) => office.db.selectFrom('operations').selectAll().where('noticeLineId', '=', noticeLineId).orderBy('sequence').execute()

/** An order released to the workshop, and the ids of the operations of its first line. */
const inWork = async (wanted: OrderWanted = {}) => {
  const order = await makeOrder(office, wanted)
  const { id } = await office.as.merchandiser.production.release({ orderId: order.id })
  const { noticeLines } = await office.as.merchandiser.production.read({ id })
  return { order, noticeId: id, lineId: noticeLines[0]!.id, ids: noticeLines[0]!.operations.map((operation) => operation.id) }
}

const row = (operationId: number, pieces: number, rest: Partial<{ bad: number; causeCode: 'plan' | 'machine' | 'earlier' | null; causeNote: string; hours: number; people: number }> = {}) =>
  ({ operationId, good: pieces * 1000, bad: 0, hours: 0, people: 0, causeCode: null, causeNote: '', ...rest })

const report = (reportedOn: string, ...rows: ReturnType<typeof row>[]) => office.as.workshop.operations.report({ reportedOn, workshop: '木工车间', rows })

/** Removes all but the first processes of the trade, so that a test can walk a short route. */
const keepProcesses = async (names: string[]): Promise<void> => {
  await office.db.updateTable('processes').set({ active: 0 }).where('name', 'not in', names).execute()
}

describe('the daily report', () => {
  test('is one transaction: one wrong row and nothing is written', async () => {
    const { ids } = await inWork()
    await expect(report('2026-11-22', row(ids[0]!, 12), row(ids[1]!, 13))).rejects.toMatchObject({
      code: 'operations.abovePrevious',
      field: 'rows.1.good',
      message: '白茬 报到 13,上道“开料”才完成 12。请先补上道工序的日报,或改少。',
    })
    expect(await office.db.selectFrom('dailyReports').selectAll().execute()).toEqual([])
    await report('2026-11-22', row(ids[0]!, 12), row(ids[1]!, 12))
    await expect(report('2026-11-22', row(ids[0]!, 9))).rejects.toMatchObject({ code: 'operations.aboveQuantity', field: 'rows.0.good' })
  })

  test('refuses days to come, days before the release, unknown operations, a row twice, and what is no number', async () => {
    const { ids } = await inWork()
    const [operationId] = ids as [number]
    await expect(report('2026-11-23', row(operationId, 1))).rejects.toMatchObject({ code: 'operations.future', field: 'reportedOn' })
    await expect(report('2026-11-21', row(operationId, 1))).rejects.toMatchObject({ code: 'operations.beforeRelease' })
    await expect(report('2026-11-22', row(999_999, 1))).rejects.toMatchObject({ code: 'app.notFound' })
    await expect(report('2026-11-22', row(operationId, 1), row(operationId, 1))).rejects.toMatchObject({ code: 'operations.twice' })
    for (const good of [Number.NaN, Number.POSITIVE_INFINITY, -1000, 1.5]) await expect(report('2026-11-22', { ...row(operationId, 1), good })).rejects.toMatchObject({ code: 'app.badInput' })
    await expect(office.as.cashier.operations.report({ reportedOn: '2026-11-22', workshop: '', rows: [row(operationId, 1)] })).rejects.toMatchObject({ code: 'app.notAllowed' })
  })

  test('does not save a late process without one of the seven causes', async () => {
    await keepProcesses(['开料', '包装'])
    const { ids } = await inWork({ dueOn: '2026-11-26' }) // 开料 on 11-25, 包装 on 11-26
    office.setDay('2026-11-25')
    await report('2026-11-25', row(ids[0]!, 12))
    office.setDay('2026-11-27')
    await expect(report('2026-11-27', row(ids[0]!, 8))).rejects.toMatchObject({ code: 'operations.causeNeeded', field: 'rows.0.causeCode' })
    await expect(report('2026-11-27', { ...row(ids[0]!, 8), causeCode: 'weather' as 'plan' })).rejects.toMatchObject({ code: 'app.badInput' })
    await report('2026-11-27', row(ids[0]!, 8, { causeCode: 'machine', causeNote: '锯片坏' }), row(ids[1]!, 20, { causeCode: 'earlier' }))
    expect((await operationsOf(1)).map(({ finishedOn, causeCode, causeNote }) => [finishedOn, causeCode, causeNote])).toEqual([['2026-11-27', 'machine', '锯片坏'], ['2026-11-27', 'earlier', '']])
  })

  test('asks no cause for rejects counted after a process was done in time', async () => {
    await keepProcesses(['开料', '包装'])
    const { ids } = await inWork({ dueOn: '2026-11-26' })
    office.setDay('2026-11-25')
    await report('2026-11-25', row(ids[0]!, 20))
    office.setDay('2026-11-27')
    await report('2026-11-27', row(ids[0]!, 0, { bad: 1000 }))
    expect((await operationsOf(1))[0]).toMatchObject({ good: 20_000, bad: 1_000, finishedOn: '2026-11-25', causeCode: null })
  })

  test('passes what comes through the last process on to the notice and the order', async () => {
    await keepProcesses(['开料', '包装'])
    const { order, ids, noticeId } = await inWork()
    await report('2026-11-22', row(ids[0]!, 20), row(ids[1]!, 15))
    expect(await office.as.workshop.production.read({ id: noticeId })).toMatchObject({ state: 'making', finished: 15_000 })
    const { finished, reportIds } = await report('2026-11-22', row(ids[1]!, 5))
    expect(finished).toEqual([ids[1]])
    expect(await office.as.workshop.production.read({ id: noticeId })).toMatchObject({ state: 'finished', finished: 20_000 })
    const stateOf = async () => (await office.db.selectFrom('orders').select('state').where('id', '=', order.id).executeTakeFirstOrThrow()).state
    expect(await stateOf()).toBe('toDeliver')
    await office.as.clerk.operations.reverse({ reportId: reportIds[0]!, reason: '点错数' })
    expect(await office.as.workshop.production.read({ id: noticeId })).toMatchObject({ state: 'making', finished: 15_000 })
    expect(await stateOf()).toBe('inProduction')
  })

  test('is taken back once, by an entry of its own, and not while a later process stands on it', async () => {
    const { ids } = await inWork()
    const first = await report('2026-11-22', row(ids[0]!, 12), row(ids[1]!, 10))
    await expect(office.as.clerk.operations.reverse({ reportId: first.reportIds[0]!, reason: '填错' })).rejects.toMatchObject({ code: 'operations.reversalBreaks' })
    const { reportId } = await office.as.clerk.operations.reverse({ reportId: first.reportIds[1]!, reason: '填错' })
    await expect(office.as.clerk.operations.reverse({ reportId: first.reportIds[1]!, reason: '填错' })).rejects.toMatchObject({ code: 'operations.alreadyReversed' })
    await expect(office.as.clerk.operations.reverse({ reportId, reason: '填错' })).rejects.toMatchObject({ code: 'operations.reversalStays' })
    const page = await office.as.clerk.operations.reports({ from: '2026-11-22', to: '2026-11-22' })
    expect(page.rows.map(({ id, processName, good, reverses, reversed, causeNote, by }) => ({ id, processName, good, reverses, reversed, causeNote, by }))).toEqual([
      { id: reportId, processName: '白茬', good: -10_000, reverses: first.reportIds[1], reversed: false, causeNote: '填错', by: '陈静' },
      { id: first.reportIds[1], processName: '白茬', good: 10_000, reverses: null, reversed: true, causeNote: '', by: '吴工' },
      { id: first.reportIds[0], processName: '开料', good: 12_000, reverses: null, reversed: false, causeNote: '', by: '吴工' },
    ])
  })

  test('balances for any sequence of reports and reversals, as an independent model keeps it', async () => {
    await keepProcesses(['开料', '打磨', '包装'])
    const step = fc.oneof(
      { weight: 3, arbitrary: fc.record({ kind: fc.constant('report' as const), process: fc.nat(2), good: fc.nat(9), bad: fc.nat(2), back: fc.nat(3) }) },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant('reverse' as const), which: fc.nat(9) }) },
    )
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 14 }), async (steps) => {
        office.setDay('2026-11-22')
        const { order, lineId, ids } = await inWork({ pieces: [20], dueOn: '2027-01-15' })
        office.setDay('2026-11-25')
        // the model: every report that stands, and nothing else
        let standing: { id: number; process: number; good: number; bad: number; day: string }[] = []
        const sum = (process: number, of: 'good' | 'bad', among = standing): number => among.filter((each) => each.process === process).reduce((total, each) => total + each[of], 0)
        const balanced = (among = standing): boolean => [0, 1, 2].every((process) => sum(process, 'good', among) <= (process === 0 ? 20 : sum(process - 1, 'good', among)))
        for (const each of steps) {
          if (each.kind === 'report') {
            const day = `2026-11-${25 - each.back}`
            const next = { id: 0, process: each.process, good: each.good, bad: each.bad, day }
            const call = report(day, row(ids[each.process]!, each.good, { bad: each.bad * 1000 }))
            if (balanced([...standing, next])) standing.push({ ...next, id: (await call).reportIds[0]! })
            else await expect(call).rejects.toMatchObject({ code: expect.stringMatching(/^operations\.above/) as string })
          } else {
            const target = standing[each.which]
            if (!target) continue
            const rest = standing.filter((one) => one !== target)
            const call = office.as.workshop.operations.reverse({ reportId: target.id, reason: '更正' })
            if (balanced(rest)) {
              await call
              standing = rest
            } else await expect(call).rejects.toMatchObject({ code: 'operations.reversalBreaks' })
          }
        }
        const found = await operationsOf(lineId)
        for (const process of [0, 1, 2]) {
          const inOrder = standing.filter((each) => each.process === process).toSorted((one, other) => one.day.localeCompare(other.day) || one.id - other.id)
          let done = 0
          const finishing = inOrder.find((each) => (done += each.good) >= 20)
          expect(found[process]).toMatchObject({
            good: sum(process, 'good') * 1000,
            bad: sum(process, 'bad') * 1000,
            startedOn: inOrder.find((each) => each.good + each.bad > 0)?.day ?? null,
            finishedOn: finishing?.day ?? null,
            reportedOn: inOrder.at(-1)?.day ?? null,
          })
        }
        const line = await office.db.selectFrom('noticeLines').select('finishedQuantity').where('id', '=', lineId).executeTakeFirstOrThrow()
        expect(line.finishedQuantity).toBe(sum(2, 'good') * 1000)
        const entries = await office.db.selectFrom('dailyReports').select(['good', 'bad', 'operationId']).where('operationId', 'in', ids).execute()
        expect(entries.reduce((total, entry) => total + entry.good, 0)).toBe([0, 1, 2].reduce((total, process) => total + sum(process, 'good'), 0) * 1000)
        const { state } = await office.db.selectFrom('orders').select('state').where('id', '=', order.id).executeTakeFirstOrThrow()
        expect(state).toBe(sum(2, 'good') >= 20 ? 'toDeliver' : 'inProduction')
      }),
      { numRuns: 20 },
    )
  })

  test('fills its rows in beforehand: what has work, what gets work from the row above, by due date and rush', async () => {
    const late = await inWork({ dueOn: '2026-12-04', number: 'DH261122-81' })
    const rush = await inWork({ dueOn: '2026-12-04', number: 'DH261122-82', rush: true })
    await report('2026-11-22', row(late.ids[0]!, 20), row(late.ids[1]!, 5))
    const rows = await office.as.workshop.operations.openForReport({ workshop: '木工车间', day: '2026-11-22' })
    expect(rows.map(({ orderNumber, processName, good, available }) => [orderNumber, processName, good, available])).toEqual([
      ['DH261122-82', '开料', 0, 20_000],
      ['DH261122-82', '白茬', 0, 0],
      ['DH261122-81', '白茬', 5_000, 15_000],
    ])
    expect(rush.ids).toContain(rows[0]!.operationId)
    const paint = await office.as.workshop.operations.openForReport({ workshop: '油漆车间', day: '2026-11-22' })
    expect(paint.map(({ orderNumber, processName, available }) => [orderNumber, processName, available])).toEqual([
      ['DH261122-81', '打磨', 5_000],
      ['DH261122-81', '底漆', 0],
      ['DH261122-81', '面漆', 0],
    ])
  })
})

describe('the board', () => {
  test('shows each line with its processes, what is late and why not, the forecast, and what was shipped', async () => {
    await keepProcesses(['开料', '打磨', '包装'])
    const { ids, order } = await inWork({ dueOn: '2026-11-27', number: 'DH261122-91', pieces: [20] }) // planned 11-25, 11-26, 11-27
    office.setDay('2026-11-25')
    await report('2026-11-25', row(ids[0]!, 18, { bad: 1000 }), row(ids[1]!, 8))
    await office.db.updateTable('orderLines').set({ deliveredQuantity: 4_000 }).where('id', '=', order.lineIds[0]!).execute()
    office.setDay('2026-11-28') // Saturday
    const board = await office.as.merchandiser.operations.board({})
    expect(board).toMatchObject({ total: 1, orders: 1, late: 1, soon: 0, processes: ['开料', '打磨', '包装'], workshops: ['木工车间', '油漆车间', '组装车间'], filledBy: '吴工' })
    const [shown] = board.rows
    expect(shown).toMatchObject({ orderNumber: 'DH261122-91', customer: '永兴家居', description: '餐桌 1400×800 胡桃', quantity: 20_000, delivered: 4_000, dueOn: '2026-11-27', lastReportOn: '2026-11-25', stale: true, missingCause: true })
    expect(shown!.steps.map(({ good, bad, remaining, lateDays, latePieces, missingCause }) => ({ good, bad, remaining, lateDays, latePieces, missingCause }))).toEqual([
      { good: 18_000, bad: 1_000, remaining: 2_000, lateDays: 3, latePieces: 2_000, missingCause: true },
      { good: 8_000, bad: 0, remaining: 12_000, lateDays: 2, latePieces: 12_000, missingCause: true },
      // 包装 has had 8 to pack and has not begun
      { good: 0, bad: 0, remaining: 20_000, lateDays: 1, latePieces: 20_000, missingCause: true },
    ])
    // 开料 one day (11-28), 打磨 two at its speed (11-30), 包装 one after it (12-01)
    expect(shown).toMatchObject({ forecastOn: '2026-12-01', forecastDays: 4 })
    expect(await office.as.merchandiser.operations.missingCauses({})).toMatchObject([
      { processName: '开料', lateDays: 3, remaining: 2_000 },
      { processName: '打磨', lateDays: 2, remaining: 12_000 },
      { processName: '包装', lateDays: 1, remaining: 20_000 },
    ])
  })

  test('asks a process without work for no cause', async () => {
    await keepProcesses(['开料', '包装'])
    await inWork({ dueOn: '2026-11-24' })
    office.setDay('2026-11-26')
    const { rows } = await office.as.merchandiser.operations.board({})
    expect(rows[0]!.steps.map((step) => [step.lateDays, step.missingCause])).toEqual([[3, true], [2, false]])
    expect((await office.as.merchandiser.operations.missingCauses({})).map((each) => each.processName)).toEqual(['开料'])
  })

  test('sorts by due date, rush first, filters and pages; a finished line leaves it', async () => {
    await keepProcesses(['开料'])
    const far = await inWork({ dueOn: '2026-12-20', number: 'A', merchandiserId: office.userIds.manager })
    const plain = await inWork({ dueOn: '2026-11-24', number: 'B' })
    await inWork({ dueOn: '2026-11-24', number: 'C', rush: true })
    const done = await inWork({ dueOn: '2026-11-24', number: 'D' })
    await report('2026-11-22', row(done.ids[0]!, 20))
    const numbers = async (input: Parameters<typeof office.as.manager.operations.board>[0]) => (await office.as.manager.operations.board(input)).rows.map((each) => each.orderNumber)
    expect(await numbers({})).toEqual(['C', 'B', 'A'])
    expect(await numbers({ limit: 1, offset: 1 })).toEqual(['B'])
    expect(await numbers({ mine: true })).toEqual(['A'])
    expect(await numbers({ soon: true })).toEqual(['C', 'B'])
    expect(await numbers({ customerId: far.order.customerId })).toEqual(['A'])
    expect(await numbers({ workshop: '油漆车间' })).toEqual([])
    office.setDay('2026-11-25')
    expect(await numbers({ late: true })).toEqual(['C', 'B'])
    expect(await office.as.manager.operations.board({ late: true })).toMatchObject({ total: 2, late: 2, soon: 0 })
    expect(await office.as.workshop.operations.lateCount({})).toEqual({ late: 2 })
    expect(plain.ids).toHaveLength(1)
  })

  test('asks the workshop for the day to ship three days before the forecast finish', async () => {
    await keepProcesses(['开料', '打磨', '包装'])
    await inWork({ dueOn: '2026-12-20', number: 'SOON' })
    office.setDay('2026-11-23') // Monday: three days of work from today end on Wednesday
    expect((await office.as.merchandiser.operations.dueSoon({})).map((each) => [each.orderNumber, each.forecastOn])).toEqual([['SOON', '2026-11-25']])
    office.setDay('2026-11-20') // Friday: 11-20, 11-21, 11-23
    expect((await office.as.merchandiser.operations.dueSoon({})).map((each) => each.forecastOn)).toEqual(['2026-11-23'])
    office.setDay('2026-11-21') // Saturday: 11-21, 11-23, 11-24
    expect((await office.as.merchandiser.operations.dueSoon({})).map((each) => each.forecastOn)).toEqual(['2026-11-24'])
  })

  test('gives the stages of an order, planned and actual', async () => {
    await keepProcesses(['开料', '打磨', '包装'])
    const { order, ids } = await inWork({ dueOn: '2026-11-27' })
    await report('2026-11-22', row(ids[0]!, 20), row(ids[1]!, 20), row(ids[2]!, 3))
    expect(await office.as.merchandiser.operations.milestones({ orderId: order.id })).toEqual([
      { kind: 'released', plannedOn: null, actualOn: '2026-11-22' },
      { kind: 'started', plannedOn: '2026-11-25', actualOn: '2026-11-22' },
      { kind: 'half', plannedOn: '2026-11-26', actualOn: '2026-11-22' },
      { kind: 'finished', plannedOn: '2026-11-27', actualOn: null },
      { kind: 'inspected', plannedOn: null, actualOn: null },
      { kind: 'shipped', plannedOn: '2026-11-27', actualOn: null },
    ])
  })
})

test('rolls the month up by workshop and process, less what was taken back, and by cause', async () => {
  await keepProcesses(['开料', '包装'])
  const { ids } = await inWork({ dueOn: '2026-11-26' })
  await report('2026-11-22', row(ids[0]!, 10, { bad: 1000, hours: 8_000, people: 2 }))
  const wrong = await report('2026-11-22', row(ids[0]!, 5, { hours: 3_500 }))
  await office.as.clerk.operations.reverse({ reportId: wrong.reportIds[0]!, reason: '重复' })
  office.setDay('2026-11-28')
  await report('2026-11-28', row(ids[0]!, 10, { causeCode: 'machine' }))
  expect(await office.as.manager.operations.month({ month: '2026-11' })).toEqual({
    rows: [{ workshop: '木工车间', processName: '开料', reports: 2, good: 20_000, bad: 1_000, hours: 8_000 }],
    causes: [{ causeCode: 'machine', operations: 1, days: 3 }],
  })
})

test('prints the board as 生产进度表 and the day as 生产日报表', async () => {
  const { ids } = await inWork({ number: 'DH261122-99' })
  await report('2026-11-22', row(ids[0]!, 12, { hours: 8_000, people: 3 }))
  const textOf = (paper: { pages: string[] }): string => paper.pages.join('').replace(/<[^>]*>/g, ' ')
  const progress = textOf(await office.as.workshop.operations.progressPaper({}))
  for (const part of ['DH261122-99', '开料', '包装', '吴工']) expect(progress).toContain(part)
  const daily = textOf(await office.as.workshop.operations.dailyPaper({ day: '2026-11-22', workshop: '木工车间' }))
  for (const part of ['SC261122-01', '开料', '8 h / 3']) expect(daily).toContain(part)
})

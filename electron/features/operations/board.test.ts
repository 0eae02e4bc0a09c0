import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openOffice, type TestOffice } from '../../testing/office.ts'
import { addFactory, backRow, slipDraft } from '../../testing/outsourcing.ts'
import { workshopOf } from '../../testing/workshop.ts'

let office: TestOffice
let keepProcesses: ReturnType<typeof workshopOf>['keepProcesses']
let inWork: ReturnType<typeof workshopOf>['inWork']
let row: ReturnType<typeof workshopOf>['row']
let report: ReturnType<typeof workshopOf>['report']
beforeEach(async () => {
  office = await openOffice()
  ;({ inWork, row, report, keepProcesses } = workshopOf(office))
})
afterEach(() => office.close())

describe('the board', () => {
  test('shows each line with its processes, what is late and why not, the forecast, and what was shipped', async () => {
    await keepProcesses(['开料', '打磨', '包装'])
    const { ids, order } = await inWork({ dueOn: '2026-11-27', number: 'DH261122-91', pieces: [20] }) // planned 11-25, 11-26, 11-27
    office.setDay('2026-11-25')
    await report('2026-11-25', row(ids[0]!, 18, { bad: 1000 }), row(ids[1]!, 8))
    await office.db
      .updateTable('orderLines')
      .set({ deliveredQuantity: 4_000 })
      .where('id', '=', order.lineIds[0]!)
      .execute()
    office.setDay('2026-11-28') // Saturday
    const board = await office.as.merchandiser.operations.board({})
    expect(board).toMatchObject({
      total: 1,
      orders: 1,
      late: 1,
      soon: 0,
      processes: ['开料', '打磨', '包装'],
      workshops: ['木工车间', '油漆车间', '组装车间'],
      filledBy: '吴工',
    })
    const [shown] = board.rows
    expect(shown).toMatchObject({
      orderNumber: 'DH261122-91',
      customer: '永兴家居',
      description: '餐桌 1400×800 胡桃',
      quantity: 20_000,
      delivered: 4_000,
      dueOn: '2026-11-27',
      lastReportOn: '2026-11-25',
      stale: true,
      missingCause: true,
    })
    expect(
      shown!.steps.map(({ good, bad, remaining, lateDays, latePieces, missingCause }) => ({
        good,
        bad,
        remaining,
        lateDays,
        latePieces,
        missingCause,
      })),
    ).toEqual([
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

  test('names who filled in the last daily report, not the warehouse that took goods back from a factory', async () => {
    await keepProcesses(['开料', '包装'])
    const { ids } = await inWork()
    await report('2026-11-22', row(ids[0]!, 20))
    const factoryId = await addFactory(office)
    const slip = await office.as.merchandiser.outsourcing.save(
      slipDraft(factoryId, [{ operationId: ids[1]!, pieces: 5 }]),
    )
    office.setDay('2026-11-23')
    await office.as.warehouse.outsourcing.back({
      sure: true,
      id: slip.id,
      version: slip.version,
      returnedOn: '2026-11-23',
      rows: [backRow(slip.lines[0]!.id, { good: 5 })],
    })
    expect(await office.as.merchandiser.operations.board({})).toMatchObject({
      filledBy: '吴工',
      filledAt: expect.stringMatching(/^2026-11-22/) as string,
    })
  })

  test('asks a process without work for no cause', async () => {
    await keepProcesses(['开料', '包装'])
    await inWork({ dueOn: '2026-11-24' })
    office.setDay('2026-11-26')
    const { rows } = await office.as.merchandiser.operations.board({})
    expect(rows[0]!.steps.map((step) => [step.lateDays, step.missingCause])).toEqual([
      [3, true],
      [2, false],
    ])
    expect((await office.as.merchandiser.operations.missingCauses({})).map((each) => each.processName)).toEqual([
      '开料',
    ])
  })

  test('sorts by due date, rush first, filters and pages; a finished line leaves it', async () => {
    await keepProcesses(['开料'])
    const far = await inWork({ dueOn: '2026-12-20', number: 'A', merchandiserId: office.userIds.manager })
    const plain = await inWork({ dueOn: '2026-11-24', number: 'B' })
    await inWork({ dueOn: '2026-11-24', number: 'C', rush: true })
    const done = await inWork({ dueOn: '2026-11-24', number: 'D' })
    await report('2026-11-22', row(done.ids[0]!, 20))
    const numbers = async (input: Parameters<typeof office.as.manager.operations.board>[0]) =>
      (await office.as.manager.operations.board(input)).rows.map((each) => each.orderNumber)
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

  test('takes no half table, of whatever was made of it', async () => {
    const { ids } = await inWork({ dueOn: '2026-12-26' })
    const asked = [row(ids[0]!, 2.5), row(ids[0]!, 2, { bad: 500 }), row(ids[0]!, 2, { bad: 1000, scrap: 500 })]
    const fields = ['good', 'bad', 'scrap']
    for (const [index, each] of asked.entries())
      await expect(report('2026-11-22', each)).rejects.toMatchObject({
        code: 'app.wholePieces',
        field: `rows.0.${fields[index]}`,
      })
    await report('2026-11-22', row(ids[0]!, 2))
  })

  test('greys no line that is not due to begin, and one that should have begun after two workdays', async () => {
    await keepProcesses(['开料'])
    await inWork({ number: 'LATER', dueOn: '2026-12-10' })
    const stale = async (day: string): Promise<boolean> => {
      office.setDay(day)
      return (await office.as.manager.operations.board({})).rows[0]!.stale
    }
    // planned for 12-10, a Thursday: 12-10 and 12-11 pass without a word
    expect([await stale('2026-11-26'), await stale('2026-12-09'), await stale('2026-12-11')]).toEqual([
      false,
      false,
      false,
    ])
    expect(await stale('2026-12-12')).toBe(true)
  })

  test('tells goods that are finished and wait too long for their due date (duty 48)', async () => {
    await keepProcesses(['开料'])
    const made = async (number: string, dueOn: string) => {
      const { ids } = await inWork({ number, dueOn })
      await report('2026-11-22', row(ids[0]!, 20))
    }
    await made('FAR', '2026-12-10')
    await made('EDGE', '2026-11-27') // five days, as the office has it
    const open = await inWork({ number: 'OPEN', dueOn: '2026-12-10' })
    const board = (filter: object) => office.as.manager.operations.board(filter)
    const shown = async (filter: object) =>
      (await board(filter)).rows.map(({ orderNumber, waitingDays, stale }) => [orderNumber, waitingDays, stale])
    expect(await board({})).toMatchObject({ total: 1, orders: 1, early: 1 })
    expect(await shown({})).toEqual([['OPEN', 0, false]])
    office.setDay('2026-11-26')
    expect(await shown({ early: true })).toEqual([['FAR', 14, false]])
    expect(await board({ early: true })).toMatchObject({ total: 1, orders: 1, late: 0, early: 1 })
    expect((await board({ early: true, workshop: '油漆车间' })).total).toBe(0)
    const { office: switches, versions } = await office.as.manager.settings.read({})
    await office.as.manager.settings.saveOffice({ office: { ...switches, earlyDays: 0 }, version: versions.office })
    expect(await shown({ early: true })).toEqual([
      ['EDGE', 1, false],
      ['FAR', 14, false],
    ])
    // delivered goods wait no more
    await office.db
      .updateTable('orderLines')
      .set({ deliveredQuantity: 20_000 })
      .where('dueOn', '=', '2026-11-27')
      .execute()
    expect((await shown({ early: true })).map(([number]) => number)).toEqual(['FAR'])
    expect(open.ids).toHaveLength(1)
  })

  test('asks the workshop for the day to ship three days before the forecast finish', async () => {
    await keepProcesses(['开料', '打磨', '包装'])
    const { ids } = await inWork({ dueOn: '2026-12-20', number: 'SOON' })
    const asked = async (on: string) => {
      office.setDay(on)
      const found = await office.as.merchandiser.operations.dueSoon({})
      return found.map(({ orderNumber, forecastOn }) => [orderNumber, forecastOn])
    }
    // three days of work would do, but nobody has begun: it is done when it is planned to be
    expect(await asked('2026-11-21')).toEqual([])
    expect(await asked('2026-12-17')).toEqual([['SOON', '2026-12-19']])
    office.setDay('2026-11-27')
    await report('2026-11-27', row(ids[0]!, 20))
    // Friday is reported: Saturday and, after the Sunday, Monday
    expect(await asked('2026-11-27')).toEqual([['SOON', '2026-11-30']])
    expect(await asked('2026-11-28')).toEqual([['SOON', '2026-11-30']])
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

test('prints the board as 生产进度表 and the day as 生产日报表', async () => {
  const { ids } = await inWork({ number: 'DH261122-99' })
  await report('2026-11-22', row(ids[0]!, 12, { hours: 8_000, people: 3 }))
  const textOf = (paper: { pages: string[] }): string => paper.pages.join('').replace(/<[^>]*>/g, ' ')
  const progress = textOf(await office.as.workshop.operations.progressPaper({}))
  for (const part of ['DH261122-99', '开料', '包装', '吴工']) expect(progress).toContain(part)
  const daily = textOf(await office.as.workshop.operations.dailyPaper({ day: '2026-11-22', workshop: '木工车间' }))
  for (const part of ['SC261122-01', '开料', '8 h / 3']) expect(daily).toContain(part)
})

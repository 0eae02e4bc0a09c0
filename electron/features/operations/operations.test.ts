import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openOffice, type TestOffice } from '../../testing/office.ts'
import { workshopOf } from '../../testing/workshop.ts'

let office: TestOffice
let keepProcesses: ReturnType<typeof workshopOf>['keepProcesses']
let operationsOf: ReturnType<typeof workshopOf>['operationsOf']
let inWork: ReturnType<typeof workshopOf>['inWork']
let row: ReturnType<typeof workshopOf>['row']
let report: ReturnType<typeof workshopOf>['report']
beforeEach(async () => {
  office = await openOffice()
  ;({ operationsOf, inWork, row, report, keepProcesses } = workshopOf(office))
})
afterEach(() => office.close())

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
    await expect(report('2026-11-22', row(ids[0]!, 9))).rejects.toMatchObject({
      code: 'operations.aboveQuantity',
      field: 'rows.0.good',
    })
  })

  test('refuses days to come, days before the release, unknown operations, a row twice, and what is no number', async () => {
    const { ids } = await inWork()
    const [operationId] = ids as [number]
    await expect(report('2026-11-23', row(operationId, 1))).rejects.toMatchObject({
      code: 'operations.future',
      field: 'reportedOn',
    })
    await expect(report('2026-11-21', row(operationId, 1))).rejects.toMatchObject({ code: 'operations.beforeRelease' })
    await expect(report('2026-11-22', row(999_999, 1))).rejects.toMatchObject({ code: 'app.notFound' })
    await expect(report('2026-11-22', row(operationId, 1), row(operationId, 1))).rejects.toMatchObject({
      code: 'operations.twice',
    })
    await expect(report('2026-11-22', row(operationId, 1, { hours: 80_000, people: 3 }))).rejects.toMatchObject({
      code: 'operations.hoursOfDay',
      field: 'rows.0.hours',
    })
    // a bar code read into the cell of the rejects: the sums of the board would leave the numbers there are
    for (const part of ['bad', 'rework', 'scrap'] as const)
      await expect(
        report('2026-11-22', { ...row(operationId, 1, { bad: 1e12 }), [part]: 6_901_234_567_890_000 }),
      ).rejects.toMatchObject({ code: 'app.badInputLarge' })
    for (const good of [Number.NaN, Number.POSITIVE_INFINITY, -1000, 1.5])
      await expect(report('2026-11-22', { ...row(operationId, 1), good })).rejects.toMatchObject({
        code: expect.stringMatching(/^app\.badInput(Negative|Positive)?$/),
      })
    await expect(
      office.as.cashier.operations.report({ reportedOn: '2026-11-22', workshop: '', rows: [row(operationId, 1)] }),
    ).rejects.toMatchObject({ code: 'app.notAllowed' })
  })

  test('does not save a late process without one of the seven causes', async () => {
    await keepProcesses(['开料', '包装'])
    const { ids } = await inWork({ dueOn: '2026-11-26' }) // 开料 on 11-25, 包装 on 11-26
    office.setDay('2026-11-25')
    await report('2026-11-25', row(ids[0]!, 12))
    office.setDay('2026-11-27')
    await expect(report('2026-11-27', row(ids[0]!, 8))).rejects.toMatchObject({
      code: 'operations.causeNeeded',
      field: 'rows.0.causeCode',
    })
    await expect(report('2026-11-27', { ...row(ids[0]!, 8), causeCode: 'weather' as 'plan' })).rejects.toMatchObject({
      code: 'app.badInput',
    })
    await report(
      '2026-11-27',
      row(ids[0]!, 8, { causeCode: 'machine', causeNote: '锯片坏' }),
      row(ids[1]!, 20, { causeCode: 'earlier' }),
    )
    expect(
      (await operationsOf(1)).map(({ finishedOn, causeCode, causeNote }) => [finishedOn, causeCode, causeNote]),
    ).toEqual([
      ['2026-11-27', 'machine', '锯片坏'],
      ['2026-11-27', 'earlier', ''],
    ])
  })

  test('asks no cause for rejects counted after a process was done in time', async () => {
    await keepProcesses(['开料', '包装'])
    const { ids } = await inWork({ dueOn: '2026-11-26' })
    office.setDay('2026-11-25')
    await report('2026-11-25', row(ids[0]!, 20))
    office.setDay('2026-11-27')
    await report('2026-11-27', row(ids[0]!, 0, { bad: 1000 }))
    expect((await operationsOf(1))[0]).toMatchObject({
      good: 20_000,
      bad: 1_000,
      finishedOn: '2026-11-25',
      causeCode: null,
    })
  })

  test('passes what comes through the last process on to the notice and the order', async () => {
    await keepProcesses(['开料', '包装'])
    const { order, ids, noticeId } = await inWork()
    await report('2026-11-22', row(ids[0]!, 20), row(ids[1]!, 15))
    expect(await office.as.workshop.production.read({ id: noticeId })).toMatchObject({
      state: 'making',
      finished: 15_000,
    })
    const { finished, reportIds } = await report('2026-11-22', row(ids[1]!, 5))
    expect(finished).toEqual([ids[1]])
    expect(await office.as.workshop.production.read({ id: noticeId })).toMatchObject({
      state: 'finished',
      finished: 20_000,
    })
    const stateOf = async () =>
      (await office.db.selectFrom('orders').select('state').where('id', '=', order.id).executeTakeFirstOrThrow()).state
    expect(await stateOf()).toBe('toDeliver')
    await office.as.clerk.operations.reverse({ reportId: reportIds[0]!, reason: '点错数' })
    expect(await office.as.workshop.production.read({ id: noticeId })).toMatchObject({
      state: 'making',
      finished: 15_000,
    })
    expect(await stateOf()).toBe('inProduction')
  })

  test('is taken back once, by an entry of its own, and not while a later process stands on it', async () => {
    const { ids } = await inWork()
    const first = await report('2026-11-22', row(ids[0]!, 12), row(ids[1]!, 10))
    await expect(
      office.as.clerk.operations.reverse({ reportId: first.reportIds[0]!, reason: '填错' }),
    ).rejects.toMatchObject({ code: 'operations.reversalBreaks' })
    const { reportId } = await office.as.clerk.operations.reverse({ reportId: first.reportIds[1]!, reason: '填错' })
    await expect(
      office.as.clerk.operations.reverse({ reportId: first.reportIds[1]!, reason: '填错' }),
    ).rejects.toMatchObject({ code: 'operations.alreadyReversed' })
    await expect(office.as.clerk.operations.reverse({ reportId, reason: '填错' })).rejects.toMatchObject({
      code: 'operations.reversalStays',
    })
    const page = await office.as.clerk.operations.reports({ from: '2026-11-22', to: '2026-11-22' })
    expect(
      page.rows.map(({ id, processName, good, reverses, reversed, causeNote, by }) => ({
        id,
        processName,
        good,
        reverses,
        reversed,
        causeNote,
        by,
      })),
    ).toEqual([
      {
        id: reportId,
        processName: '白茬',
        good: -10_000,
        reverses: first.reportIds[1],
        reversed: false,
        causeNote: '填错',
        by: '陈静',
      },
      {
        id: first.reportIds[1],
        processName: '白茬',
        good: 10_000,
        reverses: null,
        reversed: true,
        causeNote: '',
        by: '吴工',
      },
      {
        id: first.reportIds[0],
        processName: '开料',
        good: 12_000,
        reverses: null,
        reversed: false,
        causeNote: '',
        by: '吴工',
      },
    ])
  })

  test('balances for any sequence of reports and reversals, as an independent model keeps it', async () => {
    await keepProcesses(['开料', '打磨', '包装'])
    const step = fc.oneof(
      {
        weight: 3,
        arbitrary: fc.record({
          kind: fc.constant('report' as const),
          process: fc.nat(2),
          good: fc.nat(9),
          bad: fc.nat(2),
          scrap: fc.nat(2),
          back: fc.nat(3),
        }),
      },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant('reverse' as const), which: fc.nat(9) }) },
    )
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 14 }), async (steps) => {
        office.setDay('2026-11-22')
        const { order, lineId, ids } = await inWork({ pieces: [20], dueOn: '2027-01-15' })
        office.setDay('2026-11-25')
        // the model: every report that stands, and nothing else
        let standing: { id: number; process: number; good: number; bad: number; scrap: number; day: string }[] = []
        const sum = (process: number, of: 'good' | 'bad' | 'scrap', among = standing): number =>
          among.filter((each) => each.process === process).reduce((total, each) => total + each[of], 0)
        /** 20 pieces, and once more what the processes after this one scrapped. */
        const target = (process: number, among = standing): number =>
          [0, 1, 2].reduce((total, later) => (later > process ? total + sum(later, 'scrap', among) : total), 20)
        const balanced = (among = standing): boolean =>
          [0, 1, 2].every(
            (process) =>
              sum(process, 'good', among) <= target(process, among) &&
              (process === 0 ||
                sum(process, 'good', among) + sum(process, 'scrap', among) <= sum(process - 1, 'good', among)),
          )
        for (const each of steps) {
          if (each.kind === 'report') {
            const day = `2026-11-${25 - each.back}`
            const next = { ...each, id: 0, day }
            const call = report(
              day,
              row(ids[each.process]!, each.good, { bad: each.bad * 1000, scrap: each.scrap * 1000 }),
            )
            if (each.scrap > each.bad) await expect(call).rejects.toMatchObject({ code: 'operations.badParts' })
            else if (balanced([...standing, next])) standing.push({ ...next, id: (await call).reportIds[0]! })
            else
              await expect(call).rejects.toMatchObject({ code: expect.stringMatching(/^operations\.above/) as string })
          } else {
            const taken = standing[each.which]
            if (!taken) continue
            const rest = standing.filter((one) => one !== taken)
            const call = office.as.workshop.operations.reverse({ reportId: taken.id, reason: '更正' })
            if (balanced(rest)) {
              await call
              standing = rest
            } else
              await expect(call).rejects.toMatchObject({
                code: expect.stringMatching(/^operations\.reversal(Breaks|MadeAgain)$/) as string,
              })
          }
        }
        const found = await operationsOf(lineId)
        for (const process of [0, 1, 2]) {
          const inOrder = standing
            .filter((each) => each.process === process)
            .toSorted((one, other) => one.day.localeCompare(other.day) || one.id - other.id)
          let done = 0
          const finishing = inOrder.find((each) => (done += each.good) >= target(process))
          expect(found[process]).toMatchObject({
            good: sum(process, 'good') * 1000,
            bad: sum(process, 'bad') * 1000,
            scrap: sum(process, 'scrap') * 1000,
            quantity: target(process) * 1000,
            startedOn: inOrder.find((each) => each.good + each.bad > 0)?.day ?? null,
            finishedOn: finishing?.day ?? null,
            reportedOn: inOrder.findLast((each) => each.good + each.bad > 0)?.day ?? null,
          })
        }
        const line = await office.db
          .selectFrom('noticeLines')
          .select('finishedQuantity')
          .where('id', '=', lineId)
          .executeTakeFirstOrThrow()
        expect(line.finishedQuantity).toBe(sum(2, 'good') * 1000)
        const entries = await office.db
          .selectFrom('dailyReports')
          .select(['good', 'bad', 'operationId'])
          .where('operationId', 'in', ids)
          .execute()
        expect(entries.reduce((total, entry) => total + entry.good, 0)).toBe(
          [0, 1, 2].reduce((total, process) => total + sum(process, 'good'), 0) * 1000,
        )
        const { state } = await office.db
          .selectFrom('orders')
          .select('state')
          .where('id', '=', order.id)
          .executeTakeFirstOrThrow()
        expect(state).toBe(sum(2, 'good') >= 20 ? 'toDeliver' : 'inProduction')
      }),
      { numRuns: 20 },
    )
  })

  test('starts from the people and the machine the workshop wrote last of the process, within two weeks', async () => {
    await keepProcesses(['开料', '包装'])
    const { ids } = await inWork()
    const last = async (day: string, workshop = '木工车间') => {
      const rows = await office.as.workshop.operations.openForReport({ workshop, day })
      return rows.map(({ processName, last: before }) => [processName, before])
    }
    expect(await last('2026-11-22')).toEqual([['开料', null]])
    await report('2026-11-22', row(ids[0]!, 5, { hours: 8000, people: 3, machine: '2号锯' }))
    const wrong = await report('2026-11-22', row(ids[0]!, 5, { hours: 1000, people: 9, machine: '1号锯' }))
    await office.as.workshop.operations.reverse({ reportId: wrong.reportIds[0]!, reason: '写错' })
    // an entry of quantities alone says nothing of people
    await report('2026-11-22', row(ids[0]!, 1))
    office.setDay('2026-11-23')
    const before = { on: '2026-11-22', hours: 8000, people: 3, machine: '2号锯' }
    expect(await last('2026-11-23')).toEqual([['开料', before]])
    expect((await last('2026-11-23', '')).slice(0, 1)).toEqual([['开料', before]])
    expect(await last('2026-12-07')).toEqual([['开料', null]])
    const { rows } = await office.as.manager.operations.reports({ from: '2026-11-22', to: '2026-11-22' })
    expect(rows.map(({ machine, people }) => [machine, people])).toEqual([
      ['', 0],
      ['1号锯', 9],
      ['1号锯', 9],
      ['2号锯', 3],
    ])
  })

  test('says its shift, and the paper of the day says shift, machine and rework', async () => {
    const { ids } = await inWork()
    await office.as.workshop.operations.report({
      reportedOn: '2026-11-22',
      workshop: '木工车间',
      shift: '夜班',
      rows: [row(ids[0]!, 5, { bad: 2000, rework: 2000, machine: '2号锯' })],
    })
    const { rows } = await office.as.manager.operations.reports({ from: '2026-11-22', to: '2026-11-22' })
    expect(rows.map(({ shift, rework, scrap }) => [shift, rework, scrap])).toEqual([['夜班', 2000, 0]])
    const paper = await office.as.manager.operations.dailyPaper({ day: '2026-11-22', workshop: '木工车间' })
    const text = paper.pages.join('').replace(/<[^>]*>/g, ' ')
    for (const part of ['夜班', '2号锯']) expect(text).toContain(part)
  })

  test('goes on after a change slip left less to make than the first process has done', async () => {
    await keepProcesses(['开料', '包装'])
    const { lineId, ids } = await inWork()
    await report('2026-11-22', row(ids[0]!, 20))
    await office.db.updateTable('noticeLines').set({ quantity: 12_000 }).where('id', '=', lineId).execute()
    await office.db.updateTable('operations').set({ quantity: 12_000 }).where('noticeLineId', '=', lineId).execute()
    await report('2026-11-22', row(ids[1]!, 12))
    expect((await operationsOf(lineId)).map(({ quantity, good, finishedOn }) => [quantity, good, finishedOn])).toEqual([
      [12_000, 20_000, '2026-11-22'],
      [12_000, 12_000, '2026-11-22'],
    ])
  })

  test('asks the processes before for what a later one scrapped, and is done when it was made again', async () => {
    await keepProcesses(['开料', '打磨', '包装'])
    const { noticeId, lineId, ids } = await inWork()
    await report(
      '2026-11-22',
      row(ids[0]!, 20),
      row(ids[1]!, 20),
      row(ids[2]!, 17, { bad: 3000, scrap: 2000, rework: 1000 }),
    )
    const standing = async () =>
      (await operationsOf(lineId)).map(({ quantity, good, scrap, finishedOn }) => [quantity, good, scrap, finishedOn])
    // cause ④ of itself for those that had done theirs; the one that scrapped says its own
    const causes = async () => (await operationsOf(lineId)).map(({ causeCode }) => causeCode)
    expect(await causes()).toEqual(['scrap', 'scrap', null])
    expect(await standing()).toEqual([
      [22_000, 20_000, 0, null],
      [22_000, 20_000, 0, null],
      [20_000, 17_000, 2_000, null],
    ])
    const open = await office.as.workshop.operations.openForReport({ workshop: '', day: '2026-11-22' })
    expect(open.map(({ processName, available }) => [processName, available])).toEqual([
      ['开料', 2_000],
      ['打磨', 0],
      ['包装', 1_000],
    ])
    await report('2026-11-22', row(ids[0]!, 2), row(ids[1]!, 2), row(ids[2]!, 3))
    expect(await standing()).toEqual([
      [22_000, 22_000, 0, '2026-11-22'],
      [22_000, 22_000, 0, '2026-11-22'],
      [20_000, 20_000, 2_000, '2026-11-22'],
    ])
    expect(await office.as.workshop.production.read({ id: noticeId })).toMatchObject({ state: 'finished' })
  })

  test('fills its rows in beforehand: what has work, what gets work from the row above, by due date and rush', async () => {
    const late = await inWork({ dueOn: '2026-12-04', number: 'DH261122-81' })
    const rush = await inWork({ dueOn: '2026-12-04', number: 'DH261122-82', rush: true })
    await report('2026-11-22', row(late.ids[0]!, 20), row(late.ids[1]!, 5))
    const rows = await office.as.workshop.operations.openForReport({ workshop: '木工车间', day: '2026-11-22' })
    expect(
      rows.map(({ orderNumber, processName, good, available }) => [orderNumber, processName, good, available]),
    ).toEqual([
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

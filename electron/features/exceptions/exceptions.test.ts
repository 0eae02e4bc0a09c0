import { PGlite } from '@electric-sql/pglite'
import fc from 'fast-check'
import { Kysely, PGliteDialect } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Input } from '../../../shared/contract.ts'
import { type exceptions, exceptionStateOf, subLabel, timeOf } from '../../../shared/exceptions.ts'
import { migrate } from '../../db/migrate.ts'
import type { Database } from '../../db/schema.ts'
import { openOffice, type TestOffice } from '../../testing/office.ts'
import { workshopOf } from '../../testing/workshop.ts'

let office: TestOffice
let desk: ReturnType<typeof workshopOf>
beforeEach(async () => {
  office = await openOffice()
  desk = workshopOf(office)
})
afterEach(() => office.close())

type Draft = Input<typeof exceptions.open>
const draft = (rest: Partial<Draft> = {}): Draft => ({
  operationId: null,
  workshop: '木工车间',
  causeCode: 'machine',
  causeSub: '2a',
  what: '开料锯主轴断',
  sinceOn: '2026-11-22',
  ownerId: office.userIds.workshop,
  clearOn: '2026-11-22',
  clearTime: '16:30',
  ...rest,
})

/** Two processes, due on 11-26: 开料 on 11-25, 包装 on 11-26. */
const lateOrder = async () => {
  await desk.keepProcesses(['开料', '包装'])
  const made = await desk.inWork({ dueOn: '2026-11-26', number: 'DH261122-77' })
  office.setDay('2026-11-27')
  return made
}

describe('the sub-codes of the causes', () => {
  test('are three at first; the office adds its own, and a code that stands is another one never again', async () => {
    const { exceptions } = office.as.owner
    const names = async () => (await exceptions.subCodes({})).map(({ code, name }) => subLabel(code, name))
    expect(await names()).toEqual(['②a 模具', '②b 夹具', '③a 停工待料'])
    const made = await exceptions.saveSubCode({
      id: null,
      causeCode: 'people',
      letters: 'a',
      name: '师傅请假',
      opensException: false,
      active: true,
      version: 0,
    })
    expect(made).toMatchObject({ code: '7a', version: 1 })
    expect(await names()).toContain('⑦a 师傅请假')
    const again = { ...made, letters: 'b', id: made.id } as const
    const { code: _code, ...renamed } = again
    await expect(exceptions.saveSubCode(renamed)).rejects.toMatchObject({ code: 'exceptions.subCodeStays' })
    await expect(exceptions.saveSubCode({ ...renamed, id: null, letters: 'a' })).rejects.toMatchObject({
      code: 'exceptions.subCodeTaken',
      field: 'letters',
    })
    await exceptions.saveSubCode({ ...renamed, letters: 'a', active: false })
    await expect(exceptions.saveSubCode({ ...renamed, letters: 'a' })).rejects.toMatchObject({ code: 'app.stale' })
    await expect(office.as.clerk.exceptions.saveSubCode({ ...renamed, id: null, letters: 'c' })).rejects.toMatchObject({
      code: 'app.notAllowed',
    })
  })

  test('go with a report of their own cause only, stand on the process, and ask for a slip until one is open', async () => {
    const { ids, lineId } = await lateOrder()
    const late = (causeSub: string, causeCode: 'machine' | 'material' = 'machine') =>
      desk.report('2026-11-27', desk.row(ids[0]!, 1, { causeCode, causeSub, causeNote: '主轴断' }))
    for (const wrong of [late('2z'), late('2a', 'material'), late('模具')])
      await expect(wrong).rejects.toMatchObject({ code: 'operations.subCodeUnknown', field: 'rows.0.causeCode' })
    const asks = [{ operationId: ids[0]!, causeSub: '2a', causeNote: '主轴断' }]
    expect((await late('2a')).asks).toEqual(asks)
    expect((await late('2a')).asks).toEqual(asks)
    await office.as.workshop.exceptions.open(draft({ operationId: ids[0]! }))
    expect((await late('2a')).asks).toEqual([])
    expect((await late('2b')).asks).toHaveLength(1)
    expect((await desk.report('2026-11-27', desk.row(ids[0]!, 1, { causeCode: 'plan' }))).asks).toEqual([])
    const [first] = await desk.operationsOf(lineId)
    expect([first!.causeCode, first!.causeSub]).toEqual(['plan', ''])
    const { rows } = await office.as.merchandiser.operations.reports({ from: '2026-11-27', to: '2026-11-27' })
    expect(rows.map(({ causeSub, causeSubName }) => subLabel(causeSub, causeSubName))).toEqual([
      '',
      '②b 夹具',
      '②a 模具',
      '②a 模具',
      '②a 模具',
    ])
  })

  test('break a cause of the month down, and what stands behind each of them', async () => {
    const { ids } = await lateOrder()
    await desk.report('2026-11-27', desk.row(ids[0]!, 20, { causeCode: 'machine', causeSub: '2a', causeNote: '断' }))
    await desk.report('2026-11-27', desk.row(ids[1]!, 20, { causeCode: 'machine', causeNote: '等前道' }))
    const { figures } = office.as.manager
    const month = '2026-11'
    expect(await figures.notes({ month, cause: 'machine' })).toEqual([
      { sub: '2a', subName: '模具', note: '', operations: 1, days: 2 },
      { sub: '', subName: '', note: '等前道', operations: 1, days: 1 },
    ])
    const behind = async (filter: object) =>
      (await figures.planned({ month, cause: 'machine', ...filter })).rows.map(({ processName }) => processName)
    expect(await behind({ causeSub: '2a' })).toEqual(['开料'])
    expect(await behind({ causeSub: '', causeNote: '等前道' })).toEqual(['包装'])
    expect(await behind({})).toEqual(['开料', '包装'])
  })
})

describe('a trouble slip', () => {
  test('lives: opened, carried up, cleared, come back, cleared again, and each step is on record', async () => {
    const { order, ids } = await lateOrder()
    const { exceptions } = office.as.merchandiser
    const slip = await exceptions.open(draft({ operationId: ids[0]!, sinceOn: '2026-11-27', clearOn: '2026-11-28' }))
    expect(slip).toMatchObject({
      number: 'YC261127-01',
      orderId: order.id,
      processName: '开料',
      workshop: '木工车间',
      owner: '吴工',
      causeSubName: '模具',
      state: 'open',
      level: null,
      costFen: 0,
    })
    const told = await exceptions.escalate({ id: slip.id, version: 1, level: 'manager', name: '赵经理' })
    for (const level of ['supervisor', 'manager'] as const)
      await expect(
        exceptions.escalate({ id: slip.id, version: told.version, level, name: '老陈' }),
      ).rejects.toMatchObject({ code: 'exceptions.levelPassed', field: 'level' })
    const boss = await exceptions.escalate({ id: slip.id, version: told.version, level: 'boss', name: '何老板' })
    expect(boss.levels.map(({ level, name }) => [level, name])).toEqual([
      ['manager', '赵经理'],
      ['boss', '何老板'],
    ])
    const clear = { clearedOn: '2026-11-27', how: '换新主轴', stopHours: 3500, stopPeople: 4, costFen: 120_000 }
    await expect(exceptions.clear({ ...clear, id: slip.id, version: 1 })).rejects.toMatchObject({ code: 'app.stale' })
    await expect(
      exceptions.clear({ ...clear, id: slip.id, version: boss.version, clearedOn: '2026-11-26' }),
    ).rejects.toMatchObject({ code: 'exceptions.clearedBeforeSince', field: 'clearedOn' })
    await expect(
      exceptions.clear({ ...clear, id: slip.id, version: boss.version, stopHours: 9_999_000 }),
    ).rejects.toMatchObject({
      code: 'exceptions.stopTooLong',
      field: 'stopHours',
      message: expect.stringContaining('从 2026-11-27') as string,
    })
    await expect(
      exceptions.clear({ ...clear, id: slip.id, version: boss.version, stopPeople: -3 }),
    ).rejects.toMatchObject({ field: 'stopPeople', message: expect.stringContaining('停工人数') as string })
    const cleared = await exceptions.clear({ ...clear, id: slip.id, version: boss.version })
    expect(cleared).toMatchObject({ state: 'cleared', clearedBy: '李敏', costFen: 120_000, stopHours: 3500 })
    await expect(
      exceptions.escalate({ id: slip.id, version: cleared.version, level: 'boss', name: '何老板' }),
    ).rejects.toMatchObject({ code: 'exceptions.isCleared' })
    const again = await exceptions.reopen({ id: slip.id, version: cleared.version, reason: '又断了' })
    expect(again).toMatchObject({ state: 'open', clearedOn: null })
    // who sees no money writes hours; the money that was there stays
    const { costFen, ...hours } = clear
    const workshop = await office.as.workshop.exceptions.clear({ ...hours, id: slip.id, version: again.version })
    expect(workshop.costFen).toBeNull()
    expect((await exceptions.read({ id: slip.id })).costFen).toBe(costFen)
    const { facts } = await office.as.merchandiser.orders.chain({ id: order.id })
    expect(facts.filter(({ word }) => word === 'exceptions').map(({ kind }) => kind)).toEqual([
      'troubled',
      'carriedUp',
      'carriedUp',
      'troubleCleared',
    ])
  })

  test('is refused where it cannot be right, with the field', async () => {
    const { ids } = await lateOrder()
    const { exceptions } = office.as.workshop
    const refusals: [Partial<Draft>, string, string][] = [
      [{ workshop: '' }, 'exceptions.placeNeeded', 'place'],
      [{ sinceOn: '2026-11-28', clearOn: '2026-11-29' }, 'exceptions.sinceFuture', 'sinceOn'],
      [{ clearOn: '2026-11-21' }, 'exceptions.clearBeforeSince', 'clearOn'],
      [{ clearOn: '2126-11-28' }, 'app.farDay', 'clearOn'],
      [{ sinceOn: '2006-11-22' }, 'app.farDay', 'sinceOn'],
      [{ ownerId: 9999 }, 'exceptions.ownerGone', 'ownerId'],
      [{ causeCode: 'plan' }, 'operations.subCodeUnknown', 'causeCode'],
      [{ operationId: 9999 }, 'app.notFound', 'place'],
    ]
    for (const [part, code, field] of refusals)
      await expect(
        exceptions.open(draft({ operationId: part.workshop === '' ? null : ids[0]!, ...part })),
      ).rejects.toMatchObject({ code, field })
    await expect(office.as.cashier.exceptions.open(draft())).rejects.toMatchObject({ code: 'app.notAllowed' })
    const slip = await exceptions.open(draft())
    await expect(exceptions.void({ id: slip.id, version: slip.version, reason: '开错' })).rejects.toMatchObject({
      code: 'app.notAllowed',
    })
    await office.as.manager.exceptions.void({ id: slip.id, version: slip.version, reason: '开错' })
    await expect(
      exceptions.clear({ id: slip.id, version: 2, clearedOn: '2026-11-27', how: '修好', stopHours: 0, stopPeople: 0 }),
    ).rejects.toMatchObject({ code: 'exceptions.isVoid' })
    expect((await exceptions.open(draft())).number).toBe('YC261127-02')
  })

  test('stands in the list by the time it is wanted, on the board at its cell, and on the paper without money', async () => {
    const { ids } = await lateOrder()
    const { exceptions } = office.as.merchandiser
    const open = (what: string, rest: Partial<Draft>) => exceptions.open(draft({ what, ...rest }))
    await open('晚', { clearOn: '2026-11-26' })
    await open('以后', { clearOn: '2026-11-30', clearTime: '' })
    const slip = await open('今天下午', { operationId: ids[0]!, clearOn: '2026-11-27', clearTime: '16:30' })
    const list = async (filter: object) => (await exceptions.list(filter)).rows.map(({ what, state }) => [what, state])
    expect(await list({})).toEqual([
      ['晚', 'overdue'],
      ['今天下午', 'open'],
      ['以后', 'open'],
    ])
    office.setDay('2026-11-27T17:00:00')
    expect(await exceptions.counts({})).toEqual({ open: 3, overdue: 2 })
    expect(await list({ state: 'overdue' })).toEqual([
      ['晚', 'overdue'],
      ['今天下午', 'overdue'],
    ])
    const [row] = (await office.as.workshop.operations.board({})).rows
    expect(row!.steps.map(({ troubles }) => troubles)).toEqual([
      [{ id: slip.id, number: slip.number, what: '今天下午', overdue: true }],
      [],
    ])
    await exceptions.clear({
      id: slip.id,
      version: slip.version,
      clearedOn: '2026-11-27',
      how: '修好',
      stopHours: 2000,
      stopPeople: 3,
      costFen: 98_765,
    })
    expect((await list({ state: 'all' })).map(([what]) => what)).toEqual(['晚', '以后', '今天下午'])
    expect((await exceptions.list({ orderId: row!.orderId, state: 'all' })).total).toBe(1)
    const text = (await exceptions.paper({ id: slip.id })).pages.join('').replace(/<[^>]*>/g, ' ')
    for (const part of [slip.number, '今天下午', '修好', '吴工', '②a 模具']) expect(text).toContain(part)
    expect(text).not.toContain('987')
  })

  test('waits on 今日 of its owner, and of a manager; late when its hour has passed', async () => {
    await lateOrder()
    await office.as.merchandiser.exceptions.open(draft({ sinceOn: '2026-11-27', clearOn: '2026-11-27' }))
    const tasks = async (role: 'workshop' | 'manager' | 'clerk') =>
      (await office.as[role].today.list({})).rows.filter(({ kind }) => kind === 'trouble').map(({ urgency }) => urgency)
    expect([await tasks('workshop'), await tasks('manager'), await tasks('clerk')]).toEqual([['today'], ['today'], []])
    office.setDay('2026-11-27T16:31:00')
    expect(await tasks('workshop')).toEqual(['late'])
  })

  test('finds its place by order, customer, goods and process together', async () => {
    await lateOrder()
    const find = async (typed: string) =>
      (await office.as.workshop.exceptions.places({ typed })).map(({ processName }) => processName)
    expect(await find('dh261122-77')).toEqual(['开料', '包装'])
    expect(await find('2-77 包装')).toEqual(['包装'])
    expect(await find('没有这一单')).toEqual([])
    expect(await find('%')).toEqual(['开料', '包装'])
  })
})

test('the state of a slip agrees with the clock read as one number', () => {
  const day = fc.integer({ min: 1, max: 28 }).map((each) => `2026-11-${String(each).padStart(2, '0')}`)
  const time = fc.tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  const words = ([hour, minute]: [number, number]): string =>
    `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
  fc.assert(
    fc.property(day, day, fc.option(time), time, (clearOn, today, wanted, now) => {
      // minutes since the first of the month; without an hour the whole day is allowed
      const minutes = (on: string, [hour, minute]: [number, number]): number =>
        Number(on.slice(8)) * 1440 + hour * 60 + minute
      const late = minutes(today, now) > minutes(clearOn, wanted ?? [23, 59])
      const facts = { voidedAt: null, clearedOn: null, clearOn, clearTime: wanted ? words(wanted) : '' }
      expect(exceptionStateOf(facts, { day: today, time: words(now) })).toBe(late ? 'overdue' : 'open')
    }),
  )
})

test('an hour is read as a hand types it', () => {
  expect(['1630', '16:30', '9', '９点', '905', '', '24', '16:61', 'x'].map(timeOf)).toEqual([
    '16:30',
    '16:30',
    '09:00',
    '09:00',
    '09:05',
    '',
    null,
    null,
    null,
  ])
})

test('slips, sub-codes and the board are the same on PostgreSQL', async () => {
  const answers = async () => {
    const { ids } = await lateOrder()
    const { exceptions, operations } = office.as.merchandiser
    const slip = await exceptions.open(draft({ operationId: ids[0]!, clearOn: '2026-11-26' }))
    await exceptions.open(draft({ what: '停电', clearOn: '2026-11-30', clearTime: '' }))
    await exceptions.escalate({ id: slip.id, version: 1, level: 'boss', name: '何老板' })
    const { rows, ...rest } = await operations.board({})
    return {
      list: (await exceptions.list({})).rows.map(({ what, state, level }) => [what, state, level]),
      overdue: await exceptions.counts({}),
      places: (await exceptions.places({ typed: '包装' })).length,
      board: { ...rest, troubles: rows[0]!.steps.map(({ troubles }) => troubles.map(({ what }) => what)) },
      lessons: await office.as.merchandiser.lessons.ofOrder({ orderId: rows[0]!.orderId }),
    }
  }
  const onSqlite = await answers()
  await office.close()
  const asNumber = (text: string): number => Number(text)
  const postgres = new Kysely<Database>({
    dialect: new PGliteDialect({ pglite: new PGlite({ parsers: { 20: asNumber } }) }),
  })
  await migrate(postgres, 'postgres')
  office = await openOffice({ db: postgres })
  desk = workshopOf(office)
  expect(await answers()).toEqual(onSqlite)
})

test('an open 异常单 of a late process says why: nobody is asked for the cause, and the daily report takes it (duty 60)', async () => {
  const { ids } = await lateOrder()
  const asked = async () =>
    [
      await office.as.workshop.operations.missingCauses({}),
      (await office.as.workshop.today.list({})).rows.filter(({ kind }) => kind === 'lateWithoutCause'),
    ].map(({ length }) => length)
  expect(await asked()).toEqual([1, 1])
  const slip = await office.as.workshop.exceptions.open(
    draft({ operationId: ids[0]!, workshop: '', sinceOn: '2026-11-26', clearOn: '2026-11-28' }),
  )
  expect(await asked()).toEqual([0, 0])
  const step = async () => (await office.as.workshop.operations.board({})).rows[0]!.steps[0]!
  expect(await step()).toMatchObject({ missingCause: false, causeCode: 'machine', causeSub: '2a' })
  const open = await office.as.workshop.operations.openForReport({ workshop: '木工车间', day: '2026-11-27' })
  expect(open[0]).toMatchObject({ causeCode: 'machine', causeSub: '2a', causeNote: slip.number })
  await desk.report('2026-11-27', desk.row(ids[0]!, 5))
  expect(await step()).toMatchObject({ causeCode: 'machine', causeNote: slip.number })
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { OpenOperation } from '../../../shared/operations.ts'
import { translator } from '../../../shared/language.ts'
import { moved } from '../../lib/gridPlace.ts'
import {
  causeOptions,
  causeTyped,
  gridRows,
  isFilled,
  likeLast,
  reportRow,
  subTyped,
  type Typed,
} from './reportRows.ts'
import { refusedPieces, reportColumns } from './reportColumns.ts'

const t = translator('zh-CN')
const operation = (operationId: number, rest: Partial<OpenOperation> = {}): OpenOperation => ({
  operationId,
  noticeLineId: 1,
  noticeNumber: 'SC261122-01',
  orderNumber: 'DH261122-01',
  customer: '永兴',
  description: '餐桌',
  unit: '张',
  processName: '开料',
  workshop: '木工车间',
  rush: false,
  quantity: 20_000,
  good: 5_000,
  bad: 0,
  scrap: 0,
  previousId: null,
  passedOn: null,
  available: 15_000,
  plannedStart: '2026-11-20',
  plannedFinish: '2026-11-20',
  dueOn: '2026-11-25',
  late: false,
  lateDays: 0,
  causeCode: null,
  causeSub: '',
  causeSubName: '',
  causeNote: '',
  last: null,
  ...rest,
})
const typed = (rest: Partial<Typed>): Typed => ({
  good: null,
  bad: null,
  rework: null,
  scrap: null,
  hours: null,
  people: null,
  machine: '',
  cause: '',
  causeNote: '',
  ...rest,
})

test('a cause is typed as its number, its sign or a word of it', () => {
  expect(causeOptions('2', t).map(({ label }) => label)).toEqual(['② 设备故障'])
  expect(causeOptions('⑥', t).map(({ label }) => label)).toEqual(['⑥ 前道延误'])
  expect(causeOptions('材料', t).map(({ label }) => label)).toEqual(['③ 缺料'])
  expect(causeOptions('8', t)).toEqual([])
  expect(['② 机器设备故障', '7', '', '晚'].map(causeTyped)).toEqual(['machine', 'people', null, null])
})

test('a sub-code is typed as its number and letter, or found by its name', () => {
  const subs = [
    { code: '2a', causeCode: 'machine' as const, name: '模具', active: true },
    { code: '2b', causeCode: 'machine' as const, name: '夹具', active: true },
    { code: '3a', causeCode: 'material' as const, name: '停工待料', active: false },
  ]
  const labels = (words: string) => causeOptions(words, t, subs).map(({ label }) => label)
  expect(labels('2a')).toEqual(['②a 模具'])
  expect(labels('②B')).toEqual(['②b 夹具'])
  expect(labels('2')).toEqual(['② 设备故障', '②a 模具', '②b 夹具'])
  expect(labels('模')).toEqual(['②a 模具'])
  expect(labels('3a')).toEqual([])
  expect(['②a 模具', '2a', '② 设备故障', '②设备', ''].map(subTyped)).toEqual(['2a', '2a', '', '', ''])
  expect(causeTyped('②a 模具')).toBe('machine')
})

test('people and machine of last time stand there; hours come by a key, into rows with a quantity only', () => {
  const last = { on: '2026-11-21', hours: 8_000, people: 3, machine: '2号锯' }
  const [empty, counted, other] = gridRows(
    [operation(1, { last }), operation(2, { last }), operation(3, { last })],
    new Map([
      [2, typed({ good: 3_000, people: 4 })],
      [3, typed({ people: 5, machine: '2号锯' })],
    ]),
    t,
  )
  expect([empty!.people, empty!.machine, isFilled(empty!)]).toEqual([3, '2号锯', false])
  const took = likeLast([empty!, counted!]).rows
  expect(took[0]).toBe(empty)
  expect(took[1]).toMatchObject({ hours: 8_000, people: 4, machine: '2号锯' })
  expect(isFilled(other!)).toBe(true)
})

test('hours of last time never make a day of the same people longer than a working day', () => {
  const last = { on: '2026-11-21', hours: 6_000, people: 5, machine: '' }
  const good = typed({ good: 1_000, people: 5 })
  const eight = Array.from({ length: 8 }, (_, index) => operation(index + 1, { last }))
  const all = gridRows(eight, new Map(eight.map(({ operationId }) => [operationId, good])), t)
  const { rows, shared } = likeLast(all)
  expect([shared, rows.map(({ hours }) => hours)]).toEqual([true, Array.from({ length: 8 }, () => 1_000)])
  // what was typed stays, the others share what it leaves; other people have a day of their own
  const others = [
    operation(1, { last }),
    operation(2, { last }),
    operation(3, { last: { ...last, hours: 3_000 } }),
    operation(4, { last: { ...last, people: 2 } }),
  ]
  const mixed = gridRows(
    others,
    new Map([
      [1, typed({ good: 1_000, people: 5, hours: 5_000 })],
      [2, good],
      [3, good],
      [4, typed({ good: 1_000, people: 2 })],
    ]),
    t,
  )
  expect(likeLast(mixed).rows.map(({ hours }) => hours)).toEqual([5_000, 2_000, 1_000, 6_000])
  // one long day is as it was; and what fits is not touched
  const long = gridRows([operation(1, { last: { ...last, hours: 10_000 } })], new Map([[1, good]]), t)
  expect(likeLast(long)).toMatchObject({ shared: false, rows: [{ hours: 10_000 }] })
})

test('half a chair and what is below zero are refused in the row', () => {
  const [chair, half] = gridRows(
    [operation(1, { unit: '把' }), operation(2, { unit: '把', good: 2_500 }), operation(3, { unit: '米' })],
    new Map(),
    t,
  )
  expect(refusedPieces(2_500, chair!, t)).toBe('“把”按整数算,不能填 2.5。')
  expect(refusedPieces(-5_000, chair!, t)).toBe('不能填负数 -5。')
  expect([refusedPieces(3_000, chair!, t), refusedPieces(17_500, half!, t), refusedPieces(null, chair!, t)]).toEqual([
    null,
    null,
    null,
  ])
  const columns = reportColumns(t, [])
  for (const key of ['good', 'bad', 'rework', 'scrap', 'hours', 'people'])
    expect(columns.find((column) => column.key === key)!.refuse!(-1_000, chair!)).not.toBeNull()
})

test('a digit after another one chooses its own cause', () => {
  expect(causeOptions('41', t).map(({ label }) => label)).toEqual(causeOptions('1', t).map(({ label }) => label))
  expect(causeOptions('48', t)).toEqual([])
})

test('who types rework and scrap alone has said how many rejects there are', () => {
  const [alone, within] = gridRows(
    [operation(1), operation(2)],
    new Map([
      [1, typed({ rework: 2_000, scrap: 1_000 })],
      [2, typed({ bad: 5_000, scrap: 1_000 })],
    ]),
    t,
  )
  expect([alone, within].map((row) => reportRow(row!)).map(({ bad, rework, scrap }) => [bad, rework, scrap])).toEqual([
    [3_000, 2_000, 1_000],
    [5_000, 0, 1_000],
  ])
})

test('a row gets more to do from what is typed of the process right before it', () => {
  const rows = gridRows(
    [
      operation(1),
      operation(2, { previousId: 1, passedOn: 7_000 }),
      // 3 is done elsewhere: what is typed of 2 has not reached 4
      operation(4, { previousId: 3, passedOn: 6_000 }),
      operation(5, { noticeLineId: 2, previousId: 9, passedOn: 14_000 }),
    ],
    new Map([
      [1, typed({ good: 4_000 })],
      [2, typed({ good: 1_000 })],
    ]),
    t,
  )
  expect(rows.map((row) => [row.available, row.left])).toEqual([
    [15_000, 11_000],
    [6_000, 5_000],
    [1_000, 1_000],
    [9_000, 9_000],
  ])
})

test('what can be done counts while it is typed as it does once it is saved', () => {
  const quantities = fc.integer({ min: 0, max: 20 }).map((pieces) => pieces * 1_000)
  const chain = fc.record({ first: quantities, second: quantities, scrap: quantities })
  fc.assert(
    fc.property(chain, chain, (done, now) => {
      const at = (first: number, second: number, scrap: number): OpenOperation[] => [
        operation(1, { good: first }),
        operation(2, { good: second, scrap, previousId: 1, passedOn: first }),
      ]
      const typing = gridRows(
        at(done.first, done.second, done.scrap),
        new Map([
          [1, typed({ good: now.first })],
          [2, typed({ good: now.second, scrap: now.scrap })],
        ]),
        t,
      )
      const saved = gridRows(at(done.first + now.first, done.second + now.second, done.scrap + now.scrap), new Map(), t)
      expect(typing.map(({ left }) => left)).toEqual(saved.map(({ available }) => available))
    }),
  )
})

test('only what a hand filled in is sent', () => {
  const known = operation(1, { causeCode: 'machine', causeNote: '锯片坏' })
  const [untouched, filled, explained] = gridRows(
    [known, operation(2), operation(3)],
    new Map([
      [2, typed({ good: 3_000 })],
      [3, typed({ cause: '③ 材料没跟上' })],
    ]),
    t,
  )
  expect([untouched, filled, explained].map((row) => isFilled(row!))).toEqual([false, true, true])
  expect(reportRow(filled!)).toEqual({
    operationId: 2,
    good: 3_000,
    bad: 0,
    rework: 0,
    scrap: 0,
    hours: 0,
    people: 0,
    machine: '',
    causeCode: null,
    causeSub: '',
    causeNote: '',
  })
  expect(reportRow(explained!)).toMatchObject({ good: 0, causeCode: 'material' })
})

test('the cursor of the board stays on it', () => {
  expect(moved({ row: 0, column: 0 }, 'ArrowUp', 5, 7)).toEqual({ row: 0, column: 0 })
  expect(moved({ row: 4, column: 6 }, 'ArrowRight', 5, 7)).toEqual({ row: 4, column: 6 })
  expect(moved({ row: 1, column: 2 }, 'PageDown', 5, 7)).toEqual({ row: 4, column: 2 })
  expect(moved({ row: 1, column: 2 }, 'a', 5, 7)).toBeNull()
})

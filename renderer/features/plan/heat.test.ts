import { expect, test } from 'vitest'
import { plusDays, weekday } from '../../../shared/dates.ts'
import { translator } from '../../../shared/language.ts'
import type { AskedAnswer, Load } from '../../../shared/plan.ts'
import { answerWords, orderWords } from './askWords.ts'
import { cellOf, dayColumns, dayOfColumn, daysAcross, nextOverload, overloadedDays, weekColumns } from './heat.ts'

const days = Array.from({ length: 28 }, (_, index) => plusDays('2026-11-26', index)) // from a Thursday
const process = (load: Record<number, number>, capacity: (number | null)[]) => ({
  processId: 1,
  processName: '白茬',
  workshop: '木工车间',
  unit: '件',
  daily: 40,
  capacity,
  load: days.map((_, index) => load[index] ?? 0),
  later: 0,
})
const works = days.map((day) => weekday(day) !== 0)
const forty = works.map((each) => (each ? 40 : 0))
const load: Load = {
  days,
  works,
  processes: [
    process({ 1: 20, 2: 50, 12: 41 }, forty),
    process(
      { 0: 900 },
      days.map(() => null),
    ),
    process({ 5: 60 }, forty),
  ],
}

test('columns are days, a window at a time, or calendar weeks that begin on Monday', () => {
  expect(dayColumns(load, 0)).toHaveLength(daysAcross)
  expect(dayColumns(load, daysAcross).map(({ from }) => from)).toEqual([21, 22, 23, 24, 25, 26, 27])
  expect(weekColumns(load)).toEqual([
    { from: 0, to: 3 },
    { from: 4, to: 10 },
    { from: 11, to: 17 },
    { from: 18, to: 24 },
    { from: 25, to: 27 },
  ])
})

test('a week that is not full may still have an overloaded day, and says by how much', () => {
  expect(cellOf(load.processes[0]!, { from: 0, to: 3 })).toEqual({
    load: 70,
    capacity: 120,
    share: 58,
    overDays: 1,
    over: 10,
  })
  expect(cellOf(load.processes[1]!, { from: 0, to: 3 })).toEqual({
    load: 900,
    capacity: null,
    share: null,
    overDays: 0,
    over: 0,
  })
  expect(dayOfColumn(load, load.processes[0]!, { from: 0, to: 3 })).toBe(2)
  expect(dayOfColumn(load, load.processes[0]!, { from: 3, to: 5 })).toBe(4) // 3 is a Sunday
  expect([overloadedDays(load, weekColumns(load)), overloadedDays(load, [])]).toEqual([3, 0])
})

test('the next overload is asked for process by process, and round again', () => {
  const walk = [{ row: 0, day: 0 }]
  for (let each = 0; each < 4; each += 1) walk.push(nextOverload(load, walk.at(-1)!)!)
  expect(walk.slice(1)).toEqual([
    { row: 0, day: 2 },
    { row: 0, day: 12 },
    { row: 2, day: 5 },
    { row: 0, day: 2 },
  ])
  expect(nextOverload({ ...load, processes: [] }, { row: 0, day: 0 })).toBeNull()
})

test('the answer is a sentence for the phone', () => {
  const t = translator('zh-CN')
  const answer = (rest: Partial<AskedAnswer>): AskedAnswer => ({
    inTime: false,
    earliestOn: '2027-03-18',
    standardOn: '2027-03-10',
    bottleneck: null,
    steps: [],
    ...rest,
  })
  const full = { processName: '白茬', days: 6, fullUntil: '2027-03-12' }
  expect(answerWords(answer({ bottleneck: full }), '2027-03-15', t)).toBe(
    '3月15日交:赶不及,最早 3月18日(白茬满到 3月12日)',
  )
  expect(answerWords(answer({ bottleneck: { ...full, fullUntil: null } }), '2027-03-15', t)).toBe(
    '3月15日交:赶不及,最早 3月18日(白茬产能不够)',
  )
  expect(answerWords(answer({ bottleneck: full }), '2027-03-09', t)).toBe(
    '3月9日交:赶不及,最早 3月18日(产能全空,标准天数也要到 3月10日)',
  )
  expect(answerWords(answer({ inTime: true, earliestOn: '2027-03-14' }), '2027-03-15', t)).toBe(
    '3月15日交:赶得及,最早 3月14日',
  )
  expect(answerWords(answer({ earliestOn: null }), '2027-03-15', t)).toBe('3月15日交:270 天内排不出')
  const yes = answer({ inTime: true, earliestOn: '2027-03-14' })
  expect(orderWords([yes, yes], t)).toBe('赶得及,整单最早 3月14日 做完。')
  expect(orderWords([yes, answer({})], t)).toBe('1 行赶不及,整单最早 3月18日 做完。')
  expect(orderWords([yes, answer({ earliestOn: null })], t)).toBe('1 行在 270 天内排不出。')
})

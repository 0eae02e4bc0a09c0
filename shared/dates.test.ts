import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  dateOf,
  dayCode,
  daysBetween,
  isDateText,
  lastDayOfMonth,
  parseTypedDate,
  plusDays,
  statementPeriod,
  weekday,
} from './dates.ts'

/** The model counts days by the calendar's rule, without a clock or a time zone. */
const leap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
const lengthOf = (year: number, month: number): number =>
  [31, leap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]!
const two = (part: number): string => String(part).padStart(2, '0')
const nextDay = (date: string): string => {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number]
  if (day < lengthOf(year, month)) return `${year}-${two(month)}-${two(day + 1)}`
  return month < 12 ? `${year}-${two(month + 1)}-01` : `${year + 1}-01-01`
}
const calendar: string[] = ['2023-12-01']
while (calendar.at(-1)! < '2029-03-31') calendar.push(nextDay(calendar.at(-1)!))
const place = fc.nat(calendar.length - 1)

describe('dates', () => {
  it('without a year are the last such day where no later one is allowed', () => {
    const read = (typed: string) => parseTypedDate(typed, '2026-11-26', '2026-08-25')
    expect(['0910', '0825', '9-10', '826', '25', '26', '31', '0229', '2027-01-01'].map(read)).toEqual([
      '2025-09-10',
      '2026-08-25',
      '2025-09-10',
      '2025-08-26',
      '2026-08-25',
      '2026-07-26',
      '2026-07-31',
      '2024-02-29',
      '2027-01-01',
    ])
  })

  it('count days as the calendar does, over leap days and years', () => {
    fc.assert(
      fc.property(place, place, (from, to) => {
        expect(plusDays(calendar[from]!, to - from)).toBe(calendar[to])
        expect(daysBetween(calendar[from]!, calendar[to]!)).toBe(to - from)
        expect((weekday(calendar[to]!) - weekday(calendar[from]!) + 7 * calendar.length) % 7).toBe(
          (to - from + 7 * calendar.length) % 7,
        )
      }),
      { numRuns: 2000 },
    )
    expect(weekday('2026-11-22')).toBe(0)
  })

  it('know what is a date', () => {
    for (const date of calendar) expect(isDateText(date)).toBe(true)
    for (const no of [
      '2026-02-29',
      '2026-13-01',
      '2026-00-10',
      '2026-11-31',
      '26-11-22',
      '2026-1-2',
      '2026/11/22',
      '',
      '2026-11-22T00:00',
      ' 2026-11-22',
      // days a file or a hand gives that no office means
      '1900-01-01',
      '1989-12-31',
      '2200-01-01',
    ])
      expect([no, isDateText(no)]).toEqual([no, false])
  })

  it('are those of the clock on the wall of this PC', () => {
    expect(dateOf(new Date(2026, 10, 22, 0, 0, 1))).toBe('2026-11-22')
    expect(dateOf(new Date(2026, 10, 22, 23, 59, 59))).toBe('2026-11-22')
    expect(dayCode('2026-11-22')).toBe('261122')
  })

  it('months end where they end', () => {
    for (const date of calendar) {
      const month = date.slice(0, 7)
      expect(lastDayOfMonth(month)).toBe(`${month}-${two(lengthOf(Number(month.slice(0, 4)), Number(month.slice(5))))}`)
    }
  })
})

describe('periods of statements', () => {
  it('follow each other without a gap or an overlap, whatever the cut-off day', () => {
    for (let cutoff = 0; cutoff <= 31; cutoff++) {
      let before: string | null = null
      for (const month of new Set(calendar.slice(31, -31).map((date) => date.slice(0, 7)))) {
        const { from, to } = statementPeriod(month, cutoff)
        if (before !== null) expect([cutoff, month, from]).toEqual([cutoff, month, nextDay(before)])
        expect(to.slice(0, 7)).toBe(month)
        before = to
      }
    }
  })

  it('the 25th: from the 26th of the month before; the 31st ends with the month', () => {
    expect(statementPeriod('2026-11', 25)).toEqual({ from: '2026-10-26', to: '2026-11-25' })
    expect(statementPeriod('2026-02', 31)).toEqual({ from: '2026-02-01', to: '2026-02-28' })
    expect(statementPeriod('2026-03', 30)).toEqual({ from: '2026-03-01', to: '2026-03-30' })
    expect(statementPeriod('2026-01', 0)).toEqual({ from: '2026-01-01', to: '2026-01-31' })
  })
})

describe('what hands type for a date', () => {
  it('is understood in every form', () => {
    const typed: [string, string | null][] = [
      ['1205', '2026-12-05'],
      ['12-5', '2026-12-05'],
      ['12.5', '2026-12-05'],
      ['12/5', '2026-12-05'],
      ['12月5日', '2026-12-05'],
      ['261205', '2026-12-05'],
      ['20261205', '2026-12-05'],
      ['2026-12-05', '2026-12-05'],
      ['2026年12月5号', '2026-12-05'],
      ['１２０５', '2026-12-05'],
      ['25', '2026-11-25'],
      ['5', '2026-12-05'],
      ['0105', '2027-01-05'],
      ['105', '2027-01-05'],
      ['1101', '2026-11-01'],
      ['0230', null],
      ['1332', null],
      ['32', null],
      ['', null],
      ['明天', null],
      ['2026-12-5-1', null],
    ]
    expect(typed.map(([text]) => [text, parseTypedDate(text, '2026-11-22')])).toEqual(typed)
  })

  it('written out in full is always that very day', () => {
    fc.assert(
      fc.property(place, place, (today, meant) => {
        const date = calendar[meant]!
        for (const text of [
          date,
          date.replaceAll('-', ''),
          date.slice(2).replaceAll('-', ''),
          date.replaceAll('-', '/'),
        ])
          expect([text, parseTypedDate(text, calendar[today]!)]).toEqual([text, date])
      }),
      { numRuns: 500 },
    )
  })

  it('without a year is the next such day, or one of the last thirty', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 31, max: calendar.length - 400 }),
        fc.integer({ min: -30, max: 300 }),
        (today, away) => {
          const date = calendar[today + away]!
          expect(parseTypedDate(`${date.slice(5, 7)}${date.slice(8)}`, calendar[today]!)).toBe(date)
        },
      ),
      { numRuns: 1000 },
    )
  })

  it('never becomes a day that does not exist', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9./-]{0,10}$/), place, (text, today) => {
        const date = parseTypedDate(text, calendar[today]!)
        expect(date === null || isDateText(date)).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })
})

import { format } from 'date-fns/format'

/** `YYYY-MM-DD`, the only form a date has in the database and over the bridge. */
export type DateText = string

// Calendar dates are counted in UTC, where every day has 24 hours; only `dateOf` looks at this PC's clock.
const read = (date: DateText): Date => new Date(`${date}T00:00:00Z`)
const write = (date: Date): DateText => date.toISOString().slice(0, 10)

/** A day an office may mean, from 1990 to 2199: a slip of the hand or of a file like 0206-11-22 or 1900-01-01 is none. */
export const isDateText = (text: string): boolean => {
  // asked for every date of every row that is read, so it only counts
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  if (!parts) return false
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])]
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  const last = month === 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31
  return year >= 1990 && year < 2200 && month >= 1 && month <= 12 && day >= 1 && day <= last
}
/** The calendar date of an instant on this PC's clock. */
export const dateOf = (instant: Date): DateText => format(instant, 'yyyy-MM-dd')
export const plusDays = (date: DateText, days: number): DateText =>
  write(new Date(read(date).getTime() + days * 86_400_000))
/** Calendar days from `from` to `to`; negative when `to` is earlier. */
export const daysBetween = (from: DateText, to: DateText): number =>
  Math.round((read(to).getTime() - read(from).getTime()) / 86_400_000)
/** 0 is Sunday. */
export const weekday = (date: DateText): number => read(date).getUTCDay()
/** `261122` of 2026-11-22, the day part of a paper's number. */
export const dayCode = (date: DateText): string => date.slice(2).replaceAll('-', '')
export const lastDayOfMonth = (month: string): DateText => plusDays(`${plusDays(`${month}-01`, 31).slice(0, 7)}-01`, -1)

/**
 * The period of a statement that ends in `month` (`YYYY-MM`): up to the customer's cut-off day
 * (25 = 26th of the month before to the 25th; 0 = whole calendar month).
 */
export const statementPeriod = (month: string, cutoffDay: number): { from: DateText; to: DateText } => {
  if (cutoffDay === 0) return { from: `${month}-01`, to: lastDayOfMonth(month) }
  const cut = (of: string): DateText => {
    const last = lastDayOfMonth(of)
    const day = `${of}-${String(cutoffDay).padStart(2, '0')}`
    return day < last ? day : last
  }
  const before = plusDays(`${month}-01`, -1).slice(0, 7)
  return { from: plusDays(cut(before), 1), to: cut(month) }
}

/**
 * What a hand types for a date: `1205`, `12-5`, `12.5`, `12/5`, `261205`, `20261205`, `2026-12-05`, `5` (day).
 * Without a year the next such date from `today` on is meant; where no day after `latest` is allowed (old papers, a day
 * of the books), the last such date up to it. Null when it is no date.
 */
export const parseTypedDate = (typed: string, today: DateText, latest: DateText | null = null): DateText | null => {
  const text = typed
    .trim()
    .replace(/[０-９]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replace(/[年月./／。]/g, '-')
    .replace(/[日号]/g, '')
  const digits = /^\d+$/.test(text)
  const parts = text.split('-').filter(Boolean)
  const build = (year: string, month: string, day: string): DateText | null => {
    const date = `${year.length === 2 ? `20${year}` : year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
    return isDateText(date) ? date : null
  }
  const nearestYear = (month: string, day: string): DateText | null => {
    const year = Number((latest ?? today).slice(0, 4))
    if (latest !== null)
      return (
        // 29 February is at most eight years back
        [0, 1, 2, 3, 4, 5, 6, 7, 8]
          .map((back) => build(String(year - back), month, day))
          .find((date) => date !== null && date <= latest) ?? null
      )
    // 30 days of grace: on 2026-12-10 `1205` means five days ago, `0105` next January; on 2027-01-02 `1231` two days ago
    const years = [year - 1, year, year + 1].map((each) => build(String(each), month, day))
    return years.find((date) => date !== null && daysBetween(date, today) <= 30) ?? null
  }
  if (digits && text.length === 8) return build(text.slice(0, 4), text.slice(4, 6), text.slice(6))
  if (digits && text.length === 6) return build(text.slice(0, 2), text.slice(2, 4), text.slice(4))
  if (digits && (text.length === 4 || text.length === 3)) return nearestYear(text.slice(0, -2), text.slice(-2))
  if (digits && text.length <= 2) {
    if (latest !== null)
      return (
        [latest, plusDays(`${latest.slice(0, 7)}-01`, -1), plusDays(`${latest.slice(0, 7)}-01`, -40)]
          .map((of) => build(of.slice(0, 4), of.slice(5, 7), text))
          .find((date) => date !== null && date <= latest) ?? null
      )
    const thisMonth = build(today.slice(0, 4), today.slice(5, 7), text)
    if (thisMonth && thisMonth >= today) return thisMonth
    const next = plusDays(`${today.slice(0, 7)}-28`, 7)
    return build(next.slice(0, 4), next.slice(5, 7), text)
  }
  if (parts.length === 3) return build(parts[0]!, parts[1]!, parts[2]!)
  if (parts.length === 2) return nearestYear(parts[0]!, parts[1]!)
  return null
}

/** A day no paper of this office means: a slip of the hand would put it into another century. */
export const isFarDay = (day: string, today: string): boolean =>
  day < plusDays(today, -730) || day > plusDays(today, 1830)

import { dayCode } from '../../../shared/dates.ts'
import type { Finding } from '../../../shared/monthEnd.ts'
import type { Context } from '../../context.ts'
import type { PaperKind } from '../../db/numbering.ts'

type Reader = Pick<Context, 'db'>
interface Days {
  from: string
  to: string
}

/** Series → the table its numbers stand in. A new series does not compile until it has its line. */
const tables = {
  DH: 'orders',
  SC: 'notices',
  XS: 'deliveryNotes',
  TH: 'deliveryNotes',
  BJ: 'deliveryNotes',
  HH: 'deliveryNotes',
  SK: 'receipts',
  DZ: 'statements',
  TZ: 'adjustments',
  BG: 'orderChanges',
  BJD: 'quotations',
  FP: 'allocations',
  ZJ: 'inspections',
  YC: 'exceptions',
  CG: 'purchases',
  LL: 'materialMoves',
  TL: 'materialMoves',
  WX: 'outsideSlips',
  PC: 'trucks',
  JK: 'codHandovers',
  GD: 'archiveBatches',
  YJ: 'monthHandovers',
  TS: 'complaints',
  SW: 'registerEntries',
  FW: 'registerEntries',
} as const satisfies Record<PaperKind, string>

const gap = (number: string, on: string): Finding => ({ id: 0, number, customer: '', on, text: '', fen: 0 })

/** Numbers that were given out and are on no paper (漏号): the counter of each day against the papers there are. */
export const numberGaps = async (ctx: Reader, { from, to }: Days): Promise<Finding[]> => {
  const series = await ctx.db
    .selectFrom('numberSeries')
    .selectAll()
    .where('day', '>=', from)
    .where('day', '<=', to)
    .orderBy('day')
    .orderBy('kind')
    .execute()
  const gaps: Finding[] = []
  for (const [kind, days] of Map.groupBy(series, (each) => each.kind)) {
    if (!Object.hasOwn(tables, kind)) continue
    const known = await ctx.db
      .selectFrom(tables[kind as PaperKind])
      .select('number')
      .where('number', '>=', `${kind}${dayCode(from)}`)
      .where('number', '<=', `${kind}${dayCode(to)}~`)
      .execute()
    const numbers = new Set(known.map(({ number }) => number))
    // a 补件单 has its number before its note does
    if (kind === 'BJ')
      for (const { number } of await ctx.db.selectFrom('replacements').select('number').execute()) numbers.add(number)
    for (const { day, last } of days)
      for (let n = 1; n <= last; n++) {
        const number = `${kind}${dayCode(day)}-${String(n).padStart(2, '0')}`
        if (!numbers.has(number)) gaps.push(gap(number, day))
      }
  }
  return gaps.toSorted((one, other) => (`${one.on} ${one.number}` < `${other.on} ${other.number}` ? -1 : 1))
}

/** At most so many skipped numbers are told one by one: a typing mistake of a digit leaves millions. */
const mostGaps = 1000

/** Red serial numbers of pre-printed forms that were skipped between the first and the last of the days. */
export const serialGaps = async (ctx: Reader, { from, to }: Days): Promise<Finding[]> => {
  const typed = await ctx.db
    .selectFrom('deliveryNotes')
    .select('serial')
    .where('deliveryOn', '>=', from)
    .where('deliveryOn', '<=', to)
    .where('serial', '<>', '')
    .execute()
  const parts = typed.map(({ serial }) => /^(\D*)(\d{1,12})$/.exec(serial)).filter((match) => match !== null)
  const gaps: Finding[] = []
  for (const [prefix, group] of Map.groupBy(parts, (match) => match[1]!)) {
    const numbers = [...new Set(group.map((match) => Number(match[2])))].sort((a, b) => a - b)
    for (let i = 1; i < numbers.length && gaps.length < mostGaps; i++)
      for (let missing = numbers[i - 1]! + 1; missing < numbers[i]! && gaps.length < mostGaps; missing++)
        gaps.push(gap(`${prefix}${String(missing).padStart(group[0]![2]!.length, '0')}`, ''))
  }
  return gaps
}

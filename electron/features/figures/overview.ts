import type { Output } from '../../../shared/contract.ts'
import {
  type CauseSum,
  type figures,
  type FigureFilter,
  type FigureRow,
  noSums,
  type NoteSum,
} from '../../../shared/figures.ts'
import { lateDaysOf } from '../../../shared/operationPlan.ts'
import type { CauseCode } from '../../../shared/operations.ts'
import type { Context } from '../../context.ts'
import { missedIn, plannedSums, spanOf } from './planned.ts'
import { reportedSums } from './reported.ts'

type Sums<R> = { [K in keyof R]: R[K] extends string ? string : number }

/** Both halves of the month, the plan and the reports, by workshop and process in the order the work passes them. */
const rowsOf = async (ctx: Context, filter: FigureFilter, span: { from: string; to: string }): Promise<FigureRow[]> => {
  const rows = new Map<string, FigureRow & { sequence: number }>()
  const take = (
    found: readonly Sums<Partial<FigureRow> & { workshop: string; processName: string; sequence: number }>[],
  ) => {
    for (const { workshop, processName, sequence, ...sums } of found) {
      const key = JSON.stringify([workshop, processName])
      const known = rows.get(key) ?? { workshop, processName, sequence: Number(sequence), ...noSums }
      const numbers = Object.fromEntries(Object.entries(sums).map(([name, value]) => [name, Number(value)]))
      rows.set(key, { ...known, ...numbers, sequence: Math.min(known.sequence, Number(sequence)) })
    }
  }
  take(await plannedSums(ctx, filter, span))
  take(await reportedSums(ctx, filter, span))
  return [...rows.values()]
    .toSorted((one, other) => one.sequence - other.sequence || (one.processName < other.processName ? -1 : 1))
    .map(({ sequence: _, ...row }) => row)
}

/** 生产月报: the sums every rate of the month is made of (duties 52, 53), and the workshops that have any. */
export const overview = async (ctx: Context, filter: FigureFilter): Promise<Output<typeof figures.overview>> => {
  const span = spanOf(ctx, filter.month)
  if (!span) return { through: null, rows: [], workshops: [] }
  const all = await rowsOf(ctx, { ...filter, workshop: null }, span)
  return {
    through: span.to,
    rows: filter.workshop === null ? all : all.filter(({ workshop }) => workshop === filter.workshop),
    workshops: [...new Set(all.map(({ workshop }) => workshop))],
  }
}

interface Late {
  plannedFinish: string
  finishedOn: string | null
  operations: number
}
/** Days are counted where dates are: rows that share their two days come as one, with how many they are. */
const daysOf = (ctx: Context, late: Late): number => lateDaysOf(late, ctx.today) * Number(late.operations)

/** What was due in the month and missed, by cause (duties 60, 62). Together as many as the figures of the plan miss. */
export const causes = async (ctx: Context, filter: FigureFilter): Promise<CauseSum[]> => {
  const span = spanOf(ctx, filter.month)
  if (!span) return []
  const found = await missedIn(ctx, filter, span)
    .select(({ fn }) => [
      'operations.causeCode',
      'operations.plannedFinish',
      'operations.finishedOn',
      fn.countAll<number>().as('operations'),
    ])
    .groupBy(['operations.causeCode', 'operations.plannedFinish', 'operations.finishedOn'])
    .execute()
  return [...Map.groupBy(found, ({ causeCode }) => causeCode)].map(([causeCode, own]) => ({
    causeCode: causeCode as CauseCode | null,
    operations: own.reduce((sum, { operations }) => sum + Number(operations), 0),
    days: own.reduce((sum, each) => sum + daysOf(ctx, each), 0),
  }))
}

/** At most this many details of one cause are told apart. */
const mostNotes = 100

/** One cause in detail, the most frequent first (duty 61): its sub-codes, and the words where no sub-code was given. */
export const notes = async (
  ctx: Context,
  { cause, ...filter }: FigureFilter & { cause: CauseCode | 'none' },
): Promise<NoteSum[]> => {
  const span = spanOf(ctx, filter.month)
  if (!span) return []
  const found = await missedIn(ctx, filter, span)
    .leftJoin('subCodes', 'subCodes.code', 'operations.causeSub')
    .where('operations.causeCode', cause === 'none' ? 'is' : '=', cause === 'none' ? null : cause)
    .select(({ fn }) => [
      'operations.causeSub',
      'subCodes.name as subName',
      'operations.causeNote',
      'operations.plannedFinish',
      'operations.finishedOn',
      fn.countAll<number>().as('operations'),
    ])
    .groupBy([
      'operations.causeSub',
      'subCodes.name',
      'operations.causeNote',
      'operations.plannedFinish',
      'operations.finishedOn',
    ])
    .execute()
  const detailOf = ({ causeSub, causeNote }: (typeof found)[number]): string =>
    JSON.stringify(causeSub === '' ? ['', causeNote] : [causeSub, ''])
  return [...Map.groupBy(found, detailOf).values()]
    .map((own) => ({
      sub: own[0]!.causeSub,
      subName: own[0]!.subName ?? '',
      note: own[0]!.causeSub === '' ? own[0]!.causeNote : '',
      operations: own.reduce((sum, { operations }) => sum + Number(operations), 0),
      days: own.reduce((sum, each) => sum + daysOf(ctx, each), 0),
    }))
    .toSorted(
      (one, other) =>
        other.operations - one.operations ||
        other.days - one.days ||
        (`${one.sub} ${one.note}` < `${other.sub} ${other.note}` ? -1 : 1),
    )
    .slice(0, mostNotes)
}

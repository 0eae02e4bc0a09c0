import type { z } from 'zod'
import { cellsOf, type ImportCounts, type RowPlan } from '../../../shared/imports.ts'
import { type OpeningDraft, type OpeningField, type openings, planOpenings } from '../../../shared/openings.ts'
import type { Context } from '../../context.ts'
import { insertMany } from '../../db/batches.ts'
import { cellsNamed, findInPieces, holdToExpected, recordImport } from '../imports.ts'
import { bookToKeep, touchBook } from './books.ts'

type Table = Pick<z.output<typeof openings.import.input>, 'fields' | 'rows'>
type Plan = RowPlan<OpeningField, OpeningDraft>[]

/** Customers by whatever name the old books had for them. */
const customersNamed = async (ctx: Context, names: readonly string[]) => {
  const columns = ['id', 'code', 'name', 'shortName', 'statementName'] as const
  const found = await findInPieces(names, (some) =>
    ctx.db
      .selectFrom('customers')
      .select(columns)
      .where(({ or, eb }) =>
        or([
          eb('code', 'in', some),
          eb('name', 'in', some),
          eb('shortName', 'in', some),
          eb('statementName', 'in', some),
        ]),
      )
      .execute(),
  )
  const byName = new Map<string, Map<number, { id: number; shortName: string }>>()
  for (const { id, shortName, ...names } of found)
    for (const name of [names.code, names.name, names.statementName, shortName]) {
      if (name === '') continue
      const own = byName.get(name) ?? new Map<number, { id: number; shortName: string }>()
      byName.set(name, own.set(id, { id, shortName }))
    }
  return (name: string) => {
    const own = [...(byName.get(name)?.values() ?? [])]
    return own.length === 0 ? ('none' as const) : own.length > 1 ? ('several' as const) : own[0]!
  }
}

/** What becomes of every row, against the book and the customers as they are now. */
export const planImport = async (ctx: Context, { fields, rows }: Table): Promise<Plan> => {
  const book = await bookToKeep(ctx)
  const cells = cellsOf(fields, rows)
  const customerOf = await customersNamed(ctx, cellsNamed(cells, 'customer'))
  const known = await findInPieces(cellsNamed(cells, 'number'), (numbers) =>
    ctx.db
      .selectFrom('openingNotes')
      .leftJoin('adjustments', 'adjustments.id', 'openingNotes.adjustmentId')
      .select([
        'openingNotes.id',
        'openingNotes.customerId',
        'openingNotes.number',
        'noteOn',
        'customerPo',
        'openingNotes.amountFen',
        'remark',
        'adjustmentId',
        'openingNotes.version',
      ])
      .where('openingNotes.number', 'in', numbers)
      .where('openingNotes.reversedAt', 'is', null)
      .where('adjustments.voidedAt', 'is', null)
      .execute(),
  )
  const byKey = new Map(known.map((row) => [`${row.customerId} ${row.number}`, row]))
  return planOpenings(cells, {
    switchOn: book.switchOn,
    today: ctx.today,
    customerOf,
    noteOf: (customerId, number) => {
      const row = byKey.get(`${customerId} ${number}`)
      return row && { ...row, locked: row.adjustmentId !== null }
    },
  })
}

/** Writes what the plan adds and changes into the open book. */
export const writeImport = async (
  ctx: Context,
  plan: Plan,
  fileName: string,
  expected: { added: number; changed: number } | null,
  counts: ImportCounts,
): Promise<ImportCounts> => {
  holdToExpected(counts, expected)
  const book = await bookToKeep(ctx)
  const rows = plan
    .flatMap(({ draft }) => (draft === null ? [] : [draft]))
    .map(({ version, ...draft }) => ({
      ...draft,
      bookId: book.id,
      keyedBy: ctx.user.id,
      keyedAt: ctx.now,
      version: version + 1,
    }))
  await insertMany(
    ctx.db,
    'openingNotes',
    rows.filter(({ id }) => id === null).map(({ id: _id, ...row }) => row),
  )
  await insertMany(
    ctx.db,
    'openingNotes',
    rows.flatMap(({ id, ...row }) => (id === null ? [] : [{ ...row, id }])),
    { replaceBy: 'id' },
  )
  await touchBook(ctx, book.id)
  recordImport(ctx, 'openingNotes', fileName, plan)
  return counts
}

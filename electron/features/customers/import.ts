import type { z } from 'zod'
import { planCustomers } from '../../../shared/customerImport.ts'
import type { Customer, CustomerDraft, CustomerField, customers } from '../../../shared/customers.ts'
import { cellsOf, type ImportCounts, type RowPlan } from '../../../shared/imports.ts'
import { may } from '../../../shared/permissions.ts'
import type { Context } from '../../context.ts'
import { insertMany } from '../../db/batches.ts'
import { setManySearchTerms } from '../../db/search.ts'
import { initialsOf } from '../../pinyin.ts'
import { cellsNamed, findInPieces, holdToExpected, recordImport } from '../imports.ts'
import { customerTerms } from './terms.ts'

type Table = Pick<z.output<typeof customers.import.input>, 'fields' | 'rows'>
type Plan = RowPlan<CustomerField, CustomerDraft>[]

/** What becomes of every row, against the customers as they are now. */
export const planImport = async (ctx: Context, { fields, rows }: Table): Promise<Plan> => {
  const cells = cellsOf(fields, rows)
  const all = ctx.db.selectFrom('customers').selectAll()
  const byCode = await findInPieces(cellsNamed(cells, 'code'), (codes) => all.where('code', 'in', codes).execute())
  const byName = await findInPieces(cellsNamed(cells, 'name'), (names) => all.where('name', 'in', names).execute())
  const found = new Map([...byCode, ...byName].map((row) => [row.id, { ...row, active: row.active === 1 } as Customer]))
  const { total } = await ctx.db
    .selectFrom('customers')
    .select(({ fn }) => fn.countAll().as('total'))
    .executeTakeFirstOrThrow()
  return planCustomers(cells, {
    customers: [...found.values()],
    total: Number(total),
    mayLoosen: may(ctx.user.role, 'gates.override'),
    initialsOf,
  })
}

/** Writes what the plan adds and changes, in few statements however many rows there are. */
export const writeImport = async (
  ctx: Context,
  plan: Plan,
  fileName: string,
  expected: { added: number; changed: number } | null,
  counts: ImportCounts,
): Promise<ImportCounts> => {
  holdToExpected(counts, expected)
  const rows = plan
    .flatMap(({ draft }) => (draft === null ? [] : [draft]))
    .map((draft) => ({
      ...draft,
      initials: draft.initials.toLowerCase(),
      active: draft.active ? (1 as const) : (0 as const),
      version: draft.version + 1,
    }))
  const fresh = rows.filter(({ id }) => id === null).map(({ id: _id, ...row }) => row)
  const known = rows.flatMap(({ id, ...row }) => (id === null ? [] : [{ ...row, id }]))
  const added = await insertMany(ctx.db, 'customers', fresh, { returning: ['id', 'code'] })
  await insertMany(ctx.db, 'customers', known, { replaceBy: 'id' })
  const ids = new Map(added.map(({ id, code }) => [String(code), Number(id)]))
  await setManySearchTerms(ctx, 'customer', [
    ...fresh.map((row) => {
      const id = ids.get(row.code)!
      return { rowId: id, customerId: id, fresh: true, terms: customerTerms(row) }
    }),
    ...known.map((row) => ({ rowId: row.id, customerId: row.id, terms: customerTerms(row) })),
  ])
  recordImport(ctx, 'customers', fileName, plan)
  return counts
}

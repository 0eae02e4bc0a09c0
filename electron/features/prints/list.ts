import type { z } from 'zod'
import { may, type Role } from '../../../shared/permissions.ts'
import { paperFacts, type PrintRow, type prints, type PrintTarget } from '../../../shared/prints.ts'
import { refuse } from '../../../shared/refusals.ts'
import { printable, type Printable } from '../../../shared/shell.ts'
import type { Context } from '../../context.ts'

const papers = Object.keys(printable) as Printable[]

/** The papers a role may make, and so may see the prints of. */
export const printedPapers = (role: Role): Printable[] =>
  papers.filter((paper) => may(role, paperFacts[paper].permission))

const rows = (ctx: Context) =>
  ctx.db
    .selectFrom('prints')
    .innerJoin('users', 'users.id', 'prints.userId')
    .selectAll('prints')
    .select('users.name as by')

type Found = Awaited<ReturnType<ReturnType<typeof rows>['execute']>>[number]

const rowOf = (ctx: Context, row: Found): PrintRow => {
  const { orderId: _, userId: __, exactSha256: ___, target, ...facts } = row
  const priced = row.priced === 1
  return {
    ...facts,
    paper: row.paper as Printable,
    document: row.document as PrintRow['document'],
    to: target as PrintTarget,
    version: Number(row.version),
    priced,
    open: !priced || may(ctx.user.role, 'prices.read'),
  }
}

/** The first moment of a day on this PC's clock, days from it. */
const startOf = (day: string, daysOn = 0): string => {
  const moment = new Date(`${day}T00:00:00`)
  moment.setDate(moment.getDate() + daysOn)
  return moment.toISOString()
}

type Asked = z.output<typeof prints.list.input>

/** Of the table alone, so that counting needs no join. */
const wantedOf = (ctx: Context, { paper, document, documentId, from, till, personId, number }: Asked) => {
  const allowed = printedPapers(ctx.user.role)
  const start = number.toUpperCase().replaceAll(/[%_\\]/g, '')
  return ctx.db
    .selectFrom('prints')
    .$if(allowed.length < papers.length, (some) => some.where('prints.paper', 'in', allowed))
    .$if(paper !== null, (some) => some.where('prints.paper', '=', paper!))
    .$if(document !== null, (some) => some.where('document', '=', document!).where('documentId', '=', documentId))
    .$if(from !== null, (some) => some.where('prints.at', '>=', startOf(from!)))
    .$if(till !== null, (some) => some.where('prints.at', '<', startOf(till!, 1)))
    .$if(personId !== null, (some) => some.where('prints.userId', '=', personId!))
    .$if(start !== '', (some) => some.where('number', 'like', `${start}%`))
}

export const listPrints = async (ctx: Context, asked: Asked): Promise<{ rows: PrintRow[]; total: number }> => {
  const wanted = wantedOf(ctx, asked)
  const { total } = await wanted.select(({ fn }) => fn.countAll().as('total')).executeTakeFirstOrThrow()
  const page = await wanted
    .innerJoin('users', 'users.id', 'prints.userId')
    .selectAll('prints')
    .select('users.name as by')
    .orderBy('prints.at', 'desc')
    .orderBy('prints.id', 'desc')
    .limit(asked.limit)
    .offset(asked.offset)
    .execute()
  return { rows: page.map((row) => rowOf(ctx, row)), total: Number(total) }
}

export const readPrint = async (ctx: Context, { id }: { id: number }): Promise<PrintRow> => {
  const row = await rows(ctx)
    .where('prints.id', '=', id)
    .where('paper', 'in', printedPapers(ctx.user.role))
    .executeTakeFirst()
  if (!row) throw refuse('app.notFound')
  return rowOf(ctx, row)
}

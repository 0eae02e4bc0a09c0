import { sql } from 'kysely'
import type { z } from 'zod'
import { amountInWords } from '../../../shared/amountInWords.ts'
import { dateOf } from '../../../shared/dates.ts'
import { type InvoicedState, invoicedStateOf } from '../../../shared/invoicedStates.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { RowKind } from '../../../shared/statementAccount.ts'
import { statementDueOn } from '../../../shared/statementDisputes.ts'
import {
  deriveStatementState,
  type Statement,
  type StatementData,
  type StatementLine,
  type StatementRow,
} from '../../../shared/statements.ts'
import { sheetShapeOf } from '../../../shared/statementSheet.ts'
import type { Context } from '../../context.ts'
import { inPieces } from '../../db/batches.ts'
import { paymentText } from '../deliveries/paper.ts'
import { invoicedFen, invoicedOfAdjustment } from '../invoices.ts'
import { uninvoicedUntil } from '../invoices/open.ts'
import { layoutFor } from '../layouts/read.ts'
import { readCompany, readOffice } from '../settings.ts'

export const statementRows = (ctx: Pick<Context, 'db'>) =>
  ctx.db
    .selectFrom('statements')
    .innerJoin('customers', 'customers.id', 'statements.customerId')
    .innerJoin('users', 'users.id', 'statements.madeBy')
    .leftJoin('signBacks', (join) =>
      join
        .onRef('signBacks.documentId', '=', 'statements.id')
        .on('signBacks.kind', '=', 'statement')
        .on('signBacks.state', '<>', 'cancelled'),
    )

export const statementColumns = [
  'statements.id',
  'statements.number',
  'statements.customerId',
  'customers.shortName as customer',
  'statements.periodFrom',
  'statements.periodTo',
  'statements.openingFen',
  'statements.chargesFen',
  'statements.returnsFen',
  'statements.deductionsFen',
  'statements.receiptsFen',
  'statements.closingFen',
  'statements.printed',
  'statements.madeAt',
  'statements.version',
  'statements.voidedAt',
  'signBacks.state as signBack',
  'signBacks.settledAt as disputeSettledAt',
  'statements.disputeFen',
  'statements.disputeHow',
] as const

/** Confirmed money that stands in no statement up to this one and is not set against an order still to come: what makes a signed statement 已收清. */
export const receivedSinceFen = sql<number>`coalesce((select sum(r."amountFen" - coalesce((select sum(a."amountFen") from "receiptAllocations" a where a."receiptId" = r."id" and a."orderId" is not null), 0)) from "receipts" r where r."customerId" = "statements"."customerId" and r."confirmedAt" is not null and r."voidedAt" is null and r."reversalId" is null
  and not exists (select 1 from "statementRows" w join "statements" s on s."id" = w."statementId" where w."sourceKey" = 'receipt:' || r."id" and s."periodTo" <= "statements"."periodTo")), 0)`
export const receivedSince = receivedSinceFen.as('receivedSinceFen')

/** Since when the period is locked: this statement, or a later one of the customer, was signed or its dispute settled. */
const lockedAt = sql<
  string | null
>`case when "statements"."voidedAt" is null then (select min(coalesce(l."settledAt", l."returnedAt"))
  from "statements" n join "signBacks" l on l."kind" = 'statement' and l."documentId" = n."id"
  where n."customerId" = "statements"."customerId" and n."voidedAt" is null and n."periodTo" >= "statements"."periodTo"
  and (l."state" = 'same' or (l."state" = 'different' and l."settledAt" is not null))) end`

export const withState = <
  T extends {
    voidedAt: string | null
    signBack: string | null
    closingFen: number
    receivedSinceFen: number
    disputeSettledAt: string | null
    disputeFen: number
  },
>({
  voidedAt,
  signBack,
  receivedSinceFen,
  disputeSettledAt,
  disputeFen,
  ...row
}: T) => ({
  ...row,
  state: deriveStatementState({
    voided: voidedAt !== null,
    signBack: (signBack ?? 'none') as 'none',
    settled: disputeSettledAt !== null,
    closingFen: row.closingFen + disputeFen,
    receivedSinceFen: Number(receivedSinceFen),
  }),
})

type StoredLine = Omit<StatementLine, 'invoiced' | 'deliveryLineId'> & { sourceKey: string | null; sequence?: number }

/** Each row with how far its note or charge is invoiced today, and which note line it is. */
export const withInvoiced = async (ctx: Pick<Context, 'db'>, rows: readonly StoredLine[]): Promise<StatementLine[]> => {
  const idsOf = (word: string): number[] => [
    ...new Set(
      rows.flatMap(({ sourceKey }) => (sourceKey?.startsWith(`${word}:`) ? [Number(sourceKey.split(':')[1])] : [])),
    ),
  ]
  const states = new Map<string, InvoicedState>()
  for (const ids of inPieces(idsOf('note')))
    for (const note of await ctx.db
      .selectFrom('deliveryNotes')
      .select(['id', 'totalFen', invoicedFen.as('invoicedFen')])
      .where('id', 'in', ids)
      .execute())
      states.set(`note:${note.id}`, invoicedStateOf(note.totalFen, Number(note.invoicedFen)))
  for (const ids of inPieces(idsOf('adjustment')))
    for (const charge of await ctx.db
      .selectFrom('adjustments')
      .select(['id', 'amountFen', invoicedOfAdjustment.as('invoicedFen')])
      .where('id', 'in', ids)
      .execute())
      states.set(`adjustment:${charge.id}`, invoicedStateOf(charge.amountFen, Number(charge.invoicedFen)))
  return rows.map(({ sourceKey, sequence: _sequence, ...row }) => {
    const [word, id, lineId] = (sourceKey ?? '').split(':')
    return {
      ...row,
      invoiced: row.amountFen === 0 ? 'nothing' : (states.get(`${word}:${id}`) ?? 'nothing'),
      deliveryLineId: word === 'note' ? Number(lineId) : null,
    }
  })
}

export const readStatement = async (ctx: Pick<Context, 'db'>, id: number): Promise<Statement> => {
  const row = await statementRows(ctx)
    .select([
      ...statementColumns,
      receivedSince,
      'users.name as madeBy',
      'signBacks.difference',
      'signBacks.differenceFen',
      'statements.voidReason',
      lockedAt.as('lockedAt'),
    ])
    .where('statements.id', '=', id)
    .executeTakeFirst()
  if (!row) throw refuse('app.notFound')
  const lines = await ctx.db
    .selectFrom('statementRows')
    .select([
      'sourceKey',
      'on',
      'kind',
      'documentNumber',
      'code',
      'customerPo',
      'description',
      'unit',
      'quantity',
      'priceMicros',
      'amountFen',
      'receivedFen',
      'balanceFen',
      'unsigned',
      'remark',
    ])
    .where('statementId', '=', id)
    .where('kind', '<>', 'opening')
    .orderBy('sequence')
    .execute()
  return {
    ...withState(row),
    lines: await withInvoiced(
      ctx,
      lines.map((line) => ({ ...line, kind: line.kind as RowKind, unsigned: line.unsigned === 1 })),
    ),
  } as Statement
}

const awaitedUntil = async (ctx: Pick<Context, 'db'>, statementId: number): Promise<string | null> => {
  const copy = await ctx.db
    .selectFrom('signBacks')
    .select('dueOn')
    .where('kind', '=', 'statement')
    .where('documentId', '=', statementId)
    .where('state', '=', 'waiting')
    .executeTakeFirst()
  return copy?.dueOn ?? null
}

/** The statement as its paper and its workbook print it. */
export const statementData = async (
  ctx: Pick<Context, 'db' | 'files' | 'today'>,
  id: number,
): Promise<z.output<typeof StatementData>> => {
  const statement = await readStatement(ctx, id)
  const customer = await ctx.db
    .selectFrom('customers')
    .selectAll()
    .where('id', '=', statement.customerId)
    .executeTakeFirstOrThrow()
  const company = await readCompany(ctx)
  if (!company) throw refuse('app.notFound')
  const office = await readOffice(ctx)
  const layout = (await layoutFor(ctx, 'statement', statement.customerId))?.content
  const account = company.bankAccounts[0]
  return {
    company: {
      name: company.name,
      address: company.address,
      phone: company.phone,
      fax: company.fax,
      ...(account ? { bankName: account.bank, bankAccountName: account.name, bankAccount: account.account } : {}),
    },
    number: statement.number,
    customer: {
      name: customer.statementName || customer.name,
      shortName: customer.shortName,
      contact: customer.contact,
      phone: customer.phone,
      fax: customer.fax,
    },
    periodFrom: statement.periodFrom,
    periodTo: statement.periodTo,
    openingFen: statement.openingFen,
    rows: statement.lines,
    chargesFen: statement.lines.reduce((sum, { amountFen }) => sum + amountFen, 0),
    receiptsFen: statement.receiptsFen,
    closingFen: statement.closingFen,
    closingWords: amountInWords(statement.closingFen),
    uninvoicedFen: await uninvoicedUntil(ctx, statement.customerId, statement.periodTo),
    shape: sheetShapeOf(layout),
    template: layout?.template?.name ?? '',
    customerAddress: customer.address,
    madeOn: dateOf(new Date(statement.madeAt)),
    termsText: [paymentText(customer.settlement, customer.depositBasisPoints), office.statementTerms]
      .filter(Boolean)
      .join('　'),
    // the day it is out for, once it is; before that the day it will be
    replyBy:
      (await awaitedUntil(ctx, id)) ??
      statementDueOn({
        madeOn: dateOf(new Date(statement.madeAt)),
        periodTo: statement.periodTo,
        today: ctx.today,
        days: office.signBackDays.statement,
      }),
    madeBy: statement.madeBy,
    version: 1,
    printed: statement.printed + 1,
  }
}

export const rowOf = async (ctx: Pick<Context, 'db'>, id: number): Promise<StatementRow> => {
  const {
    lines: _lines,
    madeBy: _madeBy,
    difference: _difference,
    differenceFen: _fen,
    voidReason: _reason,
    lockedAt: _locked,
    ...row
  } = await readStatement(ctx, id)
  return row
}

import { sql } from 'kysely'
import type { z } from 'zod'
import { amountInWords } from '../../../shared/amountInWords.ts'
import { dateOf, plusDays } from '../../../shared/dates.ts'
import { refuse } from '../../../shared/refusals.ts'
import {
  deriveStatementState,
  type RowKind,
  type Statement,
  type StatementData,
  type StatementLine,
  type StatementRow,
} from '../../../shared/statements.ts'
import type { Context } from '../../context.ts'
import { paymentText } from '../deliveries/paper.ts'
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
] as const

/** Confirmed money that stands in no statement up to this one and is not set against an order still to come: what makes a signed statement 已收清. */
export const receivedSinceFen = sql<number>`coalesce((select sum(r."amountFen" - coalesce((select sum(a."amountFen") from "receiptAllocations" a where a."receiptId" = r."id" and a."orderId" is not null), 0)) from "receipts" r where r."customerId" = "statements"."customerId" and r."confirmedAt" is not null and r."voidedAt" is null and r."reversalId" is null
  and not exists (select 1 from "statementRows" w join "statements" s on s."id" = w."statementId" where w."sourceKey" = 'receipt:' || r."id" and s."periodTo" <= "statements"."periodTo")), 0)`
export const receivedSince = receivedSinceFen.as('receivedSinceFen')

export const withState = <
  T extends {
    voidedAt: string | null
    signBack: string | null
    closingFen: number
    receivedSinceFen: number
  },
>({
  voidedAt,
  signBack,
  receivedSinceFen,
  ...row
}: T) => ({
  ...row,
  state: deriveStatementState({
    voided: voidedAt !== null,
    signBack: (signBack ?? 'none') as 'none',
    closingFen: row.closingFen,
    receivedSinceFen: Number(receivedSinceFen),
  }),
})

export const readStatement = async (ctx: Pick<Context, 'db'>, id: number): Promise<Statement> => {
  const row = await statementRows(ctx)
    .select([
      ...statementColumns,
      receivedSince,
      'users.name as madeBy',
      'signBacks.difference',
      'signBacks.differenceFen',
      'statements.voidReason',
    ])
    .where('statements.id', '=', id)
    .executeTakeFirst()
  if (!row) throw refuse('app.notFound')
  const lines = await ctx.db
    .selectFrom('statementRows')
    .select([
      'on',
      'kind',
      'documentNumber',
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
    lines: lines.map((line): StatementLine => ({
      ...line,
      kind: line.kind as RowKind,
      unsigned: line.unsigned === 1,
    })),
  } as Statement
}

/** The statement as its paper and its workbook print it. */
export const statementData = async (ctx: Pick<Context, 'db'>, id: number): Promise<z.output<typeof StatementData>> => {
  const statement = await readStatement(ctx, id)
  const customer = await ctx.db
    .selectFrom('customers')
    .selectAll()
    .where('id', '=', statement.customerId)
    .executeTakeFirstOrThrow()
  const company = await readCompany(ctx)
  if (!company) throw refuse('app.notFound')
  const office = await readOffice(ctx)
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
    termsText: [paymentText(customer.settlement, customer.depositBasisPoints), office.statementTerms]
      .filter(Boolean)
      .join('　'),
    replyBy: plusDays(
      // a statement made before its period is over is answered when it is over
      [dateOf(new Date(statement.madeAt)), statement.periodTo].toSorted().at(-1)!,
      office.signBackDays.statement,
    ),
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
    ...row
  } = await readStatement(ctx, id)
  return row
}

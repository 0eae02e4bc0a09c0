import type { Kysely } from 'kysely'
import { counter, createTable, type Dialect, identity, int, oneOf, optional, ref, text } from '../columns.ts'

/** What a customer wants invoiced and how (duty 86); older cards want 专票 as long as nobody says otherwise. */
const customerColumns = async (db: Kysely<never>): Promise<void> => {
  for (const [column, fallback] of [
    ['invoiceKind', 'special'],
    ['invoiceTitle', ''],
    ['taxAddress', ''],
    ['taxPhone', ''],
  ] as const)
    await db.schema
      .alterTable('customers')
      .addColumn(column, 'text', (spec) => spec.notNull().defaultTo(fallback))
      .execute()
}

/** 开票登记 (duties 100, 105): the tax bureau's invoices and what each is for. */
export const invoicesStep = async (db: Kysely<never>, dialect: Dialect): Promise<void> => {
  await customerColumns(db)
  await createTable(
    db,
    dialect,
    'invoices',
    {
      id: identity,
      number: text,
      code: text,
      kind: oneOf('general', 'special'),
      customerId: ref('customers'),
      title: text,
      issuedOn: text,
      amountFen: int,
      taxBasisPoints: int,
      taxFen: int,
      uncoveredFen: int,
      remark: text,
      statementId: optional(ref('statements')),
      reversesId: optional(ref('invoices')),
      reversedById: optional(ref('invoices')),
      state: oneOf('standing', 'reversed', 'red', 'void'),
      userId: ref('users'),
      at: text,
      voidedAt: optional(text),
      voidedBy: optional(ref('users')),
      voidReason: optional(text),
      version: counter,
    },
    {
      checks: ['"amountFen" <> 0'],
      // a number is used once for ever, void ones too
      indexes: ['!number code', 'issuedOn id', 'customerId issuedOn', 'state issuedOn', 'statementId'],
    },
  )
  await createTable(
    db,
    dialect,
    'invoiceLines',
    {
      id: identity,
      invoiceId: ref('invoices'),
      sequence: int,
      deliveryNoteId: optional(ref('deliveryNotes')),
      adjustmentId: optional(ref('adjustments')),
      amountFen: int,
      standing: { ...int, fallback: 1 },
    },
    {
      checks: ['("deliveryNoteId" is null) <> ("adjustmentId" is null)', '"amountFen" <> 0', '"standing" in (0, 1)'],
      indexes: ['!invoiceId sequence', 'deliveryNoteId standing amountFen', 'adjustmentId standing amountFen'],
    },
  )
}

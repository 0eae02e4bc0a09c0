/** What a row of an account is. */
export const rowKinds = [
  'delivery',
  'return',
  'replacement',
  'exchangeOut',
  'exchangeIn',
  'deduction',
  'freight',
  'sample',
  'adjustment',
  'receipt',
] as const
export type RowKind = (typeof rowKinds)[number]

/** One fact of an account before it is put in order; `receivedFen` is 0 for charges, `amountFen` 0 for money in. */
export interface AccountFact {
  on: string
  kind: RowKind
  documentNumber: string
  /** Place within its document. */
  sequence: number
  amountFen: number
  receivedFen: number
}

/**
 * Puts an account in the order of papers.md 4.6, by date, charges before receipts, and runs the balance:
 * closing = opening + charges (signed) − receipts, each step to the fen.
 */
export const runAccount = <F extends AccountFact>(
  openingFen: number,
  facts: readonly F[],
): { rows: (F & { balanceFen: number })[]; closingFen: number } => {
  const order = (fact: AccountFact): number => (fact.kind === 'receipt' ? 1 : 0)
  const sorted = [...facts].sort((a, b) =>
    a.on < b.on
      ? -1
      : a.on > b.on
        ? 1
        : order(a) - order(b) ||
          (a.documentNumber < b.documentNumber
            ? -1
            : a.documentNumber > b.documentNumber
              ? 1
              : a.sequence - b.sequence),
  )
  let balanceFen = openingFen
  const rows = sorted.map((fact) => {
    balanceFen += fact.amountFen - fact.receivedFen
    return { ...fact, balanceFen }
  })
  return { rows, closingFen: balanceFen }
}

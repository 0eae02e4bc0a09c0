import { taxContained } from '../../shared/money.ts'
import type { Stage } from './story.ts'

/** An electronic number of this year: 20 digits, the last ones the count of those made. */
const numberOf = (day: string, count: number): string => `${day.slice(2, 4)}4406${String(count).padStart(14, '0')}`

/** What a signed statement comes to is invoiced, all but one of four left for the last: then the month's check has something to find. */
export const invoiceStatement = async (
  { as, today }: Stage,
  { id: statementId, customerId }: { id: number; customerId: number },
): Promise<void> => {
  if (statementId % 4 === 0) return
  const { rows } = await as.cashier.invoices.uninvoiced({ customerId, statementId, limit: 200 })
  const amountFen = rows.reduce((sum, { openFen }) => sum + openFen, 0)
  if (amountFen <= 0) return
  const parts = rows.map(({ deliveryNoteId, adjustmentId, openFen }) => ({
    deliveryNoteId,
    adjustmentId,
    amountFen: openFen,
  }))
  await as.cashier.invoices.enter({
    customerId,
    kind: 'special',
    code: '',
    number: numberOf(today, 26_000_100 + statementId),
    issuedOn: today,
    amountFen,
    taxBasisPoints: 1300,
    taxFen: taxContained(amountFen, 1300),
    remark: '',
    statementId,
    parts,
  })
}

/** The first customers told the office how they want their invoices; one wants none. */
export const leaveInvoiceData = async ({ as }: Stage): Promise<void> => {
  const { rows } = await as.merchandiser.customers.list({ limit: 6 })
  for (const [index, { id }] of rows.entries()) {
    const card = await as.merchandiser.customers.read({ id })
    const code = String(index + 1).padStart(2, '0')
    await as.merchandiser.customers.save({
      ...card,
      invoiceKind: card.settlement === 'cash' ? 'none' : index % 3 === 2 ? 'general' : 'special',
      taxNumber: `914406060${code}TEST${code}X`,
      taxBank: `农业银行营业部 6228 4800 0000 ${code}01`,
      taxAddress: card.address,
      taxPhone: card.phone,
    })
  }
}

import { useMemo } from 'react'
import { invoicedStateKeys } from '../../../shared/invoicedStates.ts'
import { rowKindKeys, type StatementLine } from '../../../shared/statements.ts'
import type { Column } from '../../components/DataTable.tsx'
import { useT } from '../../lib/language.ts'

export interface ShownLine extends StatementLine {
  key: number
}

/** The rows of an account with a place of their own. */
export const shownLines = (lines: readonly StatementLine[]): ShownLine[] => lines.map((line, key) => ({ ...line, key }))

/** Whether any row names a PO: the column is left out otherwise. */
export const hasPo = (lines: readonly StatementLine[]): boolean => lines.some(({ customerPo }) => customerPo !== '')

/** The columns of papers.md 4.6: date, paper, PO, goods, quantity, price, amount, received, balance. */
export const useLineColumns = (withPo: boolean): Column<ShownLine>[] => {
  const t = useT()
  return useMemo(
    () => [
      { key: 'on', header: t('app.date'), width: 84 },
      { key: 'kind', header: t('statements.paper'), width: 48, value: (line) => t(rowKindKeys[line.kind]) },
      {
        key: 'documentNumber',
        header: t('app.number'),
        width: 124,
        render: (line) =>
          line.unsigned ? (
            <span title={t('statements.unsignedMark')}>
              {line.documentNumber} <b>※</b>
            </span>
          ) : (
            line.documentNumber
          ),
      },
      ...(withPo ? [{ key: 'customerPo', header: t('statements.po'), width: 74 } as const] : []),
      { key: 'description', header: t('statements.description') },
      { key: 'quantity', header: t('app.quantity'), kind: 'quantity', width: 52 },
      { key: 'unit', header: t('app.unit'), width: 44 },
      { key: 'priceMicros', header: t('statements.price'), width: 74, kind: 'price' },
      {
        key: 'amountFen',
        header: t('app.amount'),
        width: 90,
        kind: 'money',
        value: (line) => (line.kind === 'receipt' && line.amountFen === 0 ? null : line.amountFen),
      },
      {
        key: 'receivedFen',
        header: t('statements.received'),
        width: 90,
        kind: 'money',
        value: (line) => (line.receivedFen === 0 ? null : line.receivedFen),
      },
      { key: 'balanceFen', header: t('statements.balance'), width: 94, kind: 'money' },
      {
        key: 'invoiced',
        header: t('invoices.tabInvoiced'),
        width: 64,
        value: ({ invoiced }) => (invoiced === 'nothing' ? '' : t(invoicedStateKeys[invoiced])),
      },
    ],
    [t, withPo],
  )
}

import { useBankBadge } from './features/bank/useBankBadge.ts'
import { useCodBadge } from './features/cod/useCodBadge.ts'
import { ReceiptKey } from './features/receipts/ReceiptKey.tsx'
import { useReceiptsBadge } from './features/receipts/useReceiptsBadge.ts'
import { type Feature, page } from './lib/pages.ts'

/** The words of 收款对账, in the order of its pages; part of `features`. */
export const featuresOfMoney: Record<string, Feature> = {
  receipts: {
    label: 'receipts.title',
    area: 'money',
    permission: 'receipts.read',
    pages: {
      list: page(() => import('./features/receipts/ReceiptsPage.tsx'), 'ReceiptsPage'),
      new: page(() => import('./features/receipts/NewReceiptPage.tsx'), 'NewReceiptPage'),
      paper: page(() => import('./features/receipts/ReceiptPage.tsx'), 'ReceiptPage'),
      print: page(() => import('./features/receipts/ReceiptPrintPage.tsx'), 'ReceiptPrintPage'),
    },
    useBadge: useReceiptsBadge,
    status: ReceiptKey,
  },
  bank: {
    label: 'bank.title',
    area: 'money',
    permission: 'receipts.read',
    pages: {
      list: page(() => import('./features/bank/BankPage.tsx'), 'BankPage'),
      import: page(() => import('./features/bank/ImportBankPage.tsx'), 'ImportBankPage'),
    },
    useBadge: useBankBadge,
  },
  receivables: {
    label: 'receivables.title',
    area: 'money',
    permission: 'statements.read',
    pages: {
      list: page(() => import('./features/receivables/ReceivablesPage.tsx'), 'ReceivablesPage'),
      paper: page(() => import('./features/receivables/CustomerReceivablesPage.tsx'), 'CustomerReceivablesPage'),
      print: page(() => import('./features/receivables/ReceivablesPrintPage.tsx'), 'ReceivablesPrintPage'),
    },
  },
  cod: {
    label: 'cod.title',
    area: 'money',
    permission: 'receipts.read',
    pages: {
      list: page(() => import('./features/cod/CodPage.tsx'), 'CodPage'),
      new: page(() => import('./features/cod/NewHandoverPage.tsx'), 'NewHandoverPage'),
      handovers: page(() => import('./features/cod/HandoversPage.tsx'), 'HandoversPage'),
      paper: page(() => import('./features/cod/HandoverPage.tsx'), 'HandoverPage'),
      print: page(() => import('./features/cod/HandoverPrintPage.tsx'), 'HandoverPrintPage'),
    },
    useBadge: useCodBadge,
  },
  invoices: {
    label: 'invoices.title',
    area: 'money',
    permission: 'statements.read',
    pages: {
      list: page(() => import('./features/invoices/InvoicesPage.tsx'), 'InvoicesPage'),
      new: page(() => import('./features/invoices/NewInvoicePage.tsx'), 'NewInvoicePage'),
      paper: page(() => import('./features/invoices/InvoicePage.tsx'), 'InvoicePage'),
      slip: page(() => import('./features/invoices/SlipPage.tsx'), 'SlipPage'),
    },
  },
  statements: {
    label: 'statements.title',
    area: 'money',
    permission: 'statements.read',
    pages: {
      list: page(() => import('./features/statements/StatementsPage.tsx'), 'StatementsPage'),
      paper: page(() => import('./features/statements/StatementPage.tsx'), 'StatementPage'),
      preview: page(() => import('./features/statements/PreviewPage.tsx'), 'PreviewPage'),
      adjustments: page(() => import('./features/statements/AdjustmentsPage.tsx'), 'AdjustmentsPage'),
    },
  },
  accounts: {
    label: 'statements.accounts',
    area: 'money',
    permission: 'statements.read',
    pages: {
      list: page(() => import('./features/statements/AccountsPage.tsx'), 'AccountsPage'),
      ledger: page(() => import('./features/statements/AccountsPage.tsx'), 'LedgerPage'),
      balances: page(() => import('./features/statements/BalancesPage.tsx'), 'BalancesPage'),
    },
  },
  openings: {
    label: 'openings.title',
    area: 'money',
    permission: 'statements.read',
    pages: {
      list: page(() => import('./features/openings/OpeningsPage.tsx'), 'OpeningsPage'),
      import: page(() => import('./features/openings/ImportOpeningsPage.tsx'), 'ImportOpeningsPage'),
    },
  },
  monthEnd: {
    label: 'monthEnd.title',
    area: 'money',
    permission: 'statements.read',
    pages: {
      list: page(() => import('./features/monthEnd/MonthEndPage.tsx'), 'MonthEndPage'),
      paper: page(() => import('./features/monthEnd/HandoverPage.tsx'), 'HandoverPage'),
      print: page(() => import('./features/monthEnd/HandoverPrintPage.tsx'), 'HandoverPrintPage'),
    },
  },
}

import { type ComponentType, createElement, lazy, useState } from 'react'
import { ReceiptKey } from './features/receipts/ReceiptKey.tsx'
import { useReceiptsBadge } from './features/receipts/useReceiptsBadge.ts'
import type { PhraseKey } from '../shared/language.ts'
import type { Permission } from '../shared/permissions.ts'
import { useLateBadge } from './features/operations/useLateBadge.ts'
import { useExceptionsBadge } from './features/exceptions/useExceptionsBadge.ts'
import { useInboxBadge } from './features/inbox/useInboxBadge.ts'
import { useOrdersBadge } from './features/orders/useOrdersBadge.ts'
import { useQualityBadge } from './features/quality/useQualityBadge.ts'
import { useQuestionsBadge } from './features/questions/useQuestionsBadge.ts'
import { useSignBacksBadge } from './features/signBacks/useSignBacksBadge.ts'
import { useTodayBadge } from './features/today/useTodayBadge.ts'
import type { Tab } from './lib/tabs.ts'

/** What every page gets. Its tab is also in `useTabKey()`. */
export interface PageProps {
  tab: Tab
  /** The id of the paper that is open; null on a list or a new paper. */
  id: number | null
}
/** A page that is loaded when it is first opened, or before by `preload`: then it is there without a blank moment. */
export type LazyPage = ComponentType<PageProps> & { preload(): Promise<void> }

/** The areas of the left nav, in the order of the day. An area without a page is not shown. */
export const areas = [
  'today',
  'inbox',
  'orders',
  'production',
  'deliveries',
  'money',
  'complaints',
  'masters',
  'reports',
  'settings',
] as const
export type Area = (typeof areas)[number]

export interface Badge {
  count: number
  /** Red instead of grey: somebody waits. */
  urgent?: boolean
}

/** One word in the nav and its pages. The first feature of an area is what the area's key opens. */
export interface Feature {
  label: PhraseKey
  area: Area
  /** Who sees it. */
  permission: Permission
  /**
   * `list` is opened from the nav; `paper` is one document (`openTab({ word, id })`); others by name:
   * `openTab({ word, page: 'check', id })`. `new` of `orders` is what F3 opens.
   */
  pages: Record<string, LazyPage>
  /** The counter beside the label; a hook, null shows nothing. Keep it out of heavy modules. */
  useBadge?: () => Badge | null
  /** A short item of the status bar: the last backup's age, the state of the disk. */
  status?: ComponentType
}

/** `page(() => import('./features/orders/OrdersPage.tsx'), 'OrdersPage')`: loaded when it is first opened. */
export const page = <K extends string>(load: () => Promise<Record<K, ComponentType<PageProps>>>, name: K): LazyPage => {
  const Waiting = lazy<ComponentType<PageProps>>(async () => ({ default: (await load())[name] }))
  let loaded: ComponentType<PageProps> | null = null
  const Page = (props: PageProps) => {
    // as it was when the tab was opened: another component in its place would lose what was typed
    const [Content] = useState<ComponentType<PageProps>>(() => loaded ?? Waiting)
    return createElement(Content, props)
  }
  const preload = async (): Promise<void> => {
    loaded = (await load())[name]
  }
  return Object.assign(Page, { preload })
}

/** Word → its label, area, permission and pages. A new word adds its line here, in the order of its area. */
export const features: Record<string, Feature> = {
  today: {
    label: 'today.area',
    area: 'today',
    permission: 'signedIn',
    pages: { list: page(() => import('./features/today/TodayPage.tsx'), 'TodayPage') },
    useBadge: useTodayBadge,
  },
  messages: {
    label: 'messages.title',
    area: 'today',
    permission: 'signedIn',
    pages: { list: page(() => import('./features/messages/MessagesPage.tsx'), 'MessagesPage') },
  },
  inbox: {
    label: 'inbox.title',
    area: 'inbox',
    permission: 'inbox.read',
    pages: {
      list: page(() => import('./features/inbox/InboxPage.tsx'), 'InboxPage'),
      paper: page(() => import('./features/inbox/InboxPaperPage.tsx'), 'InboxPaperPage'),
    },
    useBadge: useInboxBadge,
  },
  orders: {
    label: 'orders.title',
    area: 'orders',
    permission: 'orders.read',
    pages: {
      list: page(() => import('./features/orders/OrdersPage.tsx'), 'OrdersPage'),
      new: page(() => import('./features/orders/OrderFormPage.tsx'), 'NewOrderPage'),
      edit: page(() => import('./features/orders/OrderFormPage.tsx'), 'EditOrderPage'),
      paper: page(() => import('./features/orders/OrderPage.tsx'), 'OrderPage'),
      check: page(() => import('./features/checks/CheckPage.tsx'), 'CheckPage'),
      blind: page(() => import('./features/blindKeys/BlindPage.tsx'), 'BlindPage'),
      file: page(() => import('./features/orders/OrderFilePage.tsx'), 'OrderFilePage'),
      confirmation: page(() => import('./features/orders/ConfirmationPage.tsx'), 'ConfirmationPage'),
      print: page(() => import('./features/orders/OrderListPrintPage.tsx'), 'OrderListPrintPage'),
      import: page(() => import('./features/orderImports/OrderImportPage.tsx'), 'OrderImportPage'),
    },
    useBadge: useOrdersBadge,
  },
  changes: {
    label: 'changes.title',
    area: 'orders',
    permission: 'orders.read',
    pages: {
      list: page(() => import('./features/changes/ChangesPage.tsx'), 'ChangesPage'),
      new: page(() => import('./features/changes/ChangeFormPage.tsx'), 'NewChangePage'),
      edit: page(() => import('./features/changes/ChangeFormPage.tsx'), 'EditChangePage'),
      paper: page(() => import('./features/changes/ChangePage.tsx'), 'ChangePage'),
      print: page(() => import('./features/changes/ChangePrintPage.tsx'), 'ChangePrintPage'),
    },
  },
  questions: {
    label: 'questions.title',
    area: 'orders',
    permission: 'checks.write',
    pages: { list: page(() => import('./features/questions/QuestionsPage.tsx'), 'QuestionsPage') },
    useBadge: useQuestionsBadge,
  },
  quotations: {
    label: 'quotations.title',
    area: 'orders',
    permission: 'prices.read',
    pages: {
      list: page(() => import('./features/quotations/QuotationsPage.tsx'), 'QuotationsPage'),
      new: page(() => import('./features/quotations/QuotationFormPage.tsx'), 'NewQuotationPage'),
      edit: page(() => import('./features/quotations/QuotationFormPage.tsx'), 'EditQuotationPage'),
      paper: page(() => import('./features/quotations/QuotationPage.tsx'), 'QuotationPage'),
      preview: page(() => import('./features/quotations/QuotationPreviewPage.tsx'), 'QuotationPreviewPage'),
    },
  },
  signBacks: {
    label: 'signBacks.title',
    area: 'orders',
    permission: 'signedIn',
    pages: { list: page(() => import('./features/signBacks/SignBacksPage.tsx'), 'SignBacksPage') },
    useBadge: useSignBacksBadge,
  },
  reviews: {
    label: 'reviews.title',
    area: 'orders',
    permission: 'orders.read',
    pages: {
      paper: page(() => import('./features/reviews/ReviewPage.tsx'), 'ReviewPage'),
      print: page(() => import('./features/reviews/ReviewPrintPage.tsx'), 'ReviewPrintPage'),
    },
  },
  dossiers: {
    label: 'dossiers.title',
    area: 'orders',
    permission: 'orders.read',
    pages: {
      paper: page(() => import('./features/dossiers/DossierPage.tsx'), 'DossierPage'),
      print: page(() => import('./features/dossiers/DossierPrintPage.tsx'), 'DossierPrintPage'),
    },
  },
  operations: {
    label: 'operations.board',
    area: 'production',
    permission: 'operations.read',
    useBadge: useLateBadge,
    pages: {
      list: page(() => import('./features/operations/BoardPage.tsx'), 'BoardPage'),
      print: page(() => import('./features/operations/ProgressPrintPage.tsx'), 'ProgressPrintPage'),
    },
  },
  dailyReports: {
    label: 'operations.dailyReport',
    area: 'production',
    permission: 'operations.write',
    pages: {
      list: page(() => import('./features/operations/DailyReportPage.tsx'), 'DailyReportPage'),
      print: page(() => import('./features/operations/DailyPrintPage.tsx'), 'DailyPrintPage'),
    },
  },
  exceptions: {
    label: 'exceptions.listTitle',
    area: 'production',
    permission: 'operations.read',
    useBadge: useExceptionsBadge,
    pages: {
      list: page(() => import('./features/exceptions/ExceptionsPage.tsx'), 'ExceptionsPage'),
      paper: page(() => import('./features/exceptions/ExceptionPage.tsx'), 'ExceptionPage'),
      print: page(() => import('./features/exceptions/ExceptionPrintPage.tsx'), 'ExceptionPrintPage'),
    },
  },
  lessons: {
    label: 'lessons.title',
    area: 'production',
    permission: 'orders.read',
    pages: { paper: page(() => import('./features/lessons/LessonsPage.tsx'), 'LessonsPage') },
  },
  production: {
    label: 'production.waiting',
    area: 'production',
    permission: 'operations.read',
    pages: {
      list: page(() => import('./features/production/WaitingPage.tsx'), 'WaitingPage'),
      release: page(() => import('./features/production/ReleasePage.tsx'), 'ReleasePage'),
      paper: page(() => import('./features/production/NoticePage.tsx'), 'NoticePage'),
      sheet: page(() => import('./features/production/NoticeSheetPage.tsx'), 'NoticeSheetPage'),
      enclosures: page(() => import('./features/production/EnclosuresPage.tsx'), 'EnclosuresPage'),
      film: page(() => import('./features/production/FilmPage.tsx'), 'FilmPage'),
      copies: page(() => import('./features/production/CopiesPage.tsx'), 'CopiesPage'),
      handover: page(() => import('./features/production/HandoverPrintPage.tsx'), 'HandoverPrintPage'),
    },
  },
  notices: {
    label: 'production.notices',
    area: 'production',
    permission: 'operations.read',
    pages: {
      list: page(() => import('./features/production/NoticesPage.tsx'), 'NoticesPage'),
      enclosures: page(() => import('./features/production/OpenEnclosuresPage.tsx'), 'OpenEnclosuresPage'),
      plan: page(() => import('./features/production/MonthPlanPage.tsx'), 'MonthPlanPage'),
      planPrint: page(() => import('./features/production/MonthPlanPrintPage.tsx'), 'MonthPlanPrintPage'),
    },
  },
  plan: {
    label: 'plan.title',
    area: 'production',
    permission: 'operations.read',
    pages: {
      list: page(() => import('./features/plan/LoadPage.tsx'), 'LoadPage'),
      line: page(() => import('./features/plan/LinePlanPage.tsx'), 'LinePlanPage'),
      measures: page(() => import('./features/plan/MeasuresPage.tsx'), 'MeasuresPage'),
    },
  },
  queues: {
    label: 'plan.queueTitle',
    area: 'production',
    permission: 'operations.read',
    pages: {
      list: page(() => import('./features/plan/QueuePage.tsx'), 'QueuePage'),
      print: page(() => import('./features/plan/QueuePrintPage.tsx'), 'QueuePrintPage'),
    },
  },
  quality: {
    label: 'quality.title',
    area: 'production',
    permission: 'quality.read',
    pages: {
      list: page(() => import('./features/quality/QualityPage.tsx'), 'QualityPage'),
      new: page(() => import('./features/quality/InspectionFormPage.tsx'), 'NewInspectionPage'),
      edit: page(() => import('./features/quality/InspectionFormPage.tsx'), 'EditInspectionPage'),
      paper: page(() => import('./features/quality/InspectionPage.tsx'), 'InspectionPage'),
      print: page(() => import('./features/quality/InspectionPrintPage.tsx'), 'InspectionPrintPage'),
      figures: page(() => import('./features/quality/QualityFiguresPage.tsx'), 'QualityFiguresPage'),
    },
    useBadge: useQualityBadge,
  },
  shortages: {
    label: 'purchases.shortageTitle',
    area: 'production',
    permission: 'materials.read',
    pages: {
      list: page(() => import('./features/materials/ShortagesPage.tsx'), 'ShortagesPage'),
      print: page(() => import('./features/materials/PrintPages.tsx'), 'ShortagePrintPage'),
      order: page(() => import('./features/materials/OrderMaterialsPage.tsx'), 'OrderMaterialsPage'),
      line: page(() => import('./features/materials/LinePage.tsx'), 'LinePage'),
      loss: page(() => import('./features/materials/LossPage.tsx'), 'LossPage'),
      slip: page(() => import('./features/materials/PrintPages.tsx'), 'SlipPrintPage'),
    },
  },
  purchases: {
    label: 'purchases.title',
    area: 'production',
    permission: 'materials.read',
    pages: {
      list: page(() => import('./features/materials/PurchasesPage.tsx'), 'PurchasesPage'),
      paper: page(() => import('./features/materials/PurchasePage.tsx'), 'PurchasePage'),
    },
  },
  outsourcing: {
    label: 'outsourcing.title',
    area: 'production',
    permission: 'operations.read',
    pages: {
      list: page(() => import('./features/outsourcing/OutsourcingPage.tsx'), 'OutsourcingPage'),
      new: page(() => import('./features/outsourcing/SlipFormPage.tsx'), 'NewSlipPage'),
      edit: page(() => import('./features/outsourcing/SlipFormPage.tsx'), 'EditSlipPage'),
      paper: page(() => import('./features/outsourcing/SlipPage.tsx'), 'SlipPage'),
      back: page(() => import('./features/outsourcing/BackPage.tsx'), 'BackPage'),
      print: page(() => import('./features/outsourcing/SlipPrintPage.tsx'), 'SlipPrintPage'),
    },
  },
  factoryCalls: {
    label: 'outsourcing.calls',
    area: 'production',
    permission: 'operations.read',
    pages: {
      list: page(() => import('./features/outsourcing/FactoryCallsPage.tsx'), 'FactoryCallsPage'),
      print: page(() => import('./features/outsourcing/CallsPrintPage.tsx'), 'CallsPrintPage'),
    },
  },
  figures: {
    label: 'figures.title',
    area: 'production',
    permission: 'operations.read',
    pages: {
      list: page(() => import('./features/figures/FiguresPage.tsx'), 'FiguresPage'),
      rows: page(() => import('./features/figures/FigureRowsPage.tsx'), 'FigureRowsPage'),
      print: page(() => import('./features/figures/FiguresPrintPage.tsx'), 'FiguresPrintPage'),
    },
  },
  deliveries: {
    label: 'deliveries.title',
    area: 'deliveries',
    permission: 'deliveries.read',
    pages: {
      list: page(() => import('./features/deliveries/DeliveriesPage.tsx'), 'DeliveriesPage'),
      new: page(() => import('./features/deliveries/NoteFormPage.tsx'), 'NoteFormPage'),
      edit: page(() => import('./features/deliveries/NoteFormPage.tsx'), 'NoteFormPage'),
      paper: page(() => import('./features/deliveries/NotePage.tsx'), 'NotePage'),
    },
  },
  shipments: {
    label: 'shipments.title',
    area: 'deliveries',
    permission: 'deliveries.read',
    pages: {
      list: page(() => import('./features/shipments/PlanPage.tsx'), 'PlanPage'),
      ask: page(() => import('./features/shipments/AskPage.tsx'), 'AskPage'),
      print: page(() => import('./features/shipments/PlanPrintPage.tsx'), 'PlanPrintPage'),
    },
  },
  store: {
    label: 'shipments.store',
    area: 'deliveries',
    permission: 'deliveries.read',
    pages: { list: page(() => import('./features/shipments/StorePage.tsx'), 'StorePage') },
  },
  allocations: {
    label: 'allocations.title',
    area: 'deliveries',
    permission: 'deliveries.read',
    pages: {
      list: page(() => import('./features/allocations/GoodsPage.tsx'), 'GoodsPage'),
      split: page(() => import('./features/allocations/SplitPage.tsx'), 'SplitPage'),
      paper: page(() => import('./features/allocations/AllocationPage.tsx'), 'AllocationPage'),
      print: page(() => import('./features/allocations/AllocationPrintPage.tsx'), 'AllocationPrintPage'),
    },
  },
  receipts: {
    label: 'receipts.title',
    area: 'money',
    permission: 'receipts.read',
    pages: {
      list: page(() => import('./features/receipts/ReceiptsPage.tsx'), 'ReceiptsPage'),
      new: page(() => import('./features/receipts/NewReceiptPage.tsx'), 'NewReceiptPage'),
      paper: page(() => import('./features/receipts/ReceiptPage.tsx'), 'ReceiptPage'),
    },
    useBadge: useReceiptsBadge,
    status: ReceiptKey,
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
    },
  },
  monthEnd: {
    label: 'statements.monthEnd',
    area: 'money',
    permission: 'statements.read',
    pages: { list: page(() => import('./features/statements/MonthEndPage.tsx'), 'MonthEndPage') },
  },
  customers: {
    label: 'customers.title',
    area: 'masters',
    permission: 'customers.read',
    pages: {
      list: page(() => import('./features/customers/CustomersPage.tsx'), 'CustomersPage'),
      paper: page(() => import('./features/customers/CustomerPage.tsx'), 'CustomerPage'),
      new: page(() => import('./features/customers/CustomerPage.tsx'), 'NewCustomerPage'),
      import: page(() => import('./features/customers/ImportCustomersPage.tsx'), 'ImportCustomersPage'),
    },
  },
  contacts: {
    label: 'contacts.progressTitle',
    area: 'masters',
    permission: 'customers.read',
    pages: { progress: page(() => import('./features/contacts/ProgressPage.tsx'), 'ProgressPage') },
  },
  products: {
    label: 'products.title',
    area: 'masters',
    permission: 'products.read',
    pages: {
      list: page(() => import('./features/products/ProductsPage.tsx'), 'ProductsPage'),
      paper: page(() => import('./features/products/ProductPage.tsx'), 'ProductPage'),
      new: page(() => import('./features/products/ProductPage.tsx'), 'NewProductPage'),
      import: page(() => import('./features/products/ImportProductsPage.tsx'), 'ImportProductsPage'),
    },
  },
  materials: {
    label: 'materials.title',
    area: 'masters',
    permission: 'materials.read',
    pages: {
      list: page(() => import('./features/materials/MaterialsPage.tsx'), 'MaterialsPage'),
      paper: page(() => import('./features/materials/MaterialPage.tsx'), 'MaterialPage'),
      new: page(() => import('./features/materials/MaterialPage.tsx'), 'NewMaterialPage'),
      product: page(() => import('./features/materials/ProductListPage.tsx'), 'ProductListPage'),
    },
  },
  factories: {
    label: 'outsourcing.factories',
    area: 'masters',
    permission: 'operations.read',
    pages: {
      list: page(() => import('./features/outsourcing/FactoriesPage.tsx'), 'FactoriesPage'),
      paper: page(() => import('./features/outsourcing/FactoryPage.tsx'), 'FactoryPage'),
      new: page(() => import('./features/outsourcing/FactoryPage.tsx'), 'NewFactoryPage'),
    },
  },
  prices: {
    label: 'prices.title',
    area: 'masters',
    permission: 'prices.read',
    pages: {
      list: page(() => import('./features/prices/PricesPage.tsx'), 'PricesPage'),
      import: page(() => import('./features/prices/ImportPricesPage.tsx'), 'ImportPricesPage'),
    },
  },
  settings: {
    label: 'settings.office',
    area: 'settings',
    permission: 'settings.write',
    pages: { list: page(() => import('./features/settings/SettingsPage.tsx'), 'SettingsPage') },
  },
  users: {
    label: 'users.title',
    area: 'settings',
    permission: 'users.manage',
    pages: { list: page(() => import('./features/users/UsersPage.tsx'), 'UsersPage') },
  },
  backup: {
    label: 'backup.title',
    area: 'settings',
    permission: 'backup.write',
    pages: { list: page(() => import('./features/backup/BackupPage.tsx'), 'BackupPage') },
  },
  mine: {
    label: 'settings.mine',
    area: 'settings',
    permission: 'signedIn',
    pages: { list: page(() => import('./features/settings/MinePage.tsx'), 'MinePage') },
  },
}

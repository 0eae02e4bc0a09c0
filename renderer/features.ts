import { mainReports, mayReport, reportKeys } from '../shared/reports.ts'
import { useComplaintsBadge } from './features/complaints/useComplaintsBadge.ts'
import { useInboxBadge } from './features/inbox/useInboxBadge.ts'
import { useOrdersBadge } from './features/orders/useOrdersBadge.ts'
import { useQuestionsBadge } from './features/questions/useQuestionsBadge.ts'
import { useSignBacksBadge } from './features/signBacks/useSignBacksBadge.ts'
import { sections } from './features/settings/sections.ts'
import { useTodayBadge } from './features/today/useTodayBadge.ts'
import { featuresOfMoney } from './featuresOfMoney.ts'
import { featuresOfProduction } from './featuresOfProduction.ts'
import { type Feature, page } from './lib/pages.ts'
import { useJourneysBadge } from './features/journeys/useJourneysBadge.ts'

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
    pages: {
      list: page(() => import('./features/signBacks/SignBacksPage.tsx'), 'SignBacksPage'),
      bulk: page(() => import('./features/signBacks/BulkPage.tsx'), 'BulkPage'),
    },
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
  ...featuresOfProduction,
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
  signChases: {
    label: 'signBacks.chasing',
    area: 'deliveries',
    permission: 'signBacks.write',
    pages: {
      list: page(() => import('./features/signBacks/ChasesPage.tsx'), 'ChasesPage'),
      print: page(() => import('./features/signBacks/ChasePrintPage.tsx'), 'ChasePrintPage'),
    },
  },
  store: {
    label: 'shipments.store',
    area: 'deliveries',
    permission: 'deliveries.read',
    pages: { list: page(() => import('./features/shipments/StorePage.tsx'), 'StorePage') },
  },
  trucks: {
    label: 'trucks.title',
    area: 'deliveries',
    permission: 'deliveries.read',
    pages: {
      list: page(() => import('./features/trucks/TrucksPage.tsx'), 'TrucksPage'),
      print: page(() => import('./features/trucks/TruckPrintPage.tsx'), 'TruckPrintPage'),
    },
  },
  journeys: {
    label: 'journeys.title',
    area: 'deliveries',
    permission: 'deliveries.read',
    pages: {
      list: page(() => import('./features/journeys/JourneysPage.tsx'), 'JourneysPage'),
      load: page(() => import('./features/journeys/LoadPage.tsx'), 'LoadPage'),
      pass: page(() => import('./features/journeys/PassPrintPage.tsx'), 'PassPrintPage'),
    },
    useBadge: useJourneysBadge,
  },
  labels: {
    label: 'labels.title',
    area: 'deliveries',
    permission: 'deliveries.read',
    pages: {
      paper: page(() => import('./features/labels/LabelsPage.tsx'), 'LabelsPage'),
      notice: page(() => import('./features/labels/LabelsPage.tsx'), 'NoticeLabelsPage'),
    },
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
  ...featuresOfMoney,
  complaints: {
    label: 'complaints.listTitle',
    area: 'complaints',
    permission: 'complaints.read',
    pages: {
      list: page(() => import('./features/complaints/ComplaintsPage.tsx'), 'ComplaintsPage'),
      new: page(() => import('./features/complaints/ComplaintFormPage.tsx'), 'NewComplaintPage'),
      edit: page(() => import('./features/complaints/ComplaintFormPage.tsx'), 'EditComplaintPage'),
      paper: page(() => import('./features/complaints/ComplaintPage.tsx'), 'ComplaintPage'),
      print: page(() => import('./features/complaints/PrintPages.tsx'), 'ComplaintPrintPage'),
    },
    useBadge: useComplaintsBadge,
  },
  replacements: {
    label: 'complaints.slips',
    area: 'complaints',
    permission: 'complaints.read',
    pages: {
      list: page(() => import('./features/complaints/SlipsPage.tsx'), 'SlipsPage'),
      print: page(() => import('./features/complaints/PrintPages.tsx'), 'SlipPrintPage'),
    },
  },
  complaintDaily: {
    label: 'complaints.dailyTitle',
    area: 'complaints',
    permission: 'complaints.read',
    pages: {
      list: page(() => import('./features/complaints/DailyPage.tsx'), 'DailyPage'),
      print: page(() => import('./features/complaints/PrintPages.tsx'), 'DailyComplaintsPrintPage'),
    },
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
    under: { product: 'products' },
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
  archive: {
    label: 'archive.title',
    area: 'masters',
    permission: 'orders.read',
    pages: {
      list: page(() => import('./features/archive/BoxesPage.tsx'), 'BoxesPage'),
      paper: page(() => import('./features/archive/BoxPage.tsx'), 'BoxPage'),
      loans: page(() => import('./features/archive/LoansPage.tsx'), 'LoansPage'),
      print: page(() => import('./features/archive/BoxPrintPage.tsx'), 'BoxPrintPage'),
      label: page(() => import('./features/archive/BoxPrintPage.tsx'), 'LabelPrintPage'),
    },
  },
  register: {
    label: 'register.title',
    area: 'masters',
    permission: 'inbox.read',
    pages: {
      list: page(() => import('./features/register/RegisterPage.tsx'), 'RegisterPage'),
      print: page(() => import('./features/register/RegisterPrintPage.tsx'), 'RegisterPrintPage'),
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
  prints: {
    label: 'prints.title',
    area: 'masters',
    permission: 'signedIn',
    pages: {
      list: page(() => import('./features/prints/PrintsPage.tsx'), 'PrintsPage'),
      of: page(() => import('./features/prints/PrintsPage.tsx'), 'PrintsOfPage'),
      paper: page(() => import('./features/prints/PrintPage.tsx'), 'PrintPage'),
    },
  },
  reports: {
    label: 'reports.title',
    area: 'reports',
    permission: 'reports.read',
    pages: {
      list: page(() => import('./features/reports/ReportsPage.tsx'), 'ReportsPage'),
      rows: page(() => import('./features/reports/ReportRowsPage.tsx'), 'ReportRowsPage'),
      print: page(() => import('./features/reports/ReportPrintPage.tsx'), 'ReportPrintPage'),
    },
    parts: mainReports.map((report) => ({
      name: report,
      label: reportKeys[report],
      sees: (role) => mayReport(role, report),
    })),
  },
  settings: {
    label: 'settings.office',
    area: 'settings',
    permission: 'settings.write',
    pages: { list: page(() => import('./features/settings/SettingsPage.tsx'), 'SettingsPage') },
    parts: sections,
  },
  layouts: {
    label: 'layouts.title',
    area: 'settings',
    permission: 'settings.write',
    pages: {
      list: page(() => import('./features/layouts/LayoutsPage.tsx'), 'LayoutsPage'),
      edit: page(() => import('./features/layouts/LayoutPage.tsx'), 'LayoutPage'),
    },
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
  printers: {
    label: 'printers.title',
    area: 'settings',
    permission: 'printers.write',
    pages: {
      list: page(() => import('./features/printers/PrintersPage.tsx'), 'PrintersPage'),
      profile: page(() => import('./features/printers/ProfilePage.tsx'), 'ProfilePage'),
    },
  },
  mine: {
    label: 'settings.mine',
    area: 'settings',
    permission: 'signedIn',
    pages: { list: page(() => import('./features/settings/MinePage.tsx'), 'MinePage') },
  },
}

import type {
  UsersTable,
  SettingsTable,
  ProcessesTable,
  HolidaysTable,
  AuditTable,
  RequestsTable,
  NumberSeriesTable,
  SearchTermsTable,
  CustomersTable,
  ProductsTable,
  ProductUnitsTable,
  ProductRoutesTable,
  CustomerPricesTable,
  InboxItemsTable,
  OrdersTable,
  OrderLinesTable,
  CheckCallsTable,
  CheckMarksTable,
} from './schemaMasters.ts'
import type {
  BlindKeysTable,
  BlindLinesTable,
  BlindSettlementsTable,
  FaxBandsTable,
  QuestionsTable,
} from './schemaChecks.ts'
import type {
  SignBacksTable,
  GateOverridesTable,
  NoticesTable,
  NoticeLinesTable,
  OperationsTable,
  DailyReportsTable,
  DeliveryNotesTable,
  DeliveryLinesTable,
  ReceiptsTable,
  ReceiptAllocationsTable,
  AdjustmentsTable,
  StatementsTable,
  StatementRowsTable,
} from './schemaDocuments.ts'
import type { CustomerItemsTable, ProductBreaksTable } from './schemaOrderLines.ts'
import type { ChangeSignsTable, OrderChangesTable, OrderReviewsTable, ReviewOpinionsTable } from './schemaChanges.ts'
import type {
  GateApprovalsTable,
  QuotationLinesTable,
  QuotationPricesTable,
  QuotationsTable,
  QuotationVersionsTable,
} from './schemaQuotations.ts'
import type { PicturesTable } from './schemaPictures.ts'
import type { ListViewsTable } from './schemaViews.ts'
import type { OrderFileShapesTable, OrderImportsTable } from './schemaOrderImports.ts'
import type { ContactsTable, MessagesTable, PromisesTable } from './schemaContacts.ts'
import type {
  FactoryProcessesTable,
  OutsideAnswersTable,
  OutsideFactoriesTable,
  OutsideLinesTable,
  OutsideReturnsTable,
  OutsideSlipsTable,
} from './schemaOutsourcing.ts'

/** Every table of the database by its name. Each has one owner (owners.ts). */
export interface Database {
  users: UsersTable
  settings: SettingsTable
  processes: ProcessesTable
  holidays: HolidaysTable
  audit: AuditTable
  requests: RequestsTable
  numberSeries: NumberSeriesTable
  searchTerms: SearchTermsTable
  customers: CustomersTable
  products: ProductsTable
  productUnits: ProductUnitsTable
  productRoutes: ProductRoutesTable
  customerPrices: CustomerPricesTable
  productBreaks: ProductBreaksTable
  customerItems: CustomerItemsTable
  pictures: PicturesTable
  inboxItems: InboxItemsTable
  orders: OrdersTable
  orderLines: OrderLinesTable
  checkCalls: CheckCallsTable
  checkMarks: CheckMarksTable
  blindKeys: BlindKeysTable
  blindLines: BlindLinesTable
  blindSettlements: BlindSettlementsTable
  questions: QuestionsTable
  faxBands: FaxBandsTable
  signBacks: SignBacksTable
  gateOverrides: GateOverridesTable
  notices: NoticesTable
  noticeLines: NoticeLinesTable
  operations: OperationsTable
  dailyReports: DailyReportsTable
  deliveryNotes: DeliveryNotesTable
  deliveryLines: DeliveryLinesTable
  receipts: ReceiptsTable
  receiptAllocations: ReceiptAllocationsTable
  adjustments: AdjustmentsTable
  statements: StatementsTable
  statementRows: StatementRowsTable
  promises: PromisesTable
  messages: MessagesTable
  orderChanges: OrderChangesTable
  changeSigns: ChangeSignsTable
  orderReviews: OrderReviewsTable
  reviewOpinions: ReviewOpinionsTable
  quotations: QuotationsTable
  quotationVersions: QuotationVersionsTable
  quotationLines: QuotationLinesTable
  quotationPrices: QuotationPricesTable
  gateApprovals: GateApprovalsTable
  listViews: ListViewsTable
  orderFileShapes: OrderFileShapesTable
  orderImports: OrderImportsTable
  contacts: ContactsTable
  outsideFactories: OutsideFactoriesTable
  factoryProcesses: FactoryProcessesTable
  outsideSlips: OutsideSlipsTable
  outsideLines: OutsideLinesTable
  outsideReturns: OutsideReturnsTable
  outsideAnswers: OutsideAnswersTable
}

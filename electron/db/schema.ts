import type {
  ArchiveBatchesTable,
  ArchiveItemsTable,
  ArchiveLoansTable,
  SignBackChasesTable,
  SignBackLinesTable,
} from './schemaArchive.ts'
import type { MonthHandoversTable, MonthSignOffsTable } from './schemaMonthEnd.ts'
import type {
  CodEntriesTable,
  CodHandoverLinesTable,
  CodHandoversTable,
  CodNotesTable,
  CodSettlementsTable,
} from './schemaCod.ts'
import type {
  ComplaintDeductionsTable,
  ComplaintNotesTable,
  ComplaintPhotosTable,
  ComplaintsTable,
  ReplacementPartsTable,
  ReplacementsTable,
} from './schemaComplaints.ts'
import type { LayoutsTable, LayoutVersionsTable } from './schemaLayouts.ts'
import type { InvoiceLinesTable, InvoicesTable } from './schemaInvoices.ts'
import type { DossierConflictsTable, DossierSlotsTable, DossiersTable, OrderDutiesTable } from './schemaDossiers.ts'
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
import type { PlanMeasuresTable, PlanMovesTable } from './schemaPlan.ts'
import type {
  ArrivalsTable,
  ClosedMaterialsTable,
  MaterialCardsTable,
  MaterialListsTable,
  MaterialMovesTable,
  MaterialsTable,
  NoticeMaterialsTable,
  ProductMaterialsTable,
  PurchaseChasesTable,
  PurchasesTable,
} from './schemaMaterials.ts'
import type { PrintsTable } from './schemaPrints.ts'
import type { RegisterEntriesTable } from './schemaRegister.ts'
import type {
  BankLinesTable,
  BankShapesTable,
  OpeningBooksTable,
  OpeningNotesTable,
  PayPromisesTable,
} from './schemaReceivables.ts'
import type { ListViewsTable } from './schemaViews.ts'
import type { InspectionDefectsTable, InspectionDisposalsTable, InspectionsTable } from './schemaQuality.ts'
import type { OrderFileShapesTable, OrderImportsTable } from './schemaOrderImports.ts'
import type {
  AllocationLinesTable,
  AllocationsTable,
  ShipmentPlansTable,
  ShipmentTellingsTable,
  StoreEntriesTable,
} from './schemaShipments.ts'
import type { FilmChecksTable, NoticeCopiesTable, NoticeEnclosuresTable, PlanRowsTable } from './schemaNotices.ts'
import type { ExceptionLevelsTable, ExceptionsTable, LessonsTable, SubCodesTable } from './schemaExceptions.ts'
import type {
  JourneysTable,
  LoadChecksTable,
  TruckMovesTable,
  TrucksTable,
  TruckStopsTable,
  VehiclesTable,
} from './schemaTrucks.ts'
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
  planMeasures: PlanMeasuresTable
  planMoves: PlanMovesTable
  inspections: InspectionsTable
  inspectionDefects: InspectionDefectsTable
  inspectionDisposals: InspectionDisposalsTable
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
  dossiers: DossiersTable
  dossierSlots: DossierSlotsTable
  dossierConflicts: DossierConflictsTable
  orderDuties: OrderDutiesTable
  shipmentPlans: ShipmentPlansTable
  storeEntries: StoreEntriesTable
  shipmentTellings: ShipmentTellingsTable
  allocations: AllocationsTable
  allocationLines: AllocationLinesTable
  noticeEnclosures: NoticeEnclosuresTable
  filmChecks: FilmChecksTable
  noticeCopies: NoticeCopiesTable
  planRows: PlanRowsTable
  subCodes: SubCodesTable
  exceptions: ExceptionsTable
  exceptionLevels: ExceptionLevelsTable
  lessons: LessonsTable
  materials: MaterialsTable
  materialCards: MaterialCardsTable
  materialLists: MaterialListsTable
  productMaterials: ProductMaterialsTable
  noticeMaterials: NoticeMaterialsTable
  materialMoves: MaterialMovesTable
  closedMaterials: ClosedMaterialsTable
  purchases: PurchasesTable
  arrivals: ArrivalsTable
  purchaseChases: PurchaseChasesTable
  outsideFactories: OutsideFactoriesTable
  factoryProcesses: FactoryProcessesTable
  outsideSlips: OutsideSlipsTable
  outsideLines: OutsideLinesTable
  outsideReturns: OutsideReturnsTable
  outsideAnswers: OutsideAnswersTable
  prints: PrintsTable
  vehicles: VehiclesTable
  trucks: TrucksTable
  truckStops: TruckStopsTable
  truckMoves: TruckMovesTable
  journeys: JourneysTable
  loadChecks: LoadChecksTable
  signBackChases: SignBackChasesTable
  signBackLines: SignBackLinesTable
  archiveBatches: ArchiveBatchesTable
  archiveItems: ArchiveItemsTable
  archiveLoans: ArchiveLoansTable
  monthSignOffs: MonthSignOffsTable
  monthHandovers: MonthHandoversTable
  registerEntries: RegisterEntriesTable
  codNotes: CodNotesTable
  codEntries: CodEntriesTable
  codHandovers: CodHandoversTable
  codHandoverLines: CodHandoverLinesTable
  codSettlements: CodSettlementsTable
  complaints: ComplaintsTable
  complaintPhotos: ComplaintPhotosTable
  replacements: ReplacementsTable
  replacementParts: ReplacementPartsTable
  complaintNotes: ComplaintNotesTable
  complaintDeductions: ComplaintDeductionsTable
  layouts: LayoutsTable
  layoutVersions: LayoutVersionsTable
  invoices: InvoicesTable
  invoiceLines: InvoiceLinesTable
  openingBooks: OpeningBooksTable
  openingNotes: OpeningNotesTable
  bankShapes: BankShapesTable
  bankLines: BankLinesTable
  payPromises: PayPromisesTable
}

import { exportStatement, exportStatementBook, exportStatements } from './exports/kinds.ts'
import { exportLedger, exportReceivables } from './exports/ledger.ts'
import { exportFigures } from './exports/figures.ts'
import { exportJourneys } from './exports/journeys.ts'
import { exportShipments } from './exports/shipments.ts'
import { exportMonthPlan } from './exports/monthPlan.ts'
import { exportInspections } from './exports/inspections.ts'
import { exportOrders } from './exports/orderList.ts'
import { exportShortages } from './exports/shortages.ts'
import { exportOutsourcing } from './exports/outsourcing.ts'
import { exportMonthPack } from './exports/monthPack.ts'
import { exportReport } from './exports/reports.ts'
import { exportTemplate } from './exports/templates.ts'
import { exportRegister } from './exports/register.ts'
import { exportComplaintDaily, exportComplaints } from './exports/complaints.ts'
import type { ExportKind } from '../shared/shell.ts'
import type { ExportRun } from './exports/run.ts'

export type { ExportRun } from './exports/run.ts'

type Export = (run: ExportRun, input: unknown) => Promise<{ files: number }>

/** Kind → how its workbook is made. A new export adds its line here. */
const exports: Record<ExportKind, Export> = {
  statement: exportStatement,
  statements: exportStatements,
  statementBook: exportStatementBook,
  statementTemplate: exportTemplate,
  orders: exportOrders,
  ledger: exportLedger,
  receivables: exportReceivables,
  monthPack: exportMonthPack,
  reports: exportReport,
  figures: exportFigures,
  shipments: exportShipments,
  journeys: exportJourneys,
  monthPlan: exportMonthPlan,
  inspections: exportInspections,
  shortages: exportShortages,
  outsourcing: exportOutsourcing,
  register: exportRegister,
  complaints: exportComplaints,
  complaintDaily: exportComplaintDaily,
}

/** Makes an export of a kind: whole files only, nothing when it is cancelled. Gives how many files were written. */
export const runExport = async (run: ExportRun, kind: string, input: unknown): Promise<{ files: number }> => {
  const make = Object.hasOwn(exports, kind) ? exports[kind as ExportKind] : undefined
  if (!make) throw new Error(`no export ${kind}`)
  return make(run, input)
}

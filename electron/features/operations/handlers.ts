import type { operations } from '../../../shared/operations.ts'
import type { Handlers } from '../../context.ts'
import { board, lateCount } from './board.ts'
import { dueSoon, milestones } from './forecasts.ts'
import { dailyPaper, progressPaper } from './papers.ts'
import { report, reverse } from './report.ts'
import { missingCauses, openForReport, reports } from './reports.ts'

// in a folder beside operations.ts: production.ts plans through that file, and a report calls production.ts
export const operationsHandlers: Handlers<typeof operations> = {
  board,
  lateCount,
  progressPaper,
  openForReport,
  report,
  reverse,
  reports,
  dailyPaper,
  milestones,
  dueSoon,
  missingCauses,
}

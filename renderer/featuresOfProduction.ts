import { useLateBadge } from './features/operations/useLateBadge.ts'
import { useExceptionsBadge } from './features/exceptions/useExceptionsBadge.ts'
import { useQualityBadge } from './features/quality/useQualityBadge.ts'
import { type Feature, page } from './lib/pages.ts'

/** The words of 生产, in the order of its pages; part of `features`. */
export const featuresOfProduction: Record<string, Feature> = {
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
    under: {
      paper: 'notices',
      sheet: 'notices',
      enclosures: 'notices',
      film: 'notices',
      copies: 'notices',
      handover: 'notices',
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
}

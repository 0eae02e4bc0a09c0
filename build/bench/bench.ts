import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { answerCard, oursOfAnswer } from './answering.ts'
import { mainThreadBlock } from './blocking.ts'
import { blindKeyCompare } from './checking.ts'
import { monthEndCheck } from './monthEnd.ts'
import { escp200 } from './dotting.ts'
import { export100k } from './exporting.ts'
import { import2000 } from './importing.ts'
import { importOrder200 } from './orderImporting.ts'
import { type Figure, keepsBound } from './measure.ts'
import { type BenchOffice, openBenchOffice } from './office.ts'
import { listOrdersFiltered, oursOfFilteredList } from './orderList.ts'
import { loadChart, oursOfAsking, oursOfLoad, schedule1000 } from './planning.ts'
import { desk, growth, listOrdersPage, oursOfList, oursOfSearch, openOrder, searchBox } from './reading.ts'
import { ageing50k, ledger10k } from './receivables.ts'
import { rendererScripts } from './page.ts'
import { paperFigures } from './papers.ts'
import { complaintsList, notInvoiced, reportMatrix, reportRates } from './reporting.ts'
import { shipPlan500 } from './shipping.ts'
import { statements200 } from './stating.ts'
import { startToToday } from './starting.ts'
import { board5000, dailyReportSave, oursOfBoard, oursOfReport } from './workshop.ts'
import { oursOfSave, saveOrder, statement400 } from './writing.ts'

/** What a figure may ask for: the large office, and the small one to compare with. Each is opened when first asked for. */
interface Offices {
  large(): Promise<BenchOffice>
  small(): Promise<BenchOffice>
}

const grow = async (
  name: string,
  { large, small }: Offices,
  one: (office: BenchOffice) => (round: number) => unknown,
  rounds: number,
): Promise<Figure[]> => [await growth(name, await large(), await small(), one, rounds)]

/** Name → how it is measured, in the order they run. */
const figures: Record<string, (offices: Offices) => Promise<Figure[]>> = {
  'list-orders-page': async ({ large }) => [await listOrdersPage(await large())],
  'list-orders-filtered': async ({ large }) => [await listOrdersFiltered(await large())],
  'open-order': async ({ large }) => [await openOrder(await large())],
  'search-box': async ({ large }) => [await searchBox(await large())],
  'answer-card': async ({ large }) => [await answerCard(await large())],
  'growth-answer-card': (offices) => grow('growth-answer-card', offices, oursOfAnswer, 120),
  desk: async ({ large }) => desk(await large()),
  'growth-list-orders': (offices) => grow('growth-list-orders', offices, oursOfList, 150),
  'growth-list-orders-filtered': (offices) => grow('growth-list-orders-filtered', offices, oursOfFilteredList, 150),
  'growth-search-box': (offices) => grow('growth-search-box', offices, oursOfSearch, 240),
  'load-chart-90-days': async ({ large }) => [await loadChart(await large())],
  'growth-load-chart': (offices) => grow('growth-load-chart', offices, oursOfLoad, 60),
  'schedule-1000-orders': async ({ large }) => [await schedule1000(await large())],
  'growth-schedule-order': (offices) => grow('growth-schedule-order', offices, oursOfAsking, 100),
  'ship-plan-500-notes': async ({ large }) => [await shipPlan500(await large())],
  'save-order-10-lines': async ({ large }) => [await saveOrder(await large())],
  'growth-save-order': (offices) => grow('growth-save-order', offices, oursOfSave, 120),
  'statement-400-rows': async ({ large }) => [await statement400(await large())],
  'statements-200-customers': async ({ large }) => [await statements200(await large())],
  'ageing-50k-notes': async ({ large }) => [await ageing50k(await large())],
  'ledger-10k-rows': async ({ large }) => [await ledger10k(await large())],
  'month-end-check': async ({ large }) => [await monthEndCheck(await large())],
  reports: async ({ large }) => [await reportRates(await large())],
  'report-matrix': async ({ large }) => [await reportMatrix(await large())],
  'not-invoiced': async ({ large }) => [await notInvoiced(await large())],
  'complaints-list': async ({ large }) => [await complaintsList(await large())],
  'blind-key-compare': async ({ large }) => [await blindKeyCompare(await large())],
  'import-2000-rows': async ({ large }) => [await import2000(await large())],
  'import-order-200-lines': async ({ large }) => [await importOrder200(await large())],
  'board-5000-lines': async ({ large }) => [await board5000(await large())],
  'growth-board-5000-lines': (offices) => grow('growth-board-5000-lines', offices, oursOfBoard, 40),
  'daily-report-save': async ({ large }) => [await dailyReportSave(await large())],
  'growth-daily-report-save': (offices) => grow('growth-daily-report-save', offices, oursOfReport, 40),
  papers: () => paperFigures(),
  'escp-200-lines': async () => [await escp200()],
  'export-100k-rows': () => export100k(),
  'main-thread-block-ms': () => mainThreadBlock(),
  'renderer-js-kb': async () => rendererScripts(),
  'start-to-today': async () => [await startToToday()],
}

const shown = (value: number | null): string =>
  value === null ? '' : value >= 100 ? value.toFixed(0) : value.toFixed(2)

const print = (figure: Figure): void => {
  const { name, ours, baseline, ratio, unit, bound, dataset } = figure
  const verdict = bound === null ? '' : keepsBound(figure) ? 'ok' : 'OVER'
  const cells = [
    name.padEnd(24),
    `${shown(ours)} ${unit}`.padStart(12),
    (baseline === null ? '' : `${shown(baseline)} ${unit}`).padStart(12),
    shown(ratio).padStart(8),
    (bound === null ? '' : `≤ ${bound}`).padStart(8),
    verdict.padStart(5),
    `  ${dataset}`,
  ]
  console.log(cells.join(' '))
}

const run = async (asked: string[]): Promise<number> => {
  const unknown = asked.filter((name) => !Object.hasOwn(figures, name))
  if (unknown.length > 0) {
    console.error(`no such figure: ${unknown.join(', ')}\nthere are: ${Object.keys(figures).join(', ')}`)
    return 1
  }
  const open = new Map<number, BenchOffice>()
  const office = async (size: 5_000 | 50_000): Promise<BenchOffice> => {
    const known = open.get(size) ?? (await openBenchOffice(size, `bench-${size}`))
    open.set(size, known)
    return known
  }
  const offices: Offices = { large: () => office(50_000), small: () => office(5_000) }
  const measured: Figure[] = []
  console.log(
    ['figure'.padEnd(24), 'ours'.padStart(12), 'baseline'.padStart(12), 'ratio'.padStart(8), 'bound'.padStart(8)].join(
      ' ',
    ),
  )
  try {
    for (const name of asked.length > 0 ? asked : Object.keys(figures))
      for (const figure of await figures[name]!(offices)) {
        measured.push(figure)
        print(figure)
      }
  } finally {
    for (const one of open.values()) await one.close()
  }
  const folder = join(import.meta.dirname, '../../bench-output')
  mkdirSync(folder, { recursive: true })
  writeFileSync(
    join(folder, 'bench.json'),
    `${JSON.stringify(
      measured.map(({ bound: _, ...figure }) => figure),
      null,
      2,
    )}\n`,
  )
  const over = measured.filter((figure) => !keepsBound(figure)).length
  console.log(
    over === 0
      ? `${measured.length} figures, all within their bounds`
      : `${over} of ${measured.length} figures over their bounds`,
  )
  return 0
}

process.exitCode = await run(process.argv.slice(2))

import {
  type ConflictRow,
  type Dossier,
  slotKey,
  dutyKey,
  type SlotRow,
  slotStateKeys,
  slotStates,
} from '../../shared/dossiers.ts'
import { type Translate, translator } from '../../shared/language.ts'
import type { Trade } from '../../shared/settings.ts'
import { fieldRow, gap, paragraphs, type Pen, ruled } from './blocks.ts'
import type { EditionHead } from './data.ts'
import { letterhead, letterSheet } from './letterhead.ts'
import { type Flow, layPages } from './pages.ts'
import { finishPaper, type Paper, type PaperOptions } from './paper.ts'
import { innerWidth, Style } from './style.ts'
import { type Column, tableFlow } from './table.ts'

export interface DossierSheetPaper extends EditionHead {
  orderedOn: string
  dueOn: string
  dossier: Dossier
  /** Its words are those of the trade. */
  trade: Trade
}

const BOTTOM = 8

const stateText = (t: Translate, row: SlotRow): string =>
  slotStates.map((state) => `${row.state === state ? '☑' : '□'}${t(slotStateKeys[state])}`).join(' ')

const slotColumns = (t: Translate, trade: Trade | null): Column<SlotRow>[] => [
  { label: t('papers.sequence'), width: 8, align: 'center', text: (_, index) => String(index + 1) },
  { label: t('dossiers.slot'), width: 46, text: ({ slot }) => t(slotKey(slot, trade)) },
  { label: t('dossiers.state'), width: 44, align: 'center', text: (row) => stateText(t, row) },
  { label: t('dossiers.place'), width: 62, text: ({ place }) => place },
  {
    label: t('dossiers.by'),
    width: 34,
    align: 'center',
    text: ({ by, at }) => (by === null || at === null ? '' : `${by} ${at.slice(5, 10)}`),
  },
]

const conflictColumns = (t: Translate, trade: Trade | null): Column<ConflictRow>[] => [
  { label: t('papers.sequence'), width: 8, align: 'center', text: (_, index) => String(index + 1) },
  {
    label: t('dossiers.between'),
    width: 46,
    text: ({ slot, other }) => `${t(slotKey(slot, trade))} / ${t(slotKey(other, trade))}`,
  },
  { label: t('dossiers.words'), width: 70, text: ({ words }) => words },
  {
    label: t('dossiers.settledHow'),
    width: 70,
    text: ({ settledHow, settledBy }) => [settledHow, settledBy].filter(Boolean).join(' — '),
  },
]

/** 资料齐套表, A4 (duty 128): the six papers and samples, where they differ, and who follows what. */
export const dossierSheet = (paper: DossierSheetPaper, options: PaperOptions = {}): Paper => {
  const t = translator(options.language ?? 'zh-CN')
  const pen: Pen = { sheet: letterSheet(9.5), style: new Style() }
  const title = t('dossiers.paperTitle')
  const width = innerWidth(pen.sheet)
  const box = { rowMm: 6.4, lineMm: pen.sheet.lineMm, points: pen.sheet.points, rule: 'box', labelMm: 24 } as const
  const head = letterhead(pen, { ...paper, title, dateText: `${t('papers.orderedOn')}：${paper.orderedOn}` }, t)
  const { dossier, trade } = paper
  const style = { rowMm: 9, headMm: 6, mostLines: 8 }
  const flow: Flow[] = [
    {
      block: ruled(
        fieldRow(
          pen,
          [
            { label: t('papers.customer'), value: dossier.customerName, width: width / 3 },
            { label: t('papers.dueOn'), value: paper.dueOn, width: width / 3 },
            { label: t('papers.merchandiser'), value: dossier.merchandiser, width: width / 3 },
          ],
          box,
        ),
      ),
    },
    {
      block: fieldRow(
        pen,
        [
          {
            label: t('dossiers.duties'),
            value: dossier.duties.map(({ kind, name }) => `${t(dutyKey(kind, trade))} ${name}`).join('　'),
            width,
          },
        ],
        box,
      ),
    },
    { block: gap(pen, 2) },
    ...tableFlow(pen, slotColumns(t, trade), dossier.slots, style, 'slots'),
    { block: gap(pen, 2) },
    ...(dossier.conflicts.length === 0
      ? paragraphs(pen, t('dossiers.noConflict'), { width }).map((block): Flow => ({ block }))
      : tableFlow(pen, conflictColumns(t, trade), dossier.conflicts, style, 'conflicts')),
  ]
  return finishPaper(pen, `${title} ${paper.number}`, layPages(pen, flow, head, BOTTOM))
}

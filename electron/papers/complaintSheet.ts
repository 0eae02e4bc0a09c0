import { type Translate, translator } from '../../shared/language.ts'
import { fieldRow, gap, type Pen, ruled, signBoxes } from './blocks.ts'
import type { PaperHead } from './data.ts'
import { letterhead, letterSheet } from './letterhead.ts'
import { type Flow, layPages } from './pages.ts'
import { finishPaper, type Paper, type PaperOptions } from './paper.ts'
import { innerWidth, Style } from './style.ts'
import { type Column, tableFlow } from './table.ts'

/** 客户投诉单 (papers.md 4.8), every word resolved; `cost` is '' for who sees no money. */
export interface ComplaintSheetPaper extends PaperHead {
  printed: number
  voided: boolean
  receivedText: string
  customer: string
  contact: string
  phone: string
  takenBy: string
  papersText: string
  product: string
  quantityText: string
  kindText: string
  wantsText: string
  whatText: string
  repeatedText: string
  decisionText: string
  decidedBy: string
  causeText: string
  responsibleText: string
  preventionText: string
  remediesText: string
  costText: string
  replyText: string
  resultText: string
  closedText: string
  /** Small pictures as `data:` addresses. */
  photos: { picture: string }[]
}

type Four = { picture: string }[]
const photoColumns = (pen: Pen): Column<Four>[] =>
  [0, 1, 2, 3].map((at) => ({
    label: '',
    width: innerWidth(pen.sheet) / 4,
    align: 'center' as const,
    text: () => '',
    picture: (row: Four) => row[at]?.picture ?? '',
  }))

const foursOf = (photos: readonly { picture: string }[]): Four[] =>
  Array.from({ length: Math.ceil(photos.length / 4) }, (_, at) => photos.slice(at * 4, at * 4 + 4))

const fieldsOf = (paper: ComplaintSheetPaper, t: Translate): [string, string][][] => [
  [
    [t('app.customer'), paper.customer],
    [t('complaints.receivedAt'), paper.receivedText],
  ],
  [
    [t('complaints.contact'), [paper.contact, paper.phone].filter(Boolean).join(' ')],
    [t('complaints.takenBy'), paper.takenBy],
  ],
  [
    [t('complaints.papersOf'), paper.papersText],
    [t('complaints.kind'), paper.kindText],
  ],
  [
    [t('papers.product'), paper.product],
    [t('complaints.quantities'), paper.quantityText],
  ],
]

const blocksOf = (paper: ComplaintSheetPaper, t: Translate): [string, string, number][] => [
  [t('complaints.what'), paper.whatText, 20],
  [t('complaints.wants'), paper.wantsText, 9],
  ...(paper.repeatedText === '' ? [] : [[t('complaints.repeated'), paper.repeatedText, 9] as [string, string, number]]),
  [t('complaints.managerSays'), paper.decisionText, 14],
  [t('complaints.cause'), paper.causeText, 16],
  [t('complaints.responsible'), paper.responsibleText, 9],
  [t('complaints.remedies'), paper.remediesText, 14],
  ...(paper.costText === '' ? [] : [[t('complaints.cost'), paper.costText, 9] as [string, string, number]]),
  [t('complaints.prevention'), paper.preventionText, 14],
  [t('complaints.replyHead'), paper.replyText, 12],
  [t('complaints.result'), [paper.resultText, paper.closedText].filter(Boolean).join('　'), 12],
]

/** 客户投诉单, A4: receive → confirm → cause → what was done → reply (duties 96–98). */
export const complaintSheet = (paper: ComplaintSheetPaper, options: PaperOptions = {}): Paper => {
  const t = translator(options.language ?? 'zh-CN')
  const pen: Pen = { sheet: letterSheet(10.5), style: new Style() }
  const width = innerWidth(pen.sheet)
  const title = t('complaints.paperTitle')
  const box = { rowMm: 7.5, lineMm: pen.sheet.lineMm, points: pen.sheet.points, rule: 'box', labelMm: 26 } as const
  const head = letterhead(
    pen,
    {
      company: paper.company,
      number: paper.number,
      title,
      dateText: `${t('complaints.receivedAt')}：${paper.receivedText}`,
      version: 1,
      printed: paper.printed,
      mark: paper.voided ? t('complaints.stateVoid') : undefined,
    },
    t,
  )
  const rows = fieldsOf(paper, t).map((pair, index): Flow => {
    const block = fieldRow(
      pen,
      pair.map(([label, value]) => ({ label, value, width: width / 2 })),
      box,
    )
    return { block: index === 0 ? ruled(block) : block }
  })
  const third = width / 3
  const flow: Flow[] = [
    ...rows,
    ...blocksOf(paper, t).map(([label, value, rowMm]): Flow => ({
      block: fieldRow(pen, [{ label, value, width }], { ...box, rowMm }),
    })),
    ...(paper.photos.length === 0
      ? []
      : [
          { block: gap(pen, 2) },
          ...tableFlow(pen, photoColumns(pen), foursOf(paper.photos), { rowMm: 18, headMm: 2, mostLines: 1 }, 'photos'),
        ]),
    { block: gap(pen, 3), together: 'foot' },
    {
      block: ruled(
        signBoxes(
          pen,
          [
            { width: third, caption: t('papers.madeBy'), name: paper.madeBy },
            { width: third, caption: t('complaints.signManager'), name: paper.decidedBy },
            { width: third, caption: t('complaints.signDepartment'), name: '' },
          ],
          24,
        ),
      ),
      together: 'foot',
    },
  ]
  return finishPaper(pen, `${title} ${paper.number}`, layPages(pen, flow, head, 8))
}

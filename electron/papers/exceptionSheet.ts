import { type Exception, levelKeys, subLabel } from '../../shared/exceptions.ts'
import { type Translate, translator } from '../../shared/language.ts'
import { causeShortKeys, causeSigns } from '../../shared/operations.ts'
import { formatQuantity } from '../../shared/quantities.ts'
import { type Block, fieldRow, gap, paragraphs, type Pen, ruled, signBoxes } from './blocks.ts'
import type { PaperHead } from './data.ts'
import { letterhead, letterSheet } from './letterhead.ts'
import { type Flow, layPages } from './pages.ts'
import { finishPaper, type Paper, type PaperOptions } from './paper.ts'
import { innerWidth, Style } from './style.ts'

export interface ExceptionSheetPaper extends PaperHead {
  printed: number
  slip: Exception
}

const BOTTOM = 8

const timeText = (day: string | null, time: string): string => [day ?? '', time].filter(Boolean).join(' ')

const causeText = ({ causeCode, causeSub, causeSubName }: Exception, t: Translate): string => {
  if (causeSub !== '') return subLabel(causeSub, causeSubName)
  return causeCode === null ? '' : `${causeSigns[causeCode]} ${t(causeShortKeys[causeCode])}`
}

/** Label and value beside each other, two a row. */
const headRows = ({ slip }: ExceptionSheetPaper, t: Translate): [string, string][][] => [
  [
    [t('exceptions.order'), [slip.orderNumber, slip.customer].filter(Boolean).join(' ')],
    [t('papers.noticeNumber'), slip.noticeNumber],
  ],
  [
    [t('papers.product'), slip.description],
    [t('exceptions.place'), [slip.workshop, slip.processName].filter(Boolean).join(' · ')],
  ],
  [
    [t('exceptions.since'), slip.sinceOn],
    [t('exceptions.cause'), causeText(slip, t)],
  ],
  [
    [t('exceptions.owner'), slip.owner],
    [t('exceptions.clearBy'), timeText(slip.clearOn, slip.clearTime)],
  ],
]

const bodyRows = ({ slip }: ExceptionSheetPaper, t: Translate): [string, string, number][] => [
  [t('exceptions.what'), slip.what, 22],
  [t('exceptions.solution'), slip.solution, 22],
  [t('exceptions.customerAnswer'), slip.customerAnswer, 14],
  [
    t('exceptions.levels'),
    slip.levels
      .map(({ level, name, words, at }) =>
        [t(levelKeys[level]), name, at.slice(0, 10), words].filter(Boolean).join(' '),
      )
      .join('\n'),
    18,
  ],
  [t('exceptions.how'), slip.how, 22],
  [
    t('exceptions.clearedHead'),
    slip.clearedOn === null
      ? ''
      : [
          timeText(slip.clearedOn, slip.clearedTime),
          slip.stopHours > 0
            ? t('exceptions.stopWords', { hours: formatQuantity(slip.stopHours), people: slip.stopPeople })
            : '',
        ]
          .filter(Boolean)
          .join('　'),
    9,
  ],
]

/** 异常单, one A4 page (duties 24, 59, 61): to hand to who clears it and to sign; no money is on it. */
export const exceptionSheet = (paper: ExceptionSheetPaper, options: PaperOptions = {}): Paper => {
  const t = translator(options.language ?? 'zh-CN')
  const pen: Pen = { sheet: letterSheet(10.5), style: new Style() }
  const title = t('exceptions.title')
  const width = innerWidth(pen.sheet)
  const box = { rowMm: 8, lineMm: pen.sheet.lineMm, points: pen.sheet.points, rule: 'box', labelMm: 26 } as const
  const head = letterhead(
    pen,
    {
      company: paper.company,
      number: paper.number,
      title,
      dateText: `${t('exceptions.since')}：${paper.slip.sinceOn}`,
    },
    t,
  )
  const heads = headRows(paper, t).map((pair, index): Block => {
    const block = fieldRow(
      pen,
      pair.map(([label, value]) => ({ label, value, width: width / 2 })),
      box,
    )
    return index === 0 ? ruled(block) : block
  })
  const bodies = bodyRows(paper, t).map(([label, value, rowMm]) =>
    fieldRow(pen, [{ label, value, width }], { ...box, rowMm }),
  )
  const signs = signBoxes(
    pen,
    [
      { width: width / 3, caption: t('papers.madeBy'), name: paper.madeBy },
      { width: width / 3, caption: t('exceptions.owner'), name: paper.slip.owner },
      { width: width / 3, caption: t('papers.checkedBy'), name: '' },
    ],
    42,
  )
  const flow: Flow[] = [
    ...[...heads, ...bodies].map((block): Flow => ({ block })),
    { block: gap(pen, 3) },
    { block: ruled(signs) },
    ...paragraphs(pen, t('exceptions.clause'), { width }).map((block): Flow => ({ block })),
  ]
  return finishPaper(pen, `${title} ${paper.number}`, layPages(pen, flow, head, BOTTOM))
}

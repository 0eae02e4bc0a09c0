import type { Translate } from '../../shared/language.ts'
import { type Block, cell, fittingPoints, paragraphs, type Pen, row, spacer, stack } from './blocks.ts'
import type { CompanyHead } from './data.ts'
import { DOT_MM, LINE_DOTS } from './dots/characters.ts'
import { dotsFace } from './face.ts'
import { besideLogo, hasLogo, type PaperLayout } from './layout.ts'
import { wrapText } from './measure.ts'
import { innerWidth, type Sheet } from './style.ts'

export interface Letterhead {
  company: CompanyHead
  title: string
  number: string
  /** Papers without versions leave both out. */
  version?: number
  printed?: number
  /** Date line of the paper: `日期：2026-11-22`, or the period. */
  dateText: string
  /** The copy's name, where each copy has its own pages. */
  copy?: string | undefined
  /** A word in a box beside the title: 急. */
  mark?: string | undefined
}

/** 地址 · 电话 · 传真, leaving out what the office has not filled in. */
export const contactText = (company: CompanyHead, t: Translate): string =>
  [
    company.address && `${t('papers.address')}：${company.address}`,
    company.phone && `${t('papers.phone')}：${company.phone}`,
    company.fax && `${t('papers.fax')}：${company.fax}`,
  ]
    .filter(Boolean)
    .join('　')

/** 收款账户: 户名 and 开户行 on one line, 账号 on its own so that it is never broken. */
export const accountText = (company: CompanyHead, t: Translate): string => {
  const bank = [
    company.bankAccountName && `${t('papers.accountName')}：${company.bankAccountName}`,
    company.bankName && `${t('papers.bankName')}：${company.bankName}`,
  ]
  const account = company.bankAccount && `${t('papers.account')}：${company.bankAccount}`
  return [bank.filter(Boolean).join('　'), account].filter(Boolean).join('\n')
}

/** `第 2 版 · 第 1 次打印`; without an edition where the paper is of several orders that are not all of one. */
export const editionText = (paper: { version: number | null; printed: number }, t: Translate): string =>
  [
    ...(paper.version === null ? [] : [t('papers.version', { version: paper.version })]),
    t('papers.printed', { times: paper.printed }),
  ].join(' · ')

const titleRow = (pen: Pen, letterhead: Letterhead, width: number): Block => {
  const side = 38
  const middle = width - 2 * side
  const points = fittingPoints(letterhead.title, middle - 2, 17, 11, true)
  const mark = letterhead.mark
    ? cell(pen, [letterhead.mark], {
        width: 16,
        align: 'center',
        bold: true,
        points: fittingPoints(letterhead.mark, 13, 20, 10.5, true),
        lineMm: 9,
        classes: 'top bottom lead trail',
      }) + spacer(pen, side - 16)
    : spacer(pen, side)
  const copy = letterhead.copy ? wrapText(`【${letterhead.copy}】`, side - 2, 12, true) : []
  return row(pen, Math.max(9.5, copy.length * 5), [
    mark,
    cell(pen, [letterhead.title], { width: middle, align: 'center', bold: true, points, lineMm: 9 }),
    cell(pen, copy, { width: side, align: 'right', bold: true, points: 12, lineMm: 5 }),
  ])
}

const metaRow = (pen: Pen, letterhead: Letterhead, t: Translate, width: number, page: string): Block => {
  const texts = [
    letterhead.number === '' ? '' : `${t('papers.number')}：${letterhead.number}`,
    letterhead.dateText,
    letterhead.version === undefined || letterhead.printed === undefined
      ? ''
      : editionText({ version: letterhead.version, printed: letterhead.printed }, t),
    page,
  ]
  const shares = [0.27, 0.3, 0.24, 0.19].map((share) => share * width)
  const lines = texts.map((text, index) => wrapText(text, shares[index]! - 2, pen.sheet.points))
  const most = Math.max(...lines.map((part) => part.length))
  const cells = lines.map((part, index) =>
    cell(pen, part, {
      width: shares[index]!,
      align: index === 0 ? 'left' : index === 3 ? 'right' : 'center',
      classes: 'end',
    }),
  )
  return row(pen, most * pen.sheet.lineMm + 1.6, cells)
}

/** The head of a letter-size paper: company, title, number, date, 第 n 版, 打印次数, page n of m. */
export const letterhead = (pen: Pen, head: Letterhead, t: Translate, layout?: PaperLayout) => {
  const width = innerWidth(pen.sheet)
  const names = (room: number): Block[] => {
    const points = fittingPoints(head.company.name, room - 2, 18, 12, true)
    return [
      ...paragraphs(pen, head.company.name, { width: room, align: 'center', bold: true, points, lineMm: 8 }),
      ...paragraphs(pen, contactText(head.company, t), { width: room, align: 'center' }),
    ]
  }
  const top = [
    ...(hasLogo(layout)
      ? [besideLogo(pen, layout, layout.content.logo!.heightMm, true, (room) => stack(names(room)))]
      : names(width)),
    titleRow(pen, head, width),
  ]
  return (page: number, pages: number): Block =>
    stack([...top, metaRow(pen, head, t, width, t('papers.page', { page, pages }))])
}

/** Continuous paper of 11 inches, which a 24-pin printer has in place of A4: narrow, and wide for papers across. */
const continuous = { widthMm: 241, wideMm: 381, heightMm: 279.4 } as const

/** A4 upright, body in points: 10.5 for what goes through a fax machine. In dots the same width on continuous paper. */
export const letterSheet = (points: number, landscape = false, marginSide = 8): Sheet => {
  const [widthMm, heightMm] = landscape ? [297, 210] : [210, 297]
  const lineMm = Number((points * 0.44).toFixed(2))
  if (!dotsFace()) return { widthMm, heightMm, marginTop: 8, marginSide, points, lineMm }
  const formMm = landscape ? continuous.wideMm : continuous.widthMm
  return {
    widthMm: formMm,
    heightMm: continuous.heightMm,
    // the first line is where the operator set the paper, about 8 mm down: this is what is left of the edge below
    marginTop: 4.5,
    marginSide: (formMm - widthMm) / 2 + marginSide,
    points,
    lineMm: Math.max(lineMm, LINE_DOTS * DOT_MM),
  }
}

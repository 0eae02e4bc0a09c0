import { amountInWords } from '../../shared/amountInWords.ts'
import { formatFen } from '../../shared/money.ts'
import { formatQuantity } from '../../shared/quantities.ts'
import { type Block, cell, row } from './blocks.ts'
import type { DeliveryNoteLine, DeliveryNotePaper } from './data.ts'
import { type Form, type Setting, shareOf, type Sums, USUAL_MM } from './deliverySetting.ts'
import { sumCells } from './layout.ts'
import { placeText } from './layoutColumns.ts'
import { wrapText } from './measure.ts'
import { type Column, spanRow } from './table.ts'

export const nothing: Sums = { packs: 0, quantity: 0, fen: 0 }
export const addLine = (sums: Sums, line: DeliveryNoteLine): Sums => ({
  packs: sums.packs + line.packs,
  quantity: sums.quantity + line.quantity,
  fen: sums.fen + line.amountFen,
})

/** The sum under each column that has one; a grid of amounts has a digit in each place. */
export const sumText =
  (paper: DeliveryNotePaper, sums: Sums) =>
  (column: Column<DeliveryNoteLine>): string | null => {
    if (column.key === 'packs') return String(sums.packs)
    if (column.key === 'quantity') return paper.totalQuantity === null ? '' : formatQuantity(sums.quantity)
    if (column.key !== 'amount') return null
    const { place } = column as { place?: number }
    return place === undefined ? formatFen(sums.fen) : placeText(sums.fen, place)
  }

const sumWords = ({ t, money }: Setting, sums: Sums): string => {
  const packs = t('papers.packCount', { packs: sums.packs })
  return money ? `${packs} ￥${formatFen(sums.fen)}` : packs
}

/** 本页小计 of one of several forms, 合计 of a note on one; an office that wants no 小计 has 合计 on the last form alone. */
export const subtotalRow = (setting: Setting, form: Form, page: number, pages: number): Block => {
  const { pen, t, columns, paper, layout } = setting
  const style = { figure: true, bold: true } as const
  const make = (sums: Sums | null, text: string): Block => {
    const cells = sumCells(columns, sums ? sumText(paper, sums) : () => null, { text, align: 'right' }, style)
    return spanRow(pen, columns, cells, setting.form.subtotalMm, 0.2)
  }
  if (pages === 1) return make(form.own, t('papers.total'))
  if (layout?.content.subtotal === 'none')
    return page === pages ? make(form.running, t('papers.total')) : make(null, '')
  const before: Sums = {
    ...nothing,
    packs: form.running.packs - form.own.packs,
    fen: form.running.fen - form.own.fen,
  }
  const carried = page > 1 ? t('papers.carriedOver', { sum: sumWords(setting, before) }) : ''
  return make(form.own, [carried, t('papers.pageSubtotal')].filter(Boolean).join('　'))
}

/** What the total row says: 转下页 with the running sum, or on the last form the sum of all in figures and 大写. */
export const totalText = (setting: Setting, form: Form, page: number, pages: number): string => {
  const { t, money, paper, layout } = setting
  if (page < pages) {
    const words = money && layout?.content.subtotal === 'words'
    return [
      t('papers.carryForward', { page: page + 1, sum: sumWords(setting, form.running) }),
      words ? t('layouts.pageInWords', { words: amountInWords(form.own.fen) }) : '',
    ]
      .filter(Boolean)
      .join('　')
  }
  const { totalPacks, countedPacks = null } = paper
  // what was counted is what the driver hands over: the lines keep what they were packed in
  const packs =
    countedPacks === null || countedPacks === totalPacks
      ? t('papers.packCount', { packs: totalPacks })
      : t('papers.packsCounted', { counted: countedPacks, packs: totalPacks })
  return money
    ? `${t('papers.totalInWords')}：${t('papers.moneyInWords', { amount: formatFen(paper.totalFen), words: amountInWords(paper.totalFen) })}　${packs}`
    : `${t('papers.total')}：${packs}`
}

/** The sum of all forms, in figures and 大写, on the last form only; before it 转下页 with the running sum. */
export const totalRow = (setting: Setting, form: Form, page: number, pages: number): Block => {
  const { pen, t, paper } = setting
  const left = totalText(setting, form, page, pages)
  const collect =
    page === pages && paper.collectFen !== 0 ? `${t('papers.collect')}：￥${formatFen(paper.collectFen)}` : ''
  const share = shareOf(pen)
  const shares = (collect ? [154, 62] : [USUAL_MM]).map((width) => width * share)
  const texts = collect ? [left, collect] : [left]
  const broken = texts.map((text, index) => wrapText(text, shares[index]! - 2, pen.sheet.points, true))
  const cells = broken.map((lines, index) =>
    cell(pen, lines, {
      width: shares[index]!,
      bold: true,
      classes: index === 0 ? 'lead trail bottom' : 'trail bottom',
    }),
  )
  return row(pen, setting.form.totalMm, cells)
}

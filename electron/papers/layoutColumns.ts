import type { Translate } from '../../shared/language.ts'
import type { Column } from './table.ts'

/** 1400×800×750 as the boards' trade writes it: 长, 宽, 厚 (or 高); the first such words of a text. */
export const sizePattern = /(\d+(?:\.\d+)?)\s*[×xX*＊]\s*(\d+(?:\.\d+)?)(?:\s*[×xX*＊]\s*(\d+(?:\.\d+)?))?/

/** The sizes a description tells, as they are written: `['1400', '800', '750']`; '' for what it does not say. */
export const sizesOf = (text: string): [string, string, string] => {
  const found = sizePattern.exec(text)
  return [found?.[1] ?? '', found?.[2] ?? '', found?.[3] ?? '']
}

/** 长/宽/厚 as columns of their own; only printed where a layout asks for them. */
export const sizeColumns = <Row>(t: Translate, textOf: (row: Row) => string): Column<Row>[] => [
  {
    key: 'length',
    label: t('layouts.length'),
    width: 14,
    figure: true,
    extra: true,
    text: (row) => sizesOf(textOf(row))[0],
  },
  {
    key: 'width',
    label: t('layouts.width'),
    width: 14,
    figure: true,
    extra: true,
    text: (row) => sizesOf(textOf(row))[1],
  },
  {
    key: 'thick',
    label: t('layouts.thick'),
    width: 12,
    figure: true,
    extra: true,
    text: (row) => sizesOf(textOf(row))[2],
  },
]

/** Places of an amount from the right: 分 角 元 十 百 千 万 十 百 千 亿 …; each is a column. */
const placeNames = ['分', '角', '元', '十', '百', '千', '万', '十', '百', '千', '亿', '十', '百', '千', '万']
/** A digit and the word over it. */
const PLACE_MM = 5
/** Fewest places: 万 to 分, and one for the sign in front. */
const FEWEST = 8

/** What stands in a place of an amount in fen: its digit, ￥ (or − of an amount below nothing) before the first, nothing before that. */
export const placeText = (fen: number, place: number): string => {
  const digits = String(Math.abs(fen)).padStart(3, '0')
  if (place < digits.length) return digits[digits.length - 1 - place]!
  if (place > digits.length) return ''
  return fen < 0 ? '−' : '￥'
}

/** The amount in a grid, as wide as the longest of `amounts` needs; the columns share the key of the amount. */
export const gridColumns = <Row>(
  amounts: readonly number[],
  widthMm: number,
  amountOf: (row: Row) => number,
): (Column<Row> & { place: number })[] => {
  const longest = Math.max(...amounts.map((fen) => String(Math.abs(fen)).padStart(3, '0').length + 1), FEWEST)
  const places = Math.min(longest, placeNames.length)
  return Array.from({ length: places }, (_, index) => {
    const place = places - 1 - index
    return {
      key: 'amount',
      label: placeNames[place]!,
      width: Math.max(PLACE_MM, widthMm / places),
      align: 'center' as const,
      figure: true,
      least: PLACE_MM,
      text: (row: Row) => placeText(amountOf(row), place),
      place,
    }
  })
}

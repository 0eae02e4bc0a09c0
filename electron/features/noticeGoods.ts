import type { FieldValues } from '../../shared/noticeFields.ts'
import { goodsInWords } from '../../shared/sizeRuns.ts'
import { specOfShare } from '../../shared/sizeShares.ts'

/** What a row of a notice line is read with so that its goods can be said: of `noticeLines` joined with its `orderLines`. */
export const noticeGoodsColumns = [
  'orderLines.name',
  'orderLines.spec',
  'orderLines.colour',
  'orderLines.quantity as ordered',
  'noticeLines.quantity as share',
  'noticeLines.fields',
] as const

/** What `noticeGoodsColumns` read; null where a row has no notice line, or no order line at all. */
export interface NoticeGoods {
  name: string | null
  spec: string | null
  colour: string | null
  ordered: number | null
  share: number | null
  fields: string | null
}

/** The spec of the goods of a notice line, with its own sizes where it makes a part of the order (duty 41). */
export const specOfNotice = ({ spec, ordered, share, fields }: Omit<NoticeGoods, 'name' | 'colour'>): string =>
  spec === null || ordered === null || share === null || fields === null
    ? (spec ?? '')
    : specOfShare({ spec, ordered, share, run: (JSON.parse(fields) as FieldValues)['run'] ?? '' })

/** Name, spec and colour of the goods of a notice line in one breath. */
export const goodsOfNotice = (goods: NoticeGoods): string =>
  goodsInWords({ name: goods.name, spec: specOfNotice(goods), colour: goods.colour })

/** A row read with `noticeGoodsColumns`: its goods in one breath as `description`, instead of the columns they are said by. */
export const withGoods = <Row extends NoticeGoods>({ name, spec, colour, ordered, share, fields, ...rest }: Row) => ({
  ...rest,
  description: goodsOfNotice({ name, spec, colour, ordered, share, fields }),
})

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

/** Name, spec and colour of the goods of a notice line, with its own sizes where it makes a part of the order (duty 41). */
export const goodsOfNotice = ({
  name,
  spec,
  colour,
  ordered,
  share,
  fields,
}: {
  name: string
  spec: string
  colour: string
  ordered: number
  share: number
  fields: string
}): string =>
  goodsInWords({
    name,
    spec: specOfShare({ spec, ordered, share, run: (JSON.parse(fields) as FieldValues)['run'] ?? '' }),
    colour,
  })

import type { ChangeEntry } from '../../../shared/changes.ts'
import {
  differencesOf,
  type HeadField,
  headFieldKeys,
  type LineField,
  lineFieldKeys,
  type Proposal,
} from '../../../shared/proposals.ts'
import type { Settlement } from '../../../shared/customers.ts'
import type { PhraseKey, Translate } from '../../../shared/language.ts'
import { formatFen, formatMicros } from '../../../shared/money.ts'
import type { OrderLineDraft } from '../../../shared/orders.ts'
import { formatQuantity } from '../../../shared/quantities.ts'
import type { Context } from '../../context.ts'

export const goodsText = (line: Pick<OrderLineDraft, 'code' | 'name' | 'spec' | 'colour'>): string =>
  [line.code, line.name, line.spec, line.colour].filter(Boolean).join(' ')

const settlementKeys: Record<Settlement, PhraseKey> = {
  cash: 'orders.settlementCash',
  prepaid: 'orders.settlementPrepaid',
  deposit: 'orders.settlementDeposit',
  monthly: 'orders.settlementMonthly',
}

interface Words {
  t: Translate
  names: Map<number, string>
  seesMoney: boolean
}

const yesNo = (t: Translate, value: boolean): string => t(value ? 'changes.yes' : 'changes.no')

const headValue = (of: Proposal, field: HeadField, { t, names }: Words): string => {
  switch (field) {
    case 'rush':
      return yesNo(t, of.rush)
    case 'merchandiserId':
      return names.get(of.merchandiserId) ?? ''
    case 'settlement':
      return t(settlementKeys[of.settlement])
    case 'taxMode':
      return t(of.taxMode === 'included' ? 'changes.taxIncluded' : 'changes.taxExcluded')
    case 'depositBasisPoints':
    case 'taxBasisPoints':
      return `${of[field] / 100}%`
    case 'customerPo':
    case 'contact':
    case 'phone':
    case 'rushReason':
    case 'salesperson':
    case 'bankAccount':
    case 'deliveryPlace':
    case 'deliveryMethod':
    case 'packing':
    case 'acceptance':
    case 'remark':
      return of[field]
  }
}

const hidden = '***'
const lineValue = (line: OrderLineDraft, field: LineField, { t, seesMoney }: Words): string => {
  switch (field) {
    case 'quantity':
      return `${formatQuantity(line.quantity)} ${line.unit}`
    case 'packs':
      return String(line.packs)
    case 'priceMicros':
      return seesMoney ? formatMicros(line.priceMicros) : hidden
    case 'amountFen':
      return seesMoney ? formatFen(line.amountFen) : hidden
    case 'newVersion':
      return yesNo(t, line.newVersion)
    case 'picture':
      return line.picture === '' ? '' : t('pictures.wordOwn', { mark: line.picture.slice(0, 4) })
    case 'code':
    case 'name':
    case 'spec':
    case 'colour':
    case 'material':
    case 'unit':
    case 'dueOn':
    case 'customerPo':
    case 'remark':
      return line[field]
  }
}

const wholeLine = (line: OrderLineDraft, words: Words): string =>
  [
    `${formatQuantity(line.quantity)} ${line.unit}`,
    ...(words.seesMoney ? [`× ${formatMicros(line.priceMicros)}`] : []),
    line.dueOn,
  ].join(' ')

const entryWords = (before: Proposal, after: Proposal, words: Words): ChangeEntry[] =>
  differencesOf(before, after).map((difference): ChangeEntry => {
    const { t } = words
    if (difference.scope === 'head')
      return {
        scope: 'head',
        line: null,
        goods: '',
        label: t(headFieldKeys[difference.field]),
        before: headValue(before, difference.field, words),
        after: headValue(after, difference.field, words),
      }
    if (difference.scope === 'added') {
      const line = after.lines[difference.index]!
      return {
        scope: 'added',
        line: null,
        goods: goodsText(line),
        label: t('changes.lineAdded'),
        before: '',
        after: wholeLine(line, words),
      }
    }
    const index = before.lines.findIndex(({ id }) => id === difference.lineId)
    const line = before.lines[index]!
    const place = { line: index + 1, goods: goodsText(line) }
    if (difference.scope === 'cancelled')
      return {
        scope: 'cancelled',
        ...place,
        label: t('changes.lineCancelled'),
        before: wholeLine(line, words),
        after: '',
      }
    const now = after.lines.find(({ id }) => id === difference.lineId)!
    return {
      scope: 'line',
      ...place,
      label: t(lineFieldKeys[difference.field]),
      before: lineValue(line, difference.field, words),
      after: lineValue(now, difference.field, words),
    }
  })

/** Before and after of everything a slip changes, in the words of whoever looks. */
export const entriesOf = async (
  ctx: Pick<Context, 'db'>,
  before: Proposal,
  after: Proposal,
  t: Translate,
  seesMoney: boolean,
): Promise<ChangeEntry[]> => {
  const people =
    before.merchandiserId === after.merchandiserId
      ? []
      : await ctx.db
          .selectFrom('users')
          .select(['id', 'name'])
          .where('id', 'in', [before.merchandiserId, after.merchandiserId])
          .execute()
  return entryWords(before, after, { t, names: new Map(people.map(({ id, name }) => [id, name])), seesMoney })
}

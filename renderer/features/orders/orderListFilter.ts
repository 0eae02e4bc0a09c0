import type { OrderListFilter } from '../../../shared/orderList.ts'
import { type DueChoice, orderSorts, type ShownChoice } from '../../../shared/orderListTerms.ts'
import type { PhraseKey, Translate } from '../../../shared/language.ts'
import { orderStateKeys } from '../../../shared/orderStates.ts'

/** The filter as the page holds it: with the words of what was picked. */
export interface PageFilter extends OrderListFilter {
  customerName: string
}

export const noFilter: PageFilter = {
  shown: 'open',
  customerId: null,
  customerName: '',
  merchandiserId: null,
  due: null,
  dueFrom: null,
  dueTo: null,
  rush: false,
  question: false,
  text: '',
  sort: null,
}

export const dueKeys: Record<DueChoice, PhraseKey> = {
  today: 'orderList.dueToday',
  soon: 'orderList.dueSoon',
  week: 'orderList.dueWeek',
  overdue: 'orderList.dueOverdue',
}

export const shownKey = (shown: ShownChoice): PhraseKey =>
  shown === 'open'
    ? 'orders.openOnly'
    : shown === 'closed'
      ? 'orders.closed'
      : shown === 'all'
        ? 'app.all'
        : orderStateKeys[shown]

/** What the application is asked. */
export const asked = ({ customerName: _, ...filter }: PageFilter): OrderListFilter => filter

export const isFiltered = (filter: PageFilter): boolean =>
  JSON.stringify({ ...filter, sort: null }) !== JSON.stringify(noFilter)

/** The filter in words, for the head of what is exported and printed: 未结 · 永兴家居 · 三天内. */
export const filterWords = (filter: PageFilter, merchandiser: string, t: Translate): string => {
  const days = [filter.dueFrom ?? '', filter.dueTo ?? ''].join('～')
  return [
    t(shownKey(filter.shown)),
    filter.customerName,
    filter.merchandiserId === null ? '' : merchandiser,
    filter.due === null ? '' : t(dueKeys[filter.due]),
    days === '～' ? '' : `${t('orders.dueOn')} ${days}`,
    filter.rush ? t('orders.rush') : '',
    filter.question ? t('orderList.withQuestion') : '',
    filter.text,
  ]
    .filter(Boolean)
    .join(' · ')
    .slice(0, 200)
}

/** A filter that was kept, with what a newer version knows beside it. */
export const readKept = (kept: string): PageFilter => {
  const known = (kept === '' ? {} : JSON.parse(kept)) as Record<string, unknown>
  return Object.fromEntries(
    Object.entries(noFilter).map(([name, start]) => [name, known[name] ?? start]),
  ) as unknown as PageFilter
}

/** The way the list is sorted, then the next one: by urgency or newest, then each column up and down. */
const ways = [
  null,
  ...orderSorts.slice(1).flatMap((by) => [
    { by, down: false },
    { by, down: true },
  ]),
]
export const nextSort = (sort: OrderListFilter['sort']): OrderListFilter['sort'] => {
  const at = ways.findIndex((way) => way?.by === sort?.by && way?.down === sort?.down)
  return ways[(at + 1) % ways.length] ?? null
}

/** A click on a head: up, then down, then as the list begins. */
export const clickedSort = (
  sort: OrderListFilter['sort'],
  by: (typeof orderSorts)[number],
): OrderListFilter['sort'] => {
  if (sort?.by !== by) return { by, down: false }
  return sort.down ? null : { by, down: true }
}

import { say } from '../../lib/language.ts'
import { openTab } from '../../lib/tabs.ts'

/** Opens the plan of a line, where it can be moved. */
export const openLine = ({
  noticeLineId,
  orderNumber,
  description,
  operationId,
}: {
  noticeLineId: number
  orderNumber: string
  /** The goods of the line: an order has several, and each has a plan. */
  description: string
  /** The process the hand came from: the cursor stands on it. */
  operationId?: number
}): string =>
  openTab({
    word: 'plan',
    page: 'line',
    id: noticeLineId,
    title: [say('plan.lineTitle', { number: orderNumber }), description].filter(Boolean).join(' '),
    ...(operationId === undefined ? {} : { parameters: { operationId } }),
  })

/** `11-27–11-30`, or the one day. */
export const spanText = (start: string, finish: string): string =>
  start === finish ? start.slice(5) : `${start.slice(5)}–${finish.slice(5)}`

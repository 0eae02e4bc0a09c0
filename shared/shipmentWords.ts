import type { Translate } from './language.ts'
import { formatQuantity } from './quantities.ts'
import { type ShipWay, shipWayKeys, type TellFacts } from './shipments.ts'

const wayPatterns = [
  [/自提|自取|pick/i, 'pickUp'],
  [/快递|快遞|courier/i, 'courier'],
  [/物流|专线|專線|托运|託運|freight/i, 'freight'],
  [/送/, 'deliver'],
] as const satisfies readonly (readonly [RegExp, ShipWay])[]

/** 提货方式 in the words of an order or a note; null where they say nothing of it. */
export const wayOfMethod = (words: string): ShipWay | null =>
  wayPatterns.find(([pattern]) => pattern.test(words))?.[1] ?? null

/** 餐桌 胡桃 12 张(24 件)、餐椅 … */
const goodsWords = (t: Translate, { goods }: Pick<TellFacts, 'goods'>): string =>
  goods
    .map(({ description, unit, quantity, packs }) => {
      const pieces = `${description} ${formatQuantity(quantity)} ${unit}`
      return packs === null || packs === 0 ? pieces : t('shipments.goodsPacks', { goods: pieces, packs })
    })
    .join(t('shipments.andGoods'))

/** What is said of goods that have left: with whom, under which number, when they should arrive (duty 92). */
const sentWords = (t: Translate, facts: TellFacts, sent: NonNullable<TellFacts['sent']>, way: ShipWay): string => {
  const values = {
    contact: facts.contact || facts.customer,
    company: facts.company,
    number: sent.number,
    goods: goodsWords(t, facts),
  }
  return [
    t('journeys.saySent', values),
    t('journeys.sayArrives', { way: t(shipWayKeys[way]), carrier: sent.carrier }).trim(),
    sent.carrierPhone && t('journeys.sayCarrierPhone', { phone: sent.carrierPhone }),
    sent.tracking && t('journeys.sayTracking', { tracking: sent.tracking }),
    sent.expectedOn && t('journeys.sayExpected', { day: sent.expectedOn }),
    t('journeys.sayClosing', { phone: facts.companyPhone }),
  ].join('')
}

/** What is said to the customer of finished goods, ready to read out or to paste into a chat (duty 57). */
export const tellWords = (t: Translate, facts: TellFacts, agreed: { way: ShipWay; shipOn: string | null }): string => {
  if (facts.sent) return sentWords(t, facts, facts.sent, agreed.way)
  const values = {
    contact: facts.contact || facts.customer,
    company: facts.company,
    phone: facts.companyPhone,
    number: facts.orderNumber,
    address: facts.address,
    goods: goodsWords(t, facts),
    day: agreed.shipOn ?? '',
    way: t(shipWayKeys[agreed.way]),
  }
  const when =
    agreed.shipOn === null
      ? t('shipments.sayNoDay', values)
      : t(agreed.way === 'pickUp' ? 'shipments.sayPickUp' : 'shipments.sayShip', values)
  return [t('shipments.sayReady', values), when].join('')
}

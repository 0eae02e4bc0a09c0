import type { Translate } from './language.ts'
import { formatQuantity } from './quantities.ts'
import { type ShipWay, shipWayKeys, type TellFacts } from './shipments.ts'

/** 餐桌 胡桃 12 张(24 件)、餐椅 … */
const goodsWords = (t: Translate, { goods }: Pick<TellFacts, 'goods'>): string =>
  goods
    .map(({ description, unit, quantity, packs }) => {
      const pieces = `${description} ${formatQuantity(quantity)} ${unit}`
      return packs === null || packs === 0 ? pieces : t('shipments.goodsPacks', { goods: pieces, packs })
    })
    .join(t('shipments.andGoods'))

/** What is said to the customer of finished goods, ready to read out or to paste into a chat (duty 57). */
export const tellWords = (t: Translate, facts: TellFacts, agreed: { way: ShipWay; shipOn: string | null }): string => {
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

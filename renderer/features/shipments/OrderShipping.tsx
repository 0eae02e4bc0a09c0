import { useState } from 'react'
import { formatQuantity } from '../../../shared/quantities.ts'
import type { Output } from '../../../shared/contract.ts'
import { type shipments, shipStateWords, shipWayKeys } from '../../../shared/shipments.ts'
import { KeyButton } from '../../components/KeyButton.tsx'
import { StateBadge } from '../../components/StateBadge.tsx'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { useQuery } from '../../lib/query.ts'
import { useMay } from '../../lib/session.ts'
import { formatInstant } from '../../lib/values.ts'
import { openAsk } from './openShipping.ts'
import styles from './Shipments.module.css'
import { TellDialog } from './TellDialog.tsx'
import { shipTones } from './tones.ts'

type Plan = Output<typeof shipments.ofOrder>['plans'][number]
type Goods = Pick<Plan, 'description' | 'quantity' | 'unit'>

const goods = ({ description, quantity, unit }: Goods): string => `${description} ${formatQuantity(quantity)} ${unit}`
/** Lines that leave together and stand alike are one line here. */
const kindOf = ({ shipOn, way, state }: Plan): string => `${shipOn} ${way} ${state}`

const sumsOf = (plans: readonly Plan[]): Pick<Plan, 'quantity' | 'gone' | 'noted'> => {
  const sum = (of: (plan: Plan) => number): number => plans.reduce((all, plan) => all + of(plan), 0)
  return { quantity: sum(({ quantity }) => quantity), gone: sum(({ gone }) => gone), noted: sum(({ noted }) => noted) }
}

/** How the goods of an order leave, on its page: ship days, what is in the store, who was told. */
export const OrderShipping = ({ orderId, orderNumber }: { orderId: number; orderNumber: string }) => {
  const t = useT()
  const [mayAnswer, mayTell] = [useMay('shipments.answer'), useMay('shipments.tell')]
  const [telling, setTelling] = useState(false)
  const { data } = useQuery(client.shipments.ofOrder, { orderId }, { keep: true })
  if (!data || (!data.inWork && data.plans.length === 0)) return null
  /** One kind of goods by name; of several how many. */
  const few = (all: readonly Goods[]): string =>
    all.length === 1 ? goods(all[0]!) : t('shipments.kinds', { count: all.length })
  return (
    <>
      <h2>{t('shipments.ofOrder')}</h2>
      <div className={styles['order']}>
        {data.plans.length === 0 && <span className="dim">{t('shipments.notPlanned')}</span>}
        {[...Map.groupBy(data.plans, kindOf).values()].map((same) => {
          const [plan] = same as [Plan]
          return (
            <p key={kindOf(plan)} title={same.map(goods).join('\n')}>
              <StateBadge tone={plan.overdue ? 'bad' : shipTones[plan.state]}>
                {plan.overdue ? t('shipments.overdue') : shipStateWords(t, { ...plan, ...sumsOf(same) })}
              </StateBadge>{' '}
              <b>{plan.shipOn}</b> {t(shipWayKeys[plan.way])} <span className="dim">{few(same)}</span>
            </p>
          )
        })}
        {data.there.length > 0 && (
          <small title={data.there.map(goods).join('\n')}>
            {t('shipments.orderThere', { goods: few(data.there) })}
          </small>
        )}
        {data.told && (
          <small title={t('shipments.toldBy', { ...data.told, at: formatInstant(data.told.at) })}>
            ✓ {t('shipments.orderTold', { whom: data.told.whom, way: t(shipWayKeys[data.told.way]) })}{' '}
            {formatInstant(data.told.at)}
          </small>
        )}
        <span>
          {mayAnswer && data.inWork && (
            <KeyButton keys="s" onClick={() => openAsk({ orderId, orderNumber })}>
              {t('shipments.askTitle')}
            </KeyButton>
          )}{' '}
          {mayTell && data.inWork && (
            <KeyButton keys="g" onClick={() => setTelling(true)}>
              {t('shipments.tell')}
            </KeyButton>
          )}
        </span>
      </div>
      {telling && <TellDialog orderId={orderId} onClose={() => setTelling(false)} />}
    </>
  )
}

import { useState } from 'react'
import { orderStateKeys, type OrderState } from '../../../shared/orderStates.ts'
import { type Answer, type AnswerOrder, promiseOfOrder } from '../../../shared/search.ts'
import { KeyButton } from '../../components/KeyButton.tsx'
import { useT } from '../../lib/language.ts'
import styles from './AnswerCard.module.css'

/** The answer as it is for one of the caller's orders: its lines, its promise. */
const aboutOrder = (answer: Answer, order: AnswerOrder): Answer => {
  const promise = promiseOfOrder(order)
  return {
    ...answer,
    orders: [order],
    lastPromise: promise,
    promises: promise ? promise.changes + 1 : 0,
    promiseDelivered: promise?.state === 'kept',
  }
}

export interface Looking {
  /** All orders, or the one that is looked at. */
  answer: Answer
  order: AnswerOrder | null
  /** 0 = all of them. */
  place: number
  go(place: number): void
}

/** Steps through the caller's orders: all of them first, then one after another. */
export const useLooking = (answer: Answer | undefined): Looking | null => {
  const [at, setAt] = useState(0)
  if (!answer) return null
  const place = Math.min(at, answer.orders.length)
  const order = place === 0 ? null : answer.orders[place - 1]!
  return {
    answer: order ? aboutOrder(answer, order) : answer,
    order,
    place,
    go: (to) => setAt(Math.max(0, Math.min(answer.orders.length, to))),
  }
}

/** Which order is looked at, and the keys to the next one; nothing where there is only one. */
export const OrderSteps = ({ orders, looking }: { orders: readonly AnswerOrder[]; looking: Looking }) => {
  const t = useT()
  const { order, place, go } = looking
  if (orders.length < 2) return null
  return (
    <div className={styles['steps']}>
      <KeyButton
        keys="ArrowUp"
        disabled={place === 0}
        aria-label={t('search.previousOrder')}
        help={t('search.previousOrder')}
        onClick={() => go(place - 1)}
      >
        ‹
      </KeyButton>
      <KeyButton
        keys="ArrowDown"
        disabled={place === orders.length}
        aria-label={t('search.nextOrder')}
        help={t('search.nextOrder')}
        onClick={() => go(place + 1)}
      >
        ›
      </KeyButton>
      <span aria-live="polite">
        {order === null ? (
          t('search.allOrders', { count: orders.length })
        ) : (
          <>
            {t('search.orderOf', { place, count: orders.length })} <b>{order.number}</b>{' '}
            {order.customerPo && `PO ${order.customerPo} `}
            {t(orderStateKeys[order.state as OrderState])}
          </>
        )}
      </span>
    </div>
  )
}

import { type Lesson, shownLessons } from '../../../shared/lessons.ts'
import { Empty, Panel } from '../../components/Page.tsx'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { useQuery } from '../../lib/query.ts'
import styles from './Lessons.module.css'

const wordsOf = ({ orderNumber, customer, wrong, better }: Lesson) => ({ number: orderNumber, customer, wrong, better })

/** At the release of an order: what was learnt of its products before (duty 63). Nothing when there is nothing. */
export const RememberedOfOrder = ({ orderId }: { orderId: number }) => {
  const t = useT()
  const { data } = useQuery(client.lessons.ofOrder, { orderId })
  if (!data || data.length === 0) return null
  return (
    <ul className={styles['strip']} role="note" aria-label={t('lessons.shownHead')}>
      {data.slice(0, shownLessons).map((lesson) => (
        <li key={lesson.id}>
          ◆ {lesson.product && <b>{lesson.product} </b>}
          {t('lessons.shownLine', wordsOf(lesson))}
        </li>
      ))}
      {data.length > shownLessons && <li>{t('lessons.more', { count: data.length - shownLessons })}</li>}
    </ul>
  )
}

/** In the details of an order's line: the newest lesson of its product, in one line. */
export const RememberedOfLine = ({ productId }: { productId: number | null }) => {
  const t = useT()
  const { data } = useQuery(client.lessons.ofProduct, { productId: productId ?? 0 }, { enabled: productId !== null })
  const newest = productId === null ? undefined : data?.[0]
  if (!newest || !data) return null
  const all = data.map((lesson) => t('lessons.shownLine', wordsOf(lesson))).join('\n')
  return (
    <div className={styles['line']} role="note" title={all}>
      {t('lessons.shownShort', { wrong: newest.wrong, better: newest.better })}
      {data.length > 1 && ` · ${t('lessons.more', { count: data.length - 1 })}`}
    </div>
  )
}

/** On the card of a product: everything that was learnt of it. */
export const RememberedOfProduct = ({ productId }: { productId: number }) => {
  const t = useT()
  const { data } = useQuery(client.lessons.ofProduct, { productId })
  return (
    <Panel title={t('lessons.title')}>
      {data?.length === 0 ? (
        <Empty title={t('lessons.none')} hint={t('lessons.noneHint')} />
      ) : (
        <div className={styles['reading']}>
          <section className={styles['part']}>
            <ul>
              {(data ?? []).map((lesson) => (
                <li key={lesson.id}>{t('lessons.shownLine', wordsOf(lesson))}</li>
              ))}
            </ul>
          </section>
        </div>
      )}
    </Panel>
  )
}

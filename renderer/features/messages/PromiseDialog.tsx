import { daysBetween } from '../../../shared/dates.ts'
import type { Output } from '../../../shared/contract.ts'
import type { messages } from '../../../shared/messages.ts'
import { beforeForecast } from '../../../shared/promises.ts'
import { type Answer, firstDue, forecastOf } from '../../../shared/search.ts'
import { DateInput } from '../../components/DateInput.tsx'
import { Dialog } from '../../components/Dialog.tsx'
import { Choice, TextInput } from '../../components/Field.tsx'
import { Form, refuseField } from '../../components/Form.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import { KeptNote } from '../../components/KeptNote.tsx'
import { client } from '../../lib/client.ts'
import { useKeptFields } from '../../lib/keptFields.ts'
import { useT } from '../../lib/language.ts'
import { notify } from '../../lib/notices.ts'
import { useQuery } from '../../lib/query.ts'
import { weekdayOf } from '../../lib/values.ts'
import styles from '../search/AnswerCard.module.css'

interface Matter {
  orderId: number | null
  orderLineId: number | null
}

interface Typed {
  promisedOn: string | null
  words: string
  reason: string
  /** The order it is about, as text; `all` for the customer's orders together. */
  about: string
  /** The line it is about, as text; `whole` for the order. */
  goods: string
}

/** The day the goods of the matter will be done as the work stands. */
const forecastFor = ({ orders }: Answer, { orderId, orderLineId }: Matter): string | null =>
  forecastOf(
    orders
      .filter(({ id }) => orderId === null || id === orderId)
      .flatMap(({ lines }) => lines)
      .filter((line) => orderLineId === null || line.orderLineId === orderLineId),
  )

/** What the promise changes, and what speaks against its day: said to the one who promises, never in his way. */
const Before = ({
  weighed,
  answer,
  matter,
  promisedOn,
}: {
  weighed: Output<typeof messages.weighPromise> | undefined
  answer: Answer
  matter: Matter
  promisedOn: string | null
}) => {
  const t = useT()
  const forecastOn = forecastFor(answer, matter)
  const due = firstDue(answer.orders, matter)
  const said: string[] = []
  if (promisedOn !== null && forecastOn !== null && beforeForecast(promisedOn, forecastOn))
    said.push(t('messages.promiseEarly', { forecast: forecastOn.slice(5), days: daysBetween(promisedOn, forecastOn) }))
  if (promisedOn !== null && weighed?.rests)
    said.push(t('messages.promiseRests', { day: promisedOn.slice(5), weekday: weekdayOf(promisedOn) }))
  if (promisedOn !== null && due !== null && promisedOn > due.dueOn)
    said.push(
      t('messages.promiseAfterDue', {
        number: due.number,
        due: due.dueOn.slice(5),
        days: daysBetween(due.dueOn, promisedOn),
      }),
    )
  return (
    <>
      {weighed?.before && (
        <p className="dim">
          {t('messages.promiseChange', {
            count: weighed.changes,
            day: weighed.before.promisedOn.slice(5),
            words: weighed.before.words,
            by: weighed.before.by,
          })}
        </p>
      )}
      {said.map((words) => (
        <p key={words} role="alert" className={styles['early']}>
          ◆ {words}
        </p>
      ))}
    </>
  )
}

/** What the caller is promised: the day and the words, kept with the name of who said it (duty 50). */
export const PromiseDialog = ({
  answer,
  orderId,
  onClose,
}: {
  answer: Answer
  orderId: number | null
  onClose: () => void
}) => {
  const t = useT()
  const { customer, orders } = answer
  const { fields, change, done, kept, clear } = useKeptFields<Typed>(`promise/${customer.id}`, {
    promisedOn: null,
    words: '',
    reason: '',
    about: orderId === null ? 'all' : String(orderId),
    goods: 'whole',
  })
  const { promisedOn, words, reason, goods } = fields
  // what was typed before may be about an order that is finished since
  const about = orders.some(({ id }) => String(id) === fields.about) ? fields.about : 'all'
  const order = orders.find(({ id }) => String(id) === about)
  const matter: Matter = {
    orderId: order?.id ?? null,
    orderLineId: order && goods !== 'whole' ? Number(goods) : null,
  }
  const { data: weighed } = useQuery(
    client.messages.weighPromise,
    { customerId: customer.id, ...matter, promisedOn },
    { keep: true },
  )
  const save = async (): Promise<void> => {
    if (promisedOn === null) throw refuseField('promisedOn', t('shell.required', { field: t('messages.promiseOn') }))
    const said = words.trim() || t('messages.promiseDefault')
    await client.messages.promise({ customerId: customer.id, ...matter, promisedOn, words: said, reason })
    done()
    notify(t('messages.promiseSaved', { customer: customer.shortName, day: promisedOn.slice(5), words: said }))
    onClose()
  }
  const title = t('messages.promiseTitle', { customer: customer.shortName })
  return (
    <Dialog title={title} onClose={onClose}>
      <Form label={title} onSubmit={save} enterSubmits foot={<SubmitButton>{t('messages.promiseSave')}</SubmitButton>}>
        <KeptNote kept={kept} onClear={clear} />
        {orders.length > 0 && (
          <Choice
            name="orderId"
            label={t('messages.promiseOrder')}
            value={about}
            options={[
              { value: 'all', label: t('messages.promiseAll') },
              ...orders.map(({ id, number, lines }) => ({
                value: String(id),
                label: `${number} ${lines[0]?.name ?? ''}`,
              })),
            ]}
            onChange={(value) => change({ about: value, goods: 'whole' })}
          />
        )}
        {order && order.lines.length > 1 && (
          <Choice
            name="orderLineId"
            label={t('messages.promiseLine')}
            value={goods}
            options={[
              { value: 'whole', label: t('messages.promiseWhole') },
              ...order.lines.map(({ orderLineId, name, colour }) => ({
                value: String(orderLineId),
                label: [name, colour].filter(Boolean).join(' '),
              })),
            ]}
            onChange={(value) => change({ goods: value })}
          />
        )}
        <DateInput
          name="promisedOn"
          label={t('messages.promiseOn')}
          required
          autoFocus
          value={promisedOn}
          onChange={(value) => change({ promisedOn: value })}
        />
        <TextInput
          name="words"
          label={t('messages.promiseWords')}
          maxLength={200}
          placeholder={t('messages.promiseWordsHint')}
          value={words}
          onChange={(value) => change({ words: value })}
        />
        {weighed?.before && (
          <TextInput
            name="reason"
            label={t('messages.promiseReason')}
            required
            maxLength={100}
            placeholder={t('messages.promiseReasonHint')}
            value={reason}
            onChange={(value) => change({ reason: value })}
          />
        )}
        <Before weighed={weighed} answer={answer} matter={matter} promisedOn={promisedOn} />
      </Form>
    </Dialog>
  )
}

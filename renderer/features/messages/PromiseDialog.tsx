import { useState } from 'react'
import type { Answer } from '../../../shared/search.ts'
import { DateInput } from '../../components/DateInput.tsx'
import { Dialog } from '../../components/Dialog.tsx'
import { Choice, TextInput } from '../../components/Field.tsx'
import { Form, refuseField } from '../../components/Form.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { notify } from '../../lib/notices.ts'

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
  const { customer, orders, lastPromise } = answer
  const [promisedOn, setPromisedOn] = useState<string | null>(null)
  const [words, setWords] = useState('')
  const [about, setAbout] = useState(orderId === null ? 'all' : String(orderId))
  const save = async (): Promise<void> => {
    if (promisedOn === null) throw refuseField('promisedOn', t('shell.required', { field: t('messages.promiseOn') }))
    const said = words.trim() || t('messages.promiseDefault')
    await client.messages.promise({
      customerId: customer.id,
      orderId: about === 'all' ? null : Number(about),
      promisedOn,
      words: said,
    })
    notify(t('messages.promiseSaved', { customer: customer.shortName, day: promisedOn.slice(5), words: said }))
    onClose()
  }
  return (
    <Dialog title={t('messages.promiseTitle', { customer: customer.shortName })} onClose={onClose}>
      <Form
        label={t('messages.promiseTitle', { customer: customer.shortName })}
        onSubmit={save}
        enterSubmits
        keys="Control+Enter"
        foot={
          <>
            <SubmitButton keys="Control+Enter">{t('messages.promiseSave')}</SubmitButton>
            {lastPromise && (
              <small className="dim">
                {t('messages.promiseBefore', {
                  day: lastPromise.promisedOn.slice(5),
                  words: lastPromise.words,
                  by: lastPromise.by,
                })}
              </small>
            )}
          </>
        }
      >
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
            onChange={setAbout}
          />
        )}
        <DateInput
          name="promisedOn"
          label={t('messages.promiseOn')}
          required
          autoFocus
          value={promisedOn}
          onChange={setPromisedOn}
        />
        <TextInput
          name="words"
          label={t('messages.promiseWords')}
          maxLength={200}
          placeholder={t('messages.promiseWordsHint')}
          value={words}
          onChange={setWords}
        />
      </Form>
    </Dialog>
  )
}

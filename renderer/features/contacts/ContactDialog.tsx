import {
  type Channel,
  channelKeys,
  channels,
  type Direction,
  directionKeys,
  directions,
} from '../../../shared/contacts.ts'
import { DateInput } from '../../components/DateInput.tsx'
import { Dialog } from '../../components/Dialog.tsx'
import { Choice, FieldRow, TextInput } from '../../components/Field.tsx'
import { Form, refuseField } from '../../components/Form.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import { KeptNote } from '../../components/KeptNote.tsx'
import { client } from '../../lib/client.ts'
import { useKeptFields } from '../../lib/keptFields.ts'
import { useT } from '../../lib/language.ts'
import { notify } from '../../lib/notices.ts'
import { useQuery } from '../../lib/query.ts'
import { useMay } from '../../lib/session.ts'
import { receivedText } from '../inbox/receivedText.ts'

export interface ContactWith {
  id: number
  shortName: string
  contact: string
}

interface Typed {
  channel: Channel
  direction: Direction
  person: string
  orderId: string
  inboxItemId: string
  nextOn: string | null
  summary: string
}

/** 记往来 (duty 117): what was said comes last, so that Enter there records it. */
export const ContactDialog = ({
  customer,
  orders,
  orderId = null,
  onClose,
}: {
  customer: ContactWith
  orders: readonly { id: number; number: string }[]
  orderId?: number | null
  onClose: () => void
}) => {
  const t = useT()
  const mayInbox = useMay('inbox.read')
  const { data: papers } = useQuery(client.contacts.papers, { customerId: customer.id }, { enabled: mayInbox })
  const {
    fields: typed,
    change,
    done,
    kept,
    clear,
  } = useKeptFields<Typed>(`contact/${customer.id}`, {
    channel: 'phone',
    direction: 'in',
    person: customer.contact,
    orderId: orderId === null ? '' : String(orderId),
    inboxItemId: '',
    nextOn: null,
    summary: '',
  })
  const idOf = (text: string): number | null => (text === '' || text === 'none' ? null : Number(text))
  const save = async (): Promise<void> => {
    const { nextOn } = typed
    if (typed.summary.trim() === '') throw refuseField('summary', t('shell.required', { field: t('contacts.summary') }))
    await client.contacts.add({
      ...typed,
      customerId: customer.id,
      orderId: idOf(typed.orderId),
      inboxItemId: idOf(typed.inboxItemId),
    })
    done()
    notify(
      nextOn === null
        ? t('contacts.saved', { customer: customer.shortName })
        : t('contacts.savedNext', { customer: customer.shortName, day: nextOn.slice(5) }),
    )
    onClose()
  }
  const title = t('contacts.dialogTitle', { customer: customer.shortName })
  return (
    <Dialog title={title} onClose={onClose} width={520}>
      <Form label={title} onSubmit={save} enterSubmits foot={<SubmitButton>{t('contacts.save')}</SubmitButton>}>
        <KeptNote kept={kept} onClear={clear} />
        <FieldRow width={150}>
          <Choice<Channel>
            name="channel"
            label={t('contacts.channel')}
            value={typed.channel}
            options={channels.map((value) => ({ value, label: t(channelKeys[value]) }))}
            onChange={(channel) => change({ channel })}
          />
          <Choice<Direction>
            name="direction"
            label={t('contacts.direction')}
            value={typed.direction}
            options={directions.map((value) => ({ value, label: t(directionKeys[value]) }))}
            onChange={(direction) => change({ direction })}
          />
          <TextInput
            name="person"
            label={t('contacts.person')}
            maxLength={30}
            value={typed.person}
            onChange={(person) => change({ person })}
          />
        </FieldRow>
        <FieldRow width={150}>
          <Choice
            name="orderId"
            label={t('contacts.order')}
            value={typed.orderId || 'none'}
            options={[
              { value: 'none', label: t('contacts.noOrder') },
              ...orders.map(({ id, number }) => ({ value: String(id), label: number })),
            ]}
            onChange={(value) => change({ orderId: value })}
          />
          {papers && papers.length > 0 && (
            <Choice
              name="inboxItemId"
              label={t('contacts.attachment')}
              value={typed.inboxItemId || 'none'}
              options={[
                { value: 'none', label: t('contacts.noAttachment') },
                ...papers.map(({ id, fileName, receivedAt }) => ({
                  value: String(id),
                  label: `${fileName} ${receivedText(receivedAt)}`,
                })),
              ]}
              onChange={(inboxItemId) => change({ inboxItemId })}
            />
          )}
          <DateInput
            name="nextOn"
            label={t('contacts.nextOn')}
            hint={typed.nextOn === null ? t('contacts.nextHint') : undefined}
            value={typed.nextOn}
            onChange={(nextOn) => change({ nextOn })}
          />
        </FieldRow>
        <TextInput
          name="summary"
          label={t('contacts.summary')}
          required
          autoFocus
          maxLength={300}
          placeholder={t('contacts.summaryHint')}
          value={typed.summary}
          onChange={(summary) => change({ summary })}
        />
      </Form>
    </Dialog>
  )
}

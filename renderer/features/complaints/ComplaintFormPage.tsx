import { useEffect, useMemo, useRef, useState } from 'react'
import type { Complaint, ComplaintDraft, ComplaintSource } from '../../../shared/complaints.ts'
import {
  type ComplaintKind,
  complaintKindKeys,
  complaintKinds,
  type ComplaintWant,
  complaintWantKeys,
  complaintWants,
} from '../../../shared/complaintStates.ts'
import { CustomerPicker } from '../../components/CustomerPicker.tsx'
import { DateInput } from '../../components/DateInput.tsx'
import { Choice, FieldRow, TextBlock, TextInput } from '../../components/Field.tsx'
import { Form, refuseField } from '../../components/Form.tsx'
import { Page, Panel } from '../../components/Page.tsx'
import { joined, Picker } from '../../components/Picker.tsx'
import { RefusalNote } from '../../components/RefusalNote.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import { QuantityInput } from '../../components/TypedInput.tsx'
import type { PageProps } from '../../lib/pages.ts'
import { client } from '../../lib/client.ts'
import { useKeptFields } from '../../lib/keptFields.ts'
import { useT } from '../../lib/language.ts'
import { notify, sentenceOf } from '../../lib/notices.ts'
import { useQuery } from '../../lib/query.ts'
import { closeTab, type TabParameters } from '../../lib/tabs.ts'
import { todayHere } from '../../lib/values.ts'
import { TimeInput } from '../exceptions/TimeInput.tsx'
import styles from './Complaint.module.css'
import { openComplaint } from './openComplaint.ts'
import { Photos } from './Photos.tsx'
import { RepeatNote } from './RepeatNote.tsx'

/** What is on the form: the draft, the line it is about and the customer's name. */
export interface ComplaintForm extends Omit<ComplaintDraft, 'customerId' | 'kind' | 'wants'> {
  customerId: number | null
  customer: string
  source: ComplaintSource | null
  kind: ComplaintKind
  wants: ComplaintWant
}

const clockNow = (): string => {
  const now = new Date()
  return `${String(now.getHours()).padStart(2, '0')}:${String(now.getMinutes()).padStart(2, '0')}`
}

const emptyForm = (): ComplaintForm => ({
  id: null,
  customerId: null,
  customer: '',
  source: null,
  contact: '',
  phone: '',
  receivedOn: todayHere(),
  receivedTime: clockNow(),
  deliveryLineId: null,
  orderLineId: null,
  code: '',
  description: '',
  colour: '',
  unit: '',
  quantity: null,
  badQuantity: null,
  kind: 'quality',
  what: '',
  wants: 'replacement',
  wantsWords: '',
  photos: [],
  version: 0,
})

/** The form with a line on it: its customer, goods and how much was delivered. */
const withSource = (form: ComplaintForm, source: ComplaintSource | null): ComplaintForm =>
  source === null
    ? { ...form, source: null, deliveryLineId: null, orderLineId: null }
    : {
        ...form,
        source,
        customerId: source.customerId,
        customer: source.customer,
        contact: form.contact || source.contact,
        phone: form.phone || source.phone,
        deliveryLineId: source.deliveryLineId,
        orderLineId: source.deliveryLineId === null ? source.orderLineId : null,
        quantity: source.quantity,
      }

const numberOf = (value: unknown): number | null => (typeof value === 'number' ? value : null)

/** A new complaint of what it was opened from: a note, an order, a customer, a call that names none. */
const beginForm = async (parameters: TabParameters): Promise<{ form: ComplaintForm; lines: ComplaintSource[] }> => {
  const [noteId, orderId, customerId] = [
    numberOf(parameters['noteId']),
    numberOf(parameters['orderId']),
    numberOf(parameters['customerId']),
  ]
  const wants = complaintWants.find((each) => each === parameters['wants']) ?? 'replacement'
  const form = { ...emptyForm(), wants }
  const lines =
    noteId === null && orderId === null
      ? []
      : await client.complaints.sources({ noteId, orderId: noteId ? null : orderId })
  if (lines.length === 1) return { form: withSource(form, lines[0]!), lines }
  const of = lines[0]?.customerId ?? customerId
  if (of === null) return { form, lines }
  const card = await client.customers.read({ id: of })
  const named = { customerId: of, customer: card.shortName, contact: card.contact, phone: card.phone }
  return { form: { ...form, ...named }, lines }
}

const formOf = (complaint: Complaint): ComplaintForm => {
  const at = new Date(complaint.receivedAt)
  const { id, customerId, customer, contact, phone, receivedOn, deliveryLineId, orderLineId, version } = complaint
  const { code, description, colour, unit, quantity, badQuantity, kind, what, wants, wantsWords, photos } = complaint
  const source = {
    deliveryLineId,
    orderLineId,
    orderId: complaint.orderId,
    customerId,
    customer,
    contact,
    phone,
    noteNumber: complaint.noteNumber,
    orderNumber: complaint.orderNumber,
    deliveryOn: null,
    productId: complaint.productId,
    code,
    description,
    colour,
    unit,
    quantity: quantity ?? 0,
  }
  return {
    id,
    customerId,
    customer,
    source: deliveryLineId === null && orderLineId === null ? null : source,
    contact,
    phone,
    receivedOn,
    receivedTime: `${String(at.getHours()).padStart(2, '0')}:${String(at.getMinutes()).padStart(2, '0')}`,
    deliveryLineId,
    orderLineId: deliveryLineId === null ? orderLineId : null,
    code,
    description,
    colour,
    unit,
    quantity,
    badQuantity,
    kind,
    what,
    wants,
    wantsWords,
    photos,
    version,
  }
}

const goodsWords = (source: ComplaintSource): string =>
  joined(
    source.noteNumber || source.orderNumber,
    [source.code, source.description, source.colour].filter(Boolean).join(' '),
  )

/** The line it is about: one of the note or order it was opened from, else found by any number or by goods. */
const SourceField = ({
  form,
  lines,
  onSource,
}: {
  form: ComplaintForm
  lines: readonly ComplaintSource[]
  onSource: (source: ComplaintSource | null) => void
}) => {
  const t = useT()
  const keyOf = (source: ComplaintSource): string => `${source.deliveryLineId ?? ''}/${source.orderLineId ?? ''}`
  if (lines.length > 1)
    return (
      <Choice
        name="source"
        label={t('complaints.source')}
        autoFocus
        empty
        value={form.source ? keyOf(form.source) : ''}
        options={lines.map((line) => ({ value: keyOf(line), label: goodsWords(line) }))}
        onChange={(key) => onSource(lines.find((line) => keyOf(line) === key) ?? null)}
      />
    )
  return (
    <Picker<ComplaintSource>
      name="source"
      label={t('complaints.source')}
      placeholder={t('complaints.sourceHint')}
      autoFocus={form.customerId !== null && form.source === null}
      text={form.source ? goodsWords(form.source) : ''}
      find={(typed) => client.complaints.sources({ typed, customerId: form.customerId })}
      optionOf={(row) => ({
        value: keyOf(row),
        label: joined(row.noteNumber || row.orderNumber, row.deliveryOn?.slice(5)),
        detail: joined(row.customer, [row.code, row.description, row.colour].filter(Boolean).join(' ')),
      })}
      onPick={onSource}
    />
  )
}

const Editor = ({
  first,
  lines,
  name,
  tabKey,
}: {
  first: ComplaintForm
  lines: readonly ComplaintSource[]
  name: string
  tabKey: string
}) => {
  const t = useT()
  const { fields: form, change: keep, done } = useKeptFields<ComplaintForm>(name, first)
  const latest = useRef(form)
  latest.current = form
  const change = (part: Partial<ComplaintForm>): void => {
    latest.current = { ...latest.current, ...part }
    keep(latest.current)
  }
  const [changed, setChanged] = useState(false)
  const set = (part: Partial<ComplaintForm>): void => {
    setChanged(true)
    change(part)
  }
  const save = async (): Promise<void> => {
    const { customer: _name, source: _source, customerId, ...draft } = latest.current
    if (customerId === null) throw refuseField('customerId', t('shell.required', { field: t('app.customer') }))
    const saved = await client.complaints.save({ ...draft, customerId })
    done()
    setChanged(false)
    notify(t(first.id === null ? 'complaints.saved' : 'complaints.amended', { number: saved.number }))
    closeTab(tabKey)
    openComplaint(saved)
  }
  const title = t('complaints.newComplaint')
  return (
    <Panel title={first.id === null ? title : t('complaints.amend')} padded>
      <Form label={title} onSubmit={save} unsaved={changed} foot={<SubmitButton>{t('app.save')}</SubmitButton>}>
        <RepeatNote form={form} />
        <div className={styles['formGrid']}>
          <CustomerPicker
            name="customerId"
            label={t('app.customer')}
            required
            autoFocus={form.customerId === null}
            text={form.customer}
            onPick={(customer) => {
              set({
                ...withSource(latest.current, null),
                customerId: customer?.id ?? null,
                customer: customer ? customer.shortName || customer.name : '',
                phone: customer?.phone ?? '',
              })
              if (customer)
                client.customers.read({ id: customer.id }).then(
                  ({ contact }) => latest.current.contact === '' && change({ contact }),
                  (failure: unknown) => notify(sentenceOf(failure), 'bad'),
                )
            }}
          />
          <div className={styles['wide']}>
            <SourceField form={form} lines={lines} onSource={(source) => set(withSource(latest.current, source))} />
          </div>
          <QuantityInput
            name="quantity"
            label={t('complaints.quantity')}
            value={form.quantity}
            onChange={(quantity) => set({ quantity })}
          />
          <QuantityInput
            name="badQuantity"
            label={t('complaints.badQuantity')}
            hint={form.source?.unit}
            value={form.badQuantity}
            onChange={(badQuantity) => set({ badQuantity })}
          />
          <Choice
            name="kind"
            label={t('complaints.kind')}
            value={form.kind}
            options={complaintKinds.map((value) => ({ value, label: t(complaintKindKeys[value]) }))}
            onChange={(kind) => set({ kind })}
          />
          <Choice
            name="wants"
            label={t('complaints.wants')}
            value={form.wants}
            options={complaintWants.map((value) => ({ value, label: t(complaintWantKeys[value]) }))}
            onChange={(wants) => set({ wants })}
          />
          <div className={styles['whole']}>
            <TextInput
              name="wantsWords"
              label={t('complaints.wantsWords')}
              maxLength={200}
              value={form.wantsWords}
              onChange={(wantsWords) => set({ wantsWords })}
            />
          </div>
          {/* behind the quantities: it goes when a line is chosen, and the hand must not stand in it then */}
          {form.source === null && (
            <div className={styles['whole']}>
              <TextInput
                name="description"
                label={t('complaints.byHand')}
                placeholder={t('complaints.byHandHint')}
                maxLength={200}
                value={form.description}
                onChange={(description) => set({ description })}
              />
            </div>
          )}
          <div className={styles['whole']}>
            <TextBlock
              name="what"
              label={t('complaints.what')}
              required
              rows={4}
              maxLength={500}
              value={form.what}
              onChange={(what) => set({ what })}
            />
          </div>
        </div>
        <FieldRow width={170}>
          <TextInput
            name="contact"
            label={t('complaints.contact')}
            maxLength={40}
            value={form.contact}
            onChange={(contact) => set({ contact })}
          />
          <TextInput
            name="phone"
            label={t('complaints.phone')}
            maxLength={40}
            value={form.phone}
            onChange={(phone) => set({ phone })}
          />
          <DateInput
            name="receivedOn"
            label={t('complaints.receivedOn')}
            value={form.receivedOn}
            onChange={(day) => set({ receivedOn: day ?? todayHere() })}
          />
          <TimeInput
            name="receivedTime"
            label={t('complaints.receivedTime')}
            value={form.receivedTime}
            onChange={(receivedTime) => receivedTime !== '' && set({ receivedTime })}
          />
        </FieldRow>
        <Photos photos={form.photos} onChange={(photos) => set({ photos })} />
      </Form>
    </Panel>
  )
}

/** A new complaint, as the customer tells it on the phone (duty 96). */
export const NewComplaintPage = ({ tab }: PageProps) => {
  const [begun, setBegun] = useState<Awaited<ReturnType<typeof beginForm>> | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const parameters = useMemo(() => tab.parameters, [tab.parameters])
  useEffect(() => {
    beginForm(parameters).then(setBegun, (error: Error) => setFailure(error.message))
  }, [parameters])
  const about = parameters['noteId'] ?? parameters['orderId'] ?? parameters['customerId'] ?? 'blank'
  return (
    <Page>
      {failure !== null && <RefusalNote message={failure} />}
      {begun && <Editor first={begun.form} lines={begun.lines} name={`complaint ${about}`} tabKey={tab.key} />}
    </Page>
  )
}

/** A complaint the manager has not spoken about yet, to be changed. */
export const EditComplaintPage = ({ tab, id }: PageProps) => {
  const { data, error } = useQuery(client.complaints.read, { id: id ?? 0 }, { enabled: id !== null })
  const first = useMemo(() => (data ? formOf(data) : null), [data])
  return (
    <Page>
      <RefusalNote message={error?.message} />
      {first && <Editor first={first} lines={[]} name={`complaint edit ${id}`} tabKey={tab.key} />}
    </Page>
  )
}

import { useEffect, useRef, useState } from 'react'
import { type Note, type NoteKind, noteKindKeys, noteKinds, type OpenLine } from '../../../shared/deliveries.ts'
import { shortOf } from '../../../shared/journeys.ts'
import type { Translate } from '../../../shared/language.ts'
import { CustomerPicker } from '../../components/CustomerPicker.tsx'
import { DateInput } from '../../components/DateInput.tsx'
import { TextInput } from '../../components/Field.tsx'
import { Form, refuseField } from '../../components/Form.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import type { LineGridHandle } from '../../components/LineGrid.tsx'
import { Empty, Figure, Page, Panel } from '../../components/Page.tsx'
import { RefusalNote } from '../../components/RefusalNote.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import { MoneyInput } from '../../components/TypedInput.tsx'
import type { PageProps } from '../../lib/pages.ts'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { notify, sentenceOf } from '../../lib/notices.ts'
import { useQuery } from '../../lib/query.ts'
import { useMay } from '../../lib/session.ts'
import { closeTab, openTab, type TabParameters, useTabKey } from '../../lib/tabs.ts'
import { todayHere } from '../../lib/values.ts'
import { SerialHint } from '../layouts/SerialHint.tsx'
import { OrderCredit } from '../customers/OrderCredit.tsx'
import styles from './Note.module.css'
import {
  codOf,
  draftOf,
  emptyForm,
  filledLines,
  formOfDraft,
  formOfNote,
  leaveCell,
  lineOf,
  linesOfShort,
  needsManager,
  type NoteForm,
  partLine,
  totalsOf,
} from './noteForm.ts'
import { NoteLines } from './NoteLines.tsx'
import { OpenLines } from './OpenLines.tsx'
import { yuan } from '../receipts/yuan.ts'

const kindOf = (value: unknown): NoteKind => noteKinds.find((kind) => kind === value) ?? 'delivery'
const numberOf = (value: unknown): number | null => (typeof value === 'number' ? value : null)

/** Goods the note is made of: what is open, or for a return or exchange what the customer holds. */
const askLines = (kind: NoteKind, customerId: number, noteId: number | null = null): Promise<OpenLine[]> =>
  kind === 'delivery'
    ? client.deliveries.openLines({ customerId, noteId })
    : client.deliveries.heldLines({ customerId })

const withCustomer = async (form: NoteForm, customerId: number): Promise<NoteForm> => {
  const card = await client.customers.read({ id: customerId })
  return {
    ...form,
    customerId,
    customerName: card.shortName,
    address: card.address,
    contact: card.contact,
    phone: card.phone,
    collects: form.kind === 'delivery' && card.settlement === 'cash',
  }
}

/** What was not loaded of a note, as the lines of the slip that makes it good; why it stayed here is its remark. */
const shortOfLoad = async (kind: NoteKind, note: Note, t: Translate): Promise<Pick<NoteForm, 'lines' | 'remark'>> => {
  const journey = await client.journeys.read({ deliveryNoteId: note.id })
  const held = await client.deliveries.heldLines({ noteId: note.id })
  const why = journey.lines.filter((line) => shortOf(line) > 0).map(({ explanation }) => explanation.trim())
  const words = [t('journeys.shortRemark', { number: note.number }), ...new Set(why)].filter(Boolean).join(' ')
  return { lines: linesOfShort(kind, note, journey.lines, held), remark: words.slice(0, 200) }
}

/** The form of a new note: of an order's open lines, from a note whose goods come back, or still empty. */
const beginForm = async (parameters: TabParameters, id: number | null, t: Translate): Promise<NoteForm> => {
  if (id !== null) {
    const note = await client.deliveries.read({ id })
    return formOfNote(note, await askLines(note.kind, note.customerId, id))
  }
  const kind = kindOf(parameters['kind'])
  const [orderId, noteId, customerId] = [
    numberOf(parameters['orderId']),
    numberOf(parameters['noteId']),
    numberOf(parameters['customerId']),
  ]
  if (orderId !== null && kind === 'delivery') {
    const draft = await client.deliveries.newDraft({ orderId, planId: numberOf(parameters['planId']) })
    const { shortName } = await client.customers.read({ id: draft.customerId })
    return formOfDraft(draft, shortName, await client.deliveries.openLines({ orderId }))
  }
  if (noteId !== null) {
    const note = await client.deliveries.read({ id: noteId })
    const { address, contact, phone, method, driver, vehicle } = note
    const short = parameters['short'] === true ? await shortOfLoad(kind, note, t) : {}
    return {
      ...(await withCustomer(emptyForm(kind, todayHere()), note.customerId)),
      ...short,
      address,
      contact,
      phone,
      method,
      driver,
      vehicle,
    }
  }
  const empty = emptyForm(kind, todayHere())
  return customerId === null ? empty : withCustomer(empty, customerId)
}

const Head = ({
  form,
  change,
  onCustomer,
}: {
  form: NoteForm
  change: (part: Partial<NoteForm>) => void
  onCustomer: (id: number | null) => void
}) => {
  const t = useT()
  const [mayOverride, seesPrices] = [useMay('gates.override'), useMay('prices.read')]
  const text = (
    name: 'address' | 'contact' | 'phone' | 'method' | 'driver' | 'vehicle' | 'serial',
    most: number,
    autoFocus = false,
  ) => (
    <TextInput
      name={name}
      label={t(`deliveries.${name}`)}
      maxLength={most}
      autoFocus={autoFocus}
      value={form[name]}
      onChange={(value) => change({ [name]: value })}
    />
  )
  return (
    <div className={styles['head']}>
      <CustomerPicker
        name="customerId"
        label={t('app.customer')}
        required
        disabled={form.id !== null}
        autoFocus={form.customerId === null}
        text={form.customerName}
        onPick={(customer) => onCustomer(customer?.id ?? null)}
      />
      {text('driver', 20, form.customerId !== null)}
      {text('vehicle', 20)}
      <DateInput
        name="deliveryOn"
        label={t(form.kind === 'delivery' ? 'deliveries.deliveryOn' : 'app.date')}
        required
        value={form.deliveryOn}
        onChange={(deliveryOn) => change({ deliveryOn })}
      />
      {text('method', 20)}
      <div>
        {text('serial', 20)}
        <SerialHint serial={form.serial} noteId={form.id} customerId={form.customerId} />
      </div>
      <div className={styles['wide']}>{text('address', 100)}</div>
      {text('contact', 20)}
      {text('phone', 40)}
      {form.kind === 'delivery' && seesPrices && (
        <MoneyInput
          name="codFen"
          label={t('deliveries.codFen')}
          value={codOf(form)}
          onChange={(codFen) => change({ codFen, collects: false })}
        />
      )}
      {mayOverride && (needsManager(form) || form.overReason !== '') && (
        <div className={styles['wide']}>
          <TextInput
            name="overReason"
            label={t('deliveries.overReason')}
            maxLength={100}
            value={form.overReason}
            onChange={(overReason) => change({ overReason })}
          />
        </div>
      )}
      <TextInput
        name="remark"
        label={t('app.remark')}
        maxLength={200}
        value={form.remark}
        onChange={(remark) => change({ remark })}
      />
    </div>
  )
}

const Foot = ({ form }: { form: NoteForm }) => {
  const t = useT()
  const seesPrices = useMay('prices.read')
  const totals = totalsOf(form)
  return (
    <>
      <Figure
        label={t('app.total')}
        note={t('deliveries.linesPacks', { lines: totals.lines, packs: totals.packs })}
        negative={totals.totalFen < 0}
      >
        {seesPrices ? yuan(totals.totalFen) : t('deliveries.stampPacks', { packs: totals.packs })}
      </Figure>
      {seesPrices && codOf(form) > 0 && <Figure label={t('deliveries.codFen')}>{yuan(codOf(form))}</Figure>}
      {form.id !== null && <small className="dim">{t('deliveries.editClears')}</small>}
    </>
  )
}

/** Adds or takes away the goods of an order line; an exchange gets the line twice, back and out. */
const toggled = (form: NoteForm, open: OpenLine): NoteForm => {
  const { kind, lines } = form
  const without = lines.filter(({ orderLineId }) => orderLineId !== open.orderLineId)
  if (without.length < lines.length) return { ...form, lines: without }
  const fresh = kind === 'exchange' ? [lineOf(kind, open, 'in'), lineOf(kind, open, 'out')] : [lineOf(kind, open)]
  return { ...form, lines: [...lines, ...fresh] }
}

const Editor = ({ first, ofNote }: { first: NoteForm; ofNote: number | null }) => {
  const t = useT()
  const tab = useTabKey()
  const [form, setForm] = useState(first)
  const [changed, setChanged] = useState(false)
  const grid = useRef<LineGridHandle>(null)
  const { kind, customerId } = form
  const open = useQuery(
    client.deliveries.openLines,
    { customerId, noteId: form.id },
    { enabled: kind === 'delivery' && customerId !== null },
  )
  const held = useQuery(client.deliveries.heldLines, ofNote === null ? { customerId } : { noteId: ofNote }, {
    enabled: kind !== 'delivery' && customerId !== null,
  })
  const rows = (kind === 'delivery' ? open : held).data ?? []
  const latest = useRef(form)
  latest.current = form
  const update = (next: (before: NoteForm) => NoteForm): void => {
    setChanged(true)
    setForm((before) => {
      latest.current = next(before)
      return latest.current
    })
  }
  const chooseCustomer = (id: number | null): void => {
    update((before) => ({ ...before, customerId: id, lines: [] }))
    if (id !== null)
      withCustomer(latest.current, id).then(
        (next) => update((before) => ({ ...next, lines: before.lines })),
        (error: unknown) => notify(sentenceOf(error), 'bad'),
      )
  }
  const addPart = (): void => {
    update((before) => ({ ...before, lines: [...before.lines, partLine()] }))
    grid.current?.focusCell(latest.current.lines.length - 1, 'description')
  }
  const tickable = rows.filter(
    (line) => line.remaining > 0 || form.lines.some(({ orderLineId }) => orderLineId === line.orderLineId),
  )
  const ticked = new Set(form.lines.flatMap(({ orderLineId }) => (orderLineId === null ? [] : [orderLineId])))

  const save = async (): Promise<void> => {
    await grid.current?.settle()
    const now = latest.current
    if (now.customerId === null) throw refuseField('customerId', t('deliveries.chooseCustomer'))
    const wrong = grid.current?.firstWrong()
    if (wrong) {
      grid.current?.focusCell(wrong.row, wrong.key)
      throw refuseField('lines', wrong.sentence)
    }
    if (filledLines(now.lines).length === 0) throw refuseField('lines', t('deliveries.noLines'))
    const note = await client.deliveries.save(draftOf(now, todayHere()))
    setChanged(false)
    openTab({ word: 'deliveries', id: note.id, title: note.number })
    closeTab(tab)
  }
  return (
    <Page className={styles['page'] ?? ''}>
      <Form label={t(noteKindKeys[kind])} onSubmit={save} unsaved={changed} className={styles['form'] ?? ''}>
        <Panel
          title={form.number ?? t(noteKindKeys[kind])}
          note={form.customerName}
          foot={
            <>
              <Foot form={form} />
              <span className="spring" />
              {kind === 'replacement' && customerId !== null && (
                <KeyButton keys="F4" onClick={addPart}>
                  {t('deliveries.addPart')}
                </KeyButton>
              )}
              <SubmitButton disabled={customerId === null}>{t('app.save')}</SubmitButton>
            </>
          }
        >
          <Head
            form={form}
            change={(part) => update((before) => ({ ...before, ...part }))}
            onCustomer={chooseCustomer}
          />
          <OrderCredit customerId={customerId} />
          {customerId === null ? (
            <Empty title={t('deliveries.chooseCustomer')} hint={t('deliveries.chooseCustomerHint')} />
          ) : (
            <NoteLines
              kind={kind}
              lines={form.lines}
              grid={grid}
              onChange={(lines) => update((before) => ({ ...before, lines }))}
              onCell={(row, key, value) => update((before) => leaveCell(before, row, key, value !== null))}
              onEnd={() => undefined}
            />
          )}
        </Panel>
      </Form>
      <OpenLines
        title={t(kind === 'delivery' ? 'deliveries.openLines' : 'deliveries.heldLines')}
        kind={kind}
        empty={t(
          customerId === null
            ? 'deliveries.chooseCustomer'
            : kind === 'delivery'
              ? 'deliveries.nothingOpen'
              : 'deliveries.nothingHeld',
        )}
        rows={tickable}
        ticked={ticked}
        autoFocus={false}
        onToggle={(line) => update((before) => toggled(before, line))}
        onAll={() =>
          update((before) => tickable.filter(({ orderLineId }) => !ticked.has(orderLineId)).reduce(toggled, before))
        }
        onDone={() => grid.current?.focusCell(0, 'quantity')}
      />
    </Page>
  )
}

const Beginning = ({ tab, id }: PageProps) => {
  const [first, setFirst] = useState<NoteForm | null>(null)
  const [refusal, setRefusal] = useState<string | null>(null)
  const { parameters } = tab
  const t = useT()
  useEffect(() => {
    if (first) return undefined
    let gone = false
    beginForm(parameters, id, t).then(
      (form) => gone || setFirst(form),
      (error: unknown) => gone || setRefusal(sentenceOf(error)),
    )
    return () => {
      gone = true
    }
  }, [parameters, id, first, t])
  if (refusal !== null && !first)
    return (
      <Page>
        <Panel padded>
          <RefusalNote message={refusal} />
        </Panel>
      </Page>
    )
  return first ? <Editor first={first} ofNote={numberOf(parameters['noteId'])} /> : null
}

/**
 * A new note (`parameters`: `orderId` for all its open lines, or `customerId`, or `noteId` of goods that come back,
 * with `short` those that were not loaded; `kind`), or a note that has not left, to be changed. Called anew for another order it begins anew.
 */
export const NoteFormPage = (props: PageProps) => <Beginning key={JSON.stringify(props.tab.parameters)} {...props} />

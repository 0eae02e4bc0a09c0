import { useEffect, useMemo, useRef, useState } from 'react'
import { noteKindKeys, type OpenLine } from '../../../shared/deliveries.ts'
import { CustomerPicker } from '../../components/CustomerPicker.tsx'
import { DateInput } from '../../components/DateInput.tsx'
import { TextInput } from '../../components/Field.tsx'
import { Form, refuseField } from '../../components/Form.tsx'
import { KeptForms } from '../../components/KeptBar.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import type { LineGridHandle } from '../../components/LineGrid.tsx'
import { Empty, Figure, Page, Panel } from '../../components/Page.tsx'
import { RefusalNote } from '../../components/RefusalNote.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import { MoneyInput } from '../../components/TypedInput.tsx'
import type { PageProps } from '../../lib/pages.ts'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { attempt, notify, sentenceOf } from '../../lib/notices.ts'
import { useQuery } from '../../lib/query.ts'
import { useMay } from '../../lib/session.ts'
import { closeTab, openTab, useTabKey } from '../../lib/tabs.ts'
import { formatInstant, todayHere } from '../../lib/values.ts'
import { sureOfSerial } from '../layouts/askSerial.ts'
import { SerialHint } from '../layouts/SerialHint.tsx'
import { OrderCredit } from '../customers/OrderCredit.tsx'
import { askLines, beginForm, numberOf, withCustomer } from './beginNote.ts'
import { noteDrafts, type NoteInHand } from './drafts.ts'
import styles from './Note.module.css'
import {
  codOf,
  draftOf,
  filledLines,
  leaveCell,
  lineOf,
  needsManager,
  type NoteForm,
  partLine,
  resumedNote,
  totalsOf,
} from './noteForm.ts'
import { NoteLines } from './NoteLines.tsx'
import { OpenLines } from './OpenLines.tsx'
import { yuan } from '../receipts/yuan.ts'

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

/** The kept notes that belong here: of a new note every new one, of a note being changed its own change. */
const useKeptOf = (noteId: number | null) =>
  useMemo(
    () => ({
      ...noteDrafts,
      list: async () => (await noteDrafts.list()).filter(({ form: { form } }) => form.id === noteId),
    }),
    [noteId],
  )

const Editor = ({ first, ofNote }: { first: NoteForm; ofNote: number | null }) => {
  const t = useT()
  const tab = useTabKey()
  const [form, setForm] = useState(first)
  const [changed, setChanged] = useState(false)
  const grid = useRef<LineGridHandle>(null)
  const { kind, customerId } = form
  const inHand = useMemo((): NoteInHand => ({ form, changed }), [form, changed])
  const kept = noteDrafts.useInHand(inHand)
  const keptOnes = useKeptOf(form.id)
  const resume = async (found: NoteForm, keptKey: string): Promise<void> => {
    kept.takeOver(keptKey)
    const open = found.customerId === null ? [] : await askLines(found.kind, found.customerId, found.id)
    update(() => resumedNote(found, open))
  }
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
  const toGrid = (): void => grid.current?.focusCell(0, 'quantity')
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
    if (
      now.serial !== first.serial &&
      !(await sureOfSerial(now.serial, { noteId: now.id, customerId: now.customerId }))
    )
      return
    const note = await client.deliveries.save(draftOf(now, todayHere()))
    setChanged(false)
    kept.done()
    openTab({ word: 'deliveries', id: note.id, title: note.number })
    closeTab(tab)
  }
  return (
    <Page className={styles['page'] ?? ''}>
      <Form label={t(noteKindKeys[kind])} onSubmit={save} unsaved={changed} className={styles['form'] ?? ''}>
        <Panel
          title={form.number ?? t(noteKindKeys[kind])}
          note={form.customerName}
          actions={
            form.lines.length > 0 && (
              <KeyButton keys="Alt+g" className="plain" tabIndex={-1} onClick={toGrid}>
                {t('operations.toGrid')}
              </KeyButton>
            )
          }
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
          <KeptForms
            kind={keptOnes}
            wordsOf={({ at, form: { form: found } }) =>
              t('deliveries.draftFound', {
                what: found.number ?? t(noteKindKeys[found.kind]),
                customer: found.customerName || '—',
                lines: filledLines(found.lines).length,
                time: formatInstant(at),
              })
            }
            onResume={({ form: found }, keptKey) => void attempt(() => resume(found, keptKey))}
          />
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
        onDone={toGrid}
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

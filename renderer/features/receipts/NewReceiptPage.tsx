import { useEffect, useId, useMemo, useRef, useState } from 'react'
import type { Output } from '../../../shared/contract.ts'
import { isDateText } from '../../../shared/dates.ts'
import { missingFen } from '../../../shared/gates.ts'
import { formatFen } from '../../../shared/money.ts'
import {
  type Receipt,
  type ReceiptDraft,
  type ReceiptKind,
  receiptKindKeys,
  receiptKinds,
  receiptMethodKeys,
  receiptMethods,
  type receipts,
} from '../../../shared/receipts.ts'
import { CustomerPicker } from '../../components/CustomerPicker.tsx'
import { DateInput } from '../../components/DateInput.tsx'
import { Choice, TextInput } from '../../components/Field.tsx'
import { Form, refuseField } from '../../components/Form.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import type { LineGridHandle } from '../../components/LineGrid.tsx'
import { Page, Panel } from '../../components/Page.tsx'
import { RefusalNote } from '../../components/RefusalNote.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import { MoneyInput } from '../../components/TypedInput.tsx'
import type { PageProps } from '../../lib/pages.ts'
import { client } from '../../lib/client.ts'
import { askConfirm } from '../../lib/dialogs.ts'
import { useKeptFields } from '../../lib/keptFields.ts'
import { useT } from '../../lib/language.ts'
import { attempt, notify, sentenceOf } from '../../lib/notices.ts'
import { useQuery } from '../../lib/query.ts'
import { useMay } from '../../lib/session.ts'
import { closeTab, openTab, type TabParameters, useTabKey } from '../../lib/tabs.ts'
import { todayHere } from '../../lib/values.ts'
import { Allocations } from './Allocations.tsx'
import { type Preset, useAllocating } from './allocating.ts'
import { confirmReceipt } from './confirming.ts'
import { StandsIn } from '../statements/StandsIn.tsx'
import styles from './Receipt.module.css'

type Fields = Omit<ReceiptDraft, 'customerId' | 'amountFen' | 'allocations' | 'receivedOn'> & {
  customerId: number | null
  customerName: string
  amountFen: number | null
  receivedOn: string | null
}

const numberOf = (value: unknown): number | null => (typeof value === 'number' ? value : null)
const empty = (): Fields => ({
  customerId: null,
  customerName: '',
  receivedOn: todayHere(),
  kind: 'balance',
  method: 'bank',
  payer: '',
  slipNumber: '',
  amountFen: null,
  remark: '',
})

const withCustomer = async (fields: Fields, customerId: number): Promise<Fields> => {
  const card = await client.customers.read({ id: customerId })
  const kind: ReceiptKind = card.settlement === 'monthly' ? 'monthly' : fields.kind
  return { ...fields, customerId, customerName: card.shortName, kind }
}

/** What is missing where the receipt was called from: the deposit of an order, the money of a note (duties 29, 30). */
const begin = async (parameters: TabParameters): Promise<{ fields: Fields; preset: Preset | null }> => {
  const [orderId, deliveryNoteId] = [numberOf(parameters['orderId']), numberOf(parameters['deliveryNoteId'])]
  const customerId =
    numberOf(parameters['customerId']) ??
    (orderId !== null
      ? (await client.orders.read({ id: orderId })).customerId
      : deliveryNoteId !== null
        ? (await client.deliveries.read({ id: deliveryNoteId })).customerId
        : null)
  if (customerId === null) return { fields: empty(), preset: null }
  const fields = await withCustomer({ ...empty(), amountFen: numberOf(parameters['amountFen']) }, customerId)
  if (deliveryNoteId !== null) {
    const note = await client.deliveries.read({ id: deliveryNoteId })
    // before it leaves, its money is set against its order; afterwards against the note itself
    const ofOrder = note.released === null ? (note.lines.find((line) => line.orderId !== null)?.orderId ?? null) : null
    const missing = note.released === null ? missingFen(note.gate) : note.totalFen - note.paidFen
    return {
      fields: { ...fields, amountFen: fields.amountFen ?? (missing > 0 ? missing : null) },
      preset: { orderId: ofOrder, deliveryNoteId: note.released === null ? null : deliveryNoteId },
    }
  }
  if (orderId === null) return { fields, preset: null }
  const missing = missingFen(await client.gates.order({ orderId }))
  return {
    fields: {
      ...fields,
      kind: missing > 0 ? 'deposit' : fields.kind,
      amountFen: fields.amountFen ?? (missing > 0 ? missing : null),
    },
    preset: { orderId, deliveryNoteId: null },
  }
}

const Owed = ({ customerId }: { customerId: number }) => {
  const t = useT()
  const { data } = useQuery(client.customers.credit, { id: customerId })
  if (!data) return null
  const word = data.owedFen < 0 ? 'receipts.inAdvance' : 'receipts.owed'
  return <small>{t(word, { amount: formatFen(Math.abs(data.owedFen)) })}</small>
}

const noOwn: Receipt['allocations'] = []

const Editor = ({ first, preset, name }: { first: Fields; preset: Preset | null; name: string }) => {
  const t = useT()
  const tab = useTabKey()
  const mayConfirm = useMay('receipts.confirm')
  const seesStatements = useMay('statements.read')
  const { fields, change: keep, done: forget, kept, clear } = useKeptFields(name, first)
  const [changed, setChanged] = useState(false)
  const grid = useRef<LineGridHandle>(null)
  const allocating = useAllocating(fields.customerId, fields.amountFen ?? 0, preset, noOwn)
  const [kindChosen, setKindChosen] = useState(false)
  // what an order's deposit waits for is its deposit, until the hand says otherwise
  const kind = allocating.deposit && !kindChosen ? 'deposit' : fields.kind
  const latest = useRef({ fields, kind, allocating })
  latest.current = { fields, kind, allocating }
  const confirming = useRef(false)
  const change = (part: Partial<Fields>): void => {
    // a form that refused itself was never submitted: after a correction the plain save confirms nothing
    confirming.current = false
    setChanged(true)
    keep(part)
  }
  const chooseCustomer = (id: number | null): void => {
    if (id === null) return change({ customerId: null, customerName: '' })
    void attempt(async () => change(await withCustomer(latest.current.fields, id)))
  }
  const done = (receipt: Receipt): void => {
    setChanged(false)
    forget()
    openTab({ word: 'receipts', id: receipt.id, title: receipt.number })
    closeTab(tab)
  }
  /** Gives null where the person thought better of it: the same slip again, a month that was handed over. */
  const enter = async (): Promise<Receipt | null> => {
    await grid.current?.settle()
    const { fields: now, kind: meant, allocating: chosen } = latest.current
    const { customerName: _name, customerId, amountFen, receivedOn, ...rest } = now
    if (customerId === null) throw refuseField('customerId', t('receipts.chooseCustomer'))
    if (amountFen === null || amountFen <= 0)
      throw refuseField('amountFen', t('shell.required', { field: t('app.amount') }))
    const told = await client.receipts.toldOf({
      customerId,
      slipNumber: rest.slipNumber.trim(),
      receivedOn: receivedOn ?? todayHere(),
      amountFen,
    })
    const words = [
      ...toldWords(told, rest.slipNumber.trim()),
      ...(told.farAboveFen === null
        ? []
        : [t('receipts.farAbove', { amount: formatFen(amountFen), open: formatFen(told.farAboveFen) })]),
    ]
    if (
      words.length > 0 &&
      !(await askConfirm({
        title: t('receipts.newReceipt'),
        children: words.map((sentence) => <p key={sentence}>▲ {sentence}</p>),
        action: t('receipts.keepAsTyped'),
        keys: 'Control+Enter',
      }))
    )
      return null
    return client.receipts.enter({
      ...rest,
      kind: meant,
      customerId,
      amountFen,
      receivedOn: receivedOn ?? todayHere(),
      allocations: chosen.allocations,
    })
  }
  const save = async (): Promise<void> => {
    const receipt = await enter()
    if (!receipt) return
    notify(t('receipts.entered', { number: receipt.number }))
    done(receipt)
  }
  const saveAndConfirm = async (): Promise<void> => {
    if (latest.current.fields.slipNumber.trim() === '')
      throw refuseField('slipNumber', t('shell.required', { field: t('receipts.slip') }))
    const receipt = await enter()
    if (!receipt) return
    // from here on it is entered: what goes wrong with the confirmation is put right on its own page
    if (!(await attempt(() => confirmReceipt(receipt, receipt.slipNumber)))) return done(receipt)
    const said = t('receipts.confirmed', { number: receipt.number, amount: formatFen(receipt.amountFen) })
    notify(`${said}。${t('receipts.ownEntry')}`)
    done(receipt)
  }
  const toldWords = (told: Output<typeof receipts.toldOf>, slip: string): string[] => [
    ...(told.sameSlip
      ? [
          t('receipts.slipKeyed', {
            slip,
            number: told.sameSlip.number,
            on: told.sameSlip.receivedOn,
            amount: formatFen(told.sameSlip.amountFen),
          }),
        ]
      : []),
    ...(told.handedOver
      ? [t('receipts.monthHanded', { month: told.handedOver.month, number: told.handedOver.number })]
      : []),
  ]
  const { data: told } = useQuery(
    client.receipts.toldOf,
    {
      customerId: fields.customerId ?? 0,
      slipNumber: fields.slipNumber.trim(),
      receivedOn: fields.receivedOn ?? todayHere(),
    },
    { enabled: fields.customerId !== null && isDateText(fields.receivedOn ?? '') },
  )
  const toGrid = (): void => {
    if (allocating.rows.length > 0) grid.current?.focusCell(0, 'partFen')
  }
  const form = useRef<HTMLDivElement>(null)
  // the buttons stand after the grid of notes: that is the order of the work and of Tab
  const formId = useId()
  const submit = async (): Promise<void> => {
    const confirm = confirming.current
    confirming.current = false
    await (confirm ? saveAndConfirm() : save())
  }
  const confirmAtOnce = (): void => {
    confirming.current = true
    form.current?.querySelector('form')?.requestSubmit()
  }
  return (
    <Page layout="sides">
      <div ref={form} className={styles['form']}>
        <Form
          label={t('receipts.newReceipt')}
          id={formId}
          unsaved={changed}
          onSubmit={submit}
          onEnd={toGrid}
          className={styles['form'] ?? ''}
        >
          <Panel
            title={t('receipts.newReceipt')}
            bar={fields.customerId !== null && <Owed customerId={fields.customerId} />}
          >
            <div className={styles['fields']}>
              <CustomerPicker
                name="customerId"
                label={t('app.customer')}
                required
                autoFocus={fields.customerId === null}
                text={fields.customerName}
                onPick={(customer) => chooseCustomer(customer?.id ?? null)}
              />
              <MoneyInput
                name="amountFen"
                positive
                label={t('app.amount')}
                required
                autoFocus={fields.customerId !== null}
                value={fields.amountFen}
                onChange={(amountFen) => change({ amountFen })}
              />
              <TextInput
                name="slipNumber"
                label={t('receipts.slip')}
                maxLength={40}
                placeholder={t('receipts.slipAtConfirm')}
                value={fields.slipNumber}
                onChange={(slipNumber) => change({ slipNumber })}
              />
              <Choice
                name="method"
                label={t('receipts.method')}
                value={fields.method}
                options={receiptMethods.map((value) => ({ value, label: t(receiptMethodKeys[value]) }))}
                onChange={(method) => change({ method })}
              />
              <Choice
                name="kind"
                label={t('receipts.kind')}
                value={kind}
                options={receiptKinds.map((value) => ({ value, label: t(receiptKindKeys[value]) }))}
                onChange={(chosen) => {
                  setKindChosen(true)
                  change({ kind: chosen })
                }}
              />
              <DateInput
                name="receivedOn"
                label={t('receipts.receivedOn')}
                required
                value={fields.receivedOn}
                onChange={(receivedOn) => change({ receivedOn })}
              />
              <TextInput
                name="payer"
                label={t('receipts.payer')}
                placeholder={fields.customerName}
                maxLength={60}
                value={fields.payer}
                onChange={(payer) => change({ payer })}
              />
              <TextInput
                name="remark"
                label={t('app.remark')}
                maxLength={200}
                value={fields.remark}
                onChange={(remark) => change({ remark })}
              />
            </div>
            {told &&
              toldWords(told, fields.slipNumber.trim()).map((sentence) => (
                <p key={sentence} className={styles['told']} role="status">
                  ▲ {sentence}
                </p>
              ))}
            {seesStatements && <StandsIn customerId={fields.customerId} on={fields.receivedOn} />}
            {kept && (
              <p className={styles['told']}>
                {t('receipts.keptForm')}{' '}
                <KeyButton keys="F6" onClick={clear}>
                  {t('openings.clear')}
                </KeyButton>
              </p>
            )}
          </Panel>
        </Form>
      </div>
      <Allocations
        allocating={allocating}
        amountFen={fields.amountFen ?? 0}
        chosen={fields.customerId !== null}
        grid={grid}
        buttons={
          <>
            {mayConfirm && (
              <KeyButton keys="Control+Enter" onClick={confirmAtOnce}>
                {t('receipts.saveAndConfirm')}
              </KeyButton>
            )}
            <SubmitButton form={formId}>{t('app.save')}</SubmitButton>
          </>
        }
      />
    </Page>
  )
}

const Beginning = ({ tab }: PageProps) => {
  const { parameters } = tab
  const [first, setFirst] = useState<{ fields: Fields; preset: Preset | null } | null>(null)
  const [refusal, setRefusal] = useState<string | null>(null)
  useEffect(() => {
    if (first) return undefined
    let gone = false
    begin(parameters).then(
      (begun) => gone || setFirst(begun),
      (error: unknown) => gone || setRefusal(sentenceOf(error)),
    )
    return () => {
      gone = true
    }
  }, [parameters, first])
  const preset = useMemo(() => first?.preset ?? null, [first])
  if (refusal !== null && !first)
    return (
      <Page>
        <Panel padded>
          <RefusalNote message={refusal} />
        </Panel>
      </Page>
    )
  return first ? <Editor first={first.fields} preset={preset} name={`receipt/${JSON.stringify(parameters)}`} /> : null
}

/** Money that came in (F8): `parameters` may name `customerId`, `orderId`, `deliveryNoteId` and `amountFen`. */
export const NewReceiptPage = (props: PageProps) => <Beginning key={JSON.stringify(props.tab.parameters)} {...props} />

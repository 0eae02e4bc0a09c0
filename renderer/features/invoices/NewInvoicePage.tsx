import { useEffect, useRef, useState } from 'react'
import { type Invoice, type InvoiceDraft, paperKindKeys, paperKinds } from '../../../shared/invoices.ts'
import { taxContained } from '../../../shared/money.ts'
import { CustomerPicker } from '../../components/CustomerPicker.tsx'
import { DateInput } from '../../components/DateInput.tsx'
import { Choice, TextInput } from '../../components/Field.tsx'
import { Form, refuseField } from '../../components/Form.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import type { LineGridHandle } from '../../components/LineGrid.tsx'
import { Page, Panel } from '../../components/Page.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import { MoneyInput, PercentInput } from '../../components/TypedInput.tsx'
import { askedFirst } from '../../lib/askedFirst.ts'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { attempt, notify } from '../../lib/notices.ts'
import type { PageProps } from '../../lib/pages.ts'
import { closeTab, openTab, type TabParameters, useTabKey } from '../../lib/tabs.ts'
import { todayHere } from '../../lib/values.ts'
import styles from '../receipts/Receipt.module.css'
import { useCovering } from './covering.ts'
import { CoverPanel } from './CoverPanel.tsx'

type Fields = Omit<InvoiceDraft, 'customerId' | 'amountFen' | 'taxFen' | 'issuedOn' | 'parts'> & {
  customerId: number | null
  customerName: string
  issuedOn: string | null
  amountFen: number | null
  /** As typed; null follows the amount and the rate. */
  taxFen: number | null
}

const empty = (): Fields => ({
  customerId: null,
  customerName: '',
  kind: 'special',
  code: '',
  number: '',
  issuedOn: todayHere(),
  amountFen: null,
  taxBasisPoints: 1300,
  taxFen: null,
  remark: '',
  statementId: null,
})

/** Kind, code and rate as the customer's last invoice had them. */
const withCustomer = async (fields: Fields, customerId: number): Promise<Fields> => {
  const [card, next] = await Promise.all([
    client.customers.read({ id: customerId }),
    client.invoices.next({ customerId }),
  ])
  return { ...fields, ...next, customerId, customerName: card.shortName }
}

/** From a statement: what of it is not invoiced yet is the amount. */
const begin = async (parameters: TabParameters): Promise<Fields> => {
  const { customerId, statementId } = parameters
  if (typeof customerId !== 'number') return empty()
  const fields = await withCustomer(empty(), customerId)
  if (typeof statementId !== 'number') return fields
  const { openFen } = await client.invoices.uninvoicedSums({ customerId, statementId })
  return { ...fields, statementId, amountFen: openFen === 0 ? null : openFen }
}

/** The next of a block of paper invoices. */
const numberAfter = (number: string): string =>
  /^\d{8}$/.test(number) ? String(Number(number) + 1).padStart(8, '0') : ''

const taxOf = ({ amountFen, taxBasisPoints, taxFen }: Fields): number =>
  taxFen ?? taxContained(amountFen ?? 0, taxBasisPoints)

const Editor = ({ first }: { first: Fields }) => {
  const t = useT()
  const tab = useTabKey()
  const [fields, setFields] = useState(first)
  const [changed, setChanged] = useState(false)
  const grid = useRef<LineGridHandle>(null)
  const form = useRef<HTMLDivElement>(null)
  const another = useRef(false)
  const covering = useCovering(fields.customerId, fields.amountFen ?? 0, fields.statementId, null)
  const latest = useRef({ fields, covering })
  latest.current = { fields, covering }
  const change = (part: Partial<Fields>): void => {
    another.current = false
    setChanged(true)
    setFields((before) => ({ ...before, ...part }))
  }
  const chooseCustomer = (id: number | null): void => {
    if (id === null) return change({ customerId: null, customerName: '' })
    void attempt(async () => change(await withCustomer({ ...latest.current.fields, statementId: null }, id)))
  }
  const enter = async (): Promise<Invoice | null> => {
    await grid.current?.settle()
    const { fields: now, covering: covered } = latest.current
    const { customerName: _name, customerId, amountFen, issuedOn, ...rest } = now
    if (customerId === null) throw refuseField('customerId', t('invoices.chooseCustomer'))
    if (now.number.trim() === '') throw refuseField('number', t('shell.required', { field: t('invoices.number') }))
    if (amountFen === null || amountFen === 0)
      throw refuseField('amountFen', t('shell.required', { field: t('invoices.amount') }))
    const draft = {
      ...rest,
      customerId,
      amountFen,
      taxFen: taxOf(now),
      issuedOn: issuedOn ?? todayHere(),
      parts: covered.parts,
    }
    return askedFirst(
      {
        codes: ['invoices.moreThanOpen', 'invoices.moreThanStated'],
        title: t('invoices.moreTitle', { number: now.number }),
        action: t('invoices.moreAnyway'),
      },
      (sure) => client.invoices.enter({ ...draft, sure }),
    )
  }
  const submit = async (): Promise<void> => {
    const more = another.current
    another.current = false
    const invoice = await enter()
    if (!invoice) return
    notify(t('invoices.entered', { number: invoice.number }))
    setChanged(false)
    if (more) {
      covering.oldestAgain()
      setFields((now) => ({ ...now, number: numberAfter(now.number), amountFen: null, taxFen: null, remark: '' }))
      form.current?.querySelector<HTMLInputElement>('input[name="number"]')?.focus()
      return
    }
    openTab({ word: 'invoices', id: invoice.id, title: invoice.number })
    closeTab(tab)
  }
  const saveNext = (): void => {
    another.current = true
    form.current?.querySelector('form')?.requestSubmit()
  }
  return (
    <Page layout="sides">
      <div ref={form} className={styles['form']}>
        <Form label={t('invoices.newInvoice')} unsaved={changed} onSubmit={submit} className={styles['form'] ?? ''}>
          <Panel
            title={t('invoices.newInvoice')}
            foot={
              <>
                <span className="spring" />
                <KeyButton keys="Control+Enter" onClick={saveNext}>
                  {t('invoices.saveNext')}
                </KeyButton>
                <SubmitButton>{t('app.save')}</SubmitButton>
              </>
            }
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
              <TextInput
                name="number"
                label={t('invoices.number')}
                required
                maxLength={20}
                autoFocus={fields.customerId !== null}
                value={fields.number}
                onChange={(number) => change({ number: number.replaceAll(/\s/g, '') })}
              />
              <MoneyInput
                name="amountFen"
                label={t('invoices.amount')}
                required
                value={fields.amountFen}
                onChange={(amountFen) => change({ amountFen, taxFen: null })}
              />
              <DateInput
                name="issuedOn"
                label={t('invoices.issuedOn')}
                required
                value={fields.issuedOn}
                onChange={(issuedOn) => change({ issuedOn })}
              />
              <PercentInput
                name="taxBasisPoints"
                label={t('invoices.rate')}
                value={fields.taxBasisPoints}
                onChange={(points) => change({ taxBasisPoints: points ?? 0, taxFen: null })}
              />
              <MoneyInput
                name="taxFen"
                label={t('invoices.tax')}
                value={taxOf(fields)}
                onChange={(taxFen) => change({ taxFen })}
              />
              <Choice
                name="kind"
                label={t('invoices.kind')}
                value={fields.kind}
                options={paperKinds.map((value) => ({ value, label: t(paperKindKeys[value]) }))}
                onChange={(kind) => change({ kind })}
              />
              <TextInput
                name="code"
                label={t('invoices.code')}
                placeholder={t('invoices.codeHint')}
                maxLength={12}
                value={fields.code}
                onChange={(code) => change({ code: code.replaceAll(/\s/g, '') })}
              />
              <TextInput
                name="remark"
                label={t('app.remark')}
                maxLength={200}
                value={fields.remark}
                onChange={(remark) => change({ remark })}
              />
            </div>
          </Panel>
        </Form>
      </div>
      <CoverPanel
        covering={covering}
        amountFen={fields.amountFen ?? 0}
        chosen={fields.customerId !== null}
        grid={grid}
      />
    </Page>
  )
}

/** An invoice of the tax bureau is written down with what it is for (duty 100). */
export const NewInvoicePage = ({ tab }: PageProps) => {
  const [first, setFirst] = useState<Fields | null>(null)
  useEffect(() => {
    void attempt(async () => setFirst(await begin(tab.parameters)))
  }, [tab.parameters])
  return first ? <Editor first={first} /> : <Page>{null}</Page>
}

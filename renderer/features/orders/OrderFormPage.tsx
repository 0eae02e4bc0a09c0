import { useEffect, useRef, useState } from 'react'
import type { NewDraft, Order, OrderWarning } from '../../../shared/orders.ts'
import type { InboxRow } from '../../../shared/inbox.ts'
import { Form, refuseField } from '../../components/Form.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { KeptForms } from '../../components/KeptBar.tsx'
import type { LineGridHandle } from '../../components/LineGrid.tsx'
import { Page, Panel } from '../../components/Page.tsx'
import { RefusalNote } from '../../components/RefusalNote.tsx'
import { StateBadge } from '../../components/StateBadge.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import type { PageProps } from '../../lib/pages.ts'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { notify } from '../../lib/notices.ts'
import { useQuery } from '../../lib/query.ts'
import { closeTab, openedFrom, openTab, useTabKey } from '../../lib/tabs.ts'
import { formatInstant } from '../../lib/values.ts'
import { OrderCredit } from '../customers/OrderCredit.tsx'
import { FaxPanel } from '../inbox/FaxPanel.tsx'
import { AskKey } from '../plan/AskKey.tsx'
import { orderDrafts, saveFromDraft } from './drafts.ts'
import styles from './Order.module.css'
import {
  brokenLine,
  draftOf,
  filledLines,
  type FormLine,
  formOf,
  freshForm,
  type OrderForm,
  quotedForm,
  resumed,
} from './orderForm.ts'
import { OrderFigures } from './OrderFoot.tsx'
import { OrderHead, OrderTerms } from './OrderHead.tsx'
import { OrderLines } from './OrderLines.tsx'
import { useOrderForm } from './useOrderForm.ts'
import { WarningsDialog } from './WarningsDialog.tsx'

/** Papers of a draft that is not saved yet. */
const usePapers = (ids: readonly number[]): InboxRow[] => {
  const { data } = useQuery(client.inbox.read, { id: ids[0] ?? 1 }, { enabled: ids.length > 0 })
  return ids.length > 0 && data ? [data] : []
}

interface EditorProps {
  first: OrderForm
  papers?: readonly InboxRow[]
  locked: boolean
}

const missingField = (
  form: OrderForm,
): { row: number; key: 'quantity' | 'description' | 'unit' | 'dueOn' | 'priceMicros' } | null => {
  for (const [row, line] of form.lines.entries()) {
    if (line.code === '' && line.description === '' && line.quantity === null) continue
    if (line.description === '') return { row, key: 'description' }
    if (line.quantity === null || line.quantity <= 0) return { row, key: 'quantity' }
    if (line.unit === '') return { row, key: 'unit' }
    if (line.priceMicros === null) return { row, key: 'priceMicros' }
    if (line.dueOn === null) return { row, key: 'dueOn' }
  }
  return null
}
const fieldKeys = {
  quantity: 'app.quantity',
  description: 'orders.description',
  unit: 'app.unit',
  dueOn: 'orders.dueOn',
  priceMicros: 'orders.price',
} as const

const amountOf = (sum: number, line: FormLine): number => sum + (line.amountFen ?? 0)
/** What of the order is not in the customer's credit yet: all of a new one, what an edit adds. */
const notCounted = (form: OrderForm, first: OrderForm): number =>
  form.lines.reduce(amountOf, 0) - (first.id === null ? 0 : first.lines.reduce(amountOf, 0))

/** The order beside its fax: customer and date, then line by line; Ctrl+S saves. */
const OrderEditor = ({ first, papers, locked }: EditorProps) => {
  const t = useT()
  const tab = useTabKey()
  const store = useOrderForm(first)
  const { form } = store
  const kept = orderDrafts.useInHand(form)
  const grid = useRef<LineGridHandle>(null)
  const terms = useRef<HTMLDivElement>(null)
  const [warnings, setWarnings] = useState<OrderWarning[] | null>(null)
  const noted = usePapers(papers ? [] : form.head.inboxItemIds)
  // a paper that is only noted has nothing to show: the lines get the room
  const shown = (papers ?? noted).filter((paper) => paper.sha256 !== '')

  const refuseLocally = (now: OrderForm): void => {
    if (now.head.customerId === null) throw refuseField('customerId', t('orders.customerNeeded'))
    if (filledLines(now.lines).length === 0) throw refuseField('lines', t('orders.linesNeeded'))
    const wrong = grid.current?.firstWrong()
    if (wrong) {
      grid.current?.focusCell(wrong.row, wrong.key)
      throw refuseField('lines', wrong.sentence)
    }
    const broken = brokenLine(now.lines, store.stood)
    if (broken) {
      grid.current?.focusCell(broken.row, 'quantity')
      throw refuseField('lines', broken.sentence)
    }
    const missing = missingField(now)
    if (missing) {
      grid.current?.focusCell(missing.row, missing.key)
      throw refuseField(
        'lines',
        t('orders.lineIncomplete', { line: missing.row + 1, field: t(fieldKeys[missing.key]) }),
      )
    }
  }
  const send = async (): Promise<void> => {
    const draft = draftOf(store.current())
    const order = await (draft.id === null ? saveFromDraft(kept.keyNow(), draft) : client.orders.save(draft))
    kept.done()
    notify(t('orders.savedNumber', { number: order.number }))
    // opened from a page of this order, its call-back: back there
    if (!openedFrom(tab, ({ word, id }) => word === 'orders' && id === order.id))
      openTab({ word: 'orders', id: order.id, title: order.number })
    closeTab(tab)
  }
  const save = async (): Promise<void> => {
    await grid.current?.settle()
    const now = store.current()
    refuseLocally(now)
    const found = locked ? [] : await client.orders.warnings(draftOf(now))
    if (found.length > 0) setWarnings(found)
    else await send()
  }

  const resume = (form: OrderForm, keptKey: string): void => {
    kept.takeOver(keptKey)
    store.replace(form)
  }

  return (
    <Page {...(shown.length > 0 ? { layout: 'sides', className: styles['editing'] ?? '' } : {})}>
      {shown.length > 0 && <FaxPanel papers={shown} none={t('orders.noFax')} />}
      <Form label={t('orders.order')} onSubmit={save} unsaved={store.changed} className={styles['form'] ?? ''}>
        <Panel
          title={form.number ?? t('orders.newOrder')}
          note={t('orders.keysHelp')}
          actions={
            form.id === null && (
              <KeyButton
                keys="Control+i"
                onClick={() =>
                  openTab({ word: 'orders', page: 'import', title: t('orderImports.title'), another: true })
                }
              >
                {t('orderImports.title')}
              </KeyButton>
            )
          }
          bar={form.head.rush ? <StateBadge tone="bad">{t('orders.rush')}</StateBadge> : undefined}
          foot={
            <>
              <OrderFigures form={form} />
              <span className="spring" />
              {!locked && <AskKey settle={async () => grid.current?.settle()} lines={() => store.current().lines} />}
              <SubmitButton>{t('orders.saveOrder')}</SubmitButton>
            </>
          }
        >
          {form.id === null && (
            <KeptForms
              kind={orderDrafts}
              wordsOf={({ at, form: kept }) =>
                t('orders.draftFound', {
                  customer: kept.head.customerName || '—',
                  lines: filledLines(kept.lines).length,
                  time: formatInstant(at),
                })
              }
              onResume={(kept, key) => resume(resumed(kept), key)}
            />
          )}
          <OrderHead store={store} locked={locked} onLines={() => grid.current?.focusCell(0)} />
          <OrderCredit customerId={form.head.customerId} moreFen={notCounted(form, first)} />
          <OrderLines
            store={store}
            grid={grid}
            readOnly={locked}
            onEnd={() => terms.current?.querySelector('input')?.focus()}
          />
          <div ref={terms}>
            <OrderTerms store={store} locked={locked} />
          </div>
        </Panel>
      </Form>
      {warnings && (
        <WarningsDialog
          warnings={warnings}
          onBack={() => setWarnings(null)}
          onSave={async () => {
            await send()
            setWarnings(null)
          }}
        />
      )}
    </Page>
  )
}

const Refused = ({ message }: { message: string }) => (
  <Page>
    <Panel padded>
      <RefusalNote message={message} />
    </Panel>
  </Page>
)

/** The order a quotation becomes, at the rung that was chosen (duty 19). */
const QuotedOrderPage = ({ quotationId, quantity }: { quotationId: number; quantity: number | null }) => {
  const { data, error } = useQuery(client.quotations.orderDraft, { id: quotationId, quantity })
  const [first, setFirst] = useState<OrderForm | null>(null)
  if (data && !first) setFirst(quotedForm(data.number, data.draft, data.lines))
  if (error && !first) return <Refused message={error.message} />
  return first ? <OrderEditor first={first} locked={false} /> : null
}

const FreshOrderPage = ({ tab }: Pick<PageProps, 'tab'>) => {
  const { inboxItemId, customerId } = tab.parameters
  const ask = {
    ...(typeof inboxItemId === 'number' ? { inboxItemId } : {}),
    ...(typeof customerId === 'number' ? { customerId } : {}),
  }
  const { data, error } = useQuery(client.orders.newDraft, ask)
  const [first, setFirst] = useState<NewDraft | null>(null)
  if (data && !first) setFirst(data)
  if (error && !first) return <Refused message={error.message} />
  return first ? <OrderEditor first={freshForm(first)} locked={false} /> : null
}

/** A new order: from a fax of the inbox (`parameters.inboxItemId`), a quotation, for a customer, or from nothing (F3). */
export const NewOrderPage = ({ tab }: PageProps) => {
  const { quotationId, quantity } = tab.parameters
  return typeof quotationId === 'number' ? (
    <QuotedOrderPage quotationId={quotationId} quantity={typeof quantity === 'number' ? quantity : null} />
  ) : (
    <FreshOrderPage tab={tab} />
  )
}

/** An order that is there already; goods and money stand once it was called back. */
export const EditOrderPage = ({ id, tab }: PageProps) => {
  const { data, error } = useQuery(client.orders.read, { id: id ?? 0 }, { enabled: id !== null })
  const [order, setOrder] = useState<Order | null>(null)
  if (data && !order) setOrder(data)
  const { parameters } = tab
  const there = order !== null
  useEffect(() => {
    const { field } = parameters
    if (!there || typeof field !== 'string') return
    // opened for one field of it, 书面依据 from the check: here, and not in another order's form behind this one
    const inputs = document.querySelectorAll<HTMLInputElement>(`input[name="${CSS.escape(field)}"]`)
    const shown = [...inputs].find((input) => input.checkVisibility())
    shown?.focus()
  }, [there, parameters])
  if (error && !order) return <Refused message={error.message} />
  return order ? <OrderEditor first={formOf(order)} papers={order.inbox} locked={order.checkedAt !== null} /> : null
}

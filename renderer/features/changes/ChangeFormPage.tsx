import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import type { Change } from '../../../shared/changes.ts'
import type { Order, OrderWarning } from '../../../shared/orders.ts'
import { Form, refuseField } from '../../components/Form.tsx'
import { KeptBar } from '../../components/KeptBar.tsx'
import type { LineGridHandle } from '../../components/LineGrid.tsx'
import { Page, Panel } from '../../components/Page.tsx'
import { RefusalNote } from '../../components/RefusalNote.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import type { PageProps } from '../../lib/pages.ts'
import { client } from '../../lib/client.ts'
import { isComposing } from '../../lib/keys.ts'
import { useT } from '../../lib/language.ts'
import { attempt, notify } from '../../lib/notices.ts'
import { useQuery } from '../../lib/query.ts'
import { closeTab, openTab, useTabKey } from '../../lib/tabs.ts'
import { formatInstant } from '../../lib/values.ts'
import orderStyles from '../orders/Order.module.css'
import { brokenLine, draftOf, filledLines, formOf, type OrderForm, resumed } from '../orders/orderForm.ts'
import { OrderFigures } from '../orders/OrderFoot.tsx'
import { OrderHead, OrderTerms } from '../orders/OrderHead.tsx'
import { OrderLines } from '../orders/OrderLines.tsx'
import { useOrderForm } from '../orders/useOrderForm.ts'
import { WarningsDialog } from '../orders/WarningsDialog.tsx'
import {
  aboutTheChange,
  changeDraft,
  formOfDraft,
  freshSlip,
  onlyInHouse,
  type SlipHead,
  slipOf,
} from './changeForm.ts'
import { dropChange, type KeptChange, keptChange, useKeptChange } from './keptChange.ts'
import { SlipFields } from './SlipFields.tsx'

interface EditorProps {
  order: Order
  /** The draft that is written anew; null for a new slip. */
  known: Change | null
}

/** Offers what was being changed when the window closed or the power went. */
const Kept = ({ order, onResume }: { order: Order; onResume: (kept: KeptChange) => void }) => {
  const t = useT()
  const [kept, setKept] = useState<KeptChange | null>(null)
  useEffect(() => {
    let shown = true
    void attempt(() => keptChange(order.id, order.version)).then((found) =>
      shown && found ? setKept(found) : undefined,
    )
    return () => {
      shown = false
    }
  }, [order.id, order.version])
  if (!kept) return null
  return (
    <KeptBar
      words={t('changes.draftFound', { time: formatInstant(kept.at) })}
      onResume={() => {
        onResume(kept)
        setKept(null)
      }}
      onDrop={() => {
        dropChange(order.id)
        setKept(null)
      }}
    />
  )
}

const useSlip = ({ order, known }: EditorProps) => {
  const store = useOrderForm(known ? formOfDraft(order, known) : formOf(order))
  const [head, setHead] = useState<SlipHead>(known ? slipOf(known) : freshSlip(order))
  const [touched, setTouched] = useState(false)
  const changeHead = (part: Partial<SlipHead>): void => {
    setTouched(true)
    setHead((before) => ({ ...before, ...part }))
  }
  const changed = store.changed || touched
  const done = useKeptChange(order.id, head, store.form, changed)
  const resume = (kept: KeptChange): void => {
    changeHead(kept.head)
    store.replace(resumed(kept.form))
  }
  return { store, head, changeHead, changed, done, resume }
}

/** The order that stands, with the reason on top: what is typed here becomes the slip, not the order. */
const ChangeEditor = ({ order, known }: EditorProps) => {
  const t = useT()
  const tab = useTabKey()
  const { store, head, changeHead, changed, done, resume } = useSlip({ order, known })
  const grid = useRef<LineGridHandle>(null)
  const terms = useRef<HTMLDivElement>(null)

  const [warnings, setWarnings] = useState<OrderWarning[] | null>(null)

  const refuseLocally = (now: OrderForm): void => {
    if (filledLines(now.lines).length === 0) throw refuseField('lines', t('changes.allCancelled'))
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
  }
  const save = async (): Promise<void> => {
    await grid.current?.settle()
    const now = store.current()
    refuseLocally(now)
    const draft = draftOf(now)
    const inPlace = known === null && onlyInHouse(order, now)
    if (!inPlace && head.reason.trim() === '') throw refuseField('reason', t('changes.reasonNeeded'))
    const found = inPlace ? [] : aboutTheChange(order, draft.lines, await client.orders.warnings(draft))
    if (found.length > 0) setWarnings(found)
    else await send()
  }
  const send = async (): Promise<void> => {
    const now = store.current()
    if (known === null && onlyInHouse(order, now)) {
      await client.orders.save(draftOf(now))
      notify(t('changes.savedInPlace', { number: order.number }))
      openTab({ word: 'orders', id: order.id, title: order.number })
    } else {
      const slip = await client.changes.save(changeDraft(order, now, head, known))
      notify(t('changes.saved', { number: slip.number }))
      openTab({ word: 'changes', id: slip.id, title: slip.number })
    }
    done()
    closeTab(tab)
  }
  /** Enter in the last field of the slip goes to the day, from there to the quantities. */
  const toDay = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || isComposing(event) || !(event.target as HTMLElement).matches('[name=reason]')) return
    event.preventDefault()
    const form = (event.target as HTMLElement).closest('form')
    form?.querySelector<HTMLInputElement>('[name=dueOn]')?.focus()
  }
  return (
    <Page>
      <Form label={t('changes.write')} onSubmit={save} unsaved={changed} className={orderStyles['form'] ?? ''}>
        <Panel
          title={known?.number ?? t('changes.writeFor', { number: order.number })}
          note={t('changes.linesHelp')}
          foot={
            <>
              <OrderFigures form={store.form} />
              <span className="spring" />
              <SubmitButton>{t('changes.saveSlip')}</SubmitButton>
            </>
          }
        >
          {known === null && <Kept order={order} onResume={resume} />}
          <div onKeyDown={toDay}>
            <SlipFields head={head} customerId={order.customerId} onChange={changeHead} />
          </div>
          <OrderHead store={store} locked={false} change onLines={() => grid.current?.focusCell(0, 'quantity')} />
          <OrderLines
            store={store}
            grid={grid}
            readOnly={false}
            onEnd={() => terms.current?.querySelector('input')?.focus()}
          />
          <div ref={terms}>
            <OrderTerms store={store} locked={false} change />
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

/** The order as it stood when the page opened: another person's work does not move under the hand. */
const useFirst = <T,>(data: T | undefined): T | null => {
  const [first, setFirst] = useState<T | null>(null)
  if (data !== undefined && first === null) setFirst(data)
  return first
}

const Refused = ({ message }: { message: string | undefined }) => (
  <Page>
    <Panel padded>
      <RefusalNote message={message} />
    </Panel>
  </Page>
)

/** A new slip; `id` is the order. */
export const NewChangePage = ({ id }: PageProps) => {
  const { data, error } = useQuery(client.orders.read, { id: id ?? 0 }, { enabled: id !== null })
  const order = useFirst(data)
  if (order) return <ChangeEditor order={order} known={null} />
  return error ? <Refused message={error.message} /> : null
}

/** A draft written anew; `id` is the slip. */
export const EditChangePage = ({ id }: PageProps) => {
  const slip = useQuery(client.changes.read, { id: id ?? 0 }, { enabled: id !== null })
  const known = useFirst(slip.data)
  const read = useQuery(client.orders.read, { id: known?.orderId ?? 0 }, { enabled: known !== null })
  const order = useFirst(read.data)
  if (order && known) return <ChangeEditor order={order} known={known} />
  const error = slip.error ?? read.error
  return error ? <Refused message={error.message} /> : null
}

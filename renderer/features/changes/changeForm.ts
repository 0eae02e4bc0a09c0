import type { Asker, Change, ChangeDraft } from '../../../shared/changes.ts'
import { differencesOf, inHouseFields, type Proposal } from '../../../shared/proposals.ts'
import type { Order, OrderDraft, OrderLineDraft, KeyedSource, OrderWarning } from '../../../shared/orders.ts'
import { draftOf, emptyLine, formOf, joinedName, type OrderForm } from '../orders/orderForm.ts'

/** What a slip says beside the order itself: who asked, how, why, on which paper. */
export interface SlipHead {
  askedBy: Asker
  way: KeyedSource
  contact: string
  reason: string
  bought: string
  proof: string
  inboxItemId: number | null
}

export const freshSlip = (order: Order): SlipHead => ({
  askedBy: 'customer',
  way: 'phone',
  contact: order.contact,
  reason: '',
  bought: '',
  proof: '',
  inboxItemId: null,
})
export const slipOf = ({ askedBy, way, contact, reason, bought, proof, inboxItemId }: Change): SlipHead => ({
  askedBy,
  way,
  contact,
  reason,
  bought,
  proof,
  inboxItemId,
})

/** The part of an order's draft a slip may change. */
export const proposalOf = (draft: OrderDraft): Proposal => {
  const {
    id: _id,
    customerId: _customerId,
    source: _source,
    orderedOn: _orderedOn,
    dueOn: _dueOn,
    proof: _proof,
    inboxItemIds: _inboxItemIds,
    version: _version,
    ...proposal
  } = draft
  return proposal
}

const formLine = (order: Order, line: OrderLineDraft) => {
  const known = formOf(order).lines.find(({ id }) => id !== null && id === line.id)
  const base = known ?? emptyLine(line.dueOn, line.customerPo)
  return { ...base, ...line, description: joinedName(line.name, line.spec), priced: true }
}

/** The order as a draft of a slip has it, in the order's own form. */
export const formOfDraft = (order: Order, { proposal }: Change): OrderForm => {
  const form = formOf(order)
  const { lines, ...head } = proposal
  return { ...form, head: { ...form.head, ...head }, lines: lines.map((line) => formLine(order, line)) }
}

/** What of the change nobody agreed on with the customer: who follows the order, how fast. */
export const onlyInHouse = (order: Order, form: OrderForm): boolean => {
  const differences = differencesOf(proposalOf(draftOf(formOf(order))), proposalOf(draftOf(form)))
  return (
    differences.length > 0 && differences.every((each) => each.scope === 'head' && inHouseFields.includes(each.field))
  )
}

const looked = ['productId', 'unit', 'quantity', 'priceMicros', 'dueOn', 'spec'] as const

/** Of what is to be looked at in the order as it would be, what the slip brings: the rest was looked at before. */
export const aboutTheChange = (
  order: Order,
  lines: readonly OrderLineDraft[],
  warnings: readonly OrderWarning[],
): OrderWarning[] =>
  warnings.filter(({ kind, line }) => {
    if (line === null) return kind !== 'duplicatePo'
    const now = lines[line]
    const before = order.lines.find(({ id }) => id === now?.id)
    return !before || looked.some((field) => before[field] !== now?.[field])
  })

export const changeDraft = (
  order: Order,
  form: OrderForm,
  head: SlipHead,
  known: { id: number; version: number; lossReason: string } | null,
): ChangeDraft => ({
  ...head,
  id: known?.id ?? null,
  orderId: order.id,
  orderVersion: form.version,
  lossReason: known?.lossReason ?? '',
  proposal: proposalOf(draftOf(form)),
  version: known?.version ?? 0,
})

import type { Kysely } from 'kysely'
import { counter, createTable, type Dialect, flag, identity, int, oneOf, optional, ref, text, unique } from '../columns.ts'

type Columns = Parameters<typeof createTable>[3]

/** The tables of gates, production, delivery, money, statements and messages. */
export const trades = async (db: Kysely<never>, dialect: Dialect, voidable: Columns): Promise<void> => {
  const table = (name: string, ...rest: [Columns, Parameters<typeof createTable>[4]?]) => createTable(db, dialect, name, ...rest)

  await table('deliveryNotes', {
    id: identity, number: unique(text), kind: oneOf('delivery', 'return', 'replacement', 'exchange'), customerId: ref('customers'), deliveryOn: text, address: text, contact: text, phone: text, method: text, driver: text, vehicle: text, serial: text, remark: text,
    totalFen: int, totalQuantity: int, totalPacks: int, pickedBy: optional(ref('users')), pickedAt: optional(text), inspectedBy: optional(ref('users')), inspectedAt: optional(text), inspection: optional(text),
    countedPacks: optional(int), countedBy: optional(ref('users')), countedAt: optional(text), packsExplanation: optional(text), releasedBy: optional(ref('users')), releasedAt: optional(text), overrideId: optional(int),
    codFen: counter, codCollectedFen: optional(int), codReceiptId: optional(int), paidFen: counter, printed: counter, state: text, keyedBy: ref('users'), keyedAt: text, ...voidable, version: counter,
  }, { indexes: ['customerId deliveryOn', 'state deliveryOn', 'deliveryOn id', 'customerId releasedAt', 'codCollectedFen deliveryOn where "codFen" > 0'] })
  await table('deliveryLines', {
    id: identity, deliveryNoteId: ref('deliveryNotes'), sequence: int, orderLineId: optional(ref('orderLines')), orderId: optional(ref('orders')), orderNumber: text, customerPo: text, code: text, description: text, colour: text, unit: text,
    quantity: int, packs: int, priceMicros: int, amountFen: int, remark: text,
  }, { indexes: ['!deliveryNoteId sequence', 'orderLineId', 'orderId'] })
  await table('gateOverrides', { id: identity, gate: oneOf('production', 'shipping'), orderId: ref('orders'), deliveryNoteId: optional(ref('deliveryNotes')), reason: text, userId: ref('users'), userName: text, at: text }, { indexes: ['orderId'], checks: ['length("reason") > 0'] })
  await table('notices', { id: identity, number: unique(text), orderId: ref('orders'), workshop: text, dueOn: text, rush: flag, remark: text, releasedAt: text, releasedBy: ref('users'), overrideId: optional(ref('gateOverrides')), printed: counter, state: text, ...voidable, version: counter }, { indexes: ['orderId', 'state dueOn'] })
  await table('noticeLines', { id: identity, noticeId: ref('notices'), orderLineId: ref('orderLines'), quantity: int, finishedQuantity: counter, state: text }, { indexes: ['noticeId', 'orderLineId', 'state'] })
  await table('operations', {
    id: identity, noticeLineId: ref('noticeLines'), processId: ref('processes'), processName: text, workshop: text, sequence: int, outside: flag, plannedStart: text, plannedFinish: text, quantity: int, good: counter, bad: counter,
    startedOn: optional(text), finishedOn: optional(text), reportedOn: optional(text), causeCode: optional(text), causeNote: text, version: counter,
  }, { indexes: ['!noticeLineId sequence', 'finishedOn plannedFinish', 'noticeLineId finishedOn plannedFinish workshop'] })
  await table('dailyReports', { id: identity, reportedOn: text, workshop: text, operationId: ref('operations'), good: int, bad: int, hours: int, people: int, causeCode: optional(text), causeNote: text, reverses: optional(int), userId: ref('users'), at: text }, { indexes: ['operationId', 'reportedOn workshop', '!reverses'] }) // a report is taken back once
  await table('adjustments', { id: identity, number: unique(text), customerId: ref('customers'), adjustedOn: text, kind: oneOf('deduction', 'freight', 'sample', 'opening', 'other'), amountFen: int, reason: text, userId: ref('users'), at: text, ...voidable, version: counter }, { indexes: ['customerId adjustedOn'] })
  await table('receipts', {
    id: identity, number: unique(text), customerId: ref('customers'), receivedOn: text, kind: oneOf('deposit', 'balance', 'monthly', 'cod'), method: text, payer: text, slipNumber: text, amountFen: int, assignedFen: counter, remark: text,
    enteredBy: ref('users'), enteredAt: text, confirmedBy: optional(ref('users')), confirmedByName: optional(text), confirmedAt: optional(text), state: text, ...voidable, version: counter,
  }, { checks: ['"amountFen" > 0', '"assignedFen" <= "amountFen"'], indexes: ['customerId receivedOn', 'state receivedOn', 'receivedOn id'] })
  await table('receiptAllocations', { id: identity, receiptId: ref('receipts'), orderId: optional(ref('orders')), deliveryNoteId: optional(ref('deliveryNotes')), adjustmentId: optional(ref('adjustments')), amountFen: int }, {
    checks: ['"amountFen" > 0', '(case when "orderId" is null then 0 else 1 end) + (case when "deliveryNoteId" is null then 0 else 1 end) + (case when "adjustmentId" is null then 0 else 1 end) = 1'],
    indexes: ['receiptId', 'orderId', 'deliveryNoteId', 'adjustmentId'],
  })
  await table('statements', {
    id: identity, number: unique(text), customerId: ref('customers'), periodFrom: text, periodTo: text, openingFen: int, chargesFen: int, returnsFen: int, deductionsFen: int, receiptsFen: int, closingFen: int,
    madeBy: ref('users'), madeAt: text, printed: counter, state: text, ...voidable, version: counter,
  }, { indexes: ['customerId periodTo', 'state periodTo', 'periodTo id'] })
  await table('statementRows', {
    id: identity, statementId: ref('statements'), customerId: ref('customers'), sequence: int, on: text, kind: text, sourceKey: optional(text), documentNumber: text, customerPo: text, description: text, unit: text,
    quantity: optional(int), priceMicros: optional(int), amountFen: int, receivedFen: int, balanceFen: int, unsigned: flag, remark: text,
  }, { indexes: ['!statementId sequence', '!sourceKey'] }) // every note line in exactly one standing statement: a void one gives its keys back
  await table('promises', { id: identity, customerId: ref('customers'), orderId: optional(ref('orders')), promisedOn: text, words: text, userId: ref('users'), userName: text, at: text }, { indexes: ['customerId at', 'orderId at', 'promisedOn'] })
  await table('messages', { id: identity, forUserId: ref('users'), name: text, factory: text, phone: text, matter: text, customerId: optional(ref('customers')), userId: ref('users'), at: text, calledBackAt: optional(text), version: counter }, { indexes: ['forUserId calledBackAt'] })
}

import type { Kysely } from 'kysely'
import { counter, createTable, type Dialect, flag, identity, int, key, oneOf, optional, ref, text, unique } from '../columns.ts'
import { trades } from './0001-trades.ts'

const voidable = { voidedAt: optional(text), voidedBy: optional(ref('users')), voidReason: optional(text) }

/** The tables of the main line: people, masters, inbox, order, check. The rest is in 0001-trades.ts. */
export const mainLine = async (db: Kysely<never>, dialect: Dialect): Promise<void> => {
  const table = (name: string, ...rest: [Parameters<typeof createTable>[3], Parameters<typeof createTable>[4]?]) =>
    createTable(db, dialect, name, ...rest)

  await table('users', { id: identity, name: unique(text), role: text, password: optional(text), failures: counter, lockedUntil: optional(text), language: text, active: flag, version: counter })
  await table('settings', { key, value: text, version: counter })
  await table('processes', { id: identity, name: unique(text), sequence: int, standardDays: int, dailyCapacity: int, workshop: text, active: flag, version: counter })
  await table('holidays', { day: key, works: flag, name: text })
  await table('audit', { seq: identity, at: text, userId: optional(int), userName: text, host: text, action: text, entity: optional(text), entityId: optional(int), before: optional(text), after: optional(text), previousHash: text, hash: text }, { indexes: ['entity entityId seq'] })
  await table('requests', { requestId: key, channel: text, userId: optional(int), reply: text, at: text })
  await table('numberSeries', { kind: text, day: text, last: int }, { primary: ['kind', 'day'] })
  await table('searchTerms', { kind: text, term: text, rowId: int, customerId: optional(int) }, { primary: ['kind', 'term', 'rowId'], indexes: ['kind rowId'] })
  await table('customers', {
    id: identity, code: unique(text), name: unique(text), shortName: text, statementName: text, initials: text, grade: text, contact: text, phone: text, fax: text, address: text, region: text,
    settlement: oneOf('prepaid', 'deposit', 'monthly', 'cash'), depositBasisPoints: int, termDays: int, creditLimitFen: int, cutoffDay: int, taxNumber: text, taxBank: text, blacklistNote: text, remark: text, active: flag, version: counter,
  }, { indexes: ['active shortName'] })
  await table('products', {
    id: identity, code: unique(text), name: text, spec: text, initials: text, series: text, colours: text, unit: text, packs: int, packUnits: int,
    listPriceMicros: int, floorPriceMicros: int, leadDays: int, sellingPoints: text, processNotes: text, active: flag, version: counter,
  }, { checks: ['"packUnits" > 0'], indexes: ['active code'] })
  await table('productUnits', { id: identity, productId: ref('products'), unit: text, factor: int }, { indexes: ['!productId unit'] })
  await table('productRoutes', { id: identity, productId: ref('products'), processId: ref('processes'), sequence: int, standardDays: int, outside: flag }, { indexes: ['!productId sequence'] })
  await table('customerPrices', { id: identity, customerId: ref('customers'), productId: ref('products'), minQuantity: int, priceMicros: int, validFrom: text, remark: text, version: counter }, { indexes: ['!customerId productId validFrom minQuantity', 'productId'] })
  await table('orders', {
    id: identity, number: unique(text), customerId: ref('customers'), source: text, customerPo: text, contact: text, phone: text, orderedOn: text, dueOn: text, rush: flag, rushReason: text,
    salesperson: text, merchandiserId: ref('users'), settlement: text, depositBasisPoints: int, bankAccount: text, deliveryPlace: text, deliveryMethod: text, packing: text, acceptance: text, remark: text,
    taxMode: oneOf('included', 'excluded'), taxBasisPoints: int, totalFen: int, totalQuantity: int, totalPacks: int, depositFen: int, fourEyes: flag, signatureNeeded: flag,
    keyedBy: ref('users'), keyedAt: text, checkedBy: optional(ref('users')), checkedAt: optional(text), repliedBy: optional(ref('users')), repliedAt: optional(text), state: text, urgency: { ...text, fallback: '' }, ...voidable, version: counter,
  }, {
    // four eyes (duty 4, reliability 3.4): where the office asks for it, who keyed the order cannot check it
    checks: ['"checkedBy" is null or "fourEyes" = 0 or "checkedBy" <> "keyedBy"'],
    indexes: ['customerId orderedOn', 'customerId urgency id', 'state urgency id', 'urgency id', 'state dueOn', 'orderedOn id', 'dueOn', 'merchandiserId urgency id', 'customerPo'],
  })
  await table('orderLines', {
    id: identity, orderId: ref('orders'), customerId: optional(ref('customers')), sequence: int, productId: optional(ref('products')), code: text, name: text, spec: text, colour: text, material: text, unit: text, quantity: int, packs: int,
    priceMicros: int, typedSide: oneOf('price', 'total'), amountFen: int, priceSource: text, lastPriceMicros: optional(int), dueOn: text, customerPo: text, newVersion: flag, remark: text, deliveredQuantity: counter,
  }, { checks: ['"quantity" > 0'], indexes: ['!orderId sequence', 'productId orderId', 'customerId productId id', 'customerPo'] })
  await table('inboxItems', {
    id: identity, sha256: text, fileName: text, mediaType: text, byteLength: int, pages: int, source: text, receivedAt: text, customerId: optional(ref('customers')), orderId: optional(ref('orders')),
    state: oneOf('waiting', 'linked', 'setAside'), setAsideReason: optional(text), setAsideBy: optional(ref('users')), setAsideAt: optional(text), version: counter,
  }, { indexes: ['state receivedAt', 'receivedAt id', 'orderId', 'sha256'] })
  await table('checkCalls', { id: identity, orderId: ref('orders'), spokenTo: text, phone: text, startedAt: text, finishedAt: optional(text), salespersonToldAt: optional(text), userId: ref('users') }, { indexes: ['orderId'] })
  await table('checkMarks', { id: identity, orderId: ref('orders'), orderLineId: ref('orderLines'), field: text, mark: oneOf('ok', 'changed', 'question'), oldValue: text, newValue: text, question: text, answer: text, userId: ref('users'), at: text }, { indexes: ['!orderLineId field', 'orderId', `at where "mark" = 'question'`] })
  await table('signBacks', {
    id: identity, kind: oneOf('confirmation', 'delivery', 'statement'), documentId: int, documentNumber: text, customerId: ref('customers'), sentAt: text, sentBy: ref('users'), sentTo: text, dueOn: text,
    state: oneOf('waiting', 'same', 'different', 'cancelled'), returnedAt: optional(text), returnedBy: optional(ref('users')), difference: optional(text), differenceFen: optional(int), sha256: optional(text), chasedAt: optional(text), chases: counter, version: counter,
  }, { indexes: ['kind documentId state', 'kind state documentId', 'state dueOn', 'customerId state'] })
  await trades(db, dialect, voidable)
}

import { sql } from 'kysely'
import { translate } from '../../shared/language.ts'
import { may, type Permission } from '../../shared/permissions.ts'
import { mayBeSame, phoneForms } from '../../shared/phones.ts'
import type { Hit, search } from '../../shared/search.ts'
import type { Context, Handlers } from '../context.ts'
import { findByTerm, findByTerms, otherSerial, type SearchKind } from '../db/search.ts'
import { formedStatement } from '../db/statement.ts'
import { initialsOf } from '../pinyin.ts'
import { boxesOfOrders, ordersOfPapers, papersOfOrders } from './archive.ts'
import { complaintHits } from './complaints/hits.ts'
import { customersByTerm } from './customers.ts'
import { answerCaller } from './search/answer.ts'
import { papersByNumber } from './search/byNumber.ts'

/** A hit as it is found, before it is known in which box it lies. */
type Met = Omit<Hit, 'box'>

const joined = (...parts: string[]): string => parts.filter(Boolean).join(' · ')

/** Rows in the order their ids were found. */
const inOrder = <Row extends { id: number }>(rows: Row[], ids: number[]): Row[] => {
  const place = new Map(ids.map((id, index) => [id, index]))
  return rows.toSorted((a, b) => place.get(a.id)! - place.get(b.id)!)
}

/** Of customers met by the end of a number, those whose own number it may be. */
const thatMayCall = async <Row extends { id: number }>(ctx: Context, typed: string, rows: Row[]): Promise<Row[]> => {
  if (rows.length === 0) return rows
  const kept = await ctx.db
    .selectFrom('customers')
    .select(['id', 'phone', 'fax'])
    .where(
      'id',
      'in',
      rows.map(({ id }) => id),
    )
    .execute()
  const same = new Set(kept.filter(({ phone, fax }) => mayBeSame(typed, `${phone}/${fax}`)).map(({ id }) => id))
  return rows.filter(({ id }) => same.has(id))
}

const customerHits = async (ctx: Context, typed: string): Promise<Met[]> => {
  let rows = await customersByTerm(ctx, typed, 8)
  // a telephone is found however it is written: +86, with or without its area
  for (const form of rows.length === 0 ? phoneForms(typed) : [])
    if (rows.length === 0) rows = await thatMayCall(ctx, typed, await customersByTerm(ctx, form, 8))
  return rows.map(({ id, shortName, name, contact, phone }) => ({
    kind: 'customer',
    id,
    customerId: id,
    title: shortName,
    detail: joined(name === shortName ? '' : name, contact, phone),
  }))
}

const orderHitsRows = formedStatement((db, _form: null, { ids }: { ids: number[] }) =>
  db
    .selectFrom('orders')
    .innerJoin('customers', 'customers.id', 'orders.customerId')
    .select([
      'orders.id',
      'orders.number',
      'orders.customerId',
      'orders.customerPo',
      'orders.dueOn',
      'customers.shortName',
    ])
    .where('orders.id', 'in', ids),
)

const orderHits = async (ctx: Context, ids: number[]): Promise<Met[]> => {
  const rows = await orderHitsRows(ctx.db, null, { ids })
  return inOrder(rows, ids).map(({ id, number, customerId, customerPo, dueOn, shortName }) => ({
    kind: 'order',
    id,
    customerId,
    title: number,
    detail: joined(shortName, customerPo, dueOn),
  }))
}

const productHitsRows = formedStatement((db, _form: null, { ids }: { ids: number[] }) =>
  db.selectFrom('products').select(['id', 'code', 'name', 'spec', 'sellingPoints']).where('id', 'in', ids),
)

const productHits = async (ctx: Context, ids: number[]): Promise<Met[]> => {
  const rows = await productHitsRows(ctx.db, null, { ids })
  return inOrder(rows, ids).map(({ id, code, name, spec, sellingPoints }) => ({
    kind: 'product',
    id,
    customerId: null,
    title: code,
    detail: joined(name, spec, sellingPoints),
  }))
}

const noticeHitsRows = formedStatement((db, _form: null, { ids }: { ids: number[] }) =>
  db
    .selectFrom('notices')
    .innerJoin('orders', 'orders.id', 'notices.orderId')
    .innerJoin('customers', 'customers.id', 'orders.customerId')
    .select([
      'notices.id',
      'notices.number',
      'orders.customerId',
      'orders.number as orderNumber',
      'customers.shortName',
    ])
    .where('notices.id', 'in', ids),
)

const noticeHits = async (ctx: Context, ids: number[]): Promise<Met[]> => {
  const rows = await noticeHitsRows(ctx.db, null, { ids })
  return inOrder(rows, ids).map(({ id, number, customerId, orderNumber, shortName }) => ({
    kind: 'notice',
    id,
    customerId,
    title: number,
    detail: joined(shortName, orderNumber),
  }))
}

const changeRows = formedStatement((db, _form: null, { ids }: { ids: number[] }) =>
  db
    .selectFrom('orderChanges')
    .innerJoin('orders', 'orders.id', 'orderChanges.orderId')
    .innerJoin('customers', 'customers.id', 'orderChanges.customerId')
    .select([
      'orderChanges.id',
      'orderChanges.number',
      'orderChanges.customerId',
      'orders.number as orderNumber',
      'customers.shortName',
      'orderChanges.reason',
    ])
    .where('orderChanges.id', 'in', ids),
)

const changeHits = async (ctx: Context, ids: number[]): Promise<Met[]> => {
  const rows = await changeRows(ctx.db, null, { ids })
  return inOrder(rows, ids).map(({ id, number, customerId, orderNumber, shortName, reason }) => ({
    kind: 'change',
    id,
    customerId,
    title: number,
    detail: joined(shortName, orderNumber, reason),
  }))
}

const paperTables = {
  delivery: ['deliveryNotes', 'deliveryOn'],
  inspection: ['inspections', 'inspectedOn'],
  receipt: ['receipts', 'receivedOn'],
  statement: ['statements', 'periodTo'],
  invoice: ['invoices', 'issuedOn'],
} as const

interface PaperRow {
  id: number
  number: string
  customerId: number
  shortName: string
  on: string
}

const paperRows = formedStatement((db, kind: keyof typeof paperTables, { ids }: { ids: number[] }) => {
  const [table, day] = paperTables[kind]
  const text = sql<PaperRow>`
    select p."id", p."number", p."customerId", c."shortName", p.${sql.ref(day)} as "on"
    from ${sql.table(table)} p join "customers" c on c."id" = p."customerId"
    where p."id" in (${sql.join(ids)})`
  return { compile: () => text.compile(db) }
})

const paperHits =
  (kind: keyof typeof paperTables) =>
  async (ctx: Context, ids: number[]): Promise<Met[]> =>
    inOrder(await paperRows(ctx.db, kind, { ids }), ids).map(({ id, number, customerId, shortName, on }) => ({
      kind,
      id,
      customerId,
      title: number,
      detail: joined(shortName, on),
    }))

const quotationRows = formedStatement((db, _form: null, { ids }: { ids: number[] }) =>
  db
    .selectFrom('quotations')
    .leftJoin('customers', 'customers.id', 'quotations.customerId')
    .select([
      'quotations.id',
      'quotations.number',
      'quotations.customerId',
      'quotations.prospect',
      'quotations.quotedOn',
      'customers.shortName',
    ])
    .where('quotations.id', 'in', ids),
)

const quotationHits = async (ctx: Context, ids: number[]): Promise<Met[]> => {
  const rows = await quotationRows(ctx.db, null, { ids })
  return inOrder(rows, ids).map(({ id, number, customerId, prospect, quotedOn, shortName }) => ({
    kind: 'quotation',
    id,
    customerId,
    title: number,
    detail: joined(shortName ?? prospect, quotedOn),
  }))
}

/** Callers somebody wrote a slip about: a number no customer has is known from there. */
const messageHits = async (ctx: Context, ids: number[]): Promise<Met[]> => {
  const rows = await ctx.db
    .selectFrom('messages')
    .innerJoin('users', 'users.id', 'messages.forUserId')
    .select(['messages.id', 'messages.name', 'factory', 'phone', 'matter', 'customerId', 'users.name as forName'])
    .where('messages.id', 'in', ids)
    .execute()
  return inOrder(rows, ids).map(({ id, name, factory, phone, matter, customerId, forName }) => ({
    kind: 'message',
    id,
    customerId,
    title: joined(factory, name),
    detail: joined(phone, matter, `→ ${forName}`),
  }))
}

/** 外协单 by number, with its factory and day. */
const outsideHits = async (ctx: Context, ids: number[]): Promise<Met[]> => {
  const rows = await ctx.db
    .selectFrom('outsideSlips')
    .innerJoin('outsideFactories', 'outsideFactories.id', 'outsideSlips.factoryId')
    .select(['outsideSlips.id', 'number', 'outsideFactories.shortName', 'sentOn'])
    .where('outsideSlips.id', 'in', ids)
    .execute()
  return inOrder(rows, ids).map(({ id, number, shortName, sentOn }) => ({
    kind: 'outsourcing',
    id,
    customerId: null,
    title: number,
    detail: joined(shortName, sentOn),
  }))
}

const factoryHits = async (ctx: Context, ids: number[]): Promise<Met[]> => {
  const rows = await ctx.db
    .selectFrom('outsideFactories')
    .select(['id', 'shortName', 'contact', 'phone'])
    .where('id', 'in', ids)
    .execute()
  return inOrder(rows, ids).map(({ id, shortName, contact, phone }) => ({
    kind: 'factory',
    id,
    customerId: null,
    title: shortName,
    detail: joined(contact, phone),
  }))
}

/** A paper from outside by its file name or fax number. */
const faxHits = async (ctx: Context, ids: number[]): Promise<Met[]> => {
  const rows = await ctx.db
    .selectFrom('inboxItems')
    .leftJoin('customers', 'customers.id', 'inboxItems.customerId')
    .leftJoin('orders', 'orders.id', 'inboxItems.orderId')
    .select(['inboxItems.id', 'fileName', 'receivedAt', 'inboxItems.customerId', 'customers.shortName'])
    .select('orders.number as orderNumber')
    .where('inboxItems.id', 'in', ids)
    .execute()
  return inOrder(rows, ids).map(({ id, fileName, receivedAt, customerId, shortName, orderNumber }) => ({
    kind: 'fax',
    id,
    customerId,
    title: fileName,
    detail: joined(shortName ?? '', orderNumber ?? '', receivedAt.slice(0, 10)),
  }))
}

/** 代收款交接单 by its number or the cashier's slip. */
const handoverHits = async (ctx: Context, ids: number[]): Promise<Met[]> => {
  const rows = await ctx.db
    .selectFrom('codHandovers')
    .select(['id', 'number', 'driver', 'handedOn', 'slipNumber'])
    .where('id', 'in', ids)
    .execute()
  return inOrder(rows, ids).map(({ id, number, driver, handedOn, slipNumber }) => ({
    kind: 'handover',
    id,
    customerId: null,
    title: number,
    detail: joined(driver, handedOn, slipNumber === number ? '' : slipNumber),
  }))
}

const archiveHits = async (ctx: Context, ids: number[]): Promise<Met[]> => {
  const rows = await ctx.db
    .selectFrom('archiveBatches')
    .select(['id', 'number', 'box', 'month', 'workshop', 'place'])
    .where('id', 'in', ids)
    .execute()
  return inOrder(rows, ids).map(({ id, number, box, month, workshop, place }) => ({
    kind: 'archive',
    id,
    customerId: null,
    title: box,
    detail: joined(number, month, workshop, place),
  }))
}

/** Where the papers found lie: of an order its box, of another paper that of its order (duty 118). */
const withBoxes = async (ctx: Context, met: Met[]): Promise<Hit[]> => {
  const orderOf = new Map<Met, number>()
  for (const hit of met) if (hit.kind === 'order') orderOf.set(hit, hit.id)
  for (const kind of papersOfOrders) {
    const own = met.filter((hit) => hit.kind === kind)
    const orders = await ordersOfPapers(
      ctx,
      kind,
      own.map(({ id }) => id),
    )
    for (const hit of own) if (orders.has(hit.id)) orderOf.set(hit, orders.get(hit.id)!)
  }
  const boxes = await boxesOfOrders(ctx, [...new Set(orderOf.values())])
  return met.map((hit) => {
    const found = boxes.get(orderOf.get(hit) ?? 0)
    if (!found) return { ...hit, box: '' }
    const { box, borrower } = found
    const words =
      borrower === null
        ? translate(ctx.language, 'archive.inBoxNow', { box })
        : translate(ctx.language, 'archive.inBoxLent', { box, borrower })
    return { ...hit, box: words }
  })
}

/** What is found by its number or code, after the customers: terms, who may see it, and the hits of its rows. */
const groups: {
  kinds: SearchKind[]
  permission: Permission
  hits: (ctx: Context, ids: number[]) => Promise<Met[]>
}[] = [
  { kinds: ['order', 'po'], permission: 'orders.read', hits: orderHits },
  { kinds: ['change'], permission: 'orders.read', hits: changeHits },
  { kinds: ['quotation'], permission: 'prices.read', hits: quotationHits },
  { kinds: ['product'], permission: 'products.read', hits: productHits },
  { kinds: ['notice'], permission: 'operations.read', hits: noticeHits },
  { kinds: ['delivery'], permission: 'deliveries.read', hits: paperHits('delivery') },
  { kinds: ['inspection'], permission: 'quality.read', hits: paperHits('inspection') },
  { kinds: ['receipt'], permission: 'receipts.read', hits: paperHits('receipt') },
  { kinds: ['statement'], permission: 'statements.read', hits: paperHits('statement') },
  { kinds: ['invoice'], permission: 'statements.read', hits: paperHits('invoice') },
  { kinds: ['outside'], permission: 'operations.read', hits: outsideHits },
  { kinds: ['outsideFactory'], permission: 'operations.read', hits: factoryHits },
  { kinds: ['fax'], permission: 'inbox.read', hits: faxHits },
  { kinds: ['handover'], permission: 'receipts.read', hits: handoverHits },
  { kinds: ['complaint'], permission: 'complaints.read', hits: complaintHits },
  { kinds: ['archive'], permission: 'orders.read', hits: archiveHits },
  { kinds: ['message'], permission: 'signedIn', hits: messageHits },
]

export const searchHandlers: Handlers<typeof search> = {
  async find(ctx, { typed }) {
    const found = await customerHits(ctx, typed)
    const seen = groups.filter(({ permission }) => may(ctx.user.role, permission))
    const met = await findByTerms(
      ctx,
      seen.flatMap(({ kinds }) => kinds),
      typed,
      6,
    )
    // a caller's number is found however it is written
    for (const form of phoneForms(typed))
      if (!met.has('message'))
        for (const [kind, ids] of await findByTerms(ctx, ['message'], form, 6)) met.set(kind, ids)
    // a form of a book, with the word before its number or without
    const serial = otherSerial(typed)
    if (serial !== null && may(ctx.user.role, 'deliveries.read')) {
      const own = met.get('delivery') ?? []
      const more = await findByTerm(ctx, 'delivery', serial, 6)
      if (more.length > 0) met.set('delivery', [...new Set([...own, ...more])])
    }
    for (const { kinds, hits } of seen) {
      const ids = [...new Set(kinds.flatMap((kind) => met.get(kind) ?? []))]
      if (ids.length > 0) found.push(...(await hits(ctx, ids)))
    }
    found.push(...(await papersByNumber(ctx, typed)))
    // a paper or a box of that very number before those that only end in it: Enter takes the first
    const wanted = typed.trim().toLowerCase()
    const after = (hit: Met): number => (hit.title.toLowerCase() === wanted ? 0 : 1)
    return withBoxes(ctx, found.toSorted((one, other) => after(one) - after(other)).slice(0, 80))
  },
  answer: (ctx, { customerId, orderId }) => answerCaller(ctx, customerId, orderId),
  initials: async (_ctx, { names }) => names.map(initialsOf),
}

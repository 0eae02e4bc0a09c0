import { type RawBuilder, sql } from 'kysely'
import { plusDays } from '../../../shared/dates.ts'
import { paperFacts } from '../../../shared/prints.ts'
import type { RegisterFilter, RegisterSource } from '../../../shared/register.ts'
import type { Printable } from '../../../shared/shell.ts'
import type { Context } from '../../context.ts'
import { printedPapers } from '../prints/list.ts'

/** One line of the register, the same whatever table it is read from. */
export interface RegisterLine {
  source: string
  id: number
  direction: string
  /** Sorts: an instant, or noon of a day. */
  at: string
  number: string
  /** The kind or paper of it. */
  code: string
  subject: string
  customerId: number | null
  factoryId: number | null
  party: string
  copies: number
  userId: number | null
  wanted: number
  /** An instant or a day. */
  backAt: string | null
  backBy: string
  voided: number
  orderId: number | null
  documentId: number
}

/** Papers whose way is a fact of its own: not told a second time by their prints. */
const followed: readonly Printable[] = [
  'orderConfirmation',
  'deliveryNote',
  'statement',
  'changeSlip',
  'quotation',
  'outsideSlip',
  'productionNotice',
  'archiveLabel',
  'noteLabels',
  'noticeLabels',
]

type Parts = Record<keyof RegisterLine, RawBuilder<unknown>>
const words = (text: string): RawBuilder<unknown> => sql`cast(${sql.lit(text)} as text)`
const whole = (value: number | null): RawBuilder<unknown> => sql`cast(${sql.lit(value)} as bigint)`
const column = (name: string): RawBuilder<unknown> => sql.ref(name)
/** Noon of a day, where only the day is known: sorts among the instants of that day. */
const noonOf = (name: string): RawBuilder<unknown> => sql`${sql.ref(name)} || 'T12:00:00.000Z'`
const one = whole(1)
const oneWhere = (condition: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`cast(case when ${condition} then 1 else 0 end as bigint)`

/** A line of a table: what is not named is what most lines are, one copy that nobody has to give back. */
const lineOf = (
  source: RegisterSource,
  parts: Partial<Parts> & Pick<Parts, 'id' | 'direction' | 'at' | 'number' | 'code' | 'subject' | 'documentId'>,
) => {
  const { id, direction, at, number, code, subject, documentId, ...rest } = parts
  // every table tells its columns in the same order: they are put one below the other
  const line: Parts = {
    source: words(source),
    id,
    direction,
    at,
    number,
    code,
    subject,
    customerId: whole(null),
    factoryId: whole(null),
    party: words(''),
    copies: one,
    userId: whole(null),
    wanted: whole(0),
    backAt: sql`cast(null as text)`,
    backBy: words(''),
    voided: whole(0),
    orderId: whole(null),
    documentId,
    ...rest,
  }
  return Object.entries(line).map(([name, value]) => value.as(name))
}

interface Asked {
  ctx: Context
  filter: RegisterFilter
  /** First moment of the first day and of the day after the last, as instants. */
  since: string
  before: string
  /** `XS26%`, or null where the period counts. */
  like: string | null
}

const faxes = ({ ctx, since, before, like }: Asked) =>
  ctx.db
    .selectFrom('inboxItems')
    .leftJoin('orders', 'orders.id', 'inboxItems.orderId')
    .select(
      lineOf('fax', {
        id: column('inboxItems.id'),
        direction: words('in'),
        at: column('inboxItems.receivedAt'),
        number: column('inboxItems.fileName'),
        code: words('fax'),
        subject: sql`coalesce("inboxItems"."setAsideReason", '')`,
        customerId: column('inboxItems.customerId'),
        orderId: column('inboxItems.orderId'),
        documentId: column('inboxItems.id'),
      }),
    )
    .$if(like === null, (some) => some.where('receivedAt', '>=', since).where('receivedAt', '<', before))
    .$if(like !== null, (some) =>
      some.where((where) => where.or([where('fileName', 'like', `%${like}`), where('orders.number', 'like', like)])),
    )

const sent = ({ ctx, since, before, like, filter }: Asked) =>
  ctx.db
    .selectFrom('signBacks')
    .select(
      lineOf('sent', {
        id: column('signBacks.id'),
        direction: words('out'),
        at: column('sentAt'),
        number: column('documentNumber'),
        code: column('kind'),
        subject: sql`coalesce("difference", '')`,
        customerId: column('customerId'),
        factoryId: column('factoryId'),
        party: column('sentTo'),
        userId: column('sentBy'),
        wanted: one,
        backAt: column('returnedAt'),
        voided: oneWhere(sql`"state" = 'cancelled'`),
        documentId: column('documentId'),
      }),
    )
    .$if(like === null, (some) => some.where('sentAt', '>=', since).where('sentAt', '<', before))
    .$if(like !== null, (some) => some.where('documentNumber', 'like', like))
    .$if(filter.waiting, (some) => some.where('state', '=', 'waiting'))

const copies = ({ ctx, filter, like }: Asked) =>
  ctx.db
    .selectFrom('noticeCopies')
    .innerJoin('notices', 'notices.id', 'noticeCopies.noticeId')
    .select(
      lineOf('copy', {
        id: column('noticeCopies.id'),
        direction: words('out'),
        at: noonOf('noticeCopies.receivedOn'),
        number: column('notices.number'),
        code: words('productionNotice'),
        subject: column('noticeCopies.copy'),
        party: column('noticeCopies.workshop'),
        userId: column('noticeCopies.userId'),
        wanted: one,
        backAt: column('noticeCopies.receivedOn'),
        backBy: column('noticeCopies.receiver'),
        voided: oneWhere(sql`"noticeCopies"."withdrawnBy" is not null`),
        orderId: column('notices.orderId'),
        documentId: column('notices.id'),
      }),
    )
    .$if(like === null, (some) =>
      some.where('noticeCopies.receivedOn', '>=', filter.from).where('noticeCopies.receivedOn', '<=', filter.till),
    )
    .$if(like !== null, (some) => some.where('notices.number', 'like', like))

const enclosures = ({ ctx, filter, like }: Asked) =>
  ctx.db
    .selectFrom('noticeEnclosures')
    .innerJoin('notices', 'notices.id', 'noticeEnclosures.noticeId')
    .select(
      lineOf('enclosure', {
        id: column('noticeEnclosures.id'),
        direction: words('out'),
        at: noonOf('noticeEnclosures.handedOn'),
        number: column('notices.number'),
        code: words('enclosure'),
        subject: column('noticeEnclosures.label'),
        party: column('noticeEnclosures.handedTo'),
        copies: column('noticeEnclosures.pieces'),
        userId: column('noticeEnclosures.handedBy'),
        wanted: one,
        backAt: column('noticeEnclosures.returnedOn'),
        backBy: column('noticeEnclosures.returnedBy'),
        orderId: column('notices.orderId'),
        documentId: column('notices.id'),
      }),
    )
    .where('noticeEnclosures.handedOn', 'is not', null)
    .$if(like === null, (some) =>
      some.where('noticeEnclosures.handedOn', '>=', filter.from).where('noticeEnclosures.handedOn', '<=', filter.till),
    )
    .$if(like !== null, (some) => some.where('notices.number', 'like', like))
    .$if(filter.waiting, (some) => some.where('noticeEnclosures.returnedOn', 'is', null))

const letters = ({ ctx, filter, like }: Asked) =>
  ctx.db
    .selectFrom('contacts')
    .leftJoin('orders', 'orders.id', 'contacts.orderId')
    .select(
      lineOf('letter', {
        id: column('contacts.id'),
        direction: column('contacts.direction'),
        at: column('contacts.at'),
        number: words(''),
        code: words('progressReply'),
        subject: column('contacts.summary'),
        customerId: column('contacts.customerId'),
        party: column('contacts.person'),
        userId: column('contacts.userId'),
        orderId: column('contacts.orderId'),
        documentId: column('contacts.customerId'),
      }),
    )
    .where('contacts.kind', '=', 'progressReply')
    .$if(like === null, (some) =>
      some.where('contacts.contactedOn', '>=', filter.from).where('contacts.contactedOn', '<=', filter.till),
    )
    .$if(like !== null, (some) => some.where('orders.number', 'like', like))

const loans = ({ ctx, filter, like }: Asked) =>
  ctx.db
    .selectFrom('archiveLoans')
    .innerJoin('archiveItems', 'archiveItems.id', 'archiveLoans.itemId')
    .innerJoin('orders', 'orders.id', 'archiveLoans.orderId')
    .select(
      lineOf('loan', {
        id: column('archiveLoans.id'),
        direction: words('out'),
        at: noonOf('archiveLoans.lentOn'),
        number: column('orders.number'),
        code: words('loan'),
        subject: column('archiveLoans.papers'),
        party: column('archiveLoans.borrower'),
        userId: column('archiveLoans.lentBy'),
        wanted: one,
        backAt: column('archiveLoans.returnedOn'),
        orderId: column('archiveLoans.orderId'),
        documentId: column('archiveItems.batchId'),
      }),
    )
    .$if(like === null, (some) =>
      some.where('archiveLoans.lentOn', '>=', filter.from).where('archiveLoans.lentOn', '<=', filter.till),
    )
    .$if(like !== null, (some) => some.where('orders.number', 'like', like))
    .$if(filter.waiting, (some) => some.where('archiveLoans.returnedOn', 'is', null))

const prints = ({ ctx, since, before, like }: Asked) => {
  const shown = printedPapers(ctx.user.role).filter(
    (paper) => !followed.includes(paper) && paperFacts[paper].document !== '',
  )
  return ctx.db
    .selectFrom('prints')
    .select(
      lineOf('print', {
        id: column('prints.id'),
        direction: words('out'),
        at: column('prints.at'),
        number: column('prints.number'),
        code: column('prints.paper'),
        subject: words(''),
        copies: column('prints.copies'),
        userId: column('prints.userId'),
        orderId: column('prints.orderId'),
        documentId: column('prints.id'),
      }),
    )
    .where('prints.paper', 'in', shown.length > 0 ? shown : [''])
    .where('prints.target', 'in', ['printer', 'text'])
    .$if(like === null, (some) => some.where('prints.at', '>=', since).where('prints.at', '<', before))
    .$if(like !== null, (some) => some.where('prints.number', 'like', like!))
}

const byHand = ({ ctx, filter, like }: Asked) =>
  ctx.db
    .selectFrom('registerEntries')
    .select(
      lineOf('hand', {
        id: column('registerEntries.id'),
        direction: column('registerEntries.direction'),
        at: noonOf('registerEntries.on'),
        number: sql`case when "theirs" = '' then "number" else "theirs" end`,
        code: words('hand'),
        subject: column('registerEntries.subject'),
        party: column('registerEntries.party'),
        copies: column('registerEntries.copies'),
        userId: column('registerEntries.userId'),
        wanted: column('registerEntries.wanted'),
        backAt: column('registerEntries.backOn'),
        backBy: column('registerEntries.backBy'),
        voided: oneWhere(sql`"voidedAt" is not null`),
        documentId: column('registerEntries.id'),
      }),
    )
    .$if(like === null, (some) => some.where('on', '>=', filter.from).where('on', '<=', filter.till))
    .$if(like !== null, (some) =>
      some.where((where) =>
        where.or([
          where('number', 'like', like),
          where('theirs', 'like', like),
          where('subject', 'like', `%${like}`),
          where('party', 'like', `%${like}`),
        ]),
      ),
    )
    .$if(filter.waiting, (some) =>
      some.where('wanted', '=', 1).where('backOn', 'is', null).where('voidedAt', 'is', null),
    )

const readers = {
  fax: faxes,
  sent,
  copy: copies,
  enclosure: enclosures,
  letter: letters,
  loan: loans,
  print: prints,
  hand: byHand,
}

/** What each kind of line can be: those that cannot be meant are not read. */
const directionsOf: Record<RegisterSource, readonly string[]> = {
  fax: ['in'],
  sent: ['out'],
  copy: ['out'],
  enclosure: ['out'],
  letter: ['in', 'out'],
  loan: ['out'],
  print: ['out'],
  hand: ['in', 'out'],
}
const neverWaiting: readonly RegisterSource[] = ['fax', 'copy', 'letter', 'print']

/** The first moment of a day on this PC's clock. */
const startOf = (day: string): string => new Date(`${day}T00:00:00`).toISOString()

/** All lines a filter means, from all tables; null where none can be meant. */
export const linesOf = (ctx: Context, filter: RegisterFilter) => {
  const typed = filter.number.toUpperCase().replaceAll(/[%_\\]/g, '')
  const asked: Asked = {
    ctx,
    filter,
    since: startOf(filter.from),
    before: startOf(plusDays(filter.till, 1)),
    like: typed === '' ? null : `${typed}%`,
  }
  const wanted = (Object.keys(readers) as RegisterSource[]).filter(
    (source) =>
      (filter.source === null || filter.source === source) &&
      (filter.direction === null || directionsOf[source].includes(filter.direction)) &&
      !(filter.waiting && neverWaiting.includes(source)),
  )
  const [first, ...others] = wanted.map((source) =>
    ctx.db.selectFrom(readers[source](asked).$castTo<RegisterLine>().as('one')).selectAll('one'),
  )
  if (!first) return null
  const union = others.reduce((all, one) => all.unionAll(one), first)
  return ctx.db
    .selectFrom(union.as('lines'))
    .$if(filter.direction !== null, (some) => some.where('direction', '=', filter.direction!))
}

import { type AliasedExpression, type RawBuilder, sql } from 'kysely'
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

const said = <T>(value: RawBuilder<T>) => ({
  as: <N extends string>(name: N): AliasedExpression<T, N> => value.as(name),
})
const words = (text: string) => said(sql<string>`cast(${sql.lit(text)} as text)`)
const noNumber = said(sql<number | null>`cast(null as bigint)`)
const noText = said(sql<string | null>`cast(null as text)`)
const whole = (value: number) => said(sql<number>`cast(${sql.lit(value)} as bigint)`)
/** Noon of a day, where only the day is known: sorts among the instants of that day. */
const noonOf = (column: string) => said(sql<string>`${sql.ref(column)} || 'T12:00:00.000Z'`)

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
    .select((row) => [
      words('fax').as('source'),
      'inboxItems.id',
      words('in').as('direction'),
      'inboxItems.receivedAt as at',
      'inboxItems.fileName as number',
      words('fax').as('code'),
      row.fn.coalesce('inboxItems.setAsideReason', sql<string>`''`).as('subject'),
      'inboxItems.customerId',
      noNumber.as('factoryId'),
      words('').as('party'),
      sql<number>`cast(1 as bigint)`.as('copies'),
      noNumber.as('userId'),
      whole(0).as('wanted'),
      noText.as('backAt'),
      words('').as('backBy'),
      whole(0).as('voided'),
      'inboxItems.orderId',
      'inboxItems.id as documentId',
    ])
    .$if(like === null, (some) => some.where('receivedAt', '>=', since).where('receivedAt', '<', before))
    .$if(like !== null, (some) =>
      some.where((where) => where.or([where('fileName', 'like', `%${like}`), where('orders.number', 'like', like)])),
    )

const sent = ({ ctx, since, before, like, filter }: Asked) =>
  ctx.db
    .selectFrom('signBacks')
    .select([
      words('sent').as('source'),
      'signBacks.id',
      words('out').as('direction'),
      'sentAt as at',
      'documentNumber as number',
      'kind as code',
      sql<string>`coalesce("difference", '')`.as('subject'),
      'customerId',
      'factoryId',
      'sentTo as party',
      whole(1).as('copies'),
      'sentBy as userId',
      whole(1).as('wanted'),
      'returnedAt as backAt',
      words('').as('backBy'),
      sql<number>`cast(case when "state" = 'cancelled' then 1 else 0 end as bigint)`.as('voided'),
      noNumber.as('orderId'),
      'documentId',
    ])
    .$if(like === null, (some) => some.where('sentAt', '>=', since).where('sentAt', '<', before))
    .$if(like !== null, (some) => some.where('documentNumber', 'like', like))
    .$if(filter.waiting, (some) => some.where('state', '=', 'waiting'))

const copies = ({ ctx, filter, like }: Asked) =>
  ctx.db
    .selectFrom('noticeCopies')
    .innerJoin('notices', 'notices.id', 'noticeCopies.noticeId')
    .select([
      words('copy').as('source'),
      'noticeCopies.id',
      words('out').as('direction'),
      noonOf('noticeCopies.receivedOn').as('at'),
      'notices.number',
      words('productionNotice').as('code'),
      'noticeCopies.copy as subject',
      noNumber.as('customerId'),
      noNumber.as('factoryId'),
      'noticeCopies.workshop as party',
      whole(1).as('copies'),
      'noticeCopies.userId',
      whole(1).as('wanted'),
      'noticeCopies.receivedOn as backAt',
      'noticeCopies.receiver as backBy',
      sql<number>`cast(case when "noticeCopies"."withdrawnBy" is null then 0 else 1 end as bigint)`.as('voided'),
      'notices.orderId',
      'notices.id as documentId',
    ])
    .$if(like === null, (some) =>
      some.where('noticeCopies.receivedOn', '>=', filter.from).where('noticeCopies.receivedOn', '<=', filter.till),
    )
    .$if(like !== null, (some) => some.where('notices.number', 'like', like))

const enclosures = ({ ctx, filter, like }: Asked) =>
  ctx.db
    .selectFrom('noticeEnclosures')
    .innerJoin('notices', 'notices.id', 'noticeEnclosures.noticeId')
    .select([
      words('enclosure').as('source'),
      'noticeEnclosures.id',
      words('out').as('direction'),
      noonOf('noticeEnclosures.handedOn').as('at'),
      'notices.number',
      words('enclosure').as('code'),
      'noticeEnclosures.label as subject',
      noNumber.as('customerId'),
      noNumber.as('factoryId'),
      'noticeEnclosures.handedTo as party',
      'noticeEnclosures.pieces as copies',
      'noticeEnclosures.handedBy as userId',
      whole(1).as('wanted'),
      'noticeEnclosures.returnedOn as backAt',
      'noticeEnclosures.returnedBy as backBy',
      whole(0).as('voided'),
      'notices.orderId',
      'notices.id as documentId',
    ])
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
    .select([
      words('letter').as('source'),
      'contacts.id',
      'contacts.direction',
      'contacts.at',
      words('').as('number'),
      words('progressReply').as('code'),
      'contacts.summary as subject',
      'contacts.customerId',
      noNumber.as('factoryId'),
      'contacts.person as party',
      whole(1).as('copies'),
      'contacts.userId',
      whole(0).as('wanted'),
      noText.as('backAt'),
      words('').as('backBy'),
      whole(0).as('voided'),
      'contacts.orderId',
      'contacts.customerId as documentId',
    ])
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
    .select([
      words('loan').as('source'),
      'archiveLoans.id',
      words('out').as('direction'),
      noonOf('archiveLoans.lentOn').as('at'),
      'orders.number',
      words('loan').as('code'),
      'archiveLoans.papers as subject',
      noNumber.as('customerId'),
      noNumber.as('factoryId'),
      'archiveLoans.borrower as party',
      whole(1).as('copies'),
      'archiveLoans.lentBy as userId',
      whole(1).as('wanted'),
      'archiveLoans.returnedOn as backAt',
      words('').as('backBy'),
      whole(0).as('voided'),
      'archiveLoans.orderId',
      'archiveItems.batchId as documentId',
    ])
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
    .select([
      words('print').as('source'),
      'prints.id',
      words('out').as('direction'),
      'prints.at',
      'prints.number',
      'prints.paper as code',
      words('').as('subject'),
      noNumber.as('customerId'),
      noNumber.as('factoryId'),
      words('').as('party'),
      'prints.copies',
      'prints.userId',
      whole(0).as('wanted'),
      noText.as('backAt'),
      words('').as('backBy'),
      whole(0).as('voided'),
      'prints.orderId',
      'prints.id as documentId',
    ])
    .where('prints.paper', 'in', shown.length > 0 ? shown : [''])
    .where('prints.target', 'in', ['printer', 'text'])
    .$if(like === null, (some) => some.where('prints.at', '>=', since).where('prints.at', '<', before))
    .$if(like !== null, (some) => some.where('prints.number', 'like', like!))
}

const byHand = ({ ctx, filter, like }: Asked) =>
  ctx.db
    .selectFrom('registerEntries')
    .select([
      words('hand').as('source'),
      'registerEntries.id',
      'registerEntries.direction',
      noonOf('registerEntries.on').as('at'),
      sql<string>`case when "theirs" = '' then "number" else "theirs" end`.as('number'),
      words('hand').as('code'),
      'registerEntries.subject',
      noNumber.as('customerId'),
      noNumber.as('factoryId'),
      'registerEntries.party',
      'registerEntries.copies',
      'registerEntries.userId',
      'registerEntries.wanted',
      'registerEntries.backOn as backAt',
      'registerEntries.backBy',
      sql<number>`cast(case when "voidedAt" is null then 0 else 1 end as bigint)`.as('voided'),
      noNumber.as('orderId'),
      'registerEntries.id as documentId',
    ])
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

import { type Kysely, NoResultError } from 'kysely'
import { z } from 'zod'
import type { AnyProcedure, Reply } from '../shared/contract.ts'
import { dateOf } from '../shared/dates.ts'
import { type PhraseKey, type Language, translate } from '../shared/language.ts'
import { AmountTooLarge } from '../shared/money.ts'
import { may, type Permission, type Role } from '../shared/permissions.ts'
import { Refusal, refuse } from '../shared/refusals.ts'
import { roleName } from '../shared/users.ts'
import { refuseInput } from './badInput.ts'
import { type Change, type Context, type Files, nobody, type Person } from './context.ts'
import { appendAudit, type AuditEntry } from './db/audit.ts'
import type { Database } from './db/schema.ts'
import { statement } from './db/statement.ts'
import { findProcedure, type Found } from './handlers.ts'
import { type DotsFace, onDots } from './papers/face.ts'

/** Who calls: set by main from its own session, never from what the page sent (reliability.md R4). */
export interface Caller {
  userId: number | null
  /** Name of the PC. */
  host: string
  /** The program itself, for what no person does: a fax that arrives in the watched folder. Never set for a page. */
  system?: true
  /** Papers asked for are laid out for a dot-matrix printer (set by main, never by a page). */
  face?: DotsFace
}

export interface AppParts {
  db: Kysely<Database>
  clock: () => Date
  files: Files
  /** A fault that is not a refusal: for the log of this PC, never for the page. */
  onFault?: (channel: string, error: unknown) => void
}

export interface App {
  call(caller: Caller, channel: string, input: unknown, requestId?: string | null): Promise<Reply>
}

const uuid = z.uuid()
const largestInput = 1_000_000
/** Files come through the bridge as bytes: 20 MB of them, everything else together 1 MB (R2). */
const tooLarge = (input: unknown): boolean => {
  let left = largestInput
  let depth = 0
  const measure = (value: unknown): void => {
    if (left < 0 || depth > 12) left = -1
    else if (typeof value === 'string') left -= value.length
    else if (value instanceof Uint8Array) left -= value.length > 20 * 1024 * 1024 ? largestInput : 100
    else if (Array.isArray(value) && value.length > 5000) left = -1
    else if (typeof value === 'object' && value !== null) {
      depth += 1
      for (const [key, part] of Object.entries(value)) {
        left -= key.length + 8
        measure(part)
      }
      depth -= 1
    }
  }
  measure(input)
  return left < 0
}

const diskCodes = /^SQLITE_(IOERR|CORRUPT|CANTOPEN|READONLY|NOTADB)/
/** An id that names nothing: SQLite's word and PostgreSQL's. */
const danglingCodes = ['SQLITE_CONSTRAINT_FOREIGNKEY', '23503']

const refusalOf = (error: unknown): Refusal | null => {
  if (error instanceof Refusal) return error
  if (error instanceof NoResultError) return refuse('app.notFound')
  if (error instanceof AmountTooLarge) return refuse('app.amountTooLarge')
  const code = (error as { code?: unknown }).code
  if (typeof code === 'string' && danglingCodes.includes(code)) return refuse('app.notFound')
  if (code === 'SQLITE_FULL' || code === 'ENOSPC') return refuse('app.diskFull')
  if (typeof code === 'string' && diskCodes.test(code)) return refuse('app.diskFailed')
  return null
}

const activeUser = statement((db, id: number) =>
  db.selectFrom('users').select(['id', 'name', 'role', 'language']).where('id', '=', id).where('active', '=', 1),
)
const firstReply = statement((db, requestId: string) =>
  db.selectFrom('requests').select(['reply', 'channel', 'userId']).where('requestId', '=', requestId),
)
const keepReply = statement(
  (db, requestId: string, channel: string, userId: number | null, reply: string, at: string) =>
    db.insertInto('requests').values({ requestId, channel, userId, reply, at }),
)

interface Session {
  person: Person | null
  language: Language
}

const sessionOf = async (db: Kysely<Database>, caller: Caller): Promise<Session> => {
  if (caller.system)
    return { person: { id: 0, name: translate('zh-CN', 'app.system'), role: 'clerk' }, language: 'zh-CN' }
  if (caller.userId === null) return { person: null, language: 'zh-CN' }
  const [row] = await activeUser(db, caller.userId)
  if (!row) return { person: null, language: 'zh-CN' }
  return { person: { id: row.id, name: row.name, role: row.role as Role }, language: row.language as Language }
}

const allow = ({ person, language }: Session, permission: Permission): void => {
  if (may(person?.role ?? null, permission)) return
  if (!person) throw refuse('app.notSignedIn')
  throw refuse('app.notAllowed', { role: roleName(person.role, language) })
}

const parse = (channel: string, procedure: AnyProcedure, input: unknown, language: Language): unknown => {
  if (tooLarge(input)) throw refuse('app.tooLarge')
  const parsed = procedure.input.safeParse(input)
  if (parsed.success) return parsed.data
  throw refuseInput(parsed.error.issues[0], channel, input, language)
}

const auditOf = (context: Context, caller: Caller, action: string, changes: Change[]): AuditEntry => ({
  at: context.now,
  userId: caller.userId,
  userName: context.user.name,
  host: caller.host,
  action,
  entity: changes[0]?.entity ?? null,
  entityId: changes[0]?.id ?? null,
  before: changes.some(({ before }) => before !== undefined)
    ? JSON.stringify(changes.map(({ before }) => before ?? null))
    : null,
  after: JSON.stringify(changes.map(({ entity, id, after }) => ({ entity, id, after: after ?? null }))),
})

/** The application minus Electron. Tests, benchmark, fault tests, the demo and the data worker drive this. */
export const createApp = ({ db, clock, files, onFault = () => undefined }: AppParts): App => {
  const contextOf = (
    connection: Kysely<Database>,
    { person, language }: Session,
    { host }: Caller,
    changes: Change[],
  ): Context => {
    const instant = clock()
    return {
      db: connection,
      user: person ?? nobody,
      language,
      host,
      now: instant.toISOString(),
      today: dateOf(instant),
      files,
      prepared: null,
      record: (change) => void changes.push(change),
    }
  }

  const runCommand = async (
    caller: Caller,
    session: Session,
    channel: string,
    found: Found,
    input: unknown,
    requestId: string,
  ): Promise<Reply> => {
    const repeated = async (tx: Kysely<Database>): Promise<Reply | null> => {
      const [repeat] = await firstReply(tx, requestId)
      if (!repeat) return null
      if (repeat.channel !== channel || repeat.userId !== caller.userId)
        throw new Error('request id used for another call')
      return { ok: true, value: JSON.parse(repeat.reply) as unknown }
    }
    const changes: Change[] = []
    const context = contextOf(db, session, caller, changes)
    // slow work that is no SQL (hashing, files) is done before the transaction begins
    const prepared = found.handler.prepare
      ? ((await repeated(db)) ?? { work: await found.handler.prepare(context, input) })
      : { work: null }
    if ('ok' in prepared) return prepared
    return db.transaction().execute(async (tx): Promise<Reply> => {
      const repeat = await repeated(tx)
      if (repeat) return repeat
      const result = await found.handler({ ...context, db: tx, prepared: prepared.work }, input)
      const value = found.procedure.output.parse(result)
      await appendAudit(tx, auditOf(context, caller, channel, changes))
      await keepReply(tx, requestId, channel, caller.userId, JSON.stringify(value ?? null), context.now)
      return { ok: true, value }
    })
  }

  return {
    async call(caller, channel, input, requestId = null) {
      let session: Session = { person: null, language: 'zh-CN' }
      let failed: PhraseKey = 'app.failed'
      try {
        const found = await findProcedure(channel)
        if (!found) throw refuse('app.unknownChannel')
        if (found.procedure.kind === 'query') failed = 'app.readFailed'
        session = await sessionOf(db, caller)
        allow(session, found.procedure.permission)
        const parsed = parse(channel, found.procedure, input, session.language)
        if (found.procedure.kind === 'query') {
          const answer = (): Promise<unknown> => found.handler(contextOf(db, session, caller, []), parsed)
          const value = await (caller.face ? onDots(caller.face, answer) : answer())
          return { ok: true, value: found.procedure.output.parse(value) }
        }
        if (!uuid.safeParse(requestId).success) throw refuse('app.badInput', { field: 'requestId' })
        return await runCommand(caller, session, channel, found, parsed, requestId!)
      } catch (error) {
        const refusal = refusalOf(error)
        if (!refusal) onFault(channel, error)
        const { code, values, field } = refusal ?? refuse(failed)
        return { ok: false, refusal: { code, message: translate(session.language, code, values), field } }
      }
    },
  }
}

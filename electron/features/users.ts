import type { Output } from '../../shared/contract.ts'
import { type Language, translate } from '../../shared/language.ts'
import type { Role } from '../../shared/permissions.ts'
import { refuse } from '../../shared/refusals.ts'
import { shortestPassword, type UserDraft, type UserRow, users } from '../../shared/users.ts'
import { afterPreparing, type Context, type Handlers } from '../context.ts'
import { hashPassword, matchesPassword } from '../passwords.ts'
import { companyName, readOffice } from './settings.ts'

const columns = ['id', 'name', 'role', 'language', 'password', 'active', 'version'] as const
type Found = Pick<Awaited<ReturnType<typeof findUser>>, (typeof columns)[number]>

const rowOf = (row: Found): UserRow => ({
  id: row.id,
  name: row.name,
  role: row.role as Role,
  language: row.language as Language,
  hasPassword: row.password !== null,
  active: row.active === 1,
  version: row.version,
})

const findUser = async (ctx: Context, id: number) => {
  const row = await ctx.db.selectFrom('users').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw refuse('app.notFound')
  return row
}

const personOf = (row: Found) => ({
  id: row.id,
  name: row.name,
  role: row.role as Role,
  language: row.language as Language,
})

/** Minutes of lock after the n-th group of five failures: 1, 5, then 15 (reliability.md 3.4). */
const lockMinutes = (failures: number): number => [1, 5][failures / 5 - 1] ?? 15

const saveUser = async (ctx: Context, draft: UserDraft, password: string | null): Promise<UserRow> => {
  const taken = await ctx.db.selectFrom('users').select('id').where('name', '=', draft.name).executeTakeFirst()
  if (taken && taken.id !== draft.id) throw refuse('users.nameTaken', { name: draft.name }, 'name')
  const values = {
    name: draft.name,
    role: draft.role,
    language: draft.language,
    active: draft.active ? (1 as const) : (0 as const),
  }
  const secret = password === null ? {} : { password, failures: 0, lockedUntil: null }
  if (draft.id === null) {
    const row = await ctx.db
      .insertInto('users')
      .values({ ...values, ...secret, version: 1 })
      .returningAll()
      .executeTakeFirstOrThrow()
    ctx.record({ entity: 'users', id: row.id, after: rowOf(row) })
    return rowOf(row)
  }
  const before = await findUser(ctx, draft.id)
  if (before.version !== draft.version) throw refuse('app.stale')
  const row = await ctx.db
    .updateTable('users')
    .set({ ...values, ...secret, version: draft.version + 1 })
    .where('id', '=', draft.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  const owner = await ctx.db
    .selectFrom('users')
    .select('id')
    .where('role', '=', 'owner')
    .where('active', '=', 1)
    .executeTakeFirst()
  if (!owner) throw refuse('users.lastOwner')
  ctx.record({ entity: 'users', id: row.id, before: rowOf(before), after: rowOf(row) })
  return rowOf(row)
}

/** What follows from a password that was right or wrong: failures are counted, five of them lock for a while. */
const judge = async (ctx: Context, userId: number, matches: boolean): Promise<Output<typeof users.signIn>> => {
  const row = await findUser(ctx, userId)
  if (row.active !== 1) throw refuse('app.notFound')
  const say = (...said: Parameters<typeof translate> extends [unknown, ...infer R] ? R : never) =>
    translate(row.language as Language, ...said)
  if (row.password === null) return { person: null, message: say('users.noPassword', { name: row.name }) }
  if (row.lockedUntil !== null && row.lockedUntil > ctx.now) {
    const minutes = Math.ceil((Date.parse(row.lockedUntil) - Date.parse(ctx.now)) / 60_000)
    return { person: null, message: say('users.locked', { minutes }) }
  }
  const failures = matches ? 0 : row.failures + 1
  const minutes = failures > 0 && failures % 5 === 0 ? lockMinutes(failures) : 0
  const lockedUntil = minutes > 0 ? new Date(Date.parse(ctx.now) + minutes * 60_000).toISOString() : null
  await ctx.db.updateTable('users').set({ failures, lockedUntil }).where('id', '=', userId).execute()
  ctx.record({ entity: 'users', id: userId, after: { signedIn: matches, failures } })
  if (matches) return { person: personOf(row), message: null }
  return {
    person: null,
    message: minutes > 0 ? say('users.locked', { minutes }) : say('users.wrongPassword', { left: 5 - (failures % 5) }),
  }
}

export const usersHandlers: Handlers<typeof users> = {
  async begun(ctx) {
    const anybody = await ctx.db.selectFrom('users').select('id').limit(1).executeTakeFirst()
    return { begun: anybody !== undefined, company: await companyName(ctx), note: (await readOffice(ctx)).signInNote }
  },

  async names(ctx) {
    const rows = await ctx.db.selectFrom('users').select(columns).where('active', '=', 1).orderBy('id').execute()
    return rows.map((row) => ({
      id: row.id,
      name: row.name,
      role: row.role as Role,
      hasPassword: row.password !== null,
    }))
  },

  async me(ctx) {
    if (ctx.user.id === 0) return { person: null }
    return { person: { ...ctx.user, language: ctx.language } }
  },

  async list(ctx) {
    const rows = await ctx.db.selectFrom('users').select(columns).orderBy('id').execute()
    return rows.map(rowOf)
  },

  save: afterPreparing(
    async (_ctx, draft) => {
      if (draft.password === null) return null
      if (draft.password.length < shortestPassword)
        throw refuse('users.passwordTooShort', { least: shortestPassword }, 'password')
      return hashPassword(draft.password)
    },
    (ctx, draft, password) => saveUser(ctx, draft, password),
  ),

  // A refusal would roll the counter of failures back: a wrong password is an answer, not a refusal.
  signIn: afterPreparing(
    async (ctx, { userId, password }) => {
      const row = await findUser(ctx, userId)
      return row.password !== null && (await matchesPassword(password, row.password))
    },
    (ctx, { userId }, matches) => judge(ctx, userId, matches),
  ),

  prove: afterPreparing(
    async (ctx, { password }) => {
      const row = await findUser(ctx, ctx.user.id)
      return row.password !== null && (await matchesPassword(password, row.password))
    },
    async (ctx, _input, matches) => {
      const { person, message } = await judge(ctx, ctx.user.id, matches)
      return { proven: person !== null, message }
    },
  ),

  changePassword: afterPreparing(
    async (ctx, { current, next }) => {
      const row = await findUser(ctx, ctx.user.id)
      if (row.password !== null && !(await matchesPassword(current, row.password)))
        throw refuse('users.wrongPassword', { left: 5 }, 'current')
      return hashPassword(next)
    },
    async (ctx, _input, password) => {
      await ctx.db
        .updateTable('users')
        .set({ password, failures: 0, lockedUntil: null })
        .where('id', '=', ctx.user.id)
        .execute()
      ctx.record({ entity: 'users', id: ctx.user.id, after: { passwordChanged: true } })
      return {}
    },
  ),

  async chooseLanguage(ctx, { language }) {
    await ctx.db
      .updateTable('users')
      .set(({ eb }) => ({ language, version: eb('version', '+', 1) }))
      .where('id', '=', ctx.user.id)
      .execute()
    ctx.record({ entity: 'users', id: ctx.user.id, before: { language: ctx.language }, after: { language } })
    return {}
  },

  createOwner: afterPreparing(
    (_ctx, { password }) => hashPassword(password),
    async (ctx, { name, language }, password) => {
      const anybody = await ctx.db.selectFrom('users').select('id').limit(1).executeTakeFirst()
      if (anybody) throw refuse('users.alreadyBegun')
      const row = await ctx.db
        .insertInto('users')
        .values({ name, role: 'owner', language, password, active: 1, version: 1 })
        .returningAll()
        .executeTakeFirstOrThrow()
      ctx.record({ entity: 'users', id: row.id, after: rowOf(row) })
      return { person: personOf(row), message: null }
    },
  ),

  async failures(ctx) {
    return ctx.db
      .selectFrom('users')
      .select(['id', 'name', 'failures', 'lockedUntil'])
      .where('failures', '>', 0)
      .execute()
  },
}

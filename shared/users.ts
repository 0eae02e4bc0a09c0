import { z } from 'zod'
import { command, query } from './contract.ts'
import { count, flag, id, nothing, requiredText, version } from './fields.ts'
import { type Language, languages, type PhraseKey, translate } from './language.ts'
import { type Role, roles } from './permissions.ts'

export const UserRow = z.strictObject({
  id,
  name: z.string(),
  role: z.enum(roles),
  language: z.enum(languages),
  hasPassword: flag,
  active: flag,
  version,
})
export type UserRow = z.output<typeof UserRow>

export const UserDraft = z.strictObject({
  id: id.nullable(),
  name: requiredText(20),
  role: z.enum(roles),
  language: z.enum(languages),
  active: flag,
  /** A new password, or null to leave it. */
  password: z.string().max(100).nullable(),
  version,
})
export type UserDraft = z.output<typeof UserDraft>

/** What a sign-in gives: the person, or how many tries are left or when the lock ends. */
export const SignInResult = z.strictObject({
  person: z.strictObject({ id, name: z.string(), role: z.enum(roles), language: z.enum(languages) }).nullable(),
  /** The sentence to show when `person` is null. */
  message: z.string().nullable(),
})

const roleKeys: Record<Role, PhraseKey> = {
  owner: 'app.roleOwner',
  manager: 'app.roleManager',
  merchandiser: 'app.roleMerchandiser',
  clerk: 'app.roleClerk',
  cashier: 'app.roleCashier',
  warehouse: 'app.roleWarehouse',
  workshop: 'app.roleWorkshop',
}
export const roleName = (role: Role, language: Language): string => translate(language, roleKeys[role])

/** Shortest password of a person with money or rights in hand. */
export const shortestPassword = 6

export const users = {
  /** Whether this is a new office: nobody can sign in yet. */
  begun: query('public', nothing, z.strictObject({ begun: flag, company: z.string(), note: z.string() })),
  /** The names on the sign-in page. */
  names: query(
    'public',
    nothing,
    z.array(z.strictObject({ id, name: z.string(), role: z.enum(roles), hasPassword: flag })).max(200),
  ),
  me: query(
    'public',
    nothing,
    z.strictObject({
      person: z.strictObject({ id, name: z.string(), role: z.enum(roles), language: z.enum(languages) }).nullable(),
    }),
  ),
  list: query('signedIn', nothing, z.array(UserRow).max(200)),
  save: command('users.manage', UserDraft, UserRow),
  signIn: command('public', z.strictObject({ userId: id, password: z.string().max(100) }), SignInResult),
  /** Asks the person at the PC for the password once more, before a deed that cannot be undone. Failures count as at the sign-in. */
  prove: command(
    'signedIn',
    z.strictObject({ password: z.string().max(100) }),
    z.strictObject({ proven: flag, message: z.string().nullable() }),
  ),
  changePassword: command(
    'signedIn',
    z.strictObject({ current: z.string().max(100), next: z.string().min(shortestPassword).max(100) }),
    nothing,
  ),
  /** The language the person at the PC reads, here and at every other PC. */
  chooseLanguage: command('signedIn', z.strictObject({ language: z.enum(languages) }), nothing),
  /** The first owner of a new office; refused as soon as anybody exists. */
  createOwner: command(
    'public',
    z.strictObject({
      name: requiredText(20),
      password: z.string().min(shortestPassword).max(100),
      language: z.enum(languages),
    }),
    SignInResult,
  ),
  failures: query(
    'users.manage',
    nothing,
    z.array(z.strictObject({ id, name: z.string(), failures: count, lockedUntil: z.string().nullable() })).max(200),
  ),
}

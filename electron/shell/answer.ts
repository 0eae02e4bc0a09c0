import type { AnyProcedure, Reply } from '../../shared/contract.ts'
import { type Language, translate } from '../../shared/language.ts'
import { may } from '../../shared/permissions.ts'
import { roleName } from '../../shared/users.ts'
import { Refusal, refuse, type RefusalData } from '../../shared/refusals.ts'
import { type SessionPerson, shell } from '../../shared/shell.ts'
import { log } from './log.ts'
import type { ShellContext } from './asking.ts'
import { shellHandlers } from './procedures.ts'

const refused = (refusal: RefusalData): Reply => ({ ok: false, refusal })

/** Answers a call of `shell`: role, input, handler, output, as the data worker does for the other words. */
export const runShell = async (context: ShellContext, name: string, input: unknown): Promise<Reply> => {
  const { desk, page } = context
  let language: Language = 'zh-CN'
  const say = (error: Refusal): Reply =>
    refused({ code: error.code, message: translate(language, error.code, error.values), field: error.field })
  try {
    const procedures: Record<string, AnyProcedure> = shell
    const procedure = Object.hasOwn(procedures, name) ? procedures[name] : undefined
    if (!procedure) throw refuse('app.unknownChannel')
    // the role as it is now, not as it was when the person signed in
    const me = await desk.data.call(desk.callerOf(page.id), 'users.me', {})
    const person = me.ok ? (me.value as { person: SessionPerson | null }).person : null
    language = person?.language ?? language
    if (!may(person?.role ?? null, procedure.permission))
      throw person ? refuse('app.notAllowed', { role: roleName(person.role, language) }) : refuse('app.notSignedIn')
    const parsed = procedure.input.safeParse(input)
    if (!parsed.success) throw refuse('app.badInput', { field: parsed.error.issues[0]?.path.join('.') ?? '' })
    const handler = (
      shellHandlers as unknown as Record<string, (context: ShellContext, input: unknown) => Promise<unknown>>
    )[name]!
    return { ok: true, value: procedure.output.parse(await handler(context, parsed.data)) }
  } catch (error) {
    if (error instanceof Refusal) return say(error)
    const inner = (error as { refusal?: RefusalData }).refusal
    if (inner) return refused(inner)
    log.error(`shell.${name}`, error)
    return say(refuse('app.failed'))
  }
}

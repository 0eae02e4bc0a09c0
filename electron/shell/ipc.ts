import { app, ipcMain, type IpcMainInvokeEvent } from 'electron'
import type { AnyProcedure, Call, Reply } from '../../shared/contract.ts'
import { translate } from '../../shared/language.ts'
import { may } from '../../shared/permissions.ts'
import { Refusal, refuse, type RefusalData } from '../../shared/refusals.ts'
import { type SessionPerson, shell } from '../../shared/shell.ts'
import type { Desk } from './desk.ts'
import { log } from './log.ts'
import { origin } from './page.ts'
import { type ShellContext, shellHandlers } from './procedures.ts'

const refused = (refusal: RefusalData): Reply => ({ ok: false, refusal })

/** Whether a call comes from the top frame of one of our own windows, at our own origin (R3). */
const fromOurPage = (desk: Desk, event: IpcMainInvokeEvent): boolean =>
  [...desk.windows].some((window) => !window.isDestroyed() && window.webContents.id === event.sender.id) &&
  event.senderFrame !== null &&
  event.senderFrame === event.sender.mainFrame &&
  event.senderFrame.url.startsWith(`${origin}/index.html`)

const isCall = (call: unknown): call is Call =>
  typeof call === 'object' &&
  call !== null &&
  typeof (call as Call).channel === 'string' &&
  (call as Call).channel.length < 100 &&
  ['string', 'object'].includes(typeof (call as Call).requestId)

const runShell = async (context: ShellContext, name: string, input: unknown): Promise<Reply> => {
  const { desk, page } = context
  const language = desk.sessions.get(page.id)?.language ?? 'zh-CN'
  const say = (error: Refusal): Reply =>
    refused({ code: error.code, message: translate(language, error.code, error.values), field: error.field })
  try {
    const procedures: Record<string, AnyProcedure> = shell
    const procedure = Object.hasOwn(procedures, name) ? procedures[name] : undefined
    if (!procedure) throw refuse('app.unknownChannel')
    // the role as it is now, not as it was when the person signed in
    const me = await desk.data.call(desk.callerOf(page.id), 'users.me', {})
    const person = me.ok ? (me.value as { person: SessionPerson | null }).person : null
    if (!may(person?.role ?? null, procedure.permission))
      throw person ? refuse('app.notAllowed', { role: person.role }) : refuse('app.notSignedIn')
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

/** The one channel of the app. Anything that is not our own page gets no answer at all. */
export const listen = (opening: Promise<Desk>): void => {
  ipcMain.handle('call', async (event, call: unknown): Promise<Reply> => {
    const desk = await opening
    if (!fromOurPage(desk, event) || !isCall(call)) throw new Error('refused')
    const page = event.sender
    const { channel, input, requestId } = call
    if (channel.startsWith('shell.')) return runShell({ desk, page }, channel.slice('shell.'.length), input)
    const reply = await desk.data.call(desk.callerOf(page.id), channel, input, requestId)
    if (reply.ok && (channel === 'users.signIn' || channel === 'users.createOwner')) {
      const { person } = reply.value as { person: SessionPerson | null }
      if (person) desk.sessions.set(page.id, person)
    }
    return reply
  })
  app.on('web-contents-created', (_event, contents) => {
    contents.on('destroyed', () => {
      void opening.then(
        (desk) => desk.sessions.delete(contents.id),
        () => undefined, // no desk, no session
      )
    })
  })
}

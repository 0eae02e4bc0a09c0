import { app, ipcMain, type IpcMainInvokeEvent } from 'electron'
import type { Call, Reply } from '../../shared/contract.ts'
import type { SessionPerson } from '../../shared/shell.ts'
import type { Desk } from './desk.ts'
import { origin } from './page.ts'

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

/** A page cannot say that something was printed: main says it after the printer has taken the paper (shared/prints.ts). */
const desktopOnly = new Set(['prints.keep', 'prints.keepAgain'])

/** What answers for the PC itself is read when it is first needed. */
const answering = () => import('./answer.ts')

/** The one channel of the app. Anything that is not our own page gets no answer at all. */
export const listen = (opening: Promise<Desk>): void => {
  ipcMain.handle('call', async (event, call: unknown): Promise<Reply> => {
    const desk = await opening
    if (!fromOurPage(desk, event) || !isCall(call)) throw new Error('refused')
    const page = event.sender
    const { channel, input, requestId } = call
    if (desktopOnly.has(channel)) throw new Error('refused')
    if (channel.startsWith('shell.')) {
      const { runShell } = await answering()
      return runShell({ desk, page }, channel.slice('shell.'.length), input)
    }
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

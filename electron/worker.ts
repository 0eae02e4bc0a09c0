import { hostname } from 'node:os'
import { join } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import { type Caller, createApp } from './app.ts'
import { NewerFile } from './db/migrate.ts'
import { type OpenDatabase, openDatabase } from './db/open.ts'
import { diskFiles } from './diskFiles.ts'
import { watchFolder } from './watch.ts'
import type { FromWorker, ToWorker } from './messages.ts'
import { findProcedure } from './handlers.ts'

/** The data worker: the only writer of the office's file. */
const port = parentPort!
const { dataFolder } = workerData as { dataFolder: string }
const send = (message: FromWorker): void => port.postMessage(message)

const open = async (): Promise<OpenDatabase | null> => {
  try {
    return await openDatabase(join(dataFolder, 'gendan.db'))
  } catch (error) {
    send({ kind: 'fault', channel: 'open', text: String((error as Error).stack) })
    send({ kind: 'refused', why: error instanceof NewerFile ? 'newer' : 'damaged' })
    return null
  }
}

const opened = await open()
if (opened) {
  const { db, sqlite } = opened
  const parts = { db, files: diskFiles(join(dataFolder, 'papers')) }
  const onFault = (channel: string, error: unknown): void =>
    send({ kind: 'fault', channel, text: String((error as Error).stack ?? error) })
  const app = createApp({ ...parts, clock: () => new Date(), onFault })
  const itself: Caller = { userId: null, host: hostname(), system: true }
  let stopWatching = (): void => undefined
  // the log is folded into the file while nobody works, so that it never grows (reliability.md, section 4)
  let wrote = false
  const idle = setInterval(() => {
    if (wrote) sqlite.pragma('wal_checkpoint(TRUNCATE)')
    wrote = false
  }, 60_000)

  let asked = false
  const answer = async (message: ToWorker): Promise<void> => {
    if (message.kind === 'call') {
      const { id, caller, channel, input, requestId } = message
      const replying = app.call(caller, channel, input, requestId)
      // while the password is worked out beside this thread there is time to ask what the first page will: the code and
      // the pages of the file are then at hand. Nobody gets this answer.
      if (channel === 'users.signIn' && !asked) {
        asked = true
        setImmediate(() => void app.call(itself, 'today.list', { mine: false, offset: 0, limit: 1 }, null))
      }
      const reply = await replying
      send({ kind: 'reply', id, reply })
      if (reply.ok && (await findProcedure(channel))?.procedure.kind === 'command') {
        wrote = true
        // a sign-in changes nothing that a page shows: asking everything again would double the work of the start
        if (channel !== 'users.signIn') send({ kind: 'changed', channel })
      }
    } else if (message.kind === 'watch') {
      stopWatching()
      stopWatching = watchFolder(
        message.folder,
        (name, bytes) =>
          app.call(itself, 'inbox.receive', { fileName: name, bytes, source: 'folder' }, crypto.randomUUID()),
        {
          received: () => send({ kind: 'changed', channel: 'inbox.receive' }),
          strange: (name, why) => send({ kind: 'strange', name, why }),
          fault: (error) => onFault('watch', error),
        },
      )
    } else if (message.kind === 'demo') {
      const { buildDemo } = await import('./demo/build.ts')
      const value = await buildDemo(
        parts,
        (done, of, words) => send({ kind: 'progress', done, of, words }),
        new Date(),
        message.trade,
      )
      send({ kind: 'reply', id: message.id, reply: { ok: true, value } })
      send({ kind: 'changed', channel: 'demo' })
    } else {
      stopWatching()
      clearInterval(idle)
      sqlite.pragma('wal_checkpoint(TRUNCATE)')
      await db.destroy()
      send({ kind: 'reply', id: message.id, reply: { ok: true, value: null } })
      port.close()
    }
  }

  port.on('message', (message: ToWorker) => {
    answer(message).catch((error: unknown) => {
      onFault(message.kind, error)
      if ('id' in message)
        send({
          kind: 'reply',
          id: message.id,
          reply: { ok: false, refusal: { code: 'app.failed', message: '', field: null } },
        })
    })
  })
  send({ kind: 'opened' })
}

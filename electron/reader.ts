import { join } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import type { RefusalData } from '../shared/refusals.ts'
import { createApp } from './app.ts'
import { inspectBackup, makeBackup } from './backups.ts'
import { moneyTotals } from './db/open.ts'
import { openSqlite, sqliteKysely } from './db/sqlite.ts'
import { diskFiles } from './diskFiles.ts'
import { runExport } from './exports.ts'
import type { FromReader, ToReader } from './messages.ts'
import { copyPapers, liesIn, papersBeside } from './paperCopies.ts'

/** The reader: backups and exports on a connection of its own that cannot write. */
const port = parentPort!
const { dataFolder } = workerData as { dataFolder: string }
const send = (message: FromReader): void => port.postMessage(message)
const papers = join(dataFolder, 'papers')
const live = openSqlite(join(dataFolder, 'gendan.db'), { readonly: true })
const app = createApp({ db: sqliteKysely(live), clock: () => new Date(), files: diskFiles(papers) })
const running = new Map<number, AbortController>()

const run = async (message: Exclude<ToReader, { kind: 'cancel' }>, signal: AbortSignal): Promise<unknown> => {
  if (message.kind === 'backup') {
    const backup = await makeBackup(live, message.folder, new Date(), message.reason)
    // on the same disk beside the data they would only take its room
    if (!liesIn(message.folder, dataFolder)) await copyPapers(papers, papersBeside(message.folder))
    return backup
  }
  if (message.kind === 'papers') return copyPapers(papersBeside(message.folder), papers)
  if (message.kind === 'inspect') return { ...(await inspectBackup(message.file)), here: moneyTotals(live) }
  const read = async (channel: string, input: unknown): Promise<unknown> => {
    const reply = await app.call(message.caller, channel, input)
    if (!reply.ok) throw Object.assign(new Error(reply.refusal.message), { refusal: reply.refusal })
    return reply.value
  }
  return runExport(
    { read, path: message.path, signal, progress: (done, of, words) => send({ kind: 'progress', done, of, words }) },
    message.what,
    message.input,
  )
}

port.on('message', (message: ToReader) => {
  if (message.kind === 'cancel') {
    running.get(message.id)?.abort()
    return
  }
  const control = new AbortController()
  running.set(message.id, control)
  run(message, control.signal)
    .then((value) => send({ kind: 'done', id: message.id, value }))
    .catch((error: unknown) => {
      const { code = 'failed', refusal = null, stack } = error as Error & { code?: string; refusal?: RefusalData }
      send({
        kind: 'failed',
        id: message.id,
        code: control.signal.aborted ? 'cancelled' : code,
        refusal,
        text: String(stack),
      })
    })
    .finally(() => running.delete(message.id))
})

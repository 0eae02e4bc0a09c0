/**
 * The office that is killed: main with its data worker and its reader, taking orders, money, faxes, price lists and making
 * backups as fast as they go, three at once. Says every call before it is sent and after it was answered.
 */
import { writeSync } from 'node:fs'
import { join } from 'node:path'
import { randomUUID } from 'node:crypto'
import { startReader, startWorker } from '../bench/workers.ts'
import { numbers } from '../bench/inserting.ts'
import { type Asked, inputOf, type Line } from './lines.ts'
import { makeCall, type Office } from './calls.ts'

const [, , dataFolder, seed, officeText, mode] = process.argv
const office = JSON.parse(officeText!) as Office
const random = numbers(Number(seed))
/** Straight to the pipe: a line that was said is out even when the process dies in the next moment. */
const say = (line: Line): void => void writeSync(1, `${JSON.stringify(line)}\n`)

const reader = startReader(dataFolder!)
const worker = await startWorker(dataFolder!)
await reader.ask({ kind: 'inspect', file: join(dataFolder!, 'gendan.db') }) // answers when it is there
say({ line: 'ready' })

const work = async (asked: Asked): Promise<void> => {
  say(asked)
  // proves that the check sees a loss: this office promises before it knows
  if (mode === 'liar') say({ line: 'acknowledged', requestId: asked.requestId })
  const reply = await worker.call(
    { userId: asked.userId, host: 'PC-1' },
    asked.channel,
    inputOf(asked),
    asked.requestId,
  )
  if (!reply.ok) say({ line: 'refused', requestId: asked.requestId, why: `${asked.channel}: ${reply.refusal.message}` })
  else if (mode !== 'liar') say({ line: 'acknowledged', requestId: asked.requestId })
}

const backUp = async (): Promise<void> => {
  const { fileName } = (await reader.ask({ kind: 'backup', folder: join(dataFolder!, 'backups'), reason: 'hand' })) as {
    fileName: string
  }
  say({ line: 'backedUp', fileName })
}

const hand = async (): Promise<never> => {
  for (;;) {
    const call = makeCall(office, random, randomUUID())
    await (call === 'backup' ? backUp() : work(call))
  }
}
await Promise.all([hand(), hand(), hand()])

/**
 * Stands in for main: drives the data worker and the reader through an export, a backup and an import, and watches how
 * long its own event loop was held up. Prints the longest time of each in milliseconds as JSON.
 */
import { mkdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { randomUUID } from 'node:crypto'
import { forkInNode } from '../../electron/sheets/forkInNode.ts'
import { parseOutside } from '../../electron/sheets/import.ts'
import { writeTable } from '../../electron/sheets/write.ts'
import { importInput, productTable } from './importing.ts'
import { startReader, startWorker } from './workers.ts'

const [, , dataFolder] = process.argv
const caller = { userId: 1, host: 'PC-1' }
const worker = await startWorker(dataFolder!)
const reader = startReader(dataFolder!)
const out = join(dataFolder!, 'out')
mkdirSync(out, { recursive: true })

/** Milliseconds of the longest stop, the least of three runs: a stop of the machine itself does not come three times. */
const longestStop = async (work: (round: number) => Promise<unknown>): Promise<number> => {
  const stops: number[] = []
  for (let round = 0; round < 3; round++) {
    await new Promise((resolve) => setTimeout(resolve, 200))
    const delay = monitorEventLoopDelay({ resolution: 1 })
    delay.enable()
    await work(round)
    delay.disable()
    stops.push(delay.max / 1e6)
  }
  return Math.min(...stops)
}

const table = join(out, 'list.xlsx')
const { rows } = productTable(0)
await writeTable(table, {
  name: '价目',
  title: '价目',
  columns: rows[0]!.map((_, index) => ({ header: `列${index}`, kind: 'text' })),
  rows,
})

const stops = {
  export: await longestStop((round) =>
    reader.ask({ kind: 'export', caller, what: 'orders', input: {}, path: join(out, `orders-${round}.xlsx`) }),
  ),
  backup: await longestStop(() => reader.ask({ kind: 'backup', folder: join(out, 'backups'), reason: 'hand' })),
  import: await longestStop(async (round) => {
    await parseOutside(forkInNode, new Uint8Array(await readFile(table)), 'list.xlsx')
    const reply = await worker.call(caller, 'products.import', importInput(round), randomUUID())
    if (!reply.ok) throw new Error(reply.refusal.message)
  }),
}
await reader.close()
await worker.close()
console.log(JSON.stringify(stops))
process.exit(0)

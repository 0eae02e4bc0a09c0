import { randomUUID } from 'node:crypto'
import { copyFile, open, readdir, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { renameSafely, writeDurably } from './diskFiles.ts'

interface Plan {
  incoming: string
  keep: string
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  )

const incomingName = /^incoming-[0-9a-f-]{36}\.db$/

/** Copies a chosen backup beside the office's file and waits until the disk has it. Gives the copy's path. */
export const stageRestore = async (dataFolder: string, chosen: string): Promise<string> => {
  const incoming = join(dataFolder, `incoming-${randomUUID()}.db`)
  await copyFile(chosen, incoming)
  const handle = await open(incoming, 'r+')
  await handle.sync()
  await handle.close()
  return incoming
}

/**
 * Ends a restore that was written down, at any point where it stopped: the office's file steps aside under the name
 * `keep`, the incoming one takes its place. Runs before anything opens the file, so that a power cut between
 * any two lines leaves either the old file or the new one, never none (reliability.md D10).
 */
export const finishRestore = async (dataFolder: string): Promise<void> => {
  const note = join(dataFolder, 'restoring.json')
  if (!(await exists(note))) {
    // a copy that was cut off before its restore was decided on: nobody will ask for it
    for (const name of await readdir(dataFolder)) if (incomingName.test(name)) await rm(join(dataFolder, name))
    return
  }
  const { incoming, keep } = JSON.parse(await readFile(note, 'utf8')) as Plan
  const live = join(dataFolder, 'gendan.db')
  if (await exists(incoming)) {
    if (!(await exists(keep)) && (await exists(live))) await renameSafely(live, keep)
    for (const side of ['-wal', '-shm']) if (await exists(live + side)) await renameSafely(live + side, keep + side)
    await renameSafely(incoming, live)
  }
  await rm(note)
}

/** Takes back a switch that could not be carried out: the office's file has its name again, and the plan is gone. */
const undoSwitch = async (dataFolder: string, keep: string): Promise<void> => {
  const live = join(dataFolder, 'gendan.db')
  if (!(await exists(live)) && (await exists(keep)))
    for (const side of ['', '-wal', '-shm']) if (await exists(keep + side)) await renameSafely(keep + side, live + side)
  if (await exists(live)) await rm(join(dataFolder, 'restoring.json'), { force: true })
}

/**
 * Writes the plan down and carries it out. Nothing may have the office's file open. Gives the kept file's name. Where
 * a file could not be moved, everything is as it was before.
 */
export const switchTo = async (
  dataFolder: string,
  incoming: string,
  now: Date,
  asWhat: 'replaced' | 'refused' = 'replaced',
): Promise<string> => {
  const name = `${asWhat}-${now.toISOString().replace(/[-:]/g, '').slice(0, 15)}.db`
  const keep = join(dataFolder, name)
  await writeDurably(join(dataFolder, 'restoring.json'), JSON.stringify({ incoming, keep } satisfies Plan))
  try {
    await finishRestore(dataFolder)
  } catch (error) {
    await undoSwitch(dataFolder, keep)
    throw error
  }
  return name
}

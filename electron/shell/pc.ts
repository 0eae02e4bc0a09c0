import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { writeDurably } from '../diskFiles.ts'

/** What belongs to this PC and not to the office: folders and window size. Kept in `pc.json` beside the data. */
const Pc = z.object({
  watchedFolder: z.string().nullable().default(null),
  backupFolder: z.string().nullable().default(null),
  lastBackupAt: z.string().nullable().default(null),
  lastBackupFolder: z.string().nullable().default(null),
})
export type Pc = z.output<typeof Pc>

/** Reads the PC's own settings; a missing or broken file means the usual ones, and says so to `broken`. */
export const readPc = (folder: string, broken: (error: unknown) => void): Pc => {
  try {
    return Pc.parse(JSON.parse(readFileSync(join(folder, 'pc.json'), 'utf8')))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') broken(error)
    return Pc.parse({})
  }
}

export const writePc = (folder: string, pc: Pc): Promise<void> =>
  writeDurably(join(folder, 'pc.json'), JSON.stringify(pc, null, 2))

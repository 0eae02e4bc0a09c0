import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeDurably } from '../diskFiles.ts'

/** What belongs to this PC and not to the office: folders, window size, printers. Kept in `pc.json` beside the data. */
export interface Pc {
  watchedFolder: string | null
  backupFolder: string | null
  lastBackupAt: string | null
  lastBackupFolder: string | null
  /** Printer profiles (shared/printers.ts), read by who needs them: the start waits for no schema. */
  printers: readonly unknown[]
}

const readFacts = (file: string, broken: (error: unknown) => void): Partial<Record<keyof Pc, unknown>> => {
  try {
    const facts: unknown = JSON.parse(readFileSync(file, 'utf8'))
    if (typeof facts === 'object' && facts !== null) return facts
    broken(new Error('no settings in it'))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') broken(error)
  }
  return {}
}

/** Reads the PC's own settings; what is missing or broken is as usual, and a broken file is told to `broken`. */
export const readPc = (folder: string, broken: (error: unknown) => void): Pc => {
  const facts = readFacts(join(folder, 'pc.json'), broken)
  const textOf = (name: keyof Pc): string | null => (typeof facts[name] === 'string' ? facts[name] : null)
  return {
    watchedFolder: textOf('watchedFolder'),
    backupFolder: textOf('backupFolder'),
    lastBackupAt: textOf('lastBackupAt'),
    lastBackupFolder: textOf('lastBackupFolder'),
    printers: Array.isArray(facts.printers) ? facts.printers : [],
  }
}

export const writePc = (folder: string, pc: Pc): Promise<void> =>
  writeDurably(join(folder, 'pc.json'), JSON.stringify(pc, null, 2))

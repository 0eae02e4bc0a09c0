import { readdir, rm, statfs } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { app, type BrowserWindow } from 'electron'
import type { PcStatus, SessionPerson } from '../../shared/shell.ts'
import type { Caller } from '../app.ts'
import type { Backup } from '../backups.ts'
import { type Drafts, draftsIn } from '../drafts.ts'
import { type BackupReason, backupsToDrop } from '../keptBackups.ts'
import { finishRestore, switchTo } from '../restore.ts'
import { log } from './log.ts'
import { type Pc, readPc, writePc } from './pc.ts'
import { type DataWorker, type Reader, startDataWorker, startReader } from './workers.ts'

/** The running desk: the workers, this PC's settings, the windows and who is at each of them. */
export interface Desk {
  dataFolder: string
  data: DataWorker
  reader: Reader
  pc: Pc
  drafts: Drafts
  windows: Set<BrowserWindow>
  /** Page → who signed in there. Set by main alone. */
  sessions: Map<number, SessionPerson>
  callerOf(pageId: number): Caller
  status(): Promise<PcStatus>
  setPc(change: Partial<Pc>): Promise<void>
  backup(folder: string, reason: BackupReason): Promise<Backup>
  /**
   * Puts another file in the place of the office's and opens it. Gives the name the old one is kept under, or null when
   * the other did not open and the old one is back.
   */
  replaceWith(incoming: string): Promise<string | null>
  tell(event: 'changed' | 'progress' | 'locked' | 'strange', value: unknown): void
  close(): Promise<void>
}

export const openDesk = async (dataFolder: string): Promise<Desk> => {
  await finishRestore(dataFolder)
  const windows = new Set<BrowserWindow>()
  const sessions = new Map<number, SessionPerson>()
  const tell: Desk['tell'] = (event, value) => {
    for (const window of windows) if (!window.isDestroyed()) window.webContents.send(event, value)
  }
  const progress = (value: unknown): void => tell('progress', value)
  const start = (): Promise<DataWorker> =>
    startDataWorker(dataFolder, {
      changed: (channel) => tell('changed', channel),
      progress,
      strange: (file) => tell('strange', file),
      ended: () => void revive(),
    })
  // while another file takes the office's place, calls wait for the worker that opens it
  let working = start()
  await working
  const reader = startReader(dataFolder, progress)
  const desk: Desk = {
    dataFolder,
    data: {
      call: async (...call) => (await working).call(...call),
      demo: async (trade) => (await working).demo(trade),
      watch: (folder) => void working.then((worker) => worker.watch(folder)),
      close: async () => (await working).close(),
    },
    reader: {
      ...reader,
      // never opens the file while another takes its place
      ask: async (message) => {
        await working
        return reader.ask(message)
      },
    },
    pc: readPc(dataFolder, (error) => log.error('pc.json', error)),
    drafts: draftsIn(join(dataFolder, 'drafts'), (error) => log.error('drafts', error)),
    windows,
    sessions,
    tell,
    callerOf: (pageId) => ({ userId: sessions.get(pageId)?.id ?? null, host: hostname() }),
    async status() {
      const { bavail, bsize } = await statfs(dataFolder)
      const { watchedFolder, backupFolder, lastBackupAt, lastBackupFolder } = desk.pc
      return {
        version: app.getVersion(),
        host: hostname(),
        freeBytes: Math.trunc(bavail * bsize),
        watchedFolder,
        backupFolder,
        lastBackupAt,
        lastBackupFolder,
      }
    },
    async setPc(change) {
      desk.pc = { ...desk.pc, ...change }
      await writePc(dataFolder, desk.pc)
      if ('watchedFolder' in change) desk.data.watch(desk.pc.watchedFolder)
      tell('changed', 'printers' in change ? 'shell.printers' : 'shell.status')
    },
    async backup(folder, reason) {
      const backup = (await desk.reader.ask({ kind: 'backup', folder, reason })) as Backup
      for (const name of backupsToDrop(await readdir(folder), backup.fileName)) await rm(join(folder, name))
      await desk.setPc({ lastBackupAt: backup.at, lastBackupFolder: folder })
      return backup
    },
    async replaceWith(incoming) {
      const closed = Promise.all([desk.reader.close(), desk.data.close()])
      const switched = closed.then(() => switchTo(dataFolder, incoming, new Date()))
      const opened = switched.then(start)
      // a file that passed every look and still does not open, or cannot be moved: the office's own comes back
      const back = async (): Promise<DataWorker> => {
        const kept = await switched.catch(() => null)
        if (kept !== null) await switchTo(dataFolder, join(dataFolder, kept), new Date(), 'refused')
        return start()
      }
      working = opened.catch(back)
      const keptAs = await opened.then(
        () => switched,
        (error: unknown) => {
          log.error('restore', error)
          return null
        },
      )
      await working
      sessions.clear()
      desk.data.watch(desk.pc.watchedFolder)
      tell('locked', null)
      tell('changed', 'shell.restore')
      return keptAs
    },
    async close() {
      await desk.reader.close()
      await desk.data.close()
    },
  }
  // The application ended by itself (out of memory, a fault of the machine): what was acknowledged is on the disk.
  const revive = async (): Promise<void> => {
    log.error('data worker ended, starting it again')
    await desk.reader.close()
    working = start()
    await working
    desk.data.watch(desk.pc.watchedFolder)
    tell('changed', 'shell.revived')
  }
  desk.data.watch(desk.pc.watchedFolder)
  return desk
}

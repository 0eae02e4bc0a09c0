import { join } from 'node:path'
import type { Desk } from './desk.ts'
import { log } from './log.ts'

const minute = 60_000

/** Makes a backup whenever the last one is older than the office wants, looked at every minute while the app runs. */
export const keepBackingUp = (desk: Desk): void => {
  let busy = false
  const look = async (): Promise<void> => {
    const reply = await desk.data.call({ userId: null, host: '', system: true }, 'settings.read', {})
    if (!reply.ok) return
    const { company, office } = reply.value as { company: unknown; office: { backupHours: number } }
    if (company === null || office.backupHours === 0) return
    const last = desk.pc.lastBackupAt === null ? 0 : Date.parse(desk.pc.lastBackupAt)
    const age = Date.now() - last
    // a last backup in the future: the clock was set back, and the next one may not wait for it
    if (age >= 0 && age < office.backupHours * 60 * minute) return
    await desk.backup(desk.pc.backupFolder ?? join(desk.dataFolder, 'backups'), 'schedule')
  }
  setInterval(() => {
    if (busy) return
    busy = true
    look()
      .catch((error: unknown) => log.error('scheduled backup', error))
      .finally(() => {
        busy = false
      })
  }, minute).unref()
}

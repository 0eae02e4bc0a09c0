import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { app, dialog } from 'electron'
import type { Desk } from './shell/desk.ts'
import { listen } from './shell/ipc.ts'
import { log, setLogFile } from './shell/log.ts'
import { declareScheme, servePage } from './shell/page.ts'
import { keepBackingUp } from './shell/schedule.ts'
import { guardSession, openWindow } from './shell/window.ts'

app.enableSandbox()
declareScheme()
app.setAppUserModelId('cn.gendan.desk')

/** Closes in order: backup first, then the workers. A backup that fails is said, and does not hold the PC. */
const closeInOrder = (desk: Desk): void => {
  let closing = false
  app.on('before-quit', (event) => {
    if (closing) return
    event.preventDefault()
    closing = true
    // the desk is closed for the hand at once; what is left to do needs no window
    for (const window of desk.windows) window.hide()
    desk.windows.clear()
    const folder = desk.pc.backupFolder ?? join(desk.dataFolder, 'backups')
    desk
      .backup(folder, 'exit')
      .catch((error: unknown) => log.error('backup on exit', error))
      .then(() => desk.close())
      .catch((error: unknown) => log.error('close', error))
      .finally(() => app.exit(0))
  })
  app.on('window-all-closed', () => app.quit())
}

/** What the first window need not wait for is read while the browser starts. */
const readDesk = () => import('./shell/desk.ts')

const openOffice = async (reading: ReturnType<typeof readDesk>): Promise<Desk> => {
  const dataFolder = join(app.getPath('userData'), 'office')
  mkdirSync(dataFolder, { recursive: true })
  const { openDesk } = await reading
  return openDesk(dataFolder)
}

/**
 * The window first, then the office's file: on two cores whatever runs beside the browser's own start holds it up, and
 * while the page loads there is time enough. The page's first calls wait for the file.
 */
const start = async (reading: ReturnType<typeof readDesk>): Promise<void> => {
  setLogFile(join(app.getPath('userData'), 'gendan.log'))
  guardSession()
  const asked = servePage(join(import.meta.dirname, '../renderer'))
  const { window, loaded } = openWindow()
  const opening = asked
    .then(() => openOffice(reading))
    .then((desk) => {
      desk.windows.add(window)
      return desk
    })
  listen(opening)
  const [desk] = await Promise.all([opening, loaded])
  closeInOrder(desk)
  keepBackingUp(desk)
  app.on('second-instance', () => window.focus())
}

if (!app.requestSingleInstanceLock()) {
  app.quit()
} else {
  const reading = readDesk()
  app
    .whenReady()
    .then(() => start(reading))
    .catch(async (error: unknown) => {
      log.error('start', error)
      const why = (error as Error).message
      const { translate } = await import('../shared/language.ts')
      dialog.showErrorBox(
        translate('zh-CN', 'app.name'),
        translate(
          'zh-CN',
          why === 'newer' ? 'desktop.newerFile' : why === 'damaged' ? 'desktop.damagedFile' : 'desktop.cannotStart',
        ),
      )
      app.exit(1)
    })
}

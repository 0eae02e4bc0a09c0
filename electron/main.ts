import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { app, dialog } from 'electron'
import { translate } from '../shared/language.ts'
import { type Desk, openDesk } from './shell/desk.ts'
import { listen } from './shell/ipc.ts'
import { log, setLogFile } from './shell/log.ts'
import { declareScheme, servePage } from './shell/page.ts'
import { keepBackingUp } from './shell/schedule.ts'
import { guardSession, openWindow } from './shell/window.ts'

app.enableSandbox()
declareScheme()
app.setAppUserModelId('cn.gendan.desk')

const say = (key: Parameters<typeof translate>[1]): string => translate('zh-CN', key)

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

/** Opens the office's file at once, while Electron is still getting ready and the page loads: its first calls wait for it. */
const openOffice = async (): Promise<Desk> => {
  setLogFile(join(app.getPath('userData'), 'gendan.log'))
  const dataFolder = join(app.getPath('userData'), 'office')
  mkdirSync(dataFolder, { recursive: true })
  return openDesk(dataFolder)
}

const start = async (opening: Promise<Desk>): Promise<void> => {
  guardSession()
  servePage(join(import.meta.dirname, '../renderer'))
  listen(opening)
  const [desk, window] = await Promise.all([opening, openWindowFor(opening)])
  closeInOrder(desk)
  keepBackingUp(desk)
  app.on('second-instance', () => window.focus())
}

const openWindowFor = async (opening: Promise<Desk>) => {
  app.once('browser-window-created', (_event, window) => {
    void opening.then(
      (desk) => desk.windows.add(window),
      () => undefined, // `start` says why
    )
  })
  return openWindow()
}

if (!app.requestSingleInstanceLock()) {
  app.quit()
} else {
  const opening = openOffice()
  opening.catch(() => undefined) // `start` says why
  app
    .whenReady()
    .then(() => start(opening))
    .catch((error: unknown) => {
      log.error('start', error)
      const why = (error as Error).message
      dialog.showErrorBox(
        say('app.name'),
        say(why === 'newer' ? 'desktop.newerFile' : why === 'damaged' ? 'desktop.damagedFile' : 'desktop.cannotStart'),
      )
      app.exit(1)
    })
}

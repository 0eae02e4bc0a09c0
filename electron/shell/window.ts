import { join } from 'node:path'
import { app, BrowserWindow, dialog, session } from 'electron'
import { origin } from './page.ts'

/** The flags of every window with a page (checklist 2 to 6). */
export const pagePreferences = {
  preload: join(import.meta.dirname, '../preload/preload.cjs'),
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  webSecurity: true,
  webviewTag: false,
  spellcheck: false,
} as const

/** Nothing but the full screen is permitted, nothing leaves the app's origin, no window is opened, nothing is navigated to. */
export const guardSession = (): void => {
  const ses = session.defaultSession
  // the board on the wall fills the screen; a key or a click of the person has asked for it, Esc ends it
  ses.setPermissionRequestHandler((_contents, permission, allow) => allow(permission === 'fullscreen'))
  ses.setPermissionCheckHandler(() => false)
  ses.setDevicePermissionHandler(() => false)
  ses.webRequest.onBeforeRequest((details, answer) => {
    const inside =
      details.url.startsWith(`${origin}/`) ||
      details.url.startsWith('blob:') ||
      details.url.startsWith('data:') ||
      details.url.startsWith('devtools:')
    answer({ cancel: !inside })
  })
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }))
    for (const navigation of ['will-navigate', 'will-redirect', 'will-frame-navigate'] as const)
      contents.on(navigation as 'will-navigate', (event) => event.preventDefault())
    contents.on('will-attach-webview', (event) => event.preventDefault())
  })
}

const askBeforeClosing = async (window: BrowserWindow): Promise<void> => {
  const { translate } = await import('../../shared/language.ts')
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    message: translate('zh-CN', 'desktop.unsaved'),
    buttons: [translate('zh-CN', 'desktop.stay'), translate('zh-CN', 'desktop.closeAnyway')],
    defaultId: 0,
    cancelId: 0,
  })
  if (response === 1) window.destroy()
}

/** The desk's window; `loaded` comes when its page is there. */
export const openWindow = (): { window: BrowserWindow; loaded: Promise<void> } => {
  const window = new BrowserWindow({
    width: 1366,
    height: 768,
    minWidth: 1024,
    minHeight: 640,
    useContentSize: true,
    show: false,
    title: '跟单台',
    backgroundColor: '#f5f6f8',
    webPreferences: pagePreferences,
  })
  window.setMenu(null)
  window.once('ready-to-show', () => window.show())
  // a page with something unsaved holds its window: the person decides, and without an answer everything stays
  window.webContents.on('will-prevent-unload', () => void askBeforeClosing(window))
  return { window, loaded: window.loadURL(`${origin}/index.html`) }
}

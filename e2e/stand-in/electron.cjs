// What `import … from 'electron'` and `require('electron')` give. What is not here is refused by name.
const { refused, completed } = require('./refusals.cjs')

/** Main's own members. */
function mainMembers() {
  const { app } = require('./app.cjs')
  const { BrowserWindow } = require('./window.cjs')
  const { WebContents } = require('./contents.cjs')
  const { ipcMain } = require('./ipc.cjs')
  const { protocol, session } = require('./session.cjs')
  const { utilityProcess } = require('./utility.cjs')
  const { screen } = require('./screen.cjs')
  return {
    app,
    BrowserWindow,
    ipcMain,
    protocol,
    session,
    utilityProcess,
    screen,
    webContents: WebContents,
    ...require('./desktop.cjs'),
  }
}

const members = completed(process.type === 'utility' ? {} : mainMembers())

/** Never called: the names that an ESM script may import are read from this text. */
function _importableNames() {
  module.exports = {
    app,
    autoUpdater,
    BaseWindow,
    BrowserView,
    BrowserWindow,
    clipboard,
    ClipboardItem,
    contentTracing,
    crashReporter,
    desktopCapturer,
    dialog,
    globalShortcut,
    ImageView,
    inAppPurchase,
    ipcMain,
    Menu,
    MenuItem,
    MessageChannelMain,
    nativeImage,
    nativeTheme,
    net,
    netLog,
    Notification,
    powerMonitor,
    powerSaveBlocker,
    protocol,
    pushNotifications,
    safeStorage,
    screen,
    session,
    sharedTexture,
    ShareMenu,
    shell,
    systemPreferences,
    TouchBar,
    Tray,
    utilityProcess,
    View,
    webContents,
    WebContentsView,
    webFrameMain,
  }
}

module.exports = new Proxy(members, {
  get(target, key) {
    if (typeof key === 'symbol' || key in target || key === 'then' || key === '__esModule' || key === 'default') {
      return target[key]
    }
    return refused(`electron.${key}`)
  },
})

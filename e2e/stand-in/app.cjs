// app: the life of the application, its name and its folders.
const { EventEmitter } = require('node:events')
const { spawn } = require('node:child_process')
const path = require('node:path')
const { cdp, started, stopChromium } = require('./chromium.cjs')
const { exe, args, switchValue, underPlaywright } = require('./command-line.cjs')
const { lifecycle } = require('./lifecycle.cjs')
const paths = require('./paths.cjs')
const { takeLock, releaseLock, delivered } = require('./single-instance.cjs')

class App extends EventEmitter {
  isPackaged = false
  name = 'Electron'
  #version = ''
  #appPath = ''
  #switches = new Map()
  #relaunch = null
  #exiting = false

  commandLine = {
    appendSwitch: (name, value = '') => void this.#switches.set(name, String(value)),
    appendArgument: () => {},
    hasSwitch: (name) => this.#switches.has(name) || args.includes(`--${name}`) || switchValue(name) !== undefined,
    getSwitchValue: (name) => this.#switches.get(name) ?? switchValue(name) ?? '',
    removeSwitch: (name) => void this.#switches.delete(name),
  }

  /** Called by start.cjs before the app's main script runs. */
  describe({ packaged, appPath, manifest }) {
    this.isPackaged = packaged
    this.#appPath = appPath
    this.name = manifest.productName ?? manifest.name
    this.#version = manifest.version ?? process.versions.electron
  }

  getPath = paths.getPath
  setPath = paths.setPath
  setAppLogsPath = (folder = path.join(paths.getPath('userData'), 'logs')) => paths.setPath('logs', folder)
  getAppPath = () => this.#appPath
  setAppPath = (folder) => void (this.#appPath = folder)
  getName = () => this.name
  setName = (name) => void (this.name = name)
  getVersion = () => this.#version
  getLocale = () => this.commandLine.getSwitchValue('lang') || 'zh-CN'
  getSystemLocale = () => 'zh-CN'
  getLocaleCountryCode = () => 'CN'
  getPreferredSystemLanguages = () => ['zh-CN']
  isReady = () => lifecycle.ready
  whenReady = () => ready
  enableSandbox = () => {}
  disableHardwareAcceleration = () => {}
  setAppUserModelId = () => {}
  setAboutPanelOptions = () => {}
  getAppMetrics = () => []
  focus = () => {}
  hasSingleInstanceLock = () => this.#locked

  #locked = false
  requestSingleInstanceLock(additionalData = undefined) {
    this.#locked ||= takeLock(this.getPath('userData'), additionalData, (...second) =>
      this.emit('second-instance', {}, ...second),
    )
    return this.#locked
  }

  releaseSingleInstanceLock() {
    if (this.#locked) releaseLock()
    this.#locked = false
  }

  relaunch({ args: newArgs = args, execPath = exe } = {}) {
    this.#relaunch = { args: newArgs, execPath }
  }

  /** Asks the app (before-quit, close, will-quit), then ends. */
  quit() {
    if (lifecycle.quitting) return
    const event = preventable()
    lifecycle.quitting = true
    this.emit('before-quit', event)
    if (event.defaultPrevented) {
      lifecycle.quitting = false
      return
    }
    closeWindows().then(
      (all) => (all ? this.#willQuit() : (lifecycle.quitting = false)),
      (error) => {
        console.error(error)
        this.exit(1)
      },
    )
  }

  #willQuit() {
    const event = preventable()
    this.emit('will-quit', event)
    if (event.defaultPrevented) lifecycle.quitting = false
    else this.exit(0)
  }

  /** Ends at once, without asking. */
  exit(code = 0) {
    if (this.#exiting) return
    this.#exiting = true
    lifecycle.quitting = true
    for (const window of require('./window.cjs').BrowserWindow.getAllWindows()) window.webContents.gone()
    this.emit('quit', {}, code)
    this.releaseSingleInstanceLock()
    void Promise.all([stopChromium(), delivered()]).then(() => {
      if (this.#relaunch) {
        spawn(this.#relaunch.execPath, this.#relaunch.args, { stdio: 'inherit', detached: true }).unref()
      }
      process.exit(code)
    })
  }
}

const preventable = () => ({
  defaultPrevented: false,
  preventDefault() {
    this.defaultPrevented = true
  },
})

/** @returns {Promise<boolean>} whether every window let itself be closed */
async function closeWindows() {
  const { BrowserWindow } = require('./window.cjs')
  for (const window of BrowserWindow.getAllWindows()) {
    if (!(await window.closeAsked())) return false
  }
  return true
}

const app = new App()
app.setMaxListeners(0)
lifecycle.app = app
lifecycle.quit = () => app.quit()
lifecycle.windowAllClosed = () => {
  if (lifecycle.quitting) return
  if (app.listenerCount('window-all-closed') > 0) app.emit('window-all-closed')
  else app.quit()
}

let tellReady
const ready = new Promise((resolve) => (tellReady = resolve))

/** A start that ends because the app quits is no failure. */
const unlessQuitting = (error) => {
  if (!lifecycle.quitting) throw error
}

/** Becomes ready when Chromium is, but never before the main script had its first turn. @param {Promise<unknown>} loaded */
function becomeReady(loaded) {
  prepare(loaded).catch(unlessQuitting)
}

async function prepare(loaded) {
  const { watchTargets } = require('./targets.cjs')
  const { WebContents } = require('./contents.cjs')
  const hint = setTimeout(() => {
    process.stderr.write(
      'The main script has not been loaded yet: as in Electron, `await app.whenReady()` at its top level never ends.\n',
    )
  }, 10_000)
  void new Response('').arrayBuffer() // Node loads its fetch on first use: now, while Chromium starts
  void new Request('http://gendan.localhost/')
  const [product] = await Promise.all([started, loaded])
  clearTimeout(hint)
  process.versions.chrome = product.replace(/^.*\//, '')
  await watchTargets(WebContents.fromDevToolsTargetId, WebContents.openings)
  // Electron would ask where to; here nothing is saved that the app does not save itself.
  if (!underPlaywright) await cdp.send('Browser.setDownloadBehavior', { behavior: 'deny' })
  if (lifecycle.quitting) return
  lifecycle.ready = true
  app.emit('will-finish-launching')
  app.emit('ready', {}, {}) // Playwright's loader holds this back until it is connected
  tellReady()
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => app.quit())

module.exports = { app, becomeReady }

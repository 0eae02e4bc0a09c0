// webContents: one page of Chromium, its frame, its preload and its messages.
const { EventEmitter } = require('node:events')
const path = require('node:path')
const { pathToFileURL } = require('node:url')
const { cdp } = require('./chromium.cjs')
const { REFUSAL, pack, unpack } = require('./clone.cjs')
const { receiveFromPreload } = require('./ipc.cjs')
const { attach } = require('./page-events.cjs')
const { headless, underPlaywright } = require('./command-line.cjs')
const { pageScripts, packFunction, worldName, bindingName, deliverName } = require('./page-scripts.cjs')
const { openPage } = require('./targets.cjs')
const printing = require('./printing.cjs')
const { toApp, toChromium } = require('./schemes.cjs')
const { defaultSession } = require('./session.cjs')
const { lifecycle } = require('./lifecycle.cjs')

const all = new Map()
let last = 0
const withoutFragment = (url) => url.replace(/#.*$/s, '')

function primitiveOf({ type, value, unserializableValue }) {
  if (type === 'bigint') return BigInt(unserializableValue.slice(0, -1))
  return unserializableValue === undefined ? value : Number(unserializableValue)
}

/** As Electron: a rejected promise keeps its message, a script that throws does not. */
function scriptError({ text, exception }) {
  if (!text.startsWith('Uncaught (in promise')) {
    return new Error('Script failed to execute, this normally means an error was thrown. Check the renderer console for the error.')
  }
  const [firstLine] = (exception?.description ?? String(exception?.value)).split('\n')
  return new Error(firstLine.replace(/^Error: /, ''))
}

/** Electron's WebFrameMain of a page's main frame; the object stays the same over navigations. */
class WebFrameMain {
  routingId = 1
  name = ''
  parent = null
  #contents

  constructor(contents) {
    this.#contents = contents
    this.processId = contents.id
    this.frameTreeNodeId = contents.id
  }

  get url() {
    return this.#contents.committedUrl
  }

  get origin() {
    const match = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i.exec(this.url)
    return match && !this.url.startsWith('file:') ? match[0] : 'null'
  }

  get top() {
    return this
  }

  get detached() {
    return false
  }

  isDestroyed() {
    return this.#contents.isDestroyed()
  }

  send(channel, ...args) {
    this.#contents.send(channel, ...args)
  }

  executeJavaScript(code, userGesture) {
    return this.#contents.executeJavaScript(code, userGesture)
  }
}

class WebContents extends EventEmitter {
  static getAllWebContents = () => [...all.values()]
  static fromId = (id) => all.get(id)
  static fromDevToolsTargetId = (targetId) => WebContents.getAllWebContents().find((one) => one.frameId === targetId)
  /** Settled when every page that is being opened is known. */
  static openings = () => Promise.allSettled([...all.values()].map((one) => one.opened))
  static getFocusedWebContents = () => WebContents.getAllWebContents().find((one) => one.window.isFocused()) ?? null

  id = ++last
  session = defaultSession
  committedUrl = ''
  allowsFiles = false
  windowOpenHandler = null
  #pending = null
  #expected = new Set()
  #preloadWorld
  #zoom = 1
  #destroyed = false
  #loading = false

  /** @param {import('./window.cjs').BrowserWindow} window @param {any} preferences webPreferences */
  constructor(window, preferences) {
    super()
    this.setMaxListeners(0)
    this.window = window
    this.mainFrame = new WebFrameMain(this)
    all.set(this.id, this)
    this.opened = this.#open(preferences)
    this.opened.catch((error) => !this.#destroyed && !lifecycle.quitting && console.error(error))
    lifecycle.app.emit('web-contents-created', { sender: this, preventDefault() {}, defaultPrevented: false }, this)
  }

  async #open({ preload, additionalArguments = [], javascript = true }) {
    const scripts = pageScripts({ preload, argv: additionalArguments })
    const targetId = await openPage(this.window.getContentBounds(), this.window.startsHidden && !preload)
    this.frameId = targetId
    const { sessionId } = await cdp.send('Target.attachToTarget', { targetId, flatten: true })
    this.sessionId = sessionId
    attach(this)
    const send = (method, params) => cdp.send(method, params, sessionId)
    await Promise.all([
      send('Page.enable'),
      send('Runtime.enable'),
      send('Log.enable'),
      send('Inspector.enable'),
      send('Fetch.enable', { patterns: [{ urlPattern: '*' }] }),
      send('Runtime.addBinding', { name: bindingName, executionContextName: worldName }),
      send('Page.addScriptToEvaluateOnNewDocument', { source: scripts.main }),
      send('Page.addScriptToEvaluateOnNewDocument', { source: scripts.isolated, worldName }),
      send('Emulation.setScriptExecutionDisabled', { value: !javascript }),
      this.applyMetrics(send),
    ])
  }

  /** The content is exactly as large as the window was asked to be; zooming changes how many CSS pixels it has. */
  applyMetrics(send = (method, params) => this.cdp(method, params)) {
    const { width, height } = this.window.getContentBounds()
    const zoom = this.#zoom
    // At a real window its own frame decides, and the picture is scaled.
    if (!headless && !underPlaywright) {
      if (zoom === 1) return send('Emulation.clearDeviceMetricsOverride')
      const size = { width: Math.round(width / zoom), height: Math.round(height / zoom) }
      return send('Emulation.setDeviceMetricsOverride', { ...size, deviceScaleFactor: 0, scale: zoom, mobile: false })
    }
    return send('Emulation.setDeviceMetricsOverride', {
      width: Math.round(width / zoom),
      height: Math.round(height / zoom),
      deviceScaleFactor: zoom,
      mobile: false,
    })
  }

  /** Sends a DevTools command to this page. */
  async cdp(method, params) {
    await this.opened
    return cdp.send(method, params, this.sessionId)
  }

  async loadURL(address, options = {}) {
    if (typeof address !== 'string') throw new TypeError('Must pass url as a string')
    if (Object.keys(options).some((name) => name !== 'userAgent')) throw new Error('the stand-in has no options for loadURL')
    if (!URL.canParse(address)) throw this.#loadError('ERR_INVALID_URL', -300, address)
    this.#pending = address
    this.allowsFiles = address.startsWith('file:')
    await this.opened
    const url = toChromium(address)
    this.#expected.add(withoutFragment(url))
    const loaded = this.#nextLoad(address)
    loaded.catch(() => {})
    this.#startLoading()
    const { errorText, loaderId } = await this.cdp('Page.navigate', { url })
    this.#expected.delete(withoutFragment(url))
    if (errorText) this.failLoad(errorText.replace(/^net::/, ''), address)
    else if (!loaderId) this.finishLoad()
    return loaded
  }

  loadFile(file, { query, search, hash } = {}) {
    if (typeof file !== 'string') throw new TypeError('Must pass filePath as a string')
    const url = pathToFileURL(path.resolve(lifecycle.app.getAppPath(), file))
    if (query) url.search = new URLSearchParams(query).toString()
    if (search) url.search = search
    if (hash) url.hash = hash
    return this.loadURL(url.href)
  }

  #loadError(code, errno, url) {
    return Object.assign(new Error(`${code} (${errno}) loading '${url.slice(0, 2048)}'`), { code, errno, url })
  }

  #nextLoad(address) {
    return new Promise((resolve, reject) => {
      const settle = (act) => {
        this.off('did-finish-load', finish).off('did-fail-load', fail).off('destroyed', gone)
        act()
      }
      const finish = () => settle(resolve)
      const fail = (_event, errno, code) => settle(() => reject(this.#loadError(code, errno, address)))
      const gone = () => settle(() => reject(this.#loadError('ERR_FAILED', -2, address)))
      this.on('did-finish-load', finish).on('did-fail-load', fail).on('destroyed', gone)
    })
  }

  #startLoading() {
    this.#loading = true
    this.emit('did-start-loading', { sender: this })
  }

  #stopLoading() {
    this.#pending = null
    this.#loading = false
  }

  /** A page has loaded (called by page-events.cjs). */
  finishLoad() {
    this.#stopLoading()
    this.emit('did-finish-load', { sender: this })
    this.emit('did-stop-loading', { sender: this })
  }

  /** The main frame could not load. */
  failLoad(code, address) {
    const errno = { ERR_ABORTED: -3, ERR_BLOCKED_BY_CLIENT: -20, ERR_INTERNET_DISCONNECTED: -106 }[code] ?? -2
    this.#stopLoading()
    this.emit('did-fail-load', { sender: this }, errno, code, address, true, 1, 1)
    this.emit('did-stop-loading', { sender: this })
  }

  /** Whether the app, not the page, started the navigation to this address. */
  startsItself(chromiumUrl) {
    return this.#expected.has(chromiumUrl) || toApp(chromiumUrl) === withoutFragment(this.committedUrl)
  }

  reload() {
    this.#startLoading()
    this.#background('Page.reload')
  }

  reloadIgnoringCache() {
    this.#startLoading()
    this.#background('Page.reload', { ignoreCache: true })
  }

  stop() {
    this.#background('Page.stopLoading')
  }

  #background(method, params) {
    this.cdp(method, params).catch((error) => this.#destroyed || console.error(error))
  }

  getURL() {
    return this.#pending ?? this.committedUrl
  }

  getTitle() {
    return this.window.pageTitle
  }

  isLoading() {
    return this.#loading
  }

  isLoadingMainFrame() {
    return this.#loading
  }

  isDestroyed() {
    return this.#destroyed
  }

  isCrashed() {
    return this.crashed === true
  }

  isFocused() {
    return this.window.isFocused()
  }

  getType() {
    return 'window'
  }

  getOwnerBrowserWindow() {
    return this.window
  }

  getLastWebPreferences() {
    return this.window.preferences
  }

  focus() {
    this.window.focus()
  }

  /** Sets where messages to the preload go; undefined while no preload runs. */
  setPreloadWorld(context) {
    this.#preloadWorld = context
  }

  /** A message of the preload; from anywhere else it is dropped. */
  receive(payload, context) {
    if (context !== this.#preloadWorld) return
    receiveFromPreload(this, payload, (message) => this.#deliver(message, context)).catch((error) => {
      setImmediate(() => { throw error }) // a listener of ipcMain threw: an uncaught exception, as in Electron
    })
  }

  #deliver(message, context) {
    if (this.#destroyed || context === undefined || context !== this.#preloadWorld) return
    const expression = `globalThis[${JSON.stringify(deliverName)}](JSON.parse(${JSON.stringify(JSON.stringify(message))}))`
    this.cdp('Runtime.evaluate', { contextId: context, expression, silent: false }).then(
      ({ exceptionDetails }) => exceptionDetails && this.reportException(exceptionDetails),
      (error) => this.#preloadWorld === context && !this.#destroyed && !lifecycle.quitting && console.error(error),
    )
  }

  /** An exception in the page, as a console message of level error. */
  reportException({ exception, text, url = '', lineNumber = 0 }) {
    this.consoleMessage('error', exception?.description ?? text, lineNumber + 1, toApp(url))
  }

  consoleMessage(level, message, lineNumber, sourceId) {
    const event = { level, message, lineNumber, sourceId, frame: this.mainFrame, sender: this, preventDefault() {} }
    this.emit('console-message', event, ['debug', 'info', 'warning', 'error'].indexOf(level), message, lineNumber, sourceId)
  }

  send(channel, ...args) {
    if (typeof channel !== 'string') throw new Error('Missing required channel argument')
    if (this.#destroyed) throw new TypeError('Object has been destroyed')
    this.#deliver({ channel, args: pack(args) }, this.#preloadWorld)
  }

  async executeJavaScript(code, userGesture = false) {
    if (!this.getURL() || this.#loading) await new Promise((resolve) => this.once('did-stop-loading', resolve))
    const run = { expression: String(code), awaitPromise: true, userGesture: Boolean(userGesture) }
    const { result, exceptionDetails } = await this.cdp('Runtime.evaluate', run)
    if (exceptionDetails) throw scriptError(exceptionDetails)
    if (!result.objectId) return primitiveOf(result)
    const packed = await this.cdp('Runtime.callFunctionOn', {
      functionDeclaration: packFunction,
      objectId: result.objectId,
      returnByValue: true,
    })
    if (packed.exceptionDetails) throw new Error(REFUSAL)
    return unpack(JSON.parse(packed.result.value))
  }

  setWindowOpenHandler(handler) {
    this.windowOpenHandler = handler
  }

  /** Asks the app about window.open(). The stand-in opens no child windows, so it can only obey 'deny'. */
  askToOpen(address, frameName, features) {
    const url = toApp(address)
    const disposition = features ? 'new-window' : 'foreground-tab'
    const referrer = { url: this.committedUrl, policy: 'strict-origin-when-cross-origin' }
    const details = { url, frameName: frameName === '_blank' ? '' : frameName, features, disposition, referrer }
    if (this.windowOpenHandler?.(details)?.action === 'deny') return
    console.error(`the stand-in opens no child windows (${url}): answer { action: 'deny' }`)
  }

  setZoomFactor(factor) {
    if (!(factor > 0)) throw new Error("'zoomFactor' must be a double greater than 0.0")
    this.#zoom = factor
    this.applyMetrics().catch((error) => this.#destroyed || console.error(error))
  }

  getZoomFactor() {
    return this.#zoom
  }

  setZoomLevel(level) {
    this.setZoomFactor(1.2 ** level)
  }

  getZoomLevel() {
    return Math.log(this.#zoom) / Math.log(1.2)
  }

  printToPDF(options) {
    return printing.printToPDF(this, options)
  }

  print(options = {}, callback = undefined) {
    printing.print(options, callback)
  }

  async getPrintersAsync() {
    return []
  }

  openDevTools() {}
  closeDevTools() {}
  isDevToolsOpened() {
    return false
  }

  forcefullyCrashRenderer() {
    this.#background('Page.crash')
  }

  /** As window.close() in the page: no `close` event of the window. */
  close({ waitForBeforeUnload = false } = {}) {
    this.closePage(waitForBeforeUnload).catch((error) => console.error(error))
  }

  /** @returns {Promise<boolean>} whether the page is gone; its beforeunload may refuse */
  async closePage(waitForBeforeUnload) {
    if (this.#destroyed) return true
    const closed = new Promise((resolve) => {
      this.once('destroyed', () => resolve(true))
      this.once('-close-refused', () => resolve(false))
    })
    if (waitForBeforeUnload) this.#background('Page.close')
    else {
      await this.opened.catch(() => {})
      cdp.send('Target.closeTarget', { targetId: this.frameId }).catch(() => this.gone())
    }
    return closed
  }

  /** Chromium says that the page is gone: closed by the app, or by the user at the window's own button. */
  vanished() {
    if (!this.#destroyed) this.window.closedFromOutside()
    this.gone()
  }

  /** The page no longer exists. */
  gone() {
    if (this.#destroyed) return
    this.#destroyed = true
    all.delete(this.id)
    cdp.forget(this.sessionId)
    this.emit('destroyed', {})
    this.window.gone()
  }
}

module.exports = { WebContents, WebFrameMain }

// webContents: one page of Chromium, its frame, its preload and its messages.
const { cdp } = require('./chromium.cjs')
const { pack } = require('./clone.cjs')
const { WebFrameMain } = require('./frame.cjs')
const { Loading } = require('./loading.cjs')
const { receiveFromPreload } = require('./ipc.cjs')
const { attach } = require('./page-events.cjs')
const { headless, underPlaywright } = require('./command-line.cjs')
const { pageScripts, worldName, bindingName, deliverName } = require('./page-scripts.cjs')
const { openPage } = require('./targets.cjs')
const printing = require('./printing.cjs')
const { toApp } = require('./schemes.cjs')
const { runScript } = require('./script.cjs')
const { defaultSession } = require('./session.cjs')
const { lifecycle } = require('./lifecycle.cjs')

const all = new Map()
let last = 0

/** Events that Electron emits and the stand-in never would: listening to one is refused. */
const neverEmitted = new Set([
  'before-input-event',
  'before-mouse-event',
  'context-menu',
  'cursor-changed',
  'did-frame-finish-load',
  'did-frame-navigate',
  'did-redirect-navigation',
  'did-start-navigation',
  'found-in-page',
  'input-event',
  'media-paused',
  'media-started-playing',
  'page-favicon-updated',
  'paint',
  'update-target-url',
  'zoom-changed',
])

class WebContents extends Loading {
  static getAllWebContents = () => [...all.values()]
  static fromId = (id) => all.get(id)
  static fromDevToolsTargetId = (targetId) => WebContents.getAllWebContents().find((one) => one.frameId === targetId)
  /** Settled when every page that is being opened is known. */
  static openings = () => Promise.allSettled([...all.values()].map((one) => one.opened))
  static getFocusedWebContents = () => WebContents.getAllWebContents().find((one) => one.window.isFocused()) ?? null

  id = ++last
  session = defaultSession
  windowOpenHandler = null
  #preloadWorld
  #zoom = 1
  #destroyed = false

  /** @param {import('./window.cjs').BrowserWindow} window @param {any} preferences webPreferences */
  constructor(window, preferences) {
    super()
    this.setMaxListeners(0)
    this.on('newListener', (name) => {
      if (neverEmitted.has(name)) throw new Error(`the stand-in never emits '${name}' of webContents`)
    })
    this.window = window
    this.mainFrame = new WebFrameMain(this)
    all.set(this.id, this)
    this.opened = this.#open(preferences)
    this.opened.catch((error) => !this.#destroyed && !lifecycle.quitting && console.error(error))
    lifecycle.app.emit('web-contents-created', { sender: this, preventDefault() {}, defaultPrevented: false }, this)
  }

  async #open({ preload, additionalArguments = [], javascript = true }) {
    const scripts = pageScripts({ preload, argv: additionalArguments })
    this.target = openPage(this.window.getContentBounds(), this.window.startsHidden && !preload)
    const targetId = await this.target
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
      return send('Emulation.setDeviceMetricsOverride', {
        ...size,
        deviceScaleFactor: 0,
        scale: zoom,
        mobile: false,
      })
    }
    return send('Emulation.setDeviceMetricsOverride', {
      width: Math.round(width / zoom),
      height: Math.round(height / zoom),
      deviceScaleFactor: zoom,
      mobile: false,
    })
  }

  /** With a display: takes over the size that the user gave the window. */
  async resizedByUser() {
    const { result } = await this.cdp('Runtime.evaluate', {
      expression: '[innerWidth, innerHeight]',
      returnByValue: true,
    })
    this.window.takeSize(...result.value)
  }

  /** Sends a DevTools command to this page. */
  async cdp(method, params) {
    await this.opened
    return cdp.send(method, params, this.sessionId)
  }

  /** Sends a DevTools command whose result nobody waits for. */
  background(method, params) {
    this.cdp(method, params).catch((error) => this.isDestroyed() || console.error(error))
  }

  /** The page's title may have changed; where it has none, Chromium gives its address. */
  titled({ title, url }) {
    if (title && title !== this.window.pageTitle && !url.includes(title)) this.window.pageTitled(title)
  }

  getTitle() {
    return this.window.pageTitle
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
    if (this.#destroyed || context !== this.#preloadWorld) return
    receiveFromPreload(this, payload, (message) => this.#deliver(message, context)).catch((error) => {
      setImmediate(() => {
        throw error
      }) // a listener of ipcMain threw: an uncaught exception, as in Electron
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
    const event = {
      level,
      message,
      lineNumber,
      sourceId,
      frame: this.mainFrame,
      sender: this,
      preventDefault() {},
    }
    this.emit(
      'console-message',
      event,
      ['debug', 'info', 'warning', 'error'].indexOf(level),
      message,
      lineNumber,
      sourceId,
    )
  }

  send(channel, ...args) {
    if (typeof channel !== 'string') throw new Error('Missing required channel argument')
    if (this.#destroyed) throw new TypeError('Object has been destroyed')
    this.#deliver({ channel, args: pack(args) }, this.#preloadWorld)
  }

  executeJavaScript(code, userGesture = false) {
    return runScript(this, String(code), Boolean(userGesture))
  }

  setWindowOpenHandler(handler) {
    this.windowOpenHandler = handler
  }

  /** Asks the app about window.open(). The stand-in opens no child windows, so it can only obey 'deny'. */
  askToOpen(address, frameName, features) {
    const url = toApp(address)
    const disposition = features ? 'new-window' : 'foreground-tab'
    const referrer = { url: this.committedUrl, policy: 'strict-origin-when-cross-origin' }
    const details = {
      url,
      frameName: frameName === '_blank' ? '' : frameName,
      features,
      disposition,
      referrer,
    }
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
    printing.print(this, options, callback)
  }

  async getPrintersAsync() {
    return printing.getPrinters()
  }

  openDevTools() {}
  closeDevTools() {}
  isDevToolsOpened() {
    return false
  }

  forcefullyCrashRenderer() {
    this.background('Page.crash')
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
    const closeTarget = (targetId) => cdp.send('Target.closeTarget', { targetId })
    const force = () => void this.target.then(closeTarget).catch(() => this.gone())
    // A page that is just being loaded has nothing to say, and Chromium forgets to ask it.
    const asks = waitForBeforeUnload && this.committedUrl && !this.isLoading()
    if (asks) this.background('Page.close')
    else force()
    // A page that does not answer is closed all the same.
    const patience = [setTimeout(force, 5000), setTimeout(() => this.gone(), 9000)]
    const gone = await closed
    patience.forEach(clearTimeout)
    return gone
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
    this.#preloadWorld = undefined // what is still on its way from the page is dropped
    all.delete(this.id)
    cdp.forget(this.sessionId)
    this.emit('destroyed', {})
    this.window.gone()
  }
}

module.exports = { WebContents }

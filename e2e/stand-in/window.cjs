// BrowserWindow: a window of the app is a page of Chromium, and what a window is asked is remembered here.
const { EventEmitter } = require('node:events')
const { WebContents } = require('./contents.cjs')
const { display } = require('./screen.cjs')
const { lifecycle } = require('./lifecycle.cjs')

const open = new Set()
let last = 0
let focused = null

/** What Electron would do differently with these, the stand-in cannot do: it refuses. */
function checkPreferences({ sandbox, contextIsolation, nodeIntegration, webSecurity, webviewTag, partition, session }) {
  const refuse = (what) => {
    throw new Error(`the stand-in opens only sandboxed, isolated windows: ${what} is refused`)
  }
  if (sandbox === false) refuse('sandbox: false')
  if (contextIsolation === false) refuse('contextIsolation: false')
  if (nodeIntegration === true) refuse('nodeIntegration: true')
  if (webSecurity === false) refuse('webSecurity: false')
  if (webviewTag === true) refuse('webviewTag: true')
  if (partition !== undefined || session !== undefined) refuse('a session of its own')
}

class BrowserWindow extends EventEmitter {
  static getAllWindows = () => [...open]
  static fromWebContents = (contents) => contents?.window ?? null
  static fromId = (id) => [...open].find((window) => window.id === id) ?? null
  static getFocusedWindow = () => focused

  id = ++last
  pageTitle = ''
  #bounds
  #restored = null
  #minimum
  #visible = false
  #minimized = false
  #fullScreen = false
  #title
  #parent
  #destroyed = false
  #closing = false

  /** @param {any} options Electron's constructor options; width and height are those of the content */
  constructor(options = {}) {
    super()
    this.setMaxListeners(0)
    if (!lifecycle.ready) throw new Error('Cannot create BrowserWindow before app is ready')
    this.preferences = {
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      ...options.webPreferences,
    }
    checkPreferences(this.preferences)
    this.#minimum = [options.minWidth ?? 0, options.minHeight ?? 0]
    this.#bounds = {
      x: options.x ?? 0,
      y: options.y ?? 0,
      width: Math.max(options.width ?? 800, this.#minimum[0]),
      height: Math.max(options.height ?? 600, this.#minimum[1]),
    }
    this.#title = options.title ?? lifecycle.app.getName()
    this.#parent = options.parent ?? null
    this.startsHidden = options.show === false
    open.add(this)
    this.webContents = new WebContents(this, this.preferences)
    this.webContents.once('did-finish-load', () => setImmediate(() => this.#destroyed || this.emit('ready-to-show')))
    lifecycle.app.emit('browser-window-created', {}, this)
    if (options.show !== false) this.#appear()
  }

  loadURL(url, options) {
    return this.webContents.loadURL(url, options)
  }

  loadFile(file, options) {
    return this.webContents.loadFile(file, options)
  }

  reload() {
    this.webContents.reload()
  }

  // ---- shown, hidden, focused

  #appear() {
    this.#visible = true
    this.emit('show')
    this.focus()
  }

  show() {
    if (!this.#visible) this.#appear()
    else this.focus()
  }

  showInactive() {
    this.#visible = true
    this.emit('show')
  }

  hide() {
    if (!this.#visible) return
    this.#visible = false
    this.blur()
    this.emit('hide')
  }

  focus() {
    if (this.#destroyed || focused === this) return
    focused?.blur()
    focused = this
    this.#minimized = false
    this.webContents.cdp('Page.bringToFront').catch(() => this.webContents.isDestroyed())
    this.emit('focus')
    lifecycle.app.emit('browser-window-focus', {}, this)
  }

  blur() {
    if (focused !== this) return
    focused = null
    this.emit('blur')
    lifecycle.app.emit('browser-window-blur', {}, this)
  }

  isFocused() {
    return focused === this
  }

  isVisible() {
    return this.#visible
  }

  // ---- size and place

  getBounds() {
    return { ...this.#bounds }
  }

  getContentBounds() {
    return { ...this.#bounds }
  }

  getNormalBounds() {
    return { ...(this.#restored ?? this.#bounds) }
  }

  getSize() {
    return [this.#bounds.width, this.#bounds.height]
  }

  getContentSize() {
    return this.getSize()
  }

  getPosition() {
    return [this.#bounds.x, this.#bounds.y]
  }

  setBounds(bounds) {
    const before = this.#bounds
    const next = { ...before, ...bounds }
    next.width = Math.max(next.width, this.#minimum[0])
    next.height = Math.max(next.height, this.#minimum[1])
    this.#bounds = next
    if (next.width !== before.width || next.height !== before.height) {
      this.webContents.applyMetrics().catch((error) => this.#destroyed || console.error(error))
      this.emit('resize')
      this.emit('resized')
    }
    if (next.x !== before.x || next.y !== before.y) this.emit('move')
  }

  /** The user made the window another size (called by its contents). */
  takeSize(width, height) {
    if (width === this.#bounds.width && height === this.#bounds.height) return
    this.#bounds = { ...this.#bounds, width, height }
    this.emit('resize')
    this.emit('resized')
  }

  setContentBounds(bounds) {
    this.setBounds(bounds)
  }

  setSize(width, height) {
    this.setBounds({ width, height })
  }

  setContentSize(width, height) {
    this.setBounds({ width, height })
  }

  setPosition(x, y) {
    this.setBounds({ x, y })
  }

  center() {
    const { width, height } = display.workArea
    this.setBounds({
      x: Math.round((width - this.#bounds.width) / 2),
      y: Math.round((height - this.#bounds.height) / 2),
    })
  }

  setMinimumSize(width, height) {
    this.#minimum = [width, height]
    this.setBounds({})
  }

  getMinimumSize() {
    return [...this.#minimum]
  }

  maximize() {
    if (this.#restored) return
    this.#restored = this.#bounds
    this.setBounds(display.workArea)
    if (!this.#visible) this.#appear()
    this.emit('maximize')
  }

  unmaximize() {
    if (!this.#restored) return
    const bounds = this.#restored
    this.#restored = null
    this.setBounds(bounds)
    this.emit('unmaximize')
  }

  isMaximized() {
    return this.#restored !== null
  }

  minimize() {
    this.#minimized = true
    this.blur()
    this.emit('minimize')
  }

  restore() {
    if (!this.#minimized) return
    this.#minimized = false
    this.emit('restore')
    this.focus()
  }

  isMinimized() {
    return this.#minimized
  }

  setFullScreen(flag) {
    this.#fullScreen = Boolean(flag)
    this.emit(flag ? 'enter-full-screen' : 'leave-full-screen')
  }

  isFullScreen() {
    return this.#fullScreen
  }

  // ---- what only a desktop shows

  setTitle(title) {
    this.#title = String(title)
  }

  getTitle() {
    return this.#title
  }

  /** The page's title became another; the window takes it unless the app prevents that. */
  pageTitled(title) {
    this.pageTitle = title
    const event = {
      defaultPrevented: false,
      preventDefault() {
        this.defaultPrevented = true
      },
    }
    this.emit('page-title-updated', event, title, true)
    this.webContents.emit('page-title-updated', event, title, true)
    if (!event.defaultPrevented) this.#title = title
  }

  getParentWindow() {
    return this.#parent
  }

  setParentWindow(parent) {
    this.#parent = parent
  }

  getChildWindows() {
    return [...open].filter((window) => window.getParentWindow() === this)
  }

  isModal() {
    return false
  }

  setMenu() {}
  removeMenu() {}
  setMenuBarVisibility() {}
  setAutoHideMenuBar() {}
  setProgressBar() {}
  flashFrame() {}
  setIcon() {}
  setOverlayIcon() {}
  setBackgroundColor() {}
  setAlwaysOnTop() {}
  setSkipTaskbar() {}
  setResizable() {}
  moveTop() {}

  // ---- closing

  /** Asks the app (`close`, which it may prevent) and the page (beforeunload), then closes. */
  close() {
    this.closeAsked().catch((error) => console.error(error))
  }

  /** @returns {Promise<boolean>} whether the window is gone */
  async closeAsked() {
    if (this.#destroyed) return true
    if (this.#closing) return new Promise((resolve) => this.once('closed', () => resolve(true)))
    const event = {
      sender: this,
      defaultPrevented: false,
      preventDefault() {
        this.defaultPrevented = true
      },
    }
    this.emit('close', event)
    if (event.defaultPrevented) return this.#destroyed
    this.#closing = true
    const gone = await this.webContents.closePage(!this.webContents.isCrashed())
    this.#closing = false
    return gone
  }

  destroy() {
    this.webContents.close()
    this.webContents.gone()
  }

  isDestroyed() {
    return this.#destroyed
  }

  isClosable() {
    return true
  }

  /** Somebody closed it at its own button, without asking: the app hears `close`, but cannot prevent it. */
  closedFromOutside() {
    if (!this.#destroyed && !this.#closing)
      this.emit('close', { sender: this, defaultPrevented: false, preventDefault() {} })
  }

  /** The page of this window no longer exists (called by its contents). */
  gone() {
    if (this.#destroyed) return
    this.#destroyed = true
    for (const child of this.getChildWindows()) child.destroy()
    open.delete(this)
    this.blur()
    this.emit('closed')
    if (open.size === 0) setImmediate(() => open.size === 0 && lifecycle.windowAllClosed())
  }
}

module.exports = { BrowserWindow }

// How a page gets loaded: loadURL, reload, and the events that tell of it.
const { EventEmitter } = require('node:events')
const path = require('node:path')
const { pathToFileURL } = require('node:url')
const { lifecycle } = require('./lifecycle.cjs')
const { toApp, toChromium } = require('./schemes.cjs')

const withoutFragment = (url) => url.replace(/#.*$/s, '')

/** The part of webContents that loads; WebContents gives it `cdp`, `background`, `opened` and `isDestroyed`. */
class Loading extends EventEmitter {
  committedUrl = ''
  allowsFiles = false
  #pending = null
  #expected = new Set()
  #loading = false

  async loadURL(address, options = {}) {
    if (typeof address !== 'string') throw new TypeError('Must pass url as a string')
    if (Object.keys(options).some((name) => name !== 'userAgent'))
      throw new Error('the stand-in has no options for loadURL')
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
    return Object.assign(new Error(`${code} (${errno}) loading '${url.slice(0, 2048)}'`), {
      code,
      errno,
      url,
    })
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
    this.background('Page.reload')
  }

  reloadIgnoringCache() {
    this.#startLoading()
    this.background('Page.reload', { ignoreCache: true })
  }

  stop() {
    this.background('Page.stopLoading')
  }

  getURL() {
    return this.#pending ?? this.committedUrl
  }

  isLoading() {
    return this.#loading
  }

  isLoadingMainFrame() {
    return this.#loading
  }
}

module.exports = { Loading }

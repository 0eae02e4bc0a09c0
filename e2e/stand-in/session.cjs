// session.defaultSession and protocol: who answers a request, and which permissions a page has.
const { EventEmitter } = require('node:events')
const { registerSchemes, schemes } = require('./schemes.cjs')
const { cdp } = require('./chromium.cjs')
const { lifecycle } = require('./lifecycle.cjs')

/** scheme → (request: Request) => Response | Promise<Response> */
const protocolHandlers = new Map()

class Protocol {
  registerSchemesAsPrivileged(list) {
    if (lifecycle.ready) throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready')
    registerSchemes(list)
  }

  handle(scheme, handler) {
    const privileges = schemes.get(scheme)
    if (!privileges?.standard || !privileges.secure) {
      throw new Error(`the stand-in serves only schemes registered as standard and secure, "${scheme}" is not`)
    }
    if (protocolHandlers.has(scheme)) throw new Error(`Failed to register protocol: ${scheme}`)
    protocolHandlers.set(scheme, handler)
  }

  unhandle(scheme) {
    if (!protocolHandlers.delete(scheme)) throw new Error(`Failed to unhandle protocol: ${scheme}`)
  }

  isProtocolHandled(scheme) {
    return protocolHandlers.has(scheme)
  }
}

/** `*://*.example.com/*` and `<all_urls>` as Electron's request filters have them. */
function matchesPattern(pattern, url) {
  if (pattern === '<all_urls>') return true
  const source = pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '.*')
  return new RegExp(`^${source}$`).test(url)
}

class WebRequest {
  #filter = { urls: [] }
  #listener = null

  onBeforeRequest(filter, listener) {
    if (typeof filter === 'function' || filter === null) {
      this.#listener = filter
      this.#filter = { urls: [] }
      return
    }
    this.#filter = filter
    this.#listener = listener ?? null
  }

  /**
   * Asks the app's listener.
   * @param {object} details Electron's OnBeforeRequestListenerDetails
   * @returns {Promise<{ cancel?: boolean, redirectURL?: string }>}
   */
  ask(details) {
    const { urls = [], excludeUrls = [], types } = this.#filter
    const wanted =
      (urls.length === 0 || urls.some((pattern) => matchesPattern(pattern, details.url))) &&
      !excludeUrls.some((pattern) => matchesPattern(pattern, details.url)) &&
      (!types || types.includes(details.resourceType))
    if (!this.#listener || !wanted) return Promise.resolve({})
    return new Promise((resolve) => this.#listener(details, (answer) => resolve(answer ?? {})))
  }
}

/** Electron's permission → Chromium's permission descriptors. */
const permissions = {
  'clipboard-read': [{ name: 'clipboard-read' }],
  'clipboard-sanitized-write': [{ name: 'clipboard-write', allowWithoutSanitization: false }],
  geolocation: [{ name: 'geolocation' }],
  'idle-detection': [{ name: 'idle-detection' }],
  media: [{ name: 'camera' }, { name: 'microphone' }],
  midi: [{ name: 'midi' }],
  midiSysex: [{ name: 'midi', sysex: true }],
  notifications: [{ name: 'notifications' }],
  'persistent-storage': [{ name: 'persistent-storage' }],
  'storage-access': [{ name: 'storage-access' }],
  'window-management': [{ name: 'window-management' }],
}

class Session extends EventEmitter {
  webRequest = new WebRequest()
  protocol = protocol
  #request = null
  #check = null
  #applied = new Map() // origin and permission → what Chromium was told

  setPermissionRequestHandler(handler) {
    this.#request = handler
  }

  setPermissionCheckHandler(handler) {
    this.#check = handler
  }

  /** For form: a page gets no USB, serial or HID device in the stand-in. */
  setDevicePermissionHandler() {}

  /** Asks the app's handlers what a page may, and tells Chromium. Electron grants where there is no handler. */
  async applyPermissions(contents, origin, chromiumOrigin) {
    if (!this.#request && !this.#check) return
    await Promise.all(
      Object.keys(permissions).map((name) => this.#applyPermission(contents, name, origin, chromiumOrigin)),
    )
  }

  async #applyPermission(contents, name, origin, chromiumOrigin) {
    const granted = this.#mayCheck(contents, name, origin) && (await this.#mayRequest(contents, name))
    const setting = granted ? 'granted' : 'denied'
    const known = `${chromiumOrigin} ${name}`
    if (this.#applied.get(known) === setting) return
    this.#applied.set(known, setting)
    for (const permission of permissions[name]) {
      await cdp
        .send('Browser.setPermission', { permission, setting, origin: chromiumOrigin })
        .catch((error) => lifecycle.quitting || process.stderr.write(`permission ${name}: ${error.message}\n`))
    }
  }

  #mayCheck(contents, permission, origin) {
    const details = { isMainFrame: true, requestingUrl: contents.getURL(), embeddingOrigin: origin }
    return !this.#check || Boolean(this.#check(contents, permission, origin, details))
  }

  #mayRequest(contents, permission) {
    if (!this.#request) return true
    const details = { isMainFrame: true, requestingUrl: contents.getURL() }
    return new Promise((resolve) =>
      this.#request(contents, permission, (granted) => resolve(Boolean(granted)), details),
    )
  }
}

const protocol = new Protocol()
const defaultSession = new Session()

module.exports = { protocol, protocolHandlers, session: { defaultSession }, Session, defaultSession }

// What runs inside Chromium, before the page's own scripts: the bridge between the page's world and the
// preload's isolated world, and the preload's `electron`. These functions are sent as source text.
const fs = require('node:fs')
const { makeClone } = require('./clone.cjs')

const worldName = 'Electron Isolated Context'
const bindingName = 'standInPost'
const deliverName = 'standInDeliver'

/* The worlds share the DOM but no JavaScript values. A node that no page script can reach carries the calls:
   Chromium clones a CustomEvent's detail when the other world reads it, and dispatching is synchronous. */

/**
 * One end of the bridge; both worlds run this. Functions go over as numbers and come out as proxies, promises
 * settle later, errors keep their message, everything else is cloned.
 */
function bridgeEnd(node, outgoing, incoming) {
  const { CustomEvent, Promise, Map, WeakMap, Error, TypeError, Array, structuredClone } = globalThis
  const dispatch = EventTarget.prototype.dispatchEvent.bind(node)
  const detailOf = Function.prototype.call.bind(Object.getOwnPropertyDescriptor(CustomEvent.prototype, 'detail').get)
  const then = Function.prototype.call.bind(Promise.prototype.then)
  const { freeze, keys, entries } = Object
  const isArray = Array.isArray
  const own = new Map() // number → function of this world
  const numbers = new WeakMap() // function of this world → number
  const foreign = new WeakMap() // proxy → number in the other world
  const waiting = new Map() // number → a promise of the other world
  let last = 0
  let answer
  const refusal = () => new TypeError('An object could not be cloned.')
  const fire = (detail) => dispatch(new CustomEvent(outgoing, { detail }))

  function passFunction(value) {
    if (foreign.has(value)) return { kind: 'back', id: foreign.get(value) }
    if (!numbers.has(value)) {
      numbers.set(value, ++last)
      own.set(last, value)
    }
    return { kind: 'function', id: numbers.get(value) }
  }

  function passPromise(value) {
    const id = ++last
    const settle = (ok) => (result) => {
      let message
      try {
        message = { settle: id, ok, value: pass(result) }
      } catch (error) {
        message = { settle: id, ok: false, value: pass(error) }
      }
      fire(message)
    }
    then(value, settle(true), settle(false))
    return { kind: 'promise', id }
  }

  function passObject(value, depth) {
    if (depth > 1000) {
      throw new TypeError(
        'Electron contextBridge recursion depth exceeded.  Nested objects deeper than 1000 are not supported.',
      )
    }
    if (isArray(value)) return { kind: 'array', items: value.map((item) => pass(item, depth + 1)) }
    return { kind: 'object', items: keys(value).map((key) => [key, pass(value[key], depth + 1)]) }
  }

  function pass(value, depth = 0) {
    if (typeof value === 'function') return passFunction(value)
    if (typeof value === 'symbol') throw refusal()
    if (typeof value !== 'object' || value === null) return { kind: 'value', value }
    if (value instanceof Promise) return passPromise(value)
    if (value instanceof Error) return { kind: 'error', message: String(value.message) }
    try {
      return { kind: 'value', value: structuredClone(value) }
    } catch {
      const tag = Object.prototype.toString.call(value)
      if (tag !== '[object Object]' && tag !== '[object Array]') throw refusal()
      return passObject(value, depth)
    }
  }

  function proxyFor(id) {
    const proxy = (...args) => {
      answer = undefined
      fire({ call: id, args: args.map((arg) => pass(arg)) })
      const result = answer
      answer = undefined
      if (!result) throw new Error('The bridge to the preload is closed.')
      const value = receive(result.value)
      if (!result.ok) throw value
      return value
    }
    foreign.set(proxy, id)
    return proxy
  }

  function receive(message, frozen = false) {
    const done = (value) => (frozen ? freeze(value) : value)
    switch (message.kind) {
      case 'value':
        return frozen ? freezeDeep(message.value) : message.value
      case 'error':
        return new Error(message.message)
      case 'function':
        return done(proxyFor(message.id))
      case 'back':
        return own.get(message.id)
      case 'promise':
        return new Promise((resolve, reject) => waiting.set(message.id, { resolve, reject }))
      case 'array':
        return done(message.items.map((item) => receive(item, frozen)))
      default: {
        const target = {}
        for (const [key, item] of message.items) {
          Object.defineProperty(target, key, {
            value: receive(item, frozen),
            writable: true,
            enumerable: true,
            configurable: true,
          })
        }
        return done(target)
      }
    }
  }

  function freezeDeep(value) {
    if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value
    for (const [, item] of entries(value)) freezeDeep(item)
    return freeze(value)
  }

  function answerCall({ call, args }) {
    let message
    try {
      message = { ok: true, value: pass(own.get(call)(...args.map((arg) => receive(arg)))) }
    } catch (error) {
      message = {
        ok: false,
        value: error instanceof Error ? pass(error) : { kind: 'value', value: String(error) },
      }
    }
    fire({ result: message })
  }

  function settlePromise({ settle, ok, value }) {
    const promise = waiting.get(settle)
    waiting.delete(settle)
    if (ok) promise.resolve(receive(value))
    else promise.reject(receive(value))
  }

  let expose = () => {}
  let opened = () => {}
  node.addEventListener(incoming, (event) => {
    const detail = detailOf(event)
    if (detail.call) answerCall(detail)
    else if (detail.result) answer = detail.result
    else if (detail.settle) settlePromise(detail)
    else if (detail.open) opened(...detail.open)
    else if (detail.expose !== undefined) fire({ result: expose(detail.expose, () => receive(detail.value, true)) })
  })
  return {
    /** Main world: what to do when the preload exposes something. */
    onExpose: (listener) => (expose = listener),
    /** Main world: window.open() was called. */
    open: (...details) => fire({ open: details }),
    /** Isolated world: what to do then. */
    onOpen: (listener) => (opened = listener),
    /** Isolated world: hands `api` to the page's world. */
    expose(name, api) {
      answer = undefined
      fire({ expose: name, value: pass(api) })
      if (answer?.error) throw new Error(answer.error)
    },
  }
}

/** The page's own world: waits for the shared node, then defines what the preload exposes. */
function mainWorld(token, bridgeEnd) {
  const listen = (event) => {
    removeEventListener(token, listen)
    const bridge = bridgeEnd(event.relatedTarget, 'to-preload', 'to-page')
    const native = window.open.bind(window)
    // Answers null, as after Electron's { action: 'deny' }; Chromium would open a window for a moment.
    window.open = function open(url = '', name = '', features = '') {
      if (/^_(self|top|parent)$/.test(name)) return native(url, name, features)
      bridge.open(url ? new URL(url, document.baseURI).href : 'about:blank', String(name), String(features))
      return null
    }
    bridge.onExpose((name, value) => {
      if (Object.hasOwn(window, name)) {
        return { error: 'Cannot bind an API on top of an existing property on the window object' }
      }
      Object.defineProperty(window, name, {
        value: value(),
        writable: false,
        enumerable: true,
        configurable: false,
      })
      return { ok: true }
    })
  }
  addEventListener(token, listen)
}

/** The isolated world: the preload's `electron`, its ipcRenderer over the binding, and the preload itself. */
function isolatedWorld(config, clone, bridgeEnd, preload) {
  const post = globalThis[config.binding]
  delete globalThis[config.binding]
  if (window !== window.top) return
  const node = document.createElement('span')
  dispatchEvent(new MouseEvent(config.token, { relatedTarget: node }))
  const bridge = bridgeEnd(node, 'to-page', 'to-preload')
  const calls = new Map()
  const listeners = new Map()
  let last = 0

  const missing = (path) => {
    throw new Error(`the stand-in has no ${path}`)
  }
  const guarded = (target, path) =>
    new Proxy(target, {
      get(object, key) {
        if (typeof key === 'symbol' || key in object || key === 'then' || key === '__esModule') return object[key]
        return missing(`${path}.${key}`)
      },
    })
  const send = (kind, channel, args, id = 0) => {
    if (typeof channel !== 'string') throw new TypeError('Missing required channel argument')
    post(JSON.stringify({ kind, channel, id, args: clone.pack(args) }))
  }

  bridge.onOpen((url, name, features) => send('open', url, [name, features]))
  const list = (channel) => listeners.get(channel) ?? []
  const ipcRenderer = guarded(
    {
      async invoke(channel, ...args) {
        const id = ++last
        const reply = new Promise((resolve) => calls.set(id, resolve))
        send('invoke', channel, args, id)
        const { error, result } = await reply
        if (error !== undefined) throw new Error(`Error invoking remote method '${channel}': ${error}`)
        return clone.unpack(result)
      },
      send: (channel, ...args) => send('send', channel, args),
      on(channel, listener, once = false) {
        if (typeof listener !== 'function') throw new TypeError('The "listener" argument must be of type function')
        listeners.set(channel, [...list(channel), { listener, once: once === true }])
        return ipcRenderer
      },
      once: (channel, listener) => ipcRenderer.on(channel, listener, true),
      off(channel, listener) {
        const index = list(channel).findLastIndex((entry) => entry.listener === listener)
        if (index !== -1) listeners.set(channel, list(channel).toSpliced(index, 1))
        return ipcRenderer
      },
      addListener: (channel, listener) => ipcRenderer.on(channel, listener),
      removeListener: (channel, listener) => ipcRenderer.off(channel, listener),
      removeAllListeners(channel) {
        if (channel === undefined) listeners.clear()
        else listeners.delete(channel)
        return ipcRenderer
      },
      listenerCount: (channel) => list(channel).length,
    },
    'ipcRenderer',
  )

  Object.defineProperty(globalThis, config.deliver, {
    value(message) {
      if (message.reply) {
        calls.get(message.reply)?.(message)
        calls.delete(message.reply)
        return
      }
      const args = clone.unpack(message.args)
      for (const entry of list(message.channel)) {
        if (entry.once) ipcRenderer.off(message.channel, entry.listener)
        entry.listener({ sender: ipcRenderer, ports: [] }, ...args)
      }
    },
  })

  const contextBridge = guarded({ exposeInMainWorld: (name, api) => bridge.expose(String(name), api) }, 'contextBridge')
  const electron = guarded({ contextBridge, ipcRenderer, webUtils: guarded({}, 'webUtils') }, 'electron in a preload')
  // Stricter than Electron, which gives a sandboxed preload `events`, `timers` and `url` as well.
  const require = (name) => {
    if (name === 'electron' || name === 'electron/renderer' || name === 'electron/common') return electron
    throw new Error(`module not found: ${name}`)
  }
  const process = guarded({ ...config.process, env: {} }, 'process in a sandboxed preload')
  const module = { exports: {} }
  try {
    preload(require, process, undefined, globalThis, undefined, undefined, module.exports, module)
  } catch (error) {
    console.error(`Unable to load preload script: ${config.preload}`)
    console.error(error)
    send('preload-error', config.preload, [error instanceof Error ? error : new Error(String(error))])
  }
}

const pageBase64 = `{
  toBase64: (bytes) => bytes.toBase64(),
  fromBase64: (text) => Uint8Array.fromBase64(text),
}`

/**
 * The two scripts of a page: for its own world, and for the isolated world.
 * @param {{ preload?: string, argv: string[] }} options the preload's path, if the window has one
 * @returns {{ main: string, isolated: string }}
 */
function pageScripts({ preload, argv }) {
  const token = `bridge-${crypto.randomUUID()}`
  const process = {
    type: 'renderer',
    sandboxed: true,
    contextIsolated: true,
    platform: globalThis.process.platform,
    arch: globalThis.process.arch,
    versions: { ...globalThis.process.versions },
    argv,
  }
  const config = { token, binding: bindingName, deliver: deliverName, preload, process }
  const source = preload ? fs.readFileSync(preload, 'utf8') : ''
  return {
    main: `(${mainWorld})(${JSON.stringify(token)}, ${bridgeEnd})`,
    isolated:
      `(${isolatedWorld})(${JSON.stringify(config)}, (${makeClone})(${pageBase64}), ${bridgeEnd}, ` +
      `(function (require, process, Buffer, global, setImmediate, clearImmediate, exports, module) {\n${source}\n}))`,
  }
}

/** Runs on a value of the page's world to bring it to Node (executeJavaScript). @returns {string} */
const packFunction = `function () { return JSON.stringify((${makeClone})(${pageBase64}).pack(this)) }`

module.exports = { pageScripts, packFunction, worldName, bindingName, deliverName }

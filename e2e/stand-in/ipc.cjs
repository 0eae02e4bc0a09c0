// ipcMain, and the way of a message from a preload to its handler and back.
const { EventEmitter } = require('node:events')
const { pack, unpack } = require('./clone.cjs')

const handlers = new Map()

class IpcMain extends EventEmitter {
  constructor() {
    super()
    this.setMaxListeners(0)
    this.on('error', () => {}) // Electron does not throw on an 'error' channel that nobody listens to
  }

  handle(channel, handler) {
    if (handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`)
    if (typeof handler !== 'function')
      throw new TypeError(`Expected handler to be a function, but found type '${typeof handler}'`)
    handlers.set(channel, handler)
  }

  handleOnce(channel, handler) {
    this.handle(channel, (event, ...args) => {
      this.removeHandler(channel)
      return handler(event, ...args)
    })
  }

  removeHandler(channel) {
    handlers.delete(channel)
  }
}

const ipcMain = new IpcMain()

/** @param {import('./contents.cjs').WebContents} contents @param {string} type */
function makeEvent(contents, type) {
  const frame = contents.mainFrame
  return {
    type,
    sender: contents,
    senderFrame: frame,
    processId: frame.processId,
    frameId: frame.routingId,
    frameTreeNodeId: frame.frameTreeNodeId,
    ports: [],
    defaultPrevented: false,
    preventDefault() {
      this.defaultPrevented = true
    },
    reply: (channel, ...args) => contents.send(channel, ...args),
  }
}

/**
 * Runs the handler of an `invoke` as Electron does: what it throws goes to the page as its text only.
 * @returns {Promise<{ result?: unknown, error?: string }>} what the preload's `invoke` answers, packed
 */
async function answerInvoke(contents, channel, args) {
  try {
    const handler = handlers.get(channel)
    if (!handler) throw new Error(`No handler registered for '${channel}'`)
    return { result: pack(await handler(makeEvent(contents, 'frame'), ...args)) }
  } catch (error) {
    console.error(`Error occurred in handler for '${channel}':`, error)
    return { error: String(error) }
  }
}

/**
 * @param {import('./contents.cjs').WebContents} contents
 * @param {string} payload what the preload's world posted
 * @param {(message: object) => void} deliver sends a message back into that world
 */
async function receiveFromPreload(contents, payload, deliver) {
  const { kind, channel, id, args: packed } = JSON.parse(payload)
  const args = unpack(packed)
  if (kind === 'invoke') {
    deliver({ reply: id, ...(await answerInvoke(contents, channel, args)) })
  } else if (kind === 'preload-error') {
    contents.emit('preload-error', makeEvent(contents, 'frame'), channel, args[0])
  } else if (kind === 'open') {
    contents.askToOpen(channel, ...args)
  } else {
    const event = makeEvent(contents, 'frame')
    contents.emit('ipc-message', event, channel, ...args)
    ipcMain.emit(channel, event, ...args)
  }
}

module.exports = { ipcMain, receiveFromPreload }

// The DevTools protocol over Chromium's pipe: one JSON message after another, each ended by a zero byte.

/** A connection to Chromium's DevTools. Events go to the listener of their session, '' being the browser. */
class Cdp {
  #last = 0
  #waiting = new Map()
  #listeners = new Map()
  #output
  #rest = []
  #closed = false

  /** @param {import('node:stream').Writable} output @param {import('node:stream').Readable} input */
  constructor(output, input) {
    this.#output = output
    output.on('error', () => this.#close())
    input.on('data', (chunk) => this.#receive(chunk))
    input.on('close', () => this.#close())
  }

  /**
   * Sends a command and answers its result.
   * @param {string} method @param {object} [params] @param {string} [sessionId]
   * @returns {Promise<any>}
   */
  send(method, params = {}, sessionId = undefined) {
    if (this.#closed) return Promise.reject(new Error(`${method}: Chromium is closed`))
    const id = ++this.#last
    this.#output.write(JSON.stringify({ id, method, params, sessionId }) + '\0')
    return new Promise((resolve, reject) => this.#waiting.set(id, { method, resolve, reject }))
  }

  /** @param {string} sessionId @param {(method: string, params: any) => void} listener */
  listen(sessionId, listener) {
    this.#listeners.set(sessionId, listener)
  }

  /** @param {string} sessionId */
  forget(sessionId) {
    this.#listeners.delete(sessionId)
  }

  #receive(chunk) {
    let start = 0
    for (let end = chunk.indexOf(0); end !== -1; end = chunk.indexOf(0, start)) {
      this.#rest.push(chunk.subarray(start, end))
      const text = Buffer.concat(this.#rest).toString('utf8')
      this.#rest = []
      start = end + 1
      this.#dispatch(JSON.parse(text))
    }
    if (start < chunk.length) this.#rest.push(chunk.subarray(start))
  }

  #dispatch(message) {
    if (!message.id) {
      this.#listeners.get(message.sessionId ?? '')?.(message.method, message.params)
      return
    }
    const call = this.#waiting.get(message.id)
    this.#waiting.delete(message.id)
    if (message.error) call.reject(new Error(`${call.method}: ${message.error.message}`))
    else call.resolve(message.result)
  }

  #close() {
    this.#closed = true
    for (const { method, reject } of this.#waiting.values()) reject(new Error(`${method}: Chromium is closed`))
    this.#waiting.clear()
  }
}

module.exports = { Cdp }

// Loaded first in a utility process: process.parentPort, `electron`, and an end when the parent ends.
const { EventEmitter } = require('node:events')
const { Worker } = require('node:worker_threads')
const { REFUSAL } = require('./clone.cjs')

process.type = 'utility'
require('./versions.cjs')
require('./hooks.cjs')

const send = process.send.bind(process)
const onMessage = process.on.bind(process)

class ParentPort extends EventEmitter {
  #early = []

  constructor() {
    super()
    onMessage('message', ({ data }) => this.#receive({ data, ports: [] }))
    // As a message port: what arrives before the first listener waits for it.
    this.on('newListener', (name) => name === 'message' && setImmediate(() => this.#flush()))
  }

  #receive(event) {
    if (this.listenerCount('message') === 0) this.#early.push(event)
    else this.emit('message', event)
  }

  #flush() {
    for (const event of this.#early.splice(0)) this.emit('message', event)
  }

  postMessage(message) {
    let data
    try {
      data = structuredClone(message)
    } catch {
      throw new Error(REFUSAL)
    }
    send({ data })
  }

  start() {}
}

process.parentPort = new ParentPort()
process.send = undefined // Electron's utility process has only the port

process.on('disconnect', () => process.exit(0))
/* A child in an endless loop hears nothing of that; a thread of its own does. The parent's number comes from the
   parent: it may be gone before this line. */
const parent = Number(process.env.STAND_IN_PARENT)
delete process.env.STAND_IN_PARENT
const watch = `
const parent = require('node:worker_threads').workerData
setInterval(() => { if (process.ppid !== parent) process.kill(process.pid, 'SIGKILL') }, 500)`
new Worker(watch, { eval: true, workerData: parent, execArgv: [], stdout: false }).unref()

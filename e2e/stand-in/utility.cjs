// utilityProcess.fork over child_process.fork: the child has process.parentPort and no window.
const { fork } = require('node:child_process')
const { EventEmitter } = require('node:events')
const os = require('node:os')
const path = require('node:path')
const { REFUSAL } = require('./clone.cjs')
const { lifecycle } = require('./lifecycle.cjs')
const { nodePath } = require('./node-path.cjs')

/** What a message may carry, by the same rule as between the windows and main. */
function cloned(message) {
  try {
    return structuredClone(message)
  } catch {
    throw new Error(REFUSAL)
  }
}

class UtilityProcess extends EventEmitter {
  pid
  stdout
  stderr
  #child

  constructor(file, args, options) {
    super()
    this.#child = fork(file, args, {
      cwd: options.cwd,
      env: { ...(options.env ?? process.env), STAND_IN_PARENT: String(process.pid) },
      execPath: nodePath,
      execArgv: ['--require', path.join(__dirname, 'utility-child.cjs'), ...(options.execArgv ?? [])],
      serialization: 'advanced',
      stdio: stdioOf(options.stdio),
    })
    const child = this.#child
    this.pid = child.pid
    this.stdout = child.stdout
    this.stderr = child.stderr
    child.once('spawn', () => this.emit('spawn'))
    child.on('message', (message) => this.emit('message', message.data))
    child.on('error', (error) => console.error(error))
    child.once('exit', (code, signal) => {
      this.pid = undefined
      if (code !== 0) tellGone(options.serviceName, code, signal)
      this.emit('exit', code ?? os.constants.signals[signal])
    })
  }

  postMessage(message, transfer = []) {
    if (transfer.length > 0) throw new Error('the stand-in has no MessagePortMain to transfer')
    const data = cloned(message)
    if (this.#child.connected) this.#child.send({ data }, () => {}) // a child that has just gone gets nothing more
  }

  kill() {
    if (this.pid === undefined) return false
    return this.#child.kill('SIGKILL')
  }
}

/** app hears of a child that did not end in order. */
function tellGone(serviceName = 'Node Utility Process', code, signal) {
  const reason = signal === 'SIGKILL' ? 'killed' : signal ? 'crashed' : 'abnormal-exit'
  const exitCode = code ?? os.constants.signals[signal]
  lifecycle.app.emit('child-process-gone', {}, { type: 'Utility', reason, exitCode, serviceName, name: serviceName })
}

/** Electron never gives the child an input. */
function stdioOf(stdio = 'inherit') {
  const [, output, errors] = Array.isArray(stdio) ? stdio : ['ignore', stdio, stdio]
  return ['ignore', output, errors, 'ipc']
}

const utilityProcess = {
  fork(modulePath, args = [], options = {}) {
    if (typeof modulePath !== 'string') throw new TypeError('Missing UtilityProcess entry script.')
    if (!Array.isArray(args)) return utilityProcess.fork(modulePath, [], args)
    if (!lifecycle.ready) throw new Error('utilityProcess cannot be created before app is ready.')
    return new UtilityProcess(modulePath, args, options)
  },
}

module.exports = { utilityProcess, cloned }

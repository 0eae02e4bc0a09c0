// app.requestSingleInstanceLock: a lock file with the process number, and a socket that wakes the first instance.
const { createHash } = require('node:crypto')
const fs = require('node:fs')
const net = require('node:net')
const path = require('node:path')
const { pack, unpack } = require('./clone.cjs')

let held = null
let told = Promise.resolve()

/** An abstract socket, which vanishes with its process. @param {string} userData */
const socketOf = (userData) => `\0gendan-stand-in-${createHash('sha256').update(userData).digest('hex').slice(0, 32)}`

function isAlive(number) {
  try {
    process.kill(number, 0)
    return fs.readFileSync(`/proc/${number}/cmdline`, 'utf8').includes('start.cjs')
  } catch {
    return false // no such process, or one that is not ours
  }
}

/** @returns {boolean} whether the file is now this process's */
function claim(file) {
  try {
    fs.symlinkSync(String(process.pid), file)
    return true
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
  }
  if (isAlive(Number(fs.readlinkSync(file)))) return false
  fs.rmSync(file, { force: true }) // left by a process that was killed
  return claim(file)
}

/**
 * @param {string} userData the folder that one instance may use
 * @param {unknown} additionalData what a second instance hands to the first
 * @param {(argv: string[], cwd: string, data: unknown) => void} onSecond
 * @returns {boolean} whether this process is the first
 */
function takeLock(userData, additionalData, onSecond) {
  const file = path.join(userData, 'SingletonLock')
  if (!claim(file)) {
    const message = JSON.stringify(pack([process.argv, process.cwd(), additionalData]))
    told = new Promise((resolve) => {
      net.connect(socketOf(userData)).on('error', resolve).on('close', resolve).end(message)
    })
    return false
  }
  const server = net.createServer(async (socket) => {
    let text = ''
    for await (const chunk of socket) text += chunk
    onSecond(...unpack(JSON.parse(text)))
  })
  server.on('error', () => {}) // the lock holds without it; only the wake-up is lost
  server.listen(socketOf(userData)).unref()
  held = { file, server }
  return true
}

/** @returns {Promise<void>} settled when the first instance has been told of this one */
const delivered = () => told

function releaseLock() {
  if (!held) return
  fs.rmSync(held.file, { force: true })
  held.server.close()
  held = null
}

process.on('exit', releaseLock)

module.exports = { takeLock, releaseLock, delivered }

// @ts-check
// Starting other programs, the same way on every system. Plain JavaScript: runs before anything is installed.
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { stripVTControlCharacters } from 'node:util'

export const root = join(dirname(fileURLToPath(import.meta.url)), '..')
export const onWindows = process.platform === 'win32'
/** Where these scripts keep what they know about this machine; `npm ci` empties it. */
export const cacheFolder = join(root, 'node_modules', '.cache', 'gendan')
const localBin = join(root, 'node_modules', '.bin')

/** Something the person at the machine has to put right: shown as one line, without a stack. */
export class Obstacle extends Error {}

/** @param {string} line */
export function say(line) {
  console.log(`gendan: ${line}`)
}

/** The Node 24 that package.json pins; the system's own may be older. */
export function pinnedNode() {
  return join(root, 'node_modules', 'node', 'bin', onWindows ? 'node.exe' : 'node')
}

/** @typedef {Record<string, string | undefined>} Environment */

/**
 * The present environment with node_modules/.bin first on the path, or taken off it: `npm ci` must not run
 * on the very Node that it is about to replace.
 * @param {{ local: boolean, more?: Environment }} wish
 * @returns {Environment}
 */
export function environment({ local, more = {} }) {
  const env = { ...process.env, ...more }
  const name = Object.keys(env).find((key) => key.toLowerCase() === 'path') ?? 'PATH'
  const others = (env[name] ?? '').split(delimiter).filter((folder) => folder !== localBin)
  env[name] = (local ? [localBin, ...others] : others).join(delimiter)
  return env
}

/**
 * @typedef {object} RunOptions
 * @property {Environment} [env]
 * @property {number} [timeout] milliseconds, after which the program is killed
 * @property {boolean} [quiet] keep the output instead of showing it
 * @property {boolean} [shell]
 */

/**
 * Runs a program to its end. `code` is its exit code, or 1 with a reason in `output` when it could not be
 * started, was killed or ran out of time.
 * @param {string} command
 * @param {string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<{ code: number, output: string }>}
 */
export function run(command, args, options = {}) {
  const { env = environment({ local: true }), timeout, quiet = false, shell = false } = options
  return new Promise((resolve) => {
    let output = ''
    /** @type {import('node:child_process').StdioOptions} */
    const stdio = quiet ? ['ignore', 'pipe', 'pipe'] : 'inherit'
    const child = spawn(command, args, { cwd: root, env, stdio, shell, timeout, killSignal: 'SIGKILL' })
    child.stdout?.on('data', (data) => (output += data))
    child.stderr?.on('data', (data) => (output += data))
    /** @param {NodeJS.Signals} signal */
    const pass = (signal) => child.kill(signal)
    process.on('SIGINT', pass).on('SIGTERM', pass)
    /** @param {number} code @param {string} [reason] */
    const end = (code, reason) => {
      process.off('SIGINT', pass).off('SIGTERM', pass)
      const all = reason === undefined ? output : `${output}${command}: ${reason}\n`
      resolve({ code, output: stripVTControlCharacters(all) })
    }
    child.on('error', (error) => end(1, error.message))
    child.on('close', (code, signal) => {
      if (code !== null) end(code)
      else end(1, `stopped by ${signal}`)
    })
  })
}

/**
 * Runs the command of an installed package under the pinned Node, without going through a shell or a .cmd file.
 * @param {string} packageName
 * @param {string} command as in the package's `bin`
 * @param {string[]} args
 * @param {RunOptions} [options]
 */
export function runTool(packageName, command, args, options) {
  const folder = join(root, 'node_modules', packageName)
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const script = typeof bin === 'string' ? bin : bin[command]
  return run(pinnedNode(), [join(folder, script), ...args], options)
}

/**
 * Runs one of the repository's own TypeScript programs under the pinned Node.
 * @param {string} program path inside the repository
 * @param {string[]} args
 * @param {Environment} env
 */
export async function runProgram(program, args, env) {
  const path = join(root, program)
  if (!existsSync(path)) throw new Obstacle(`${program} is not in this checkout.`)
  const { code } = await run(pinnedNode(), [path, ...args], { env })
  return code
}

/**
 * Runs the body of a script and leaves with its exit code; an obstacle becomes one line and exit code 1.
 * @param {(args: string[]) => Promise<number>} body
 */
export async function start(body) {
  try {
    process.exitCode = await body(process.argv.slice(2))
  } catch (error) {
    if (!(error instanceof Obstacle)) throw error
    console.error(`gendan: ${error.message}`)
    process.exitCode = 1
  }
}

// @ts-check
// All set-up on a fresh machine that has Node 20 or newer and npm. Every script beside this one begins here.
import { ensureDependencies } from './dependencies.mjs'
import { chooseElectron } from './electronProgram.mjs'
import { Obstacle, environment } from './run.mjs'
import { ensureSystemTools, testTools, windowTools } from './systemTools.mjs'

/**
 * @typedef {object} Setup
 * @property {import('./run.mjs').Environment} env with node_modules/.bin first on the path, and the stand-in chosen
 *   where there is no Electron
 * @property {import('./electronProgram.mjs').ElectronProgram} electron
 */

/**
 * Makes the machine ready: node_modules, Electron or its stand-in, programs of the system.
 * Anything that fails stops here with one clear line.
 * @param {{ tests?: boolean }} [wish] `tests`: also what only the tests need
 * @returns {Promise<Setup>}
 */
export async function ensure({ tests = false } = {}) {
  const major = Number(process.versions.node.split('.')[0])
  if (major < 20) throw new Obstacle(`Node ${process.versions.node} is too old: Node 20 or newer is needed.`)
  await ensureDependencies()
  const electron = await chooseElectron()
  const standIn = electron.kind === 'stand-in'
  await ensureSystemTools([...(standIn ? windowTools : []), ...(tests ? testTools : [])])
  /** @type {import('./run.mjs').Environment} */
  const more = standIn ? { ELECTRON_OVERRIDE_DIST_PATH: electron.folder } : {}
  // Chromium's own sandbox refuses to run as root; the windows' sandbox setting stays as the app says.
  if (!standIn && process.platform === 'linux' && process.getuid?.() === 0) more.ELECTRON_DISABLE_SANDBOX = '1'
  return { env: environment({ local: true, more }), electron }
}

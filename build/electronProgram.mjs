// @ts-check
// Which program runs the app: Electron's own, or the stand-in of e2e/stand-in where that cannot be had.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { Obstacle, cacheFolder, environment, onWindows, pinnedNode, root, run, say } from './run.mjs'

const electronPackage = join(root, 'node_modules', 'electron')
export const standInFolder = join(root, 'e2e', 'stand-in')
/** Says that the download of this version failed before, so that it is tried once and not at every start. */
const failureStamp = join(cacheFolder, 'electron-download.json')
/** The stand-in is a script for Unix systems; elsewhere only the real program will do, however long it takes. */
const standInServes = !onWindows
const downloadTime = standInServes ? 90_000 : 15 * 60_000

/**
 * @typedef {object} ElectronProgram
 * @property {'electron' | 'stand-in'} kind
 * @property {string} folder what electron-builder calls electronDist
 * @property {string} executable
 */

function electronVersion() {
  return JSON.parse(readFileSync(join(electronPackage, 'package.json'), 'utf8')).version
}

/** @returns {ElectronProgram | undefined} */
function downloadedElectron() {
  const folder = join(electronPackage, 'dist')
  const pathFile = join(electronPackage, 'path.txt')
  if (!existsSync(pathFile) || !existsSync(join(folder, 'version'))) return undefined
  const executable = join(folder, readFileSync(pathFile, 'utf8'))
  const version = readFileSync(join(folder, 'version'), 'utf8').replace(/^v/, '').trim()
  if (!existsSync(executable) || version !== electronVersion()) return undefined
  return { kind: 'electron', folder, executable }
}

/** @returns {ElectronProgram | undefined} the program somebody chose by ELECTRON_OVERRIDE_DIST_PATH */
function chosenElectron() {
  const chosen = process.env.ELECTRON_OVERRIDE_DIST_PATH
  if (chosen === undefined || chosen === '') return undefined
  const folder = resolve(root, chosen)
  const executable = join(folder, onWindows ? 'electron.exe' : 'electron')
  if (!existsSync(executable)) throw new Obstacle(`ELECTRON_OVERRIDE_DIST_PATH has no ${executable}.`)
  return { kind: folder === standInFolder ? 'stand-in' : 'electron', folder, executable }
}

function failedBefore() {
  if (!existsSync(failureStamp)) return false
  return JSON.parse(readFileSync(failureStamp, 'utf8')).version === electronVersion()
}

/** Electron 42 and later fetch their program not at `npm ci` but on first use, by this script. */
async function download() {
  say(`downloading Electron ${electronVersion()} (tried once, at most ${downloadTime / 1000} s)`)
  const { code, output } = await run(pinnedNode(), [join(electronPackage, 'install.js')], {
    env: environment({ local: true, more: { ELECTRON_OVERRIDE_DIST_PATH: undefined } }),
    quiet: true,
    timeout: downloadTime,
  })
  const found = code === 0 ? downloadedElectron() : undefined
  if (found === undefined) {
    const reason = output.trim().split('\n').at(0) ?? `exit code ${code}`
    mkdirSync(cacheFolder, { recursive: true })
    writeFileSync(failureStamp, JSON.stringify({ version: electronVersion(), reason }))
    say(`Electron could not be downloaded: ${reason}`)
  }
  return found
}

/** @returns {Promise<ElectronProgram>} */
export async function chooseElectron() {
  const here = chosenElectron() ?? downloadedElectron()
  if (here !== undefined) return here
  const repeat = !standInServes || !failedBefore()
  const downloaded = repeat ? await download() : undefined
  if (downloaded !== undefined) return downloaded
  const executable = join(standInFolder, 'electron')
  if (!standInServes || !existsSync(executable)) {
    throw new Obstacle(
      'Electron is not here and could not be downloaded: run `npx install-electron --no` where the network allows ' +
        'it (ELECTRON_MIRROR names another source), or set ELECTRON_OVERRIDE_DIST_PATH to a folder that holds it.',
    )
  }
  say('no Electron program here, using the stand-in (e2e/stand-in); to try again delete node_modules/.cache/gendan')
  return { kind: 'stand-in', folder: standInFolder, executable }
}

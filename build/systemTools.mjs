// @ts-check
// Programs of the operating system that the stand-in and the tests use.
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { Obstacle, run, say } from './run.mjs'

/**
 * @typedef {object} SystemTool
 * @property {string} debian name of the Debian package
 * @property {string} [command] what it puts on the path; a font or a Python module has none
 */

/** What a window of the stand-in needs. @type {SystemTool[]} */
export const windowTools = [{ debian: 'chromium', command: 'chromium' }, { debian: 'fonts-noto-cjk' }]

/** What the tests read papers and workbooks back with, and break the disk with. @type {SystemTool[]} */
export const testTools = [
  { debian: 'poppler-utils', command: 'pdftoppm' },
  { debian: 'libreoffice-calc', command: 'soffice' },
  { debian: 'python3-openpyxl' },
  { debian: 'strace', command: 'strace' },
]

/** @param {string} debianPackage */
async function isInstalled(debianPackage) {
  const { code, output } = await run('dpkg-query', ['-W', '-f=${db:Status-Status}', debianPackage], {
    quiet: true,
  })
  return code === 0 && output.trim() === 'installed'
}

/** @param {string} command */
function isOnPath(command) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, command)))
}

/** @param {SystemTool[]} tools */
async function missingDebianPackages(tools) {
  const missing = []
  for (const { debian } of tools) if (!(await isInstalled(debian))) missing.push(debian)
  return missing
}

/** @param {string[]} packages */
async function installDebianPackages(packages) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  say('reading the list of Debian packages (apt-get update)')
  const update = await run('apt-get', ['update', '-qq'], { env, quiet: true })
  if (update.code !== 0) throw new Obstacle(`apt-get update failed:\n${update.output}`)
  say(`installing Debian packages: ${packages.join(' ')}`)
  const args = ['install', '-y', '-qq', '--no-install-recommends', ...packages]
  const install = await run('apt-get', args, { env, quiet: true })
  if (install.code !== 0) throw new Obstacle(`apt-get install failed:\n${install.output}`)
}

/**
 * Makes sure the tools are there: on Debian they are installed when this is root, else named with the command
 * that gets them; on another Linux the missing commands are named. Windows and macOS have real Electron and
 * no such packages: a test that needs one fails there and says so.
 * @param {SystemTool[]} tools
 */
export async function ensureSystemTools(tools) {
  if (process.platform !== 'linux' || tools.length === 0) return
  if (!existsSync('/etc/debian_version')) {
    const missing = tools.flatMap(({ command }) => (command && !isOnPath(command) ? [command] : []))
    if (missing.length === 0) return
    throw new Obstacle(`missing programs: ${missing.join(', ')}. Install them with this system's package manager.`)
  }
  const missing = await missingDebianPackages(tools)
  if (missing.length === 0) return
  if (process.getuid?.() !== 0) {
    const names = missing.join(' ')
    throw new Obstacle(`missing Debian packages: sudo apt-get update && sudo apt-get install -y ${names}`)
  }
  await installDebianPackages(missing)
  const still = await missingDebianPackages(missing.map((debian) => ({ debian })))
  if (still.length > 0) throw new Obstacle(`apt-get said yes, but these are still missing: ${still.join(' ')}`)
}

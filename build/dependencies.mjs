// @ts-check
// node_modules, exactly as package-lock.json says.
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Obstacle, environment, onWindows, pinnedNode, root, run, say } from './run.mjs'

const lockFile = join(root, 'package-lock.json')
const modules = join(root, 'node_modules')
/** Holds the SHA-256 of the package-lock.json that node_modules was installed from. */
const stamp = join(modules, '.gendan-installed')

function lockHash() {
  return createHash('sha256').update(readFileSync(lockFile)).digest('hex')
}

/**
 * True when every package of package-lock.json lies in node_modules in its version (somebody ran `npm ci`
 * by hand): npm writes the list it installed to node_modules/.package-lock.json at the very end.
 */
function installedByHand() {
  const installedFile = join(modules, '.package-lock.json')
  if (!existsSync(installedFile)) return false
  const wanted = JSON.parse(readFileSync(lockFile, 'utf8')).packages
  const installed = JSON.parse(readFileSync(installedFile, 'utf8')).packages
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '') return true
    if (installed[path] === undefined) return entry.optional === true
    return installed[path].version === entry.version && existsSync(join(root, path))
  })
}

async function install() {
  say('installing the packages of package-lock.json (npm ci, a minute or two)')
  const { code } = await run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    env: environment({ local: false }),
    shell: onWindows,
  })
  if (code !== 0) {
    throw new Obstacle(`npm ci failed (exit code ${code}): see its lines above. Is the package registry in reach?`)
  }
}

/** Installs node_modules when it is missing, incomplete or from another package-lock.json. */
export async function ensureDependencies() {
  const hash = lockHash()
  const upToDate = existsSync(stamp) && readFileSync(stamp, 'utf8') === hash
  if (upToDate && existsSync(pinnedNode())) return
  if (!installedByHand()) await install()
  if (!existsSync(pinnedNode())) {
    throw new Obstacle(
      'node_modules has no Node 24: its install script did not run. Remove ignore-scripts from the npm settings, ' +
        'delete node_modules and start again.',
    )
  }
  writeFileSync(stamp, hash)
}

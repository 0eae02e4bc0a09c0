// @ts-check
// out/: the built app, made again only when a source is newer than what is there.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Obstacle, cacheFolder, root, runTool, say } from './run.mjs'

const sourceFolders = ['shared', 'electron', 'renderer']
const sourceFiles = [
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'build/electron.vite.config.ts',
  'build/pdfjsFiles.ts',
]
const builtFiles = ['out/main/main.js', 'out/preload/preload.cjs', 'out/renderer/index.html']
/** Holds the fingerprint of the sources that out/ was built from. */
const stamp = join(cacheFolder, 'built-from')

function fingerprint() {
  const hash = createHash('sha256')
  /** @param {string} path */
  const add = (path) => {
    const { size, mtimeMs } = statSync(join(root, path))
    hash.update(`${path} ${size} ${mtimeMs}\n`)
  }
  for (const file of sourceFiles) add(file)
  for (const folder of sourceFolders) {
    const names = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    for (const name of names.sort()) add(join(folder, name))
  }
  return hash.digest('hex')
}

/**
 * Builds the app whatever is there.
 * @param {import('./run.mjs').Environment} env
 * @param {{ quiet?: boolean }} [options]
 */
export async function build(env, { quiet = false } = {}) {
  const before = fingerprint()
  const args = ['build', '-c', 'build/electron.vite.config.ts', '--logLevel', 'warn']
  const result = await runTool('electron-vite', 'electron-vite', args, { env, quiet })
  if (result.code === 0) {
    const missing = builtFiles.filter((file) => !existsSync(join(root, file)))
    if (missing.length > 0) return { code: 1, output: `${result.output}not built: ${missing.join(', ')}\n` }
    mkdirSync(cacheFolder, { recursive: true })
    writeFileSync(stamp, before)
  }
  return result
}

/**
 * Builds the app when out/ is missing or older than its sources.
 * @param {import('./run.mjs').Environment} env
 */
export async function ensureBuilt(env) {
  const built = builtFiles.every((file) => existsSync(join(root, file)))
  if (built && existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint()) return
  say('building the app into out/')
  const { code, output } = await build(env, { quiet: true })
  if (code !== 0) throw new Obstacle(`the app could not be built:\n${output}`)
}

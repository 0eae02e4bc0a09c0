// @ts-check
// Packs the app: on Linux the unpacked folder, on Windows (or with --win) the installer for 64-bit Windows.
//   --win               the Windows installer
//   --stand-in          pack around the stand-in even where Electron is
//   --output <folder>   instead of dist/
import { join, relative, resolve } from 'node:path'
import { ensureBuilt } from './compile.mjs'
import { standInFolder } from './electronProgram.mjs'
import { Obstacle, onWindows, root, runTool, say, start } from './run.mjs'
import { ensure } from './setup.mjs'

/** @param {string[]} args */
function read(args) {
  const known = new Set(['--win', '--stand-in', '--output'])
  const at = args.indexOf('--output')
  const output = at === -1 ? 'dist' : args[at + 1]
  if (output === undefined) throw new Obstacle('--output wants a folder.')
  const strange = args.find((arg, index) => !known.has(arg) && (at === -1 || index !== at + 1))
  if (strange !== undefined) throw new Obstacle(`${strange} is not an option: ${[...known].join(', ')}.`)
  return {
    win: onWindows || args.includes('--win'),
    standIn: args.includes('--stand-in'),
    output: resolve(root, output),
  }
}

await start(async (args) => {
  const { win, standIn, output } = read(args)
  if (win && standIn) throw new Obstacle('the stand-in is a script for Unix: it cannot be packed for Windows.')
  const { env, electron } = await ensure()
  await ensureBuilt(env)
  const folder = standIn ? standInFolder : electron.folder
  const options = ['--config', 'build/electron-builder.yml', '--publish', 'never', `-c.directories.output=${output}`]
  // For another system than this one electron-builder fetches that system's Electron itself.
  if (win === onWindows) options.push(`-c.electronDist=${folder}`)
  const target = win ? ['--win', 'nsis', '--x64'] : ['--linux', 'dir']
  const { code } = await runTool('electron-builder', 'electron-builder', [...target, ...options], { env })
  if (code !== 0) throw new Obstacle(`electron-builder failed (exit code ${code}): see its lines above.`)
  const made = win ? join(output, 'gendan-*-setup-x64.exe') : join(output, 'linux-unpacked')
  say(`packed: ${relative(root, made) || made}`)
  return 0
})

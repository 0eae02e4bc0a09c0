// Runs the app's main script as Electron's executable would.
const fs = require('node:fs')
const path = require('node:path')
const { pathToFileURL } = require('node:url')
if (Number.parseInt(process.versions.node, 10) < 24) {
  process.stderr.write(`the stand-in needs Node 24 or newer, this is ${process.version}: set GENDAN_NODE\n`)
  process.exit(1)
}
require('./node-path.cjs')
require('./versions.cjs')
const { extract, readText } = require('./asar.cjs')
const { exe, args, resources, required, findApp } = require('./command-line.cjs')
const { setUserData } = require('./paths.cjs')
delete process.env.STAND_IN_EXE
process.argv = [exe, ...args] // Playwright's loader cuts its own switches out of this
process.argv0 = exe
process.execPath = exe
process.type = 'browser'
process.resourcesPath = resources

if (args.length === 1 && (args[0] === '--version' || args[0] === '-v')) {
  process.stdout.write(`v${process.versions.electron}\n`)
  process.exit(0)
}
const found = findApp()
if (!found.file) {
  process.stderr.write('Usage: electron <folder of the app>\n')
  process.exit(1)
}
if (!found.packaged) process.defaultApp = true

const isArchive = found.file.endsWith('.asar')
const isScript = !isArchive && fs.statSync(found.file).isFile()

/** @returns {{ name: string, productName?: string, version?: string, main?: string }} the app's package.json */
function readManifest() {
  if (isArchive) return JSON.parse(readText(found.file, 'package.json'))
  const file = path.join(isScript ? path.dirname(found.file) : found.file, 'package.json')
  return fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : { name: 'Electron' }
}

/** @returns {string} the folder the app can be run from */
function unpackedApp() {
  if (isScript) return path.dirname(found.file)
  if (!isArchive) return found.file
  const unpacked = path.join(temporaryFolder, 'app')
  extract(found.file, unpacked)
  return unpacked
}

const manifest = readManifest()
setUserData(manifest.productName ?? manifest.name)
require('./hooks.cjs')
const { temporaryFolder } = require('./temporary.cjs')
const { app, becomeReady } = require('./app.cjs') // Chromium starts here, the rest happens meanwhile
const folder = unpackedApp()
const main = isScript ? found.file : path.join(folder, manifest.main ?? 'index.js')

app.describe({ packaged: found.packaged, appPath: folder, manifest })
for (const script of required) require(script)

const loaded = import(pathToFileURL(main)).catch((error) => {
  console.error('App threw an error during load')
  console.error(error)
  process.exit(1)
})
becomeReady(loaded)

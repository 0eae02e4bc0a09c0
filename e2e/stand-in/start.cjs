// Runs the app's main script as Electron's executable would.
const fs = require('node:fs')
const path = require('node:path')
const { pathToFileURL } = require('node:url')
require('./node-path.cjs')
require('./versions.cjs')
const { exe, args, resources, required, findApp } = require('./command-line.cjs')
delete process.env.STAND_IN_EXE
process.argv = [exe, ...args] // Playwright's loader cuts its own switches out of this
process.argv0 = exe
process.execPath = exe
process.type = 'browser'
process.resourcesPath = resources

const found = findApp()
if (!found.file) {
  process.stderr.write('Usage: electron <folder of the app>\n')
  process.exit(1)
}
if (!found.packaged) process.defaultApp = true

require('./hooks.cjs')
const { temporaryFolder } = require('./chromium.cjs')
const { app, becomeReady } = require('./app.cjs')

/** @returns {string} the folder the app can be run from */
function unpackedApp(file) {
  if (!file.endsWith('.asar')) return fs.statSync(file).isDirectory() ? file : path.dirname(file)
  const folder = path.join(temporaryFolder, 'app')
  require('./asar.cjs').extract(file, folder)
  return folder
}

const folder = unpackedApp(found.file)
const manifestFile = path.join(folder, 'package.json')
const manifest = fs.existsSync(manifestFile) ? JSON.parse(fs.readFileSync(manifestFile, 'utf8')) : {}
const main = fs.existsSync(found.file) && fs.statSync(found.file).isFile() && !found.file.endsWith('.asar')
  ? found.file
  : path.join(folder, manifest.main ?? 'index.js')

app.describe({ packaged: found.packaged, appPath: folder, manifest })
for (const script of required) require(script)

const loaded = import(pathToFileURL(main)).catch((error) => {
  console.error('App threw an error during load')
  console.error(error)
  process.exit(1)
})
becomeReady(loaded)

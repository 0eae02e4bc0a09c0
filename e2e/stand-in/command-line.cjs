// What the stand-in was started with: the app's folder or the packaged app, and the switches.
const fs = require('node:fs')
const path = require('node:path')

const exe = process.env.STAND_IN_EXE ?? path.join(__dirname, 'electron')
const args = process.argv.slice(2)
const resources = path.join(path.dirname(exe), 'resources')

/** Scripts to load before the app (Playwright's loader comes this way). */
const required = args.flatMap((argument, index) => (args[index - 1] === '-r' ? [argument] : []))
const appArgument = args.find((argument, index) => !argument.startsWith('-') && args[index - 1] !== '-r')

/**
 * As Electron: packaged when the app lies in resources/ beside the executable, else the first argument.
 * @returns {{ packaged: boolean, file?: string }}
 */
function findApp() {
  for (const name of ['app.asar', 'app']) {
    const file = path.join(resources, name)
    if (fs.existsSync(file)) return { packaged: true, file }
  }
  return { packaged: false, file: appArgument && path.resolve(appArgument) }
}

/** @param {string} name @returns {string | undefined} the value of --name=value */
function switchValue(name) {
  const found = args.find((argument) => argument.startsWith(`--${name}=`))
  return found?.slice(name.length + 3)
}

module.exports = {
  exe,
  args,
  resources,
  required,
  findApp,
  switchValue,
  headless: !(process.env.DISPLAY || process.env.WAYLAND_DISPLAY) || args.includes('--headless'),
  underPlaywright: args.includes('--remote-debugging-port=0'),
}

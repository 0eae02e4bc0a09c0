// Finds and starts Chromium. It is told to stop in two ways: by command when the app quits, and by the end of
// its pipe when the app is killed. A shell around it removes the temporary folder in both cases.
const { spawn } = require('node:child_process')
const fs = require('node:fs')
const path = require('node:path')
const { Cdp } = require('./cdp.cjs')
const { args, headless, underPlaywright } = require('./command-line.cjs')
const temporary = require('./temporary.cjs')

/** @returns {string} the path of Chromium's executable */
function findChromium() {
  if (process.env.GENDAN_CHROMIUM) return process.env.GENDAN_CHROMIUM
  const folders = (process.env.PATH ?? '').split(path.delimiter)
  for (const name of ['chromium', 'chromium-browser', 'google-chrome']) {
    for (const folder of folders) {
      const file = path.join(folder, name)
      if (folder && fs.existsSync(file)) return file
    }
  }
  throw new Error('the stand-in needs Chromium: install "chromium", or set GENDAN_CHROMIUM to its path')
}

const executable = findChromium()
const common = [
  `--user-data-dir=${temporary.profile}`,
  ...(process.getuid?.() === 0 || args.includes('--no-sandbox') ? ['--no-sandbox'] : []),
  '--no-first-run',
  // With a display: no warning of the flags at the top of every window.
  ...(headless ? [] : ['--test-type']),
]
const flags = [
  ...common,
  '--remote-debugging-pipe',
  ...(underPlaywright ? ['--remote-debugging-port=0'] : []),
  headless ? '--headless=new' : '--keep-alive-for-test', // with a display: stay after the last window
  '--no-startup-window',
  '--no-default-browser-check',
  '--lang=zh-CN',
  '--accept-lang=zh-CN,zh',
  '--force-device-scale-factor=1',
  '--force-color-profile=srgb',
  // No network: pages are answered by the app; what gets past that goes to a proxy that is not there.
  '--proxy-server=http://127.0.0.1:9',
  '--proxy-bypass-list=<-loopback>',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-default-apps',
  '--disable-extensions',
  '--disable-breakpad',
  '--disable-crash-reporter',
  '--disable-search-engine-choice-screen',
  '--disable-features=HttpsUpgrades,HttpsFirstBalancedModeAutoEnable,Translate,MediaRouter,OptimizationHints,' +
    'PaintHolding,DestroyProfileOnBrowserClose,LensOverlay,AimEnabled,PreconnectToSearch,' +
    // Electron's windows have no address bar: its popup, a page of its own, would take half a second of processor time.
    'WebUIOmniboxAimPopup,WebUIOmniboxPopup,PreloadTopChromeWebUI',
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
  '--disable-hang-monitor',
  '--disable-gpu',
  ...(!headless && !process.env.DISPLAY ? ['--ozone-platform=wayland'] : []),
  '--password-store=basic',
]

// The shell cleans up when Chromium has ended and the app, its parent, has not lived to do it.
const shell = 'folder=$1; shift; "$@"; [ "$(cut -d " " -f 4 /proc/$$/stat)" = "$PPID" ] || rm -rf "$folder"'
temporary.prepareProfile()
const child = spawn('/bin/sh', ['-c', shell, 'sh', temporary.temporaryFolder, executable, ...flags], {
  stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
  detached: true, // its own group, for `chromium` is a shell script on Debian
})
const cdp = new Cdp(child.stdio[3], child.stdio[4])
const exited = new Promise((resolve) => child.once('exit', resolve))

let complaints = ''
let announced = false
child.stderr.on('data', (chunk) => {
  if (complaints.length < 20_000) complaints += chunk
  const line = announced ? null : complaints.match(/^DevTools listening on ws:\/\/.*\n/m)
  if (!line) return
  announced = true
  process.stderr.write(line[0]) // Playwright waits for this line
})

/** Resolves with Chromium's product text when it answers. */
const started = cdp.send('Browser.getVersion').then(
  ({ product }) => product,
  () => {
    if (stopping) return ''
    process.stderr.write(`Chromium did not start (${executable}):\n${complaints}\n`)
    process.exit(1)
  },
)

let running = false
void started.then(() => (running = true))
let stopping = false
/** Closes Chromium and waits until it is gone. @returns {Promise<void>} */
async function stopChromium() {
  stopping = true
  if (running) cdp.send('Browser.close').catch(() => {})
  else killChromium()
  const patience = setTimeout(killChromium, 3000)
  await exited
  clearTimeout(patience)
  if (running) temporary.keepLocalStorage()
}

function killChromium() {
  try {
    process.kill(-child.pid, 'SIGKILL')
  } catch (error) {
    if (error.code !== 'ESRCH') throw error
  }
}

process.on('exit', () => {
  if (child.exitCode === null && child.signalCode === null) killChromium()
  temporary.removeTemporaryFolder()
})
void exited.then(() => {
  if (stopping) return
  process.stderr.write(`Chromium is gone:\n${complaints}\n`)
  process.exit(1)
})

/** For a second start, which asks the running Chromium for a window without tabs. @param {string} address */
const flagsOfWindow = (address) => [...common, `--app=${address}`]

module.exports = { cdp, started, stopChromium, executable, flagsOfWindow }

// Finds and starts Chromium. It is told to stop in two ways: by command when the app quits, and by the end of
// its pipe when the app is killed. A shell around it removes the temporary folder in both cases.
const { spawn } = require('node:child_process')
const fs = require('node:fs')
const os = require('node:os')
const path = require('node:path')
const { Cdp } = require('./cdp.cjs')
const { args, headless, underPlaywright } = require('./command-line.cjs')

/** Holds Chromium's profile, and the unpacked app when it runs from an asar. */
const temporaryFolder = fs.mkdtempSync(path.join(os.tmpdir(), 'stand-in-'))

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

const profile = path.join(temporaryFolder, 'profile')
const executable = findChromium()
const common = [
  `--user-data-dir=${profile}`,
  ...(process.getuid?.() === 0 || args.includes('--no-sandbox') ? ['--no-sandbox'] : []),
  '--no-first-run',
]
const flags = [
  ...common,
  '--remote-debugging-pipe',
  ...(underPlaywright ? ['--remote-debugging-port=0'] : []),
  // With a display: stay after the last window, and do not warn of the flags at the top of every window.
  ...(headless ? ['--headless=new'] : ['--keep-alive-for-test', '--test-type']),
  '--no-startup-window',
  '--no-default-browser-check',
  '--lang=zh-CN',
  '--accept-lang=zh-CN,zh',
  '--force-device-scale-factor=1',
  '--force-color-profile=srgb',
  // No network: pages are answered by the app, a name or an address outside is refused.
  '--host-resolver-rules=MAP * ~NOTFOUND',
  '--no-proxy-server',
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
    'PaintHolding,DestroyProfileOnBrowserClose,LensOverlay,AimEnabled,PreconnectToSearch',
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
  '--disable-hang-monitor',
  '--disable-gpu',
  '--password-store=basic',
]

const shell = 'folder=$1; shift; "$@"; rm -rf "$folder"'
const child = spawn('/bin/sh', ['-c', shell, 'sh', temporaryFolder, executable, ...flags], {
  stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
  detached: true, // its own group, for `chromium` is a shell script on Debian
})
const cdp = new Cdp(child.stdio[3], child.stdio[4])
const exited = new Promise((resolve) => child.once('exit', resolve))

let complaints = ''
child.stderr.on('data', (chunk) => {
  const text = String(chunk)
  const line = text.match(/^DevTools listening on ws:\/\/.*$/m)
  if (line) process.stderr.write(line[0] + '\n') // Playwright waits for this line
  if (complaints.length < 4000) complaints += text
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
started.then(() => (running = true))
let stopping = false
/** Closes Chromium and waits until it and its folder are gone. @returns {Promise<void>} */
async function stopChromium() {
  stopping = true
  if (running) cdp.send('Browser.close').catch(() => {})
  else killChromium()
  const patience = setTimeout(killChromium, 3000)
  await exited
  clearTimeout(patience)
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
  fs.rmSync(temporaryFolder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 })
})
exited.then(() => {
  if (stopping) return
  process.stderr.write(`Chromium is gone:\n${complaints}\n`)
  process.exit(1)
})

/** For a second start, which asks the running Chromium for a window without tabs. @param {string} address */
const flagsOfWindow = (address) => [...common, `--app=${address}`]

module.exports = { cdp, started, stopChromium, temporaryFolder, executable, flagsOfWindow }

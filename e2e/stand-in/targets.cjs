// Chromium's pages: opening one for a window, and watching them come and go.
const { spawn } = require('node:child_process')
const { cdp, executable, flagsOfWindow } = require('./chromium.cjs')
const { headless } = require('./command-line.cjs')

/** Address of an app window that is on its way → what to do with its page */
const awaited = new Map()
let last = 0

/** With a display: a window without tabs and address line, which only a second start of Chromium can ask for. */
async function openAppWindow({ width, height }) {
  const address = `data:text/html,#window-${++last}`
  const page = new Promise((resolve) => awaited.set(address, resolve))
  spawn(executable, flagsOfWindow(address), { stdio: 'ignore' }).on('error', (error) => console.error(error))
  const targetId = await page
  const { windowId, bounds } = await cdp.send('Browser.getWindowForTarget', { targetId })
  const { sessionId } = await cdp.send('Target.attachToTarget', { targetId, flatten: true })
  const { result } = await cdp.send('Runtime.evaluate', { expression: 'outerHeight - innerHeight' }, sessionId)
  await cdp.send('Target.detachFromTarget', { sessionId })
  const frame = Math.max(0, result.value)
  await cdp.send('Browser.setWindowBounds', {
    windowId,
    bounds: { left: bounds.left, top: bounds.top, width, height: height + frame },
  })
  return targetId
}

/**
 * Opens a page for a window.
 * @param {{ width: number, height: number }} size of its content
 * @param {boolean} hidden whether the window is only worked with (a paper for printing), never shown
 * @returns {Promise<string>} its target
 */
async function openPage(size, hidden) {
  if (!headless && !hidden) return openAppWindow(size)
  // (DevTools' own `hidden` pages cannot be printed.)
  const shape = headless
    ? { newWindow: true, ...size }
    : { newWindow: true, background: true, windowState: 'minimized' }
  const { targetId } = await cdp.send('Target.createTarget', { url: 'about:blank', ...shape })
  return targetId
}

/**
 * Listens to the browser: pages that go, and pages that no BrowserWindow opened (a link with a target, a click with
 * Ctrl), which are closed.
 * @param {(targetId: string) => import('./contents.cjs').WebContents | undefined} find
 * @param {() => Promise<unknown>} openings settled when every window on its way knows its page
 */
function watchTargets(find, openings) {
  const closeForeign = async ({ targetId }) => {
    await openings()
    if (!find(targetId)) await cdp.send('Target.closeTarget', { targetId })
  }
  cdp.listen('', (method, params) => {
    if (method === 'Target.targetInfoChanged') find(params.targetInfo.targetId)?.titled(params.targetInfo)
    if (method === 'Target.targetDestroyed') find(params.targetId)?.vanished()
    if (method !== 'Target.targetCreated' || params.targetInfo.type !== 'page') return
    const { targetId, url } = params.targetInfo
    if (awaited.has(url)) {
      awaited.get(url)(targetId)
      awaited.delete(url)
    } else closeForeign(params.targetInfo).catch((error) => console.debug(error.message))
  })
  return cdp.send('Target.setDiscoverTargets', { discover: true })
}

module.exports = { openPage, watchTargets }

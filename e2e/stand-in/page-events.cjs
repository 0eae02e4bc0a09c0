// What Chromium tells about a page, as Electron's events of its webContents.
const { cdp } = require('./chromium.cjs')
const { answerRequest } = require('./requests.cjs')
const { toApp } = require('./schemes.cjs')
const { worldName } = require('./page-scripts.cjs')
const { headless, underPlaywright } = require('./command-line.cjs')

const levels = {
  log: 'info',
  info: 'info',
  warning: 'warning',
  error: 'error',
  debug: 'debug',
  verbose: 'debug',
  assert: 'error',
}
const textOf = (argument) =>
  String(argument.value ?? argument.unserializableValue ?? argument.description ?? argument.type)

/** One function for each DevTools event: (contents, parameters) */
const events = {
  'Runtime.executionContextCreated'(contents, { context }) {
    if (context.name === worldName && context.auxData.frameId === contents.frameId) contents.setPreloadWorld(context.id)
  },
  'Runtime.executionContextsCleared'(contents) {
    contents.setPreloadWorld(undefined)
  },
  'Runtime.bindingCalled'(contents, { payload, executionContextId }) {
    contents.receive(payload, executionContextId)
  },
  'Runtime.consoleAPICalled'(contents, { type, args, stackTrace }) {
    const { lineNumber = -1, url = '' } = stackTrace?.callFrames[0] ?? {}
    contents.consoleMessage(levels[type] ?? 'info', args.map(textOf).join(' '), lineNumber + 1, toApp(url))
  },
  'Runtime.exceptionThrown'(contents, { exceptionDetails }) {
    contents.reportException(exceptionDetails)
  },
  'Log.entryAdded'(contents, { entry }) {
    contents.consoleMessage(
      levels[entry.level] ?? 'info',
      entry.text,
      (entry.lineNumber ?? -1) + 1,
      toApp(entry.url ?? ''),
    )
  },
  'Fetch.requestPaused'(contents, paused) {
    answerRequest(contents, paused).catch((error) => contents.isDestroyed() || console.debug(error.message))
  },
  'Page.frameNavigated'(contents, { frame }) {
    if (frame.parentId) return
    contents.crashed = false
    const failed = frame.unreachableUrl
    contents.committedUrl = toApp(failed ?? frame.url + (frame.urlFragment ?? ''))
    if (failed) return
    if (contents.committedUrl !== 'about:blank') {
      contents.session
        .applyPermissions(contents, contents.mainFrame.origin, frame.securityOrigin)
        .catch((error) => console.error(error))
    }
    contents.emit('did-navigate', { sender: contents }, contents.committedUrl, 200, 'OK')
  },
  'Page.navigatedWithinDocument'(contents, { frameId, url }) {
    if (frameId !== contents.frameId) return
    contents.committedUrl = toApp(url)
    contents.emit('did-navigate-in-page', { sender: contents }, contents.committedUrl, true, 1, 1)
  },
  'Page.frameResized'(contents) {
    if (!headless && !underPlaywright) contents.resizedByUser().catch((error) => console.debug(error.message))
  },
  'Page.domContentEventFired'(contents) {
    contents.emit('dom-ready', { sender: contents })
  },
  'Page.loadEventFired'(contents) {
    if (contents.committedUrl && contents.committedUrl !== 'about:blank') contents.finishLoad()
  },
  'Page.windowOpen'(contents, { url, windowName, windowFeatures }) {
    contents.askToOpen(url, windowName, windowFeatures.join(','))
  },
  'Page.javascriptDialogOpening'(contents, { type }) {
    if (type === 'beforeunload') return answerBeforeUnload(contents)
    // Without a display and without Playwright nobody could answer: as if it were closed.
    if (headless && !underPlaywright) contents.cdp('Page.handleJavaScriptDialog', { accept: false }).catch(() => {})
  },
  'Inspector.targetCrashed'(contents) {
    contents.crashed = true
    contents.setPreloadWorld(undefined)
    const details = { reason: 'crashed', exitCode: 11 }
    contents.emit('render-process-gone', { sender: contents }, details)
    require('./lifecycle.cjs').lifecycle.app.emit('render-process-gone', { sender: contents }, contents, details)
  },
}

/** A page that refuses to be closed stays, unless the app decides otherwise (will-prevent-unload). */
function answerBeforeUnload(contents) {
  const event = {
    defaultPrevented: false,
    preventDefault() {
      this.defaultPrevented = true
    },
  }
  contents.emit('will-prevent-unload', event)
  contents.cdp('Page.handleJavaScriptDialog', { accept: event.defaultPrevented }).catch(() => {})
  if (!event.defaultPrevented) contents.emit('-close-refused')
}

/** Listens to a page's session. @param {import('./contents.cjs').WebContents} contents */
function attach(contents) {
  cdp.listen(contents.sessionId, (method, params) => events[method]?.(contents, params))
}

module.exports = { attach }

// Every request of a page ends here: navigation events, webRequest, then the app's protocol handler. What no
// handler answers is refused, for the app has no network.
const { protocolHandlers, defaultSession } = require('./session.cjs')
const { schemes, toApp, toChromium, headerToChromium } = require('./schemes.cjs')

let lastRequest = 0

const resourceTypes = {
  Stylesheet: 'stylesheet',
  Script: 'script',
  Image: 'image',
  Font: 'font',
  XHR: 'xhr',
  Fetch: 'xhr',
  Ping: 'ping',
  CSPViolationReport: 'cspReport',
  Media: 'media',
  WebSocket: 'webSocket',
}

function resourceType(paused, contents) {
  if (paused.resourceType !== 'Document') return resourceTypes[paused.resourceType] ?? 'other'
  return paused.frameId === contents.frameId ? 'mainFrame' : 'subFrame'
}

/** @returns {Request} the request as the app's protocol handler sees it */
function makeRequest(url, { method, headers, postDataEntries }) {
  const mapped = new Headers()
  for (const [name, value] of Object.entries(headers)) {
    mapped.set(name, /^(origin|referer)$/i.test(name) ? toApp(value) : value)
  }
  const body = postDataEntries?.length
    ? Buffer.concat(postDataEntries.map(({ bytes }) => Buffer.from(bytes ?? '', 'base64')))
    : undefined
  const options = { method, headers: mapped }
  return new Request(url, body ? { ...options, body } : options)
}

/** @param {Response} response @returns {Promise<object>} the fields of Fetch.fulfillRequest */
async function makeAnswer(response) {
  if (!(response instanceof Response)) throw new TypeError('protocol.handle: the handler must answer a Response')
  if (response.type === 'error') throw new Error('protocol.handle: the handler answered Response.error()')
  const body = Buffer.from(await response.arrayBuffer()).toString('base64')
  const responseHeaders = [...response.headers].map(([name, value]) => ({
    name,
    value: headerToChromium(value),
  }))
  return {
    responseCode: response.status,
    responsePhrase: response.statusText || undefined,
    responseHeaders,
    body,
  }
}

/** Emits the navigation events of a document request. @returns {boolean} whether the app lets it go on */
function mayNavigate(contents, paused, url) {
  const isMainFrame = paused.frameId === contents.frameId
  if (isMainFrame && contents.startsItself(paused.request.url)) return true
  const event = {
    url,
    isMainFrame,
    isSameDocument: false,
    frame: isMainFrame ? contents.mainFrame : null,
    initiator: contents.mainFrame,
    sender: contents,
    defaultPrevented: false,
    preventDefault() {
      this.defaultPrevented = true
    },
  }
  if (paused.redirectedRequestId) {
    contents.emit('will-redirect', event, url, false, isMainFrame)
  } else {
    contents.emit('will-frame-navigate', event)
    if (isMainFrame) contents.emit('will-navigate', event, url)
  }
  return !event.defaultPrevented
}

/** Electron's details of a request, for webRequest.onBeforeRequest. */
function detailsOf(contents, paused, url) {
  const entries = paused.request.postDataEntries ?? []
  return {
    id: ++lastRequest,
    url,
    method: paused.request.method,
    webContentsId: contents.id,
    webContents: contents,
    frame: paused.frameId === contents.frameId ? contents.mainFrame : null,
    resourceType: resourceType(paused, contents),
    referrer: toApp(paused.request.headers.Referer ?? ''),
    timestamp: Date.now(),
    uploadData: entries.map(({ bytes }) => ({ type: 'rawData', bytes: Buffer.from(bytes ?? '', 'base64') })),
  }
}

/**
 * Decides about one paused request.
 * @returns {Promise<{ fail?: string, fulfill?: object, proceed?: boolean }>}
 */
async function decide(contents, paused) {
  const chromiumUrl = paused.request.url + (paused.request.urlFragment ?? '')
  const url = toApp(chromiumUrl)
  // Chromium's own wish: Electron asks for no icon.
  if (paused.resourceType === 'Other' && new URL(chromiumUrl).pathname === '/favicon.ico') return { fail: 'Aborted' }
  if (paused.resourceType === 'Document' && !mayNavigate(contents, paused, url)) return { fail: 'Aborted' }
  const { cancel, redirectURL } = await defaultSession.webRequest.ask(detailsOf(contents, paused, url))
  if (cancel) return { fail: 'BlockedByClient' }
  if (redirectURL) {
    return {
      fulfill: { responseCode: 307, responseHeaders: [{ name: 'Location', value: toChromium(redirectURL) }] },
    }
  }
  const scheme = url.slice(0, url.indexOf(':'))
  const handler = protocolHandlers.get(scheme)
  if (handler) return { fulfill: await makeAnswer(await handler(makeRequest(url, paused.request))) }
  if (scheme === 'file' && contents.allowsFiles) return { proceed: true }
  return { fail: schemes.has(scheme) ? 'Failed' : 'InternetDisconnected' }
}

/**
 * Answers Fetch.requestPaused.
 * @param {import('./contents.cjs').WebContents} contents
 * @param {any} paused the event's parameters
 */
async function answerRequest(contents, paused) {
  const { requestId } = paused
  let answer
  try {
    answer = await decide(contents, paused)
  } catch (error) {
    console.error(`The request for ${toApp(paused.request.url)} failed:`, error)
    answer = { fail: 'Failed' }
  }
  if (answer.fulfill) await contents.cdp('Fetch.fulfillRequest', { requestId, ...answer.fulfill })
  else if (answer.proceed) await contents.cdp('Fetch.continueRequest', { requestId })
  else await contents.cdp('Fetch.failRequest', { requestId, errorReason: answer.fail })
}

module.exports = { answerRequest }

// @ts-check
// The least an Electron app with a React page can be: what `start-to-today` is compared with.
import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { app, BrowserWindow, protocol } from 'electron'

const folder = join(import.meta.dirname, 'page')
/** @type {Record<string, string>} */
const types = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8' }

protocol.registerSchemesAsPrivileged([
  { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
])
void app.whenReady().then(async () => {
  protocol.handle('app', async (request) => {
    const { pathname } = new URL(request.url)
    const bytes = await readFile(join(folder, pathname))
    return new Response(new Uint8Array(bytes), {
      headers: { 'content-type': types[extname(pathname)] ?? 'text/plain' },
    })
  })
  const window = new BrowserWindow({ webPreferences: { sandbox: true, contextIsolation: true } })
  await window.loadURL('app://empty/index.html')
})

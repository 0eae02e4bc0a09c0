// The stand-in's own facts: what it answers as Electron does, and what it refuses as Electron does.
import type { ElectronApplication, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launch, removeWork, until } from './launch.ts'

afterAll(removeWork)

describe('an app on the stand-in', () => {
  let app: ElectronApplication
  let page: Page
  const events = () => app.evaluate(() => globalThis.fixture.seen.events)

  beforeAll(async () => {
    app = await launch('main')
    page = await app.firstWindow()
    await page.waitForFunction(() => document.querySelector('#state')?.textContent === 'object')
  })
  afterAll(() => app.close())

  it('opens a window whose content is exactly 1366×768', async () => {
    const size = await page.evaluate(() => [
      innerWidth,
      innerHeight,
      devicePixelRatio,
      isSecureContext,
      navigator.language,
    ])
    expect(size).toEqual([1366, 768, 1, true, 'zh-CN'])
  })

  it("answers the scheme's requests with the handler's headers, which Chromium enforces", async () => {
    const facts = await page.evaluate(async () => {
      const echo = await fetch('/echo', { method: 'POST', body: '送货单', headers: { 'x-kind': 'note' } })
      const index = await fetch('/index.html')
      return [
        await echo.json(),
        index.headers.get('x-fixture'),
        window.inlineRan,
        await fetch('/forbidden').then(
          () => 'answered',
          () => 'refused',
        ),
        await fetch('https://example.com/').then(
          () => 'answered',
          () => 'refused',
        ),
      ]
    })
    expect(facts).toEqual([{ host: 'gendan', body: '送货单', kind: 'note' }, 'yes', undefined, 'refused', 'refused'])
    const said = await app.evaluate(() => globalThis.fixture.seen.console)
    expect(said.some(([level, message]) => level === 'error' && message.includes('Content Security Policy'))).toBe(true)
    expect(await events()).toContainEqual(['cancelled', 'app://gendan/forbidden'])
  })

  it('asks before a page navigates away or opens a window', async () => {
    expect(await page.evaluate(() => window.open('https://example.com/x') === null)).toBe(true)
    await page.click('#link', { noWaitAfter: true })
    await until(() => false, 300)
    expect(await events()).toEqual(
      expect.arrayContaining([
        ['open', 'https://example.com/x'],
        ['will-navigate', 'https://example.com/'],
      ]),
    )
    expect(await page.evaluate(() => [location.pathname, typeof window.bridge])).toEqual(['/index.html', 'object'])
    expect(app.windows()).toHaveLength(1)
  })

  it('denies permissions that the app denies', async () => {
    const states = await page.evaluate(async () => {
      const names = ['geolocation', 'notifications', 'camera'] as PermissionName[]
      return Promise.all(names.map(async (name) => (await navigator.permissions.query({ name })).state))
    })
    expect(states).toEqual(['denied', 'denied', 'denied'])
  })

  it('prints a PDF of the paper that the style sheet names', async () => {
    const pdf = await app.evaluate(async ({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents
      const sizes = await Promise.all([
        contents?.printToPDF({ preferCSSPageSize: true }),
        contents?.printToPDF({
          pageSize: { width: 241 / 25.4, height: 139.7 / 25.4 },
          margins: { top: 0, bottom: 0, left: 0, right: 0 },
        }),
        contents?.printToPDF({ pageSize: 'A4', landscape: true }),
      ])
      return sizes.map((bytes) =>
        /MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/
          .exec(bytes?.toString('latin1') ?? '')
          ?.slice(1)
          .map(Number),
      )
    })
    const millimetres = pdf.map((size) => size?.map((points) => Math.round((points / 72) * 254) / 10))
    // A few tenths off: Chromium lays pages out in whole CSS pixels.
    const near = (size: number[] | undefined, wanted: number[]) =>
      wanted.every((length, index) => Math.abs((size?.[index] ?? 0) - length) <= 0.4)
    const wanted = [
      [241, 139.7],
      [241, 139.7],
      [297, 210],
    ]
    expect(millimetres.map((size, index) => near(size, wanted[index]!) || size)).toEqual([true, true, true])
    await expect(
      app.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()[0]?.webContents.printToPDF({ pageSize: 'A9' as 'A4' }),
      ),
    ).rejects.toThrow('Invalid pageSize A9')
  })

  it('has no printer, and checks the options before it says so', async () => {
    const said = await app.evaluate(async ({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]!.webContents
      let refused = ''
      try {
        contents.print({ pageSize: { width: 100, height: 100 } })
      } catch (error) {
        refused = (error as Error).message
      }
      const answer = await new Promise((resolve) => contents.print({ silent: true }, (...values) => resolve(values)))
      return [refused, answer, await contents.getPrintersAsync()]
    })
    expect(said).toEqual([
      'height and width properties must be minimum 352 microns.',
      [false, 'No printers available on the network'],
      [],
    ])
  })

  it('runs a utility process: messages, arguments, a crash', async () => {
    const said = await app.evaluate(async ({ utilityProcess, app: own }) => {
      const child = utilityProcess.fork(`${own.getAppPath()}/child.mjs`, ['--kind=import'], {
        serviceName: 'import',
        stdio: 'ignore',
      })
      const once = (name: 'message' | 'exit') => new Promise<unknown>((resolve) => child.once(name as 'exit', resolve))
      const answer = once('message')
      child.postMessage({ rows: new Map([[1, new Uint8Array([9])]]), big: 5n })
      const { got, type, argv } = (await answer) as {
        got: { rows: Map<number, Uint8Array>; big: bigint }
        type: string
        argv: string[]
      }
      let refused = ''
      try {
        child.postMessage(() => 1)
      } catch (error) {
        refused = (error as Error).message
      }
      const exit = once('exit')
      child.postMessage('exit')
      return [got.rows.get(1)?.[0], got.big === 5n, type, argv, refused, await exit, child.pid]
    })
    expect(said).toEqual([9, true, 'utility', ['--kind=import'], 'An object could not be cloned.', 3, undefined])
  })

  it('runs better-sqlite3 in a worker thread of main', async () => {
    expect(await page.evaluate(() => window.bridge.invoke('in-worker'))).toBe(42)
  })

  it('names what it does not have', async () => {
    const messages = await app.evaluate((electron) =>
      [
        () => electron.globalShortcut.register('F1', () => undefined),
        () => electron.app.setBadgeCount(1),
        () => electron.BrowserWindow.getAllWindows()[0]?.capturePage(),
        () => new electron.Notification(),
        () => new electron.BrowserWindow({ webPreferences: { sandbox: false } }),
        () => new electron.BrowserWindow({ webPreferences: { contextIsolation: false } }),
      ].map((run) => {
        try {
          void run()
          return 'accepted'
        } catch (error) {
          return (error as Error).message
        }
      }),
    )
    expect(messages).toEqual([
      'the stand-in has no electron.globalShortcut.register',
      'the stand-in has no app.setBadgeCount',
      'the stand-in has no BrowserWindow.capturePage',
      'the stand-in has no electron.Notification',
      'the stand-in opens only sandboxed, isolated windows: sandbox: false is refused',
      'the stand-in opens only sandboxed, isolated windows: contextIsolation: false is refused',
    ])
  })

  it('lets tests type, look, and answer dialogs', async () => {
    await page.focus('#field')
    await page.keyboard.type('maochang 茂昌')
    expect(await page.inputValue('#field')).toBe('maochang 茂昌')
    const picture = await page.screenshot()
    expect([picture.readUInt32BE(16), picture.readUInt32BE(20)]).toEqual([1366, 768])
    expect(await app.evaluate(({ dialog }) => dialog.showSaveDialog({}))).toEqual({
      canceled: true,
      filePath: '',
    })
    await app.evaluate(({ dialog }) => {
      dialog.showSaveDialog = async () => ({ canceled: false, filePath: 'statement.xlsx' })
    })
    expect(await app.evaluate(({ dialog }) => dialog.showSaveDialog({}))).toEqual({
      canceled: false,
      filePath: 'statement.xlsx',
    })
  })

  it('zooms as a browser does: fewer, larger pixels', async () => {
    const zoom = (factor: number) =>
      app.evaluate(
        ({ BrowserWindow }, wanted) => BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(wanted),
        factor,
      )
    await zoom(1.25)
    await page.waitForFunction(() => devicePixelRatio === 1.25)
    expect(await page.evaluate(() => [innerWidth, innerHeight])).toEqual([1093, 614])
    await zoom(1)
  })

  it('tells of a crashed page, and loads it again', async () => {
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer())
    const gone = () => app.evaluate(() => globalThis.fixture.seen.gone)
    for (let turn = 0; turn < 50 && (await gone()) === null; turn++)
      await new Promise((resolve) => setTimeout(resolve, 50))
    expect(await gone()).toBe('crashed')
    const again = await app.evaluate(async ({ BrowserWindow }) => {
      const window = BrowserWindow.getAllWindows()[0]!
      await window.loadURL('app://gendan/index.html')
      return window.webContents.executeJavaScript('window.bridge.invoke("echo", new Date(7))')
    })
    expect(again).toEqual(new Date(7))
  })
})

// The stand-in's own facts: what it answers as Electron does, and what it refuses as Electron does.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { _electron, type ElectronApplication, type Page } from 'playwright'

const here = import.meta.dirname
const fixture = path.join(here, 'fixture')
const work = mkdtempSync(path.join(tmpdir(), 'gendan-stand-in-'))
/** Where the stand-in may leave something: a folder of our own, for others may be running. */
const temporary = path.join(work, 'tmp')
mkdirSync(temporary)

interface Bridge {
  invoke(channel: string, ...values: unknown[]): Promise<unknown>
  on(channel: string, listener: (value: unknown) => void): () => void
  ask(): void
  twice(call: (value: number) => number): number
  same(value: unknown): unknown
  fails(): void
  facts: Record<string, unknown>
}
declare global {
  interface Window {
    bridge: Bridge
    inlineRan?: boolean
    onlyHere?: unknown
    standInPost?: unknown
  }
  var fixture: { seen: { events: unknown[]; requests: unknown[]; console: [string, string][]; last: unknown; gone: unknown } }
}

function launch(name: string, args: string[] = [], env: Record<string, string> = {}): Promise<ElectronApplication> {
  process.env.ELECTRON_OVERRIDE_DIST_PATH = here
  return _electron.launch({
    args: [fixture, `--user-data-dir=${path.join(work, name)}`, ...args],
    env: { ...(process.env as Record<string, string>), TMPDIR: temporary, DISPLAY: '', ...env },
  })
}

/** Command lines of this machine's processes, without those that only wait to be counted by init. */
function processes(): string[] {
  return execFileSync('ps', ['-eo', 'pid=,ppid=,stat=,args='], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => !/^\s*\d+\s+\d+\s+Z/.test(line))
}

const leftovers = () => readdirSync(temporary)

async function until(fact: () => boolean, patience = 8000): Promise<boolean> {
  for (const end = Date.now() + patience; Date.now() < end; ) {
    if (fact()) return true
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return fact()
}

afterAll(() => rmSync(work, { recursive: true, force: true }))

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
    const size = await page.evaluate(() => [innerWidth, innerHeight, devicePixelRatio, isSecureContext, navigator.language])
    expect(size).toEqual([1366, 768, 1, true, 'zh-CN'])
  })

  it('tells main the address of the scheme, not of Chromium', async () => {
    expect(await page.evaluate(() => window.bridge.invoke('sender'))).toEqual({
      url: 'app://gendan/index.html',
      origin: 'app://gendan',
      own: true,
      contents: 'app://gendan/index.html',
    })
  })

  it('carries every cloneable type to main and back', async () => {
    const same = await page.evaluate(async () => {
      const shared = { piece: 1 }
      const value = {
        bytes: new Uint8Array([0, 255, 7]), floats: new Float64Array([0.1, -0]), buffer: new ArrayBuffer(3),
        at: new Date(86_400_000), never: new Date(NaN), map: new Map<unknown, unknown>([[{ a: 1 }, new Set([1n])]]),
        gap: [1, , 3], nothing: undefined, empty: null, nan: NaN, minus: -0, far: Infinity, big: 2n ** 70n,
        pattern: /订单/giu, text: '\ud800 茂昌 \0', shared, again: shared, error: new RangeError('x'), wrapped: Object('s'),
        ['__proto__x']: 1,
      }
      const back = (await window.bridge.invoke('echo', value)) as typeof value
      const [[key, inner]] = back.map as unknown as [[{ a: number }, Set<bigint>]]
      return [
        back.bytes instanceof Uint8Array && back.bytes[1] === 255, back.floats[0] === 0.1 && Object.is(back.floats[1], -0),
        back.buffer.byteLength === 3, back.at.getTime() === 86_400_000, Number.isNaN(back.never.getTime()),
        key.a === 1 && inner.has(1n), !(1 in back.gap) && back.gap.length === 3, 'nothing' in back && back.nothing === undefined,
        back.empty === null, Number.isNaN(back.nan), Object.is(back.minus, -0), back.far === Infinity, back.big === 2n ** 70n,
        String(back.pattern) === '/订单/giu', back.text === value.text, back.shared === back.again,
        back.error instanceof Error && back.error.message === 'x', typeof back.wrapped === 'object',
      ]
    })
    expect(same).toEqual(same.map(() => true))
    expect(await app.evaluate(() => (globalThis.fixture.seen.last as { at: Date }).at instanceof Date)).toBe(true)
  })

  it("refuses what cannot be cloned, in Electron's words", async () => {
    const messages = await page.evaluate(async () => {
      const said = (run: () => unknown) => Promise.resolve().then(run).then(() => 'accepted', (error: Error) => error.message)
      return [
        await said(() => window.bridge.invoke('echo', () => 1)),
        await said(() => window.bridge.invoke('echo', Symbol('s'))),
        await said(() => window.bridge.invoke('echo', new WeakMap())),
        await said(() => window.bridge.invoke('echo', document.body)),
        await said(() => window.bridge.invoke('echo', new Blob(['x']))),
        await said(() => window.bridge.invoke('answer-function')),
      ]
    })
    expect(messages).toEqual([
      ...Array<string>(5).fill('An object could not be cloned.'),
      "Error invoking remote method 'answer-function': Error: An object could not be cloned.",
    ])
    await expect(
      app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.send('x', () => 1)),
    ).rejects.toThrow('An object could not be cloned.')
  })

  it('passes errors of a handler as text, and names an unknown channel', async () => {
    const messages = await page.evaluate(() =>
      Promise.all(['refuse', 'nobody'].map((channel) => window.bridge.invoke(channel).catch((error: Error) => error.message))),
    )
    expect(messages).toEqual([
      "Error invoking remote method 'refuse': RangeError: 缺订金到账确认",
      "Error invoking remote method 'nobody': Error: No handler registered for 'nobody'",
    ])
  })

  it('keeps the preload in a world of its own, without Node', async () => {
    const facts = await page.evaluate(() => ({
      ...window.bridge.facts,
      leaked: [typeof window.onlyHere, typeof window.standInPost, 'require' in window, 'process' in window],
      frozen: Object.isFrozen(window.bridge) && Object.isFrozen(window.bridge.facts),
      fixed: Object.getOwnPropertyDescriptor(window, 'bridge')?.configurable,
    }))
    expect(facts).toEqual({
      fs: 'module not found: node:fs',
      sendSync: 'the stand-in has no ipcRenderer.sendSync',
      webUtils: 'the stand-in has no webUtils.getPathForFile',
      again: 'Cannot bind an API on top of an existing property on the window object',
      desk: ['--desk=3'],
      hidden: ['secret'],
      leaked: ['undefined', 'undefined', false, false],
      frozen: true,
      fixed: false,
    })
  })

  it('proxies functions and copies values over the context bridge', async () => {
    const answers = await page.evaluate(() => {
      const given = { a: new Map([[1, new Date(5)]]) }
      const back = window.bridge.same(given) as typeof given
      const call = () => 1
      let message = ''
      try {
        window.bridge.fails()
      } catch (error) {
        message = `${(error as Error).name}: ${(error as Error).message}`
      }
      return [window.bridge.twice((value) => value + 10), back !== given, back.a.get(1)?.getTime(), window.bridge.same(call) === call, message]
    })
    expect(answers).toEqual([21, true, 5, true, 'Error: no fax'])
  })

  it('sends events to the page until it stops listening', async () => {
    const heard = await page.evaluate(async () => {
      const values: unknown[] = []
      const next = () => new Promise<void>((resolve) => {
        const stop = window.bridge.on('changed', (value) => {
          values.push(value)
          stop()
          resolve()
        })
        window.bridge.ask()
      })
      await next()
      await next()
      return values.map((value) => [...(value as { rows: Set<number> }).rows, (value as { at: Date }).at.getTime()])
    })
    expect(heard).toEqual([[1, 2, 0], [1, 2, 0]])
  })

  it("answers the scheme's requests with the handler's headers, which Chromium enforces", async () => {
    const facts = await page.evaluate(async () => {
      const echo = await fetch('/echo', { method: 'POST', body: '送货单', headers: { 'x-kind': 'note' } })
      const index = await fetch('/index.html')
      return [
        await echo.json(), index.headers.get('x-fixture'), window.inlineRan,
        await fetch('/forbidden').then(() => 'answered', () => 'refused'),
        await fetch('https://example.com/').then(() => 'answered', () => 'refused'),
      ]
    })
    expect(facts).toEqual([{ host: 'gendan', body: '送货单', kind: 'note' }, 'yes', undefined, 'refused', 'refused'])
    const said = await app.evaluate(() => globalThis.fixture.seen.console)
    expect(said.some(([level, message]) => level === 'error' && message.includes('Content Security Policy'))).toBe(true)
    expect(await events()).toContainEqual(['cancelled', 'app://gendan/forbidden'])
  })

  it('asks before a page navigates away or opens a window', async () => {
    expect(await page.evaluate(() => String(window.open('https://example.com/x')))).toBe('null')
    await page.click('#link', { noWaitAfter: true })
    await until(() => false, 300)
    expect(await events()).toEqual(
      expect.arrayContaining([['open', 'https://example.com/x'], ['will-navigate', 'https://example.com/']]),
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
        contents?.printToPDF({ pageSize: { width: 241 / 25.4, height: 139.7 / 25.4 }, margins: { top: 0, bottom: 0, left: 0, right: 0 } }),
        contents?.printToPDF({ pageSize: 'A4', landscape: true }),
      ])
      return sizes.map((bytes) => /MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(bytes?.toString('latin1') ?? '')?.slice(1).map(Number))
    })
    const millimetres = pdf.map((size) => size?.map((points) => Math.round((points / 72) * 254) / 10))
    // A few tenths off: Chromium lays pages out in whole CSS pixels.
    const near = (size: number[] | undefined, wanted: number[]) =>
      wanted.every((length, index) => Math.abs((size?.[index] ?? 0) - length) <= 0.4)
    const wanted = [[241, 139.7], [241, 139.7], [297, 210]]
    expect(millimetres.map((size, index) => near(size, wanted[index]!) || size)).toEqual([true, true, true])
    await expect(
      app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.printToPDF({ pageSize: 'A9' as 'A4' })),
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
      const child = utilityProcess.fork(`${own.getAppPath()}/child.mjs`, ['--kind=import'], { serviceName: 'import', stdio: 'ignore' })
      const once = (name: 'message' | 'exit') => new Promise<unknown>((resolve) => child.once(name as 'exit', resolve))
      const answer = once('message')
      child.postMessage({ rows: new Map([[1, new Uint8Array([9])]]), big: 5n })
      const { got, type, argv } = (await answer) as { got: { rows: Map<number, Uint8Array>; big: bigint }; type: string; argv: string[] }
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
          run()
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
    expect(await app.evaluate(({ dialog }) => dialog.showSaveDialog({}))).toEqual({ canceled: true, filePath: '' })
    await app.evaluate(({ dialog }) => {
      dialog.showSaveDialog = async () => ({ canceled: false, filePath: 'statement.xlsx' })
    })
    expect(await app.evaluate(({ dialog }) => dialog.showSaveDialog({}))).toEqual({ canceled: false, filePath: 'statement.xlsx' })
  })

  it('zooms as a browser does: fewer, larger pixels', async () => {
    const zoom = (factor: number) => app.evaluate(({ BrowserWindow }, wanted) => BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(wanted), factor)
    await zoom(1.25)
    await page.waitForFunction(() => devicePixelRatio === 1.25)
    expect(await page.evaluate(() => [innerWidth, innerHeight])).toEqual([1093, 614])
    await zoom(1)
  })

  it('tells of a crashed page, and loads it again', async () => {
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer())
    const gone = () => app.evaluate(() => globalThis.fixture.seen.gone)
    for (let turn = 0; turn < 50 && (await gone()) === null; turn++) await new Promise((resolve) => setTimeout(resolve, 50))
    expect(await gone()).toBe('crashed')
    const again = await app.evaluate(async ({ BrowserWindow }) => {
      const window = BrowserWindow.getAllWindows()[0]!
      await window.loadURL('app://gendan/index.html')
      return window.webContents.executeJavaScript('window.bridge.invoke("echo", new Date(7))')
    })
    expect(again).toEqual(new Date(7))
  })
})

describe('the life of an app on the stand-in', () => {
  it('closes several times in a row and leaves nothing behind', async () => {
    const before = leftovers()
    for (const turn of [1, 2]) {
      const log = path.join(work, `events-${turn}.json`)
      const app = await launch(`turn-${turn}`, [], { FIXTURE_LOG: log })
      await app.firstWindow()
      const pid = app.process().pid
      await app.close()
      expect(JSON.parse(readFileSync(log, 'utf8'))).toEqual(['before-quit', 'closed', 'will-quit'])
      expect(processes().filter((line) => line.includes(path.join(work, `turn-${turn}`)) || line.startsWith(`${pid} `))).toEqual([])
    }
    expect(leftovers()).toEqual(before)
  })

  it('lets a window refuse to be closed', async () => {
    const app = await launch('close')
    const page = await app.firstWindow()
    const open = await app.evaluate(async ({ BrowserWindow }) => {
      const window = BrowserWindow.getAllWindows()[0]!
      window.once('close', (event) => event.preventDefault())
      window.close()
      return window.isDestroyed()
    })
    expect(open).toBe(false)
    const closed = page.waitForEvent('close')
    await app.evaluate(({ app: own, BrowserWindow }) => {
      own.on('window-all-closed', () => undefined)
      BrowserWindow.getAllWindows()[0]?.close()
    })
    await closed
    expect(await app.evaluate(async ({ BrowserWindow }) => {
      while (BrowserWindow.getAllWindows().length > 0) await new Promise((resolve) => setTimeout(resolve, 20))
      return 'all closed'
    })).toBe('all closed')
    await app.close()
  })

  it('takes Chromium, utility processes and its folder with it when it is killed', async () => {
    const before = leftovers()
    const app = await launch('killed')
    await app.firstWindow()
    const child = await app.evaluate(({ utilityProcess, app: own }) => {
      const started = utilityProcess.fork(`${own.getAppPath()}/child.mjs`, [], { stdio: 'ignore' })
      started.postMessage('hang')
      return new Promise<number>((resolve) => started.once('spawn', () => resolve(started.pid!)))
    })
    const folder = leftovers().find((name) => !before.includes(name))!
    process.kill(app.process().pid!, 'SIGKILL')
    const gone = () => !processes().some((line) => line.includes(folder) || line.trim().startsWith(`${child} `)) && !existsSync(path.join(temporary, folder))
    expect(await until(gone)).toBe(true)
  })

  it('tells the first instance of a second, which does not start', async () => {
    const app = await launch('single', ['--single'])
    await app.firstWindow()
    const args = [fixture, `--user-data-dir=${path.join(work, 'single')}`, '--single', '--second']
    execFileSync(path.join(here, 'electron'), args, { timeout: 20_000, env: { ...process.env, TMPDIR: temporary, DISPLAY: '' } })
    const events = await app.evaluate(() => globalThis.fixture.seen.events)
    expect(events).toEqual([['second-instance', '--second', 2]])
    await app.close()
  })
})

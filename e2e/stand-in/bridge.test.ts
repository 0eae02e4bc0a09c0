// What crosses between a page, its preload and main: everything that Electron clones, nothing else.
import type { ElectronApplication, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launch, removeWork } from './launch.ts'

afterAll(removeWork)

describe('the bridge of the stand-in', () => {
  let app: ElectronApplication
  let page: Page

  beforeAll(async () => {
    app = await launch('main')
    page = await app.firstWindow()
    await page.waitForFunction(() => document.querySelector('#state')?.textContent === 'object')
  })
  afterAll(() => app.close())

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
        bytes: new Uint8Array([0, 255, 7]),
        floats: new Float64Array([0.1, -0]),
        buffer: new ArrayBuffer(3),
        at: new Date(86_400_000),
        never: new Date(NaN),
        map: new Map<unknown, unknown>([[{ a: 1 }, new Set([1n])]]),
        gap: Object.assign([1], { 2: 3 }),
        nothing: undefined,
        empty: null,
        nan: NaN,
        minus: -0,
        far: Infinity,
        big: 2n ** 70n,
        pattern: /订单/giu,
        text: '\ud800 茂昌 \0',
        shared,
        again: shared,
        error: new RangeError('x'),
        wrapped: Object('s'),
        ['__proto__x']: 1,
      }
      const back = (await window.bridge.invoke('echo', value)) as typeof value
      const [[key, inner]] = back.map as unknown as [[{ a: number }, Set<bigint>]]
      return [
        back.bytes instanceof Uint8Array && back.bytes[1] === 255,
        back.floats[0] === 0.1 && Object.is(back.floats[1], -0),
        back.buffer.byteLength === 3,
        back.at.getTime() === 86_400_000,
        Number.isNaN(back.never.getTime()),
        key.a === 1 && inner.has(1n),
        !(1 in back.gap) && back.gap.length === 3,
        'nothing' in back && back.nothing === undefined,
        back.empty === null,
        Number.isNaN(back.nan),
        Object.is(back.minus, -0),
        back.far === Infinity,
        back.big === 2n ** 70n,
        String(back.pattern) === '/订单/giu',
        back.text === value.text,
        back.shared === back.again,
        back.error instanceof Error && back.error.message === 'x',
        typeof back.wrapped === 'object',
      ]
    })
    expect(same).toEqual(same.map(() => true))
    expect(await app.evaluate(() => (globalThis.fixture.seen.last as { at: Date }).at instanceof Date)).toBe(true)
  })

  it("refuses what cannot be cloned, in Electron's words", async () => {
    const messages = await page.evaluate(async () => {
      const said = (run: () => unknown) =>
        Promise.resolve()
          .then(run)
          .then(
            () => 'accepted',
            (error: Error) => error.message,
          )
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
      Promise.all(
        ['refuse', 'nobody'].map((channel) => window.bridge.invoke(channel).catch((error: Error) => error.message)),
      ),
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
      return [
        window.bridge.twice((value) => value + 10),
        back !== given,
        back.a.get(1)?.getTime(),
        window.bridge.same(call) === call,
        message,
      ]
    })
    expect(answers).toEqual([21, true, 5, true, 'Error: no fax'])
  })

  it('sends events to the page until it stops listening', async () => {
    const heard = await page.evaluate(async () => {
      const values: unknown[] = []
      const next = () =>
        new Promise<void>((resolve) => {
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
    expect(heard).toEqual([
      [1, 2, 0],
      [1, 2, 0],
    ])
  })
})

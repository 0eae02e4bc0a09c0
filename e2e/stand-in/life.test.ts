// How an app starts and ends on the stand-in, and that nothing of it stays behind.
import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, readFileSync, renameSync } from 'node:fs'
import path from 'node:path'
import { createPackageWithOptions } from '@electron/asar'
import { _electron } from 'playwright'
import { afterAll, describe, expect, it } from 'vitest'
import { fixture, here, launch, leftovers, processes, removeWork, temporary, until, work } from './launch.ts'

afterAll(removeWork)

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
      expect(
        processes().filter((line) => line.includes(path.join(work, `turn-${turn}`)) || line.startsWith(`${pid} `)),
      ).toEqual([])
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
    expect(
      await app.evaluate(async ({ BrowserWindow }) => {
        while (BrowserWindow.getAllWindows().length > 0) await new Promise((resolve) => setTimeout(resolve, 20))
        return 'all closed'
      }),
    ).toBe('all closed')
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
    const gone = () =>
      !processes().some((line) => line.includes(folder) || line.trim().startsWith(`${child} `)) &&
      !existsSync(path.join(temporary, folder))
    expect(await until(gone)).toBe(true)
  })

  it('keeps local storage in the data folder', async () => {
    for (const stored of [null, '125%']) {
      const app = await launch('storage')
      const page = await app.firstWindow()
      await page.waitForFunction(() => document.querySelector('#state')?.textContent === 'object')
      expect(await page.evaluate(() => localStorage.getItem('size'))).toBe(stored)
      await page.evaluate(() => localStorage.setItem('size', '125%'))
      await app.close()
    }
  })

  it('runs the packed app beside the executable, out of its asar', async () => {
    const dist = path.join(work, 'dist')
    cpSync(here, dist, { recursive: true })
    await createPackageWithOptions(fixture, path.join(dist, 'resources', 'app.asar'), { unpack: '*.css' })
    expect(existsSync(path.join(dist, 'resources', 'app.asar.unpacked', 'pages', 'page.css'))).toBe(true)
    renameSync(path.join(dist, 'electron'), path.join(dist, 'gendan'))
    const app = await _electron.launch({
      executablePath: path.join(dist, 'gendan'),
      args: [`--user-data-dir=${path.join(work, 'packed')}`],
      env: { ...(process.env as Record<string, string>), TMPDIR: temporary, DISPLAY: '' },
    })
    const page = await app.firstWindow()
    await page.waitForFunction(() => document.querySelector('#state')?.textContent === 'object')
    expect(await page.evaluate(() => document.styleSheets.length)).toBe(1)
    const facts = await app.evaluate(({ app: own }) => [
      own.isPackaged,
      own.getVersion(),
      own.getName(),
      process.resourcesPath,
      process.argv[1],
    ])
    expect(facts).toEqual([true, '1.2.3', '夹具', path.join(dist, 'resources'), '--no-sandbox'])
    await app.close()
    expect(leftovers()).toEqual([])
  })

  it('tells the first instance of a second, which does not start', async () => {
    const app = await launch('single', ['--single'])
    await app.firstWindow()
    const args = [fixture, `--user-data-dir=${path.join(work, 'single')}`, '--single', '--second']
    execFileSync(path.join(here, 'electron'), args, {
      timeout: 20_000,
      env: { ...process.env, TMPDIR: temporary, DISPLAY: '' },
    })
    const events = await app.evaluate(() => globalThis.fixture.seen.events)
    expect(events).toEqual([['second-instance', '--second', 2]])
    await app.close()
  })
})

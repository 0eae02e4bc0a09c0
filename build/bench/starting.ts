import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron, type ElectronApplication, type Page } from 'playwright'
import { build } from 'vite'
import { openSqlite } from '../../electron/db/sqlite.ts'
import { hashPassword } from '../../electron/passwords.ts'
import { copyOfDataset, dropCopy } from './dataset.ts'
import { type Figure, figureOf, median } from './measure.ts'

const root = join(import.meta.dirname, '../..')
const password = 'hs-2026-boss'

/** The empty app, built into a folder of its own. */
const buildEmpty = async (folder: string): Promise<void> => {
  const source = join(import.meta.dirname, 'empty')
  await build({
    configFile: false,
    root: source,
    base: './',
    logLevel: 'error',
    build: { outDir: join(folder, 'page'), emptyOutDir: true, modulePreload: { polyfill: false } },
  })
  copyFileSync(join(source, 'main.mjs'), join(folder, 'main.mjs'))
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({ name: 'empty', version: '1.0.0', type: 'module', main: 'main.mjs' }),
  )
}

/** The data of half a year, with an owner who can sign in. */
const prepareOffice = async (folder: string): Promise<void> => {
  mkdirSync(join(folder, 'office'), { recursive: true })
  const copy = await copyOfDataset(5_000, 'start')
  copyFileSync(copy, join(folder, 'office', 'gendan.db'))
  dropCopy(copy)
  const sqlite = openSqlite(join(folder, 'office', 'gendan.db'))
  sqlite.prepare(`update "users" set "password" = ? where "role" = 'owner'`).run(await hashPassword(password))
  sqlite.close()
}

/** Milliseconds from the launch until `shown` has come to its end. The app is killed, nothing of its end is measured, unless it is to `close`. */
const startOnce = async (
  app: string,
  userData: string,
  shown: (page: Page) => Promise<unknown>,
  close = false,
): Promise<number> => {
  const started = performance.now()
  const running: ElectronApplication = await _electron.launch({
    args: [app, `--user-data-dir=${userData}`],
    cwd: root,
    env: { ...(process.env as Record<string, string>), LANG: 'zh_CN.UTF-8' },
  })
  await shown(await running.firstWindow())
  const taken = performance.now() - started
  if (close) await running.close()
  else {
    const gone = new Promise((resolve) => running.process().once('exit', resolve))
    running.process().kill('SIGKILL')
    await gone
  }
  return taken
}

/**
 * Waits for an element from inside the page, at every frame it draws: waiting from outside asks after 20, 50, 100, 100 and
 * then 500 ms, and would measure its own pauses.
 */
const seen = async (page: Page, selector: string): Promise<void> => {
  await page.waitForURL(/index\.html/, { waitUntil: 'domcontentloaded' })
  await page.evaluate(
    (wanted) =>
      new Promise<void>((resolve) => {
        const look = (): void => {
          if (document.querySelector(wanted)) resolve()
          else requestAnimationFrame(look)
        }
        look()
      }),
    selector,
  )
}

/** Signs the owner in as soon as the page lets, and waits for the first line of 今日: his name is chosen, the password has the hand. */
const untilToday = async (page: Page): Promise<void> => {
  await seen(page, 'body:has([role=option][aria-selected=true]:first-child) input[type=password]:focus')
  await page.keyboard.insertText(password)
  await page.keyboard.press('Enter')
  await seen(page, 'main tbody tr')
}

/** The app from its start until 今日 is on the screen, sign-in with it, against an empty React page on the same stand-in. */
export const startToToday = async (): Promise<Figure> => {
  if (!existsSync(join(root, 'out/main/main.js'))) throw new Error('the app is not built: run `npm run build` first')
  process.env['ELECTRON_OVERRIDE_DIST_PATH'] ??= join(root, 'e2e/stand-in')
  const folder = mkdtempSync(join(tmpdir(), 'gendan-start-'))
  const empty = join(folder, 'empty')
  mkdirSync(empty)
  try {
    await buildEmpty(empty)
    await prepareOffice(join(folder, 'data'))
    const times = { ours: [] as number[], baseline: [] as number[] }
    for (let round = 0; round < 12; round++) {
      // the first fills the caches of the disk, and is closed as an office closes its evening: what the PC remembers is kept
      const first = round === 0
      const ours = await startOnce(root, join(folder, 'data'), untilToday, first)
      const baseline = await startOnce(empty, join(folder, 'empty-data'), (page) => seen(page, '#shown'), first)
      if (first) continue
      times.ours.push(ours)
      times.baseline.push(baseline)
    }
    return figureOf('start-to-today', '5,000 orders', 2, { ours: median(times.ours), baseline: median(times.baseline) })
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 })
  }
}

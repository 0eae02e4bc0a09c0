// Starting the fixture on the stand-in, for its tests.
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { _electron, type ElectronApplication } from 'playwright'

export const here = import.meta.dirname
export const fixture = path.join(here, 'fixture')
export const work = mkdtempSync(path.join(tmpdir(), 'gendan-stand-in-'))
/** Where the stand-in may leave something: a folder of our own, for others may be running. */
export const temporary = path.join(work, 'tmp')
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
  var fixture: {
    seen: {
      events: unknown[]
      requests: unknown[]
      console: [string, string][]
      last: unknown
      gone: unknown
    }
  }
}

/** Starts the fixture as Playwright starts any Electron app, with a data folder of this name. */
export function launch(
  name: string,
  args: string[] = [],
  env: Record<string, string> = {},
): Promise<ElectronApplication> {
  process.env.ELECTRON_OVERRIDE_DIST_PATH = here
  return _electron.launch({
    args: [fixture, `--user-data-dir=${path.join(work, name)}`, ...args],
    env: {
      ...(process.env as Record<string, string>),
      TMPDIR: temporary,
      DISPLAY: '',
      WAYLAND_DISPLAY: '',
      ...env,
    },
  })
}

/** Command lines of this machine's processes, without those that only wait to be counted by init. */
export function processes(): string[] {
  return execFileSync('ps', ['-eo', 'pid=,ppid=,stat=,args='], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => !/^\s*\d+\s+\d+\s+Z/.test(line))
}

/** What the stand-in has left in the temporary folder. */
export const leftovers = () => readdirSync(temporary)

/** Waits until something is true, at most `patience` ms. */
export async function until(fact: () => boolean, patience = 8000): Promise<boolean> {
  for (const end = Date.now() + patience; Date.now() < end;) {
    if (fact()) return true
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return fact()
}

/** Removes what this run made. */
export const removeWork = () => rmSync(work, { recursive: true, force: true, maxRetries: 5 })

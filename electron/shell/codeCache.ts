import { enableCompileCache, flushCompileCache } from 'node:module'
import { join } from 'node:path'
import { app } from 'electron'

const folder = (): string => join(app.getPath('userData'), 'code-cache')
/** Milliseconds after the start when there is time to write what was compiled; a PC is often switched off, not closed. */
const pause = 5_000

/** Keeps what V8 made of the program's scripts for the next start: a third of the time it takes to read them. */
export const keepCompiled = (): void => {
  enableCompileCache(folder())
  setTimeout(flushCompileCache, pause).unref()
}

/** The environment of a worker that shares the cache. */
export const workerEnvironment = (): NodeJS.ProcessEnv => ({ ...process.env, NODE_COMPILE_CACHE: folder() })

import { createRequire } from 'node:module'
import type electronLog from 'electron-log/node.js'

type Library = ReturnType<typeof electronLog.create>

const load = createRequire(import.meta.url)
let file: string | null = null
let made: Library | null = null

/** Read when there is first something to say: a start that goes well says nothing. */
const library = (): Library => {
  if (made) return made
  made = (load('electron-log/node.js') as typeof electronLog).create({ logId: 'gendan' })
  made.transports.file.maxSize = 5 * 1024 * 1024
  made.transports.console.level = 'warn'
  const path = file
  if (path !== null) made.transports.file.resolvePathFn = () => path
  return made
}

/** The log of this PC: rotating, in the user's folder. Never shown to the page. */
export const log = {
  error: (...said: unknown[]): void => library().error(...said),
}

/** Where it is written; said once, before anything goes wrong. */
export const setLogFile = (path: string): void => {
  file = path
}

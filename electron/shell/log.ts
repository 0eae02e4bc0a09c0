import electronLog from 'electron-log/node.js'

/** The log of this PC: rotating, in the user's log folder. Never shown to the page. */
export const log = electronLog.create({ logId: 'gendan' })
log.transports.file.maxSize = 5 * 1024 * 1024
log.transports.console.level = 'warn'

export const setLogFile = (path: string): void => {
  log.transports.file.resolvePathFn = () => path
}

// webContents.printToPDF, print and getPrintersAsync, with Electron's option names, units and refusals.

const { readdirSync, readFileSync, writeFileSync } = require('node:fs')
const { join } = require('node:path')

/** Width and height in inches, as Electron's printToPDF has them. */
const papers = {
  letter: [8.5, 11],
  legal: [8.5, 14],
  tabloid: [11, 17],
  ledger: [17, 11],
  a0: [33.1, 46.8],
  a1: [23.4, 33.1],
  a2: [16.54, 23.4],
  a3: [11.7, 16.54],
  a4: [8.27, 11.7],
  a5: [5.83, 8.27],
  a6: [4.13, 5.83],
}
const printSizes = ['A0', 'A1', 'A2', 'A3', 'A4', 'A5', 'A6', 'Legal', 'Letter', 'Tabloid']

function checked(value, type, name) {
  if (typeof value !== type) throw new TypeError(`${name} must be a ${type}`)
  return value
}

function paperOf(pageSize) {
  if (typeof pageSize === 'string') {
    const paper = papers[pageSize.toLowerCase()]
    if (!paper) throw new Error(`Invalid pageSize ${pageSize}`)
    return { paperWidth: paper[0], paperHeight: paper[1] }
  }
  if (typeof pageSize !== 'object') throw new TypeError('pageSize must be a string or an object')
  const { width, height } = pageSize
  if (typeof width !== 'number' || typeof height !== 'number') {
    throw new TypeError('width and height properties are required for pageSize')
  }
  return { paperWidth: width, paperHeight: height }
}

/**
 * Electron's PDF options (sizes and margins in inches) as those of DevTools' Page.printToPDF.
 * @param {any} options
 */
function pdfSettings(options) {
  const margins = checked(options.margins ?? {}, 'object', 'margins')
  const paper = paperOf(options.pageSize ?? 'letter')
  const fits = (lengths, limit) => lengths.every((length) => length === undefined || length <= limit)
  if (
    !fits([margins.top, margins.bottom], paper.paperHeight) ||
    !fits([margins.left, margins.right], paper.paperWidth)
  ) {
    throw new Error('margins must be less than or equal to pageSize')
  }
  const margin = (side) => checked(margins[side] ?? 0.4, 'number', `margins.${side}`)
  const option = (name, type, otherwise) => checked(options[name] ?? otherwise, type, name)
  return {
    ...paper,
    landscape: option('landscape', 'boolean', false),
    displayHeaderFooter: option('displayHeaderFooter', 'boolean', false),
    headerTemplate: option('headerTemplate', 'string', ''),
    footerTemplate: option('footerTemplate', 'string', ''),
    printBackground: option('printBackground', 'boolean', false),
    scale: option('scale', 'number', 1),
    marginTop: margin('top'),
    marginBottom: margin('bottom'),
    marginLeft: margin('left'),
    marginRight: margin('right'),
    pageRanges: option('pageRanges', 'string', ''),
    preferCSSPageSize: option('preferCSSPageSize', 'boolean', false),
    generateTaggedPDF: option('generateTaggedPDF', 'boolean', false),
    generateDocumentOutline: option('generateDocumentOutline', 'boolean', false),
  }
}

/** @returns {Promise<Buffer>} the page as PDF, one job after another */
async function printToPDF(contents, options) {
  const settings = pdfSettings(options)
  const before = contents.printing ?? Promise.resolve()
  const job = before.then(
    () => contents.cdp('Page.printToPDF', settings),
    () => contents.cdp('Page.printToPDF', settings),
  )
  contents.printing = job
  const { data } = await job
  return Buffer.from(data, 'base64')
}

/**
 * The printers of a test: a folder named by STAND_IN_PRINTERS with `printers.json`, read anew each time:
 * `{ "printers": [{ "name": "LQ-590KII", "displayName": "…" }], "answer": "printed" | "cancelled" | "failed" }`.
 * What is printed is put beside it: `1.json` with the options and the document, `1.pdf`. Without it there are none.
 */
function room() {
  const folder = process.env.STAND_IN_PRINTERS
  if (!folder) return { folder: null, printers: [], answer: 'printed' }
  return { folder, answer: 'printed', printers: [], ...JSON.parse(readFileSync(join(folder, 'printers.json'), 'utf8')) }
}

/** @returns {Promise<{ name: string, displayName: string, description: string, options: object }[]>} */
async function getPrinters() {
  return room().printers.map((printer) => ({ displayName: printer.name, description: '', options: {}, ...printer }))
}

/** Puts a job where the test finds it: its options, its document, and its pages as they were sent. */
async function deliver(contents, folder, options) {
  const { root } = await contents.cdp('DOM.getDocument', { depth: 0 })
  const { outerHTML: html } = await contents.cdp('DOM.getOuterHTML', { nodeId: root.nodeId })
  const pdf = await printToPDF(contents, { preferCSSPageSize: true, margins: { top: 0, bottom: 0, left: 0, right: 0 } })
  const number = readdirSync(folder).filter((name) => name.endsWith('.pdf')).length + 1
  writeFileSync(join(folder, `${number}.pdf`), pdf)
  writeFileSync(join(folder, `${number}.json`), JSON.stringify({ options, html }))
}

/** Whether there is the printer a job asks for; the dialog, which nobody sees here, takes the first. */
async function send(contents, options) {
  const { folder, printers, answer } = room()
  if (options.deviceName && !printers.some(({ name }) => name === options.deviceName))
    return 'Invalid deviceName provided'
  if (folder === null || printers.length === 0) return 'No printers available on the network'
  if (answer === 'cancelled') return 'Print job canceled'
  if (answer === 'failed') return 'Print job failed'
  await deliver(contents, folder, options)
  return ''
}

/**
 * Checks the options as Electron (sizes in microns), then gives the job to the printers of the test.
 * @param {any} contents
 * @param {any} options
 * @param {((success: boolean, failureReason: string) => void) | undefined} callback
 */
function print(contents, options, callback) {
  if (typeof options !== 'object' || options === null) {
    throw new TypeError('webContents.print(): Invalid print settings specified.')
  }
  const { pageSize, usePrinterDefaultPageSize } = options
  if (usePrinterDefaultPageSize !== undefined && pageSize !== undefined) {
    throw new Error('usePrinterDefaultPageSize cannot be combined with pageSize')
  }
  if (typeof pageSize === 'object') {
    if (!pageSize.height || !pageSize.width) throw new Error('height and width properties are required for pageSize')
    if (Math.ceil(pageSize.height) <= 352 || Math.ceil(pageSize.width) <= 352) {
      throw new RangeError('height and width properties must be minimum 352 microns.')
    }
  } else if (pageSize !== undefined && !printSizes.includes(pageSize)) {
    throw new Error(`Unsupported pageSize: ${pageSize}`)
  }
  send(contents, options).then(
    (reason) => callback?.(reason === '', reason),
    (error) => callback?.(false, String(error)),
  )
}

module.exports = { printToPDF, print, getPrinters }

/**
 * Makes faxes for demos, tests and the samples of e2e/samples: draws the customer's sheet with a Chromium found on
 * the PATH (or named by GENDAN_CHROMIUM), scans it askew and noisy, and stores it as fax machines do.
 *
 *   node build/fax/make-fax.ts                writes every sample of e2e/samples again
 *   node build/fax/make-fax.ts order.tif      writes the furniture order to that file
 */
import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { chromium, type Browser } from 'playwright'
import type { Bilevel } from '../../shared/faxFiles.ts'
import { decodeScreenshot, encodePng } from './png.ts'
import { scan } from './scan.ts'
import { furnitureOrder, sheetHeight, sheetsOf, sheetWidth, type FaxOrder } from './sheet.ts'
import { writeTiff, type FaxPicture } from './tiff.ts'

/** Lines per inch of a fine and of a standard fax; 204 dots per inch across in both. */
export const fineLines = 196
export const standardLines = 98
const dotsPerInch = 204

export type FaxLook = { skew: number; speckle: number; seed: number; lines: number }

const usualLook: FaxLook = { skew: -0.4, speckle: 0.0002, seed: 20261122, lines: fineLines }

/** The Chromium to draw with. */
export function findChromium(): string {
  const named = process.env.GENDAN_CHROMIUM
  if (named) return named
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'chrome.exe', 'msedge.exe']
  const folders = (process.env.PATH ?? '').split(path.delimiter)
  for (const name of names) {
    const found = folders.map((folder) => path.join(folder, name)).find((file) => existsSync(file))
    if (found) return found
  }
  throw new Error('No Chromium on the PATH; name one in GENDAN_CHROMIUM.')
}

async function withBrowser<Result>(work: (browser: Browser) => Promise<Result>): Promise<Result> {
  const browser = await chromium.launch({ executablePath: findChromium(), args: ['--no-sandbox'] })
  try {
    return await work(browser)
  } finally {
    await browser.close()
  }
}

async function drawPages(browser: Browser, order: FaxOrder, look: FaxLook): Promise<FaxPicture[]> {
  const tab = await browser.newPage({
    viewport: { width: sheetWidth, height: sheetHeight },
    deviceScaleFactor: 2,
  })
  const pages: FaxPicture[] = []
  for (const [index, html] of sheetsOf(order).entries()) {
    await tab.setContent(html)
    const drawn = decodeScreenshot(await tab.screenshot())
    const height = Math.round((drawn.height * look.lines) / dotsPerInch)
    const picture = scan(drawn, {
      height,
      // Each sheet goes through the feeder a little differently.
      skew: index === 0 ? look.skew : -look.skew / 2,
      speckle: look.speckle,
      straightRows: Math.round((60 * look.lines) / dotsPerInch),
      seed: look.seed + index,
    })
    pages.push({ picture, xResolution: dotsPerInch, yResolution: look.lines })
  }
  await tab.close()
  return pages
}

/** The pages of a fax as black-and-white pictures, for tests that need the dots themselves. */
export function drawFax(order: FaxOrder = furnitureOrder, look: Partial<FaxLook> = {}): Promise<FaxPicture[]> {
  return withBrowser((browser) => drawPages(browser, order, { ...usualLook, ...look }))
}

/**
 * Writes a fax as a multi-page Group 4 TIFF. Fields of the order that are left out come from the furniture order;
 * another order has one page unless it brings its own `delivery` sentences.
 */
export async function writeSampleFax(
  file: string,
  order: Partial<FaxOrder> = furnitureOrder,
  look: Partial<FaxLook> = {},
): Promise<void> {
  const delivery = order.delivery ?? []
  const pages = await drawFax({ ...furnitureOrder, ...order, delivery }, look)
  await mkdir(path.dirname(file), { recursive: true })
  await writeFile(file, writeTiff(pages))
}

/** Halves a page: a dot of the small one is black when any of its four is, so that thin lines survive. */
function halve(picture: Bilevel): Bilevel {
  const width = Math.floor(picture.width / 2)
  const height = Math.floor(picture.height / 2)
  const pixels = new Uint8Array(width * height)
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = y * 2 * picture.width + x * 2
      const below = at + picture.width
      const { pixels: dots } = picture
      pixels[y * width + x] = dots[at]! | dots[at + 1]! | dots[below]! | dots[below + 1]!
    }
  }
  return { width, height, pixels }
}

async function writeOtherKinds(browser: Browser, folder: string, png: Buffer): Promise<void> {
  const width = 720
  const height = Math.round((width * sheetHeight) / sheetWidth)
  const tab = await browser.newPage({ viewport: { width, height } })
  const source = `data:image/png;base64,${png.toString('base64')}`
  await tab.setContent(`<style>body{margin:0;background:#f4f1e8}</style>
    <img src="${source}" style="width:100%;height:100%;mix-blend-mode:multiply">`)
  await tab.screenshot({ type: 'jpeg', quality: 40, path: path.join(folder, 'furniture-order.jpg') })
  await tab.setContent(sheetsOf({ ...furnitureOrder, delivery: [] })[0]!)
  await tab.pdf({
    format: 'A4',
    scale: 0.9,
    printBackground: true,
    path: path.join(folder, 'furniture-order.pdf'),
  })
  await tab.close()
}

async function writeSamples(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  await withBrowser(async (browser) => {
    const pages = await drawPages(browser, furnitureOrder, usualLook)
    await writeFile(path.join(folder, 'furniture-order.tif'), writeTiff(pages))
    const standard = await drawPages(
      browser,
      { ...furnitureOrder, delivery: [] },
      { ...usualLook, lines: standardLines, skew: 0.7 },
    )
    await writeFile(path.join(folder, 'furniture-order-standard.tif'), writeTiff(standard, 'group3'))
    const png = encodePng(halve(pages[0]!.picture))
    await writeFile(path.join(folder, 'furniture-order.png'), png)
    await writeOtherKinds(browser, folder, png)
  })
  await writeFile(path.join(folder, 'not-a-fax.tif'), '这是一份改了扩展名的文字,不是传真。\r\n')
}

if (import.meta.main) {
  const file = process.argv[2]
  if (file) await writeSampleFax(path.resolve(file))
  else await writeSamples(path.join(import.meta.dirname, '../../e2e/samples'))
}

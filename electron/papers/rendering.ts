import { execFileSync } from 'node:child_process'
import { accessSync, constants, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright'
import { type Adjustment, type Paper, paperDocument } from './paper.ts'

const canRun = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch (error) {
    // not there or not to be run: the next name may be
    if (error instanceof Error) return false
    throw error
  }
}

/** Chromium of this machine, found through PATH. */
const chromiumPath = (): string => {
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  const names = ['chromium', 'chromium-browser', 'google-chrome']
  const found = folders.flatMap((folder) => names.map((name) => join(folder, name))).find(canRun)
  if (!found) throw new Error('chromium is needed to test the papers: install the Debian package chromium')
  return found
}

export interface Measured {
  /** Texts that leave their cell or their page, or lie on other text: must be empty. */
  overflows: string[]
}

export interface Pdf {
  pages: number
  widthMm: number
  heightMm: number
  /** Text of each page as a reader would copy it. */
  texts: string[]
  /** Pictures that were drawn, page by page. */
  images: number
}

export interface PlacedWord {
  /** From 1. */
  page: number
  text: string
  leftMm: number
  topMm: number
}

/** Runs in the browser. */
const measureLines = (): Measured => {
  const overflows: string[] = []
  const allowed = 0.6
  const inside = (inner: DOMRect, outer: DOMRect): boolean =>
    inner.left >= outer.left - allowed &&
    inner.right <= outer.right + allowed &&
    inner.top >= outer.top - allowed &&
    inner.bottom <= outer.bottom + allowed
  for (const sheet of document.querySelectorAll('.page')) {
    const edge = sheet.getBoundingClientRect()
    const boxes: { text: string; box: DOMRect }[] = []
    for (const line of sheet.querySelectorAll('.l')) {
      const range = document.createRange()
      range.selectNodeContents(line)
      const glyphs = range.getBoundingClientRect()
      const block = line.getBoundingClientRect()
      // across: the glyphs themselves; up and down: the line they stand on
      const box = new DOMRect(glyphs.left, block.top, glyphs.width, block.height)
      const cell = line.closest('.cell')
      const text = line.textContent ?? ''
      if (!cell || !inside(box, cell.getBoundingClientRect())) overflows.push(`cell: ${text}`)
      if (!inside(box, edge)) overflows.push(`page: ${text}`)
      boxes.push({ text, box })
    }
    for (const [index, one] of boxes.entries())
      for (const other of boxes.slice(index + 1)) {
        const across = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left)
        const down = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top)
        if (across > 1 && down > 1) overflows.push(`over: ${one.text} / ${other.text}`)
      }
  }
  return { overflows }
}

export interface PlacedLine {
  text: string
  /** Edges of the letters and middle of the line they stand on, in millimetres from the corner of the page. */
  leftMm: number
  rightMm: number
  middleMm: number
}

/** Runs in the browser: where each line of text lies on its page. */
const placeLines = (): PlacedLine[][] =>
  [...document.querySelectorAll('.page')].map((sheet) => {
    const edge = sheet.getBoundingClientRect()
    const mm = (pixels: number): number => (pixels / 96) * 25.4
    return [...sheet.querySelectorAll('.l')].map((line) => {
      const range = document.createRange()
      range.selectNodeContents(line)
      const glyphs = range.getBoundingClientRect()
      const block = line.getBoundingClientRect()
      return {
        text: line.textContent ?? '',
        leftMm: mm(glyphs.left - edge.left),
        rightMm: mm(glyphs.right - edge.left),
        middleMm: mm((block.top + block.bottom) / 2 - edge.top),
      }
    })
  })

/** Runs in the browser: where each picture lies, and whether it was drawn at all. */
const placePictures = (): string[] =>
  [...document.querySelectorAll('.page .cell > div')]
    .filter((frame) => getComputedStyle(frame).content.startsWith('url('))
    .map((frame) => {
      const inner = frame.getBoundingClientRect()
      const outer = frame.closest('.cell')!.getBoundingClientRect()
      const drawn = inner.width > 10 && inner.height > 10
      const inside = inner.left >= outer.left && inner.right <= outer.right && inner.bottom <= outer.bottom
      return drawn && inside && inner.top >= outer.top ? 'inside' : `outside ${inner.width} × ${inner.height}`
    })

/** Runs in the browser: how near ink comes to the edges of its page, the smallest of all pages, in CSS px. */
const measureInk = (): { side: number; top: number; bottom: number } => {
  const least = { side: Infinity, top: Infinity, bottom: Infinity }
  for (const sheet of document.querySelectorAll('.page')) {
    const edge = sheet.getBoundingClientRect()
    const ruled = [...sheet.querySelectorAll('.top, .bottom, .lead, .trail')].map((box) => box.getBoundingClientRect())
    const written = [...sheet.querySelectorAll('.l')].map((line) => {
      const range = document.createRange()
      range.selectNodeContents(line)
      return range.getBoundingClientRect()
    })
    for (const box of [...ruled, ...written.filter(({ width }) => width > 0)]) {
      least.side = Math.min(least.side, box.left - edge.left, edge.right - box.right)
      least.top = Math.min(least.top, box.top - edge.top)
      least.bottom = Math.min(least.bottom, edge.bottom - box.bottom)
    }
  }
  return least
}

/** Lays papers on real screens and PDF pages, for the tests. */
export class PaperPress {
  readonly #browser: Browser
  readonly #page: Page
  private constructor(browser: Browser, page: Page) {
    this.#browser = browser
    this.#page = page
  }

  static async open(): Promise<PaperPress> {
    const browser = await chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox'] })
    return new PaperPress(browser, await browser.newPage())
  }

  async close(): Promise<void> {
    await this.#browser.close()
  }

  async #show(paper: Paper, adjustment?: Adjustment): Promise<void> {
    // a new document: the policy of the paper before allows that paper's styles only
    await this.#page.goto('about:blank')
    await this.#page.setContent(paperDocument(paper, adjustment))
  }

  /** Lays a whole document out on the screen; with `printed`, makes its PDF as well. Gives the bytes of the PDF, or 0. */
  async load(html: string, printed: boolean): Promise<number> {
    await this.#page.goto('about:blank')
    await this.#page.setContent(html)
    await this.#page.evaluate(() => document.body.offsetHeight)
    return printed ? (await this.#page.pdf({ preferCSSPageSize: true, printBackground: true })).byteLength : 0
  }

  /** Real widths of characters in em, upright and bold. */
  glyphWidths(characters: string[]): Promise<{ regular: number; bold: number }[]> {
    return this.#page.evaluate((list) => {
      const context = document.createElement('canvas').getContext('2d')!
      const widths = (weight: number): number[] => {
        context.font = `${weight} 1000px "Microsoft YaHei", "SimSun", "Noto Sans CJK SC", sans-serif`
        context.fontKerning = 'none'
        return list.map((character) => context.measureText(character).width / 1000)
      }
      const bold = widths(700)
      return widths(400).map((regular, index) => ({ regular, bold: bold[index]! }))
    }, characters)
  }

  /** Lays the paper out on a screen and measures every line of text against its cell, its page and its neighbours. */
  async measure(paper: Paper): Promise<Measured> {
    await this.#show(paper)
    return this.#page.evaluate(measureLines)
  }

  /** The white margin that is left on every page, in millimetres. */
  async margins(paper: Paper): Promise<{ side: number; top: number; bottom: number }> {
    await this.#show(paper)
    const { side, top, bottom } = await this.#page.evaluate(measureInk)
    const toMm = (pixels: number): number => (pixels * 25.4) / 96
    return { side: toMm(side), top: toMm(top), bottom: toMm(bottom) }
  }

  /** Every line of text and where it lies, page by page. */
  async lines(paper: Paper): Promise<PlacedLine[][]> {
    await this.#show(paper)
    return this.#page.evaluate(placeLines)
  }

  /** A picture of anything that is no paper, `width` pixels wide. */
  async pictureOf(html: string, width: number, path: string): Promise<void> {
    const page = await this.#browser.newPage({ viewport: { width, height: 600 } })
    await page.setContent(html)
    await page.screenshot({ path, fullPage: true })
    await page.close()
  }

  /** `inside` for each picture that lies whole in its cell. */
  async pictures(paper: Paper): Promise<string[]> {
    await this.#show(paper)
    return this.#page.evaluate(placePictures)
  }

  /** The PDF of the paper and what its readers find in it. */
  async pdf(paper: Paper): Promise<Pdf> {
    const folder = mkdtempSync(join(tmpdir(), 'paper-'))
    const file = join(folder, 'paper.pdf')
    try {
      await this.#show(paper)
      writeFileSync(file, await this.#page.pdf({ preferCSSPageSize: true, printBackground: true }))
      const info = execFileSync('pdfinfo', [file], { encoding: 'utf8' })
      const size = /Page size:\s+([\d.]+) x ([\d.]+)/.exec(info)
      const texts = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' }).split('\f').slice(0, -1)
      const images = execFileSync('pdfimages', ['-list', file], { encoding: 'utf8' }).trim().split('\n').length - 2
      const toMm = (points: string | undefined): number => (Number(points) * 25.4) / 72
      return {
        pages: Number(/Pages:\s+(\d+)/.exec(info)?.[1]),
        widthMm: toMm(size?.[1]),
        heightMm: toMm(size?.[2]),
        texts,
        images,
      }
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  }

  /** Each word of the PDF: its page and its left and top edges in millimetres. */
  async words(paper: Paper, adjustment?: Adjustment): Promise<PlacedWord[]> {
    const folder = mkdtempSync(join(tmpdir(), 'paper-'))
    const file = join(folder, 'paper.pdf')
    try {
      await this.#show(paper, adjustment)
      writeFileSync(file, await this.#page.pdf({ preferCSSPageSize: true, printBackground: true }))
      const boxes = execFileSync('pdftotext', ['-bbox', file, '-'], { encoding: 'utf8' })
      return boxes.split('<page ').flatMap((page, index) =>
        [...page.matchAll(/<word xMin="([\d.-]+)" yMin="([\d.-]+)"[^>]*>([^<]*)</g)].map(([, left, top, text]) => ({
          page: index,
          text: text!,
          leftMm: (Number(left) * 25.4) / 72,
          topMm: (Number(top) * 25.4) / 72,
        })),
      )
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  }

  /** A picture of all pages, to look at; `scale` pixels for each CSS px. */
  async picture(paper: Paper, path: string, scale = 1.6): Promise<void> {
    const pixels = (millimetres: number): number => Math.ceil((millimetres / 25.4) * 96)
    const page = await this.#browser.newPage({
      deviceScaleFactor: scale,
      viewport: { width: pixels(paper.widthMm), height: pixels(paper.heightMm) },
    })
    await page.setContent(paperDocument(paper))
    await page.screenshot({ path, fullPage: true })
    await page.close()
  }
}

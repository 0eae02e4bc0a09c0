import { sniffFax, tiffPages, type Bilevel, type FaxMediaType, type FaxProblem } from '../../shared/faxFiles.ts'
import type { FaxCell } from './faxCells.ts'
import { findRows, type RowBand } from './faxRows.ts'
import type { TiffAnswer, TiffRequest } from './faxTiffWorker.ts'

/** One page ready to draw. Drawn at `width` × `height` its dots are square: a standard fax is stretched to its shape. */
export type FaxPage = { bitmap: ImageBitmap; width: number; height: number }

/** An open fax; pages are counted from 0 and decoded when they are first wanted. */
export type FaxDocument = {
  pages: number
  page(index: number): Promise<FaxPage>
  /** The rows of the table on a page, in fractions of its height; empty when there is none. */
  rows(index: number): Promise<RowBand[]>
  /** The writing in some rows of a page, cell by cell, to be read. */
  cells(index: number, bands: readonly RowBand[]): Promise<FaxCell[]>
  close(): void
}

/** Why a fax cannot be shown; `locked` is a PDF behind a password. Its phrase is `fax.<problem>`. */
export class FaxUnreadable extends Error {
  readonly problem: FaxProblem | 'locked'

  constructor(problem: FaxProblem | 'locked', cause?: unknown) {
    super(`fax: ${problem}`, { cause })
    this.problem = problem
  }
}

/** A page that takes longer is line noise or an attack. */
const longestDecoding = 20_000
/** Pages kept decoded: this one, its neighbours and the one just left. */
const keptPages = 4
/** The longer side of a photo is brought down to this. */
const longestSide = 4096
/** Dots across an A4 fax; also enough to find its ruled lines. */
const faxWidth = 1728

type Source = { pages: number; decode(index: number): Promise<FaxPage>; close(): void }

/** Height at which the dots of a page are square; most old fax programs leave the resolution out. */
export function squareHeight(page: {
  width: number
  height: number
  xResolution: number
  yResolution: number
}): number {
  const { width, height, xResolution, yResolution } = page
  const told = xResolution > 0 && yResolution > 0 ? xResolution / yResolution : 0
  // A sheet of 1728 dots that is not higher than wide was sent in standard resolution, 98 lines an inch.
  const guessed = width === faxWidth && height < width * 0.8 ? 204 / 98 : 1
  return Math.round(height * (told >= 0.2 && told <= 5 ? told : guessed))
}

function decodeInWorker(worker: Worker, page: number): Promise<ImageBitmap> {
  return new Promise((resolve, reject) => {
    const fail = (cause: unknown) => {
      finish()
      reject(new FaxUnreadable('damaged', cause))
    }
    const onMessage = (event: MessageEvent<TiffAnswer>) => {
      if (event.data.page !== page) return
      if ('failure' in event.data) return fail(event.data.failure)
      finish()
      resolve(event.data.bitmap)
    }
    const timer = setTimeout(() => {
      worker.terminate()
      fail('too slow')
    }, longestDecoding)
    const finish = () => {
      clearTimeout(timer)
      worker.removeEventListener('message', onMessage)
      worker.removeEventListener('error', fail)
    }
    worker.addEventListener('message', onMessage)
    worker.addEventListener('error', fail)
    worker.postMessage({ page } satisfies TiffRequest)
  })
}

function openTiff(bytes: Uint8Array): Source {
  const pages = tiffPages(bytes)
  if (typeof pages === 'string') throw new FaxUnreadable(pages)
  const worker = new Worker(new URL('./faxTiffWorker.ts', import.meta.url), { type: 'module' })
  worker.postMessage({ file: bytes } satisfies TiffRequest)
  return {
    pages: pages.length,
    async decode(index) {
      const bitmap = await decodeInWorker(worker, index)
      return { bitmap, width: bitmap.width, height: squareHeight(pages[index]!) }
    },
    close: () => worker.terminate(),
  }
}

async function openPdf(bytes: Uint8Array): Promise<Source> {
  const { openPdf: open } = await import('./faxPdf.ts')
  try {
    const pdf = await open(bytes)
    return {
      pages: pdf.pages,
      async decode(index) {
        const bitmap = await pdf.draw(index)
        return { bitmap, width: bitmap.width, height: bitmap.height }
      },
      close: () => void pdf.close(),
    }
  } catch (cause) {
    const isLocked = cause instanceof Error && cause.name === 'PasswordException'
    throw new FaxUnreadable(isLocked ? 'locked' : 'damaged', cause)
  }
}

function openPhoto(bytes: Uint8Array, mediaType: FaxMediaType): Source {
  return {
    pages: 1,
    async decode() {
      const whole = await createImageBitmap(new Blob([bytes.slice()], { type: mediaType }))
      const shrink = Math.min(1, longestSide / Math.max(whole.width, whole.height))
      if (shrink === 1) return { bitmap: whole, width: whole.width, height: whole.height }
      const width = Math.round(whole.width * shrink)
      const bitmap = await createImageBitmap(whole, { resizeWidth: width, resizeQuality: 'high' })
      whole.close()
      return { bitmap, width: bitmap.width, height: bitmap.height }
    },
    close: () => undefined,
  }
}

/** The page in black and white, at most as wide as a fax. */
function blackAndWhite(page: FaxPage): Bilevel {
  const width = Math.min(faxWidth, page.bitmap.width)
  const height = Math.max(1, Math.round((page.bitmap.height * width) / page.bitmap.width))
  const canvas = new OffscreenCanvas(width, height)
  const context = canvas.getContext('2d', { willReadFrequently: true })!
  context.fillStyle = '#fff'
  context.fillRect(0, 0, width, height)
  context.drawImage(page.bitmap, 0, 0, width, height)
  const colours = context.getImageData(0, 0, width, height).data
  const pixels = new Uint8Array(width * height)
  for (let at = 0; at < pixels.length; at += 1) {
    const brightness = colours[at * 4]! + colours[at * 4 + 1]! * 2 + colours[at * 4 + 2]!
    if (brightness < 4 * 140) pixels[at] = 1
  }
  return { width, height, pixels }
}

/** Keeps the results of the last few calls; a failed one is forgotten, so that it can be tried again. */
function remember<Result>(most: number, make: (index: number) => Promise<Result>): (index: number) => Promise<Result> {
  const kept = new Map<number, Promise<Result>>()
  return (index) => {
    const known = kept.get(index)
    const result = known ?? make(index)
    kept.delete(index)
    kept.set(index, result)
    if (!known) result.catch(() => kept.delete(index))
    const oldest = kept.keys().next().value
    if (kept.size > most && oldest !== undefined) kept.delete(oldest)
    return result
  }
}

function openSource(bytes: Uint8Array, mediaType: FaxMediaType): Source | Promise<Source> {
  if (mediaType === 'image/tiff') return openTiff(bytes)
  if (mediaType === 'application/pdf') return openPdf(bytes)
  return openPhoto(bytes, mediaType)
}

/**
 * Opens a fax for the viewer; throws FaxUnreadable. The bytes decide what it is, `mediaType` only has to agree.
 * Close the document when the viewer goes: it may hold a worker.
 */
export async function decodeFax(bytes: Uint8Array, mediaType: FaxMediaType): Promise<FaxDocument> {
  const told = sniffFax(bytes)
  if ('problem' in told) throw new FaxUnreadable(told.problem)
  if (told.mediaType !== mediaType) throw new FaxUnreadable('notAFax')
  const source = await openSource(bytes, mediaType)
  const page = remember(keptPages, async (index) => {
    try {
      return await source.decode(index)
    } catch (cause) {
      throw cause instanceof FaxUnreadable ? cause : new FaxUnreadable('damaged', cause)
    }
  })
  const rows = remember(source.pages, async (index) => findRows(blackAndWhite(await page(index))))
  const cells = async (index: number, bands: readonly RowBand[]): Promise<FaxCell[]> => {
    const shown = await page(index)
    const dots = blackAndWhite(shown)
    const { cutCells } = await import('./faxCells.ts')
    return cutCells(dots, bands, (shown.height * dots.width) / (shown.width * dots.height))
  }
  return { pages: source.pages, page, rows, cells, close: () => source.close() }
}

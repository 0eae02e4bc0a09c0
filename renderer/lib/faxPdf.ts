import type { PDFDocumentProxy } from 'pdfjs-dist'
import workerUrl from 'pdfjs-dist/build/pdf.worker.min.mjs?url'
import { largestPagePixels } from '../../shared/faxFiles.ts'

// pdf.js would fetch its data files. Here they come as script chunks, each loaded only when a PDF asks for it, so that
// the security policy may forbid every connection (connect-src 'none'): the character maps of Chinese, Japanese and
// Korean PDFs without embedded fonts, and the two symbol fonts no office PC is sure to have.
const dataFiles: Record<string, () => Promise<string>> = {
  ...import.meta.glob<string>('../../node_modules/pdfjs-dist/cmaps/*.bcmap', {
    query: '?url&inline',
    import: 'default',
  }),
  ...import.meta.glob<string>('../../node_modules/pdfjs-dist/standard_fonts/Foxit{Symbol,Dingbats}.pfb', {
    query: '?url&inline',
    import: 'default',
  }),
}
const dataFolders: Record<string, string> = { cMapUrl: 'cmaps', standardFontDataUrl: 'standard_fonts' }

class BundledData {
  async fetch({ kind, filename }: { kind: string; filename: string }): Promise<Uint8Array> {
    const load = dataFiles[`../../node_modules/pdfjs-dist/${dataFolders[kind] ?? kind}/${filename}`]
    if (!load) throw new Error(`${filename} is not among the bundled files of pdf.js.`)
    const address = await load()
    const content = atob(address.slice(address.indexOf(',') + 1))
    return Uint8Array.from(content, (letter) => letter.charCodeAt(0))
  }
}

/** Dots across an A4 page: those of a fax. */
const dotsAcross = 1728
/** A drawing larger than A4 is drawn coarser: 12 megapixels are 48 MB. */
const mostDots = 12_000_000

async function drawPage(document_: PDFDocumentProxy, page: number): Promise<ImageBitmap> {
  const sheet = await document_.getPage(page + 1)
  const natural = sheet.getViewport({ scale: 1 })
  const byWidth = dotsAcross / Math.min(natural.width, natural.height)
  const byArea = Math.sqrt(mostDots / (natural.width * natural.height))
  const viewport = sheet.getViewport({ scale: Math.min(byWidth, byArea) })
  const canvas = document.createElement('canvas')
  canvas.width = Math.ceil(viewport.width)
  canvas.height = Math.ceil(viewport.height)
  // 'print' draws without waiting for the window to be visible.
  await sheet.render({ canvas, viewport, intent: 'print' }).promise
  sheet.cleanup()
  return createImageBitmap(canvas)
}

export type OpenPdf = { pages: number; draw(page: number): Promise<ImageBitmap>; close(): Promise<void> }

/**
 * Opens a PDF for looking at: no script, form or link in it runs. Scanned pages (CCITT, JBIG2, JPEG 2000) are decoded
 * by the plain JavaScript decoders beside the page (`pdfjs/wasm/`), as the security policy allows no WebAssembly.
 */
export async function openPdf(bytes: Uint8Array): Promise<OpenPdf> {
  const { getDocument, GlobalWorkerOptions } = await import('pdfjs-dist')
  GlobalWorkerOptions.workerSrc = workerUrl
  const task = getDocument({
    // pdf.js takes the buffer away to its worker; the caller keeps its own.
    data: bytes.slice(),
    BinaryDataFactory: BundledData,
    useWorkerFetch: false,
    useWasm: false,
    wasmUrl: new URL('pdfjs/wasm/', document.baseURI).href,
    disableWorkerRendering: true,
    maxImageSize: largestPagePixels,
    enableXfa: false,
    verbosity: 0,
  })
  const opened = await task.promise
  return {
    pages: opened.numPages,
    draw: (page) => drawPage(opened, page),
    close: () => task.destroy(),
  }
}

import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import type { FaxText, FaxWriting } from '../../shared/faxReading.ts'

/** The little of tesseract.js-core that is used here; the package brings no types. */
interface Tesseract {
  FS: { writeFile: (path: string, bytes: Uint8Array) => void }
  TessBaseAPI: new () => {
    Init: (folder: null, language: string, engine: number) => number
    SetVariable: (name: string, value: string) => boolean
    SetImageFile: (orientation: number, angle: number) => number
    Recognize: (monitor: null) => number
    GetUTF8Text: () => string
    MeanTextConf: () => number
  }
}
type LoadTesseract = (options: {
  wasmBinary: Uint8Array
  print: () => void
  printErr: () => void
}) => Promise<Tesseract>

// Both packages are read from this PC's own disk and handed over as bytes: the engine itself opens no file and no
// connection. The wrapper tesseract.js would fetch what is missing from the internet, so it is not part of the app.
const packages = createRequire(import.meta.url)
const program = 'tesseract.js-core/tesseract-core-simd-lstm'
/** Simplified characters, digits and letters, in whole numbers: 1.7 MB. */
const trainedData = '4.0.0_best_int/chi_sim.traineddata.gz'
const onlyNeuralNetwork = 1

/**
 * The two ways a line is read: as one raw line in full size, and laid out as a line of words in small. They err
 * differently, so that what both say is hardly ever wrong.
 */
const ways = [
  { segmentation: '13', scale: 1 },
  { segmentation: '7', scale: 0.6 },
] as const

/** A picture as a PGM file, brought to another size by mixing neighbouring dots to grey. */
const pictureFile = ({ width, height, dots }: FaxWriting, scale: number): Uint8Array => {
  const rowBytes = Math.ceil(width / 8)
  const greyAt = (x: number, y: number): number => {
    const column = Math.min(width - 1, Math.max(0, x))
    const row = Math.min(height - 1, Math.max(0, y))
    return (dots[row * rowBytes + (column >> 3)]! >> (7 - (column & 7))) & 1 ? 0 : 255
  }
  const wide = Math.max(1, Math.round(width * scale))
  const high = Math.max(1, Math.round(height * scale))
  const head = Buffer.from(`P5\n${wide} ${high}\n255\n`)
  const file = new Uint8Array(head.length + wide * high)
  file.set(head)
  for (let y = 0; y < high; y += 1) {
    const down = (y + 0.5) / scale - 0.5
    const top = Math.floor(down)
    const low = down - top
    for (let x = 0; x < wide; x += 1) {
      const across = (x + 0.5) / scale - 0.5
      const left = Math.floor(across)
      const right = across - left
      const upper = greyAt(left, top) * (1 - right) + greyAt(left + 1, top) * right
      const lower = greyAt(left, top + 1) * (1 - right) + greyAt(left + 1, top + 1) * right
      file[head.length + y * wide + x] = Math.round(upper * (1 - low) + lower * low)
    }
  }
  return file
}

/** Makes the engine ready (0.2 s, 160 MB); what it gives reads one line of writing in each of the two ways. */
export const openFaxEngine = async (): Promise<(writing: FaxWriting) => FaxText[]> => {
  const load = packages(`${program}.js`) as LoadTesseract
  const data = join(dirname(packages.resolve('@tesseract.js-data/chi_sim/package.json')), trainedData)
  const silent = (): undefined => undefined
  const tesseract = await load({
    wasmBinary: await readFile(packages.resolve(`${program}.wasm`)),
    print: silent,
    printErr: silent,
  })
  tesseract.FS.writeFile('./chi_sim.traineddata', await promisify(gunzip)(await readFile(data)))
  const api = new tesseract.TessBaseAPI()
  if (api.Init(null, 'chi_sim', onlyNeuralNetwork) !== 0) throw new Error('the trained data was not taken')
  return (writing) =>
    ways.map(({ segmentation, scale }) => {
      api.SetVariable('tessedit_pageseg_mode', segmentation)
      tesseract.FS.writeFile('/input', pictureFile(writing, scale))
      if (api.SetImageFile(1, 0) !== 0) throw new Error('the picture was not taken')
      api.Recognize(null)
      const confidence = Math.min(100, Math.max(0, api.MeanTextConf()))
      return { text: api.GetUTF8Text().trim().slice(0, 300), confidence }
    })
}

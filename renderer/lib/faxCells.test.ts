import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { furnitureOrder } from '../../build/fax/sheet.ts'
import type { DisposableProcess } from '../../electron/disposable.ts'
import { readWritings } from '../../electron/faxReading/read.ts'
import { forkProgramInNode } from '../../electron/forkInNode.ts'
import type { Bilevel } from '../../shared/faxFiles.ts'
import { faxHints, type HintedLine, numbersIn, type ReadCell } from '../../shared/faxHints.ts'
import { Refusal } from '../../shared/refusals.ts'
import { cutCells, writingOf } from './faxCells.ts'
import { squareHeight } from './faxPages.ts'
import { findRows } from './faxRows.ts'
import { openTiff } from './faxTiff.ts'

/** The writing on a sample fax, read by the real process that reads for the check. */
const forkReader = forkProgramInNode('faxReader')

/** The first page of a sample in black and white, and how much higher than wide its dots are. */
const samplePage = (name: string, yResolution: number): { page: Bilevel; tall: number } => {
  const bytes = new Uint8Array(readFileSync(new URL(`../../e2e/samples/${name}`, import.meta.url)))
  const { width, height, colours } = openTiff(bytes)(0)
  const pixels = Uint8Array.from({ length: width * height }, (_, at) => (colours[at * 4]! < 128 ? 1 : 0))
  const page = { width, height, pixels }
  return { page, tall: squareHeight({ width, height, xResolution: 204, yResolution }) / height }
}
const samples = [
  ['fine', 'furniture-order.tif', 196],
  ['standard', 'furniture-order-standard.tif', 98],
] as const

const cellsOf = (name: string, yResolution: number) => {
  const { page, tall } = samplePage(name, yResolution)
  return cutCells(page, findRows(page), tall)
}
const readSample = async (name: string, yResolution: number): Promise<ReadCell[]> => {
  const cells = cellsOf(name, yResolution)
  const texts = await readWritings(
    forkReader,
    cells.map(({ picture }) => writingOf(picture)),
  )
  return cells.map(({ row, column }, at) => ({
    page: 0,
    row: row === 0 ? 'head' : row - 1,
    column,
    texts: texts[at]!,
  }))
}

/** The order as it stands on the sample. */
const keyed = furnitureOrder.lines.map(({ model, name, quantity, price }): HintedLine => {
  const pieces = Number(quantity.split(' ')[0])
  return {
    code: model,
    name,
    fields: ['code', 'name', 'colour', 'quantity', 'price', 'dueOn'],
    quantity: pieces * 1000,
    priceMicros: Number(price) * 1_000_000,
    amountFen: pieces * Number(price) * 100,
  }
})

describe('the cells of a fax', () => {
  it.each(samples)('of a %s fax are five in the head row and five in each of three lines', (_, name, lines) => {
    const places = cellsOf(name, lines).map(({ row, column }) => `${row}.${column}`)
    expect(places).toEqual([0, 1, 2, 3].flatMap((row) => [0, 1, 2, 3, 4].map((column) => `${row}.${column}`)))
  })

  it('have two lines of writing where a cell has two, and nothing where it is empty', () => {
    const [width, height] = [600, 320]
    const page = { width, height, pixels: new Uint8Array(width * height) }
    const ink = (x: number, y: number, w: number, h: number): void => {
      for (let row = y; row < y + h; row += 1) page.pixels.fill(1, row * width + x, row * width + x + w)
    }
    for (const y of [20, 100, 180]) ink(20, y, 560, 4)
    for (const x of [20, 200, 400, 576]) ink(x, 20, 4, 164)
    ink(60, 120, 70, 18)
    ink(60, 150, 40, 18)
    ink(240, 125, 60, 30)
    const bands = [{ top: 102 / height, height: 80 / height }]
    expect(cutCells(page, bands).map(({ column, picture: { width: w, height: h } }) => [column, w, h])).toEqual([
      [0, 90, 38],
      [0, 60, 38],
      [1, 80, 50],
    ])
  })

  it('are packed eight dots a byte, every row in a new one', () => {
    const pixels = Uint8Array.from([1, 0, 0, 0, 0, 0, 0, 1, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0])
    expect(writingOf({ width: 9, height: 2, pixels })).toEqual({
      width: 9,
      height: 2,
      dots: Uint8Array.from([0x81, 0x80, 0x40, 0]),
    })
  })
})

describe('the process that reads a fax', () => {
  it.each(samples)('reads every quantity and price of a %s fax, and raises no false alarm', async (_, name, lines) => {
    const read = await readSample(name, lines)
    const numbers = read.filter(({ row, column }) => row !== 'head' && column >= 3)
    expect(numbers.map(({ texts }) => numbersIn(texts[0]!.text)[0]?.value)).toEqual([
      '12',
      '1180',
      '72',
      '238',
      '6',
      '2680',
    ])
    const hints = faxHints(keyed, read)
    expect(hints.filter(({ kind }) => kind === 'different')).toEqual([])
    expect(hints.filter(({ field }) => field !== 'code')).toHaveLength(6)
    const turned = keyed.map((line, at) => (at === 1 ? { ...line, quantity: 27_000 } : line))
    expect(faxHints(turned, read).filter(({ kind }) => kind === 'different')).toEqual([
      { line: 1, field: 'quantity', kind: 'different', value: '72' },
    ])
  })

  it('is killed when it is stopped, takes too long or too much', async () => {
    const pictures = cellsOf('furniture-order.tif', 196).map(({ picture }) => writingOf(picture))
    let killed = 0
    const fork = (execArgv: string[]): DisposableProcess => {
      const child = forkReader(execArgv)
      return { ...child, kill: () => (killed += 1) > 0 && child.kill() }
    }
    const reason = new Error('stopped by the person')
    await expect(readWritings(fork, pictures, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
    const ending = new AbortController()
    const stopped = readWritings(fork, pictures, { signal: ending.signal })
    ending.abort(reason)
    await expect(stopped).rejects.toBe(reason)
    const refused = (limits: object) => readWritings(fork, pictures, limits).catch((error: unknown) => error)
    const [late, large] = [await refused({ wallMs: 1 }), await refused({ memoryBytes: 1024 })]
    expect([late, large].map((error) => error instanceof Refusal && error.code)).toEqual([
      'checks.faxTimedOut',
      'checks.faxFailed',
    ])
    expect(killed).toBe(3)
  })

  it('is not believed when it answers with something else', async () => {
    const pretend = (answer: unknown) => (): DisposableProcess => ({
      postMessage: () => undefined,
      on: (event: string, listener: (message: never) => void) =>
        event === 'message' && setImmediate(() => listener(answer as never)),
      kill: () => true,
    })
    const picture = { width: 8, height: 1, dots: new Uint8Array(1) }
    const codes = await Promise.all(
      [{ ok: false }, null, { ok: true, texts: [] }, { ok: true, texts: [[{ text: 12 }]] }].map((answer) =>
        readWritings(pretend(answer), [picture]).catch((error: unknown) => error instanceof Refusal && error.code),
      ),
    )
    expect(codes).toEqual(Array.from({ length: 4 }, () => 'checks.faxFailed'))
    expect(await readWritings(pretend(null), [])).toEqual([])
  })
})

import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import type { Paper } from '../electron/papers/paper.ts'
import { PaperPress } from '../electron/papers/rendering.ts'
import { rowNames, specimens } from '../electron/papers/specimens.ts'
import type { Printable } from '../shared/shell.ts'

/**
 * Every paper as a browser lays it out and as a PDF reader reads it back: the everyday one, one of many rows, one full of 标点,
 * and the largest and oddest the database can hold. Pictures of the everyday ones lie in `e2e/papers/`; when a paper looks
 * otherwise than its picture, `npm run papers` takes them anew, to be looked at before they are committed.
 */

const folder = join(import.meta.dirname, 'papers')
const references = join(folder, 'references.json')
const renew = process.env['RENEW_PAPERS'] === '1'
const kinds = Object.keys(specimens) as Printable[]

/** What no printer reaches: 4 mm of a sheet, the tractor strips of a continuous form; a label printer reaches nearly all. */
const unprintable = (paper: Paper): { side: number; edge: number } =>
  paper.widthMm < 110 ? { side: 1, edge: 0.5 } : paper.widthMm === 241 ? { side: 12.4, edge: 4 } : { side: 4, edge: 4 }

let press: PaperPress
test.beforeAll(async () => {
  press = await PaperPress.open()
})
test.afterAll(() => press.close())

/** Texts of the pages of a paper that is sound: its size, its margins, every text in its cell and apart from all others. */
const soundTexts = async (paper: Paper): Promise<string[]> => {
  expect((await press.measure(paper)).overflows).toEqual([])
  const { side, edge } = unprintable(paper)
  const margins = await press.margins(paper)
  expect(margins.side).toBeGreaterThanOrEqual(side)
  expect(Math.min(margins.top, margins.bottom)).toBeGreaterThanOrEqual(edge)
  const pdf = await press.pdf(paper)
  expect(pdf.pages).toBe(paper.pages.length)
  expect(Math.abs(pdf.widthMm - paper.widthMm)).toBeLessThan(0.2)
  expect(Math.abs(pdf.heightMm - paper.heightMm)).toBeLessThan(0.2)
  return pdf.texts
}

/** The pages of each copy. */
const byCopy = (paper: Paper, texts: string[]): string[][] =>
  [...new Set(paper.copies)].map((name) => texts.filter((_text, page) => paper.copies[page] === name))

const digestOf = ({ css, pages }: Paper): string =>
  createHash('sha256').update(css).update(pages.join('\n')).digest('hex').slice(0, 16)

for (const kind of kinds) {
  test(`${kind} is whole and sound, whatever is on it`, async () => {
    const { short, long, punctuated, extreme, lastOnly } = specimens[kind]
    await soundTexts(short())
    await soundTexts(punctuated())
    await soundTexts(extreme())
    if (long === null) return
    const paper = long()
    const copies = byCopy(paper, await soundTexts(paper))
    for (const texts of copies) {
      expect(texts.length).toBeGreaterThanOrEqual(3)
      const whole = texts.join('\n')
      for (const name of rowNames) expect(whole.split(name), `${name} once`).toHaveLength(2)
      if (lastOnly === null) continue
      const found = texts.map((text) => text.replaceAll(/\s/g, '').includes(lastOnly))
      // a copy that shows no money has no sum
      if (found.some(Boolean)) expect(found).toEqual(texts.map((_text, page) => page === texts.length - 1))
    }
  })
}

test('the papers look as their pictures do', async () => {
  const made = kinds.map((kind) => [kind, specimens[kind].short()] as const)
  const digests = Object.fromEntries(made.map(([kind, paper]) => [kind, digestOf(paper)]))
  if (renew) {
    for (const [kind, paper] of made) await press.picture(paper, join(folder, `${kind}.png`), 0.9)
    writeFileSync(references, `${JSON.stringify(digests, null, 2)}\n`)
  }
  expect(digests).toEqual(JSON.parse(readFileSync(references, 'utf8')))
})

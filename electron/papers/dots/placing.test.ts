import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { awkward } from '../awkward.ts'
import { deliveryNote } from '../deliveryNote.ts'
import type { Paper } from '../paper.ts'
import { PaperPress } from '../rendering.ts'
import { delivery } from '../samples.ts'
import { printerText } from './characters.ts'
import { drawPaper, firstColumnMm } from './drawing.ts'
import { escp } from './escp.ts'
import { interpret } from './interpreter.ts'
import { layNowOnDots } from './laying.ts'
import { readPageRules } from './markup.ts'
import { pictureOf } from './picture.ts'
import { lettered } from '../specimens.ts'

// a real browser lays the papers out: slow where the machine is busy
vi.setConfig({ testTimeout: 120_000 })

let press: PaperPress
beforeAll(async () => {
  press = await PaperPress.open()
})
afterAll(() => press.close())

const DOT_MM = 25.4 / 180
/** A line may be higher or lower by this: whole dots, and lines of text that are closer on screen than 24 dots. */
const DOWN_MM = 0.75
/** Text begins on sixtieths of an inch; the edges of a cell are pixels on screen. */
const ACROSS_MM = 0.7

/** Lines of a paper that the printer puts elsewhere than the browser does. */
const strayLines = async (paper: Paper): Promise<string[]> => {
  const { topMm } = readPageRules(paper)
  const squeeze = paper.squeeze!
  const shown = await press.lines(paper)
  const { pages } = drawPaper(paper)
  return pages.flatMap(({ texts }, page) => {
    const lines = shown[page]!.filter(({ text }) => printerText(text).trim() !== '')
    if (texts.length !== lines.length) return [`page ${page + 1}: ${texts.length} of ${lines.length} lines`]
    return texts.flatMap((text, index) => {
      const line = lines[index]!
      const across = (mm: number): number =>
        (mm - paper.widthMm / 2) / squeeze + paper.widthMm / 2 - firstColumnMm(paper.widthMm)
      const down = Math.abs((text.y + 12) * DOT_MM - (line.middleMm - topMm))
      // one edge stands where the cell puts it, the other where its letters end
      const middle = (text.x + text.width / 2) * DOT_MM - across((line.leftMm + line.rightMm) / 2)
      const left = text.x * DOT_MM - across(line.leftMm)
      const right = (text.x + text.width) * DOT_MM - across(line.rightMm)
      const beside = Math.min(...[middle, left, right].map(Math.abs))
      return down <= DOWN_MM && beside <= ACROSS_MM ? [] : [`${text.text}: ${down.toFixed(2)} / ${beside.toFixed(2)}`]
    })
  })
}

describe('a line in dots', () => {
  it('stands where the preview shows it, on every paper', async () => {
    for (const [name, { short: make }] of Object.entries(lettered))
      expect([name, await strayLines(layNowOnDots(make))]).toEqual([name, []])
  })

  it('and so do long and odd ones', async () => {
    // the browser keeps lines 3.3 mm apart where dots need 3.39: over five lines in a cell the difference shows
    const stray = await strayLines(layNowOnDots(() => deliveryNote(awkward(delivery))))
    expect(stray.filter((line) => !/: 0\.\d\d \//.test(line))).toEqual([])
  })
})

// GENDAN_PICTURES=<folder>: pictures of every paper as the printer leaves it, to look at
const folder = process.env['GENDAN_PICTURES']
it.runIf(folder)('draws what the printer prints', async () => {
  mkdirSync(folder!, { recursive: true })
  for (const [name, { short: make }] of Object.entries(lettered)) {
    const drawn = drawPaper(layNowOnDots(make))
    const html = pictureOf(interpret(escp(drawn)), drawn.columns)
    await press.pictureOf(html, drawn.columns, join(folder!, `${name}.png`))
  }
})

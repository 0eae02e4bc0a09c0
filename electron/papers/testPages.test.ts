import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { driftSheets, formNames, forms } from '../../shared/printers.ts'
import { deliveryNote } from './deliveryNote.ts'
import { paperDocument } from './paper.ts'
import { PaperPress } from './rendering.ts'
import { delivery, deliveryLines } from './samples.ts'
import { driftPages, rulerPage } from './testPages.ts'

vi.setConfig({ testTimeout: 60_000 })
let press: PaperPress
beforeAll(async () => {
  press = await PaperPress.open()
})
afterAll(() => press.close())

const sheetOf = (name: keyof typeof forms) => ({
  widthMm: forms[name].widthMicrons / 1000,
  heightMm: forms[name].heightMicrons / 1000,
})

test.each(formNames)(
  'the test pages of %s have its size, one form each, and nothing leaves the sheet',
  async (name) => {
    const sheet = sheetOf(name)
    const ruler = await press.pdf(rulerPage(sheet))
    const drift = await press.pdf(driftPages(sheet))
    for (const pdf of [ruler, drift]) {
      expect(Math.abs(pdf.widthMm - sheet.widthMm)).toBeLessThan(0.2)
      expect(Math.abs(pdf.heightMm - sheet.heightMm)).toBeLessThan(0.2)
    }
    expect([ruler.pages, drift.pages]).toEqual([1, driftSheets])
    expect(drift.texts.map((text) => /第\s*(\d+)\s*张/.exec(text)?.[1])).toEqual(
      Array.from({ length: driftSheets }, (_, index) => String(index + 1)),
    )
    for (const paper of [rulerPage(sheet), driftPages(sheet)])
      expect((await press.measure(paper)).overflows.filter((words) => !words.startsWith('cell'))).toEqual([])
  },
)

test('the numbers of the ruler stand at their millimetres from the edges', async () => {
  const words = await press.words(rulerPage(sheetOf('half')))
  const along = words.filter(({ text, topMm }) => /^\d+$/.test(text) && topMm < 8)
  expect(along.length).toBeGreaterThan(15)
  for (const { text, leftMm } of along) {
    // centred in 8 mm: a number of two figures is 3.6 mm wide
    expect(Math.abs(leftMm + (text.length * 1.8) / 2 - Number(text))).toBeLessThan(0.8)
  }
})

test('a sheet is moved by what the profile says, on every form, and the snapshot is not', async () => {
  const note = deliveryNote({ ...delivery, lines: [...deliveryLines, ...deliveryLines, ...deliveryLines] })
  expect(note.pages.length).toBeGreaterThan(1)
  const still = await press.words(note)
  const moved = await press.words(note, { rightMicrons: 1500, downMicrons: -700, heightCorrectionMicrons: 0 })
  expect(moved.map(({ page, text }) => [page, text])).toEqual(still.map(({ page, text }) => [page, text]))
  for (const [index, word] of moved.entries()) {
    expect(word.leftMm - still[index]!.leftMm).toBeCloseTo(1.5, 1)
    expect(word.topMm - still[index]!.topMm).toBeCloseTo(-0.7, 1)
  }
  const asItIs = { rightMicrons: 0, downMicrons: 0, heightCorrectionMicrons: 0 }
  expect(paperDocument(note, asItIs)).toBe(paperDocument(note))
})

test.each([150, -150])(
  'a form that is corrected by %i microns feeds one form a page',
  async (heightCorrectionMicrons) => {
    const note = deliveryNote({ ...delivery, lines: [...deliveryLines, ...deliveryLines, ...deliveryLines] })
    const still = await press.words(note)
    const corrected = await press.words(note, { rightMicrons: 0, downMicrons: 300, heightCorrectionMicrons })
    expect(new Set(corrected.map(({ page }) => page))).toEqual(new Set(still.map(({ page }) => page)))
    expect(paperDocument(note, { rightMicrons: 0, downMicrons: 300, heightCorrectionMicrons })).toContain(
      `@page { size: 241mm ${(139_700 + heightCorrectionMicrons) / 1000}mm`,
    )
  },
)

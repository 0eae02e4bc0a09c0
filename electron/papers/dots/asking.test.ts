import { afterEach, beforeEach, expect, test } from 'vitest'
import type { PaperOutput } from '../../../shared/papers.ts'
import { makeOrder } from '../../testing/checkedOrder.ts'
import { keyNote } from '../../testing/notes.ts'
import { openOffice, type TestOffice } from '../../testing/office.ts'
import type { DotsFace } from '../face.ts'
import { drawPaper } from './drawing.ts'
import { escp } from './escp.ts'
import { interpret } from './interpreter.ts'
import { layOnDots } from './laying.ts'
import { dotPreview } from './preview.ts'

let office: TestOffice
let noteId: number
beforeEach(async () => {
  office = await openOffice()
  const order = await makeOrder(office)
  noteId = (await keyNote(office, order, [4])).id
})
afterEach(() => office.close())

/** Asks as main does for a page of the warehouse. */
const ask = async (face?: DotsFace): Promise<PaperOutput> => {
  const caller = { userId: office.userIds.warehouse, host: 'PC', ...(face ? { face } : {}) }
  const reply = await office.app.call(caller, 'deliveries.paper', { id: noteId, prices: false, copies: false })
  if (!reply.ok) throw new Error(reply.refusal.code)
  return reply.value as PaperOutput
}

test('a paper asked for in dots fits 8 inches, and one asked for at the same time is none the wiser', async () => {
  const [dots, page] = await Promise.all([layOnDots(ask), ask()])
  expect(page.squeeze).toBeUndefined()
  expect(() => drawPaper(page)).toThrow(/no paper for dots/)
  expect(dots.squeeze).toBeCloseTo(216 / (203.2 - 0.4), 9)
  const { forms } = interpret(escp(drawPaper(dots)))
  expect(Math.max(...forms[0]!.texts.map(({ x, width }) => x + width))).toBeLessThanOrEqual(1440)
  expect(forms[0]!.texts.map(({ text }) => text).join()).not.toMatch(/400\.00|单价|金额/)
})

test('is laid out once where the room it needs is known', async () => {
  let runs = 0
  const counted = (face: DotsFace): Promise<PaperOutput> => {
    runs += 1
    return ask(face)
  }
  const first = await layOnDots(counted)
  expect(runs).toBe(2)
  expect(await layOnDots(counted, first.squeeze)).toEqual(first)
  expect(runs).toBe(3)
})

test('its preview is a paper of plain blocks with every line where it is printed', async () => {
  const dots = await layOnDots(ask)
  const drawn = drawPaper(dots)
  const preview = dotPreview(dots, drawn)
  expect(preview).toMatchObject({ widthMm: 241, heightMm: 139.7, title: dots.title })
  const html = preview.pages.join('')
  for (const tag of html.match(/<[^>]*>/g)!)
    expect(tag).toMatch(/^<(?:\/(?:div|span)|(?:div|span)(?: (?:class|role)="[\w -]*")*)>$/)
  const shown = html
    .replace(/<[^>]*>/g, '')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
  expect(shown).toBe(drawn.pages.flatMap(({ texts }) => texts.map(({ text }) => text)).join(''))
})

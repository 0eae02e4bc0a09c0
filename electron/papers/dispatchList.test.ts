import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { languages } from '../../shared/language.ts'
import { awkward } from './awkward.ts'
import { dispatchList, type DispatchPaper, type DispatchRow } from './dispatchList.ts'
import { PaperPress } from './rendering.ts'
import { company } from './samples.ts'

// papers are laid out in a real browser: slow where the machine is busy
vi.setConfig({ testTimeout: 60_000 })

let press: PaperPress
beforeAll(async () => {
  press = await PaperPress.open()
})
afterAll(() => press.close())

const row = (index: number): DispatchRow => ({
  noticeNumber: `SC261122-${String((index % 99) + 1).padStart(2, '0')}`,
  customer: 'K001',
  description: '餐桌 1400×800×750 橡木面 胡桃色开放漆圆角',
  unit: '张',
  quantity: 12_345_500,
  done: 2_345_500,
  left: 10_000_000,
  plannedStart: '2026-11-25',
  plannedFinish: '2026-11-27',
  dueOn: '2026-12-05',
  rush: index === 0,
  workshop: index === 1 ? '油漆车间' : '木工车间',
})
const paper: DispatchPaper = {
  company,
  number: '',
  madeBy: '李敏',
  on: '2026-11-22',
  workshop: '木工车间',
  parts: [
    { process: '开料', total: 3, rows: [0, 1, 2].map(row) },
    { process: '白茬', total: 260, rows: Array.from({ length: 200 }, (_, index) => row(index)) },
  ],
}

test('派工单 lists each process in its order, page after page, and says what is left off', async () => {
  const made = dispatchList(paper)
  expect((await press.measure(made)).overflows).toEqual([])
  const { texts, pages } = await press.pdf(made)
  expect(pages).toBe(made.pages.length)
  expect(pages).toBeGreaterThan(4)
  const text = texts.join('')
  expect(text).toContain('共 3 道')
  expect(text).toContain('共 260 道，只印前 200 道')
  expect(text.match(/12-05 急/g)).toHaveLength(2)
  expect(texts[0]).toContain('SC261122-01')
  expect(texts[0]).toContain('11-25–11-27') // a span of days is not broken
  expect(texts.at(-1)).toMatch(/\b200 SC261122-02/)
})

test('holds its text in every language, the longest and oddest too', async () => {
  for (const language of languages)
    expect((await press.measure(dispatchList(paper, { language }))).overflows).toEqual([])
  expect((await press.measure(dispatchList(awkward({ ...paper, parts: [paper.parts[0]!] })))).overflows).toEqual([])
  expect((await press.measure(dispatchList({ ...paper, parts: [] }))).overflows).toEqual([])
})

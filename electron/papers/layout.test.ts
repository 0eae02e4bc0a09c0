import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { emptyContent, layoutPapers, type LayoutContent, type LayoutForm } from '../../shared/layouts.ts'
import { columnsOf, completed, factoryContent, problemOf } from '../features/layouts/checking.ts'
import { encodePng } from '../../build/fax/png.ts'
import { deliveryNote } from './deliveryNote.ts'
import { applyLayout, type PaperLayout } from './layout.ts'
import { placeText, sizesOf } from './layoutColumns.ts'
import { PaperPress } from './rendering.ts'
import { company, delivery, deliveryLines } from './samples.ts'
import { samplePaper, sampleTable } from './samplesLayout.ts'
import type { Column } from './table.ts'

vi.setConfig({ testTimeout: 120_000 })

type Cells = { key: string; width: number; figure: boolean; least: number }[]
const columnsFrom = (cells: Cells): Column<null>[] =>
  cells.map(({ key, width, figure, least }) => ({ key, label: key, width, figure, least, text: () => '' }))

/** Columns of a paper, and what an office wants of them: which, in what order, under what name, how wide. */
const wishes = fc
  .array(
    fc.record({
      width: fc.integer({ min: 8, max: 60 }),
      figure: fc.boolean(),
      least: fc.integer({ min: 0, max: 30 }),
      shown: fc.boolean(),
      asked: fc.option(fc.integer({ min: 3, max: 120 }), { nil: null }),
      label: fc.constantFrom('', '名称', '价'),
    }),
    { minLength: 1, maxLength: 14 },
  )
  .chain((list) => {
    const rows = list.map((one, index) => ({ ...one, key: `c${index}`, least: one.figure ? one.least : 0 }))
    return fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: 1, maxLength: rows.length }))
  })

describe('applyLayout', () => {
  it('fills the paper exactly with the columns asked for, in their order and under their names; no figure is squeezed', () => {
    fc.assert(
      fc.property(wishes, fc.integer({ min: 120, max: 300 }), ([all, order], inner) => {
        const columns = order.map(({ key, label, asked, shown }) => ({ key, label, widthMm: asked, shown }))
        const leastOf = (column: Column<null>): number => column.least ?? 0
        const { columns: made, overMm } = applyLayout(columnsFrom(all), { columns }, inner, leastOf)
        // an independent model: who is there, and the least each can do with
        const wanted = order.filter(({ shown }) => shown)
        expect(made.map(({ key }) => key)).toEqual(wanted.map(({ key }) => key))
        expect(made.map(({ label }) => label)).toEqual(wanted.map(({ key, label }) => label || key))
        if (wanted.length === 0) return
        expect(made.reduce((sum, { width }) => sum + width, 0)).toBeCloseTo(inner, 6)
        const floor = wanted.reduce((sum, one) => sum + Math.max(8, one.least), 0)
        if (floor <= inner) {
          expect(overMm).toBe(0)
          for (const [index, one] of wanted.entries())
            if (one.figure) expect(made[index]!.width + 1e-9).toBeGreaterThanOrEqual(one.least)
        }
      }),
      { numRuns: 1500 },
    )
  })

  it('leaves a width that was typed as it is while a text column has room to give', () => {
    const cells = columnsFrom([
      { key: 'a', width: 100, figure: false, least: 0 },
      { key: 'b', width: 50, figure: true, least: 20 },
      { key: 'c', width: 66, figure: false, least: 0 },
    ])
    const ask = (b: number) =>
      applyLayout(
        cells,
        {
          columns: [
            { key: 'c', label: '', widthMm: null, shown: true },
            { key: 'b', label: '', widthMm: b, shown: true },
            { key: 'a', label: '', widthMm: null, shown: true },
          ],
        },
        216,
        ({ least }) => least ?? 0,
      )
    expect(ask(70).columns.map(({ width }) => width)).toEqual([66, 70, 80])
    expect(ask(30).columns.map(({ width }) => width)).toEqual([66, 30, 120])
    // narrower than its longest figure: it gets what it needs
    expect(ask(5).columns.map(({ width }) => width)).toEqual([66, 20, 130])
    const tight = ask(205)
    expect([tight.overMm, tight.columns.map(({ width }) => width)]).toEqual([0, [8, 200, 8]])
  })
})

describe('a grid of amounts', () => {
  it('has each digit in its place, ￥ or − before the first, and reads back as the amount', () => {
    fc.assert(
      fc.property(fc.integer({ min: -999_999_999, max: 999_999_999 }), (fen) => {
        const places = Array.from({ length: 12 }, (_, index) => placeText(fen, 11 - index)).join('')
        expect(places).toMatch(/^[￥−]\d{3,}$/)
        expect(Number(places.slice(1)) * (places.startsWith('−') ? -1 : 1)).toBe(fen === 0 ? 0 : fen)
      }),
    )
    expect([5, 0, -860_00].map((fen) => [4, 3, 2, 1, 0].map((place) => placeText(fen, place)).join('|'))).toEqual([
      '|￥|0|0|5',
      '|￥|0|0|0',
      '8|6|0|0|0',
    ])
  })

  it('reads 长 宽 厚 out of a description', () => {
    expect(sizesOf('餐桌 1400×800×750 胡桃')).toEqual(['1400', '800', '750'])
    expect(sizesOf('彩盒 120*80 250g')).toEqual(['120', '80', ''])
    expect(sizesOf('铰链 4 寸')).toEqual(['', '', ''])
  })
})

const layoutOf = (content: Partial<LayoutContent>, logo = ''): PaperLayout => ({
  name: '试',
  version: 3,
  content: { ...factoryContent('deliveryNote'), ...content },
  logo,
})

let press: PaperPress
beforeAll(async () => {
  press = await PaperPress.open()
})
afterAll(() => press.close())

describe('a layout that changes nothing', () => {
  it.each(layoutPapers)('prints %s to the letter as without one', (paper) => {
    const content = factoryContent(paper)
    const named = (columns: LayoutContent['columns']): PaperLayout => ({
      name: '',
      version: 1,
      content: { ...content, columns },
      logo: '',
    })
    expect(samplePaper(paper, company, named(content.columns))).toEqual(samplePaper(paper, company, named([])))
    expect(problemOf(paper, content, 'zh-CN')).toBeNull()
  })

  it('is the note without any layout', () => {
    const { layout, ...output } = deliveryNote(delivery, { layout: layoutOf({}) })
    expect(output).toEqual(deliveryNote(delivery))
    expect(layout).toEqual({ name: '试', version: 3 })
  })
})

const lines = Array.from({ length: 40 }, (_, index) => ({ ...deliveryLines[index % 3]!, code: `K-${1000 + index}` }))
const long = { ...delivery, lines, totalPacks: 1280, totalFen: 63_112_000 }
const countOf = (text: string, part: string): number => text.split(part).length - 1
const formed = (kind: LayoutForm) => ({ kind, widthMm: 220, heightMm: 140 })

describe('送货单 as the office wants it', () => {
  it.each([
    ['half', 8, 139.7],
    ['whole', 26, 279.4],
    ['third', 5, 93.1],
    ['a4', 28, 297],
    ['a5', 9, 148],
    ['own', 8, 140],
  ] as const)('holds its lines on %s, every line once, the total on the last form', async (kind, most, height) => {
    const paper = deliveryNote(long, { layout: layoutOf({ form: formed(kind), subtotal: 'words' }) })
    expect(paper.heightMm).toBe(height)
    expect((await press.measure(paper)).overflows).toEqual([])
    const { texts } = await press.pdf(paper)
    const counts = texts.map((text) => countOf(text, 'K-1'))
    expect(Math.max(...counts)).toBeLessThanOrEqual(most)
    // a narrower sheet breaks an address over two lines, and a long name over two rows
    expect(Math.max(...counts)).toBeGreaterThanOrEqual(kind === 'third' ? 3 : most - 1)
    for (const line of lines) expect(countOf(texts.join(''), line.code)).toBe(1)
    texts.forEach((text, index) => {
      const last = index === texts.length - 1
      expect(text.includes('本页小计（大写）') || text.includes('本页小计(大写)')).toBe(!last)
      expect(/合计[（(]大写/.test(text)).toBe(last)
    })
  })

  it('hides the price of a customer, moves and renames columns, prints 长 宽 厚 and 件数×每件', async () => {
    const order = ['sequence', 'quantity', 'packed', 'goods', 'length', 'width', 'thick', 'remark']
    const columns = order.map((key) => ({
      key,
      label: key === 'goods' ? '货物名称' : '',
      widthMm: key === 'quantity' ? 30 : null,
      shown: true,
    }))
    const paper = deliveryNote(delivery, { layout: layoutOf({ columns }) })
    expect((await press.measure(paper)).overflows).toEqual([])
    const [text] = (await press.pdf(paper)).texts
    expect(text).toMatch(/序\s+数量\s+件数×每件\s+货物名称\s+长\s+宽\s+厚\/高\s+备注/)
    expect(text).toMatch(/2\s+72\s+36×2\s+餐椅/)
    expect(text).toMatch(/1400\s+800\s+750/)
    expect(text).not.toMatch(/单价|金额|47,376|14,160|大写/)
    // what the driver collects is no price of the goods
    expect(text).toContain('33,163.20')
  })

  it('hides the prices of one copy and names each by colour', async () => {
    const copies = [
      { colour: '白', name: '存根', prices: true },
      { colour: '红', name: '司机', prices: false },
    ]
    const paper = deliveryNote(long, { copies: ['—'], layout: layoutOf({ copies }) })
    const { texts } = await press.pdf(paper)
    expect(new Set(paper.copies)).toEqual(new Set(['白 存根', '红 司机']))
    texts.forEach((text, index) => {
      expect(text).toContain(`【${paper.copies[index]}】`)
      expect(text.includes('单价')).toBe(paper.copies[index] === '白 存根')
      expect(/￥\d/.test(text.replace(/代收货款：￥[\d,.]+/, ''))).toBe(paper.copies[index] === '白 存根')
    })
  })

  it('has the amount in a grid, a logo, further fields and a note text of its own, all in their places', async () => {
    const png = encodePng({ width: 40, height: 20, pixels: new Uint8Array(800).fill(1) }).toString('base64')
    const layout = layoutOf(
      {
        amountGrid: true,
        logo: { picture: 'a'.repeat(64), widthMm: 30, heightMm: 10, place: 'left' },
        fields: [
          { label: '客户简称', source: 'customerShort', text: '' },
          { label: '质检', source: 'text', text: '合格' },
          { label: '备注', source: 'remark', text: '' },
        ],
        noteText: '货款两清前货权归本厂。',
      },
      `data:image/png;base64,${png}`,
    )
    const paper = deliveryNote(delivery, { layout })
    expect((await press.measure(paper)).overflows).toEqual([])
    expect(await press.pictures(paper)).toEqual(['inside'])
    const [text] = (await press.pdf(paper)).texts
    expect(text).toMatch(/万\s*千\s*百\s*十\s*元\s*角\s*分/)
    expect(text!.replace(/\s/g, '')).toContain('￥4737600')
    for (const words of ['客户简称', '长乐家居', '质检', '货款两清前货权归本厂']) expect(text).toContain(words)
    expect(text).not.toContain('三十日内')
  })

  it('says 合计 on the last form alone where no 小计 is wanted', async () => {
    const { texts } = await press.pdf(deliveryNote(long, { layout: layoutOf({ subtotal: 'none' }) }))
    expect(texts.join('')).not.toContain('小计')
    expect(texts.filter((text) => text.includes('631,120.00')).length).toBe(2 - 1)
  })

  it('prints on a pre-printed form nothing but its texts, where they were placed; its lines are on the screen only', async () => {
    const overprint = {
      on: true,
      rowMm: 7,
      rightMm: 0,
      downMm: 0,
      places: [
        { key: 'customer', on: true, xMm: 40, yMm: 20, widthMm: 90 },
        { key: 'phone', on: false, xMm: 0, yMm: 0, widthMm: 5 },
      ],
    }
    const paper = deliveryNote({ ...long, released: false }, { layout: layoutOf({ overprint }) })
    const { texts } = await press.pdf(paper)
    const said = texts.join('')
    for (const line of lines) expect(countOf(said, line.code)).toBe(1)
    expect(said).not.toMatch(/收货单位|品名规格|单价|签章|佛山市禾杉|送货单/)
    expect(said).toContain('重庆市长乐家居有限公司')
    expect(said).not.toContain('139 2333 5566')
    expect(said).toContain('未放行')
    expect(texts.filter((text) => text.includes('陆拾叁万壹仟壹佰贰拾元整'))).toEqual([texts.at(-1)])
    expect(paper.css).toContain('@media print { .ghost { display: none } }')
    expect(paper.css).toMatch(/left: 40mm; top: 20mm; width: 90mm/)
  })
})

describe('every paper', () => {
  it('keeps its text in its cells whatever columns are chosen', async () => {
    for (const paper of layoutPapers) {
      const all = columnsOf(paper)
      const few = all.filter(({ needed, usual }) => needed || usual).toReversed()
      const columns = few.map(({ key }, index) => ({
        key,
        label: index === 1 ? '改了名的一栏' : '',
        widthMm: null,
        shown: true,
      }))
      const fields = [{ label: '加印', source: 'text', text: '加印的文字' }]
      const content = { ...emptyContent, columns, fields, noteText: '本厂说明一句。' }
      expect([paper, problemOf(paper, content, 'zh-CN')]).toEqual([paper, null])
      const made = samplePaper(paper, company, { name: '', version: 1, content, logo: '' })
      expect([paper, (await press.measure(made)).overflows]).toEqual([paper, []])
      for (const words of ['改了名的一栏', '加印的文字', '本厂说明一句'])
        expect([
          paper,
          words,
          made.pages
            .join('')
            .replace(/<[^>]*>/g, '')
            .includes(words),
        ]).toEqual([paper, words, true])
      const letters = paper === 'deliveryNote' || paper === 'shippingPlan' ? [] : (['a4across', 'whole'] as const)
      for (const kind of letters) {
        const wide = samplePaper(paper, company, {
          name: '',
          version: 1,
          content: { ...content, form: formed(kind) },
          logo: '',
        })
        expect([paper, kind, (await press.measure(wide)).overflows]).toEqual([paper, kind, []])
      }
    }
  })

  it('refuses what cannot be printed, and takes over a layout of an older program', () => {
    const usual = factoryContent('deliveryNote')
    const code = (content: Partial<LayoutContent>): string | undefined =>
      problemOf('deliveryNote', { ...usual, ...content }, 'zh-CN')?.code
    const wide = usual.columns.map((column) => ({ ...column, shown: true, widthMm: 40 }))
    expect([
      code({ columns: usual.columns.map((column) => ({ ...column, shown: column.key !== 'quantity' })) }),
      code({ columns: [{ key: 'quantity', label: '', widthMm: null, shown: true }] }),
      code({ form: { ...usual.form, kind: 'a4across' } }),
      code({ lines: 9 }),
      code({ fields: [{ label: 'x', source: 'salary', text: '' }] }),
      problemOf('statement', { ...factoryContent('statement'), overprint: { ...usual.overprint, on: true } }, 'zh-CN')
        ?.code,
      // 18 columns of 40 mm: the texts give, the figures keep what they need, and it fits
      code({ columns: wide }),
    ]).toEqual([
      'layouts.needed',
      'layouts.keepTwo',
      'layouts.formNot',
      'layouts.tooManyLines',
      'layouts.fieldUnknown',
      'layouts.overprintNot',
      undefined,
    ])
    const older = completed('deliveryNote', {
      ...usual,
      columns: [
        { key: 'quantity', label: '数', widthMm: 20, shown: true },
        { key: 'gone', label: '', widthMm: null, shown: true },
        { key: 'description', label: '', widthMm: null, shown: true },
      ],
    })
    expect(older.columns.filter(({ shown }) => shown).map(({ key }) => key)).toEqual(['quantity', 'description'])
    expect(older.columns).toHaveLength(sampleTable('deliveryNote').columns.length)
  })
})

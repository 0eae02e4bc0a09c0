import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { languages } from '../../../shared/language.ts'
import { factoryContent } from '../../features/layouts/checking.ts'
import { awkward } from '../awkward.ts'
import { deliveryNote } from '../deliveryNote.ts'
import { orderConfirmation } from '../orderConfirmation.ts'
import type { Paper } from '../paper.ts'
import { productionNotice } from '../productionNotice.ts'
import { confirmation, daily, delivery, deliveryLines, march, notice, progress } from '../samples.ts'
import { dailyReport } from '../dailyReport.ts'
import { progressTable } from '../progressTable.ts'
import { statement } from '../statement.ts'
import { codeOf, isHalf, missingCharacters, printerText } from './characters.ts'
import { type DotPage, type DotPaper, drawPaper } from './drawing.ts'
import { escp, formDots, formLines } from './escp.ts'
import { dotAt, interpret, type Printed, type PrintedText } from './interpreter.ts'
import { layNowOnDots } from './laying.ts'
import { lettered } from '../specimens.ts'
import { dotTestPaper } from './testPages.ts'

/** The lines of a paper as its HTML has them, page by page: read without the reader that is tested. */
const linesOf = (paper: Paper): string[][] =>
  paper.pages.map((html) =>
    [...html.matchAll(/<span class="l">([^<]*)<\/span>/g)]
      .map(([, line]) =>
        printerText(
          line!
            .replaceAll('&#160;', ' ')
            .replaceAll('&lt;', '<')
            .replaceAll('&gt;', '>')
            .replaceAll('&quot;', '"')
            .replaceAll('&#39;', "'")
            .replaceAll('&amp;', '&'),
        ).trim(),
      )
      .filter((line) => line !== ''),
  )

it('leaves the logo of a layout out, and says how many pictures it left out', () => {
  const content = {
    ...factoryContent('deliveryNote'),
    logo: { picture: 'a'.repeat(64), widthMm: 30, heightMm: 10, place: 'left' as const },
  }
  const layout = { name: '试', version: 1, content, logo: 'data:image/png;base64,AAAA' }
  const drawn = drawPaper(layNowOnDots(() => deliveryNote(delivery, { layout })))
  expect(drawn.pictures).toBe(drawn.pages.length)
  expect(drawn.pages[0]!.texts.length).toBeGreaterThan(20)
})

/** Every dot of the rules of a page. */
const dotsOf = ({ rules }: DotPage): Set<number> => {
  const dots = new Set<number>()
  for (const { way, at, from, to } of rules)
    for (let along = from; along <= to; along += 1) dots.add(way === 'across' ? dotAt(along, at) : dotAt(at, along))
  return dots
}

/** Dots that are wanted and missing, and that are there without being wanted: the first few of each. */
const differences = (wanted: Set<number>, found: Set<number>): string[] => {
  const name = (what: string, dots: Set<number>): string[] =>
    [...dots].slice(0, 5).map((dot) => `${what} ${dot % 4096},${Math.trunc(dot / 4096)}`)
  return [...name('missing', wanted.difference(found)), ...name('not wanted', found.difference(wanted))]
}

/** Rows of dots two texts may share: the lowest row of a character is empty. */
const SHARED = 1

const overlaps = (texts: PrintedText[]): string[] =>
  texts.flatMap((one, index) =>
    texts
      .slice(index + 1)
      .filter(
        (other) =>
          Math.min(one.x + one.width, other.x + other.width) > Math.max(one.x, other.x) &&
          Math.min(one.y, other.y) + 24 - Math.max(one.y, other.y) > SHARED,
      )
      .map((other) => `${one.text} / ${other.text}`),
  )

const faultsOf = (drawn: DotPaper, { forms, formDots: length }: Printed): string[] =>
  forms.flatMap(({ texts, dots, bottom }, index) => {
    const struck = texts.filter(({ x, y, width }) => {
      for (let row = y + SHARED; row < y + 24 - SHARED; row += 1)
        for (let column = x; column < x + width; column += 1) if (dots.has(dotAt(column, row))) return true
      return false
    })
    return [
      ...texts.filter(({ x, width }) => x < 0 || x + width > drawn.columns).map(({ text }) => `beside: ${text}`),
      ...struck.map(({ text }) => `struck through: ${text}`),
      ...overlaps(texts).map((pair) => `over: ${pair}`),
      ...(bottom >= length ? [`form ${index + 1} is too long`] : []),
    ]
  })

/** A paper as the printer leaves it, which must be the paper: every line once, every rule whole, nothing else. */
const expectPrinted = (make: () => Paper): Printed => {
  const paper = layNowOnDots(make)
  const drawn = drawPaper(paper)
  const printed = interpret(escp(drawn))
  expect(printed.forms.map(({ texts }) => texts.map(({ text }) => text).toSorted())).toEqual(
    linesOf(paper).map((lines) => lines.toSorted()),
  )
  expect(printed.forms.flatMap(({ dots }, index) => differences(dotsOf(drawn.pages[index]!), dots))).toEqual([])
  expect(faultsOf(drawn, printed)).toEqual([])
  return printed
}

describe('every paper in dots', () => {
  it.each(Object.keys(lettered) as (keyof typeof lettered)[])(
    '%s prints every line once and every rule whole',
    (name) => {
      expectPrinted(lettered[name].short)
    },
  )

  it('holds the oddest texts and the largest figures', () => {
    expectPrinted(() => deliveryNote(awkward(delivery)))
    expectPrinted(() => deliveryNote(awkward(delivery), { progress: true, copies: ['白存根', '红客户'] }))
    expectPrinted(() => deliveryNote(awkward(delivery), { prices: false }))
    expectPrinted(() => orderConfirmation(awkward(confirmation)))
    expectPrinted(() => productionNotice(awkward(notice)))
    expectPrinted(() => statement(awkward(march)))
    expectPrinted(() => progressTable(awkward(progress)))
    expectPrinted(() => dailyReport(awkward(daily)))
  })

  it('prints whatever was typed as texts: commands of the printer, halves of signs, words without an end', () => {
    const strange = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.string({ unit: 'grapheme', maxLength: 40 }),
      fc.array(fc.integer({ min: 0, max: 0xff_ff }), { maxLength: 30 }).map((units) => String.fromCharCode(...units)),
      fc.constantFrom(
        '\u001b@\u000c\u001bE',
        '\ud83e',
        '\udea1\ud83e',
        '\u2028\u2029\u0085',
        'W'.repeat(300),
        '龘'.repeat(200),
        '<b>&#27;</b>',
      ),
    )
    // as long as the fields of the office let them be
    const [long, short] = [
      /name|address|description|remark/i,
      /contact|phone|driver|vehicle|serial|madeBy|colou?r|mode/i,
    ]
    const most = (key: string): number => (long.test(key) ? 200 : short.test(key) ? 20 : 0)
    fc.assert(
      fc.property(fc.array(strange, { minLength: 12, maxLength: 12 }), (texts) => {
        let turn = 0
        const changed = JSON.parse(
          JSON.stringify(delivery, (key, value: unknown) =>
            typeof value === 'string' && most(key) > 0 ? texts[turn++ % texts.length]!.slice(0, most(key)) : value,
          ),
        ) as typeof delivery
        expectPrinted(() => deliveryNote(changed))
      }),
      // a company name that takes many lines; a sign that would be written as six
      {
        numRuns: 25,
        examples: [
          [['龘'.repeat(200), '龘'.repeat(200), '\u001b@\u000c\u001bE', ...Array<string>(9).fill('')]],
          [[...Array<string>(6).fill(''), '\u001b@\u000c\u001bE', '㌕', '', '', '', '']],
        ],
      },
    )
  })

  it('holds every language', () => {
    for (const language of languages) {
      expectPrinted(() => deliveryNote(delivery, { language, progress: true }))
      expectPrinted(() => statement(march, { language }))
      expectPrinted(() => productionNotice(notice, { language }))
    }
  })

  it('feeds a 送货单 of 20 lines on three forms of 5½ inch, the total on the last only', () => {
    const lines = Array.from({ length: 20 }, (_, index) => ({ ...deliveryLines[index % 3]!, code: `K-${index}` }))
    const { forms, formDots: length, commands } = expectPrinted(() => deliveryNote({ ...delivery, lines }))
    expect([forms.length, length]).toEqual([3, 990])
    expect(commands.filter((command) => command === 'FF')).toHaveLength(3)
    const withWords = forms.map(({ texts }) => texts.some(({ text }) => text.includes('大写')))
    expect(withWords).toEqual([false, false, true])
  })

  it('prints titles at double width where they fit and what is bold bold', () => {
    const { forms } = expectPrinted(() => statement(march))
    const titles = forms[0]!.texts.filter(({ wide }) => wide)
    expect(titles.map(({ text }) => text)).toEqual(['佛山市禾杉家具有限公司', '对账单'])
    expect(forms[0]!.texts.find(({ text }) => text.includes('贰万零壹拾贰元整'))?.bold).toBe(true)
    expect(forms[0]!.texts.find(({ text }) => text === '18,650.00')?.bold).toBe(false)
  })

  it('puts A4 papers on continuous paper of 11 inches, and the form of a 送货单 within 8 inches', () => {
    const widest = (make: () => Paper): number =>
      Math.max(...expectPrinted(make).forms.flatMap(({ texts }) => texts.map(({ x, width }) => x + width)))
    expect(expectPrinted(() => statement(march)).formDots).toBe(1980)
    expect(widest(() => deliveryNote(delivery))).toBeLessThanOrEqual(1440)
    expect(widest(() => statement(march))).toBeLessThanOrEqual(1440)
    const across = layNowOnDots(() => progressTable(progress))
    expect([across.widthMm, across.heightMm, drawPaper(across).columns]).toEqual([381, 279.4, 2448])
  })
})

describe('characters of the printer', () => {
  it('writes each of its characters as bytes that mean that character', () => {
    const decoder = new TextDecoder('gb18030')
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), (one, other) => {
        const text = `龘々〇①㎡，${one}${other}送货单`.replace(/\p{Cc}/gu, '')
        for (const character of printerText(text)) {
          const code = codeOf(character)
          expect(code > 0xff).toBe(!isHalf(character))
          const bytes = code > 0xff ? [code >> 8, code & 0xff] : [code]
          expect(decoder.decode(Uint8Array.from(bytes))).toBe(character)
        }
      }),
    )
  })

  it('knows all hanzi of GB 2312, and says which characters it lacks', () => {
    expect(missingCharacters('礼貌用语，送货单；镕喆祎堃淼犇骉𠮷🪑')).toEqual(['𠮷', '🪑'])
    expect(printerText('𠮷野家 1.5 m² ☑是 é – ¥12')).toBe('〓野家 1.5 m2 ■是 é – ￥12')
    expect(printerText('㌕ 5㎏ ㋿')).toBe('〓 5㎏ 令和')
  })
})

describe('the form', () => {
  it.each([
    [139.7, 33],
    [93.1, 22],
    [93.13, 22],
    [279.4, 66],
    [140, 33],
  ])('of %d mm is %d lines of a sixth of an inch, without an error that could add up', (heightMm, lines) => {
    expect(formLines(formDots(heightMm))).toEqual({ spacing: 30, lines })
  })

  it('of any other length is met to three dots at worst, and a correction moves it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 360, max: 3600 }), (dots) => {
        const { spacing, lines } = formLines(dots)
        expect(spacing >= 1 && spacing <= 255 && lines >= 1 && lines <= 127).toBe(true)
        expect(Math.abs(spacing * lines - dots)).toBeLessThanOrEqual(3)
      }),
    )
    expect(formDots(139.7, 0.3)).toBe(992)
    expect(formDots(139.7, -0.3)).toBe(988)
  })
})

describe('the print head', () => {
  const column = fc.integer({ min: 0, max: 300 })
  const rule = fc.record({
    way: fc.constantFrom('across' as const, 'down' as const),
    at: column,
    from: column,
    length: fc.integer({ min: 0, max: 200 }),
  })
  const text = fc.record({
    x: column,
    y: column,
    text: fc.constantFrom('送货单', '12,3', 'No. 张'),
    bold: fc.boolean(),
  })

  it('leaves every text and every dot of every rule where they belong, whatever lies over what', () => {
    fc.assert(
      fc.property(
        fc.array(rule, { maxLength: 12 }),
        fc.uniqueArray(text, { maxLength: 8, selector: ({ y }) => y }),
        (lines, words) => {
          const page: DotPage = {
            rules: lines.map(({ way, at, from, length }) => ({ way, at, from, to: from + length })),
            texts: words.map((word) => ({ ...word, x: word.x * 3, width: 72, wide: false })),
          }
          const paper = { pages: [page], heightMm: 279.4, columns: 1440, missing: [], pictures: 0 }
          const { forms } = interpret(escp(paper))
          expect(differences(dotsOf(page), forms[0]?.dots ?? new Set())).toEqual([])
          const placed = (forms[0]?.texts ?? []).map((each) => [each.text, each.x, each.y, each.bold])
          expect(placed).toEqual(
            page.texts.toSorted((one, other) => one.y - other.y).map((each) => [each.text, each.x, each.y, each.bold]),
          )
        },
      ),
    )
  })

  it('moves the whole print as far as its columns and its first line reach, nothing over anything', () => {
    const drawn = drawPaper(layNowOnDots(() => statement(march)))
    const here = interpret(escp(drawn)).forms[0]!
    const movedBy = (rightMm: number, downMm: number): [number, number][] => {
      const there = interpret(escp(drawn, { rightMm, downMm })).forms[0]!
      const steps = there.texts.map(({ x, y }, index): [number, number] => [
        x - here.texts[index]!.x,
        y - here.texts[index]!.y,
      ])
      expect(there.dots.size).toBe(here.dots.size)
      return [...new Map(steps.map((step) => [step.join(), step])).values()]
    }
    expect(movedBy(-0.4, 2.54)).toEqual([[-3, 18]])
    expect(movedBy(0.8, -0.5)).toEqual([[6, -4]])
    // 198 of 203.2 mm are used: there is room for 2 mm and a bit on each side, and none above the first line
    expect(movedBy(30, -30)).toEqual([[15, -Math.min(...here.texts.map(({ y }) => y))]])
    expect(movedBy(-30, 0)).toEqual([[-18, 0]])
  })
})

describe('the test pages', () => {
  it.each([
    [241, 139.7, 990],
    [241, 93.1, 660],
    [241, 279.4, 1980],
    [148, 210, 1488],
    [381, 279.4, 1980],
  ])('of %d × %d mm come out on their forms, nothing over anything', (widthMm, heightMm, length) => {
    for (const page of ['ruler', 'drift'] as const) {
      const drawn = dotTestPaper(page, { widthMm, heightMm })
      const printed = interpret(escp(drawn))
      expect([printed.forms.length, printed.formDots]).toEqual([page === 'ruler' ? 1 : 10, length])
      expect(faultsOf(drawn, printed)).toEqual([])
      expect(printed.forms.flatMap(({ dots }, index) => differences(dotsOf(drawn.pages[index]!), dots))).toEqual([])
    }
  })

  it('have the box of 100 × 50 mm and the line at 20 mm from the edges to a dot', () => {
    const [page] = dotTestPaper('ruler', { widthMm: 241, heightMm: 139.7 }).pages
    const millimetres = (dots: number): number => (dots * 25.4) / 180
    const across = page!.rules.filter(({ way, from, to }) => way === 'across' && Math.abs(to - from - 708.66) < 1)
    expect(across).toHaveLength(2)
    expect(millimetres(across[1]!.at - across[0]!.at)).toBeCloseTo(50, 0)
    // the first column lies 18.9 mm from the left edge, the first line 8.5 mm from the top
    expect(page!.rules.some(({ way, at }) => way === 'down' && Math.abs(millimetres(at) + 18.9 - 20) < 0.1)).toBe(true)
    expect(page!.rules.some(({ way, at }) => way === 'across' && Math.abs(millimetres(at) + 8.5 - 20) < 0.1)).toBe(true)
  })
})

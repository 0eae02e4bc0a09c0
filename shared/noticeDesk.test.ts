import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { copiesHeld, filmMarks, filmProcess, filmStateOf, filmWanted } from './noticeDesk.ts'
import { faultOf, headFields, lineFields, tableCells } from './noticeFields.ts'
import { translator } from './language.ts'
import { trades } from './settings.ts'

interface Handed {
  copy: string
  workshop: string
  edition: number
  oldBack: boolean
  withdrawnReason: string | null
}
const given = fc.record({
  copy: fc.constantFrom('生产', '仓库', '品管'),
  workshop: fc.constantFrom('', '一车间'),
  raise: fc.boolean(),
  oldBack: fc.boolean(),
  withdrawn: fc.boolean(),
})

describe('copies of a notice', () => {
  it('are what somebody who keeps the papers in a drawer would say, for any hand-outs', () => {
    fc.assert(
      fc.property(fc.array(given, { maxLength: 14 }), (steps) => {
        let edition = 1
        const handed: Handed[] = []
        // the drawer: copy and workshop → the versions of it that are in that hand
        const drawer = new Map<string, number[]>()
        for (const { copy, workshop, raise, oldBack, withdrawn } of steps) {
          if (raise) edition += 1
          handed.push({ copy, workshop, edition, oldBack, withdrawnReason: withdrawn ? '写错' : null })
          if (withdrawn) continue
          const place = `${copy}/${workshop}`
          const before = oldBack ? [] : (drawer.get(place) ?? []).filter((each) => each !== edition)
          drawer.set(place, [...before, edition])
        }
        for (const { copy, state, old } of copiesHeld(['生产', '仓库', '品管'], handed, edition)) {
          const own = [...drawer].filter(([place]) => place.startsWith(`${copy}/`)).flatMap(([, editions]) => editions)
          const inOrder = (editions: number[]): number[] => editions.toSorted((one, other) => one - other)
          expect(inOrder(old.map((each) => each.edition))).toEqual(inOrder(own.filter((each) => each < edition)))
          expect(state).toBe(own.includes(edition) ? 'signed' : own.length > 0 ? 'old' : 'unsigned')
        }
      }),
    )
  })
})

describe('the film', () => {
  it('is right only by a last check without a fault, or by the customer who takes it as it is', () => {
    const check = (
      marks: (typeof filmMarks)[number][],
      faxedOn: string | null = null,
      answeredOn: string | null = null,
      answerRight = false,
    ) => ({
      items: marks.map((mark) => ({ mark })),
      faxedOn,
      answeredOn,
      answerRight,
    })
    const day = '2026-11-22'
    expect(filmStateOf([])).toBe('none')
    expect(filmStateOf([check(['right', 'right'])])).toBe('right')
    expect(filmStateOf([check(['right', 'unsure'])])).toBe('wrong')
    expect(filmStateOf([check(['right', 'unsure'], day)])).toBe('faxed')
    expect(filmStateOf([check(['unsure'], day, day, true)])).toBe('right')
    expect(filmStateOf([check(['unsure'], day, day, false)])).toBe('wrong')
    expect(filmStateOf([check(['wrong']), check(['right'])])).toBe('right')
    expect(filmStateOf([check(['right']), check(['wrong'])])).toBe('wrong')
  })

  it('holds up the process that prints, and the first one where none does', () => {
    expect(filmProcess(['制版', '开料', '印刷', '模切'])).toBe('印刷')
    expect(filmProcess(['裁剪', '绣印花', '缝制'])).toBe('绣印花')
    expect(filmProcess(['开料', '白茬'])).toBe('开料')
    expect(filmProcess([])).toBeNull()
    expect(
      trades.map((trade) => [filmWanted('trade', trade), filmWanted('all', trade), filmWanted('off', trade)]),
    ).toEqual([
      [false, true, false],
      [true, true, false],
      [false, true, false],
      [false, true, false],
    ])
  })
})

describe('the fields of a notice', () => {
  it('have a name in each language and a key of their own in each trade', () => {
    for (const trade of trades) {
      const fields = [...lineFields[trade]]
      expect(new Set(fields.map(({ key }) => key)).size).toBe(fields.length)
      for (const { label } of [...fields, ...headFields])
        for (const language of ['zh-CN', 'zh-TW', 'en'] as const) expect(translator(language)(label)).not.toBe('')
    }
  })

  it('take a run of sizes that adds up and no other', () => {
    const run = (text: string, quantity: number) => faultOf(lineFields.garment, { run: text }, quantity)?.code ?? null
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 500 }), { minLength: 1, maxLength: 8 }),
        fc.nat(3),
        (pieces, off) => {
          const text = pieces.map((each, index) => `${index + 34}:${each}`).join(' ')
          const sum = pieces.reduce((total, each) => total + each, 0)
          expect(run(text, (sum + off) * 1000)).toBe(off === 0 ? null : 'notices.runSum')
        },
      ),
    )
    expect(run('胸围 96', 96_000)).toBe('notices.noRun')
  })

  it('read a size table as it is pasted from Excel', () => {
    expect(tableCells('部位\tS\tM\n胸围\t96\t100\n\n')).toEqual([
      ['部位', 'S', 'M'],
      ['胸围', '96', '100'],
    ])
  })
})

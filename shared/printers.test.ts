import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  adjustmentOf,
  correctedBy,
  formNames,
  forms,
  isSilent,
  printModes,
  type PrinterProfile,
  PrinterProfile as Schema,
  type ProfileDraft,
  printOptions,
  profileFor,
  profileOf,
  profileOfPaper,
  shiftedBy,
} from './printers.ts'

const draft: ProfileDraft = {
  ...forms.half,
  paper: null,
  mode: 'form',
  printer: 'LQ-590KII',
  formName: '二等分241x140',
  target: '',
  rightMicrons: 0,
  downMicrons: 0,
  heightCorrectionMicrons: 0,
  copies: 1,
}
const accepted: PrinterProfile = {
  ...draft,
  testedAt: '2026-11-26T08:00:00.000Z',
  accepted: { by: '老周', at: '2026-11-26T08:05:00.000Z' },
}
const half = { widthMm: 241, heightMm: 139.7 }

const profiles = fc.record({
  ...Object.fromEntries(Object.entries(draft).map(([name, value]) => [name, fc.constant(value)])),
  mode: fc.constantFrom(...printModes),
  rightMicrons: fc.integer({ min: -500, max: 500 }).map((step) => step * 100),
  downMicrons: fc.integer({ min: -500, max: 500 }).map((step) => step * 100),
  heightCorrectionMicrons: fc.integer({ min: -500, max: 500 }).map((step) => step * 10),
  copies: fc.integer({ min: 1, max: 9 }),
  printer: fc.constantFrom('', 'LQ-590KII'),
  testedAt: fc.constantFrom(null, accepted.testedAt),
  accepted: fc.constantFrom(null, accepted.accepted),
}) as fc.Arbitrary<PrinterProfile>

test('sends either the driver’s form or a size, never both, never neither, no dpi, and never turned', () => {
  fc.assert(
    fc.property(profiles, fc.boolean(), (profile, isTest) => {
      expect(Schema.safeParse(profile).success).toBe(true)
      const options = printOptions(half, profile, isTest)
      expect('pageSize' in options).not.toBe('usePrinterDefaultPageSize' in options)
      expect('dpi' in options).toBe(false)
      expect(options.landscape).toBe(false)
      // nothing goes without a question that nobody has seen come out right
      if (options.silent && !isTest) expect(profile.accepted).not.toBe(null)
      if (profile.mode === 'dialog') expect(options.silent).toBe(false)
      const { width, height } = options.pageSize ?? { width: 0, height: 0 }
      if (options.pageSize) expect([width, height - profile.heightCorrectionMicrons]).toEqual([241_000, 139_700])
    }),
  )
})

test('without a profile the dialog comes, with the paper’s own size', () => {
  expect(printOptions(half, null)).toEqual({
    silent: false,
    landscape: false,
    margins: { marginType: 'none' },
    pageSize: { width: 241_000, height: 139_700 },
  })
})

test('the driver’s form keeps its own height; the content is moved all the same', () => {
  const corrected = { ...accepted, rightMicrons: 1500, downMicrons: -700, heightCorrectionMicrons: 120 }
  expect(adjustmentOf(corrected)).toEqual({ rightMicrons: 1500, downMicrons: -700, heightCorrectionMicrons: 0 })
  expect(adjustmentOf({ ...corrected, mode: 'exact' }).heightCorrectionMicrons).toBe(120)
  expect(printOptions(half, corrected)).toMatchObject({ silent: true, usePrinterDefaultPageSize: true })
})

test.each([
  ['printer', { printer: 'LQ-630K' }],
  ['mode', { mode: 'exact' }],
  ['form of the driver', { formName: '三等分' }],
  ['size', forms.third],
  ['target', { target: '\\\\PC-2\\LQ' }],
] as const)('another %s takes the acceptance back', (_, change) => {
  const changed = profileOf({ ...draft, ...change }, accepted)
  expect(changed).toMatchObject({ testedAt: null, accepted: null })
  expect(isSilent(changed)).toBe(false)
})

test('moving, correcting, more copies and another paper keep the acceptance', () => {
  const change = { rightMicrons: 300, downMicrons: -200, heightCorrectionMicrons: 50, copies: 3, paper: 'deliveryNote' }
  expect(profileOf({ ...draft, ...change }, accepted)).toEqual({ ...accepted, ...change })
  expect(profileOf(draft, null)).toMatchObject({ testedAt: null, accepted: null })
})

test('a paper goes by its own profile before the one of its size; 241 × 140 is the half form', () => {
  const own = { ...accepted, paper: 'deliveryNote', printer: 'LQ-630K' }
  const all = [accepted, own, { ...accepted, ...forms.third, printer: 'third' }]
  expect(profileFor(all, half, 'deliveryNote')).toBe(own)
  expect(profileFor(all, half, 'materialSlip')).toBe(accepted)
  expect(profileFor(all, { widthMm: 241, heightMm: 140 }, 'materialSlip')).toBe(accepted)
  expect(profileFor(all, { widthMm: 210, heightMm: 297 }, 'deliveryNote')).toBe(null)
  // no two forms of the list are so near that one is taken for the other
  for (const name of formNames) {
    const { widthMicrons, heightMicrons } = forms[name]
    const every = formNames.map((each) => ({ ...accepted, ...forms[each], printer: each }))
    const sheet = { widthMm: widthMicrons / 1000, heightMm: heightMicrons / 1000 }
    expect(profileFor(every, sheet, 'statement')?.printer).toBe(name)
  }
})

/** Form after form as the paper and as the program count them: how far from the top edge the mark of a sheet lies. */
const markOf = (sheet: number, paperMicrons: number, programMicrons: number): number => {
  let mark = 20_000
  for (let fed = 1; fed < sheet; fed += 1) mark += programMicrons - paperMicrons
  return mark
}
const upOf = (paper: number, program: number): number => markOf(1, paper, program) - markOf(10, paper, program)

test('between the first and the tenth sheet nine are fed: a ninth of the drift is put to the height, and it is gone', () => {
  expect(correctedBy(0, upOf(139_800, 139_700))).toBe(100)
  fc.assert(
    fc.property(fc.integer({ min: -300, max: 300 }), (tenMicrons) => {
      const paper = 139_700 + tenMicrons * 10
      const correction = correctedBy(0, upOf(paper, 139_700))
      // whole steps of 0.01 mm are found to the last one
      expect(upOf(paper, 139_700 + correction)).toBe(0)
      expect(Math.abs(correction % 10)).toBe(0)
    }),
  )
})

test('what is measured 1.2 mm too far left moves 1.2 mm right', () => {
  expect(shiftedBy(0, 18_800)).toBe(1200)
  expect(shiftedBy(1200, 20_000)).toBe(1200)
  expect(shiftedBy(1200, 20_349)).toBe(900)
})

test('an A4 paper goes as text onto continuous paper where that is set up for it, or where nothing is for A4', () => {
  const a4 = { widthMm: 210, heightMm: 297 }
  const text: PrinterProfile = { ...accepted, ...forms.whole, mode: 'text', target: 'LQ590' }
  const laser: PrinterProfile = { ...accepted, ...forms.a4, printer: 'HP' }
  const notices = { ...text, paper: 'productionNotice' }
  expect(profileOfPaper([text, laser], a4, 'statement')).toBe(laser)
  expect(profileOfPaper([text], a4, 'statement')).toBe(text)
  expect(profileOfPaper([text, notices, laser], a4, 'productionNotice')).toBe(notices)
  const own = { ...laser, paper: 'productionNotice' }
  expect(profileOfPaper([notices, own], a4, 'productionNotice')).toBe(own)
  // a page is not printed on another form than its own
  expect(profileOfPaper([{ ...text, mode: 'form' }], a4, 'statement')).toBeNull()
  expect(profileOfPaper([text], half, 'deliveryNote')).toBeNull()
  expect(profileOfPaper([{ ...text, ...forms.half }], half, 'deliveryNote')).toMatchObject({ mode: 'text' })
})

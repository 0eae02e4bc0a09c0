import { z } from 'zod'
import { command, query } from './contract.ts'
import { bytes, count, flag, id, instant, requiredText, sha256, text, version } from './fields.ts'
import type { PhraseKey } from './language.ts'
import { PaperOutput } from './papers.ts'
import { plainWishes, StatementWishes } from './statementGroups.ts'
import { TemplateFile } from './statementTemplate.ts'

/** Papers whose layout belongs to the office (the names of `printable`). */
export const layoutPapers = [
  'deliveryNote',
  'orderConfirmation',
  'statement',
  'quotation',
  'productionNotice',
  'outsideSlip',
  'changeSlip',
  'shippingPlan',
  'receiptSlip',
] as const
export type LayoutPaper = (typeof layoutPapers)[number]

export const layoutPaperKeys: Record<LayoutPaper, PhraseKey> = {
  deliveryNote: 'papers.deliveryNote',
  orderConfirmation: 'papers.orderConfirmation',
  statement: 'papers.statement',
  quotation: 'quotations.quotation',
  productionNotice: 'papers.productionNotice',
  outsideSlip: 'outsourcing.paperTitle',
  changeSlip: 'changes.paperTitle',
  shippingPlan: 'shipments.title',
  receiptSlip: 'receipts.slipTitle',
}
/** Papers of no single customer: the office has one layout of each. */
export const officeOnly: readonly LayoutPaper[] = ['outsideSlip', 'shippingPlan']
/** Papers whose copies can be named in their layout; on the delivery note each tells prices or not. */
export const copyPapers: readonly LayoutPaper[] = ['deliveryNote', 'productionNotice', 'receiptSlip']

/** 二等分 241 × 139.7, 一等分 241 × 279.4, 三等分 241 × 93.1, A4, A4 across, A5 across, or a size of one's own (papers.md 4.5). */
export const layoutForms = ['half', 'whole', 'third', 'a4', 'a4across', 'a5', 'own'] as const
export type LayoutForm = (typeof layoutForms)[number]
export const formKeys: Record<LayoutForm, PhraseKey> = {
  half: 'layouts.formHalf',
  whole: 'layouts.formWhole',
  third: 'layouts.formThird',
  a4: 'layouts.formA4',
  a4across: 'layouts.formA4Across',
  a5: 'layouts.formA5',
  own: 'layouts.formOwn',
}
/** What the paper is printed on until the office chooses; and what it may choose. */
export const formsOf = (paper: LayoutPaper): readonly LayoutForm[] =>
  paper === 'deliveryNote'
    ? ['half', 'whole', 'third', 'a4', 'a5', 'own']
    : paper === 'shippingPlan'
      ? ['a4across']
      : paper === 'receiptSlip'
        ? ['a5', 'half', 'third', 'a4']
        : ['a4', 'a4across', 'whole']

/** Millimetres with one decimal. */
const tenths = (least: number, most: number) =>
  z
    .number()
    .min(least)
    .max(most)
    .transform((value) => Math.round(value * 10) / 10)

/** One column: which, what it is called ('' = as usual), how wide (null = as usual), whether it is printed. */
export const LayoutColumn = z.strictObject({
  key: requiredText(20),
  label: text(16),
  widthMm: tenths(3, 250).nullable(),
  shown: flag,
})
export type LayoutColumn = z.output<typeof LayoutColumn>

/** A further field of the head: its label, and the text — a fixed one, or a fact of the paper (`source`). */
export const LayoutField = z.strictObject({ label: requiredText(12), source: requiredText(20), text: text(60) })
export type LayoutField = z.output<typeof LayoutField>
/** `source` of a field with a text of its own. */
export const fixedText = 'text'

export const LayoutLogo = z.strictObject({
  picture: sha256,
  widthMm: tenths(5, 60),
  heightMm: tenths(5, 25),
  place: z.enum(['left', 'right']),
})
export const LayoutCopy = z.strictObject({ colour: text(4), name: requiredText(12), prices: flag })
export type LayoutCopy = z.output<typeof LayoutCopy>

/** Where a pre-printed form wants a text: millimetres from the left and upper edge of the form. */
export const Place = z.strictObject({
  key: requiredText(20),
  on: flag,
  xMm: tenths(0, 420),
  yMm: tenths(0, 420),
  widthMm: tenths(5, 420),
})
export type Place = z.output<typeof Place>
/** 套打: only the texts are printed, on a form that has its frame and labels already. `places` not named stand as usual. */
export const Overprint = z.strictObject({
  on: flag,
  /** Height of a row of goods on the form. */
  rowMm: tenths(4, 15),
  /** Everything moved together, for a printer that stands a hair off. */
  rightMm: z.number().min(-20).max(20),
  downMm: z.number().min(-20).max(20),
  places: z.array(Place).max(40),
})

/** What an office decides about one paper. Everything left as it is prints the paper as it always was. */
export const LayoutContent = z.strictObject({
  columns: z.array(LayoutColumn).max(40),
  fields: z.array(LayoutField).max(6),
  logo: LayoutLogo.nullable(),
  /** The note text of the paper; null = the one in the settings, or none. */
  noteText: text(200).nullable(),
  form: z.strictObject({
    kind: z.enum(layoutForms).nullable(),
    widthMm: tenths(140, 420),
    heightMm: tenths(90, 420),
  }),
  /** Lines of goods on a form; null = as many as it holds. */
  lines: z.number().int().min(1).max(60).nullable(),
  /** Named copies; none = those of the settings. */
  copies: z.array(LayoutCopy).max(6),
  /** 本页小计 on each of several forms: in figures, with 大写, or none. */
  subtotal: z.enum(['figures', 'words', 'none']),
  /** The amount in a grid: 万 千 百 十 元 角 分. */
  amountGrid: flag,
  overprint: Overprint,
  /** Of the statement alone. */
  statement: StatementWishes.default(plainWishes),
  /** The office's own .xlsx of the statement; null = the workbook as the program makes it. */
  template: TemplateFile.nullable().default(null),
})
export type LayoutContent = z.output<typeof LayoutContent>

export const emptyContent: LayoutContent = {
  columns: [],
  fields: [],
  logo: null,
  noteText: null,
  form: { kind: null, widthMm: 241, heightMm: 139.7 },
  lines: null,
  copies: [],
  subtotal: 'figures',
  amountGrid: false,
  overprint: { on: false, rowMm: 7, rightMm: 0, downMm: 0, places: [] },
  statement: plainWishes,
  template: null,
}

/** `红 客户`, as copies are written on paper. */
export const copyName = ({ colour, name }: LayoutCopy): string => [colour, name].filter(Boolean).join(' ')

/** Which layout: the office's own of a paper (customerId null), or the one of a customer. */
const whose = { paper: z.enum(layoutPapers), customerId: id.nullable() }
export const Whose = z.strictObject(whose)
export type Whose = z.output<typeof Whose>

export const LayoutRow = z.strictObject({
  ...whose,
  customer: z.string(),
  name: z.string(),
  /** 0 = nobody has changed the paper yet. */
  version,
  /** False: as the program brings it. */
  own: flag,
  /** The name of its Excel template; '' without one. */
  template: z.string(),
  by: z.string(),
  at: instant,
})
export type LayoutRow = z.output<typeof LayoutRow>

/** A column as the paper has it before any layout. */
export const ColumnInfo = z.strictObject({
  key: z.string(),
  label: z.string(),
  widthMm: z.number(),
  figure: flag,
  /** Printed unless the office leaves it out. */
  usual: flag,
  /** The paper means nothing without it. */
  needed: flag,
})
export type ColumnInfo = z.output<typeof ColumnInfo>
export const SourceInfo = z.strictObject({ key: z.string(), label: z.string() })
/** A place and what stands there. */
export const NamedPlace = Place.extend({ label: z.string() })
export type NamedPlace = z.output<typeof NamedPlace>
export const LayoutRead = LayoutRow.extend({
  /** All columns in their order, whatever the layout was saved with. */
  content: LayoutContent,
  factory: LayoutContent,
  columns: z.array(ColumnInfo),
  /** Where the text of a further field can come from. */
  sources: z.array(SourceInfo),
  /** Where 套打 puts each text; empty where the paper is never printed on a pre-printed form. */
  places: z.array(NamedPlace),
})
export type SourceInfo = z.output<typeof SourceInfo>
export type LayoutRead = z.output<typeof LayoutRead>

/** The file a layout is carried in. `picture` is the logo's, as base64. */
export const LayoutFile = z.strictObject({
  gendan: z.literal('layout'),
  format: z.literal(1),
  paper: z.enum(layoutPapers),
  name: text(30),
  content: LayoutContent,
  picture: z.string().max(1_400_000).nullable(),
})
export type LayoutFile = z.output<typeof LayoutFile>
/** Largest file that is read as a layout, in characters. */
export const largestLayoutFile = 1_500_000

export const Preview = z.strictObject({
  paper: PaperOutput,
  /** Real widths in millimetres of the printed columns, by key. */
  widths: z.array(z.strictObject({ key: z.string(), widthMm: z.number() })),
  /** Where 套打 puts each text now: as moved, or as usual on this form. */
  places: z.array(NamedPlace),
  /** Why it could not be saved so, in a sentence; '' when it can. */
  problem: z.string(),
  /** The document shown; '' for the sample. */
  number: z.string(),
})

export const layouts = {
  list: query('settings.write', z.strictObject({}), z.array(LayoutRow).max(2000)),
  read: query('settings.write', Whose, LayoutRead),
  /** Earlier contents, newest first. */
  history: query(
    'settings.write',
    Whose,
    z
      .array(z.strictObject({ version, by: z.string(), at: instant, own: flag, content: LayoutContent.nullable() }))
      .max(50),
  ),
  preview: query('settings.write', z.strictObject({ ...whose, content: LayoutContent, real: flag }), Preview),
  save: command(
    'settings.write',
    z.strictObject({ ...whose, name: text(30), content: LayoutContent, version }),
    LayoutRow,
  ),
  /** 恢复出厂 for the office; a customer goes back to the office's layout. */
  reset: command('settings.write', z.strictObject({ ...whose, version }), LayoutRow),
  /** The layout as the text of a file. */
  file: query('settings.write', Whose, z.strictObject({ name: z.string(), text: z.string() })),
  /** What a file says, checked; nothing is stored by it. */
  readFile: query(
    'settings.write',
    z.strictObject({ paper: z.enum(layoutPapers), text: z.string().max(largestLayoutFile) }),
    z.strictObject({ name: z.string(), content: LayoutContent, picture: z.string().nullable() }),
  ),
  /** Puts the bytes of a template away under their hash; a layout then names it. */
  keepTemplate: command('settings.write', z.strictObject({ bytes, name: text(100) }), TemplateFile),
  /** The stored template of a paper and customer; null where there is none of their own. */
  template: query('settings.write', Whose, z.strictObject({ name: z.string(), bytes }).nullable()),
  /** The red serial of a pre-printed form as it is typed: used already, which were skipped, which comes next. */
  serial: query(
    'deliveries.read',
    z.strictObject({ serial: text(20), noteId: id.nullable(), customerId: id.nullable() }),
    z.strictObject({
      /** The note that has it already; '' = none. */
      usedBy: z.string(),
      /** How many were left out between the last one of the book and this one. */
      skipped: count,
      /** The last serial of this book, or of the book in use; '' = none yet. */
      last: z.string(),
      next: z.string(),
      /** The customer's note is printed on pre-printed forms. */
      wanted: flag,
    }),
  ),
}

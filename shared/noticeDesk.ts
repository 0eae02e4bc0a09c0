import { z } from 'zod'
import { count, date, flag, id, instant, requiredText, text, version } from './fields.ts'
import type { PhraseKey } from './language.ts'
import type { FilmWish, Trade } from './settings.ts'

/** 随单物: what goes with the notice through the house and comes back (duty 35); the last six are 资料 of a garment (duty 128). */
export const enclosureKinds = [
  'original',
  'sample',
  'sampleBag',
  'film',
  'die',
  'mould',
  'drawing',
  'customerSheet',
  'processSheet',
  'approvedSample',
  'swatchCard',
  'approval',
  'customerSample',
  'other',
] as const
export type EnclosureKind = (typeof enclosureKinds)[number]
export const enclosureKindKeys: Record<EnclosureKind, PhraseKey> = {
  original: 'notices.kindOriginal',
  sample: 'notices.kindSample',
  sampleBag: 'notices.kindSampleBag',
  film: 'notices.kindFilm',
  die: 'notices.kindDie',
  mould: 'notices.kindMould',
  drawing: 'notices.kindDrawing',
  customerSheet: 'notices.kindCustomerSheet',
  processSheet: 'notices.kindProcessSheet',
  approvedSample: 'notices.kindApprovedSample',
  swatchCard: 'notices.kindSwatchCard',
  approval: 'notices.kindApproval',
  customerSample: 'notices.kindCustomerSample',
  other: 'notices.kindOther',
}
/** The papers and samples that must be together before a garment is cut (duty 128); other trades ask for none. */
export const kitOf: Record<Trade, readonly EnclosureKind[]> = {
  furniture: [],
  printing: [],
  garment: ['customerSheet', 'processSheet', 'approvedSample', 'swatchCard', 'approval', 'customerSample'],
  hardware: [],
}
/** Slots of the kit nothing lies in. */
export const kitMissing = (trade: Trade, kinds: readonly EnclosureKind[]): EnclosureKind[] =>
  kitOf[trade].filter((kind) => !kinds.includes(kind))

/** Where a thing is, from its facts: at the office, out in the workshop, back. */
export const enclosureStates = ['here', 'out', 'back'] as const
export type EnclosureState = (typeof enclosureStates)[number]
export const enclosureStateKeys: Record<EnclosureState, PhraseKey> = {
  here: 'notices.stateHere',
  out: 'notices.stateOut',
  back: 'notices.stateBack',
}
export const enclosureState = (facts: { handedOn: string | null; returnedOn: string | null }): EnclosureState =>
  facts.handedOn === null ? 'here' : facts.returnedOn === null ? 'out' : 'back'

export const Enclosure = z.strictObject({
  id,
  noticeId: id,
  kind: z.enum(enclosureKinds),
  /** Number of the bag, film, die, mould; or what it is. */
  label: text(60),
  pieces: count.min(1).max(9999),
  remark: text(200),
  handedTo: z.string(),
  handedOn: date.nullable(),
  /** Who brought it back, and when. */
  returnedBy: z.string(),
  returnedOn: date.nullable(),
  receivedBy: z.string().nullable(),
  state: z.enum(enclosureStates),
  version,
})
export type Enclosure = z.output<typeof Enclosure>
export const OpenEnclosure = z.strictObject({
  ...Enclosure.shape,
  noticeNumber: z.string(),
  orderNumber: z.string(),
  customer: z.string(),
  dueOn: date,
  /** The notice is through its last process: the thing has no more business in the workshop. */
  finished: flag,
  /** Calendar days since it was handed over. */
  days: count,
})
export type OpenEnclosure = z.output<typeof OpenEnclosure>

/** How the film of a notice stands (duty 42): not looked at, something wrong, asked of the customer, right. */
export const filmStates = ['none', 'wrong', 'faxed', 'right'] as const
export type FilmState = (typeof filmStates)[number]
export const filmStateKeys: Record<FilmState, PhraseKey> = {
  none: 'notices.filmNone',
  wrong: 'notices.filmWrong',
  faxed: 'notices.filmFaxed',
  right: 'notices.filmRight',
}
export const filmMarks = ['right', 'wrong', 'unsure'] as const
export type FilmMark = (typeof filmMarks)[number]
export const filmMarkKeys: Record<FilmMark, PhraseKey> = {
  right: 'notices.markRight',
  wrong: 'notices.markWrong',
  unsure: 'notices.markUnsure',
}
export const FilmItem = z.strictObject({ item: requiredText(20), mark: z.enum(filmMarks), words: text(200) })
export type FilmItem = z.output<typeof FilmItem>
export const FilmCheck = z.strictObject({
  id,
  items: z.array(FilmItem).max(30),
  checkedBy: z.string(),
  checkedOn: date,
  keyedBy: z.string(),
  at: instant,
  faxedTo: z.string(),
  faxedOn: date.nullable(),
  answer: z.string(),
  answeredOn: date.nullable(),
  /** The customer takes it as it is. */
  answerRight: flag,
  version,
})
export type FilmCheck = z.output<typeof FilmCheck>

/** The last check counts: all right, or the customer's word that it may stay as it is. */
export const filmStateOf = (
  checks: readonly {
    items: readonly { mark: FilmMark }[]
    faxedOn: string | null
    answeredOn: string | null
    answerRight: boolean
  }[],
): FilmState => {
  const last = checks.at(-1)
  if (!last) return 'none'
  if (last.answeredOn !== null) return last.answerRight ? 'right' : 'wrong'
  if (last.faxedOn !== null) return 'faxed'
  return last.items.every(({ mark }) => mark === 'right') ? 'right' : 'wrong'
}
/** What stands against printing, in the office's words: `条码:少一位`. */
export const filmFaults = (items: readonly FilmItem[]): string =>
  items
    .filter(({ mark }) => mark !== 'right')
    .map(({ item, words }) => (words === '' ? item : `${item}:${words}`))
    .join('、')

export const filmWanted = (wish: FilmWish, trade: Trade): boolean =>
  wish === 'all' || (wish === 'trade' && trade === 'printing')
/** The process that needs the film: the printing one (印刷, 丝印, 印花), or the first where none prints. */
export const filmProcess = (names: readonly string[]): string | null =>
  names.find((name) => name.includes('印')) ?? names[0] ?? null

/** 发放登记 (duty 36): who has which copy of which version. */
export const HandOut = z.strictObject({
  id,
  copy: z.string(),
  workshop: z.string(),
  receiver: z.string(),
  receivedOn: date,
  edition: count,
  /** The copy of the version before was taken back. */
  oldBack: flag,
  keyedBy: z.string(),
  withdrawnBy: z.string().nullable(),
  withdrawnReason: z.string().nullable(),
})
export type HandOut = z.output<typeof HandOut>
export const copyStates = ['unsigned', 'old', 'signed'] as const
export type CopyState = (typeof copyStates)[number]
export const copyStateKeys: Record<CopyState, PhraseKey> = {
  unsigned: 'notices.copyUnsigned',
  old: 'notices.copyOld',
  signed: 'notices.copySigned',
}
export interface CopyHeld<H> {
  copy: string
  state: CopyState
  /** The last that was handed out of it; null when none was. */
  held: H | null
  /** Papers of versions before that nobody took back. */
  old: H[]
}
type Handed = Pick<HandOut, 'copy' | 'workshop' | 'edition' | 'oldBack'> & { withdrawnReason: string | null }
/**
 * The copies of a notice as they stand: signed for in this version, an older one in somebody's hands, or not signed
 * for. `handed` oldest first. A hand-out with `oldBack` takes what the same copy of the same workshop was before.
 */
export const copiesHeld = <H extends Handed>(
  names: readonly string[],
  handed: readonly H[],
  edition: number,
): CopyHeld<H>[] => {
  const standing = handed.filter(({ withdrawnReason }) => withdrawnReason === null)
  const every = [...new Set([...names, ...standing.map(({ copy }) => copy)])]
  return every.map((copy) => {
    const own = standing.filter((each) => each.copy === copy)
    const inHand = own.filter(
      (each, index) =>
        !own.some(
          (later, at) =>
            at > index && later.workshop === each.workshop && (later.oldBack || later.edition === each.edition),
        ),
    )
    const old = inHand.filter((each) => each.edition < edition)
    const current = own.findLast((each) => each.edition === edition)
    return { copy, old, held: own.at(-1) ?? null, state: current ? 'signed' : own.length > 0 ? 'old' : 'unsigned' }
  })
}

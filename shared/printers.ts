import { z } from 'zod'
import { instant, text } from './fields.ts'

/**
 * Printers of this PC (demands.md 3.1, libraries.md 5): which printer, form and corrections a sheet of a size is
 * printed with. Kept in `pc.json`, never in the office's file: every PC has its own printers. All lengths are whole
 * microns (1 mm = 1000), as Electron's `pageSize` is.
 */

/** The sizes a factory's office has; any other is a size of one's own. */
export const forms = {
  a4: { widthMicrons: 210_000, heightMicrons: 297_000 },
  a5: { widthMicrons: 148_000, heightMicrons: 210_000 },
  whole: { widthMicrons: 241_000, heightMicrons: 279_400 },
  half: { widthMicrons: 241_000, heightMicrons: 139_700 },
  third: { widthMicrons: 241_000, heightMicrons: 93_100 },
} as const
export type Form = keyof typeof forms
export const formNames = Object.keys(forms) as [Form, ...Form[]]

/**
 * How a sheet is sent. `form`: the printer's own default form, no size is sent (mode A). `exact`: the size in microns
 * (mode B). `dialog`: the system's dialog, as without a profile (mode C). `text`: ESC/P bytes to `target`.
 */
export const printModes = ['form', 'exact', 'dialog', 'text'] as const
export type PrintMode = (typeof printModes)[number]

/** What may be typed, in whole microns and copies. */
interface Limit {
  step: number
  least: number
  most: number
}
/** A sheet's edges: Electron takes no size under 353 microns, and no office has paper over a metre. */
const edge: Limit = { step: 1, least: 20_000, most: 1_000_000 }
/** A tenth of a millimetre is the finest step a hand can measure. */
const shift: Limit = { step: 100, least: -50_000, most: 50_000 }
export const profileLimits = {
  widthMicrons: edge,
  heightMicrons: edge,
  rightMicrons: shift,
  downMicrons: shift,
  heightCorrectionMicrons: { step: 10, least: -5000, most: 5000 },
  copies: { step: 1, least: 1, most: 9 },
} as const satisfies Record<string, Limit>
export type LimitedField = keyof typeof profileLimits

const isWithin = (value: number, { step, least, most }: Limit): boolean =>
  Number.isInteger(value) && value >= least && value <= most && value % step === 0
/** The first figure of what was typed that is not within its limits, or null. */
export const outOfLimits = (draft: Record<LimitedField, number>): LimitedField | null =>
  (Object.keys(profileLimits) as LimitedField[]).find((field) => !isWithin(draft[field], profileLimits[field])) ?? null
const limited = ({ step, least, most }: Limit) => z.number().int().min(least).max(most).multipleOf(step)

const profileFields = {
  widthMicrons: limited(edge),
  heightMicrons: limited(edge),
  /** Which paper it is for (a name of `printable`); null: every paper of this size without its own profile. */
  paper: z.string().max(40).nullable(),
  mode: z.enum(printModes),
  /** The system's name of the printer; '' lets the dialog choose. Not used by `text`. */
  printer: text(200),
  /** What the form is called in the driver: told to the person, the driver itself is not asked. */
  formName: text(60),
  /** Where `text` is sent: a spool queue, a share, a file. '' for the other modes. */
  target: text(260),
  /** Moves what is printed to the right, and down. */
  rightMicrons: limited(shift),
  downMicrons: limited(shift),
  /** Added to the form's height, so that many sheets do not drift: steps of 0.01 mm. */
  heightCorrectionMicrons: limited(profileLimits.heightCorrectionMicrons),
  copies: limited(profileLimits.copies),
}

/** What the person typed. */
export const ProfileDraft = z.strictObject(profileFields)
export type ProfileDraft = z.output<typeof ProfileDraft>

/** Who looked at the test page and found it right. */
const Accepted = z.strictObject({ by: z.string().max(60), at: instant })

export const PrinterProfile = z.strictObject({
  ...profileFields,
  /** When the test page last came out of this printer as the profile stands; null: not since it was changed. */
  testedAt: instant.nullable(),
  /** Without it the dialog is shown. */
  accepted: Accepted.nullable(),
})
export type PrinterProfile = z.output<typeof PrinterProfile>

/** One profile for each size and paper. */
export const sameProfile = (
  one: Pick<ProfileDraft, 'widthMicrons' | 'heightMicrons' | 'paper'>,
  other: Pick<ProfileDraft, 'widthMicrons' | 'heightMicrons' | 'paper'>,
): boolean =>
  one.widthMicrons === other.widthMicrons && one.heightMicrons === other.heightMicrons && one.paper === other.paper

/** What a test page proves: a change of any of these takes the acceptance back; moving or copies does not. */
const proven = ['printer', 'mode', 'target', 'formName', 'widthMicrons', 'heightMicrons'] as const

/** The profile as it stands after the person typed `draft` over `before`. */
export const profileOf = (draft: ProfileDraft, before: PrinterProfile | null): PrinterProfile => {
  const proof = before !== null && proven.every((name) => before[name] === draft[name]) ? before : null
  return { ...draft, testedAt: proof?.testedAt ?? null, accepted: proof?.accepted ?? null }
}

/** Whether it prints without a question: only what a person has seen come out right. */
export const isSilent = (profile: PrinterProfile): boolean => profile.mode !== 'dialog' && profile.accepted !== null

/** A size in millimetres may be off by this much and still is that form (241 × 140 is 241 × 139.7). */
const nearMicrons = 500

/** The profile a paper of a size is printed with: its own before the one for every paper. Null: through the dialog. */
export const profileFor = (
  profiles: readonly PrinterProfile[],
  sheet: { widthMm: number; heightMm: number },
  paper: string,
): PrinterProfile | null => {
  const near = (microns: number, mm: number): boolean => Math.abs(microns - mm * 1000) <= nearMicrons
  const fitting = profiles.filter(
    ({ widthMicrons, heightMicrons }) => near(widthMicrons, sheet.widthMm) && near(heightMicrons, sheet.heightMm),
  )
  return fitting.find((profile) => profile.paper === paper) ?? fitting.find((profile) => profile.paper === null) ?? null
}

/** The continuous form a dot-matrix printer has in place of A4: 11 inches, narrow for upright sheets, else wide. */
export const continuousOf = (sheet: { widthMm: number; heightMm: number }): { widthMm: number; heightMm: number } => {
  if (sheet.widthMm === 210 && sheet.heightMm === 297) return { widthMm: 241, heightMm: 279.4 }
  if (sheet.widthMm === 297 && sheet.heightMm === 210) return { widthMm: 381, heightMm: 279.4 }
  return sheet
}

/**
 * The profile a paper is printed with. An A4 paper is printed as text on continuous paper where a profile of that form
 * names it, or where none is set up for A4.
 */
export const profileOfPaper = (
  profiles: readonly PrinterProfile[],
  sheet: { widthMm: number; heightMm: number },
  paper: string,
): PrinterProfile | null => {
  const own = profileFor(profiles, sheet, paper)
  if (own?.paper === paper) return own
  const asText = profiles.filter(({ mode }) => mode === 'text')
  const text = profileFor(asText, continuousOf(sheet), paper)
  return text && (text.paper === paper || !own) ? text : own
}

/** Which of the usual forms a size is, or null: an own size. */
export const formOf = (size: { widthMicrons: number; heightMicrons: number }): Form | null =>
  formNames.find(
    (name) => forms[name].widthMicrons === size.widthMicrons && forms[name].heightMicrons === size.heightMicrons,
  ) ?? null

/** Sheets of the drift page. The paper is fed nine times between the first and the tenth. */
export const driftSheets = 10
const driftFeeds = driftSheets - 1

/**
 * The correction after the drift page. `upMicrons`: how much nearer to the top edge the mark of the tenth sheet lies than
 * that of the first (lower is negative): nine forms were fed meanwhile, the program's is too short by a ninth of it. Steps
 * of 0.01 mm.
 */
export const correctedBy = (heightCorrectionMicrons: number, upMicrons: number): number =>
  heightCorrectionMicrons + Math.round(upMicrons / driftFeeds / 10) * 10

/** What `webContents.print` is told; never a `dpi` (Electron 41: tiny prints), never landscape. Sizes in microns. */
export interface PrintOptions {
  silent: boolean
  landscape: false
  margins: { marginType: 'none' }
  deviceName?: string
  copies?: number
  pageSize?: { width: number; height: number }
  usePrinterDefaultPageSize?: true
}

/**
 * How a sheet is sent with a profile; without one through the dialog, at the sheet's own size. `test`: a test page goes
 * the very way the papers will go, without the dialog.
 */
export const printOptions = (
  sheet: { widthMm: number; heightMm: number },
  profile: PrinterProfile | null,
  test = false,
): PrintOptions => {
  const shared = { landscape: false, margins: { marginType: 'none' } } as const
  const size = { width: Math.round(sheet.widthMm * 1000), height: Math.round(sheet.heightMm * 1000) }
  if (!profile) return { ...shared, silent: false, pageSize: size }
  const { mode, printer, copies, heightCorrectionMicrons } = profile
  const named = { ...shared, ...(printer === '' ? {} : { deviceName: printer }), copies }
  const silent = (mode === 'form' || mode === 'exact') && (test || isSilent(profile))
  if (mode === 'form') return { ...named, silent, usePrinterDefaultPageSize: true }
  return { ...named, silent, pageSize: { ...size, height: size.height + heightCorrectionMicrons } }
}

/** What is moved and corrected on paper: with the driver's own form the height is the driver's. */
export const adjustmentOf = (profile: PrinterProfile | null) => ({
  rightMicrons: profile?.rightMicrons ?? 0,
  downMicrons: profile?.downMicrons ?? 0,
  heightCorrectionMicrons: profile?.mode === 'form' ? 0 : (profile?.heightCorrectionMicrons ?? 0),
})

/** The ways that can be chosen on the page 打印机. */
export const offeredModes: readonly PrintMode[] = ['form', 'exact', 'dialog', 'text']

/** The lines a person measures from the paper's left and top edges on the ruler page: at 20 mm. */
export const rulerLineMicrons = 20_000

/** The shift after measuring: what lies too far left moves right by as much. Steps of 0.1 mm. */
export const shiftedBy = (microns: number, measuredMicrons: number): number =>
  microns + Math.round((rulerLineMicrons - measuredMicrons) / 100) * 100

export const testPages = ['ruler', 'drift'] as const
export type TestPage = (typeof testPages)[number]

/** A printer as the system names it, and as people know it. */
export const KnownPrinter = z.strictObject({ name: z.string().max(300), title: z.string().max(300) })

/** The printers of this PC as they are now, and how its papers are printed. */
export const PcPrinters = z.strictObject({
  printers: z.array(KnownPrinter).max(300),
  profiles: z.array(PrinterProfile).max(100),
})
export type PcPrinters = z.output<typeof PcPrinters>

/** Names a profile: its size and paper. */
export const ProfileKey = ProfileDraft.pick({ widthMicrons: true, heightMicrons: true, paper: true })
export type ProfileKey = z.output<typeof ProfileKey>

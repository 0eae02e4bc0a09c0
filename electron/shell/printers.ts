import type { Output } from '../../shared/contract.ts'
import type { PaperOutput } from '../../shared/papers.ts'
import {
  offeredModes,
  type PcPrinters,
  PrinterProfile,
  type ProfileDraft,
  type ProfileKey,
  profileOf,
  sameProfile,
  type TestPage,
} from '../../shared/printers.ts'
import { formLabel } from '../../shared/printerWords.ts'
import { paperFacts } from '../../shared/prints.ts'
import { type Language, translate } from '../../shared/language.ts'
import { refuse } from '../../shared/refusals.ts'
import type { Printable, shell } from '../../shared/shell.ts'
import { dotPreview } from '../papers/dots/preview.ts'
import { dotTestPaper } from '../papers/dots/testPages.ts'
import { driftPages, rulerPage } from '../papers/testPages.ts'
import type { ShellContext } from './asking.ts'
import type { Desk } from './desk.ts'
import { log } from './log.ts'
import { sendDrawn } from './dotsJobs.ts'
import { printPaper, type PrintOutcome } from './printing.ts'

/** The profiles of `pc.json`; one that a hand broke is as if it were not there. */
export const profilesOf = (desk: Desk): PrinterProfile[] =>
  desk.pc.printers.flatMap((each) => {
    const read = PrinterProfile.safeParse(each)
    return read.success ? [read.data] : []
  })

export const readPrinters = async ({ desk, page }: ShellContext): Promise<PcPrinters> => {
  const known = await page.getPrintersAsync().catch((error: unknown) => {
    log.error('printers', error)
    return []
  })
  return {
    printers: known.slice(0, 300).map(({ name, displayName }) => ({ name, title: displayName || name })),
    profiles: profilesOf(desk),
  }
}

const keep = async (context: ShellContext, profiles: PrinterProfile[]): Promise<PcPrinters> => {
  await context.desk.setPc({ printers: profiles })
  return readPrinters(context)
}

/** The language of the person at the page. */
export const languageOf = ({ desk, page }: ShellContext): Language => desk.sessions.get(page.id)?.language ?? 'zh-CN'

const findProfile = (desk: Desk, key: ProfileKey): PrinterProfile => {
  const found = profilesOf(desk).find((each) => sameProfile(each, key))
  if (!found) throw refuse('printers.isGone')
  return found
}

export const saveProfile = (
  context: ShellContext,
  { draft, replaces }: { draft: ProfileDraft; replaces: ProfileKey | null },
): Promise<PcPrinters> => {
  const { desk } = context
  const language = languageOf(context)
  const before = replaces ? findProfile(desk, replaces) : null
  const others = profilesOf(desk).filter((each) => !replaces || !sameProfile(each, replaces))
  if (others.some((each) => sameProfile(each, draft)))
    throw refuse(
      'printers.known',
      {
        form: formLabel((key, values) => translate(language, key, values), draft),
        paper: translate(
          language,
          draft.paper === null ? 'printers.everyPaper' : paperFacts[draft.paper as Printable].label,
        ),
      },
      'paper',
    )
  if (!offeredModes.includes(draft.mode)) throw refuse('app.badInput', { field: 'mode' }, 'mode')
  if (draft.mode === 'text' && draft.target.trim() === '') throw refuse('dots.targetNeeded', {}, 'target')
  if ((draft.mode === 'form' || draft.mode === 'exact') && draft.printer === '')
    throw refuse('printers.printerNeeded', {}, 'printer')
  return keep(context, [...others, profileOf(draft, before)])
}

export const removeProfile = (context: ShellContext, key: ProfileKey): Promise<PcPrinters> => {
  findProfile(context.desk, key)
  return keep(
    context,
    profilesOf(context.desk).filter((each) => !sameProfile(each, key)),
  )
}

const changed = (context: ShellContext, key: ProfileKey, part: Partial<PrinterProfile>): Promise<PcPrinters> =>
  keep(
    context,
    profilesOf(context.desk).map((each) => (sameProfile(each, key) ? { ...each, ...part } : each)),
  )

type Size = Pick<ProfileKey, 'widthMicrons' | 'heightMicrons'>
const sizeOf = ({ widthMicrons, heightMicrons }: Size) => ({
  widthMm: widthMicrons / 1000,
  heightMm: heightMicrons / 1000,
})

/** In the language of whoever measures; `dots`: as it comes out as text. */
export const testPaper = (
  context: ShellContext,
  { page, dots, ...size }: { page: TestPage; dots: boolean } & Size,
): PaperOutput => {
  const options = { language: languageOf(context) }
  const paper = page === 'ruler' ? rulerPage(sizeOf(size), options) : driftPages(sizeOf(size), options)
  return dots ? dotPreview(paper, dotTestPaper(page, sizeOf(size), options)) : paper
}

const sendTest = async (context: ShellContext, page: TestPage, profile: PrinterProfile): Promise<PrintOutcome> => {
  const paper = testPaper(context, { ...profile, page, dots: false })
  if (profile.mode !== 'text') return printPaper(paper, profile, true)
  await sendDrawn(paper.title, dotTestPaper(page, sizeOf(profile), { language: languageOf(context) }), profile)
  return 'printed'
}

/** Prints a test page just as the papers will be printed. It is no print of the office: nothing is kept or counted. */
export const printTest = async (
  context: ShellContext,
  { page, key }: { page: TestPage; key: ProfileKey },
): Promise<Output<typeof shell.printTest>> => {
  const profile = findProfile(context.desk, key)
  const { printers } = await readPrinters(context)
  if (profile.mode !== 'text' && profile.printer !== '' && !printers.some(({ name }) => name === profile.printer))
    throw refuse('printers.missing', { printer: profile.printer }, 'printer')
  const outcome = await sendTest(context, page, { ...profile, copies: 1 })
  if (outcome === 'failed') throw refuse('desktop.printFailed')
  if (outcome === 'cancelled') return { printed: false }
  await changed(context, key, { testedAt: new Date().toISOString() })
  return { printed: true }
}

/** Somebody looked at the test page: from now on no dialog comes. */
export const acceptProfile = (context: ShellContext, key: ProfileKey): Promise<PcPrinters> => {
  const { desk, page } = context
  if (findProfile(desk, key).testedAt === null) throw refuse('printers.testFirst')
  const by = desk.sessions.get(page.id)?.name ?? ''
  return changed(context, key, { accepted: { by: by.slice(0, 60), at: new Date().toISOString() } })
}

import { basename } from 'node:path'
import { dialog } from 'electron'
import { type PhraseKey, translate } from '../../shared/language.ts'
import type { PaperOutput } from '../../shared/papers.ts'
import { isSilent, type PrinterProfile } from '../../shared/printers.ts'
import { refuse } from '../../shared/refusals.ts'
import { printable, type Printable } from '../../shared/shell.ts'
import { writeDurably } from '../diskFiles.ts'
import { type DotPaper, drawPaper } from '../papers/dots/drawing.ts'
import { escp, type PrinterShift } from '../papers/dots/escp.ts'
import { layOnDots } from '../papers/dots/laying.ts'
import { dotPreview } from '../papers/dots/preview.ts'
import type { DotsFace } from '../papers/face.ts'
import { ask, askWhere, longWork, type ShellContext, windowOf } from './asking.ts'
import { log } from './log.ts'
import { sendBytes } from './sendBytes.ts'

/** A paper laid out for dots: as it was laid out, as it is printed, and as it looks. */
export interface DotsJob {
  output: PaperOutput
  drawn: DotPaper
  preview: PaperOutput
}

/** What is printed of a paper that was laid out for dots before. */
export const dotsOf = (output: PaperOutput): DotsJob => {
  // words placed by the millimetre on a form printed before: columns of characters do not meet them
  if (/^\.s\d+ \{ position: absolute/m.test(output.css)) throw refuse('dots.notOverprint')
  try {
    const drawn = drawPaper(output)
    return { output, drawn, preview: dotPreview(output, drawn) }
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    log.error('dots', error)
    throw refuse('dots.notThisPaper')
  }
}

/** Once through all parts of the form: the named copies of a laser printer are the parts of the paper itself. */
const throughAllParts = (input: Record<string, unknown>): Record<string, unknown> =>
  input['copies'] === true ? { ...input, copies: false } : input

/** How narrow each kind of paper was printed last: it need not be laid out twice. */
const squeezes = new Map<Printable, number>()

export const layDots = async (
  context: ShellContext,
  paper: Printable,
  input: Record<string, unknown>,
): Promise<DotsJob> => {
  const { paper: channel } = printable[paper]
  const asked = throughAllParts(input)
  const make = async (face: DotsFace): Promise<PaperOutput> =>
    (await ask(context, channel, asked, null, face)) as PaperOutput
  const output = await layOnDots(make, squeezes.get(paper))
  if (output.squeeze !== undefined) squeezes.set(paper, output.squeeze)
  return dotsOf(output)
}

const languageOf = ({ desk, page }: ShellContext) => desk.sessions.get(page.id)?.language ?? 'zh-CN'

/** A question of the system's; true when the person chose to go on. */
const goOn = async (context: ShellContext, message: string, yes: PhraseKey): Promise<boolean> => {
  const language = languageOf(context)
  const { response } = await dialog.showMessageBox(windowOf(context), {
    type: 'warning',
    title: translate(language, 'dots.lossTitle'),
    message,
    buttons: [translate(language, yes), translate(language, 'dots.doNotPrint')],
    defaultId: 0,
    cancelId: 1,
    noLink: true,
  })
  return response === 0
}

/** What text cannot show of a paper, each in a sentence. */
export const lossesOf = ({ missing, pictures }: DotPaper, language: Parameters<typeof translate>[0]): string[] => [
  ...(missing.length === 0 ? [] : [translate(language, 'dots.missing', { characters: missing.join(' ') })]),
  ...(pictures === 0 ? [] : [translate(language, 'dots.pictures', { count: pictures })]),
]

/** Asks before something is printed otherwise than it stands on the screen. */
const mayLose = async (context: ShellContext, { drawn }: DotsJob): Promise<boolean> => {
  const language = languageOf(context)
  const losses = lossesOf(drawn, language)
  if (losses.length === 0) return true
  return goOn(context, [...losses, translate(language, 'dots.loss')].join('\n'), 'dots.printAnyway')
}

const shiftOf = (profile: PrinterProfile): PrinterShift => ({
  rightMm: profile.rightMicrons / 1000,
  downMm: profile.downMicrons / 1000,
  heightCorrectionMm: profile.heightCorrectionMicrons / 1000,
})

/** The bytes to the target of a profile, as many times as it wants copies. */
export const sendDrawn = async (title: string, drawn: DotPaper, profile: PrinterProfile): Promise<void> => {
  const once = escp(drawn, shiftOf(profile))
  const bytes = new Uint8Array(once.length * profile.copies)
  for (let copy = 0; copy < profile.copies; copy += 1) bytes.set(once, copy * once.length)
  await sendBytes(profile.target, title, bytes, { failed: (error) => log.error('send', error) })
}

type SentText = { to: 'text'; place: string; copies: number }

/** Prints as text. Null when the person did not want it after all. */
export const printDots = async (
  context: ShellContext,
  job: DotsJob,
  profile: PrinterProfile,
): Promise<SentText | null> => {
  const { target, copies } = profile
  const question = translate(languageOf(context), 'dots.notYet', { target })
  if (!isSilent(profile) && !(await goOn(context, question, 'dots.send'))) return null
  if (!(await mayLose(context, job))) return null
  await sendDrawn(job.output.title, job.drawn, profile)
  return { to: 'text', place: target, copies }
}

/** Saves what the printer would get as a file: `copy /b` or another PC prints it. */
export const saveDots = async (context: ShellContext, job: DotsJob): Promise<SentText | null> => {
  if (!(await mayLose(context, job))) return null
  const path = await askWhere(context, job.output.title, 'prn')
  if (path === null) return null
  await longWork(writeDurably(path, escp(job.drawn)))
  return { to: 'text', place: basename(path), copies: 1 }
}

import { randomUUID } from 'node:crypto'
import { basename } from 'node:path'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { dialog } from 'electron'
import type { Output } from '../../shared/contract.ts'
import { translate } from '../../shared/language.ts'
import type { PaperOutput } from '../../shared/papers.ts'
import { type PrinterProfile, profileOfPaper } from '../../shared/printers.ts'
import type { PrintAbout, PrintTarget } from '../../shared/prints.ts'
import { refuse } from '../../shared/refusals.ts'
import { printable, type Printable, type shell } from '../../shared/shell.ts'
import { writeDurably } from '../diskFiles.ts'
import { ask, askWhere, longWork, type ShellContext, windowOf } from './asking.ts'
import { type DotsJob, dotsOf, layDots, printDots, saveDots } from './dotsJobs.ts'
import { log } from './log.ts'
import { languageOf, profilesOf } from './printers.ts'
import { paperToPdf, printPaper } from './printing.ts'

type Printed = Output<typeof shell.print>
type Asked = { paper: Printable; input: Record<string, unknown>; to: 'printer' | 'pdf' | 'prn' }
/** What became of a paper that was to be printed; null when it did not come out and nothing is to be kept. */
type Sent = { to: PrintTarget; place: string; copies: number } | null

const nothing: Printed = { saved: null, printed: false }
const packed = promisify(gzip)

/** Whether the printer of a profile is there; one that cannot be asked for is taken as gone. */
const isThere = async ({ page }: ShellContext, printer: string): Promise<boolean> => {
  const known = await page.getPrintersAsync().catch((error: unknown) => {
    log.error('printers', error)
    return []
  })
  return known.some(({ name }) => name === printer)
}

/** Says that a printer is gone and whether the dialog is to come instead. */
const askForDialog = async (context: ShellContext, printer: string): Promise<boolean> => {
  const language = languageOf(context)
  const { response } = await dialog.showMessageBox(windowOf(context), {
    type: 'warning',
    title: translate(language, 'printers.missingTitle'),
    message: translate(language, 'printers.missing', { printer }),
    buttons: [translate(language, 'printers.useDialog'), translate(language, 'printers.doNotPrint')],
    defaultId: 0,
    cancelId: 1,
    noLink: true,
  })
  return response === 0
}

/** How a paper of this size is printed here. */
const profileHere = ({ desk }: ShellContext, output: PaperOutput, paper: Printable): PrinterProfile | null =>
  profileOfPaper(profilesOf(desk), output, paper)

const sendToPrinter = async (
  context: ShellContext,
  output: PaperOutput,
  chosen: PrinterProfile | null,
): Promise<Sent> => {
  let profile = chosen
  if (profile && profile.printer !== '' && !(await isThere(context, profile.printer))) {
    if (!(await askForDialog(context, profile.printer))) return null
    profile = null
  }
  const outcome = await printPaper(output, profile)
  if (outcome === 'failed') throw refuse('desktop.printFailed')
  if (outcome === 'cancelled') return null
  return { to: 'printer', place: profile?.printer ?? '', copies: profile?.copies ?? 1 }
}

const saveAt = async (path: string, pdf: Uint8Array): Promise<Sent> => {
  await longWork(writeDurably(path, pdf))
  return { to: 'pdf', place: basename(path), copies: 1 }
}

/** Keeps what came out. The paper is out already: a failure says so instead of "failed". */
const keeping = async (work: Promise<unknown>): Promise<void> => {
  try {
    await work
  } catch (error) {
    const why = (error as { refusal?: { message: string } }).refusal?.message
    if (why === undefined) throw error
    throw refuse('prints.notKept', { why })
  }
}

/** What is sent, and how it looks. */
interface Job {
  output: PaperOutput
  looks: PaperOutput
  send: (pdf: Uint8Array) => Promise<Sent>
}

const dotsJob = (dots: DotsJob, send: (dots: DotsJob) => Promise<Sent>): Job => ({
  output: dots.output,
  looks: dots.preview,
  send: () => send(dots),
})

/** What is to be printed; a file is asked for before anything is made. Null: the person wanted no file. */
const jobOf = async (context: ShellContext, { paper, input, to }: Asked): Promise<Job | null> => {
  if (to === 'prn') return dotsJob(await layDots(context, paper, input), (dots) => saveDots(context, dots))
  const output = (await ask(context, printable[paper].paper, input)) as PaperOutput
  if (to === 'pdf') {
    const path = await askWhere(context, output.title, 'pdf')
    return path === null ? null : { output, looks: output, send: (pdf) => saveAt(path, pdf) }
  }
  const profile = profileHere(context, output, paper)
  if (profile?.mode === 'text')
    return dotsJob(await layDots(context, paper, input), (dots) => printDots(context, dots, profile))
  return { output, looks: output, send: () => sendToPrinter(context, output, profile) }
}

/**
 * Prints a paper or saves it as PDF, and keeps it (duty 121). The snapshot is made before anything goes out, here and
 * not in the data worker, and is kept only after the printer or the disk has taken the paper.
 */
export const printAsked = async (context: ShellContext, asked: Asked): Promise<Printed> => {
  const { paper, input } = asked
  const about = (await ask(context, 'prints.about', { paper, input })) as PrintAbout
  const job = await jobOf(context, asked)
  if (!job) return nothing
  const { output, looks, send } = job
  const pdf = await longWork(paperToPdf(looks))
  const sent = await send(pdf)
  if (!sent) return nothing
  const exact = new Uint8Array(await packed(JSON.stringify(output)))
  const kept = { paper, input, about, title: output.title.slice(0, 200), pages: output.pages.length, pdf, exact }
  await keeping(ask(context, 'prints.keep', { ...kept, ...sent }, randomUUID()))
  return { saved: asked.to === 'printer' ? null : sent.place, printed: true }
}

/** As it was printed: as text where it was text; a page goes through the dialog where only text is set up for its form. */
const sendAgain = async (context: ShellContext, paper: Printable, output: PaperOutput): Promise<Sent> => {
  const profile = profileHere(context, output, paper)
  if (output.squeeze === undefined) return sendToPrinter(context, output, profile?.mode === 'text' ? null : profile)
  const dots = dotsOf(output)
  return profile?.mode === 'text' ? printDots(context, dots, profile) : sendToPrinter(context, dots.preview, profile)
}

/** Prints a kept print again, or saves its PDF: the same bytes. */
export const printAgain = async (
  context: ShellContext,
  { id, to }: { id: number; to: 'printer' | 'pdf' },
): Promise<Printed> => {
  const print = (await ask(context, 'prints.read', { id })) as { paper: Printable; title: string }
  const send = async (): Promise<Sent> => {
    if (to === 'printer')
      return sendAgain(context, print.paper, (await ask(context, 'prints.exact', { id })) as PaperOutput)
    const { bytes } = (await ask(context, 'prints.bytes', { id })) as { bytes: Uint8Array }
    const path = await askWhere(context, print.title, 'pdf')
    return path === null ? null : saveAt(path, bytes)
  }
  const sent = await send()
  if (!sent) return nothing
  await keeping(ask(context, 'prints.keepAgain', { id, ...sent }, randomUUID()))
  return { saved: to === 'pdf' ? sent.place : null, printed: true }
}

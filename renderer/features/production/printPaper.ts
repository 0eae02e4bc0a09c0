import type { Printable } from '../../../shared/shell.ts'
import { client } from '../../lib/client.ts'
import { say } from '../../lib/language.ts'
import { attempt, notify } from '../../lib/notices.ts'

/** Prints a paper or saves it as PDF and says what became of it. True where it went to the printer. */
export const printPaper = async (
  paper: Printable,
  input: Record<string, unknown>,
  to: 'printer' | 'pdf',
): Promise<boolean> => {
  const result = await attempt(() => client.shell.print({ paper, input, to }))
  if (result?.saved) notify(say('production.pdfSaved', { name: result.saved }))
  else if (result?.printed) notify(say('production.printedDone'))
  return result?.printed === true
}

import { gzipSync } from 'node:zlib'
import type { PaperOutput } from '../../shared/papers.ts'
import type { Role } from '../../shared/permissions.ts'
import type { Printable } from '../../shared/shell.ts'
import type { TestOffice } from './office.ts'

/** A PDF for tests: the bytes only have to be different for different papers. */
export const pdfOf = (text: string): Uint8Array => new TextEncoder().encode(`%PDF-1.7\n${text}\n%%EOF`)

/** Prints a paper as main does: what it is about, the paper, its snapshot, then the record. */
export const printOf = async (
  office: TestOffice,
  role: Role,
  paper: Printable,
  input: Record<string, unknown>,
  made: PaperOutput,
) => {
  const { prints } = office.as[role]
  const about = await prints.about({ paper, input })
  const pdf = pdfOf(made.pages.join('\n'))
  const exact = new Uint8Array(gzipSync(JSON.stringify(made)))
  const facts = { paper, input, about, title: made.title, pages: made.pages.length, copies: 1, to: 'printer' } as const
  return { ...(await prints.keep({ ...facts, place: 'LQ-590KII', pdf, exact })), pdf, exact }
}

import { refuse } from '../../../shared/refusals.ts'
import { problemCodes } from '../../../shared/sheets.ts'
import { largestTemplateBytes, TemplateReport } from '../../../shared/statementTemplate.ts'
import { askDisposable, type DisposableLimits, type ForkDisposable } from '../../disposable.ts'

const limits = { wallMs: 10_000, memoryBytes: 800 * 1024 * 1024, heapMegabytes: 512 }

/**
 * Looks at a file that is to be a template in a process that is thrown away (reliability.md 3.3). Refuses with a sentence
 * what is no plain .xlsx; what is wrong with its names is part of the report.
 */
export const inspectOutside = async (
  fork: ForkDisposable,
  bytes: Uint8Array,
  fileName: string,
  memoryOf?: DisposableLimits['memoryOf'],
): Promise<TemplateReport> => {
  if (bytes.byteLength > largestTemplateBytes) throw refuse('templates.tooLarge', { name: fileName })
  const result = await askDisposable(fork, { bytes, fileName, asTemplate: true }, { ...limits, memoryOf })
  if ('problem' in result) throw refuse(`sheets.${result.problem}`, { name: fileName })
  const answer = result.answer as { ok?: unknown; template?: unknown; problem?: unknown } | null
  const report = answer?.ok === true ? TemplateReport.safeParse(answer.template) : null
  if (report?.success) return report.data
  const problem = problemCodes.find((code) => code === answer?.problem) ?? 'stopped'
  throw refuse(`sheets.${problem}`, { name: fileName })
}

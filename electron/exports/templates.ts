import { z } from 'zod'
import { id } from '../../shared/fields.ts'
import { languages, translator } from '../../shared/language.ts'
import { layouts } from '../../shared/layouts.ts'
import { refuse } from '../../shared/refusals.ts'
import { sheetShapeOf } from '../../shared/statementSheet.ts'
import { sampleTemplate } from '../sheets/template/sample.ts'
import { writeBytes } from '../sheets/template/write.ts'
import { askQuery, type ExportRun } from './run.ts'

const input = z.strictObject({
  customerId: id.nullable(),
  /** A form to begin from, or the file that is in use. */
  what: z.enum(['sample', 'stored']),
  language: z.enum(languages).default('zh-CN'),
})

/** The Excel template of the statement, as a file: the one in use, or a sample with the columns of this layout. */
export const exportTemplate = async (run: ExportRun, sent: unknown): Promise<{ files: number }> => {
  const { customerId, what, language } = input.parse(sent)
  const whose = { paper: 'statement' as const, customerId }
  if (what === 'stored') {
    const stored = await askQuery(run, 'layouts.template', layouts.template, whose)
    if (!stored) throw refuse('templates.gone')
    await writeBytes(run.path, stored.bytes, run.signal)
    return { files: 1 }
  }
  const { content } = await askQuery(run, 'layouts.read', layouts.read, whose)
  await writeBytes(run.path, await sampleTemplate(sheetShapeOf(content), translator(language)), run.signal)
  return { files: 1 }
}

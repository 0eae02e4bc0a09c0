import type { Translate } from '../../../shared/language.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { StatementWishes } from '../../../shared/statementGroups.ts'
import { writeWhole } from '../file.ts'
import { OutsideProblem } from '../problem.ts'
import { fillTemplate } from './fill.ts'
import type { TemplateStatement } from './values.ts'

/** Writes bytes as a whole file or not at all. */
export const writeBytes = (path: string, bytes: Uint8Array, signal?: AbortSignal): Promise<void> =>
  writeWhole(
    path,
    async (file) => {
      file.end(bytes)
    },
    signal,
  )

/** 对账单 in the office's own form. `name` is the template's, for the sentence where it can no longer be used. */
export const writeFromTemplate = async (
  path: string,
  template: { bytes: Uint8Array; name: string },
  paper: TemplateStatement & { shape?: StatementWishes },
  t: Translate,
  signal?: AbortSignal,
): Promise<void> => {
  try {
    await writeBytes(path, await fillTemplate(template.bytes, paper, t), signal)
  } catch (error) {
    if (error instanceof OutsideProblem) throw refuse('templates.notUsable', { name: template.name })
    throw error
  }
}

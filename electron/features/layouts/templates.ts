import type { z } from 'zod'
import type { LayoutContent, layouts } from '../../../shared/layouts.ts'
import { refuse } from '../../../shared/refusals.ts'
import { largestTemplateBytes, type TemplateFile } from '../../../shared/statementTemplate.ts'
import type { Context } from '../../context.ts'
import { OutsideProblem } from '../../sheets/problem.ts'
import { inspectTemplate } from '../../sheets/template/fill.ts'

/** The bytes must be a template that can be filled: nothing else that is kept can be named as one. */
const mustDo = async (bytes: Uint8Array, fileName: string): Promise<void> => {
  // a name like one of the places in our sentences would read as an unfinished one
  const name = fileName.replaceAll('{{', '{')
  if (bytes.byteLength > largestTemplateBytes) throw refuse('templates.tooLarge', { name })
  try {
    const { problems } = await inspectTemplate(bytes)
    if (problems.length > 0) throw refuse('templates.notDone', { name })
  } catch (error) {
    if (error instanceof OutsideProblem) throw refuse(`sheets.${error.code}`, { name })
    throw error
  }
}

/** Puts a template away: the file of a command is stored before its transaction. */
export const storeTemplate = async (
  ctx: Context,
  { bytes, name }: { bytes: Uint8Array; name: string },
): Promise<TemplateFile> => {
  await mustDo(bytes, name)
  return { file: await ctx.files.put(bytes), name }
}

/** Refuses a layout whose template is no statement's, is gone, or is none. */
export const checkTemplate = async (
  ctx: Context,
  { paper, content: { template } }: z.output<typeof layouts.save.input>,
): Promise<void> => {
  if (!template) return
  if (paper !== 'statement') throw refuse('templates.onlyStatement', {}, 'content.template')
  const bytes = await ctx.files.get(template.file)
  if (!bytes) throw refuse('templates.gone', {}, 'content.template')
  await mustDo(bytes, template.name)
}

export const bytesOf = async (
  ctx: Context,
  { template }: LayoutContent,
): Promise<{ name: string; bytes: Uint8Array } | null> => {
  if (!template) return null
  const bytes = await ctx.files.get(template.file)
  if (!bytes) throw refuse('templates.gone')
  return { name: template.name, bytes }
}

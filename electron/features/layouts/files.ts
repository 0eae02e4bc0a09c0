import { translate } from '../../../shared/language.ts'
import {
  largestLayoutFile,
  type LayoutContent,
  LayoutFile,
  type LayoutPaper,
  layoutPaperKeys,
  layoutPapers,
} from '../../../shared/layouts.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { Context } from '../../context.ts'
import { completed, problemOf } from './checking.ts'

/** The text of a layout's file; the logo travels in it. */
export const fileText = async (
  ctx: Pick<Context, 'files'>,
  paper: LayoutPaper,
  name: string,
  content: LayoutContent,
): Promise<string> => {
  const bytes = content.logo ? await ctx.files.get(content.logo.picture) : null
  const file: LayoutFile = {
    gendan: 'layout',
    format: 1,
    paper,
    name,
    // a template is a file of its own, taken out by its own key
    content: { ...content, template: null, ...(bytes ? {} : { logo: null }) },
    picture: bytes ? Buffer.from(bytes).toString('base64') : null,
  }
  return `${JSON.stringify(file, null, 1)}\n`
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''))
  } catch (error) {
    if (error instanceof SyntaxError) throw refuse('layouts.fileForeign')
    throw error
  }
}

/** What a file from outside says: each refusal in one sentence, and nothing is stored by reading it. */
export const readLayoutFile = (
  ctx: Pick<Context, 'language'>,
  paper: LayoutPaper,
  text: string,
): { name: string; content: LayoutContent; picture: string | null } => {
  if (text.length > largestLayoutFile) throw refuse('layouts.fileTooLarge')
  const said = parsed(text)
  const head = said as { gendan?: unknown; format?: unknown; paper?: unknown } | null
  if (typeof said !== 'object' || head?.gendan !== 'layout') throw refuse('layouts.fileForeign')
  if (typeof head.format === 'number' && head.format > 1) throw refuse('layouts.fileNewer')
  const there = layoutPapers.find((each) => each === head.paper)
  if (there && there !== paper)
    throw refuse('layouts.fileOther', {
      there: translate(ctx.language, layoutPaperKeys[there]),
      here: translate(ctx.language, layoutPaperKeys[paper]),
    })
  const read = LayoutFile.safeParse(said)
  if (!read.success) throw refuse('layouts.fileDamaged', { place: read.error.issues[0]?.path.join('.') ?? '' })
  const content = { ...completed(paper, read.data.content), template: null }
  const problem = problemOf(paper, content, ctx.language)
  if (problem) throw problem
  return { name: read.data.name, content, picture: content.logo ? read.data.picture : null }
}

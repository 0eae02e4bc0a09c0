import type { PaperOutput } from '../../../shared/papers.ts'
import { type DotsFace, onDots } from '../face.ts'
import { squeezeOf } from './drawing.ts'

/**
 * A paper laid out for dots. `make` runs a second time where the sheet is wider than the columns of its printer: its
 * letters then take more of the paper's room, and what would not fit is broken over lines. `likely`: what the same kind
 * of paper needed last time; a wrong one costs a second run, nothing else.
 */
export const layOnDots = async (make: (face: DotsFace) => Promise<PaperOutput>, likely = 1): Promise<PaperOutput> => {
  const paper = await make({ squeeze: likely })
  const squeeze = squeezeOf(paper)
  return squeeze === likely ? paper : make({ squeeze })
}

/** The same of a paper that is made without waiting. */
export const layNowOnDots = (make: () => PaperOutput, likely = 1): PaperOutput => {
  const paper = onDots({ squeeze: likely }, make)
  const squeeze = squeezeOf(paper)
  return squeeze === likely ? paper : onDots({ squeeze }, make)
}

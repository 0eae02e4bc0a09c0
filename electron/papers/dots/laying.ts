import type { PaperOutput } from '../../../shared/papers.ts'
import { type DotsFace, onDots } from '../face.ts'
import { squeezeOf } from './drawing.ts'

/**
 * A paper laid out for dots. `make` runs a second time where the sheet is wider than the columns of its printer: its
 * letters then take more of the paper's room, and what would not fit is broken over lines.
 */
export const layOnDots = async (make: (face: DotsFace) => Promise<PaperOutput>): Promise<PaperOutput> => {
  const paper = await make({ squeeze: 1 })
  const squeeze = squeezeOf(paper)
  return squeeze > 1 ? make({ squeeze }) : paper
}

/** The same of a paper that is made without waiting. */
export const layNowOnDots = (make: () => PaperOutput): PaperOutput => {
  const paper = onDots({ squeeze: 1 }, make)
  const squeeze = squeezeOf(paper)
  return squeeze > 1 ? onDots({ squeeze }, make) : paper
}

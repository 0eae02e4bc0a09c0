import { AsyncLocalStorage } from 'node:async_hooks'

/**
 * What a paper is laid out with while its handler runs. Without a face: the fonts of the screen. On dots: the two
 * characters a 24-pin printer has in its ROM, so that one paper handler gives either and no paper knows of the other.
 */
export interface DotsFace {
  /** How much narrower the sheet is printed than it is laid out, 1 or more: 216 mm between the strips go into 203.2. */
  squeeze: number
}

const current = new AsyncLocalStorage<DotsFace>()

/** Runs `make` with every paper laid out for dots. */
export const onDots = <T>(face: DotsFace, make: () => T): T => current.run(face, make)

/** The face being laid out for, or null for the screen's. */
export const dotsFace = (): DotsFace | null => current.getStore() ?? null

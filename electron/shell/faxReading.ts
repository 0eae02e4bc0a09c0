import type { FaxTexts, FaxWriting } from '../../shared/faxReading.ts'
import { refuse } from '../../shared/refusals.ts'
import { readWritings } from '../faxReading/read.ts'
import { forkProgram, memoryOf } from './disposing.ts'

/** Page → what it is having read. */
const readings = new Map<number, AbortController>()

/** Ends what a page is having read: its process is killed. */
export const cancelReadFax = (pageId: number): void => readings.get(pageId)?.abort()

/** Reads writing for a page in a process that is thrown away; what the page was having read before is ended. */
export const readFaxFor = async (pageId: number, pictures: FaxWriting[]): Promise<FaxTexts> => {
  cancelReadFax(pageId)
  const ending = new AbortController()
  readings.set(pageId, ending)
  try {
    return await readWritings(forkProgram('faxReader'), pictures, { memoryOf, signal: ending.signal })
  } catch (error) {
    throw ending.signal.aborted ? refuse('checks.faxCancelled') : error
  } finally {
    if (readings.get(pageId) === ending) readings.delete(pageId)
  }
}

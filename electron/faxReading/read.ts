import { FaxTexts, type FaxWriting } from '../../shared/faxReading.ts'
import { refuse } from '../../shared/refusals.ts'
import { askDisposable, type DisposableLimits, type ForkDisposable } from '../disposable.ts'

/** An old PC takes a tenth of a second for a cell. */
const usual = { wallMs: 60_000, memoryBytes: 600 * 1024 * 1024, heapMegabytes: 256 }

/** The answer of the process, believed only where it has the shape of one: a list of texts for each picture. */
const textsOf = (answer: unknown, pictures: number): FaxTexts | null => {
  if (typeof answer !== 'object' || answer === null || !('texts' in answer)) return null
  const { data } = FaxTexts.safeParse(answer.texts)
  return data?.length === pictures ? data : null
}

/**
 * Reads lines of writing in a process that may take a minute and 600 MB, and is killed afterwards. Refuses with a
 * sentence when there is no answer; rejects with the signal's reason when it is cancelled.
 */
export const readWritings = async (
  fork: ForkDisposable,
  pictures: FaxWriting[],
  limits: Partial<DisposableLimits> = {},
): Promise<FaxTexts> => {
  if (pictures.length === 0) return []
  const result = await askDisposable(fork, { pictures }, { ...usual, ...limits })
  if ('problem' in result) throw refuse(result.problem === 'timedOut' ? 'checks.faxTimedOut' : 'checks.faxFailed')
  const texts = textsOf(result.answer, pictures.length)
  if (texts === null) throw refuse('checks.faxFailed')
  return texts
}

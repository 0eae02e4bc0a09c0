import { askReason, type ReasonRequest } from './dialogs.ts'
import { attempt } from './notices.ts'
import { useSession } from './session.ts'

/** Person and dialog → words whose deed was refused: typed once, they are there when it is tried again. */
const refusedWords = new Map<string, string>()

/** Asks for the compulsory words of a deed and does it. Gives null where it was not done: refused, or thought better of. */
export const withReason = async <T>(
  request: Omit<ReasonRequest, 'words'>,
  deed: (reason: string) => Promise<T>,
  done?: string,
): Promise<T | null> => {
  const { title, children } = request
  // the paper is named in the title or in the sentence below it
  const key = `${useSession.getState().person?.id} ${title} ${typeof children === 'string' ? children : ''}`
  const reason = await askReason({ ...request, words: refusedWords.get(key) ?? '' })
  if (reason === null) return null
  refusedWords.set(key, reason)
  return attempt(async () => {
    const result = await deed(reason)
    refusedWords.delete(key)
    return result
  }, done)
}

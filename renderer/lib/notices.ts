import { create } from 'zustand'
import { Refused } from './client.ts'
import { say } from './language.ts'

export interface Notice {
  id: number
  text: string
  tone: 'ok' | 'bad' | 'info'
}

interface NoticesStore {
  notices: Notice[]
}
export const useNotices = create<NoticesStore>(() => ({ notices: [] }))

let made = 0
/** How long a notice stays, in milliseconds: a refusal takes longer to read. */
const stay = { ok: 3500, info: 5000, bad: 9000 }

export const dismissNotice = (id: number): void =>
  useNotices.setState(({ notices }) => ({ notices: notices.filter((notice) => notice.id !== id) }))

/** What was told to one person is not read by the next. */
export const forgetNotices = (): void => useNotices.setState({ notices: [] })

/** Shows a sentence in the corner; the same sentence again takes the place of the one before. `notify(t('app.saved'))` */
export const notify = (text: string, tone: Notice['tone'] = 'ok'): void => {
  const id = ++made
  useNotices.setState(({ notices }) => ({
    notices: [...notices.filter((notice) => notice.text !== text).slice(-2), { id, text, tone }],
  }))
  setTimeout(() => dismissNotice(id), stay[tone])
}

/** The sentence of whatever a call rejected with. A fault that is no refusal is put on the console too. */
export const sentenceOf = (error: unknown): string => {
  if (error instanceof Refused) return error.message
  console.error(error)
  return say('app.failed')
}

/** Runs a command of a button: shows its refusal in the corner and gives null. Forms show theirs themselves. */
export const attempt = async <T>(work: () => Promise<T>, done?: string): Promise<T | null> => {
  try {
    const result = await work()
    if (done !== undefined) notify(done)
    return result
  } catch (error) {
    notify(sentenceOf(error), 'bad')
    return null
  }
}

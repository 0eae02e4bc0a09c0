import { create } from 'zustand'
import { answered, Refused } from './client.ts'
import { say } from './language.ts'

export interface Notice {
  id: number
  text: string
  tone: 'ok' | 'bad' | 'info'
  /** The deed it refused: done after all, it goes. */
  refused?: string
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
export const notify = (text: string, tone: Notice['tone'] = 'ok', refused?: string): void => {
  const id = ++made
  const notice: Notice = { id, text, tone, ...(refused ? { refused } : {}) }
  useNotices.setState(({ notices }) => ({
    notices: [...notices.filter((each) => each.text !== text).slice(-2), notice],
  }))
  setTimeout(() => dismissNotice(id), stay[tone])
}

// 不能放行 does not stand beside 已放行
answered.add((deed) => {
  if (useNotices.getState().notices.some(({ refused }) => refused === deed))
    useNotices.setState(({ notices }) => ({ notices: notices.filter(({ refused }) => refused !== deed) }))
})

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
    notify(sentenceOf(error), 'bad', error instanceof Refused ? error.deed : undefined)
    return null
  }
}

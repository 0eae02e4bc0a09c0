import { formatInstant } from '../../lib/values.ts'

/** When a paper came: a paper that was only noted has a day and no time. */
export const receivedText = (receivedAt: string): string =>
  receivedAt.length === 10 ? receivedAt.slice(5) : formatInstant(receivedAt)

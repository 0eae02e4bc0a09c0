import { isClockTime } from '../../../shared/journeys.ts'
import { refuseField } from '../../components/Form.tsx'
import { say } from '../../lib/language.ts'

/** Now, as HH:MM. */
export const timeHere = (): string => {
  const now = new Date()
  return `${String(now.getHours()).padStart(2, '0')}:${String(now.getMinutes()).padStart(2, '0')}`
}

/** A time as somebody types it: 14:05, 1405, 14：05, 9.30; a sentence at its field where it is none. */
export const typedTime = (typed: string): string => {
  const found = /^(\d{1,2})[:：.]?(\d{2})$/.exec(typed.trim())
  const time = found ? `${found[1]!.padStart(2, '0')}:${found[2]}` : ''
  if (!isClockTime(time)) throw refuseField('leftTime', say('journeys.badTime'))
  return time
}

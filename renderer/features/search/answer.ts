import { create } from 'zustand'
import { openTab, useTabs } from '../../lib/tabs.ts'

interface AnswerStore {
  /** Whose answer lies over 今日; with an order, the caller asked about that one. */
  shown: { customerId: number; orderId: number | null } | null
  /** Counts up when the card shall have the keys; 0 while the hand still types. */
  taken: number
}

/** The answer to the caller on the phone: set by the search box, shown by the today page. */
export const useAnswer = create<AnswerStore>(() => ({ shown: null, taken: 0 }))

/** Answers a caller: opens 今日 with the card, which takes the keys. */
export const answerCaller = (customerId: number, orderId: number | null = null): void => {
  useAnswer.setState(({ taken }) => ({ shown: { customerId, orderId }, taken: taken + 1 }))
  openTab({ word: 'today' })
}

/** Shows the card while the hand still types; only where 今日 is in front already, else false. */
export const previewAnswer = (customerId: number, orderId: number | null): boolean => {
  const { tabs, active } = useTabs.getState()
  if (tabs.find(({ key }) => key === active)?.word !== 'today') return false
  const { shown } = useAnswer.getState()
  if (shown?.customerId !== customerId || shown.orderId !== orderId)
    useAnswer.setState({ shown: { customerId, orderId }, taken: 0 })
  return true
}

/** Takes the card away that was shown while the hand typed something else. */
export const closePreview = (): void => {
  if (useAnswer.getState().taken === 0) useAnswer.setState({ shown: null })
}

export const closeAnswer = (): void => useAnswer.setState({ shown: null })

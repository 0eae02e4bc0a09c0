import { say } from '../../lib/language.ts'
import { openTab } from '../../lib/tabs.ts'

/** The review sheet of an order; the tab carries the order's id. */
export const openReview = ({ id, number }: { id: number; number: string }): void =>
  void openTab({ word: 'reviews', id, title: say('reviews.of', { number }) })

import { say } from '../../lib/language.ts'
import { openTab, type TabParameters } from '../../lib/tabs.ts'

export const openComplaint = ({ id, number }: { id: number; number: string }): void => {
  openTab({ word: 'complaints', id, title: number })
}

/** Opens the form of a new complaint: of a customer, a note, an order, or of nothing yet. */
export const newComplaint = (parameters: TabParameters = {}): void => {
  openTab({ word: 'complaints', page: 'new', another: true, title: say('complaints.newComplaint'), parameters })
}

import { say } from '../../lib/language.ts'
import { openTab, type TabParameters } from '../../lib/tabs.ts'

export const openComplaint = ({ id, number }: { id: number; number: string }): void => {
  openTab({ word: 'complaints', id, title: number })
}

/**
 * Opens the form of a new complaint: of a customer, a note, an order, or of nothing yet. One begun from nothing is the one
 * that is open already, with what is typed in it: never a second copy of it.
 */
export const newComplaint = (parameters: TabParameters = {}): void => {
  openTab({
    word: 'complaints',
    page: 'new',
    another: Object.keys(parameters).length > 0,
    title: say('complaints.newComplaint'),
    parameters,
  })
}

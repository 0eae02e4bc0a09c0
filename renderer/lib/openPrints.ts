import { paperFacts } from '../../shared/prints.ts'
import type { Printable } from '../../shared/shell.ts'
import { say } from './language.ts'
import { openTab } from './tabs.ts'

export interface PrintedPaper {
  paper: Printable
  /** The document's id; of a list or a report there is none. */
  id?: number
}

/** The prints of a document, or those of a list. `title` is the paper's own: `送货单 XS261122-01`. */
export const openPrintsOf = ({ paper, id }: PrintedPaper, title: string): void => {
  const { document, label } = paperFacts[paper]
  const ofDocument = document !== '' && id !== undefined
  openTab({
    word: 'prints',
    page: 'of',
    title: say('prints.of', { number: ofDocument ? (title.split(' ').at(-1) ?? title) : say(label) }),
    parameters: ofDocument ? { document, documentId: id } : { paper },
  })
}

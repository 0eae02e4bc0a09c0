import { type Kind, keptForms } from '../../lib/keptForms.ts'
import { filledLines, type NoteForm } from './noteForm.ts'

/** A note being keyed, and whether a hand changed anything of it since it was opened. */
export interface NoteInHand {
  form: NoteForm
  changed: boolean
}

/** What of a note is written down. One opened from an order and not touched is made again by the same key. */
export const noteKeeping: Kind<NoteInHand> = {
  pack: ({ form }) => ({ note: form }),
  unpack: (content) => {
    const { note } = content as { note?: NoteForm }
    return note && Array.isArray(note.lines) && typeof note.kind === 'string' ? { form: note, changed: true } : null
  },
  worthKeeping: ({ form, changed }) =>
    changed &&
    (form.id !== null ||
      filledLines(form.lines).length > 0 ||
      [form.driver, form.vehicle, form.serial, form.remark].some((text) => text.trim() !== '')),
}

/** Delivery notes being keyed: new ones, and changes of one that has not left. */
export const noteDrafts = keptForms(noteKeeping)

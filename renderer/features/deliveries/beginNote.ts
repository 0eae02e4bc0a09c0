import { type Note, type NoteKind, noteKinds, type OpenLine } from '../../../shared/deliveries.ts'
import { shortOf } from '../../../shared/journeys.ts'
import type { Translate } from '../../../shared/language.ts'
import { client } from '../../lib/client.ts'
import type { TabParameters } from '../../lib/tabs.ts'
import { todayHere } from '../../lib/values.ts'
import { emptyForm, formOfDraft, formOfNote, linesOfShort, type NoteForm } from './noteForm.ts'

const kindOf = (value: unknown): NoteKind => noteKinds.find((kind) => kind === value) ?? 'delivery'
export const numberOf = (value: unknown): number | null => (typeof value === 'number' ? value : null)

/** Goods the note is made of: what is open, or for a return or exchange what the customer holds. */
export const askLines = (kind: NoteKind, customerId: number, noteId: number | null = null): Promise<OpenLine[]> =>
  kind === 'delivery'
    ? client.deliveries.openLines({ customerId, noteId })
    : client.deliveries.heldLines({ customerId })

export const withCustomer = async (form: NoteForm, customerId: number): Promise<NoteForm> => {
  const card = await client.customers.read({ id: customerId })
  return {
    ...form,
    customerId,
    customerName: card.shortName,
    address: card.address,
    contact: card.contact,
    phone: card.phone,
    collects: form.kind === 'delivery' && card.settlement === 'cash',
  }
}

/** What was not loaded of a note, as the lines of the slip that makes it good; why it stayed here is its remark. */
const shortOfLoad = async (kind: NoteKind, note: Note, t: Translate): Promise<Pick<NoteForm, 'lines' | 'remark'>> => {
  const journey = await client.journeys.read({ deliveryNoteId: note.id })
  const held = await client.deliveries.heldLines({ noteId: note.id })
  const why = journey.lines.filter((line) => shortOf(line) > 0).map(({ explanation }) => explanation.trim())
  const words = [t('journeys.shortRemark', { number: note.number }), ...new Set(why)].filter(Boolean).join(' ')
  return { lines: linesOfShort(kind, note, journey.lines, held), remark: words.slice(0, 200) }
}

/** The form of a new note: of an order's open lines, from a note whose goods come back, or still empty. */
export const beginForm = async (parameters: TabParameters, id: number | null, t: Translate): Promise<NoteForm> => {
  if (id !== null) {
    const note = await client.deliveries.read({ id })
    return formOfNote(note, await askLines(note.kind, note.customerId, id))
  }
  const kind = kindOf(parameters['kind'])
  const [orderId, noteId, customerId] = [
    numberOf(parameters['orderId']),
    numberOf(parameters['noteId']),
    numberOf(parameters['customerId']),
  ]
  if (orderId !== null && kind === 'delivery') {
    const draft = await client.deliveries.newDraft({
      orderId,
      planId: numberOf(parameters['planId']),
      made: parameters['made'] === true,
    })
    const { shortName } = await client.customers.read({ id: draft.customerId })
    return formOfDraft(draft, shortName, await client.deliveries.openLines({ orderId }))
  }
  if (noteId !== null) {
    const note = await client.deliveries.read({ id: noteId })
    const { address, contact, phone, method, driver, vehicle } = note
    const short = parameters['short'] === true ? await shortOfLoad(kind, note, t) : {}
    return {
      ...(await withCustomer(emptyForm(kind, todayHere()), note.customerId)),
      ...short,
      address,
      contact,
      phone,
      method,
      driver,
      vehicle,
    }
  }
  const empty = emptyForm(kind, todayHere())
  return customerId === null ? empty : withCustomer(empty, customerId)
}

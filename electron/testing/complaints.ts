import type { ComplaintDraft, ReplacementPart } from '../../shared/complaints.ts'
import { makeOrder } from './checkedOrder.ts'
import { keyNote, sendNote } from './notes.ts'
import type { TestOffice } from './office.ts'

/** An order of 20 tables at 100 yuan, 12 of them delivered. */
export const delivered = async (at: TestOffice) => {
  const order = await makeOrder(at, { pieces: [20] })
  const note = await sendNote(at, await keyNote(at, order, [12]))
  return { order, note }
}

export const complaintDraft = (customerId: number, rest: Partial<ComplaintDraft> = {}): ComplaintDraft => ({
  id: null,
  customerId,
  contact: '王老板',
  phone: '139 2333 0001',
  receivedOn: '2026-11-22',
  receivedTime: '08:35',
  deliveryLineId: null,
  orderLineId: null,
  code: '',
  description: '',
  colour: '',
  unit: '',
  quantity: null,
  badQuantity: null,
  kind: 'damage',
  what: '桌面划伤',
  wants: 'replacement',
  wantsWords: '',
  photos: [],
  version: 0,
  ...rest,
})

/** A complaint of the first line of a note, confirmed by the manager. */
export const confirmedComplaint = async (at: TestOffice, note: { customerId: number; lines: { id: number }[] }) => {
  const made = await at.as.clerk.complaints.save(
    complaintDraft(note.customerId, { deliveryLineId: note.lines[0]!.id, quantity: 12_000, badQuantity: 2000 }),
  )
  return at.as.manager.complaints.decide({ id: made.id, version: made.version, confirmed: true, opinion: '补' })
}

const part = (rest: Partial<ReplacementPart> = {}): ReplacementPart => ({
  productId: null,
  name: '门板',
  material: '橡木',
  colourNumber: 'H02',
  size: '398×2180',
  holes: '左 4 孔',
  unit: '片',
  quantity: 2000,
  remark: '',
  ...rest,
})
export const replacementOf = (complaint: { id: number; version: number }, rest: object = {}) => ({
  id: complaint.id,
  version: complaint.version,
  way: 'stock' as const,
  reason: '划伤',
  responsible: '张强',
  chargeFen: 0,
  delivery: '随车',
  wantedOn: '2026-11-25',
  remark: '',
  parts: [part()],
  ...rest,
})

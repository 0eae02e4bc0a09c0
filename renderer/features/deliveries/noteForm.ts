import { isSensibleAmount } from '../../../shared/money.ts'
import { shortOf } from '../../../shared/journeys.ts'
import { type Note, type NoteDraft, type NoteKind, type OpenLine, previewLine } from '../../../shared/deliveries.ts'

/** A line as it stands in the grid: its quantity may still be missing. Quantities thousandths, amounts signed fen. */
export interface FormLine {
  key: number
  orderLineId: number | null
  orderNumber: string
  code: string
  description: string
  colour: string
  unit: string
  /** What can still be delivered, or come back; null for a part that is on no order. */
  remaining: number | null
  /** Pieces through the last process that have not left; null where it is not known. */
  ready: number | null
  /** In the store of finished goods; null where nothing of it was ever put in. */
  stored: number | null
  /** What a split of the goods says of this customer; null where none stands. */
  share: OpenLine['share']
  quantity: number | null
  packs: number | null
  packsTyped: boolean
  priceMicros: number
  packing: OpenLine['packing']
  /** What the customer takes over the order (thousandths). */
  tolerance: number
  amountFen: number
  remark: string
  direction: 'out' | 'in'
}

export interface NoteForm {
  id: number | null
  number: string | null
  version: number
  kind: NoteKind
  customerId: number | null
  customerName: string
  /** The driver collects the money of this customer: the amount follows the lines until it is typed. */
  collects: boolean
  deliveryOn: string | null
  address: string
  contact: string
  phone: string
  method: string
  driver: string
  vehicle: string
  serial: string
  remark: string
  overReason: string
  codFen: number | null
  lines: FormLine[]
}

let lastKey = 0

/** Packs and amount of a line by the rules of the application. */
export const reckon = (kind: NoteKind, line: FormLine): FormLine => {
  const back = kind === 'return' || line.direction === 'in'
  // a telephone number in the quantity: the application says so, the page stays
  const quantity = isSensibleAmount(line.quantity ?? 0, line.priceMicros) ? (line.quantity ?? 0) : 0
  const { amountFen, packs } = previewLine({
    quantity,
    packs: line.packsTyped ? line.packs : null,
    back,
    free: kind === 'replacement',
    priceMicros: line.priceMicros,
    packing: line.packing,
  })
  return { ...line, amountFen, packs: line.packsTyped ? line.packs : Math.abs(packs) }
}

/** What is put on the note of a ticked line: all that is left to deliver, one piece to replace; what comes back is typed. */
const usual = (kind: NoteKind, remaining: number): number | null =>
  kind === 'delivery' ? (remaining > 0 ? remaining : null) : kind === 'replacement' ? 1000 : null

/** A line of the note for goods of an order; `quantity` (thousandths) null: the usual one. */
export const lineOf = (
  kind: NoteKind,
  open: OpenLine,
  direction: 'out' | 'in' = 'out',
  quantity: number | null = null,
): FormLine =>
  reckon(kind, {
    key: ++lastKey,
    orderLineId: open.orderLineId,
    orderNumber: open.orderNumber,
    code: open.code,
    description: open.description,
    colour: open.colour,
    unit: open.unit,
    remaining: open.remaining,
    ready: kind === 'delivery' ? open.made : null,
    stored: kind === 'delivery' ? open.stored : null,
    share: kind === 'delivery' ? open.share : null,
    quantity: quantity ?? usual(kind, open.remaining),
    packs: null,
    packsTyped: false,
    priceMicros: open.priceMicros,
    packing: open.packing,
    tolerance: kind === 'delivery' ? open.tolerance : 0,
    amountFen: 0,
    remark: '',
    direction,
  })

/** Lines for what a load check found missing: order line by order line, no more than the customer holds by the papers. */
export const linesOfShort = (
  kind: NoteKind,
  note: Pick<Note, 'lines'>,
  loads: readonly { lineId: number; picked: number; loaded: number | null }[],
  held: readonly OpenLine[],
): FormLine[] => {
  const missing = new Map<number, number>()
  const orderLines = new Map(note.lines.map(({ id, orderLineId }) => [id, orderLineId]))
  for (const load of loads) {
    const orderLineId = orderLines.get(load.lineId) ?? null
    if (orderLineId !== null) missing.set(orderLineId, (missing.get(orderLineId) ?? 0) + shortOf(load))
  }
  return held.flatMap((open) => {
    const quantity = Math.min(open.remaining, missing.get(open.orderLineId) ?? 0)
    return quantity > 0 ? [lineOf(kind, open, 'out', quantity)] : []
  })
}

/** A part that is on no order: written down by hand on a replacement note. */
export const partLine = (): FormLine => ({
  key: ++lastKey,
  orderLineId: null,
  orderNumber: '',
  code: '',
  description: '',
  colour: '',
  unit: '件',
  remaining: null,
  ready: null,
  stored: null,
  share: null,
  quantity: null,
  packs: null,
  packsTyped: false,
  priceMicros: 0,
  packing: null,
  tolerance: 0,
  amountFen: 0,
  remark: '',
  direction: 'out',
})

export const emptyForm = (kind: NoteKind, today: string): NoteForm => ({
  id: null,
  number: null,
  version: 0,
  kind,
  customerId: null,
  customerName: '',
  collects: false,
  deliveryOn: today,
  address: '',
  contact: '',
  phone: '',
  method: '',
  driver: '',
  vehicle: '',
  serial: '',
  remark: '',
  overReason: '',
  codFen: null,
  lines: [],
})

/** Lines of the order of a draft, as the grid takes them. */
export const formOfDraft = (draft: NoteDraft, customerName: string, open: readonly OpenLine[]): NoteForm => {
  const { lines, version, ...head } = draft
  const byId = new Map(open.map((line) => [line.orderLineId, line]))
  return {
    ...head,
    number: null,
    version,
    customerName,
    collects: draft.codFen > 0,
    lines: lines.flatMap((line) => {
      const found = byId.get(line.orderLineId ?? 0)
      return found ? [lineOf(draft.kind, found, line.direction, line.quantity)] : []
    }),
  }
}

/** A note that is there but has not left, to be changed. What is on it counts as still to deliver. */
export const formOfNote = (note: Note, open: readonly OpenLine[]): NoteForm => {
  const byId = new Map(open.map((line) => [line.orderLineId, line]))
  return {
    id: note.id,
    number: note.number,
    version: note.version,
    kind: note.kind,
    customerId: note.customerId,
    customerName: note.customer,
    collects: note.codFen > 0 && note.codFen === note.totalFen,
    deliveryOn: note.deliveryOn,
    address: note.address,
    contact: note.contact,
    phone: note.phone,
    method: note.method,
    driver: note.driver,
    vehicle: note.vehicle,
    serial: note.serial,
    remark: note.remark,
    overReason: note.overReason,
    codFen: note.codFen,
    lines: note.lines.map((line) => {
      const found = byId.get(line.orderLineId ?? 0)
      const quantity = Math.abs(line.quantity)
      const own = note.kind === 'delivery' || line.quantity < 0 ? quantity : 0
      const kept: FormLine = {
        key: ++lastKey,
        orderLineId: line.orderLineId,
        orderNumber: line.orderNumber,
        code: line.code,
        description: line.description,
        colour: line.colour,
        unit: line.unit,
        remaining: line.orderLineId === null ? null : (found?.remaining ?? 0) + own,
        ready: note.kind === 'delivery' && found ? found.made : null,
        stored: note.kind === 'delivery' && found ? found.stored : null,
        share: note.kind === 'delivery' && found ? found.share : null,
        quantity,
        packs: null,
        packsTyped: false,
        priceMicros: line.priceMicros,
        packing: found?.packing ?? null,
        tolerance: note.kind === 'delivery' ? (found?.tolerance ?? 0) : 0,
        amountFen: line.amountFen,
        remark: line.remark,
        direction: note.kind === 'exchange' && line.quantity < 0 ? 'in' : 'out',
      }
      const counted = reckon(note.kind, kept)
      return counted.packs === Math.abs(line.packs)
        ? counted
        : reckon(note.kind, { ...kept, packs: Math.abs(line.packs), packsTyped: true })
    }),
  }
}

/** A cell was left: packs and amount follow; what comes back in an exchange goes out again unless told otherwise. */
export const leaveCell = (form: NoteForm, row: number, key: string, typed: boolean): NoteForm => {
  const left = form.lines[row]
  if (!left) return form
  const lines = form.lines.map((line, index) => {
    if (index === row) return reckon(form.kind, key === 'packs' ? { ...line, packsTyped: typed } : line)
    const pair =
      form.kind === 'exchange' &&
      key === 'quantity' &&
      left.direction === 'in' &&
      line.orderLineId === left.orderLineId &&
      line.quantity === null
    return pair ? reckon(form.kind, { ...line, quantity: left.quantity }) : line
  })
  return { ...form, lines }
}

/** More is to leave than was ordered and the customer takes: a manager says why (duty 87). */
export const needsManager = (form: NoteForm): boolean =>
  form.kind === 'delivery' &&
  form.lines.some(
    ({ quantity, remaining, tolerance }) => remaining !== null && (quantity ?? 0) > Math.max(0, remaining) + tolerance,
  )

/** Lines with something on them. */
export const filledLines = (lines: readonly FormLine[]): FormLine[] =>
  lines.filter((line) => line.quantity !== null && line.quantity > 0)

export const totalsOf = (form: NoteForm): { lines: number; packs: number; totalFen: number } => {
  const lines = filledLines(form.lines)
  return {
    lines: lines.length,
    packs: lines.reduce((sum, line) => sum + (line.direction === 'in' ? 0 : (line.packs ?? 0)), 0),
    totalFen: lines.reduce((sum, line) => sum + line.amountFen, 0),
  }
}

/** What is to be collected, in fen: as typed, else the whole note where the driver collects. */
export const codOf = (form: NoteForm): number =>
  form.kind !== 'delivery' ? 0 : form.collects ? Math.max(0, totalsOf(form).totalFen) : (form.codFen ?? 0)

export const draftOf = (form: NoteForm, today: string): NoteDraft => {
  const { number: _number, customerName: _name, collects: _collects, lines, customerId, deliveryOn, ...head } = form
  return {
    ...head,
    customerId: customerId ?? 0,
    deliveryOn: deliveryOn ?? today,
    codFen: codOf(form),
    lines: filledLines(lines).map(
      ({ orderLineId, code, description, colour, unit, quantity, packs, packsTyped, remark, direction }) => ({
        orderLineId,
        code,
        description,
        colour,
        unit,
        quantity: quantity ?? 0,
        packs: packsTyped ? packs : null,
        remark,
        direction: form.kind === 'exchange' ? direction : 'out',
      }),
    ),
  }
}

/** A kept form begun again: its lines get keys of this window, and of a new note what is open, made and in store today. */
export const resumedNote = (form: NoteForm, open: readonly OpenLine[]): NoteForm => {
  const byId = new Map(open.map((line) => [line.orderLineId, line]))
  return {
    ...form,
    lines: form.lines.map((kept) => {
      const line = { ...kept, key: ++lastKey }
      const found = byId.get(line.orderLineId ?? 0)
      // what a note that is being changed holds itself counts as still to deliver: its figures stay as they were
      if (form.id !== null || line.orderLineId === null) return line
      const { remaining, ready, stored, share, priceMicros, packing, tolerance } = found
        ? lineOf(form.kind, found)
        : { ...line, remaining: 0 }
      return reckon(form.kind, { ...line, remaining, ready, stored, share, priceMicros, packing, tolerance })
    }),
  }
}

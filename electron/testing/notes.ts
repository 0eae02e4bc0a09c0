import type { Note, NoteDraft } from '../../shared/deliveries.ts'
import type { Receipt } from '../../shared/receipts.ts'
import type { MadeOrder } from './checkedOrder.ts'
import type { TestOffice } from './office.ts'

type Line = NoteDraft['lines'][number]

/** A line of a note for so many pieces (not thousandths) of an order line. */
export const noteLine = (orderLineId: number | null, pieces: number, changes: Partial<Line> = {}): Line => ({
  orderLineId,
  code: '',
  description: '',
  colour: '',
  unit: '',
  quantity: pieces * 1000,
  packs: pieces,
  remark: '',
  direction: 'out',
  ...changes,
})

export const noteDraft = (customerId: number, lines: Line[], changes: Partial<NoteDraft> = {}): NoteDraft => ({
  overReason: '',
  id: null,
  kind: 'delivery',
  customerId,
  deliveryOn: '2026-11-22',
  address: '',
  contact: '',
  phone: '',
  method: '',
  driver: '老何',
  vehicle: '',
  serial: '',
  remark: '',
  codFen: 0,
  lines,
  version: 0,
  ...changes,
})

/** Keys a note of pieces of each line of an order; 0 pieces leave a line out. */
export const keyNote = (
  office: TestOffice,
  order: MadeOrder,
  pieces: number[],
  changes: Partial<NoteDraft> = {},
): Promise<Note> =>
  office.as.clerk.deliveries.save(
    noteDraft(
      order.customerId,
      pieces.flatMap((each, index) => (each > 0 ? [noteLine(order.lineIds[index]!, each)] : [])),
      changes,
    ),
  )

/** Picks, inspects and counts a note, then releases it; a return is only released. */
export const sendNote = async (office: TestOffice, note: Note, overrideReason: string | null = null): Promise<Note> => {
  const { deliveries } = office.as.warehouse
  let now = note
  if (note.kind !== 'return') {
    now = await deliveries.pick({ id: now.id, version: now.version })
    now = await deliveries.inspect({ id: now.id, version: now.version, passed: true, remark: '' })
    now = await deliveries.countPacks({
      id: now.id,
      version: now.version,
      packs: now.totalPacks,
      explanation: '',
    })
  }
  const by = overrideReason === null ? deliveries : office.as.manager.deliveries
  const { id } = await by.release({ id: now.id, version: now.version, overrideReason })
  // with its money, which the warehouse does not see
  return office.as.clerk.deliveries.read({ id })
}

type ReceiptEntered = Parameters<TestOffice['as']['clerk']['receipts']['enter']>[0]

/** Money by bank that somebody entered and the cashier has not confirmed: set against nothing unless told. */
export const enterReceipt = (
  office: TestOffice,
  draft: Pick<ReceiptEntered, 'customerId' | 'amountFen' | 'receivedOn'> & Partial<ReceiptEntered>,
  who: 'clerk' | 'cashier' = 'clerk',
): Promise<Receipt> =>
  office.as[who].receipts.enter({
    kind: 'balance',
    method: 'bank',
    payer: '',
    slipNumber: '',
    remark: '',
    allocations: [],
    ...draft,
  })

/** Money that came in, confirmed by the cashier: set against the oldest unless told. */
export const receive = async (
  office: TestOffice,
  customerId: number,
  amountFen: number,
  receivedOn: string,
  allocations: ReceiptEntered['allocations'] = 'oldest',
): Promise<Receipt> => {
  const entered = await enterReceipt(office, { customerId, amountFen, receivedOn, allocations })
  return office.as.cashier.receipts.confirm({
    id: entered.id,
    version: entered.version,
    slipNumber: `S${entered.id}`,
  })
}

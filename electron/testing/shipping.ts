import type { ShipAnswer } from '../../shared/shipments.ts'
import type { TestOffice } from './office.ts'

type Changes = Partial<Omit<ShipAnswer, 'lines' | 'orderId' | 'version'>>

/** The workshop answers about an order: all that is to leave, or pieces (not thousandths) of each line. */
export const answerShipDay = async (
  office: TestOffice,
  orderId: number,
  shipOn: string,
  readyOn: string,
  { pieces, ...changes }: Changes & { pieces?: number[] } = {},
): Promise<number[]> => {
  const { lines, version } = await office.as.merchandiser.shipments.ask({ orderId })
  const { ids } = await office.as.workshop.shipments.answer({
    orderId,
    version,
    askedWhom: '吴工',
    shipOn,
    way: 'deliver',
    transport: 'none',
    arrangedBy: '',
    note: '',
    ...changes,
    lines: lines.flatMap(({ noticeLineId, open, uncovered, replaces }, index) => {
      const quantity = pieces === undefined ? (replaces ? open : uncovered) : (pieces[index] ?? 0) * 1000
      return quantity > 0 ? [{ noticeLineId, quantity, readyOn }] : []
    }),
  })
  return ids
}

/** Pieces of a notice line are put into the store by the warehouse. */
export const putInStore = (
  office: TestOffice,
  noticeLineId: number,
  pieces: number,
  changes: Partial<{ enteredOn: string; explanation: string; place: string }> = {},
): Promise<{ id: number }> =>
  office.as.warehouse.shipments.putIn({
    noticeLineId,
    quantity: pieces * 1000,
    packs: pieces,
    countedBy: '老周',
    enteredOn: '2026-11-22',
    place: 'A3',
    explanation: '余数下次入',
    ...changes,
  })

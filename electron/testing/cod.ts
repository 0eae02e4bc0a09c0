import type { CodNote, Handover } from '../../shared/cod.ts'
import type { TestOffice } from './office.ts'

/** A driver collects of a note: all that is left unless told. */
export const collectCod = async (
  office: TestOffice,
  deliveryNoteId: number,
  collectedFen?: number,
  changes: Partial<{ method: 'cash' | 'bank'; collectedOn: string; reason: string; driver: string }> = {},
): Promise<CodNote> => {
  const cod = (await office.as.clerk.cod.ofNote({ deliveryNoteId }))!
  return office.as.clerk.cod.collect({
    id: cod.id,
    version: cod.version,
    driver: cod.driver,
    collectedFen: collectedFen ?? cod.openFen - cod.onDriverFen - cod.waitingFen,
    method: 'cash',
    collectedOn: cod.deliveredOn,
    reason: '',
    ...changes,
  })
}

/** Everything a driver has with him goes on one slip. */
export const handOverAll = async (office: TestOffice, driver: string, handedOn = '2026-11-22'): Promise<Handover> => {
  const entries = await office.as.clerk.cod.onDriver({ driver })
  return office.as.clerk.cod.handOver({ driver, entryIds: entries.map(({ id }) => id), handedOn, remark: '' })
}

/** The cashier counts what is on the slip; `handed` of some lines (by their place) where it is less or more. */
export const countHandover = (
  office: TestOffice,
  handover: Handover,
  slipNumber = '',
  handed: Record<number, number> = {},
): Promise<Handover> => {
  const lines = handover.lines.map((line, index) => ({
    lineId: line.id,
    handedFen: handed[index] ?? line.collectedFen,
    reason: handed[index] === undefined ? '' : '数过两遍',
    method: line.method,
  }))
  return office.as.cashier.cod.count({
    id: handover.id,
    version: handover.version,
    countedFen: lines.reduce((sum, { method, handedFen }) => sum + (method === 'cash' ? handedFen : 0), 0),
    slipNumber,
    lines: lines.map(({ method: _, ...line }) => line),
  })
}

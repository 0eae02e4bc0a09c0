import { emptyFactory, type FactoryDraft } from '../../shared/outsideFactories.ts'
import type { SlipDraft } from '../../shared/outsourcing.ts'
import type { TestOffice } from './office.ts'
import { workshopOf } from './workshop.ts'

/** A factory outside, 顺达电镀 unless told. */
export const addFactory = async (office: TestOffice, changes: Partial<FactoryDraft> = {}): Promise<number> =>
  (
    await office.as.merchandiser.outsourcing.saveFactory({
      ...emptyFactory,
      name: '佛山顺达电镀厂',
      shortName: '顺达电镀',
      contact: '张师傅',
      phone: '138 0000 1111',
      ...changes,
    })
  ).id

interface SlipLineWanted {
  operationId: number
  pieces: number
  wantedOn?: string
  yuan?: number
}

/** A draft of a slip sent on 2026-11-22 and wanted back on 2026-12-03, 2.50 yuan a piece. */
export const slipDraft = (factoryId: number, lines: SlipLineWanted[], changes: Partial<SlipDraft> = {}): SlipDraft => ({
  id: null,
  factoryId,
  contact: '张师傅',
  phone: '138 0000 1111',
  sentOn: '2026-11-22',
  packing: '',
  enclosures: '',
  requirement: '',
  remark: '',
  lines: lines.map(({ operationId, pieces, wantedOn = '2026-12-03', yuan = 2.5 }) => ({
    operationId,
    quantity: pieces * 1000,
    wantedOn,
    priceMicros: yuan * 1_000_000,
    requirement: '',
  })),
  version: 0,
  ...changes,
})

/** What came back of a line, in pieces. */
export const backRow = (
  lineId: number,
  pieces: Partial<{ good: number; bad: number; rework: number; scrap: number; undone: number }>,
  causeCode: 'machine' | 'earlier' | null = null,
) => ({
  lineId,
  good: (pieces.good ?? 0) * 1000,
  bad: (pieces.bad ?? 0) * 1000,
  rework: (pieces.rework ?? 0) * 1000,
  scrap: (pieces.scrap ?? 0) * 1000,
  undone: (pieces.undone ?? 0) * 1000,
  causeCode,
  note: '',
})

/** An order of 20 pieces in 开料, 面漆 and 包装: they are cut, and 面漆 of some of them is sent to a new factory. */
export const sentOut = async (office: TestOffice, pieces = 20, wantedOn = '2026-12-03') => {
  const shop = workshopOf(office)
  const made = await shop.inWork()
  await shop.report('2026-11-22', shop.row(made.ids[0]!, 20))
  const factoryId = await addFactory(office)
  const [painting] = made.ids.slice(1)
  const lines = [{ operationId: painting!, pieces, wantedOn }]
  const slip = await office.as.merchandiser.outsourcing.save(slipDraft(factoryId, lines))
  return { ...made, factoryId, slip, lineId: slip.lines[0]!.id, painting: painting!, noticeLineId: made.lineId }
}

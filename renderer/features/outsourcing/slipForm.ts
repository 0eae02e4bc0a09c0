import type { Sendable, Slip, SlipDraft } from '../../../shared/outsourcing.ts'
import { lineAmount } from '../../../shared/money.ts'
import { keptForms } from '../../lib/keptForms.ts'
import { todayHere } from '../../lib/values.ts'

/** A line as it is keyed: what is known of its process and what was typed. Quantities in thousandths, price in micros. */
export interface SlipFormLine extends Omit<Sendable, 'quantity' | 'requirement' | 'packing'> {
  quantity: number | null
  wantedOn: string | null
  priceMicros: number | null
  requirement: string
}
export interface SlipForm {
  id: number | null
  number: string
  factoryId: number | null
  factory: string
  contact: string
  phone: string
  sentOn: string | null
  packing: string
  enclosures: string
  requirement: string
  remark: string
  lines: SlipFormLine[]
  version: number
}

export const freshSlip = (): SlipForm => ({
  id: null,
  number: '',
  factoryId: null,
  factory: '',
  contact: '',
  phone: '',
  sentOn: todayHere(),
  packing: '',
  enclosures: '',
  requirement: '',
  remark: '',
  lines: [],
  version: 0,
})

/** A process as a new line: all that may be sent, wanted back on the day it is planned to end. */
export const lineOfSendable = ({ packing: _, ...process }: Sendable, sentOn: string): SlipFormLine => ({
  ...process,
  quantity: process.available > 0 ? process.available : null,
  wantedOn: process.plannedFinish < sentOn ? sentOn : process.plannedFinish,
  priceMicros: null,
})

/** Adds processes that are not on the slip yet; the packing of the first order is taken where none is written. */
export const withProcesses = (form: SlipForm, processes: readonly Sendable[]): SlipForm => {
  const there = new Set(form.lines.map(({ operationId }) => operationId))
  const added = processes.filter(({ operationId }) => !there.has(operationId))
  return {
    ...form,
    packing: form.packing || (added[0]?.packing ?? ''),
    lines: [...form.lines, ...added.map((process) => lineOfSendable(process, form.sentOn ?? todayHere()))],
  }
}

export const formOfSlip = (slip: Slip, processes: readonly Sendable[]): SlipForm => {
  const known = new Map(processes.map((process) => [process.operationId, process]))
  return {
    id: slip.id,
    number: slip.number,
    factoryId: slip.factoryId,
    factory: slip.factory,
    contact: slip.contact,
    phone: slip.phone,
    sentOn: slip.sentOn,
    packing: slip.packing,
    enclosures: slip.enclosures,
    requirement: slip.requirement,
    remark: slip.remark,
    version: slip.version,
    lines: slip.lines.flatMap((line) => {
      const process = known.get(line.operationId)
      if (!process) return []
      const { packing: _, ...facts } = process
      // what came back of the line is room of its own
      const available = facts.available + line.quantity - line.open
      const { quantity, wantedOn, priceMicros, requirement } = line
      return [{ ...facts, available, quantity, wantedOn, priceMicros, requirement }]
    }),
  }
}

export const slipTotal = (lines: readonly SlipFormLine[]): number =>
  lines.reduce((sum, { quantity, priceMicros }) => sum + lineAmount(quantity ?? 0, priceMicros ?? 0), 0)

export const draftOfSlip = (form: SlipForm): SlipDraft => ({
  id: form.id,
  factoryId: form.factoryId ?? 0,
  contact: form.contact,
  phone: form.phone,
  sentOn: form.sentOn ?? '',
  packing: form.packing,
  enclosures: form.enclosures,
  requirement: form.requirement,
  remark: form.remark,
  version: form.version,
  lines: form.lines.map(({ operationId, quantity, wantedOn, priceMicros, requirement }) => ({
    operationId,
    quantity: quantity ?? 0,
    wantedOn: wantedOn ?? '',
    priceMicros: priceMicros ?? 0,
    requirement,
  })),
})

/** New slips that are being keyed. */
export const slipDrafts = keptForms<SlipForm>({
  pack: (form) => ({ outsideSlip: form }),
  unpack: (content) => {
    const { outsideSlip } = content as { outsideSlip?: SlipForm }
    return outsideSlip && Array.isArray(outsideSlip.lines) ? outsideSlip : null
  },
  worthKeeping: (form) => form.id === null && form.lines.length > 0,
})

import { z } from 'zod'
import { command, query } from './contract.ts'
import { creditProblems } from './credit.ts'
import { count, fen, flag, id, instant, requiredText } from './fields.ts'

export const gateKinds = ['production', 'shipping'] as const
export type GateKind = (typeof gateKinds)[number]

/** Passing a gate without its money, by name and with a reason: it shows for ever (duty 29). */
export const GateOverride = z.strictObject({ by: z.string(), reason: z.string(), at: instant })
export type GateOverride = z.output<typeof GateOverride>

/**
 * Whether goods may be made (deposit gate, duty 29) or leave (shipping gate, duty 30). Amounts in fen.
 * `confirmedFen` counts only money the cashier has confirmed and set against the order or its notes.
 */
export const Gate = z.strictObject({
  open: flag,
  neededFen: fen,
  confirmedFen: fen,
  reason: z.enum(['noMoneyNeeded', 'paid', 'override', 'missing']),
  /** The cashier who confirmed the latest of this money, and its bank slip. */
  confirmedBy: z.string().nullable(),
  slipNumber: z.string().nullable(),
  /** The latest override; stays when the money comes after all. */
  override: GateOverride.nullable(),
})
export type Gate = z.output<typeof Gate>

export interface GateFacts {
  neededFen: number
  confirmedFen: number
  confirmedBy: string | null
  slipNumber: string | null
  override: GateOverride | null
}

/** The gate of its facts: open when nothing is needed, all of it is confirmed, or somebody answered for it. */
export const deriveGate = (facts: GateFacts): Gate => {
  const reason =
    facts.neededFen <= 0
      ? 'noMoneyNeeded'
      : facts.confirmedFen >= facts.neededFen
        ? 'paid'
        : facts.override
          ? 'override'
          : 'missing'
  return { ...facts, open: reason !== 'missing', reason }
}

/** What is still to come in, in fen; 0 when enough is confirmed. */
export const missingFen = (gate: Pick<Gate, 'neededFen' | 'confirmedFen'>): number =>
  Math.max(0, gate.neededFen - gate.confirmedFen)

export const GateOverrideRow = z.strictObject({
  id,
  gate: z.enum(gateKinds),
  orderId: id,
  deliveryNoteId: id.nullable(),
  by: z.string(),
  reason: z.string(),
  at: instant,
})
export type GateOverrideRow = z.output<typeof GateOverrideRow>

/** What holds an order besides money: 新版未报价 (duty 12), 客户资信 (duty 28). */
export const holdKinds = ['newVersion', 'credit'] as const
export type HoldKind = (typeof holdKinds)[number]
export const Hold = z.strictObject({
  gate: z.enum(holdKinds),
  /** What is the matter; '' where only the approval is left. */
  sentence: z.string(),
  problems: z.array(z.enum(creditProblems)).max(3),
  /** The 新版 line that is named, from 1. */
  line: count.nullable(),
  name: z.string(),
  /** The latest approval; it shows for ever. */
  approval: GateOverride.nullable(),
  /** True: the order does not go on until it is settled or answered for by name. */
  stops: flag,
})
export type Hold = z.output<typeof Hold>

export const gates = {
  /** The deposit gate of an order. */
  order: query('prices.read', z.strictObject({ orderId: id }), Gate),
  /** The shipping gate of a delivery note. */
  note: query('deliveries.read', z.strictObject({ deliveryNoteId: id }), Gate),
  /** Every override of an order, its notes included, oldest first. */
  overrides: query('operations.read', z.strictObject({ orderId: id }), z.array(GateOverrideRow).max(200)),
  /** Opens a closed gate by name and reason; refused where the gate is open anyway. */
  override: command(
    'gates.override',
    z.strictObject({ gate: z.enum(gateKinds), orderId: id, deliveryNoteId: id.nullable(), reason: requiredText(200) }),
    z.strictObject({ id }),
  ),
  holds: query('operations.read', z.strictObject({ orderId: id }), z.array(Hold).max(4)),
  /** A manager answers for a hold by name and reason. */
  approve: command(
    'gates.override',
    z.strictObject({ gate: z.enum(holdKinds), orderId: id, reason: requiredText(200) }),
    z.strictObject({ id }),
  ),
}

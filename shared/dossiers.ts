import { z } from 'zod'
import { command, query } from './contract.ts'
import { count, flag, id, instant, nothing, requiredText, text, version } from './fields.ts'
import type { PhraseKey } from './language.ts'
import { PaperOutput } from './papers.ts'
import type { Trade } from './settings.ts'

/** The six papers and samples an order is made from (duty 128), in the order they come in. */
export const dossierSlots = [
  'customerSheet',
  'customerSample',
  'finalSample',
  'process',
  'swatches',
  'opinions',
] as const
export type DossierSlot = (typeof dossierSlots)[number]
const slotKeys: Record<DossierSlot, PhraseKey> = {
  customerSheet: 'dossiers.customerSheet',
  customerSample: 'dossiers.customerSample',
  finalSample: 'dossiers.finalSample',
  process: 'dossiers.process',
  swatches: 'dossiers.swatches',
  opinions: 'dossiers.opinions',
}
/** What a trade calls one of the six: only a garment office has 面辅料. */
export const slotKey = (slot: DossierSlot, trade: Trade | null): PhraseKey =>
  slot === 'swatches' && trade === 'garment' ? 'dossiers.swatchesGarment' : slotKeys[slot]

/** 齐 · 不用 · 缺: there, not needed for this order, or nobody has said that it is there. */
export const slotStates = ['there', 'notNeeded', 'missing'] as const
export type SlotState = (typeof slotStates)[number]
export const slotStateKeys: Record<SlotState, PhraseKey> = {
  there: 'dossiers.there',
  notNeeded: 'dossiers.notNeeded',
  missing: 'dossiers.missing',
}

/** Who follows what of an order where several 跟单 share it (duty 129): 面辅料, 样品, 大货, 业务, 质量. */
export const dutyKinds = ['materials', 'samples', 'bulk', 'sales', 'quality'] as const
export type DutyKind = (typeof dutyKinds)[number]
const dutyKeys: Record<DutyKind, PhraseKey> = {
  materials: 'dossiers.dutyMaterials',
  samples: 'dossiers.dutySamples',
  bulk: 'dossiers.dutyBulk',
  sales: 'dossiers.dutySales',
  quality: 'dossiers.dutyQuality',
}
export const dutyKey = (kind: DutyKind, trade: Trade | null): PhraseKey =>
  kind === 'materials' && trade === 'garment' ? 'dossiers.dutyMaterialsGarment' : dutyKeys[kind]

export const SlotRow = z.strictObject({
  slot: z.enum(dossierSlots),
  state: z.enum(slotStates),
  /** Where it lies, its number, its date: 样板袋 B-0312. */
  place: z.string(),
  by: z.string().nullable(),
  at: instant.nullable(),
})
export type SlotRow = z.output<typeof SlotRow>

/** Two of the six say different things (细节是否统一); settled by a person with the word that holds. */
export const ConflictRow = z.strictObject({
  id,
  slot: z.enum(dossierSlots),
  other: z.enum(dossierSlots),
  /** What each of them says. */
  words: z.string(),
  by: z.string(),
  at: instant,
  settledHow: z.string(),
  settledBy: z.string().nullable(),
  settledAt: instant.nullable(),
})
export type ConflictRow = z.output<typeof ConflictRow>

export const DutyRow = z.strictObject({ kind: z.enum(dutyKinds), userId: id.nullable(), name: z.string() })
export type DutyRow = z.output<typeof DutyRow>

/** Derived: one of the six is missing, two of them differ, or the order can be made from them. */
export const dossierStates = ['incomplete', 'conflicting', 'complete'] as const
export type DossierState = (typeof dossierStates)[number]
export const dossierStateOf = (
  slots: readonly Pick<SlotRow, 'state'>[],
  conflicts: readonly Pick<ConflictRow, 'settledAt'>[],
): DossierState =>
  slots.some(({ state }) => state === 'missing')
    ? 'incomplete'
    : conflicts.some(({ settledAt }) => settledAt === null)
      ? 'conflicting'
      : 'complete'

/** 资料齐套表 of one order, and who follows what of it. */
export const Dossier = z.strictObject({
  orderId: id,
  orderNumber: z.string(),
  customerName: z.string(),
  merchandiser: z.string(),
  state: z.enum(dossierStates),
  slots: z.array(SlotRow).length(dossierSlots.length),
  conflicts: z.array(ConflictRow).max(200),
  duties: z.array(DutyRow).length(dutyKinds.length),
  /** The lines a question to the customer can be about. */
  lines: z.array(z.strictObject({ orderLineId: id, line: count, description: z.string() })).max(300),
  printed: count,
  version,
})
export type Dossier = z.output<typeof Dossier>

/** What stands against making an order in one sentence: which are missing, how many points differ. */
export const DossierGap = z.strictObject({
  /** False where the office does not ask for the six. */
  asked: flag,
  missing: z.array(z.enum(dossierSlots)).max(dossierSlots.length),
  conflicts: count,
})
export type DossierGap = z.output<typeof DossierGap>

export const dossiers = {
  read: query('orders.read', z.strictObject({ orderId: id }), Dossier),
  /** For the page that releases an order: what is missing, where the office wants to be told. */
  gap: query('orders.read', z.strictObject({ orderId: id }), DossierGap),
  /** Says that one of the six is there, not needed, or missing after all. */
  setSlot: command(
    'orders.write',
    z.strictObject({ orderId: id, version, slot: z.enum(dossierSlots), state: z.enum(slotStates), place: text(60) }),
    Dossier,
  ),
  addConflict: command(
    'orders.write',
    z.strictObject({
      orderId: id,
      slot: z.enum(dossierSlots),
      other: z.enum(dossierSlots),
      words: requiredText(200),
    }),
    Dossier,
  ),
  settleConflict: command('orders.write', z.strictObject({ id, how: requiredText(200) }), Dossier),
  /** Who follows what; null = whoever follows the order. */
  setDuties: command(
    'orders.write',
    z.strictObject({
      orderId: id,
      version,
      duties: z
        .array(z.strictObject({ kind: z.enum(dutyKinds), userId: id.nullable() }))
        .min(1)
        .max(dutyKinds.length),
    }),
    Dossier,
  ),
  /** People who may follow an order, for the choice. */
  people: query('orders.read', nothing, z.array(z.strictObject({ id, name: z.string() })).max(200)),
  paper: query('orders.read', z.strictObject({ id }), PaperOutput),
  markPrinted: command('orders.write', z.strictObject({ id }), z.strictObject({ printed: count })),
}

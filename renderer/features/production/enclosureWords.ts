import type { Enclosure, EnclosureKind } from '../../../shared/noticeDesk.ts'
import { enclosureKindKeys, enclosureKinds } from '../../../shared/noticeDesk.ts'
import type { Translate } from '../../../shared/language.ts'
import type { Trade } from '../../../shared/settings.ts'
import type { Tone } from '../../components/StateBadge.tsx'

/** `样板袋 B-0312 ×2` */
export const thingWords = (
  t: Translate,
  { kind, label, pieces }: Pick<Enclosure, 'kind' | 'label' | 'pieces'>,
): string => [t(enclosureKindKeys[kind]), label, pieces > 1 ? `×${pieces}` : ''].filter(Boolean).join(' ')

export const enclosureTones: Record<Enclosure['state'], Tone> = { here: 'plain', out: 'warn', back: 'ok' }

/** Only a garment office keeps the six papers of duty 128; film and die belong to printing first. */
const firstOf: Record<Trade, readonly EnclosureKind[]> = {
  furniture: ['sample', 'drawing', 'original', 'mould', 'other'],
  printing: ['sampleBag', 'original', 'film', 'die', 'sample', 'drawing', 'other'],
  garment: [
    'customerSheet',
    'processSheet',
    'approvedSample',
    'swatchCard',
    'approval',
    'customerSample',
    'sample',
    'original',
    'other',
  ],
  hardware: ['drawing', 'sample', 'mould', 'die', 'original', 'other'],
}
/** Kinds that are words of one or two trades alone. */
const ofTrades: readonly EnclosureKind[] = [...firstOf.garment.slice(0, 6), 'sampleBag', 'film', 'die', 'mould']
/** The kinds a trade has, the usual ones first; what no other trade has to itself can still be chosen, and `known`. */
export const kindsOf = (trade: Trade, known: EnclosureKind | null = null): EnclosureKind[] => {
  const first = firstOf[trade]
  const rest = enclosureKinds.filter((kind) => !first.includes(kind) && (!ofTrades.includes(kind) || kind === known))
  return [...first, ...rest]
}

/** What a note or a truck carries: packs, thousandths of a cubic metre, thousandths of a kilogram. */
export interface Load {
  packs: number
  volume: number
  weight: number
}
/** A load with how many lines or notes have no size or weight: what is not known is no nothing. */
export interface KnownLoad extends Load {
  unknownVolume: number
  unknownWeight: number
}
/** What a vehicle may carry; 0 = no limit. Units as in `Load`. */
export interface Limits {
  limitPacks: number
  limitVolume: number
  limitWeight: number
}
export const loadMeasures = ['packs', 'volume', 'weight'] as const
export type LoadMeasure = (typeof loadMeasures)[number]

/** Divides half up; both positive. */
const divided = (value: bigint, by: bigint): number => Number((value + by / 2n) / by)

/** Cubic centimetres of a pack from its sizes in thousandths of a centimetre; 0 where one is missing. 62×42×35 cm = 91 140. */
export const packVolumeOf = ({
  packLength,
  packWidth,
  packHeight,
}: {
  packLength: number
  packWidth: number
  packHeight: number
}): number => divided(BigInt(packLength) * BigInt(packWidth) * BigInt(packHeight), 1_000_000_000n)

/** Packs of goods and one pack's cubic centimetres and grams, 0 = not known. */
export interface PackedLine {
  packs: number
  packVolume: number
  packWeight: number
}

/**
 * The load of a note. Volume and weight come from its products; what was typed on the note (thousandths, null = nothing)
 * takes their place. Lines without packs take no room.
 */
export const noteLoad = (
  lines: readonly PackedLine[],
  typed: { volume: number | null; weight: number | null },
): KnownLoad => {
  const leaving = lines.filter(({ packs }) => packs > 0)
  const sum = (of: 'packVolume' | 'packWeight'): bigint =>
    leaving.reduce((total, line) => total + BigInt(line.packs) * BigInt(line[of]), 0n)
  const missing = (of: 'packVolume' | 'packWeight'): number => leaving.filter((line) => line[of] === 0).length
  return {
    packs: leaving.reduce((total, line) => total + line.packs, 0),
    volume: typed.volume ?? divided(sum('packVolume'), 1000n),
    weight: typed.weight ?? Number(sum('packWeight')),
    unknownVolume: typed.volume === null ? missing('packVolume') : 0,
    unknownWeight: typed.weight === null ? missing('packWeight') : 0,
  }
}

export const sumLoads = (loads: readonly KnownLoad[]): KnownLoad =>
  loads.reduce(
    (total, load) => ({
      packs: total.packs + load.packs,
      volume: total.volume + load.volume,
      weight: total.weight + load.weight,
      unknownVolume: total.unknownVolume + load.unknownVolume,
      unknownWeight: total.unknownWeight + load.unknownWeight,
    }),
    { packs: 0, volume: 0, weight: 0, unknownVolume: 0, unknownWeight: 0 },
  )

const limitOf = (limits: Limits, measure: LoadMeasure): number =>
  measure === 'packs' ? limits.limitPacks : measure === 'volume' ? limits.limitVolume : limits.limitWeight

/** Which limits a load is over: these are red, and the truck needs a reason to leave (duty 91). */
export const overLimits = (load: Load, limits: Limits): LoadMeasure[] =>
  loadMeasures.filter((measure) => {
    const limit = limitOf(limits, measure)
    return limit > 0 && load[measure] > limit
  })

/** How full a truck is of one measure, in whole per cent of its limit, up; null without a limit. */
export const fullness = (load: Load, limits: Limits, measure: LoadMeasure): number | null => {
  const limit = limitOf(limits, measure)
  return limit === 0 ? null : Math.ceil((load[measure] * 100) / limit)
}

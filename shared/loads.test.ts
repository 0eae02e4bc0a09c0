import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fullness, noteLoad, overLimits, packVolumeOf, sumLoads } from './loads.ts'

const carton = { packLength: 62_000, packWidth: 42_000, packHeight: 35_000 }
const limits = { limitPacks: 100, limitVolume: 9600, limitWeight: 1_500_000 }

describe('the load of a note', () => {
  it('is 0.09114 m³ a carton of 62 × 42 × 35 cm', () => {
    expect(packVolumeOf(carton)).toBe(91_140)
    expect(packVolumeOf({ ...carton, packHeight: 0 })).toBe(0)
  })

  it('says what is not known instead of taking it as nothing', () => {
    const lines = [
      { packs: 10, packVolume: 91_140, packWeight: 20_300 },
      { packs: 5, packVolume: 0, packWeight: 0 },
      // what comes back takes no room on the way out
      { packs: -3, packVolume: 0, packWeight: 0 },
    ]
    expect(noteLoad(lines, { volume: null, weight: null })).toEqual({
      packs: 15,
      volume: 911,
      weight: 203_000,
      unknownVolume: 1,
      unknownWeight: 1,
    })
    expect(noteLoad(lines, { volume: 1400, weight: null })).toMatchObject({
      volume: 1400,
      unknownVolume: 0,
      unknownWeight: 1,
    })
  })

  it('is over a limit above it, not at it, and never where there is none', () => {
    const at = { packs: 100, volume: 9600, weight: 1_500_000 }
    expect(overLimits(at, limits)).toEqual([])
    expect(overLimits({ ...at, volume: 9601, packs: 101 }, limits)).toEqual(['packs', 'volume'])
    expect(overLimits({ ...at, packs: 5000 }, { ...limits, limitPacks: 0 })).toEqual([])
    expect(fullness(at, limits, 'volume')).toBe(100)
    expect(fullness({ ...at, volume: 9601 }, limits, 'volume')).toBe(101)
    expect(fullness(at, { ...limits, limitPacks: 0 }, 'packs')).toBeNull()
  })

  it('of any lines is what a long multiplication gives', () => {
    const line = fc.record({
      packs: fc.integer({ min: -20, max: 5000 }),
      packVolume: fc.integer({ min: 0, max: 8_000_000 }),
      packWeight: fc.integer({ min: 0, max: 400_000 }),
    })
    fc.assert(
      fc.property(fc.array(line, { maxLength: 30 }), (lines) => {
        const load = noteLoad(lines, { volume: null, weight: null })
        let [cubic, grams, packs, unknown] = [0n, 0n, 0, 0]
        for (const each of lines) {
          if (each.packs <= 0) continue
          // pack by pack
          cubic += BigInt(each.packVolume) * BigInt(each.packs)
          grams += BigInt(each.packWeight) * BigInt(each.packs)
          packs += each.packs
          if (each.packVolume === 0) unknown += 1
        }
        const [whole, rest] = [cubic / 1000n, cubic % 1000n]
        expect(load.volume).toBe(Number(rest >= 500n ? whole + 1n : whole))
        expect(load.weight).toBe(Number(grams))
        expect(load.packs).toBe(packs)
        expect(load.unknownVolume).toBe(unknown)
        expect(sumLoads([load, load]).volume).toBe(2 * load.volume)
      }),
      { numRuns: 300 },
    )
  })
})

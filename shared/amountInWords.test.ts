import { describe, expect, it } from 'vitest'
import { amountInWords } from './amountInWords.ts'

/** The test vectors of papers.md 4.7, in the one spelling this house keeps. */
const vectors: [fen: number, words: string][] = [
  [0, '零元整'],
  [5, '伍分'],
  [50, '伍角'],
  [1_000, '壹拾元整'],
  [32_504, '叁佰贰拾伍元零肆分'],
  [140_950, '壹仟肆佰零玖元伍角'],
  [600_714, '陆仟零柒元壹角肆分'],
  [1_640_902, '壹万陆仟肆佰零玖元零贰分'],
  [168_032, '壹仟陆佰捌拾元叁角贰分'],
  [10_700_053, '壹拾万柒仟元伍角叁分'],
  [10_000_000, '壹拾万元整'],
  [10_000_000_100, '壹亿零壹元整'],
  [123_456_789, '壹佰贰拾叁万肆仟伍佰陆拾柒元捌角玖分'],
  [-86_000, '负捌佰陆拾元整'],
  [4_737_600, '肆万柒仟叁佰柒拾陆元整'],
  [2_001_200, '贰万零壹拾贰元整'],
  [2_000, '贰拾元整'],
  [2_240, '贰拾贰元肆角'],
]

const digits = '零壹贰叁肆伍陆柒捌玖'

/** Reads 大写 back by its own way: sections of 亿 and 万, units inside a section. Nothing of nzh is used. */
const readSection = (words: string): bigint => {
  let value = 0n
  let digit = 0n
  for (const character of words) {
    const found = digits.indexOf(character)
    if (found >= 0) digit = BigInt(found)
    else {
      const unit = { 拾: 10n, 佰: 100n, 仟: 1000n }[character]
      if (!unit) throw new Error(`unknown ${character}`)
      if (digit === 0n) throw new Error(`unit without digit in ${words}`)
      value += digit * unit
      digit = 0n
    }
  }
  return value + digit
}

const readYuan = (words: string): bigint => {
  const hundredMillions = words.lastIndexOf('亿')
  if (hundredMillions >= 0)
    return readYuan(words.slice(0, hundredMillions)) * 100_000_000n + readYuan(words.slice(hundredMillions + 1))
  const tenThousands = words.lastIndexOf('万')
  if (tenThousands >= 0)
    return readSection(words.slice(0, tenThousands)) * 10_000n + readSection(words.slice(tenThousands + 1))
  return readSection(words)
}

const readBack = (words: string): number => {
  const negative = words.startsWith('负')
  const match = /^(?:(.+)元)?(?:(.)角)?(?:零?(.)分)?(整?)$/.exec(words.slice(negative ? 1 : 0))
  if (!match) throw new Error(`unreadable ${words}`)
  const [, yuan, jiao, fen, whole] = match
  if ((whole === '整') !== (jiao === undefined && fen === undefined)) throw new Error(`整 misplaced in ${words}`)
  const value =
    readYuan(yuan ?? '') * 100n + BigInt(digits.indexOf(jiao ?? '零')) * 10n + BigInt(digits.indexOf(fen ?? '零'))
  return Number(negative ? -value : value)
}

/** A small generator of its own, so that a failure can be run again. */
const randomFrom = (seed: number): (() => number) => {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

describe('金额大写', () => {
  it.each(vectors)('writes %i fen as %s', (fen, words) => {
    expect(amountInWords(fen)).toBe(words)
  })

  it('reads back to the same fen, 100,000 amounts of every size', () => {
    const random = randomFrom(20261122)
    for (let round = 0; round < 100_000; round++) {
      const size = 10 ** (1 + Math.floor(random() * 13))
      // half of the amounts are thinned to have many zeros, where 零 goes wrong
      const thin = random() < 0.5 ? 10 ** Math.floor(random() * 5) : 1
      const fen = Math.floor((random() * size) / thin) * thin * (random() < 0.1 ? -1 : 1) + 0
      const words = amountInWords(fen)
      if (readBack(words) !== fen) expect(`${fen} ${words} → ${readBack(words)}`).toBe(fen)
    }
  })

  it('never drops the leading 壹 and never doubles 零', () => {
    for (let fen = 97; fen < 2_000_000; fen += 97) {
      const words = amountInWords(fen)
      if (/^拾|零零|零元.|零万|零亿/.test(words)) expect(words).toBe('')
    }
  })

  it('refuses what is no whole number of fen', () => {
    expect(() => amountInWords(0.5)).toThrow(RangeError)
    expect(() => amountInWords(Number.NaN)).toThrow(RangeError)
  })
})

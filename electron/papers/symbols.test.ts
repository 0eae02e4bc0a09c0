import bwipjs from 'bwip-js/node'
import { describe, expect, it } from 'vitest'
import { labelText } from '../../shared/labels.ts'
import { scanSymbol, symbolAddress } from './symbols.ts'

const text = labelText('XS261126-03', 2, 117)

/** The symbol as rows of dark and light modules, quiet zone and all. */
const modulesOf = ({ widthModules, heightModules, bars }: ReturnType<typeof scanSymbol>): boolean[][] => {
  const rows = Array.from({ length: heightModules }, () => Array.from({ length: widthModules }, () => false))
  for (const [x, y, width, height] of bars)
    for (let row = y; row < y + height; row++) for (let at = x; at < x + width; at++) rows[row]![at] = true
  return rows
}

describe('the symbol on a label', () => {
  it('is the QR code of its text, module by module, with four light modules around it', () => {
    const symbol = scanSymbol('qr', text)
    const [code] = bwipjs.raw('qrcode', text, 'eclevel=M') as { pixs: number[]; pixx: number; pixy: number }[]
    const rows = modulesOf(symbol)
    expect(symbol.quiet).toBe(4)
    expect([symbol.widthModules, symbol.heightModules]).toEqual([code!.pixx + 8, code!.pixy + 8])
    const inner = rows.slice(4, -4).map((row) => row.slice(4, -4))
    expect(inner.flat()).toEqual(code!.pixs.map((dark) => dark === 1))
    const edge = rows.flatMap((row, y) =>
      row.filter((_, x) => y < 4 || x < 4 || y >= rows.length - 4 || x >= row.length - 4),
    )
    expect(edge).not.toContain(true)
    expect(inner.flat().filter(Boolean).length).toBeGreaterThan(100)
  })

  it('is the Code 128 of its text with ten light modules at both ends', () => {
    const symbol = scanSymbol('code128', text)
    const [code] = bwipjs.raw('code128', text) as { sbs: number[] }[]
    const [row] = modulesOf(symbol)
    expect(symbol.quiet).toBe(10)
    expect(row!.slice(0, 10)).not.toContain(true)
    expect(row!.slice(-10)).not.toContain(true)
    const runs: number[] = []
    for (const [index, dark] of row!.slice(10, -10).entries())
      if (index > 0 && dark === row![index + 9]) runs[runs.length - 1]! += 1
      else runs.push(1)
    expect(runs).toEqual(code!.sbs)
    // start, text, check, stop: 11 modules each, 13 for the last
    expect((row!.length - 20 - 13) % 11).toBe(0)
  })

  it('says another text in another way', () => {
    const other = labelText('XS261126-03', 2, 118)
    expect(scanSymbol('qr', other)).not.toEqual(scanSymbol('qr', text))
  })

  it('is a picture that needs nothing from outside', () => {
    const address = symbolAddress(scanSymbol('qr', text))
    expect(address).toMatch(/^data:image\/svg\+xml;base64,[\w+/]+=*$/)
    const svg = Buffer.from(address.split(',')[1]!, 'base64').toString()
    expect(svg).not.toMatch(/href|script|style=/)
    expect(svg).toContain('viewBox="0 0 ')
  })
})

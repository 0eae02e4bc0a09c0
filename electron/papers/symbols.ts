import bwipjs from 'bwip-js/node'
import type { LabelCode } from '../../shared/labels.ts'

/** A symbol as dark rectangles in modules, its quiet zone around it (ISO 18004: 4, ISO 15417: 10 modules). */
export interface ScanSymbol {
  widthModules: number
  heightModules: number
  quiet: number
  /** [x, y, width, height] in modules, from the corner of the quiet zone. */
  bars: [number, number, number, number][]
}

const qrQuiet = 4
const barsQuiet = 10
/** Height of the bars of a Code 128, in modules: the label gives the place, not the number. */
const barsHeight = 40

const qrSymbol = (text: string): ScanSymbol => {
  const [code] = bwipjs.raw('qrcode', text, 'eclevel=M')
  if (!code || !('pixs' in code)) throw new TypeError('no matrix code')
  const { pixs, pixx, pixy } = code
  const bars: ScanSymbol['bars'] = []
  for (let y = 0; y < pixy; y++)
    for (let x = 0; x < pixx;) {
      let end = x
      while (end < pixx && pixs[y * pixx + end] === 1) end++
      if (end > x) bars.push([x + qrQuiet, y + qrQuiet, end - x, 1])
      x = Math.max(end, x + 1)
    }
  return { widthModules: pixx + 2 * qrQuiet, heightModules: pixy + 2 * qrQuiet, quiet: qrQuiet, bars }
}

const barSymbol = (text: string): ScanSymbol => {
  const [code] = bwipjs.raw('code128', text)
  if (!code || !('sbs' in code)) throw new TypeError('no bar code')
  let x = barsQuiet
  const bars: ScanSymbol['bars'] = []
  for (const [index, width] of code.sbs.entries()) {
    if (index % 2 === 0) bars.push([x, 0, width, barsHeight])
    x += width
  }
  return { widthModules: x + barsQuiet, heightModules: barsHeight, quiet: barsQuiet, bars }
}

/** QR or Code 128 of a text, as modules. */
export const scanSymbol = (code: LabelCode, text: string): ScanSymbol =>
  code === 'qr' ? qrSymbol(text) : barSymbol(text)

/** The symbol as a picture for the style sheet of a paper: edges stay sharp on every printer. */
export const symbolAddress = ({ widthModules, heightModules, bars }: ScanSymbol): string => {
  const path = bars.map(([x, y, width, height]) => `M${x} ${y}h${width}v${height}h-${width}z`).join('')
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${widthModules}" height="${heightModules}" ` +
    `viewBox="0 0 ${widthModules} ${heightModules}" preserveAspectRatio="none" shape-rendering="crispEdges">` +
    `<path d="${path}"/></svg>`
  return `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`
}

import type { MadeEntry } from '../../sheets/zipForTests.ts'

/** Drawings of a workbook, written by hand: as Excel, openpyxl and WPS write them, and as nobody should. */

export interface MadeAnchor {
  /** Row, column, and how far into the row in EMU. */
  from: [number, number, number?]
  /** Without it the anchor has one cell. */
  to?: [number, number, number?]
  /** Height of the picture in EMU. */
  height?: number
  embed: string
}

const drawingSpace = 'http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing'
const mainSpace = 'http://schemas.openxmlformats.org/drawingml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packaged = 'http://schemas.openxmlformats.org/package/2006/relationships'

const corner = (name: string, [row, column, offset = 0]: [number, number, number?]): string =>
  `<xdr:${name}><xdr:col>${column}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>${row}</xdr:row><xdr:rowOff>${offset}</xdr:rowOff></xdr:${name}>`

const picture = (embed: string, height: number, name = '图片 1'): string =>
  `<xdr:pic><xdr:nvPicPr><xdr:cNvPr id="2" name="${name}"/><xdr:cNvPicPr/></xdr:nvPicPr><xdr:blipFill><a:blip r:embed="${embed}"/><a:stretch><a:fillRect/></a:stretch></xdr:blipFill><xdr:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="300000" cy="${height}"/></a:xfrm></xdr:spPr></xdr:pic>`

export const drawing = (inside: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?><xdr:wsDr xmlns:xdr="${drawingSpace}" xmlns:a="${mainSpace}" xmlns:r="${office}">${inside}</xdr:wsDr>`

export const anchor = ({ from, to, height = 300_000, embed }: MadeAnchor): string => {
  const name = to ? 'twoCellAnchor' : 'oneCellAnchor'
  const end = to ? corner('to', to) : `<xdr:ext cx="300000" cy="${height}"/>`
  return `<xdr:${name}>${corner('from', from)}${end}${picture(embed, height)}<xdr:clientData/></xdr:${name}>`
}

export const relations = (list: readonly { id: string; type: string; target: string; outside?: boolean }[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="${packaged}">${list
    .map(
      ({ id, type, target, outside }) =>
        `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"${outside ? ' TargetMode="External"' : ''}/>`,
    )
    .join('')}</Relationships>`

const sheetRelations = 'xl/worksheets/_rels/sheet1.xml.rels'
export const drawingPart = 'xl/drawings/drawing1.xml'
export const drawingRelations = 'xl/drawings/_rels/drawing1.xml.rels'

/** The parts between the first sheet and its pictures; `media` are files of xl/media with the ids rId1, rId2 … */
export const drawingParts = (
  xml: string,
  media: readonly (readonly [name: string, data: Uint8Array])[],
  { absolute = false }: { absolute?: boolean } = {},
): MadeEntry[] => [
  {
    name: sheetRelations,
    data: relations([
      { id: 'rId1', type: 'drawing', target: absolute ? `/${drawingPart}` : '../drawings/drawing1.xml' },
    ]),
  },
  { name: drawingPart, data: xml },
  {
    name: drawingRelations,
    data: relations(
      media.map(([name], index) => ({
        id: `rId${index + 1}`,
        type: 'image',
        target: `${absolute ? '/xl' : '..'}/media/${name}`,
      })),
    ),
  },
  ...media.map(([name, data]) => ({ name: `xl/media/${name}`, data: Buffer.from(data), stored: true })),
]

/** Pictures WPS keeps in the cells: name in the formula → file. */
export const cellImageParts = (
  images: readonly (readonly [id: string, name: string, data: Uint8Array])[],
): MadeEntry[] => [
  {
    name: 'xl/cellimages.xml',
    data: `<?xml version="1.0" encoding="UTF-8"?><etc:cellImages xmlns:etc="http://www.wps.cn/officeDocument/2017/etCustomData" xmlns:xdr="${drawingSpace}" xmlns:a="${mainSpace}" xmlns:r="${office}">${images
      .map(([id], index) => `<etc:cellImage>${picture(`rId${index + 1}`, 300_000, id)}</etc:cellImage>`)
      .join('')}</etc:cellImages>`,
  },
  {
    name: 'xl/_rels/cellimages.xml.rels',
    data: relations(
      images.map(([, name], index) => ({ id: `rId${index + 1}`, type: 'image', target: `media/${name}` })),
    ),
  },
  ...images.map(([, name, data]) => ({ name: `xl/media/${name}`, data: Buffer.from(data), stored: true })),
]

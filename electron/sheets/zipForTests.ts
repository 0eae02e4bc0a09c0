import { crc32, deflateRawSync } from 'node:zlib'

/** One file of an archive made for a test; the overrides are the lies a hostile file tells. */
export interface MadeEntry {
  name: string
  data: Buffer | string
  stored?: boolean
  flags?: number
  claimedSize?: number
  localName?: string
  /** Already deflated: of a size that would take long to pack. */
  packed?: Buffer
}

const local = (entry: MadeEntry, packed: Buffer, checksum: number, size: number): Buffer => {
  const name = Buffer.from(entry.localName ?? entry.name)
  const head = Buffer.alloc(30)
  head.writeUInt32LE(0x04034b50, 0)
  head.writeUInt16LE(20, 4)
  head.writeUInt16LE(entry.flags ?? 0, 6)
  head.writeUInt16LE(entry.stored ? 0 : 8, 8)
  head.writeUInt32LE(checksum, 14)
  head.writeUInt32LE(packed.byteLength, 18)
  head.writeUInt32LE(size, 22)
  head.writeUInt16LE(name.byteLength, 26)
  return Buffer.concat([head, name, packed])
}

const central = (entry: MadeEntry, packed: Buffer, checksum: number, size: number, offset: number): Buffer => {
  const name = Buffer.from(entry.name)
  const head = Buffer.alloc(46)
  head.writeUInt32LE(0x02014b50, 0)
  head.writeUInt16LE(20, 4)
  head.writeUInt16LE(20, 6)
  head.writeUInt16LE(entry.flags ?? 0, 8)
  head.writeUInt16LE(entry.stored ? 0 : 8, 10)
  head.writeUInt32LE(checksum, 16)
  head.writeUInt32LE(packed.byteLength, 20)
  head.writeUInt32LE(size, 24)
  head.writeUInt16LE(name.byteLength, 28)
  head.writeUInt32LE(offset, 42)
  return Buffer.concat([head, name])
}

/** Builds an archive byte by byte, so that it can be wrong in every way a file from outside may be. */
export const makeZip = (entries: readonly MadeEntry[]): Buffer => {
  const bodies: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const entry of entries) {
    const data = Buffer.from(entry.data)
    const packed = entry.packed ?? (entry.stored ? data : deflateRawSync(data))
    const size = entry.claimedSize ?? data.byteLength
    const body = local(entry, packed, crc32(data), size)
    directory.push(central(entry, packed, crc32(data), size, offset))
    bodies.push(body)
    offset += body.byteLength
  }
  const list = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(list.byteLength, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...bodies, list, end])
}

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packageRelations = 'http://schemas.openxmlformats.org/package/2006/relationships'

/** The parts of a small workbook; `sheet` is what stands inside `<worksheet>`. */
export const workbookParts = (
  sheet: string,
  more: { sheetName?: string; numFmts?: string; workbookPr?: string } = {},
): MadeEntry[] => [
  {
    name: '[Content_Types].xml',
    data: `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>`,
  },
  {
    name: '_rels/.rels',
    data: `${head}<Relationships xmlns="${packageRelations}"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  },
  {
    name: 'xl/workbook.xml',
    data: `${head}<workbook xmlns="${main}" xmlns:r="${relations}">${more.workbookPr ?? ''}<sheets><sheet name="${more.sheetName ?? '订单'}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  },
  {
    name: 'xl/_rels/workbook.xml.rels',
    data: `${head}<Relationships xmlns="${packageRelations}"><Relationship Id="rId1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${relations}/styles" Target="styles.xml"/></Relationships>`,
  },
  {
    name: 'xl/styles.xml',
    data: `${head}<styleSheet xmlns="${main}">${more.numFmts ?? ''}<fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellXfs count="5"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="57"/><xf numFmtId="165"/></cellXfs></styleSheet>`,
  },
  { name: 'xl/worksheets/sheet1.xml', data: `${head}<worksheet xmlns="${main}">${sheet}</worksheet>` },
]

export const makeWorkbook = (sheet: string, more: Parameters<typeof workbookParts>[1] = {}): Buffer =>
  makeZip(workbookParts(sheet, more))

import { dirname, normalize } from 'node:path/posix'
import { largestPictureBytes } from '../../shared/pictures.ts'
import { sniffPicture } from '../../shared/faxFiles.ts'
import {
  outsideLimits,
  type OutsideSheet,
  type OutsideTable,
  pictureLimits,
  type PictureProblem,
  type SheetPicture,
} from '../../shared/sheets.ts'
import { type Anchor, anchorsIn, cellImagesIn, relationsIn, sheetRelationsIn } from './drawings.ts'
import { OutsideProblem } from './problem.ts'
import { type UnpackBudget, unpackWhole, type ZipEntry } from './zip.ts'

// Runs in the import process only (electron/importer.ts). The pictures of a workbook are followed from its sheets to
// their drawings and from those to the files they name, all inside the archive: a name is looked up, never opened.

type Found = Pick<OutsideTable, 'sheets' | 'pictures' | 'picturesMissing'>

const plainName = (name: string): string => normalize(name).replace(/^\/+/, '').toLowerCase()

/** What a relation of `part` means: `../media/image1.png` of xl/drawings/drawing1.xml is xl/media/image1.png. */
const targetOf = (part: string, target: string): string =>
  plainName(target.startsWith('/') ? target : `${dirname(part)}/${target}`)

const relationsName = (part: string): string => `${dirname(part)}/_rels/${part.slice(dirname(part).length + 1)}.rels`

/** One workbook whose pictures are looked for. */
class Pictures {
  readonly files: Uint8Array[] = []
  missing = false
  private readonly parts: Map<string, ZipEntry>
  private readonly known = new Map<string, number | PictureProblem>()
  private readonly budget: UnpackBudget = { used: 0 }
  private xmlBytes = 0
  private fileBytes = 0
  private anchors = 0

  constructor(entries: readonly ZipEntry[]) {
    this.parts = new Map(entries.map((entry) => [plainName(entry.name), entry]))
  }

  /** The first part whose name fits. */
  find(name: RegExp): string | undefined {
    return [...this.parts.keys()].find((each) => name.test(each))
  }

  /** An XML part; null where there is none. Throws an OutsideProblem where there is too much of it. */
  async xml(part: string): Promise<Uint8Array | null> {
    const entry = this.parts.get(part)
    if (!entry) return null
    this.xmlBytes += entry.size
    if (this.xmlBytes > pictureLimits.xmlBytes) throw new OutsideProblem('tooMuchText')
    return unpackWhole(entry, this.budget)
  }

  async relations(part: string): Promise<ReturnType<typeof relationsIn>> {
    const xml = await this.xml(relationsName(part))
    return xml ? relationsIn(xml) : new Map()
  }

  /** Takes an anchor into the count; false when there were too many. */
  counts(): boolean {
    this.anchors += 1
    if (this.anchors <= pictureLimits.anchors) return true
    this.missing = true
    return false
  }

  /** The place of a file among the pictures, or why it is none. The same file is read once. */
  async file(part: string | null): Promise<number | PictureProblem> {
    if (part === null) return 'missing'
    const known = this.known.get(part)
    if (known !== undefined) return known
    const found = await this.read(part)
    this.known.set(part, found)
    return found
  }

  private async read(part: string): Promise<number | PictureProblem> {
    const entry = this.parts.get(part)
    if (!entry) return 'missing'
    if (entry.size > largestPictureBytes) return 'tooLarge'
    if (this.files.length === pictureLimits.pictures || this.fileBytes + entry.size > pictureLimits.bytes)
      return 'tooMany'
    const bytes = await unpackWhole(entry, this.budget)
    const what = sniffPicture(bytes)
    if ('problem' in what) {
      if (what.problem === 'tooManyPixels') return 'tooManyPixels'
      return what.problem === 'notAFax' ? 'notPicture' : 'damaged'
    }
    this.fileBytes += bytes.byteLength
    return this.files.push(bytes) - 1
  }

  async placed(at: SheetPicture['at'], part: string | null): Promise<SheetPicture> {
    const found = await this.file(part)
    return typeof found === 'number' ? { at, picture: found, problem: null } : { at, picture: null, problem: found }
  }
}

/** Cells that can be lines of an order; what lies farther out belongs to none. */
const inside = ({ at: [top, left] }: Anchor): boolean => top < outsideLimits.rows && left < outsideLimits.columns

const ofDrawing = async (pictures: Pictures, part: string): Promise<SheetPicture[]> => {
  const xml = await pictures.xml(part)
  if (!xml) {
    pictures.missing = true
    return []
  }
  const anchors = anchorsIn(xml, () => pictures.counts())
  const relations = await pictures.relations(part)
  const placed: SheetPicture[] = []
  for (const anchor of anchors.filter(inside)) {
    const relation = relations.get(anchor.embed)
    const [top, left, bottom, right] = anchor.at
    placed.push(
      await pictures.placed(
        [top, left, Math.min(bottom, outsideLimits.rows), Math.min(right, outsideLimits.columns)],
        relation && !relation.outside ? targetOf(part, relation.target) : null,
      ),
    )
  }
  return placed
}

/** A picture WPS keeps in the cell itself: the cell says `=DISPIMG("ID_0A…",1)`, xl/cellimages.xml which file that is. */
const inCell = /^=?(?:_xlfn\.)?DISPIMG\("([^"]{1,100})",\s*\d+\)$/i

const ofCells = async (pictures: Pictures, sheet: OutsideSheet, named: Map<string, string>): Promise<OutsideSheet> => {
  const placed: SheetPicture[] = []
  const rows = sheet.rows.map((row) => row.slice())
  for (const [top, row] of rows.entries())
    for (const [left, cell] of row.entries()) {
      const id = typeof cell === 'string' && cell.length < 150 ? inCell.exec(cell)?.[1] : undefined
      if (id === undefined || !pictures.counts()) continue
      placed.push(await pictures.placed([top, left, top, left], named.get(id) ?? null))
      // the words of the formula are nobody's
      row[left] = null
    }
  return placed.length === 0 ? sheet : { ...sheet, rows, pictures: [...(sheet.pictures ?? []), ...placed] }
}

/** Name of a picture in a cell → its part. */
const cellImages = async (pictures: Pictures): Promise<Map<string, string>> => {
  const part = 'xl/cellimages.xml'
  const xml = await pictures.xml(part)
  if (!xml) return new Map()
  const relations = await pictures.relations(part)
  return new Map(
    cellImagesIn(xml).flatMap(({ name, embed }) => {
      const relation = relations.get(embed)
      return relation && !relation.outside ? [[name, targetOf(part, relation.target)]] : []
    }),
  )
}

/** The drawings of each sheet, in the order of the sheets. */
const drawingsOf = async (pictures: Pictures): Promise<string[][]> => {
  const book = pictures.find(/^xl\/workbook\d*\.xml$/)
  const xml = book === undefined ? null : await pictures.xml(book)
  if (book === undefined || !xml) return []
  const relations = await pictures.relations(book)
  const drawings: string[][] = []
  for (const id of sheetRelationsIn(xml)) {
    const sheet = relations.get(id)
    const part = sheet && !sheet.outside ? targetOf(book, sheet.target) : null
    const ofSheet = part === null ? [] : [...(await pictures.relations(part)).values()]
    drawings.push(
      ofSheet
        .filter(({ type, outside }) => /\/drawing$/i.test(type) && !outside)
        .map(({ target }) => targetOf(part!, target)),
    )
  }
  return drawings
}

/** What goes wrong with one part costs the pictures of that part, never the order. */
const orMissing = async <T>(pictures: Pictures, work: () => Promise<T>, otherwise: T): Promise<T> => {
  try {
    return await work()
  } catch (error) {
    // a part that is no XML, too large or broken: said on the screen by `picturesMissing`
    if (!(error instanceof OutsideProblem)) console.error(error)
    pictures.missing = true
    return otherwise
  }
}

/**
 * The sheets with the pictures that lie on them: PNG and JPEG by their bytes, within `pictureLimits`. Never refuses: a
 * picture that cannot be taken says why, drawings that cannot be read leave `picturesMissing`.
 */
export const readPictures = async (entries: readonly ZipEntry[], sheets: OutsideSheet[]): Promise<Found> => {
  const pictures = new Pictures(entries)
  const drawings = await orMissing(pictures, () => drawingsOf(pictures), [])
  const named = await orMissing(pictures, () => cellImages(pictures), new Map<string, string>())
  const withPictures: OutsideSheet[] = []
  for (const [index, sheet] of sheets.entries()) {
    const placed: SheetPicture[] = []
    // a drawing of another sheet is nobody's
    for (const part of drawings.length === sheets.length ? (drawings[index] ?? []) : [])
      placed.push(...(await orMissing(pictures, () => ofDrawing(pictures, part), [])))
    const drawn = placed.length > 0 ? { ...sheet, pictures: placed } : sheet
    withPictures.push(await ofCells(pictures, drawn, named))
  }
  return {
    sheets: withPictures,
    ...(pictures.files.length > 0 ? { pictures: pictures.files } : {}),
    ...(pictures.missing ? { picturesMissing: true } : {}),
  }
}

import { dirname, normalize } from 'node:path/posix'
import { crc32, deflateRawSync } from 'node:zlib'
import { largestTemplateBytes } from '../../../shared/statementTemplate.ts'
import { prescanWorkbook } from '../prescan.ts'
import { OutsideProblem } from '../problem.ts'
import { archiveOf, type UnpackBudget, unpackWhole, type ZipEntry } from '../zip.ts'
import { columnLetters, columnNumber } from './references.ts'
import { attributeOf, childOf, childrenOf, elementsOf, readXml, textOf, writeXml, type XmlElement } from './xmlTree.ts'

/** A relation of a part, its target as the name of a part; '' for one that lies outside the file. */
interface Relation {
  id: string
  /** The last word of its type: worksheet, drawing, comments … */
  kind: string
  part: string
}

export interface BookSheet {
  name: string
  part: string
  xml: XmlElement
}

export interface BookName {
  name: string
  text: string
  hidden: boolean
  /** The element, whose text is the reference. */
  element: XmlElement
}

const keyOf = (part: string): string => normalize(part).replace(/^\/+/, '').toLowerCase()
const relationsPart = (part: string): string => `${dirname(part)}/_rels/${part.slice(dirname(part).length + 1)}.rels`

/** What the office changes in a template is a few cells: a form of more than this is no form. */
const mostUnpacked = 40 * 1024 * 1024

/**
 * A workbook that is changed in place: only the parts that are asked for as XML are written anew, every other one stays as
 * it lies in the file, so that pictures, themes, charts and print settings are what they were. Loaded and saved by exceljs, a
 * form of LibreOffice's lost its print titles, page breaks and one-page width, and one of openpyxl's could not be opened.
 */
export class TemplateBook {
  readonly sheets: BookSheet[] = []
  workbook!: XmlElement
  private workbookPart = 'xl/workbook.xml'
  private readonly entries: ZipEntry[]
  private readonly trees = new Map<string, XmlElement>()
  private readonly dropped = new Set<string>()
  private readonly budget: UnpackBudget = { used: 0 }

  private constructor(entries: ZipEntry[]) {
    this.entries = entries
  }

  /** Throws an OutsideProblem for anything that is no plain .xlsx within the limits. */
  static async open(bytes: Uint8Array): Promise<TemplateBook> {
    if (bytes.byteLength > largestTemplateBytes) throw new OutsideProblem('tooLarge')
    if (bytes.byteLength === 0) throw new OutsideProblem('emptyFile')
    // an old .xls, or a workbook with a password: both lie in the same kind of container
    if (bytes[0] === 0xd0 && bytes[1] === 0xcf)
      throw new OutsideProblem(
        Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(
          Buffer.from('EncryptedPackage', 'utf16le'),
        )
          ? 'encrypted'
          : 'oldWorkbook',
      )
    if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) throw new OutsideProblem('notSpreadsheet')
    const { entries, unfit } = await prescanWorkbook(bytes)
    if (unfit > 0) throw new OutsideProblem('damaged')
    if (entries.reduce((sum, { size }) => sum + size, 0) > mostUnpacked) throw new OutsideProblem('tooMuchText')
    const book = new TemplateBook(entries)
    await book.readSheets()
    return book
  }

  private async readSheets(): Promise<void> {
    const start = (await this.relations('')).find(({ kind }) => kind === 'officeDocument')
    const part = start?.part ?? this.workbookPart
    this.workbookPart = part
    const workbook = await this.xml(part)
    if (!workbook) throw new OutsideProblem('damaged')
    this.workbook = workbook
    const relations = await this.relations(part)
    const list = childOf(workbook, 'sheets')
    for (const sheet of list ? childrenOf(list, 'sheet') : []) {
      const to = relations.find(({ id }) => id === attributeOf(sheet, 'id'))
      // a sheet that is a chart has no cells
      if (to?.kind !== 'worksheet') {
        this.sheets.push({
          name: attributeOf(sheet, 'name'),
          part: '',
          xml: { name: '', attributes: {}, children: [] },
        })
        continue
      }
      const xml = await this.xml(to.part)
      if (!xml) throw new OutsideProblem('damaged')
      this.sheets.push({ name: attributeOf(sheet, 'name'), part: to.part, xml })
    }
  }

  private find(part: string): ZipEntry | undefined {
    return this.entries.find(({ name }) => keyOf(name) === keyOf(part))
  }

  /** A part as XML that may be changed; null where there is none. */
  async xml(part: string): Promise<XmlElement | null> {
    const key = keyOf(part)
    const known = this.trees.get(key)
    if (known) return known
    const entry = this.find(part)
    if (!entry) return null
    const tree = readXml(await unpackWhole(entry, this.budget))
    this.trees.set(key, tree)
    return tree
  }

  /** A part that is no sound XML everywhere (VML), as text; `change` gives what it becomes. */
  async changeText(part: string, change: (text: string) => string): Promise<void> {
    const index = this.entries.findIndex(({ name }) => keyOf(name) === keyOf(part))
    const entry = this.entries[index]
    if (!entry) return
    const text = new TextDecoder().decode(await unpackWhole(entry, this.budget))
    this.entries[index] = packed(entry.name, Buffer.from(change(text)))
  }

  /** What a part names; of the whole file for ''. */
  async relations(part: string): Promise<Relation[]> {
    const xml = await this.xml(part === '' ? '_rels/.rels' : relationsPart(part))
    return (xml ? childrenOf(xml, 'Relationship') : []).map((relation) => {
      const target = attributeOf(relation, 'Target')
      const outside = attributeOf(relation, 'TargetMode') === 'External'
      return {
        id: attributeOf(relation, 'Id'),
        kind: attributeOf(relation, 'Type').split('/').at(-1) ?? '',
        part: outside ? '' : keyOf(target.startsWith('/') ? target : `${part === '' ? '.' : dirname(part)}/${target}`),
      }
    })
  }

  /** The part of a kind that the workbook names: styles, calcChain. */
  async partOf(kind: string): Promise<string | null> {
    return (await this.relations(this.workbookPart)).find((relation) => relation.kind === kind)?.part ?? null
  }

  partNames(): string[] {
    return this.entries.map(({ name }) => keyOf(name))
  }

  names(): BookName[] {
    const list = childOf(this.workbook, 'definedNames')
    return (list ? childrenOf(list, 'definedName') : []).map((element) => ({
      name: attributeOf(element, 'name'),
      text: textOf(element).trim(),
      hidden: attributeOf(element, 'hidden') === '1',
      element,
    }))
  }

  /** Takes a part out of the file, its type and whoever names it. */
  async drop(part: string): Promise<void> {
    const key = keyOf(part)
    this.dropped.add(key)
    const types = await this.xml('[Content_Types].xml')
    if (types)
      types.children = types.children.filter(
        (child) => typeof child === 'string' || keyOf(attributeOf(child, 'PartName') || '-') !== key,
      )
    for (const { name } of this.entries.filter((entry) => entry.name.endsWith('.rels'))) {
      const from = name.replace(/(^|\/)_rels\/([^/]*)\.rels$/, '$1$2')
      const gone = (await this.relations(from)).filter((relation) => relation.part === key).map(({ id }) => id)
      const xml = gone.length > 0 ? await this.xml(name) : null
      if (xml)
        xml.children = xml.children.filter(
          (child) => typeof child === 'string' || !gone.includes(attributeOf(child, 'Id')),
        )
    }
  }

  /** The whole file again. */
  save(): Uint8Array {
    return archiveOf(
      this.entries
        .filter(({ name }) => !this.dropped.has(keyOf(name)))
        .map((entry) => {
          const tree = this.trees.get(keyOf(entry.name))
          return tree ? packed(entry.name, writeXml(tree)) : entry
        }),
    )
  }
}

const packed = (name: string, bytes: Uint8Array): ZipEntry => ({
  name,
  method: 8,
  checksum: crc32(bytes),
  size: bytes.byteLength,
  packed: deflateRawSync(bytes),
})

/** The row elements of a sheet with the numbers they have, also where the file leaves them out. */
export const rowsOf = (sheet: XmlElement): { data: XmlElement; rows: XmlElement[] } => {
  const data = childOf(sheet, 'sheetData')
  if (!data) throw new OutsideProblem('damaged')
  const rows = childrenOf(data, 'row')
  let number = 0
  for (const row of rows) {
    number = Number(row.attributes['r'] ?? number + 1)
    row.attributes['r'] = String(number)
    let column = 0
    for (const cell of elementsOf(row)) {
      const letters = /^[A-Z]+/i.exec(cell.attributes['r'] ?? '')?.[0]
      column = letters ? columnNumber(letters) : column + 1
      cell.attributes['r'] = `${columnLetters(column)}${number}`
    }
  }
  return { data, rows }
}

import { SaxesParser, type SaxesTagPlain } from 'saxes'
import { OutsideProblem } from './problem.ts'

/** The few XML parts that say where the pictures of a workbook lie (ECMA-376: SpreadsheetML drawings, relations). */

interface Visitor {
  open: (name: string, tag: SaxesTagPlain, parents: readonly string[]) => void
  text?: (text: string, parents: readonly string[]) => void
  close?: (name: string) => void
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1)

/** An attribute by its name without the prefix; '' where there is none. */
const attribute = (tag: SaxesTagPlain, name: string): string =>
  Object.entries(tag.attributes).find(([each]) => localName(each) === name)?.[1] ?? ''

/** An honest drawing is a dozen levels deep. */
const deepest = 100

/**
 * Walks through an XML part, tags by their names without prefixes. Throws an OutsideProblem where it is no XML, defines
 * anything (DTD) or names an entity that XML itself does not have: entities are never expanded.
 */
const walk = (xml: Uint8Array, { open, text, close }: Visitor): void => {
  const encoding = xml[0] === 0xff && xml[1] === 0xfe ? 'utf-16le' : xml[0] === 0xfe ? 'utf-16be' : 'utf-8'
  const parents: string[] = []
  const parser = new SaxesParser()
  parser.on('error', (error) => {
    throw new OutsideProblem('damaged', error)
  })
  parser.on('doctype', () => {
    throw new OutsideProblem('dtd')
  })
  parser.on('opentag', (tag) => {
    const name = localName(tag.name)
    open(name, tag, parents)
    if (parents.push(name) > deepest) throw new OutsideProblem('damaged')
  })
  parser.on('closetag', (tag) => {
    parents.pop()
    close?.(localName(tag.name))
  })
  if (text) parser.on('text', (words) => text(words, parents))
  parser.write(new TextDecoder(encoding).decode(xml)).close()
}

export interface Relation {
  type: string
  target: string
  /** Outside the file: a web address, another file. Never followed. */
  outside: boolean
}

/** The relations of a part by their ids. */
export const relationsIn = (xml: Uint8Array): Map<string, Relation> => {
  const relations = new Map<string, Relation>()
  walk(xml, {
    open(name, tag) {
      if (name !== 'Relationship') return
      const outside = attribute(tag, 'TargetMode').toLowerCase() === 'external'
      relations.set(attribute(tag, 'Id'), { type: attribute(tag, 'Type'), target: attribute(tag, 'Target'), outside })
    },
  })
  return relations
}

/** The relation of each sheet of a workbook, in their order. */
export const sheetRelationsIn = (xml: Uint8Array): string[] => {
  const ids: string[] = []
  walk(xml, {
    open(name, tag, parents) {
      // `sheetId` is another attribute; the relation is the one called `id`
      if (name === 'sheet' && parents.at(-1) === 'sheets') ids.push(attribute(tag, 'id'))
    },
  })
  return ids
}

/** Where a picture lies: the cells `[top, left, bottom, right]` from 0, and the relation to its file. */
export interface Anchor {
  at: [number, number, number, number]
  embed: string
}

interface Corner {
  col: number
  row: number
  /** EMU (1/914,400 inch) into that row. */
  rowOff: number
}

/** An anchor while it is read. */
interface Reading {
  from: Corner | null
  to: Corner | null
  embed: string | null
  /** Height of the picture in EMU; 0 where it does not say. */
  height: number
}

const anchorNames = new Set(['twoCellAnchor', 'oneCellAnchor'])
const cornerNames = new Set(['from', 'to'])

const isPlace = (corner: Corner | null): corner is Corner =>
  corner !== null &&
  Number.isSafeInteger(corner.row) &&
  Number.isSafeInteger(corner.col) &&
  Math.min(corner.row, corner.col) >= 0

/** The cells of a picture. One that begins in the row above and lies mostly in the next was meant for that one. */
const placeOf = ({ from, to, height }: Reading): Anchor['at'] | null => {
  if (!isPlace(from)) return null
  if (!isPlace(to) || to.row < from.row || to.col < from.col) return [from.row, from.col, from.row, from.col]
  const last = to.row > from.row && to.rowOff === 0 ? to.row - 1 : to.row
  const mostlyBelow = to.row === from.row + 1 && height > 0 && to.rowOff * 2 > height
  return [mostlyBelow ? to.row : from.row, from.col, last, to.col]
}

/** The pictures of a drawing. `counts` is asked for each anchor; where it says no, the rest is left. */
export const anchorsIn = (xml: Uint8Array, counts: () => boolean): Anchor[] => {
  const anchors: Anchor[] = []
  let reading: Reading | null = null
  let corner: Corner | null = null
  let words = ''
  walk(xml, {
    open(name, tag, parents) {
      words = ''
      if (anchorNames.has(name)) reading = counts() ? { from: null, to: null, embed: null, height: 0 } : null
      if (!reading) return
      if (cornerNames.has(name) && anchorNames.has(parents.at(-1) ?? '')) {
        corner = { col: Number.NaN, row: Number.NaN, rowOff: 0 }
        reading[name as 'from' | 'to'] = corner
      } else if (name === 'blip' && parents.includes('pic') && reading.embed === null) {
        // a picture that is only linked has none inside: told as missing
        reading.embed = attribute(tag, 'embed')
      } else if (name === 'ext' && parents.at(-1) === 'xfrm' && reading.height === 0) {
        reading.height = Number(attribute(tag, 'cy')) || 0
      }
    },
    text(text) {
      if (words.length < 100) words += text
    },
    close(name) {
      if (corner && (name === 'col' || name === 'row' || name === 'rowOff')) corner[name] = Number(words || Number.NaN)
      else if (cornerNames.has(name)) corner = null
      else if (anchorNames.has(name) && reading) {
        const at = placeOf(reading)
        if (at && reading.embed !== null) anchors.push({ at, embed: reading.embed })
        reading = null
      }
    },
  })
  return anchors
}

/** Which relation each picture in a cell has (WPS). */
export const cellImagesIn = (xml: Uint8Array): { name: string; embed: string }[] => {
  const images: { name: string; embed: string }[] = []
  let current = ''
  walk(xml, {
    open(name, tag) {
      if (name === 'cNvPr') current = attribute(tag, 'name')
      if (name === 'blip') images.push({ name: current, embed: attribute(tag, 'embed') })
    },
  })
  return images
}

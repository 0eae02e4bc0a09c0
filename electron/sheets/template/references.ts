/** References of Excel's formulas: found, moved and written again; everything else of a formula stays as it is. */

interface Corner {
  /** From 1; null for a whole row or a whole column. */
  column: number | null
  row: number | null
  columnFixed: boolean
  rowFixed: boolean
}

export interface Reference {
  /** The sheet it names; null for the sheet of the formula. */
  sheet: string | null
  from: Corner
  /** Null for a single cell. */
  to: Corner | null
}

/** 27 of AA. */
export const columnNumber = (letters: string): number =>
  [...letters.toUpperCase()].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0)

/** AA of 27. */
export const columnLetters = (column: number): string =>
  column <= 26
    ? String.fromCharCode(64 + column)
    : columnLetters(Math.floor((column - 1) / 26)) + String.fromCharCode(65 + ((column - 1) % 26))

const ends = String.raw`(?![\p{L}\p{N}_.$(!\[])`
const cells = new RegExp(
  String.raw`(\$?)([A-Za-z]{1,3})(\$?)(\d{1,7})(?::(\$?)([A-Za-z]{1,3})(\$?)(\d{1,7}))?${ends}`,
  'uy',
)
const rows = new RegExp(String.raw`(\$?)(\d{1,7}):(\$?)(\d{1,7})${ends}`, 'uy')
const wholeColumns = new RegExp(String.raw`(\$?)([A-Za-z]{1,3}):(\$?)([A-Za-z]{1,3})${ends}`, 'uy')
const quotedText = /"(?:[^"]|"")*"/uy
const quotedSheet = /'((?:[^']|'')+)'!/uy
const plainSheet = /([\p{L}\p{N}_.\\?]+)!/uy
const word = /#?[$\p{L}\p{N}_.\\?]+[!]?/uy

const at = (pattern: RegExp, text: string, place: number): RegExpExecArray | null => {
  pattern.lastIndex = place
  return pattern.exec(text)
}

const cornerOf = (columnFixed: string, letters: string | null, rowFixed: string, row: string | null): Corner => ({
  column: letters === null ? null : columnNumber(letters),
  row: row === null ? null : Number(row),
  columnFixed: columnFixed === '$',
  rowFixed: rowFixed === '$',
})

/** The reference that begins here, and how long it is. */
const referenceAt = (text: string, place: number): { reference: Omit<Reference, 'sheet'>; length: number } | null => {
  const cell = at(cells, text, place)
  if (cell) {
    const [whole, a = '', b = '', c = '', d = '', e = '', f, g = '', h] = cell
    const to = f === undefined ? null : cornerOf(e, f, g, h ?? '')
    return { reference: { from: cornerOf(a, b, c, d), to }, length: whole.length }
  }
  const row = at(rows, text, place)
  if (row) {
    const [whole, a = '', b = '', c = '', d = ''] = row
    return { reference: { from: cornerOf('', null, a, b), to: cornerOf('', null, c, d) }, length: whole.length }
  }
  const column = at(wholeColumns, text, place)
  if (!column) return null
  const [whole, a = '', b = '', c = '', d = ''] = column
  return { reference: { from: cornerOf(a, b, '', null), to: cornerOf(c, d, '', null) }, length: whole.length }
}

const cornerText = ({ column, row, columnFixed, rowFixed }: Corner): string =>
  (column === null ? '' : `${columnFixed ? '$' : ''}${columnLetters(column)}`) +
  (row === null ? '' : `${rowFixed ? '$' : ''}${row}`)

export const referenceText = ({ from, to }: Omit<Reference, 'sheet'>): string =>
  to === null ? cornerText(from) : `${cornerText(from)}:${cornerText(to)}`

/** Where what stands in brackets ends: Table1[[#This Row],[金额]], [1]Sheet1. */
const afterBrackets = (text: string, place: number): number => {
  let depth = 0
  for (let index = place; index < text.length; index += 1) {
    if (text[index] === '[') depth += 1
    else if (text[index] === ']' && (depth -= 1) === 0) return index + 1
  }
  return text.length
}

/** A sheet of this workbook before a reference: its name and how long it is written. Null for another file's, or several. */
const sheetAt = (text: string, place: number): { sheet: string; length: number } | null => {
  const quoted = at(quotedSheet, text, place)
  if (quoted) return { sheet: quoted[1]!.replaceAll("''", "'"), length: quoted[0].length }
  const bare = at(plainSheet, text, place)
  return bare ? { sheet: bare[1]!, length: bare[0].length } : null
}

/** A formula with each of its references replaced; `change` gives the new one, or null for one that is gone. */
export const mapReferences = (
  formula: string,
  change: (reference: Reference) => Omit<Reference, 'sheet'> | null,
): string => {
  let out = ''
  let place = 0
  const copy = (length: number): void => {
    out += formula.slice(place, place + length)
    place += length
  }
  const take = (sheet: string | null): boolean => {
    const found = referenceAt(formula, place)
    if (!found) return false
    const changed = change({ sheet, ...found.reference })
    out += changed ? referenceText(changed) : '#REF!'
    place += found.length
    return true
  }
  while (place < formula.length) {
    const character = formula[place]!
    if (character === '"') copy(at(quotedText, formula, place)?.[0].length ?? formula.length - place)
    else if (character === '[') {
      copy(afterBrackets(formula, place) - place)
      // a cell of another file: [1]Sheet1!A1
      const outside = sheetAt(formula, place)
      if (outside) copy(outside.length + (referenceAt(formula, place + outside.length)?.length ?? 0))
    } else {
      const named = formula[place] === '#' ? null : sheetAt(formula, place)
      if (named) {
        copy(named.length)
        // a cell of another file, or of a row of sheets (Sheet1:Sheet3!A1): not ours to move
        const foreign = /[[\]:]/.test(named.sheet) || /:\s*(?:'[^']*'|[\p{L}\p{N}_.]+)!$/u.test(out)
        if (foreign) copy(referenceAt(formula, place)?.length ?? 0)
        else take(named.sheet)
      } else if (!take(null)) copy(at(word, formula, place)?.[0].length ?? 1)
    }
  }
  return out
}

/** A formula as Excel would write it `down` rows lower and `right` columns further: of a shared one. */
export const translated = (formula: string, down: number, right: number): string =>
  mapReferences(formula, ({ from, to }) => {
    const corner = (each: Corner): Corner => ({
      ...each,
      row: each.row === null || each.rowFixed ? each.row : each.row + down,
      column: each.column === null || each.columnFixed ? each.column : each.column + right,
    })
    const moved = { from: corner(from), to: to && corner(to) }
    const inside = [moved.from, moved.to].every(
      (each) => !each || ((each.row === null || each.row >= 1) && (each.column === null || each.column >= 1)),
    )
    return inside ? moved : null
  })

/** The row 明细 became several: everything below it stands `by` rows lower. */
export interface RowMove {
  /** The sheet the row is in. */
  sheet: string
  at: number
  by: number
}

export const movedRow = ({ at: row, by }: RowMove, each: number): number => (each > row ? each + by : each)
/** The last row of a range: one that ends with 明细 ends with its last entry. */
export const movedEnd = ({ at: row, by }: RowMove, each: number): number => (each >= row ? each + by : each)

const sameSheet = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase()

/** A formula of `sheet` after the move. */
export const movedFormula = (formula: string, sheet: string, move: RowMove): string =>
  mapReferences(formula, ({ sheet: named, from, to }) => {
    if (!sameSheet(named ?? sheet, move.sheet)) return { from, to }
    return {
      from: from.row === null ? from : { ...from, row: movedRow(move, from.row) },
      to: to && (to.row === null ? to : { ...to, row: movedEnd(move, to.row) }),
    }
  })

/**
 * A formula of 明细 in its copy number `copy` (from 0). This row and the row above go along unless they are fixed by $;
 * everything else means one cell and stays it, wherever that stands now.
 */
export const copiedFormula = (formula: string, sheet: string, move: RowMove, copy: number): string =>
  mapReferences(formula, ({ sheet: named, from, to }) => {
    if (!sameSheet(named ?? sheet, move.sheet)) return { from, to }
    const along = (each: Corner): boolean =>
      !each.rowFixed && each.row !== null && (each.row === move.at || each.row === move.at - 1)
    const corner = (each: Corner, end: boolean): Corner =>
      each.row === null
        ? each
        : { ...each, row: along(each) ? each.row + copy : (end ? movedEnd : movedRow)(move, each.row) }
    return { from: corner(from, false), to: to && corner(to, true) }
  })

/** `A1:C3 E5` after the move, of what stands on cells: merges, formats, checks. */
export const movedRanges = (ranges: string, move: RowMove): string =>
  mapReferences(ranges, ({ from, to }) => ({
    from: from.row === null ? from : { ...from, row: movedRow(move, from.row) },
    to: to && (to.row === null ? to : { ...to, row: movedEnd(move, to.row) }),
  }))

/** The same of formats and checks: one on a single cell of 明细 is on that cell of every entry. */
export const stretchedRanges = (ranges: string, move: RowMove): string =>
  mapReferences(ranges, ({ from, to }) => {
    const start = from.row === null ? from : { ...from, row: movedRow(move, from.row) }
    const end = to ?? (from.row === move.at ? from : null)
    return { from: start, to: end && (end.row === null ? end : { ...end, row: movedEnd(move, end.row) }) }
  })

import {
  detailName,
  meaningOf,
  neededColumns,
  neededPlaces,
  type TemplateColumn,
  templateColumns,
  type TemplateNote,
  type TemplatePlace,
  templatePlaces,
  type TemplateProblem,
  type TemplateReport,
} from '../../../shared/statementTemplate.ts'
import type { BookName, BookSheet, TemplateBook } from './book.ts'
import { columnNumber } from './references.ts'
import { attributeOf, childOf, childrenOf } from './xmlTree.ts'

/** A cell of the template, from 1. */
export interface Spot {
  sheet: string
  row: number
  column: number
}

/** Where our figures go. */
export interface Found {
  detail: { sheet: string; row: number }
  places: Map<TemplatePlace, Spot[]>
  /** The columns of 明细: where each stands, the first first. */
  columns: Map<TemplateColumn, number[]>
}

interface Area extends Spot {
  lastRow: number
}

const area =
  /^(?:'((?:[^']|'')+)'|([^'!,]+))!(?:\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?|\$?(\d{1,7}):\$?(\d{1,7}))$/i

/** The cells a name stands for; null where it is something else: a number, a formula, a cell that is gone. */
const areasOf = (text: string): Area[] | null => {
  const areas: Area[] = []
  for (const part of text.replace(/^=/, '').match(/(?:'(?:[^']|'')*'|[^,'])+/g) ?? []) {
    const found = area.exec(part.trim())
    if (!found) return null
    const [, quoted, bare = '', letters, row, , lastRow, fromRow, toRow] = found
    areas.push({
      sheet: quoted === undefined ? bare : quoted.replaceAll("''", "'"),
      row: Number(row ?? fromRow),
      column: letters ? columnNumber(letters) : 1,
      lastRow: Number(toRow ?? lastRow ?? row),
    })
  }
  return areas.length > 0 ? areas : null
}

/** Columns the office has hidden: names in them are not in use. */
const hiddenColumns = ({ xml }: BookSheet): ((column: number) => boolean) => {
  const list = childOf(xml, 'cols')
  const hidden = (list ? childrenOf(list, 'col') : []).filter((each) =>
    ['1', 'true'].includes(attributeOf(each, 'hidden')),
  )
  return (column) =>
    hidden.some((each) => Number(attributeOf(each, 'min')) <= column && column <= Number(attributeOf(each, 'max')))
}

const mostNotes = 12

/** Our names in a workbook, what is wrong with them, and what the office should know. */
export class Finding {
  readonly problems: TemplateProblem[] = []
  readonly notes: TemplateNote[] = []
  readonly used: string[] = []
  readonly places: Found['places'] = new Map()
  readonly columns: Found['columns'] = new Map()
  /** Cells under a name of ours in a hidden column: nothing is put there. */
  readonly unused: { place: Spot[]; column: Spot[] } = { place: [], column: [] }
  detail: Found['detail'] | null = null
  private readonly taken = new Map<string, string>()
  private readonly hidden: Map<string, (column: number) => boolean>

  constructor(book: TemplateBook) {
    this.hidden = new Map(book.sheets.map((sheet) => [sheet.name.toLowerCase(), hiddenColumns(sheet)]))
    const names = book.names()
    const ours = names.flatMap((each) => {
      const meaning = each.name.startsWith('_') ? null : meaningOf(each.name)
      return meaning ? [{ ...each, meaning }] : []
    })
    const details = ours.filter(({ meaning }) => meaning.kind === 'detail')
    this.takeDetail(details)
    for (const { meaning, ...each } of ours) {
      if (meaning.kind === 'place') this.takePlace(meaning.place, each)
      if (meaning.kind === 'column') this.takeColumn(meaning.column, each)
    }
    this.needs()
    this.tells(names)
    if (book.partNames().some((part) => part.startsWith('xl/pivottables/'))) this.notes.push(said('pivot'))
  }

  private problem(code: TemplateProblem['code'], name = '', other = ''): void {
    if (this.problems.length < 100) this.problems.push({ code, name: name.slice(0, 400), other: other.slice(0, 400) })
  }

  private areas(each: BookName): Area[] | null {
    const areas = areasOf(each.text)
    const there = areas?.every(({ sheet }) => this.hidden.has(sheet.toLowerCase())) ?? false
    if (!areas || !there) this.problem('notOneCell', each.name)
    return there ? areas : null
  }

  private takeDetail(details: readonly BookName[]): void {
    const [first, second] = details
    if (!first) return this.problem('noDetail', detailName)
    if (second) return this.problem('sameName', first.name)
    const areas = this.areas(first)
    if (!areas) return
    const [only, more] = areas
    if (more || !only || only.row !== only.lastRow) return this.problem('detailNotRow', first.name)
    this.detail = { sheet: only.sheet, row: only.row }
    this.used.push(first.name)
  }

  private isHidden({ sheet, column }: Spot): boolean {
    return this.hidden.get(sheet.toLowerCase())?.(column) ?? false
  }

  private isOnRow({ sheet, row }: Spot): boolean {
    return this.detail !== null && sheet.toLowerCase() === this.detail.sheet.toLowerCase() && row === this.detail.row
  }

  /** False where another name of ours stands on the cell. */
  private takes({ sheet, row, column }: Spot, name: string): boolean {
    const cell = `${sheet.toLowerCase()} ${row} ${column}`
    const other = this.taken.get(cell)
    if (other !== undefined) this.problem('sameCell', other, name)
    this.taken.set(cell, name)
    return other === undefined
  }

  private takePlace(place: TemplatePlace, each: BookName): void {
    for (const spot of this.areas(each) ?? []) {
      if (this.isHidden(spot)) this.unused.place.push(spot)
      else if (this.isOnRow(spot)) this.problem('placeOnRow', each.name)
      else if (this.takes(spot, each.name)) {
        this.places.set(place, [...(this.places.get(place) ?? []), spot])
        this.used.push(each.name)
      }
    }
  }

  private takeColumn(column: TemplateColumn, each: BookName): void {
    for (const spot of this.areas(each) ?? []) {
      if (this.detail === null) continue
      if (this.isHidden(spot)) this.unused.column.push(spot)
      else if (!this.isOnRow(spot) || spot.lastRow !== spot.row) this.problem('columnOffRow', each.name)
      else if (this.takes(spot, each.name)) {
        this.columns.set(column, [...(this.columns.get(column) ?? []), spot.column])
        this.used.push(each.name)
      }
    }
  }

  private needs(): void {
    for (const choices of neededPlaces) {
      const there = choices.some((choice) =>
        (typeof choice === 'string' ? [choice] : choice).every((place) => this.places.has(place)),
      )
      const [first] = choices
      if (!there && typeof first === 'string') this.problem('missingPlace', templatePlaces[first][0])
    }
    if (!this.detail) return
    for (const choices of neededColumns)
      if (!choices.some((column) => this.columns.has(column)))
        this.problem('missingColumn', templateColumns[choices[0]!][0])
  }

  private tells(names: readonly BookName[]): void {
    const unknown = names.filter(({ name, hidden }) => !hidden && !name.startsWith('_') && meaningOf(name) === null)
    for (const { name } of unknown.slice(0, mostNotes)) this.notes.push(said('unknownName', name.slice(0, 400)))
    if (unknown.length > mostNotes) this.notes.push(said('moreUnknown', String(unknown.length - mostNotes)))
  }

  report(): TemplateReport {
    return {
      problems: this.problems,
      notes: this.notes,
      used: this.used.map((name) => name.slice(0, 400)).slice(0, 100),
      hasRow: this.detail !== null,
    }
  }
}

const said = (code: TemplateNote['code'], name = ''): TemplateNote => ({ code, name, other: '' })

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { formatMicros } from '../../../shared/money.ts'
import type { OrderFile, PlannedRow } from '../../../shared/orderImports.ts'
import { fileDate, guessFile, readFile } from '../../../shared/orderSheet.ts'
import { orderFields, type OrderSheet } from '../../../shared/orderSheetHead.ts'
import { formatQuantity } from '../../../shared/quantities.ts'
import type { OutsideTable, PictureProblem } from '../../../shared/sheets.ts'
import { readOutside } from '../../sheets/read.ts'
import { openOffice, type TestOffice } from '../../testing/office.ts'
import { honestFiles } from '../../testing/orderCorpus/honest.ts'
import type { HonestFile } from '../../testing/orderCorpus/parts.ts'
import { makeMasters } from '../../testing/orderCorpus/masters.ts'
import { pictureFile } from '../../testing/pictures.ts'

/** Forty orders as customers send them: every line lands right, or says why not (reliability.md test 23). */

let office: TestOffice
let customerId = 0
beforeAll(async () => {
  office = await openOffice()
  customerId = (await makeMasters(office)).customerId
})
afterAll(() => office.close())

const sheetsOf = (table: OutsideTable): OrderSheet[] =>
  table.sheets.map(({ rows, ...sheet }) => ({
    ...sheet,
    rows: rows.map((row) => row.map((cell) => String(cell ?? ''))),
  }))

/** The picture of each line of a file: its bytes, or why there is none. */
const picturesOf = ({ pictures, ...table }: OutsideTable): (Uint8Array | PictureProblem | null)[] => {
  const sheets = sheetsOf(table)
  return readFile(sheets, guessFile(sheets)).pictures.map((found) =>
    found?.picture == null ? (found?.problem ?? null) : pictures![found.picture]!,
  )
}
const wantedPictures = ({ pictures, expected }: HonestFile) =>
  (pictures ?? expected.map(() => null)).map((one) => (typeof one === 'number' ? pictureFile(one) : one))

const requestOf = (sheets: OrderSheet[], inboxItemId: number): OrderFile => {
  const { lines, po, due, total } = readFile(sheets, guessFile(sheets))
  return {
    customerId,
    inboxItemId,
    customerPo: po,
    total,
    dueOn: due === '' ? null : fileDate(due, '2026-11-22'),
    fields: [...orderFields],
    lines: lines.map(({ cells, ...line }) => ({
      ...line,
      leftOut: false,
      picture: '',
      cells: orderFields.map((field) => cells[field] ?? ''),
    })),
  }
}

const specs = new Map<string, string>()
/** A line of the preview in the words of the corpus. */
const worded = (row: PlannedRow, at: number): string => {
  const wrong = row.problems.filter((problem) => problem.wrong).map(({ field }) => field)
  if (wrong.length > 0) return `!${at} ${wrong.join(',')}`
  const looks = row.problems.map(({ field }) => field ?? 'row')
  const spec = row.spec === specs.get(row.code) ? '' : row.spec
  const quantity = row.quantity === null ? '' : formatQuantity(row.quantity)
  const price = row.priceMicros === null ? '' : formatMicros(row.priceMicros)
  const words = [row.code, spec, row.colour, quantity, price, row.dueOn, row.customerPo].join('|')
  return looks.length > 0 ? `${words} ?${looks.join(',')}` : words
}

describe('orders as customers send them', () => {
  const files = honestFiles()
  it('are forty at least, each of its own', () => {
    expect(new Set(files.map(({ name }) => name)).size).toBeGreaterThanOrEqual(40)
  })

  it.each(files)('$name', async ({ fileName, bytes, expected }) => {
    for (const { code, spec } of await office.db.selectFrom('products').select(['code', 'spec']).execute())
      specs.set(code, spec)
    const paper = await office.as.clerk.inbox.receive({ bytes: new Uint8Array(bytes), fileName, source: 'drop' })
    const file = requestOf(sheetsOf(await readOutside(bytes, fileName)), paper.id)
    const { rows } = await office.as.clerk.orderImports.preview(file)
    expect(rows.map((row, index) => worded(row, file.lines[index]!.row))).toEqual(expected)
  })

  it.each(files)('$name has its pictures at their lines', async (honest) => {
    const table = await readOutside(honest.bytes, honest.fileName, undefined, true)
    expect(picturesOf(table)).toEqual(wantedPictures(honest))
    expect(table.picturesMissing).toBeUndefined()
  })

  it.each(files)('$name makes the order it shows', async (honest) => {
    const { fileName, bytes, expected } = honest
    const paper = await office.as.clerk.inbox.receive({ bytes: new Uint8Array(bytes), fileName, source: 'drop' })
    const table = await readOutside(bytes, fileName, undefined, true)
    const file = requestOf(sheetsOf(table), paper.id)
    const hashes: string[] = []
    for (const [index, picture] of picturesOf(table).entries()) {
      const small = picture instanceof Uint8Array ? (picture as Uint8Array<ArrayBuffer>) : null
      const hash = small ? (await office.as.clerk.pictures.keep({ bytes: small, small })).sha256 : ''
      file.lines[index]!.picture = hash
      if (!expected[index]!.startsWith('!')) hashes.push(hash)
    }
    for (const [index, words] of expected.entries()) if (words.startsWith('!')) file.lines[index]!.leftOut = true
    const { counts } = await office.as.clerk.orderImports.preview(file)
    const lines = counts.right + counts.look
    const wanted = expected
      .filter((words) => !words.startsWith('!'))
      .map((words) => words.split('|').slice(3, 4).join())
    const making = office.as.clerk.orderImports.make({
      ...file,
      shape: null,
      expected: { lines, totalFen: counts.totalFen },
    })
    if (wanted.length === 0) return expect(making).rejects.toMatchObject({ code: 'orderImports.nothingLeft' })
    const made = await making
    const order = await office.as.clerk.orders.read({ id: made.id })
    expect({ state: order.state, source: order.source, papers: order.inbox.map(({ id }) => id) }).toEqual({
      state: 'toCheck',
      source: 'file',
      papers: [paper.id],
    })
    expect(order.lines.map(({ quantity }) => formatQuantity(quantity))).toEqual(wanted)
    expect(order.lines.map(({ picture }) => picture)).toEqual(hashes)
  })
})

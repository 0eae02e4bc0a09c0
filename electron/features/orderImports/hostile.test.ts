import { existsSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { languages, translate } from '../../../shared/language.ts'
import { guessFile, mostOrderLines, readFile } from '../../../shared/orderSheet.ts'
import { isOrderReading, orderFields } from '../../../shared/orderSheetHead.ts'
import { forkInNode } from '../../sheets/forkInNode.ts'
import { tryOutside } from '../../sheets/import.ts'
import { openOffice, type TestOffice } from '../../testing/office.ts'
import { type HostileFile, hostileFiles } from '../../testing/orderCorpus/hostileFiles.ts'
import { makeMasters } from '../../testing/orderCorpus/masters.ts'

/** Sixty files made to hurt: each ends in one sentence within the limits, and the office goes on (reliability 21, 22). */

let office: TestOffice
let customerId = 0
beforeAll(async () => {
  office = await openOffice()
  customerId = (await makeMasters(office)).customerId
})
afterAll(() => office.close())

/** What the process may hold at most before it is killed; the watch looks every 50 ms. */
const memoryLimit = 800 * 1024 * 1024

const endOf = async ({ bytes, fileName, pictures }: HostileFile): Promise<string> => {
  const read = await tryOutside(forkInNode, bytes(), fileName, { memoryBytes: memoryLimit, withPictures: true })
  if (!read.ok) {
    for (const language of languages)
      expect(translate(language, `sheets.${read.problem}`, { name: fileName })).toContain(fileName)
    return read.problem
  }
  const problems = read.table.sheets.flatMap((sheet) => sheet.pictures ?? []).flatMap(({ problem }) => problem ?? [])
  expect({
    files: read.table.pictures?.length ?? 0,
    problems,
    missing: read.table.picturesMissing ?? false,
  }).toEqual(pictures ?? { files: 0, problems: [], missing: false })
  const sheets = read.table.sheets.map(({ rows, ...sheet }) => ({
    ...sheet,
    rows: rows.map((row) => row.map((cell) => String(cell ?? ''))),
  }))
  const file = guessFile(sheets)
  if (!isOrderReading(file.reading)) return 'noColumns'
  const { lines } = readFile(sheets, file)
  if (lines.length > mostOrderLines) return 'tooManyLines'
  const paper = await office.as.clerk.inbox.note({ number: fileName, pages: 1, on: '2026-11-22', customerId })
  const request = {
    customerId,
    inboxItemId: paper.id,
    customerPo: '',
    dueOn: null,
    fields: [...orderFields],
    lines: lines.map(({ cells, ...line }) => ({
      ...line,
      leftOut: false,
      picture: '',
      cells: orderFields.map((field) => cells[field] ?? ''),
    })),
  }
  const { counts } = await office.as.clerk.orderImports.preview(request)
  await expect(
    office.as.clerk.orderImports.make({ ...request, shape: null, expected: { lines: 0, totalFen: 0 } }),
  ).rejects.toMatchObject({ code: 'orderImports.stillWrong' })
  return counts.wrong === lines.length ? 'everyLineRefused' : 'landed'
}

describe('files made to hurt', () => {
  const files = hostileFiles()
  it('are sixty at least, each of its own', () => {
    expect(new Set(files.map(({ name }) => name)).size).toBeGreaterThanOrEqual(60)
  })

  it.each(files)('$name', async (file) => {
    expect(await endOf(file)).toBe(file.ends)
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
    expect(existsSync('/tmp/gendan-slip.txt')).toBe(false)
  })

  it('leave no order behind', async () => {
    expect((await office.as.clerk.orders.list({})).total).toBe(0)
  })
})

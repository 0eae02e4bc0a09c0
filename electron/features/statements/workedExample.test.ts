import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { NoteDraft } from '../../../shared/deliveries.ts'
import { runExport } from '../../exports.ts'
import { readStatementBack } from '../../sheets/readStatementBack.ts'
import { checkOrder, furnitureDraft, makeMasters } from '../../testing/mainLine.ts'
import { noteDraft, noteLine, receive, sendNote } from '../../testing/notes.ts'
import { openOffice, type TestOffice } from '../../testing/office.ts'

/** The worked example of papers.md 4.6, fen by fen, through the application. */

let office: TestOffice
let folder: string
beforeEach(async () => {
  office = await openOffice()
  folder = await mkdtemp(join(tmpdir(), 'gendan-statement-'))
})
afterEach(async () => {
  await rm(folder, { recursive: true })
  await office.close()
})

const reader =
  (userId: number) =>
  async (channel: string, input: unknown): Promise<unknown> => {
    const reply = await office.app.call({ userId, host: 'PC-1' }, channel, input)
    if (!reply.ok) throw Object.assign(new Error(reply.refusal.message), { code: reply.refusal.code })
    return reply.value
  }

/** March of 永兴家居: notes, receipts, a return, a replacement, an exchange and a deduction, each on its day. */
const playMarch = async (customerId: number, orderLineIds: number[]): Promise<void> => {
  const [table, chair, wardrobe] = orderLineIds as [number, number, number]
  const send = async (deliveryOn: string, kind: NoteDraft['kind'], lines: NoteDraft['lines']): Promise<void> => {
    office.setDay(deliveryOn)
    await sendNote(office, await office.as.clerk.deliveries.save(noteDraft(customerId, lines, { kind, deliveryOn })))
  }
  await send('2026-03-02', 'delivery', [noteLine(table, 12)])
  await receive(office, customerId, 2_000_000, '2026-03-02')
  await send('2026-03-09', 'delivery', [noteLine(chair, 72)])
  await send('2026-03-15', 'return', [noteLine(chair, 3)])
  await send('2026-03-18', 'replacement', [noteLine(null, 1, { description: '柜门板 H02', unit: '片' })])
  await send('2026-03-21', 'delivery', [noteLine(wardrobe, 6)])
  await send('2026-03-21', 'exchange', [noteLine(chair, 2, { direction: 'in' }), noteLine(chair, 2)])
  office.setDay('2026-03-25')
  await office.as.cashier.statements.adjust({
    customerId,
    adjustedOn: '2026-03-25',
    kind: 'deduction',
    amountFen: -30_000,
    reason: '运损扣款',
  })
  office.setDay('2026-03-28')
  await receive(office, customerId, 2_500_000, '2026-03-28')
}

const expected = [
  ['2026-03-02', 'delivery', 1_416_000, 0, 3_281_000],
  ['2026-03-02', 'receipt', 0, 2_000_000, 1_281_000],
  ['2026-03-09', 'delivery', 1_713_600, 0, 2_994_600],
  ['2026-03-15', 'return', -71_400, 0, 2_923_200],
  ['2026-03-18', 'replacement', 0, 0, 2_923_200],
  ['2026-03-21', 'exchangeOut', -47_600, 0, 2_875_600],
  ['2026-03-21', 'exchangeIn', 47_600, 0, 2_923_200],
  ['2026-03-21', 'delivery', 1_608_000, 0, 4_531_200],
  ['2026-03-25', 'deduction', -30_000, 0, 4_501_200],
  ['2026-03-28', 'receipt', 0, 2_500_000, 2_001_200],
]

const begin = async () => {
  office.setDay('2026-02-25')
  const masters = await makeMasters(office, { settlement: 'monthly' })
  const draft = await furnitureDraft(office, masters)
  const keyed = await office.as.clerk.orders.save({
    ...draft,
    dueOn: '2026-03-21',
    lines: draft.lines.map((line) => ({ ...line, dueOn: '2026-03-21' })),
    proof: { number: '0757-8321 0002', pages: 1, on: '2026-02-25' },
  })
  const order = await checkOrder(office, keyed.id)
  await office.as.cashier.statements.adjust({
    customerId: masters.customerId,
    adjustedOn: '2026-02-25',
    kind: 'opening',
    amountFen: 1_865_000,
    reason: '上线前欠款',
  })
  return { customerId: masters.customerId, orderLineIds: order.lines.map(({ id }) => id) }
}

for (const how of ['the typed opening balance', 'the statement of the month before'] as const)
  test(`the worked example comes out to the fen, opened by ${how}, and its workbook reads back equal`, async () => {
    const { customerId, orderLineIds } = await begin()
    if (how === 'the statement of the month before') {
      office.setDay('2026-03-01')
      expect(await office.as.merchandiser.statements.make({ customerId, month: '2026-02' })).toMatchObject({
        openingFen: 1_865_000,
        closingFen: 1_865_000,
        lines: [],
      })
    }
    await playMarch(customerId, orderLineIds)
    office.setDay('2026-04-01')
    const preview = await office.as.merchandiser.statements.preview({ customerId, month: '2026-03' })
    expect(preview).toMatchObject({
      openingFen: 1_865_000,
      closingFen: 2_001_200,
      unsignedNotes: 5,
      zeroPrices: 0,
      madeAs: null,
    })
    const statement = await office.as.merchandiser.statements.make({ customerId, month: '2026-03' })
    expect(statement).toMatchObject({
      periodFrom: '2026-03-01',
      periodTo: '2026-03-31',
      openingFen: 1_865_000,
      receiptsFen: 4_500_000,
      returnsFen: -71_400,
      deductionsFen: -30_000,
      chargesFen: 4_737_600,
      closingFen: 2_001_200,
    })
    expect(
      statement.lines.map(({ on, kind, amountFen, receivedFen, balanceFen }) => [
        on,
        kind,
        amountFen,
        receivedFen,
        balanceFen,
      ]),
    ).toEqual(expected)
    const data = await office.as.merchandiser.statements.data({ id: statement.id })
    expect(data.closingWords.replace(/^人民币/, '')).toBe('贰万零壹拾贰元整')

    const path = join(folder, '对账单.xlsx')
    const steps: string[] = []
    const read = reader(office.userIds.merchandiser)
    await runExport(
      {
        read,
        path,
        signal: new AbortController().signal,
        progress: (done, of) => void steps.push(`${done}/${of}`),
      },
      'statement',
      { id: statement.id },
    )
    const back = await readStatementBack(path)
    expect(back).toMatchObject({ openingFen: 1_865_000, receiptsFen: 4_500_000, closingFen: 2_001_200 })
    expect(
      back.rows.map(({ on, amountFen, receivedFen, balanceFen }) => [on, amountFen, receivedFen, balanceFen]),
    ).toEqual(expected.map(([on, , amount, received, balance]) => [on, amount, received, balance]))
    expect(back.texts.join(' ')).toContain('人民币贰万零壹拾贰元整')
    expect(steps).toEqual(['0/1', '1/1'])

    office.setDay('2026-05-01')
    expect(await office.as.merchandiser.statements.make({ customerId, month: '2026-04' })).toMatchObject({
      openingFen: 2_001_200,
      closingFen: 2_001_200,
    })
    const accounts = await office.as.merchandiser.statements.accounts({ month: '2026-03' })
    expect(accounts.rows).toEqual([
      {
        customerId,
        customer: '永兴家居',
        openingFen: 1_865_000,
        chargesFen: 4_636_200,
        receiptsFen: 4_500_000,
        closingFen: 2_001_200,
      },
    ])
    expect(accounts.sums.closingFen).toBe(2_001_200)
    const ledger = await office.as.merchandiser.statements.ledger({ month: '2026-03', customerId })
    expect(ledger.rows.at(-1)).toMatchObject({ kind: 'receipt', balanceFen: 2_001_200 })
    expect(ledger.total).toBe(9)
    // what is open to be paid is what is owed
    const open = await office.as.merchandiser.receipts.openItems({ customerId })
    expect(open.reduce((sum, { openFen }) => sum + openFen, 0)).toBe(2_001_200)
  })

test('all statements of a month are exported, a workbook for each customer; a stopped export leaves nothing', async () => {
  const { customerId, orderLineIds } = await begin()
  await playMarch(customerId, orderLineIds)
  const other = await office.as.clerk.customers.save({
    ...(await office.as.clerk.customers.read({ id: customerId })),
    id: null,
    code: 'K002',
    name: '永兴家居分公司',
    version: 0,
  })
  await office.as.cashier.statements.adjust({
    customerId: other.id,
    adjustedOn: '2026-03-20',
    kind: 'sample',
    amountFen: 8800,
    reason: '样品费',
  })
  office.setDay('2026-04-02')
  expect(await office.as.merchandiser.statements.makeAll({ month: '2026-03' })).toMatchObject({
    made: 2,
    existing: 0,
    closingFen: 2_010_000,
  })
  expect(await office.as.merchandiser.statements.makeAll({ month: '2026-03' })).toMatchObject({
    made: 0,
    existing: 2,
  })
  const control = new AbortController()
  const read = reader(office.userIds.merchandiser)
  await expect(
    runExport(
      {
        read,
        path: folder,
        signal: control.signal,
        progress: (done, of, words) => {
          if (words === '永兴家居' && done === 1 && of === 2) control.abort()
        },
      },
      'statements',
      { month: '2026-03' },
    ),
  ).rejects.toThrow()
  expect(await readdir(folder)).toEqual([])
  expect(
    await runExport(
      { read, path: folder, signal: new AbortController().signal, progress: () => undefined },
      'statements',
      { month: '2026-03' },
    ),
  ).toEqual({ files: 2 })
  expect((await readdir(folder)).sort()).toEqual(['对账单 永兴家居 2026-03 (2).xlsx', '对账单 永兴家居 2026-03.xlsx'])
  const closings = await Promise.all(
    (await readdir(folder)).map(async (name) => (await readStatementBack(join(folder, name))).closingFen),
  )
  expect(closings.sort((a, b) => a - b)).toEqual([8800, 2_001_200])
  await expect(
    runExport(
      {
        read: reader(office.userIds.warehouse),
        path: folder,
        signal: new AbortController().signal,
        progress: () => undefined,
      },
      'statements',
      { month: '2026-03' },
    ),
  ).rejects.toMatchObject({ code: 'app.notAllowed' })
})

test('the order list and the ledger are exported as their pages show them', async () => {
  const { customerId, orderLineIds } = await begin()
  await playMarch(customerId, orderLineIds)
  const run = {
    read: reader(office.userIds.manager),
    signal: new AbortController().signal,
    progress: () => undefined,
  }
  await runExport({ ...run, path: join(folder, 'orders.xlsx') }, 'orders', {
    filter: { shown: 'all' },
  })
  await runExport({ ...run, path: join(folder, 'accounts.xlsx') }, 'ledger', {
    what: 'accounts',
    month: '2026-03',
  })
  await runExport({ ...run, path: join(folder, 'papers.xlsx') }, 'ledger', { what: 'papers', customerId })
  const { readOutside } = await import('../../sheets/read.ts')
  const { readFile } = await import('node:fs/promises')
  const sheet = async (name: string) => (await readOutside(await readFile(join(folder, name)), name)).sheets[0]!.rows
  const orders = await sheet('orders.xlsx')
  expect(orders[1]).toContain('单号')
  expect(orders[2]).toEqual(expect.arrayContaining(['DH260225-01', '永兴家居', 47_376]))
  const accounts = await sheet('accounts.xlsx')
  expect(accounts[2]).toEqual(['永兴家居', 18_650, 46_362, 45_000, 20_012])
  expect(accounts[3]).toEqual(['合计', 18_650, 46_362, 45_000, 20_012])
  const papers = await sheet('papers.xlsx')
  expect(papers).toHaveLength(13)
  expect(papers.at(-2)).toEqual(expect.arrayContaining(['收款', 25_000, 20_012]))
})

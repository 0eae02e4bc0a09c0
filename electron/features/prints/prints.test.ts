import { createHash, randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { contracts } from '../../../shared/contracts.ts'
import type { AnyProcedure } from '../../../shared/contract.ts'
import { paperFacts } from '../../../shared/prints.ts'
import { printable, type Printable } from '../../../shared/shell.ts'
import { createApp } from '../../app.ts'
import { makeOrder } from '../../testing/checkedOrder.ts'
import { keyNote, sendNote } from '../../testing/notes.ts'
import { memoryFiles, openOffice, type TestOffice } from '../../testing/office.ts'
import { addFurnitureOrder } from '../../testing/orders.ts'
import { pdfOf, printOf } from '../../testing/prints.ts'

let office: TestOffice
beforeEach(async () => {
  office = await openOffice()
})
afterEach(() => office.close())

const noteOf = async (input: { prices?: boolean } = {}) => {
  const order = await makeOrder(office)
  const note = await keyNote(office, order, [4])
  const asked = { id: note.id, ...input }
  return { order, note, asked, made: await office.as.clerk.deliveries.paper(asked) }
}

test('keeps what was printed, counts it with its document, and gives the same bytes back', async () => {
  const { note, asked, made } = await noteOf()
  const first = await printOf(office, 'clerk', 'deliveryNote', asked, made)
  const second = await printOf(office, 'merchandiser', 'deliveryNote', asked, made)
  expect([first.nth, second.nth]).toEqual([1, 2])
  expect((await office.as.clerk.deliveries.read({ id: note.id })).printed).toBe(2)

  const { rows, total } = await office.as.clerk.prints.list({ document: 'deliveryNotes', documentId: note.id })
  expect(total).toBe(2)
  expect(rows.map(({ nth, by }) => [nth, by])).toEqual([
    [2, '李敏'],
    [1, '陈静'],
  ])
  expect(rows[1]).toEqual({
    id: first.id,
    paper: 'deliveryNote',
    document: 'deliveryNotes',
    documentId: note.id,
    number: note.number,
    title: made.title,
    version: note.version,
    nth: 1,
    copies: 1,
    to: 'printer',
    place: 'LQ-590KII',
    by: '陈静',
    host: 'PC-1',
    at: new Date('2026-11-22T09:00:00').toISOString(),
    pages: made.pages.length,
    byteLength: first.pdf.length,
    sha256: createHash('sha256').update(first.pdf).digest('hex'),
    priced: true,
    reprintOf: null,
    open: true,
  })
  expect((await office.as.clerk.prints.bytes({ id: first.id })).bytes).toEqual(first.pdf)
  expect(await office.as.clerk.prints.exact({ id: first.id })).toEqual(made)
})

test('a reprint is the same bytes, marked, and not counted as the newest edition with the document', async () => {
  const { note, asked, made } = await noteOf()
  const first = await printOf(office, 'clerk', 'deliveryNote', asked, made)
  const again = { copies: 2, to: 'printer', place: '' } as const
  const reprint = await office.as.clerk.prints.keepAgain({ id: first.id, ...again })
  const third = await office.as.manager.prints.keepAgain({ id: reprint.id, ...again })
  expect([reprint.nth, third.nth]).toEqual([2, 3])
  const { rows } = await office.as.clerk.prints.list({ number: note.number.slice(0, 6).toLowerCase() })
  expect(rows.map(({ reprintOf, sha256, copies }) => [reprintOf, sha256 === rows[2]!.sha256, copies])).toEqual([
    [first.id, true, 2],
    [first.id, true, 2],
    [null, true, 1],
  ])
  expect((await office.as.clerk.deliveries.read({ id: note.id })).printed).toBe(1)
})

test('lists by paper, person, day and beginning of the number, newest first, page by page', async () => {
  const { order, note, asked, made } = await noteOf()
  await printOf(office, 'clerk', 'deliveryNote', asked, made)
  office.setDay('2026-11-23')
  const letter = await office.as.merchandiser.orders.confirmationPaper({ id: order.id })
  const confirmation = await printOf(office, 'merchandiser', 'orderConfirmation', { id: order.id }, letter)
  office.setDay('2026-11-24')
  await printOf(office, 'clerk', 'deliveryNote', asked, made)
  const { prints } = office.as.manager
  const idsOf = async (filter: Parameters<typeof prints.list>[0]) =>
    (await prints.list(filter)).rows.map(({ at, paper }) => `${at.slice(0, 10)} ${paper}`)
  expect(await idsOf({})).toEqual([
    '2026-11-24 deliveryNote',
    '2026-11-23 orderConfirmation',
    '2026-11-22 deliveryNote',
  ])
  expect(await idsOf({ paper: 'orderConfirmation' })).toEqual(['2026-11-23 orderConfirmation'])
  expect(await idsOf({ personId: office.userIds.merchandiser })).toEqual(['2026-11-23 orderConfirmation'])
  expect(await idsOf({ from: '2026-11-23', till: '2026-11-23' })).toEqual(['2026-11-23 orderConfirmation'])
  expect(await idsOf({ number: note.number })).toHaveLength(2)
  expect(await idsOf({ number: '%' })).toHaveLength(3)
  expect(await prints.list({ offset: 1, limit: 1 })).toMatchObject({ rows: [{ id: confirmation.id }], total: 3 })
})

test('whoever sees no prices opens no priced print, and does not see papers of other rooms', async () => {
  const { order, asked, made } = await noteOf()
  const priced = await printOf(office, 'clerk', 'deliveryNote', asked, made)
  const bare = await office.as.warehouse.deliveries.paper({ ...asked, prices: false })
  const unpriced = await printOf(office, 'warehouse', 'deliveryNote', { ...asked, prices: false }, bare)
  const letter = await office.as.clerk.orders.confirmationPaper({ id: order.id })
  await printOf(office, 'clerk', 'orderConfirmation', { id: order.id }, letter)
  const { warehouse, clerk } = office.as
  for (const open of [warehouse.prints.bytes, warehouse.prints.exact])
    await expect(open({ id: priced.id })).rejects.toMatchObject({ code: 'prints.pricesHidden' })
  await expect(
    warehouse.prints.keepAgain({ id: priced.id, copies: 1, to: 'printer', place: '' }),
  ).rejects.toMatchObject({ code: 'prints.pricesHidden' })
  expect((await warehouse.prints.bytes({ id: unpriced.id })).bytes).toEqual(unpriced.pdf)
  expect((await warehouse.prints.list({})).rows.map(({ paper, open }) => [paper, open])).toEqual([
    ['orderConfirmation', false],
    ['deliveryNote', true],
    ['deliveryNote', false],
  ])
  await expect(office.as.warehouse.prints.about({ paper: 'statement', input: { id: 1 } })).rejects.toMatchObject({
    code: 'app.notFound',
  })
  expect((await clerk.prints.list({ paper: 'statement' })).total).toBe(0)
  await expect(office.nobody.prints.list({})).rejects.toMatchObject({ code: 'app.notSignedIn' })
})

test('a paper whose file cannot be written leaves no row and no count', async () => {
  const { note, asked, made } = await noteOf()
  const about = await office.as.clerk.prints.about({ paper: 'deliveryNote', input: asked })
  const input = { paper: 'deliveryNote', input: asked, about, title: made.title, pages: 1, copies: 1, to: 'printer' }
  for (const good of [0, 1]) {
    const files = memoryFiles()
    let put = 0
    const failing = {
      ...files,
      put: async (bytes: Uint8Array) => {
        put += 1
        if (put > good) throw Object.assign(new Error('full'), { code: 'ENOSPC' })
        return files.put(bytes)
      },
    }
    const app = createApp({ db: office.db, clock: () => new Date('2026-11-22T09:00:00'), files: failing })
    const reply = await app.call(
      { userId: office.userIds.clerk, host: 'PC-1' },
      'prints.keep',
      { ...input, place: '', pdf: pdfOf('a'), exact: pdfOf('b') },
      randomUUID(),
    )
    expect(reply).toMatchObject({ ok: false, refusal: { code: 'app.diskFull' } })
  }
  expect(await office.db.selectFrom('prints').selectAll().execute()).toEqual([])
  expect((await office.as.clerk.deliveries.read({ id: note.id })).printed).toBe(0)
})

test('what was printed is kept even where its document may no longer be counted', async () => {
  const order = await makeOrder(office)
  const { id } = order
  const sheet = await office.as.clerk.dossiers.paper({ id })
  const about = await office.as.clerk.prints.about({ paper: 'dossierSheet', input: { id } })
  const { version } = await office.as.manager.orders.read({ id })
  await office.as.manager.orders.void({ id, version, reason: '客户取消' })
  const kept = { paper: 'dossierSheet', input: { id }, about, title: sheet.title, pages: 1, copies: 1 } as const
  const files = { pdf: pdfOf('a'), exact: pdfOf('b') }
  expect(await office.as.clerk.prints.keep({ ...kept, to: 'printer', place: '', ...files })).toMatchObject({ nth: 1 })
})

test('the second keyer of an order sees neither its prints nor printed lists until the keying is done', async () => {
  const order = await addFurnitureOrder(office)
  const { id } = order
  const letter = await office.as.clerk.orders.confirmationPaper({ id })
  const print = await printOf(office, 'clerk', 'orderConfirmation', { id }, letter)
  const list = await office.as.clerk.production.planPaper({ month: '2026-11' })
  const plan = await printOf(office, 'clerk', 'monthPlan', { month: '2026-11' }, list)
  const { prints, blindKeys } = office.as.merchandiser
  await blindKeys.begin({ orderId: id })
  await expect(prints.bytes({ id: print.id })).rejects.toMatchObject({ code: 'blindKeys.openYours' })
  await expect(prints.exact({ id: print.id })).rejects.toMatchObject({ code: 'blindKeys.openYours' })
  await expect(prints.bytes({ id: plan.id })).rejects.toMatchObject({ code: 'prints.whileKeying' })
  await blindKeys.drop({ orderId: id })
  expect((await prints.bytes({ id: print.id })).bytes).toEqual(print.pdf)
})

test('a note or statement with goods of the order is not shown to its second keyer, void as it may be', async () => {
  const order = await makeOrder(office, { settlement: 'monthly' })
  const other = await makeOrder(office)
  const { clerk, merchandiser, manager } = office.as
  const [note, another] = [await keyNote(office, order, [4]), await keyNote(office, other, [2])]
  const prints: number[] = []
  for (const { id } of [note, another])
    prints.push((await printOf(office, 'clerk', 'deliveryNote', { id }, await clerk.deliveries.paper({ id }))).id)
  const sent = await sendNote(office, note)
  const statement = await office.as.cashier.statements.make({ customerId: order.customerId, month: '2026-11' })
  const account = await office.as.cashier.statements.paper({ id: statement.id })
  prints.push((await printOf(office, 'cashier', 'statement', { id: statement.id }, account)).id)
  const { version } = await office.as.cashier.statements.read({ id: statement.id })
  await manager.statements.void({ id: statement.id, version, reason: '重开' })
  await manager.deliveries.void({ id: note.id, version: sent.version, reason: '开错' })
  const standing = await clerk.orders.read({ id: order.id })
  await merchandiser.checks.reopen({ orderId: order.id, version: standing.version, reason: '客户改数' })
  const seen = async (): Promise<(string | true)[]> =>
    Promise.all(
      prints.map((id) =>
        merchandiser.prints.exact({ id }).then(
          () => true as const,
          (error: { code: string }) => error.code,
        ),
      ),
    )
  expect(await seen()).toEqual([true, true, true])
  await merchandiser.blindKeys.begin({ orderId: order.id })
  expect(await seen()).toEqual(['blindKeys.openYours', true, 'blindKeys.openYours'])
  for (const look of [merchandiser.deliveries.read, merchandiser.deliveries.paper])
    await expect(look({ id: note.id })).rejects.toMatchObject({ code: 'blindKeys.openYours' })
  await expect(merchandiser.deliveries.read({ id: another.id })).resolves.toMatchObject({ id: another.id })
  expect(await clerk.prints.exact({ id: prints[0]! })).toBeTruthy()
})

test('a list that was printed is counted by its title and shows no number', async () => {
  const made = await office.as.merchandiser.production.planPaper({ month: '2026-11' })
  const input = { month: '2026-11' }
  const first = await printOf(office, 'merchandiser', 'monthPlan', input, made)
  const other = await printOf(office, 'merchandiser', 'monthPlan', input, { ...made, title: '月生产计划 2026-12' })
  const second = await printOf(office, 'merchandiser', 'monthPlan', input, made)
  expect([first.nth, other.nth, second.nth]).toEqual([1, 1, 2])
  expect(await office.as.workshop.prints.read({ id: first.id })).toMatchObject({ number: '', document: '', version: 0 })
})

test('every paper has the permission of the query that makes it', () => {
  const asked = Object.entries(printable).map(([paper, { paper: channel }]) => {
    const [word, name] = channel.split('.') as [keyof typeof contracts, string]
    return [paper, (contracts[word] as Record<string, AnyProcedure>)[name]?.permission] as const
  })
  const stated = Object.entries(paperFacts).map(([paper, { permission }]) => [paper, permission] as const)
  expect(new Map(stated)).toEqual(new Map(asked))
})

test('every paper with a document finds it by the id the paper is asked with', async () => {
  const { order, note } = await noteOf()
  const ids: Partial<Record<Printable, number>> = {
    orderConfirmation: order.id,
    reviewSheet: order.id,
    dossierSheet: order.id,
    orderFile: order.id,
    deliveryNote: note.id,
  }
  for (const [paper, id] of Object.entries(ids) as [Printable, number][])
    expect(await office.as.owner.prints.about({ paper, input: { id } })).toMatchObject({
      documentId: id,
      number: paper === 'deliveryNote' ? note.number : expect.stringMatching(/^DH/),
      orderId: paper === 'deliveryNote' ? null : order.id,
    })
  for (const paper of Object.keys(printable) as Printable[])
    if (paperFacts[paper].document !== '')
      await expect(office.as.owner.prints.about({ paper, input: { id: 999_999 } })).rejects.toMatchObject({
        code: 'app.notFound',
      })
})

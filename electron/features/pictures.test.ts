import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { proposalOfOrder } from '../../shared/proposals.ts'
import { emptyProduct } from '../../shared/products.ts'
import { slipsOf } from '../testing/changes.ts'
import { makeOrder } from '../testing/checkedOrder.ts'
import { openOffice, type TestOffice } from '../testing/office.ts'
import {
  addCustomer,
  addFurniture,
  addFurnitureOrder,
  draftLines,
  lineDraft,
  orderDraft,
  saveOrder,
} from '../testing/orders.ts'
import { keepPicture, pictureFile } from '../testing/pictures.ts'
import { boxLine, quotationDraft, sendQuotation, signQuotation } from '../testing/quotations.ts'

let office: TestOffice
beforeEach(async () => {
  office = await openOffice()
})
afterEach(() => office.close())

const never = 'a'.repeat(64)
const sample = (name: string) => new Uint8Array(readFileSync(new URL(`../../e2e/samples/${name}`, import.meta.url)))
const kept = async (): Promise<number> => (await office.db.selectFrom('pictures').select('id').execute()).length

/** The pictures a paper carries, each once. */
const picturesOf = (css: string): string[] =>
  [...css.matchAll(/content: url\("(data:[^"]+)"\)/g)].map((match) => match[1]!)
const dataOf = (bytes: Uint8Array): string => `data:image/png;base64,${Buffer.from(bytes).toString('base64')}`

test('keeps a picture and its small one once, and gives both back', async () => {
  const first = await keepPicture(office, 7)
  expect(await keepPicture(office, 7)).toBe(first)
  expect(await kept()).toBe(1)
  expect(await office.as.clerk.pictures.bytes({ sha256: first })).toEqual({
    bytes: pictureFile(7),
    mediaType: 'image/png',
  })
  expect((await office.as.clerk.pictures.bytes({ sha256: first, small: true })).bytes).toEqual(pictureFile(7, 24))
})

test.each([
  ['nothing at all', new Uint8Array(), 'pictures.problemDamaged'],
  ['a fax', sample('furniture-order.tif'), 'pictures.problemNoPicture'],
  ['a PDF', sample('furniture-order.pdf'), 'pictures.problemNoPicture'],
  ['a page of text called a picture', new TextEncoder().encode('<svg onload="x"/>'), 'pictures.problemNoPicture'],
  ['a picture that broke off', pictureFile(3).subarray(0, 60), 'pictures.problemDamaged'],
  ['more pixels than are kept', pictureFile(3, 801), 'pictures.problemTooLarge'],
  ['more bytes than a file may have', new Uint8Array(5 * 1024 * 1024 + 1), 'pictures.problemTooLarge'],
])('refuses %s by its bytes, and keeps nothing', async (_, bytes, code) => {
  const small = pictureFile(3, 24)
  await expect(office.as.clerk.pictures.keep({ bytes, small })).rejects.toMatchObject({ code })
  await expect(office.as.clerk.pictures.keep({ bytes: small, small: bytes })).rejects.toMatchObject({ code })
  expect(await kept()).toBe(0)
})

test('a product gets a picture, another one and none; only one that was kept', async () => {
  const [one, two] = [await keepPicture(office, 5), await keepPicture(office, 9)]
  const card = { ...emptyProduct, code: 'TS-1', name: '凳' }
  const made = await office.as.clerk.products.save({ ...card, picture: one })
  const again = await office.as.clerk.products.save({ ...made, picture: two })
  expect([made.picture, again.picture]).toEqual([one, two])
  expect((await office.as.warehouse.products.read({ id: made.id })).picture).toBe(two)
  expect((await office.as.clerk.products.find({ typed: 'TS-1' }))[0]!.picture).toBe(two)
  await expect(office.as.clerk.products.save({ ...again, picture: never })).rejects.toMatchObject({
    code: 'pictures.unknown',
  })
  const fax = await office.as.clerk.inbox.receive({
    bytes: sample('furniture-order.png'),
    fileName: 'x',
    source: 'pick',
  })
  await expect(office.as.clerk.products.save({ ...again, picture: fax.sha256 })).rejects.toMatchObject({
    code: 'pictures.unknown',
  })
  expect((await office.as.clerk.products.save({ ...again, picture: '' })).picture).toBe('')
})

test('a line shows its own picture, else its product\u2019s, until it is taken away', async () => {
  const [own, table] = [await keepPicture(office, 5), await keepPicture(office, 9)]
  const order = await addFurnitureOrder(office)
  const product = await office.as.clerk.products.read({ id: order.lines[0]!.productId! })
  await office.as.clerk.products.save({ ...product, picture: table })
  const pictured = async () =>
    (await office.as.workshop.orders.read({ id: order.id })).lines.map((line) => [line.picture, line.productPicture])
  const edit = async (change: (line: ReturnType<typeof draftLines>[number], index: number) => object) => {
    const now = await office.as.clerk.orders.read({ id: order.id })
    const lines = draftLines(now).map((line, index) => ({ ...line, ...change(line, index) }))
    return office.as.clerk.orders.save(orderDraft(office, now.customerId, { id: now.id, version: now.version, lines }))
  }
  await edit((_, index) => ({ picture: index < 2 ? own : '' }))
  expect(await pictured()).toEqual([
    [own, table],
    [own, ''],
    ['', ''],
  ])
  const check = await office.as.merchandiser.checks.read({ orderId: order.id })
  expect(check.lines.map(({ picture }) => picture)).toEqual([own, own, ''])
  await edit((_, index) => (index === 0 ? { picture: '' } : {}))
  expect(await pictured()).toEqual([
    ['', table],
    [own, ''],
    ['', ''],
  ])
  await expect(edit(() => ({ picture: never }))).rejects.toMatchObject({ code: 'pictures.unknown' })
  expect((await office.as.merchandiser.checks.read({ orderId: order.id })).lines[0]!.picture).toBe(table)
})

test('whoever reads orders sees their pictures; a picture only quoted is for who sees quotations; a fax is none', async () => {
  const [ofOrder, quoted] = [await keepPicture(office, 5), await keepPicture(office, 9)]
  const customerId = await addCustomer(office)
  await saveOrder(office, orderDraft(office, customerId, { lines: [lineDraft({ picture: ofOrder })] }))
  await office.as.clerk.quotations.save(quotationDraft(customerId, { lines: [boxLine({ picture: quoted })] }))
  const fax = await office.as.clerk.inbox.receive({
    bytes: sample('furniture-order.png'),
    fileName: 'x',
    source: 'pick',
  })
  const may = async (role: 'workshop' | 'cashier' | 'nobody', sha256: string): Promise<string> => {
    const client = role === 'nobody' ? office.nobody : office.as[role]
    try {
      await client.pictures.bytes({ sha256 })
      return 'sees'
    } catch (error) {
      return (error as { code: string }).code
    }
  }
  expect(await Promise.all([ofOrder, quoted, fax.sha256, never].map((each) => may('workshop', each)))).toEqual([
    'sees',
    'app.notFound',
    'app.notFound',
    'app.notFound',
  ])
  expect(await may('cashier', quoted)).toBe('sees')
  expect(await may('cashier', fax.sha256)).toBe('app.notFound')
  expect(await may('nobody', ofOrder)).toBe('app.notSignedIn')
  await expect(
    office.as.cashier.pictures.keep({ bytes: pictureFile(3), small: pictureFile(3, 24) }),
  ).rejects.toMatchObject({ code: 'app.notAllowed' })
})

test('a quotation keeps its pictures through its versions, its copies and the order it becomes, and prints them', async () => {
  const [box, table] = [await keepPicture(office, 5), await keepPicture(office, 9)]
  const customerId = await addCustomer(office)
  const productId = (await addFurniture(office)).get('TS-801')!
  const product = await office.as.clerk.products.read({ id: productId })
  await office.as.clerk.products.save({ ...product, picture: table })
  const lines = [boxLine({ picture: box }), boxLine({ name: '餐桌', productId, mouldFen: 0 }), boxLine({ name: '空' })]
  const sent = await sendQuotation(office, quotationDraft(customerId, { lines }))
  const shown = [
    [box, ''],
    ['', table],
    ['', ''],
  ]
  const pairs = (some: readonly { picture?: string; productPicture: string }[]) =>
    some.map(({ picture, productPicture }) => [picture, productPicture])
  expect(pairs(sent.lines)).toEqual(shown)
  const paper = await office.as.merchandiser.quotations.paper({ id: sent.id })
  expect(picturesOf(paper.css)).toEqual([dataOf(pictureFile(5, 24)), dataOf(pictureFile(9, 24))])
  expect(paper.pages.join('')).toContain('图片')
  expect(pairs((await office.as.merchandiser.quotations.newDraft({ copyOf: sent.id })).lines)).toEqual(shown)
  await signQuotation(office, sent.id)
  const draft = await office.as.merchandiser.quotations.orderDraft({ id: sent.id, quantity: null })
  expect(pairs(draft.lines.filter(({ name }) => !name.includes('模具')))).toEqual(shown)
})

test('the production notice prints each picture once in its styles, and no column where no line has one', async () => {
  const [own, table] = [await keepPicture(office, 5), await keepPicture(office, 9)]
  const product = await office.as.clerk.products.save({ ...emptyProduct, code: 'TS-1', name: '凳' })
  const order = await makeOrder(office, { pieces: [20, 40, 60], productIds: [null, product.id, null] })
  const { id } = await office.as.merchandiser.production.release({ orderId: order.id, remark: '' })
  const bare = await office.as.workshop.production.paper({ id })
  expect(picturesOf(bare.css)).toEqual([])
  expect(bare.pages.join('')).not.toContain('图片')
  await office.as.clerk.products.save({ ...product, picture: table })
  await office.db.updateTable('orderLines').set({ picture: own }).where('productId', 'is', null).execute()
  const pictured = await office.as.workshop.production.paper({ id })
  expect(picturesOf(pictured.css)).toEqual([dataOf(pictureFile(5, 24)), dataOf(pictureFile(9, 24))])
  expect(pictured.pages.join('')).toContain('图片')
})

test('after the call-back a picture comes by a change slip, which no customer has to sign', async () => {
  const own = await keepPicture(office, 5)
  const { confirmed, write, approve } = slipsOf(office)
  const order = await confirmed()
  const lines = draftLines(order).map((line) => ({ ...line, picture: own }))
  await expect(
    office.as.clerk.orders.save(
      orderDraft(office, order.customerId, { ...proposalOfOrder(order), id: order.id, version: order.version, lines }),
    ),
  ).rejects.toMatchObject({ code: 'orders.checkedLines' })
  const slip = await write(order, (proposal) => {
    proposal.lines[0] = { ...proposal.lines[0]!, picture: own }
  })
  expect(slip.entries.map(({ label, before, after }) => [label, before, after])).toEqual([
    ['图片', '', `本行图片 ${own.slice(0, 4)}`],
  ])
  expect(slip.needsCustomer).toBe(false)
  expect((await approve(slip)).state).toBe('done')
  const now = await office.as.workshop.orders.read({ id: order.id })
  expect(now.lines.map(({ picture }) => picture)).toEqual([own, '', ''])
})

import { PGlite } from '@electric-sql/pglite'
import { Kysely, PGliteDialect } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { encodePng } from '../../../build/fax/png.ts'
import type { LayoutContent, LayoutPaper } from '../../../shared/layouts.ts'
import { migrate } from '../../db/migrate.ts'
import type { Database } from '../../db/schema.ts'
import { makeCustomer, makeNote, makeOrder, type MadeOrder } from '../../testing/checkedOrder.ts'
import { openOffice, type TestOffice } from '../../testing/office.ts'

let office: TestOffice
let order: MadeOrder
beforeEach(async () => {
  office = await openOffice()
  order = await makeOrder(office, { number: 'DH261122-01' })
})
afterEach(() => office.close())

const layouts = () => office.as.manager.layouts
const text = (pages: string[]): string => pages.join('').replace(/<[^>]*>/g, ' ')
const ofNote = (customerId: number | null = null) => ({ paper: 'deliveryNote' as const, customerId })

/** The content of a paper's layout, changed. */
const changed = async (
  whose: { paper: LayoutPaper; customerId: number | null },
  change: (content: LayoutContent) => Partial<LayoutContent>,
): Promise<LayoutContent> => {
  const { content } = await layouts().read(whose)
  return { ...content, ...change(content) }
}
const without =
  (...keys: string[]) =>
  ({ columns }: LayoutContent): Partial<LayoutContent> => ({
    columns: columns.map((column) => (keys.includes(column.key) ? { ...column, shown: false } : column)),
  })
const noteOf = (customerId: number, orderId = order.id, orderLineId = order.lineIds[0]!): Promise<number> =>
  makeNote(office, customerId, [{ orderId, orderLineId, pieces: 3 }], true)
const printed = async (id: number) => office.as.clerk.deliveries.paper({ id, prices: true, copies: true })

describe('a layout', () => {
  it('of the 收款收据 chooses its columns, names, note text and copies, for the office or one customer', async () => {
    const note = await noteOf(order.customerId)
    const entered = await office.as.cashier.receipts.enter({
      customerId: order.customerId,
      receivedOn: '2026-11-22',
      kind: 'balance',
      method: 'bank',
      payer: '单先生',
      slipNumber: '工行 1',
      amountFen: 50_000,
      remark: '',
      allocations: [{ orderId: null, deliveryNoteId: note, adjustmentId: null, amountFen: 30_000 }],
    })
    const slip = () => office.as.cashier.receipts.paper({ id: entered.id })
    const before = await slip()
    expect([before.copies, before.layout]).toEqual([[''], undefined])
    for (const words of ['本次收款', '送货单', '300.00', '预收', '200.00']) expect(text(before.pages)).toContain(words)
    expect(text(before.pages)).not.toContain('单据金额')

    const ofSlip = { paper: 'receiptSlip' as const, customerId: null }
    const content = await changed(ofSlip, ({ columns }) => ({
      columns: columns.map((column) => ({
        ...column,
        shown: column.key !== 'kind',
        label: column.key === 'amount' ? '实收' : column.label,
      })),
      noteText: '此收据盖章有效',
      copies: [
        { colour: '白', name: '存根', prices: true },
        { colour: '红', name: '客户', prices: true },
      ],
      form: { kind: 'half', widthMm: 241, heightMm: 139.7 },
    }))
    await layouts().save({ ...ofSlip, name: '两联', content, version: 0 })
    const after = await slip()
    expect(after.copies).toEqual(['白 存根', '红 客户'])
    expect([after.widthMm, after.heightMm, after.layout]).toEqual([241, 139.7, { name: '两联', version: 1 }])
    for (const words of ['实收', '单据金额', '此收据盖章有效', '【红 客户】'])
      expect(text(after.pages)).toContain(words)
    expect(text(after.pages)).not.toContain('本次收款')
    // what money is set against, and how much, is never left out
    const bare = await changed(ofSlip, without('amount'))
    await expect(layouts().save({ ...ofSlip, name: '', content: bare, version: 1 })).rejects.toMatchObject({
      code: 'layouts.needed',
    })
    // the preview takes the last real one; a customer of its own layout prints that
    const shown = await layouts().preview({ ...ofSlip, content, real: true })
    expect([shown.number, shown.problem]).toEqual([entered.number, ''])
    const mine = { ...ofSlip, customerId: order.customerId }
    const own = await changed(mine, () => ({ copies: [] }))
    await layouts().save({ ...mine, name: '一张', content: own, version: 0 })
    expect((await slip()).copies).toEqual([''])
  })

  it('keeps the places of 套打 on the largest sheet there is, however many rows it is asked for', async () => {
    const content = await changed(ofNote(), ({ overprint }) => ({
      form: { kind: 'own', widthMm: 140, heightMm: 90 },
      lines: 60,
      overprint: { ...overprint, on: true, rowMm: 15 },
    }))
    const { places } = await layouts().preview({ ...ofNote(), real: false, content })
    expect(Math.max(...places.map(({ yMm }) => yMm))).toBe(420)
  })

  it('of a customer is used for its papers alone, the office’s for all others, and each says which it was', async () => {
    const other = await makeCustomer(office, '长乐家居')
    const [mine, theirs] = [await noteOf(order.customerId), await noteOf(other)]
    const before = await printed(mine)
    expect(before.layout).toBeUndefined()
    expect(text(before.pages)).toContain('单价')

    const content = await changed(ofNote(order.customerId), without('price', 'amount'))
    await layouts().save({ ...ofNote(order.customerId), name: '不印价', content, version: 0 })
    const hidden = await printed(mine)
    expect(hidden.layout).toEqual({ name: '不印价', version: 1 })
    expect(text(hidden.pages)).not.toMatch(/单价|金额|大写|300\.00/)
    expect(text((await printed(theirs)).pages)).toMatch(/单价.*300\.00/s)

    const named = await changed(ofNote(), ({ columns }) => ({
      columns: columns.map((column) => (column.key === 'description' ? { ...column, label: '货物' } : column)),
    }))
    await layouts().save({ ...ofNote(), name: '', content: named, version: 0 })
    expect(text((await printed(theirs)).pages)).toContain('货物')
    // a customer with a layout of its own keeps it
    expect(text((await printed(mine)).pages)).not.toContain('货物')
    expect(
      (await layouts().list({})).filter(({ own }) => own).map((row) => [row.paper, row.customer, row.version]),
    ).toEqual([
      ['deliveryNote', '', 1],
      ['deliveryNote', '永兴家居', 1],
    ])

    await layouts().reset({ ...ofNote(order.customerId), version: 1 })
    expect(text((await printed(mine)).pages)).toContain('货物')
    await layouts().reset({ ...ofNote(), version: 1 })
    const { layout: _layout, ...again } = await printed(mine)
    expect(again).toEqual(before)
  })

  it('keeps every version, refuses a stale one, and is written to the audit', async () => {
    const content = await changed(ofNote(), without('remark'))
    await layouts().save({ ...ofNote(), name: '甲', content, version: 0 })
    await expect(layouts().save({ ...ofNote(), name: '乙', content, version: 0 })).rejects.toMatchObject({
      code: 'app.stale',
    })
    await layouts().save({ ...ofNote(), name: '乙', content: { ...content, amountGrid: true }, version: 1 })
    await layouts().reset({ ...ofNote(), version: 2 })
    const history = await layouts().history(ofNote())
    expect(history.map(({ version, by, own, content: was }) => [version, by, own, was?.amountGrid])).toEqual([
      [3, '赵经理', false, undefined],
      [2, '赵经理', true, true],
      [1, '赵经理', true, false],
    ])
    const audit = await office.db.selectFrom('audit').select('action').where('entity', '=', 'layouts').execute()
    expect(audit.map(({ action }) => action)).toEqual(['layouts.save', 'layouts.save', 'layouts.reset'])
  })

  it('that cannot be printed is refused at its field; nobody but manager and owner changes one', async () => {
    const content = await changed(ofNote(), without('quantity'))
    await expect(layouts().save({ ...ofNote(), name: '', content, version: 0 })).rejects.toMatchObject({
      code: 'layouts.needed',
      field: 'content.columns',
    })
    const usual = await changed(ofNote(), () => ({}))
    const strange = { ...usual, logo: { picture: 'a'.repeat(64), widthMm: 20, heightMm: 10, place: 'left' as const } }
    await expect(layouts().save({ ...ofNote(), name: '', content: strange, version: 0 })).rejects.toMatchObject({
      code: 'pictures.unknown',
    })
    await expect(layouts().read({ paper: 'shippingPlan', customerId: order.customerId })).rejects.toMatchObject({
      code: 'layouts.officeOnly',
    })
    for (const role of ['merchandiser', 'clerk', 'cashier', 'warehouse', 'workshop'] as const)
      await expect(office.as[role].layouts.list({})).rejects.toMatchObject({ code: 'app.notAllowed' })
    expect(await layouts().list({})).toHaveLength(9)
  })

  it('is previewed on the sample and on the last real document, before anything is saved', async () => {
    const id = await noteOf(order.customerId)
    const { number } = await office.as.clerk.deliveries.read({ id })
    const content = await changed(ofNote(), without('price', 'amount'))
    const sample = await layouts().preview({ ...ofNote(), content, real: false })
    expect([sample.number, sample.problem, sample.paper.layout]).toEqual(['', '', undefined])
    expect(text(sample.paper.pages)).toContain('禾杉家具有限公司')
    expect(text(sample.paper.pages)).not.toContain('单价')
    expect(sample.widths.reduce((sum, { widthMm }) => sum + widthMm, 0)).toBeCloseTo(216, 0)
    const real = await layouts().preview({ ...ofNote(), content, real: true })
    expect([real.number, text(real.paper.pages).includes(number)]).toEqual([number, true])
    // nothing real of this customer yet: the sample in that name
    const other = await makeCustomer(office, '长乐家居')
    const { name } = await office.as.manager.customers.read({ id: other })
    for (const paper of ['deliveryNote', 'orderConfirmation', 'statement', 'quotation', 'changeSlip'] as const) {
      const whose = { paper, customerId: other }
      const { content: usual } = await layouts().read(whose)
      const named = await layouts().preview({ ...whose, content: usual, real: true })
      expect([paper, named.number, text(named.paper.pages).includes(name)]).toEqual([paper, '', true])
      expect(text(named.paper.pages)).not.toContain('重庆市长乐家居有限公司')
    }
    // what would be refused is told while it is typed
    const bad = await changed(ofNote(), without('quantity'))
    expect((await layouts().preview({ ...ofNote(), content: bad, real: false })).problem).toContain('数量')
    expect(await layouts().list({})).toMatchObject([{ own: false }, {}, {}, {}, {}, {}, {}, {}, {}])
  })

  it('prints the office’s copies of the production notice', async () => {
    const notice = { paper: 'productionNotice' as const, customerId: null }
    const copies = [
      { colour: '', name: '油漆房', prices: true },
      { colour: '黄', name: '仓库', prices: true },
    ]
    const content = await changed(notice, () => ({ copies }))
    const { paper } = await layouts().preview({ ...notice, content, real: false })
    expect(paper.copies).toEqual(['油漆房', '黄 仓库'])
    expect(text(paper.pages)).not.toMatch(/单价|金额/)
  })
})

describe('a file of a layout', () => {
  const save = async (): Promise<LayoutContent> => {
    const bytes = encodePng({ width: 30, height: 20, pixels: new Uint8Array(600).fill(1) })
    const { sha256 } = await office.as.manager.pictures.keep({
      bytes: new Uint8Array(bytes),
      small: new Uint8Array(bytes),
    })
    const content = await changed(ofNote(), () => ({
      logo: { picture: sha256, widthMm: 24, heightMm: 10, place: 'right' },
      noteText: '收货请点数。',
      amountGrid: true,
    }))
    await layouts().save({ ...ofNote(), name: '本厂', content, version: 0 })
    return content
  }

  it('carries all of it, the logo too, and changes nothing by being read', async () => {
    const content = await save()
    const file = await layouts().file(ofNote())
    expect(file.name).toBe('送货单版式')
    const read = await layouts().readFile({ paper: 'deliveryNote', text: `\ufeff${file.text}` })
    expect([read.name, read.content]).toEqual(['本厂', content])
    expect(Buffer.from(read.picture!, 'base64').subarray(1, 4).toString()).toBe('PNG')
    expect((await layouts().list({}))[0]).toMatchObject({ version: 1 })
  })

  it('from elsewhere is refused with a sentence of its own', async () => {
    await save()
    const { text: good } = await layouts().file(ofNote())
    const file = JSON.parse(good) as { content: { form: Record<string, unknown> } } & Record<string, unknown>
    const code = async (said: string): Promise<string> => {
      try {
        await layouts().readFile({ paper: 'deliveryNote', text: said })
        return 'read'
      } catch (error) {
        return (error as { code: string }).code
      }
    }
    const answers = []
    for (const said of [
      good,
      'Excel',
      '[]',
      'null',
      '{"gendan":"backup"}',
      JSON.stringify({ ...file, format: 2 }),
      JSON.stringify({ ...file, paper: 'statement' }),
      JSON.stringify({ ...file, more: 1 }),
      JSON.stringify({ ...file, content: { ...file.content, lines: 9 } }),
      JSON.stringify({ ...file, content: { ...file.content, form: { ...file.content.form, widthMm: 9999 } } }),
      JSON.stringify({ ...file, content: { ...file.content, columns: [] } }),
    ])
      answers.push(await code(said))
    expect(answers).toEqual([
      'read',
      'layouts.fileForeign',
      'layouts.fileForeign',
      'layouts.fileForeign',
      'layouts.fileForeign',
      'layouts.fileNewer',
      'layouts.fileOther',
      'layouts.fileDamaged',
      'layouts.tooManyLines',
      'layouts.fileDamaged',
      'read',
    ])
  })
})

describe('the red serial of a pre-printed form', () => {
  const withSerial = async (serial: string): Promise<{ id: number; number: string }> => {
    const id = await noteOf(order.customerId)
    await office.db.updateTable('deliveryNotes').set({ serial }).where('id', '=', id).execute()
    return { id, number: (await office.as.clerk.deliveries.read({ id })).number }
  }
  const ask = (serial: string, noteId: number | null = null) =>
    office.as.warehouse.layouts.serial({ serial, noteId, customerId: order.customerId })

  it('is told when it was used, when forms were left out, and which one comes next; book by book', async () => {
    expect(await ask('000101')).toEqual({ usedBy: '', skipped: 0, last: '', next: '', wanted: false })
    const first = await withSerial('000101')
    await withSerial('A0099')
    await withSerial('000102')
    expect(await ask('000101')).toMatchObject({ usedBy: first.number })
    expect(await ask('000101', first.id)).toMatchObject({ usedBy: '' })
    // with or without the word before it, it is the same form
    expect(await ask('No.000101')).toMatchObject({ usedBy: first.number, last: '000102' })
    expect(await ask('000103')).toMatchObject({ usedBy: '', skipped: 0, last: '000102' })
    expect(await ask('000107')).toMatchObject({ skipped: 4, last: '000102' })
    expect(await ask('A0100')).toMatchObject({ skipped: 0, last: 'A0099', next: 'A0100' })
    expect(await ask('')).toMatchObject({ last: '000102', next: '000103', wanted: false })
    const content = await changed(ofNote(), ({ overprint }) => ({ overprint: { ...overprint, on: true } }))
    await layouts().save({ ...ofNote(), name: '', content, version: 0 })
    expect(await ask('')).toMatchObject({ wanted: true })
    const worded = await withSerial('No.000090')
    expect(await ask('000090')).toMatchObject({ usedBy: worded.number })
  })

  it('is asked before the note is printed on it, and can be typed after the release', async () => {
    const id = await noteOf(order.customerId)
    const about = () => office.as.warehouse.prints.about({ paper: 'deliveryNote', input: { id } })
    expect((await about()).documentId).toBe(id)
    const content = await changed(ofNote(), ({ overprint }) => ({ overprint: { ...overprint, on: true } }))
    await layouts().save({ ...ofNote(), name: '', content, version: 0 })
    const { number, version } = await office.as.clerk.deliveries.read({ id })
    await expect(about()).rejects.toMatchObject({
      code: 'layouts.serialMissing',
      field: 'serial',
      message: expect.stringContaining(number),
    })
    // the note has left already
    const typed = await office.as.warehouse.deliveries.setSerial({ id, version, serial: ' 000103 ' })
    expect(typed).toMatchObject({ serial: '000103', state: 'released' })
    await expect(office.as.clerk.deliveries.setSerial({ id, version, serial: '000104' })).rejects.toMatchObject({
      code: 'app.stale',
    })
    expect((await about()).number).toBe(number)
    expect((await office.as.clerk.search.find({ typed: '000103' })).map((found) => found.id)).toContain(id)
    // a pick list has no numbered form
    expect((await office.as.warehouse.prints.about({ paper: 'gatePass', input: { id } })).number).toBe(number)
  })
})

it('keeps and prints layouts on PostgreSQL as on SQLite', async () => {
  const answers = async () => {
    const id = await noteOf(order.customerId)
    const content = await changed(ofNote(order.customerId), without('price', 'amount'))
    await layouts().save({ ...ofNote(order.customerId), name: '不印价', content, version: 0 })
    await layouts().save({ ...ofNote(order.customerId), name: '不印价', content, version: 1 })
    await office.db.updateTable('deliveryNotes').set({ serial: '000101' }).where('id', '=', id).execute()
    const { layout, pages } = await printed(id)
    return {
      layout,
      priced: text(pages).includes('单价'),
      history: (await layouts().history(ofNote(order.customerId))).map(({ version, own }) => [version, own]),
      list: (await layouts().list({})).map(({ paper, customer, version }) => [paper, customer, version]),
      serial: await office.as.clerk.layouts.serial({ serial: '000103', noteId: null, customerId: order.customerId }),
    }
  }
  const onSqlite = await answers()
  expect(onSqlite).toMatchObject({ layout: { name: '不印价', version: 2 }, priced: false, serial: { skipped: 1 } })
  await office.close()
  const asNumber = (said: string): number => Number(said)
  const postgres = new Kysely<Database>({
    dialect: new PGliteDialect({ pglite: new PGlite({ parsers: { 20: asNumber } }) }),
  })
  await migrate(postgres, 'postgres')
  office = await openOffice({ db: postgres })
  order = await makeOrder(office, { number: 'DH261122-01' })
  expect(await answers()).toEqual(onSqlite)
})

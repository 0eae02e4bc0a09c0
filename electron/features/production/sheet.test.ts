import { PGlite } from '@electric-sql/pglite'
import { Kysely, PGliteDialect } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { FieldValues } from '../../../shared/noticeFields.ts'
import type { Trade } from '../../../shared/settings.ts'
import { migrate } from '../../db/migrate.ts'
import type { Database } from '../../db/schema.ts'
import { makeOrder } from '../../testing/checkedOrder.ts'
import { openOffice, type TestOffice } from '../../testing/office.ts'
import { sheetsOf } from './paperSheets.ts'

let office: TestOffice
beforeEach(async () => {
  office = await openOffice()
})
afterEach(() => office.close())

const anew = async (trade: Trade): Promise<void> => {
  await office.close()
  office = await openOffice({ trade })
}
const productId = async (values: { processNotes?: string; qualityPoints?: string } = {}): Promise<number> => {
  const { emptyProduct } = await import('../../../shared/products.ts')
  const { id } = await office.as.clerk.products.save({
    ...emptyProduct,
    code: 'P-1',
    name: '彩盒',
    unit: '个',
    ...values,
  })
  return id
}
const released = async (product: number | null = null, pieces = 20) => {
  const order = await makeOrder(office, { pieces: [pieces], productIds: [product] })
  const { id } = await office.as.merchandiser.production.release({ orderId: order.id })
  return { id, order }
}
const read = (id: number) => office.as.workshop.production.sheet({ id })
const save = async (id: number, head: FieldValues, values: FieldValues) => {
  const { version, lines } = await read(id)
  return office.as.clerk.production.saveSheet({ id, version, head, lines: [{ id: lines[0]!.id, values }] })
}
const textOf = async (id: number): Promise<string> =>
  (await office.as.workshop.production.paper({ id, copies: ['生产'] })).pages.join('').replace(/<[^>]*>/g, ' ')

describe('the process fields of a notice', () => {
  it('begin with what the product card and the last notice of the product say, copied and not linked', async () => {
    await anew('printing')
    const product = await productId({ processNotes: '粘口 15mm', qualityPoints: '套印不超过 0.1' })
    const first = await released(product)
    expect((await read(first.id)).lines[0]!.values).toEqual({ process: '粘口 15mm', quality: '套印不超过 0.1' })
    await save(first.id, { packingWay: '500 个一箱' }, { paper: '250g 白卡', inks: '4+0', process: '粘口 15mm 过油' })
    const second = await released(product)
    // the card is the master of its own two texts, the last notice of the rest
    expect((await read(second.id)).lines[0]!.values).toEqual({
      paper: '250g 白卡',
      inks: '4+0',
      process: '粘口 15mm',
      quality: '套印不超过 0.1',
    })
    const card = await office.as.clerk.products.read({ id: product })
    await office.as.clerk.products.save({ ...card, processNotes: '粘口 20mm' })
    await save(second.id, {}, { paper: '300g 铜版' })
    expect((await read(first.id)).lines[0]!.values).toEqual({
      paper: '250g 白卡',
      inks: '4+0',
      process: '粘口 15mm 过油',
    })
    expect(await textOf(first.id)).toContain('粘口 15mm 过油')
    expect(await textOf(first.id)).not.toContain('20mm')
  })

  it('stay in the trade the notice was made in, and of another trade nothing is kept', async () => {
    const { id } = await released()
    const kept = await save(
      id,
      { cartons: '12', nonsense: 'x' },
      { material: '橡木', paper: '250g 白卡', fittings: ' ' },
    )
    expect([kept.trade, kept.head, kept.lines[0]!.values]).toEqual([
      'furniture',
      { cartons: '12' },
      { material: '橡木' },
    ])
    const text = await textOf(id)
    for (const words of ['材质', '橡木', '总箱数', '12']) expect(text).toContain(words)
  })

  it('refuse what is no number, too long, or does not add up, and say at which field', async () => {
    await anew('garment')
    const { id } = await released(null, 20)
    const long = '长'.repeat(81)
    for (const [head, values, field] of [
      [{ cartons: '十二' }, {}, 'head.cartons'],
      [{}, { spare: '101' }, 'lines.0.spare'],
      [{}, { style: long }, 'lines.0.style'],
      [{}, { run: 'S M L' }, 'lines.0.run'],
      [{}, { run: 'S:10 M:9' }, 'lines.0.run'],
    ] as const)
      await expect(save(id, head, values)).rejects.toMatchObject({ field })
    await expect(save(id, {}, { run: 'S:10 M:9' })).rejects.toMatchObject({
      message: '“尺码数量”加起来是 19,本单是 20,要一样。',
    })
    await save(id, {}, { run: 'S:8 M:12', sizeTable: '部位|S|M|公差\n胸围|96|100|±1', spare: '2.5' })
    const text = await textOf(id)
    for (const words of ['胸围', '±1', '2.5%', 'S', '12']) expect(text).toContain(words)
  })

  it('are shared as the hand types them, refused in words where they do not add up; the rest keeps what is left', async () => {
    await anew('garment')
    const order = await makeOrder(office, { pieces: [153] })
    const [orderLineId] = order.lineIds as [number]
    const spec = '校服 S:17 M:34 L:51 XL:34 XXL:17'
    await office.db.updateTable('orderLines').set({ spec }).where('id', '=', orderLineId).execute()
    const { production } = office.as.merchandiser
    const share = (quantity: number, workshop: string, sizes?: string) => ({
      orderLineId,
      quantity: quantity * 1000,
      workshop,
      ...(sizes === undefined ? {} : { sizes }),
    })
    const refused = (lines: ReturnType<typeof share>[]) =>
      production.release({ orderId: order.id, lines }).catch((error: { message: string; field: string }) => error)
    expect(await refused([share(80, '一车间', 'S:17 M:33 L:29')])).toMatchObject({
      field: 'lines.0.sizes',
      message: '尺码加起来是 79,这一份是 80。',
    })
    expect(await refused([share(10, '一车间', 'S:10'), share(8, '二车间', 'S:8')])).toMatchObject({
      field: 'lines.1.sizes',
      message: 'S 码只剩 17,各份加起来是 18。',
    })
    const { notices } = await production.release({
      orderId: order.id,
      lines: [share(80, '一车间', 'S:17 M:34 L:29'), share(53, '二车间')],
    })
    const papers = await Promise.all(notices.map(({ id }) => textOf(id)))
    expect(papers[0]).toContain('S:17 M:34 L:29')
    expect(papers[1]).toContain('L:16 XL:25 XXL:12')
    for (const text of papers) expect(text).not.toContain('L:51')
    const [rest] = await production.remaining({ orderId: order.id })
    expect(rest).toMatchObject({
      remaining: 20_000,
      description: '餐桌 胡桃 校服 L:6 XL:9 XXL:5',
      sizes: [
        { size: 'L', quantity: 6000 },
        { size: 'XL', quantity: 9000 },
        { size: 'XXL', quantity: 5000 },
      ],
    })
  })

  it('carry the sizes of the order line: a whole one all of them, each share its own', async () => {
    await anew('garment')
    const order = await makeOrder(office, { pieces: [20] })
    const [orderLineId] = order.lineIds as [number]
    await office.db.updateTable('orderLines').set({ spec: '26s S:8 M:12' }).where('id', '=', orderLineId).execute()
    const whole = await office.as.merchandiser.production.release({ orderId: order.id })
    expect((await read(whole.id)).lines[0]!.values).toEqual({ run: 'S:8 M:12' })
    await office.as.merchandiser.production.void({ id: whole.id, version: 1, reason: '分两个车间' })
    const { notices } = await office.as.merchandiser.production.release({
      orderId: order.id,
      lines: [
        { orderLineId, quantity: 12_000, workshop: '一车间' },
        { orderLineId, quantity: 8_000, workshop: '二车间' },
      ],
    })
    const own = await Promise.all(notices.map(async ({ id }) => (await read(id)).lines[0]!))
    expect(own.map(({ values, description }) => [values, description])).toEqual([
      [{ run: 'S:5 M:7' }, '餐桌 26s S:5 M:7'],
      [{ run: 'S:3 M:5' }, '餐桌 26s S:3 M:5'],
    ])
    // sizes another notice has are not taken a second time
    await expect(save(notices[1]!.id, {}, { run: 'S:4 M:4' })).rejects.toMatchObject({ field: 'lines.0.run' })
  })

  it('are refused to a stale page, to the workshop and on a void notice; the audit holds both texts', async () => {
    const { id } = await released()
    const { version, lines } = await read(id)
    const asked = { id, version, head: { marks: 'A' }, lines: [{ id: lines[0]!.id, values: { material: '橡木' } }] }
    await office.as.clerk.production.saveSheet(asked)
    await expect(office.as.clerk.production.saveSheet(asked)).rejects.toMatchObject({ code: 'app.stale' })
    await expect(office.as.workshop.production.saveSheet(asked)).rejects.toMatchObject({ code: 'app.notAllowed' })
    const rows = await office.db.selectFrom('audit').selectAll().where('action', '=', 'production.saveSheet').execute()
    expect(rows.flatMap(({ after }) => JSON.parse(String(after)) as object[])).toMatchObject([
      { id, after: { edition: 1, head: { marks: 'A' }, lines: [{ values: { material: '橡木' } }] } },
    ])
    const notice = await office.as.merchandiser.production.read({ id })
    await office.as.merchandiser.production.void({ id, version: notice.version, reason: '不做了' })
    await expect(save(id, {}, {})).rejects.toMatchObject({ code: 'production.alreadyVoid' })
  })
})

it('prints what lines have in common once, with the lines it is about', () => {
  const line = { code: 'TS-1', name: '餐桌', colour: '胡桃', quantity: 1_000, unit: '张' }
  const sheets = (materials: string[]) =>
    sheetsOf(
      'furniture',
      materials.map((material) => ({ ...line, values: { material } })),
    ).map(({ caption, fields }) => [caption, fields.map(({ value }) => value)])
  expect(sheets(['橡木', '橡木'])).toEqual([['', ['橡木']]])
  expect(sheets(['橡木', '松木', '橡木', ''])).toEqual([
    ['1 TS-1 餐桌 胡桃；3 TS-1 餐桌 胡桃', ['橡木']],
    ['2 TS-1 餐桌 胡桃', ['松木']],
  ])
})

describe('the version of a notice', () => {
  const edition = async (id: number) => (await office.as.workshop.production.read({ id })).edition

  it('rises with the first change after it was printed, and not again before the next print', async () => {
    const { id } = await released()
    await save(id, {}, { material: '橡木' })
    expect(await edition(id)).toBe(1)
    await office.as.workshop.production.markPrinted({ id })
    await save(id, {}, { material: '橡木' }) // nothing differs
    expect(await edition(id)).toBe(1)
    expect((await save(id, {}, { material: '白橡' })).edition).toBe(2)
    await save(id, {}, { material: '红橡' })
    expect(await edition(id)).toBe(2)
    expect(await textOf(id)).toContain('第 2 版')
    await office.as.workshop.production.markPrinted({ id })
    await save(id, { attention: '轻放' }, { material: '红橡' })
    expect(await edition(id)).toBe(3)
  })

  it('rises when a signed copy is out, and no change slip gives a number twice', async () => {
    const { id, order } = await released()
    const handed = { noticeId: id, copy: '生产', receiver: '吴工', receivedOn: '2026-11-22', edition: 1 }
    await office.as.clerk.production.handOut(handed)
    for (const material of ['橡木', '白橡']) {
      await office.as.workshop.production.markPrinted({ id })
      await save(id, {}, { material })
    }
    expect(await edition(id)).toBe(3)
    const { changeNotices } = await import('./change.ts')
    const line = { orderLineId: order.lineIds[0]!, before: 20_000, quantity: 20_000, productId: null, seen: true }
    const day = { dueBefore: '2026-12-15', dueOn: '2026-12-15' }
    await office.db.transaction().execute(async (db) => {
      const ctx = { db, record: () => undefined } as unknown as Parameters<typeof changeNotices>[0]
      const change = { orderId: order.id, edition: 2, slip: 'BG1', headSeen: false, moreAtOnce: false }
      await changeNotices(ctx, { ...change, lines: [{ ...line, ...day }] })
    })
    expect(await edition(id)).toBe(4)
  })
})

it('are the same on PostgreSQL', async () => {
  const answers = async () => {
    const product = await productId({ processNotes: '粘口 "15"' })
    const { id } = await released(product)
    await office.as.workshop.production.markPrinted({ id })
    await save(id, { marks: 'A' }, { material: '橡木' })
    const second = await released(product)
    const { number: _number, ...one } = await read(id)
    return [one, (await read(second.id)).lines.map(({ values }) => values)]
  }
  const onSqlite = await answers()
  await office.close()
  const asNumber = (text: string): number => Number(text)
  const postgres = new Kysely<Database>({
    dialect: new PGliteDialect({ pglite: new PGlite({ parsers: { 20: asNumber } }) }),
  })
  await migrate(postgres, 'postgres')
  office = await openOffice({ db: postgres })
  expect(await answers()).toEqual(onSqlite)
})

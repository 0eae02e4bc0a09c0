import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { customerColumns } from '../../shared/customerImport.ts'
import { customerFields, emptyCustomer, type CustomerField } from '../../shared/customers.ts'
import { productColumns, readPacks, readPackSize } from '../../shared/productImport.ts'
import type { ProductField } from '../../shared/products.ts'
import { findHeaderRow, matchColumns } from '../../shared/sheets.ts'
import { forkInNode } from '../sheets/forkInNode.ts'
import { parseOutside } from '../sheets/import.ts'
import { makeMasters } from '../testing/mainLine.ts'
import { openOffice, type TestOffice } from '../testing/office.ts'

let office: TestOffice
beforeEach(async () => {
  office = await openOffice()
})
afterEach(() => office.close())

const fileName = '客户.xlsx'
const addCustomer = (code: string, name: string, rest: Partial<typeof emptyCustomer> = {}) =>
  office.as.clerk.customers.save({ ...emptyCustomer, code, name, shortName: name.slice(0, 4), ...rest })

describe('columns', () => {
  it('are found by the headings of an office, wherever the heading row stands', () => {
    const rows = [
      ['禾杉家具客户一览表'],
      [],
      ['序号', '客户名称', '简称', '联系人', '联系电话', '结算方式', '信用额度(元)'],
    ]
    const aliases = customerColumns.flatMap((column) => column.aliases)
    const header = findHeaderRow(rows, aliases)
    expect(header).toBe(2)
    const found = matchColumns(rows[2]!, customerColumns).filter(({ column }) => column !== null)
    expect(Object.fromEntries(found.map(({ field, column }) => [field, column]))).toEqual({
      name: 1,
      shortName: 2,
      contact: 3,
      phone: 4,
      settlement: 5,
      creditLimit: 6,
    })
  })

  it('are found for products, packs and units per carton apart', () => {
    const found = matchColumns(['货号', '品名', '规格', '单位', '包数', '出厂价'], productColumns)
    expect(found.filter(({ column }) => column !== null).map(({ field }) => field)).toEqual([
      'code',
      'name',
      'spec',
      'unit',
      'packs',
      'listPrice',
    ])
  })

  it('read packs as offices write them', () => {
    const read = (typed: string) => readPacks(typed)
    expect([
      read('2'),
      read('6包'),
      read('1(2把/箱)'),
      read('1/2'),
      read('12个/箱'),
      read('两包'),
      read('1/0'),
    ]).toEqual([
      { packs: 2, packUnits: 1 },
      { packs: 6, packUnits: 1 },
      { packs: 1, packUnits: 2 },
      { packs: 1, packUnits: 2 },
      { packs: 1, packUnits: 12 },
      null,
      null,
    ])
  })
})

describe('pack sizes of products', () => {
  it('are read as offices write them, in cm, m or mm', () => {
    const size = { packLength: 62_000, packWidth: 42_000, packHeight: 35_500 }
    const good = ['62×42×35.5', '62*42*35.5cm', '62 x 42 X 35.5 CM', '0.62x0.42x0.355m', '620×420×355 毫米']
    expect(good.map(readPackSize)).toEqual(good.map(() => size))
    const bad = ['62×42', '62×42×', '62×0×35', '大箱', '62×42×35×1', '1e9×1×1', '.×.×.']
    expect(bad.map(readPackSize)).toEqual(bad.map(() => null))
  })

  it('come in with the list, in one column or three; what is no size is said', async () => {
    const found = matchColumns(['货号', '品名', '外箱尺寸', '毛重'], productColumns)
    expect(found.filter(({ column }) => column !== null).map(({ field }) => field)).toEqual([
      'code',
      'name',
      'packSize',
      'packWeight',
    ])
    const table = {
      fields: ['code', 'name', 'packSize', 'packWeight', 'packLength'] as ProductField[],
      rows: [
        ['TS-801', '餐桌', '120×80×12', '35.5kg', ''],
        ['TS-802', '餐椅', '大箱', '重', ''],
        ['TS-803', '茶几', '', '', '60cm'],
      ],
    }
    const { rows, counts } = await office.as.clerk.products.importPreview(table)
    expect(counts).toEqual({ added: 2, changed: 0, same: 0, wrong: 1 })
    expect(rows[1]!.problems.map(({ sentence }) => sentence)).toEqual([
      '“大箱”不是尺寸,写成 62×42×35(厘米)',
      '“重”不是数量',
    ])
    const good = { ...table, rows: [table.rows[0]!] }
    await office.as.clerk.products.import({
      ...good,
      fileName: '产品.xlsx',
      expected: { added: 1, changed: 0 },
    })
    const [made] = (await office.as.clerk.products.list({})).rows
    const product = await office.as.clerk.products.read({ id: made!.id })
    expect(product).toMatchObject({ packLength: 120_000, packWidth: 80_000, packHeight: 12_000, packWeight: 35_500 })
    // a change is shown in cm, not in thousandths
    const again = { ...good, rows: [['TS-801', '餐桌', '120×80×15', '35.5', '']] }
    expect((await office.as.clerk.products.importPreview(again)).rows[0]!.changes).toEqual([
      { field: 'packHeight', from: '12', to: '15' },
    ])
  })
})

describe('customers from a sheet', () => {
  it('gives every row its verdict and writes nothing before it is told to', async () => {
    await addCustomer('K001', '永兴家居有限公司', { phone: '139 0000 0001' })
    await addCustomer('K002', '重庆长乐家具商场')
    const fields: CustomerField[] = ['code', 'name', 'phone', 'settlement', 'creditLimit', 'grade']
    const rows = [
      ['K001', '永兴家居有限公司', '139 2333 0001', '', '', ''],
      ['', '重庆长乐家具商场', '', '', '', ''],
      ['', '单氏家私有限公司', '0571-8605 0005', '月结60天', '50,000', 'A级'],
      ['', '', '0571', '', '', ''],
      ['K009', '宏达办公', '', '看心情', '五万', 'S'],
      ['', '单氏家私有限公司', '', '', '', ''],
      ['K001', '别家', '', '', '', ''],
    ]
    const { rows: verdicts, counts } = await office.as.clerk.customers.importPreview({ fields, rows })
    expect(counts).toEqual({ added: 1, changed: 1, same: 1, wrong: 4 })
    expect(verdicts.map(({ verdict }) => verdict)).toEqual([
      'change',
      'same',
      'new',
      'wrong',
      'wrong',
      'wrong',
      'wrong',
    ])
    expect(verdicts[0]!.changes).toEqual([{ field: 'phone', from: '139 0000 0001', to: '139 2333 0001' }])
    expect(verdicts[4]!.problems).toEqual([
      { field: 'grade', sentence: '“S”不是等级,填 A、B 或 C' },
      { field: 'settlement', sentence: '看不懂“看心情”,填 月结、订金+余款、款到发货 或 货到付款' },
      { field: 'creditLimit', sentence: '“五万”不是金额' },
    ])
    expect(verdicts[5]!.problems).toEqual([{ field: 'name', sentence: '“单氏家私有限公司”和序号 3 重复' }])
    expect(verdicts[6]!.problems[0]!.sentence).toBe('“K001”和序号 1 重复')
    expect((await office.as.clerk.customers.list({})).total).toBe(2)
  })

  it('lets a list trust a customer more than before only where a manager imports it', async () => {
    const card = await addCustomer('K001', '永兴家居有限公司', { settlement: 'deposit', creditLimitFen: 5_000_000 })
    const table = {
      fields: ['name', 'settlement', 'creditLimit'] as CustomerField[],
      rows: [['永兴家居有限公司', '月结60天', '900,000']],
    }
    const { rows, counts } = await office.as.clerk.customers.importPreview(table)
    expect(counts).toEqual({ added: 0, changed: 0, same: 0, wrong: 1 })
    expect(rows[0]!.problems[0]!.sentence).toContain('要经理来改')
    await office.as.clerk.customers.import({ ...table, fileName, expected: { added: 0, changed: 0 } })
    expect(await office.as.clerk.customers.read({ id: card.id })).toEqual(card)
    await office.as.manager.customers.import({ ...table, fileName, expected: { added: 0, changed: 1 } })
    expect(await office.as.clerk.customers.read({ id: card.id })).toMatchObject({ settlement: 'monthly', termDays: 60 })
  })

  it('adds and changes in one command, leaves blank cells alone and finds the new ones in the box', async () => {
    const before = await addCustomer('K001', '永兴家居有限公司', {
      contact: '王老板',
      phone: '1',
      grade: 'A',
    })
    const counts = await office.as.clerk.customers.import({
      fileName,
      fields: ['name', 'contact', 'phone', 'settlement', 'creditLimit'],
      rows: [
        ['永兴家居有限公司', '', '139 2333 7788', '', ''],
        ['重庆长乐家具商场', '刘小姐', '023-6780 0003', '月结 45 天', '120000.5'],
        ['', '', '', '', '多少'],
      ],
      expected: { added: 1, changed: 1 },
    })
    expect(counts).toEqual({ added: 1, changed: 1, same: 0, wrong: 1 })
    expect(await office.as.clerk.customers.read({ id: before.id })).toEqual({
      ...before,
      phone: '139 2333 7788',
      version: before.version + 1,
    })
    const [found] = await office.as.clerk.search.find({ typed: 'cqcl' })
    expect(await office.as.clerk.customers.read({ id: found!.id })).toMatchObject({
      code: 'K002',
      shortName: '重庆长乐家具商场',
      initials: 'cqcljjsc',
      settlement: 'monthly',
      termDays: 45,
      creditLimitFen: 12_000_050,
    })
    expect(await office.as.clerk.search.find({ typed: '7788' })).toMatchObject([{ id: before.id }])
    const entry = await office.db
      .selectFrom('audit')
      .selectAll()
      .where('action', '=', 'customers.import')
      .executeTakeFirst()
    expect(entry?.after).toContain('重庆长乐家具商场')
  })

  it('refuses to write when the facts changed after the preview', async () => {
    const table = { fields: ['name'] as CustomerField[], rows: [['永兴家居有限公司']] }
    const { counts } = await office.as.clerk.customers.importPreview(table)
    await addCustomer('K7', '永兴家居有限公司')
    await expect(
      office.as.clerk.customers.import({ ...table, fileName, expected: { added: counts.added, changed: 0 } }),
    ).rejects.toMatchObject({ code: 'imports.factsChanged' })
    expect((await office.as.clerk.customers.list({})).total).toBe(1)
  })

  it('tells when a name already belongs to another code', async () => {
    await addCustomer('K001', '永兴家居有限公司')
    await addCustomer('K002', '宏达办公家具行')
    const { rows } = await office.as.clerk.customers.importPreview({
      fields: ['code', 'name'],
      rows: [['K001', '宏达办公家具行']],
    })
    expect(rows[0]!.problems).toEqual([{ field: 'name', sentence: '“宏达办公家具行”已经是编号 K002 的客户' }])
  })

  it('reads a GBK text file as the old programs write it', async () => {
    // 客户名称,联系人,电话 / 永兴家居有限公司,王老板,13923330001 in GBK
    const gbk = Buffer.from(
      'bfcdbba7c3fbb3c62cc1aacfb5c8cb2cb5e7bbb00d0ad3c0d0cbbcd2bed3d3d0cfdeb9abcbbe2ccdf5c0cfb0e52c3133393233333330303031 0d0a'.replaceAll(
        ' ',
        '',
      ),
      'hex',
    )
    const { sheets } = await parseOutside(forkInNode, new Uint8Array(gbk), '客户.csv')
    const rows = sheets[0]!.rows.map((row) => row.map((cell) => String(cell ?? '')))
    const matches = matchColumns(rows[0]!, customerColumns).filter(({ column }) => column !== null)
    const counts = await office.as.clerk.customers.import({
      fileName: '客户.csv',
      fields: matches.map(({ field }) => field),
      rows: rows.slice(1).map((row) => matches.map(({ column }) => row[column!] ?? '')),
    })
    expect(counts.added).toBe(1)
    expect(await office.as.clerk.customers.list({})).toMatchObject({
      rows: [{ name: '永兴家居有限公司', contact: '王老板', phone: '13923330001', initials: 'yxjj' }],
    })
  })

  it('is for the office alone', async () => {
    for (const role of ['cashier', 'warehouse', 'workshop'] as const)
      await expect(
        office.as[role].customers.import({ fileName, fields: ['name'], rows: [['永兴']] }),
      ).rejects.toMatchObject({ code: 'app.notAllowed' })
  })
})

describe('products from a sheet', () => {
  it('adds and changes by code and leaves units and route alone', async () => {
    const { products } = await makeMasters(office)
    const table = await office.as.clerk.products.read({ id: products['TS-801']! })
    await office.as.clerk.products.save({ ...table, units: [{ unit: '套', factor: 4000 }] })
    const counts = await office.as.clerk.products.import({
      fileName: '产品.xlsx',
      fields: ['code', 'name', 'unit', 'packs', 'listPrice', 'colours'],
      rows: [
        ['TS-801', '', '', '', '1250', ''],
        ['ＴＳ－６２０', '床', '张', '3', '1680.00000000001', '胡桃、原木'],
        ['TS-812', '餐椅', '把', '1(2把/箱)', '238', ''],
        ['TS-905', '', '', '很多', '贵', ''],
        ['', '没货号', '', '', '', ''],
        ['TS-620', '床', '', '', '', ''],
      ],
    })
    expect(counts).toEqual({ added: 1, changed: 1, same: 1, wrong: 3 })
    expect(await office.as.clerk.products.read({ id: products['TS-801']! })).toMatchObject({
      name: '餐桌',
      listPriceMicros: 1_250_000_000,
      units: [{ unit: '套', factor: 4000 }],
    })
    const [bed] = await office.as.clerk.products.find({ typed: 'ts620' })
    expect(bed).toMatchObject({
      code: 'TS-620',
      colours: '胡桃/原木',
      packs: 3,
      listPriceMicros: 1_680_000_000,
    })
  })

  it('shows no price to a role that may not see it', async () => {
    const { products } = await makeMasters(office)
    expect(await office.as.workshop.products.read({ id: products['TS-801']! })).toMatchObject({
      listPriceMicros: 0,
      floorPriceMicros: 0,
    })
    expect((await office.as.warehouse.products.list({})).rows.every((row) => row.listPriceMicros === 0)).toBe(true)
  })
})

describe('agreed prices from a sheet', () => {
  it('finds customer and product, adds and changes, and tells what it cannot find', async () => {
    const masters = await makeMasters(office)
    await addCustomer('K002', '长乐贸易有限公司', { shortName: '长乐' })
    await addCustomer('K003', '长乐家居有限公司', { shortName: '长乐' })
    const productId = masters.products['TS-812']!
    await office.as.manager.prices.save({
      id: null,
      customerId: masters.customerId,
      productId,
      minQuantity: 0,
      priceMicros: 228_000_000,
      validFrom: '2026-11-22',
      remark: '年度',
      version: 0,
    })
    const table = {
      fields: ['customer', 'code', 'price', 'minQuantity', 'validFrom'] as ('customer' | 'code' | 'price')[],
      rows: [
        ['永兴家居', 'TS-812', '225', '', ''],
        ['K001', 'TS-801', '1,150元', '10', '2026-12-01'],
        ['长乐', 'TS-801', '1150', '', ''],
        ['没有的', 'XX', '-5', '', ''],
        ['K001', 'TS-801', '1100', '10', '12-1'],
      ],
    }
    const preview = await office.as.manager.prices.importPreview(table as never)
    expect(preview.rows.map(({ verdict, problems }) => [verdict, problems.map(({ sentence }) => sentence)])).toEqual([
      ['change', []],
      ['new', []],
      ['wrong', ['有几家客户简称都是“长乐”,请写编号或全称']],
      ['wrong', ['没有客户“没有的”,请先导入客户', '没有货号“XX”,请先导入产品', '“-5”不是价格']],
      ['wrong', ['客户、货号、日期、起订量和序号 2 一样']],
    ])
    await office.as.manager.prices.import({ ...table, fileName: '价格.xlsx' } as never)
    const { rows } = await office.as.manager.prices.list({ customerId: masters.customerId })
    expect(rows.map(({ code, priceMicros, minQuantity, remark }) => [code, priceMicros, minQuantity, remark])).toEqual([
      ['TS-801', 1_150_000_000, 10_000, ''],
      ['TS-812', 225_000_000, 0, '年度'],
    ])
    const offer = (quantity: number) =>
      office.as.clerk.prices.offer({ customerId: masters.customerId, productId, quantity, on: '2026-12-05' })
    expect(await offer(1000)).toMatchObject({ priceMicros: 225_000_000, source: 'agreed' })
  })
})

describe('2,000 rows', () => {
  it('go in with one command and few statements', async () => {
    const rows = Array.from({ length: 2000 }, (_, index) => [
      `C${index}`,
      `客户第${index}号家具有限公司`,
      `客户${index}`,
      `139${String(index).padStart(8, '0')}`,
      '月结30天',
    ])
    const fields: CustomerField[] = ['code', 'name', 'shortName', 'phone', 'settlement']
    expect(await office.as.clerk.customers.import({ fileName, fields, rows })).toMatchObject({ added: 2000 })
    expect(await office.as.clerk.customers.import({ fileName, fields, rows })).toMatchObject({ same: 2000 })
    const moved = rows.map((row) => row.with(3, `${row[3]}0`))
    expect(await office.as.clerk.customers.import({ fileName, fields, rows: moved })).toMatchObject({
      changed: 2000,
    })
    expect(await office.as.clerk.search.find({ typed: '1390000199900' })).toHaveLength(0)
    expect(await office.as.clerk.search.find({ typed: '139000019990' })).toMatchObject([{ title: '客户1999' }])
    expect(customerFields).toHaveLength(26)
  })
})

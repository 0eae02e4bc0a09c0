import type { Kysely } from 'kysely'
import type { Database } from '../../electron/db/schema.ts'
import { setManySearchTerms } from '../../electron/db/search.ts'
import { initialsOf } from '../../electron/pinyin.ts'
import type { Insert } from './inserting.ts'

export interface BenchCustomer {
  id: number
  settlement: 'monthly' | 'deposit' | 'cash' | 'prepaid'
}
export interface BenchProduct {
  id: number
  code: string
  name: string
  spec: string
  priceMicros: number
  packs: number
}
export interface Masters {
  customers: BenchCustomer[]
  products: BenchProduct[]
  processes: { id: number; name: string; workshop: string }[]
}

const first = [
  '永兴',
  '金源',
  '恒达',
  '宏图',
  '万家',
  '福临',
  '顺和',
  '华美',
  '百顺',
  '鼎盛',
  '瑞丰',
  '东方',
  '南方',
  '长城',
  '新世纪',
  '佳和',
  '雅居',
  '美林',
  '天成',
  '正大',
]
const second = ['家居', '家私', '家具', '办公', '木业', '酒店用品', '装饰', '软装', '商贸', '实业']
const towns = ['佛山', '东莞', '中山', '深圳', '广州', '惠州', '江门', '珠海', '肇庆', '清远']
const goods = [
  '餐桌',
  '餐椅',
  '茶几',
  '电视柜',
  '四门衣柜',
  '双人床',
  '床头柜',
  '书桌',
  '书柜',
  '鞋柜',
  '沙发',
  '妆台',
  '屏风',
  '办公桌',
  '班台',
  '文件柜',
]
const settlements = ['monthly', 'monthly', 'deposit', 'cash', 'monthly', 'prepaid', 'deposit', 'monthly'] as const

const writeCustomers = (
  insert: Insert,
): { customers: BenchCustomer[]; terms: Parameters<typeof setManySearchTerms>[2] } => {
  const customers: BenchCustomer[] = []
  const terms: Parameters<typeof setManySearchTerms>[2][number][] = []
  for (let index = 0; index < 400; index++) {
    const shortName = `${first[index % 20]}${second[Math.trunc(index / 20) % 10]}`
    const town = towns[Math.trunc(index / 200) * 5 + (index % 5)]!
    const name = `${town}市${shortName}有限公司`
    const code = `K${String(index + 1).padStart(4, '0')}`
    const phone = `139 ${String(2000 + index)} ${String((index * 7919) % 10_000).padStart(4, '0')}`
    const settlement = index === 0 ? 'monthly' : settlements[index % 8]!
    const initials = initialsOf(shortName)
    const id = insert('customers', {
      code,
      name,
      shortName,
      statementName: name,
      initials,
      grade: 'A',
      contact: '王老板',
      phone,
      fax: '0757-8321 0002',
      address: `${town}市工业路 ${index + 1} 号`,
      region: town,
      settlement,
      depositBasisPoints: settlement === 'deposit' ? 3000 : 0,
      termDays: 30,
      creditLimitFen: 50_000_000,
      cutoffDay: 0,
      taxNumber: '',
      taxBank: '',
      blacklistNote: '',
      remark: '',
      active: 1,
      version: 1,
    })
    customers.push({ id, settlement })
    terms.push({
      rowId: id,
      customerId: id,
      fresh: true,
      terms: { exact: [code, initials], anywhere: [name, shortName, phone] },
    })
  }
  return { customers, terms }
}

const writeProducts = (
  insert: Insert,
): { products: BenchProduct[]; terms: Parameters<typeof setManySearchTerms>[2] } => {
  const products: BenchProduct[] = []
  const terms: Parameters<typeof setManySearchTerms>[2][number][] = []
  for (let index = 0; index < 2000; index++) {
    const code = `TS-${String(index + 1).padStart(4, '0')}`
    const name = goods[index % goods.length]!
    const spec = `${800 + (index % 40) * 25}×${400 + (index % 9) * 50}×750`
    const priceMicros = (120 + ((index * 37) % 3000)) * 1_000_000
    const packs = 1 + (index % 3)
    const initials = initialsOf(name)
    const id = insert('products', {
      code,
      name,
      spec,
      initials,
      series: `系列${index % 12}`,
      colours: '胡桃/原木',
      unit: '件',
      packs,
      packUnits: 1,
      listPriceMicros: priceMicros,
      floorPriceMicros: Math.trunc(priceMicros * 0.8),
      leadDays: 15,
      sellingPoints: '',
      processNotes: '',
      active: 1,
      version: 1,
    })
    products.push({ id, code, name, spec, priceMicros, packs })
    terms.push({ rowId: id, customerId: null, fresh: true, terms: { exact: [code, initials], anywhere: [name] } })
  }
  return { products, terms }
}

/** 400 customers with agreed prices and 2,000 products. */
export const writeMasters = async (db: Kysely<Database>, insert: Insert): Promise<Masters> =>
  db.transaction().execute(async (tx) => {
    const { customers, terms } = writeCustomers(insert)
    const { products, terms: productTerms } = writeProducts(insert)
    for (const customer of customers)
      for (let each = 0; each < 20; each++) {
        const product = products[(customer.id * 31 + each * 97) % products.length]!
        insert('customerPrices', {
          customerId: customer.id,
          productId: product.id,
          minQuantity: 0,
          priceMicros: Math.trunc(product.priceMicros * 0.95),
          validFrom: '2026-01-01',
          remark: '',
          version: 1,
        })
      }
    await setManySearchTerms({ db: tx }, 'customer', terms)
    await setManySearchTerms({ db: tx }, 'product', productTerms)
    const processes = await tx
      .selectFrom('processes')
      .select(['id', 'name', 'workshop'])
      .where('active', '=', 1)
      .orderBy('sequence')
      .execute()
    return { customers, products, processes }
  })

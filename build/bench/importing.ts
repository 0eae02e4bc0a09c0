import type { Row } from './rows.ts'
import { columnsOf, insertText } from './rows.ts'
import { contest, figureOf, type Figure } from './measure.ts'
import type { BenchOffice } from './office.ts'

/** 2,000 products from a customer's price list, all new. */
const fields = ['code', 'name', 'spec', 'unit', 'packs', 'packUnits', 'colours', 'series', 'listPrice'] as const
const goods = ['餐桌', '餐椅', '茶几', '电视柜', '四门衣柜', '双人床', '床头柜', '书桌']

export const productTable = (round: number, rows = 2000) => ({
  fields: [...fields],
  rows: Array.from({ length: rows }, (_, index) => [
    `IM${round}-${String(index).padStart(4, '0')}`,
    goods[index % goods.length]!,
    `${800 + (index % 40) * 25}×${400 + (index % 9) * 50}×750`,
    '件',
    '1',
    '1',
    '胡桃/原木',
    `系列${index % 12}`,
    `${120 + (index % 900)}.50`,
  ]),
})
export const importInput = (round: number) => ({ ...productTable(round), fileName: '价目表.xlsx', expected: null })

/** The same rows, their search terms, the audit row and the reply, in one transaction of prepared statements. */
const bareImport = (office: BenchOffice, like: string): ((round: number) => void) => {
  const { bare } = office
  const products = bare.prepare(`select * from "products" where "code" like ? order by "id"`).all(`${like}-%`) as Row[]
  const termsOf = bare.prepare(`select * from "searchTerms" where "kind" = 'product' and "rowId" = ?`)
  const terms = products.map(({ id }) => termsOf.all(id) as Row[])
  const insertProduct = bare.prepare(insertText('products', products[0]!))
  const insertTerm = bare.prepare(
    'insert into "searchTerms" ("kind", "term", "rowId", "customerId") values (?, ?, ?, ?)',
  )
  const audit = bare.prepare('select * from "audit" order by "seq" desc limit 1').get() as Row
  const request = bare.prepare('select * from "requests" order by rowid desc limit 1').get() as Row
  const insertAudit = bare.prepare(insertText('audit', audit))
  const insertRequest = bare.prepare(insertText('requests', request))
  const write = bare.transaction((round: number) => {
    for (const [index, product] of products.entries()) {
      const code = String(product['code']).replace(like, `ZZ${round}`)
      const { lastInsertRowid: id } = insertProduct.run(
        columnsOf(product).map((column) => (column === 'code' ? code : product[column])),
      )
      for (const { kind, term } of terms[index]!)
        insertTerm.run(kind, String(term).replace(like.toLowerCase(), `zz${round}`), id, null)
    }
    insertAudit.run(columnsOf(audit).map((column) => audit[column]))
    insertRequest.run(
      columnsOf(request).map((column) => (column === 'requestId' ? `zz-import-${round}` : request[column])),
    )
  })
  return (round) => write.immediate(round)
}

export const import2000 = async (office: BenchOffice): Promise<Figure> => {
  const counts = await office.call('products.import', importInput(1000))
  if ((counts as { added: number }).added !== 2000) throw new Error(`the import added ${JSON.stringify(counts)}`)
  const baseline = bareImport(office, 'IM1000')
  return figureOf(
    'import-2000-rows',
    office.dataset,
    5,
    await contest({
      ours: (round) => office.call('products.import', importInput(round)),
      baseline,
      rounds: 12,
      warmUp: 3,
    }),
  )
}

import type { Selectable } from 'kysely'
import type { ProductsTable } from '../../db/schemaMasters.ts'
import type { SearchTerms } from '../../db/search.ts'
import { pinyinOf } from '../../pinyin.ts'

/** What a product is found by: the start of its initials and reading, any part of its code and name. */
export const productTerms = (row: Pick<Selectable<ProductsTable>, 'initials' | 'code' | 'name'>): SearchTerms => ({
  exact: [row.initials, pinyinOf(row.name)],
  anywhere: [row.code, row.name],
})

import type { Selectable } from 'kysely'
import type { CustomersTable } from '../../db/schemaMasters.ts'
import type { SearchTerms } from '../../db/search.ts'
import { initialsOf, pinyinOf } from '../../pinyin.ts'

type Named = Pick<Selectable<CustomersTable>, 'initials' | 'code' | 'shortName' | 'name' | 'contact' | 'phone' | 'fax'>

/** What a customer is found by: 重庆长乐 by cqcl, cl, chongqing, its names, its people, any end of its numbers. */
export const customerTerms = (row: Named): SearchTerms => ({
  exact: [row.code, pinyinOf(row.shortName), initialsOf(row.name)],
  anywhere: [row.initials, row.name, row.shortName, row.contact, row.phone, row.fax],
})

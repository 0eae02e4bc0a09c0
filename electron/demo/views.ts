import { orderColumns, viewColumnsOf } from '../../shared/orderListColumns.ts'
import type { Person } from './story.ts'

/** What a merchandiser looks at each morning, kept under a name: due soon, and where the money is awaited. */
export const keepViews = async (merchandiser: Person): Promise<void> => {
  const keep = (name: string, filter: object, more: string[], less: string[] = []) =>
    merchandiser.views.save({
      list: 'orders',
      name,
      columns: viewColumnsOf(orderColumns).map((column) => ({
        ...column,
        shown: (column.shown || more.includes(column.key)) && !['customerPo', ...less].includes(column.key),
      })),
      filter: JSON.stringify(filter),
      version: 0,
    })
  await keep('三天内要交', { shown: 'open', due: 'soon' }, ['process', 'left'])
  await keep(
    '催订金',
    { shown: 'toDeposit' },
    ['deposit', 'depositLeft', 'unpaid'],
    ['quantity', 'packs', 'merchandiser'],
  )
}

import type { Trade } from '../../shared/settings.ts'
import type { Person } from './story.ts'

/** What customers of each trade ask of their note: no price for who delivers it, sizes or packs in columns of their own. */
const wishes: Record<Trade, { name: string; hidden: string[]; more: string[] }[]> = {
  furniture: [
    { name: '不印价', hidden: ['price', 'amount'], more: [] },
    { name: '长宽高分栏', hidden: ['description'], more: ['goods', 'length', 'width', 'thick'] },
  ],
  printing: [{ name: '不印价', hidden: ['price', 'amount'], more: ['packed'] }],
  garment: [{ name: '不印价', hidden: ['price', 'amount'], more: ['packed'] }],
  hardware: [{ name: '件数分栏', hidden: [], more: ['packed'] }],
}

/** A few customers whose delivery notes are printed in a layout of their own. */
export const leaveLayouts = async (manager: Person, trade: Trade): Promise<void> => {
  const { rows } = await manager.customers.list({ limit: 10 })
  for (const [index, { name, hidden, more }] of wishes[trade].entries()) {
    const customer = rows[index + 1]
    if (!customer) continue
    const whose = { paper: 'deliveryNote', customerId: customer.id } as const
    const { content } = await manager.layouts.read(whose)
    const columns = content.columns.map((column) => ({
      ...column,
      shown: more.includes(column.key) || (column.shown && !hidden.includes(column.key)),
    }))
    await manager.layouts.save({ ...whose, name, content: { ...content, columns }, version: 0 })
  }
  await leaveStatementWishes(manager, trade, rows)
}

/** The boards' trade wants its own names, item codes and sizes; the others a row for each note; all what is owed at the foot. */
const leaveStatementWishes = async (
  manager: Person,
  trade: Trade,
  customers: readonly { id: number }[],
): Promise<void> => {
  const [first] = customers
  if (!first) return
  const whose = { paper: 'statement', customerId: first.id } as const
  const { content } = await manager.layouts.read(whose)
  const boards = trade === 'furniture'
  const names: Record<string, string> = boards
    ? { date: '送货日期', document: '出仓单号', po: '采购单号', description: '货品名称' }
    : {}
  const more = boards ? ['po', 'code', 'length', 'width', 'thick', 'invoiced'] : ['invoiced']
  await manager.layouts.save({
    ...whose,
    name: boards ? '板材对账单' : '一张单一行',
    content: {
      ...content,
      form: { ...content.form, kind: 'a4across' },
      columns: content.columns.map((column) => ({
        ...column,
        label: names[column.key] ?? '',
        shown: column.shown || more.includes(column.key),
      })),
      statement: { grouping: boards ? 'line' : 'note', arrears: true, lock: false },
    },
    version: 0,
  })
}

import { plusDays } from '../../shared/dates.ts'
import type { Stage } from './story.ts'

/** Notes that were not signed are chased: a customer who named a day, and a driver who was asked for his. */
const chase = async ({ as, today }: Stage): Promise<void> => {
  const { rows } = await as.merchandiser.signBacks.list({ kind: 'delivery', limit: 50 })
  const late = rows.filter(({ overdueDays }) => overdueDays > 0)
  const [first, second] = late
  if (first) {
    const once = await as.merchandiser.signBacks.chase({
      id: first.id,
      version: first.version,
      spokenTo: '仓库小张',
      answer: '单在老板抽屉里,老板出差',
      nextOn: null,
    })
    await as.clerk.signBacks.chase({
      id: first.id,
      version: once.version,
      spokenTo: '财务王小姐',
      answer: '找到了,明天传真过来',
      nextOn: plusDays(today, 1),
    })
  }
  if (second)
    await as.clerk.signBacks.chase({
      id: second.id,
      version: second.version,
      spokenTo: second.driver || '司机',
      answer: '下次送货带回来',
      nextOn: null,
    })
}

const handOver = async ({ as, today }: Stage, codNoteId: number, driver: string) => {
  const entries = await as.clerk.cod.onDriver({ driver })
  const own = entries.filter((entry) => entry.codNoteId === codNoteId)
  const entryIds = own.map(({ id }) => id)
  return as.clerk.cod.handOver({ driver, entryIds, handedOn: today, remark: '' })
}

/** Drivers on the road: one has still to collect, one came back short, one has money with him, one hand-over waits for its count. */
const collect = async (stage: Stage): Promise<void> => {
  const { as, today } = stage
  const { rows } = await as.clerk.cod.notes({ show: 'toCollect', limit: 20 })
  for (const [index, note] of rows.slice(0, 3).entries()) {
    const short = index === 0 ? 20_000 : 0
    const driver = note.driver || '老何'
    await as.clerk.cod.collect({
      id: note.id,
      version: note.version,
      driver,
      collectedFen: note.openFen - short,
      method: index === 1 ? 'wechat' : 'cash',
      collectedOn: today,
      reason: short > 0 ? '客户说包装破了,少付两百' : '',
    })
    if (index === 1) continue
    const handover = await handOver(stage, note.id, driver)
    if (index === 0)
      await as.cashier.cod.count({
        id: handover.id,
        version: handover.version,
        countedFen: handover.collectedFen,
        slipNumber: '',
        lines: handover.lines.map((line) => ({ lineId: line.id, handedFen: line.collectedFen, reason: '' })),
      })
  }
}

/** The box of the month before last is tied up, with one order lent; that of last month is being filled. */
const file = async ({ as, today }: Stage): Promise<void> => {
  const before = plusDays(`${today.slice(0, 7)}-01`, -1).slice(0, 7)
  const months = [plusDays(`${before}-01`, -1).slice(0, 7), before]
  for (const [index, month] of months.entries()) {
    const { rows } = await as.merchandiser.archive.waiting({ month, limit: 200 })
    if (rows.length === 0) continue
    const box = await as.merchandiser.archive.open({
      month,
      workshop: '',
      box: `${month.slice(2).replace('-', '')}-01`,
      place: '二楼档案室 3 号柜',
      remark: '',
    })
    const complete = rows.filter(({ missing }) => missing.length === 0)
    const chosen = (complete.length > 0 ? complete : rows).slice(0, index === 0 ? 200 : 3)
    const put = await as.merchandiser.archive.putIn({
      id: box.id,
      version: box.version,
      orderIds: chosen.map(({ orderId }) => orderId),
    })
    if (index === 1) continue
    await as.merchandiser.archive.close({ id: box.id, version: put.version })
    const [item] = (await as.merchandiser.archive.items({ batchId: box.id })).rows
    if (item)
      await as.clerk.archive.lend({
        itemId: item.id,
        borrower: '周强',
        papers: '送货单回签联',
        purpose: '客户年终对账',
        lentOn: today,
        dueOn: plusDays(today, 5),
      })
  }
}

/** Papers of today: notes that are chased, cash of drivers, boxes of the archive. */
export const leavePapers = async (stage: Stage): Promise<void> => {
  await chase(stage)
  await collect(stage)
  await file(stage)
}

import type { TestOffice } from './office.ts'
import { makeOrder, type OrderWanted } from './checkedOrder.ts'

/** What tests of the workshop do again and again, bound to one office. */
export const workshopOf = (office: TestOffice) => {
  const operationsOf = (noticeLineId: number) =>
    office.db
      .selectFrom('operations')
      .selectAll()
      .where('noticeLineId', '=', noticeLineId)
      .orderBy('sequence')
      .execute()

  /** An order released to the workshop, and the ids of the operations of its first line. */
  const inWork = async (wanted: OrderWanted = {}) => {
    const order = await makeOrder(office, wanted)
    const { id } = await office.as.merchandiser.production.release({ orderId: order.id })
    const { noticeLines } = await office.as.merchandiser.production.read({ id })
    return {
      order,
      noticeId: id,
      lineId: noticeLines[0]!.id,
      ids: noticeLines[0]!.operations.map((operation) => operation.id),
    }
  }

  const row = (
    operationId: number,
    pieces: number,
    rest: Partial<{
      bad: number
      rework: number
      scrap: number
      causeCode: 'plan' | 'machine' | 'material' | 'earlier' | null
      causeSub: string
      causeNote: string
      machine: string
      hours: number
      people: number
    }> = {},
  ) => ({
    operationId,
    good: pieces * 1000,
    bad: 0,
    rework: 0,
    scrap: 0,
    hours: 0,
    people: 0,
    causeCode: null,
    causeNote: '',
    ...rest,
  })

  const report = (reportedOn: string, ...rows: ReturnType<typeof row>[]) =>
    office.as.workshop.operations.report({ reportedOn, workshop: '木工车间', rows })

  /** Removes all but the first processes of the trade, so that a test can walk a short route. */
  const keepProcesses = async (names: string[]): Promise<void> => {
    await office.db.updateTable('processes').set({ active: 0 }).where('name', 'not in', names).execute()
  }
  return { operationsOf, inWork, row, report, keepProcesses }
}

import { type Figure, figureOf, contest } from './measure.ts'
import { benchToday } from './dataset.ts'
import type { BenchOffice } from './office.ts'
import { bareStatement } from './writing.ts'

const month = benchToday.slice(0, 7)
const most = 200
/** The customer the bare rows go to: none of the run, so that its own statements stay the last. */
const notAmongThem = 290

interface Made {
  id: number | null
}

/** The run of a month over 200 customers, each its own transaction, against the same reads and rows by the bare driver. */
export const statements200 = async (office: BenchOffice): Promise<Figure> => {
  const waiting = (await office.call('statements.toMake', { month })) as { id: number }[]
  let made: number[] = []
  const run = async (customers: readonly number[]): Promise<number[]> => {
    const ids: number[] = []
    for (const customerId of customers) {
      const { id } = (await office.call('statements.makeNext', { customerId, month })) as Made
      if (id !== null) ids.push(id)
    }
    return ids
  }
  const undo = async (): Promise<void> => {
    for (const id of made) {
      const { version } = (await office.call('statements.read', { id })) as { version: number }
      await office.call('statements.void', { id, version, reason: '重做' })
    }
  }
  const customers = waiting.slice(0, most).map(({ id }) => id)
  made = await run(customers)
  const whose = new Map<number, number>()
  for (const id of made) {
    const { customerId } = (await office.call('statements.read', { id })) as { customerId: number }
    whose.set(customerId, id)
  }
  const bare = [...whose].map(([customerId, id]) => bareStatement(office, id, customerId, notAmongThem))
  await undo()
  const times = await contest({
    ours: async () => {
      made = await run([...whose.keys()])
    },
    baseline: () => {
      for (const one of bare) one()
    },
    rounds: 5,
    after: undo,
  })
  return figureOf('statements-200-customers', `${office.dataset}, ${whose.size} statements`, 3, times)
}

import { plusDays } from '../../shared/dates.ts'
import type { Stage } from './story.ts'

/** The workshop says when the finished goods of an order leave. */
const answer = async ({ as, today }: Stage, orderId: number, way: 'deliver' | 'freight'): Promise<void> => {
  const { lines, version } = await as.merchandiser.shipments.ask({ orderId })
  const asked = lines.filter(({ uncovered }) => uncovered > 0)
  if (asked.length === 0) return
  await as.merchandiser.shipments.answer({
    orderId,
    version,
    askedWhom: '吴工',
    shipOn: plusDays(today, 2),
    way,
    transport: way === 'freight' ? 'truck' : 'none',
    arrangedBy: way === 'freight' ? '周强' : '',
    note: way === 'freight' ? '中铁物流,下午 4 点前到' : '',
    lines: asked.map(({ noticeLineId, uncovered }) => ({ noticeLineId, quantity: uncovered, readyOn: today })),
  })
}

/** Goods of an order are put into the store: all of each line, but two pieces less of the last one. */
const putIn = async ({ as, today }: Stage, orderId: number, place: string): Promise<void> => {
  const { rows } = await as.warehouse.shipments.store({ orderId })
  for (const [index, row] of rows.entries()) {
    const short = index === rows.length - 1 && row.waiting > 4000 ? 2000 : 0
    if (row.waiting <= short) continue
    await as.warehouse.shipments.putIn({
      noticeLineId: row.noticeLineId,
      quantity: row.waiting - short,
      // what stays behind leaves its packs behind
      packs: Math.ceil(((row.waitingPacks ?? 0) * (row.waiting - short)) / row.waiting),
      countedBy: '老周',
      enteredOn: today,
      place,
      explanation: short > 0 ? '两件挑出返修' : '',
    })
  }
}

/** Work on the order that is nearest its end goes on, so that the question for its ship day stands on 今日. */
const nearlyDone = async ({ as, today }: Stage): Promise<void> => {
  const { rows } = await as.workshop.operations.board({ limit: 200 })
  const left = (row: (typeof rows)[number]): number => row.steps.filter(({ remaining }) => remaining > 0).length
  const row = rows
    .filter((each) => left(each) > 1 && left(each) <= 3 && !each.missingCause)
    .toSorted((one, other) => left(one) - left(other))[0]
  if (!row) return
  for (const step of row.steps.filter(({ remaining }) => remaining > 0).slice(0, -1))
    await as.workshop.operations.report({
      reportedOn: today,
      workshop: step.workshop,
      rows: [
        {
          operationId: step.operationId,
          good: step.remaining,
          bad: 0,
          hours: 7000,
          people: 4,
          causeCode: today > step.plannedFinish ? 'earlier' : null,
          causeNote: '',
        },
      ],
    })
}

/** Goods several customers wait for are split: as proposed, but one piece that somebody needs for a show room. */
const split = async ({ as, today }: Stage): Promise<void> => {
  const untilOn = plusDays(today, 14)
  const [goods] = (await as.merchandiser.allocations.goods({ untilOn })).rows
  if (!goods) return
  const { code, name, colour, unit } = goods
  const { available, lines } = await as.merchandiser.allocations.propose({ code, name, colour, unit, untilOn })
  const from = lines.findLast(({ proposed }) => proposed > 1000)
  const to = lines.find(({ proposed, wanted }) => proposed === 0 && wanted > 0)
  await as.merchandiser.allocations.save({
    code,
    name,
    colour,
    unit,
    untilOn,
    available,
    remark: '',
    lines: lines.map((line) => {
      const moved = !from || !to ? 0 : line === from ? -1000 : line === to ? 1000 : 0
      return {
        orderLineId: line.orderLineId,
        quantity: line.proposed + moved,
        reason: moved < 0 ? '让一件给样板间' : moved > 0 ? '客户样板间急用一件' : '',
        restOn: line.restOn,
      }
    }),
  })
}

/** The store and the shipping plan of today: goods that wait to leave, a customer to tell, a ship day to ask for, a shortage. */
export const leaveShipments = async (stage: Stage): Promise<void> => {
  const { as, today } = stage
  const { rows } = await as.merchandiser.orders.list({ states: ['toDeliver'], limit: 2 })
  const [first, second] = rows
  if (first) {
    await putIn(stage, first.id, 'A 区 3 排')
    await answer(stage, first.id, 'deliver')
    await as.merchandiser.shipments.tell({
      orderId: first.id,
      whom: (await as.merchandiser.shipments.tellFacts({ orderId: first.id })).contact || first.customerName,
      channel: 'phone',
      way: 'deliver',
      shipOn: plusDays(today, 2),
      words: '货做好了,后天送到,请准备收货。',
    })
  }
  if (second) {
    await answer(stage, second.id, 'freight')
    await putIn(stage, second.id, 'B 区 1 排')
  }
  await nearlyDone(stage)
  await split(stage)
}

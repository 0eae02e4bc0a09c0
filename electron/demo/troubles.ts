import { plusDays } from '../../shared/dates.ts'
import type { BoardStep, CauseCode } from '../../shared/operations.ts'
import type { Stage } from './story.ts'

/** Why a process of the demo was late, as its report says it. */
export interface DemoCause {
  causeCode: CauseCode
  causeSub: string
  causeNote: string
}

type Slip = Pick<DemoCause, 'causeCode' | 'causeSub'> & { what: string; solution: string }

/** Opens an 异常单 of a late process and has it cleared the next day. */
export const standStill = async (
  { as, on, today }: Stage,
  step: BoardStep,
  { causeCode, causeSub, causeNote }: DemoCause,
): Promise<void> => {
  const owner = (await as.workshop.users.me({})).person!
  const slip = await as.workshop.exceptions.open({
    operationId: step.operationId,
    causeCode,
    causeSub,
    what: causeNote,
    solution: '先做别的单,到了马上接着做',
    sinceOn: today,
    ownerId: owner.id,
    clearOn: plusDays(today, 1),
    clearTime: '12:00',
  })
  const next = plusDays(today, 1)
  on(next, async () => {
    await as.merchandiser.exceptions.clear({
      id: slip.id,
      version: slip.version,
      clearedOn: next,
      clearedTime: '10:30',
      how: '供应商补齐,已上线',
      stopHours: 4500,
      stopPeople: 3,
      costFen: 54_000,
    })
  })
}

/** Two slips are open today: one overdue and carried up, one in time. */
const leaveOpen = async ({ as, today }: Stage): Promise<void> => {
  const { rows } = await as.merchandiser.operations.board({ limit: 200 })
  const open = rows.flatMap((row) => row.steps.filter(({ finishedOn }) => finishedOn === null).slice(0, 1))
  const [first, second] = open
  const [workshop, merchandiser] = [
    (await as.workshop.users.me({})).person!,
    (await as.merchandiser.users.me({})).person!,
  ]
  const put = (step: BoardStep, slip: Slip, ownerId: number, sinceOn: string, clearOn: string, clearTime: string) =>
    as.merchandiser.exceptions.open({ ...slip, operationId: step.operationId, ownerId, sinceOn, clearOn, clearTime })
  if (first) {
    const broken = {
      causeCode: 'machine',
      causeSub: '2b',
      what: '夹具断,定位不准,这批停下来',
      solution: '外面借一副,夹具厂赶做',
    } as const
    const slip = await put(first, broken, workshop.id, plusDays(today, -2), plusDays(today, -1), '17:00')
    await as.merchandiser.exceptions.escalate({
      id: slip.id,
      version: slip.version,
      level: 'manager',
      name: '赵经理',
      words: '后天交货,请帮忙催夹具厂',
    })
  }
  if (second) {
    const waiting = {
      causeCode: 'material',
      causeSub: '3a',
      what: '料只到一半,等料',
      solution: '供应商答应明天上午送到',
    } as const
    await put(second, waiting, merchandiser.id, today, plusDays(today, 1), '10:00')
  }
}

const learnt = [
  { wrong: '辅料下单晚了三天,停工等料', better: '接单当天就下辅料,开工前查到货' },
  { wrong: '设备坏了没有备件', better: '开工前一天试机,常备易损件' },
  { wrong: '夹具旧了,返工一批', better: '开工先试两件,量过再批量做' },
]

/** What was learnt of the orders that were late: three lessons, the others had nothing to note; two are still asked. */
const noteLessons = async ({ as }: Stage): Promise<void> => {
  const { rows } = await as.merchandiser.today.list({ limit: 200 })
  const due = rows.filter(({ kind }) => kind === 'lessonDue').slice(2)
  for (const [index, { id: orderId }] of due.entries()) {
    const words = learnt[index]
    const [product] = (await as.merchandiser.lessons.facts({ orderId })).products
    if (words)
      await as.merchandiser.lessons.save({
        id: null,
        version: 0,
        orderId,
        productId: product?.productId ?? null,
        ...words,
      })
    else await as.merchandiser.lessons.nothing({ orderId })
  }
}

export const leaveTroubles = async (stage: Stage): Promise<void> => {
  await leaveOpen(stage)
  await noteLessons(stage)
}

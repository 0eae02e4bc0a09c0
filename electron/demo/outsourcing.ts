import { plusDays } from '../../shared/dates.ts'
import type { BoardRow, BoardStep } from '../../shared/operations.ts'
import { emptyFactory, type FactoryDraft } from '../../shared/outsideFactories.ts'
import type { Slip } from '../../shared/outsourcing.ts'
import type { Stage } from './story.ts'

type Factory = Pick<FactoryDraft, 'name' | 'shortName' | 'contact' | 'phone' | 'address' | 'remark'> & {
  processes: string[]
  yuan: number
}

/** Invented factories around the office, whatever its trade; each does some of its processes. */
const factories: Factory[] = [
  {
    name: '佛山市顺达电镀有限公司',
    shortName: '顺达电镀',
    contact: '张师傅',
    phone: '138 2555 0101',
    address: '佛山市顺德区伦教电镀城 6 栋',
    remark: '盐雾 48 小时稳,旺季常晚一两天',
    processes: ['电镀', '打磨抛光', '底漆', '面漆'],
    yuan: 1.8,
  },
  {
    name: '乐从兴隆木器加工厂',
    shortName: '兴隆木器',
    contact: '梁老板',
    phone: '135 9001 0202',
    address: '佛山市顺德区乐从镇沙滘工业区',
    remark: '木工细,数量要当面点清',
    processes: ['白茬', '开料', '打磨', '机加', '冲压', '模切'],
    yuan: 36,
  },
  {
    name: '彩艺印绣花厂',
    shortName: '彩艺印绣',
    contact: '罗小姐',
    phone: '136 7002 0303',
    address: '东莞市大朗镇毛织路 88 号',
    remark: '',
    processes: ['绣印花', '绣花', '印花', '裁剪', '缝制', '后道', '整烫'],
    yuan: 2.2,
  },
  {
    name: '恒丰表面加工部',
    shortName: '恒丰表面',
    contact: '陈主管',
    phone: '137 2003 0404',
    address: '佛山市南海区里水镇和顺大道 15 号',
    remark: '过胶、UV 当天可取',
    processes: ['表面处理', '粘盒', '组装', '包装', '印刷', '验布'],
    yuan: 0.12,
  },
]

interface Waiting {
  row: BoardRow
  step: BoardStep
  passedOn: string
}

/** Processes that wait for their work: the one before is done, nothing of them is; those done outside first. */
const waitingSteps = (rows: readonly BoardRow[]): Waiting[] =>
  rows
    .flatMap((row) => row.steps.map((step, index) => ({ row, step, passedOn: row.steps[index - 1]?.finishedOn ?? '' })))
    .filter(({ step, passedOn }) => passedOn !== '' && step.good === 0 && step.lateDays === 0 && step.at === null)
    .toSorted((one, other) => {
      const outside = Number(other.step.outside) - Number(one.step.outside)
      return outside || (one.passedOn < other.passedOn ? -1 : one.passedOn > other.passedOn ? 1 : 0)
    })

const keepFactories = async ({ as }: Stage): Promise<Map<string, { id: number; factory: Factory }>> => {
  const processes = await as.merchandiser.settings.processes({})
  const byProcess = new Map<string, { id: number; factory: Factory }>()
  for (const factory of factories) {
    const does = processes.filter(({ name }) => factory.processes.includes(name))
    if (does.length === 0) continue
    const { processes: _does, yuan: _yuan, ...card } = factory
    const { id } = await as.merchandiser.outsourcing.saveFactory({
      ...emptyFactory,
      ...card,
      processIds: does.map((process) => process.id),
    })
    for (const { name } of does) byProcess.set(name, { id, factory })
  }
  return byProcess
}

const send = (
  { as }: Stage,
  { id, factory }: { id: number; factory: Factory },
  { step }: Waiting,
  sentOn: string,
  wantedOn: string,
): Promise<Slip> =>
  as.merchandiser.outsourcing.save({
    id: null,
    factoryId: id,
    contact: factory.contact,
    phone: factory.phone,
    sentOn,
    packing: '原箱去,原箱回',
    enclosures: '样板 1 件',
    requirement: '按样板做,颜色不能有差;不良当天告知',
    remark: '',
    lines: [
      {
        operationId: step.operationId,
        quantity: step.quantity,
        wantedOn,
        priceMicros: Math.round(factory.yuan * 1_000_000),
        requirement: '',
      },
    ],
    version: 0,
  })

const sign = async ({ as }: Stage, slip: Slip, back: boolean): Promise<void> => {
  const sent = await as.merchandiser.signBacks.markSent({
    kind: 'outsourcing',
    documentId: slip.id,
    sentTo: slip.contact,
  })
  if (back)
    await as.merchandiser.signBacks.markReturned({
      id: sent.id,
      version: sent.version,
      result: 'same',
      difference: '',
      differenceFen: null,
      copy: null,
    })
}

/** Pieces that came back: all but `missing` (thousandths), one in fifty a reject to be done again. */
const comeBack = async (stage: Stage, slip: Slip, missing: number, late: boolean): Promise<void> => {
  const line = slip.lines[0]!
  const back = Math.floor((line.quantity - missing) / 1000) * 1000
  const bad = Math.min(back, Math.max(1000, Math.floor(back / 50_000) * 1000))
  await stage.as.warehouse.outsourcing.back({
    id: slip.id,
    version: slip.version,
    returnedOn: stage.today,
    rows: [
      {
        lineId: line.id,
        good: back - bad,
        bad,
        rework: bad,
        scrap: 0,
        undone: 0,
        causeCode: late ? 'earlier' : null,
        note: late ? '前道交来晚,排不上' : '',
      },
    ],
  })
}

/** What is at factories today: one back in time, one late and partly back (⑥), one due today, one just sent. */
export const leaveOutside = async (stage: Stage): Promise<void> => {
  const { as, today } = stage
  const byProcess = await keepFactories(stage)
  const { rows } = await as.workshop.operations.board({ limit: 200 })
  const waiting = waitingSteps(rows).filter(({ step }) => byProcess.has(step.processName))
  const [late, back, due, fresh] = waiting
  const at = ({ step }: Waiting) => byProcess.get(step.processName)!
  if (late) {
    // wanted back before today, on the day after it went at the soonest
    const wanted = plusDays(today, -1) < late.passedOn ? late.passedOn : plusDays(today, -1)
    const slip = await send(stage, at(late), late, late.passedOn, wanted)
    await sign(stage, slip, true)
    await comeBack(stage, slip, Math.ceil(late.step.quantity / 3000) * 1000, true)
    await as.merchandiser.outsourcing.answer({
      lineIds: [slip.lines[0]!.id],
      spokenTo: slip.contact,
      words: '剩下的今晚做完,明天上午送到',
      promisedOn: plusDays(today, 1),
    })
  }
  if (back) {
    const slip = await send(stage, at(back), back, back.passedOn, today)
    await sign(stage, slip, true)
    await comeBack(stage, slip, 0, false)
  }
  if (due) await sign(stage, await send(stage, at(due), due, due.passedOn, today), true)
  if (fresh) await sign(stage, await send(stage, at(fresh), fresh, today, plusDays(today, 4)), false)
}

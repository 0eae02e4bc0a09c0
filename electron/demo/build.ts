import { dateOf, plusDays } from '../../shared/dates.ts'
import type { Role } from '../../shared/permissions.ts'
import type { Trade } from '../../shared/settings.ts'
import { type AppParts, createApp } from '../app.ts'
import { clientOf } from '../client.ts'
import { leaveChanges } from './changes.ts'
import { invoiceStatement, leaveInvoiceData } from './invoices.ts'
import { leaveLayouts } from './layouts.ts'
import { callForMoney, leaveBank, openBooks } from './money.ts'
import { leaveMaterials } from './materials.ts'
import { demoPassword, demoPeople, demoTrades } from './masters.ts'
import type { DemoProduct, DemoTrade } from './masters/parts.ts'
import { leaveOutside } from './outsourcing.ts'
import { complaintsOfDay, leaveComplaint } from './complaints.ts'
import { leavePapers } from './papers.ts'
import { leavePlan } from './plan.ts'
import { quoteCustomers } from './quotations.ts'
import { inspectGoods } from './quality.ts'
import { leaveRegister } from './register.ts'
import { leaveShipments } from './shipments.ts'
import { type Goods, type Person, type Plot, playOrder, type Stage } from './story.ts'
import { leaveTroubles } from './troubles.ts'
import { leaveTrucks } from './trucks.ts'
import { handOverMonth } from './monthEnd.ts'
import { keepViews } from './views.ts'

export type Progress = (done: number, of: number, words: string) => void

/** Dice that fall the same every time (mulberry32): the demo office is always the same office. */
const dice = (seed: number): (() => number) => {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

interface Office {
  as: Record<Role, Person>
  setDay(day: string): void
}

const afterMinutes = (start: Date, minutes: number): Date => new Date(start.getTime() + Math.min(minutes, 500) * 60_000)

/** Today nothing is entered later than now: from half past eight, or an hour before now, ever nearer to it. */
const untilNow = (end: Date, calls: number): Date => {
  const day = dateOf(end)
  const morning = new Date(`${day}T08:30:00`).getTime()
  const start = Math.max(new Date(`${day}T00:00:00`).getTime(), Math.min(morning, end.getTime() - 3_600_000))
  return new Date(Math.trunc(end.getTime() - (end.getTime() - start) * Math.exp(-calls / 300)))
}

const openOffice = async (
  parts: Omit<AppParts, 'clock'>,
  { company, trade }: DemoTrade,
  firstDay: string,
  end: Date,
): Promise<Office> => {
  let now = new Date(`${firstDay}T08:30:00`)
  let calls = 0
  // each call is a minute later, so that the day reads like a day
  const clock = (): Date => (dateOf(now) === dateOf(end) ? untilNow(end, calls++) : afterMinutes(now, calls++))
  const app = createApp({ ...parts, clock })
  const nobody = clientOf(app, null)
  const owner = await nobody.users.createOwner({ name: '何老板', password: demoPassword, language: 'zh-CN' })
  const as = { owner: clientOf(app, owner.person!.id) } as Record<Role, Person>
  await as.owner.settings.saveCompany({ company, version: 0 })
  await as.owner.settings.chooseTrade({ trade })
  const { office, versions } = await as.owner.settings.read({})
  await as.owner.settings.saveOffice({
    office: { ...office, signInNote: `演示办公室:每个人的密码都是 ${demoPassword}` },
    version: versions.office,
  })
  for (const { name, role } of demoPeople) {
    const { id } = await as.owner.users.save({
      id: null,
      name,
      role,
      language: 'zh-CN',
      active: true,
      password: demoPassword,
      version: 0,
    })
    as[role] = clientOf(app, id)
  }
  return {
    as,
    setDay: (day) => {
      now = new Date(`${day}T08:30:00`)
      calls = 0
    },
  }
}

/** The processes this factory has beyond its trade's usual ones, each after the one it comes after. */
const addProcesses = async ({ as }: Office, { processes }: DemoTrade): Promise<void> => {
  const { settings } = as.owner
  for (const { name, after, days, workshop } of processes) {
    const known = await settings.processes({})
    const place = known.find((process) => process.name === after)!.sequence
    for (const process of known.filter(({ sequence }) => sequence > place).toReversed())
      await settings.saveProcess({ ...process, sequence: process.sequence + 1 })
    await settings.saveProcess({
      id: null,
      name,
      sequence: place + 1,
      standardDays: days,
      dailyCapacity: 0,
      workshop,
      active: true,
      version: 0,
    })
  }
}

const addGoods = async ({ as }: Office, products: readonly DemoProduct[]): Promise<Goods[]> => {
  const processes = new Map((await as.owner.settings.processes({})).map(({ name, id }) => [name, id]))
  const goods: Goods[] = []
  for (const { card, route, ...rest } of products) {
    const steps = route.map(({ process, days, outside, units, minutes }) => ({
      processId: processes.get(process)!,
      standardDays: days,
      outside,
      unitsPerPiece: units * 1000,
      standardMinutes: minutes * 1000,
    }))
    goods.push({ ...rest, product: await as.merchandiser.products.save({ ...card, route: steps }) })
  }
  return goods
}

/** What is ordered of a product: one colour, or two where it comes in sizes. */
const linesOf = (stage: Stage, goods: Goods, free: boolean): Plot['lines'] => {
  const { lot, ratio, product } = goods
  const quantity = stage.between(lot.least, lot.most) * lot.of
  const colours = product.colours.split('/')
  const first = stage.pick(colours)
  const chosen = ratio.length === 0 ? [first] : [first, colours[(colours.indexOf(first) + 1) % colours.length]!]
  return chosen.map((colour, index) => ({ goods, quantity, colour, free: free && index === 0 }))
}

/** The orders of one day: a customer, some lines, and what goes wrong with it. */
const plotOf = (
  stage: Stage,
  { most, dueDays: [soonest, latest] }: DemoTrade,
  customers: readonly Plot['customer'][],
  goods: readonly Goods[],
  index: number,
): Plot => {
  const each = Array.from({ length: stage.between(1, most) }, (_, line) => {
    const ordered = goods[(index * 3 + line * 2 + stage.between(0, 1)) % goods.length]!
    return [ordered.product.id, linesOf(stage, ordered, index === 7 && line === 0)] as const
  })
  const dueOn = plusDays(stage.today, stage.between(soonest, latest))
  return {
    customer: customers[index % customers.length]!,
    lines: [...new Map(each).values()].flat(),
    dueOn,
    // of twelve orders one is a rush, one is changed while it is made, one note stays unsigned; every seventh is late
    rush: index % 12 === 6,
    late: index % 7 === 3 ? stage.between(1, 3) : 0,
    changed: index % 12 === 4,
    unsigned: index % 12 === 9,
    stop: null,
    codKept: false,
  }
}

const payMonthly = async ({ as, today }: Stage): Promise<void> => {
  const { rows } = await as.cashier.statements.accounts({
    month: plusDays(`${today.slice(0, 7)}-01`, -1).slice(0, 7),
    limit: 200,
  })
  for (const { customerId, closingFen } of rows) {
    const customer = await as.cashier.customers.read({ id: customerId })
    if (customer.settlement !== 'monthly' || closingFen <= 0) continue
    const entered = await as.clerk.receipts.enter({
      customerId,
      receivedOn: today,
      kind: 'monthly',
      method: 'bank',
      payer: '',
      slipNumber: '',
      amountFen: closingFen,
      remark: '',
      allocations: 'oldest',
    })
    await as.cashier.receipts.confirm({
      id: entered.id,
      version: entered.version,
      slipNumber: `工行 ${today.slice(5).replace('-', '')}${String(entered.id).padStart(3, '0')}`,
    })
  }
}

const makeStatements = async (stage: Stage): Promise<void> => {
  const { as, today, chance } = stage
  const { ids } = await as.merchandiser.statements.makeAll({
    month: plusDays(`${today.slice(0, 7)}-01`, -1).slice(0, 7),
  })
  for (const id of ids) {
    const statement = await as.merchandiser.statements.read({ id })
    const sent = await as.merchandiser.signBacks.markSent({
      kind: 'statement',
      documentId: id,
      sentTo: statement.customer,
    })
    // a customer of the old books alone has nothing new to look at
    if (statement.lines.length > 0 && !chance(0.7)) continue
    await as.merchandiser.signBacks.markReturned({
      id: sent.id,
      version: sent.version,
      result: 'same',
      difference: '',
      differenceFen: null,
      copy: null,
    })
    await invoiceStatement(stage, statement)
  }
}

/** Orders paid on delivery whose drivers have not handed the money in yet. */
const keptCash = [16, 19, 26, 29]

/** What is left undone for today: the last orders wait, the one before them can be released, two lie late without a cause, drivers kept their money. */
const plant = (plot: Plot, index: number, orders: number, causeless: readonly number[]): Plot => {
  const left = orders - index
  const stop =
    left <= 2
      ? 'check'
      : left === 3
        ? 'release'
        : left <= 6 && plot.customer.settlement === 'deposit'
          ? 'deposit'
          : causeless.includes(index)
            ? 'cause'
            : null
  return { ...plot, stop, changed: plot.changed && stop === null, codKept: keptCash.includes(index) }
}

/** Messages and promises of today, and a fax that has no order yet. */
const leaveToday = async ({ as, today, words }: Stage, userId: number, customerId: number): Promise<void> => {
  await as.clerk.messages.leave({
    forUserId: userId,
    ...words.message,
    customerId: null,
  })
  await as.merchandiser.messages.promise({
    customerId,
    orderId: null,
    promisedOn: plusDays(today, 1),
    words: '上午送到',
  })
  await as.clerk.inbox.note({ number: words.faxNumber, pages: 2, on: today, customerId: null })
}

const orderCount = 48
const days = 92

type Acts = Map<string, (() => Promise<void>)[]>

const stageOf = (
  as: Office['as'],
  { words }: DemoTrade,
  first: string,
  last: string,
  plan: Acts,
  me: number,
): Stage => {
  const roll = dice(20_261_122)
  let serial = 99
  return {
    as,
    today: first,
    last,
    words,
    merchandiserId: me,
    on: (day, act) => void plan.set(day, [...(plan.get(day) ?? []), act]),
    chance: (share) => roll() < share,
    pick: (from) => from[Math.floor(roll() * from.length)]!,
    between: (least, most) => least + Math.floor(roll() * (most - least + 1)),
    // 000106 is missing: a form was spoilt and nobody wrote it down
    nextSerial: () => {
      serial += serial === 105 ? 2 : 1
      return `No.${String(serial).padStart(6, '0')}`
    },
  }
}

/**
 * Builds the demo office of a trade in an empty one, by commands alone, over the last three months, with its planted
 * faults (sample-data.md). Gives how many orders it has and what they come to, in fen.
 */
export const buildDemo = async (
  parts: Omit<AppParts, 'clock'>,
  progress: Progress,
  now = new Date(),
  trade: Trade = 'furniture',
): Promise<{ orders: number; totalFen: number }> => {
  const demo = demoTrades[trade]
  const last = dateOf(now)
  const first = plusDays(last, -days)
  const office = await openOffice(parts, demo, first, now)
  const { as, setDay } = office
  const me = (await as.merchandiser.users.me({})).person!
  await addProcesses(office, demo)
  const goods = await addGoods(office, demo.products)
  const customers: Plot['customer'][] = []
  for (const [index, customer] of demo.customers.entries())
    customers.push(
      await as.merchandiser.customers.save({ ...customer, salesperson: index % 3 === 2 ? '林芳' : '周强' }),
    )
  await as.merchandiser.prices.save({
    id: null,
    customerId: customers[1]!.id,
    productId: goods[1]!.product.id,
    minQuantity: 0,
    priceMicros: Math.round(demo.agreedYuan * 1_000_000),
    validFrom: first,
    remark: '年度协议',
    version: 0,
  })
  const plan: Acts = new Map()
  const stage = stageOf(as, demo, first, last, plan, me.id)
  let index = 0
  setDay(first)
  const owing = await openBooks(stage)
  stage.on(plusDays(last, -6), () => callForMoney(stage, owing))
  for (let day = 0; day <= days; day++) {
    stage.today = plusDays(first, day)
    setDay(stage.today)
    progress(day, days, stage.today)
    if (stage.today.endsWith('-02')) await makeStatements(stage)
    if (stage.today.endsWith('-06')) await handOverMonth(stage)
    if (stage.today.endsWith('-10')) await payMonthly(stage)
    for (let acts = plan.get(stage.today); acts && acts.length > 0;) await acts.shift()!()
    await complaintsOfDay(stage, trade, days - day)
    while (index < Math.floor(((day + 1) * orderCount) / (days + 1))) {
      const plot = plotOf(stage, demo, customers, goods, index)
      await playOrder(stage, plant(plot, index, orderCount, demo.causeless), stage.today)
      index += 1
    }
  }
  await leaveInvoiceData(stage)
  await leaveChanges(stage)
  await leaveMaterials(
    stage,
    goods.map(({ product }) => product),
  )
  await leavePlan(stage)
  await quoteCustomers(stage, customers, goods)
  await leaveShipments(stage)
  await leaveTrucks(stage)
  await leaveRegister(stage, customers[1]!.shortName)
  await inspectGoods(stage)
  await leaveTroubles(stage)
  await leaveOutside(stage)
  await leavePapers(stage)
  await leaveBank(stage)
  await leaveComplaint(stage, trade)
  await leaveToday(stage, me.id, customers[0]!.id)
  await keepViews(as.merchandiser)
  await leaveLayouts(as.manager, trade)
  const { totalFen } = await parts.db
    .selectFrom('orders')
    .select(({ fn }) => fn.sum('totalFen').as('totalFen'))
    .executeTakeFirstOrThrow()
  return { orders: index, totalFen: Number(totalFen) }
}

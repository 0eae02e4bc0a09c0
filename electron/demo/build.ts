import { dateOf, plusDays } from '../../shared/dates.ts'
import type { Role } from '../../shared/permissions.ts'
import { type AppParts, createApp } from '../app.ts'
import { clientOf } from '../client.ts'
import { leaveChanges } from './changes.ts'
import { demoCompany, demoCustomers, demoPassword, demoPeople, demoProducts } from './masters.ts'
import { leaveOutside } from './outsourcing.ts'
import { quoteCustomers } from './quotations.ts'
import { type Person, type Plot, playOrder, type Stage } from './story.ts'
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

const openOffice = async (parts: Omit<AppParts, 'clock'>, firstDay: string): Promise<Office> => {
  let now = new Date(`${firstDay}T08:30:00`)
  let calls = 0
  // each call is a minute later, so that the day reads like a day
  const clock = (): Date => new Date(now.getTime() + Math.min(calls++, 500) * 60_000)
  const app = createApp({ ...parts, clock })
  const nobody = clientOf(app, null)
  const owner = await nobody.users.createOwner({ name: '何老板', password: demoPassword, language: 'zh-CN' })
  const as = { owner: clientOf(app, owner.person!.id) } as Record<Role, Person>
  await as.owner.settings.saveCompany({ company: demoCompany, version: 0 })
  await as.owner.settings.chooseTrade({ trade: 'furniture' })
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

/** The orders of one day: a customer, one to four lines, and what goes wrong with it. */
const plotsOf = (
  stage: Stage,
  customers: Plot['customer'][],
  products: Plot['lines'][number]['product'][],
  index: number,
): Plot => {
  const customer = customers[index % customers.length]!
  const lines = Array.from({ length: stage.between(1, 4) }, (_, line) => {
    const product = products[(index * 3 + line * 2 + stage.between(0, 1)) % products.length]!
    return {
      product,
      quantity: stage.between(2, 10) * product.packUnits,
      colour: stage.pick(product.colours.split('/')),
      free: index === 7 && line === 0,
    }
  })
  const each = [...new Map(lines.map((line) => [line.product.id, line])).values()]
  return {
    customer,
    lines: each,
    dueOn: plusDays(stage.today, stage.between(22, 32)),
    rush: stage.chance(0.08),
    late: stage.chance(0.15) ? stage.between(1, 3) : 0,
    stop: null,
    unsigned: stage.chance(0.08),
    // the red serial number 0106 is missing: a form was spoilt and nobody wrote it down
    serial: `No.${String(100 + index + (index >= 6 ? 1 : 0)).padStart(6, '0')}`,
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

const makeStatements = async ({ as, today, chance }: Stage): Promise<void> => {
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
    if (!chance(0.7)) continue
    await as.merchandiser.signBacks.markReturned({
      id: sent.id,
      version: sent.version,
      result: 'same',
      difference: '',
      differenceFen: null,
      copy: null,
    })
  }
}

const plant = (plot: Plot, index: number, orders: number, settlement: string): Plot => {
  const left = orders - index
  if (left <= 2) return { ...plot, stop: 'check' }
  if (left <= 6 && settlement === 'deposit') return { ...plot, stop: 'deposit' }
  return plot
}

/** Messages and promises of today, and a fax that has no order yet. */
const leaveToday = async ({ as, today }: Stage, userId: number, customerId: number): Promise<void> => {
  await as.clerk.messages.leave({
    forUserId: userId,
    name: '刘小姐',
    factory: '重庆长乐',
    phone: '023-6780 0003',
    matter: '问床头柜什么时候能发',
    customerId: null,
  })
  await as.merchandiser.messages.promise({
    customerId,
    orderId: null,
    promisedOn: plusDays(today, 1),
    words: '上午送到',
  })
  await as.clerk.inbox.note({ number: '0757-8321 0099', pages: 2, on: today, customerId: null })
}

const orderCount = 48
const days = 92

/**
 * Builds the demo office in an empty one, by commands alone, over the last three months, with its planted faults
 * (sample-data.md). Gives how many orders it has and what they come to, in fen.
 */
export const buildDemo = async (
  parts: Omit<AppParts, 'clock'>,
  progress: Progress,
  now = new Date(),
): Promise<{ orders: number; totalFen: number }> => {
  const last = dateOf(now)
  const first = plusDays(last, -days)
  const { as, setDay } = await openOffice(parts, first)
  const me = (await as.merchandiser.users.me({})).person!
  const products = []
  for (const product of demoProducts) products.push(await as.merchandiser.products.save(product))
  const customers: Plot['customer'][] = []
  for (const customer of demoCustomers) customers.push(await as.merchandiser.customers.save(customer))
  await as.merchandiser.prices.save({
    id: null,
    customerId: customers[1]!.id,
    productId: products[1]!.id,
    minQuantity: 0,
    priceMicros: 228_000_000,
    validFrom: first,
    remark: '年度协议',
    version: 0,
  })
  const roll = dice(20_261_122)
  const plan = new Map<string, (() => Promise<void>)[]>()
  const stage: Stage = {
    as,
    today: first,
    last,
    merchandiserId: me.id,
    on: (day, act) => void plan.set(day, [...(plan.get(day) ?? []), act]),
    chance: (share) => roll() < share,
    pick: (from) => from[Math.floor(roll() * from.length)]!,
    between: (least, most) => least + Math.floor(roll() * (most - least + 1)),
  }
  let index = 0
  for (let day = 0; day <= days; day++) {
    stage.today = plusDays(first, day)
    setDay(stage.today)
    progress(day, days, stage.today)
    if (stage.today.endsWith('-02')) await makeStatements(stage)
    if (stage.today.endsWith('-10')) await payMonthly(stage)
    for (let acts = plan.get(stage.today); acts && acts.length > 0;) await acts.shift()!()
    while (index < Math.floor(((day + 1) * orderCount) / (days + 1))) {
      const plot = plant(
        plotsOf(stage, customers, products, index),
        index,
        orderCount,
        customers[index % customers.length]!.settlement,
      )
      // the second cash order from the end: its driver has not handed the money in; two orders late without a cause
      const kept = {
        ...plot,
        codKept: index === 26,
        stop: plot.stop ?? (index === 36 || index === 38 ? ('cause' as const) : null),
      }
      await playOrder(stage, kept, stage.today)
      index += 1
    }
  }
  await leaveChanges(stage)
  await leaveOutside(stage)
  await quoteCustomers(stage, customers, products)
  await leaveToday(stage, me.id, customers[0]!.id)
  await keepViews(as.merchandiser)
  const { totalFen } = await parts.db
    .selectFrom('orders')
    .select(({ fn }) => fn.sum('totalFen').as('totalFen'))
    .executeTakeFirstOrThrow()
  return { orders: index, totalFen: Number(totalFen) }
}

import type { contracts } from '../../shared/contracts.ts'
import type { Client } from '../../shared/contract.ts'
import { plusDays } from '../../shared/dates.ts'
import type { OrderDraft } from '../../shared/orders.ts'
import type { Role } from '../../shared/permissions.ts'
import type { Product } from '../../shared/products.ts'
import { standStill } from './troubles.ts'
import type { Customer } from '../../shared/customers.ts'
import { type SizeQuantity, writeSizeRun } from '../../shared/sizeRuns.ts'
import { changeOrder } from './changes.ts'
import type { DemoProduct, DemoWords } from './masters/parts.ts'
import { furnishNotice } from './notices.ts'

export type Person = Client<typeof contracts>

/** What the story of one order needs: the people, a list of coming days, and dice that always fall the same. */
export interface Stage {
  as: Record<Role, Person>
  on(day: string, act: () => Promise<void>): void
  today: string
  last: string
  words: DemoWords
  /** 李敏 follows every order. */
  merchandiserId: number
  chance(share: number): boolean
  pick<T>(from: readonly T[]): T
  between(least: number, most: number): number
  /** The red number of the next delivery form. */
  nextSerial(): string
}

/** A product as it was saved, and how it is ordered. */
export interface Goods extends Omit<DemoProduct, 'card' | 'route'> {
  product: Product
}

/** How one order goes: what is planted in it for the checks to find (sample-data.md, Common). */
export interface Plot {
  customer: Customer
  lines: { goods: Goods; quantity: number; colour: string; free: boolean }[]
  dueOn: string
  rush: boolean
  /** Days late from the process on that falls behind, with a cause; 0 = on time. */
  late: number
  /** Left where it is: not called back, no deposit, nothing in the way but nobody released it, a late process without a cause. */
  stop: 'check' | 'deposit' | 'release' | 'cause' | null
  /** The customer changes something while it is made. */
  changed: boolean
  unsigned: boolean
  codKept: boolean
}

/** What a quantity costs by the card: its highest break reached, else the list price. */
export const priceOf = ({ listPriceMicros, breaks }: Product, quantity: number): number =>
  breaks.findLast(({ minQuantity }) => minQuantity <= quantity * 1000)?.priceMicros ?? listPriceMicros

/** The sizes a quantity comes in, by the ratio of a set. */
const runOf = ({ product, ratio }: Goods, quantity: number): SizeQuantity[] => {
  const set = ratio.reduce((sum, each) => sum + each, 0)
  const sizes = product.sizes.split('/')
  return ratio.map((each, index) => ({ size: sizes[index]!, quantity: (quantity / set) * each * 1000 }))
}

const lineOf = (
  { goods, quantity, colour, free }: Plot['lines'][number],
  dueOn: string,
): OrderDraft['lines'][number] => {
  const { product, material, materialOf } = goods
  return {
    id: null,
    productId: product.id,
    code: product.code,
    name: product.name,
    spec: writeSizeRun(product.spec, runOf(goods, quantity)),
    colour,
    material: materialOf?.[colour] ?? material,
    unit: product.unit,
    quantity: quantity * 1000,
    packs: Math.ceil((quantity * product.packs) / product.packUnits),
    priceMicros: free ? 0 : priceOf(product, quantity),
    typedSide: 'price',
    amountFen: 0,
    dueOn,
    customerPo: '',
    newVersion: false,
    quotation: '',
    picture: '',
    remark: free ? '样品,不收费' : '',
  }
}

const draftOf = async (stage: Stage, plot: Plot): Promise<OrderDraft> => {
  const { as } = stage
  const { customerName: _name, ...head } = await as.clerk.orders.newDraft({ customerId: plot.customer.id })
  const phone = plot.customer.fax || plot.customer.phone
  return {
    ...head,
    customerId: plot.customer.id,
    id: null,
    version: 0,
    source: 'fax',
    dueOn: plot.dueOn,
    rush: plot.rush,
    rushReason: plot.rush ? stage.words.rush : '',
    salesperson: plot.customer.salesperson,
    merchandiserId: stage.merchandiserId,
    proof: { number: phone, pages: 1, on: head.orderedOn },
    lines: plot.lines.map((line) => lineOf(line, plot.dueOn)),
  }
}

const check = async ({ as }: Stage, orderId: number, customer: Customer): Promise<void> => {
  const order = await as.merchandiser.orders.read({ id: orderId })
  await as.merchandiser.checks.start({
    orderId,
    spokenTo: customer.contact,
    phone: customer.phone,
    salespersonTold: true,
  })
  await as.merchandiser.checks.markLines({ orderLineIds: order.lines.map(({ id }) => id) })
  await as.merchandiser.checks.finish({
    orderId,
    version: (await as.merchandiser.orders.read({ id: orderId })).version,
  })
}

const signConfirmation = async ({ as }: Stage, orderId: number, customer: Customer): Promise<void> => {
  const sent = await as.merchandiser.signBacks.markSent({
    kind: 'confirmation',
    documentId: orderId,
    sentTo: customer.fax || customer.contact,
  })
  await as.merchandiser.signBacks.markReturned({
    id: sent.id,
    version: sent.version,
    result: 'same',
    difference: '',
    differenceFen: null,
    copy: null,
  })
}

const pay = async (
  { as }: Stage,
  customerId: number,
  kind: 'deposit' | 'balance',
  orderId: number,
  amountFen: number,
  receivedOn: string,
): Promise<void> => {
  if (amountFen <= 0) return
  const entered = await as.clerk.receipts.enter({
    customerId,
    receivedOn,
    kind,
    method: 'bank',
    payer: '',
    slipNumber: '',
    amountFen,
    remark: '',
    allocations: [{ orderId, deliveryNoteId: null, amountFen }],
  })
  await as.cashier.receipts.confirm({
    id: entered.id,
    version: entered.version,
    slipNumber: `工行 ${receivedOn.slice(5).replace('-', '')}${String(entered.id).padStart(3, '0')}`,
  })
}

/** The driver hands what he collected to the cashier, who counts it. */
const handIn = async (as: Stage['as'], note: { id: number; number: string }, day: string): Promise<void> => {
  const cod = (await as.clerk.cod.ofNote({ deliveryNoteId: note.id }))!
  await as.clerk.cod.collect({
    id: cod.id,
    version: cod.version,
    driver: cod.driver,
    collectedFen: cod.openFen,
    method: 'cash',
    collectedOn: day,
    reason: '',
  })
  const entries = await as.clerk.cod.onDriver({ driver: cod.driver })
  const handover = await as.clerk.cod.handOver({
    driver: cod.driver,
    entryIds: entries.map(({ id }) => id),
    handedOn: day,
    remark: '',
  })
  await as.cashier.cod.count({
    id: handover.id,
    version: handover.version,
    countedFen: handover.collectedFen,
    slipNumber: `现收 ${note.number}`,
    lines: handover.lines.map((line) => ({ lineId: line.id, handedFen: line.collectedFen, reason: '' })),
  })
}

const ship = async (stage: Stage, orderId: number, plot: Plot, day: string): Promise<void> => {
  const { as } = stage
  const draft = await as.merchandiser.deliveries.newDraft({ orderId })
  let note = await as.merchandiser.deliveries.save({
    ...draft,
    driver: stage.pick(stage.words.drivers),
    vehicle: stage.words.vehicle,
    method: stage.words.method,
    serial: stage.nextSerial(),
  })
  note = await as.warehouse.deliveries.pick({ id: note.id, version: note.version })
  note = await as.warehouse.deliveries.inspect({ id: note.id, version: note.version, passed: true, remark: '' })
  note = await as.warehouse.deliveries.countPacks({
    id: note.id,
    version: note.version,
    packs: note.totalPacks,
    explanation: '',
  })
  note = await as.warehouse.deliveries.release({ id: note.id, version: note.version, overrideReason: null })
  stage.on(plusDays(day, 2), async () => {
    if (note.codFen > 0 && !plot.codKept) await handIn(as, note, plusDays(day, 2))
    if (plot.unsigned) return
    const [waiting] = (await as.merchandiser.signBacks.list({ kind: 'delivery', documentId: note.id })).rows
    if (waiting)
      await as.merchandiser.signBacks.markReturned({
        id: waiting.id,
        version: waiting.version,
        result: 'same',
        difference: '',
        differenceFen: null,
        copy: null,
      })
  })
}

/** The last process that should have been done two days before today: an order left without a cause lies there. */
const stuckAt = (steps: readonly { plannedFinish: string }[], today: string): number => {
  const behind = steps.findLastIndex(({ plannedFinish }) => plannedFinish <= plusDays(today, -2))
  return behind < 0 ? steps.length : behind
}

/** Plans the daily reports of an order's processes: on their planned day, or late from one of them on with a cause. */
const work = async (stage: Stage, orderId: number, plot: Plot, done: (day: string) => void): Promise<void> => {
  const { as, words } = stage
  const board = await as.workshop.operations.board({ customerId: plot.customer.id, limit: 200 })
  // a holiday may put a planned day before the release: then the work is done the day after it
  const soonest = plusDays(stage.today, 1)
  let finish = stage.today
  for (const { steps } of board.rows.filter((row) => row.orderId === orderId)) {
    const end = plot.stop === 'cause' ? stuckAt(steps, stage.last) : steps.length
    for (const [index, step] of steps.entries()) {
      const wished = plusDays(step.plannedFinish, index >= words.lateFrom ? plot.late : 0)
      const day = wished < soonest ? soonest : wished
      if (index === steps.length - 1 && day > finish) finish = day
      if (index >= end) break
      stage.on(day, async () => {
        const hours = stage.between(6, 9)
        const people = stage.between(2, 6)
        const [causeCode, causeNote, causeSub = ''] = day > step.plannedFinish ? stage.pick(words.causes) : [null, '']
        await as.workshop.operations.report({
          reportedOn: day,
          workshop: step.workshop,
          rows: [
            {
              operationId: step.operationId,
              good: step.quantity,
              bad: 0,
              hours: hours * 1000,
              people,
              machine: index === 0 ? words.machine : '',
              causeCode,
              causeSub,
              causeNote,
            },
          ],
        })
        if (causeCode !== null && causeSub === '3a') await standStill(stage, step, { causeCode, causeSub, causeNote })
      })
    }
  }
  done(finish)
}

/** One order from the fax to the signed note, day by day; what the plot leaves out stays open. */
export const playOrder = async (stage: Stage, plot: Plot, day: string): Promise<void> => {
  const { as, on } = stage
  const order = await as.clerk.orders.save(await draftOf(stage, plot))
  if (plot.stop === 'check') return
  await check(stage, order.id, plot.customer)
  on(plusDays(day, 1), async () => {
    await signConfirmation(stage, order.id, plot.customer)
    if (plot.stop === 'deposit') return
    if (plot.customer.settlement === 'deposit')
      await pay(stage, plot.customer.id, 'deposit', order.id, order.depositFen ?? 0, plusDays(day, 1))
    if (plot.stop === 'release') return
    const { notices } = await as.merchandiser.production.release({ orderId: order.id })
    for (const { id } of notices) await furnishNotice(stage, id)
    if (plot.changed) on(plusDays(day, 3), () => changeOrder(stage, order.id))
    await work(stage, order.id, plot, (finish) => {
      if (plot.stop === 'cause') return
      on(plusDays(finish, 1), async () => {
        const shippingDay = plusDays(finish, 1)
        if (plot.customer.settlement === 'deposit')
          await pay(
            stage,
            plot.customer.id,
            'balance',
            order.id,
            (order.totalFen ?? 0) - (order.depositFen ?? 0),
            shippingDay,
          )
        if (plot.customer.settlement === 'prepaid')
          await pay(stage, plot.customer.id, 'balance', order.id, order.totalFen ?? 0, shippingDay)
        await ship(stage, order.id, plot, shippingDay)
      })
    })
  })
}

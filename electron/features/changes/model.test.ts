import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import type { Change } from '../../../shared/changes.ts'
import { type Proposal, proposalOfOrder } from '../../../shared/proposals.ts'
import { emptyCustomer } from '../../../shared/customers.ts'
import { findBrokenAudit } from '../../db/audit.ts'
import { lineDraft, orderDraft } from '../../testing/orders.ts'
import { openOffice, type TestOffice } from '../../testing/office.ts'

/**
 * An order under changes, deliveries and price edits against a model that knows nothing of the product: fen and
 * thousandths in BigInt, lines in an array.
 */

interface ModelLine {
  quantity: bigint
  price: bigint
  delivered: bigint
  gone: boolean
}
const halfUp = (value: bigint, by: bigint): bigint => (2n * value + by) / (2n * by)
const amountOf = ({ quantity, price }: ModelLine): bigint => halfUp(quantity * price, 10_000_000n)

class Model {
  lines: ModelLine[]
  percent = 3000n
  settlement = 'deposit'
  edition = 1
  constructor(lines: { pieces: number; cents: number }[]) {
    this.lines = lines.map(({ pieces, cents }) => ({
      quantity: BigInt(pieces) * 1000n,
      price: BigInt(cents) * 10_000n,
      delivered: 0n,
      gone: false,
    }))
  }
  get standing(): ModelLine[] {
    return this.lines.filter(({ gone }) => !gone)
  }
  get total(): bigint {
    return this.standing.reduce((sum, line) => sum + amountOf(line), 0n)
  }
  get deposit(): bigint {
    return this.settlement === 'deposit' ? halfUp(this.total * this.percent, 10_000n) : 0n
  }
  /** The words an office would use, from the quantities alone: everything is released and nothing is reported made. */
  get state(): string {
    if (this.standing.every((line) => line.delivered >= line.quantity)) return 'delivered'
    return this.standing.some((line) => line.delivered > 0n) ? 'partlyDelivered' : 'inProduction'
  }
}

type Step =
  | { kind: 'quantity'; at: number; pieces: number }
  | { kind: 'price'; at: number; cents: number }
  | { kind: 'add'; pieces: number; cents: number }
  | { kind: 'cancel'; at: number }
  | { kind: 'terms'; percent: number; settlement: 'deposit' | 'monthly' }
  | { kind: 'deliver'; at: number; pieces: number }
  | { kind: 'withdrawn'; at: number; pieces: number }

const at = fc.nat(5)
const pieces = fc.integer({ min: 1, max: 60 })
const cents = fc.integer({ min: 0, max: 99_999 })
const steps: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant('quantity' as const), at, pieces }),
  fc.record({ kind: fc.constant('price' as const), at, cents }),
  fc.record({ kind: fc.constant('add' as const), pieces, cents }),
  fc.record({ kind: fc.constant('cancel' as const), at }),
  fc.record({
    kind: fc.constant('terms' as const),
    percent: fc.integer({ min: 0, max: 10_000 }),
    settlement: fc.constantFrom('deposit' as const, 'monthly' as const),
  }),
  fc.record({ kind: fc.constant('deliver' as const), at, pieces }),
  fc.record({ kind: fc.constant('withdrawn' as const), at, pieces }),
)

const lineOf = ({ pieces: many, cents: price }: { pieces: number; cents: number }) => ({
  quotation: '',
  picture: '',
  ...lineDraft({ quantity: many * 1000, priceMicros: price * 10_000 }),
})

/** An office with one order that is called back and released past its deposit by the manager's word. */
const begin = async (lines: { pieces: number; cents: number }[]) => {
  const office = await openOffice()
  const read = await office.as.owner.settings.read({})
  await office.as.owner.settings.saveOffice({
    office: { ...read.office, signedConfirmationNeeded: false, inspectionNeeded: false },
    version: read.versions.office,
  })
  const customer = await office.as.clerk.customers.save({
    ...emptyCustomer,
    code: 'M',
    name: '模型',
    shortName: '模型',
  })
  const { id } = await office.as.clerk.orders.save(orderDraft(office, customer.id, { lines: lines.map(lineOf) }))
  const check = await office.as.merchandiser.checks.start({
    orderId: id,
    spokenTo: '王',
    phone: '',
    salespersonTold: false,
  })
  await office.as.merchandiser.checks.markLines({ orderLineIds: check.lines.map((line) => line.id) })
  const { version } = await office.as.merchandiser.checks.read({ orderId: id })
  await office.as.merchandiser.checks.finish({ orderId: id, version })
  await release(office, id)
  return { office, id }
}

const release = async (office: TestOffice, orderId: number): Promise<void> => {
  const left = await office.as.manager.production.remaining({ orderId })
  if (left.some(({ remaining }) => remaining > 0))
    await office.as.manager.production.release({ orderId, overrideReason: '老客户' })
}

const proposalNow = async (office: TestOffice, id: number): Promise<Proposal> =>
  proposalOfOrder(await office.as.manager.orders.read({ id }))

/** Writes, approves and has a slip signed; or takes it back after its approval. Gives the code of a refusal. */
const change = async (
  office: TestOffice,
  id: number,
  proposal: Proposal,
  withdraw: boolean,
): Promise<string | null> => {
  let written: Change | undefined
  try {
    // looser terms are the manager's to write
    written = await office.as.manager.changes.save({
      id: null,
      orderId: id,
      orderVersion: (await office.as.manager.orders.read({ id })).version,
      askedBy: 'customer',
      way: 'phone',
      contact: '',
      reason: '客户要改',
      lossReason: '转下一单',
      inboxItemId: null,
      proposal,
      version: 0,
    })
    const handed = await office.as.manager.changes.submit({ id: written.id, version: written.version })
    const approved = await office.as.owner.changes.approve({ id: written.id, version: handed.version })
    if (withdraw) {
      await office.as.merchandiser.changes.withdraw({ id: written.id, version: approved.version, reason: '不改了' })
      return null
    }
    const sent = await office.as.merchandiser.signBacks.markSent({ kind: 'change', documentId: written.id, sentTo: '' })
    await office.as.merchandiser.signBacks.markReturned({
      id: sent.id,
      version: sent.version,
      result: 'same',
      difference: '',
      differenceFen: null,
      copy: null,
    })
    await release(office, id)
    return null
  } catch (error) {
    // a slip that cannot be carried out is in the way of the next
    if (written)
      await office.as.merchandiser.changes.withdraw({ id: written.id, version: written.version, reason: '不改了' })
    return (error as { code: string }).code
  }
}

const deliver = async (office: TestOffice, orderId: number, orderLineId: number, quantity: number): Promise<void> => {
  const { lines, ...head } = await office.as.manager.deliveries.newDraft({ orderId })
  const line = lines.find((each) => each.orderLineId === orderLineId)!
  let note = await office.as.manager.deliveries.save({ ...head, lines: [{ ...line, quantity, packs: 1 }] })
  // nothing is reported made here
  if (note.lines.some(({ missing }) => missing > 0))
    note = await office.as.manager.deliveries.allowUnmade({ id: note.id, version: note.version, reason: '日报晚报' })
  note = await office.as.warehouse.deliveries.pick({ id: note.id, version: note.version })
  note = await office.as.warehouse.deliveries.countPacks({
    id: note.id,
    version: note.version,
    packs: 1,
    explanation: '',
  })
  await office.as.manager.deliveries.release({ id: note.id, version: note.version, overrideReason: '老客户' })
}

const play = async (office: TestOffice, id: number, model: Model, step: Step): Promise<void> => {
  const { standing } = model
  const chosen = 'at' in step ? step.at % standing.length : 0
  const line = standing[chosen]!
  if (step.kind === 'deliver') {
    const left = line.quantity - line.delivered
    const many = BigInt(step.pieces) * 1000n < left ? BigInt(step.pieces) * 1000n : left
    if (many === 0n) return
    const { lines } = await office.as.manager.orders.read({ id })
    await deliver(office, id, lines[chosen]!.id, Number(many))
    line.delivered += many
    return
  }
  const proposal = await proposalNow(office, id)
  const withdrawn = step.kind === 'withdrawn'
  const after = { ...proposal, lines: [...proposal.lines] }
  if (step.kind === 'quantity' || withdrawn)
    after.lines[chosen] = { ...after.lines[chosen]!, quantity: step.pieces * 1000 }
  if (step.kind === 'price') after.lines[chosen] = { ...after.lines[chosen]!, priceMicros: step.cents * 10_000 }
  if (step.kind === 'add') after.lines.push(lineOf(step))
  if (step.kind === 'cancel') after.lines.splice(chosen, 1)
  if (step.kind === 'terms') Object.assign(after, { settlement: step.settlement, depositBasisPoints: step.percent })
  const code = after.lines.length === 0 ? 'app.badInput' : await change(office, id, after, withdrawn)
  const below =
    (step.kind === 'cancel' && line.delivered > 0n) ||
    ((step.kind === 'quantity' || withdrawn) && BigInt(step.pieces) * 1000n < line.delivered)
  if (below) expect(code).toBe(after.lines.length === 0 ? 'app.badInput' : 'changes.belowDelivered')
  if (step.kind === 'price' && line.delivered > 0n && line.price !== BigInt(step.cents) * 10_000n)
    expect(code).toBe('changes.impossible')
  if (code !== null)
    return expect(['changes.belowDelivered', 'changes.impossible', 'changes.nothingChanged', 'app.badInput']).toContain(
      code,
    )
  if (withdrawn) return
  if (step.kind === 'quantity') line.quantity = BigInt(step.pieces) * 1000n
  if (step.kind === 'price') line.price = BigInt(step.cents) * 10_000n
  if (step.kind === 'add')
    model.lines.push({
      quantity: BigInt(step.pieces) * 1000n,
      price: BigInt(step.cents) * 10_000n,
      delivered: 0n,
      gone: false,
    })
  if (step.kind === 'cancel') line.gone = true
  if (step.kind === 'terms') Object.assign(model, { percent: BigInt(step.percent), settlement: step.settlement })
  model.edition += 1
}

const compare = async (office: TestOffice, id: number, model: Model): Promise<void> => {
  const order = await office.as.manager.orders.read({ id })
  expect({
    total: order.totalFen,
    deposit: order.depositFen,
    state: order.state,
    edition: order.edition,
    lines: order.lines.map(({ quantity, deliveredQuantity, amountFen }) => [quantity, deliveredQuantity, amountFen]),
  }).toEqual({
    total: Number(model.total),
    deposit: Number(model.deposit),
    state: model.state,
    edition: model.edition,
    lines: model.standing.map((line) => [Number(line.quantity), Number(line.delivered), Number(amountOf(line))]),
  })
  // what is still to deliver, and notices that hold exactly what is ordered
  const open = await office.as.manager.production.remaining({ orderId: id })
  expect(open.map(({ released, quantity }) => released - quantity)).toEqual(open.map(() => 0))
}

describe('an order under changes', () => {
  it(
    'comes to what a model of it comes to, to the fen, whatever is changed and delivered',
    { timeout: 120_000 },
    async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.record({ pieces, cents }), { minLength: 1, maxLength: 3 }),
          fc.array(steps, { minLength: 1, maxLength: 7 }),
          async (lines, plan) => {
            const { office, id } = await begin(lines)
            try {
              const model = new Model(lines)
              for (const step of plan) {
                await play(office, id, model, step)
                await compare(office, id, model)
              }
              expect(await findBrokenAudit(office.db)).toBeNull()
            } finally {
              await office.close()
            }
          },
        ),
        { numRuns: 25 },
      )
    },
  )
})

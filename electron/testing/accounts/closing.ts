import { deepEqual, equal, ok } from 'node:assert/strict'
import { plusDays } from '../../../shared/dates.ts'
import { disputeLimitFen } from '../../../shared/statementDisputes.ts'
import { Refused } from '../../client.ts'
import type { TestOffice } from '../office.ts'
import { type Goods, periodOf, type PlainLedger, type Statement } from './plainLedger.ts'

/** An office and the ledger beside it, on one day. */
export interface World {
  office: TestOffice
  ledger: PlainLedger
  day: string
  customers: { id: number; cutoffDay: number }[]
  goodsOf: Map<number, Goods[]>
  random: (below: number) => number
}

/** The code of a refusal, or null where the call went through; anything else is a fault. */
export const refusalOf = async (call: Promise<unknown>): Promise<string | null> => {
  try {
    await call
    return null
  } catch (error) {
    if (error instanceof Refused) return error.code
    throw error
  }
}
const monthBefore = (day: string): string => plusDays(`${day.slice(0, 7)}-01`, -1).slice(0, 7)

/** Statements of the office beside those the ledger says they must be, and all accounts held against each other. */
export class Closing {
  private readonly world: World
  constructor(world: World) {
    this.world = world
  }

  async state(customer: number, cutoffDay: number): Promise<void> {
    const month = this.world.random(3) === 0 ? this.world.day.slice(0, 7) : monthBefore(this.world.day)
    const period = periodOf(month, cutoffDay)
    const last = this.world.ledger.lastStatement(customer)
    const { statements } = this.world.office.as.cashier
    const expected =
      period.from > this.world.day
        ? 'statements.periodAhead'
        : last?.to === period.to
          ? 'statements.alreadyMade'
          : last && last.to > period.to
            ? 'statements.laterExists'
            : null
    if (expected) return equal(await refusalOf(statements.make({ customerId: customer, month })), expected)
    await this.keep((await statements.make({ customerId: customer, month })).id, customer, month, period.to)
  }

  /** Every customer with a balance or a movement, in one run. */
  async stateAll(month: string): Promise<void> {
    const { ids } = await this.world.office.as.cashier.statements.makeAll({ month })
    const made = new Map<number, number>()
    for (const id of ids) made.set((await this.world.office.as.cashier.statements.read({ id })).customerId, id)
    for (const { id: customer, cutoffDay } of this.world.customers) {
      const period = periodOf(month, cutoffDay)
      const last = this.world.ledger.lastStatement(customer)
      const { closingFen, taken } = this.world.ledger.stating(customer, period.to)
      const due = !(last && last.to >= period.to) && (taken.length > 0 || closingFen !== 0)
      equal(made.has(customer), due, `statement of ${customer} for ${month}`)
      if (due) await this.keep(made.get(customer)!, customer, month, period.to)
    }
  }

  private async keep(id: number, customer: number, month: string, to: string): Promise<void> {
    const expected = this.world.ledger.stating(customer, to)
    const made = await this.world.office.as.cashier.statements.read({ id })
    const { openingFen, closingFen, lines, chargesFen, returnsFen, deductionsFen, receiptsFen } = made
    deepEqual(
      { openingFen, closingFen, rows: lines.length, to: made.periodTo },
      { openingFen: expected.openingFen, closingFen: expected.closingFen, rows: expected.rows, to },
    )
    equal(openingFen + chargesFen + returnsFen + deductionsFen - receiptsFen, closingFen)
    equal(lines.at(-1)?.balanceFen ?? openingFen, closingFen)
    const statement: Statement = { id, customer, month, to, openingFen, closingFen, rows: lines.length, state: 'draft' }
    this.world.ledger.statements.push(statement)
    for (const paper of expected.taken) paper.statement = statement
  }

  async send(statement: Statement | undefined): Promise<void> {
    if (!statement || statement.state === 'signed') return
    await this.world.office.as.cashier.signBacks.markSent({
      kind: 'statement',
      documentId: statement.id,
      sentTo: '王',
      sure: true,
    })
    statement.state = 'sent'
  }

  async sign(statement: Statement | undefined): Promise<void> {
    if (statement?.state !== 'sent') return
    const { signBacks } = this.world.office.as.cashier
    const copies = (await signBacks.list({ kind: 'statement', documentId: statement.id })).rows
    const copy = copies.find(({ state }) => state === 'waiting')
    ok(copy)
    const differs = this.world.random(3) === 0
    await signBacks.markReturned({
      id: copy.id,
      version: copy.version,
      result: differs ? 'different' : 'same',
      difference: differs ? '少一张' : '',
      differenceFen: differs ? await this.within(statement.id, 50_000) : null,
      copy: null,
    })
    statement.state = differs ? 'disputed' : 'signed'
  }

  /** An amount that can differ on a statement, fen; null where nothing on it can. */
  private async within(id: number, most: number): Promise<number | null> {
    const limit = disputeLimitFen(await this.world.office.as.cashier.statements.read({ id }))
    return limit === 0 ? null : 1 + this.world.random(Math.min(most, limit))
  }

  /** A dispute ends: by an entry of today, by ours, or by a statement made anew. */
  async settle(statement: Statement | undefined): Promise<void> {
    if (!statement) return
    const { id, customer } = statement
    const { statements } = this.world.office.as.cashier
    const how = (['adjusted', 'accepted', 'remade'] as const)[this.world.random(3)]!
    const amountFen = how === 'adjusted' ? await this.within(id, 90_000) : null
    const last = this.world.ledger.lastStatement(customer)
    const expected =
      statement.state !== 'disputed'
        ? 'statements.notDisputed'
        : how === 'remade' && last !== statement
          ? 'statements.laterExists'
          : how === 'adjusted' && amountFen === null
            ? 'statements.disputeAmount'
            : null
    const { version } = await statements.read({ id })
    const asked = statements.settleDispute({ id, version, how, amountFen, reason: '对过了' })
    if (expected) return equal(await refusalOf(asked), expected)
    const stands = await asked
    if (how !== 'remade') statement.state = 'signed'
    if (how === 'adjusted') {
      const { id: entry } = await this.world.office.db
        .selectFrom('adjustments')
        .select('id')
        .where('customerId', '=', customer)
        .orderBy('id', 'desc')
        .executeTakeFirstOrThrow()
      const on = this.world.day
      this.world.ledger.add({
        kind: 'adjustment',
        id: entry,
        customer,
        on,
        fen: amountFen!,
        parts: [],
        state: 'standing',
      })
    }
    if (how !== 'remade') return
    this.free(statement)
    await this.keep(stands.id, customer, statement.month, statement.to)
  }

  private free(statement: Statement): void {
    statement.state = 'void'
    for (const paper of this.world.ledger.papers) if (paper.statement === statement) paper.statement = null
  }

  async unstate(statement: Statement | undefined): Promise<void> {
    if (!statement) return
    const { statements } = this.world.office.as.cashier
    const last = this.world.ledger.lastStatement(statement.customer)
    const expected =
      statement.state === 'void'
        ? 'statements.isVoid'
        : statement.state === 'signed'
          ? 'statements.signedStands'
          : last === statement
            ? null
            : 'statements.laterExists'
    const { version } = await statements.read({ id: statement.id })
    equal(await refusalOf(statements.void({ id: statement.id, version, reason: '重做' })), expected)
    if (expected === null) this.free(statement)
  }

  /** Every account as the office tells it against the ledger's, up to the end of a month and in all. */
  async compare(month: string): Promise<void> {
    const { statements } = this.world.office.as.cashier
    const on = periodOf(month, 0).to
    const accounts = await statements.accounts({ month, limit: 200 })
    const { rows: aged } = await this.world.office.as.cashier.receivables.list({ on, view: 'all', limit: 200 })
    const open = new Map(aged.map((row) => [row.customerId, row]))
    const told = new Map(accounts.rows.map(({ customerId, closingFen }) => [customerId, closingFen]))
    let all = 0
    for (const { id } of this.world.customers) {
      const atEnd = this.world.ledger.balance(id, periodOf(month, 0).to)
      equal(told.get(id) ?? 0, atEnd, `balance of ${id} at the end of ${month}`)
      all += atEnd
      const row = open.get(id)
      equal(row?.balanceFen ?? 0, atEnd, `receivables of ${id} at the end of ${month}`)
      if (row) {
        const { notDueFen, to30Fen, to60Fen, to90Fen, over90Fen, prepaidFen, balanceFen } = row
        equal(notDueFen + to30Fen + to60Fen + to90Fen + over90Fen - prepaidFen, balanceFen, `ages of ${id}`)
      }
      const book = await this.world.office.as.cashier.receivables.ledger({ customerId: id, to: on })
      equal(book.rows.at(-1)?.balanceFen ?? 0, atEnd, `book of ${id} at the end of ${month}`)
      await this.compareAll(id)
    }
    equal(accounts.sums.closingFen, all)
  }

  private async compareAll(customer: number): Promise<void> {
    const { statements } = this.world.office.as.cashier
    const balance = this.world.ledger.balance(customer)
    const { total } = await statements.ledger({ customerId: customer, limit: 1 })
    const last = await statements.ledger({ customerId: customer, offset: Math.max(0, total - 1), limit: 1 })
    equal(last.rows.at(-1)?.balanceFen ?? 0, balance, `ledger of ${customer}`)
    equal((await this.world.office.as.clerk.customers.credit({ id: customer })).owedFen, balance, `owed by ${customer}`)
    const unstated = this.world.ledger.standing(customer).filter((paper) => paper.statement === null)
    const stated = this.world.ledger.lastStatement(customer)?.closingFen ?? 0
    equal(stated + unstated.reduce((sum, { fen }) => sum + fen, 0), balance, `statements of ${customer}`)
    const money = await this.world.office.db
      .selectFrom('receipts')
      .select(({ fn }) => [fn.sum('amountFen').as('got'), fn.sum('assignedFen').as('set')])
      .where('customerId', '=', customer)
      .where('voidedAt', 'is', null)
      .executeTakeFirstOrThrow()
    ok(Number(money.set ?? 0) <= Number(money.got ?? 0))
    for (const goods of this.world.goodsOf.get(customer)!) {
      const held = this.world.ledger.held(goods)
      ok(held >= 0 && held <= goods.ordered, `line ${goods.id}: ${held} of ${goods.ordered} held`)
    }
  }
}

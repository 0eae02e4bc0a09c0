import { equal } from 'node:assert/strict'
import { refusalOf, type World } from './closing.ts'
import { type Paper, worth } from './plainLedger.ts'

/** What was wrong is put right: prices corrected, papers torn up, or taken back by entries of today where they are stated. */
export class Undoing {
  private readonly world: World
  constructor(world: World) {
    this.world = world
  }

  /** The price of goods that left was wrong: an entry of today, whatever was said of the line before. */
  async correct(paper: Paper | undefined): Promise<void> {
    const part = paper && paper.parts[this.world.random(paper.parts.length)]
    if (!part) return
    const note = await this.world.office.as.cashier.deliveries.read({ id: paper.id })
    const line = note.lines[paper.parts.indexOf(part)]!
    const priceMicros = 1 + this.world.random(900_000_000)
    const said = this.world.ledger.papers
      .filter(({ corrects, line: of, state }) => corrects === paper && of === part && state === 'standing')
      .reduce((sum, { fen }) => sum + fen, part.fen)
    const fen = worth(part.quantity, priceMicros) - said
    const { statements } = this.world.office.as.cashier
    const asked = statements.correctPrice({ deliveryLineId: line.id, priceMicros, reason: '单价录错' })
    if (fen === 0) return equal(await refusalOf(asked), 'statements.samePrice')
    const { id, amountFen } = await asked
    equal(amountFen, fen)
    const { customer } = paper
    this.world.ledger.add({
      kind: 'adjustment',
      id,
      customer,
      on: this.world.day,
      fen,
      parts: [],
      state: 'standing',
      corrects: paper,
      line: part,
    })
  }

  /** Why a paper cannot be torn up, as the ledger sees it. */
  private whyStays(paper: Paper): string | null {
    if (paper.parts.length === 0 && paper.kind !== 'receipt')
      return paper.statement ? 'statements.adjustmentStated' : null
    if (paper.kind === 'receipt') return null
    if (paper.statement && !this.world.ledger.locked(paper.statement)) return 'deliveries.inStatement'
    return this.world.ledger.whyNoteStays(paper)
  }

  async tear(paper: Paper | undefined): Promise<void> {
    if (!paper) return
    const { id, kind, parts } = paper
    const { cashier, clerk } = this.world.office.as
    const expected = this.whyStays(paper)
    const voiding = async (): Promise<unknown> => {
      if (kind === 'receipt')
        return cashier.receipts.void({ id, version: (await cashier.receipts.read({ id })).version, reason: '作废' })
      if (parts.length > 0)
        return clerk.deliveries.void({ id, version: (await clerk.deliveries.read({ id })).version, reason: '作废' })
      const { version } = await this.row('adjustments', id)
      return cashier.statements.voidAdjustment({ id, version, reason: '作废' })
    }
    equal(await refusalOf(voiding()), expected, `tearing up ${kind} ${id}`)
    if (expected !== null) return
    if (paper.undoes) paper.undoes.state = 'standing'
    if (parts.length > 0) await this.withoutCorrections(paper)
    if (!paper.statement) paper.state = 'void'
    else await this.reverse(paper)
  }

  private row(table: 'adjustments', id: number) {
    return this.world.office.db.selectFrom(table).selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  }

  /** A customer was told of it: it stays, and an entry of today takes it back. */
  private async reverse(paper: Paper): Promise<void> {
    paper.state = 'reversed'
    const { customer, fen, rows, kind } = paper
    const entry = { customer, on: this.world.day, fen: -fen, parts: [], state: 'standing' as const }
    if (kind !== 'receipt') {
      this.world.ledger.add({ ...entry, kind: 'reversal', id: 0, rows })
      return
    }
    const { reversalId } = await this.world.office.db
      .selectFrom('receipts')
      .select('reversalId')
      .where('id', '=', paper.id)
      .executeTakeFirstOrThrow()
    this.world.ledger.add({ ...entry, kind: 'adjustment', id: reversalId!, undoes: paper })
  }

  /** The note is gone, so are the corrections of its prices: torn up, or by entries of today where they are stated. */
  private async withoutCorrections(paper: Paper): Promise<void> {
    const standing = this.world.ledger.papers.filter(
      ({ corrects, state }) => corrects === paper && state === 'standing',
    )
    for (const correction of standing) {
      if (!correction.statement) {
        correction.state = 'void'
        continue
      }
      const { id } = await this.world.office.db
        .selectFrom('adjustments')
        .select('id')
        .where('customerId', '=', paper.customer)
        .where('amountFen', '=', -correction.fen)
        .where('adjustedOn', '=', this.world.day)
        .orderBy('id', 'desc')
        .executeTakeFirstOrThrow()
      const { customer, fen } = correction
      this.world.ledger.add({
        kind: 'adjustment',
        id,
        customer,
        on: this.world.day,
        fen: -fen,
        parts: [],
        state: 'standing',
      })
      correction.corrects = undefined
    }
  }
}

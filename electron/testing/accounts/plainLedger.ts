/**
 * A ledger as a bookkeeper would keep it on paper: what left, what came back, what was paid, in whole fen and
 * thousandths. It imports nothing of the product, so that the two can be held against each other.
 */

export type GoodsKind = 'delivery' | 'return' | 'exchange' | 'replacement'
export type PaperKind = GoodsKind | 'receipt' | 'adjustment' | 'opening' | 'reversal'

/** A line of an order: what was asked for (thousandths), its price (millionths of a yuan) and all of it in fen. */
export interface Goods {
  id: number
  customer: number
  ordered: number
  priceMicros: number
  amountFen: number
  /** Every part of it on a paper, torn up or not. */
  parts: { paper: Paper; part: Part }[]
}
export interface Part {
  goods: Goods
  /** Thousandths; what comes back is negative. */
  quantity: number
  fen: number
}
/**
 * `drafted`: written, not left or not confirmed; `standing`: it counts; `void`: it never was; `reversed`: a customer was
 * told of it, so it stays on the account beside an entry the other way, and its goods are as if it never was.
 */
export interface Paper {
  kind: PaperKind
  id: number
  customer: number
  on: string
  /** Positive: the customer owes it. */
  fen: number
  parts: Part[]
  state: 'drafted' | 'standing' | 'void' | 'reversed'
  /** Rows of a statement it takes. */
  rows: number
  /** The note, and the line of it, whose price it corrects. */
  corrects?: Paper | undefined
  line?: Part
  /** The receipt it takes back. */
  undoes?: Paper
  statement: Statement | null
}
export interface Statement {
  id: number
  customer: number
  month: string
  to: string
  openingFen: number
  closingFen: number
  rows: number
  state: 'draft' | 'sent' | 'signed' | 'disputed' | 'void'
}

const lastDay = (month: string): string => {
  const [year, number] = month.split('-').map(Number) as [number, number]
  return `${month}-${new Date(Date.UTC(year, number, 0)).getUTCDate()}`
}
const monthBefore = (month: string): string => {
  const [year, number] = month.split('-').map(Number) as [number, number]
  return number === 1 ? `${year - 1}-12` : `${year}-${String(number - 1).padStart(2, '0')}`
}
/** The days of the period that ends in a month, for a cut-off day (0 = the month's last). */
export const periodOf = (month: string, cutoffDay: number): { from: string; to: string } => {
  if (cutoffDay === 0) return { from: `${month}-01`, to: lastDay(month) }
  const day = (at: number): string => String(at).padStart(2, '0')
  return { from: `${monthBefore(month)}-${day(cutoffDay + 1)}`, to: `${month}-${day(cutoffDay)}` }
}

/** Quantity × price in fen, half up away from zero. */
export const worth = (quantity: number, priceMicros: number): number => {
  const product = BigInt(Math.abs(quantity)) * BigInt(priceMicros)
  const fen = Number((2n * product + 10_000_000n) / 20_000_000n)
  return quantity < 0 ? -fen : fen
}

const sum = (values: Iterable<number>): number => {
  let total = 0
  for (const value of values) total += value
  return total
}

export class PlainLedger {
  readonly goods: Goods[] = []
  readonly papers: Paper[] = []
  readonly statements: Statement[] = []

  /** Parts of a line on papers that were not torn up. */
  partsOf(goods: Goods, kinds: readonly PaperKind[], except: Paper | null = null): { paper: Paper; part: Part }[] {
    return goods.parts.filter(
      ({ paper }) =>
        (paper.state === 'drafted' || paper.state === 'standing') && paper !== except && kinds.includes(paper.kind),
    )
  }
  /** Of a line, what has left on delivery notes. */
  delivered(goods: Goods, except: Paper | null = null): number {
    return sum(
      this.partsOf(goods, ['delivery'], except)
        .filter(({ paper }) => paper.state === 'standing')
        .map(({ part }) => part.quantity),
    )
  }
  /** Of a line, what came back or is about to, less what an exchange gave out again. */
  cameBack(goods: Goods, except: Paper | null = null): number {
    return -sum(
      this.partsOf(goods, ['return', 'exchange'], except)
        .filter(({ paper, part }) => part.quantity < 0 || paper.state === 'standing')
        .map(({ part }) => part.quantity),
    )
  }
  /** What the customer holds of a line and may bring back. */
  held(goods: Goods): number {
    return this.delivered(goods) - this.cameBack(goods)
  }
  /** Of a line, what is on delivery notes, left or not. */
  noted(goods: Goods): number {
    return sum(this.partsOf(goods, ['delivery']).map(({ part }) => part.quantity))
  }
  /** What came back and is here, less what was or will be given out for it; below 0 he was given more. */
  surelyBack(goods: Goods): number {
    const nets = new Map<Paper, number>()
    for (const { paper, part } of this.partsOf(goods, ['return', 'exchange']))
      nets.set(paper, (nets.get(paper) ?? 0) + part.quantity)
    return -sum([...nets].map(([paper, net]) => (paper.state === 'standing' ? net : Math.max(0, net))))
  }
  /** What of a line may still go on a delivery note. */
  toDeliver(goods: Goods): number {
    return goods.ordered - this.noted(goods) + Math.min(0, this.surelyBack(goods))
  }
  /** Why a standing note of goods cannot be torn up: goods came back or were given out again since. */
  whyNoteStays(paper: Paper): string | null {
    if (paper.state !== 'standing' || paper.kind === 'replacement') return null
    paper.state = 'void'
    const reasons = paper.parts.map(({ goods }) => {
      if (this.held(goods) < 0) return 'deliveries.returnedAlready'
      const again = -this.surelyBack(goods)
      return again > Math.max(0, goods.ordered - this.noted(goods)) ? 'deliveries.givenOutAgain' : null
    })
    paper.state = 'standing'
    return reasons.find((reason) => reason !== null) ?? null
  }

  /** Fen of a part: the last of a line takes what is left of its amount, and of a return of all what is owed for it. */
  amountOf(kind: GoodsKind, goods: Goods, quantity: number): number {
    if (kind === 'replacement') return 0
    if (kind === 'exchange') return worth(quantity, goods.priceMicros)
    const others = this.partsOf(goods, kind === 'delivery' ? ['delivery'] : ['delivery', 'return', 'exchange'])
    const there = sum(others.map(({ part }) => part.quantity))
    const fen = sum(others.map(({ part }) => part.fen))
    if (kind === 'delivery' && there + quantity === goods.ordered) return goods.amountFen - fen
    if (kind === 'return' && there + quantity === 0) return -fen
    return worth(quantity, goods.priceMicros)
  }

  add(paper: Omit<Paper, 'statement' | 'rows'> & { rows?: number }): Paper {
    const added: Paper = { rows: Math.max(1, paper.parts.length), ...paper, statement: null }
    this.papers.push(added)
    for (const part of added.parts) part.goods.parts.push({ paper: added, part })
    return added
  }
  standing(customer: number): Paper[] {
    return this.papers.filter(
      ({ customer: of, state }) => of === customer && (state === 'standing' || state === 'reversed'),
    )
  }
  /** What a customer owes, up to a day or in all. */
  balance(customer: number, to = '9999-12-31'): number {
    return sum(
      this.standing(customer)
        .filter(({ on }) => on <= to)
        .map(({ fen }) => fen),
    )
  }
  /** A customer signed this statement or a later one, or its dispute is settled: what it says stays. */
  locked(statement: Statement): boolean {
    return this.statements.some(
      (each) => each.customer === statement.customer && each.to >= statement.to && each.state === 'signed',
    )
  }
  lastStatement(customer: number): Statement | undefined {
    return this.statements.filter((each) => each.customer === customer && each.state !== 'void').at(-1)
  }
  /** What the statement of a period must say, and the papers on it. */
  stating(customer: number, to: string): { openingFen: number; closingFen: number; taken: Paper[]; rows: number } {
    const last = this.lastStatement(customer)
    const taken = this.standing(customer).filter((paper) => paper.statement === null && paper.on <= to)
    const opening = last ? [] : taken.filter(({ kind }) => kind === 'opening')
    const openingFen = (last?.closingFen ?? 0) + sum(opening.map(({ fen }) => fen))
    const others = taken.filter((paper) => !opening.includes(paper))
    return {
      openingFen,
      closingFen: openingFen + sum(others.map(({ fen }) => fen)),
      taken,
      rows: sum(others.map(({ rows }) => rows)),
    }
  }
}

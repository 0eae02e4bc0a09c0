import type { Note, NoteRow, OpenLine } from '../../../shared/deliveries.ts'
import type { Gate } from '../../../shared/gates.ts'
import { may } from '../../../shared/permissions.ts'
import type { Context } from '../../context.ts'

type Asker = Pick<Context, 'user'>

/** Money of goods is not for the workshop and the warehouse. */
export const seesMoney = ({ user }: Asker): boolean => may(user.role, 'prices.read')
/** What a driver collects is on his paper, which the warehouse writes and hands him; it is nothing for the workshop. */
export const seesCash = ({ user }: Asker): boolean =>
  may(user.role, 'deliveries.write') || may(user.role, 'prices.read')
const cashFor = <T extends { codFen: number; codCollectedFen: number | null }>(ctx: Asker, row: T): T =>
  seesCash(ctx) ? row : { ...row, codFen: 0, codCollectedFen: null }

export const rowFor = (ctx: Asker, row: NoteRow): NoteRow =>
  seesMoney(ctx) ? row : { ...cashFor(ctx, row), totalFen: 0, paidFen: 0 }

/** Whether the gate is open, and why, without the amounts. */
export const gateFor = (ctx: Asker, gate: Gate): Gate =>
  seesMoney(ctx) ? gate : { ...gate, neededFen: 0, confirmedFen: 0, confirmedBy: null, slipNumber: null }

export const noteFor = (ctx: Asker, note: Note): Note =>
  seesMoney(ctx)
    ? note
    : {
        ...cashFor(ctx, note),
        totalFen: 0,
        paidFen: 0,
        cashGapFen: 0,
        gate: gateFor(ctx, note.gate),
        lines: note.lines.map((line) => ({ ...line, priceMicros: 0, amountFen: 0 })),
      }

export const openLinesFor = (ctx: Asker, lines: OpenLine[]): OpenLine[] =>
  seesMoney(ctx) ? lines : lines.map((line) => ({ ...line, priceMicros: 0 }))

import { z } from 'zod'
import { isDateText } from './dates.ts'
import { mostPriceMicros } from './money.ts'

/** The field types every schema is made of. Sizes are capped (reliability.md R2). */
export const id = z.number().int().positive()
export const version = z.number().int().nonnegative()
/** Any text as it was typed or pasted, without NUL: no hand means it, and PostgreSQL cannot keep it. */
export const anyText = (most: number) =>
  z
    .string()
    .overwrite((typed) => (typed.includes('\0') ? typed.replaceAll('\0', '') : typed))
    .max(most)
export const text = (most = 200) => anyText(100_000).trim().max(most)
export const requiredText = (most = 200) => text(most).min(1)
/** A day from 1990 to 2199. What is none is refused by name (electron/badInput.ts knows it by `as`). */
export const date = z.string().refine(isDateText, { params: { as: 'date' } })
export const instant = z.string().max(40)
export const month = z.string().regex(/^(199\d|20\d\d|21\d\d)-(0[1-9]|1[0-2])$/)
/** Any amount, sums of years too. */
export const fen = z.number().int().min(-9e15).max(9e15)
/** An amount somebody types: up to ten thousand million yuan, so that no sum of them leaves the safe integers. */
export const typedFen = z.number().int().min(-1e12).max(1e12)
export const positiveFen = z.number().int().positive().max(1e12)
export const micros = z.number().int().min(0).max(mostPriceMicros)
/** Any quantity, sums of years too. What somebody types is `positiveThousandths`, so that no sum leaves the safe integers. */
export const thousandths = z.number().int().min(-9e15).max(9e15)
export const positiveThousandths = z.number().int().positive().max(1e12)
/** Packs of any paper, sums too; `typedPacks` of a line as it is typed. */
export const packs = z.number().int().min(-9e15).max(9e15)
export const typedPacks = z.number().int().min(0).max(1e12)
export const count = z.number().int().nonnegative()
export const flag = z.boolean()
export const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
export const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array)
export const nothing = z.strictObject({})

export const byId = z.strictObject({ id })
/** Names the row and the version the user saw: a stale edit is refused (architecture rule 4). */
export const byIdVersion = z.strictObject({ id, version })
/** A command that voids something numbered: the reason stays for ever (architecture rule 11). */
export const voidInput = z.strictObject({ id, version, reason: requiredText(200) })

/** Paging of every list: at most 200 rows a call. */
export const paging = { offset: count.max(10_000_000).default(0), limit: z.number().int().min(1).max(200).default(100) }
export const pageOf = <T extends z.ZodType>(row: T) => z.strictObject({ rows: z.array(row).max(200), total: count })

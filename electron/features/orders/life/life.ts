import type { z } from 'zod'
import type { PhraseKey, PhraseValues } from '../../../../shared/language.ts'
import type { OrderFact, OrderPaper } from '../../../../shared/orders.ts'

export type Fact = z.output<typeof OrderFact>
export type LifePaper = z.output<typeof OrderPaper>

/** What one word knows of an order's life: its facts, and the papers it made. */
export interface Life {
  facts: Fact[]
  papers: LifePaper[]
}
export type Say = (key: PhraseKey, values?: PhraseValues) => string

import type { PhraseKey, PhraseValues } from './language.ts'

/** A refusal as the renderer sees it: never a stack, an SQL text or a path. */
export interface RefusalData {
  code: string
  /** The sentence for the user, in the user's language. */
  message: string
  /** The field of the input it belongs to, as a path: `lines.2.quantity`. */
  field: string | null
}

/** Thrown by a handler to say no. Rolls the transaction back; nothing is changed. */
export class Refusal extends Error {
  readonly code: PhraseKey
  readonly values: PhraseValues
  readonly field: string | null
  constructor(code: PhraseKey, values: PhraseValues = {}, field: string | null = null) {
    super(code)
    this.name = 'Refusal'
    this.code = code
    this.values = values
    this.field = field
  }
}

export const refuse = (code: PhraseKey, values?: PhraseValues, field?: string): Refusal =>
  new Refusal(code, values, field ?? null)

import { randomUUID } from 'node:crypto'
import { contracts } from '../shared/contracts.ts'
import type { Client } from '../shared/contract.ts'
import type { RefusalData } from '../shared/refusals.ts'
import type { App } from './app.ts'

/** A refusal as a caller in this process meets it: `code`, sentence and field. */
export class Refused extends Error {
  readonly code: string
  readonly field: string | null
  constructor(refusal: RefusalData) {
    super(refusal.message)
    this.code = refusal.code
    this.field = refusal.field
  }
}

/** The typed client of one person, straight on `app.call`: for tests, the demo office and the benchmark. */
export const clientOf = (app: App, userId: number | null): Client<typeof contracts> =>
  Object.fromEntries(
    Object.entries(contracts).map(([word, contract]) => [
      word,
      Object.fromEntries(
        Object.entries(contract).map(([name, procedure]) => [
          name,
          async (input: unknown) => {
            const reply = await app.call(
              { userId, host: 'PC-1' },
              `${word}.${name}`,
              input,
              procedure.kind === 'command' ? randomUUID() : null,
            )
            if (!reply.ok) throw new Refused(reply.refusal)
            return reply.value
          },
        ]),
      ),
    ]),
  ) as unknown as Client<typeof contracts>

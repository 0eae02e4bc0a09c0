import type { z } from 'zod'
import type { Permission } from './permissions.ts'
import type { RefusalData } from './refusals.ts'

/** One procedure of the application: what it takes, what it gives, who may call it. */
export interface Procedure<K extends 'query' | 'command', I extends z.ZodType, O extends z.ZodType> {
  kind: K
  permission: Permission
  input: I
  output: O
}

/** A procedure that reads. It never writes. */
export const query = <I extends z.ZodType, O extends z.ZodType>(
  permission: Permission,
  input: I,
  output: O,
): Procedure<'query', I, O> => ({ kind: 'query', permission, input, output })

/** A procedure that changes facts: always one transaction, always audited, never twice for one request id. */
export const command = <I extends z.ZodType, O extends z.ZodType>(
  permission: Permission,
  input: I,
  output: O,
): Procedure<'command', I, O> => ({ kind: 'command', permission, input, output })

export type AnyProcedure = Procedure<'query' | 'command', z.ZodType, z.ZodType>
export type Contract = Record<string, AnyProcedure>
export type Contracts = Record<string, Contract>

export type Input<P extends AnyProcedure> = z.input<P['input']>
export type Output<P extends AnyProcedure> = z.output<P['output']>

/** The plain functions behind a contract. A procedure without its handler does not compile. */
export type Handlers<C extends Contract, Context> = {
  [P in keyof C]: (context: Context, input: z.output<C[P]['input']>) => Promise<z.input<C[P]['output']>>
}

/** The contract as the renderer calls it: `client.orders.save(draft)`. Rejects with a `Refused`. */
export type Client<C extends Contracts> = {
  [W in keyof C]: { [P in keyof C[W]]: (input: Input<C[W][P]>) => Promise<Output<C[W][P]>> }
}

/** What comes back over the bridge: errors are data. */
export type Reply = { ok: true; value: unknown } | { ok: false; refusal: RefusalData }

/** What the renderer sends over the bridge. A command carries a request id made by the client. */
export interface Call {
  channel: string
  input: unknown
  requestId: string | null
}

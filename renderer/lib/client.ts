import type { Client, Reply } from '../../shared/contract.ts'
import type { contracts } from '../../shared/contracts.ts'
import type { RefusalData } from '../../shared/refusals.ts'
import './bridge.ts'

/** What a call rejects with: the sentence for the user and the field it belongs to. */
export class Refused extends Error {
  readonly code: string
  readonly field: string | null
  /** The deed that was refused, and of which paper: `deliveries.release 12`. */
  readonly deed: string
  constructor(refusal: RefusalData, deed = '') {
    super(refusal.message)
    this.name = 'Refused'
    this.code = refusal.code
    this.field = refusal.field
    this.deed = deed
  }
}

const deedOf = (channel: string, input: unknown): string => {
  const id = typeof input === 'object' && input !== null && 'id' in input ? input.id : null
  return typeof id === 'number' ? `${channel} ${id}` : channel
}

/** Hears of every call that was answered: what was refused before and is done now is no news any more. */
export const answered = new Set<(deed: string) => void>()

/** Any procedure of the client, as `useQuery` and DataTable take it. */
export type ClientProcedure<I, O> = (input: I) => Promise<O>

const channels = new WeakMap<object, string>()

/** The channel of a client procedure: `orders.list` of `client.orders.list`. */
export const channelOf = (procedure: object): string => {
  const channel = channels.get(procedure)
  if (channel === undefined) throw new Error('not a procedure of the client')
  return channel
}

// A lost reply (the worker was replaced) is asked for once more under the same request id: a command that was
// done answers with its first result, so nothing is ever done twice. Queries ignore the id.
const exchange = async (channel: string, input: unknown, requestId: string): Promise<Reply> => {
  const call = { channel, input, requestId }
  try {
    return await window.gendan.invoke(call)
  } catch (lost) {
    console.warn(`the reply to ${channel} was lost, asking again`, lost)
    return window.gendan.invoke(call)
  }
}

const send = async (channel: string, input: unknown, requestId: string): Promise<unknown> => {
  const reply = await exchange(channel, input, requestId)
  const deed = deedOf(channel, input)
  if (!reply.ok) throw new Refused(reply.refusal, deed)
  for (const hear of answered) hear(deed)
  return reply.value
}

/** Calls a command under a request id that outlives this window (it is kept with a draft): done once, however often it is sent. */
export const callOnce = <I, O>(command: ClientProcedure<I, O>, input: I, requestId: string): Promise<O> =>
  send(channelOf(command), input, requestId) as Promise<O>

const procedure = (channel: string): ClientProcedure<unknown, unknown> => {
  const call = (input: unknown): Promise<unknown> => send(channel, input, crypto.randomUUID())
  channels.set(call, channel)
  return call
}

// Every name read once is kept, so that `client.orders.list` is the same function for ever.
const remembering = <T>(make: (name: string) => T): Record<string, T> =>
  new Proxy<Record<string, T>>(Object.create(null) as Record<string, T>, {
    get: (kept, name) => (typeof name === 'string' ? (kept[name] ??= make(name)) : undefined),
  })

/** The application as the page calls it: `await client.orders.save(draft)`. Rejects with `Refused`. */
export const client = remembering((word) => remembering((name) => procedure(`${word}.${name}`))) as unknown as Client<
  typeof contracts
>

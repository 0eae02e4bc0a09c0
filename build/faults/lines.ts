/** What the office that is going to be killed says on its standard output, one line each, before and after each call. */
export interface Asked {
  line: 'asked'
  requestId: string
  userId: number
  channel: string
  input: unknown
  /** Found in the database again by this: a PO number, a slip, a file name, the start of codes. */
  mark: string
}
export interface Acknowledged {
  line: 'acknowledged'
  requestId: string
}
export interface BackedUp {
  line: 'backedUp'
  fileName: string
}
export interface Refused {
  line: 'refused'
  requestId: string
  why: string
}
export type Line = { line: 'ready' } | Asked | Acknowledged | BackedUp | Refused

/** Bytes do not go through JSON: a fax is sent as its text and made to bytes on both sides. */
export const inputOf = ({ channel, input }: Asked): unknown => {
  if (channel !== 'inbox.receive') return input
  const { bytes, ...rest } = input as { bytes: string }
  return { ...rest, bytes: new Uint8Array(Buffer.from(bytes, 'base64')) }
}

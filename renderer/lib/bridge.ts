import type { Call, Reply } from '../../shared/contract.ts'

/** What main tells the page: facts changed, long work moved on, the PC was locked, a file in the fax folder is no fax. */
export type BridgeEvent = 'changed' | 'progress' | 'locked' | 'strange'

/** The whole of what the preload gives the page. */
export interface Bridge {
  invoke(call: Call): Promise<Reply>
  /** Gives the function that ends the listening. */
  on(event: BridgeEvent, listener: (payload: unknown) => void): () => void
}

declare global {
  interface Window {
    gendan: Bridge
  }
}

import type { z } from 'zod'
import type { AnyProcedure, Input, Output } from '../../shared/contract.ts'

/** What an export gets: a way to ask the application on the reader's connection, and where to write. */
export interface ExportRun {
  read(channel: string, input: unknown): Promise<unknown>
  /** A file, or a folder where the export makes several files. */
  path: string
  signal: AbortSignal
  progress(done: number, of: number, words: string): void
}

/** Asks a query of the contract by its channel; its answer is what the contract says. */
export const askQuery = async <P extends AnyProcedure>(
  run: ExportRun,
  channel: string,
  procedure: P,
  input: Input<P>,
): Promise<Output<P>> => procedure.output.parse(await run.read(channel, input)) as z.output<P['output']>

/** Rows asked for in one call: the most a list gives. */
const pageSize = 200

/** All rows of a list, page by page, telling how far it is. */
export async function* pagedRows<Row>(
  run: ExportRun,
  words: string,
  ask: (offset: number, limit: number) => Promise<{ rows: Row[]; total: number }>,
): AsyncGenerator<Row> {
  for (let offset = 0; ; offset += pageSize) {
    run.signal.throwIfAborted()
    const { rows, total } = await ask(offset, pageSize)
    yield* rows
    run.progress(Math.min(total, offset + rows.length), total, words)
    if (rows.length < pageSize) return
  }
}

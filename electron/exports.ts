/** What an export gets: a way to ask the application on the reader's connection, and where to write. */
export interface ExportRun {
  read(channel: string, input: unknown): Promise<unknown>
  /** A file, or a folder where the export makes several files. */
  path: string
  signal: AbortSignal
  progress(done: number, of: number, words: string): void
}

type Export = (run: ExportRun, input: unknown) => Promise<{ files: number }>

/** Kind → how its workbook is made. A new export adds its line here. */
const exports: Record<string, Export> = {}

export const runExport = async (run: ExportRun, kind: string, input: unknown): Promise<{ files: number }> => {
  const make = Object.hasOwn(exports, kind) ? exports[kind] : undefined
  if (!make) throw new Error(`no export ${kind}`)
  return make(run, input)
}

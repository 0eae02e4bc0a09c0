import type { Row } from './schemaMasters.ts'

/** A picture that was kept: its bytes and those of its small one lie under their SHA-256 beside the papers. */
export interface PicturesTable extends Row {
  sha256: string
  /** At most 240 px: what lists show and papers print. */
  smallSha256: string
  mediaType: string
  smallMediaType: string
  byteLength: number
  keptBy: number
  keptAt: string
}

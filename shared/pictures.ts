import { z } from 'zod'
import { command, query } from './contract.ts'
import { type FaxProblem, type PictureFile, sniffPicture } from './faxFiles.ts'
import { bytes, sha256 } from './fields.ts'
import type { PhraseKey } from './language.ts'

/** The picture of a product or a line: the SHA-256 of its bytes, '' for none. */
export const pictureHash = sha256.or(z.literal(''))

/** 5 MB: the largest file a picture is made of. */
export const largestPictureBytes = 5 * 1024 * 1024
/** What is kept: the picture itself and a small one for lists and papers, longest edge in pixels. */
export const pictureEdge = 800
export const smallPictureEdge = 240
/** An 800 px picture as a page makes it has 100 to 300 kB, a small one about 10 kB. */
const largestKept = { bytes: 1_000_000, edge: pictureEdge }
const largestSmall = { bytes: 100_000, edge: smallPictureEdge }

const problemKeys: Record<FaxProblem, PhraseKey> = {
  empty: 'pictures.problemDamaged',
  tooLarge: 'pictures.problemTooLarge',
  notAFax: 'pictures.problemNoPicture',
  damaged: 'pictures.problemDamaged',
  tooManyPixels: 'pictures.problemTooManyPixels',
}

/** Why a file cannot be a picture, told by its bytes and never by its name; or what it is. */
export const pictureOf = (file: Uint8Array): PictureFile | { problem: PhraseKey } => {
  if (file.length > largestPictureBytes) return { problem: problemKeys.tooLarge }
  const found = sniffPicture(file)
  return 'problem' in found ? { problem: problemKeys[found.problem] } : found
}

/** The same of what is to be kept: it was scaled down before. */
export const keptPictureOf = (file: Uint8Array, small: boolean): PictureFile | { problem: PhraseKey } => {
  const found = pictureOf(file)
  const most = small ? largestSmall : largestKept
  const tooLarge =
    !('problem' in found) && (file.length > most.bytes || Math.max(found.width, found.height) > most.edge)
  return tooLarge ? { problem: problemKeys.tooLarge } : found
}

export const pictures = {
  /** Keeps a picture and its small one; the same bytes are kept once. A product or line then names its hash. */
  keep: command('pictures.write', z.strictObject({ bytes, small: bytes }), z.strictObject({ sha256 })),
  /** The bytes of a picture of a product, an order or an inspection; of a quotation only for who may see quotations. */
  bytes: query(
    'orders.read',
    z.strictObject({ sha256, small: z.boolean().default(false) }),
    z.strictObject({ bytes, mediaType: z.string() }),
  ),
}

import { once } from 'node:events'
import { crc32, createInflateRaw } from 'node:zlib'
import { outsideLimits } from '../../shared/sheets.ts'
import { OutsideProblem } from './problem.ts'

/**
 * The directory of a zip archive, read with suspicion: whatever two readers could understand differently
 * (names or methods that disagree, two files of one name, a second directory) counts as damage.
 */
export interface ZipEntry {
  name: string
  /** 0 stored, 8 deflated. */
  method: number
  checksum: number
  /** What the directory says of its unpacked size; `unpack` finds out whether it is true. */
  size: number
  /** The bytes as they lie in the archive. */
  packed: Uint8Array
}

const endMark = 0x06054b50
const directoryMark = 0x02014b50
const localMark = 0x04034b50

const damaged = (): OutsideProblem => new OutsideProblem('damaged')

/** Where the end record is: the last one, and its comment must reach the end of the file. */
const findEnd = (view: DataView): number => {
  const earliest = Math.max(0, view.byteLength - 22 - 0xffff)
  for (let at = view.byteLength - 22; at >= earliest; at -= 1) {
    if (view.getUint32(at, true) !== endMark) continue
    if (at + 22 + view.getUint16(at + 20, true) !== view.byteLength) throw damaged()
    return at
  }
  throw damaged()
}

const nameAt = (bytes: Uint8Array, at: number, length: number): string => {
  if (at + length > bytes.byteLength) throw damaged()
  return Buffer.from(bytes.buffer, bytes.byteOffset + at, length).toString('utf8')
}

/**
 * The sizes that stand before the bytes: the same as in the directory, or zero where a writer did not know them yet
 * (flag 8). Libraries set aside memory by them.
 */
const sizesAgree = (view: DataView, at: number, local: number): boolean => {
  const [packed, unpacked] = [view.getUint32(at + 20, true), view.getUint32(at + 24, true)]
  const [localPacked, localUnpacked] = [view.getUint32(local + 18, true), view.getUint32(local + 22, true)]
  if (localPacked === packed && localUnpacked === unpacked) return true
  return (view.getUint16(local + 6, true) & 8) !== 0 && localPacked === 0 && localUnpacked === 0
}

const refuseName = (name: string): void => {
  if (/(^|\/)\.\.(\/|$)|\\|^[A-Za-z]:|\p{Cc}/u.test(name)) throw new OutsideProblem('badNames')
}

/** One entry of the directory, checked against the head that stands before its bytes. */
const entryAt = (bytes: Uint8Array, view: DataView, at: number): { entry: ZipEntry; next: number } => {
  if (view.getUint32(at, true) !== directoryMark) throw damaged()
  const flags = view.getUint16(at + 8, true)
  const method = view.getUint16(at + 10, true)
  const nameLength = view.getUint16(at + 28, true)
  const after = nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  const name = nameAt(bytes, at + 46, nameLength)
  refuseName(name)
  if ((flags & 0x2041) !== 0) throw new OutsideProblem('encrypted')
  if (method !== 0 && method !== 8) throw damaged()
  const local = view.getUint32(at + 42, true)
  const localNameLength = view.getUint16(local + 26, true)
  const same =
    view.getUint32(local, true) === localMark &&
    view.getUint16(local + 8, true) === method &&
    sizesAgree(view, at, local) &&
    nameAt(bytes, local + 30, localNameLength) === name
  if (!same) throw damaged()
  if ((view.getUint16(local + 6, true) & 0x2041) !== 0) throw new OutsideProblem('encrypted')
  const start = local + 30 + localNameLength + view.getUint16(local + 28, true)
  const size = view.getUint32(at + 20, true)
  if (start + size > bytes.byteLength) throw damaged()
  const entry = {
    name,
    method,
    checksum: view.getUint32(at + 16, true),
    size: view.getUint32(at + 24, true),
    packed: bytes.subarray(start, start + size),
  }
  return { entry, next: at + 46 + after }
}

/** The entries of an archive. Folders are left out; more than 200 entries are refused before they are read. */
export const zipEntries = (bytes: Uint8Array): ZipEntry[] => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    const end = findEnd(view)
    const count = view.getUint16(end + 10, true)
    if (view.getUint16(end + 8, true) !== count) throw damaged()
    if (count > outsideLimits.entries) throw new OutsideProblem('bomb')
    const entries: ZipEntry[] = []
    let at = view.getUint32(end + 16, true)
    for (let index = 0; index < count; index += 1) {
      const { entry, next } = entryAt(bytes, view, at)
      at = next
      if (!entry.name.endsWith('/')) entries.push(entry)
    }
    const names = new Set(entries.map((entry) => entry.name.toLowerCase()))
    if (names.size !== entries.length) throw damaged()
    return entries
  } catch (error) {
    // A DataView throws RangeError for any offset outside the file: the directory points nowhere.
    if (error instanceof RangeError) throw new OutsideProblem('damaged', error)
    throw error
  }
}

/** Counts what has been unpacked of the whole archive, and stops at the limits of F1. */
export interface UnpackBudget {
  used: number
}

// Below this an entry may be any number of times its packed size: an empty sheet of one repeated tag is.
const smallEntry = 1024 * 1024

/**
 * Unpacks an entry piece by piece, never holding more than one piece. What the directory says of its size is not
 * believed; the pieces are counted, and the check sum must be right at the end.
 */
export async function* unpack(entry: ZipEntry, budget: UnpackBudget): AsyncGenerator<Buffer> {
  let size = 0
  let checksum = 0
  const count = (piece: Buffer): void => {
    size += piece.byteLength
    budget.used += piece.byteLength
    checksum = crc32(piece, checksum)
    const tooDense = size > smallEntry && size > entry.packed.byteLength * outsideLimits.ratio
    if (tooDense || budget.used > outsideLimits.unpackedBytes) throw new OutsideProblem('bomb')
  }
  if (entry.method === 0) {
    const piece = Buffer.from(entry.packed.buffer, entry.packed.byteOffset, entry.packed.byteLength)
    count(piece)
    yield piece
  } else {
    const inflate = createInflateRaw({ chunkSize: 128 * 1024 })
    inflate.end(entry.packed)
    try {
      for await (const piece of inflate as AsyncIterable<Buffer>) {
        count(piece)
        yield piece
      }
    } catch (error) {
      if (error instanceof OutsideProblem) throw error
      throw new OutsideProblem('damaged', error)
    } finally {
      inflate.destroy()
      if (!inflate.closed) await once(inflate, 'close')
    }
  }
  if (checksum !== entry.checksum || size !== entry.size) throw damaged()
}

/** An entry in one piece; unpacked as `unpack` does it. Throws an OutsideProblem. */
export const unpackWhole = async (entry: ZipEntry, budget: UnpackBudget): Promise<Uint8Array<ArrayBuffer>> => {
  const pieces: Buffer[] = []
  for await (const piece of unpack(entry, budget)) pieces.push(piece)
  return new Uint8Array(Buffer.concat(pieces))
}

/** An archive of these entries as they lie packed: for a reader that must not see the others. */
export const archiveOf = (entries: readonly ZipEntry[]): Uint8Array => {
  const bodies: Uint8Array[] = []
  const directory: Uint8Array[] = []
  let offset = 0
  for (const { name, method, checksum, size, packed } of entries) {
    const nameBytes = Buffer.from(name)
    const head = Buffer.alloc(46)
    head.writeUInt32LE(directoryMark, 0)
    // from the fourth byte of the directory's head, the one before the bytes has the same fields
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(0x0800, 2)
    common.writeUInt16LE(method, 4)
    common.writeUInt32LE(checksum, 10)
    common.writeUInt32LE(packed.byteLength, 14)
    common.writeUInt32LE(size, 18)
    common.writeUInt16LE(nameBytes.byteLength, 22)
    head.writeUInt16LE(20, 4)
    common.copy(head, 6)
    head.writeUInt32LE(offset, 42)
    const local = Buffer.alloc(4)
    local.writeUInt32LE(localMark, 0)
    const body = Buffer.concat([local, common, nameBytes, packed])
    bodies.push(body)
    directory.push(head, nameBytes)
    offset += body.byteLength
  }
  const list = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(endMark, 0)
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(list.byteLength, 12)
  end.writeUInt32LE(offset, 16)
  return new Uint8Array(Buffer.concat([...bodies, list, end]))
}

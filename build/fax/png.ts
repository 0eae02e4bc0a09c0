import { crc32, deflateSync, inflateSync } from 'node:zlib'
import type { Bilevel } from '../../shared/faxFiles.ts'

/** A grey picture, one byte a pixel, 0 black to 255 white. */
export type Grey = { width: number; height: number; pixels: Uint8Array }

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

function paeth(left: number, up: number, upLeft: number): number {
  const guess = left + up - upLeft
  const [toLeft, toUp, toUpLeft] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - upLeft)]
  if (toLeft <= toUp && toLeft <= toUpLeft) return left
  return toUp <= toUpLeft ? up : upLeft
}

/** Undoes the five PNG line filters in place of the raw scan lines. */
function unfilter(raw: Buffer, height: number, lineLength: number, channels: number): Buffer {
  const out = Buffer.alloc(height * lineLength)
  for (let y = 0; y < height; y += 1) {
    const filter = raw[y * (lineLength + 1)]!
    for (let x = 0; x < lineLength; x += 1) {
      const at = y * lineLength + x
      const left = x >= channels ? out[at - channels]! : 0
      const up = y > 0 ? out[at - lineLength]! : 0
      const upLeft = x >= channels && y > 0 ? out[at - lineLength - channels]! : 0
      const guess = [0, left, up, (left + up) >> 1, paeth(left, up, upLeft)][filter]!
      out[at] = raw[y * (lineLength + 1) + 1 + x]! + guess
    }
  }
  return out
}

/** Reads what Chromium's screenshot writes (8 bits, RGB or RGBA, not interlaced) as grey. */
export function decodeScreenshot(file: Buffer): Grey {
  const parts: Buffer[] = []
  for (let at = 8; at < file.length; at += 12 + file.readUInt32BE(at)) {
    if (file.toString('latin1', at + 4, at + 8) === 'IDAT') {
      parts.push(file.subarray(at + 8, at + 8 + file.readUInt32BE(at)))
    }
  }
  const width = file.readUInt32BE(16)
  const height = file.readUInt32BE(20)
  const channels = file[25] === 6 ? 4 : 3
  const colours = unfilter(inflateSync(Buffer.concat(parts)), height, width * channels, channels)
  const pixels = new Uint8Array(width * height)
  for (let at = 0; at < pixels.length; at += 1) {
    const place = at * channels
    pixels[at] = Math.round(colours[place]! * 0.299 + colours[place + 1]! * 0.587 + colours[place + 2]! * 0.114)
  }
  return { width, height, pixels }
}

function chunk(name: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), body])
  const framed = Buffer.alloc(named.length + 8)
  framed.writeUInt32BE(body.length, 0)
  named.copy(framed, 4)
  framed.writeUInt32BE(crc32(named), named.length + 4)
  return framed
}

/** A one-bit grey PNG, as a fax program saves a page. */
export function encodePng(picture: Bilevel): Buffer {
  const lineLength = Math.ceil(picture.width / 8)
  const raw = Buffer.alloc(picture.height * (lineLength + 1))
  for (let y = 0; y < picture.height; y += 1) {
    for (let x = 0; x < picture.width; x += 1) {
      if (picture.pixels[y * picture.width + x] === 1) continue
      const at = y * (lineLength + 1) + 1 + (x >> 3)
      raw[at] = raw[at]! | (0x80 >> (x & 7))
    }
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(picture.width, 0)
  head.writeUInt32BE(picture.height, 4)
  head[8] = 1
  return Buffer.concat([
    signature,
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(raw, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

import { encodePng } from '../../build/fax/png.ts'
import type { TestOffice } from './office.ts'

/** A PNG with a bar of its own width: another bar is another picture. */
export const pictureFile = (bar: number, edge = 60): Uint8Array<ArrayBuffer> => {
  const pixels = new Uint8Array(edge * edge)
  for (let at = 0; at < pixels.length; at += 1) pixels[at] = at % edge < bar ? 1 : 0
  return new Uint8Array(encodePng({ width: edge, height: edge, pixels }))
}

/** Keeps a picture by the clerk and gives its hash. */
export const keepPicture = async (office: TestOffice, bar: number): Promise<string> =>
  (await office.as.clerk.pictures.keep({ bytes: pictureFile(bar), small: pictureFile(bar, 24) })).sha256

import { pictureEdge, pictureOf, smallPictureEdge } from '../../shared/pictures.ts'
import type { PhraseKey } from '../../shared/language.ts'

/** Longest edge at most `most`, never larger than it is: 4000 × 3000 → 800 × 600. */
export const fittedSize = (
  size: { width: number; height: number },
  most: number,
): { width: number; height: number } => {
  const scale = Math.min(1, most / Math.max(size.width, size.height))
  const fit = (edge: number): number => Math.max(1, Math.round(edge * scale))
  return { width: fit(size.width), height: fit(size.height) }
}

/** Drawn anew on white as a JPEG: what else the file carried (place, camera, larger pixels) stays outside. */
const drawn = async (bitmap: ImageBitmap, most: number): Promise<Uint8Array<ArrayBuffer>> => {
  const { width, height } = fittedSize(bitmap, most)
  const canvas = new OffscreenCanvas(width, height)
  const context = canvas.getContext('2d')!
  context.fillStyle = '#fff'
  context.fillRect(0, 0, width, height)
  context.imageSmoothingQuality = 'high'
  context.drawImage(bitmap, 0, 0, width, height)
  const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.85 })
  return new Uint8Array(await blob.arrayBuffer())
}

/** A file from outside as it is kept, at two sizes; or the phrase that says why not. */
export const preparePicture = async (
  file: Uint8Array<ArrayBuffer>,
): Promise<{ bytes: Uint8Array<ArrayBuffer>; small: Uint8Array<ArrayBuffer> } | { problem: PhraseKey }> => {
  const found = pictureOf(file)
  if ('problem' in found) return found
  let bitmap: ImageBitmap
  try {
    bitmap = await createImageBitmap(new Blob([file], { type: found.mediaType }))
  } catch (error) {
    // the head is right, what follows cannot be drawn
    if (error instanceof DOMException) return { problem: 'pictures.problemDamaged' }
    throw error
  }
  try {
    return { bytes: await drawn(bitmap, pictureEdge), small: await drawn(bitmap, smallPictureEdge) }
  } finally {
    bitmap.close()
  }
}

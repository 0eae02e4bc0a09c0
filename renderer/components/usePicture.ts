import { useEffect, useState } from 'react'
import { client } from '../lib/client.ts'
import { sentenceOf } from '../lib/notices.ts'

/** Small pictures that were read: they never change under their hash. The oldest goes when there are more. */
const most = 300
const kept = new Map<string, Promise<Blob>>()

const read = async (sha256: string, small: boolean): Promise<Blob> => {
  const { bytes, mediaType } = await client.pictures.bytes({ sha256, small })
  return new Blob([bytes as Uint8Array<ArrayBuffer>], { type: mediaType })
}
const readSmall = (sha256: string): Promise<Blob> => {
  const known = kept.get(sha256)
  if (known) return known
  const reading = read(sha256, true)
  kept.set(sha256, reading)
  for (const oldest of kept.keys()) if (kept.size > most) kept.delete(oldest)
  // asked for again the next time it is shown; who asked now hears of it
  reading.catch(() => kept.delete(sha256))
  return reading
}

/** The address of a picture while it is shown, or why it cannot be; '' is no picture. */
export const usePicture = (sha256: string, small: boolean): { url: string | null; error: string | null } => {
  const [shown, setShown] = useState<{ sha256: string; url: string | null; error: string | null } | null>(null)
  useEffect(() => {
    if (sha256 === '') return undefined
    let url: string | null = null
    let hasLeft = false
    ;(small ? readSmall(sha256) : read(sha256, false)).then(
      (blob) => {
        if (hasLeft) return
        url = URL.createObjectURL(blob)
        setShown({ sha256, url, error: null })
      },
      (error: unknown) => {
        if (!hasLeft) setShown({ sha256, url: null, error: sentenceOf(error) })
      },
    )
    return () => {
      hasLeft = true
      if (url !== null) URL.revokeObjectURL(url)
    }
  }, [sha256, small])
  return shown?.sha256 === sha256 ? shown : { url: null, error: null }
}

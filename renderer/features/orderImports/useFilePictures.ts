import { useCallback, useEffect, useRef, useState } from 'react'
import type { FileLines } from '../../../shared/orderSheet.ts'
import type { PictureProblem } from '../../../shared/sheets.ts'
import { client } from '../../lib/client.ts'
import { preparePicture } from '../../lib/pictureFile.ts'

/** A picture of the file: as it will be kept, with the address of its small one while the page shows it. */
type Ready = { bytes: Uint8Array; small: Uint8Array; url: string } | { problem: PictureProblem }

/** What a line shows: its small picture, why it has none, or nothing yet. */
export type LinePicture = { url: string } | { problem: PictureProblem } | 'working'

const none: readonly Uint8Array[] = []

const drawn = async (file: Uint8Array): Promise<Ready> => {
  try {
    const prepared = await preparePicture(file as Uint8Array<ArrayBuffer>)
    if ('problem' in prepared) return { problem: 'damaged' }
    return { ...prepared, url: URL.createObjectURL(new Blob([prepared.small], { type: 'image/jpeg' })) }
  } catch (error) {
    // no memory for it: the line says so and goes without
    console.error(error)
    return { problem: 'damaged' }
  }
}

/**
 * The pictures of an open file, made small one after another in the sandboxed page: only what was drawn here is kept
 * (reliability.md F8). `keep` puts those of the given lines away and gives the hash for each line, '' for none.
 */
export const useFilePictures = (files: readonly Uint8Array[] = none, lines: FileLines | null) => {
  const [ready, setReady] = useState<ReadonlyMap<number, Ready>>(new Map())
  const works = useRef<Promise<Ready>[]>([])
  useEffect(() => {
    let hasLeft = false
    const urls: string[] = []
    let before: Promise<unknown> = Promise.resolve()
    setReady(new Map())
    works.current = files.map((file, index) => {
      const work = before.then(async (): Promise<Ready> => {
        if (hasLeft) return { problem: 'damaged' }
        const done = await drawn(file)
        if ('url' in done) urls.push(done.url)
        if (!hasLeft) setReady((known) => new Map(known).set(index, done))
        else if ('url' in done) URL.revokeObjectURL(done.url)
        return done
      })
      before = work
      return work
    })
    return () => {
      hasLeft = true
      for (const url of urls) URL.revokeObjectURL(url)
    }
  }, [files])
  const of = useCallback(
    (line: number): LinePicture | null => {
      const found = lines?.pictures[line] ?? null
      if (found === null) return null
      if (found.picture === null) return { problem: found.problem ?? 'missing' }
      return ready.get(found.picture) ?? 'working'
    },
    [lines, ready],
  )
  return {
    of,
    async keep(wanted: readonly boolean[]): Promise<string[]> {
      const kept = new Map<number, string>()
      const hashes: string[] = []
      for (const [line, isWanted] of wanted.entries()) {
        const index = isWanted ? (lines?.pictures[line]?.picture ?? null) : null
        const picture = index === null || kept.has(index) ? null : await works.current[index]
        if (index !== null && picture && 'url' in picture) {
          const { bytes, small } = picture
          kept.set(index, (await client.pictures.keep({ bytes, small })).sha256)
        }
        hashes.push((index === null ? undefined : kept.get(index)) ?? '')
      }
      return hashes
    },
  }
}
export type FilePictures = ReturnType<typeof useFilePictures>

import { useEffect, useRef, useState } from 'react'
import type { FaxMediaType } from '../../shared/faxFiles.ts'
import { decodeFax, type FaxDocument, type FaxPage, FaxUnreadable } from '../lib/faxPages.ts'
import type { RowBand } from '../lib/faxRows.ts'
import type { Turn } from '../lib/faxView.ts'

export type FaxTrouble = FaxUnreadable['problem']

const troubleOf = (failure: unknown): FaxTrouble => {
  if (failure instanceof FaxUnreadable) return failure.problem
  console.error('the fax cannot be shown', failure)
  return 'damaged'
}

/** The open fax, or why it cannot be opened; neither while it is opening. */
export const useFaxDocument = (
  bytes: Uint8Array,
  mediaType: FaxMediaType,
): { document?: FaxDocument; trouble?: FaxTrouble } => {
  const [state, setState] = useState<{ document?: FaxDocument; trouble?: FaxTrouble }>({})
  useEffect(() => {
    let hasLeft = false
    let opened: FaxDocument | undefined
    decodeFax(bytes, mediaType).then(
      (document) => {
        opened = document
        if (hasLeft) document.close()
        else setState({ document })
      },
      (failure: unknown) => {
        if (!hasLeft) setState({ trouble: troubleOf(failure) })
      },
    )
    return () => {
      hasLeft = true
      opened?.close()
    }
  }, [bytes, mediaType])
  return state
}

export type ShownPage = { index: number; page?: FaxPage; trouble?: FaxTrouble }

/** The decoded page; the one before stays until the wanted one is there, so that turning pages does not flicker. */
export const useFaxPage = (document: FaxDocument | undefined, index: number): ShownPage | undefined => {
  const [shown, setShown] = useState<ShownPage>()
  useEffect(() => {
    let hasLeft = false
    const show = (next: ShownPage) => {
      if (!hasLeft) setShown(next)
    }
    document?.page(index).then(
      (page) => show({ index, page }),
      (failure: unknown) => show({ index, trouble: troubleOf(failure) }),
    )
    return () => {
      hasLeft = true
    }
  }, [document, index])
  return shown
}

/** Finds the table rows of the page that is shown and tells them, once for each page. */
export const useFaxRows = (
  document: FaxDocument | undefined,
  shown: ShownPage | undefined,
  onRows: ((page: number, rows: RowBand[]) => void) | undefined,
): void => {
  const index = shown?.page ? shown.index : undefined
  const told = useRef(new Set<number>())
  useEffect(() => {
    if (!document || index === undefined || !onRows || told.current.has(index)) return undefined
    let hasLeft = false
    // After the page is on the screen: the person reads while the lines are found.
    const timer = setTimeout(() => {
      document.rows(index).then(
        (rows) => {
          if (hasLeft) return
          told.current.add(index)
          onRows(index, rows)
        },
        (failure: unknown) => console.error('no rows found on the fax', failure),
      )
    }, 50)
    return () => {
      hasLeft = true
      clearTimeout(timer)
    }
    // The rows of a page do not change with the function that is told them.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [document, index])
}

const turns = new Map<string, Turn>()

/** How the fax was turned last, remembered for each file until the program closes. */
export const useTurn = (fingerprint: string): [Turn, (turn: Turn) => void] => {
  const [turn, setTurn] = useState<Turn>(turns.get(fingerprint) ?? 0)
  return [
    turn,
    (next) => {
      turns.set(fingerprint, next)
      setTurn(next)
    },
  ]
}

/** FNV-1a over the whole file, with its length: the same bytes are the same fax. */
export const fingerprintOf = (bytes: Uint8Array): string => {
  let hash = 0x811c9dc5
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193)
  return `${bytes.length}-${hash >>> 0}`
}

import { useCallback, useMemo, useRef } from 'react'
import type { Output } from '../../../shared/contract.ts'
import type { BoardRow, operations } from '../../../shared/operations.ts'
import { type ListProcedure, pageSize, usePages } from '../../components/usePages.ts'
import { client } from '../../lib/client.ts'
import { useQuery } from '../../lib/query.ts'

export interface BoardFilter {
  workshop: string
  customerId: number | null
  merchandiserId: number | null
  late: boolean
  soon: boolean
  mine: boolean
  early: boolean
}
export const noFilter: BoardFilter = {
  workshop: '',
  customerId: null,
  merchandiserId: null,
  late: false,
  soon: false,
  mine: false,
  early: false,
}

type Board = Output<typeof operations.board>

/** Processes in the office's sequence; one the office no longer has stands where it first came. */
const inSequence = (names: readonly string[], sequence: readonly string[]): string[] => {
  const rank = (name: string): number => {
    const at = sequence.indexOf(name)
    return at < 0 ? sequence.length : at
  }
  return names.toSorted((one, other) => rank(one) - rank(other))
}

/** The whole board by pages: only those on screen are asked, and asked again when facts change. */
export const useBoardPages = (filter: BoardFilter) => {
  const pages = usePages<BoardRow, BoardFilter>(client.operations.board as ListProcedure<BoardRow, BoardFilter>, filter)
  // the first page has the counts; the same question as that of the list
  const first = useQuery(client.operations.board, { ...filter, offset: 0, limit: pageSize }, { keep: true })
  const { data: all } = useQuery(client.settings.processes, {})
  const range = useRef({ from: 0, to: -1 })
  const { show } = pages
  const known = useRef({ key: '', names: new Set<string>() })
  const key = JSON.stringify(filter)
  if (known.current.key !== key) known.current = { key, names: new Set() }
  for (const name of first.data?.processes ?? []) known.current.names.add(name)
  const { names } = known.current
  // a product further down may pass a process the first ones do not: learnt as its page comes
  for (let index = range.current.from; index <= range.current.to; index += 1)
    for (const { processName } of pages.rowAt(index)?.steps ?? []) names.add(processName)
  const count = names.size
  const processes = useMemo(
    () =>
      inSequence(
        [...names],
        (all ?? []).toSorted((one, other) => one.sequence - other.sequence).map(({ name }) => name),
      ),
    // oxlint-disable-next-line react/exhaustive-deps -- a set that only grows: its size says whether it did
    [names, count, all],
  )
  return {
    board: first.data as Board | undefined,
    error: first.error ?? pages.error,
    refetch: first.refetch,
    total: pages.total,
    rowAt: pages.rowAt,
    show: useCallback(
      (from: number, to: number) => {
        range.current = { from, to }
        show(from, to)
      },
      [show],
    ),
    processes,
  }
}

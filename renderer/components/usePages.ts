import { useEffect, useMemo, useRef, useState } from 'react'
import type { ClientProcedure, Refused } from '../lib/client.ts'
import { queryKey, watchQuery } from '../lib/query.ts'

/** Rows asked for in one call. */
export const pageSize = 100

interface Paged<Row> {
  rows: Row[]
  total: number
}
/** A list procedure of the contract: paging and filters in, rows and their total out. */
export type ListProcedure<Row, Filter> = ClientProcedure<Filter & { offset?: number; limit?: number }, Paged<Row>>

export interface Pages<Row> {
  total: number
  /** The row at an index of the whole list; undefined while its page is on the way. */
  rowAt(index: number): Row | undefined
  loading: boolean
  error: Refused | null
  /** Tells which rows are on screen: their pages are asked for and watched. */
  show(from: number, to: number): void
}

type Watched<Row> = ReturnType<typeof watchQuery<unknown, Paged<Row>>>

/** A long list by pages: only the pages on screen are asked for, and asked again when facts change. */
export const usePages = <Row, Filter extends object>(
  list: ListProcedure<Row, Filter> | undefined,
  filter: Filter | undefined,
): Pages<Row> => {
  const [range, setRange] = useState({ from: 0, to: 0 })
  const [, setTick] = useState(0)
  const key = list ? queryKey(list as ClientProcedure<unknown, Paged<Row>>, filter) : ''
  const latest = useRef({ list, filter })
  latest.current = { list, filter }
  const watched = useRef(new Map<number, Watched<Row>>())
  // the rows of the filter before stay on screen until the first page of the new one is there
  const before = useRef<{ key: string; pages: Map<number, Paged<Row>> }>({ key: '', pages: new Map() })

  useEffect(() => {
    const own = watched.current
    setRange({ from: 0, to: 0 })
    return () => {
      for (const { end } of own.values()) end()
      own.clear()
    }
  }, [key])

  useEffect(() => {
    const { list: procedure, filter: wanted } = latest.current
    if (!procedure) return
    const update = (): void => setTick((tick) => tick + 1)
    const [first, last] = [Math.floor(range.from / pageSize), Math.floor(range.to / pageSize)]
    for (const [page, { end }] of watched.current) {
      if (page >= first - 1 && page <= last + 1) continue
      end()
      watched.current.delete(page)
    }
    for (let page = first; page <= last; page += 1) {
      if (watched.current.has(page)) continue
      const input = { ...(wanted as Filter), offset: page * pageSize, limit: pageSize }
      watched.current.set(page, watchQuery(procedure as ClientProcedure<unknown, Paged<Row>>, input, update))
    }
    update()
  }, [key, range.from, range.to])

  const answers = [...watched.current].map(([page, { read }]) => ({ page, answer: read() }))
  const there = answers.filter(({ answer }) => answer.data !== undefined)
  if (there.length > 0) {
    if (before.current.key !== key) before.current = { key, pages: new Map() }
    for (const { page, answer } of there) before.current.pages.set(page, answer.data!)
  }
  const { pages } = before.current
  const newest = there.at(-1)?.answer.data ?? [...pages.values()].at(-1)
  const show = useMemo(
    () => (from: number, to: number) =>
      setRange((now) => {
        const same =
          Math.floor(now.from / pageSize) === Math.floor(from / pageSize) &&
          Math.floor(now.to / pageSize) === Math.floor(to / pageSize)
        return same ? now : { from, to }
      }),
    [],
  )
  return {
    total: newest?.total ?? 0,
    rowAt: (index) => pages.get(Math.floor(index / pageSize))?.rows[index % pageSize],
    loading: answers.length === 0 || answers.some(({ answer }) => answer.loading),
    error: answers.find(({ answer }) => answer.error)?.answer.error ?? null,
    show,
  }
}

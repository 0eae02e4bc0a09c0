import { useCallback, useEffect, useRef, useSyncExternalStore } from 'react'
import { type ClientProcedure, channelOf, Refused } from './client.ts'
import { remember, remembered } from './remembered.ts'

/** What is known of one question: its answer, or why there is none. Replaced, never changed. */
export interface Answer<T> {
  data: T | undefined
  error: Refused | null
  loading: boolean
}

interface Entry {
  answer: Answer<unknown>
  ask: () => Promise<unknown>
  listeners: Set<() => void>
  /** Number of the last asking: an answer to an earlier one is dropped. */
  asked: number
  stale: boolean
}

/** Answers nobody looks at are kept up to this many, for going back to a list. */
const keptUnseen = 60
const entries = new Map<string, Entry>()
const unknown: Answer<never> = { data: undefined, error: null, loading: true }
const resting: Answer<never> = { data: undefined, error: null, loading: false }

const publish = (entry: Entry, answer: Answer<unknown>): void => {
  entry.answer = answer
  for (const listener of entry.listeners) listener()
}

const fetchEntry = async (entry: Entry): Promise<void> => {
  const number = ++entry.asked
  entry.stale = false
  if (!entry.answer.loading) publish(entry, { ...entry.answer, loading: true })
  try {
    const data = await entry.ask()
    if (number === entry.asked) publish(entry, { data, error: null, loading: false })
  } catch (error) {
    if (number !== entry.asked) return
    entry.stale = true
    const refused =
      error instanceof Refused ? error : new Refused({ code: 'app.failed', message: String(error), field: null })
    publish(entry, { data: entry.answer.data, error: refused, loading: false })
  }
}

const forgetUnseen = (): void => {
  const unseen = [...entries].filter(([, { listeners }]) => listeners.size === 0)
  for (const [key] of unseen.slice(0, Math.max(0, unseen.length - keptUnseen))) entries.delete(key)
}

/** The entry of a question, made when it is asked for the first time. */
const entryOf = <I, O>(key: string, procedure: ClientProcedure<I, O>, input: I): Entry => {
  const known = entries.get(key)
  if (known) return known
  const entry: Entry = { answer: unknown, ask: () => procedure(input), listeners: new Set(), asked: 0, stale: true }
  entries.set(key, entry)
  return entry
}

const watch = (entry: Entry, listener: () => void): (() => void) => {
  entry.listeners.add(listener)
  if (entry.stale) void fetchEntry(entry)
  return () => {
    entry.listeners.delete(listener)
    if (entry.listeners.size === 0) forgetUnseen()
  }
}

export const queryKey = <I, O>(procedure: ClientProcedure<I, O>, input: I): string =>
  `${channelOf(procedure)} ${JSON.stringify(input)}`

/** Watches a question outside of React's hooks: DataTable's pages. Gives the answer's reader and the end. */
export const watchQuery = <I, O>(procedure: ClientProcedure<I, O>, input: I, listener: () => void) => {
  const entry = entryOf(queryKey(procedure, input), procedure, input)
  const end = watch(entry, listener)
  return { read: () => entry.answer as Answer<O>, end }
}

/** Asks before anybody looks; whoever looks then has the answer, or why there is none, without a moment of nothing. */
export const askAhead = async <I, O>(procedure: ClientProcedure<I, O>, input: I): Promise<void> => {
  const entry = entryOf(queryKey(procedure, input), procedure, input)
  if (entry.stale) await fetchEntry(entry)
}

/** An answer is kept for the very program that got it: another build, whose file has another name, may expect another form. */
const program = new URL(import.meta.url).pathname
const answerOfLastTime = (key: string): unknown => {
  try {
    const kept = JSON.parse(remembered(`answer ${key}`) ?? '{}') as { program?: string; data?: unknown }
    return kept.program === program ? kept.data : undefined
  } catch (error) {
    console.warn(`what was remembered of ${key} cannot be read`, error)
    return undefined
  }
}

/**
 * As `askAhead`; until the answer is here, the one this PC had last time stands for it. `worth`: whether an answer is worth
 * keeping for the next time.
 */
export const askRemembered = async <I, O>(
  procedure: ClientProcedure<I, O>,
  input: I,
  worth: (answer: O) => boolean,
): Promise<void> => {
  const key = queryKey(procedure, input)
  const entry = entryOf(key, procedure, input)
  entry.answer = { data: answerOfLastTime(key), error: null, loading: true }
  await askAhead(procedure, input)
  const { data, error } = entry.answer as Answer<O>
  if (data !== undefined && error === null && worth(data)) remember(`answer ${key}`, JSON.stringify({ program, data }))
}

/** Asks everything on screen again, and marks the rest to be asked when it is next looked at. */
export const refetchAll = (): void => {
  for (const entry of entries.values()) {
    entry.stale = true
    if (entry.listeners.size > 0) void fetchEntry(entry)
  }
}

/** Forgets all answers: another person is at the PC. */
export const forgetAnswers = (): void => {
  for (const [key, entry] of entries) {
    entry.asked += 1
    if (entry.listeners.size === 0) entries.delete(key)
    else entry.stale = true
  }
}

let waiting: ReturnType<typeof setTimeout> | null = null
/** Begins to listen for 'changed'; a burst of changes asks once. */
export const followChanges = (): (() => void) =>
  window.gendan.on('changed', () => {
    waiting ??= setTimeout(() => {
      waiting = null
      refetchAll()
    }, 40)
  })

/** Resolves after that many milliseconds. */
export const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds))

/** Waits until a change that was just made is on the screen: heard of, asked again and answered. */
export const answersSettled = async (): Promise<void> => {
  await pause(60)
  while ([...entries.values()].some(({ listeners, answer }) => listeners.size > 0 && answer.loading)) await pause(15)
}

export interface QueryResult<T> extends Answer<T> {
  refetch(): void
}

export interface QueryOptions {
  /** False: nothing is asked yet. */
  enabled?: boolean
  /** True: the answer to the question before stays until the new one is there (typing in a filter). */
  keep?: boolean
}

/** The answer of a query, asked again whenever facts change. The old answer stays while it is asked again. */
export const useQuery = <I, O>(
  procedure: ClientProcedure<I, O>,
  input: I,
  { enabled = true, keep = false }: QueryOptions = {},
): QueryResult<O> => {
  const key = queryKey(procedure, input)
  const latest = useRef({ procedure, input })
  latest.current = { procedure, input }
  const last = useRef<O | undefined>(undefined)
  const subscribe = useCallback(
    (listener: () => void) =>
      enabled ? watch(entryOf(key, latest.current.procedure, latest.current.input), listener) : () => undefined,
    [key, enabled],
  )
  const answer = useSyncExternalStore(subscribe, () =>
    enabled ? (entries.get(key)?.answer ?? unknown) : resting,
  ) as Answer<O>
  useEffect(() => {
    if (answer.data !== undefined) last.current = answer.data
  }, [answer.data])
  const refetch = useCallback(() => {
    const entry = entries.get(key)
    if (entry) void fetchEntry(entry)
  }, [key])
  return { ...answer, data: answer.data ?? (keep ? last.current : undefined), refetch }
}

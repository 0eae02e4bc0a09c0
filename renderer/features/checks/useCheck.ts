import { useCallback, useEffect, useRef, useState } from 'react'
import type { Check, CheckField, CheckMark } from '../../../shared/checks.ts'
import { client } from '../../lib/client.ts'
import { notify, sentenceOf } from '../../lib/notices.ts'
import { useQuery } from '../../lib/query.ts'

/** Where the hand is: a line and a field of it. */
export interface Cursor {
  line: number
  field: number
}

type Run = (latest: Check) => Promise<Check>

export const markOf = (check: Check, line: number, field: CheckField): CheckMark | undefined =>
  check.lines[line]?.marks.find((mark) => mark.field === field)

/** Whether the field at a place is asked of the line there. */
export const isAsked = (check: Check, { line, field }: Cursor): boolean => {
  const at = check.fields[field]
  return at !== undefined && (check.lines[line]?.fields.includes(at) ?? false)
}

/** The place on a line nearest to a column: the column itself, or where the line is not asked for it one beside. */
export const nearestAsked = (check: Check, { line, field }: Cursor): Cursor => {
  const asked = check.fields.map((_, index) => index).filter((index) => isAsked(check, { line, field: index }))
  const nearest = asked.toSorted((a, b) => Math.abs(a - field) - Math.abs(b - field))[0]
  return { line, field: nearest ?? 0 }
}

/** One step of the arrows; what is not asked of a line is passed over. */
export const stepped = (check: Check, from: Cursor, lines: number, fields: number): Cursor => {
  const line = Math.max(0, Math.min(check.lines.length - 1, from.line + lines))
  if (fields === 0) return nearestAsked(check, { line, field: from.field })
  for (let field = from.field + fields; field >= 0 && field < check.fields.length; field += fields)
    if (isAsked(check, { line, field })) return { line, field }
  return from
}

/** The first field from a place on that says nothing yet; null when all are marked. */
export const nextOpen = (check: Check, from: Cursor): Cursor | null => {
  const width = check.fields.length
  const cells = check.lines.length * width
  const start = from.line * width + from.field
  for (let step = 0; step < cells; step += 1) {
    const cell = (start + step) % cells
    const place = { line: Math.floor(cell / width), field: cell % width }
    if (isAsked(check, place) && !markOf(check, place.line, check.fields[place.field]!)) return place
  }
  return null
}

/** The first field whose question has no answer yet. */
export const nextAsked = (check: Check): Cursor | null => {
  for (const [line, { marks }] of check.lines.entries()) {
    const field = check.fields.findIndex((each) =>
      marks.some(({ field: of, mark }) => of === each && mark === 'question'),
    )
    if (field >= 0) return { line, field }
  }
  return null
}

const ticked = (field: CheckField): CheckMark => ({
  field,
  mark: 'ok',
  oldValue: '',
  newValue: '',
  question: '',
  answer: '',
  by: '',
  at: '',
})

/** The check with one field ticked on the page, before the application has answered. */
const withTicks = (check: Check, line: number, fields: readonly CheckField[]): Check => ({
  ...check,
  lines: check.lines.map((each, index) =>
    index === line
      ? {
          ...each,
          marks: [
            ...each.marks,
            ...fields.filter((field) => !each.marks.some((mark) => mark.field === field)).map(ticked),
          ],
        }
      : each,
  ),
})

export interface CheckStore {
  check: Check | undefined
  error: string | null
  /** Shows the ticks at once and sends them in the order of the hand. */
  tick(line: number, fields: readonly CheckField[], run: Run): void
  /** Runs after everything sent before; true when it was done. */
  send(run: Run): Promise<boolean>
  /** The check as it stands this moment, ahead of what is rendered. */
  current(): Check | undefined
}

/** The check of an order: one command after another, the page never waits for an answer to tick the next field. */
export const useCheck = (orderId: number): CheckStore => {
  const { data, error, refetch } = useQuery(client.checks.read, { orderId })
  const [check, setCheck] = useState<Check | undefined>(data)
  const latest = useRef<Check | undefined>(data)
  /** What the application answered last: its version is the one `finish` sends. */
  const answered = useRef<Check | undefined>(data)
  const queue = useRef<Promise<unknown>>(Promise.resolve())
  const waiting = useRef(0)

  const show = useCallback((next: Check): void => {
    latest.current = next
    setCheck(next)
  }, [])
  useEffect(() => {
    if (!data || waiting.current > 0) return
    answered.current = data
    show(data)
  }, [data, show])

  const send = useCallback(
    (run: Run): Promise<boolean> => {
      waiting.current += 1
      const done = queue.current.then(async (): Promise<boolean> => {
        try {
          if (!answered.current) return false
          answered.current = await run(answered.current)
          return true
        } catch (failure) {
          notify(sentenceOf(failure), 'bad')
          refetch()
          return false
        } finally {
          waiting.current -= 1
          if (waiting.current === 0 && answered.current) show(answered.current)
        }
      })
      queue.current = done
      return done
    },
    [refetch, show],
  )

  return {
    check,
    error: error?.message ?? null,
    current: () => latest.current,
    send,
    tick(line, fields, run) {
      if (latest.current) show(withTicks(latest.current, line, fields))
      void send(run)
    },
  }
}

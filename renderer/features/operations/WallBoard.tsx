import { type CSSProperties, useEffect, useRef, useState } from 'react'
import { Button, KeyButton } from '../../components/KeyButton.tsx'
import { client } from '../../lib/client.ts'
import { useKeys } from '../../lib/keys.ts'
import { useT } from '../../lib/language.ts'
import { useQuery } from '../../lib/query.ts'
import { remember, remembered } from '../../lib/remembered.ts'
import { formatInstant } from '../../lib/values.ts'
import type { BoardFilter } from './boardPages.ts'
import { BoardColumns, BoardHead, BoardLine, boardRowHeight, boardWidth } from './BoardTable.tsx'
import styles from './Board.module.css'

/** Seconds a screen stays; the office chooses one of them by + and −. */
const paces = [5, 10, 15, 20, 30, 60]
const usualPace = 15
/** Seconds after which everything is asked again though nobody said that it changed, and after a refused reading. */
const askEvery = 60
const tryEvery = 10

/** How much larger than on the desk, by the width of the screen; a board too wide for that is made to fit. */
const zoomOf = (width: number, needed: number): number => {
  const wanted = width >= 2500 ? 2 : width >= 1880 ? 1.5 : width >= 1560 ? 1.25 : 1.15
  return Math.max(0.8, Math.min(wanted, width / needed))
}

/** One beat a second, and the clock: the pace, the asking again. */
const useSeconds = (): { seconds: number; now: Date } => {
  const [beat, setBeat] = useState(() => ({ seconds: 0, now: new Date() }))
  useEffect(() => {
    const timer = setInterval(() => setBeat(({ seconds }) => ({ seconds: seconds + 1, now: new Date() })), 1000)
    return () => clearInterval(timer)
  }, [])
  return beat
}

/** The whole screen while it is shown; Esc of the browser ends both. */
const useFullScreen = (onLeave: () => void): void => {
  const leave = useRef(onLeave)
  leave.current = onLeave
  useEffect(() => {
    let filled = false
    const changed = (): void => {
      if (document.fullscreenElement !== null) filled = true
      else if (filled) leave.current()
    }
    document.addEventListener('fullscreenchange', changed)
    // a PC that does not give the whole screen shows the board in its window
    document.documentElement.requestFullscreen().catch((error: unknown) => console.warn('no full screen', error))
    return () => {
      document.removeEventListener('fullscreenchange', changed)
      if (document.fullscreenElement !== null) void document.exitFullscreen()
    }
  }, [])
}

/** How many rows a screen takes, and how large they are; measured again when the window changes. */
const useFit = (processes: number, body: { current: HTMLDivElement | null }) => {
  const [fit, setFit] = useState({ rows: 12, zoom: 1.15 })
  useEffect(() => {
    const measure = (): void => {
      const { clientWidth = 1366, clientHeight = 600 } = body.current ?? {}
      const zoom = zoomOf(clientWidth, boardWidth(Array.from({ length: processes }, String)))
      const rows = Math.max(1, Math.floor(clientHeight / zoom / boardRowHeight - 1))
      setFit((before) => (before.rows === rows && before.zoom === zoom ? before : { rows: Math.min(rows, 200), zoom }))
    }
    measure()
    window.addEventListener('resize', measure)
    return () => window.removeEventListener('resize', measure)
  }, [processes, body])
  return fit
}

const clockWords = (now: Date): string =>
  [now.getHours(), now.getMinutes(), now.getSeconds()].map((part) => String(part).padStart(2, '0')).join(':')

/** What the wall shows now: a page of the board, the one before while the next is on the way or cannot be read. */
const useWall = (filter: BoardFilter, body: { current: HTMLDivElement | null }) => {
  const { seconds, now } = useSeconds()
  const [page, setPage] = useState(0)
  const [pace, setPace] = useState(Number(remembered('wallPace') ?? usualPace))
  const [held, setHeld] = useState(false)
  const [columns, setColumns] = useState(0)
  const fit = useFit(columns, body)
  const { data, error, refetch } = useQuery(
    client.operations.board,
    { ...filter, offset: page * fit.rows, limit: fit.rows },
    { keep: true },
  )
  const [readAt, setReadAt] = useState(now)
  useEffect(() => {
    if (data === undefined) return
    setReadAt(new Date())
    setColumns(data.processes.length)
  }, [data])
  const pages = Math.max(1, Math.ceil((data?.total ?? 0) / fit.rows))
  const turn = (step: number): void => setPage((before) => (before + step + pages) % pages)
  // beats since the page was turned or the pace was changed
  const since = useRef(0)
  const beat = useRef({ turn, refetch, pages, pace, held, failed: error !== null })
  beat.current = { turn, refetch, pages, pace, held, failed: error !== null }
  useEffect(() => {
    const { turn: next, refetch: again, pages: all, pace: stay, held: stopped, failed } = beat.current
    since.current += 1
    if (seconds > 0 && seconds % (failed ? tryEvery : askEvery) === 0) again()
    if (stopped || since.current < stay) return
    since.current = 0
    if (all > 1) next(1)
  }, [seconds])
  useEffect(() => {
    // lines were finished meanwhile: the page that is gone is not waited for
    if (page >= pages) setPage(0)
  }, [page, pages])
  return {
    data,
    error,
    fit,
    now,
    readAt,
    page: Math.min(page, pages - 1),
    pages,
    pace,
    held,
    hold: () => setHeld(!held),
    turn(step: number) {
      since.current = 0
      turn(step)
    },
    quicken(step: 1 | -1) {
      const at = paces.indexOf(pace) - step
      const next = paces[Math.max(0, Math.min(paces.length - 1, at))] ?? usualPace
      remember('wallPace', String(next))
      since.current = 0
      setPace(next)
    },
  }
}

/**
 * The board on the wall (duty 45): the whole screen, large type, turning its pages by itself and reading anew by itself;
 * a reading that is refused is shown and tried again. Esc leaves.
 */
export const WallBoard = ({
  filter,
  only,
  onLeave,
}: {
  filter: BoardFilter
  /** What the board is narrowed to, in words: who passes must not take a part for the whole. */
  only: readonly string[]
  onLeave: () => void
}) => {
  const t = useT()
  const body = useRef<HTMLDivElement>(null)
  const frame = useRef<HTMLDivElement>(null)
  useEffect(() => frame.current?.focus(), [])
  useFullScreen(onLeave)
  useKeys({ Escape: { label: t('operations.leaveBigScreen'), run: onLeave } }, true, { modal: true })
  const wall = useWall(filter, body)
  const { data, error, fit } = wall
  const rows = data?.rows ?? []
  const processes = data?.processes ?? []
  return (
    <div ref={frame} tabIndex={-1} className={styles['wall']} role="dialog" aria-label={t('operations.bigScreen')}>
      <div className={styles['wallHead']}>
        <h1>{t('operations.wallTitle')}</h1>
        {only.length > 0 && <b className="tag">{t('operations.wallOnly', { what: only.join(' · ') })}</b>}
        <span className="tag bad">{`▲ ${t('operations.late')} ${data?.late ?? 0}`}</span>
        <span className="tag warn">{`◆ ${t('operations.soon')} ${data?.soon ?? 0}`}</span>
        <span>{t('operations.summary', { orders: data?.orders ?? 0, lines: data?.total ?? 0 })}</span>
        <span className="spring" />
        <span>
          {data?.filledAt
            ? t('operations.wallLast', { at: formatInstant(data.filledAt), name: data.filledBy })
            : t('operations.wallNoReport')}
        </span>
        <time className={styles['clock']}>{clockWords(wall.now)}</time>
      </div>
      {error && (
        <div role="alert" className={styles['wallFailed']}>
          ▲ {t('operations.wallFailed', { at: clockWords(wall.readAt), why: error.message })}
        </div>
      )}
      <div ref={body} className={styles['wallBody']}>
        {data && rows.length === 0 ? (
          <div className={styles['wallEmpty']}>{t('operations.emptyFiltered')}</div>
        ) : (
          <div className={styles['wallTable']} style={{ '--wall': fit.zoom } as CSSProperties}>
            <table className={styles['grid']} role="grid" aria-label={t('operations.board')}>
              <BoardColumns processes={processes} />
              <BoardHead processes={processes} />
              <tbody role="rowgroup">
                {rows.slice(0, fit.rows).map((row, index) => (
                  <BoardLine
                    key={row.noticeLineId}
                    row={row}
                    index={wall.page * fit.rows + index}
                    processes={processes}
                    column={null}
                  />
                ))}
              </tbody>
            </table>
          </div>
        )}
      </div>
      <div className={styles['wallFoot']}>
        <b>{t('operations.wallPage', { page: wall.page + 1, pages: wall.pages })}</b>
        <span>{t('operations.wallSeconds', { seconds: wall.pace })}</span>
        <span className={styles['wallLegend']}>{t('operations.wallLegend')}</span>
        <span className="spring" />
        <KeyButton keys="ArrowLeft" onClick={() => wall.turn(-1)}>
          {t('operations.wallBack')}
        </KeyButton>
        <KeyButton keys="ArrowRight" onClick={() => wall.turn(1)}>
          {t('operations.wallNext')}
        </KeyButton>
        <KeyButton keys="ArrowUp" onClick={() => wall.quicken(1)}>
          {t('operations.wallFaster')}
        </KeyButton>
        <KeyButton keys="ArrowDown" onClick={() => wall.quicken(-1)}>
          {t('operations.wallSlower')}
        </KeyButton>
        <KeyButton keys="h" aria-pressed={wall.held} onClick={wall.hold}>
          {t(wall.held ? 'operations.wallGoOn' : 'operations.wallPause')}
        </KeyButton>
        <Button onClick={onLeave}>
          {t('operations.leaveBigScreen')}
          <kbd aria-hidden="true">Esc</kbd>
        </Button>
      </div>
    </div>
  )
}

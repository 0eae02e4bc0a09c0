import { type ReactNode, type RefObject, useEffect, useMemo, useRef, useState } from 'react'
import type { FaxMediaType } from '../../shared/faxFiles.ts'
import type { RowBand } from '../lib/faxRows.ts'
import {
  atTheTop,
  clampPlace,
  downThePage,
  type FaxBand,
  moveBand,
  nextTurn,
  placeAfterZoom,
  placeShowingBand,
  type Point,
  scaleOf,
  sizeBand,
  type Turn,
  type Zoom,
  zoomStep,
} from '../lib/faxView.ts'
import { type KeyBindings, useKeys } from '../lib/keys.ts'
import { useT } from '../lib/language.ts'
import { useSizeOf } from '../lib/sizes.ts'
import { FaxSheet } from './FaxSheet.tsx'
import { FaxBar, FaxNote, FaxTools } from './FaxTools.tsx'
import styles from './FaxViewer.module.css'
import { fingerprintOf, type ShownPage, useFaxDocument, useFaxPage, useFaxRows, useTurn } from './useFax.ts'
import { enlargement, useFaxPointer } from './useFaxPointer.ts'

export interface FaxViewerProps {
  bytes: Uint8Array
  mediaType: FaxMediaType
  /** What it is, where it is no fax. */
  name?: string | undefined
  /** Beside the word fax: who sent it and when. */
  title?: string | undefined
  /** The line being checked: page from 0, place and height in fractions of the page height. It is brought into sight. */
  band?: FaxBand | undefined
  /** The person has moved the band, by mouse or Alt+↑↓; without it the band is fixed. */
  onBandMove?: ((band: FaxBand) => void) | undefined
  /** The table rows found on a page, head row first, when it is first shown; empty when there is no table. */
  onRows?: ((page: number, rows: RowBand[]) => void) | undefined
  /** False: its keys belong to another page. */
  active?: boolean | undefined
  /** More buttons for the bar. */
  children?: ReactNode
}

/** Pixels for one press of a panning key. */
const panStep = 60

/** The sheet's place in the window, its scale and turn, and the ways to change them. */
const useFaxLayout = (stage: RefObject<HTMLDivElement | null>, shown: ShownPage | undefined, fingerprint: string) => {
  const view = useSizeOf(stage)
  const [turn, setTurn] = useTurn(fingerprint)
  const [zoom, setZoom] = useState<Zoom>('width')
  const [wanted, setWanted] = useState<Point>(atTheTop)
  const page = shown?.page ?? { width: 1, height: 1 }
  const scale = scaleOf(zoom, page, turn, view)
  const clamp = (place: Point): Point => clampPlace(place, page, turn, scale, view)
  const place = clamp(wanted)
  const fit = (next: Zoom): void => {
    setZoom(next)
    setWanted((now) => ({ ...atTheTop, y: next === 'page' ? atTheTop.y : now.y }))
  }
  const zoomBy = (factor: number, round: Point = { x: view.width / 2, y: view.height / 2 }): void => {
    const next = scaleOf(scale * factor, page, turn, view)
    setZoom(next)
    setWanted(placeAfterZoom(place, round, scale, next))
  }
  const turnPage = (next: Turn): void => {
    setTurn(next)
    setWanted(atTheTop)
  }
  return {
    view,
    page,
    turn,
    zoom,
    scale,
    place,
    fit,
    zoomBy,
    pan: (by: Point) =>
      setWanted((now) => {
        const from = clamp(now)
        return clamp({ x: from.x + by.x, y: from.y + by.y })
      }),
    rotate: () => turnPage(nextTurn(turn)),
    toTop: () => setWanted(atTheTop),
    show: (band: FaxBand) => setWanted((now) => placeShowingBand(clamp(now), band, page, turn, scale, view)),
  }
}

type Layout = ReturnType<typeof useFaxLayout>

/** Goes to the page of the band and brings it into sight whenever it comes to stand elsewhere or the sheet is turned. */
const useFollowBand = (
  band: FaxBand | undefined,
  shown: ShownPage | undefined,
  layout: Layout,
  goTo: (page: number) => void,
): void => {
  const followed = useRef('')
  const place = band ? `${band.page}:${band.top}:${band.height}:${layout.turn}` : ''
  const isMeasured = layout.view.width > 0
  useEffect(() => {
    if (!band || followed.current === place) return
    if (shown?.index !== band.page) {
      goTo(band.page)
      return
    }
    if (!shown.page || !isMeasured) return
    followed.current = place
    layout.show(band)
    // The layout changes with every movement; only a band in another place is followed.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [place, shown, isMeasured])
}

/** Moves the band: held while the hand drags it, told when it lets go or a key is pressed. */
const useBandMove = (
  band: FaxBand | undefined,
  onBandMove: FaxViewerProps['onBandMove'],
  layout: Layout,
  isShown: boolean,
) => {
  const [held, setHeld] = useState<FaxBand>()
  const latest = useRef(held)
  const hold = (next: FaxBand | undefined): void => {
    latest.current = next
    setHeld(next)
  }
  if (!band || !onBandMove || !isShown) return { band }
  return {
    band: held ?? band,
    drag: (by: Point) =>
      hold(moveBand(latest.current ?? band, downThePage(by, layout.page, layout.turn, layout.scale))),
    resize: (by: Point) =>
      hold(sizeBand(latest.current ?? band, downThePage(by, layout.page, layout.turn, layout.scale))),
    drop: () => {
      if (latest.current) onBandMove(latest.current)
      hold(undefined)
    },
    /** One key press is a quarter of the band. */
    step: (direction: 1 | -1) => onBandMove(moveBand(band, direction * Math.max(0.002, band.height / 4))),
    grow: (direction: 1 | -1) => onBandMove(sizeBand(band, direction * Math.max(0.002, band.height / 8))),
  }
}

const OpenFax = ({
  bytes,
  mediaType,
  title,
  name,
  band,
  onBandMove,
  onRows,
  active = true,
  children,
  fingerprint,
}: FaxViewerProps & { fingerprint: string }) => {
  const t = useT()
  const stage = useRef<HTMLDivElement>(null)
  // The same fax read again in new bytes is not opened again.
  const [file] = useState(bytes)
  const { document, trouble } = useFaxDocument(file, mediaType)
  const [wantedPage, setPage] = useState(band?.page ?? 0)
  const pages = document?.pages ?? 1
  const index = Math.min(Math.max(0, wantedPage), pages - 1)
  const shown = useFaxPage(document, index)
  const layout = useFaxLayout(stage, shown, fingerprint)
  useFaxRows(document, shown, onRows)
  useFollowBand(band && band.page < pages ? band : undefined, shown, layout, setPage)
  const moving = useBandMove(band, onBandMove, layout, shown?.index === band?.page)
  const goTo = (next: number): void => {
    if (next < 0 || next >= pages || next === index) return
    setPage(next)
    layout.toTop()
  }
  const pointer = useFaxPointer(stage, {
    pan: layout.pan,
    dragBand: moving.drag,
    sizeBand: moving.resize,
    dropBand: () => moving.drop?.(),
    zoom: layout.zoomBy,
  })
  useKeys(
    keysOf(t, layout, { previous: () => goTo(index - 1), next: () => goTo(index + 1) }, moving),
    active && document !== undefined,
  )
  const problem = trouble ?? shown?.trouble
  const place = { page: index + 1, pages }
  const isHere = shown?.index === band?.page
  return (
    <section className={styles['viewer']} aria-label={name ?? t('fax.title')}>
      <FaxBar
        name={name}
        title={[title, document ? t('fax.page', place) : ''].filter(Boolean).join(' · ')}
        isOpen={document !== undefined}
        zoom={layout.zoom}
        onRotate={layout.rotate}
        onFit={layout.fit}
      >
        {children}
      </FaxBar>
      <div
        className={styles['stage']}
        ref={stage}
        tabIndex={0}
        role="group"
        aria-label={t('fax.sheet', place)}
        {...pointer}
      >
        {shown?.page && !problem && (
          <FaxSheet
            page={shown.page}
            place={layout.place}
            turn={layout.turn}
            scale={layout.scale}
            band={isHere ? moving.band : undefined}
            density={window.devicePixelRatio * (stage.current ? enlargement(stage.current) : 1)}
            bandMoves={moving.drag !== undefined}
          />
        )}
        <FaxNote problem={problem} isOpening={!shown} />
      </div>
      {document && (
        <FaxTools
          page={index}
          pages={pages}
          scale={layout.scale}
          zoom={layout.zoom}
          onPage={goTo}
          onZoom={layout.zoomBy}
          onFit={layout.fit}
        />
      )}
    </section>
  )
}

type Pages = { previous(): void; next(): void }

function keysOf(
  t: ReturnType<typeof useT>,
  layout: Layout,
  pages: Pages,
  { step, grow }: { step?: (direction: 1 | -1) => void; grow?: (direction: 1 | -1) => void },
): KeyBindings {
  const larger = { label: t('fax.zoomIn'), run: () => layout.zoomBy(zoomStep) }
  const smaller = { label: t('fax.zoomOut'), run: () => layout.zoomBy(1 / zoomStep) }
  const bandKeys: KeyBindings =
    step && grow
      ? {
          'Alt+ArrowUp': () => step(-1),
          'Alt+ArrowDown': { label: t('fax.band'), run: () => step(1) },
          'Alt+Shift+ArrowUp': () => grow(-1),
          'Alt+Shift+ArrowDown': { label: t('fax.bandHeight'), run: () => grow(1) },
        }
      : {}
  return {
    r: { label: t('fax.rotate'), run: layout.rotate },
    w: { label: t('fax.fitWidth'), run: () => layout.fit('width') },
    f: { label: t('fax.fitPage'), run: () => layout.fit('page') },
    '=': larger,
    'Shift+Equal': larger.run,
    NumpadAdd: larger.run,
    '-': smaller,
    NumpadSubtract: smaller.run,
    PageUp: { label: t('fax.previousPage'), run: pages.previous },
    PageDown: { label: t('fax.nextPage'), run: pages.next },
    'Shift+ArrowLeft': () => layout.pan({ x: panStep, y: 0 }),
    'Shift+ArrowRight': () => layout.pan({ x: -panStep, y: 0 }),
    'Shift+ArrowUp': () => layout.pan({ x: 0, y: panStep }),
    'Shift+ArrowDown': { label: t('fax.pan'), run: () => layout.pan({ x: 0, y: -panStep }) },
    ...bandKeys,
  }
}

/**
 * A fax in its window: R turns it, W fits the width, F the whole page, + − and Ctrl+wheel zoom, PageUp/PageDown change
 * the page, dragging or Shift+arrows move it. The blue band marks the line being checked.
 */
export const FaxViewer = (props: FaxViewerProps) => {
  const fingerprint = useMemo(() => fingerprintOf(props.bytes), [props.bytes])
  return <OpenFax key={fingerprint} fingerprint={fingerprint} {...props} />
}

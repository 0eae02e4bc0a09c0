import { type PointerEvent, type RefObject, useEffect, useRef } from 'react'
import type { Point } from '../lib/faxView.ts'

export interface FaxGestures {
  /** The sheet follows the hand by so much. */
  pan(by: Point): void
  /** The band follows the hand by so much; nothing happens when it is left out. */
  dragBand?: ((by: Point) => void) | undefined
  /** The lower edge of the band follows the hand by so much. */
  sizeBand?: ((by: Point) => void) | undefined
  /** The hand lets the band go. */
  dropBand(): void
  /** Ctrl and wheel: larger or smaller round a point. */
  zoom(factor: number, round: Point): void
}

/** Visual pixels for each CSS pixel of the element: larger than 1 when the whole program is shown enlarged. */
export const enlargement = (element: HTMLElement): number =>
  element.clientWidth > 0 ? element.getBoundingClientRect().width / element.offsetWidth : 1

/** Mouse and wheel on the fax, measured in the CSS pixels of its window. */
export const useFaxPointer = (stage: RefObject<HTMLDivElement | null>, gestures: FaxGestures) => {
  const latest = useRef(gestures)
  latest.current = gestures
  const drag = useRef<{ last: Point; part: 'sheet' | 'band' | 'edge' } | null>(null)

  useEffect(() => {
    const element = stage.current
    if (!element) return undefined
    const onWheel = (event: WheelEvent): void => {
      // The page under the fax must not scroll or zoom; React's own wheel listeners cannot prevent that.
      event.preventDefault()
      const large = enlargement(element)
      const box = element.getBoundingClientRect()
      const round = { x: (event.clientX - box.left) / large, y: (event.clientY - box.top) / large }
      if (event.ctrlKey) latest.current.zoom(Math.exp(-event.deltaY / 400), round)
      else if (event.shiftKey) latest.current.pan({ x: -(event.deltaX || event.deltaY), y: 0 })
      else latest.current.pan({ x: -event.deltaX, y: -event.deltaY })
    }
    element.addEventListener('wheel', onWheel, { passive: false })
    return () => element.removeEventListener('wheel', onWheel)
  }, [stage])

  const end = (): void => {
    if (drag.current && drag.current.part !== 'sheet') latest.current.dropBand()
    drag.current = null
  }
  return {
    onPointerDown(event: PointerEvent<HTMLDivElement>): void {
      if (event.button !== 0) return
      const target = event.target instanceof Element ? event.target : null
      if (target?.closest('button')) return
      // The focus stays in the cell that is being checked.
      event.preventDefault()
      event.currentTarget.setPointerCapture(event.pointerId)
      const onBand = latest.current.dragBand && target?.closest('[data-band]')
      const part = !onBand ? 'sheet' : target?.closest('[data-edge]') ? 'edge' : 'band'
      drag.current = { last: { x: event.clientX, y: event.clientY }, part }
    },
    onPointerMove(event: PointerEvent<HTMLDivElement>): void {
      if (!drag.current) return
      const large = enlargement(event.currentTarget)
      const { last, part } = drag.current
      const by = { x: (event.clientX - last.x) / large, y: (event.clientY - last.y) / large }
      drag.current.last = { x: event.clientX, y: event.clientY }
      if (part === 'edge') latest.current.sizeBand?.(by)
      else if (part === 'band') latest.current.dragBand?.(by)
      else latest.current.pan(by)
    },
    onPointerUp: end,
    onPointerCancel: end,
  }
}

import { type RefObject, useLayoutEffect, useState } from 'react'
import type { Size } from './faxView.ts'

/** The inner size of an element in its own CSS pixels, followed while it changes. */
export const useSizeOf = (element: RefObject<HTMLElement | null>): Size => {
  const [size, setSize] = useState<Size>({ width: 0, height: 0 })
  useLayoutEffect(() => {
    const watched = element.current
    if (!watched) return undefined
    const measure = () => setSize({ width: watched.clientWidth, height: watched.clientHeight })
    const observer = new ResizeObserver(measure)
    observer.observe(watched)
    measure()
    return () => observer.disconnect()
  }, [element])
  return size
}

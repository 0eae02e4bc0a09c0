import { useLayoutEffect, useRef } from 'react'
import type { FaxPage } from '../lib/faxPages.ts'
import { type FaxBand, type Point, transformOf, type Turn } from '../lib/faxView.ts'
import { useT } from '../lib/language.ts'
import styles from './FaxViewer.module.css'

/** Draws the page as fine as the screen shows it: small text of a fax shrunk by CSS would fall to pieces. */
const drawPage = (canvas: HTMLCanvasElement, page: FaxPage, fineness: number): void => {
  const width = Math.max(1, Math.round(page.width * fineness))
  const height = Math.max(1, Math.round(page.height * fineness))
  if (canvas.width !== width) canvas.width = width
  if (canvas.height !== height) canvas.height = height
  const context = canvas.getContext('2d')
  if (!context) return
  context.imageSmoothingEnabled = true
  context.imageSmoothingQuality = 'high'
  context.fillStyle = '#fdfdfb'
  context.fillRect(0, 0, width, height)
  // Multiplied, the white of the fax takes the tint of the paper.
  context.globalCompositeOperation = 'multiply'
  context.drawImage(page.bitmap, 0, 0, width, height)
  // Thin strokes pale when a page shrinks: a second pass gives them their black back.
  if (fineness < 0.6) context.drawImage(page.bitmap, 0, 0, width, height)
  context.globalCompositeOperation = 'source-over'
}

interface FaxSheetProps {
  page: FaxPage
  place: Point
  turn: Turn
  scale: number
  /** Screen dots for each CSS pixel. */
  density: number
  band?: FaxBand | undefined
  bandMoves: boolean
}

/** The sheet itself with the band over it, laid out in the stage by a CSS transform. */
export const FaxSheet = ({ page, place, turn, scale, density, band, bandMoves }: FaxSheetProps) => {
  const t = useT()
  const canvas = useRef<HTMLCanvasElement>(null)
  const fineness = Math.min(1, scale * density)
  useLayoutEffect(() => {
    if (canvas.current) drawPage(canvas.current, page, fineness)
  }, [page, fineness])
  const style = {
    width: page.width * scale,
    height: page.height * scale,
    transform: transformOf(place, page, turn, scale),
  }
  const bandStyle = band && { top: `${band.top * 100}%`, height: `${band.height * 100}%` }
  return (
    <div className={styles['sheet']} style={style}>
      <canvas ref={canvas} className={styles['dots']} aria-hidden="true" />
      {band && (
        <div
          className={bandMoves ? `${styles['band']} ${styles['moves']}` : styles['band']}
          style={bandStyle}
          data-band=""
          role="img"
          aria-label={t('fax.band')}
          title={bandMoves ? t('fax.band') : undefined}
        >
          {bandMoves && <span className={styles['edge']} data-edge="" title={t('fax.bandHeight')} />}
        </div>
      )}
    </div>
  )
}

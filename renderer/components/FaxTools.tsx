import type { ReactNode } from 'react'
import { type Zoom, zoomStep } from '../lib/faxView.ts'
import { useT } from '../lib/language.ts'
import styles from './FaxViewer.module.css'
import { Button, KeyButton } from './KeyButton.tsx'
import type { FaxTrouble } from './useFax.ts'

interface FaxToolsProps {
  page: number
  pages: number
  scale: number
  zoom: Zoom
  onPage: (page: number) => void
  onZoom: (factor: number) => void
  onFit: (zoom: Zoom) => void
}

/** The strip under the fax: pages and zoom, each with its key. */
export const FaxTools = ({ page, pages, scale, zoom, onPage, onZoom, onFit }: FaxToolsProps) => {
  const t = useT()
  const tool = (name: string, sign: string, keys: string, run: () => void, disabled = false) => (
    <Button disabled={disabled} onClick={run} title={name} aria-label={name} aria-keyshortcuts={keys}>
      <span aria-hidden="true">{sign}</span>
    </Button>
  )
  return (
    <div className={styles['tools']}>
      {pages > 1 && (
        <>
          <Button
            disabled={page === 0}
            onClick={() => onPage(page - 1)}
            aria-label={t('fax.previousPage')}
            aria-keyshortcuts="PageUp"
          >
            ‹<kbd aria-hidden="true">PgUp</kbd>
          </Button>
          <Button
            disabled={page === pages - 1}
            onClick={() => onPage(page + 1)}
            aria-label={t('fax.nextPage')}
            aria-keyshortcuts="PageDown"
          >
            ›<kbd aria-hidden="true">PgDn</kbd>
          </Button>
        </>
      )}
      {tool(t('fax.zoomOut'), '−', '-', () => onZoom(1 / zoomStep))}
      <span className={styles['share']}>{Math.round(scale * 100)}%</span>
      {tool(t('fax.zoomIn'), '+', '+', () => onZoom(zoomStep))}
      <Button onClick={() => onFit('page')} aria-pressed={zoom === 'page'} aria-keyshortcuts="F">
        {t('fax.fitPage')}
        <kbd aria-hidden="true">F</kbd>
      </Button>
    </div>
  )
}

interface FaxBarProps {
  name?: string | undefined
  title: string
  isOpen: boolean
  zoom: Zoom
  onRotate: () => void
  onFit: (zoom: Zoom) => void
  children?: ReactNode
}

/** The bar over the fax: what it is, and how it lies. */
export const FaxBar = ({ name, title, isOpen, zoom, onRotate, onFit, children }: FaxBarProps) => {
  const t = useT()
  return (
    <div className={styles['bar']}>
      <h1>{name ?? t('fax.title')}</h1>
      <small aria-live="polite">{title}</small>
      <span className="spring" />
      {children}
      <KeyButton keys="r" listen={false} disabled={!isOpen} onClick={onRotate}>
        {t('fax.rotate')}
      </KeyButton>
      <KeyButton
        keys="w"
        listen={false}
        disabled={!isOpen}
        onClick={() => onFit('width')}
        aria-pressed={zoom === 'width'}
      >
        {t('fax.fitWidth')}
      </KeyButton>
    </div>
  )
}

/** Why there is no fax to see, in the middle of its place. */
export const FaxNote = ({ problem, isOpening }: { problem: FaxTrouble | undefined; isOpening: boolean }) => {
  const t = useT()
  if (problem) {
    return (
      <p className={styles['note']} role="alert">
        {t(`fax.${problem}`)}
      </p>
    )
  }
  if (!isOpening) return null
  return (
    <p className={styles['note']} role="status">
      {t('fax.opening')}
    </p>
  )
}

import { type Zoom, zoomStep } from '../lib/faxView.ts'
import { useT } from '../lib/language.ts'
import styles from './FaxViewer.module.css'
import { Button } from './KeyButton.tsx'

interface FaxToolsProps {
  page: number
  pages: number
  scale: number
  zoom: Zoom
  onPage: (page: number) => void
  onZoom: (factor: number) => void
  onFit: (zoom: Zoom) => void
}

/** The small strip over the lower edge of the fax: pages and zoom, each with its key. */
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
          <Button disabled={page === 0} onClick={() => onPage(page - 1)} aria-label={t('fax.previousPage')} aria-keyshortcuts="PageUp">
            ‹<kbd aria-hidden="true">PgUp</kbd>
          </Button>
          <Button disabled={page === pages - 1} onClick={() => onPage(page + 1)} aria-label={t('fax.nextPage')} aria-keyshortcuts="PageDown">
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

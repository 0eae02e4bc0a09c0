import { type KeyboardEvent, type ReactNode, type RefObject, useRef } from 'react'
import { isComposing } from '../lib/keys.ts'
import { useT } from '../lib/language.ts'
import { KeyButton } from './KeyButton.tsx'
import type { LineGridHandle } from './LineGrid.tsx'

/**
 * What only some lines need, under the grid, of the line the cursor is in. One key goes there from its cell; the same key
 * or Esc goes back to that cell.
 */
export const LineDetails = ({
  grid,
  at,
  className,
  onFocus,
  children,
}: {
  grid: RefObject<LineGridHandle | null>
  /** The line, from 0. */
  at: number
  className?: string | undefined
  onFocus?: () => void
  /** Lays the fields out, the key before them. */
  children: (key: ReactNode) => ReactNode
}) => {
  const t = useT()
  const area = useRef<HTMLDivElement>(null)
  const go = async (): Promise<void> => {
    if (area.current?.contains(document.activeElement)) {
      grid.current?.back()
      return
    }
    // the cell is read first: what it brings may change what stands here
    await grid.current?.settle()
    area.current?.querySelector<HTMLElement>('input:not([disabled])')?.focus()
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    // a field takes back first what was typed in it
    if (event.key !== 'Escape' || event.defaultPrevented || isComposing(event)) return
    event.preventDefault()
    grid.current?.back()
  }
  return (
    <div
      ref={area}
      className={className}
      role="group"
      aria-label={t('shell.lineDetails', { line: at + 1 })}
      onFocus={onFocus}
      onKeyDown={onKeyDown}
    >
      {children(
        <KeyButton keys="Alt+d" tabIndex={-1} className="plain" help={t('shell.lineDetailsHelp')} onClick={go}>
          {t('shell.lineDetails', { line: at + 1 })}
        </KeyButton>,
      )}
    </div>
  )
}

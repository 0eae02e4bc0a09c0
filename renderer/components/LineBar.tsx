import type { ReactNode, RefObject } from 'react'
import { useT } from '../lib/language.ts'
import { KeyButton } from './KeyButton.tsx'
import { deedKeys, type LineDeed, type LineGridHandle } from './LineGrid.tsx'
import styles from './LineGrid.module.css'

const shownDeeds = [
  ['insert', 'shell.barInsert'],
  ['remove', 'shell.barRemove'],
  ['up', 'shell.barUp'],
  ['down', 'shell.barDown'],
  ['copyAbove', 'shell.barCopyAbove'],
  ['undo', 'shell.barUndo'],
  ['redo', 'shell.barRedo'],
] as const satisfies readonly (readonly [LineDeed, string])[]

/** The deeds of the lines with their keys; a click leaves the cursor in its cell. `children`: the page's own. */
export const LineBar = ({ grid, children }: { grid: RefObject<LineGridHandle | null>; children?: ReactNode }) => {
  const t = useT()
  return (
    <div
      className={styles['bar']}
      role="toolbar"
      aria-label={t('shell.barLabel')}
      onMouseDown={(event) => event.preventDefault()}
    >
      {shownDeeds.map(([deed, label]) => (
        <KeyButton
          key={deed}
          keys={deedKeys[deed]}
          listen={false}
          tabIndex={-1}
          className="plain"
          onClick={() => grid.current?.act(deed)}
        >
          {t(label)}
        </KeyButton>
      ))}
      {children}
    </div>
  )
}

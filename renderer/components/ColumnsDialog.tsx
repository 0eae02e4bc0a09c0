import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { narrowestColumn, type ViewColumn, widestColumn } from '../../shared/viewColumns.ts'
import { isComposing } from '../lib/keys.ts'
import { useT } from '../lib/language.ts'
import { notify } from '../lib/notices.ts'
import { Dialog } from './Dialog.tsx'
import { KeyButton } from './KeyButton.tsx'
import styles from './ColumnsDialog.module.css'

export interface ColumnsDialogProps {
  /** The list: 订单. */
  list: string
  columns: readonly ViewColumn[]
  /** As the list begins. */
  defaults: readonly ViewColumn[]
  headerOf: (key: string) => string
  onSave: (columns: ViewColumn[]) => unknown
  onClose: () => void
}

const widthStep = 10

const moved = (columns: readonly ViewColumn[], from: number, to: number): ViewColumn[] => {
  const rest = columns.toSpliced(from, 1)
  return rest.toSpliced(to, 0, columns[from]!)
}
const changed = (columns: readonly ViewColumn[], at: number, change: Partial<ViewColumn>): ViewColumn[] =>
  columns.with(at, { ...columns[at]!, ...change })

/** Chooses, orders and sizes the columns of a list: ↑↓ the column, space, Alt ↑↓, ←→; Enter keeps them. */
export const ColumnsDialog = ({ list, columns, defaults, headerOf, onSave, onClose }: ColumnsDialogProps) => {
  const t = useT()
  const id = useId()
  const [draft, setDraft] = useState<ViewColumn[]>([...columns])
  const [at, setAt] = useState(0)
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    box.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' })
  }, [at, draft])

  const go = (to: number, carry: boolean): void => {
    if (to < 0 || to >= draft.length) return
    if (carry) setDraft(moved(draft, at, to))
    setAt(to)
  }
  const widen = (by: number): void => {
    const width = Math.max(narrowestColumn, Math.min(widestColumn, draft[at]!.width + by))
    setDraft(changed(draft, at, { width }))
  }
  const toggle = (index: number): void => {
    const { shown } = draft[index]!
    if (shown && draft.filter((column) => column.shown).length === 1) notify(t('views.keepOne'), 'info')
    else setDraft(changed(draft, index, { shown: !shown }))
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (isComposing(event) || event.ctrlKey) return
    if (event.key === 'ArrowDown') go(at + 1, event.altKey)
    else if (event.key === 'ArrowUp') go(at - 1, event.altKey)
    else if (event.key === 'Home') go(0, event.altKey)
    else if (event.key === 'End') go(draft.length - 1, event.altKey)
    else if (event.key === 'ArrowRight') widen(widthStep)
    else if (event.key === 'ArrowLeft') widen(-widthStep)
    else if (event.key === ' ') toggle(at)
    else return
    event.preventDefault()
  }
  const words = ({ key, shown, width }: ViewColumn): string =>
    t('views.columnLine', { name: headerOf(key), shown: t(shown ? 'views.shown' : 'views.hidden'), width })

  return (
    <Dialog
      title={t('views.columnsOf', { list })}
      width={440}
      onClose={onClose}
      foot={
        <>
          <KeyButton
            keys="d"
            onClick={() => {
              setDraft([...defaults])
              setAt(0)
            }}
          >
            {t('views.toDefault')}
          </KeyButton>
          <span className="spring" />
          <KeyButton keys="Escape" listen={false} onClick={onClose}>
            {t('app.cancel')}
          </KeyButton>
          <KeyButton keys="Enter" go onClick={() => onSave(draft)}>
            {t('app.save')}
          </KeyButton>
        </>
      }
    >
      <small className="dim">{t('views.columnsHelp')}</small>
      <div
        ref={box}
        className={styles['columns']}
        role="listbox"
        tabIndex={0}
        data-autofocus
        aria-label={t('views.columns')}
        aria-activedescendant={`${id}-${at}`}
        onKeyDown={onKeyDown}
      >
        {draft.map((column, index) => (
          <div
            key={column.key}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === at}
            aria-label={words(column)}
            className={`${styles['column']} ${column.shown ? '' : 'dim'}`}
            onMouseDown={() => setAt(index)}
            onDoubleClick={() => toggle(index)}
          >
            <span className={styles['tick']} aria-hidden="true">
              {column.shown ? '✓' : ''}
            </span>
            <span>{headerOf(column.key)}</span>
            <span className="spring" />
            <small>{t('views.width', { width: column.width })}</small>
          </div>
        ))}
      </div>
    </Dialog>
  )
}

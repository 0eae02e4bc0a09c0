import { type KeyboardEvent, useRef } from 'react'
import type { LayoutColumn, LayoutContent, LayoutRead } from '../../../shared/layouts.ts'
import { isComposing, useToldKeys } from '../../lib/keys.ts'
import { useT } from '../../lib/language.ts'
import { notify } from '../../lib/notices.ts'
import { moved, stepMm, widened } from './layoutForm.ts'
import styles from './Layouts.module.css'

export interface SectionProps {
  read: LayoutRead
  content: LayoutContent
  change: (part: Partial<LayoutContent>) => void
}

/** Which columns, in what order, under what names, how wide: all of it on the row the cursor is in. */
export const ColumnsSection = ({
  read,
  content,
  change,
  widths,
}: SectionProps & { widths: readonly { key: string; widthMm: number }[] }) => {
  const t = useT()
  const list = useRef<HTMLDivElement>(null)
  const { columns } = content
  const infoOf = (key: string) => read.columns.find((info) => info.key === key)
  const realOf = (key: string): number | null => widths.find((width) => width.key === key)?.widthMm ?? null
  const set = (at: number, column: LayoutColumn): void => change({ columns: columns.with(at, column) })
  const focus = (at: number): void => {
    const inputs = list.current?.querySelectorAll('input') ?? []
    inputs[Math.max(0, Math.min(inputs.length - 1, at))]?.focus()
  }
  const toggle = (at: number): void => {
    const column = columns[at]!
    const info = infoOf(column.key)
    if (column.shown && info?.needed) notify(t('layouts.needed', { label: info.label }), 'info')
    else set(at, { ...column, shown: !column.shown })
  }
  const move = (from: number, to: number): void => {
    change({ columns: moved(columns, from, to) })
    // the cursor goes with its row once that is drawn
    requestAnimationFrame(() => focus(to))
  }
  const widen = (at: number, by: number): void => {
    const column = columns[at]!
    set(at, widened(column, realOf(column.key) ?? infoOf(column.key)?.widthMm ?? 20, by))
  }
  const onKeyDown = (event: KeyboardEvent, at: number): void => {
    if (isComposing(event) || event.ctrlKey) return
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      const to = at + (event.key === 'ArrowDown' ? 1 : -1)
      if (!event.altKey) focus(to)
      else if (to >= 0 && to < columns.length) move(at, to)
    } else if (event.key === 'Enter') focus(at + (event.shiftKey ? -1 : 1))
    else if (event.key === ' ') toggle(at)
    else if (event.key === '+' || event.key === '=') widen(at, stepMm)
    else if (event.key === '-') widen(at, -stepMm)
    else if (event.key === '0' && event.altKey) set(at, { ...columns[at]!, widthMm: null })
    else return
    event.preventDefault()
  }
  useToldKeys({
    Enter: t('layouts.keyRow'),
    Space: t('layouts.keyShow'),
    'Alt+ArrowUp': t('layouts.keyColumnUp'),
    'Alt+ArrowDown': t('layouts.keyColumnDown'),
    '=': t('layouts.keyWider'),
    '-': t('layouts.keyNarrower'),
    'Alt+0': t('layouts.keyUsualWidth'),
  })
  const sum = widths.reduce((total, { widthMm }) => total + widthMm, 0)
  return (
    <>
      <small className="dim">{t('layouts.columnsHelp')}</small>
      <div className={styles['columns']} ref={list} role="list" aria-label={t('layouts.columns')} data-grid="own">
        {columns.map((column, at) => {
          const label = infoOf(column.key)?.label ?? column.key
          const real = column.shown ? realOf(column.key) : null
          const mm = real ?? column.widthMm ?? infoOf(column.key)?.widthMm ?? 0
          const shown = t(column.shown ? 'layouts.shown' : 'layouts.hidden')
          const typed = column.widthMm !== null
          return (
            <div
              key={column.key}
              role="listitem"
              className={`${styles['column']} ${column.shown ? '' : styles['off']}`}
              aria-label={t('layouts.columnLine', { name: column.label || label, shown, width: mm })}
            >
              <button
                type="button"
                tabIndex={-1}
                className={styles['tick']}
                aria-pressed={column.shown}
                aria-label={`${label} ${shown}`}
                onClick={() => toggle(at)}
              >
                {column.shown ? '✓' : ''}
              </button>
              <input
                value={column.label}
                placeholder={label}
                maxLength={16}
                aria-label={t('layouts.columnName', { label })}
                autoFocus={at === 0}
                autoComplete="off"
                onKeyDown={(event) => onKeyDown(event, at)}
                onChange={(event) => set(at, { ...column, label: event.currentTarget.value.trimStart() })}
              />
              <small className={styles['usual']}>{column.label !== '' && column.label !== label ? label : ''}</small>
              <small className={typed ? styles['typed'] : styles['mm']}>{t('layouts.mm', { mm })}</small>
            </div>
          )
        })}
      </div>
      <small className="dim">{t('layouts.widthSum', { sum: Math.round(sum * 10) / 10 })}</small>
    </>
  )
}

import type { ReactNode } from 'react'
import styles from './Page.module.css'

export interface PanelProps {
  /** The bar's heading; without it and without `bar` there is no bar. */
  title?: ReactNode
  /** Small grey words beside the heading: how many, since when. */
  note?: ReactNode
  /** Badges and filters after the heading. */
  bar?: ReactNode
  /** Buttons at the right end of the bar. */
  actions?: ReactNode
  /** The strip at the bottom: totals, the main button. */
  foot?: ReactNode
  /** Padding around the content and a scroll bar of its own: for forms. Tables fill the panel without. */
  padded?: boolean
  label?: string
  className?: string
  children?: ReactNode
}

/** A white panel with its bar, filling the place it is given. */
export const Panel = ({ title, note, bar, actions, foot, padded, label, className, children }: PanelProps) => (
  <section className={`panel ${className ?? ''}`} aria-label={label ?? (typeof title === 'string' ? title : undefined)}>
    {(title !== undefined || bar !== undefined || actions !== undefined) && (
      <div className={styles['bar']}>
        {title !== undefined && <h1>{title}</h1>}
        {note !== undefined && <small>{note}</small>}
        {bar}
        {actions !== undefined && actions !== false && <span className={styles['actions']}>{actions}</span>}
      </div>
    )}
    <div className={padded ? styles['padded'] : styles['body']}>{children}</div>
    {foot !== undefined && <div className={styles['foot']}>{foot}</div>}
  </section>
)

export interface PageProps {
  /**
   * Grid of the panels: one (default), `sides` = fixed left of 500 px and the rest, `list` = the rest and a
   * right column of 420 px, `rows` = one under the other.
   */
  layout?: 'one' | 'sides' | 'list' | 'rows'
  className?: string
  children: ReactNode
}

/** The whole of a tab: one or more panels that fill it. */
export const Page = ({ layout = 'one', className, children }: PageProps) => (
  <div className={`${styles['page']} ${styles[layout]} ${className ?? ''}`}>{children}</div>
)

/** What an empty page says: what is not there, what to do next, and the button that does it. */
export const Empty = ({ title, hint, children }: { title: string; hint?: string; children?: ReactNode }) => (
  <div className={styles['empty']} role="note">
    <b>{title}</b>
    {hint && <p>{hint}</p>}
    {children && <div className={styles['emptyActions']}>{children}</div>}
  </div>
)

/** A number people look for, under a small word: 合计, 应收订金. */
export const Figure = ({
  label,
  note,
  negative,
  children,
}: {
  label: string
  note?: ReactNode
  negative?: boolean
  children: ReactNode
}) => (
  <div className={styles['figure']}>
    <small className="dim">{label}</small>
    <div className={negative ? 'big neg' : 'big'}>{children}</div>
    {note !== undefined && <small>{note}</small>}
  </div>
)

import type { PasteReport } from '../../components/pastedCells.ts'
import { useT } from '../../lib/language.ts'
import styles from './Order.module.css'
import type { FormLine } from './orderForm.ts'

export interface PasteNoteProps {
  report: PasteReport
  lines: readonly FormLine[]
  most: number
}

/** What became of a paste, until the next one: what could not be understood, and where it went. */
export const PasteNote = ({ report, lines, most }: PasteNoteProps) => {
  const t = useT()
  const unknown = [...new Set(lines.filter(({ itemCode }) => itemCode !== '').map(({ code }) => code))]
  const notes = [
    report.unread > 0 && t('shell.pastedUnread', { count: report.unread }),
    unknown.length > 0 && t('shell.pastedUnknown', { codes: unknown.slice(0, 6).join('、') }),
    report.rest > 0 && t('shell.pastedRest', { count: report.rest }),
    report.leftOver > 0 && t('shell.pastedLeftOver', { count: report.leftOver, most }),
  ].filter((note) => note !== false)
  return (
    <div className={styles['pasted']} role="status">
      <span>{t('shell.pasted', { lines: report.lines })}</span>
      {notes.map((note) => (
        <b key={note}>◆ {note}</b>
      ))}
    </div>
  )
}

import type { WrongCell } from '../../components/LineGrid.tsx'
import type { PasteReport } from '../../components/pastedCells.ts'
import { useT } from '../../lib/language.ts'
import styles from './Order.module.css'
import type { FormLine } from './orderForm.ts'

export interface PasteNoteProps {
  /** The last paste, where there was one. */
  report: PasteReport | null
  /** The cells that cannot be read now. */
  wrong: readonly WrongCell[]
  lines: readonly FormLine[]
  most: number
}

/** What became of a paste, until the next one, and every cell that cannot be read, until it can. */
export const PasteNote = ({ report, wrong, lines, most }: PasteNoteProps) => {
  const t = useT()
  if (!report && wrong.length === 0) return null
  const unknown = [...new Set(lines.filter(({ itemCode }) => itemCode !== '').map(({ code }) => code))]
  const unread = Math.min(report?.unread ?? 0, wrong.length)
  const notes = [
    unread > 0 && t('shell.pastedUnread', { count: unread }),
    report && unknown.length > 0 && t('shell.pastedUnknown', { codes: unknown.slice(0, 6).join('、') }),
    report && report.rest > 0 && t('shell.pastedRest', { count: report.rest }),
    report && report.leftOver > 0 && t('shell.pastedLeftOver', { count: report.leftOver, most }),
    ...wrong.slice(0, 3).map(({ row, sentence }) => `${t('shell.lineNumber')} ${row + 1}: ${sentence}`),
  ].filter((note) => typeof note === 'string')
  return (
    <div className={styles['pasted']} role="status">
      {report && <span>{t('shell.pasted', { lines: report.lines })}</span>}
      {notes.map((note) => (
        <b key={note}>◆ {note}</b>
      ))}
    </div>
  )
}

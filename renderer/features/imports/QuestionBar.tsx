import { KeyButton } from '../../components/KeyButton.tsx'
import styles from './Import.module.css'
import { columnSelectName } from './ReadingPanel.tsx'
import type { ImportQuestion } from './useImport.ts'

interface QuestionBarProps {
  question: ImportQuestion
  said: string | undefined
  onSay: (said: string | undefined) => void
  onLeave: () => void
}

const toColumn = (field: string): void =>
  document.querySelector<HTMLSelectElement>(`select[name="${columnSelectName(field)}"]`)?.focus()

/** What the file cannot tell is asked in words, with a key for each answer; nothing is assumed meanwhile. */
export const QuestionBar = ({ question, said, onSay, onLeave }: QuestionBarProps) =>
  said === question.answer.said ? (
    <div className={styles['said']} role="status">
      <span>{question.answer.afterwards}</span>
      <KeyButton keys="F6" onClick={() => onSay(undefined)}>
        {question.takeBackLabel}
      </KeyButton>
    </div>
  ) : (
    <div className={styles['question']} role="alert">
      <b>{question.title}</b>
      <span>{question.why}</span>
      <div>
        <KeyButton keys="F6" onClick={() => onSay(question.answer.said)}>
          {question.answer.label}
        </KeyButton>
        <KeyButton keys="F7" atOnce onClick={() => toColumn(question.field)}>
          {question.fieldLabel}
        </KeyButton>
        <KeyButton keys="F9" onClick={onLeave}>
          {question.leaveLabel}
        </KeyButton>
      </div>
    </div>
  )

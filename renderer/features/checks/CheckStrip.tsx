import type { Check } from '../../../shared/checks.ts'
import type { QuestionRow } from '../../../shared/questions.ts'
import { KeyButton } from '../../components/KeyButton.tsx'
import { useT } from '../../lib/language.ts'
import { openTab } from '../../lib/tabs.ts'
import styles from './Check.module.css'

/** What else holds the order beside the marks: the second keying and questions nobody has answered, each with its key. */
export const CheckStrip = ({
  check,
  questions,
  onAnswer,
}: {
  check: Check
  questions: readonly QuestionRow[]
  /** The first open question of a finished check is answered from here. */
  onAnswer: ((question: QuestionRow) => void) | null
}) => {
  const t = useT()
  const { blind, way, orderId, number } = check
  const first = questions[0]
  const keyed = way !== 'callBack' || blind !== null
  if (!keyed && !first) return null
  const words = !blind
    ? t('blindKeys.stateNone')
    : blind.submittedAt === null
      ? t('blindKeys.stateOpen', { by: blind.by })
      : blind.open > 0
        ? t('blindKeys.stateDiffers', { by: blind.by, open: blind.open })
        : t('blindKeys.stateAgreed', { by: blind.by })
  const settled = blind !== null && blind.submittedAt !== null && blind.open === 0
  return (
    <div className={styles['strip']}>
      {keyed && (
        <>
          <span className={settled ? styles['y'] : styles['c']}>
            {settled ? '✓' : '▲'} {words}
          </span>
          <KeyButton
            keys="F7"
            onClick={() =>
              openTab({ word: 'orders', page: 'blind', id: orderId, title: `${number} ${t('blindKeys.title')}` })
            }
          >
            {t(blind?.submittedAt ? 'blindKeys.toCompare' : 'blindKeys.title')}
          </KeyButton>
        </>
      )}
      <span className="spring" />
      {first && (
        <>
          <span className={styles['q']} title={first.question}>
            {t('checks.lineAt', { line: first.line })} {first.question}
          </span>
          {onAnswer && (
            <KeyButton keys="a" onClick={() => onAnswer(first)}>
              {t('questions.answerNow')}
            </KeyButton>
          )}
          <KeyButton keys="F6" onClick={() => openTab({ word: 'questions', parameters: { orderId } })}>
            {t('questions.orderQuestions', { count: questions.length })}
          </KeyButton>
        </>
      )}
    </div>
  )
}
